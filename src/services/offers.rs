//! Offers: drafted, submitted, decided, sent, answered, fulfilled.

use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::domain::actor::{Actor, DecideOffers, Permit, ReadCases, Role, RunIncidents};
use crate::domain::amends::authority::Spending;
use crate::domain::amends::products::UnpricedItem;
use crate::domain::amends::suggestion::{self, Gauge};
use crate::domain::delegation::may_take_part;
use crate::domain::error::Check;
use crate::domain::event::Change;
use crate::domain::ids::{IncidentId, ItemId, OfferId, UserId};
use crate::domain::incident::Incident;
use crate::domain::money::Money;
use crate::domain::offer::{
    Answer, Approval, Approver, Grant, Item, Move, NewItem, Offer, OfferContent, OfferState,
    Standard, committed,
};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::domain::user::User;
use crate::domain::workflow::Action;
use crate::services::incidents::{self, Kept, Which};
use crate::services::{
    Error, Page, Result, Seen, Work, apologies, expect_version, guarantees, hidden, notify, policy,
    secrets,
};
use crate::store;
pub use crate::store::offers::Filter;

/// Where an offer's items come from.
#[derive(Debug, Clone)]
pub enum Items {
    Given(Vec<UnpricedItem>),
    /// The option of the incident's suggestion that has this name.
    Suggested(String),
}

#[derive(Debug, Clone)]
pub struct NewOffer {
    pub items: Items,
    pub message: Option<Text>,
    pub justification: Option<Text>,
    /// Left out: as long as the policy says.
    pub expires_at: Option<Timestamp>,
}

pub fn draft(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewOffer,
) -> Result<Offer> {
    let kept = incidents::lock(work, which)?;
    kept.incident.takes_offers()?;
    let suggestion = incidents::suggestion_for(work, &kept.incident)?;
    let items = match new.items {
        Items::Given(items) => priced(work, &kept.incident, items)?,
        Items::Suggested(name) => {
            let option = suggestion.option(&name);
            option
                .map_err(|error| Error::invalid("/use_suggestion", error))?
                .items
                .clone()
        }
    };
    let expires_at = match new.expires_at {
        Some(moment) => moment,
        None => expires_by_policy(work)?,
    };
    let content = OfferContent {
        items: items
            .into_iter()
            .map(|item| Item::new(work.id(), item))
            .collect(),
        message: new.message,
        justification: new.justification,
        expires_at,
    };
    let ids = (work.id(), kept.incident.id);
    let standard = standard(work, &kept.incident, suggestion.total)?;
    let offer = Offer::draft(ids, content, standard, permit.actor().id, work.now)?;
    store::offers::insert(work.db, &offer)?;
    record(work, Some(permit.actor()), "draft_offer", None, &offer)?;
    Ok(offer)
}

