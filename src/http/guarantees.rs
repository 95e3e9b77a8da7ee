//! `/v1/guarantees`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::domain::actor::{ReadGuarantees, Right, WriteGuarantees};
use crate::domain::amends::guarantee::{self as rules, Evaluation, Guarantee, position};
use crate::domain::error::{Check, Invalid};
use crate::domain::time::parse_date;
use crate::http::call::{Call, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::incidents::parse_id;
use crate::http::paging::Keys;
use crate::http::problem::Problem;
use crate::http::views::{ListView, MoneyBody, moment};
use crate::services::guarantees::{self, Written};

/// A promise with a measure and a consequence, as data; `docs/guarantees.md` tells how to write one.
#[derive(Serialize, ToSchema)]
#[schema(as = Guarantee)]
pub struct GuaranteeBody {
    /// Small letters and digits with hyphens.
    code: String,
    name: String,
    /// The promise, for people.
    promise: String,
    /// An ISO 4217 code; left out: that of the money fact which the amount is based on.
    currency: Option<String>,
    /// By name: `{"type": "number" | "integer" | "money" | "boolean" | "text" | "date" | "time" | "duration", ...}`.
    #[schema(value_type = Object)]
    facts: Value,
    /// By date: from which day it holds, when it is due, and the amount.
    #[schema(value_type = Vec<Object>)]
    versions: Value,
}

fn read<R: Right + 'static>(call: &Call<R>) -> Result<Guarantee, Problem> {
    // What is no JSON at all is told apart first, as for every body.
    let _: Value = call.body()?;
    let text = call.text()?;
    Guarantee::read(text).map_err(|Invalid(mut fields)| {
        // Of a text of several lines, as an editor shows it, the line is the quicker way.
        if text.trim().contains('\n') {
            for field in &mut fields {
                if let Some(line) = position(text, &field.pointer) {
                    field.detail = format!("{} (line {line})", field.detail);
                }
            }
        }
        Invalid(fields).into()
    })
}

fn body(written: &Written) -> Value {
    written.guarantee.source().clone()
}

