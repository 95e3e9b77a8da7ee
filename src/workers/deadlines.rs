//! Offers whose time is over expire.

use crate::services::{Services, offers};

/// Ends what should have ended by now. One that fails keeps no other from ending.
pub fn pass(services: &Services) {
    let ended = match services.read(offers::past_their_time) {
        Ok(ended) => ended,
        Err(error) => {
            tracing::warn!(?error, "offers could not be looked through");
            return;
        }
    };
    for (offer, incident) in ended {
        match services.write(move |work| offers::expire(work, offer, incident)) {
            Ok(true) => tracing::info!(%offer, "an offer expired"),
            Ok(false) => {}
            Err(error) => tracing::warn!(?error, %offer, "an offer could not be ended"),
        }
    }
}
