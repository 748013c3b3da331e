//! The table of checks, one line a check. To add one: a file here with its words, its function and its good and bad
//! sentences, and a line in the table.

use crate::rule::Rule;

mod hidden_text;
mod quote_mismatch;

/// Every check, in the order in which findings are shown.
pub static RULES: &[&Rule] = &[&quote_mismatch::RULE, &hidden_text::RULE];
