//! What the client is not to read: the subcontractor's name, and a summary that is not settled.

use crate::domain::apology::compose::{Doubt, is_in_doubt, spoken_of};
use crate::domain::client::Client;
use crate::domain::error::Refusal;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::language::Language;
use crate::domain::offer::Offer;
use crate::domain::playback::{self, Playback};
use crate::domain::subcontractor::Subcontractor;
use crate::services::{Page, Result, Work, accounts, apologies};
use crate::store;

/// The name that no text about the incident may carry.
pub(super) fn name(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
    language: Language,
) -> Result<Subcontractor> {
    let owner = apologies::owner_of(work, incident)?;
    let known = [
        client.name.as_str(),
        client.contact_name.as_deref().unwrap_or_default(),
        &owner.name,
        &owner.email,
    ];
    Ok(Subcontractor::named(
        incident.hidden_name(),
        &known,
        language,
    ))
}

/// Refuses an offer whose message or items name the subcontractor.
pub(super) fn refuse_named_in_offer(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
) -> Result<()> {
    let client = super::incidents::client_of(work, incident)?;
    let hidden = name(work, incident, &client, client.written_language())?;
    let message = offer.message.as_deref();
    let texts = message
        .map(|message| ("/message".to_owned(), message))
        .into_iter()
        .chain(offer.items.iter().enumerate().flat_map(|(index, item)| {
            let unit = item.unit.as_deref();
            [
                (
                    format!("/items/{index}/description"),
                    item.description.as_str(),
                ),
                (format!("/items/{index}/unit"), unit.unwrap_or_default()),
            ]
        }));
    let places = hidden.places(texts);
    if places.is_empty() {
        return Ok(());
    }
    Err(Refusal::NamesSubcontractor {
        places,
        standing: offer.state.standing(),
    }
    .into())
}

/// What happened, as the client may read it; none where it would name the subcontractor, repeat
/// what is in dispute, or speak of them as of somebody else.
pub(super) fn summary_for_client(
    work: &mut Work<'_>,
    incident: &Incident,
    client: &Client,
) -> Result<Option<String>> {
    let summary = &incident.summary;
    if spoken_of(summary).is_some() || is_in_doubt(summary, &doubts(work, incident)?) {
        return Ok(None);
    }
    let hidden = name(work, incident, client, client.written_language())?;
    Ok(hidden.taken_out_of(&incident.summary))
}

/// All that the sides do not agree on.
pub(super) fn doubts(work: &mut Work<'_>, incident: &Incident) -> Result<Vec<Doubt>> {
    let accounts = accounts::all(work, incident.id)?;
    let mut doubts: Vec<Doubt> = accounts
        .iter()
        .rev()
        .filter_map(Doubt::of_account)
        .collect();
    let playbacks = playbacks(work, incident.id)?;
    doubts.extend(Doubt::of_correction(&playbacks));
    Ok(doubts)
}

/// All of them, the newest first.
pub(super) fn playbacks(work: &mut Work<'_>, incident: IncidentId) -> Result<Vec<Playback>> {
    Ok(store::playbacks::list(work.db, incident, &Page::whole())?)
}

/// What the client last put right.
pub(super) fn correction(work: &mut Work<'_>, incident: &Incident) -> Result<Option<String>> {
    let playbacks = playbacks(work, incident.id)?;
    Ok(playback::correction(&playbacks).and_then(|answer| answer.correction.clone()))
}
