//! The table of checks, one line a check. To add one: a file here with its words, its function and its good and bad
//! sentences, and a line in the table.

use crate::rule::Rule;

mod aging_source;
mod audience;
mod expired_source;
mod fact;
mod hidden_text;
mod not_yet_effective;
mod quote_mismatch;
mod sources;
mod superseded_source;
mod text;
mod uncited_claim;
mod unsanctioned_source;
mod withdrawn_source;

/// Every check, in the order in which findings are shown.
pub static RULES: &[&Rule] = &[
    &uncited_claim::RULE,
    &quote_mismatch::RULE,
    &withdrawn_source::RULE,
    &expired_source::RULE,
    &superseded_source::RULE,
    &not_yet_effective::RULE,
    &audience::RULE,
    &aging_source::RULE,
    &unsanctioned_source::RULE,
    &hidden_text::RULE,
];
