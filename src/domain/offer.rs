//! An offer: the amends that we propose, made of items; who may decide on it, and what became of it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::actor::{Actor, Role};
use crate::domain::amends::authority::{Authority, Outlay, Spending};
use crate::domain::error::{FieldError, Invalid, Refusal, Standing};
use crate::domain::event::{as_maybe_moment, as_moment, as_word};
use crate::domain::ids::{IncidentId, ItemId, OfferId, UserId};
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::text::Text;
use crate::domain::time::{Timestamp, format_timestamp};
use crate::domain::workflow::words;

words! {
    ItemKind {
        Refund = "refund",
        Credit = "credit",
        Discount = "discount",
        AdditionalTime = "additional_time",
        Product = "product",
        FreeWork = "free_work",
        Gift = "gift",
        Other = "other",
    }
}

words! {
    OfferState {
        Draft = "draft",
        PendingApproval = "pending_approval",
        Approved = "approved",
        Rejected = "rejected",
        Sent = "sent",
        Accepted = "accepted",
        Declined = "declined",
        Countered = "countered",
        Expired = "expired",
        Withdrawn = "withdrawn",
        Fulfilled = "fulfilled",
    }
}

words! {
    /// What can be done to an offer.
    Move {
        Edit = "edit",
        Submit = "submit",
        Approve = "approve",
        Reject = "reject",
        Send = "send",
        Accept = "accept",
        Decline = "decline",
        Counter = "counter",
        Withdraw = "withdraw",
        Expire = "expire",
        Fulfil = "fulfil",
    }
}

/// Every move an offer can make. An edit always leads back to a draft: what was approved is gone.
pub const MOVES: &[(OfferState, Move, OfferState)] = {
    use Move as M;
    use OfferState as S;
    &[
        (S::Draft, M::Edit, S::Draft),
        (S::Draft, M::Submit, S::PendingApproval),
        (S::Draft, M::Withdraw, S::Withdrawn),
        (S::PendingApproval, M::Edit, S::Draft),
        (S::PendingApproval, M::Approve, S::Approved),
        (S::PendingApproval, M::Reject, S::Rejected),
        (S::PendingApproval, M::Withdraw, S::Withdrawn),
        (S::PendingApproval, M::Expire, S::Expired),
        (S::Approved, M::Edit, S::Draft),
        (S::Approved, M::Send, S::Sent),
        (S::Approved, M::Withdraw, S::Withdrawn),
        (S::Approved, M::Expire, S::Expired),
        (S::Rejected, M::Edit, S::Draft),
        (S::Rejected, M::Withdraw, S::Withdrawn),
        (S::Sent, M::Accept, S::Accepted),
        (S::Sent, M::Decline, S::Declined),
        (S::Sent, M::Counter, S::Countered),
        (S::Sent, M::Withdraw, S::Withdrawn),
        (S::Sent, M::Expire, S::Expired),
        (S::Accepted, M::Fulfil, S::Fulfilled),
    ]
};

impl ItemKind {
    /// Whether it is worth whatever is written on it; time, work and things are not.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Refund | Self::Credit | Self::Discount | Self::Gift
        )
    }
}

impl OfferState {
    pub fn after(self, action: Move) -> Result<Self, Refusal> {
        MOVES
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, action))
            .map(|(.., to)| *to)
            .ok_or_else(|| Refusal::WrongState {
                action: action.as_str(),
                standing: self.standing(),
                detail: format!("an offer that is {self} cannot take the action {action}"),
            })
    }

    pub fn standing(self) -> Standing {
        Standing {
            state: self.as_str(),
            allowed_actions: MOVES
                .iter()
                .filter(|(from, ..)| *from == self)
                .map(|(_, action, _)| action.as_str())
                .collect(),
        }
    }

    /// Whether it came to nothing, so that another one may take its place.
    pub fn came_to_nothing(self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::Withdrawn | Self::Expired | Self::Declined | Self::Countered
        )
    }

    /// Whether we are bound by it: it counts against the limits of who approves another.
    pub fn is_commitment(self) -> bool {
        matches!(
            self,
            Self::Approved | Self::Sent | Self::Accepted | Self::Fulfilled
        )
    }
}

/// An item before it belongs to an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct NewItem {
    pub kind: ItemKind,
    pub description: String,
    pub value: Money,
    pub quantity: Option<Decimal>,
    pub unit: Option<String>,
    pub unit_value: Option<Money>,
    /// The code of the policy's product that it is, at the list price.
    pub product: Option<String>,
}

