//! Reports that a mail did not arrive, or not yet.
//!
//! Reads delivery reports (RFC 3464) first, then the field that Exim sets, then what servers write
//! in words. Of the words only those above the returned message count, and only a server's: people
//! write of what was not delivered too, and their words must not be taken for a report.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::inbound::address::{message_ids_in_text, same};
use crate::domain::inbound::understood::Known;
use crate::domain::inbound::{Fields, Incoming, field};

/// How many recipients of one report are kept.
const RECIPIENTS_MAX: usize = 50;
/// How many lines of a report in words are read; what matters stands at the top.
const LINES_MAX: usize = 200;
/// How many characters of them.
const NOTICE_MAX: usize = 20_000;
/// Longest reason that is kept, in characters.
const REASON_MAX: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// Whether it will never arrive; otherwise somebody keeps trying.
    pub permanent: bool,
    /// Whom it did not reach, as far as that is said.
    pub recipients: Vec<String>,
    /// The server's reason, in its words.
    pub reason: Option<String>,
}

/// What the message reports, if it is such a report.
pub fn read(incoming: &Incoming, known: Known) -> Option<Bounce> {
    from_report(&incoming.report)
        .or_else(|| from_field(incoming))
        .or_else(|| from_words(incoming, known))
}

/// RFC 3464: a block of fields for each recipient, with `Action` and `Status`.
fn from_report(blocks: &[Fields]) -> Option<Bounce> {
    let mut failed = Vec::new();
    let mut delayed = Vec::new();
    for block in blocks {
        let recipient = [
            "original-recipient",
            "final-recipient",
            "x-actual-recipient",
        ]
        .iter()
        .filter_map(|name| field(block, name))
        .find_map(typed_address);
        let Some(recipient) = recipient else { continue };
        let action = field(block, "action").unwrap_or_default().to_lowercase();
        let action = action.split([';', ' ', '(']).next().unwrap_or_default();
        let status = field(block, "status").unwrap_or_default();
        let reason = [field(block, "status"), field(block, "diagnostic-code")];
        let reason = reason.into_iter().flatten().collect::<Vec<_>>().join(" ");
        match action {
            "failed" => failed.push((recipient, reason)),
            "delayed" => delayed.push((recipient, reason)),
            "delivered" | "relayed" | "expanded" => {}
            _ if status.starts_with('5') => failed.push((recipient, reason)),
            _ if status.starts_with('4') => delayed.push((recipient, reason)),
            _ => {}
        }
    }
    let permanent = !failed.is_empty();
    let told = if permanent { failed } else { delayed };
    let (_, reason) = told.first()?;
    Some(Bounce {
        permanent,
        reason: short(reason),
        recipients: distinct(told.into_iter().map(|(recipient, _)| recipient)),
    })
}

/// Exim says in the header whom it could not reach.
fn from_field(incoming: &Incoming) -> Option<Bounce> {
    let recipients = addresses(incoming.header("x-failed-recipients")?);
    let words = notice(&incoming.text);
    (!recipients.is_empty()).then(|| Bounce {
        permanent: !STILL_TRYING.is_match(&words),
        reason: reason(&words),
        recipients,
    })
}

/// A server's report in words.
fn from_words(incoming: &Incoming, known: Known) -> Option<Bounce> {
    if known.from_a_person {
        return None;
    }
    let notice = notice(&incoming.text);
    let sent_back = SERVER.is_match(incoming.from.address.as_deref().unwrap_or_default())
        && !incoming.returned.is_empty();
    let failing = FAILURE.is_match(&notice) || FAILURE.is_match(&incoming.subject) || sent_back;
    let waiting = STILL_TRYING.is_match(&notice) || STILL_TRYING.is_match(&incoming.subject);
    if !(is_from_a_server(incoming, known, &notice) && (failing || waiting)) {
        return None;
    }
    // Neither we nor the server that writes are whom it did not reach.
    let counts = |address: &String| {
        !SERVER.is_match(address)
            && !incoming.to.iter().any(|to| same(to, address))
            && incoming
                .from
                .address
                .as_deref()
                .is_none_or(|from| !same(from, address))
    };
    let listed = LISTED
        .captures_iter(&notice)
        .map(|found| found[1].to_owned());
    let mut recipients = distinct(listed.filter(counts));
    if recipients.is_empty() {
        let told = FOLLOWING
            .find(&notice)
            .map_or(&*notice, |found| &notice[found.start()..]);
        let unlabelled: Vec<&str> = told.lines().filter(|line| !OTHERS.is_match(line)).collect();
        recipients = distinct(addresses(&unlabelled.join("\n")).into_iter().filter(counts));
    }
    if recipients.is_empty() {
        let returned = incoming
            .returned
            .iter()
            .filter_map(|fields| field(fields, "to"));
        recipients = distinct(returned.flat_map(addresses).filter(counts));
    }
    Some(Bounce {
        permanent: !waiting,
        reason: reason(&notice),
        recipients,
    })
}