#[utoipa::path(post, path = "/v1/guarantees", tag = "Guarantees", summary = "Write a guarantee", request_body = GuaranteeBody, responses((status = 201, body = GuaranteeBody)))]
pub async fn create(call: Call<WriteGuarantees>) -> Reply {
    let guarantee = read(&call)?;
    call.once(move |work, permit| {
        let written = guarantees::create(work, permit, guarantee)?;
        let location = format!("/v1/guarantees/{}", written.guarantee.code);
        Ok(created(location, &body(&written), Some(written.version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/guarantees", tag = "Guarantees", summary = "List guarantees", description = "The newest first; one that is written anew keeps its place.", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<GuaranteeBody>)))]
pub async fn list(call: Call<ReadGuarantees>) -> Reply {
    let window = call.window_by(Keys::Names, &call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| guarantees::list(work, permit, page),
            |it| it.guarantee.code.clone(),
            |it| body(&it),
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/guarantees/{code}", tag = "Guarantees", summary = "Read a guarantee", params(("code" = String, Path)), responses((status = 200, body = GuaranteeBody)))]
pub async fn find(call: Call<ReadGuarantees>) -> Reply {
    let code = code(&call);
    call.read(move |work, permit| {
        let written = guarantees::find(work, permit, &code)?;
        Ok(shown(&body(&written), Some(written.version)))
    })
    .await
}

#[utoipa::path(put, path = "/v1/guarantees/{code}", tag = "Guarantees", summary = "Write a guarantee anew", description = "It keeps its code, and the old text goes on judging what was reported under it. The rate in force on the day of the event counts, so add a version rather than change one.", params(("code" = String, Path)), request_body = GuaranteeBody, responses((status = 200, body = GuaranteeBody)))]
pub async fn replace(call: Call<WriteGuarantees>) -> Reply {
    let code = code(&call);
    let seen = call.needs_if_match()?;
    let guarantee = read(&call)?;
    call.change(move |work, permit| {
        let written = guarantees::replace(work, permit, &code, seen, guarantee)?;
        Ok(shown(&body(&written), Some(written.version)))
    })
    .await
}

/// A text that is or was in force: from when on, and who wrote it.
#[derive(Serialize, ToSchema)]
#[schema(as = GuaranteeVersion)]
pub struct VersionView {
    version: i64,
    written_by: String,
    written_at: String,
    #[schema(value_type = GuaranteeBody)]
    guarantee: Value,
}

impl From<Written> for VersionView {
    fn from(written: Written) -> Self {
        Self {
            version: written.version,
            written_by: written.by.to_string(),
            written_at: moment(written.at),
            guarantee: body(&written),
        }
    }
}

#[utoipa::path(get, path = "/v1/guarantees/{code}/versions", tag = "Guarantees", summary = "Every text of a guarantee there was", description = "An incident is judged by the text that was in force when it was reported.", params(("code" = String, Path), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<VersionView>)))]
pub async fn versions(call: Call<ReadGuarantees>) -> Reply {
    let code = code(&call);
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        let versions = guarantees::versions(work, permit, &code, &window.page())?;
        Ok(window.answer(
            versions,
            |written| written.version.to_string(),
            VersionView::from,
        ))
    })
    .await
}

/// What is known of an event.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EvaluateInput)]
pub struct EvaluateBody {
    #[schema(value_type = Object)]
    facts: Map<String, Value>,
    /// The day of the event, where no fact tells it; left out: today.
    #[serde(default)]
    on: Option<String>,
    /// Whose limits per month, year and client count: what the guarantee came to on their incidents,
    /// as far as an offer binds us to it. Left out: nothing was paid before.
    #[serde(default)]
    client_id: Option<String>,
}

/// What a guarantee comes to.
#[derive(Serialize, ToSchema)]
#[schema(as = Evaluation)]
pub struct EvaluationView {
    due: bool,
    amount: MoneyBody,
    basis: Vec<LineView>,
    /// What the client may have instead, where it is worth at least as much; the choice is theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_kind: Option<InKindView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EvaluationLine)]
pub struct LineView {
    rule: String,
    detail: String,
    amount: Option<MoneyBody>,
    /// `adds` or `takes`: these make up the amount; `notes` explains.
    effect: &'static str,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InKind)]
pub struct InKindView {
    what: String,
    worth: MoneyBody,
    or_cash: MoneyBody,
}

impl From<rules::Line> for LineView {
    fn from(line: rules::Line) -> Self {
        Self {
            rule: line.rule.into(),
            detail: line.detail,
            amount: line.amount.map(Into::into),
            effect: line.effect.as_str(),
        }
    }
}

impl From<Evaluation> for EvaluationView {
    fn from(evaluation: Evaluation) -> Self {
        Self {
            due: evaluation.due,
            amount: evaluation.amount.into(),
            basis: evaluation.basis.into_iter().map(Into::into).collect(),
            in_kind: evaluation.in_kind.map(|in_kind| InKindView {
                what: in_kind.what,
                worth: in_kind.worth.into(),
                or_cash: in_kind.or_cash.into(),
            }),
        }
    }
}

#[utoipa::path(post, path = "/v1/guarantees/{code}/evaluate", tag = "Guarantees", summary = "What does it come to?", description = "By the present text. Keeps nothing.", params(("code" = String, Path)), request_body = EvaluateBody, responses((status = 200, body = EvaluationView)))]
pub async fn evaluate(call: Call<ReadGuarantees>) -> Reply {
    let code = code(&call);
    let body: EvaluateBody = call.body()?;
    let mut check = Check::default();
    let on = maybe(&mut check, "/on", body.on.as_ref(), parse_date);
    let client = maybe(&mut check, "/client_id", body.client_id.as_ref(), parse_id);
    check.finish()?;
    call.look_once(move |work, permit| {
        let evaluation = guarantees::evaluate(work, permit, &code, &body.facts, on, client)?;
        Ok(shown(&EvaluationView::from(evaluation), None))
    })
    .await
}

/// The code in the path. PostgreSQL takes no NUL, not even to look for it.
fn code<R: Right + 'static>(call: &Call<R>) -> String {
    call.segment("code").replace('\0', "?")
}