impl NewItem {
    /// More of anything than this is a slip of the pen.
    pub const MAX_QUANTITY: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
    /// Decimals of a quantity.
    pub const QUANTITY_PLACES: u32 = 3;

    /// The value that was given, or quantity times unit value; they must not contradict each other.
    pub fn valued(
        value: Option<Money>,
        quantity: Option<Decimal>,
        unit_value: Option<Money>,
    ) -> Result<Money, FieldError> {
        let computed = match (quantity, unit_value) {
            (Some(quantity), Some(unit_value)) => Some(
                unit_value
                    .times(quantity)
                    .map_err(|error| FieldError::new("too_large", error.to_string()))?,
            ),
            _ => None,
        };
        match (value, computed) {
            (Some(value), None) => Ok(value),
            (None, Some(computed)) => Ok(computed),
            (Some(value), Some(computed)) if value == computed => Ok(value),
            (Some(value), Some(computed)) => Err(FieldError::new(
                "value_mismatch",
                format!(
                    "quantity times unit_value is {computed}, not {value}; leave one of them out"
                ),
            )),
            (None, None) => Err(FieldError::new(
                "required",
                "give a value, or a quantity and a unit_value",
            )),
        }
    }
}

/// One amends of an offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    #[serde(serialize_with = "as_word", deserialize_with = "word")]
    pub kind: ItemKind,
    pub description: String,
    pub value: Money,
    #[serde(default)]
    pub quantity: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub unit_value: Option<Money>,
    #[serde(default)]
    pub product: Option<String>,
    #[serde(default)]
    #[serde(serialize_with = "as_maybe_moment")]
    pub fulfilled_at: Option<Timestamp>,
    #[serde(default)]
    pub evidence: Option<String>,
}

impl Item {
    pub fn new(id: ItemId, item: NewItem) -> Self {
        Self {
            id,
            kind: item.kind,
            description: item.description,
            value: item.value,
            quantity: item.quantity.map(|quantity| {
                let places = NewItem::QUANTITY_PLACES;
                quantity
                    .round_dp_with_strategy(places, RoundingStrategy::ToZero)
                    .normalize()
                    .to_string()
            }),
            unit: item.unit,
            unit_value: item.unit_value,
            product: item.product,
            fulfilled_at: None,
            evidence: None,
        }
    }
}

fn word<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<ItemKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    word.parse()
        .map_err(|error: FieldError| serde::de::Error::custom(error.detail))
}

/// All that is approved with an offer.
#[derive(Debug, Clone)]
pub struct OfferContent {
    pub items: Vec<Item>,
    pub message: Option<Text>,
    pub justification: Option<Text>,
    pub expires_at: Timestamp,
}

/// Checks what can only be seen with all items side by side.
pub fn check_items(items: &[Item]) -> Result<Money, Invalid> {
    let Some(first) = items.first() else {
        let error = FieldError::new("required", "an offer has at least one item");
        return Err(Invalid::at("/items", error));
    };
    if items.len() > MAX_ITEMS {
        let error = FieldError::new("too_many", format!("at most {MAX_ITEMS} items"));
        return Err(Invalid::at("/items", error));
    }
    let currency = first.value.currency();
    for (index, item) in items.iter().enumerate() {
        if item.value.currency() != currency {
            let error = FieldError::new(
                "mixed_currencies",
                format!("all items of an offer are in one currency, here {currency}"),
            );
            return Err(Invalid::at(format!("/items/{index}/value/currency"), error));
        }
    }
    let total = Money::sum(currency, items.iter().map(|item| item.value))
        .map_err(|error| Invalid::at("/items", FieldError::new("too_large", error.to_string())))?;
    if total.is_zero() {
        let error = FieldError::new("not_positive", "an offer is worth something");
        return Err(Invalid::at("/items", error));
    }
    Ok(total)
}

/// What a client may ask for instead.
pub fn asked_for(value: Money) -> Result<Money, FieldError> {
    if value.is_zero() {
        let detail = "a wish is worth something; leave the value out where none was named";
        return Err(FieldError::new("not_positive", detail));
    }
    Ok(value)
}

/// Items of one offer.
pub const MAX_ITEMS: usize = 50;

/// What an offer is measured by at the moment it is written.
#[derive(Debug, Clone, Default)]
pub struct Standard {
    pub suggested: Option<Money>,
    pub guaranteed: Option<Guaranteed>,
}

