//! `amends demo`: fills an empty database with a small agency, and says where to look.

mod agency;
mod told;

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::ExposeSecret;

use crate::app;
use crate::cli::say;
use crate::clock::{Clock, ManualClock, SystemClock};
use crate::config::Config;
use crate::services::users;

/// How long ago the agency began to keep its incidents.
const BEGAN: TimeDelta = TimeDelta::days(60);

pub(super) fn run(config: &Config) -> Result<(), String> {
    let now = SystemClock.now();
    let clock = Arc::new(ManualClock::at(now - BEGAN));
    let public_url = config
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{}", config.listen));
    // The clients of a demo are nobody's: whatever the settings say, no mail goes out.
    let config = Config {
        transport: None,
        ..config.clone()
    };
    let services =
        app::open(&config, clock.clone(), public_url.clone()).map_err(|error| error.to_string())?;
    let failed = |error| format!("the demo could not be written: {error:?}");
    if !services.is_untouched().map_err(failed)? {
        return Err(format!(
            "{:?} is not empty; name a new database, like --database-url sqlite://demo.db",
            config.database
        ));
    }
    let given = config.bootstrap_token.clone();
    let admin_token = services
        .write(|work| users::bootstrap(work, given))
        .map_err(failed)?;
    let told = agency::tell(&services, &clock, now).map_err(failed)?;
    let token = |secret: &secrecy::SecretString| secret.expose_secret().to_owned();
    let admin = admin_token.as_ref().map_or_else(
        || "(made earlier; its token was printed then)".to_owned(),
        token,
    );
    say(&format!(
        "The demo is written: a small agency, its clients, and {incidents} incidents in every state.

Tokens, shown this once:
  agent     {agent}
  approver  {approver}
  auditor   {auditor}
  admin     {admin}

Start it:
  {program} --database-url {database:?}

Then look around:
  the agent's day     curl -H 'Authorization: Bearer {agent}' '{public_url}/v1/incidents?overdue=true'
  to be approved      curl -H 'Authorization: Bearer {approver}' '{public_url}/v1/offers?state=pending_approval'
  the mail            curl -H 'Authorization: Bearer {agent}' '{public_url}/v1/mail'
  a client's page     {open}
  one in German       {german}
  how did it go?      {feedback}
  the API             {public_url}/docs",
        incidents = told.incidents,
        program = super::program(),
        agent = token(&told.agent),
        approver = token(&told.approver),
        auditor = token(&told.auditor),
        database = config.database,
        open = token(&told.open_page),
        german = token(&told.german_page),
        feedback = token(&told.feedback_page),
    ));
    Ok(())
}
