//! Renders the client's page in the client's language, one page for each stage of the offer.
//!
//! Shows what it is given and decides nothing: who may read or answer was settled before. Every
//! value from outside is escaped by the templates; only [`STYLE`] is written as it is.

use askama::Template;

use super::words::{self, Notice, Words};
use crate::domain::error::FieldError;
use crate::domain::language::Language;
use crate::domain::wording;
use crate::services::client_page::{ClientCase, ShownItem, ShownOffer, Stage};

/// The one stylesheet of all pages, byte for byte what stands in their `<style>` element, so that
/// a content security policy can name its hash.
pub const STYLE: &str = include_str!("../assets/client_page.css");

/// What is wrong with one field, in the client's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    pub field: &'static str,
    pub message: String,
}

impl FieldProblem {
    /// The domain explains itself to developers, in English; this says it to the client.
    pub fn explain(field: &'static str, error: &FieldError, language: Language) -> Self {
        let words = words::of(language);
        let message = match (error.code, field) {
            ("too_long", _) => words.problem_too_long,
            ("control_character", _) => words.problem_characters,
            ("currency_digits", _) => words.problem_decimals,
            (_, "amount") => words.problem_amount,
            (_, "satisfaction" | "retained") => words.problem_choose,
            ("blank" | "required", _) => words.problem_empty,
            _ => words.problem_other,
        };
        Self {
            field,
            message: message.to_owned(),
        }
    }
}

/// What the client typed, to be shown again beside what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    pub note: Option<String>,
    pub reason: Option<String>,
    pub wish: Option<String>,
    pub amount: Option<String>,
    pub satisfaction: Option<String>,
    pub retained: Option<String>,
    pub testimonial: Option<String>,
}

/// The page as it stands now, with the forms that its stage has.
pub fn page(
    case: &ClientCase,
    token: &str,
    problems: &[FieldProblem],
    entered: &Entered,
) -> String {
    let form = Form {
        token,
        problems,
        entered,
    };
    show(case, Some(form), None)
}

/// The page for an answer that cannot be taken any more: where things stand, without forms.
pub fn too_late(case: &ClientCase) -> String {
    let words = words::of(case.language);
    let notice = match case.stage {
        Stage::Open | Stage::AskingHowItWent => words.not_possible_now,
        Stage::Accepted | Stage::ToldUs | Stage::Declined { .. } | Stage::Countered { .. } => {
            words.already_answered
        }
        Stage::Expired | Stage::Withdrawn => words.came_too_late,
    };
    show(case, None, Some(notice))
}

/// The page for every link that cannot be used: it tells none of them from another.
pub fn not_found() -> String {
    let part = |language| NoticePart::new(words::of(language), |words| &words.not_found);
    rendered(&NoticePage {
        first: part(Language::English),
        others: vec![part(Language::German)],
    })
}

/// The page for a server that cannot answer just now.
pub fn try_again(language: Language) -> String {
    notice(language, |words| &words.try_again)
}

/// The page for a form that this server did not make.
pub fn bad_form(language: Language) -> String {
    notice(language, |words| &words.bad_form)
}

fn notice(language: Language, which: fn(&Words) -> &Notice) -> String {
    rendered(&NoticePage {
        first: NoticePart::new(words::of(language), which),
        others: Vec::new(),
    })
}