fn is_from_a_server(incoming: &Incoming, known: Known, notice: &str) -> bool {
    let address = incoming.from.address.as_deref().unwrap_or_default();
    let name = incoming.from.name.as_deref().unwrap_or_default();
    let path = incoming.header("return-path");
    let path = path.map(|path| path.trim_matches(['<', '>', ' ']));
    if SERVER.is_match(address) || path.is_some_and(|path| SERVER.is_match(path)) {
        return true;
    }
    // People answer mail, and so do vacation notices, which have an empty return path as well.
    let is_answer = !incoming.references.is_empty();
    let has_title = SUBJECT.is_match(&incoming.subject);
    // About nothing of ours, so that nobody's words are lost.
    let speaks_of_mail =
        !known.answers_us && !known.names_incident && SPEAKS_OF_MAIL.is_match(notice);
    let returns = !incoming.returned.is_empty() || !message_ids_in_text(&incoming.text).is_empty();
    match (path, is_answer) {
        (Some(""), false) => true,
        (Some(""), true) => has_title,
        (_, false) => SERVER_NAME.is_match(name) || (has_title && (returns || speaks_of_mail)),
        (_, true) => SERVER_NAME.is_match(name) && has_title && returns,
    }
}

/// What stands above the returned message.
fn notice(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .take(LINES_MAX)
        .take_while(|line| !RETURNED.is_match(line))
        .collect();
    lines.join("\n").chars().take(NOTICE_MAX).collect()
}

/// The line with the server's answer, else the status code.
fn reason(notice: &str) -> Option<String> {
    ANSWER
        .find(notice)
        .or_else(|| WHY.find(notice))
        .and_then(|found| short(found.as_str()))
}

fn short(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| line.chars().take(REASON_MAX).collect())
}

/// `rfc822; ada@example.com`; the type may be missing, and so may the domain.
fn typed_address(value: &str) -> Option<String> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    ADDRESS.find(address).map(|found| found.as_str().to_owned())
}

fn addresses(text: &str) -> Vec<String> {
    distinct(
        ADDRESS
            .find_iter(text)
            .map(|found| found.as_str().to_owned()),
    )
}

fn distinct(all: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for address in all {
        if kept.len() < RECIPIENTS_MAX && !kept.iter().any(|known| same(known, &address)) {
            kept.push(address);
        }
    }
    kept
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {$(
        $(#[$doc])*
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($text).expect("a constant pattern"));
    )*};
}