impl Standard {
    /// Whether `value` is at least what a guarantee came to; what is in another currency is not.
    pub fn is_kept_by(&self, value: Money) -> bool {
        self.guaranteed.as_ref().is_none_or(|promised| {
            promised.amount.currency() == value.currency()
                && promised.amount.minor() <= value.minor()
        })
    }

    /// What a guarantee came to, where the offer gives it: money in another currency does not.
    fn guaranteed_in(&self, total: Money) -> Option<Guaranteed> {
        let counted = self.guaranteed.clone();
        counted.filter(|counted| counted.amount.currency() == total.currency())
    }
}

/// How the client answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(serialize_with = "as_moment")]
    pub at: Timestamp,
    /// Whether it came through the client's page, rather than recorded by us.
    pub by_client: bool,
    /// Who of us recorded it, where it did not come from the client. What they wrote down becomes
    /// what is offered next, so they do not decide on that.
    #[serde(default)]
    pub recorded_by: Option<UserId>,
    /// The note, the reason or the wish, in the client's words.
    pub words: Option<String>,
    /// What they asked for instead.
    pub value: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offer {
    pub id: OfferId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    #[serde(serialize_with = "as_word")]
    pub state: OfferState,
    pub items: Vec<Item>,
    pub message: Option<String>,
    pub justification: Option<String>,
    #[serde(serialize_with = "as_moment")]
    pub expires_at: Timestamp,
    pub total: Money,
    /// What the policy suggested when the offer was last written or submitted.
    pub suggested_total: Option<Money>,
    /// What the guarantee that the incident names came to at that moment.
    pub guaranteed: Option<Guaranteed>,
    /// The countered offer that this one answers.
    pub counter_of: Option<OfferId>,
    pub made_by: UserId,
    /// Everybody who made, edited or submitted it; none of them decides on it.
    pub hands: Vec<UserId>,
    pub submitted_by: Option<UserId>,
    /// The client's address when it was submitted. What was approved goes nowhere else.
    pub recipient: Option<String>,
    pub approved_by: Option<UserId>,
    /// Whose authority the approver used, where it was delegated to them.
    pub approved_for: Option<UserId>,
    /// Kept apart from the offer and its history, which agents read.
    #[serde(skip)]
    pub room: Option<Room>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub decided_at: Option<Timestamp>,
    /// The approver's note or the reason of a rejection or withdrawal.
    pub decision_note: Option<String>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub sent_at: Option<Timestamp>,
    pub answer: Option<Answer>,
    #[serde(skip)]
    pub made_at: Timestamp,
    /// SHA-256 of the token of the client's page.
    #[serde(skip)]
    pub link_hash: Option<String>,
    #[serde(skip)]
    pub version: i64,
}

/// What a guarantee came to when the offer was written. Its limits per month, year and client count
/// this once the offer binds us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guaranteed {
    pub code: String,
    pub amount: Money,
    /// The day of the event.
    pub on: NaiveDate,
}

/// How far a counter-proposal may go that the agent accepts at once. No client and no agent sees it,
/// and nobody who made the offer or owns its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// What the amends may be worth in total.
    pub limit: Money,
    pub set_by: UserId,
}

/// One authority that somebody may use: their own, or one that was delegated to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub on_behalf_of: Option<UserId>,
    /// Who wrote down that it was lent, which an admin does for others.
    pub lent_by: Option<UserId>,
    /// All of them must cover what is approved.
    pub bounds: Vec<Authority>,
}

/// Who approves, and how far they may go.
#[derive(Debug, Clone)]
pub struct Approver {
    pub id: UserId,
    /// Their own authority first.
    pub grants: Vec<Grant>,
    /// What binds us already on the incident, in this offer's currency.
    pub on_incident: Spending,
    /// What was approved for the client this year on other incidents and this one.
    pub on_client_year: Spending,
}

/// What an approver says.
#[derive(Debug, Clone, Default)]
pub struct Approval {
    /// The digest of the offer that was seen.
    pub digest: Option<String>,
    pub note: Option<Text>,
    pub room: Option<Money>,
}

