//! A mail in the outbox: its states, and when it is tried again.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;

use crate::domain::error::{Refusal, Standing};
use crate::domain::ids::{IncidentId, MailId};
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

words! {
    /// Why a mail is sent.
    MailKind {
        ApologyDraft = "apology_draft",
        Apology = "apology",
        OfferApproval = "offer_approval",
        OfferDecided = "offer_decided",
        Offer = "offer",
        /// What the client asked for instead, and gets.
        Agreement = "agreement",
        OfferAnswered = "offer_answered",
        Feedback = "feedback",
        DeliveryFailed = "delivery_failed",
        Reply = "reply",
        Playback = "playback",
        PlaybackAnswered = "playback_answered",
        HistoryHead = "history_head",
    }
}

words! {
    MailState {
        Waiting = "waiting",
        Sending = "sending",
        Sent = "sent",
        Retrying = "retrying",
        Failed = "failed",
        Stopped = "stopped",
        Kept = "kept",
    }
}

/// How long after each failed attempt the next one comes, in seconds. After the last, the mail
/// has failed.
pub const RETRY_AFTER: [i64; 9] = [5, 30, 120, 600, 3_600, 10_800, 28_800, 86_400, 172_800];

#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    pub id: MailId,
    pub kind: MailKind,
    pub incident_id: Option<IncidentId>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The message as it goes over the wire; empty where it could not be written.
    pub message: String,
    pub message_id: String,
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i64,
    pub next_try_at: Option<Timestamp>,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
}

/// Never shows what it says, or to whom: a link in it opens a client's page.
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// How mail goes out at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing<'a> {
    /// Whether there is a mail server.
    pub goes_out: bool,
    /// The sender's domain.
    pub domain: &'a str,
}

/// How an attempt to send ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    Delivered,
    /// The server may take it later, or it is not known what became of it.
    Temporary(String),
    /// Trying again is of no use.
    Permanent(String),
}

impl Mail {
    /// Takes note of an attempt. `jitter` is a share in thousandths (0 to 999) that spreads the
    /// retries of many mails.
    pub fn after_attempt(&mut self, attempt: Attempt, jitter: u16, now: Timestamp) {
        self.next_try_at = None;
        match attempt {
            Attempt::Delivered => {
                self.state = MailState::Sent;
                self.sent_at = Some(now);
                self.last_error = None;
            }
            Attempt::Permanent(error) => {
                self.state = MailState::Failed;
                self.last_error = Some(error);
            }
            Attempt::Temporary(error) => {
                let failed_before = usize::try_from(self.attempts)
                    .unwrap_or(usize::MAX)
                    .saturating_sub(1);
                self.last_error = Some(error);
                match RETRY_AFTER.get(failed_before) {
                    None => self.state = MailState::Failed,
                    Some(&seconds) => {
                        self.state = MailState::Retrying;
                        self.next_try_at = Some(now + spread(seconds, jitter));
                    }
                }
            }
        }
    }

    /// Whether somebody is to be told that it has failed. News of a failure that fail themselves end
    /// there, or they would go on for ever.
    pub fn failure_is_news(&self) -> bool {
        self.state == MailState::Failed && self.kind != MailKind::DeliveryFailed
    }

    /// Takes note that a server which had taken it could not deliver it; `false` where it was not
    /// out, or is known to have failed.
    pub fn come_back(&mut self, reason: String) -> bool {
        let was_out = matches!(
            self.state,
            MailState::Sent | MailState::Sending | MailState::Retrying
        );
        if was_out {
            self.state = MailState::Failed;
            self.next_try_at = None;
            self.last_error = Some(reason);
        }
        was_out
    }

    /// Has it tried again at once. What was kept for want of a mail server goes out the first time.
    pub fn retry(&mut self, outgoing: Outgoing<'_>, now: Timestamp) -> Result<(), Refusal> {
        if !self.may_be_retried(outgoing) {
            return Err(self.refuse("retry", outgoing));
        }
        self.state = MailState::Waiting;
        self.attempts = 0;
        self.next_try_at = Some(now);
        Ok(())
    }

    /// Ends all attempts.
    pub fn stop(&mut self, outgoing: Outgoing<'_>) -> Result<(), Refusal> {
        if !matches!(self.state, MailState::Waiting | MailState::Retrying) {
            return Err(self.refuse("stop", outgoing));
        }
        self.state = MailState::Stopped;
        self.next_try_at = None;
        Ok(())
    }

    pub fn standing(&self, outgoing: Outgoing<'_>) -> Standing {
        let mut allowed_actions = Vec::new();
        if self.may_be_retried(outgoing) {
            allowed_actions.push("retry");
        }
        if matches!(self.state, MailState::Waiting | MailState::Retrying) {
            allowed_actions.push("stop");
        }
        Standing {
            state: self.state.as_str(),
            allowed_actions,
        }
    }

    fn may_be_retried(&self, outgoing: Outgoing<'_>) -> bool {
        match self.state {
            MailState::Failed | MailState::Stopped | MailState::Retrying => true,
            MailState::Kept => outgoing.goes_out && self.is_from(outgoing.domain),
            MailState::Waiting | MailState::Sending | MailState::Sent => false,
        }
    }

    /// Whether it was written for a sender of this domain, which its Message-ID has.
    fn is_from(&self, domain: &str) -> bool {
        let id = self.message_id.trim_end_matches('>');
        id.rsplit_once('@').is_some_and(|(_, own)| own == domain)
    }

