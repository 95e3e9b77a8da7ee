//! News about mail itself, to colleagues.

use super::news::{Note, note};
use super::subject;
use crate::domain::language::Language;
use crate::mail::message::Content;

/// Where the link leads: there is no page for colleagues, but the API.
const LINK_LABEL: &str = "The mail, in the API";

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
        link_label: LINK_LABEL,
    })
}

/// A report about others than a mail was sent to, to the owner of its incident.
#[derive(Debug, Clone, Copy)]
pub struct NotPassedOn<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    /// Who the mail was sent to, and what it was called.
    pub to: &'a str,
    pub subject: &'a str,
    /// Whom the report says that it did not reach.
    pub others: &'a [String],
    pub reason: Option<&'a str>,
    pub mail_url: &'a str,
}

pub fn not_passed_on(mail: &NotPassedOn<'_>) -> Content {
    let others = match mail.others {
        [] => "somebody whom it does not name".to_owned(),
        named => named.join(", "),
    };
    note(&Note {
        subject: subject(
            &format!("{}: a mail may not have been read", mail.reference),
            mail.to,
            Language::English,
        ),
        name: mail.owner_name,
        news: format!(
            "The mail to {} was delivered, as far as we know. Now a mail server reports that it did \
             not reach {others}. Its subject was: {}",
            mail.to, mail.subject
        ),
        words_label: "What the server said:".to_owned(),
        words: mail.reason,
        fact: None,
        next:
            "Perhaps it was passed on to an address that is gone. Make sure that they have read it."
                .to_owned(),
        link: mail.mail_url,
        link_label: LINK_LABEL,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::templates::tests::shown;

    #[test]
    fn a_report_about_others_is_told_as_what_it_is() {
        let content = not_passed_on(&NotPassedOn {
            owner_name: "Zoë Owner",
            reference: "INC-2026-000001",
            to: "info@harbour.example",
            subject: "Our <mistake>",
            others: &["gone@harbour.example".to_owned()],
            reason: Some("550 no such <user>"),
            mail_url: "https://amends.example/v1/mail/1",
        });
        insta::assert_snapshot!("not_passed_on", shown(&content));
        assert!(content.html.contains("gone@harbour.example"));
        assert!(!content.html.contains("<user>") && !content.html.contains("<mistake>"));
    }

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
            insta::assert_snapshot!(format!("delivery_failed_after_{attempts}"), shown(&content));
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
