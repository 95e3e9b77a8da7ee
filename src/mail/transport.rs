//! The way to the mail server: what `AMENDS_SMTP_URL` may say, one attempt to send, and whether
//! trying again is of use.
//!
//! A password never travels unencrypted and never shows up in an error or a debug print. Knows
//! nothing of the outbox; it decides neither when to try nor how often.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::domain::mail::Attempt;
pub use crate::mail::conversation::Patience;
use crate::mail::conversation::{Encryption, Failure, Server, Stage, Trouble, deliver};
use crate::mail::dkim::Dkim;
use crate::mail::message::ascii_address;
use crate::mail::wire::Trust;

/// What is kept of a server's answer, in characters.
const ERROR_MAX: usize = 500;

#[derive(Clone)]
pub struct Transport {
    server: Server,
    /// Every form in which the password could come back in a server's answer.
    secrets: Vec<SecretString>,
    dkim: Option<Dkim>,
}

impl Transport {
    /// Reads `smtp://user:pass@host:587`, `smtps://user:pass@host` or
    /// `smtp://localhost:1025?tls=none`. An error is one line that repeats nothing of the URL:
    /// where a password was not percent-encoded, any part of it may be a piece of the password.
    pub fn from_url(url: &str) -> Result<Self, String> {
        const SHAPE: &str = "write it like smtp://user:password@mail.example.com:587";
        let parsed = Url::parse(url).map_err(|error| {
            format!(
                "the mail server's URL cannot be read ({error}); {SHAPE}, with special characters \
                 in the password percent-encoded"
            )
        })?;
        let implicit = match parsed.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => {
                return Err(format!(
                    "the mail server's URL must begin with smtp:// or smtps://; {SHAPE}"
                ));
            }
        };
        if !matches!(parsed.path(), "" | "/") || parsed.fragment().is_some() {
            return Err(format!(
                "nothing but ?tls= may follow the mail server's host and port; {SHAPE}, with \
                 special characters in the password percent-encoded"
            ));
        }
        let host = host(&parsed)
            .ok_or_else(|| format!("the mail server's URL names no valid host; {SHAPE}"))?;
        let encryption = encryption(&parsed, implicit)?;
        let credentials = credentials(&parsed)?;
        if encryption == Encryption::None && credentials.is_some() {
            return Err(
                "with tls=none the password would travel unencrypted; take out tls=none, or the \
                 user name and password"
                    .to_owned(),
            );
        }
        let port = match parsed.port() {
            Some(0) => return Err("the mail server's port must not be 0".to_owned()),
            Some(port) => port,
            None => match encryption {
                Encryption::Required => 587,
                Encryption::Implicit => 465,
                Encryption::None => 25,
            },
        };
        Self::new(host, port, encryption, credentials)
    }

    fn new(
        host: String,
        port: u16,
        encryption: Encryption,
        credentials: Option<(String, String)>,
    ) -> Result<Self, String> {
        let trust = match encryption {
            Encryption::None => None,
            Encryption::Required | Encryption::Implicit => Some(Trust::of(&host, &[])?),
        };
        let secrets = credentials.iter().flat_map(|(user, password)| {
            let plain = format!("\0{user}\0{password}");
            [
                STANDARD.encode(plain).into(),
                STANDARD.encode(password).into(),
                password.clone().into(),
            ]
        });
        Ok(Self {
            secrets: secrets.collect(),
            server: Server {
                host,
                port,
                encryption,
                trust,
                credentials: credentials.map(|(user, password)| Credentials::new(user, password)),
                patience: Patience::default(),
            },
            dkim: None,
        })
    }

    /// Waits for as long as `patience` says, instead of as RFC 5321 asks for.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.server.patience = patience;
        self
    }

    /// Trusts the certificates in `pem`, beside those that the machine trusts.
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, String> {
        if self.server.trust.is_some() {
            self.server.trust = Some(Trust::of(&self.server.host, pem)?);
        }
        Ok(self)
    }

    /// Signs every message that it sends.
    #[must_use]
    pub fn signing(mut self, dkim: Dkim) -> Self {
        self.dkim = Some(dkim);
        self
    }

    /// One attempt to hand `message` to the server, from and to bare addresses.
    pub fn send(&self, from: &str, to: &str, message: &[u8]) -> Attempt {
        let (from, to) = match (ascii_address(from), ascii_address(to)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => return Attempt::Permanent(error.to_string()),
        };
        if !message.is_ascii() || message.is_empty() {
            return Attempt::Permanent("the message is empty, or not plain ASCII".to_owned());
        }
        let signed = match &self.dkim {
            None => Cow::Borrowed(message),
            Some(dkim) => match dkim.sign(message) {
                Ok(signed) => Cow::Owned(signed),
                Err(error) => return Attempt::Temporary(error),
            },
        };
        // Servers distrust lettre's default greeting, 127.0.0.1; the sender's domain is ours.
        let hello = ClientId::Domain(from.domain().to_owned());
        match deliver(&self.server, &hello, from, to, &signed) {
            Ok(()) => Attempt::Delivered,
            Err(failure) => {
                let told = self.without_secrets(&self.describe(&failure));
                if is_permanent(&failure) {
                    Attempt::Permanent(told)
                } else {
                    Attempt::Temporary(told)
                }
            }
        }
    }

    fn describe(&self, failure: &Failure) -> String {
        let Server { host, port, .. } = &self.server;
        let place = if host.contains(':') {
            format!("[{host}]:{port}")
        } else {
            format!("{host}:{port}")
        };
        let when = when(failure.stage);
        match &failure.trouble {
            Trouble::Refused { code, words } => {
                format!(
                    "the mail server refused {}: {code} {words}",
                    what(failure.stage)
                )
            }
            Trouble::OutOfStep(how) => {
                format!("the mail server at {place} could not be understood {when}: {how}")
            }
            Trouble::Unfit(why) => format!("the mail server at {place} cannot be used: {why}"),
            Trouble::TimedOut(time) => format!(
                "the mail server at {place} did not answer within {} seconds {when}",
                time.as_secs()
            ),
            Trouble::Closed => {
                format!("the mail server at {place} closed the connection {when}")
            }
            Trouble::Encryption(why) => {
                format!("no encrypted connection to the mail server at {place}: {why}")
            }
            Trouble::Network(why) => {
                format!("no connection to the mail server at {place}: {why}")
            }
        }
    }

    /// A server may repeat anything, and a database does not take every character.
    fn without_secrets(&self, line: &str) -> String {
        let mut line: String = line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        for secret in &self.secrets {
            line = line.replace(secret.expose_secret(), "[hidden]");
        }
        line.chars().take(ERROR_MAX).collect()
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("host", &self.server.host)
            .field("port", &self.server.port)
            .field("encryption", &self.server.encryption)
            .field("dkim", &self.dkim)
            .finish_non_exhaustive()
    }
}

