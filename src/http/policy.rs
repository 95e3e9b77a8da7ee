//! `/v1/policy`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadPolicy, WritePolicy};
use crate::domain::amends::policy::{Policy, PolicyVersion};
use crate::domain::error::{Check, Invalid};
use crate::http::call::{Call, Reply, shown};
use crate::http::views::{ListView, MoneyBody, moment};
use crate::services::once::Answer;
use crate::services::policy;

/// The rules that turn a loss into a suggestion. PUT takes what GET shows; `version`, `created_by`
/// and `created_at` are the server's and are passed over.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Policy)]
pub struct PolicyBody {
    /// How many times the loss the amends are worth, such as `2`.
    loss_multiplier: String,
    /// What an hour of ours is worth to a client, at most one a currency.
    hourly_rates: Vec<MoneyBody>,
    /// How long an offer stands where nobody says otherwise.
    #[schema(minimum = 1, maximum = 365)]
    offer_valid_days: u16,
    #[serde(default)]
    version: i64,
    /// `null` for the policy that Amends starts with.
    #[serde(default)]
    created_by: Option<String>,
    #[serde(default)]
    created_at: String,
}

impl PolicyBody {
    fn parse(&self) -> Result<Policy, Invalid> {
        let mut check = Check::default();
        let multiplier = check.take(
            "/loss_multiplier",
            Policy::parse_multiplier(&self.loss_multiplier),
        );
        let rates: Vec<_> = self
            .hourly_rates
            .iter()
            .enumerate()
            .filter_map(|(index, rate)| {
                check.nested(&format!("/hourly_rates/{index}"), rate.parse())
            })
            .collect();
        let multiplier = check.build(|| multiplier)?;
        Policy::new(multiplier, rates, self.offer_valid_days)
    }
}

impl From<PolicyVersion> for PolicyBody {
    fn from(version: PolicyVersion) -> Self {
        Self {
            loss_multiplier: version.policy.loss_multiplier.normalize().to_string(),
            hourly_rates: version
                .policy
                .hourly_rates
                .into_iter()
                .map(Into::into)
                .collect(),
            offer_valid_days: version.policy.offer_valid_days,
            version: version.version,
            created_by: version.created_by.map(|id| id.to_string()),
            created_at: moment(version.created_at),
        }
    }
}

fn answer(version: PolicyVersion) -> Answer {
    let number = version.version;
    shown(&PolicyBody::from(version), Some(number))
}

#[utoipa::path(get, path = "/v1/policy", tag = "Policy", summary = "The policy in force", responses((status = 200, body = PolicyBody)))]
pub async fn find(call: Call<ReadPolicy>) -> Reply {
    call.read(|work, permit| Ok(answer(policy::find(work, permit)?)))
        .await
}

#[utoipa::path(put, path = "/v1/policy", tag = "Policy", summary = "Put another policy in force", description = "Makes a new version; the old ones stay as they were.", request_body = PolicyBody, responses((status = 200, body = PolicyBody)))]
pub async fn replace(call: Call<WritePolicy>) -> Reply {
    let seen = call.needs_if_match()?;
    let new = call.body::<PolicyBody>()?.parse()?;
    call.change(move |work, permit| Ok(answer(policy::replace(work, permit, seen, new)?)))
        .await
}

#[utoipa::path(get, path = "/v1/policy/versions", tag = "Policy", summary = "Every policy there was", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<PolicyBody>)))]
pub async fn versions(call: Call<ReadPolicy>) -> Reply {
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        let versions = policy::versions(work, permit, &window.page())?;
        Ok(window.answer(
            versions,
            |version| version.version.to_string(),
            PolicyBody::from,
        ))
    })
    .await
}
