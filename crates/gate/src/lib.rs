//! The reason to trust the product: the only maker of a [`Release`], and so the only way to a file for the buyer.
//! A pure room: it decides on facts gathered beforehand; it does no IO, reads no clock, remembers nothing.
//! To add a reason to refuse: a sentence in `refusal.rs`, a check in `release.rs`, and a test that fails without it.
//!
//! A release cannot be built anywhere else, because its fields are private:
//!
//! ```compile_fail,E0451
//! let release = gate::Release {
//!     number: 1,
//!     subject: "Hello".to_owned(),
//!     text: "Nobody signed this.".to_owned(),
//!     recipients: vec![],
//!     content: domain::Revision::content_hash(todo!()),
//!     signed: vec![],
//!     revision: 1,
//!     at: todo!(),
//! };
//! ```

mod classify;
mod facts;
mod refusal;
mod release;
mod seal;

pub use classify::{Class, classify};
pub use facts::{CitedSource, Facts, Finding, KnownPerson};
pub use refusal::Refusal;
pub use release::{Release, Signed, release};
pub use seal::{Meaning, SignOff, seal, sign};
