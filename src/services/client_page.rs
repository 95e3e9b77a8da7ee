//! The client's page: what it shows, and what the client may do there.
//!
//! Whoever holds the link is the client. The link opens one offer and nothing else.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;

/// Everything that the page shows, already free of what the client must not read.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientCase {
    pub language: Language,
    /// Whom the page greets: the contact's name, or the client's.
    pub greeted: String,
    pub reference: String,
    /// What happened, in one line.
    pub summary: String,
    /// The apology as it was sent, in paragraphs separated by blank lines; `None` where it was
    /// given by voice or on paper.
    pub apology: Option<String>,
    /// Who answers for it, and how to reach them.
    pub owner_name: String,
    pub owner_email: String,
    pub offer: ShownOffer,
    pub stage: Stage,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownOffer {
    pub message: Option<String>,
    pub items: Vec<ShownItem>,
    pub total: Money,
    pub expires_at: Timestamp,
    /// The client's time zone where it is known (an IANA name), else `UTC`.
    pub time_zone: chrono_tz::Tz,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownItem {
    /// The kind as a word of ours: `refund`, `additional_time`, ...
    pub kind: &'static str,
    pub description: String,
    pub value: Money,
    /// `10`, `2.5`
    pub quantity: Option<String>,
    pub unit: Option<String>,
    /// Whether the client has been given it.
    pub fulfilled: bool,
}

/// Where the client stands with the offer.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It waits for an answer.
    Open,
    /// It was accepted; not everything has been given yet.
    Accepted,
    /// Everything was given; we would like to know how it went.
    AskingHowItWent,
    /// Everything was given, and the client told us how it went.
    ToldUs,
    Declined {
        reason: Option<String>,
    },
    Countered {
        wish: Option<String>,
        /// What they named as an amount.
        value: Option<Money>,
    },
    /// It ran out. Nothing of the case is shown.
    Expired,
    /// We took it back. Nothing of the case is shown.
    Withdrawn,
}

use chrono::TimeDelta;
use secrecy::SecretString;

use crate::domain::apology::letter::ApologyState;
use crate::domain::error::Refusal;
use crate::domain::follow_up::{NewFollowUp, Source};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::wording;
use crate::services::incidents::{self, Kept};
use crate::services::offers::{self, ClientAnswer};
use crate::services::{
    Error, Page, Result, Work, apologies, follow_ups, hidden, notify, playbacks, secrets,
};
use crate::store;

/// How long the link still shows how it ended, after the last change of its offer.
const SHOWN_AFTERWARDS: TimeDelta = TimeDelta::days(90);
/// The same where we still owe what was accepted.
const SHOWN_WHILE_OWED: TimeDelta = TimeDelta::days(365);

/// Whether the link opens a page, of an offer or of a playback.
pub fn opens(work: &mut Work<'_>, token: &SecretString) -> Result<()> {
    match open(work, token) {
        Err(Error::NotFound(_)) => playbacks::opens(work, token),
        offer => offer.map(drop),
    }
}

/// What the link shows now.
pub fn show(work: &mut Work<'_>, token: &SecretString) -> Result<ClientCase> {
    let offer = open(work, token)?;
    let kept =
        store::incidents::find(work.db, offer.incident_id)?.ok_or(Error::NotFound("page"))?;
    case(work, &kept, &offer)
}

/// Takes the client's answer to the offer.
pub fn answer(
    work: &mut Work<'_>,
    token: &SecretString,
    answer: ClientAnswer,
) -> Result<ClientCase> {
    let (mut kept, offer) = hold(work, token)?;
    let offer = offers::take_answer(work, None, &mut kept, &offer, answer)?;
    case(work, &kept, &offer)
}

/// Takes down how it went, once.
pub fn feedback(
    work: &mut Work<'_>,
    token: &SecretString,
    said: NewFollowUp,
) -> Result<ClientCase> {
    let (kept, offer) = hold(work, token)?;
    if stage(work, &offer)? != Stage::AskingHowItWent {
        return Err(Refusal::WrongState {
            action: "feedback",
            standing: offer.state.standing(),
            detail: "there is nothing to be said about this offer now".into(),
        }
        .into());
    }
    let said = follow_ups::keep(work, None, kept.incident.id, said)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    notify::feedback(work, &kept.incident, &client, &owner, &said)?;
    case(work, &kept, &offer)
}

