//! `/v1/incidents`: reporting, owning, dismissing, reopening, closing, and the suggestion.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::domain::actor::{
    DismissIncidents, FileIncidents, ReadCases, ReadIncidents, RunIncidents,
};
use crate::domain::amends::suggestion::{Gauge, Suggestion};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::ids::{ClientId, UserId};
use crate::domain::incident::{Breach, Fault, Incident, IncidentDetails, Severity};
use crate::domain::text::{Line, Text};
use crate::domain::time::{Timestamp, parse_timestamp};
use crate::http::call::{Call, Reply, made, maybe, shown, shown_now};
use crate::http::clients::ClientBody;
use crate::http::gather::gather;
use crate::http::guarantees::LineView;
use crate::http::history::EventView;
use crate::http::offers::ItemBody;
use crate::http::paging::{Keys, Window};
use crate::http::playbacks::PlaybackView;
use crate::http::problem::Problem;
use crate::http::views::{ListView, MoneyBody, maybe_moment, moment};
use crate::services::Page;
use crate::services::incidents::{self, ForClient, Kept, Which};
use crate::services::once::Answer;
use crate::services::playbacks;

/// One mistake made towards one client.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IncidentInput)]
pub struct IncidentBody {
    /// The client; or describe one in `client`.
    #[serde(default)]
    client_id: Option<String>,
    /// A client that is filed with the incident. One with a known `external_id` is that client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client: Option<ClientBody>,
    /// What happened, in one line.
    summary: String,
    /// Notes for ourselves.
    #[serde(default)]
    details: Option<String>,
    /// The client's own words.
    #[serde(default)]
    client_account: Option<String>,
    /// `client` or `us`.
    #[serde(default)]
    discovered_by: Option<String>,
    #[serde(default)]
    category: Option<String>,
    /// `minor`, `moderate` (the default), `major` or `critical`.
    #[serde(default)]
    severity: Option<String>,
    /// `own` (the default) or `subcontractor`. Towards the client it is ours either way.
    #[serde(default)]
    fault: Option<String>,
    /// Never named to the client.
    #[serde(default)]
    subcontractor: Option<String>,
    #[serde(default)]
    occurred_at: Option<String>,
    #[serde(default)]
    noticed_at: Option<String>,
    /// What the client paid us for the thing.
    #[serde(default)]
    price: Option<MoneyBody>,
    /// What the mistake cost the client.
    #[serde(default)]
    loss: Option<MoneyBody>,
    /// What the client lost: `money`, `goods`, `service` (work done badly) or `attention` (they were
    /// neglected). The options of the suggestion that repay like with like come first.
    #[serde(default)]
    loss_kind: Option<String>,
    /// What the client would like to come of it.
    #[serde(default)]
    desired_outcome: Option<String>,
    /// What the client said they expect.
    #[serde(default)]
    expected_amends: Option<MoneyBody>,
    /// A guarantee that was not kept.
    #[serde(default)]
    breach: Option<BreachBody>,
    /// Who answers for it: an active agent, approver or admin.
    #[serde(default)]
    owner_id: Option<String>,
    /// The incident's id in your own system.
    #[serde(default)]
    external_id: Option<String>,
}

/// A guarantee that was not kept, and the facts that it is judged by.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Breach)]
pub struct BreachBody {
    guarantee: String,
    #[schema(value_type = Object)]
    facts: Map<String, Value>,
}

impl IncidentBody {
    fn parse(&self) -> Result<IncidentDetails, Invalid> {
        let mut check = Check::default();
        let details = self.parse_into(&mut check);
        check.build(|| details)
    }

    /// Whom it is reported for, beside the rest, so that all that is wrong is said at once.
    fn parse_report(&self) -> Result<(ForClient, IncidentDetails), Invalid> {
        let mut check = Check::default();
        let client = match (&self.client_id, &self.client) {
            (Some(id), None) => check
                .take("/client_id", parse_id::<ClientId>(id))
                .map(ForClient::Known),
            (None, Some(client)) => check
                .nested("/client", client.parse())
                .map(ForClient::Described),
            (None, None) => check.take("/client_id", Err(FieldError::required())),
            (Some(_), Some(_)) => {
                let error = FieldError::new("one_of", "give client_id or client, not both");
                check.take("/client", Err(error))
            }
        };
        let details = self.parse_into(&mut check);
        check.build(|| Some((client?, details?)))
    }

