//! The `amends` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    amends::cli::run()
}
