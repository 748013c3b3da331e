//! The log as evidence: its Merkle tree (RFC 6962), checkpoints signed over the tree's root, the exported file, and the one
//! check of it that needs nothing else. The database is checked by the same code: it is exported into the check.

mod check;
mod checkpoint;
mod file;
#[cfg(test)]
mod tests;
mod tree;

pub use check::{Bad, LogCheck, Verified, verify_log};
pub use checkpoint::{Anchor, anchors, witness};
pub use file::{LogWriter, checkpoint_line};
pub use tree::{Frontier, Node, consistency, holds_consistency, holds_inclusion, inclusion, leaf, node_of};
