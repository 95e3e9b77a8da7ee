//! The settings: read once, judged at once. A wrong one stops the start with one line that names
//! it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use crate::domain::text::Email;
use crate::mail::{Dkim, Sender, Transport};
use crate::store::database::DatabaseUrl;
use crate::telemetry::LogFormat;

/// Settings as they are given, by flag or by environment variable.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Where the data is: sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE
    #[arg(
        long,
        env = "AMENDS_DATABASE_URL",
        default_value = "sqlite://amends.db",
        hide_env_values = true,
        global = true
    )]
    database_url: SecretString,

    /// Where to listen; port 0 picks a free one
    #[arg(
        long,
        env = "AMENDS_LISTEN",
        default_value = "127.0.0.1:8080",
        global = true
    )]
    listen: String,

    /// Where links in mail lead [default: the address that is listened on]
    #[arg(long, env = "AMENDS_PUBLIC_URL", global = true)]
    public_url: Option<String>,

    /// The mail server; without one mail is kept and shown, not sent
    #[arg(long, env = "AMENDS_SMTP_URL", hide_env_values = true, global = true)]
    smtp_url: Option<SecretString>,

    /// Certificates (PEM) that the mail server's may be signed by, beside those of this machine
    #[arg(long, env = "AMENDS_SMTP_CA_FILE", global = true)]
    smtp_ca_file: Option<String>,

    /// The domain that mail is signed for (DKIM), usually that of the sender
    #[arg(long, env = "AMENDS_DKIM_DOMAIN", global = true)]
    dkim_domain: Option<String>,

    /// The name of the key in DNS: SELECTOR._domainkey.DOMAIN
    #[arg(long, env = "AMENDS_DKIM_SELECTOR", global = true)]
    dkim_selector: Option<String>,

    /// The private key that signs: PEM, RSA of 2048 bits or more, or Ed25519
    #[arg(long, env = "AMENDS_DKIM_KEY_FILE", global = true)]
    dkim_key_file: Option<String>,

    /// The same for a second key, of the other kind
    #[arg(long, env = "AMENDS_DKIM_SECOND_SELECTOR", global = true)]
    dkim_second_selector: Option<String>,

    /// The same for a second key, of the other kind
    #[arg(long, env = "AMENDS_DKIM_SECOND_KEY_FILE", global = true)]
    dkim_second_key_file: Option<String>,

    /// Who mail comes from
    #[arg(
        long,
        env = "AMENDS_MAIL_FROM",
        default_value = "Amends <amends@localhost>",
        global = true
    )]
    mail_from: String,

    /// The mailbox whose mail is handed back to Amends; replies of clients go there [default: replies
    /// go to the owner]
    #[arg(long, env = "AMENDS_INBOUND_ADDRESS", global = true)]
    inbound_address: Option<String>,

    /// The first admin's token, at least 32 characters [default: a random one, printed once]
    #[arg(
        long,
        env = "AMENDS_BOOTSTRAP_TOKEN",
        hide_env_values = true,
        global = true
    )]
    bootstrap_token: Option<SecretString>,

    /// Requests a minute and token, 1 to 100000; past them 429 [default: as many as come]
    #[arg(long, env = "AMENDS_RATE_LIMIT", global = true)]
    rate_limit: Option<String>,

    /// How many proxies stand before this server, whose X-Forwarded-For is believed, 0 to 10
    #[arg(
        long,
        env = "AMENDS_TRUSTED_PROXIES",
        default_value = "0",
        global = true
    )]
    trusted_proxies: String,

    /// How the log is written: text, or json with one object a line
    #[arg(long, env = "AMENDS_LOG_FORMAT", default_value = "text", global = true)]
    log_format: String,

    /// A directory of letter templates that stand in for those that come with Amends
    #[arg(long, env = "AMENDS_TEMPLATES", global = true)]
    templates: Option<PathBuf>,

    /// Who is mailed the head of the history every day [default: nobody]
    #[arg(long, env = "AMENDS_HISTORY_HEAD_TO", global = true)]
    history_head_to: Option<String>,

    /// What to log: error, warn, info, debug, or a filter of tracing's
    #[arg(long, env = "AMENDS_LOG", default_value = "info", global = true)]
    log: String,
}