    fn refuse(&self, action: &'static str, outgoing: Outgoing<'_>) -> Refusal {
        let detail = match (action, self.state) {
            ("retry", MailState::Kept) if !outgoing.goes_out => {
                "this mail is kept because there is no mail server; set AMENDS_SMTP_URL, start \
                 again, and retry it"
                    .to_owned()
            }
            ("retry", MailState::Kept) => format!(
                "this mail was written for another sender than AMENDS_MAIL_FROM names now, and \
                 receivers would not believe {}; have it written anew",
                self.message_id
                    .rsplit('@')
                    .next()
                    .unwrap_or_default()
                    .trim_end_matches('>')
            ),
            _ => format!(
                "mail that is {} cannot take the action {action}",
                self.state
            ),
        };
        Refusal::WrongState {
            action,
            standing: self.standing(outgoing),
            detail,
        }
    }
}

/// Up to a fifth more than `seconds`, so that mail which failed together is not retried together.
fn spread(seconds: i64, jitter: u16) -> TimeDelta {
    let milliseconds = seconds * 1_000;
    TimeDelta::milliseconds(milliseconds + milliseconds * i64::from(jitter % 1_000) / 5_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUT: Outgoing<'_> = Outgoing {
        goes_out: true,
        domain: "example.com",
    };

    fn mail() -> Mail {
        Mail {
            id: uuid::Uuid::nil().into(),
            kind: MailKind::Apology,
            incident_id: None,
            to: "ada@example.com".into(),
            subject: "s".into(),
            text: "t".into(),
            html: "h".into(),
            message: "m".into(),
            message_id: "<1@example.com>".into(),
            state: MailState::Sending,
            attempts: 1,
            next_try_at: None,
            last_error: None,
            created_at: Timestamp::UNIX_EPOCH,
            sent_at: None,
        }
    }

    #[test]
    fn retries_follow_the_schedule_and_then_it_has_failed() {
        let now = Timestamp::UNIX_EPOCH;
        for (index, seconds) in RETRY_AFTER.into_iter().enumerate() {
            for jitter in [0, 500, 999] {
                let mut mail = mail();
                mail.attempts = i64::try_from(index).unwrap() + 1;
                mail.after_attempt(Attempt::Temporary("451".into()), jitter, now);
                assert_eq!(mail.state, MailState::Retrying);
                let wait = (mail.next_try_at.unwrap() - now).num_milliseconds();
                assert!(
                    (seconds * 1_000..=seconds * 1_200).contains(&wait),
                    "{wait}"
                );
            }
        }
        let mut last = mail();
        last.attempts = 10;
        last.after_attempt(Attempt::Temporary("451".into()), 0, now);
        assert_eq!((last.state, last.next_try_at), (MailState::Failed, None));
    }

    #[test]
    fn a_permanent_refusal_is_final_at_once() {
        let mut mail = mail();
        mail.after_attempt(
            Attempt::Permanent("550 no such user".into()),
            0,
            Timestamp::UNIX_EPOCH,
        );
        assert_eq!(mail.state, MailState::Failed);
        assert_eq!(mail.last_error.as_deref(), Some("550 no such user"));
    }

    #[test]
    fn news_of_a_failure_lead_to_no_more_news() {
        for (kind, state, is_news) in [
            (MailKind::Offer, MailState::Failed, true),
            (MailKind::ApologyDraft, MailState::Failed, true),
            (MailKind::DeliveryFailed, MailState::Failed, false),
            (MailKind::Offer, MailState::Retrying, false),
            (MailKind::Offer, MailState::Stopped, false),
        ] {
            let mail = Mail {
                kind,
                state,
                ..mail()
            };
            assert_eq!(mail.failure_is_news(), is_news, "{kind} {state}");
        }
    }

    #[test]
    fn only_what_was_out_comes_back() {
        for (state, comes_back) in [
            (MailState::Sent, true),
            (MailState::Sending, true),
            (MailState::Retrying, true),
            (MailState::Waiting, false),
            (MailState::Kept, false),
            (MailState::Stopped, false),
            (MailState::Failed, false),
        ] {
            let mut mail = mail();
            mail.state = state;
            mail.next_try_at = Some(Timestamp::UNIX_EPOCH);
            assert_eq!(
                mail.come_back("550 no such user".into()),
                comes_back,
                "{state}"
            );
            assert_eq!(mail.next_try_at.is_none(), comes_back);
            assert!(comes_back == (mail.last_error.is_some()));
        }
    }

    #[test]
    fn what_was_sent_is_neither_retried_nor_stopped() {
        for state in [MailState::Sent, MailState::Sending] {
            let mut mail = mail();
            mail.state = state;
            assert!(mail.retry(OUT, Timestamp::UNIX_EPOCH).is_err());
            assert!(mail.stop(OUT).is_err());
        }
    }

    #[test]
    fn what_was_kept_goes_out_once_there_is_a_mail_server() {
        let nowhere = Outgoing {
            goes_out: false,
            ..OUT
        };
        let other = Outgoing {
            domain: "other.example",
            ..OUT
        };
        for (outgoing, told) in [
            (nowhere, Some("AMENDS_SMTP_URL")),
            (other, Some("AMENDS_MAIL_FROM")),
            (OUT, None),
        ] {
            let mut mail = mail();
            mail.state = MailState::Kept;
            let allowed = mail.standing(outgoing).allowed_actions;
            assert_eq!(allowed.contains(&"retry"), told.is_none());
            assert!(mail.stop(outgoing).is_err());
            match (mail.retry(outgoing, Timestamp::UNIX_EPOCH), told) {
                (Ok(()), None) => {
                    assert_eq!(mail.state, MailState::Waiting);
                    assert_eq!(mail.next_try_at, Some(Timestamp::UNIX_EPOCH));
                }
                (Err(Refusal::WrongState { detail, .. }), Some(told)) => {
                    assert!(detail.contains(told), "{detail}");
                    assert_eq!(mail.state, MailState::Kept);
                }
                (done, _) => panic!("{done:?}"),
            }
        }
    }
}
