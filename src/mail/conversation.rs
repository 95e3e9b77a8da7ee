//! One conversation with a mail server, from its greeting to its word on one mail (RFC 5321).
//!
//! lettre provides the commands and the ways to sign in; the order of things is kept here, for
//! three reasons. What a refusal means depends on the stage it comes at, which lettre's own
//! connection does not tell. A server that answers drop by drop must not hold us longer than one
//! that is silent. And what was read before encryption began came from anybody on the way: lettre
//! 0.11.23 takes it for the server's first encrypted words.

use std::fmt::Display;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Starttls};
use lettre::transport::smtp::extension::ClientId;

use crate::mail::wire::{Trust, Wire, untrusted};

/// Longest answer that is read, in octets; RFC 5321 gives a line 512.
const ANSWER_MAX: usize = 64 * 1024;
/// For saying goodbye.
const GOODBYE: Duration = Duration::from_secs(2);
/// A server may ask for the user name and for the password, and for nothing more.
const CHALLENGES_MAX: usize = 2;

/// How long a server may take. RFC 5321, section 4.5.3.2, names the least for the last three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection to each of the server's addresses.
    pub connection: Duration,
    /// For each answer, the whole of it.
    pub answer: Duration,
    /// For taking what a mail says.
    pub message: Duration,
    /// For its word on the whole mail. Giving up too early sends a mail twice.
    pub verdict: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connection: Duration::from_secs(30),
            answer: Duration::from_secs(5 * 60),
            message: Duration::from_secs(3 * 60),
            verdict: Duration::from_secs(10 * 60),
        }
    }
}

/// How far a conversation had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Connection,
    Greeting,
    Hello,
    Encryption,
    SignIn,
    Sender,
    Recipient,
    Data,
    Verdict,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server said no, in its own words.
    Refused {
        code: u16,
        words: String,
    },
    /// It said something that is no answer to what it was asked.
    OutOfStep(String),
    /// There is nothing that we both speak.
    Unfit(&'static str),
    TimedOut(Duration),
    Closed,
    /// Encryption failed: another name, nobody we know, expired.
    Encryption(String),
    Network(String),
}

#[derive(Debug)]
pub(super) struct Failure {
    pub(super) stage: Stage,
    pub(super) trouble: Trouble,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    /// STARTTLS, or nothing is sent.
    Required,
    /// TLS from the first byte.
    Implicit,
    None,
}

/// The server, and how it is spoken to.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    /// Where the connection is to be encrypted.
    pub(super) trust: Option<Trust>,
    pub(super) credentials: Option<Credentials>,
    pub(super) patience: Patience,
}

/// Hands one mail to the server, for one recipient.
pub(super) fn deliver(
    server: &Server,
    hello: &ClientId,
    from: Address,
    to: Address,
    message: &[u8],
) -> Result<(), Failure> {
    let mut line = Conversation::open(server)?;
    let ended = line.deliver(server, hello, from, to, message);
    // A server that answers is taken leave of; how that goes does not matter any more.
    if matches!(
        ended,
        Ok(())
            | Err(Failure {
                trouble: Trouble::Refused { .. } | Trouble::Unfit(_),
                ..
            })
    ) && line.write(Quit.to_string().as_bytes(), GOODBYE).is_ok()
    {
        let _ = line.answer(GOODBYE);
    }
    ended
}

struct Conversation {
    wire: BufReader<Wire>,
    patience: Patience,
    stage: Stage,
}

/// What a server answered.
struct Answer {
    code: u16,
    lines: Vec<String>,
}

impl Conversation {
    fn open(server: &Server) -> Result<Self, Failure> {
        let patience = server.patience;
        let wire =
            Wire::connect(&server.host, server.port, patience.connection).map_err(|error| {
                Failure {
                    stage: Stage::Connection,
                    trouble: from_io(&error, patience.connection),
                }
            })?;
        Ok(Self {
            wire: BufReader::new(wire),
            patience,
            stage: Stage::Greeting,
        })
    }

    fn deliver(
        &mut self,
        server: &Server,
        hello: &ClientId,
        from: Address,
        to: Address,
        message: &[u8],
    ) -> Result<(), Failure> {
        self.introduce(server, hello)
            .and_then(|()| self.hand_over(from, to, message))
            .map_err(|trouble| Failure {
                stage: self.stage,
                trouble,
            })
    }

