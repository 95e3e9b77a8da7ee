//! `/v1/policy`.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadPolicy, WritePolicy};
use crate::domain::amends::authority::RoleLimit;
use crate::domain::amends::policy::{
    Combine, Floor, Policy, PolicyVersion, Product, Repeat, Rounding,
};
use crate::domain::amends::suggestion::TooLarge;
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::money::Money;
use crate::domain::text::Line;
use crate::domain::time::parse_timestamp;
use crate::http::call::{Call, Reply, maybe, shown};
use crate::http::gather::gather;
use crate::http::limits::LimitBody;
use crate::http::paging::{Keys, Window};
use crate::http::problem::Code;
use crate::http::views::{ListView, MoneyBody, moment};
use crate::services::Page;
use crate::services::once::Answer;
use crate::services::policy;
use crate::services::policy::simulation::{self, Replayed, Simulation, Trial};

/// The rules that turn a loss into a suggestion. PUT takes what GET shows; what is left out is the
/// default; `version`, `created_by` and `created_at` are the server's and are passed over.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = Policy)]
pub struct PolicyBody {
    /// How many times the loss the amends are worth, such as `2`.
    loss_multiplier: String,
    /// How much more than the client expects they get, in percent, such as `10`.
    expectation_margin_percent: String,
    /// `highest` (of what the rules yield) or `sum`.
    combine: String,
    /// No amends are worth less; at most one a currency.
    minimums: Vec<MoneyBody>,
    /// No amends are suggested that are worth more; at most one a currency.
    maximums: Vec<MoneyBody>,
    floors: Vec<FloorBody>,
    repeat: Option<RepeatBody>,
    rounding: Vec<RoundingBody>,
    /// What an hour of ours is worth to a client, at most one a currency.
    hourly_rates: Vec<MoneyBody>,
    /// The largest part of an offer that may be `additional_time`, in percent.
    time_share_percent: String,
    /// The largest part of an offer that may be `product`, in percent.
    product_share_percent: String,
    /// How long an offer stands where nobody says otherwise.
    #[schema(minimum = 1, maximum = 365)]
    offer_valid_days: u16,
    /// What items of kind `product` are worth; at most 200.
    products: Vec<ProductBody>,
    /// What everybody of a role may approve who has no limit of their own in its place.
    role_limits: Vec<RoleLimitBody>,
    version: i64,
    /// `null` for the policy that Amends starts with.
    created_by: Option<String>,
    created_at: String,
}

/// What a mistake of this severity is worth at least.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PolicyFloor)]
pub struct FloorBody {
    severity: String,
    amount: MoneyBody,
}

/// A product of ours at its list price.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PolicyProduct)]
pub struct ProductBody {
    /// How items name it, in `product`; unique.
    code: String,
    /// How the client reads it.
    name: String,
    price: MoneyBody,
}

/// A limit that everybody of a role has who has none of their own in its place.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RoleLimit)]
pub struct RoleLimitBody {
    /// `approver`: nobody else decides within limits.
    role: String,
    amount: MoneyBody,
    /// `offer`, `incident` or `client_year`.
    per: String,
    #[serde(default)]
    kind: Option<String>,
}

impl ProductBody {
    fn parse(&self) -> Result<Product, Invalid> {
        let mut check = Check::default();
        let code = check.take("/code", Line::parse(&self.code));
        let name = check.take("/name", Line::parse(&self.name));
        let price = check.nested("/price", self.price.parse());
        check.build(|| {
            Some(Product {
                code: code?.into(),
                name: name?.into(),
                price: price?,
            })
        })
    }
}

impl From<Product> for ProductBody {
    fn from(product: Product) -> Self {
        Self {
            code: product.code,
            name: product.name,
            price: product.price.into(),
        }
    }
}

impl RoleLimitBody {
    fn parse(&self) -> Result<RoleLimit, Invalid> {
        let mut check = Check::default();
        let role = check.take("/role", self.role.parse());
        let limit = LimitBody {
            amount: self.amount.clone(),
            per: self.per.clone(),
            kind: self.kind.clone(),
        };
        let limit = check.nested("", limit.parse());
        check.build(|| {
            Some(RoleLimit {
                role: role?,
                limit: limit?,
            })
        })
    }
}

