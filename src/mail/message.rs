//! One message as it goes over the wire: RFC 5322 and MIME, ASCII only, the same bytes for the
//! same input.
//!
//! Everything that ends up in a header is made safe here, whoever checked it before. Knows nothing
//! of what the words say (templates) or how they travel (transport).

use std::panic::{AssertUnwindSafe, catch_unwind};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use lettre::message::header::{
    self, ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{
    Attachment as AttachedPart, Body, Mailbox, Mailboxes, MultiPart, MultiPartBuilder,
    MultiPartKind, SinglePart,
};
use sha2::{Digest, Sha256};

use crate::domain::text::turns_direction;
use crate::domain::time::Timestamp;
use crate::mail::sender::Sender;

/// Longest line that RFC 5322 allows, without its line end.
const LINE_OCTETS: usize = 998;
/// Longest line that RFC 5322 recommends, without its line end.
const GOOD_LINE_OCTETS: usize = 78;
/// What is kept of a name or a subject, in characters; no input of Amends is longer.
const HEADER_MAX: usize = 250;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub name: Option<String>,
    pub address: String,
}

/// What a message says; the plain text and the HTML carry the same facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    pub from: &'a Sender,
    pub to: &'a Recipient,
    pub reply_to: Option<&'a Recipient>,
    /// With its angle brackets.
    pub message_id: &'a str,
    /// The messages that this one follows, the oldest first, each with its angle brackets.
    pub follows: &'a [&'a str],
    pub date: Timestamp,
    /// Whether no person had a hand in it: vacation notices are not sent in answer to it.
    pub automatic: bool,
}

/// A message that travels inside another one, as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file_name: String,
    pub eml: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    #[error("{address:?} is not an address that mail can be sent to")]
    Address { address: String },
    #[error("{address:?} has characters before the @ that most mail servers do not take")]
    LocalPart { address: String },
    #[error("{0:?} is not a message id")]
    MessageId(String),
    #[error("the attached message is not plain ASCII in lines of at most {LINE_OCTETS} octets")]
    Attachment,
    #[error("the message could not be written")]
    Unwritable,
}

/// A message id that stays the same for every attempt to send one mail.
pub fn message_id(unique: &str, sender: &Sender) -> String {
    let unique: String = unique
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    format!("<{unique}@{}>", sender.domain())
}

/// The whole message, with CRLF line ends.
pub fn render(
    envelope: &Envelope<'_>,
    content: &Content,
    attachment: Option<&Attachment>,
) -> Result<String, BuildError> {
    let id = checked_id(envelope.message_id)?;
    let follows = checked_ids(envelope.follows)?;
    let to = mailbox(envelope.to)?;
    let reply_to = envelope.reply_to.map(mailbox).transpose()?;
    if attachment.is_some_and(|attached| !fits_the_wire(&attached.eml)) {
        return Err(BuildError::Attachment);
    }
    let seed = [
        id,
        &content.text,
        &content.html,
        attachment.map_or("", |attached| &attached.eml),
    ];
    guarded(|| {
        let from = envelope.from.mailbox();
        let quoted = [
            ("From", Some(&from)),
            ("To", Some(&to)),
            ("Reply-To", reply_to.as_ref()),
        ]
        .map(|(field, mailbox)| quoted_name(field, mailbox?));
        let mut head = head(from, to, &content.subject, envelope.date);
        if let Some(reply_to) = reply_to {
            head = head.header(header::ReplyTo::from(Mailboxes::from(reply_to)));
        }
        head = following(
            head.header(header::MessageId::from(id.to_owned())),
            &follows,
        );
        let mut message = with_parts(head, content, attachment, &boundary(&seed));
        for field in quoted.into_iter().flatten() {
            message.headers_mut().insert_raw(field);
        }
        if envelope.automatic {
            message.headers_mut().insert_raw(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        }
        message
    })
}

/// A message that mail programs open as a draft, for `from` to edit and send to `to`.
///
/// It has no message id: the program that sends it gives it one. `follows` are the mails that it
/// follows, the oldest first.
pub fn unsent_draft(
    from: &Recipient,
    to: &Recipient,
    follows: &[&str],
    content: &Content,
    date: Timestamp,
) -> Result<String, BuildError> {
    let (from, to) = (mailbox(from)?, mailbox(to)?);
    let follows = checked_ids(follows)?;
    let seed = [&*content.text, &content.html];
    guarded(|| {
        let quoted = [quoted_name("From", &from), quoted_name("To", &to)];
        let head = following(head(from, to, &content.subject, date), &follows);
        let mut draft = with_parts(head, content, None, &boundary(&seed));
        for field in quoted.into_iter().flatten() {
            draft.headers_mut().insert_raw(field);
        }
        draft.headers_mut().insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("X-Unsent"),
            "1".to_owned(),
        ));
        draft
    })
}

