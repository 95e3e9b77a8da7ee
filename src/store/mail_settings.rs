//! How the server that was started last writes and sends its mail.

use diesel::prelude::*;

use crate::store::Error;
use crate::store::database::{Db, each_backend};
use crate::store::schema::mail_settings;

/// There is one row.
const ID: i64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_settings, treat_none_as_null = true)]
pub struct MailSettings {
    pub sender_name: Option<String>,
    pub sender_address: String,
    pub public_url: String,
    pub goes_out: bool,
    pub inbound_address: Option<String>,
}

pub fn put(db: &mut Db, settings: &MailSettings) -> Result<(), Error> {
    let row = (mail_settings::id.eq(ID), settings);
    each_backend!(&mut *db, |connection| diesel::insert_into(
        mail_settings::table
    )
    .values(row)
    .on_conflict_do_nothing()
    .execute(connection))?;
    diesel::update(mail_settings::table.find(ID))
        .set(settings)
        .execute(db)?;
    Ok(())
}

/// `None` where no server was started yet.
pub fn find(db: &mut Db) -> Result<Option<MailSettings>, Error> {
    Ok(mail_settings::table
        .find(ID)
        .select(MailSettings::as_select())
        .first(db)
        .optional()?)
}