pub fn list(
    work: &mut Work<'_>,
    permit: &Permit<ReadCases>,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Offer>> {
    let offers = store::offers::list(work.db, filter, page)?;
    let shown = |offer| as_shown_to(work, permit.actor(), offer);
    offers.into_iter().map(shown).collect()
}

/// The offer without its room, where `reader` is not to see that.
pub fn as_shown_to(work: &mut Work<'_>, reader: &Actor, mut offer: Offer) -> Result<Offer> {
    if offer.room.is_some() {
        let kept = store::incidents::find(work.db, offer.incident_id)?;
        let owner = kept.and_then(|kept| kept.incident.owner_id);
        if !offer.shows_room_to(reader, owner) {
            offer.room = None;
        }
    }
    Ok(offer)
}

pub fn list_of(
    work: &mut Work<'_>,
    permit: &Permit<ReadCases>,
    which: &Which,
    mut filter: Filter,
    page: &Page,
) -> Result<Vec<Offer>> {
    filter.incident_id = Some(incidents::present(work, which)?);
    list(work, permit, &filter, page)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: OfferId) -> Result<Offer> {
    present(work, id)
}

/// The offer beside the loss and the price of its incident.
pub fn gauge(work: &mut Work<'_>, offer: &Offer) -> Result<Gauge> {
    let kept = store::incidents::find(work.db, offer.incident_id)?;
    let Kept { incident, .. } = kept.ok_or(Error::NotFound("incident"))?;
    Ok(suggestion::gauge(
        offer.total,
        incident.loss,
        incident.price,
    ))
}

/// What an edit leaves of an offer. Items keep no ids: what is approved anew is new.
#[derive(Debug, Clone)]
pub struct Edit {
    /// `None` keeps the items as they are.
    pub items: Option<Vec<UnpricedItem>>,
    pub message: Option<Text>,
    pub justification: Option<Text>,
    pub expires_at: Timestamp,
}

pub fn edit(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
    edit: impl FnOnce(&Offer) -> Result<Edit>,
) -> Result<Offer> {
    let (kept, before) = hold(work, id, seen)?;
    before.state.after(Move::Edit)?;
    kept.incident.takes_offers()?;
    let edit = edit(&before)?;
    let items = match edit.items {
        None => before.items.clone(),
        Some(items) => itemised(work, &kept.incident, items)?,
    };
    let content = OfferContent {
        items,
        message: edit.message,
        justification: edit.justification,
        expires_at: edit.expires_at,
    };
    let suggested = incidents::suggestion_for(work, &kept.incident)?.total;
    let standard = standard(work, &kept.incident, suggested)?;
    let mut offer = before.clone();
    offer.edit(content, standard, permit.actor().id, work.now)?;
    keep(
        work,
        Some(permit.actor()),
        "edit_offer",
        &before,
        &mut offer,
        None,
    )?;
    keep_room(work, permit.actor(), &before, &offer)?;
    Ok(offer)
}

pub fn submit(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
) -> Result<Offer> {
    let (kept, before) = hold(work, id, seen)?;
    before.state.after(Move::Submit)?;
    kept.incident.takes_offers()?;
    let mut offer = before.clone();
    hand_in(work, &kept.incident, &mut offer, permit.actor())?;
    keep(
        work,
        Some(permit.actor()),
        "submit_offer",
        &before,
        &mut offer,
        None,
    )?;
    ask_for_approval(work, &kept.incident, &offer, permit.actor())?;
    Ok(offer)
}

/// Submits it, measured by what is suggested and allowed now.
pub(super) fn hand_in(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &mut Offer,
    by: &Actor,
) -> Result<()> {
    hidden::refuse_named_in_offer(work, incident, offer)?;
    let policy = policy::in_force(work, incident.reported_at)?.policy;
    policy.check_shares(&offer.items, offer.total)?;
    let suggestion = incidents::suggestion_for(work, incident)?;
    offer.measure_anew(&standard(work, incident, suggestion.total)?);
    let suggested = suggestion.beside(offer.total);
    let recipient = incidents::client_of(work, incident)?.email;
    Ok(offer.submit(suggested, recipient, by.id, work.now)?)
}

/// Mails everybody who could approve this offer as it is.
pub(super) fn ask_for_approval(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
    by: &Actor,
) -> Result<()> {
    let deciders = [Role::Approver.as_str(), Role::Admin.as_str()];
    let bound = bound(work, incident, offer)?;
    let mut able = Vec::new();
    for user in store::users::active_in(work.db, &deciders)? {
        if offer.hands.contains(&user.id) {
            continue;
        }
        if approver(work, &user, &bound)?
            .covers(offer, offer.total)
            .is_ok()
        {
            able.push(user);
        }
    }
    notify::offer_approval(work, incident, offer, by, &able)
}

pub fn approve(
    work: &mut Work<'_>,
    permit: &Permit<DecideOffers>,
    id: OfferId,
    seen: Option<Seen>,
    approval: Approval,
) -> Result<Offer> {
    // The incident is held, so two approvals of one incident come one after the other, and the
    // second counts what the first has committed.
    let (kept, before) = hold(work, id, seen)?;
    before.state.after(Move::Approve)?;
    kept.incident.takes_offers()?;
    let approver = approver_now(work, &kept.incident, &before, permit.actor().id)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let mut offer = before.clone();
    // From now on it counts in the limits of the guarantee, with what it comes to beside the others.
    let suggested = offer.suggested_total;
    offer.measure_anew(&standard(work, &kept.incident, suggested)?);
    offer.approve(&approver, approval, work.now)?;
    before.expect_recipient(&client.email)?;
    keep(
        work,
        Some(permit.actor()),
        "approve_offer",
        &before,
        &mut offer,
        None,
    )?;
    keep_room(work, permit.actor(), &before, &offer)?;
    notify_decided(work, &kept.incident, &offer, permit.actor(), true)?;
    Ok(offer)
}

/// Sets, changes or takes back how far a counter-proposal may go that an agent accepts at once.
pub fn set_room(
    work: &mut Work<'_>,
    permit: &Permit<DecideOffers>,
    id: OfferId,
    seen: Option<Seen>,
    limit: Option<Money>,
) -> Result<Offer> {
    let (kept, before) = hold(work, id, seen)?;
    let approver = approver_now(work, &kept.incident, &before, permit.actor().id)?;
    let mut offer = before.clone();
    offer.set_room(limit, &approver)?;
    keep_room(work, permit.actor(), &before, &offer)?;
    Ok(offer)
}

/// The room has a row of its own, and a line of history that belongs to no incident: agents see the
/// version of an offer and read the history of incidents, and only admins and auditors the whole of
/// it.
fn keep_room(work: &mut Work<'_>, by: &Actor, before: &Offer, after: &Offer) -> Result<()> {
    if before.room == after.room {
        return Ok(());
    }
    store::rooms::set(work.db, after.id, after.room.as_ref())?;
    let subject = ("offer", after.id.to_string());
    let room = |offer: &Offer| json!({"room": offer.room.map(|room| room.limit)});
    let change = Change::between("set_room", subject, Some(&room(before)), &room(after));
    work.record(Some(by), change)
}

/// What binds us beside an offer, in its currency.
struct Bound {
    on_incident: Spending,
    on_client_year: Spending,
}

fn bound(work: &mut Work<'_>, incident: &Incident, offer: &Offer) -> Result<Bound> {
    // One client may be filed several times.
    let clients = store::clients::of_same_address(work.db, incident.client_id)?;
    let mut binding = store::offers::binding_of_clients(work.db, &clients)?;
    binding.retain(|other| other.id != offer.id);
    let of_incident = binding
        .iter()
        .filter(|other| other.incident_id == incident.id);
    let year = work.now.year();
    let this_year = binding
        .iter()
        .filter(|other| other.decided_at.is_some_and(|at| at.year() == year));
    Ok(Bound {
        on_incident: committed(offer.currency(), of_incident)?,
        on_client_year: committed(offer.currency(), this_year)?,
    })
}

/// What somebody may approve as they stand now, beside what binds us.
fn approver(work: &mut Work<'_>, user: &User, bound: &Bound) -> Result<Approver> {
    let by_role = policy::current(work)?.policy.role_limits;
    let mut grants = vec![Grant {
        on_behalf_of: None,
        lent_by: None,
        bounds: vec![user.authority(&by_role)],
    }];
    if may_take_part(user) {
        for lent in store::delegations::active_for(work.db, user.id, work.now)? {
            if let Some(lender) = store::users::find(work.db, lent.from)? {
                grants.push(lent.grant(&lender, &by_role));
            }
        }
    }
    Ok(Approver {
        id: user.id,
        grants,
        on_incident: bound.on_incident.clone(),
        on_client_year: bound.on_client_year.clone(),
    })
}

/// The same for a decision that is taken now. The client is held, under all their names, so that two
/// approvals for one client count each other; the limits are those of now, not those of when the
/// request came in.
pub(super) fn approver_now(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
    id: UserId,
) -> Result<Approver> {
    for client in store::clients::of_same_address(work.db, incident.client_id)? {
        store::clients::lock(work.db, client)?;
    }
    let user = store::users::find(work.db, id)?.ok_or(Error::NotFound("user"))?;
    let bound = bound(work, incident, offer)?;
    approver(work, &user, &bound)
}

pub fn reject(
    work: &mut Work<'_>,
    permit: &Permit<DecideOffers>,
    id: OfferId,
    seen: Option<Seen>,
    reason: Text,
) -> Result<Offer> {
    let (kept, before) = hold(work, id, seen)?;
    let mut offer = before.clone();
    offer.reject(permit.actor().id, reason, work.now)?;
    keep(
        work,
        Some(permit.actor()),
        "reject_offer",
        &before,
        &mut offer,
        None,
    )?;
    notify_decided(work, &kept.incident, &offer, permit.actor(), false)?;
    Ok(offer)
}

fn notify_decided(
    work: &mut Work<'_>,
    incident: &Incident,
    offer: &Offer,
    by: &Actor,
    approved: bool,
) -> Result<()> {
    let involved: BTreeSet<UserId> = offer
        .submitted_by
        .into_iter()
        .chain([offer.made_by])
        .collect();
    for id in involved {
        if let Some(user) = store::users::find(work.db, id)? {
            notify::offer_decided(work, incident, offer, &user, by, approved)?;
        }
    }
    Ok(())
}

/// An offer that was sent, and the link that opens the client's page: shown this once.
#[derive(Debug)]
pub struct SentOffer {
    pub offer: Offer,
    pub client_link: SecretString,
}

pub fn send(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
) -> Result<SentOffer> {
    let (mut kept, before) = hold(work, id, seen)?;
    let sent = put_before_client(work, permit.actor(), &mut kept, &before)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    let SentOffer { offer, client_link } = &sent;
    notify::offer(work, &kept.incident, &client, offer, &owner, client_link)?;
    Ok(sent)
}

/// Sends it as far as the workflow is concerned; the mail is up to the caller.
pub(super) fn put_before_client(
    work: &mut Work<'_>,
    by: &Actor,
    kept: &mut Kept,
    before: &Offer,
) -> Result<SentOffer> {
    before.state.after(Move::Send)?;
    kept.incident.state.after(Action::Offer)?;
    // The subcontractor may have become known after it was submitted.
    hidden::refuse_named_in_offer(work, &kept.incident, before)?;
    // Held, so that the mail goes to the address that is looked at here.
    store::clients::lock(work.db, kept.incident.client_id)?;
    before.expect_recipient(&incidents::client_of(work, &kept.incident)?.email)?;
    let token = secrets::link_token();
    let mut offer = before.clone();
    offer.send(secrets::hash(&token), work.now)?;
    keep(work, Some(by), "send_offer", before, &mut offer, None)?;
    incidents::advance(work, Some(by), kept, Action::Offer, None)?;
    let client_link = format!("{}/c/{}", work.setup.public_url, token.expose_secret()).into();
    Ok(SentOffer { offer, client_link })
}

pub fn withdraw(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
    reason: Text,
) -> Result<Offer> {
    let (mut kept, before) = hold(work, id, seen)?;
    let mut offer = before.clone();
    let note = Some(reason.to_string());
    offer.withdraw(reason)?;
    keep(
        work,
        Some(permit.actor()),
        "withdraw_offer",
        &before,
        &mut offer,
        note.clone(),
    )?;
    if before.state == OfferState::Sent {
        incidents::advance(
            work,
            Some(permit.actor()),
            &mut kept,
            Action::Withdraw,
            note,
        )?;
    }
    Ok(offer)
}

/// What the client said to an offer.
#[derive(Debug, Clone)]
pub enum ClientAnswer {
    Accept { note: Option<Text> },
    Decline { reason: Text },
    Counter { wish: Text, value: Option<Money> },
}

impl ClientAnswer {
    fn action(&self) -> (Move, Action) {
        match self {
            Self::Accept { .. } => (Move::Accept, Action::Accept),
            Self::Decline { .. } => (Move::Decline, Action::Decline),
            Self::Counter { .. } => (Move::Counter, Action::Counter),
        }
    }
}

/// Records what the client told one of us.
pub fn answer(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: OfferId,
    seen: Option<Seen>,
    answer: ClientAnswer,
) -> Result<Offer> {
    let (mut kept, offer) = hold(work, id, seen)?;
    take_answer(work, Some(permit.actor()), &mut kept, &offer, answer)
}

/// Takes an answer; without an actor it came through the client's page.
pub(super) fn take_answer(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    kept: &mut Kept,
    before: &Offer,
    answer: ClientAnswer,
) -> Result<Offer> {
    let (action, step) = answer.action();
    let (words, value) = match answer {
        ClientAnswer::Accept { note } => (note.map(String::from), None),
        ClientAnswer::Decline { reason } => (Some(reason.into()), None),
        ClientAnswer::Counter { wish, value } => (Some(wish.into()), value),
    };
    let mut offer = before.clone();
    offer.answer(
        action,
        Answer {
            at: work.now,
            by_client: by.is_none(),
            recorded_by: by.map(|by| by.id),
            words: words.clone(),
            value,
        },
    )?;
    let name = match action {
        Move::Accept => "accept_offer",
        Move::Decline => "decline_offer",
        _ => "counter_offer",
    };
    keep(work, by, name, before, &mut offer, words.clone())?;
    incidents::advance(work, by, kept, step, words)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    notify::offer_answered(work, &kept.incident, &client, &offer, &owner)?;
    Ok(offer)
}

pub fn fulfil(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    (id, item): (OfferId, ItemId),
    seen: Option<Seen>,
    evidence: Text,
    fulfilled_at: Option<Timestamp>,
) -> Result<Offer> {
    let (mut kept, before) = hold(work, id, seen)?;
    if !before.items.iter().any(|candidate| candidate.id == item) {
        return Err(Error::NotFound("item"));
    }
    if fulfilled_at.is_some_and(|at| at > work.now) {
        let error = crate::domain::error::FieldError::new(
            "in_the_future",
            "an item is fulfilled once it was given",
        );
        return Err(Error::invalid("/fulfilled_at", error));
    }
    let mut offer = before.clone();
    offer.fulfil(item, evidence, fulfilled_at.unwrap_or(work.now))?;
    keep(
        work,
        Some(permit.actor()),
        "fulfil_item",
        &before,
        &mut offer,
        None,
    )?;
    if offer.state == OfferState::Fulfilled {
        incidents::advance(work, Some(permit.actor()), &mut kept, Action::Fulfil, None)?;
    }
    Ok(offer)
}

/// Offers whose time is over, and their incidents.
pub fn past_their_time(work: &mut Work<'_>) -> Result<Vec<(OfferId, IncidentId)>> {
    Ok(store::offers::past_their_time(work.db, work.now)?)
}

/// Ends an offer whose time is over; `false` where somebody was quicker.
pub fn expire(work: &mut Work<'_>, id: OfferId, incident: IncidentId) -> Result<bool> {
    let mut kept = incidents::lock_id(work, incident)?;
    let before = present(work, id)?;
    let mut offer = before.clone();
    if before.expires_at > work.now || offer.expire().is_err() {
        return Ok(false);
    }
    keep(work, None, "expire_offer", &before, &mut offer, None)?;
    if before.state == OfferState::Sent {
        incidents::advance(work, None, &mut kept, Action::Expire, None)?;
        let client = incidents::client_of(work, &kept.incident)?;
        let owner = apologies::owner_of(work, &kept.incident)?;
        notify::offer_answered(work, &kept.incident, &client, &offer, &owner)?;
    }
    Ok(true)
}

/// Until when an offer stands where nobody says otherwise.
pub(super) fn expires_by_policy(work: &mut Work<'_>) -> Result<Timestamp> {
    let days = policy::current(work)?.policy.offer_valid_days;
    Ok(work.now + TimeDelta::days(i64::from(days)))
}

/// Products are worth their list price, whatever somebody would like them to be worth: that of the
/// policy that judges the incident, as in what is suggested.
fn priced(
    work: &mut Work<'_>,
    incident: &Incident,
    items: Vec<UnpricedItem>,
) -> Result<Vec<NewItem>> {
    let policy = policy::in_force(work, incident.reported_at)?.policy;
    let mut check = Check::default();
    let items: Vec<NewItem> = items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| check.nested(&format!("/items/{index}"), item.priced(&policy)))
        .collect();
    check.finish()?;
    Ok(items)
}