/// The address with its domain in A-labels. What stands before the @ has to be ASCII: anything
/// else only reaches servers with SMTPUTF8.
pub(super) fn ascii_address(address: &str) -> Result<Address, BuildError> {
    let refused = || BuildError::Address {
        address: address.to_owned(),
    };
    let (local, domain) = address.rsplit_once('@').ok_or_else(refused)?;
    if !local.is_ascii() {
        return Err(BuildError::LocalPart {
            address: address.to_owned(),
        });
    }
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| refused())?;
    if local.contains(|c: char| c.is_ascii_control() || c == ' ') {
        return Err(refused());
    }
    Address::new(local, domain).map_err(|_| refused())
}

/// Text that may stand in a header: one line, no control characters, single spaces, and nothing that
/// has it read in another order.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|&c| !turns_direction(c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(HEADER_MAX).collect()
}

fn mailbox(recipient: &Recipient) -> Result<Mailbox, BuildError> {
    let name = recipient.name.as_deref().map(one_line).unwrap_or_default();
    let name = (!name.is_empty()).then_some(name);
    Ok(Mailbox::new(name, ascii_address(&recipient.address)?))
}

/// lettre leaves a name of one word bare; with a dot in it, it has to stand between quotation marks
/// (RFC 5322, section 3.2.3).
fn quoted_name(field: &'static str, mailbox: &Mailbox) -> Option<HeaderValue> {
    let name = mailbox.name.as_deref()?;
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !(name.contains('.') && name.chars().all(bare)) {
        return None;
    }
    let quoted = format!("\"{name}\"\r\n <{}>", mailbox.email);
    let field = HeaderName::new_from_ascii_str(field);
    Some(HeaderValue::dangerous_new_pre_encoded(
        field,
        mailbox.to_string(),
        quoted,
    ))
}

fn checked_ids<'a>(ids: &[&'a str]) -> Result<Vec<&'a str>, BuildError> {
    ids.iter().map(|id| checked_id(id)).collect()
}

/// A message in the thread of those that it follows.
fn following(head: MultiPartBuilder, follows: &[&str]) -> MultiPartBuilder {
    let Some(last) = follows.last() else {
        return head;
    };
    head.header(header::InReplyTo::from((*last).to_owned()))
        .header(header::References::from(follows.join(" ")))
}

fn checked_id(id: &str) -> Result<&str, BuildError> {
    let inner = id.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let shaped = inner.is_some_and(|inner| {
        let (left, right) = inner.split_once('@').unwrap_or_default();
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '@'))
        };
        plain(left) && plain(right) && inner.len() <= HEADER_MAX
    });
    if shaped {
        Ok(id)
    } else {
        Err(BuildError::MessageId(id.to_owned()))
    }
}

fn head(from: Mailbox, to: Mailbox, subject: &str, date: Timestamp) -> MultiPartBuilder {
    MultiPart::builder()
        .header(header::Date::new(date.into()))
        .header(header::From::from(Mailboxes::from(from)))
        .header(header::To::from(Mailboxes::from(to)))
        .header(Subject(one_line(subject)))
        .header(header::MIME_VERSION_1_0)
}

fn with_parts(
    head: MultiPartBuilder,
    content: &Content,
    attachment: Option<&Attachment>,
    boundary: &str,
) -> MultiPart {
    let alternative = |builder: MultiPartBuilder| {
        builder
            .kind(MultiPartKind::Alternative)
            .boundary(format!("{boundary}-alternative"))
            .singlepart(SinglePart::plain(encoded(body(&content.text))))
            .singlepart(SinglePart::html(encoded(body(&content.html))))
    };
    let Some(attached) = attachment else {
        return alternative(head);
    };
    // RFC 2046 allows no encoding of an attached message but 7bit, which it was checked for.
    let eml = Body::dangerous_pre_encoded(
        attached.eml.clone().into_bytes(),
        ContentTransferEncoding::SevenBit,
    );
    let rfc822 = ContentType::parse("message/rfc822").expect("a constant media type");
    head.kind(MultiPartKind::Mixed)
        .boundary(format!("{boundary}-mixed"))
        .multipart(alternative(MultiPart::builder()))
        .singlepart(AttachedPart::new(file_name(&attached.file_name)).body(eml, rfc822))
}

