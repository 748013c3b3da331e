//! One file for each screen's worth of commands, all of one shape: permit, load, ask a pure room, keep, return a view.

pub mod accounts;
pub mod answers;
pub mod audit;
pub mod bench;
mod bench_briefing;
mod bench_gate;
pub mod briefings;
pub mod doctor;
pub mod drafts;
pub mod elsewhere;
pub mod imports;
pub mod library;
pub mod measure;
pub mod objections;
pub mod policy;
pub mod questionnaires;
pub mod releases;
pub mod reviews;
pub mod rows;
pub mod search;
pub mod settings;
pub mod sources;
pub mod team;
pub mod today;
pub mod workspace;