/// Settings that hold together.
#[derive(Debug, Clone)]
pub struct Config {
    pub database: DatabaseUrl,
    pub listen: SocketAddr,
    /// Without a slash at the end; `None`: the address that is listened on.
    pub public_url: Option<String>,
    pub transport: Option<Transport>,
    /// What signs mail; the transport has it too.
    pub dkim: Option<Dkim>,
    pub sender: Sender,
    /// The bare address of the mailbox whose mail comes back to us.
    pub inbound_address: Option<String>,
    pub bootstrap_token: Option<SecretString>,
    /// Where the operator's templates of letters are.
    pub templates: Option<PathBuf>,
    /// Requests a minute and token, where they are limited.
    pub rate_limit: Option<u32>,
    /// Proxies between the callers and this server.
    pub trusted_proxies: usize,
    pub patience: Patience,
    pub history_head_to: Option<Email>,
    pub log: String,
    pub log_format: LogFormat,
}

/// How long a caller may take. No setting; the tests have less.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a connection's first request.
    pub head: Duration,
    /// For a body, from the end of its head.
    pub body: Duration,
    /// For the next request on a connection to begin.
    pub idle: Duration,
    /// For the next request to be here, or for the last answer to be taken.
    pub connection: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(20),
            idle: Duration::from_secs(15),
            connection: Duration::from_secs(20),
        }
    }
}

impl Settings {
    pub fn read(self) -> Result<Config, String> {
        let named = |name: &str, why: String| format!("{name}: {why}");
        let database = DatabaseUrl::parse(self.database_url.expose_secret())
            .map_err(|why| named("AMENDS_DATABASE_URL", why))?;
        let listen = self.listen.parse().map_err(|_| {
            named(
                "AMENDS_LISTEN",
                "write ADDRESS:PORT, like 127.0.0.1:8080".into(),
            )
        })?;
        let public_url = filled(self.public_url)
            .map(|url| public_url(&url).map_err(|why| named("AMENDS_PUBLIC_URL", why)))
            .transpose()?;
        let dkim = dkim(
            [self.dkim_domain, self.dkim_selector, self.dkim_key_file],
            [self.dkim_second_selector, self.dkim_second_key_file],
        )?;
        let transport = filled_secret(self.smtp_url)
            .map(|url| {
                Transport::from_url(url.expose_secret())
                    .map_err(|why| named("AMENDS_SMTP_URL", why))
            })
            .transpose()?;
        let transport = match (transport, filled(self.smtp_ca_file)) {
            (Some(transport), Some(path)) => {
                let trusting = read_file(&path).and_then(|pem| transport.trusting(&pem));
                Some(trusting.map_err(|why| named("AMENDS_SMTP_CA_FILE", why))?)
            }
            (transport, _) => transport,
        };
        let transport = match (transport, &dkim) {
            (Some(transport), Some(dkim)) => Some(transport.signing(dkim.clone())),
            (transport, _) => transport,
        };
        let sender =
            Sender::parse(&self.mail_from).map_err(|why| named("AMENDS_MAIL_FROM", why))?;
        let inbound_address = filled(self.inbound_address)
            .map(|address| {
                let mailbox = Sender::parse(&address);
                mailbox.map_err(|why| named("AMENDS_INBOUND_ADDRESS", why))
            })
            .transpose()?
            .map(|mailbox| mailbox.address().to_owned());
        let bootstrap_token = filled_secret(self.bootstrap_token)
            .map(|token| bootstrap_token(token).map_err(|why| named("AMENDS_BOOTSTRAP_TOKEN", why)))
            .transpose()?;
        let rate_limit = filled(self.rate_limit)
            .map(|limit| whole(&limit, 1, 100_000).map_err(|why| named("AMENDS_RATE_LIMIT", why)))
            .transpose()?;
        let trusted_proxies = whole(&self.trusted_proxies, 0, 10)
            .map_err(|why| named("AMENDS_TRUSTED_PROXIES", why))?;
        let log_format =
            LogFormat::parse(&self.log_format).map_err(|why| named("AMENDS_LOG_FORMAT", why))?;
        let history_head_to = filled(self.history_head_to)
            .map(|address| {
                Email::parse(&address)
                    .map_err(|error| named("AMENDS_HISTORY_HEAD_TO", error.detail))
            })
            .transpose()?;
        crate::telemetry::check(&self.log).map_err(|why| named("AMENDS_LOG", why))?;
        Ok(Config {
            database,
            listen,
            public_url,
            transport,
            dkim,
            sender,
            inbound_address,
            bootstrap_token,
            templates: self
                .templates
                .filter(|directory| !directory.as_os_str().is_empty()),
            rate_limit,
            trusted_proxies,
            patience: Patience::default(),
            history_head_to,
            log: self.log,
            log_format,
        })
    }
}

