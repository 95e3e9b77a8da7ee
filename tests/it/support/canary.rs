//! Canaries: what must stand in no log at any level. Every server of the tests is listened to, and
//! the test fails when it ends if it has let one out.

use std::io::{Result, Write};
use std::sync::{LazyLock, Mutex, Once, PoisonError};

use regex::Regex;

use crate::support::app::ADMIN_TOKEN;

/// Tokens, links, private keys, and what the tests use as passwords.
static SECRETS: LazyLock<Regex> = LazyLock::new(|| {
    let mut secrets = vec![
        r"amends_[\w-]{43}".to_owned(),
        r"/c/[\w-]{43}".to_owned(),
        r"PRIVATE KEY".to_owned(),
        // How the keys that the tests sign mail with begin, without their first line.
        r"MC4CAQAwBQYDK2Vw|MII[EJ][\w+/]{40}".to_owned(),
        regex::escape(ADMIN_TOKEN),
        r"smtp-canary-\w+".to_owned(),
    ];
    let database = std::env::var("AMENDS_TEST_DATABASE").ok();
    let database = database.and_then(|url| url::Url::parse(&url).ok());
    if let Some(password) = database.as_ref().and_then(|url| url.password()) {
        secrets.push(regex::escape(&format!(":{password}@")));
        // Short ones are words that anybody may write.
        if password.len() >= 12 {
            secrets.push(regex::escape(password));
        }
    }
    Regex::new(&secrets.join("|")).unwrap()
});

/// A link's token without its address: 43 characters of all kinds, and neither more nor less.
static BARE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z0-9_-]{43,}").unwrap());

/// The first secret in a text.
pub(crate) fn secret_in(text: &str) -> Option<&str> {
    let is_random = |run: &&str| {
        run.len() == 43
            && run.bytes().any(|b| b.is_ascii_uppercase())
            && run.bytes().any(|b| b.is_ascii_lowercase())
            && run.bytes().any(|b| b.is_ascii_digit())
    };
    let known = SECRETS.find(text).map(|it| it.as_str());
    known.or_else(|| BARE.find_iter(text).map(|it| it.as_str()).find(is_random))
}

/// Lines of the log of this process that held a secret.
static LET_OUT: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Listener;

impl Write for Listener {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let line = String::from_utf8_lossy(bytes);
        if secret_in(&line).is_some() {
            let mut let_out = LET_OUT.lock().unwrap_or_else(PoisonError::into_inner);
            let_out.push(line.into_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Listens to everything that is logged in this process, but for those who call the servers.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let all = "trace,ureq=off,ureq_proto=off";
        tracing_subscriber::fmt()
            .with_env_filter(tracing_subscriber::EnvFilter::new(all))
            .with_writer(|| Listener)
            .with_ansi(false)
            .init();
    });
}

/// Fails the test if a secret was logged in this process.
pub(crate) fn expect_none_let_out() {
    let let_out = LET_OUT.lock().unwrap_or_else(PoisonError::into_inner);
    let others = let_out.iter().filter(|line| !line.contains(MISTAKE));
    expect_none(&others.map(String::as_str).collect::<String>());
}

/// Fails the test if a secret stands in this log.
pub(crate) fn expect_none(log: &str) {
    if std::thread::panicking() {
        return;
    }
    if let Some(secret) = secret_in(log) {
        let line = log.lines().find(|line| line.contains(secret));
        panic!("a secret was logged: {secret} in {line:?}");
    }
}

/// What the test below logs.
const MISTAKE: &str = "the mistake that the canaries' own test makes";

#[test]
fn canaries_are_heard() {
    let token = amends::services::secrets::bearer_token();
    let link = amends::services::secrets::link_token();
    let (token, link) = {
        use secrecy::ExposeSecret;
        (
            token.expose_secret().to_owned(),
            link.expose_secret().to_owned(),
        )
    };
    for secret in [&token, &link, &format!("/c/{link}"), ADMIN_TOKEN] {
        assert!(
            secret_in(&format!("INFO x{{id={secret}}}")).is_some(),
            "{secret}"
        );
    }
    assert_eq!(secret_in("GET /c/{token} 200 in 4 ms"), None);
    listen();
    tracing::trace!(token, "{MISTAKE}");
    let heard = LET_OUT.lock().unwrap();
    assert!(heard.iter().any(|line| line.contains(&token)), "{heard:?}");
}