impl Approver {
    /// The first of their grants that covers `offer`, padded to `worth` where its items are not
    /// settled yet: on whose behalf it is used. An authority that was lent by somebody whose hands
    /// are on the offer, be it their own or somebody else's, would let them approve their own.
    pub fn covers(&self, offer: &Offer, worth: Money) -> Result<Option<UserId>, Refusal> {
        let outlay = Outlay {
            offer: offer.spending(worth)?,
            incident: self.on_incident.clone(),
            client_year: self.on_client_year.clone(),
        };
        // The limit that was in the way, rather than one that there is not.
        let mut refused: Option<(bool, Refusal)> = None;
        for grant in &self.grants {
            let mut lenders = grant.on_behalf_of.iter().chain(&grant.lent_by);
            if lenders.any(|lender| offer.hands.contains(lender)) {
                continue;
            }
            let whose = match grant.on_behalf_of {
                None => "your limit",
                Some(_) => "the limit that was lent to you,",
            };
            let covered = grant
                .bounds
                .iter()
                .try_for_each(|bound| bound.covers(&outlay, whose));
            let Err(refusal) = covered else {
                return Ok(grant.on_behalf_of);
            };
            let reaches = grant
                .bounds
                .iter()
                .all(|bound| bound.reaches(offer.currency()));
            if refused.as_ref().is_none_or(|(told, _)| !told && reaches) {
                refused = Some((reaches, refusal));
            }
        }
        let refused = refused.map(|(_, refusal)| refusal);
        Err(refused.unwrap_or_else(|| Refusal::OverLimit {
            detail: "you may not approve offers".to_owned(),
        }))
    }
}

impl Offer {
    pub fn draft(
        (id, incident_id): (OfferId, IncidentId),
        content: OfferContent,
        standard: Standard,
        by: UserId,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let total = check_items(&content.items)?;
        check_expiry(content.expires_at, now)?;
        Ok(Self {
            id,
            incident_id,
            state: OfferState::Draft,
            items: content.items,
            message: content.message.map(Into::into),
            justification: content.justification.map(Into::into),
            expires_at: content.expires_at,
            total,
            suggested_total: standard.suggested,
            guaranteed: standard.guaranteed_in(total),
            counter_of: None,
            made_by: by,
            hands: vec![by],
            submitted_by: None,
            recipient: None,
            approved_by: None,
            approved_for: None,
            room: None,
            decided_at: None,
            decision_note: None,
            sent_at: None,
            answer: None,
            made_at: now,
            link_hash: None,
            version: 1,
        })
    }

    /// SHA-256 of what would be approved: items, values, message, expiry.
    pub fn digest(&self) -> String {
        let items: Vec<serde_json::Value> = self
            .items
            .iter()
            .map(|item| {
                serde_json::json!([
                    item.id,
                    item.kind.as_str(),
                    item.description,
                    item.value,
                    item.quantity,
                    item.unit,
                    item.unit_value,
                ])
            })
            .collect();
        let content = serde_json::json!([
            self.id,
            items,
            self.message,
            format_timestamp(self.expires_at),
        ]);
        hex::encode(Sha256::digest(content.to_string()))
    }

    pub fn currency(&self) -> Currency {
        self.total.currency()
    }

    pub fn edit(
        &mut self,
        content: OfferContent,
        standard: Standard,
        by: UserId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let state = self.state.after(Move::Edit)?;
        let total = check_items(&content.items)?;
        check_expiry(content.expires_at, now)?;
        self.state = state;
        self.items = content.items;
        self.message = content.message.map(Into::into);
        self.justification = content.justification.map(Into::into);
        self.expires_at = content.expires_at;
        self.total = total;
        self.suggested_total = standard.suggested;
        self.guaranteed = standard.guaranteed_in(total);
        self.submitted_by = None;
        self.recipient = None;
        self.approved_by = None;
        self.approved_for = None;
        self.room = None;
        self.decided_at = None;
        self.decision_note = None;
        self.lay_hands_on(by);
        Ok(())
    }

    /// What the guarantee comes to now: since it was written, others may have used up a limit that
    /// counts per month, year or client.
    pub fn measure_anew(&mut self, standard: &Standard) {
        self.guaranteed = standard.guaranteed_in(self.total);
    }

    pub fn submit(
        &mut self,
        suggested: Suggested,
        recipient: String,
        by: UserId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let state = self.state.after(Move::Submit)?;
        check_expiry(self.expires_at, now)?;
        if let Suggested::More(total) = suggested
            && self.justification.is_none()
        {
            return Err(Refusal::JustificationMissing {
                suggested: total.to_string(),
            });
        }
        self.suggested_total = suggested.total();
        self.state = state;
        self.submitted_by = Some(by);
        self.recipient = Some(recipient);
        self.lay_hands_on(by);
        Ok(())
    }

