//! Bearer tokens: rows and queries. Only their hashes are here.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::{TokenId, UserId};
use crate::domain::time::Timestamp;
use crate::domain::user::{Token, User};
use crate::store::columns::{parse, parse_maybe, utc};
use crate::store::database::Db;
use crate::store::schema::{tokens, users};
use crate::store::users::UserRow;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = tokens)]
struct TokenRow {
    id: String,
    user_id: String,
    label: String,
    hash: String,
    created_at: NaiveDateTime,
    expires_at: Option<NaiveDateTime>,
    revoked_at: Option<NaiveDateTime>,
    made_with: Option<String>,
}

impl TryFrom<TokenRow> for Token {
    type Error = Error;

    fn try_from(row: TokenRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("tokens.id", &row.id)?,
            user_id: parse("tokens.user_id", &row.user_id)?,
            label: row.label,
            hash: row.hash,
            created_at: utc(row.created_at),
            expires_at: row.expires_at.map(utc),
            revoked_at: row.revoked_at.map(utc),
            made_with: parse_maybe("tokens.made_with", row.made_with.as_deref())?,
        })
    }
}

pub fn insert(db: &mut Db, token: &Token) -> Result<(), Error> {
    let row = TokenRow {
        id: token.id.to_string(),
        user_id: token.user_id.to_string(),
        label: token.label.clone(),
        hash: token.hash.clone(),
        created_at: token.created_at.naive_utc(),
        expires_at: token.expires_at.map(|at| at.naive_utc()),
        revoked_at: token.revoked_at.map(|at| at.naive_utc()),
        made_with: token.made_with.map(|id| id.to_string()),
    };
    diesel::insert_into(tokens::table).values(row).execute(db)?;
    Ok(())
}

/// The token with this hash, and whose it is.
pub fn find_by_hash(db: &mut Db, hash: &str) -> Result<Option<(Token, User)>, Error> {
    let found: Option<(TokenRow, UserRow)> = tokens::table
        .inner_join(users::table.on(users::id.eq(tokens::user_id)))
        .filter(tokens::hash.eq(hash))
        .select((TokenRow::as_select(), UserRow::as_select()))
        .first(db)
        .optional()?;
    found
        .map(|(token, user)| Ok((token.try_into()?, user.try_into()?)))
        .transpose()
}

pub fn find(db: &mut Db, id: TokenId) -> Result<Option<Token>, Error> {
    tokens::table
        .find(id.to_string())
        .select(TokenRow::as_select())
        .first(db)
        .optional()?
        .map(Token::try_from)
        .transpose()
}

pub fn list(db: &mut Db, user: UserId, page: &Page) -> Result<Vec<Token>, Error> {
    let mut query = tokens::table
        .filter(tokens::user_id.eq(user.to_string()))
        .select(TokenRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(tokens::id.lt(before));
    }
    let rows: Vec<TokenRow> = query.order(tokens::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter().map(Token::try_from).collect()
}

/// The tokens that were made with this one, the oldest first.
pub fn made_with(db: &mut Db, id: TokenId) -> Result<Vec<Token>, Error> {
    let rows: Vec<TokenRow> = tokens::table
        .filter(tokens::made_with.eq(id.to_string()))
        .select(TokenRow::as_select())
        .order(tokens::id.asc())
        .load(db)?;
    rows.into_iter().map(Token::try_from).collect()
}

/// Whether it was usable until now.
pub fn revoke(db: &mut Db, id: TokenId, now: Timestamp) -> Result<bool, Error> {
    let changed = diesel::update(tokens::table.find(id.to_string()))
        .filter(tokens::revoked_at.is_null())
        .set(tokens::revoked_at.eq(Some(now.naive_utc())))
        .execute(db)?;
    Ok(changed > 0)
}
