//! Takes a raw message (RFC 5322, MIME) apart, whatever it is like.
//!
//! The only place that knows the parser. The parts are split here and not by the parser, which
//! follows messages within messages as deep as somebody nests them: here the depth, the number of
//! parts and what is read of each are bounded, so that time and memory are. What is attached is
//! passed over; of a returned message only the header is read.

mod markup;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use encoding_rs::WINDOWS_1252;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use sha2::{Digest, Sha256};

use crate::domain::inbound::address::message_ids;
use crate::domain::inbound::{Fields, Incoming, Mailbox, NotAMessage, field};
use crate::domain::text::turns_direction;

/// How much of a message is read, in bytes. What it says comes before what is attached.
const READ_MAX: usize = 2 * 1024 * 1024;
/// How much of one header is read, in bytes.
const HEADER_MAX: usize = 256 * 1024;
/// How much of one text is read, in bytes.
const PART_MAX: usize = 512 * 1024;
/// How many fields of a header, and characters of a field, are kept.
const FIELDS_MAX: usize = 300;
const FIELD_CHARS: usize = 8_000;
/// How many parts are looked at, and how deep.
const PARTS_MAX: usize = 200;
const DEPTH_MAX: usize = 12;
/// How many characters of all texts together are handed on.
const TEXT_CHARS: usize = 200_000;
/// How many blocks of a report are kept.
const BLOCKS_MAX: usize = 60;
/// How many addresses of one field are handed on.
const RECIPIENTS_MAX: usize = 50;
/// Longest name, address or subject that is handed on, in characters.
const LINE_CHARS: usize = 200;

/// Reads a message. Only what has no header at all is refused.
pub fn read(raw: &[u8]) -> Result<Incoming, NotAMessage> {
    let message = without_envelope(raw);
    let (head, body) = split(&message[..message.len().min(READ_MAX)]);
    let headers = fields(head);
    let known = [
        "from",
        "date",
        "message-id",
        "subject",
        "received",
        "return-path",
    ];
    if !headers
        .iter()
        .any(|(name, _)| known.contains(&name.as_str()))
    {
        return Err(NotAMessage);
    }
    let mut parts = Parts::default();
    parts.walk(head, body);
    let mut incoming = Incoming {
        digest: digest(&headers, split(message).1),
        text: parts.text(),
        report: parts.report,
        returned: parts.returned,
        ..Incoming::default()
    };
    let first = |name: &str| field(&headers, name).unwrap_or_default();
    if let Some(subject) = alone("Subject", first("subject"))
        .as_ref()
        .and_then(Message::subject)
    {
        incoming.subject = line(subject);
    }
    if let Some(from) = alone("From", first("from"))
        .as_ref()
        .and_then(Message::from)
        .and_then(Address::first)
    {
        incoming.from = Mailbox {
            name: from.name().map(line).filter(|name| !name.is_empty()),
            address: from
                .address()
                .map(line)
                .filter(|address| !address.is_empty()),
        };
    }
    for name in ["to", "cc"] {
        if let Some(to) = alone("To", first(name)).as_ref().and_then(Message::to) {
            incoming.to.extend(
                to.iter()
                    .take(RECIPIENTS_MAX)
                    .filter_map(|to| to.address().map(line)),
            );
        }
    }
    let values = |name: &'static str| headers.iter().filter(move |(known, _)| known == name);
    for name in ["delivered-to", "x-original-to", "envelope-to"] {
        incoming
            .to
            .extend(values(name).map(|(_, value)| line(value.trim_matches(['<', '>']))));
    }
    incoming.message_id =
        values("message-id").find_map(|(_, value)| message_ids(value).into_iter().next());
    incoming.references = values("in-reply-to")
        .flat_map(|(_, value)| message_ids(value))
        .collect();
    let older: Vec<String> = values("references")
        .flat_map(|(_, value)| message_ids(value))
        .collect();
    incoming.references.extend(older.into_iter().rev());
    incoming.headers = headers;
    Ok(incoming)
}