    /// Approves what was seen: a `digest`, where it is given, must be the present one.
    pub fn approve(
        &mut self,
        approver: &Approver,
        approval: Approval,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let state = self.decidable(Move::Approve, approver.id, now)?;
        let seen = approval.digest.as_deref();
        if seen.is_some_and(|seen| !seen.eq_ignore_ascii_case(&self.digest())) {
            return Err(Refusal::OfferChanged {
                digest: self.digest(),
            });
        }
        self.approved_for = approver.covers(self, self.total)?;
        self.room = approval
            .room
            .map(|limit| self.room(limit, approver))
            .transpose()?;
        self.state = state;
        self.approved_by = Some(approver.id);
        self.decided_at = Some(now);
        self.decision_note = approval.note.map(Into::into);
        Ok(())
    }

    /// Sets how far a counter-proposal may go, or takes it back; while the offer binds us and
    /// nobody has answered it.
    pub fn set_room(&mut self, limit: Option<Money>, approver: &Approver) -> Result<(), Refusal> {
        if !matches!(self.state, OfferState::Approved | OfferState::Sent) {
            return Err(Refusal::WrongState {
                action: "set_room",
                standing: self.state.standing(),
                detail: format!("an offer that is {} has no room", self.state),
            });
        }
        if self.hands.contains(&approver.id) {
            return Err(Refusal::OwnOffer);
        }
        self.room = limit.map(|limit| self.room(limit, approver)).transpose()?;
        Ok(())
    }

    /// Whether `reader` is shown the room: whoever decides on offers or reads everything, but not those
    /// who made this one or answer for its incident: they are who the client talks to.
    pub fn shows_room_to(&self, reader: &Actor, owner: Option<UserId>) -> bool {
        let reads = matches!(reader.role, Role::Approver | Role::Admin | Role::Auditor);
        reads && !self.hands.contains(&reader.id) && owner != Some(reader.id)
    }

    /// Whether somebody may know the room, now or from before: whoever decides on offers and had no
    /// hand in this one, and admins, who read the whole history. What they write down or accept for the
    /// client is not within a room, but a decision.
    pub fn may_know_room(&self, id: UserId, role: Role) -> bool {
        match role {
            Role::Reporter | Role::Agent => false,
            Role::Approver => !self.hands.contains(&id),
            Role::Admin | Role::Auditor => true,
        }
    }

    fn room(&self, limit: Money, approver: &Approver) -> Result<Room, Refusal> {
        if limit.currency() != self.currency() {
            let detail = format!(
                "the room is in the currency of the offer, {}",
                self.currency()
            );
            let error = FieldError::new("mixed_currencies", detail);
            return Err(Invalid::at("/room/currency", error).into());
        }
        if limit.minor() < self.total.minor() {
            let detail = format!("this is less than the offer itself, {}", self.total);
            return Err(Invalid::at("/room/amount", FieldError::new("below_offer", detail)).into());
        }
        approver.covers(self, limit)?;
        Ok(Room {
            limit,
            set_by: approver.id,
        })
    }

    /// Who allowed a counter-proposal that comes to `worth`, if the room that was set takes it now.
    /// It ends with the offer.
    ///
    /// It is for what the client asked for, to the last minor unit: whoever could give more, or note
    /// down a wish for less than was offered, could find the room by trying, or spare us money that
    /// was approved for the client.
    pub fn room_for(&self, worth: Money, now: Timestamp) -> Option<UserId> {
        let room = self.room?;
        let answer = self.answer.as_ref()?;
        let asked = answer.value == Some(worth);
        let below = worth.currency() != self.currency() || worth.minor() < self.total.minor();
        let takes = self.state == OfferState::Countered
            && now < self.expires_at
            && asked
            && (answer.by_client || !below)
            && worth.currency() == room.limit.currency()
            && worth.minor() <= room.limit.minor();
        takes.then_some(room.set_by)
    }

    /// What its items are worth by kind, padded to `worth`.
    fn spending(&self, worth: Money) -> Result<Spending, Refusal> {
        let too_large = |error: MoneyError| {
            Invalid::at("/items", FieldError::new("too_large", error.to_string()))
        };
        let mut spending = Spending::none(self.currency());
        spending.add(&self.items).map_err(too_large)?;
        spending.pad_to(worth).map_err(too_large)?;
        Ok(spending)
    }

    pub fn reject(&mut self, by: UserId, reason: Text, now: Timestamp) -> Result<(), Refusal> {
        self.state = self.decidable(Move::Reject, by, now)?;
        self.decided_at = Some(now);
        self.decision_note = Some(reason.into());
        Ok(())
    }

