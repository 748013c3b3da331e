//! The suite: one test binary, a module for each story.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "all of this binary is tests: a failed step ends its test, and measured figures are printed"
)]

#[path = "../support/desk.rs"]
mod desk;

mod accounts;
mod audit;
mod briefings;
mod cli;
mod contract;
mod fidelity;
mod forgeries;
mod gate;
mod gate_states;
mod import;
mod killed;
mod pdf;
mod planted;
mod questionnaire_guards;
mod questionnaires;
mod schema;
mod search;
mod store;
mod workspace;
