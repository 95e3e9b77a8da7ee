//! `/v1/incidents/{id}/offers`, `/v1/offers`.

use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{DecideOffers, Permit, ReadCases, RunIncidents};
use crate::domain::amends::products::UnpricedItem;
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::ids::{ItemId, OfferId};
use crate::domain::money::parse_decimal;
use crate::domain::offer::{Approval, Item, NewItem, Offer, asked_for};
use crate::domain::text::{Line, Text};
use crate::domain::time::parse_timestamp;
use crate::http::call::{Call, Empty, Reply, made, maybe, shown, shown_now};
use crate::http::gather::gather;
use crate::http::incidents::{GaugeView, ReasonBody};
use crate::http::views::{ListView, MoneyBody, maybe_moment, moment};
use crate::services::incidents::Which;
use crate::services::negotiation::{self, Agreement};
use crate::services::offers::{self, ClientAnswer, Edit, Items, NewOffer};
use crate::services::once::Answer;
use crate::services::{Result as Done, Work};

/// One amends of an offer, before it is made.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ItemInput)]
pub struct ItemBody {
    /// `refund`, `credit`, `discount`, `additional_time`, `product`, `free_work`, `gift` or `other`.
    kind: String,
    /// Left out for an item that names a product: the product's name.
    #[serde(default)]
    description: Option<String>,
    /// What it is worth; computed from `quantity` and `unit_value` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<MoneyBody>,
    /// A decimal with up to three places: `2.5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quantity: Option<String>,
    /// What is counted: `hours`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_value: Option<MoneyBody>,
    /// The code of a product of the policy, for an item of kind `product`: it is worth `quantity`
    /// (left out: one) times the list price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    product: Option<String>,
}

impl ItemBody {
    fn parse(&self) -> Result<UnpricedItem, Invalid> {
        let mut check = Check::default();
        let kind = check.take("/kind", self.kind.parse());
        let description = maybe(
            &mut check,
            "/description",
            self.description.as_ref(),
            Line::parse,
        );
        let product = maybe(&mut check, "/product", self.product.as_ref(), Line::parse);
        let quantity: Option<Decimal> =
            maybe(&mut check, "/quantity", self.quantity.as_ref(), |text| {
                parse_decimal(text, NewItem::QUANTITY_PLACES, NewItem::MAX_QUANTITY)
            });
        let unit = maybe(&mut check, "/unit", self.unit.as_ref(), Line::parse);
        let given = |check: &mut Check, pointer: &str, amount: &Option<MoneyBody>| {
            amount
                .as_ref()
                .and_then(|amount| check.nested(pointer, amount.parse()))
        };
        let value = given(&mut check, "/value", &self.value);
        let unit_value = given(&mut check, "/unit_value", &self.unit_value);
        if let (Some(value), Some(unit_value)) = (value, unit_value)
            && value.currency() != unit_value.currency()
        {
            let error = FieldError::new(
                "mixed_currencies",
                "value and unit_value are in one currency",
            );
            check.add("/unit_value/currency", error);
        }
        check.build(|| {
            Some(UnpricedItem {
                kind: kind?,
                description: description.map(Into::into),
                value,
                quantity,
                unit: unit.map(Into::into),
                unit_value,
                product: product.map(Into::into),
            })
        })
    }
}

impl From<NewItem> for ItemBody {
    fn from(item: NewItem) -> Self {
        Self {
            kind: item.kind.to_string(),
            description: Some(item.description),
            value: Some(item.value.into()),
            quantity: item.quantity.map(|quantity| quantity.to_string()),
            unit: item.unit,
            unit_value: item.unit_value.map(Into::into),
            product: item.product,
        }
    }
}

impl From<&Item> for ItemBody {
    fn from(item: &Item) -> Self {
        Self {
            kind: item.kind.to_string(),
            description: Some(item.description.clone()),
            value: Some(item.value.into()),
            quantity: item.quantity.clone(),
            unit: item.unit.clone(),
            unit_value: item.unit_value.map(Into::into),
            product: item.product.clone(),
        }
    }
}

