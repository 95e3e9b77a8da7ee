//! The versions of the policy.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::amends::policy::{Policy, PolicyVersion};
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, parse_maybe, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::policies;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = policies)]
struct PolicyRow {
    version: i64,
    body: String,
    created_by: Option<String>,
    created_at: NaiveDateTime,
}

impl TryFrom<PolicyRow> for PolicyVersion {
    type Error = Error;

    fn try_from(row: PolicyRow) -> Result<Self, Error> {
        let policy: Policy = from_json("policies.body", &row.body)?;
        Ok(Self {
            version: row.version,
            policy,
            created_by: parse_maybe("policies.created_by", row.created_by.as_deref())?,
            created_at: utc(row.created_at),
        })
    }
}

/// Fails with [`Error::Taken`] where somebody else made that version first.
pub fn insert(db: &mut Db, version: &PolicyVersion) -> Result<(), Error> {
    let row = PolicyRow {
        version: version.version,
        body: to_json(&version.policy),
        created_by: version.created_by.map(|id| id.to_string()),
        created_at: version.created_at.naive_utc(),
    };
    diesel::insert_into(policies::table)
        .values(row)
        .execute(db)?;
    Ok(())
}

/// The version in force, if the database has been set up.
pub fn current(db: &mut Db) -> Result<Option<PolicyVersion>, Error> {
    policies::table
        .order(policies::version.desc())
        .select(PolicyRow::as_select())
        .first(db)
        .optional()?
        .map(PolicyVersion::try_from)
        .transpose()
}

/// The newest version that was made by `moment`, else the oldest there is.
pub fn in_force(db: &mut Db, moment: Timestamp) -> Result<Option<PolicyVersion>, Error> {
    let newest: Option<PolicyRow> = policies::table
        .filter(policies::created_at.le(moment.naive_utc()))
        .order(policies::version.desc())
        .select(PolicyRow::as_select())
        .first(db)
        .optional()?;
    let row = match newest {
        Some(row) => Some(row),
        None => policies::table
            .order(policies::version.asc())
            .select(PolicyRow::as_select())
            .first(db)
            .optional()?,
    };
    row.map(PolicyVersion::try_from).transpose()
}

pub fn list(db: &mut Db, page: &Page) -> Result<Vec<PolicyVersion>, Error> {
    let before = page
        .before
        .as_deref()
        .and_then(|version| version.parse::<i64>().ok());
    let mut query = policies::table.select(PolicyRow::as_select()).into_boxed();
    if let Some(before) = before {
        query = query.filter(policies::version.lt(before));
    }
    let rows: Vec<PolicyRow> = query
        .order(policies::version.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(PolicyVersion::try_from).collect()
}
