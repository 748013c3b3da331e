//! The suite: one test binary, a module for each story.

#[path = "../support/desk.rs"]
mod desk;

mod briefings;
mod cli;
mod contract;
mod fidelity;
mod import;
mod schema;
mod search;
mod store;
mod workspace;
