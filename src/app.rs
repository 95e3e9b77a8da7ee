//! Puts everything together: the store, the services, the server and the workers.
//!
//! Seen by `main` (through the command line) and the tests only.

pub mod templates;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, LazyLock};

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpRequest, HttpServer};
use secrecy::SecretString;
use socket2::SockRef;

use crate::clock::Clock;
use crate::config::{Config, Patience};
use crate::domain::apology::compose::Templates;
use crate::domain::text::Email;
use crate::http::answers::{Answers, SLICE};
use crate::http::body::Bodies;
use crate::http::connections::Connections;
use crate::http::metrics::Metrics;
use crate::http::problem::Code;
use crate::http::rate::Limits;
use crate::mail::Sender;
use crate::mail::Transport;
use crate::services::{self, Services, Setup, Work, mail_settings, policy, users};
use crate::store::Store;
use crate::workers::Workers;
use crate::{http, ui};

/// How long requests in flight may take to end when the server stops.
const SHUTDOWN_SECONDS: u64 = 8;
/// What the system takes from a connection ahead of the server, in bytes. The framework reads as long
/// as there is something to read, up to 128 KiB; with the system's own choice there nearly always is.
const AHEAD: usize = 16 * 1024;
/// Connections that may be open at the same time, each of which takes 16 KiB and more, whatever it
/// does; further ones wait until one is closed.
const CONNECTIONS_MAX: u64 = 256;
/// So many fewer are enough for a new one to take the place of one that keeps us waiting.
const CONNECTIONS_SPARE: usize = 32;
/// Files that are open besides: the database, the mail server, what a command reads.
const OTHER_FILES: u64 = 128;

/// Amends, ready to serve.
pub struct Amends {
    pub services: Services,
    listener: TcpListener,
    transport: Option<Transport>,
    limits: Limits,
    patience: Patience,
    history_head_to: Option<Email>,
    /// The first admin's token, where the database was empty and the token was not given.
    pub first_token: Option<SecretString>,
}