impl From<RoleLimit> for RoleLimitBody {
    fn from(of_role: RoleLimit) -> Self {
        let LimitBody { amount, per, kind } = (&of_role.limit).into();
        Self {
            role: of_role.role.to_string(),
            amount,
            per,
            kind,
        }
    }
}

/// What comes on top where the client was let down before.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PolicyRepeat)]
pub struct RepeatBody {
    /// How far back an earlier incident counts.
    within_days: u16,
    /// How much each one adds to what the other rules yield.
    extra_percent: String,
}

/// To which step the suggestions of a currency are rounded.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PolicyRounding)]
pub struct RoundingBody {
    step: MoneyBody,
    /// `half_up`, `half_even`, `up` or `down`.
    mode: String,
}

impl Default for PolicyBody {
    fn default() -> Self {
        Self::from(Policy::default())
    }
}

impl PolicyBody {
    fn parse(&self) -> Result<Policy, Invalid> {
        let mut check = Check::default();
        let multiplier = check.take(
            "/loss_multiplier",
            Policy::parse_multiplier(&self.loss_multiplier),
        );
        let mut percent =
            |pointer: &str, text: &str| check.take(pointer, Policy::parse_percent(text));
        let margin = percent(
            "/expectation_margin_percent",
            &self.expectation_margin_percent,
        );
        let time_share = percent("/time_share_percent", &self.time_share_percent);
        let product_share = percent("/product_share_percent", &self.product_share_percent);
        let combine = check.take("/combine", self.combine.parse::<Combine>());
        let mut amounts = |name: &str, amounts: &[MoneyBody]| {
            let parsed = amounts.iter().enumerate().filter_map(|(index, amount)| {
                check.nested(&format!("/{name}/{index}"), amount.parse())
            });
            parsed.collect::<Vec<_>>()
        };
        let minimums = amounts("minimums", &self.minimums);
        let maximums = amounts("maximums", &self.maximums);
        let hourly_rates = amounts("hourly_rates", &self.hourly_rates);
        let mut floors = Vec::new();
        for (index, floor) in self.floors.iter().enumerate() {
            let pointer = format!("/floors/{index}");
            let severity = check.take(format!("{pointer}/severity"), floor.severity.parse());
            let amount = check.nested(&format!("{pointer}/amount"), floor.amount.parse());
            floors.extend(
                severity
                    .zip(amount)
                    .map(|(severity, amount)| Floor { severity, amount }),
            );
        }
        let mut rounding = Vec::new();
        for (index, body) in self.rounding.iter().enumerate() {
            let pointer = format!("/rounding/{index}");
            let step = check.nested(&format!("{pointer}/step"), body.step.parse());
            let mode = check.take(format!("{pointer}/mode"), body.mode.parse());
            rounding.extend(step.zip(mode).map(|(step, mode)| Rounding { step, mode }));
        }
        let products = nested(&mut check, "/products", &self.products, ProductBody::parse);
        let role_limits = nested(
            &mut check,
            "/role_limits",
            &self.role_limits,
            RoleLimitBody::parse,
        );
        let repeat = self.repeat.as_ref().and_then(|repeat| {
            let percent = Policy::parse_percent(&repeat.extra_percent);
            let extra_percent = check.take("/repeat/extra_percent", percent)?;
            Some(Repeat {
                within_days: repeat.within_days,
                extra_percent,
            })
        });
        let policy = check.build(|| {
            Some(Policy {
                loss_multiplier: multiplier?,
                expectation_margin_percent: margin?,
                combine: combine?,
                minimums,
                maximums,
                floors,
                repeat,
                rounding,
                hourly_rates,
                time_share_percent: time_share?,
                product_share_percent: product_share?,
                offer_valid_days: self.offer_valid_days,
                products,
                role_limits,
            })
        })?;
        policy.checked()
    }
}

