//! The reason to trust the product: the only maker of a [`Release`], and so the only way to a file for the buyer.
//! A pure room: it decides on facts gathered beforehand; it does no IO, reads no clock, remembers nothing.
//!
//! The way through it: [`classify`] reads a draft's moments from its words and readers, [`Policy::decide`] names the tier
//! and who must sign, every rule in `rules/` reports its findings, [`Standing::of`] weighs the sign-offs given, and
//! [`release`] checks all of it again. To add a check: a file in `rules/` and a line in its table.
//!
//! A release cannot be built anywhere else, because its fields are private:
//!
//! ```compile_fail,E0451
//! fn forge(record: domain::ReleaseRecord) -> gate::Release {
//!     gate::Release { record, ..todo!() }
//! }
//! ```

mod assessment;
mod bar;
mod check;
mod claims;
mod classify;
mod diff;
mod facts;
mod hidden;
mod log;
mod outgoing;
mod packet;
mod policy;
mod refusal;
mod release;
mod review;
mod roster;
mod rule;
mod rules;
mod seal;
mod sheet;
mod standing;
#[cfg(test)]
mod testing;

pub use assessment::Assessment;
pub use bar::{line, sentence};
pub use claims::{Claim, Marker, claims, markers, sentences_of, without_markers};
pub use classify::{Class, Sign, action, classify, is_executive_title};
pub use diff::{Changed, DiffPart, diff};
pub use facts::{Attendee, Case, CitedSource, Facts, Related, SourceKind, Told};
pub use hidden::marked;
pub use log::{
    Anchor, Bad, Frontier, LogCheck, LogWriter, Node, Verified, anchors, checkpoint_line, consistency,
    holds_consistency, holds_inclusion, inclusion, leaf, node_of, verify_log, witness,
};
pub use outgoing::Outgoing;
pub use packet::{DecisionFile, PACKET_FORM, Packet, PacketEvidence, PacketFault, PacketSigned, packet};
pub use policy::{
    Action, DEFAULT_POLICY, Decision, Need, Policy, PolicyFault, ReminderTemplate, RuleInWords, Stage, Topic,
};
pub use refusal::Refusal;
pub use release::{Release, Signed, check_destination, check_release, release, sensitivity};
pub use review::{accept, may_acknowledge, may_edit, may_submit, prepare};
pub use roster::{KnownPerson, Roster, certify};
pub use rule::Rule;
pub use rules::RULES;
pub use seal::{Subject, seal, sign};
pub use standing::{Acknowledged, Slot, Standing, State};