fn parse_items(check: &mut Check, items: &[ItemBody]) -> Vec<UnpricedItem> {
    items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| check.nested(&format!("/items/{index}"), item.parse()))
        .collect()
}

/// An offer: items, or the name of an option of the suggestion.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OfferInput)]
pub struct OfferBody {
    #[serde(default)]
    items: Option<Vec<ItemBody>>,
    /// The `name` of an option of the incident's suggestion, instead of `items`.
    #[serde(default)]
    use_suggestion: Option<String>,
    /// To the client.
    #[serde(default)]
    message: Option<String>,
    /// Why the offer is below the suggestion.
    #[serde(default)]
    justification: Option<String>,
    /// Left out: as long as the policy says.
    #[serde(default)]
    expires_at: Option<String>,
}

impl OfferBody {
    fn parse(&self) -> Result<NewOffer, Invalid> {
        let mut check = Check::default();
        let items = match (&self.items, &self.use_suggestion) {
            (Some(items), None) => Some(Items::Given(parse_items(&mut check, items))),
            (None, Some(name)) => Some(Items::Suggested(name.clone())),
            (None, None) => check.take("/items", Err(FieldError::required())),
            (Some(_), Some(_)) => {
                let error = FieldError::new("one_of", "give items or use_suggestion, not both");
                check.take("/use_suggestion", Err(error))
            }
        };
        let message = maybe(&mut check, "/message", self.message.as_ref(), Text::parse);
        let justification = maybe(
            &mut check,
            "/justification",
            self.justification.as_ref(),
            Text::parse,
        );
        let expires_at = maybe(
            &mut check,
            "/expires_at",
            self.expires_at.as_ref(),
            parse_timestamp,
        );
        check.build(|| {
            Some(NewOffer {
                items: items?,
                message,
                justification,
                expires_at,
            })
        })
    }
}

/// A change of an offer; it voids an approval.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OfferPatch)]
pub struct EditBody {
    items: Vec<ItemBody>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    justification: Option<String>,
    expires_at: String,
}

impl EditBody {
    fn parse(&self, items_given: bool) -> Result<Edit, Invalid> {
        let mut check = Check::default();
        let items = items_given.then(|| parse_items(&mut check, &self.items));
        let message = maybe(&mut check, "/message", self.message.as_ref(), Text::parse);
        let justification = maybe(
            &mut check,
            "/justification",
            self.justification.as_ref(),
            Text::parse,
        );
        let expires_at = check.take("/expires_at", parse_timestamp(&self.expires_at));
        check.build(|| {
            Some(Edit {
                items,
                message,
                justification,
                expires_at: expires_at?,
            })
        })
    }
}

impl From<&Offer> for EditBody {
    fn from(offer: &Offer) -> Self {
        Self {
            items: offer.items.iter().map(Into::into).collect(),
            message: offer.message.clone(),
            justification: offer.justification.clone(),
            expires_at: moment(offer.expires_at),
        }
    }
}

/// One amends of an offer.
#[derive(Serialize, ToSchema)]
#[schema(as = Item)]
pub struct ItemView {
    id: String,
    kind: String,
    description: String,
    value: MoneyBody,
    quantity: Option<String>,
    unit: Option<String>,
    unit_value: Option<MoneyBody>,
    /// The code of the policy's product that it is.
    product: Option<String>,
    fulfilled_at: Option<String>,
    evidence: Option<String>,
}

impl From<Item> for ItemView {
    fn from(item: Item) -> Self {
        Self {
            id: item.id.to_string(),
            kind: item.kind.to_string(),
            description: item.description,
            value: item.value.into(),
            quantity: item.quantity,
            unit: item.unit,
            unit_value: item.unit_value.map(Into::into),
            product: item.product,
            fulfilled_at: maybe_moment(item.fulfilled_at),
            evidence: item.evidence,
        }
    }
}

/// How the client answered.
#[derive(Serialize, ToSchema)]
#[schema(as = ClientAnswer)]
pub struct AnswerView {
    at: String,
    /// Through their page, rather than recorded by us.
    by_client: bool,
    /// The note, the reason or the wish.
    words: Option<String>,
    /// What they asked for instead.
    value: Option<MoneyBody>,
}