/// A server that hands mail to a program may put a line of its own before it, or blank lines.
fn without_envelope(raw: &[u8]) -> &[u8] {
    let mut raw = raw
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(raw)
        .trim_ascii_start();
    if raw.starts_with(b"From ") || raw.starts_with(b">From ") {
        raw = raw
            .iter()
            .position(|b| *b == b'\n')
            .map_or(&[], |end| &raw[end + 1..]);
    }
    raw
}

/// The header, and what comes after the empty line that ends it.
fn split(raw: &[u8]) -> (&[u8], &[u8]) {
    let mut start = 0;
    for line in raw.split_inclusive(|b| *b == b'\n') {
        if line.trim_ascii().is_empty() {
            return (&raw[..start], &raw[start + line.len()..]);
        }
        start += line.len();
    }
    (raw, &[])
}

/// The fields of a header, folded lines joined.
fn fields(head: &[u8]) -> Fields {
    let head = &head[..head.len().min(HEADER_MAX)];
    let mut fields: Fields = Vec::new();
    for raw in head.split(|b| *b == b'\n') {
        let raw = &*header_line(raw.strip_suffix(b"\r").unwrap_or(raw));
        if raw.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut()
                && value.len() < FIELD_CHARS
            {
                value.push(' ');
                value.push_str(raw.trim());
            }
        } else if let Some((name, value)) = raw.split_once(':')
            && !name.is_empty()
            && name.trim_end().bytes().all(|b| b.is_ascii_graphic())
            && fields.len() < FIELDS_MAX
        {
            fields.push((
                name.trim_end().to_ascii_lowercase(),
                value.trim().to_owned(),
            ));
        }
    }
    for (_, value) in &mut fields {
        *value = one_line(value, FIELD_CHARS);
    }
    fields
}

/// A field may be UTF-8 (RFC 6532). Where it is neither that nor ASCII, an old program wrote what
/// Windows does.
fn header_line(raw: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(raw) {
        Ok(line) => Cow::Borrowed(line),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(raw).0,
    }
}

/// The same message twice has the same digest, whichever servers it passed on its way.
fn digest(headers: &Fields, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    for name in ["message-id", "date", "from", "to", "subject"] {
        for (_, value) in headers.iter().filter(|(known, _)| known == name) {
            digest.update(format!(
                "{name}:{}\n",
                value.split_whitespace().collect::<String>()
            ));
        }
    }
    digest.update([0]);
    // The ends of lines change on the way.
    for line in body.split(|b| *b == b'\n') {
        digest.update(line.strip_suffix(b"\r").unwrap_or(line));
        digest.update(b"\n");
    }
    hex::encode(digest.finalize())
}

/// What the parts of a message say.
#[derive(Default)]
struct Parts {
    texts: Vec<Said>,
    report: Vec<Fields>,
    returned: Vec<Fields>,
}

/// A text, and the group of alternatives that it belongs to.
struct Said {
    group: Option<usize>,
    html: bool,
    text: String,
}

/// A part that is still to be looked at.
struct Part<'a> {
    head: &'a [u8],
    body: &'a [u8],
    depth: usize,
    group: Option<usize>,
}

