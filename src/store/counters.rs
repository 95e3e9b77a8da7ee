//! Numbers that only go up: those that people read, given out one after the other, and the last day
//! on which something was done.

use diesel::prelude::*;

use crate::store::Error;
use crate::store::database::{Db, each_backend};
use crate::store::schema::counters;

/// Where the counter called `name` stands.
pub fn last(db: &mut Db, name: &str) -> Result<Option<i64>, Error> {
    Ok(counters::table
        .find(name)
        .select(counters::value)
        .first(db)
        .optional()?)
}

/// Brings the counter called `name` up to `value`; `false` where it was there already. Of several
/// that try at once, one gets `true`.
pub fn raise(db: &mut Db, name: &str, value: i64) -> Result<bool, Error> {
    begin(db, name)?;
    let raised = diesel::update(counters::table.find(name))
        .filter(counters::value.lt(value))
        .set(counters::value.eq(value))
        .execute(db)?;
    Ok(raised > 0)
}

/// The next number of the counter called `name`, from 1. The counter is held until the commit.
pub fn next(db: &mut Db, name: &str) -> Result<i64, Error> {
    begin(db, name)?;
    diesel::update(counters::table.find(name))
        .set(counters::value.eq(counters::value + 1))
        .execute(db)?;
    Ok(counters::table
        .find(name)
        .select(counters::value)
        .first(db)?)
}

fn begin(db: &mut Db, name: &str) -> Result<(), Error> {
    let first = (counters::name.eq(name), counters::value.eq(0));
    each_backend!(&mut *db, |connection| diesel::insert_into(counters::table)
        .values(first)
        .on_conflict_do_nothing()
        .execute(connection))?;
    Ok(())
}