/// Why Amends could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("AMENDS_LISTEN: {address} cannot be listened on: {why}")]
    Listen {
        address: SocketAddr,
        why: std::io::Error,
    },
    #[error("AMENDS_DATABASE_URL: {0}")]
    Database(#[from] crate::store::OpenError),
    #[error("the database cannot be set up: {0}")]
    Setup(String),
    #[error("AMENDS_TEMPLATES: {0}")]
    Templates(#[from] templates::Unsound),
}

impl Amends {
    /// Opens the database, listens, and makes the first admin where there is none.
    pub fn prepare(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let listen = |why| StartError::Listen {
            address: config.listen,
            why,
        };
        let listener = TcpListener::bind(config.listen).map_err(listen)?;
        SockRef::from(&listener)
            .set_recv_buffer_size(AHEAD)
            .map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let public_url = config
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{address}"));
        let services = open(config, clock, public_url)?;
        let given = config.bootstrap_token.clone();
        let was_given = given.is_some();
        let made = set_up(&services, move |work| users::bootstrap(work, given.clone()))?;
        set_up(&services, mail_settings::note)?;
        Ok(Self {
            services,
            listener,
            transport: config.transport.clone(),
            limits: Limits::new(config.rate_limit, config.trusted_proxies),
            patience: config.patience,
            history_head_to: config.history_head_to.clone(),
            first_token: made.filter(|_| !was_given),
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.listener
            .local_addr()
            .expect("a listener that was bound has an address")
    }

    /// Whether mail is sent, rather than kept.
    pub fn sends_mail(&self) -> bool {
        self.transport.is_some()
    }

    /// Serves until it is told to stop, and has the workers do what is due.
    pub async fn serve(self, started: impl FnOnce(ServerHandle)) -> std::io::Result<()> {
        let workers = Workers::start(
            &self.services,
            self.transport.clone(),
            self.history_head_to.clone(),
        );
        let stop = workers.stop();
        let server = self.server()?;
        // The server finishes what is in flight; meanwhile the workers begin nothing new.
        actix_web::rt::spawn(async move {
            told_to_stop().await;
            stop.now();
        });
        started(server.handle());
        let served = server.await;
        drop(workers);
        served
    }

    /// The server alone.
    pub fn server(self) -> std::io::Result<Server> {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let for_each = connections_for_each(workers);
        let most = (for_each * workers)
            .saturating_sub(CONNECTIONS_SPARE)
            .max(1);
        let connections = Connections::new(self.patience.connection, most);
        let metrics = Data::new(Metrics::new(&self.services, connections.clone()));
        let services = Data::new(self.services);
        let limits = Data::new(self.limits);
        let bodies = Data::new(Bodies::new(self.patience.body));
        let answers = Data::new(Answers::default());
        let server = HttpServer::new(move || {
            let (clock, pages) = (Data::clone(&services), Data::clone(&limits));
            let admit = move |request: &HttpRequest| pages.page(request, clock.now());
            App::new()
                .app_data(Data::clone(&services))
                .app_data(Data::clone(&limits))
                .app_data(Data::clone(&bodies))
                .app_data(Data::clone(&answers))
                .app_data(Data::clone(&metrics))
                .wrap(from_fn(http::layer::layer))
                .configure(|app| ui::configure(app, &PROBLEMS, admit))
                .configure(http::configure)
        });
        Ok(server
            .workers(workers)
            .max_connections(for_each)
            .on_connect(move |io, data| connections.watch(io, data))
            .h1_write_buffer_size(SLICE)
            .client_request_timeout(self.patience.head)
            .keep_alive(self.patience.idle)
            .shutdown_timeout(SHUTDOWN_SECONDS)
            .listen(self.listener)?
            .run())
    }
}

/// How many connections each worker takes. A connection and the watch over it take two files, of
/// which a process is often allowed no more than 1024 unless it asks.
fn connections_for_each(workers: usize) -> usize {
    let wanted = 2 * CONNECTIONS_MAX + OTHER_FILES;
    let files = rlimit::increase_nofile_limit(wanted).unwrap_or(1024);
    let connections = (files.saturating_sub(OTHER_FILES) / 2).clamp(1, CONNECTIONS_MAX);
    usize::try_from(connections).unwrap_or(1).div_ceil(workers)
}

/// Waits until the process is told to stop.
pub async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Where signals cannot be listened to there is nobody to wait for.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The services over the configured database, without a server: for commands.
pub fn open(
    config: &Config,
    clock: Arc<dyn Clock>,
    public_url: String,
) -> Result<Services, StartError> {
    // Before the database is made: what is wrong with a template is wrong without one.
    let templates = templates::read(config.templates.as_deref())?;
    let store = Store::open(&config.database)?;
    let services = over(store, config, clock, public_url, templates);
    set_up(&services, policy::begin)?;
    Ok(services)
}

/// The services for a command that writes mail beside a server: as the server writes it that was
/// started last, whatever the command's own settings say. `None` where no server was started yet.
pub fn open_as_served(
    config: &Config,
    clock: Arc<dyn Clock>,
) -> Result<Option<Services>, StartError> {
    let templates = templates::read(config.templates.as_deref())?;
    let store = Store::open(&config.database)?;
    let own = over(
        store.clone(),
        config,
        Arc::clone(&clock),
        String::new(),
        templates.clone(),
    );
    let Some(noted) = set_up(&own, mail_settings::noted)? else {
        return Ok(None);
    };
    let sender = Sender::of(noted.sender_name, &noted.sender_address).map_err(StartError::Setup)?;
    Ok(Some(Services::new(
        store,
        Setup::new(clock, sender, noted.public_url, noted.goes_out, templates)
            .with_inbound_address(noted.inbound_address)
            .keeping_secret(config.bootstrap_token.clone()),
    )))
}

/// The services over a database that is there already, for commands that only look.
pub fn open_present(
    config: &Config,
    clock: Arc<dyn Clock>,
    public_url: String,
) -> Result<Services, StartError> {
    let templates = templates::read(config.templates.as_deref())?;
    let store = Store::open_present(&config.database)?;
    Ok(over(store, config, clock, public_url, templates))
}

fn over(
    store: Store,
    config: &Config,
    clock: Arc<dyn Clock>,
    public_url: String,
    templates: Templates,
) -> Services {
    let sends = config.transport.is_some();
    Services::new(
        store,
        Setup::new(clock, config.sender.clone(), public_url, sends, templates)
            .with_inbound_address(config.inbound_address.clone())
            .at_one_address(config.public_url.is_some())
            .keeping_secret(config.bootstrap_token.clone()),
    )
}

/// Does what an empty database needs. Where another instance did it at the same moment, the second
/// look finds it done.
fn set_up<T: Send + 'static>(
    services: &Services,
    work: impl Fn(&mut Work<'_>) -> services::Result<T> + Clone + Send + 'static,
) -> Result<T, StartError> {
    use services::Error::{Stale, Taken};
    let done = match services.write(work.clone()) {
        Err(Taken { .. } | Stale) => services.write(work),
        done => done,
    };
    done.map_err(|error| StartError::Setup(format!("{error:?}")))
}

static PROBLEMS: LazyLock<Vec<(u16, &'static str, &'static str)>> = LazyLock::new(|| {
    Code::ALL
        .iter()
        .map(|code| (code.status(), code.as_str(), code.title()))
        .collect()
});
