//! Offered, asked, offered: what becomes of a client's counter-proposal.

use secrecy::SecretString;

use crate::domain::actor::{Actor, Permit, RunIncidents};
use crate::domain::amends::products::UnpricedItem;
use crate::domain::error::{FieldError, Refusal};
use crate::domain::ids::OfferId;
use crate::domain::incident::Incident;
use crate::domain::money::Money;
use crate::domain::offer::{Answer, Approval, Item, Move, Offer, OfferContent, OfferState};
use crate::domain::text::Text;
use crate::domain::workflow::Action;
use crate::services::incidents::{self, Kept};
use crate::services::offers::{
    approver_now, ask_for_approval, hand_in, hold, itemised, keep, put_before_client, record,
    standard,
};
use crate::services::{Error, Result, Seen, Work, apologies, notify};
use crate::store;

/// What we make of what the client asked for.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// `None`: the one item that was offered, where it is money, worth what the client asked for.
    pub items: Option<Vec<UnpricedItem>>,
    pub note: Option<Text>,
}

/// The offer that answers the counter-proposal; with a link where it is accepted at once.
#[derive(Debug)]
pub struct Agreed {
    pub offer: Offer,
    pub client_link: Option<SecretString>,
}

/// Accepts a counter-proposal. Within the room that the approver set, what the client asked for is
/// approved in their name, put before the client and accepted, each as a step of its own; all else
/// waits for approval. A room takes one attempt: whoever could try again would find its end. It is not
/// for those who may know it, and takes nothing that is less than what was promised.
pub fn accept_counter(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
    agreement: Agreement,
) -> Result<Agreed> {
    let by = permit.actor();
    let (mut kept, countered) = hold(work, id, seen)?;
    kept.incident.state.after(Action::Offer)?;
    let (asked, value, first) = expect_open_counter(work, &countered)?;

    let items = items_for(work, &kept.incident, &countered, agreement.items, value)?;
    let reason = agreement.note.map(String::from).or(asked.words.clone());
    let content = OfferContent {
        items,
        message: countered
            .message
            .as_deref()
            .map(Text::parse)
            .transpose()
            .map_err(unreadable)?,
        justification: reason
            .as_deref()
            .map(Text::parse)
            .transpose()
            .map_err(unreadable)?,
        expires_at: countered
            .expires_at
            .max(work.now + chrono::TimeDelta::days(1)),
    };
    let suggested = incidents::suggestion_for(work, &kept.incident)?.total;
    let standard = standard(work, &kept.incident, suggested)?;
    let keeps_promise = standard.is_kept_by(value);
    let ids = (work.id(), kept.incident.id);
    let mut draft = Offer::draft(ids, content, standard, by.id, work.now)?;
    draft.answers(countered.id, &asked);
    expect_what_was_asked(&draft, value)?;
    store::offers::insert(work.db, &draft)?;
    record(work, Some(by), "draft_offer", None, &draft)?;

    let mut submitted = draft.clone();
    hand_in(work, &kept.incident, &mut submitted, by)?;
    keep(work, Some(by), "submit_offer", &draft, &mut submitted, None)?;

    let at_once = first && keeps_promise && !knows_room(work, by, &countered, &asked)?;
    let approved = match at_once {
        true => approved_by_room(work, &kept, &countered, &submitted)?,
        false => None,
    };
    match approved {
        Some(approved) => accept_at_once(work, permit, &mut kept, (submitted, approved), asked),
        None => {
            ask_for_approval(work, &kept.incident, &submitted, by)?;
            Ok(Agreed {
                offer: submitted,
                client_link: None,
            })
        }
    }
}

/// The client's answer, the value they named, and whether nobody has made an offer of it before;
/// refuses what is no counter-proposal any more.
fn expect_open_counter(work: &mut Work<'_>, countered: &Offer) -> Result<(Answer, Money, bool)> {
    let refused = |detail: &str| {
        Err(Error::Refused(Refusal::WrongState {
            action: "accept_counter",
            standing: countered.state.standing(),
            detail: detail.to_owned(),
        }))
    };
    let Some(asked) = countered
        .answer
        .clone()
        .filter(|_| countered.state == OfferState::Countered)
    else {
        return refused("only an offer that the client countered has a counter-proposal");
    };
    let Some(value) = asked.value else {
        return refused("the client named no value; make a new offer from their words");
    };
    let mut answers = store::offers::of_incident(work.db, countered.incident_id)?;
    answers.retain(|offer| offer.counter_of == Some(countered.id));
    if answers.iter().any(|offer| !offer.state.came_to_nothing()) {
        return refused("another offer answers this counter-proposal already");
    }
    Ok((asked, value, answers.is_empty()))
}

