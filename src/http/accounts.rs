//! `/v1/incidents/{id}/accounts`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::account::{Account, NewAccount, Side};
use crate::domain::actor::{Permit, ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::ids::AccountId;
use crate::domain::text::{Line, Text};
use crate::http::call::{Call, Empty, Reply, Tags, created, shown};
use crate::http::gather::gather;
use crate::http::playbacks::PlaybackView;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::accounts::{AtReport, Compared};
use crate::services::incidents::Which;
use crate::services::{Error, Work, accounts};

/// What one side saw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountInput)]
pub struct AccountBody {
    /// Who tells it.
    by: String,
    /// `client`, `staff` or `subcontractor`.
    side: String,
    text: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountView {
    id: String,
    #[serde(flatten)]
    told: ToldView,
}

/// What somebody told, and what became of it.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountTold)]
pub struct ToldView {
    incident_id: String,
    by: String,
    side: String,
    text: String,
    recorded_by: String,
    recorded_at: String,
    /// Whether another side tells it differently: nothing disputed is stated in a letter.
    disputed: bool,
    /// What in it is told differently.
    disputed_points: Option<String>,
    /// What was told differently until the sides agreed.
    settled_points: Option<String>,
    settled_at: Option<String>,
}

/// One side's accounts, the oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountsOfSide)]
pub struct SideView {
    /// `client`, `staff` or `subcontractor`.
    side: String,
    accounts: Vec<BesideView>,
}

/// An account as it stands beside the others.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountBesideOthers)]
pub struct BesideView {
    /// `null` for what the client said at the report: it is the incident's `client_account`.
    id: Option<String>,
    #[serde(flatten)]
    told: ToldView,
}

impl BesideView {
    fn at_report(given: AtReport, incident_id: &str) -> Self {
        Self {
            id: None,
            told: ToldView {
                incident_id: incident_id.to_owned(),
                by: given.by,
                side: Side::Client.to_string(),
                text: given.text,
                recorded_by: given.recorded_by.to_string(),
                recorded_at: moment(given.recorded_at),
                disputed: false,
                disputed_points: None,
                settled_points: None,
                settled_at: None,
            },
        }
    }
}

impl From<Account> for BesideView {
    fn from(account: Account) -> Self {
        let AccountView { id, told } = account.into();
        Self { id: Some(id), told }
    }
}

/// Points of one account.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountPoints)]
pub struct PointsView {
    account_id: String,
    side: String,
    by: String,
    points: String,
    /// When the sides agreed; `null` while they do not.
    settled_at: Option<String>,
}

/// What the sides say, beside each other.
#[derive(Serialize, ToSchema)]
#[schema(as = ComparedAccounts)]
pub struct ComparedView {
    incident_id: String,
    /// The client, staff and the subcontractor, also where one of them was not heard.
    sides: Vec<SideView>,
    /// What the sides do not agree on.
    disputed: Vec<PointsView>,
    /// What they did not agree on once.
    settled: Vec<PointsView>,
    /// The client's correction of what we played back, until they say yes to a later playback.
    correction: Option<PlaybackView>,
    /// The playback that the client said yes to, until they correct a later one.
    agreed: Option<PlaybackView>,
}

fn points(account: &Account, points: &str) -> PointsView {
    PointsView {
        account_id: account.id.to_string(),
        side: account.side.to_string(),
        by: account.by.clone(),
        points: points.to_owned(),
        settled_at: maybe_moment(account.settled_at),
    }
}

impl From<Compared> for ComparedView {
    fn from(compared: Compared) -> Self {
        let accounts = || compared.sides.iter().flat_map(|(_, accounts)| accounts);
        let disputed = accounts().filter_map(|account| {
            let told = account.disputed_points.as_deref()?;
            Some(points(account, told))
        });
        let settled = accounts().filter_map(|account| {
            let told = account.settled_points.as_deref()?;
            Some(points(account, told))
        });
        let (disputed, settled) = (disputed.collect(), settled.collect());
        let incident_id = compared.incident_id.to_string();
        let at_report = compared
            .at_report
            .map(|given| BesideView::at_report(given, &incident_id));
        let mut of_report: Vec<BesideView> = at_report.into_iter().collect();
        Self {
            incident_id,
            disputed,
            settled,
            correction: compared.correction.map(PlaybackView::from),
            agreed: compared.agreed.map(PlaybackView::from),
            sides: compared
                .sides
                .into_iter()
                .map(|(side, accounts)| {
                    // What was said at the report was said first.
                    let mut shown = match side {
                        Side::Client => std::mem::take(&mut of_report),
                        Side::Staff | Side::Subcontractor => Vec::new(),
                    };
                    shown.extend(accounts.into_iter().map(BesideView::from));
                    SideView {
                        side: side.to_string(),
                        accounts: shown,
                    }
                })
                .collect(),
        }
    }
}

/// What in an account another side tells differently.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisputeInput)]
pub struct DisputeBody {
    points: String,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id.to_string(),
            told: ToldView {
                disputed: account.is_disputed(),
                incident_id: account.incident_id.to_string(),
                by: account.by,
                side: account.side.to_string(),
                text: account.text,
                recorded_by: account.recorded_by.to_string(),
                recorded_at: moment(account.recorded_at),
                disputed_points: account.disputed_points,
                settled_points: account.settled_points,
                settled_at: maybe_moment(account.settled_at),
            },
        }
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/accounts", tag = "Incidents", summary = "Add what one side saw", params(("id" = String, Path, description = "The id or the reference")), request_body = AccountBody, responses((status = 201, body = AccountView)))]
pub async fn add(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: AccountBody = call.body()?;
    let mut check = Check::default();
    let by = check.take("/by", Line::parse(&body.by));
    let side = check.take("/side", body.side.parse());
    let text = check.take("/text", Text::parse(&body.text));
    let new = check.build(|| {
        Some(NewAccount {
            by: by?,
            side: side?,
            text: text?,
        })
    })?;
    call.once(move |work, permit| {
        let account = accounts::add(work, permit, &which, new)?;
        let location = format!("/v1/accounts/{}", account.id);
        Ok(created(location, &AccountView::from(account), None))
    })
    .await
}

/// Refuses to mark an account that has changed since it was seen.
fn expect_seen(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
    seen: Option<&Tags>,
) -> Result<(), Error> {
    let present = accounts::find(work, &permit.also::<ReadCases>()?, id)?;
    let answer = shown(&AccountView::from(present), None);
    let tag = answer.headers.iter().find(|(name, _)| name == "etag");
    match (seen, tag) {
        (Some(seen), Some((_, tag))) if !seen.has(tag.trim_matches('"')) => Err(Error::Stale),
        _ => Ok(()),
    }
}

#[utoipa::path(post, path = "/v1/accounts/{id}/dispute", tag = "Incidents", summary = "Mark an account as disputed", description = "With what in it another side tells differently; again to change that.", params(("id" = String, Path)), request_body = DisputeBody, responses((status = 200, body = AccountView)))]
pub async fn dispute(call: Call<RunIncidents>) -> Reply {
    let id: AccountId = call.id("id")?;
    let seen = call.seen_tags();
    let body: DisputeBody = call.body()?;
    let mut check = Check::default();
    let points = check.take("/points", Text::parse(&body.points));
    let points = check.build(|| points)?;
    call.once(move |work, permit| {
        expect_seen(work, permit, id, seen.as_ref())?;
        let account = accounts::dispute(work, permit, id, points)?;
        Ok(shown(&AccountView::from(account), None))
    })
    .await
}

#[utoipa::path(post, path = "/v1/accounts/{id}/settle", tag = "Incidents", summary = "Say that the sides agree on an account", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = AccountView)))]
pub async fn settle(call: Call<RunIncidents>) -> Reply {
    let id: AccountId = call.id("id")?;
    let seen = call.seen_tags();
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        expect_seen(work, permit, id, seen.as_ref())?;
        let account = accounts::settle(work, permit, id)?;
        Ok(shown(&AccountView::from(account), None))
    })
    .await
}

#[utoipa::path(get, path = "/v1/accounts/{id}", tag = "Incidents", summary = "Read an account", params(("id" = String, Path)), responses((status = 200, body = AccountView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: AccountId = call.id("id")?;
    call.read(move |work, permit| {
        let account = accounts::find(work, permit, id)?;
        Ok(shown(&AccountView::from(account), None))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/accounts", tag = "Incidents", summary = "What each side saw", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<AccountView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| accounts::list(work, permit, &which, page),
            |account| account.id.to_string(),
            AccountView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/accounts/compared", tag = "Incidents", summary = "What the sides say, beside each other", description = "With what is disputed, what was settled, what the client said at the report, and what they said to what we played back.", params(("id" = String, Path, description = "The id or the reference")), responses((status = 200, body = ComparedView)))]
pub async fn compare(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    call.read(move |work, permit| {
        let compared = accounts::compare(work, permit, &which)?;
        Ok(shown(&ComparedView::from(compared), None))
    })
    .await
}
