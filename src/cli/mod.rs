//! The command line.

mod apologies;
mod demo;
mod dkim;
mod guarantees;
mod history;
mod inbound;
mod serve;
mod templates;

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
    /// Measure the apology check
    Apologies {
        #[command(subcommand)]
        command: Apologies,
    },
    /// The signatures under our mail (DKIM)
    Dkim {
        #[command(subcommand)]
        command: Dkim,
    },
    /// Check guarantees in files, or load them into the database
    Guarantees {
        #[command(subcommand)]
        command: Guarantees,
    },
    /// List, check or export the templates that letters are written from
    Templates {
        #[command(subcommand)]
        command: Templates,
    },
    /// File the mail on standard input: a reply, or a report that a mail did not arrive
    Inbound {
        #[command(subcommand)]
        command: Option<Inbound>,
    },
    /// Follow the history, or print its head
    History {
        #[command(subcommand)]
        command: History,
    },
}

#[derive(Debug, Subcommand)]
enum Templates {
    /// Say which templates there are, and where they come from
    List,
    /// Say what is wrong with the templates of a directory, and where
    Check {
        /// Left out: the directory of AMENDS_TEMPLATES
        directory: Option<PathBuf>,
    },
    /// Write the templates that come with Amends into a directory, to start from
    Export { directory: PathBuf },
}

#[derive(Debug, Subcommand)]
enum Apologies {
    /// Precision and recall of the apology check over texts that people have labelled (JSON Lines)
    Evaluate {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Name every line that the check and the labels disagree on
        #[arg(long)]
        wrong: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Dkim {
    /// Print the DNS records that receivers check our signatures with
    Record,
}

#[derive(Debug, Subcommand)]
enum Inbound {
    /// Say what the messages in these files would be taken for, as JSON; nothing is filed
    Read {
        #[arg(required = true)]
        files: Vec<PathBuf>,
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
    let is_pipe = matches!(cli.command, Some(Command::Inbound { command: None }));
    let config = match cli.settings.read() {
        Ok(config) => config,
        Err(why) if is_pipe => return inbound::try_again(&why),
        Err(why) => return refuse(&why),
    };
    telemetry::start(&config.log, config.log_format);
    let done = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&config),
        Command::Demo => demo::run(&config),
        Command::Apologies {
            command: Apologies::Evaluate { files, wrong },
        } => apologies::evaluate(&files, wrong),
        Command::Dkim {
            command: Dkim::Record,
        } => dkim::record(&config),
        Command::Guarantees {
            command: Guarantees::Check { files },
        } => guarantees::check(&files),
        Command::Guarantees {
            command: Guarantees::Load { files },
        } => guarantees::load(&config, &files),
        Command::Templates {
            command: Templates::List,
        } => templates::list(&config),
        Command::Templates {
            command: Templates::Check { directory },
        } => templates::check(&config, directory.as_deref()),
        Command::Templates {
            command: Templates::Export { directory },
        } => templates::export(&directory),
        Command::Inbound { command: None } => return inbound::file(&config),
        Command::Inbound {
            command: Some(Inbound::Read { files }),
        } => inbound::read(&files),
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
    complain(why);
    ExitCode::from(2)
}

/// One line on standard error.
fn complain(why: &str) {
    let line = why.replace('\n', " ");
    // Where even standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "amends: {line}");
}

/// What the caller asked to see, on standard output.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that has gone away wants no more.
    let _ = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
}

/// What is said of an admin who was made, since nobody else knows their token.
fn first_admin(token: &str) -> String {
    format!("The first admin was made. Their token is shown this once:\n\n  {token}\n")
}

/// How this program was called, so that what is printed works as printed.
fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "amends".into())
}
