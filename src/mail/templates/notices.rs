//! News about mail itself, to colleagues.

use super::news::{Note, note};
use super::subject;
use crate::domain::language::Language;
use crate::mail::message::Content;

/// A mail that nobody will get, to the owner of its incident.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryFailed<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    /// Who should have got it, and what it was called.
    pub to: &'a str,
    pub subject: &'a str,
    pub attempts: i64,
    /// What the mail server said, or what else went wrong.
    pub last_error: Option<&'a str>,
    pub mail_url: &'a str,
}

pub fn delivery_failed(mail: &DeliveryFailed<'_>) -> Content {
    let tried = match mail.attempts {
        0 => "It was never tried: it could not be written.".to_owned(),
        1 => "It was tried once; trying again would not help.".to_owned(),
        times => format!("It was tried {times} times."),
    };
    note(&Note {
        subject: subject(
            &format!("{}: a mail could not be delivered", mail.reference),
            mail.to,
            Language::English,
        ),
        name: mail.owner_name,
        news: format!(
            "The mail to {} could not be delivered. Its subject was: {}",
            mail.to, mail.subject
        ),
        words_label: "What went wrong:".to_owned(),
        words: mail.last_error,
        fact: Some(tried),
        next:
            "They do not know what it said. Check the address, then have the mail tried again, or \
               reach them in another way."
                .to_owned(),
        link: mail.mail_url,
        link_label: "The mail",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_html_say_the_same() {
        for (attempts, tried) in [
            (0, "never tried"),
            (1, "tried once"),
            (10, "tried 10 times"),
        ] {
            let content = delivery_failed(&DeliveryFailed {
                owner_name: "Zoë Owner",
                reference: "INC-2026-000001",
                to: "ines@harbour.example",
                subject: "Our <mistake>",
                attempts,
                last_error: Some("the mail server refused the recipient: 550 no such <user>"),
                mail_url: "https://amends.example/v1/mail/1",
            });
            assert_eq!(
                content.subject,
                "INC-2026-000001: a mail could not be delivered: ines@harbour.example"
            );
            for fact in [
                "Zoë Owner",
                "ines@harbour.example",
                tried,
                "https://amends.example/v1/mail/1",
            ] {
                assert!(content.text.contains(fact), "{fact}: {}", content.text);
                assert!(content.html.contains(fact), "{fact}: {}", content.html);
            }
            assert!(content.text.contains("Our <mistake>"));
            assert!(content.text.contains("550 no such <user>"));
            assert!(!content.html.contains("<mistake>") && !content.html.contains("<user>"));
        }
    }
}
