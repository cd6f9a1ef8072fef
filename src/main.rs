//! Arguments and exit code, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    guichet::command::run()
}