/// The offer that the link opens; a link that is unknown or too old opens nothing.
fn open(work: &mut Work<'_>, token: &SecretString) -> Result<Offer> {
    let offer = store::offers::find_by_link(work.db, &secrets::hash(token))?;
    let offer = offer.ok_or(Error::NotFound("page"))?;
    if link_ends(work, &offer)? <= work.now {
        return Err(Error::NotFound("page"));
    }
    Ok(offer)
}

/// When the link opens nothing any more, unless something happens before.
fn link_ends(work: &mut Work<'_>, offer: &Offer) -> Result<Timestamp> {
    if offer.state == OfferState::Sent {
        return Ok(offer.expires_at + SHOWN_AFTERWARDS);
    }
    // What was done late counts from when it was done, not from the day that was written down for it.
    let subject = ("offer", offer.id.to_string());
    let changed = store::events::last_change(work.db, offer.incident_id, subject)?;
    let changed = changed.ok_or_else(|| Error::Internal("an offer without a history".into()))?;
    Ok(match offer.state {
        OfferState::Accepted => changed + SHOWN_WHILE_OWED,
        _ => changed + SHOWN_AFTERWARDS,
    })
}

fn hold(work: &mut Work<'_>, token: &SecretString) -> Result<(Kept, Offer)> {
    let named = open(work, token)?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    Ok((kept, open(work, token)?))
}

fn case(work: &mut Work<'_>, kept: &Kept, offer: &Offer) -> Result<ClientCase> {
    let incident = &kept.incident;
    let client = incidents::client_of(work, incident)?;
    let owner = apologies::owner_of(work, incident)?;
    let language = client.written_language();
    let letter = store::apologies::list(work.db, incident.id, &Page::whole())?
        .into_iter()
        .find(|apology| apology.state == ApologyState::Sent)
        .map(|apology| apology.text);
    Ok(ClientCase {
        language,
        greeted: client.greeted(),
        reference: incident.reference.clone(),
        summary: hidden::summary_for_client(work, incident, &client)?
            .unwrap_or_else(|| wording::our_mistake(language).to_owned()),
        apology: letter,
        owner_name: owner.name,
        owner_email: owner.email,
        stage: stage(work, offer)?,
        offer: ShownOffer {
            message: offer.message.clone(),
            items: offer.items.iter().map(shown).collect(),
            total: offer.total,
            expires_at: offer.expires_at,
            time_zone: client
                .time_zone
                .as_deref()
                .and_then(|zone| zone.parse().ok())
                .unwrap_or(chrono_tz::UTC),
        },
    })
}

fn shown(item: &crate::domain::offer::Item) -> ShownItem {
    ShownItem {
        kind: item.kind.as_str(),
        description: item.description.clone(),
        value: item.value,
        quantity: item.quantity.clone(),
        unit: item.unit.clone(),
        fulfilled: item.fulfilled_at.is_some(),
    }
}

fn stage(work: &mut Work<'_>, offer: &Offer) -> Result<Stage> {
    let words = || {
        offer
            .answer
            .as_ref()
            .and_then(|answer| answer.words.clone())
    };
    Ok(match offer.state {
        OfferState::Sent if offer.expires_at <= work.now => Stage::Expired,
        OfferState::Sent => Stage::Open,
        OfferState::Accepted => Stage::Accepted,
        OfferState::Fulfilled => {
            let said = store::follow_ups::of_incident(work.db, offer.incident_id)?;
            if said.iter().any(|said| said.source == Source::Client) {
                Stage::ToldUs
            } else {
                Stage::AskingHowItWent
            }
        }
        OfferState::Declined => Stage::Declined { reason: words() },
        OfferState::Countered => Stage::Countered {
            wish: words(),
            value: offer.answer.as_ref().and_then(|answer| answer.value),
        },
        OfferState::Expired => Stage::Expired,
        // A link is made when an offer is sent; none of the earlier states has one.
        OfferState::Withdrawn
        | OfferState::Draft
        | OfferState::PendingApproval
        | OfferState::Approved
        | OfferState::Rejected => Stage::Withdrawn,
    })
}
