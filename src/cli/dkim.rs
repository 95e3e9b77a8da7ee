//! `amends dkim record`: what to publish in DNS, so that receivers can check our signatures.

use crate::cli::say;
use crate::config::Config;

/// Prints a line of a zone file for each key.
pub(super) fn record(config: &Config) -> Result<(), String> {
    let dkim = config.dkim.as_ref().ok_or(
        "AMENDS_DKIM_KEY_FILE: no key is set; set it together with AMENDS_DKIM_DOMAIN and \
         AMENDS_DKIM_SELECTOR",
    )?;
    for line in dkim.zone_lines() {
        say(&line);
    }
    Ok(())
}