/// Whether whoever accepts it, or whoever of us wrote it down, may know how far the room goes.
fn knows_room(work: &mut Work<'_>, by: &Actor, countered: &Offer, asked: &Answer) -> Result<bool> {
    if countered.may_know_room(by.id, by.role) {
        return Ok(true);
    }
    let Some(recorder) = asked.recorded_by else {
        return Ok(false);
    };
    let recorder = store::users::find(work.db, recorder)?;
    Ok(recorder.is_some_and(|user| countered.may_know_room(user.id, user.role)))
}

fn items_for(
    work: &mut Work<'_>,
    incident: &Incident,
    countered: &Offer,
    given: Option<Vec<UnpricedItem>>,
    value: Money,
) -> Result<Vec<Item>> {
    let items = match (given, &countered.items[..]) {
        (Some(items), _) => items,
        (None, [only]) if only.kind.is_money() => vec![UnpricedItem {
            kind: only.kind,
            description: Some(only.description.clone()),
            value: Some(value),
            quantity: None,
            unit: None,
            unit_value: None,
            product: None,
        }],
        (None, offered) => {
            let why = match offered {
                [only] => format!("{} is not worth another amount by itself", only.kind),
                _ => "the offer had several items".to_owned(),
            };
            let detail = format!("{why}: say which items make up what was asked for");
            return Err(Error::invalid(
                "/items",
                FieldError::new("required", detail),
            ));
        }
    };
    itemised(work, incident, items)
}

/// Who accepts a proposal gives at least what was proposed.
fn expect_what_was_asked(offer: &Offer, value: Money) -> Result<()> {
    if offer.currency() != value.currency() || offer.total.minor() < value.minor() {
        let detail = format!(
            "the client asked for {value}; this comes to {}",
            offer.total
        );
        return Err(Error::invalid(
            "/items",
            FieldError::new("below_counter", detail),
        ));
    }
    Ok(())
}

/// The offer as approved by whoever set the room, if it takes this much and they could still
/// approve it themselves.
fn approved_by_room(
    work: &mut Work<'_>,
    kept: &Kept,
    countered: &Offer,
    submitted: &Offer,
) -> Result<Option<Offer>> {
    let Some(setter) = countered.room_for(submitted.total, work.now) else {
        return Ok(None);
    };
    let approver = approver_now(work, &kept.incident, submitted, setter)?;
    let mut approved = submitted.clone();
    match approved.approve(&approver, Approval::default(), work.now) {
        Ok(()) => Ok(Some(approved)),
        Err(Refusal::OverLimit { .. } | Refusal::OwnOffer) => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}

fn accept_at_once(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    kept: &mut Kept,
    (submitted, mut approved): (Offer, Offer),
    asked: Answer,
) -> Result<Agreed> {
    let by = permit.actor();
    let note = Some("within the room that was set with the countered offer".to_owned());
    keep(
        work,
        Some(by),
        "approve_offer",
        &submitted,
        &mut approved,
        note,
    )?;
    let sent = put_before_client(work, by, kept, &approved)?;
    let mut accepted = sent.offer.clone();
    accepted.answer(
        Move::Accept,
        Answer {
            at: work.now,
            ..asked
        },
    )?;
    keep(
        work,
        Some(by),
        "accept_offer",
        &sent.offer,
        &mut accepted,
        None,
    )?;
    incidents::advance(work, Some(by), kept, Action::Accept, None)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    notify::agreement(
        work,
        &kept.incident,
        &client,
        &accepted,
        &owner,
        &sent.client_link,
    )?;
    Ok(Agreed {
        offer: accepted,
        client_link: Some(sent.client_link),
    })
}

fn unreadable(error: FieldError) -> Error {
    Error::Internal(format!("a stored text is refused: {}", error.detail))
}