    /// Up to where the server knows who we are.
    fn introduce(&mut self, server: &Server, hello: &ClientId) -> Result<(), Trouble> {
        if let (Encryption::Implicit, Some(trust)) = (server.encryption, &server.trust) {
            self.encrypt(trust)?;
        }
        self.stage = Stage::Greeting;
        self.answer(self.patience.answer)?.expect(&[220])?;
        let mut features = self.hello(hello)?;
        if let (Encryption::Required, Some(trust)) = (server.encryption, &server.trust) {
            self.ask_for_encryption(&features)?;
            self.encrypt(trust)?;
            // What was offered before is forgotten: anybody could have said it.
            features = self.hello(hello)?;
        }
        // Settings that leave out one of these are refused where they are read; a password in clear
        // is worth a second look.
        if server.encryption != Encryption::None && !self.wire.get_ref().is_encrypted() {
            return Err(NO_TLS);
        }
        match &server.credentials {
            None => Ok(()),
            Some(_) if !self.wire.get_ref().is_encrypted() => Err(NO_TLS),
            Some(credentials) => self.sign_in(credentials, &features),
        }
    }

    fn hello(&mut self, hello: &ClientId) -> Result<Vec<String>, Trouble> {
        self.stage = Stage::Hello;
        let answer = self.command(Ehlo::new(hello.clone()))?.expect(&[250])?;
        let offered = answer.lines.iter().skip(1);
        Ok(offered.map(|line| line.to_ascii_uppercase()).collect())
    }

    fn ask_for_encryption(&mut self, features: &[String]) -> Result<(), Trouble> {
        self.stage = Stage::Encryption;
        if !features.iter().any(|feature| feature.trim() == "STARTTLS") {
            return Err(NO_TLS);
        }
        self.command(Starttls)?.expect(&[220])?;
        if !self.wire.buffer().is_empty() {
            return Err(Trouble::OutOfStep(
                "it went on talking where encryption begins".to_owned(),
            ));
        }
        Ok(())
    }

    fn encrypt(&mut self, trust: &Trust) -> Result<(), Trouble> {
        self.stage = Stage::Encryption;
        let patience = self.patience.answer;
        let wire = self.wire.get_mut();
        wire.until(Instant::now() + patience);
        wire.encrypt(trust)
            .map_err(|error| from_io(&error, patience))
    }

    fn sign_in(&mut self, credentials: &Credentials, features: &[String]) -> Result<(), Trouble> {
        self.stage = Stage::SignIn;
        let offered: Vec<&str> = features
            .iter()
            .filter_map(|feature| feature.strip_prefix("AUTH "))
            .flat_map(str::split_whitespace)
            .collect();
        let mechanism = DEFAULT_MECHANISMS
            .iter()
            .copied()
            .find(|mechanism| offered.contains(&&*mechanism.to_string()))
            .ok_or(Trouble::Unfit(
                "it offers no way to sign in that we know (PLAIN or LOGIN)",
            ))?;
        let mut answer = self.command(auth(mechanism, credentials, None)?)?;
        for _ in 0..CHALLENGES_MAX {
            if answer.code != 334 {
                break;
            }
            let challenge = answer.challenge()?;
            answer = self.command(auth(mechanism, credentials, Some(challenge))?)?;
        }
        answer.expect(&[235])?;
        Ok(())
    }

    fn hand_over(&mut self, from: Address, to: Address, message: &[u8]) -> Result<(), Trouble> {
        self.stage = Stage::Sender;
        self.command(Mail::new(Some(from), Vec::new()))?
            .expect(&[250])?;
        self.stage = Stage::Recipient;
        self.command(Rcpt::new(to, Vec::new()))?
            .expect(&[250, 251])?;
        self.stage = Stage::Data;
        self.command(Data)?.expect(&[354])?;
        self.stage = Stage::Verdict;
        self.write(&as_data(message), self.patience.message)?;
        self.answer(self.patience.verdict)?.expect(&[250])?;
        Ok(())
    }

    fn command(&mut self, command: impl Display) -> Result<Answer, Trouble> {
        self.write(command.to_string().as_bytes(), self.patience.answer)?;
        self.answer(self.patience.answer)
    }

    fn write(&mut self, octets: &[u8], patience: Duration) -> Result<(), Trouble> {
        let wire = self.wire.get_mut();
        wire.until(Instant::now() + patience);
        wire.write_all(octets)
            .and_then(|()| wire.flush())
            .map_err(|error| from_io(&error, patience))
    }

    fn answer(&mut self, patience: Duration) -> Result<Answer, Trouble> {
        self.wire.get_mut().until(Instant::now() + patience);
        let mut lines = Vec::new();
        let mut octets = 0;
        loop {
            let line = self
                .line(ANSWER_MAX - octets)
                .map_err(|error| from_io(&error, patience))?
                .ok_or_else(|| Trouble::OutOfStep("its answer has no end".to_owned()))?;
            octets += line.len();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            let (code, last, words) = parsed(line)
                .ok_or_else(|| Trouble::OutOfStep(format!("it said {:?}", shortened(line))))?;
            lines.push(words);
            if last {
                return Ok(Answer { code, lines });
            }
        }
    }

