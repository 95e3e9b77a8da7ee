//! `/v1/incidents/{id}/accounts`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::account::{Account, NewAccount};
use crate::domain::actor::{ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::ids::AccountId;
use crate::domain::text::{Line, Text};
use crate::http::call::{Call, Reply, created, shown};
use crate::http::views::{ListView, moment};
use crate::services::accounts;
use crate::services::incidents::Which;

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
    incident_id: String,
    by: String,
    side: String,
    text: String,
    recorded_by: String,
    recorded_at: String,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id.to_string(),
            incident_id: account.incident_id.to_string(),
            by: account.by,
            side: account.side.to_string(),
            text: account.text,
            recorded_by: account.recorded_by.to_string(),
            recorded_at: moment(account.recorded_at),
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
        let accounts = accounts::list(work, permit, &which, &window.page())?;
        Ok(window.answer(
            accounts,
            |account| account.id.to_string(),
            AccountView::from,
        ))
    })
    .await
}
