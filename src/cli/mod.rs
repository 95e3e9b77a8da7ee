//! The command line.

mod demo;
mod guarantees;
mod history;
mod serve;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Settings;
use crate::domain::event::Head;
use crate::telemetry;

/// A service-recovery tracker: own the mistake, apologise, make generous amends.
#[derive(Debug, Parser)]
#[command(name = "amends", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the pages (what happens without a command)
    Serve,
    /// Fill an empty database with a small agency to look around in
    Demo,
    /// Check guarantees in files, or load them into the database
    Guarantees {
        #[command(subcommand)]
        command: Guarantees,
    },
    /// Follow the history, or print its head
    History {
        #[command(subcommand)]
        command: History,
    },
}

#[derive(Debug, Subcommand)]
enum History {
    /// Look for entries that were edited, deleted, moved, added or cut off: exit code 0 where there
    /// are none, 1 where there is one, 2 where that cannot be told
    Verify {
        /// A head that was exported earlier, as SEQUENCE:HASH: finds a history that was written anew
        #[arg(long, value_name = "SEQUENCE:HASH")]
        head: Option<Head>,
    },
    /// Print SEQUENCE:HASH of the last entry, to be kept elsewhere
    Head,
}

#[derive(Debug, Subcommand)]
enum Guarantees {
    /// Say what is wrong with the guarantees in these files, and where
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write the guarantees of these files into the database: all of them, or none
    Load {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    // A missing file is fine; a broken one is not.
    match dotenvy::dotenv() {
        Err(dotenvy::Error::Io(_)) | Ok(_) => {}
        Err(error) => return refuse(&format!(".env: {error}")),
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            let message = error.to_string();
            return refuse(
                message
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches("error: "),
            );
        }
        Err(help) => {
            say(&help.to_string());
            return ExitCode::SUCCESS;
        }
    };
    let config = match cli.settings.read() {
        Ok(config) => config,
        Err(why) => return refuse(&why),
    };
    telemetry::start(&config.log);
    let done = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&config),
        Command::Demo => demo::run(&config),
        Command::Guarantees {
            command: Guarantees::Check { files },
        } => guarantees::check(&files),
        Command::Guarantees {
            command: Guarantees::Load { files },
        } => guarantees::load(&config, &files),
        Command::History {
            command: History::Verify { head },
        } => match history::verify(&config, head.as_ref()) {
            Ok(code) => return code,
            Err(why) => Err(why),
        },
        Command::History {
            command: History::Head,
        } => history::head(&config),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => refuse(&why),
    }
}

/// One line on standard error, and the exit code for a wrong call.
fn refuse(why: &str) -> ExitCode {
    let line = why.replace('\n', " ");
    // Where even standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "amends: {line}");
    ExitCode::from(2)
}

/// What the caller asked to see, on standard output.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that has gone away wants no more.
    let _ = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
}

/// How this program was called, so that what is printed works as printed.
fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "amends".into())
}
