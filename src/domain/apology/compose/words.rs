//! The words of the letter, in each language. They say nothing that is not known of every
//! incident.

use chrono::{Datelike, NaiveDate};

use crate::domain::language::Language;

pub(super) struct Words {
    pub(super) subject: &'static str,
    pub(super) greeting: &'static str,
    pub(super) you_told_us: &'static str,
    pub(super) we_found_it: &'static str,
    pub(super) we_made_it: &'static str,
    pub(super) what_happened: &'static str,
    pub(super) what_happened_on: &'static str,
    your_words: (&'static str, &'static str),
    pub(super) our_mistake: &'static str,
    pub(super) responsible: &'static str,
    pub(super) cause: &'static str,
    pub(super) sorry: &'static str,
    pub(super) deeply_sorry: &'static str,
    pub(super) relied: &'static str,
    pub(super) deeply_relied: &'static str,
    pub(super) your_wish: &'static str,
    pub(super) offer_follows: &'static str,
    pub(super) we_repair: &'static str,
    pub(super) preventions: &'static str,
    pub(super) contact: &'static str,
    pub(super) thanks: &'static str,
    pub(super) thanks_for_telling: &'static str,
    pub(super) sign_off: &'static str,
    after_day: &'static str,
    months: [&'static str; 12],
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::English | Language::French | Language::Spanish => &ENGLISH,
        Language::German => &GERMAN,
    }
}

impl Words {
    /// "21 November 2026", "21. November 2026".
    pub(super) fn date(&self, date: NaiveDate) -> String {
        let month = self.months.get(date.month0() as usize).unwrap_or(&"");
        format!("{}{} {month} {}", date.day(), self.after_day, date.year())
    }

    /// The client's own account, marked as theirs.
    pub(super) fn quoted(&self, account: &str) -> String {
        let (before, after) = self.your_words;
        format!("{before}{account}{after}")
    }
}

const ENGLISH: Words = Words {
    subject: "Our mistake, and our apology",
    greeting: "Dear",
    you_told_us: "You told us about a problem with our work for you, and you were right to. I am \
        writing to you about it personally. Our reference is {reference}.",
    we_found_it: "We have found a mistake in our work for you, and you should hear about it from \
        us first. I am writing to you about it personally. Our reference is {reference}.",
    we_made_it: "We have made a mistake in our work for you. I am writing to you about it \
        personally. Our reference is {reference}.",
    what_happened: "What happened",
    what_happened_on: "What happened on",
    your_words: ("In your own words: \u{201c}", "\u{201d}"),
    our_mistake: "This was our mistake, and we take full responsibility for it.",
    responsible: "We take full responsibility for this.",
    cause: "How it came about",
    sorry: "We are sorry.",
    deeply_sorry: "We are deeply sorry.",
    relied: "You relied on us, and we let you down.",
    deeply_relied: "You relied on us in something that matters to you, and we let you down.",
    your_wish: "What you asked us for",
    offer_follows: "We will put this right. You will receive our offer to make amends in a \
        separate message, and nothing will be settled without your agreement.",
    we_repair: "We will put this right. I am seeing to it myself, and I will keep you informed \
        until it is done.",
    preventions: "So that this does not happen again",
    contact: "You can reach me directly at {email}. I answer for this, so please come to me with \
        anything that you want to know or to add.",
    thanks: "Thank you for the trust that you put in our work.",
    thanks_for_telling: "Thank you for telling us.",
    sign_off: "Kind regards,",
    after_day: "",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

const GERMAN: Words = Words {
    subject: "Unser Fehler und unsere Entschuldigung",
    greeting: "Guten Tag",
    you_told_us: "Sie haben uns auf ein Problem mit unserer Arbeit für Sie hingewiesen, und das zu \
        Recht. Ich schreibe Ihnen deshalb persönlich. Unser Zeichen ist {reference}.",
    we_found_it: "wir haben in unserer Arbeit für Sie einen Fehler entdeckt, und Sie sollen zuerst \
        von uns davon hören. Ich schreibe Ihnen deshalb persönlich. Unser Zeichen ist {reference}.",
    we_made_it: "wir haben in unserer Arbeit für Sie einen Fehler gemacht. Ich schreibe Ihnen \
        deshalb persönlich. Unser Zeichen ist {reference}.",
    what_happened: "Was geschehen ist",
    what_happened_on: "Was geschehen ist, am",
    your_words: ("In Ihren eigenen Worten: \u{201e}", "\u{201c}"),
    our_mistake: "Das war unser Fehler, und wir übernehmen dafür die volle Verantwortung.",
    responsible: "Dafür übernehmen wir die volle Verantwortung.",
    cause: "Wie es dazu kam",
    sorry: "Wir bitten Sie um Entschuldigung.",
    deeply_sorry: "Wir bitten Sie aufrichtig um Entschuldigung.",
    relied: "Sie haben sich auf uns verlassen, und wir haben Sie enttäuscht.",
    deeply_relied: "Sie haben sich in einer wichtigen Sache auf uns verlassen, und wir haben Sie \
        enttäuscht.",
    your_wish: "Was Sie sich von uns wünschen",
    offer_follows: "Wir bringen das in Ordnung. Unser Angebot zur Wiedergutmachung erhalten Sie in \
        einer eigenen Nachricht, und ohne Ihre Zustimmung wird nichts abgeschlossen.",
    we_repair: "Wir bringen das in Ordnung. Ich kümmere mich selbst darum und halte Sie auf dem \
        Laufenden, bis es erledigt ist.",
    preventions: "Damit das nicht wieder vorkommt",
    contact: "Sie erreichen mich direkt unter {email}. Ich stehe dafür gerade. Bitte wenden Sie \
        sich mit allem an mich, was Sie wissen oder ergänzen möchten.",
    thanks: "Vielen Dank für das Vertrauen, das Sie in unsere Arbeit setzen.",
    thanks_for_telling: "Vielen Dank, dass Sie es uns gesagt haben.",
    sign_off: "Mit freundlichen Grüßen",
    after_day: ".",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
};
