//! A running Amends on a database of its own, with a clock that stands still until it is moved,
//! and the people who call it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use amends::app::Amends;
use amends::clock::ManualClock;
use amends::config::{Config, Patience};
use amends::mail::{Sender, Transport};
use amends::services::Services;
use amends::store::database::DatabaseUrl;
use amends::telemetry::LogFormat;
use amends::workers;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::support::canary;
use crate::support::postgres;
use crate::support::smtp::SmtpServer;

pub(crate) const ADMIN_TOKEN: &str = "amends_the-admin-of-the-tests-0123456789";

/// Where the tests keep their data: a SQLite file, or a new database on the server that
/// `AMENDS_TEST_DATABASE` names. Gone when this is dropped.
pub(crate) struct TestDatabase {
    pub(crate) url: String,
    server: Option<String>,
    folder: Option<PathBuf>,
}

impl TestDatabase {
    pub(crate) fn create() -> Self {
        match std::env::var("AMENDS_TEST_DATABASE") {
            Ok(server) if server.starts_with("postgres") => Self {
                url: postgres::fresh_database(&server),
                server: Some(server),
                folder: None,
            },
            _ => {
                let name = format!("amends-test-{}", unique());
                let folder = std::env::temp_dir().join(name);
                std::fs::create_dir_all(&folder).unwrap();
                Self {
                    url: format!("sqlite://{}", folder.join("amends.db").display()),
                    server: None,
                    folder: Some(folder),
                }
            }
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    pub(crate) fn database_url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(&self.url).unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            postgres::drop_database(server, &self.url);
        }
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// Amends, running.
pub(crate) struct TestApp {
    pub(crate) url: String,
    pub(crate) services: Services,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) smtp: Option<SmtpServer>,
    transport: Option<Transport>,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
    pub(crate) database: TestDatabase,
}

impl TestApp {
    /// Without a mail server: mail is kept.
    pub(crate) fn start() -> Self {
        Self::run(None, |config| config)
    }

    /// With an operator's templates of letters.
    pub(crate) fn with_templates(directory: &Path) -> Self {
        Self::run(None, |config| Config {
            templates: Some(directory.to_owned()),
            ..config
        })
    }

    /// Without a mail server, and with other settings than the others have.
    pub(crate) fn with_settings(change: impl Fn(&mut Config)) -> Self {
        Self::run(None, |mut config| {
            change(&mut config);
            config
        })
    }

    /// With a mail server that takes what it is sent.
    pub(crate) fn with_mail() -> Self {
        let smtp = SmtpServer::start();
        let transport = Transport::from_url(&smtp.url()).unwrap();
        Self::with_server(smtp, transport)
    }

    /// With a mail server of any kind, and the way to it.
    pub(crate) fn with_server(smtp: SmtpServer, transport: Transport) -> Self {
        Self::run(Some((smtp, transport)), |config| config)
    }

    /// With a mail server, and a mailbox whose mail is handed in.
    pub(crate) fn with_a_mailbox(address: &str) -> Self {
        let smtp = SmtpServer::start();
        let transport = Transport::from_url(&smtp.url()).unwrap();
        Self::run(Some((smtp, transport)), |config| Config {
            inbound_address: Some(address.to_owned()),
            ..config
        })
    }

    fn run(mail: Option<(SmtpServer, Transport)>, set: impl FnOnce(Config) -> Config) -> Self {
        let database = TestDatabase::create();
        let (smtp, transport) = mail.unzip();
        let clock = Arc::new(ManualClock::at(beginning()));
        let config = set(config(&database, transport.clone()));
        let running = serve(&config, &clock);
        Self {
            url: running.url,
            services: running.services,
            clock,
            smtp,
            transport,
            server: running.server,
            thread: Some(running.thread),
            database,
        }
    }

    /// Stops it and starts it again on the same database, at another address: those who call it
    /// have to be asked for anew.
    pub(crate) fn restart(&mut self) {
        self.stop();
        let config = config(&self.database, self.transport.clone());
        let running = serve(&config, &self.clock);
        self.url = running.url;
        self.services = running.services;
        self.server = running.server;
        self.thread = Some(running.thread);
    }

