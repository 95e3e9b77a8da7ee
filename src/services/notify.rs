//! Mail, rendered and queued in the transaction of its cause.
//!
//! What is queued here is what is sent: a template that changes later changes no mail that waits.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::actor::Actor;
use crate::domain::apology::check::Severity;
use crate::domain::apology::compose::without_subcontractor;
use crate::domain::apology::letter::Apology;
use crate::domain::client::Client;
use crate::domain::event::Head;
use crate::domain::follow_up::FollowUp;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::language::Language;
use crate::domain::mail::{Mail, MailKind, MailState};
use crate::domain::offer::{Item, Offer, OfferState};
use crate::domain::text::Email;
use crate::domain::user::User;
use crate::domain::wording;
use crate::mail::templates::{self, ItemLine};
use crate::mail::{Attachment, BuildError, Content, Envelope, Recipient, message};
use crate::services::history::Verdict;
use crate::services::{Error, Result, Work};
use crate::store;

/// The draft to its owner, or to `reader`, with the letter attached as an unsent message.
pub(super) fn apology_draft(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    apology: &Apology,
    owner: &User,
    reader: &str,
) -> Result<()> {
    let assessment = apology.assess();
    let findings: Vec<(String, String)> = assessment
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Block)
        .map(|finding| (finding.excerpt.clone(), finding.message.clone()))
        .collect();
    let content = templates::apology_draft(&templates::ApologyDraft {
        owner_name: &owner.name,
        reference: &incident.reference,
        summary: &incident.summary,
        client_name: &client.name,
        subject: &apology.subject,
        text: &apology.text,
        incident_url: &resource(work, "incidents", incident.id),
        ready: assessment.ready,
        findings: &findings,
    });
    let attachment = Attachment {
        file_name: format!("apology-{}.eml", incident.reference),
        eml: unsent(work, client, apology, owner)?,
    };
    let to = Recipient {
        name: None,
        address: reader.to_owned(),
    };
    let post = Post {
        kind: MailKind::ApologyDraft,
        to,
        reply_to: None,
        automatic: true,
    };
    queue(work, incident, post, &content, Some(&attachment))
}

/// The letter as an unsent message from the owner to the client.
pub(super) fn unsent(
    work: &Work<'_>,
    client: &Client,
    apology: &Apology,
    owner: &User,
) -> Result<String> {
    let content = letter(apology);
    message::unsent_draft(&of_user(owner), &of_client(client), &content, work.now)
        .map_err(unwritable)
}

pub(super) fn apology(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    apology: &Apology,
    owner: &User,
) -> Result<()> {
    let post = to_client(MailKind::Apology, client, owner);
    queue(work, incident, post, &letter(apology), None)
}

fn letter(apology: &Apology) -> Content {
    templates::apology(&templates::Apology {
        language: apology.written_language(),
        subject: &apology.subject,
        text: &apology.text,
    })
}

/// The offer to the client, with the link to their page.
pub(super) fn offer(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    offer: &Offer,
    owner: &User,
    link: &SecretString,
) -> Result<()> {
    let language = client.written_language();
    let time_zone = client
        .time_zone
        .as_deref()
        .and_then(|zone| zone.parse().ok());
    let content = templates::offer(&templates::OfferMail {
        language,
        greeted: client.greeted(),
        reference: &incident.reference,
        summary: &without_subcontractor(&incident.summary, incident.hidden_name(), language),
        message: offer.message.as_deref(),
        items: &lines(offer, language),
        total: offer.total,
        expires_at: offer.expires_at,
        time_zone: time_zone.unwrap_or(chrono_tz::UTC),
        link: link.expose_secret(),
        owner_name: &owner.name,
        owner_email: &owner.email,
    });
    queue(
        work,
        incident,
        to_client(MailKind::Offer, client, owner),
        &content,
        None,
    )
}

/// What was agreed, to the client who asked for it.
pub(super) fn agreement(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    offer: &Offer,
    owner: &User,
    link: &SecretString,
) -> Result<()> {
    self::offer(work, incident, client, offer, owner, link)
}

/// The offer to everybody who can approve it.
pub(super) fn offer_approval(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
    maker: &Actor,
    approvers: &[User],
) -> Result<()> {
    let client = super::incidents::client_of(work, incident)?;
    for approver in approvers {
        let content = templates::offer_approval(&templates::OfferApproval {
            approver_name: &approver.name,
            reference: &incident.reference,
            client_name: &client.name,
            summary: &incident.summary,
            maker_name: &maker.name,
            items: &lines(offer, Language::English),
            total: offer.total,
            suggested_total: offer.suggested_total,
            justification: offer.justification.as_deref(),
            message: offer.message.as_deref(),
            expires_at: offer.expires_at,
            offer_url: &resource(work, "offers", offer.id),
        });
        queue(
            work,
            incident,
            to_user(MailKind::OfferApproval, approver),
            &content,
            None,
        )?;
    }
    Ok(())
}

pub(super) fn offer_decided(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
    to: &User,
    by: &Actor,
    approved: bool,
) -> Result<()> {
    let content = templates::offer_decided(&templates::OfferDecided {
        to_name: &to.name,
        reference: &incident.reference,
        approved,
        by_name: &by.name,
        note: offer.decision_note.as_deref(),
        total: offer.total,
        offer_url: &resource(work, "offers", offer.id),
    });
    queue(
        work,
        incident,
        to_user(MailKind::OfferDecided, to),
        &content,
        None,
    )
}

