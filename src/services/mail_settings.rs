//! How mail is written here, written down by the server for processes beside it.
//!
//! A mail server's pipe files mail in a process of its own, with none of the server's settings. What
//! it tells the owner has to come from the same sender, lead to the same place, and go out.

pub use crate::store::mail_settings::MailSettings;

use crate::services::{Result, Work};
use crate::store;

/// Writes down what this process goes by, where that is anything new.
pub fn note(work: &mut Work<'_>) -> Result<()> {
    let setup = work.setup;
    let settings = MailSettings {
        sender_name: setup.sender.name().map(str::to_owned),
        sender_address: setup.sender.address().to_owned(),
        public_url: setup.public_url.clone(),
        goes_out: setup.mail_goes_out,
        inbound_address: setup.inbound_address.clone(),
    };
    if store::mail_settings::find(work.db)?.as_ref() != Some(&settings) {
        store::mail_settings::put(work.db, &settings)?;
    }
    Ok(())
}

/// What the server that was started last goes by.
pub fn noted(work: &mut Work<'_>) -> Result<Option<MailSettings>> {
    Ok(store::mail_settings::find(work.db)?)
}