    /// The same, with a mail server from now on, and as somebody else where `sender` says so.
    pub(crate) fn restart_with_mail(&mut self, sender: Option<&str>) {
        self.stop();
        let smtp = SmtpServer::start();
        self.transport = Some(Transport::from_url(&smtp.url()).unwrap());
        self.smtp = Some(smtp);
        let mut config = config(&self.database, self.transport.clone());
        if let Some(sender) = sender {
            config.sender = Sender::parse(sender).unwrap();
        }
        let running = serve(&config, &self.clock);
        self.url = running.url;
        self.services = running.services;
        self.server = running.server;
        self.thread = Some(running.thread);
    }

    fn stop(&mut self) {
        // Stopping at once: every test has had its answers.
        let stopping = self.server.stop(false);
        actix_web::rt::System::new().block_on(stopping);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Has the outbox worker send what is due.
    pub(crate) fn send_mail(&self) {
        workers::outbox::pass(
            &self.services,
            self.transport.as_ref().expect("a mail server"),
        );
    }

    /// The same, by another way.
    pub(crate) fn send_mail_by(&self, transport: &Transport) {
        workers::outbox::pass(&self.services, transport);
    }

    /// Has the worker that forgets old things do so.
    pub(crate) fn keep_house(&self) {
        workers::housekeeping::pass(&self.services);
    }

    /// Has the worker of the deadlines do what is due.
    pub(crate) fn keep_deadlines(&self) {
        workers::deadlines::pass(&self.services);
    }

    pub(crate) fn caller(&self, token: &str) -> Caller {
        Caller::of(&self.url, Some(token))
    }

    pub(crate) fn nobody(&self) -> Caller {
        Caller {
            token: None,
            ..self.caller("")
        }
    }

    pub(crate) fn admin(&self) -> Caller {
        let admin = self.caller(ADMIN_TOKEN);
        let me = admin.get("/v1/me").expect(200);
        Caller {
            id: me["id"].as_str().unwrap().to_owned(),
            ..admin
        }
    }

    /// A new user and a token of theirs.
    pub(crate) fn user(&self, role: &str, limits: &[(&str, &str)]) -> Caller {
        let admin = self.caller(ADMIN_TOKEN);
        let limits: Vec<Value> = limits
            .iter()
            .map(|(amount, currency)| json!({"amount": amount, "currency": currency}))
            .collect();
        let unique = unique();
        let user = admin
            .post(
                "/v1/users",
                &json!({
                    "name": format!("An {role}"),
                    "email": format!("{role}-{unique}@agency.example"),
                    "role": role,
                    "approval_limits": limits,
                }),
            )
            .expect(201);
        let id = user["id"].as_str().unwrap().to_owned();
        let token = admin
            .post(&format!("/v1/users/{id}/tokens"), &json!({"label": "test"}))
            .expect(201);
        Caller {
            id,
            ..self.caller(token["token"].as_str().unwrap())
        }
    }

    pub(crate) fn agent(&self) -> Caller {
        self.user("agent", &[])
    }

    pub(crate) fn approver(&self) -> Caller {
        self.user("approver", &[("1000000.00", "USD"), ("1000000.00", "EUR")])
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop();
        canary::expect_none_let_out();
    }
}

/// What every Amends of the tests is set up with.
pub(crate) fn config(database: &TestDatabase, transport: Option<Transport>) -> Config {
    Config {
        database: database.database_url(),
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: None,
        transport,
        dkim: None,
        sender: Sender::parse("Amends <amends@agency.example>").unwrap(),
        inbound_address: None,
        bootstrap_token: Some(ADMIN_TOKEN.into()),
        templates: None,
        rate_limit: None,
        trusted_proxies: 0,
        patience: Patience::default(),
        history_head_to: None,
        log: "info".into(),
        log_format: LogFormat::Text,
    }
}

struct Running {
    url: String,
    services: Services,
    server: ServerHandle,
    thread: JoinHandle<()>,
}

fn serve(config: &Config, clock: &Arc<ManualClock>) -> Running {
    canary::listen();
    let amends = Amends::prepare(config, clock.clone()).unwrap();
    let (url, services) = (
        format!("http://{}", amends.address()),
        amends.services.clone(),
    );
    let (sender, handle) = channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = amends.server().unwrap();
            sender.send(server.handle()).unwrap();
            server.await.unwrap();
        });
    });
    Running {
        url,
        services,
        server: handle.recv().unwrap(),
        thread,
    }
}