/// A variable that is set to nothing is not set.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// The keys that sign mail: a domain, a selector and a file, and a second selector and file for
/// whoever wants both kinds of key. What goes together is given together, or not at all.
fn dkim(
    [domain, selector, file]: [Option<String>; 3],
    [second_selector, second_file]: [Option<String>; 2],
) -> Result<Option<Dkim>, String> {
    let missing = |name: &str, others: &str| {
        Err(format!("{name}: this is missing, although {others} is set"))
    };
    let (domain, selector, file) = match (filled(domain), filled(selector), filled(file)) {
        (None, None, None) => {
            return match (filled(second_selector), filled(second_file)) {
                (None, None) => Ok(None),
                _ => missing("AMENDS_DKIM_DOMAIN", "a second key"),
            };
        }
        (None, ..) => return missing("AMENDS_DKIM_DOMAIN", "another setting of DKIM"),
        (_, None, _) => return missing("AMENDS_DKIM_SELECTOR", "another setting of DKIM"),
        (.., None) => return missing("AMENDS_DKIM_KEY_FILE", "another setting of DKIM"),
        (Some(domain), Some(selector), Some(file)) => (domain, selector, file),
    };
    let dkim = Dkim::of(&domain).map_err(|why| format!("AMENDS_DKIM_DOMAIN: {why}"))?;
    let dkim = with_key(
        dkim,
        ("AMENDS_DKIM_SELECTOR", &selector),
        ("AMENDS_DKIM_KEY_FILE", &file),
    )?;
    match (filled(second_selector), filled(second_file)) {
        (None, None) => Ok(Some(dkim)),
        (None, _) => missing("AMENDS_DKIM_SECOND_SELECTOR", "AMENDS_DKIM_SECOND_KEY_FILE"),
        (_, None) => missing("AMENDS_DKIM_SECOND_KEY_FILE", "AMENDS_DKIM_SECOND_SELECTOR"),
        (Some(same), _) if same == selector => {
            Err("AMENDS_DKIM_SECOND_SELECTOR: two keys cannot have one name in DNS".into())
        }
        (Some(selector), Some(file)) => with_key(
            dkim,
            ("AMENDS_DKIM_SECOND_SELECTOR", &selector),
            ("AMENDS_DKIM_SECOND_KEY_FILE", &file),
        )
        .map(Some),
    }
}

fn with_key(
    dkim: Dkim,
    (selector_name, selector): (&str, &str),
    (file_name, file): (&str, &str),
) -> Result<Dkim, String> {
    let dkim = dkim
        .named(selector)
        .map_err(|why| format!("{selector_name}: {why}"))?;
    read_file(file)
        .and_then(|pem| dkim.with_key(&pem))
        .map_err(|why| format!("{file_name}: {why}"))
}

fn read_file(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{path} cannot be read ({error})"))
}

fn filled_secret(value: Option<SecretString>) -> Option<SecretString> {
    value.filter(|value| !value.expose_secret().trim().is_empty())
}

/// A whole number within bounds.
fn whole<T>(text: &str, least: T, most: T) -> Result<T, String>
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let number = text.trim().parse().ok();
    number
        .filter(|number| (&least..=&most).contains(&number))
        .ok_or_else(|| format!("write a whole number from {least} to {most}"))
}