/// Line ends as the encoder expects them, and nothing that a mail program could stumble over.
fn body(text: &str) -> String {
    let mut body: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    if !body.ends_with('\n') {
        body.push('\n');
    }
    body
}

/// lettre leaves ASCII as it is up to the longest line that is allowed; some servers break such lines
/// on their way, and with them a signature.
fn encoded(body: String) -> Body {
    let is_short = |line: &str| line.len() <= GOOD_LINE_OCTETS;
    if !body.is_ascii() || body.lines().all(is_short) {
        return Body::new(body);
    }
    Body::new_with_encoding(body, ContentTransferEncoding::QuotedPrintable)
        .expect("everything can be written as quoted-printable")
}

fn file_name(raw: &str) -> String {
    let name: String = one_line(raw)
        .chars()
        .map(|c| {
            if matches!(
                c,
                '/' | '\\' | '"' | ':' | '<' | '>' | '|' | '?' | '*' | ';'
            ) {
                '-'
            } else {
                c
            }
        })
        .take(100)
        .collect();
    if name.trim_matches(['.', '-', ' ']).is_empty() {
        return "draft.eml".to_owned();
    }
    name
}

/// A text cannot contain the digest of itself, so no part can hold its own boundary.
fn boundary(seed: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in seed {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    format!("amends-{}", hex::encode(&digest.finalize()[..16]))
}

/// lettre panics on some input that it cannot write. One message must not take the process along.
fn guarded(build: impl FnOnce() -> MultiPart) -> Result<String, BuildError> {
    let bytes = catch_unwind(AssertUnwindSafe(|| build().formatted()))
        .map_err(|_| BuildError::Unwritable)?;
    String::from_utf8(bytes)
        .ok()
        .filter(|message| fits_the_wire(message))
        .ok_or(BuildError::Unwritable)
}

/// ASCII without NUL, CRLF line ends only, no line too long.
fn fits_the_wire(message: &str) -> bool {
    message.is_ascii()
        && message.ends_with("\r\n")
        && message
            .split("\r\n")
            .all(|line| line.len() <= LINE_OCTETS && !line.contains(['\r', '\n', '\0']))
}

/// Like lettre's own header, but a subject that looks like an encoded word stays what it is
/// instead of being decoded by the reader's program.
#[derive(Debug, Clone)]
struct Subject(String);

impl Header for Subject {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Subject")
    }

    fn parse(raw: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(raw.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        let raw = self.0.clone();
        if raw.contains("=?") {
            let encoded = encoded_words(&raw);
            return HeaderValue::dangerous_new_pre_encoded(Self::name(), raw, encoded);
        }
        HeaderValue::new(Self::name(), raw)
    }
}

fn encoded_words(text: &str) -> String {
    /// So that a line with its field name stays below 78 octets.
    const WORD_OCTETS: usize = 39;
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.floor_char_boundary(WORD_OCTETS));
        words.push(format!("=?utf-8?b?{}?=", STANDARD.encode(word)));
        rest = after;
    }
    words.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::parse_timestamp;

    const ID: &str = "<0198-mail@example.com>";

    fn sender() -> Sender {
        Sender::parse("Amends <amends@example.com>").unwrap()
    }

    fn person(name: &str, address: &str) -> Recipient {
        Recipient {
            name: (!name.is_empty()).then(|| name.to_owned()),
            address: address.to_owned(),
        }
    }

    fn words(subject: &str) -> Content {
        Content {
            subject: subject.to_owned(),
            text: "Dear Ada,\n\nwe are sorry.\n".to_owned(),
            html: "<p>Dear Ada,</p>\n<p>we are sorry.</p>\n".to_owned(),
        }
    }

    fn date() -> Timestamp {
        parse_timestamp("2026-11-21T10:00:00.5Z").unwrap()
    }

    fn plain_to(to: &Recipient, content: &Content) -> Result<String, BuildError> {
        let envelope = Envelope {
            from: &sender(),
            to,
            reply_to: None,
            message_id: ID,
            follows: &[],
            date: date(),
            automatic: false,
        };
        render(&envelope, content, None)
    }

    /// The names of the headers above the first blank line.
    fn header_names(message: &str) -> Vec<&str> {
        message
            .split("\r\n")
            .take_while(|line| !line.is_empty())
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect()
    }

    #[test]
    fn a_name_with_a_dot_stands_between_quotation_marks() {
        for name in [".", "...", "J.Doe", "St.", "a.b-c_d"] {
            let written = plain_to(&person(name, "ada@example.com"), &words("s")).unwrap();
            let to = format!("\r\nTo: \"{name}\"\r\n <ada@example.com>\r\n");
            assert!(written.contains(&to), "{written}");
            let parsed = MessageParser::default().parse(written.as_bytes()).unwrap();
            let to = parsed.to().unwrap().first().unwrap();
            assert_eq!(
                (to.name(), to.address()),
                (Some(name), Some("ada@example.com"))
            );
        }
        let bare = plain_to(&person("Ada", "ada@example.com"), &words("s")).unwrap();
        assert!(bare.contains("\r\nTo: Ada <ada@example.com>\r\n"), "{bare}");
    }

    #[test]
    fn nothing_in_a_header_turns_the_direction_of_writing() {
        let name = "Ada \u{202e}elpmaxe\u{202c}";
        let written = plain_to(
            &person(name, "ada@example.com"),
            &words("a\u{2066}b\u{2069}"),
        )
        .unwrap();
        let parsed = MessageParser::default().parse(written.as_bytes()).unwrap();
        assert_eq!(
            parsed.to().unwrap().first().unwrap().name(),
            Some("Ada elpmaxe")
        );
        assert_eq!(parsed.subject(), Some("ab"));
    }

    #[test]
    fn a_whole_message() {
        let attached = unsent_draft(
            &person("Zoë Owner", "zoe@example.com"),
            &person("Ada Byron", "ada@example.com"),
            &[],
            &words("Our mistake"),
            date(),
        );
        let envelope = Envelope {
            from: &sender(),
            to: &person("Ada Byron", "ada@müller.example"),
            reply_to: Some(&person("Zoë Owner", "zoe@example.com")),
            message_id: ID,
            follows: &["<incident-1@example.com>", "<0197-mail@example.com>"],
            date: date(),
            automatic: true,
        };
        let attachment = Attachment {
            file_name: "INC-2026-000001.eml".to_owned(),
            eml: attached.unwrap(),
        };
        let content = Content {
            subject: "INC-2026-000001: Entschuldigung für den Fehler in Ihrem großen Projekt"
                .to_owned(),
            text: "Guten Tag,\n\nes tut uns leid: Größe 42 €.\n".to_owned(),
            html: "<p>Guten Tag,</p>\n<p>es tut uns leid: Größe 42 €.</p>\n".to_owned(),
        };
        let message = render(&envelope, &content, Some(&attachment)).unwrap();
        assert_eq!(
            render(&envelope, &content, Some(&attachment)).unwrap(),
            message
        );
        insta::assert_snapshot!("whole_message", message.replace("\r\n", "\n"));

        let parsed = MessageParser::default().parse(&message).unwrap();
        assert_eq!(parsed.subject(), Some(&*content.subject));
        assert_eq!(
            parsed.body_text(0).unwrap().replace("\r\n", "\n"),
            content.text
        );
        assert_eq!(
            parsed.body_html(0).unwrap().replace("\r\n", "\n"),
            content.html
        );
        assert_eq!(parsed.attachments().count(), 1);
        assert!(message.contains(&attachment.eml), "it travels as it is");
        let inner = MessageParser::default().parse(&attachment.eml).unwrap();
        assert_eq!(inner.subject(), Some("Our mistake"));
        assert!(attachment.eml.contains("\r\nX-Unsent: 1\r\n"));
        assert_eq!(
            inner.body_text(0).unwrap().replace("\r\n", "\n"),
            words("").text
        );
    }

    #[test]
    fn a_draft_is_from_the_owner_to_the_client() {
        let draft = unsent_draft(
            &person("Zoë Owner", "zoe@müller.example"),
            &person("Byron & Söhne", "ada@example.com"),
            &["<incident-1@example.com>", "<0197-mail@example.com>"],
            &words("Our mistake"),
            date(),
        )
        .unwrap();
        let parsed = MessageParser::default().parse(&draft).unwrap();
        let from = parsed.from().unwrap().first().unwrap();
        assert_eq!(from.name(), Some("Zoë Owner"));
        assert_eq!(from.address(), Some("zoe@xn--mller-kva.example"));
        let to = parsed.to().unwrap().first().unwrap();
        assert_eq!(to.name(), Some("Byron & Söhne"));
        assert_eq!(
            header_names(&draft),
            [
                "Date",
                "From",
                "To",
                "Subject",
                "MIME-Version",
                "In-Reply-To",
                "References",
                "Content-Type",
                "X-Unsent"
            ]
        );
        assert_eq!(
            parsed.in_reply_to().as_text(),
            Some("0197-mail@example.com")
        );
    }

    #[test]
    fn no_field_smuggles_a_header_in() {
        let break_in = "Ada\r\nBcc: eve@example.com\r\n\r\n<p>";
        let expected =
            header_names(&plain_to(&person("Ada", "a@example.com"), &words("s")).unwrap())
                .join(",");
        for content in [words(break_in), words("Ada\nBcc: x@y\u{2028}\0\u{85}z")] {
            let message = plain_to(&person(break_in, "a@example.com"), &content).unwrap();
            assert_eq!(header_names(&message).join(","), expected, "{message}");
        }
        for address in [
            "a@example.com\r\nBcc: eve@example.com",
            "a\r\nBcc: eve@example.com",
            "a>\r\nBcc: <eve@example.com",
            "a@example.com, eve@example.com",
            "a@example.com> <eve@example.com",
            "a b@example.com",
            "",
        ] {
            let refused = plain_to(&person("Ada", address), &words("s"));
            assert!(refused.is_err(), "{refused:?}");
            let error = refused.unwrap_err().to_string();
            assert!(!error.contains(['\r', '\n']), "{error}");
        }
        for id in [
            "",
            "a@b",
            "<a@b>\r\nBcc: eve@example.com",
            "<a b@c>",
            "<a@b><c@d>",
            "<@b>",
            "<ä@b>",
        ] {
            for (message_id, follows) in [(id, &[][..]), (ID, &[ID, id])] {
                let envelope = Envelope {
                    from: &sender(),
                    to: &person("", "a@example.com"),
                    reply_to: None,
                    message_id,
                    follows,
                    date: date(),
                    automatic: false,
                };
                assert_eq!(
                    render(&envelope, &words("s"), None),
                    Err(BuildError::MessageId(id.to_owned()))
                );
            }
        }
    }

    #[test]
    fn long_and_strange_headers_come_back_as_they_were() {
        let long_word = "x".repeat(200);
        let umlauts = "ä".repeat(200);
        let emoji = "👩‍🚀 ".repeat(40);
        for line in [
            "Plain",
            "Müller & Söhne, \"the\" <best> \\ (really)",
            "Ada B. Byron, Inc.",
            "=?utf-8?q?forged?= and =?utf-8?b?bW9yZQ==?=",
            "'quoted'",
            "trailing dot.",
            &long_word,
            &umlauts,
            emoji.trim(),
            "mixed Größe with plain words and Übergrößen and plain words again, to fold the line",
        ] {
            let message = plain_to(&person(line, "a@example.com"), &words(line)).unwrap();
            let parsed = MessageParser::default().parse(&message).unwrap();
            assert_eq!(parsed.subject(), Some(line), "{message}");
            let to = parsed.to().unwrap().first().unwrap();
            assert_eq!(to.name(), Some(line), "{message}");
            assert_eq!(to.address(), Some("a@example.com"));
        }
    }

    #[test]
    fn one_long_line_of_text_is_folded_on_the_wire_only() {
        let mut content = words("s");
        content.text = format!(
            "{}\n.\n..\nFrom here on\n",
            "no end in sight ".repeat(1_000)
        );
        let message = plain_to(&person("", "a@example.com"), &content).unwrap();
        let parsed = MessageParser::default().parse(&message).unwrap();
        assert_eq!(
            parsed.body_text(0).unwrap().replace("\r\n", "\n"),
            content.text
        );
    }

    #[test]
    fn addresses_that_cannot_be_written_in_ascii() {
        let refused = plain_to(&person("", "ädä@example.com"), &words("s")).unwrap_err();
        assert!(matches!(refused, BuildError::LocalPart { .. }));
        assert!(plain_to(&person("", "amends@localhost"), &words("s")).is_ok());
    }

    #[test]
    fn an_attachment_that_would_need_an_encoding_is_refused() {
        for eml in [
            "Subject: ä\r\n\r\n",
            "Subject: a\n\n",
            "",
            &"x".repeat(2_000),
        ] {
            let envelope = Envelope {
                from: &sender(),
                to: &person("", "a@example.com"),
                reply_to: None,
                message_id: ID,
                follows: &[],
                date: date(),
                automatic: false,
            };
            let attachment = Attachment {
                file_name: "a.eml".to_owned(),
                eml: eml.to_owned(),
            };
            assert_eq!(
                render(&envelope, &words("s"), Some(&attachment)),
                Err(BuildError::Attachment)
            );
        }
    }

    #[test]
    fn file_names_are_harmless() {
        assert_eq!(file_name("../../etc/pass\r\nwd\""), "..-..-etc-pass wd-");
        assert_eq!(file_name("\n"), "draft.eml");
        assert_eq!(file_name(".."), "draft.eml");
    }

    #[test]
    fn a_message_id_has_the_senders_domain() {
        let id = message_id("0198c0de-mail", &sender());
        assert_eq!(id, "<0198c0de-mail@example.com>");
        assert_eq!(checked_id(&id), Ok(&*id));
        assert_eq!(message_id("a b>\r\n<", &sender()), "<ab@example.com>");
    }

    proptest! {
        #[test]
        fn whatever_is_said_arrives(
            name in any::<String>(),
            subject in any::<String>(),
            text in "[a-zäß€ .=\\-\n]{0,400}",
            follows in proptest::collection::vec("<[a-z0-9-]{1,60}@[a-z]{1,60}[.]example>", 0..4),
            automatic: bool,
            attaches: bool,
        ) {
            let content = Content { subject: subject.clone(), text, html: subject.clone() };
            let (from, to) = (sender(), person(&name, "a@example.com"));
            let attachment = attaches.then(|| Attachment {
                file_name: name.clone(),
                eml: unsent_draft(&to, &to, &[], &content, date()).unwrap(),
            });
            let follows: Vec<&str> = follows.iter().map(String::as_str).collect();
            let envelope = Envelope {
                from: &from,
                to: &to,
                reply_to: Some(&to),
                message_id: ID,
                follows: &follows,
                date: date(),
                automatic,
            };
            let message = render(&envelope, &content, attachment.as_ref()).unwrap();
            prop_assert!(fits_the_wire(&message));
            let (head, rest) = message.split_once("\r\n\r\n").unwrap();
            for line in rest.split("\r\n").filter(|_| !attaches) {
                prop_assert!(line.len() <= GOOD_LINE_OCTETS, "{}", line);
            }
            // RFC 2047, section 2.
            for word in head.split_whitespace().filter(|word| word.starts_with("=?")) {
                prop_assert!(word.len() <= 75, "{}", word);
            }

            let parsed = MessageParser::default().parse(&message).unwrap();
            prop_assert_eq!(parsed.headers().len(), header_names(&message).len());
            prop_assert_eq!(parsed.message_id(), Some(ID.trim_matches(['<', '>'])));
            let ids: Vec<&str> = follows.iter().map(|id| id.trim_matches(['<', '>'])).collect();
            let found = parsed.references().as_text_list().unwrap_or_default();
            prop_assert_eq!(found.iter().map(|id| &**id).collect::<Vec<_>>(), ids.clone());
            prop_assert_eq!(parsed.in_reply_to().as_text(), ids.last().copied());
            prop_assert_eq!(parsed.header_raw("Auto-Submitted").is_some(), automatic);
            prop_assert_eq!(parsed.subject().unwrap_or_default(), one_line(&subject));
            for address in [parsed.to(), parsed.reply_to()] {
                let address = address.unwrap().first().unwrap();
                prop_assert_eq!(address.name().unwrap_or_default(), one_line(&name));
                prop_assert_eq!(address.address(), Some("a@example.com"));
            }
            prop_assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), body(&content.text));
            prop_assert_eq!(parsed.attachment_count(), usize::from(attaches));
        }
    }
}
