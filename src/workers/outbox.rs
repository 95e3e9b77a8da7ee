//! Sends what is in the outbox.
//!
//! A mail is claimed for a time, sent outside of any transaction, and then settled. While it is
//! being sent the claim is renewed; when the process dies the claim runs out, and another takes the
//! mail up again, with the same Message-ID.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::domain::ids::MailId;
use crate::domain::mail::{Attempt, Mail, MailState};
use crate::mail::Transport;
use crate::services::{Error, Services, outbox};
use crate::workers::Stop;

/// Mails that are on their way at the same time, so that a slow one does not hold up the others.
const AT_ONCE: usize = 4;
/// How often the outbox is looked into.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How often claims are renewed, however busy it is: a claim holds for 40 seconds.
const RENEW_EVERY: Duration = Duration::from_secs(10);
/// How long one attempt may take before its mail is given up to whoever takes it next. More than a
/// whole conversation takes, each step of which has its own limit.
const LONGEST: Duration = Duration::from_secs(3_600);
/// How often an outcome that could not be written is tried again.
const SETTLE_TRIES: u32 = 60;

/// Sends until it is time to stop. What is on its way then is seen through by its thread or, where
/// the process ends first, by whoever finds its claim run out.
pub fn run(services: &Services, transport: &Arc<Transport>, stop: &Stop) {
    let (done, settled) = channel();
    let mut on_their_way: Vec<(MailId, Instant)> = Vec::new();
    let mut renewed = Instant::now();
    loop {
        match settled.recv_timeout(LOOK_EVERY) {
            Ok(id) => on_their_way.retain(|(other, _)| *other != id),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if stop.is_set() {
            return;
        }
        services.pulses().beat("outbox", services.now());
        if !on_their_way.is_empty() && renewed.elapsed() >= RENEW_EVERY {
            renewed = Instant::now();
            on_their_way.retain(|(id, since)| {
                let hangs = since.elapsed() >= LONGEST;
                if hangs {
                    tracing::error!(%id, "a mail is neither sent nor refused; it is tried anew");
                }
                !hangs
            });
            let ids: Vec<MailId> = on_their_way.iter().map(|(id, _)| *id).collect();
            if let Err(error) = services.write(move |work| outbox::renew(work, &ids)) {
                tracing::warn!(?error, "claims could not be renewed");
            }
        }
        for mail in claim(services, AT_ONCE - on_their_way.len()) {
            on_their_way.push((mail.id, Instant::now()));
            send_apart(services, transport, stop, &done, mail);
        }
    }
}

/// Sends everything that is due, one after the other.
pub fn pass(services: &Services, transport: &Transport) {
    loop {
        let claimed = claim(services, AT_ONCE);
        if claimed.is_empty() {
            return;
        }
        for mail in claimed {
            let attempt = send(services, transport, &mail);
            if let Err(error) = settle(services, mail, attempt) {
                tracing::warn!(?error, "an outcome could not be written");
            }
        }
    }
}

fn claim(services: &Services, limit: usize) -> Vec<Mail> {
    let limit = i64::try_from(limit).unwrap_or_default();
    // Looking costs no commit, so an empty outbox costs none.
    let claimed = match services.read(outbox::any_due) {
        Ok(false) => return Vec::new(),
        Ok(true) => services.write(move |work| outbox::claim(work, limit)),
        Err(error) => Err(error),
    };
    claimed.unwrap_or_else(|error| {
        tracing::warn!(?error, "the outbox could not be read");
        Vec::new()
    })
}

fn send_apart(
    services: &Services,
    transport: &Arc<Transport>,
    stop: &Stop,
    done: &Sender<MailId>,
    mail: Mail,
) {
    let (services, transport) = (services.clone(), Arc::clone(transport));
    let (stop, done) = (stop.clone(), done.clone());
    let id = mail.id;
    let sending = std::thread::Builder::new()
        .name("mail".into())
        .spawn(move || {
            let attempt = send(&services, &transport, &mail);
            // It has gone out (or not); losing that would send it twice.
            for _ in 0..SETTLE_TRIES {
                match settle(&services, mail.clone(), attempt.clone()) {
                    Ok(()) => break,
                    Err(error) => tracing::warn!(?error, "an outcome could not be written yet"),
                }
                if stop.within(Duration::from_secs(1)) {
                    break;
                }
            }
            // Nobody listens any more when the workers have stopped.
            let _ = done.send(id);
        });
    if let Err(error) = sending {
        tracing::error!(%error, "no thread could be started; the mail is taken up again when its claim runs out");
    }
}

fn send(services: &Services, transport: &Transport, mail: &Mail) -> Attempt {
    if mail.message.is_empty() {
        let why = mail.last_error.clone();
        return Attempt::Permanent(why.unwrap_or_else(|| "this mail was never written".into()));
    }
    let from = services.setup().sender.address();
    unharmed(|| transport.send(from, &mail.to, mail.message.as_bytes()))
}

/// A mail that our own program fails on ends there, and takes no other with it.
fn unharmed(send: impl FnOnce() -> Attempt) -> Attempt {
    catch_unwind(AssertUnwindSafe(send)).unwrap_or_else(|_| {
        Attempt::Permanent("this mail cannot be sent: our program failed on it".into())
    })
}

fn settle(services: &Services, mail: Mail, attempt: Attempt) -> Result<(), Error> {
    match services.write(move |work| outbox::settle_attempt(work, mail, attempt)) {
        Ok(mail) => {
            let error = mail.last_error.as_deref();
            match mail.state {
                MailState::Failed => tracing::error!(id = %mail.id, error, "a mail has failed"),
                MailState::Retrying => {
                    tracing::warn!(id = %mail.id, error, "a mail is tried again later")
                }
                _ => tracing::info!(id = %mail.id, "a mail was sent"),
            }
            Ok(())
        }
        // Its claim had run out, and another has settled it.
        Err(Error::Stale) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_one_mail_and_nothing_else() {
        assert_eq!(unharmed(|| Attempt::Delivered), Attempt::Delivered);
        let failed = unharmed(|| panic!("a header that nobody thought of"));
        assert!(matches!(failed, Attempt::Permanent(why) if why.contains("our program")));
    }
}
