//! Approval limits, as users and the policy carry them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::amends::authority::Limit;
use crate::domain::error::{Check, Invalid};
use crate::http::call::maybe;
use crate::http::views::MoneyBody;

/// The most that may be approved of something.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Limit)]
pub struct LimitBody {
    pub amount: MoneyBody,
    /// What is added up: `offer` (this one alone), `incident` (all that bind us on it) or
    /// `client_year` (all that were approved for the client in this calendar year, UTC).
    pub per: String,
    /// The kind of item that it bounds; left out: items of all kinds together.
    #[serde(default)]
    pub kind: Option<String>,
}

impl LimitBody {
    pub fn parse(&self) -> Result<Limit, Invalid> {
        let mut check = Check::default();
        let amount = check.nested("/amount", self.amount.parse());
        let per = check.take("/per", self.per.parse());
        let kind = maybe(&mut check, "/kind", self.kind.as_ref(), str::parse);
        check.build(|| {
            Some(Limit {
                amount: amount?,
                per: per?,
                kind,
            })
        })
    }
}

impl From<&Limit> for LimitBody {
    fn from(limit: &Limit) -> Self {
        Self {
            amount: limit.amount.into(),
            per: limit.per.to_string(),
            kind: limit.kind.map(|kind| kind.to_string()),
        }
    }
}
