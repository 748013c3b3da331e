//! The marks that a file carries: INTERNAL on every briefing, DRAFT on text not signed off, the release line on every
//! buyer file.

/// At the head of every sheet of an internal briefing.
pub const INTERNAL: &str = "INTERNAL";

/// Over buyer-facing text that nobody has signed off.
pub const NOT_SIGNED_OFF: &str = "DRAFT – NOT SIGNED OFF";