fn show(case: &ClientCase, form: Option<Form<'_>>, notice: Option<&'static str>) -> String {
    let words = words::of(case.language);
    let owner = case.owner_name.as_str();
    let answered = AnsweredPage::new(case, form, notice);
    match &case.stage {
        Stage::Open => rendered(&OpenPage::new(case, form, notice)),
        Stage::Accepted => rendered(&AnsweredPage {
            outcome: words.accepted,
            next: Some((words.accepted_next)(owner)),
            offer: Some((words.to_receive, OfferCard::new(case, true))),
            ..answered
        }),
        Stage::AskingHowItWent => rendered(&AnsweredPage {
            title: (words.asking_greeting)(&case.greeted),
            outcome: words.asking,
            feedback: form.map(|form| FeedbackFields::new(&form, words)),
            offer: Some((words.received, OfferCard::new(case, true))),
            ..answered
        }),
        Stage::ToldUs => rendered(&AnsweredPage {
            outcome: words.told_us,
            next: Some((words.told_us_next)(owner)),
            offer: Some((words.received, OfferCard::new(case, true))),
            ..answered
        }),
        Stage::Declined { reason } => rendered(&AnsweredPage {
            outcome: words.declined,
            said: said(words.your_reason, reason.as_deref()),
            next: Some((words.declined_next)(owner)),
            ..answered
        }),
        Stage::Countered { wish, value } => rendered(&AnsweredPage {
            outcome: words.countered,
            said: said(words.your_wish, wish.as_deref()),
            amount: value.map(|value| wording::money(value, case.language)),
            next: Some((words.countered_next)(owner)),
            ..answered
        }),
        Stage::Expired => rendered(&EndedPage::new(case, words.expired, notice)),
        Stage::Withdrawn => rendered(&EndedPage::new(case, words.withdrawn, notice)),
    }
}

fn rendered(page: &impl Template) -> String {
    page.render().expect("writing to a string cannot fail")
}

#[derive(Template)]
#[template(path = "client_page/open.html")]
struct OpenPage<'a> {
    words: &'static Words,
    title: &'static str,
    notice: Option<&'static str>,
    problems: Problems<'a>,
    contact: Contact<'a>,
    heading: String,
    reference: &'a str,
    about: About<'a>,
    offer: OfferCard<'a>,
    until: String,
    currency: &'static str,
    answer: Option<AnswerFields<'a>>,
    token: &'a str,
}

impl<'a> OpenPage<'a> {
    fn new(case: &'a ClientCase, form: Option<Form<'a>>, notice: Option<&'static str>) -> Self {
        let words = words::of(case.language);
        let ShownOffer {
            total,
            expires_at,
            time_zone,
            ..
        } = case.offer;
        Self {
            words,
            title: words.title,
            notice,
            problems: Problems::of(form),
            contact: Contact::for_questions(case),
            heading: (words.greeting)(&case.greeted),
            reference: &case.reference,
            about: About::new(case),
            offer: OfferCard::new(case, false),
            until: (words.valid_until)(&wording::moment(expires_at, time_zone, case.language)),
            currency: total.currency().code(),
            answer: form.map(|form| AnswerFields::new(&form, words)),
            token: form.map_or("", |form| form.token),
        }
    }
}

#[derive(Template)]
#[template(path = "client_page/answered.html")]
struct AnsweredPage<'a> {
    words: &'static Words,
    title: String,
    notice: Option<&'static str>,
    problems: Problems<'a>,
    contact: Contact<'a>,
    reference: &'a str,
    outcome: &'static str,
    /// What the client wrote, below its heading.
    said: Option<(&'static str, Vec<&'a str>)>,
    /// What the client named as an amount.
    amount: Option<String>,
    next: Option<String>,
    feedback: Option<FeedbackFields<'a>>,
    /// The items with their marks, below their heading.
    offer: Option<(&'static str, OfferCard<'a>)>,
    about: About<'a>,
    token: &'a str,
}

impl<'a> AnsweredPage<'a> {
    /// What the pages of all answered stages have in common.
    fn new(case: &'a ClientCase, form: Option<Form<'a>>, notice: Option<&'static str>) -> Self {
        let words = words::of(case.language);
        Self {
            words,
            title: (words.thanks)(&case.greeted),
            notice,
            problems: Problems::of(form),
            contact: Contact::for_questions(case),
            reference: &case.reference,
            outcome: "",
            said: None,
            amount: None,
            next: None,
            feedback: None,
            offer: None,
            about: About::new(case),
            token: form.map_or("", |form| form.token),
        }
    }
}

/// Nothing of the case is reachable from here, so that nothing of it can be shown.
#[derive(Template)]
#[template(path = "client_page/ended.html")]
struct EndedPage<'a> {
    words: &'static Words,
    notice: Option<&'static str>,
    outcome: &'static str,
    contact: Contact<'a>,
}

