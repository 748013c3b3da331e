//! `cargo xtask …`: what a person or CI does with the whole repository. Depends on no crate of ours.

mod demo;
mod postgres;
mod setup;
mod step;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

const USE: &str = "cargo xtask <command>
  demo      install what is missing, build, fill the sample workspace, print its briefing, open the window
  test      install what is missing, then everything CI runs
  check     the quick part of test: format, lints, laws, documentation, licences, Rust and UI unit tests
  tidy      the laws that clippy cannot check
  bindings  write ui/src/backend/generated/contract.ts from the contract
  e2e       the journeys in Chromium against the real core
  smoke     the true window under Xvfb
  setup     only install what is missing";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let result = match command.as_str() {
        "demo" => demo::demo(),
        "test" => test::test(),
        "check" => test::check(),
        "tidy" => tidy::tidy(),
        "bindings" => test::bindings(),
        "e2e" => test::journeys(),
        "smoke" => test::window(),
        "setup" => setup::setup(),
        _ => {
            eprintln!("{USE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nFailed: {error:#}");
            ExitCode::FAILURE
        }
    }
}