/// What the client said, to the owner; also that they said nothing in time.
pub(super) fn offer_answered(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    offer: &Offer,
    owner: &User,
) -> Result<()> {
    let answer = match offer.state {
        OfferState::Accepted => "accepted",
        OfferState::Declined => "declined",
        OfferState::Countered => "countered",
        _ => "expired",
    };
    let given = offer.answer.as_ref();
    let content = templates::offer_answered(&templates::OfferAnswered {
        owner_name: &owner.name,
        reference: &incident.reference,
        client_name: &client.name,
        answer,
        words: given.and_then(|given| given.words.as_deref()),
        value: given.and_then(|given| given.value),
        total: offer.total,
        incident_url: &resource(work, "incidents", incident.id),
    });
    queue(
        work,
        incident,
        to_user(MailKind::OfferAnswered, owner),
        &content,
        None,
    )
}

pub(super) fn feedback(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    owner: &User,
    said: &FollowUp,
) -> Result<()> {
    let content = templates::feedback(&templates::FeedbackMail {
        owner_name: &owner.name,
        reference: &incident.reference,
        client_name: &client.name,
        satisfaction: u8::try_from(said.satisfaction).unwrap_or_default(),
        note: said.note.as_deref(),
        incident_url: &resource(work, "incidents", incident.id),
    });
    queue(
        work,
        incident,
        to_user(MailKind::Feedback, owner),
        &content,
        None,
    )
}

/// Where the history ends today, to whoever keeps it outside.
pub(super) fn history_head(work: &mut Work<'_>, to: &Email, verdict: &Verdict) -> Result<()> {
    let Head { sequence, hash } = &verdict.head;
    let url = &work.setup.public_url;
    let content = templates::history_head(&templates::HistoryHead {
        head: &verdict.head,
        checked: verdict.checked,
        first_broken: verdict.first_broken.as_ref(),
        verify_url: &format!("{url}/v1/history/verify?sequence={sequence}&hash={hash}"),
    });
    let post = Post {
        kind: MailKind::HistoryHead,
        to: Recipient {
            name: None,
            address: String::from(to.clone()),
        },
        reply_to: None,
        automatic: true,
    };
    put(work, None, post, &content, None)
}

/// Who gets a mail, and of what sort it is.
struct Post {
    kind: MailKind,
    to: Recipient,
    reply_to: Option<Recipient>,
    /// Whether no person sent it, so that no vacation notice answers it.
    automatic: bool,
}

/// Mail to the client comes from us and is answered to the owner.
fn to_client(kind: MailKind, client: &Client, owner: &User) -> Post {
    Post {
        kind,
        to: of_client(client),
        reply_to: Some(of_user(owner)),
        automatic: false,
    }
}

fn to_user(kind: MailKind, user: &User) -> Post {
    Post {
        kind,
        to: of_user(user),
        reply_to: None,
        automatic: true,
    }
}

fn queue(
    work: &mut Work<'_>,
    incident: &Incident,
    post: Post,
    content: &Content,
    attachment: Option<&Attachment>,
) -> Result<()> {
    put(work, Some(incident.id), post, content, attachment)
}

fn put(
    work: &mut Work<'_>,
    incident: Option<IncidentId>,
    post: Post,
    content: &Content,
    attachment: Option<&Attachment>,
) -> Result<()> {
    let id = work.id();
    let sender = &work.setup.sender;
    let message_id = message::message_id(&format!("{id}"), sender);
    // Everything about one incident is one conversation to a mail program.
    let thread = incident.map(|id| message::message_id(&id.to_string(), sender));
    let envelope = Envelope {
        from: sender,
        to: &post.to,
        reply_to: post.reply_to.as_ref(),
        message_id: &message_id,
        references: thread.as_deref(),
        date: work.now,
        automatic: post.automatic,
    };
    let message = message::render(&envelope, content, attachment).map_err(unwritable)?;
    let (state, next_try_at) = if work.setup.mail_goes_out {
        (MailState::Waiting, Some(work.now))
    } else {
        (MailState::Kept, None)
    };
    let mail = Mail {
        id,
        kind: post.kind,
        incident_id: incident,
        to: post.to.address,
        subject: content.subject.clone(),
        text: content.text.clone(),
        html: content.html.clone(),
        message,
        message_id,
        state,
        attempts: 0,
        next_try_at,
        last_error: None,
        created_at: work.now,
        sent_at: None,
    };
    store::outbox::put(work.db, &mail)?;
    Ok(())
}

fn of_user(user: &User) -> Recipient {
    Recipient {
        name: Some(user.name.clone()),
        address: user.email.clone(),
    }
}

fn of_client(client: &Client) -> Recipient {
    Recipient {
        name: Some(client.greeted().to_owned()),
        address: client.email.clone(),
    }
}

/// An item in one line: "Additional time: 10 hours (Senior developer)".
fn lines(offer: &Offer, language: Language) -> Vec<ItemLine> {
    let label = |item: &Item| {
        let amount = match (&item.quantity, &item.unit) {
            (Some(quantity), Some(unit)) => format!(" ({quantity} {unit})"),
            (Some(quantity), None) => format!(" ({quantity})"),
            _ => String::new(),
        };
        let kind = wording::item_kind(item.kind.as_str(), language);
        if item.description == kind {
            return format!("{kind}{amount}");
        }
        format!("{kind}: {}{amount}", item.description)
    };
    offer
        .items
        .iter()
        .map(|item| ItemLine {
            label: label(item),
            value: item.value,
        })
        .collect()
}

fn resource(work: &Work<'_>, kind: &str, id: impl std::fmt::Display) -> String {
    format!("{}/v1/{kind}/{id}", work.setup.public_url)
}

/// Addresses and texts were judged when they came in; what still cannot be written is our mistake.
fn unwritable(error: BuildError) -> Error {
    Error::Internal(format!("a mail cannot be written: {error}"))
}
