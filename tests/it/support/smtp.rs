//! A small real SMTP server for the tests of outgoing mail, with faults on demand.
//!
//! A mock transport would hide what goes wrong between two machines: a refusal at each step, a
//! connection that dies, a server that accepts the letter and never says so. This one speaks the
//! protocol over a socket, so that the program under test runs its own client, timeouts included.

use std::{
    collections::{HashMap, VecDeque},
    io::{self, BufRead, BufReader, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread::{self, JoinHandle},
};

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
}

/// The server; it stops, and cuts every connection, when dropped.
pub(crate) struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    script: VecDeque<Fault>,
    mails: Vec<ReceivedMail>,
    connections: usize,
    open: HashMap<usize, TcpStream>,
    stopping: bool,
}

impl SmtpServer {
    /// Starts a server on a free port of the loopback interface.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("bind a port for the SMTP server");
        let address = listener.local_addr().expect("the SMTP server's address");
        let shared = Arc::new(Shared::default());
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

    /// What `AMENDS_SMTP_URL` must be to send through this server.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
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
            input: BufReader::new(stream),
            shared: Arc::clone(shared),
            fault: state.next_fault(),
        };
        thread::spawn(move || session.run(id));
    }
}

/// One connection.
struct Session {
    input: BufReader<TcpStream>,
    shared: Arc<Shared>,
    fault: Fault,
}

impl Session {
    fn run(mut self, id: usize) {
        // However it ended, the client notices, or has left already.
        let _ = self.serve();
        // Dropping the stream is not enough: `open` has a second handle on the socket.
        let _ = self.input.get_ref().shutdown(Shutdown::Both);
        self.shared.lock().open.remove(&id);
    }

    fn serve(&mut self) -> io::Result<()> {
        // Replies to pipelined commands must not wait for each other's acknowledgement.
        self.input.get_ref().set_nodelay(true)?;
        if !self.passes(Stage::Connect)? {
            return Ok(());
        }
        self.say("220 localhost ESMTP test server")?;

        let mut greeted = false;
        let mut transactions = 0;
        let mut mail: Option<ReceivedMail> = None;
        loop {
            let line = self.line()?;
            let command = line.trim_end();
            let verb = command.split([' ', ':']).next().unwrap_or_default();
            match (verb.to_ascii_uppercase().as_str(), &mut mail) {
                ("EHLO" | "HELO", _) => {
                    mail = None;
                    if self.passes(Stage::Hello)? {
                        greeted = true;
                        self.say(if verb.eq_ignore_ascii_case("HELO") {
                            "250 localhost"
                        } else {
                            "250-localhost\r\n250-PIPELINING\r\n250 8BITMIME"
                        })?;
                    }
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
                            if self.fault == Fault::DropAfterFinalDot {
                                return Ok(());
                            }
                            self.say("250 2.0.0 accepted")?;
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
                    return Err(io::ErrorKind::ConnectionAborted.into());
                }
                Ok(false)
            }
            Fault::DropBefore(at) if at == stage => Err(io::ErrorKind::ConnectionAborted.into()),
            _ => Ok(true),
        }
    }

    fn say(&self, reply: &str) -> io::Result<()> {
        self.input
            .get_ref()
            .write_all(format!("{reply}\r\n").as_bytes())
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