impl Parts {
    fn walk(&mut self, head: &[u8], body: &[u8]) {
        let mut waiting = vec![Part {
            head,
            body,
            depth: 0,
            group: None,
        }];
        let mut seen = 0;
        while let Some(part) = waiting.pop() {
            seen += 1;
            if seen > PARTS_MAX {
                return;
            }
            let kind = ContentKind::of(part.head);
            match kind.main.as_str() {
                "multipart" => {
                    let Some(boundary) = kind.boundary.filter(|_| part.depth < DEPTH_MAX) else {
                        self.say(&part, false);
                        continue;
                    };
                    let group = match kind.sub.as_str() {
                        "alternative" => Some(seen),
                        _ => part.group,
                    };
                    let inner = parts(part.body, boundary.as_bytes(), PARTS_MAX - seen + 1);
                    // The last one waits longest, so that the first is taken up next.
                    for raw in inner.into_iter().rev() {
                        let (head, body) = split_part(raw);
                        waiting.push(Part {
                            head,
                            body,
                            depth: part.depth + 1,
                            group,
                        });
                    }
                }
                "message" if kind.sub.ends_with("delivery-status") => {
                    let report = self.report.len();
                    let blocks = blocks(&decoded(part.head, part.body));
                    self.report
                        .extend(blocks.into_iter().take(BLOCKS_MAX - report));
                }
                // Some gateways wrap a report in a message of their own that says nothing.
                "message" if kind.sub == "rfc822" && self.is_silent() && part.depth < DEPTH_MAX => {
                    let (head, body) = split(without_envelope(part.body));
                    if ContentKind::of(head).is("multipart", "report") {
                        waiting.push(Part {
                            head,
                            body,
                            depth: part.depth + 1,
                            group: None,
                        });
                    } else {
                        self.give_back(part.head, part.body);
                    }
                }
                "message"
                    if matches!(
                        kind.sub.as_str(),
                        "rfc822" | "global" | "rfc822-headers" | "global-headers"
                    ) =>
                {
                    self.give_back(part.head, part.body);
                }
                "text" if matches!(kind.sub.as_str(), "rfc822-headers" | "rfc822") => {
                    self.give_back(part.head, part.body);
                }
                "text" if !kind.attached => self.say(&part, kind.sub == "html"),
                _ => {}
            }
        }
    }

    fn is_silent(&self) -> bool {
        self.report.is_empty() && self.texts.iter().all(|said| said.text.trim().is_empty())
    }

    /// A message that came back: its header.
    fn give_back(&mut self, head: &[u8], body: &[u8]) {
        if self.returned.len() < BLOCKS_MAX {
            let returned = decoded(head, body);
            let returned = without_envelope(returned.as_bytes());
            self.returned.push(fields(split(returned).0));
        }
    }

    fn say(&mut self, part: &Part<'_>, html: bool) {
        let text = decoded(part.head, part.body);
        let text = if html && markup::has_tags(&text) || markup::is_page(&text) {
            markup::to_text(&text)
        } else {
            text
        };
        self.texts.push(Said {
            group: part.group,
            html,
            text: clean(&text),
        });
    }

    /// All texts in their order; of alternatives the plain one, if it says anything.
    fn text(&self) -> String {
        let plain = |group| {
            self.texts
                .iter()
                .any(|said| said.group == Some(group) && !said.html && !said.text.trim().is_empty())
        };
        let mut whole = String::new();
        for said in &self.texts {
            if said.html && said.group.is_some_and(plain) {
                continue;
            }
            if !whole.is_empty() && !whole.ends_with('\n') {
                whole.push('\n');
            }
            whole.push_str(&said.text);
        }
        whole.chars().take(TEXT_CHARS).collect()
    }
}

/// What a part is.
struct ContentKind {
    main: String,
    sub: String,
    boundary: Option<String>,
    /// Whether it is meant to be saved rather than read.
    attached: bool,
}

impl ContentKind {
    fn is(&self, main: &str, sub: &str) -> bool {
        self.main == main && self.sub == sub
    }

    fn of(head: &[u8]) -> Self {
        let named = fields(head);
        let value = |name: &str| field(&named, name).map(|value| alone(name, value));
        let read = value("content-type").flatten();
        let content_type = read.as_ref().and_then(Message::content_type);
        let read = value("content-disposition").flatten();
        let disposition = read.as_ref().and_then(Message::content_disposition);
        Self {
            main: content_type.map_or("text".into(), |kind| kind.ctype().to_ascii_lowercase()),
            sub: content_type.map_or("plain".into(), |kind| {
                kind.subtype().unwrap_or("plain").to_ascii_lowercase()
            }),
            boundary: content_type
                .and_then(|kind| kind.attribute("boundary"))
                .map(|boundary| boundary.trim_end().to_owned())
                .filter(|boundary| !boundary.is_empty()),
            attached: disposition.is_some_and(|kind| kind.is_attachment()),
        }
    }
}