    /// Refuses where the client's address is another one than those who decide were told. Offers
    /// from before that was written down are for any.
    pub fn expect_recipient(&self, address: &str) -> Result<(), Refusal> {
        match &self.recipient {
            Some(told) if told != address => Err(Refusal::RecipientChanged {
                standing: self.state.standing(),
            }),
            _ => Ok(()),
        }
    }

    fn decidable(&self, action: Move, by: UserId, now: Timestamp) -> Result<OfferState, Refusal> {
        let state = self.state.after(action)?;
        if self.hands.contains(&by) {
            return Err(Refusal::OwnOffer);
        }
        self.refuse_expired(now)?;
        Ok(state)
    }

    /// Sends it with the link whose token hashes to `link_hash`.
    pub fn send(&mut self, link_hash: String, now: Timestamp) -> Result<(), Refusal> {
        let state = self.state.after(Move::Send)?;
        self.refuse_expired(now)?;
        self.state = state;
        self.sent_at = Some(now);
        self.link_hash = Some(link_hash);
        Ok(())
    }

    /// Takes the client's answer: `accept`, `decline` or `counter`.
    pub fn answer(&mut self, action: Move, answer: Answer) -> Result<(), Refusal> {
        let state = self.state.after(action)?;
        self.refuse_expired(answer.at)?;
        self.state = state;
        self.answer = Some(answer);
        Ok(())
    }

    pub fn withdraw(&mut self, reason: Text) -> Result<(), Refusal> {
        self.state = self.state.after(Move::Withdraw)?;
        self.decision_note = Some(reason.into());
        Ok(())
    }

    pub fn expire(&mut self) -> Result<(), Refusal> {
        self.state = self.state.after(Move::Expire)?;
        Ok(())
    }

    /// Notes that one item was given; the last one fulfils the offer.
    pub fn fulfil(&mut self, item: ItemId, evidence: Text, at: Timestamp) -> Result<(), Refusal> {
        let state = self.state.after(Move::Fulfil)?;
        let standing = self.state.standing();
        let item = self
            .items
            .iter_mut()
            .find(|candidate| candidate.id == item)
            .expect("the service found the item in this offer");
        if item.fulfilled_at.is_some() {
            return Err(Refusal::WrongState {
                action: "fulfil",
                standing,
                detail: "this item is already fulfilled".into(),
            });
        }
        item.fulfilled_at = Some(at);
        item.evidence = Some(evidence.into());
        if self.items.iter().all(|item| item.fulfilled_at.is_some()) {
            self.state = state;
        }
        Ok(())
    }

    fn refuse_expired(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.expires_at <= now {
            return Err(Refusal::OfferExpired {
                standing: self.state.standing(),
            });
        }
        Ok(())
    }

    /// Makes it the answer to a counter-proposal. Whoever of us wrote that down had a hand in this.
    pub fn answers(&mut self, countered: OfferId, asked: &Answer) {
        self.counter_of = Some(countered);
        if let Some(recorder) = asked.recorded_by {
            self.lay_hands_on(recorder);
        }
    }

    fn lay_hands_on(&mut self, by: UserId) {
        if !self.hands.contains(&by) {
            self.hands.push(by);
        }
    }
}

/// The suggestion beside the offer, at the moment of submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggested {
    /// Nothing is suggested, because too little is known.
    Nothing,
    /// The offer is worth at least as much.
    Enough(Money),
    /// The suggestion is worth more, or is in another currency.
    More(Money),
}

impl Suggested {
    fn total(self) -> Option<Money> {
        match self {
            Self::Nothing => None,
            Self::Enough(total) | Self::More(total) => Some(total),
        }
    }
}

fn check_expiry(expires_at: Timestamp, now: Timestamp) -> Result<(), Invalid> {
    let longest = chrono::TimeDelta::days(366);
    if expires_at <= now {
        let error = FieldError::new("in_the_past", "an offer must end in the future");
        return Err(Invalid::at("/expires_at", error));
    }
    if expires_at > now + longest {
        let error = FieldError::new("out_of_range", "an offer may stand for a year at most");
        return Err(Invalid::at("/expires_at", error));
    }
    Ok(())
}

/// What binds us, over offers in one currency.
pub fn committed<'a>(
    currency: Currency,
    offers: impl IntoIterator<Item = &'a Offer>,
) -> Result<Spending, MoneyError> {
    let mut spending = Spending::none(currency);
    offers
        .into_iter()
        .filter(|offer| offer.state.is_commitment() && offer.currency() == currency)
        .try_for_each(|offer| spending.add(&offer.items))?;
    Ok(spending)
}