/// An offer, as it is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = Offer)]
pub struct OfferView {
    id: String,
    incident_id: String,
    state: String,
    allowed_actions: Vec<&'static str>,
    items: Vec<ItemView>,
    total: MoneyBody,
    /// What the policy suggested when the offer was last written or submitted.
    suggested_total: Option<MoneyBody>,
    /// The total beside the loss and the price of the incident as they are known now; where one
    /// offer is read alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    gauge: Option<GaugeView>,
    /// The countered offer that this one answers.
    counter_of: Option<String>,
    /// SHA-256 of what is approved: items, values, message, expiry.
    digest: String,
    made_by: String,
    submitted_by: Option<String>,
    /// The client's e-mail address when it was submitted. Once that changes, the offer is neither
    /// approved nor sent before it was submitted again.
    recipient: Option<String>,
    approved_by: Option<String>,
    /// Whose authority the approver used, where it was lent to them.
    approved_on_behalf_of: Option<String>,
    /// How far a counter-proposal may go that is accepted at once; shown to approvers, admins and
    /// auditors alone, and not to those among them who made, edited or submitted the offer or own its
    /// incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    room: Option<MoneyBody>,
    decided_at: Option<String>,
    /// The approver's note, or the reason of a rejection or withdrawal.
    decision_note: Option<String>,
    /// The client's page. It is shown once, in the answer to `send`: only its hash is kept.
    client_link: Option<String>,
    message: Option<String>,
    justification: Option<String>,
    expires_at: String,
    sent_at: Option<String>,
    answer: Option<AnswerView>,
    made_at: String,
    version: i64,
}

impl OfferView {
    /// Of an offer as its reader may see it.
    fn of(offer: Offer) -> Self {
        Self {
            room: offer.room.map(|room| room.limit.into()),
            approved_on_behalf_of: offer.approved_for.map(|id| id.to_string()),
            counter_of: offer.counter_of.map(|id| id.to_string()),
            digest: offer.digest(),
            id: offer.id.to_string(),
            incident_id: offer.incident_id.to_string(),
            state: offer.state.to_string(),
            allowed_actions: offer.state.standing().allowed_actions,
            items: offer.items.into_iter().map(Into::into).collect(),
            total: offer.total.into(),
            suggested_total: offer.suggested_total.map(Into::into),
            gauge: None,
            made_by: offer.made_by.to_string(),
            submitted_by: offer.submitted_by.map(|id| id.to_string()),
            recipient: offer.recipient,
            approved_by: offer.approved_by.map(|id| id.to_string()),
            decided_at: maybe_moment(offer.decided_at),
            decision_note: offer.decision_note,
            client_link: None,
            message: offer.message,
            justification: offer.justification,
            expires_at: moment(offer.expires_at),
            sent_at: maybe_moment(offer.sent_at),
            answer: offer.answer.map(|answer| AnswerView {
                at: moment(answer.at),
                by_client: answer.by_client,
                words: answer.words,
                value: answer.value.map(Into::into),
            }),
            made_at: moment(offer.made_at),
            version: offer.version,
        }
    }
}

/// One offer as it is read alone. What it looks like changes with its incident as well.
fn answer<R>(offer: Offer, work: &mut Work<'_>, permit: &Permit<R>) -> Done<Answer> {
    let version = offer.version;
    Ok(shown_now(&alone(offer, work, permit)?, version))
}

fn alone<R>(offer: Offer, work: &mut Work<'_>, permit: &Permit<R>) -> Done<OfferView> {
    let gauge = offers::gauge(work, &offer)?;
    let offer = offers::as_shown_to(work, permit.actor(), offer)?;
    Ok(OfferView {
        gauge: Some(gauge.into()),
        ..OfferView::of(offer)
    })
}

/// The same with the client's link, which is shown once; and what is shown of it later.
fn with_link(view: OfferView, version: i64, link: Option<&SecretString>) -> (Answer, Answer) {
    let without = shown_now(&view, version);
    let view = OfferView {
        client_link: link.map(|link| link.expose_secret().to_owned()),
        ..view
    };
    let whole = Answer {
        headers: without.headers.clone(),
        ..shown(&view, Some(version))
    };
    (whole, without)
}

