//! The program as it is run: a process of its own, with settings from its environment.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use crate::support::app::TestDatabase;
use crate::support::canary;

/// A server in a process of its own; it is killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) url: String,
    /// What it writes to its standard output, and its log.
    output: Option<(JoinHandle<String>, JoinHandle<String>)>,
}

impl Process {
    /// `amends` with these settings, once it listens.
    pub(crate) fn start(database: &TestDatabase, settings: &[(&str, &str)]) -> Self {
        let mut child = command(&database.url, settings).spawn().unwrap();
        let (listening, listens) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut stderr = child.stderr.take().unwrap();
        let output = (
            std::thread::spawn(move || {
                let mut seen = String::new();
                for line in stdout.lines().map_while(Result::ok) {
                    if let Some(url) = line.strip_prefix("listening on ") {
                        listening.send(url.to_owned()).unwrap();
                    }
                    seen.push_str(&line);
                    seen.push('\n');
                }
                seen
            }),
            std::thread::spawn(move || {
                let mut seen = Vec::new();
                let _ = stderr.read_to_end(&mut seen);
                String::from_utf8_lossy(&seen).into_owned()
            }),
        );
        let url = url(&listens);
        Self {
            child,
            url,
            output: Some(output),
        }
    }

    /// Resident memory in KiB: `VmRSS` is all of it, `RssAnon` without what is read from files.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self, which: &str) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status.lines().find(|line| line.starts_with(which)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Whether it has a thread of this name.
    #[cfg(target_os = "linux")]
    pub(crate) fn has_thread(&self, name: &str) -> bool {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let mut names = tasks.flatten().map(|task| task.path().join("comm"));
        // A thread may end while it is looked at.
        names.any(|path| std::fs::read_to_string(path).is_ok_and(|comm| comm.trim() == name))
    }

    /// Ends it; all that it wrote to its standard output and error.
    pub(crate) fn end(mut self) -> String {
        self.kill()
    }

    fn kill(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let Some((output, log)) = self.output.take() else {
            return String::new();
        };
        let (output, log) = (output.join().unwrap(), log.join().unwrap());
        // The first token is shown on the standard output, where it is looked for.
        canary::expect_none(&log);
        output + &log
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn url(listens: &Receiver<String>) -> String {
    let patience = std::time::Duration::from_secs(60);
    listens.recv_timeout(patience).expect("it listens")
}

/// The program with these settings and no others.
pub(crate) fn command(database: &str, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    command
        .env_clear()
        .env("AMENDS_DATABASE_URL", database)
        .env("AMENDS_LISTEN", "127.0.0.1:0")
        .envs(settings.iter().copied())
        // Without a `.env` file of whoever runs the tests.
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}
