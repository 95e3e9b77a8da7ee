//! Users: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::UserId;
use crate::domain::user::User;
use crate::store::columns::{from_json, parse, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::users;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = users, treat_none_as_null = true)]
pub(super) struct UserRow {
    id: String,
    name: String,
    email: String,
    email_key: String,
    role: String,
    approval_limits: String,
    finer_limits: String,
    active: bool,
    created_at: NaiveDateTime,
    version: i64,
    phone: Option<String>,
    booking_url: Option<String>,
}

impl From<&User> for UserRow {
    fn from(user: &User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.name.clone(),
            email: user.email.clone(),
            email_key: user.email.to_lowercase(),
            role: user.role.to_string(),
            approval_limits: to_json(&user.approval_limits),
            finer_limits: to_json(&user.finer_limits),
            active: user.active,
            created_at: user.created_at.naive_utc(),
            version: user.version,
            phone: user.phone.clone(),
            booking_url: user.booking_url.clone(),
        }
    }
}

impl TryFrom<UserRow> for User {
    type Error = Error;

    fn try_from(row: UserRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("users.id", &row.id)?,
            name: row.name,
            email: row.email,
            role: parse("users.role", &row.role)?,
            approval_limits: from_json("users.approval_limits", &row.approval_limits)?,
            finer_limits: from_json("users.finer_limits", &row.finer_limits)?,
            active: row.active,
            created_at: utc(row.created_at),
            version: row.version,
            phone: row.phone,
            booking_url: row.booking_url,
        })
    }
}

pub fn insert(db: &mut Db, user: &User) -> Result<(), Error> {
    diesel::insert_into(users::table)
        .values(UserRow::from(user))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: UserId) -> Result<Option<User>, Error> {
    users::table
        .find(id.to_string())
        .select(UserRow::as_select())
        .first(db)
        .optional()?
        .map(User::try_from)
        .transpose()
}

/// The user with this address, whatever the case of its letters.
pub fn find_by_email(db: &mut Db, email: &str) -> Result<Option<User>, Error> {
    users::table
        .filter(users::email_key.eq(email.to_lowercase()))
        .select(UserRow::as_select())
        .first(db)
        .optional()?
        .map(User::try_from)
        .transpose()
}

pub fn list(db: &mut Db, page: &Page) -> Result<Vec<User>, Error> {
    let mut query = users::table.select(UserRow::as_select()).into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(users::id.lt(before));
    }
    let rows: Vec<UserRow> = query.order(users::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter().map(User::try_from).collect()
}

/// Active users in one of `roles`, in the order in which they were made.
pub fn active_in(db: &mut Db, roles: &[&str]) -> Result<Vec<User>, Error> {
    let rows: Vec<UserRow> = users::table
        .filter(users::active.eq(true))
        .select(UserRow::as_select())
        .order(users::id.asc())
        .load(db)?;
    let chosen = rows
        .into_iter()
        .filter(|row| roles.contains(&row.role.as_str()));
    chosen.map(User::try_from).collect()
}

pub fn any(db: &mut Db) -> Result<bool, Error> {
    Ok(users::table
        .select(users::id)
        .first::<String>(db)
        .optional()?
        .is_some())
}

/// Writes the user where nobody else did since it was read; its version is the one that was read.
pub fn update(db: &mut Db, user: &mut User) -> Result<(), Error> {
    let read = user.version;
    user.version += 1;
    let changed = diesel::update(users::table.find(user.id.to_string()))
        .filter(users::version.eq(read))
        .set(UserRow::from(&*user))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
