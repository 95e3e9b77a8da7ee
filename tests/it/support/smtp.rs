//! A small real SMTP server for the tests of outgoing mail, with faults on demand.
//!
//! A mock transport would hide what goes wrong between two machines: a refusal at each step, a
//! connection that dies, a server that accepts the letter and never says so, one that is silent,
//! slow, or cannot be trusted. This one speaks the protocol over a socket, with TLS and signing in
//! where it is told to, so that the program under test runs its own client, timeouts included.

use std::{
    collections::{HashMap, VecDeque},
    io::{self, BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread::{self, JoinHandle},
    time::Duration,
};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// One accepted message: the envelope, and the data with CRLF line ends and dots unstuffed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReceivedMail {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) data: String,
}

/// The step of a transaction at which a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Connect,
    Hello,
    StartTls,
    SignIn,
    From,
    Recipient,
    Data,
    FinalDot,
}

/// What goes wrong with one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing: keeps the place of a transaction that succeeds between others that do not.
    None,
    /// Answers `code text` instead of the usual reply. After 421, and at [`Stage::Connect`], the
    /// connection is closed as well, as a real server does.
    Refuse {
        stage: Stage,
        code: u16,
        text: &'static str,
    },
    /// Closes the connection instead of answering; the mail is not accepted.
    DropBefore(Stage),
    /// Accepts the mail and closes the connection without saying so: the client cannot know.
    DropAfterFinalDot,
    /// Answers nothing, and keeps the connection open for as long as the client does.
    Silent(Stage),
    /// Accepts the mail, and says no more.
    SilentAfterFinalDot,
    /// Answers a character at a time, and never to the end of a line.
    Drip(Stage),
    /// Answers line after line, and never the last.
    Endless(Stage),
    /// Answers what is no answer.
    Babble(Stage),
    /// Answers a success of another kind than the command can have.
    OutOfStep(Stage),
}

/// How the server encrypts.
#[derive(Clone)]
pub(crate) enum Encryption {
    None,
    /// Offers STARTTLS.
    StartTls(Arc<ServerConfig>),
    /// Offers STARTTLS, and says more in clear behind its agreement, as somebody on the way could.
    Injecting(Arc<ServerConfig>, &'static str),
    /// Agrees to STARTTLS, and goes on in clear.
    Pretended,
    /// From the first byte.
    Implicit(Arc<ServerConfig>),
}

/// What kind of server it is.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) encryption: Encryption,
    /// The user name and password that it takes mail for; without them from anybody.
    pub(crate) account: Option<(&'static str, &'static str)>,
    /// What it offers to sign in with, such as `PLAIN LOGIN`.
    pub(crate) mechanisms: &'static str,
    /// Whether it offers to sign in before anything is encrypted.
    pub(crate) offers_sign_in_in_clear: bool,
}

impl Kind {
    /// In clear, for anybody.
    pub(crate) fn open() -> Self {
        Self {
            encryption: Encryption::None,
            account: None,
            mechanisms: "PLAIN LOGIN",
            offers_sign_in_in_clear: false,
        }
    }
}

/// The server; it stops, and cuts every connection, when dropped.
pub(crate) struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    kind: Kind,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    script: VecDeque<Fault>,
    mails: Vec<ReceivedMail>,
    connections: usize,
    open: HashMap<usize, TcpStream>,
    /// Every line that came in clear, the data of mails left out.
    heard_in_clear: Vec<String>,
    /// How many connections were held up: met with silence, or with an answer drop by drop.
    silences: usize,
    stopping: bool,
}

impl SmtpServer {
    /// Starts an open server on a free port of the loopback interface.
    pub(crate) fn start() -> Self {
        Self::start_as(Kind::open())
    }

