//! Guarantees: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::amends::guarantee::Guarantee;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, parse, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::{guarantee_versions, guarantees};
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

/// A text that is or was in force, and from when on.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = guarantee_versions)]
struct VersionRow {
    code: String,
    version: i64,
    body: String,
    written_by: String,
    written_at: NaiveDateTime,
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

impl From<GuaranteeRow> for VersionRow {
    fn from(row: GuaranteeRow) -> Self {
        Self {
            code: row.code,
            version: row.version,
            body: row.body,
            written_by: row.written_by,
            written_at: row.written_at,
        }
    }
}

impl TryFrom<GuaranteeRow> for Written {
    type Error = Error;

    fn try_from(row: GuaranteeRow) -> Result<Self, Error> {
        VersionRow::from(row).try_into()
    }
}

impl TryFrom<VersionRow> for Written {
    type Error = Error;

    fn try_from(row: VersionRow) -> Result<Self, Error> {
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
        .values((
            GuaranteeRow::from(written),
            guarantees::created_at.eq(written.at.naive_utc()),
        ))
        .execute(db)?;
    keep_text(db, written)
}

/// Every text stays as it was.
fn keep_text(db: &mut Db, written: &Written) -> Result<(), Error> {
    diesel::insert_into(guarantee_versions::table)
        .values(VersionRow::from(GuaranteeRow::from(written)))
        .execute(db)?;
    Ok(())
}

/// The text that was in force at `moment`, else the first there was.
pub fn in_force(db: &mut Db, code: &str, moment: Timestamp) -> Result<Option<Written>, Error> {
    let texts = || {
        guarantee_versions::table
            .filter(guarantee_versions::code.eq(code))
            .select(VersionRow::as_select())
    };
    let newest: Option<VersionRow> = texts()
        .filter(guarantee_versions::written_at.le(moment.naive_utc()))
        .order(guarantee_versions::version.desc())
        .first(db)
        .optional()?;
    let row = match newest {
        Some(row) => Some(row),
        None => texts()
            .order(guarantee_versions::version.asc())
            .first(db)
            .optional()?,
    };
    row.map(Written::try_from).transpose()
}

/// Every text of a guarantee, the newest first.
pub fn versions(db: &mut Db, code: &str, page: &Page) -> Result<Vec<Written>, Error> {
    let before = page
        .before
        .as_deref()
        .and_then(|version| version.parse::<i64>().ok());
    let mut query = guarantee_versions::table
        .filter(guarantee_versions::code.eq(code))
        .select(VersionRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(guarantee_versions::version.lt(before));
    }
    let rows: Vec<VersionRow> = query
        .order(guarantee_versions::version.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Written::try_from).collect()
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

/// The newest first, and by code backwards what was written at the same moment: a page goes on
/// after the code of the last one seen.
pub fn list(db: &mut Db, page: &Page) -> Result<Vec<Written>, Error> {
    let mut query = guarantees::table
        .select(GuaranteeRow::as_select())
        .into_boxed();
    if let Some(last) = &page.before {
        let created: Option<Option<NaiveDateTime>> = guarantees::table
            .find(last)
            .select(guarantees::created_at)
            .first(db)
            .optional()?;
        let Some(Some(created)) = created else {
            return Ok(Vec::new());
        };
        let older = guarantees::created_at.lt(created);
        let same = guarantees::created_at
            .eq(created)
            .and(guarantees::code.lt(last));
        query = query.filter(older.or(same));
    }
    let rows: Vec<GuaranteeRow> = query
        .order((guarantees::created_at.desc(), guarantees::code.desc()))
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
        keep_text(db, written)
    }
}
