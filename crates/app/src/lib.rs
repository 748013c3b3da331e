//! The hallway: what both doors hold. It knows the order of the rooms and decides nothing itself.
//! A new command is a request and a reply in `view/`, a function in `commands/`, and one line in `contract.rs`.

mod assessed;
mod attach;
mod caller;
pub mod clock;
pub mod commands;
pub mod config;
pub mod contract;
mod convert;
mod dispatch;
mod draft_view;
mod echo;
mod error;
pub mod eval;
mod events;
mod extract;
mod facts;
mod gather;
mod host;
mod import;
mod jobs;
mod keys;
pub mod log;
mod log_lines;
mod log_words;
mod objection_view;
mod open;
mod question;
mod questionnaire_rows;
pub mod view;
mod witness;

pub use caller::Caller;
pub use error::{AppError, ErrorCode, Result};
pub use events::{CoreEvent, Tag};
pub use export::Format;
pub use host::Host;
pub use import::{ImportProgress, Order, Source};
pub use open::{App, Place};