patterns! {
    ADDRESS = r"[A-Za-z0-9_][A-Za-z0-9!#$%&'*+/?^_`{|}~.-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?)+";

    /// The addresses that mail servers write from.
    SERVER = r"(?i)^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?delivery[-_.]?\w*|mdaemon|bounces?|mailadmin|majordomo)(?:[+\\=][^@]*)?@|^(?:mailer-daemon|postmaster)$";

    SERVER_NAME = r"(?i)mail(?:er)?[\s-]*(?:delivery|daemon|administrator|system)|delivery\s+(?:sub)?system|postmaster|system\s+administrator|mail\s+server";

    SUBJECT = r"(?xi) undeliver(?:able|ed) | non[-\s]?delivery | (?:mail|message|delivery|e-?mail)\s+(?:delivery\s+)?(?:fail|problem|error|warning|delayed|not\s+delivered|status\s+notification)
        | failure\s+(?:notice|delivery) | returned\s+(?:mail|to\s+sender) | returning\s+message | failed\s+mail | automatically\s+rejected
        | unzustellbar | nicht\s+zustellbar | zustellung\s*(?:sfehler|\s+fehlgeschlagen)? | non\s+remis | (?:é|e)chec\s+de\s+(?:la\s+)?remise | no\s+se\s+(?:ha\s+)?(?:pudo|podido)\s+entregar | no\s+se\s+puede\s+entregar | mensaje\s+no\s+entregado";

    /// What is said of mail that did not arrive.
    FAILURE = r"(?xi)
        undeliver(?:able|ed) | non[-\s]delivery | (?:fatal|permanent)\s+(?:delivery\s+)?(?:error|fail) | (?:(?:could|can|was|were|has|have|is)\s*not|cannot|couldn['’]t|can['’]t|wasn['’]t|not\s+be(?:en)?)\s+(?:be\s+|been\s+|able\s+to\s+)?(?:deliver|reach|accept)
        | unable\s+to\s+(?:be\s+)?deliver | (?:message|mail)\s+not\s+(?:be\s+)?deliver | did\s+not\s+(?:reach|receive) | not\s+accepting\s+mail | deliver\w*\s+(?:has\s+)?fail | fail\w*\s+(?:to\s+)?deliver
        | del[ei]very\s+to\s+the\s+following\s+recipients?\s+(?:failed|was\s+aborted) | address(?:es)?(?:\(es\))?\s+failed | failed\s+address | returned\s+(?:mail|because)|encountered\s+(?:an\s+error|delivery\s+problems)
        | no\s+such\s+user | user\s+(?:not\s+known|unknown) | unknown\s+user | invalid\s+final\s+delivery | mailbox\s+(?:is\s+)?(?:full|unavailable) | delivery\s+errors | error-(?:for|code): | was\s+(?:automatically\s+)?rejected
        | address\s+is\s+wrong\s+or\s+no\s+longer | did\s+not\s+exactly\s+match | permanent\s+error
        | nicht\s+zugestellt | unzustellbar | nicht\s+zustellbar | n['’]a\s+pas\s+pu\s+(?:ê|e)tre\s+(?:dé|d.?|de)livr|n['’]a\s+pas\s+pu\s+(?:ê|e)tre\s+remis | no\s+(?:se\s+)?pudo\s+(?:ser\s+)?entrega
        | (?:\b|\#)5\.[0-9]{1,3}\.[0-9]{1,3}\b | \b55[0-9][\s-]";

    /// That it is mail which did not arrive, and not a parcel.
    SPEAKS_OF_MAIL = r"(?xi)\b(?:your|the|this)\s+(?:e-?mail|mail|message)\b | following\s+(?:recipient|address) | \bihre\s+(?:nachricht|e-?mail)\b | \bvotre\s+(?:message|courriel)\b | \bsu\s+(?:mensaje|correo)\b";

    /// What is said of mail that may still arrive.
    STILL_TRYING = r"(?xi)
        not\s+yet\s+(?:been\s+)?deliver | (?:been|was|is|message|delivery)\s+delayed | will\s+(?:continue|keep)\s+(?:on\s+)?(?:to\s+)?(?:try|attempt|retry) | will\s+be\s+(?:retried|attempted)
        | attempts\s+will\s+continue | warning\s+(?:message\s+)?only | just\s+a\s+warning | been\s+postponed | still\s+trying | delivery\s+attempts\s+will
        | noch\s+nicht\s+zugestellt | verz(?:ö|oe)gert | retard(?:é|e)e?\b | se\s+ha\s+retrasado";

    /// An address that stands first in its line, or behind nothing but a label.
    LISTED = r"(?im)^(?:[ \t>*•\-|]*|[ \t]*(?:failed |final |original |intended )?(?:recipient|error-for|unknown user|invalid final delivery userid|delivery failed [0-9]+ attempts)[ \t]*:[ \t]*)(?:rfc822;[ \t]*|\[?smtp:)?[<\[\x22'(]*([a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)+)";

    /// What introduces those whom it did not reach.
    FOLLOWING = r"(?i)following\s+(?:e-?mail\s+)?(?:recipient|address|user)[^\n]*";

    /// Lines whose addresses are not those of recipients.
    OTHERS = r"(?i)^[\s>]*(?:from|sender|reply-to|subject|cc|bcc)\s*:|https?://|\bcontact\b|message-id|\be\.g\.";

    /// Where the returned message begins.
    RETURNED = r"(?xi)
        ^[\s>*|=_-]*(?:(?:this\s+is\s+a|included\s+is\s+a|below\s+this\s+line\s+is\s+a|here\s+is\s+a)\s+copy\s+of\s+(?:the|your)\s+message | (?:the\s+)?(?:header|headers)\s+of\s+the\s+original | (?:your\s+|the\s+)?(?:original|old|returned|unsent|undelivered)\s+(?:mail|message)(?:\s+(?:follows|below|as\s+received|headers?|details|text|attached)|\s*[:.-]|\s*$)
            | message\s+(?:headers?|text)\s+follows? | returned\s+mail\s+follows | forwarded\s+message | mensaje\s+original | urspr(?:ü|ue)ngliche\s+nachricht | message\s+d['’]origine | ---+\s*below\s+this\s+line )
        | copy\s+of\s+the\s+original\s+message | message\s+reads\s+\(in\s+part\) | ^\s*the\s+(?:first\s+[0-9]+\s+lines|header\s+and\s+top) | --\s*the\s+header\s+and\s+top | lines\s+of\s+your\s+original\s+message
        | ^>?(?:received|return-path)\s*:\s | summary\s+of\s+the\s+undelivered | attachment\s+is\s+a\s+copy | copy\s+of\s+the\s+message";

    /// A server's answer: a code, and what it says.
    ANSWER = r"(?m)(?:\b|#)[45][0-9]{2}[ \-][^\n]{3,}|(?:\b|#)[45]\.[0-9]{1,3}\.[0-9]{1,3}[^\n]*";

    WHY = r"(?im)^[^\n]*(?:quota|mailbox|unknown|no such|not exist|not known|does not have|disabled|not listed|rejected|n'existe|refus|full)[^\n]*$";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inbound::Mailbox;

    fn read(incoming: &Incoming) -> Option<Bounce> {
        super::read(incoming, Known::default())
    }

    fn block(fields: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        fields.iter().map(owned).collect()
    }

    fn from_server(subject: &str, text: &str) -> Incoming {
        Incoming {
            from: Mailbox {
                name: Some("Mail Delivery Subsystem".into()),
                address: Some("MAILER-DAEMON@mx.example.net".into()),
            },
            to: vec!["amends@agency.example".into()],
            subject: subject.into(),
            text: text.into(),
            ..Incoming::default()
        }
    }

    fn recipient(action: &str, status: &str) -> Incoming {
        Incoming {
            report: vec![
                block(&[("reporting-mta", "dns; mx.example.net")]),
                block(&[
                    ("final-recipient", "RFC822;ines@harbour.example"),
                    ("action", action),
                    ("status", status),
                    ("diagnostic-code", "smtp; 550 no such user"),
                ]),
            ],
            ..Incoming::default()
        }
    }

    #[test]
    fn a_report_says_whether_it_is_final() {
        let bounce = read(&recipient("failed", "5.1.1")).unwrap();
        assert_eq!(bounce.recipients, ["ines@harbour.example"]);
        assert_eq!(
            bounce.reason.as_deref(),
            Some("5.1.1 smtp; 550 no such user")
        );
        assert!(bounce.permanent);
        assert!(!read(&recipient("Delayed", "4.4.1")).unwrap().permanent);
        assert!(!read(&recipient("", "4.4.1")).unwrap().permanent);
        assert_eq!(read(&recipient("delivered", "2.0.0")), None);
        assert_eq!(read(&recipient("relayed", "2.0.0")), None);
    }

    #[test]
    fn one_that_failed_outweighs_one_that_waits() {
        let mut incoming = recipient("delayed", "4.4.1");
        incoming.report.push(block(&[
            ("final-recipient", "rfc822; other@harbour.example"),
            ("action", "failed"),
        ]));
        let bounce = read(&incoming).unwrap();
        assert_eq!(bounce.recipients, ["other@harbour.example"]);
        assert!(bounce.permanent);
    }

    #[test]
    fn words_above_the_returned_message_count() {
        let bounce = read(&from_server(
            "Undelivered mail",
            "Your message could not be delivered to:\n\n  <ines@harbour.example>:\n    550 5.1.1 no such user here\n\n--- Below this line is a copy of the message.\n\n<else@harbour.example>:\n",
        ))
        .unwrap();
        assert_eq!(bounce.recipients, ["ines@harbour.example"]);
        assert_eq!(
            bounce.reason.as_deref(),
            Some("550 5.1.1 no such user here")
        );
        assert!(bounce.permanent);
    }

    #[test]
    fn a_warning_is_no_failure() {
        let bounce = read(&from_server(
            "Warning: message delayed 1 day",
            "Your message has not yet been delivered to\n  ines@harbour.example\nWe will keep trying.\n",
        ))
        .unwrap();
        assert!(!bounce.permanent);
    }

    #[test]
    fn a_person_who_writes_of_failed_delivery_sends_no_report() {
        let incoming = Incoming {
            from: Mailbox {
                name: Some("Ines Moreau".into()),
                address: Some("ines@harbour.example".into()),
            },
            subject: "Re: Our offer".into(),
            text: "The parcel could not be delivered, and your courier is unreachable.".into(),
            ..Incoming::default()
        };
        assert_eq!(read(&incoming), None);
    }

    /// What a client writes about a parcel, in the words that servers use about mail.
    fn complaint(subject: &str, text: &str) -> Incoming {
        Incoming {
            from: Mailbox {
                name: Some("Ines Moreau".into()),
                address: Some("ines@harbour.example".into()),
            },
            to: vec!["amends@agency.example".into()],
            subject: subject.into(),
            text: text.into(),
            ..Incoming::default()
        }
    }

    #[test]
    fn words_and_a_title_make_no_report_without_a_server() {
        for (subject, text) in [
            (
                "Re: Our apology: delivery failed twice (INC-2026-000001)",
                "The parcel was not delivered on Friday either. Your driver was unable to deliver.\nPlease write to accounts@harbour.example.",
            ),
            (
                "Undeliverable parcel (INC-2026-000001)",
                "They say that it could not be delivered.",
            ),
            (
                "AW: Unzustellbar",
                "Das Paket wurde nicht zugestellt.\n\n-----Ursprüngliche Nachricht-----\nVon: Amends\n",
            ),
        ] {
            let mut incoming = complaint(subject, text);
            assert_eq!(read(&incoming), None, "{subject}");
            incoming.references = vec!["<mail-1@agency.example>".into()];
            incoming.returned = vec![block(&[("message-id", "<mail-1@agency.example>")])];
            assert_eq!(read(&incoming), None, "{subject}, with our mail attached");
        }
    }

    #[test]
    fn a_known_person_sends_no_report_in_words_whatever_they_are_called() {
        let person = Known {
            from_a_person: true,
            ..Known::default()
        };
        let mut incoming = from_server("Re: delivery problem", "It could not be delivered.");
        assert!(super::read(&incoming, Known::default()).is_some());
        assert_eq!(super::read(&incoming, person), None);
        incoming.headers = block(&[("return-path", "<>")]);
        assert_eq!(super::read(&incoming, person), None);
        incoming.report = recipient("failed", "5.1.1").report;
        assert!(super::read(&incoming, person).is_some());
    }

    #[test]
    fn a_vacation_notice_that_speaks_of_reaching_is_no_report() {
        let mut incoming = complaint("Re: Our offer", "I cannot be reached until Monday.");
        incoming.headers = block(&[("return-path", "<>")]);
        incoming.references = vec!["<mail-1@agency.example>".into()];
        assert_eq!(read(&incoming), None);
    }

    #[test]
    fn a_server_without_a_name_is_known_by_what_it_returns() {
        let mut incoming = complaint(
            "Undelivered mail",
            "Your message could not be delivered.\n\nMessage-ID: <mail-1@agency.example>\n",
        );
        assert!(read(&incoming).is_some());
        incoming.text = "Your message could not be delivered.".into();
        incoming.returned = vec![block(&[("to", "else@harbour.example")])];
        assert_eq!(
            read(&incoming).unwrap().recipients,
            ["else@harbour.example"]
        );
    }

    #[test]
    fn words_about_mail_count_where_they_name_no_incident() {
        let incoming = complaint(
            "Delivery failure",
            "Your message could not be delivered to:\n\nelse@harbour.example\n",
        );
        assert_eq!(
            read(&incoming).unwrap().recipients,
            ["else@harbour.example"]
        );
        for known in [
            Known {
                answers_us: true,
                ..Known::default()
            },
            Known {
                names_incident: true,
                ..Known::default()
            },
        ] {
            assert_eq!(super::read(&incoming, known), None, "{known:?}");
        }
    }

    #[test]
    fn exim_names_them_in_the_header() {
        let mut incoming = from_server("Mail delivery failed", "gone");
        incoming.headers = block(&[(
            "x-failed-recipients",
            "a@harbour.example, b@harbour.example",
        )]);
        let bounce = read(&incoming).unwrap();
        assert_eq!(
            bounce.recipients,
            ["a@harbour.example", "b@harbour.example"]
        );
    }
}
