//! Mail, rendered and queued in the transaction of its cause.
//!
//! What is queued here is what is sent: a template that changes later changes no mail that waits.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::account::{Account, Side, beside_each_other};
use crate::domain::actor::Actor;
use crate::domain::amends::suggestion;
use crate::domain::apology::letter::Apology;
use crate::domain::client::Client;
use crate::domain::event::Head;
use crate::domain::follow_up::FollowUp;
use crate::domain::ids::IncidentId;
use crate::domain::inbound::{Filed, PlacedBy, address};
use crate::domain::incident::Incident;
use crate::domain::language::Language;
use crate::domain::mail::{Mail, MailKind, MailState};
use crate::domain::offer::{Item, Offer, OfferState};
use crate::domain::playback::Playback;
use crate::domain::text::Email;
use crate::domain::time::Timestamp;
use crate::domain::user::User;
use crate::domain::wording;
use crate::mail::templates::{self, ItemLine};
use crate::mail::{Attachment, BuildError, Content, Envelope, Recipient, message};
use crate::services::apologies::Assessed;
use crate::services::history::Verdict;
use crate::services::{Error, Result, Work, accounts, hidden, outbox};
use crate::store;

/// The draft to its owner, or to `reader`, with the letter attached as an unsent message.
pub(super) fn apology_draft(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    draft: &Assessed,
    owner: &User,
    reader: &str,
) -> Result<()> {
    let apology = &draft.apology;
    let findings: Vec<(String, String)> = draft
        .assessment
        .findings
        .iter()
        .map(|finding| {
            let said = format!("{} {}", finding.message, finding.advice);
            (finding.excerpt.clone(), said)
        })
        .collect();
    let accounts = accounts::all(work, incident.id)?;
    let in_dispute = accounts.iter().any(Account::is_disputed);
    let sides = beside_each_other(if in_dispute { accounts } else { Vec::new() });
    let sides: Vec<templates::OneSide<'_>> = sides.iter().map(one_side).collect();
    let content = templates::apology_draft(&templates::ApologyDraft {
        owner_name: &owner.name,
        reference: &incident.reference,
        summary: &incident.summary,
        client_name: &client.name,
        subject: &apology.subject,
        text: &apology.text,
        incident_url: &resource(work, "incidents", incident.id),
        ready: draft.is_ready(),
        findings: &findings,
        notes: &draft.notes(),
        sides: if in_dispute { &sides } else { &[] },
    });
    let follows = thread(work, incident.id, &client.email)?;
    let attachment = write_unsent(work, client, apology, owner, &follows).map(|eml| {
        Some(Attachment {
            file_name: format!("apology-{}.eml", incident.reference),
            eml,
        })
    });
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
    queue(work, incident, post, &content, attachment)
}

fn one_side((side, accounts): &(Side, Vec<Account>)) -> templates::OneSide<'_> {
    templates::OneSide {
        name: match side {
            Side::Client => "The client",
            Side::Staff => "Our staff",
            Side::Subcontractor => "The subcontractor",
        },
        accounts: accounts
            .iter()
            .map(|account| templates::OneAccount {
                by: &account.by,
                text: &account.text,
                disputed_points: account.disputed_points.as_deref(),
            })
            .collect(),
    }
}

/// The letter as an unsent message from the owner to the client.
pub(super) fn unsent(
    work: &mut Work<'_>,
    client: &Client,
    apology: &Apology,
    owner: &User,
) -> Result<String> {
    let follows = thread(work, apology.incident_id, &client.email)?;
    write_unsent(work, client, apology, owner, &follows)
        .map_err(|error| Error::Internal(format!("a draft cannot be written: {error}")))
}

fn write_unsent(
    work: &Work<'_>,
    client: &Client,
    apology: &Apology,
    owner: &User,
    follows: &[String],
) -> std::result::Result<String, BuildError> {
    let content = letter(apology);
    let follows: Vec<&str> = follows.iter().map(String::as_str).collect();
    let (from, to) = (of_user(owner), of_client(client));
    message::unsent_draft(&from, &to, &follows, &content, work.now)
}