fn public_url(text: &str) -> Result<String, String> {
    let plain = "write http(s)://HOST[:PORT][/PATH], without query or fragment".to_owned();
    let url = url::Url::parse(text).map_err(|_| plain.clone())?;
    let sound = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !sound {
        return Err(plain);
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn bootstrap_token(token: SecretString) -> Result<SecretString, String> {
    let text = token.expose_secret();
    if text.chars().count() < 32 || !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("write at least 32 visible ASCII characters".into());
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            database_url: "sqlite://amends.db".into(),
            listen: "127.0.0.1:8080".into(),
            public_url: None,
            smtp_url: None,
            smtp_ca_file: None,
            dkim_domain: None,
            dkim_selector: None,
            dkim_key_file: None,
            dkim_second_selector: None,
            dkim_second_key_file: None,
            mail_from: "Amends <amends@localhost>".into(),
            inbound_address: None,
            bootstrap_token: None,
            templates: None,
            rate_limit: None,
            trusted_proxies: "0".into(),
            log_format: "text".into(),
            history_head_to: None,
            log: "info".into(),
        }
    }

    /// The tests that wait for a caller to be cut off have less of it.
    #[test]
    fn a_slow_head_a_slow_body_and_an_idle_connection_have_30_seconds_at_most() {
        let patience = settings().read().unwrap().patience;
        let most = Duration::from_secs(30);
        for time in [
            patience.head,
            patience.body,
            patience.idle,
            patience.connection,
        ] {
            assert!(time > Duration::ZERO && time <= most, "{time:?}");
        }
    }

    #[test]
    fn the_defaults_hold_together() {
        assert!(settings().read().is_ok());
    }

    #[test]
    fn a_wrong_setting_is_named_in_one_line_that_holds_no_secret() {
        type Spoil = fn(&mut Settings);
        let wrong: [(&str, Spoil); 16] = [
            ("AMENDS_DATABASE_URL", |it| {
                it.database_url = "mysql://root:s3cret@host/x".into()
            }),
            ("AMENDS_LISTEN", |it| it.listen = "localhost".into()),
            ("AMENDS_PUBLIC_URL", |it| {
                it.public_url = Some("amends.example.com".into())
            }),
            ("AMENDS_PUBLIC_URL", |it| {
                it.public_url = Some("https://example.com/?a=b".into())
            }),
            ("AMENDS_SMTP_URL", |it| {
                it.smtp_url = Some("smpt://u:s3cret@host".into())
            }),
            ("AMENDS_SMTP_URL", |it| {
                it.smtp_url = Some("smtp://u:s3cret@host?tls=none".into())
            }),
            ("AMENDS_MAIL_FROM", |it| it.mail_from = "nobody".into()),
            ("AMENDS_INBOUND_ADDRESS", |it| {
                it.inbound_address = Some("nobody".into())
            }),
            ("AMENDS_BOOTSTRAP_TOKEN", |it| {
                it.bootstrap_token = Some("s3cret".into())
            }),
            ("AMENDS_RATE_LIMIT", |it| it.rate_limit = Some("0".into())),
            ("AMENDS_RATE_LIMIT", |it| it.rate_limit = Some("ten".into())),
            ("AMENDS_RATE_LIMIT", |it| {
                it.rate_limit = Some("100001".into())
            }),
            ("AMENDS_TRUSTED_PROXIES", |it| {
                it.trusted_proxies = "yes".into()
            }),
            ("AMENDS_LOG_FORMAT", |it| it.log_format = "xml".into()),
            ("AMENDS_HISTORY_HEAD_TO", |it| {
                it.history_head_to = Some("auditor".into())
            }),
            ("AMENDS_LOG", |it| it.log = "loud=nonsense=".into()),
        ];
        for (name, spoil) in wrong {
            let mut settings = settings();
            spoil(&mut settings);
            let why = settings.read().unwrap_err();
            assert!(why.starts_with(name), "{why}");
            assert!(!why.contains('\n') && !why.contains("s3cret"), "{why}");
        }
    }

    #[test]
    fn settings_show_no_secret_when_they_are_printed() {
        let mut settings = settings();
        settings.database_url = "postgres://amends:s3cret@localhost/amends".into();
        settings.smtp_url = Some("smtp://amends:s3cret@mail.example.com".into());
        settings.bootstrap_token = Some("s3cret-s3cret-s3cret-s3cret-s3cret".into());
        let printed = format!("{settings:?}");
        let config = settings.read().unwrap();
        let printed = format!("{printed} {config:?}");
        assert!(!printed.contains("s3cret"), "{printed}");
    }

    #[test]
    fn links_have_one_slash() {
        assert_eq!(
            public_url("https://example.com/").as_deref(),
            Ok("https://example.com")
        );
        assert_eq!(
            public_url("https://example.com/amends").as_deref(),
            Ok("https://example.com/amends")
        );
    }
}
