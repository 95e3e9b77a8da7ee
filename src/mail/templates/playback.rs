//! A playback to the client, and what they said to it, to the owner.

use askama::Template;

use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;
use crate::domain::playback::words::{self, Words};
use crate::mail::message::Content;
use crate::mail::templates::news::{Note, note};
use crate::mail::templates::{content, subject};

/// What we understood, to the client.
#[derive(Debug, Clone, Copy)]
pub struct PlaybackMail<'a> {
    pub language: Language,
    pub reference: &'a str,
    pub text: &'a str,
    pub link: &'a str,
    pub owner_name: &'a str,
    pub owner_email: &'a str,
}

/// What the client said to it, to the incident's owner.
#[derive(Debug, Clone, Copy)]
pub struct PlaybackAnswered<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    /// How it really was; `None` where they agreed.
    pub correction: Option<&'a str>,
    pub incident_url: &'a str,
}

pub fn playback(mail: &PlaybackMail<'_>) -> Content {
    let words = words::of(mail.language);
    let subject = subject(&(words.subject)(mail.reference), "", mail.language);
    let text = PlaybackText {
        words,
        text: mail.text.trim_end(),
        link: mail.link,
        owner_name: mail.owner_name,
        owner_email: mail.owner_email,
    };
    let html = PlaybackHtml {
        lang: mail.language.code(),
        subject: &subject,
        words,
        blocks: blocks(mail.text),
        link: mail.link,
        link_label: words.link_label,
        owner_name: mail.owner_name,
        owner_email: mail.owner_email,
    };
    content(&text, &html, subject.clone())
}

pub fn playback_answered(mail: &PlaybackAnswered<'_>) -> Content {
    let client = mail.client_name;
    let (title, news, next) = match mail.correction {
        None => (
            "the client says that we understood them",
            format!(
                "{client} says that we understood them about {}.",
                mail.reference
            ),
            "The next step can build on it.",
        ),
        Some(_) => (
            "the client puts us right",
            format!("{client} puts us right about {}.", mail.reference),
            "Please take it into the incident before anything is offered.",
        ),
    };
    note(&Note {
        subject: subject(
            &format!("{}: {title}", mail.reference),
            client,
            Language::English,
        ),
        name: mail.owner_name,
        news,
        words_label: "In their words:".to_owned(),
        words: mail.correction,
        fact: None,
        next: next.to_owned(),
        link: mail.incident_url,
        link_label: "The incident, in the API",
    })
}

#[derive(Template)]
#[template(path = "mail_playback.txt")]
struct PlaybackText<'a> {
    words: &'static Words,
    text: &'a str,
    link: &'a str,
    owner_name: &'a str,
    owner_email: &'a str,
}

#[derive(Template)]
#[template(path = "mail_playback.html")]
struct PlaybackHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    words: &'static Words,
    blocks: Vec<Block<'a>>,
    link: &'a str,
    link_label: &'a str,
    owner_name: &'a str,
    owner_email: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::templates::tests::shown;

    #[test]
    fn a_playback_in_each_language() {
        for language in Language::ALL {
            let words = words::of(language);
            let content = playback(&PlaybackMail {
                language,
                reference: "INC-2026-000001",
                text: &format!(
                    "{}\n\n{}\n<The> prices are last year's.",
                    (words.greeting)("Ines Moreau"),
                    words.so_you_say
                ),
                link: "https://amends.example/c/token",
                owner_name: "Nora Field",
                owner_email: "nora@agency.example",
            });
            let name = format!("playback_{}", language.code());
            insta::assert_snapshot!(name, shown(&content));
            for part in [
                "https://amends.example/c/token",
                "Nora Field",
                "&#60;The&#62;",
            ] {
                assert!(content.html.contains(part), "{part} in {}", content.html);
            }
        }
    }

    #[test]
    fn the_owner_hears_what_the_client_said() {
        let mail = |correction| {
            playback_answered(&PlaybackAnswered {
                owner_name: "Nora Field",
                reference: "INC-2026-000001",
                client_name: "Harbour Books",
                correction,
                incident_url: "https://amends.example/v1/incidents/1",
            })
        };
        insta::assert_snapshot!("playback_agreed", shown(&mail(None)));
        insta::assert_snapshot!(
            "playback_corrected",
            shown(&mail(Some("It was <Tuesday>.")))
        );
    }
}