/// When every test begins: a Monday morning.
pub(crate) fn beginning() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into()
}

/// Somebody who calls the API, with their token or without one.
#[derive(Clone)]
pub(crate) struct Caller {
    url: String,
    pub(crate) token: Option<String>,
    /// Their user id.
    pub(crate) id: String,
    agent: ureq::Agent,
}

impl Caller {
    /// Somebody who calls a server that is not a [`TestApp`].
    pub(crate) fn of(url: &str, token: Option<&str>) -> Self {
        Self {
            url: url.to_owned(),
            token: token.map(str::to_owned),
            id: String::new(),
            agent: agent(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], None)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, &[], Some(body))
    }

    /// A POST with an empty object.
    pub(crate) fn act(&self, path: &str) -> Answer {
        self.post(path, &json!({}))
    }

    pub(crate) fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.call("POST", path, headers, Some(body))
    }

    /// A PATCH of the version that is there now.
    pub(crate) fn patch(&self, path: &str, body: &Value) -> Answer {
        let etag = self.get(path).header("etag").expect("an ETag");
        self.call("PATCH", path, &[("If-Match", &etag)], Some(body))
    }

    pub(crate) fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let json = body.map(Value::to_string);
        let mut headers = headers.to_vec();
        if json.is_some() {
            headers.push(("Content-Type", "application/json"));
        }
        self.send(method, path, &headers, json.as_deref().map(str::as_bytes))
    }

    /// A form, as a browser sends it.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &headers, Some(body.as_bytes()))
    }

    /// A raw message, as a mail server hands it in.
    pub(crate) fn hand_in(&self, message: &str) -> Answer {
        let headers = [("Content-Type", "message/rfc822")];
        self.send("POST", "/v1/inbound", &headers, Some(message.as_bytes()))
    }

    /// Anything, also what is no good.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        let sent = self.try_send(method, path, headers, body);
        sent.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// The same, where the connection may break.
    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut response = sent?;
        let text = response
            .body_mut()
            .with_config()
            .limit(50_000_000)
            .read_to_string()?;
        Ok(Answer {
            what: format!("{method} {path}"),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text,
        })
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    what: String,
    pub(crate) status: u16,
    headers: ureq::http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The JSON of an answer with this status; any other fails the test.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text);
        self.json()
    }

    /// The problem with this status and code.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, code: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(problem["code"], code, "{}: {}", self.what, self.text);
        assert_eq!(
            self.header("content-type").as_deref(),
            Some("application/problem+json")
        );
        assert_eq!(problem["status"], status);
        problem
    }

    /// The problem that points at this field for this reason.
    #[track_caller]
    pub(crate) fn expect_invalid(&self, pointer: &str, code: &str) -> Value {
        let problem = self.expect_problem(422, "invalid");
        let found = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .any(|error| error["pointer"] == pointer && error["code"] == code);
        assert!(
            found,
            "{}: no {code} at {pointer} in {}",
            self.what, self.text
        );
        problem
    }

    /// The status and all that the application says, without what is the request's own.
    pub(crate) fn said(&self) -> (u16, String, [Option<String>; 3]) {
        let headers = ["content-type", "location", "etag"].map(|name| self.header(name));
        (self.status, self.text.clone(), headers)
    }

    pub(crate) fn json(&self) -> Value {
        if self.text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.what, self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    }
}

/// A name that nothing else in any test has.
pub(crate) fn unique() -> String {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap();
    let moment = uuid::Timestamp::from_unix(uuid::NoContext, now.as_secs(), now.subsec_nanos());
    uuid::Uuid::new_v7(moment).to_string()
}
