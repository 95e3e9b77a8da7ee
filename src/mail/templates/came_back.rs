//! What the owner is told of mail that came back.

use crate::domain::inbound::Sender;
use crate::domain::language::Language;
use crate::mail::message::{Content, one_line};
use crate::mail::templates::news::{Note, note};
use crate::mail::templates::subject;

/// A reply, to the incident's owner.
#[derive(Debug, Clone, Copy)]
pub struct ReplyMail<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    pub sender: Sender,
    /// Whether more than its address and its subject tie it to the incident.
    pub is_proven: bool,
    pub from_name: Option<&'a str>,
    pub from_address: Option<&'a str>,
    /// What is new in it.
    pub text: &'a str,
    pub incident_url: &'a str,
}

pub fn reply(mail: &ReplyMail<'_>) -> Content {
    let address = mail.from_address.unwrap_or("an unknown address");
    let who = match (mail.sender, mail.from_name) {
        (Sender::Client, _) => mail.client_name.to_owned(),
        (_, Some(name)) => format!("{} ({})", one_line(name), one_line(address)),
        (_, None) => one_line(address),
    };
    let warning = match mail.sender {
        Sender::Client | Sender::User if mail.is_proven => "",
        Sender::Client | Sender::User => {
            " It is no answer to a mail of ours, and addresses can be forged: make sure that it is them before you act on it."
        }
        Sender::Other => {
            " Their address is not the client's: make sure who they are before you answer."
        }
    };
    note(&Note {
        subject: subject(
            &format!("{}: a reply", mail.reference),
            &who,
            Language::English,
        ),
        name: mail.owner_name,
        news: format!("{who} wrote about {}.", mail.reference),
        words_label: "What they wrote:".to_owned(),
        words: Some(mail.text).filter(|text| !text.is_empty()),
        fact: None,
        next: format!(
            "Please answer them yourself; nothing is answered or accepted by itself.{warning}"
        ),
        link: mail.incident_url,
        link_label: "The incident, in the API",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::templates::tests::shown;

    #[test]
    fn the_owner_is_told_of_a_reply_and_warned_of_strangers() {
        let mail = |sender, is_proven| {
            reply(&ReplyMail {
                owner_name: "Nora Field",
                reference: "INC-2026-000001",
                client_name: "Harbour Books",
                sender,
                is_proven,
                from_name: Some("Ines\r\nMoreau"),
                from_address: Some("ines@harbour.example"),
                text: "Yes, <please>.",
                incident_url: "https://amends.example/v1/incidents/1",
            })
        };
        let client = mail(Sender::Client, true);
        insta::assert_snapshot!("reply", shown(&client));
        assert!(client.html.contains("&#60;please&#62;"), "{}", client.html);
        let other = mail(Sender::Other, true);
        assert!(mail(Sender::Client, false).text.contains("can be forged"));
        insta::assert_snapshot!("reply_of_a_stranger", shown(&other));
        insta::assert_snapshot!(
            "reply_that_may_be_forged",
            shown(&mail(Sender::Client, false))
        );
    }
}
