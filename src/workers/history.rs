//! Tells the head of the history every day, to whoever keeps it outside.

use crate::domain::text::Email;
use crate::services::{Services, history};

pub fn pass(services: &Services, to: &Email) {
    match history::mail_head(services, to) {
        Ok(true) => tracing::info!("the head of the history was mailed"),
        Ok(false) => {}
        Err(error) => tracing::warn!(?error, "the head of the history could not be mailed"),
    }
}
