//! `amends serve`: the server, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;

use crate::app::{Amends, told_to_stop};
use crate::cli::say;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::apology::check;

/// From being told to stop until the end, whatever still runs by then.
const STOPS_WITHIN: Duration = Duration::from_millis(9_500);

/// What glibc is told of memory: two pools rather than eight for each core, and to give back to the
/// system what is freed. Left to itself it keeps three times as much of what an attack once took.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const FRUGAL: [(&str, &str); 3] = [
    ("MALLOC_ARENA_MAX", "2"),
    ("MALLOC_MMAP_THRESHOLD_", "131072"),
    ("MALLOC_TRIM_THRESHOLD_", "131072"),
];

/// Starts the program anew in the same process, with what can be said to its allocator before it
/// starts alone. Does nothing where that is done already, or the operator has chosen otherwise.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn be_frugal() {
    use std::os::unix::process::CommandExt;

    if FRUGAL
        .iter()
        .any(|(name, _)| std::env::var_os(name).is_some())
    {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let mut said = std::env::args_os();
    let mut command = std::process::Command::new(program);
    if let Some(name) = said.next() {
        command.arg0(name);
    }
    // Comes back only where it could not be done.
    let error = command.args(said).envs(FRUGAL).exec();
    tracing::warn!(%error, "memory is not given back as it could be");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn be_frugal() {}

pub(super) fn run(config: &Config) -> Result<(), String> {
    be_frugal();
    let amends =
        Amends::prepare(config, Arc::new(SystemClock)).map_err(|error| error.to_string())?;
    let address = amends.address();
    if !amends.sends_mail() {
        tracing::warn!("AMENDS_SMTP_URL is not set: mail is kept and shown at /v1/mail, not sent");
    }
    if let Some(dkim) = &config.dkim
        && !dkim.speaks_for(config.sender.domain())
    {
        tracing::warn!(
            sender = config.sender.domain(),
            signed_for = dkim.domain(),
            "AMENDS_DKIM_DOMAIN is not the domain of AMENDS_MAIL_FROM: DMARC will not count the signature"
        );
    }
    let first_token = amends.first_token.clone();
    let public_url = amends.services.setup().public_url.clone();
    // So that whoever comes first does not wait for it, and the writer with them.
    let patterns = std::thread::Builder::new().name("patterns".to_owned());
    if let Err(error) = patterns.spawn(check::prepare) {
        tracing::warn!(%error, "the patterns of the apology check are compiled when they are needed");
    }
    let runtime = actix_web::rt::System::new();
    runtime
        .block_on(async {
            actix_web::rt::spawn(end_in_time());
            let served = amends.serve(|_| {
                say(&format!("listening on http://{address}"));
                match first_token {
                    Some(token) => say(&welcome(&public_url, token.expose_secret())),
                    None => say(&format!("API documentation: {public_url}/docs")),
                }
            });
            served.await
        })
        .map_err(|error| format!("the server stopped: {error}"))
}

/// A database or a mail server that does not answer holds threads that nothing can end but the end
/// of the process. It costs no more than a power cut would: nothing that was acknowledged.
async fn end_in_time() {
    told_to_stop().await;
    std::thread::spawn(|| {
        // Nobody sends: only the time runs out.
        let (_open, end) = std::sync::mpsc::channel::<()>();
        let _ = end.recv_timeout(STOPS_WITHIN);
        tracing::error!("something does not come to an end; stopping without it");
        std::process::exit(1);
    });
}

/// What to do with a database that was empty a moment ago.
fn welcome(public_url: &str, token: &str) -> String {
    let (program, first_admin) = (super::program(), super::first_admin(token));
    format!(
        "
{first_admin}
Report the first incident:

  curl -X POST {public_url}/v1/incidents -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -d '{{\"client\": {{\"name\": \"Example Client\", \"email\": \"client@example.com\"}}, \"summary\": \"We delivered the wrong version\", \"loss\": {{\"amount\": \"500.00\", \"currency\": \"USD\"}}}}'

API documentation: {public_url}/docs
A database with a small agency in it, to look around in: {program} demo --database-url sqlite://demo.db"
    )
}