#[utoipa::path(post, path = "/v1/incidents/{id}/offers", tag = "Offers", summary = "Draft an offer", params(("id" = String, Path, description = "The id or the reference of the incident")), request_body = OfferBody, responses((status = 201, body = OfferView)))]
pub async fn draft(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let new = call.body::<OfferBody>()?.parse()?;
    call.once(move |work, permit| {
        let offer = offers::draft(work, permit, &which, new)?;
        let location = format!("/v1/offers/{}", offer.id);
        Ok(made(location, answer(offer, work, permit)?))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/offers", tag = "Offers", summary = "List an incident's offers", params(("id" = String, Path, description = "The id or the reference of the incident"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<OfferView>)))]
pub async fn list_of(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| offers::list_of(work, permit, &which, offers::Filter::default(), page),
            |offer| offer.id.to_string(),
            OfferView::of,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/offers", tag = "Offers", summary = "List offers", params(
    ("state" = Option<String>, Query, description = "For an approver's desk: `pending_approval`"),
    ("mine" = Option<bool>, Query, description = "`true`: those that the caller made"),
    ("limit" = Option<u8>, Query),
    ("cursor" = Option<String>, Query),
), responses((status = 200, body = ListView<OfferView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let query = call.query(&["state", "mine", "limit", "cursor"])?;
    let window = call.window(&query)?;
    let mut check = Check::default();
    let mine = query.flag(&mut check, "mine").unwrap_or(false);
    let state = query.read(&mut check, "state", str::parse);
    check.finish()?;
    call.read(move |work, permit| {
        let filter = offers::Filter {
            incident_id: None,
            state,
            made_by: mine.then_some(permit.actor().id),
        };
        gather(
            window,
            |page| offers::list(work, permit, &filter, page),
            |offer| offer.id.to_string(),
            OfferView::of,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/offers/{id}", tag = "Offers", summary = "Read an offer", params(("id" = String, Path)), responses((status = 200, body = OfferView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: OfferId = call.id("id")?;
    call.read(move |work, permit| answer(offers::find(work, permit, id)?, work, permit))
        .await
}

#[utoipa::path(patch, path = "/v1/offers/{id}", tag = "Offers", summary = "Edit an offer", description = "Before it is sent. Whatever was approved is a draft again.", params(("id" = String, Path)), request_body = EditBody, responses((status = 200, body = OfferView)))]
pub async fn edit(call: Call<RunIncidents>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    let items_given = patch.names("items");
    call.change(move |work, permit| {
        let offer = offers::edit(work, permit, id, seen, |offer| {
            Ok(patch.onto(&EditBody::from(offer))?.parse(items_given)?)
        })?;
        answer(offer, work, permit)
    })
    .await
}

#[utoipa::path(post, path = "/v1/offers/{id}/submit", tag = "Offers", summary = "Submit an offer for approval", description = "Mails those who can approve it. Below the suggestion it needs a justification.", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = OfferView)))]
pub async fn submit(call: Call<RunIncidents>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let Empty {} = call.body()?;
    call.once(move |work, permit| answer(offers::submit(work, permit, id, seen)?, work, permit))
        .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApproveInput)]
pub struct ApproveBody {
    /// The `digest` of the offer that was seen; another one is refused. Without it, and without
    /// `If-Match`, what is there now is approved.
    #[serde(default)]
    digest: Option<String>,
    #[serde(default)]
    note: Option<String>,
    /// How far a counter-proposal may go, in total, that an agent accepts at once; within the
    /// caller's limit, at least the offer itself. No client and no agent sees it.
    #[serde(default)]
    room: Option<MoneyBody>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/approve", tag = "Offers", summary = "Approve an offer", description = "Not by whoever made, edited or submitted it, and within the caller's limit. Send the `digest` that was seen, so that an offer that was changed meanwhile is refused (409 `offer_changed`).", params(("id" = String, Path)), request_body = ApproveBody, responses((status = 200, body = OfferView)))]
pub async fn approve(call: Call<DecideOffers>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let body: ApproveBody = call.body()?;
    let mut check = Check::default();
    let note = maybe(&mut check, "/note", body.note.as_ref(), Text::parse);
    let room = body
        .room
        .as_ref()
        .and_then(|room| check.nested("/room", room.parse()));
    check.finish()?;
    let approval = Approval {
        digest: body.digest,
        note,
        room,
    };
    call.once(move |work, permit| {
        let offer = offers::approve(work, permit, id, seen, approval)?;
        answer(offer, work, permit)
    })
    .await
}

#[utoipa::path(post, path = "/v1/offers/{id}/reject", tag = "Offers", summary = "Reject an offer", params(("id" = String, Path)), request_body = ReasonBody, responses((status = 200, body = OfferView)))]
pub async fn reject(call: Call<DecideOffers>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let reason = call.body::<ReasonBody>()?.parse()?;
    call.once(move |work, permit| {
        answer(
            offers::reject(work, permit, id, seen, reason)?,
            work,
            permit,
        )
    })
    .await
}

#[utoipa::path(post, path = "/v1/offers/{id}/send", tag = "Offers", summary = "Send an approved offer to the client", description = "The answer holds the client's link, this once.", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = OfferView)))]
pub async fn send(call: Call<RunIncidents>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        let sent = offers::send(work, permit, id, seen)?;
        let version = sent.offer.version;
        let view = alone(sent.offer, work, permit)?;
        let (whole, without) = with_link(view, version, Some(&sent.client_link));
        Ok(whole.secret(without))
    })
    .await
}

#[utoipa::path(post, path = "/v1/offers/{id}/withdraw", tag = "Offers", summary = "Withdraw an offer", params(("id" = String, Path)), request_body = ReasonBody, responses((status = 200, body = OfferView)))]
pub async fn withdraw(call: Call<RunIncidents>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let reason = call.body::<ReasonBody>()?.parse()?;
    call.once(move |work, permit| {
        answer(
            offers::withdraw(work, permit, id, seen, reason)?,
            work,
            permit,
        )
    })
    .await
}

async fn record_answer(call: Call<RunIncidents>, said: ClientAnswer) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    call.once(move |work, permit| {
        answer(offers::answer(work, permit, id, seen, said)?, work, permit)
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AcceptInput)]
pub struct AcceptBody {
    #[serde(default)]
    note: Option<String>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/accept", tag = "Offers", summary = "Record that the client accepted", params(("id" = String, Path)), request_body = AcceptBody, responses((status = 200, body = OfferView)))]
pub async fn accept(call: Call<RunIncidents>) -> Reply {
    let body: AcceptBody = call.body()?;
    let mut check = Check::default();
    let note = maybe(&mut check, "/note", body.note.as_ref(), Text::parse);
    check.finish()?;
    record_answer(call, ClientAnswer::Accept { note }).await
}

#[utoipa::path(post, path = "/v1/offers/{id}/decline", tag = "Offers", summary = "Record that the client declined", params(("id" = String, Path)), request_body = ReasonBody, responses((status = 200, body = OfferView)))]
pub async fn decline(call: Call<RunIncidents>) -> Reply {
    let reason = call.body::<ReasonBody>()?.parse()?;
    record_answer(call, ClientAnswer::Decline { reason }).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CounterInput)]
pub struct CounterBody {
    /// What the client would like instead, in their words.
    wish: String,
    #[serde(default)]
    value: Option<MoneyBody>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/counter", tag = "Offers", summary = "Record what the client asked for instead", params(("id" = String, Path)), request_body = CounterBody, responses((status = 200, body = OfferView)))]
pub async fn counter(call: Call<RunIncidents>) -> Reply {
    let body: CounterBody = call.body()?;
    let mut check = Check::default();
    let wish = check.take("/wish", Text::parse(&body.wish));
    let value = body
        .value
        .as_ref()
        .and_then(|value| check.nested("/value", value.parse()))
        .and_then(|value| check.take("/value/amount", asked_for(value)));
    let wish = check.build(|| wish)?;
    record_answer(call, ClientAnswer::Counter { wish, value }).await
}

/// What we make of a counter-proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AcceptCounterInput)]
pub struct AcceptCounterBody {
    /// What makes up what the client asked for, worth at least as much; more than they asked for goes
    /// to approval. Left out: the one item that was offered, where it is money (`refund`, `credit`,
    /// `discount` or `gift`), at the value that they asked for.
    #[serde(default)]
    items: Option<Vec<ItemBody>>,
    /// Why, for the history; left out: the client's words.
    #[serde(default)]
    note: Option<String>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/accept-counter", tag = "Offers", summary = "Accept what the client asked for instead", description = "Makes a new offer. Exactly what the client asked for, within the room that the approver set, is `accepted` at once, and the client is told; anything else, a second attempt, a wish for less than was offered that was recorded by us, less than a guarantee comes to, and what somebody accepts or recorded who may know the room, is `pending_approval`.", params(("id" = String, Path)), request_body = AcceptCounterBody, responses((status = 201, body = OfferView)))]
pub async fn accept_counter(call: Call<RunIncidents>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let body: AcceptCounterBody = call.body()?;
    let mut check = Check::default();
    let items = body
        .items
        .as_ref()
        .map(|items| parse_items(&mut check, items));
    let note = maybe(&mut check, "/note", body.note.as_ref(), Text::parse);
    check.finish()?;
    let agreement = Agreement { items, note };
    call.once(move |work, permit| {
        let agreed = negotiation::accept_counter(work, permit, id, seen, agreement)?;
        let location = format!("/v1/offers/{}", agreed.offer.id);
        let version = agreed.offer.version;
        let view = alone(agreed.offer, work, permit)?;
        let (whole, without) = with_link(view, version, agreed.client_link.as_ref());
        Ok(made(location.clone(), whole).secret(made(location, without)))
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RoomInput)]
pub struct RoomBody {
    /// `null` takes it back.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    room: Option<MoneyBody>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/room", tag = "Offers", summary = "Set how far a counter-proposal may go", description = "While the offer is approved or sent. An agent accepts at once what the client asks for within it. No client and no agent sees it, and the version of the offer stays as it is.", params(("id" = String, Path)), request_body = RoomBody, responses((status = 200, body = OfferView)))]
pub async fn set_room(call: Call<DecideOffers>) -> Reply {
    let id: OfferId = call.id("id")?;
    let seen = call.if_match()?;
    let body: RoomBody = call.body()?;
    let mut check = Check::default();
    let room = body
        .room
        .as_ref()
        .and_then(|room| check.nested("/room", room.parse()));
    check.finish()?;
    call.once(move |work, permit| {
        let offer = offers::set_room(work, permit, id, seen, room)?;
        answer(offer, work, permit)
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FulfilInput)]
pub struct FulfilBody {
    /// What shows that the client has it: a transfer's number, a delivery note.
    evidence: String,
    /// Left out: now.
    #[serde(default)]
    fulfilled_at: Option<String>,
}

#[utoipa::path(post, path = "/v1/offers/{id}/items/{item_id}/fulfil", tag = "Offers", summary = "Note that the client was given an item", description = "The last item moves the incident to `amended`.", params(("id" = String, Path), ("item_id" = String, Path)), request_body = FulfilBody, responses((status = 200, body = OfferView)))]
pub async fn fulfil(call: Call<RunIncidents>) -> Reply {
    let (id, item): (OfferId, ItemId) = (call.id("id")?, call.id("item_id")?);
    let seen = call.if_match()?;
    let body: FulfilBody = call.body()?;
    let mut check = Check::default();
    let evidence = check.take("/evidence", Text::parse(&body.evidence));
    let at = maybe(
        &mut check,
        "/fulfilled_at",
        body.fulfilled_at.as_ref(),
        parse_timestamp,
    );
    let evidence = check.build(|| evidence)?;
    call.once(move |work, permit| {
        let offer = offers::fulfil(work, permit, (id, item), seen, evidence, at)?;
        answer(offer, work, permit)
    })
    .await
}