/// Only a final answer about this one mail ends the attempts. What is refused before the mail is
/// named (the connection, the greeting, the password) is about the server or its settings, and
/// would be refused for every other mail too: none of them may fail for good for that.
fn is_permanent(failure: &Failure) -> bool {
    // These say that we did not sign in (RFC 4954), at whatever stage.
    const SIGN_IN: [u16; 4] = [530, 534, 535, 538];
    match failure.trouble {
        Trouble::Refused { code, .. } => {
            failure.stage >= Stage::Sender && code >= 500 && !SIGN_IN.contains(&code)
        }
        _ => false,
    }
}

/// What was going on, behind "it closed the connection".
fn when(stage: Stage) -> &'static str {
    match stage {
        Stage::Connection | Stage::Greeting => "before it greeted us",
        Stage::Hello => "when we greeted it",
        Stage::Encryption => "when encryption was to begin",
        Stage::SignIn => "when we signed in",
        Stage::Sender => "when we named the sender",
        Stage::Recipient => "when we named the recipient",
        Stage::Data => "when we asked it to take the message",
        Stage::Verdict => "when it had been sent the message",
    }
}

/// What was refused, behind "it refused".
fn what(stage: Stage) -> &'static str {
    match stage {
        Stage::Connection | Stage::Greeting => "the connection",
        Stage::Hello => "our greeting",
        Stage::Encryption => "encryption",
        Stage::SignIn => "the user name or password",
        Stage::Sender => "the sender",
        Stage::Recipient => "the recipient",
        Stage::Data => "to take a message",
        Stage::Verdict => "the message",
    }
}