    fn parse_into(&self, check: &mut Check) -> Option<IncidentDetails> {
        let summary = check.take("/summary", Line::parse(&self.summary));
        let details = maybe(check, "/details", self.details.as_ref(), Text::parse);
        let client_account = maybe(
            check,
            "/client_account",
            self.client_account.as_ref(),
            Text::parse,
        );
        let discovered_by = maybe(
            check,
            "/discovered_by",
            self.discovered_by.as_ref(),
            str::parse,
        );
        let category = maybe(check, "/category", self.category.as_ref(), Line::parse);
        let severity = maybe(check, "/severity", self.severity.as_ref(), str::parse);
        let fault = maybe(check, "/fault", self.fault.as_ref(), str::parse);
        let subcontractor = maybe(
            check,
            "/subcontractor",
            self.subcontractor.as_ref(),
            Line::parse,
        );
        let occurred_at = maybe(
            check,
            "/occurred_at",
            self.occurred_at.as_ref(),
            parse_timestamp,
        );
        let noticed_at = maybe(
            check,
            "/noticed_at",
            self.noticed_at.as_ref(),
            parse_timestamp,
        );
        let mut money = |pointer: &str, amount: &Option<MoneyBody>| {
            amount
                .as_ref()
                .and_then(|amount| check.nested(pointer, amount.parse()))
        };
        let price = money("/price", &self.price);
        let loss = money("/loss", &self.loss);
        let expected_amends = money("/expected_amends", &self.expected_amends);
        let loss_kind = maybe(check, "/loss_kind", self.loss_kind.as_ref(), str::parse);
        let desired_outcome = maybe(
            check,
            "/desired_outcome",
            self.desired_outcome.as_ref(),
            Text::parse,
        );
        let breach = self
            .breach
            .as_ref()
            .and_then(|breach| breach.parse_into(check));
        let owner_id = maybe(
            check,
            "/owner_id",
            self.owner_id.as_ref(),
            parse_id::<UserId>,
        );
        let external_id = maybe(
            check,
            "/external_id",
            self.external_id.as_ref(),
            Line::parse,
        );
        Some(IncidentDetails {
            summary: summary?,
            details,
            client_account,
            discovered_by,
            category,
            severity: severity.unwrap_or(Severity::Moderate),
            fault: fault.unwrap_or(Fault::Own),
            subcontractor,
            occurred_at,
            noticed_at,
            price,
            loss,
            loss_kind,
            desired_outcome,
            expected_amends,
            breach,
            owner_id,
            external_id,
        })
    }
}

impl BreachBody {
    fn parse_into(&self, check: &mut Check) -> Option<Breach> {
        let guarantee = check.take("/breach/guarantee", Line::parse(&self.guarantee));
        let facts = Value::Object(self.facts.clone());
        if has_control_characters(&facts) {
            let error = FieldError::new(
                "control_character",
                "control characters are not allowed here",
            );
            check.add("/breach/facts", error);
        }
        Some(Breach {
            guarantee: guarantee?.into(),
            facts: self.facts.clone(),
        })
    }
}