/// Every entry of a list, each below its own pointer.
fn nested<B, T>(
    check: &mut Check,
    pointer: &str,
    bodies: &[B],
    parse: impl Fn(&B) -> Result<T, Invalid>,
) -> Vec<T> {
    let parsed = bodies
        .iter()
        .enumerate()
        .filter_map(|(index, body)| check.nested(&format!("{pointer}/{index}"), parse(body)));
    parsed.collect()
}

impl From<Policy> for PolicyBody {
    fn from(policy: Policy) -> Self {
        let amounts = |amounts: Vec<Money>| amounts.into_iter().map(Into::into).collect();
        Self {
            loss_multiplier: policy.loss_multiplier.normalize().to_string(),
            expectation_margin_percent: policy.expectation_margin_percent.normalize().to_string(),
            combine: policy.combine.to_string(),
            minimums: amounts(policy.minimums),
            maximums: amounts(policy.maximums),
            floors: policy
                .floors
                .into_iter()
                .map(|floor| FloorBody {
                    severity: floor.severity.to_string(),
                    amount: floor.amount.into(),
                })
                .collect(),
            repeat: policy.repeat.map(|repeat| RepeatBody {
                within_days: repeat.within_days,
                extra_percent: repeat.extra_percent.normalize().to_string(),
            }),
            rounding: policy
                .rounding
                .into_iter()
                .map(|rounding| RoundingBody {
                    step: rounding.step.into(),
                    mode: rounding.mode.to_string(),
                })
                .collect(),
            hourly_rates: amounts(policy.hourly_rates),
            time_share_percent: policy.time_share_percent.normalize().to_string(),
            product_share_percent: policy.product_share_percent.normalize().to_string(),
            offer_valid_days: policy.offer_valid_days,
            products: policy.products.into_iter().map(Into::into).collect(),
            role_limits: policy.role_limits.into_iter().map(Into::into).collect(),
            version: 0,
            created_by: None,
            created_at: String::new(),
        }
    }
}

impl From<PolicyVersion> for PolicyBody {
    fn from(version: PolicyVersion) -> Self {
        Self {
            version: version.version,
            created_by: version.created_by.map(|id| id.to_string()),
            created_at: moment(version.created_at),
            ..Self::from(version.policy)
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

#[utoipa::path(put, path = "/v1/policy", tag = "Policy", summary = "Put another policy in force", description = "Makes a new version; the old ones stay as they were, and go on judging what was reported under them. A policy like the present one makes no version.", request_body = PolicyBody, responses((status = 200, body = PolicyBody)))]
pub async fn replace(call: Call<WritePolicy>) -> Reply {
    let seen = call.needs_if_match()?;
    let new = call.body::<PolicyBody>()?.parse()?;
    call.change(move |work, permit| Ok(answer(policy::replace(work, permit, seen, new)?)))
        .await
}

#[utoipa::path(get, path = "/v1/policy/versions", tag = "Policy", summary = "Every policy there was", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<PolicyBody>)))]
pub async fn versions(call: Call<ReadPolicy>) -> Reply {
    let window = call.window_by(Keys::Numbers, &call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| policy::versions(work, permit, page),
            |version| version.version.to_string(),
            PolicyBody::from,
        )
    })
    .await
}

/// Another policy, and which incidents to replay under it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SimulateInput)]
pub struct SimulateBody {
    policy: PolicyBody,
    /// Reported at or after.
    #[serde(default)]
    from: Option<String>,
    /// Reported before.
    #[serde(default)]
    to: Option<String>,
}

/// What past incidents would have cost under another policy. Dismissed ones are left out.
#[derive(Serialize, ToSchema)]
#[schema(as = Simulation)]
pub struct SimulationView {
    /// How many incidents were replayed.
    incidents: usize,
    /// How many of them come to more than Amends accepts, under one of the policies; neither total
    /// counts them.
    failed: usize,
    /// One line a currency, of all incidents.
    totals: Vec<SimulatedTotalView>,
    /// The newest first, as many as `limit` says.
    items: Vec<SimulatedView>,
    /// How many incidents follow on the last of `items`.
    left_out: usize,
    /// Where they begin, to be given as `cursor` with the same body; `null` at the end.
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SimulatedTotal)]
pub struct SimulatedTotalView {
    currency: String,
    before: SumView,
    after: SumView,
}