    pub(crate) fn start_as(kind: Kind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("bind a port for the SMTP server");
        let address = listener.local_addr().expect("the SMTP server's address");
        let shared = Arc::new(Shared {
            kind,
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let accepting = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    /// What `AMENDS_SMTP_URL` must be to send through this server without encryption.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Adds faults for the next transactions, one each, in this order. A connection takes the next
    /// one when it opens, and another at every further `MAIL`; once all are taken, nothing fails.
    pub(crate) fn script(&self, faults: Vec<Fault>) {
        self.shared.lock().script.extend(faults);
    }

    /// The mails accepted since they were last taken, oldest first.
    pub(crate) fn take(&self) -> Vec<ReceivedMail> {
        std::mem::take(&mut self.shared.lock().mails)
    }

    /// How many connections were opened so far, those that failed included.
    pub(crate) fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// Everything that it was told unencrypted, but for what mails say.
    pub(crate) fn heard_in_clear(&self) -> Vec<String> {
        self.shared.lock().heard_in_clear.clone()
    }

    /// Waits until so many connections have been held up: met with silence, or an answer without end.
    #[track_caller]
    pub(crate) fn wait_for_silences(&self, count: usize) {
        let waited = self
            .shared
            .changed
            .wait_timeout_while(self.shared.lock(), Duration::from_secs(60), |state| {
                state.silences < count
            })
            .expect("the SMTP server's state");
        assert!(!waited.1.timed_out(), "no connection came so far");
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        {
            let mut state = self.shared.lock();
            state.stopping = true;
            for stream in state.open.values() {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        // `accept` has no timeout: only a connection makes it look at `stopping`.
        if TcpStream::connect(self.address).is_ok()
            && let Some(accepting) = self.accepting.take()
        {
            let _ = accepting.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the SMTP server's state")
    }
}

impl State {
    fn next_fault(&mut self) -> Fault {
        self.script.pop_front().unwrap_or(Fault::None)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let mut state = shared.lock();
        if state.stopping {
            return;
        }
        let Ok((stream, handle)) = stream.and_then(|s| Ok((s.try_clone()?, s))) else {
            continue;
        };
        let id = state.connections;
        state.connections += 1;
        state.open.insert(id, handle);
        let session = Session {
            input: BufReader::new(Line::Clear(stream)),
            shared: Arc::clone(shared),
            fault: state.next_fault(),
        };
        thread::spawn(move || session.run(id));
    }
}

/// The connection, before and after it is encrypted.
enum Line {
    Clear(TcpStream),
    Encrypted(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Line {
    fn socket(&self) -> &TcpStream {
        match self {
            Self::Clear(socket) => socket,
            Self::Encrypted(stream) => stream.get_ref(),
        }
    }
}

impl Read for Line {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Clear(socket) => socket.read(octets),
            Self::Encrypted(stream) => stream.read(octets),
        }
    }
}

impl Write for Line {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        match self {
            Self::Clear(socket) => socket.write(octets),
            Self::Encrypted(stream) => stream.write(octets),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Clear(socket) => socket.flush(),
            Self::Encrypted(stream) => stream.flush(),
        }
    }
}

/// One connection.
struct Session {
    input: BufReader<Line>,
    shared: Arc<Shared>,
    fault: Fault,
}

const OVER: io::ErrorKind = io::ErrorKind::ConnectionAborted;

impl Session {
    fn run(mut self, id: usize) {
        // However it ended, the client notices, or has left already.
        let _ = self.serve();
        // Dropping the stream is not enough: `open` has a second handle on the socket.
        let _ = self.input.get_ref().socket().shutdown(Shutdown::Both);
        self.shared.lock().open.remove(&id);
    }

    fn serve(&mut self) -> io::Result<()> {
        // Replies to pipelined commands must not wait for each other's acknowledgement.
        self.input.get_ref().socket().set_nodelay(true)?;
        if let Encryption::Implicit(config) = &self.shared.kind.encryption {
            let config = Arc::clone(config);
            self.encrypt(config)?;
        }
        if !self.passes(Stage::Connect)? {
            return Ok(());
        }
        self.say("220 localhost ESMTP test server")?;

        let mut greeted = false;
        let mut signed_in = self.shared.kind.account.is_none();
        let mut transactions = 0;
        let mut mail: Option<ReceivedMail> = None;
        loop {
            let line = self.line()?;
            let command = line.trim_end();
            if !self.is_encrypted() {
                let heard = command.to_owned();
                self.shared.lock().heard_in_clear.push(heard);
            }
            let verb = command.split([' ', ':']).next().unwrap_or_default();
            match (verb.to_ascii_uppercase().as_str(), &mut mail) {
                ("EHLO" | "HELO", _) => {
                    mail = None;
                    if self.passes(Stage::Hello)? {
                        greeted = true;
                        let features = self.features();
                        self.say(&features)?;
                    }
                }
                ("STARTTLS", _) => {
                    if self.passes(Stage::StartTls)? {
                        greeted = false;
                        self.start_tls()?;
                    }
                }
                ("AUTH", _) if greeted && self.shared.kind.account.is_some() => {
                    if self.passes(Stage::SignIn)? {
                        signed_in = self.sign_in(command)?;
                    }
                }
                ("MAIL", None) if greeted && !signed_in => {
                    self.say("530 5.7.0 sign in first")?;
                }
                ("MAIL", None) if greeted => {
                    if transactions > 0 {
                        self.fault = self.shared.lock().next_fault();
                    }
                    transactions += 1;
                    if self.passes(Stage::From)? {
                        mail = Some(ReceivedMail {
                            from: address(command),
                            to: Vec::new(),
                            data: String::new(),
                        });
                        self.say("250 2.1.0 sender ok")?;
                    }
                }
                ("RCPT", Some(mail)) => {
                    if self.passes(Stage::Recipient)? {
                        mail.to.push(address(command));
                        self.say("250 2.1.5 recipient ok")?;
                    }
                }
                ("DATA", Some(open)) if !open.to.is_empty() => {
                    if self.passes(Stage::Data)? {
                        self.say("354 end with a dot on a line of its own")?;
                        open.data = self.data()?;
                        let accepted = mail.take();
                        if self.passes(Stage::FinalDot)? {
                            self.shared.lock().mails.extend(accepted);
                            match self.fault {
                                Fault::DropAfterFinalDot => return Ok(()),
                                Fault::SilentAfterFinalDot => return self.be_silent(),
                                _ => self.say("250 2.0.0 accepted")?,
                            }
                        }
                    }
                }
                ("MAIL" | "RCPT" | "DATA", _) => self.say("503 5.5.1 not now")?,
                ("RSET", _) => {
                    mail = None;
                    self.say("250 2.0.0 ok")?;
                }
                ("NOOP", _) => self.say("250 2.0.0 ok")?,
                ("QUIT", _) => return self.say("221 2.0.0 bye"),
                _ => self.say("500 5.5.2 unknown command")?,
            }
        }
    }

    fn is_encrypted(&self) -> bool {
        matches!(self.input.get_ref(), Line::Encrypted(_))
    }

    fn features(&self) -> String {
        let kind = &self.shared.kind;
        let mut lines = vec!["localhost".to_owned(), "PIPELINING".to_owned()];
        let offers_tls = !matches!(kind.encryption, Encryption::None | Encryption::Implicit(_));
        if offers_tls && !self.is_encrypted() {
            lines.push("STARTTLS".to_owned());
        }
        let offers_sign_in = self.is_encrypted() || kind.offers_sign_in_in_clear;
        if kind.account.is_some() && offers_sign_in {
            lines.push(format!("AUTH {}", kind.mechanisms));
        }
        lines.push("8BITMIME".to_owned());
        let last = lines.len() - 1;
        let lines = lines.iter().enumerate().map(|(index, line)| {
            let joint = if index == last { ' ' } else { '-' };
            format!("250{joint}{line}")
        });
        lines.collect::<Vec<_>>().join("\r\n")
    }

    fn start_tls(&mut self) -> io::Result<()> {
        match self.shared.kind.encryption.clone() {
            Encryption::StartTls(config) => {
                self.say("220 go ahead")?;
                self.encrypt(config)
            }
            Encryption::Injecting(config, more) => {
                // In one piece, so that the client reads both at once.
                self.say(&format!("220 go ahead\r\n{more}"))?;
                self.encrypt(config)
            }
            Encryption::Pretended => self.say("220 go ahead"),
            Encryption::None | Encryption::Implicit(_) => self.say("502 5.5.1 not here"),
        }
    }

    fn encrypt(&mut self, config: Arc<ServerConfig>) -> io::Result<()> {
        let connection = ServerConnection::new(config).map_err(io::Error::other)?;
        let socket = self.input.get_ref().socket().try_clone()?;
        let stream = StreamOwned::new(connection, socket);
        self.input = BufReader::new(Line::Encrypted(Box::new(stream)));
        Ok(())
    }

    /// Whether the right name and password were given.
    fn sign_in(&mut self, command: &str) -> io::Result<bool> {
        let (user, password) = self.shared.kind.account.unwrap_or_default();
        let mut words = command.split_whitespace().skip(1);
        let mechanism = words.next().unwrap_or_default();
        let right = match mechanism {
            "PLAIN" => {
                let given = words.next().unwrap_or_default().to_owned();
                given == STANDARD.encode(format!("\0{user}\0{password}"))
            }
            "LOGIN" => {
                self.say("334 VXNlcm5hbWU6")?;
                let user_given = self.line()?;
                self.say("334 UGFzc3dvcmQ6")?;
                let password_given = self.line()?;
                user_given.trim_end() == STANDARD.encode(user)
                    && password_given.trim_end() == STANDARD.encode(password)
            }
            _ => false,
        };
        self.say(if right {
            "235 2.7.0 welcome"
        } else {
            "535 5.7.8 wrong user name or password"
        })?;
        Ok(right)
    }

    /// Whether the usual reply is due at this stage; if not, the fault has been acted out, and an
    /// error means that the connection is over.
    fn passes(&mut self, stage: Stage) -> io::Result<bool> {
        match self.fault {
            Fault::Refuse {
                stage: at,
                code,
                text,
            } if at == stage => {
                self.say(&format!("{code} {text}"))?;
                if code == 421 {
                    return Err(OVER.into());
                }
                Ok(false)
            }
            Fault::DropBefore(at) if at == stage => Err(OVER.into()),
            Fault::Silent(at) if at == stage => {
                self.be_silent()?;
                Err(OVER.into())
            }
            Fault::Drip(at) if at == stage => {
                self.write(b"250-")?;
                self.shared.lock().silences += 1;
                self.shared.changed.notify_all();
                // Until the client has had enough, or never has.
                for _ in 0..500 {
                    if self.hangs_up_within(Duration::from_millis(20)) {
                        break;
                    }
                    self.write(b"x")?;
                }
                Err(OVER.into())
            }
            Fault::Endless(at) if at == stage => loop {
                self.say("250-and another thing, which is not the last one")?;
            },
            Fault::Babble(at) if at == stage => {
                self.say("HTTP/1.1 400 Bad Request")?;
                Ok(false)
            }
            Fault::OutOfStep(at) if at == stage => {
                self.say("252 this is somebody else's answer")?;
                Ok(false)
            }
            _ => Ok(true),
        }
    }

    /// Says nothing until the client goes away.
    fn be_silent(&mut self) -> io::Result<()> {
        self.shared.lock().silences += 1;
        self.shared.changed.notify_all();
        io::copy(&mut self.input, &mut io::sink())?;
        Ok(())
    }

    fn hangs_up_within(&mut self, time: Duration) -> bool {
        let socket = self.input.get_ref().socket();
        if socket.set_read_timeout(Some(time)).is_err() {
            return true;
        }
        let mut octet = [0];
        // It may say `QUIT` before it goes.
        !matches!(self.input.read(&mut octet), Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }

    fn say(&mut self, reply: &str) -> io::Result<()> {
        self.write(format!("{reply}\r\n").as_bytes())
    }

    fn write(&mut self, octets: &[u8]) -> io::Result<()> {
        self.input.get_mut().write_all(octets)?;
        self.input.get_mut().flush()
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Reads up to the line that is one dot. A bare LF ends no line here, so a mail that smuggles
    /// in a second one behind `\n.\n` stays one mail.
    fn data(&mut self) -> io::Result<String> {
        let mut data = String::new();
        loop {
            let line = self.line()?;
            let starts_line = data.is_empty() || data.ends_with("\r\n");
            if starts_line && line == ".\r\n" {
                return Ok(data);
            }
            data.push_str(if starts_line {
                line.strip_prefix('.').unwrap_or(&line)
            } else {
                &line
            });
        }
    }
}

/// The address between the angle brackets of `MAIL FROM:<..>` and `RCPT TO:<..>`.
fn address(command: &str) -> String {
    command
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(command, |(address, _)| address)
        .to_owned()
}