/// PostgreSQL takes no NUL in a text, and no fact of ours needs one.
fn has_control_characters(value: &Value) -> bool {
    let broken = |text: &str| text.chars().any(|c| c.is_control() && c != '\n');
    match value {
        Value::String(text) => broken(text),
        Value::Array(values) => values.iter().any(has_control_characters),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| broken(name) || has_control_characters(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

pub(super) fn parse_id<T: std::str::FromStr>(text: &str) -> Result<T, FieldError> {
    text.parse()
        .map_err(|_| FieldError::new("not_an_id", "write an id"))
}

impl From<&Incident> for IncidentBody {
    fn from(incident: &Incident) -> Self {
        Self {
            client_id: Some(incident.client_id.to_string()),
            client: None,
            summary: incident.summary.clone(),
            details: incident.details.clone(),
            client_account: incident.client_account.clone(),
            discovered_by: incident.discovered_by.map(|by| by.to_string()),
            category: incident.category.clone(),
            severity: Some(incident.severity.to_string()),
            fault: Some(incident.fault.to_string()),
            subcontractor: incident.subcontractor.clone(),
            occurred_at: maybe_moment(incident.occurred_at),
            noticed_at: maybe_moment(incident.noticed_at),
            price: incident.price.map(Into::into),
            loss: incident.loss.map(Into::into),
            loss_kind: incident.loss_kind.map(|kind| kind.to_string()),
            desired_outcome: incident.desired_outcome.clone(),
            expected_amends: incident.expected_amends.map(Into::into),
            breach: incident.breach.as_ref().map(|breach| BreachBody {
                guarantee: breach.guarantee.clone(),
                facts: breach.facts.clone(),
            }),
            owner_id: incident.owner_id.map(|id| id.to_string()),
            external_id: incident.external_id.clone(),
        }
    }
}

/// An incident, as it is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = Incident)]
pub struct IncidentView {
    id: String,
    /// For people: `INC-2026-000001`.
    reference: String,
    client_id: String,
    state: String,
    /// What the workflow has from here.
    allowed_actions: Vec<&'static str>,
    summary: String,
    details: Option<String>,
    client_account: Option<String>,
    discovered_by: Option<String>,
    category: Option<String>,
    severity: String,
    fault: String,
    subcontractor: Option<String>,
    occurred_at: Option<String>,
    noticed_at: Option<String>,
    price: Option<MoneyBody>,
    loss: Option<MoneyBody>,
    desired_outcome: Option<String>,
    expected_amends: Option<MoneyBody>,
    breach: Option<BreachBody>,
    owner_id: Option<String>,
    external_id: Option<String>,
    reported_by: String,
    reported_at: String,
    /// Our statement that it was our mistake.
    ownership: Option<String>,
    root_cause: Option<String>,
    /// What is due, the earliest first.
    due: Vec<DueView>,
    version: i64,
}

/// An incident, and what was last said back to its client.
#[derive(Serialize, ToSchema)]
#[schema(as = IncidentAndPlayback)]
pub struct IncidentAndPlayback {
    #[serde(flatten)]
    incident: IncidentView,
    /// The newest playback with its answer; not there where there is none, and for reporters.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_playback: Option<PlaybackView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Due)]
pub struct DueView {
    /// An action of the workflow, `promise` or `prevention`.
    what: String,
    at: String,
    overdue: bool,
}

impl IncidentView {
    fn new(Kept { incident, due }: Kept, now: Timestamp) -> Self {
        let due = due
            .into_iter()
            .map(|due| DueView {
                overdue: due.at < now,
                at: moment(due.at),
                what: due.what,
            })
            .collect();
        let body = IncidentBody::from(&incident);
        Self {
            id: incident.id.to_string(),
            client_id: incident.client_id.to_string(),
            state: incident.state.to_string(),
            allowed_actions: incident.state.allowed_actions(),
            summary: body.summary,
            details: body.details,
            client_account: body.client_account,
            discovered_by: body.discovered_by,
            category: body.category,
            severity: incident.severity.to_string(),
            fault: incident.fault.to_string(),
            subcontractor: body.subcontractor,
            occurred_at: body.occurred_at,
            noticed_at: body.noticed_at,
            price: body.price,
            loss: body.loss,
            desired_outcome: body.desired_outcome,
            expected_amends: body.expected_amends,
            breach: body.breach,
            owner_id: body.owner_id,
            external_id: body.external_id,
            reported_by: incident.reported_by.to_string(),
            reported_at: moment(incident.reported_at),
            reference: incident.reference,
            ownership: incident.ownership,
            root_cause: incident.root_cause,
            due,
            version: incident.version,
        }
    }
}

fn answer(kept: Kept, now: Timestamp) -> Answer {
    let version = kept.incident.version;
    // What is due changes with the clock, and with promises and preventions.
    shown_now(&IncidentView::new(kept, now), version)
}

fn which<R: crate::domain::actor::Right + 'static>(call: &Call<R>) -> Which {
    Which::parse(call.segment("id"))
}

#[utoipa::path(post, path = "/v1/incidents", tag = "Incidents", summary = "Report an incident", description = "A `client` with the `external_id` of one that is filed is that one; for a reporter, who may not read clients, only with its e-mail address as well, and else a new one without the id.", request_body = IncidentBody, responses((status = 201, body = IncidentView)))]
pub async fn report(call: Call<FileIncidents>) -> Reply {
    let (client, details) = call.body::<IncidentBody>()?.parse_report()?;
    call.once(move |work, permit| {
        let kept = incidents::report(work, permit, client, details)?;
        let location = format!("/v1/incidents/{}", kept.incident.id);
        Ok(made(location, answer(kept, work.now)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents", tag = "Incidents", summary = "List incidents", description = "A reporter sees the incidents that they reported.", params(
    ("state" = Option<String>, Query),
    ("client_id" = Option<String>, Query),
    ("owner_id" = Option<String>, Query),
    ("category" = Option<String>, Query),
    ("overdue" = Option<bool>, Query, description = "Whether something was due before now"),
    ("q" = Option<String>, Query, description = "Part of the reference, the summary, the details, the client's account, the category or the external id"),
    ("from" = Option<String>, Query, description = "Reported at or after this moment"),
    ("to" = Option<String>, Query, description = "Reported before this moment"),
    ("limit" = Option<u8>, Query),
    ("cursor" = Option<String>, Query),
), responses((status = 200, body = ListView<IncidentView>)))]
pub async fn list(call: Call<ReadIncidents>) -> Reply {
    let query = call.query(&[
        "state",
        "client_id",
        "owner_id",
        "category",
        "overdue",
        "q",
        "from",
        "to",
        "limit",
        "cursor",
    ])?;
    let window = call.window(&query)?;
    let mut check = Check::default();
    let overdue = query.flag(&mut check, "overdue");
    let mut filter = incidents::Filter {
        state: query.read(&mut check, "state", str::parse),
        client_id: query.id(&mut check, "client_id"),
        owner_id: query.id(&mut check, "owner_id"),
        reported_by: None,
        category: query.text(&mut check, "category"),
        overdue: None,
        q: query.text(&mut check, "q"),
        from: query.read(&mut check, "from", parse_timestamp),
        to: query.read(&mut check, "to", parse_timestamp),
        without_dismissed: false,
    };
    check.finish()?;
    call.read(move |work, permit| {
        filter.overdue = overdue.map(|overdue| (overdue, work.now));
        let now = work.now;
        gather(
            window,
            |page| incidents::list(work, permit, filter.clone(), page),
            |kept| kept.incident.id.to_string(),
            |kept| IncidentView::new(kept, now),
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}", tag = "Incidents", summary = "Read an incident", params(("id" = String, Path, description = "The id or the reference")), responses((status = 200, body = IncidentAndPlayback)))]
pub async fn find(call: Call<ReadIncidents>) -> Reply {
    let which = which(&call);
    call.read(move |work, permit| {
        let kept = incidents::find(work, permit, &which)?;
        let last_playback = playbacks::last(work, permit, &kept.incident)?;
        let version = kept.incident.version;
        let view = IncidentAndPlayback {
            incident: IncidentView::new(kept, work.now),
            last_playback: last_playback.map(PlaybackView::from),
        };
        Ok(shown_now(&view, version))
    })
    .await
}

#[utoipa::path(patch, path = "/v1/incidents/{id}", tag = "Incidents", summary = "Change what is known of an incident", description = "The client stays; what is closed or dismissed is reopened first.", params(("id" = String, Path, description = "The id or the reference")), request_body = IncidentBody, responses((status = 200, body = IncidentView)))]
pub async fn change(call: Call<RunIncidents>) -> Reply {
    let which = which(&call);
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    call.change(move |work, permit| {
        let kept = incidents::change(work, permit, &which, seen, |incident| {
            let present = IncidentBody::from(incident);
            let body = patch.onto(&present)?;
            let fixed = |pointer| {
                Invalid::at(
                    pointer,
                    FieldError::new("read_only", "an incident keeps its client"),
                )
            };
            if body.client_id != present.client_id {
                return Err(fixed("/client_id").into());
            }
            if body.client.is_some() {
                return Err(fixed("/client").into());
            }
            Ok(body.parse()?)
        })?;
        Ok(answer(kept, work.now))
    })
    .await
}

/// "It was our mistake, and this is how it happened."
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnInput)]
pub struct OwnBody {
    /// Takes responsibility, without excuses.
    statement: String,
    #[serde(default)]
    root_cause: Option<String>,
    /// Who answers for it; left out: the present owner, or the caller.
    #[serde(default)]
    owner_id: Option<String>,
}

#[utoipa::path(post, path = "/v1/incidents/{id}/own", tag = "Incidents", summary = "Own the mistake", description = "Makes the apology draft and mails it to the owner.", params(("id" = String, Path, description = "The id or the reference")), request_body = OwnBody, responses((status = 200, body = IncidentView)))]
pub async fn own(call: Call<RunIncidents>) -> Reply {
    let which = which(&call);
    let seen = call.if_match()?;
    let body: OwnBody = call.body()?;
    let mut check = Check::default();
    let statement = check.take("/statement", Text::parse(&body.statement));
    let root_cause = maybe(
        &mut check,
        "/root_cause",
        body.root_cause.as_ref(),
        Text::parse,
    );
    let owner_id = maybe(&mut check, "/owner_id", body.owner_id.as_ref(), parse_id);
    let own = check.build(|| {
        Some(incidents::Own {
            statement: statement?,
            root_cause,
            owner_id,
        })
    })?;
    call.once(move |work, permit| {
        Ok(answer(
            incidents::own(work, permit, &which, seen, own)?,
            work.now,
        ))
    })
    .await
}

/// Why something is done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReasonInput)]
pub struct ReasonBody {
    reason: String,
}

impl ReasonBody {
    pub(super) fn parse(&self) -> Result<Text, Problem> {
        Text::parse(&self.reason).map_err(|error| Problem::field("/reason", error))
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/dismiss", tag = "Incidents", summary = "Dismiss an incident", description = "By an approver or an admin.", params(("id" = String, Path, description = "The id or the reference")), request_body = ReasonBody, responses((status = 200, body = IncidentView)))]
pub async fn dismiss(call: Call<DismissIncidents>) -> Reply {
    let which = which(&call);
    let seen = call.if_match()?;
    let reason = call.body::<ReasonBody>()?.parse()?;
    call.once(move |work, permit| {
        Ok(answer(
            incidents::dismiss(work, permit, &which, seen, reason)?,
            work.now,
        ))
    })
    .await
}

#[utoipa::path(post, path = "/v1/incidents/{id}/reopen", tag = "Incidents", summary = "Reopen an incident", params(("id" = String, Path, description = "The id or the reference")), request_body = ReasonBody, responses((status = 200, body = IncidentView)))]
pub async fn reopen(call: Call<RunIncidents>) -> Reply {
    let which = which(&call);
    let seen = call.if_match()?;
    let reason = call.body::<ReasonBody>()?.parse()?;
    call.once(move |work, permit| {
        Ok(answer(
            incidents::reopen(work, permit, &which, seen, reason)?,
            work.now,
        ))
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CloseInput)]
pub struct CloseBody {
    /// How the mistake was made, where it was not named yet.
    #[serde(default)]
    root_cause: Option<String>,
}

#[utoipa::path(post, path = "/v1/incidents/{id}/close", tag = "Incidents", summary = "Close an incident", description = "Needs a root cause, a prevention and a follow-up.", params(("id" = String, Path, description = "The id or the reference")), request_body = CloseBody, responses((status = 200, body = IncidentView)))]
pub async fn close(call: Call<RunIncidents>) -> Reply {
    let which = which(&call);
    let seen = call.if_match()?;
    let body: CloseBody = call.body()?;
    let mut check = Check::default();
    let root_cause = maybe(
        &mut check,
        "/root_cause",
        body.root_cause.as_ref(),
        Text::parse,
    );
    check.finish()?;
    call.once(move |work, permit| {
        Ok(answer(
            incidents::close(work, permit, &which, seen, root_cause)?,
            work.now,
        ))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/history", tag = "Incidents", summary = "Everything that was done, the oldest first", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<EventView>)))]
pub async fn history(call: Call<ReadCases>) -> Reply {
    let which = which(&call);
    let window: Window = call.window_by(Keys::Numbers, &call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        let events = |page: &Page| {
            let after = page.before.as_deref();
            let after = after.and_then(|after| after.parse().ok()).unwrap_or(0);
            incidents::history(work, permit, &which, after, page.limit)
        };
        gather(
            window,
            events,
            |event| event.sequence.to_string(),
            EventView::from,
        )
    })
    .await
}

/// The computed amends, and how they came about.
#[derive(Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub struct SuggestionView {
    /// `null` where too little is known; `missing` says what.
    total: Option<MoneyBody>,
    basis: Vec<BasisView>,
    options: Vec<OptionView>,
    gauge: GaugeView,
    policy_version: i64,
    /// What is not known, such as `loss` or `breach.facts.minutes_late`.
    missing: Vec<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Basis)]
pub struct BasisView {
    rule: &'static str,
    /// The sum as a person would write it.
    detail: String,
    amount: MoneyBody,
    /// `adds` or `takes`: the lines that count make up the total; `none`: the rule was looked at, and
    /// another one yields more, this one nothing, or a bound does not bind.
    effect: &'static str,
    /// How a guarantee came to its amount, as its evaluation says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    lines: Vec<LineView>,
}

/// One way to give the total.
#[derive(Serialize, ToSchema)]
#[schema(as = SuggestedOption)]
pub struct OptionView {
    /// To be given as `use_suggestion` when an offer is made.
    name: String,
    label: String,
    /// Whether it repays like with like (see `loss_kind`); those that do come first.
    matches: bool,
    items: Vec<ItemBody>,
    total: MoneyBody,
}

/// The total beside the loss and the price, in percent.
#[derive(Serialize, ToSchema)]
#[schema(as = Gauge)]
pub struct GaugeView {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>)]
    of_loss_percent: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>)]
    of_price_percent: Option<serde_json::Number>,
    notes: Vec<String>,
}

impl From<Gauge> for GaugeView {
    fn from(gauge: Gauge) -> Self {
        // A percentage with one decimal is the same number to every reader.
        let number = |percent: rust_decimal::Decimal| percent.to_string().parse().ok();
        Self {
            of_loss_percent: gauge.of_loss_percent.and_then(number),
            of_price_percent: gauge.of_price_percent.and_then(number),
            notes: gauge.notes,
        }
    }
}

impl From<Suggestion> for SuggestionView {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            total: suggestion.total.map(Into::into),
            basis: suggestion
                .basis
                .into_iter()
                .map(|basis| BasisView {
                    rule: basis.rule,
                    detail: basis.detail,
                    amount: basis.amount.into(),
                    effect: basis.effect.as_str(),
                    lines: basis.lines.into_iter().map(Into::into).collect(),
                })
                .collect(),
            options: suggestion
                .options
                .into_iter()
                .map(|option| OptionView {
                    name: option.name,
                    label: option.label,
                    matches: option.matches,
                    items: option.items.into_iter().map(Into::into).collect(),
                    total: option.total.into(),
                })
                .collect(),
            gauge: suggestion.gauge.into(),
            policy_version: suggestion.policy_version,
            missing: suggestion.missing,
        }
    }
}

#[utoipa::path(get, path = "/v1/incidents/{id}/suggestion", tag = "Incidents", summary = "What the policy suggests", params(("id" = String, Path, description = "The id or the reference")), responses((status = 200, body = SuggestionView)))]
pub async fn suggestion(call: Call<ReadCases>) -> Reply {
    let which = which(&call);
    call.read(move |work, permit| {
        let suggestion = incidents::suggest(work, permit, &which)?;
        Ok(shown(&SuggestionView::from(suggestion), None))
    })
    .await
}
