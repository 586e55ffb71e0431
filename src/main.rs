//! The `briefbook` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(briefbook::cli::run(std::env::args_os()))
}