pub(super) fn itemised(
    work: &mut Work<'_>,
    incident: &Incident,
    items: Vec<UnpricedItem>,
) -> Result<Vec<Item>> {
    let items = priced(work, incident, items)?;
    Ok(items
        .into_iter()
        .map(|item| Item::new(work.id(), item))
        .collect())
}

pub(super) fn standard(
    work: &mut Work<'_>,
    incident: &Incident,
    suggested: Option<Money>,
) -> Result<Standard> {
    Ok(Standard {
        suggested,
        guaranteed: guarantees::guaranteed(work, incident)?,
    })
}

fn present(work: &mut Work<'_>, id: OfferId) -> Result<Offer> {
    store::offers::find(work.db, id)?.ok_or(Error::NotFound("offer"))
}

/// The offer and its incident, held until the end of the transaction.
pub(super) fn hold(work: &mut Work<'_>, id: OfferId, seen: Option<Seen>) -> Result<(Kept, Offer)> {
    let named = present(work, id)?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let offer = present(work, id)?;
    expect_version(seen, offer.version)?;
    Ok((kept, offer))
}

pub(super) fn keep(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    before: &Offer,
    after: &mut Offer,
    note: Option<String>,
) -> Result<()> {
    store::offers::update(work.db, after)?;
    let subject = ("offer", after.id.to_string());
    let change = Change::between(action, subject, Some(before), after)
        .of(after.incident_id)
        .noting(note);
    work.record(by, change)
}

pub(super) fn record(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    before: Option<&Offer>,
    after: &Offer,
) -> Result<()> {
    let subject = ("offer", after.id.to_string());
    work.record(
        by,
        Change::between(action, subject, before, after).of(after.incident_id),
    )
}