/// A sum of amounts, which may be larger than any one of them can be.
#[derive(Serialize, ToSchema)]
#[schema(as = SimulatedSum)]
pub struct SumView {
    amount: String,
    currency: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SimulatedIncident)]
pub struct SimulatedView {
    incident_id: String,
    reference: String,
    /// Under the policy that judged it; `null` where too little is known.
    before: Option<MoneyBody>,
    after: Option<MoneyBody>,
    /// Why `before` or `after` could not be worked out.
    errors: Vec<SimulatedErrorView>,
}

/// What could not be worked out.
#[derive(Serialize, ToSchema)]
#[schema(as = SimulatedError)]
pub struct SimulatedErrorView {
    /// `/before` or `/after`.
    pointer: &'static str,
    /// `amount_too_large`.
    code: &'static str,
    /// The rule that comes to too much, and its sum.
    detail: String,
}

/// Incidents that a simulation shows one by one; the totals are of all.
pub(super) const SHOWN: i64 = 1_000;
/// How long a simulation may take.
const PATIENCE: Duration = Duration::from_secs(20);

#[utoipa::path(post, path = "/v1/policy/simulate", tag = "Policy", summary = "What past incidents would have cost under another policy", description = "Keeps nothing. One simulation runs at a time; it is given up after 20 seconds.", params(("limit" = Option<u16>, Query), ("cursor" = Option<String>, Query)), request_body = SimulateBody, responses((status = 200, body = SimulationView)))]
pub async fn simulate(call: Call<ReadPolicy>) -> Reply {
    let window = call.window_of(&call.query(&["limit", "cursor"])?, SHOWN)?;
    let body: SimulateBody = call.body()?;
    let mut check = Check::default();
    let policy = check.nested("/policy", body.policy.parse());
    let from = maybe(&mut check, "/from", body.from.as_ref(), parse_timestamp);
    let to = maybe(&mut check, "/to", body.to.as_ref(), parse_timestamp);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let detail = "this must not be before `from`";
        check.add("/to", FieldError::new("out_of_order", detail));
    }
    let policy = check.build(|| policy)?;
    let trial = Trial { policy, from, to };
    call.work_out_once(PATIENCE, move |services, permit, awaited| {
        let page = Page {
            before: window.after.clone(),
            limit: window.limit,
        };
        let simulation = simulation::run(services, permit, &trial, &page, awaited)?;
        Ok(shown(&SimulationView::new(simulation, &window), None))
    })
    .await
}

impl SimulationView {
    fn new(simulation: Simulation, window: &Window) -> Self {
        let last = simulation.replayed.last();
        let next_cursor = last
            .filter(|_| simulation.left_out > 0)
            .map(|last| window.cursor(&last.incident.to_string()));
        let totals = simulation.totals.into_iter().map(|(currency, totals)| {
            let sum = |minor| SumView {
                amount: currency.written(minor),
                currency: currency.code().to_owned(),
            };
            SimulatedTotalView {
                currency: currency.code().to_owned(),
                before: sum(totals.before),
                after: sum(totals.after),
            }
        });
        Self {
            incidents: simulation.incidents,
            failed: simulation.failed,
            totals: totals.collect(),
            items: simulation.replayed.into_iter().map(Into::into).collect(),
            left_out: simulation.left_out,
            next_cursor,
        }
    }
}

impl From<Replayed> for SimulatedView {
    fn from(one: Replayed) -> Self {
        let mut errors = Vec::new();
        let mut view = |pointer, cost: Result<Option<Money>, TooLarge>| {
            cost.unwrap_or_else(|error| {
                errors.push(SimulatedErrorView {
                    pointer,
                    code: Code::AmountTooLarge.as_str(),
                    detail: error.to_string(),
                });
                None
            })
            .map(Into::into)
        };
        let (before, after) = (view("/before", one.before), view("/after", one.after));
        Self {
            incident_id: one.incident.to_string(),
            reference: one.reference,
            before,
            after,
            errors,
        }
    }
}
