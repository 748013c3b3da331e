//! The command line: a door equal to the window. Parses, opens the workspace, runs, and ends with the code of the error.

mod args;
mod args_gate;
mod args_questionnaire;
mod commands;
mod output;

use std::process::ExitCode;

use app::{AppError, ErrorCode};
use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    let json = cli.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::failure(&AppError::internal(&error), json);
            return ExitCode::from(70);
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::failure(&error, json);
            ExitCode::from(exit_code(error.code))
        }
    }
}

/// Each error code ends the program with its own number, so that scripts need not read English.
fn exit_code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::Invalid => 2,
        ErrorCode::NotFound => 3,
        ErrorCode::NotAllowed => 4,
        ErrorCode::Conflict => 5,
        ErrorCode::GateRefused => 6,
        ErrorCode::SourceChanged => 7,
        ErrorCode::Busy => 8,
        ErrorCode::Offline => 9,
        ErrorCode::AppTooOld => 10,
        ErrorCode::DiskFull => 11,
        ErrorCode::Internal => 70,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_code_has_an_exit_code_of_its_own() {
        let codes: std::collections::BTreeSet<u8> = ErrorCode::ALL.into_iter().map(exit_code).collect();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
        assert!(!codes.contains(&0));
    }
}