pub(super) fn apology(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    apology: &Apology,
    owner: &User,
) -> Result<()> {
    let post = to_client(MailKind::Apology, client, owner);
    queue(work, incident, post, &letter(apology), Ok(None))
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
    let case = (incident, client, owner);
    offer_mail(
        work,
        MailKind::Offer,
        case,
        offer,
        Some(offer.expires_at),
        link,
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
    let case = (incident, client, owner);
    offer_mail(work, MailKind::Agreement, case, offer, None, link)
}

fn offer_mail(
    work: &mut Work<'_>,
    kind: MailKind,
    (incident, client, owner): (&Incident, &Client, &User),
    offer: &Offer,
    expires_at: Option<Timestamp>,
    link: &SecretString,
) -> Result<()> {
    let language = client.written_language();
    let time_zone = client
        .time_zone
        .as_deref()
        .and_then(|zone| zone.parse().ok());
    let summary = hidden::summary_for_client(work, incident, client)?;
    let content = templates::offer(&templates::OfferMail {
        language,
        greeted: &client.greeted(),
        reference: &incident.reference,
        summary: summary.as_deref(),
        message: offer.message.as_deref(),
        items: &lines(offer, language),
        total: offer.total,
        expires_at,
        time_zone: time_zone.unwrap_or(chrono_tz::UTC),
        link: link.expose_secret(),
        owner_name: &owner.name,
        owner_email: &owner.email,
        owner_phone: owner.phone.as_deref(),
    });
    queue(
        work,
        incident,
        to_client(kind, client, owner),
        &content,
        Ok(None),
    )
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
    let gauge = suggestion::gauge(offer.total, incident.loss, incident.price);
    for approver in approvers {
        let content = templates::offer_approval(&templates::OfferApproval {
            approver_name: &approver.name,
            reference: &incident.reference,
            client_name: &client.name,
            recipient: offer.recipient.as_deref().unwrap_or(&client.email),
            summary: &incident.summary,
            maker_name: &maker.name,
            items: &lines(offer, Language::English),
            total: offer.total,
            suggested_total: offer.suggested_total,
            gauge: &gauge,
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
            Ok(None),
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
        Ok(None),
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
        Ok(None),
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
        Ok(None),
    )
}

/// That a mail could not be delivered, to the owner of its incident.
pub(super) fn delivery_failed(
    work: &mut Work<'_>,
    incident: &Incident,
    failed: &Mail,
    owner: &User,
) -> Result<()> {
    let content = templates::notices::delivery_failed(&templates::notices::DeliveryFailed {
        owner_name: &owner.name,
        reference: &incident.reference,
        to: &failed.to,
        subject: &failed.subject,
        attempts: failed.attempts,
        last_error: failed.last_error.as_deref(),
        mail_url: &resource(work, "mail", failed.id),
    });
    queue(
        work,
        incident,
        to_user(MailKind::DeliveryFailed, owner),
        &content,
        Ok(None),
    )
}

/// That a mail did not reach others than it was sent to, to the owner of its incident.
pub(super) fn not_passed_on(
    work: &mut Work<'_>,
    incident: &Incident,
    sent: &Mail,
    report: &Filed,
    owner: &User,
) -> Result<()> {
    let content = templates::notices::not_passed_on(&templates::notices::NotPassedOn {
        owner_name: &owner.name,
        reference: &incident.reference,
        to: &sent.to,
        subject: &sent.subject,
        others: &report.recipients,
        reason: report.reason.as_deref(),
        mail_url: &resource(work, "mail", sent.id),
    });
    let post = to_user(MailKind::DeliveryFailed, owner);
    queue(work, incident, post, &content, Ok(None))
}

/// What somebody wrote about an incident, to the owner.
pub(super) fn reply(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    owner: &User,
    filed: &Filed,
) -> Result<()> {
    let content = templates::reply(&templates::ReplyMail {
        owner_name: &owner.name,
        reference: &incident.reference,
        client_name: &client.name,
        sender: filed.sender,
        is_proven: filed.placed_by != Some(PlacedBy::Subject),
        from_name: filed.from_name.as_deref(),
        from_address: filed.from_address.as_deref(),
        text: &filed.text,
        incident_url: &resource(work, "incidents", incident.id),
    });
    let post = to_user(MailKind::Reply, owner);
    queue(work, incident, post, &content, Ok(None))
}

/// What we understood, to the client, with the link to their page.
pub(super) fn playback(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    playback: &Playback,
    owner: &User,
    link: &SecretString,
) -> Result<()> {
    let content = templates::playback(&templates::PlaybackMail {
        language: playback.written_language(),
        reference: &incident.reference,
        text: &playback.text,
        link: link.expose_secret(),
        owner_name: &owner.name,
        owner_email: &owner.email,
    });
    let post = to_client(MailKind::Playback, client, owner);
    queue(work, incident, post, &content, Ok(None))
}

/// What the client said to it, to the owner.
pub(super) fn playback_answered(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    playback: &Playback,
    owner: &User,
) -> Result<()> {
    let answer = playback.answer.as_ref();
    let content = templates::playback_answered(&templates::PlaybackAnswered {
        owner_name: &owner.name,
        reference: &incident.reference,
        client_name: &client.name,
        correction: answer.and_then(|answer| answer.correction.as_deref()),
        incident_url: &resource(work, "incidents", incident.id),
    });
    let post = to_user(MailKind::PlaybackAnswered, owner);
    queue(work, incident, post, &content, Ok(None))
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
    put(work, None, post, content, Ok(None))
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

/// Puts a mail into the outbox. One that cannot be written is put there as failed, where it is seen,
/// and does not stop what caused it.
fn queue(
    work: &mut Work<'_>,
    incident: &Incident,
    post: Post,
    content: &Content,
    attachment: std::result::Result<Option<Attachment>, BuildError>,
) -> Result<()> {
    let content = Content {
        subject: with_reference(&content.subject, &incident.reference),
        ..content.clone()
    };
    // Where mail comes back to us, the answer goes to the incident; else to its owner.
    let to_incident = work
        .setup
        .inbound_address
        .as_deref()
        .and_then(|mailbox| address::for_incident(mailbox, &incident.reference, incident.id));
    let reply_to = post.reply_to.map(|owner| Recipient {
        address: to_incident.unwrap_or(owner.address),
        name: owner.name,
    });
    put(
        work,
        Some(incident.id),
        Post { reply_to, ..post },
        content,
        attachment,
    )
}

/// Everything about one incident is one conversation to a mail program: each mail follows the one
/// before to the same reader, and all of them a first one that nobody ever saw, so that they stay
/// together where one is lost, or is given another Message-ID on its way.
fn thread(work: &mut Work<'_>, incident: IncidentId, to: &str) -> Result<Vec<String>> {
    let root = message::message_id(&incident.to_string(), &work.setup.sender);
    let last = store::outbox::last_message_id(work.db, incident, to)?;
    Ok([Some(root), last].into_iter().flatten().collect())
}

fn put(
    work: &mut Work<'_>,
    incident: Option<IncidentId>,
    post: Post,
    content: Content,
    attachment: std::result::Result<Option<Attachment>, BuildError>,
) -> Result<()> {
    let id = work.id();
    let thread = match incident {
        Some(incident) => thread(work, incident, &post.to.address)?,
        None => Vec::new(),
    };
    let follows: Vec<&str> = thread.iter().map(String::as_str).collect();
    let sender = &work.setup.sender;
    let message_id = message::message_id(&format!("{id}"), sender);
    let envelope = Envelope {
        from: sender,
        to: &post.to,
        reply_to: post.reply_to.as_ref(),
        message_id: &message_id,
        follows: &follows,
        date: work.now,
        automatic: post.automatic,
    };
    let written =
        attachment.and_then(|attachment| message::render(&envelope, &content, attachment.as_ref()));
    let (message, state, last_error) = match written {
        Ok(message) if work.setup.mail_goes_out => (message, MailState::Waiting, None),
        Ok(message) => (message, MailState::Kept, None),
        Err(error) => {
            let why = format!("this mail cannot be written: {error}");
            (String::new(), MailState::Failed, Some(why))
        }
    };
    let mail = Mail {
        id,
        kind: post.kind,
        incident_id: incident,
        to: post.to.address,
        subject: content.subject,
        text: content.text,
        html: content.html,
        message,
        message_id,
        state,
        attempts: 0,
        next_try_at: (state == MailState::Waiting).then_some(work.now),
        last_error,
        created_at: work.now,
        sent_at: None,
    };
    store::outbox::put(work.db, &mail)?;
    if mail.state == MailState::Failed {
        outbox::report_failure(work, None, None, &mail)?;
    }
    Ok(())
}

/// Every subject has the incident's reference, by which people find what belongs together.
fn with_reference(subject: &str, reference: &str) -> String {
    if subject.contains(reference) {
        return subject.to_owned();
    }
    format!("{subject} [{reference}]")
}

fn of_user(user: &User) -> Recipient {
    Recipient {
        name: Some(user.name.clone()),
        address: user.email.clone(),
    }
}

fn of_client(client: &Client) -> Recipient {
    Recipient {
        name: Some(client.greeted()),
        address: client.email.clone(),
    }
}

/// An item in one line: "Additional time: 10 hours (Senior developer)".
fn lines(offer: &Offer, language: Language) -> Vec<ItemLine> {
    let label = |item: &Item| {
        let quantity = item
            .quantity
            .as_ref()
            .map(|quantity| wording::decimal(&quantity.to_string(), language));
        let amount = match (quantity, &item.unit) {
            (Some(quantity), Some(unit)) => format!(" ({quantity} {unit})"),
            (Some(quantity), None) => format!(" ({quantity})"),
            _ => String::new(),
        };
        let kind = wording::item_kind(item.kind.as_str(), language);
        if item.description == kind {
            return format!("{kind}{amount}");
        }
        let colon = wording::colon(language);
        format!("{kind}{colon}{}{amount}", item.description)
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