/// The parts between the lines that consist of the boundary; RFC 2046, section 5.1.1. A last part
/// that nothing ends is taken as far as it goes.
fn parts<'a>(body: &'a [u8], boundary: &[u8], max: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        let mark = line
            .strip_prefix(b"--")
            .and_then(|rest| rest.strip_prefix(boundary));
        let is_mark = mark.is_some_and(|rest| matches!(rest.trim_ascii(), b"" | b"--"));
        if is_mark {
            if let Some(begun) = begun {
                parts.push(&body[begun..at]);
            }
            let is_end = mark.is_some_and(|rest| rest.trim_ascii() == b"--");
            begun = (!is_end).then_some(at + line.len());
            if is_end || parts.len() >= max {
                return parts;
            }
        }
        at += line.len();
    }
    if let Some(begun) = begun {
        parts.push(&body[begun.min(body.len())..]);
    }
    parts
}

/// A part without a header begins with an empty line, or with its text at once.
fn split_part(raw: &[u8]) -> (&[u8], &[u8]) {
    let (head, body) = split(raw);
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
    if first.is_empty() || first.contains(&b':') {
        (head, body)
    } else {
        (&[], raw)
    }
}

/// The blocks of fields of a report, separated by empty lines.
fn blocks(report: &str) -> Vec<Fields> {
    let mut blocks = Vec::new();
    let mut rest = report.as_bytes();
    while !rest.is_empty() && blocks.len() < BLOCKS_MAX {
        let (block, after) = split(rest);
        let block = fields(block);
        if !block.is_empty() {
            blocks.push(block);
        }
        rest = after;
    }
    blocks
}

/// The text of a part that holds no other parts, out of its transfer encoding and its charset.
fn decoded(head: &[u8], body: &[u8]) -> String {
    let body = &body[..body.len().min(PART_MAX)];
    let named = fields(head);
    let value = |name: &str| field(&named, name).unwrap_or_default();
    let charset = alone("Content-Type", value("content-type"))
        .as_ref()
        .and_then(Message::content_type)
        .and_then(|kind| kind.attribute("charset"))
        .filter(|charset| {
            charset
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
        })
        .map_or(String::new(), |charset| format!("; charset=\"{charset}\""));
    let encoding = match value("content-transfer-encoding")
        .to_ascii_lowercase()
        .as_str()
    {
        "base64" => "base64",
        "quoted-printable" => "quoted-printable",
        _ => "8bit",
    };
    let text = transferred(body, encoding, &charset);
    // Who declares no charset, and writes no character of UTF-8, writes what Windows does.
    let mut others = text.chars().filter(|c| !c.is_ascii()).peekable();
    let unread = others.peek().is_some() && others.all(|c| c == char::REPLACEMENT_CHARACTER);
    if charset.is_empty() && unread {
        return transferred(body, encoding, "; charset=\"windows-1252\"");
    }
    text
}

fn transferred(body: &[u8], encoding: &str, charset: &str) -> String {
    let mut single = format!(
        "Content-Type: text/plain{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    .into_bytes();
    single.extend_from_slice(body);
    let text = guarded(|| {
        let message = MessageParser::default().parse(&single)?;
        match &message.parts.first()?.body {
            PartType::Text(text) => Some(text.to_string()),
            _ => None,
        }
    });
    text.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned())
}

/// One field, read by the parser without its neighbours: a date without a number for its zone would
/// take the field after it along.
fn alone(name: &str, value: &str) -> Option<Message<'static>> {
    let field = format!("{name}: {value}\r\n\r\n");
    guarded(|| {
        MessageParser::default()
            .parse_headers(&field)
            .map(Message::into_owned)
    })
}

/// Whatever the parser meets, one message must not take the process along.
fn guarded<T>(parse: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(parse)).ok().flatten()
}

/// Text without control characters, which neither a column nor a page could take.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| {
            if matches!(c, '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') {
                '\n'
            } else {
                c
            }
        })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn line(text: &str) -> String {
    one_line(text, LINE_CHARS)
}

/// The same in one line of at most `max` characters, which reads in the order that it is written in.
fn one_line(text: &str, max: usize) -> String {
    let spaced: String = text
        .chars()
        .filter(|&c| !turns_direction(c))
        .take(max.saturating_mul(4))
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(max).collect()
}

#[cfg(test)]
mod tests;
