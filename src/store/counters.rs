//! Numbers that people read, given out one after the other.

use diesel::prelude::*;

use crate::store::Error;
use crate::store::database::{Db, each_backend};
use crate::store::schema::counters;

/// The next number of the counter called `name`, from 1. The counter is held until the commit.
pub fn next(db: &mut Db, name: &str) -> Result<i64, Error> {
    let first = (counters::name.eq(name), counters::value.eq(0));
    each_backend!(&mut *db, |connection| diesel::insert_into(counters::table)
        .values(first)
        .on_conflict_do_nothing()
        .execute(connection))?;
    diesel::update(counters::table.find(name))
        .set(counters::value.eq(counters::value + 1))
        .execute(db)?;
    Ok(counters::table
        .find(name)
        .select(counters::value)
        .first(db)?)
}