impl<'a> EndedPage<'a> {
    fn new(case: &'a ClientCase, outcome: &'static str, notice: Option<&'static str>) -> Self {
        let words = words::of(case.language);
        Self {
            words,
            notice,
            outcome,
            contact: Contact {
                sentence: (words.ended_contact)(&case.owner_name),
                href: mailto(&case.owner_email, None),
                email: &case.owner_email,
            },
        }
    }
}

#[derive(Template)]
#[template(path = "client_page/notice.html")]
struct NoticePage {
    first: NoticePart,
    others: Vec<NoticePart>,
}

struct NoticePart {
    code: &'static str,
    notice: &'static Notice,
}

impl NoticePart {
    fn new(words: &'static Words, which: fn(&Words) -> &Notice) -> Self {
        Self {
            code: words.code,
            notice: which(words),
        }
    }
}

/// Whom to write to.
struct Contact<'a> {
    sentence: String,
    href: String,
    email: &'a str,
}

impl<'a> Contact<'a> {
    fn for_questions(case: &'a ClientCase) -> Self {
        let words = words::of(case.language);
        Self {
            sentence: (words.contact)(&case.owner_name),
            href: mailto(&case.owner_email, Some(&case.reference)),
            email: &case.owner_email,
        }
    }
}

/// What happened, and what we said about it.
struct About<'a> {
    summary: &'a str,
    apology: Vec<&'a str>,
}

impl<'a> About<'a> {
    fn new(case: &'a ClientCase) -> Self {
        Self {
            summary: &case.summary,
            apology: paragraphs(case.apology.as_deref()),
        }
    }
}

struct OfferCard<'a> {
    message: Vec<&'a str>,
    items: Vec<ItemLine<'a>>,
    total: String,
    /// Whether each item says if it was given.
    marked: bool,
}

impl<'a> OfferCard<'a> {
    fn new(case: &'a ClientCase, marked: bool) -> Self {
        let offer = &case.offer;
        let line = |item| ItemLine::new(item, case.language);
        Self {
            message: paragraphs(offer.message.as_deref()),
            items: offer.items.iter().map(line).collect(),
            total: wording::money(offer.total, case.language),
            marked,
        }
    }
}

struct ItemLine<'a> {
    /// `None` where the description says as much.
    kind: Option<&'static str>,
    description: &'a str,
    quantity: Option<String>,
    value: String,
    fulfilled: bool,
}

impl<'a> ItemLine<'a> {
    fn new(item: &'a ShownItem, language: Language) -> Self {
        let kind = wording::item_kind(item.kind, language);
        Self {
            kind: (item.description != kind).then_some(kind),
            description: &item.description,
            quantity: quantity(item, language),
            value: wording::money(item.value, language),
            fulfilled: item.fulfilled,
        }
    }
}

/// A form's address, and how its last sending went.
#[derive(Clone, Copy)]
struct Form<'a> {
    token: &'a str,
    problems: &'a [FieldProblem],
    entered: &'a Entered,
}

impl<'a> Form<'a> {
    fn field(&self, name: &'static str, label: &'static str, value: Option<&'a str>) -> Field<'a> {
        let problem = self.problems.iter().find(|problem| problem.field == name);
        Field {
            id: name,
            name,
            label,
            hint: None,
            required: false,
            value: value.unwrap_or_default(),
            problem: problem.map(|problem| problem.message.as_str()),
        }
    }
}

struct Field<'a> {
    id: &'static str,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    required: bool,
    value: &'a str,
    problem: Option<&'a str>,
}

impl Field<'_> {
    fn described_by(&self) -> Option<String> {
        match (self.hint.is_some(), self.problem.is_some()) {
            (true, true) => Some(format!("{0}-hint {0}-problem", self.id)),
            (true, false) => Some(format!("{}-hint", self.id)),
            (false, true) => Some(format!("{}-problem", self.id)),
            (false, false) => None,
        }
    }

    fn holds(&self, value: &str) -> bool {
        self.value == value
    }

    /// Whether the client has been at this field already.
    fn touched(&self) -> bool {
        self.problem.is_some() || !self.value.is_empty()
    }
}

