//! The settings: read once, judged at once. A wrong one stops the start with one line that names
//! it.

use std::net::SocketAddr;

use clap::Args;
use secrecy::SecretString;

use crate::domain::text::Email;
use crate::mail::{Sender, Transport};
use crate::store::database::DatabaseUrl;

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
    database_url: String,

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
    smtp_url: Option<String>,

    /// Who mail comes from
    #[arg(
        long,
        env = "AMENDS_MAIL_FROM",
        default_value = "Amends <amends@localhost>",
        global = true
    )]
    mail_from: String,

    /// The first admin's token, at least 32 characters [default: a random one, printed once]
    #[arg(
        long,
        env = "AMENDS_BOOTSTRAP_TOKEN",
        hide_env_values = true,
        global = true
    )]
    bootstrap_token: Option<String>,

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
    pub sender: Sender,
    pub bootstrap_token: Option<SecretString>,
    pub history_head_to: Option<Email>,
    pub log: String,
}

impl Settings {
    pub fn read(self) -> Result<Config, String> {
        let named = |name: &str, why: String| format!("{name}: {why}");
        let database = DatabaseUrl::parse(&self.database_url)
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
        let transport = filled(self.smtp_url)
            .map(|url| Transport::from_url(&url).map_err(|why| named("AMENDS_SMTP_URL", why)))
            .transpose()?;
        let sender =
            Sender::parse(&self.mail_from).map_err(|why| named("AMENDS_MAIL_FROM", why))?;
        let bootstrap_token = filled(self.bootstrap_token)
            .map(|token| bootstrap_token(token).map_err(|why| named("AMENDS_BOOTSTRAP_TOKEN", why)))
            .transpose()?;
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
            sender,
            bootstrap_token,
            history_head_to,
            log: self.log,
        })
    }
}

/// A variable that is set to nothing is not set.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
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

fn bootstrap_token(token: String) -> Result<SecretString, String> {
    if token.chars().count() < 32 || !token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("write at least 32 visible ASCII characters".into());
    }
    Ok(token.into())
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
            mail_from: "Amends <amends@localhost>".into(),
            bootstrap_token: None,
            history_head_to: None,
            log: "info".into(),
        }
    }

    #[test]
    fn the_defaults_hold_together() {
        assert!(settings().read().is_ok());
    }

    #[test]
    fn a_wrong_setting_is_named_in_one_line_that_holds_no_secret() {
        type Spoil = fn(&mut Settings);
        let wrong: [(&str, Spoil); 10] = [
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
            ("AMENDS_BOOTSTRAP_TOKEN", |it| {
                it.bootstrap_token = Some("s3cret".into())
            }),
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