    /// One line with its end; `None` where it has more than `most` octets.
    fn line(&mut self, most: usize) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        while line.len() <= most {
            let read = self.wire.fill_buf()?;
            if read.is_empty() {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            let end = read.iter().position(|&octet| octet == b'\n');
            let taken = end.map_or(read.len(), |at| at + 1);
            line.extend_from_slice(&read[..taken]);
            self.wire.consume(taken);
            if end.is_some() && line.len() <= most {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }
}

impl Answer {
    fn expect(self, codes: &[u16]) -> Result<Self, Trouble> {
        if codes.contains(&self.code) {
            return Ok(self);
        }
        let words = self.lines.join(" ");
        Err(match self.code {
            400..600 => Trouble::Refused {
                code: self.code,
                words,
            },
            code => Trouble::OutOfStep(format!("it answered {code} {words}")),
        })
    }

    fn challenge(&self) -> Result<String, Trouble> {
        self.lines
            .first()
            .and_then(|line| STANDARD.decode(line.trim()).ok())
            .and_then(|octets| String::from_utf8(octets).ok())
            .ok_or(NO_CHALLENGE)
    }
}

const NO_TLS: Trouble = Trouble::Unfit("it offers no encryption (STARTTLS)");
const NO_CHALLENGE: Trouble = Trouble::Unfit("it asks to sign in in a way that we do not know");

fn auth(
    mechanism: Mechanism,
    credentials: &Credentials,
    challenge: Option<String>,
) -> Result<Auth, Trouble> {
    Auth::new(mechanism, credentials.clone(), challenge).map_err(|_| NO_CHALLENGE)
}

/// `250-words`, `250 words` or `250`: the code, whether it is the last line, and the words.
fn parsed(line: &str) -> Option<(u16, bool, String)> {
    let code: u16 = line.get(..3)?.parse().ok()?;
    let rest = &line[3..];
    let last = match rest.as_bytes().first() {
        None | Some(b' ') => true,
        Some(b'-') => false,
        Some(_) => return None,
    };
    let words = rest.get(1..).unwrap_or_default().to_owned();
    (200..600).contains(&code).then_some((code, last, words))
}

/// The message as it is sent after DATA: a dot at the start of a line doubled, and the line that
/// ends it (RFC 5321, section 4.5.2).
fn as_data(message: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(message.len() + 64);
    for line in message.split_inclusive(|&octet| octet == b'\n') {
        if line.starts_with(b".") {
            data.push(b'.');
        }
        data.extend_from_slice(line);
    }
    if !data.ends_with(b"\r\n") {
        data.extend_from_slice(b"\r\n");
    }
    data.extend_from_slice(b".\r\n");
    data
}

fn from_io(error: &io::Error, patience: Duration) -> Trouble {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::TimedOut(patience),
        // What rustls reports.
        ErrorKind::InvalidData => Trouble::Encryption(untrusted(error)),
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => Trouble::Closed,
        _ => Trouble::Network(error.to_string()),
    }
}

fn shortened(line: &str) -> String {
    line.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_answers() {
        for (line, expected) in [
            ("250 ok", Some((250, true, "ok"))),
            ("250-STARTTLS", Some((250, false, "STARTTLS"))),
            ("354", Some((354, true, ""))),
            ("550 5.1.1 größer", Some((550, true, "5.1.1 größer"))),
            ("25", None),
            ("", None),
            ("2500 ok", None),
            ("+250 ok", None),
            ("\u{661}\u{662}\u{663} ok", None),
            ("150 wait", None),
            ("999 what", None),
            ("HTTP/1.1 400 Bad Request", None),
        ] {
            let expected = expected.map(|(code, last, words)| (code, last, words.to_owned()));
            assert_eq!(parsed(line), expected, "{line:?}");
        }
    }

    #[test]
    fn no_line_of_a_message_ends_it() {
        for (message, data) in [
            ("a\r\n", "a\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            (".\r\n..\r\n.a\r\n", "..\r\n...\r\n..a\r\n.\r\n"),
            ("a\n.\nb\r\n", "a\n..\nb\r\n.\r\n"),
            ("", "\r\n.\r\n"),
        ] {
            assert_eq!(
                String::from_utf8(as_data(message.as_bytes())).unwrap(),
                data
            );
        }
    }
}
