//! `/v1/delegations`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadDelegations, WriteDelegations};
use crate::domain::delegation::{Delegation, DelegationDetails};
use crate::domain::error::{Check, Invalid};
use crate::domain::ids::{DelegationId, UserId};
use crate::domain::text::Text;
use crate::domain::time::{Timestamp, parse_timestamp};
use crate::http::call::{Call, Empty, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::incidents::parse_id;
use crate::http::views::{ListView, MoneyBody, maybe_moment, moment};
use crate::services::delegations;

/// An authority that is lent for a period.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DelegationInput)]
pub struct DelegationBody {
    /// Whose authority it is: left out, the caller's. Only an admin names somebody else.
    #[serde(default)]
    from_user_id: Option<String>,
    /// An active approver or admin.
    to_user_id: String,
    /// Left out: now.
    #[serde(default)]
    starts_at: Option<String>,
    /// At most 366 days later.
    ends_at: String,
    /// What is lent at most, per incident, one a currency; left out: all that the lender may approve.
    #[serde(default)]
    limits: Vec<MoneyBody>,
    reason: String,
}

impl DelegationBody {
    fn parse(&self, caller: UserId) -> Result<DelegationDetails, Invalid> {
        let mut check = Check::default();
        let from = maybe(
            &mut check,
            "/from_user_id",
            self.from_user_id.as_ref(),
            parse_id,
        );
        let to = check.take("/to_user_id", parse_id(&self.to_user_id));
        let starts_at = maybe(
            &mut check,
            "/starts_at",
            self.starts_at.as_ref(),
            parse_timestamp,
        );
        let ends_at = check.take("/ends_at", parse_timestamp(&self.ends_at));
        let limits =
            self.limits.iter().enumerate().filter_map(|(index, limit)| {
                check.nested(&format!("/limits/{index}"), limit.parse())
            });
        let limits = limits.collect();
        let reason = check.take("/reason", Text::parse(&self.reason));
        check.build(|| {
            Some(DelegationDetails {
                from: from.unwrap_or(caller),
                to: to?,
                starts_at,
                ends_at: ends_at?,
                limits,
                reason: reason?,
            })
        })
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Delegation)]
pub struct DelegationView {
    id: String,
    from_user_id: String,
    to_user_id: String,
    starts_at: String,
    ends_at: String,
    limits: Vec<MoneyBody>,
    reason: String,
    /// Whether it can be used now.
    active: bool,
    made_by: String,
    made_at: String,
    /// When it was taken back.
    ended_at: Option<String>,
    version: i64,
}

impl DelegationView {
    fn at(delegation: Delegation, now: Timestamp) -> Self {
        Self {
            id: delegation.id.to_string(),
            from_user_id: delegation.from.to_string(),
            to_user_id: delegation.to.to_string(),
            starts_at: moment(delegation.starts_at),
            ends_at: moment(delegation.ends_at),
            active: delegation.is_active(now),
            limits: delegation.limits.into_iter().map(Into::into).collect(),
            reason: delegation.reason,
            made_by: delegation.made_by.to_string(),
            made_at: moment(delegation.made_at),
            ended_at: maybe_moment(delegation.ended_at),
            version: delegation.version,
        }
    }
}

#[utoipa::path(post, path = "/v1/delegations", tag = "Access", summary = "Lend an authority to approve", description = "For a period, to an active approver or admin. What is lent is the lender's own authority as it is when it is used, never for an offer that the lender made, edited or submitted.", request_body = DelegationBody, responses((status = 201, body = DelegationView)))]
pub async fn make(call: Call<WriteDelegations>) -> Reply {
    let details = call
        .body::<DelegationBody>()?
        .parse(call.permit().actor().id)?;
    call.once(move |work, permit| {
        let made = delegations::make(work, permit, details)?;
        let (location, version) = (format!("/v1/delegations/{}", made.id), made.version);
        let view = DelegationView::at(made, work.now);
        Ok(created(location, &view, Some(version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/delegations", tag = "Access", summary = "List delegations", description = "Approvers see those that they lend or borrow.", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<DelegationView>)))]
pub async fn list(call: Call<ReadDelegations>) -> Reply {
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        let now = work.now;
        gather(
            window,
            |page| delegations::list(work, permit, page),
            |delegation| delegation.id.to_string(),
            |delegation| DelegationView::at(delegation, now),
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/delegations/{id}", tag = "Access", summary = "Read a delegation", params(("id" = String, Path)), responses((status = 200, body = DelegationView)))]
pub async fn find(call: Call<ReadDelegations>) -> Reply {
    let id: DelegationId = call.id("id")?;
    call.read(move |work, permit| {
        let found = delegations::find(work, permit, id)?;
        let version = found.version;
        Ok(shown(&DelegationView::at(found, work.now), Some(version)))
    })
    .await
}

#[utoipa::path(post, path = "/v1/delegations/{id}/end", tag = "Access", summary = "Take a delegation back", description = "From the next request on. Once it is over this changes nothing.", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = DelegationView)))]
pub async fn end(call: Call<WriteDelegations>) -> Reply {
    let id: DelegationId = call.id("id")?;
    let seen = call.if_match()?;
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        let ended = delegations::end(work, permit, id, seen)?;
        let version = ended.version;
        Ok(shown(&DelegationView::at(ended, work.now), Some(version)))
    })
    .await
}