fn host(url: &Url) -> Option<String> {
    // `smtp` is no scheme that the URL standard knows, so it leaves the host as it was written.
    match Host::parse(url.host_str()?).ok()? {
        Host::Domain(domain) => (!domain.is_empty()).then_some(domain),
        Host::Ipv4(address) => Some(address.to_string()),
        Host::Ipv6(address) => Some(address.to_string()),
    }
}

fn encryption(url: &Url, implicit: bool) -> Result<Encryption, String> {
    const KNOWN: &str = "the mail server's URL takes one parameter: tls=required or tls=none";
    let mut parameters = url.query_pairs();
    let tls = parameters.next();
    if parameters.next().is_some() {
        return Err(KNOWN.to_owned());
    }
    let tls = tls.as_ref().map(|(name, value)| (&**name, &**value));
    match (implicit, tls) {
        (false, None | Some(("tls", "required"))) => Ok(Encryption::Required),
        (true, None | Some(("tls", "required"))) => Ok(Encryption::Implicit),
        (false, Some(("tls", "none"))) => Ok(Encryption::None),
        (true, Some(("tls", "none"))) => {
            Err("smtps:// and tls=none contradict each other; write smtp://".to_owned())
        }
        (_, Some(_)) => Err(KNOWN.to_owned()),
    }
}

