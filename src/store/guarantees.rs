//! Guarantees: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::amends::guarantee::Guarantee;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, parse, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::guarantees;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = guarantees)]
struct GuaranteeRow {
    code: String,
    name: String,
    body: String,
    written_by: String,
    written_at: NaiveDateTime,
    version: i64,
}

/// A guarantee, and who wrote it last.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub guarantee: Guarantee,
    pub by: UserId,
    pub at: Timestamp,
    pub version: i64,
}

impl From<&Written> for GuaranteeRow {
    fn from(written: &Written) -> Self {
        Self {
            code: written.guarantee.code.clone(),
            name: written.guarantee.name.clone(),
            body: to_json(written.guarantee.source()),
            written_by: written.by.to_string(),
            written_at: written.at.naive_utc(),
            version: written.version,
        }
    }
}

impl TryFrom<GuaranteeRow> for Written {
    type Error = Error;

    fn try_from(row: GuaranteeRow) -> Result<Self, Error> {
        let body: serde_json::Value = from_json("guarantees.body", &row.body)?;
        Ok(Self {
            guarantee: Guarantee::parse(&body)
                .map_err(|_| Error::Corrupt("guarantees.body".into()))?,
            by: parse("guarantees.written_by", &row.written_by)?,
            at: utc(row.written_at),
            version: row.version,
        })
    }
}

/// Fails with [`Error::Taken`] where there is one with that code.
pub fn insert(db: &mut Db, written: &Written) -> Result<(), Error> {
    diesel::insert_into(guarantees::table)
        .values(GuaranteeRow::from(written))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, code: &str) -> Result<Option<Written>, Error> {
    guarantees::table
        .find(code)
        .select(GuaranteeRow::as_select())
        .first(db)
        .optional()?
        .map(Written::try_from)
        .transpose()
}

/// By code, backwards: a page goes on with what comes before the last one seen.
pub fn list(db: &mut Db, page: &Page) -> Result<Vec<Written>, Error> {
    let mut query = guarantees::table
        .select(GuaranteeRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(guarantees::code.lt(before));
    }
    let rows: Vec<GuaranteeRow> = query
        .order(guarantees::code.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Written::try_from).collect()
}

/// Writes the guarantee where nobody else did since it was read.
pub fn update(db: &mut Db, written: &mut Written) -> Result<(), Error> {
    let read = written.version;
    written.version += 1;
    let changed = diesel::update(guarantees::table.find(written.guarantee.code.clone()))
        .filter(guarantees::version.eq(read))
        .set(GuaranteeRow::from(&*written))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