struct AnswerFields<'a> {
    note: Field<'a>,
    wish: Field<'a>,
    amount: Field<'a>,
    reason: Field<'a>,
}

impl<'a> AnswerFields<'a> {
    fn new(form: &Form<'a>, words: &Words) -> Self {
        let entered = form.entered;
        Self {
            note: form.field("note", words.accept_note, entered.note.as_deref()),
            wish: Field {
                hint: Some(words.wish_hint),
                required: true,
                ..form.field("wish", words.wish, entered.wish.as_deref())
            },
            amount: Field {
                hint: Some(words.amount_hint),
                ..form.field("amount", words.amount, entered.amount.as_deref())
            },
            reason: Field {
                hint: Some(words.reason_hint),
                required: true,
                ..form.field("reason", words.reason, entered.reason.as_deref())
            },
        }
    }

    fn countering(&self) -> bool {
        self.wish.touched() || self.amount.touched()
    }

    fn declining(&self) -> bool {
        self.reason.touched()
    }
}

struct FeedbackFields<'a> {
    satisfaction: Field<'a>,
    retained: Field<'a>,
    again: [(&'static str, &'static str); 2],
    note: Field<'a>,
    quotable: bool,
}

impl<'a> FeedbackFields<'a> {
    fn new(form: &Form<'a>, words: &Words) -> Self {
        let entered = form.entered;
        let satisfaction = entered.satisfaction.as_deref();
        Self {
            satisfaction: Field {
                required: true,
                ..form.field("satisfaction", words.satisfaction, satisfaction)
            },
            retained: form.field("retained", words.retained, entered.retained.as_deref()),
            again: [("yes", words.yes), ("no", words.no)],
            note: form.field("note", words.feedback_note, entered.note.as_deref()),
            quotable: entered.testimonial.is_some(),
        }
    }
}

/// What the page's head says about a form that was refused.
struct Problems<'a>(&'a [FieldProblem]);

impl<'a> Problems<'a> {
    fn of(form: Option<Form<'a>>) -> Self {
        Self(form.map_or(&[], |form| form.problems))
    }

    fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Each message, with the id of the field to go to.
    fn listed(&self) -> impl Iterator<Item = (Option<&'static str>, &'a str)> {
        const FIELDS: [&str; 7] = [
            "note",
            "reason",
            "wish",
            "amount",
            "satisfaction",
            "retained",
            "testimonial",
        ];
        self.0.iter().map(|problem| {
            let target = FIELDS.contains(&problem.field).then_some(problem.field);
            (target, problem.message.as_str())
        })
    }
}

fn said<'a>(heading: &'static str, text: Option<&'a str>) -> Option<(&'static str, Vec<&'a str>)> {
    text.map(|text| (heading, paragraphs(Some(text))))
}

/// Blank lines part paragraphs; a single line end stays within one.
fn paragraphs(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default()
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// `2.5 hours`, `2,5 Stunden`, `3`
fn quantity(item: &ShownItem, language: Language) -> Option<String> {
    let number = item.quantity.as_deref()?;
    let number = match language {
        Language::English | Language::French | Language::Spanish => number.to_owned(),
        Language::German => number.replace('.', ","),
    };
    Some(match &item.unit {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    })
}

fn mailto(address: &str, subject: Option<&str>) -> String {
    let subject = subject.map(|subject| format!("?subject={}", encoded(subject)));
    format!("mailto:{}{}", encoded(address), subject.unwrap_or_default())
}

/// Percent-encoded, so that no character of an address or subject ends it (RFC 6068).
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte);
    text.bytes().fold(String::new(), |encoded, byte| {
        if plain(byte) {
            encoded + char::from(byte).encode_utf8(&mut [0; 4])
        } else {
            format!("{encoded}%{byte:02X}")
        }
    })
}