fn credentials(url: &Url) -> Result<Option<(String, String)>, String> {
    let password = url.password().unwrap_or_default();
    match (url.username().is_empty(), password.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => percent_decoded(url.username())
            .zip(percent_decoded(password))
            .map(Some)
            .ok_or_else(|| {
                "the user name and password of the mail server must be UTF-8".to_owned()
            }),
        (false, true) => Err("the mail server's URL has a user name but no password".to_owned()),
        (true, false) => Err("the mail server's URL has a password but no user name".to_owned()),
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| hex::decode(after.get(..2)?).ok())
            .flatten();
        match escaped {
            Some(octet) => {
                decoded.extend(octet);
                rest = &after[2..];
            }
            None => {
                decoded.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread::JoinHandle;
    use std::time::Duration;

    use super::*;

    const MESSAGE: &[u8] = b"Subject: hello\r\n\r\n.a line that begins with a dot\r\n";

    /// How the tiny server answers; `None` closes the connection instead.
    #[derive(Clone, Copy)]
    struct Script {
        greeting: Option<&'static str>,
        features: &'static str,
        recipient: Option<&'static str>,
        accepted: Option<&'static str>,
    }

    const WILLING: Script = Script {
        greeting: Some("220 ready"),
        features: "250 hello",
        recipient: Some("250 ok"),
        accepted: Some("250 2.0.0 taken as 42"),
    };

    /// Serves one connection, and gives back every line that it was sent.
    fn serve(script: Script) -> (u16, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let mut heard = Vec::new();
            let mut in_message = false;
            let mut answer = script.greeting;
            loop {
                match answer {
                    None => return heard,
                    Some("") => {}
                    Some(line) => {
                        if write!(stream, "{line}\r\n").is_err() {
                            return heard;
                        }
                    }
                }
                let Some(Ok(line)) = lines.next() else {
                    return heard;
                };
                heard.push(line.clone());
                answer = match line.split([' ', ':']).next().unwrap() {
                    "." if in_message => {
                        in_message = false;
                        script.accepted
                    }
                    _ if in_message => Some(""),
                    "EHLO" => Some(script.features),
                    "MAIL" => Some("250 ok"),
                    "RCPT" => script.recipient,
                    "DATA" => {
                        in_message = true;
                        Some("354 go on")
                    }
                    "QUIT" => Some("221 bye"),
                    _ => Some("502 what?"),
                };
            }
        });
        (port, server)
    }

    fn attempt(script: Script) -> (Attempt, Vec<String>) {
        let (port, server) = serve(script);
        let url = format!("smtp://127.0.0.1:{port}?tls=none");
        let transport = Transport::from_url(&url).unwrap();
        let attempt = transport.send("amends@example.com", "ada@müller.example", MESSAGE);
        (attempt, server.join().unwrap())
    }

    #[test]
    fn a_willing_server_takes_the_message_as_it_is() {
        let (attempt, heard) = attempt(WILLING);
        assert_eq!(attempt, Attempt::Delivered);
        assert_eq!(
            heard[..8],
            [
                "EHLO example.com",
                "MAIL FROM:<amends@example.com>",
                "RCPT TO:<ada@xn--mller-kva.example>",
                "DATA",
                "Subject: hello",
                "",
                "..a line that begins with a dot",
                ".",
            ]
        );
    }

    #[test]
    fn refusals_for_now_and_for_good() {
        let recipient = |answer| Script {
            recipient: Some(answer),
            ..WILLING
        };
        let accepted = |answer| Script {
            accepted: Some(answer),
            ..WILLING
        };
        for (script, told) in [
            (
                recipient("451 4.7.1 greylisted, come back"),
                "the recipient: 451 4.7.1 greylisted, come back",
            ),
            (
                accepted("452 4.3.1 disk full"),
                "the message: 452 4.3.1 disk full",
            ),
            (
                recipient("530 5.7.0 sign in first"),
                "the recipient: 530 5.7.0 sign in first",
            ),
        ] {
            let (attempt, _) = attempt(script);
            let Attempt::Temporary(error) = attempt else {
                panic!("{attempt:?}");
            };
            assert_eq!(error, format!("the mail server refused {told}"));
        }
        for (script, told) in [
            (
                recipient("550-5.1.1 no such\r\n550 5.1.1 person"),
                "the recipient: 550 5.1.1 no such 5.1.1 person",
            ),
            (
                accepted("554 5.7.1 looks like spam"),
                "the message: 554 5.7.1 looks like spam",
            ),
        ] {
            let (attempt, _) = attempt(script);
            let Attempt::Permanent(error) = attempt else {
                panic!("{attempt:?}");
            };
            assert_eq!(error, format!("the mail server refused {told}"));
        }
    }

    #[test]
    fn a_dropped_connection_is_tried_again() {
        for script in [
            Script {
                greeting: None,
                ..WILLING
            },
            Script {
                recipient: None,
                ..WILLING
            },
            Script {
                accepted: None,
                ..WILLING
            },
        ] {
            let (attempt, _) = attempt(script);
            assert!(matches!(attempt, Attempt::Temporary(_)), "{attempt:?}");
        }
    }

    #[test]
    fn a_server_that_is_away_is_tried_again() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
        let Attempt::Temporary(error) = transport.send("a@localhost", "b@localhost", MESSAGE)
        else {
            panic!("a server that is away is no reason to give up");
        };
        assert!(error.contains(&format!("127.0.0.1:{port}")), "{error}");
    }

    #[test]
    fn a_server_that_is_silent_is_tried_again() {
        let (port, server) = serve(Script {
            accepted: Some(""),
            ..WILLING
        });
        let url = format!("smtp://127.0.0.1:{port}?tls=none");
        let mut transport = Transport::from_url(&url).unwrap();
        transport.server.patience.verdict = Duration::from_millis(200);
        let Attempt::Temporary(error) = transport.send("a@localhost", "b@localhost", MESSAGE)
        else {
            panic!("a server that is silent may answer later");
        };
        assert!(error.contains("did not answer"), "{error}");
        server.join().unwrap();
    }

    #[test]
    fn nothing_is_said_to_a_server_without_starttls() {
        let (port, server) = serve(Script {
            features: "250-hello\r\n250 AUTH PLAIN LOGIN",
            ..WILLING
        });
        let url = format!("smtp://ada:hunter22@127.0.0.1:{port}");
        let transport = Transport::from_url(&url).unwrap();
        let attempt = transport.send("amends@example.com", "ada@example.com", MESSAGE);
        let Attempt::Temporary(error) = attempt else {
            panic!("{attempt:?}");
        };
        assert!(error.contains("STARTTLS"), "{error}");
        drop(transport);
        let heard = server.join().unwrap();
        assert!(
            heard
                .iter()
                .all(|line| line.starts_with("EHLO") || line == "QUIT"),
            "{heard:?}"
        );
    }

    #[test]
    fn bad_addresses_never_reach_the_server() {
        let transport = Transport::from_url("smtp://127.0.0.1:9?tls=none").unwrap();
        for bad in [
            "ada",
            "ada@",
            "ada@example.com\r\nRCPT TO:<eve@example.com>",
            "ada@example.com>\r\nRCPT TO:<eve@example.com",
            "a>\r\nRCPT TO:<eve@example.com>\r\n@example.com",
            "ädä@example.com",
            "ada lovelace@example.com",
        ] {
            for (from, to) in [(bad, "a@example.com"), ("a@example.com", bad)] {
                let attempt = transport.send(from, to, MESSAGE);
                assert!(
                    matches!(attempt, Attempt::Permanent(_)),
                    "{bad:?} {attempt:?}"
                );
            }
        }
        let umlaut = "Subject: ä\r\n\r\n".as_bytes();
        let attempt = transport.send("a@example.com", "b@example.com", umlaut);
        assert!(matches!(attempt, Attempt::Permanent(_)));
    }

    #[test]
    fn urls() {
        use Encryption::{Implicit, None, Required};
        for (url, host, port, encryption) in [
            (
                "smtp://ada:pw@mail.example.com:2525",
                "mail.example.com",
                2525,
                Required,
            ),
            ("smtp://mail.example.com", "mail.example.com", 587, Required),
            (
                "smtp://mail.example.com/?tls=required",
                "mail.example.com",
                587,
                Required,
            ),
            (
                "smtps://ada:pw@mail.example.com",
                "mail.example.com",
                465,
                Implicit,
            ),
            (
                "smtps://mail.example.com:10465?tls=required",
                "mail.example.com",
                10465,
                Implicit,
            ),
            ("smtp://localhost:1025?tls=none", "localhost", 1025, None),
            ("SMTP://127.0.0.1?tls=none", "127.0.0.1", 25, None),
            ("smtp://[::1]:1025?tls=none", "::1", 1025, None),
            ("smtp://[::1]:1025", "::1", 1025, Required),
            (
                "smtp://müller.example",
                "xn--mller-kva.example",
                587,
                Required,
            ),
        ] {
            let transport = Transport::from_url(url).unwrap();
            assert_eq!(
                (
                    &*transport.server.host,
                    transport.server.port,
                    transport.server.encryption
                ),
                (host, port, encryption),
                "{url}"
            );
        }
    }

    #[test]
    fn refused_urls_get_one_line_that_tells_no_secret() {
        for (url, told) in [
            ("", "cannot be read"),
            ("localhost:1025", "must begin with smtp://"),
            ("http://ada:hunter22@localhost", "must begin with smtp://"),
            ("smtp://", "names no valid host"),
            ("smtp:///?tls=none", "names no valid host"),
            ("smtp://ada:hunter22@", "cannot be read"),
            ("smtp://ada:hunter22@localhost:1025?tls=none", "unencrypted"),
            ("smtps://localhost?tls=none", "contradict"),
            ("smtp://localhost?tls=maybe", "takes one parameter"),
            ("smtp://localhost?tls", "takes one parameter"),
            ("smtp://localhost?TLS=none", "takes one parameter"),
            (
                "smtp://localhost?tls=none&tls=required",
                "takes one parameter",
            ),
            (
                "smtp://ada:hunter22@localhost?hunter22=1",
                "takes one parameter",
            ),
            ("smtp://ada:1?hunter22@localhost", "takes one parameter"),
            ("smtp://ada:1/hunter22@localhost", "may follow"),
            ("smtp://ada:1#hunter22@localhost", "may follow"),
            ("smtp://ada:/hunter22@localhost", "may follow"),
            ("smtp://ada@localhost", "no password"),
            ("smtp://:hunter22@localhost", "no user name"),
            ("smtp://ada:hunter22@localhost:99999", "cannot be read"),
            ("smtp://localhost:0", "must not be 0"),
            ("smtp://ada:%ff@localhost", "UTF-8"),
        ] {
            let error = Transport::from_url(url).unwrap_err();
            assert!(error.contains(told), "{url}: {error}");
            assert!(
                !error.contains("hunter22") && !error.contains('\n'),
                "{url}: {error}"
            );
        }
    }

    #[test]
    fn no_secret_in_debug_or_in_what_a_server_repeats() {
        let url = "smtps://ada%40example.com:hunt%23r+2@mail.example.com";
        let transport = Transport::from_url(url).unwrap();
        let shown = format!("{transport:?}");
        assert!(!shown.contains("hunt") && !shown.contains("ada"), "{shown}");
        let password = transport.secrets[2].expose_secret();
        assert_eq!(password, "hunt#r+2");
        let repeated = format!(
            "535 no: {password} {} {}\0",
            STANDARD.encode(password),
            STANDARD.encode(format!("\0ada@example.com\0{password}"))
        );
        assert_eq!(
            transport.without_secrets(&repeated),
            "535 no: [hidden] [hidden] [hidden] "
        );
    }
}
