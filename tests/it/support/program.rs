//! The program itself, as a process that can be told to stop, and killed.

#![expect(
    clippy::disallowed_methods,
    reason = "another process does not run by the clock of the tests"
)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::app::{ADMIN_TOKEN, Caller};
use crate::support::canary;

/// How long the program may take to start, on a machine that has other things to do.
const STARTS_WITHIN: Duration = Duration::from_secs(60);

/// `amends serve`, killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) url: String,
    /// Open as long as the process may write to it.
    _output: BufReader<ChildStdout>,
    log: Option<JoinHandle<String>>,
}

/// The program, set up for a test: on that database, on a free port.
pub(crate) fn program(database_url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    set_up(&mut command, database_url);
    command
}

fn set_up(command: &mut Command, database_url: &str) {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AMENDS_")) {
        command.env_remove(name);
    }
    command
        .env("AMENDS_DATABASE_URL", database_url)
        .env("AMENDS_LISTEN", "127.0.0.1:0")
        .env("AMENDS_BOOTSTRAP_TOKEN", ADMIN_TOKEN)
        .env("AMENDS_LOG", "trace")
        // Where nobody keeps a `.env`.
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
}

impl Process {
    pub(crate) fn start(database_url: &str) -> Self {
        Self::run(program(database_url))
    }

    /// The same with files of at most `blocks` of 512 bytes, as on a disk that is almost full.
    pub(crate) fn start_with_small_files(database_url: &str, blocks: u32) -> Self {
        let mut command = Command::new("sh");
        // Without the trap the system would kill it at the limit, which no full disk does.
        let script = format!(r#"trap "" XFSZ; ulimit -f {blocks}; exec "$0""#);
        command.args(["-c", &script, env!("CARGO_BIN_EXE_amends")]);
        set_up(&mut command, database_url);
        Self::run(command)
    }

    fn run(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut seen = Vec::new();
            let _ = stderr.read_to_end(&mut seen);
            String::from_utf8_lossy(&seen).into_owned()
        });
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let url = line
            .trim_end()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("it did not start: {line:?}"))
            .to_owned();
        Self {
            child,
            url,
            _output: output,
            log: Some(log),
        }
    }

    pub(crate) fn caller(&self, token: &str) -> Caller {
        Caller::of(&self.url, Some(token))
    }

    pub(crate) fn admin(&self) -> Caller {
        self.caller(ADMIN_TOKEN)
    }

    /// SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM.
    pub(crate) fn terminate(&self) {
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status();
        assert!(sent.unwrap().success());
    }

    /// How it ended, and how long that took.
    pub(crate) fn wait(&mut self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, began.elapsed());
            }
            assert!(began.elapsed() < STARTS_WITHIN, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(log) = self.log.take() {
            canary::expect_none(&log.join().unwrap());
        }
    }
}
