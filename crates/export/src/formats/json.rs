//! The briefing as data for other programs: the serde form of [`domain::Briefing`], pretty-printed. Its schema, version 1:
//!
//! * `mark`: `INTERNAL`, on every one. `schema`: 1. Rises when a field goes away or changes its meaning; a new field does not raise it.
//! * `id`: `brf_…` of a kept briefing, or null. `kind`: `executive`.
//! * `head`: `account` (`acc_…`), `account_name`, `title`, `meeting` (`entry`, `title`, `at`, `end`, `location`, `host`,
//!   `attendees`) or null, `as_of`, `zone_minutes`, `oldest` and `newest` evidence, `entries_read`, `documents_searched`.
//! * `sections`: `number` 1 to 13, `title`, `note`, and `items`, each told apart by its `kind`:
//!   * `statement`: `text`, and where they apply `date`, `label`, `mark` (`new`, `gone`); always `citations`.
//!   * `gap`: `text`, `searched` (`looked_for`, `entries`, `documents`), and where known `label`, `who`, `question`.
//!   * `person`: `contact`, `name`, `title`, `side` (`ours`, `theirs`), `invited`, and `facts`: each `is` `known` (the
//!     fields of a statement) or `unknown` (those of a gap).
//!   * `letter`: `letter`, `name`, `state` (`empty`, `suggested`, `noted`, `validated`), `statement`, `gap`.
//!   * `lane`: `lane`, `state`, `owner_here`, `owner_there`, `due`, `blocker`, `evidence`, `gap`.
//!   * `commitment`: `side`, `who`, `due`, `state` (`overdue`, `open`, `kept`), `overdue_days`, `statement`.
//!   * `contradiction`: `text`, `sides`. `concern`: `raised`, `answered`, `answer`, `gap`.
//!   * `choice`: `choice` (`framing`, `follow_up`), `title`, `purpose`, `rests_on`, `draft`, `tier`.
//!   * `question`, `avoid`: `text`, `because`. `needs_approval`: `text`, `who`, `because`.
//!   * `source`: `number`, `passage`, `hash`, `title`, `by`, `date`, `entry_kind`, `version`, `force`, `place`.
//! * `citations`: one or more of `passage` (`ent_…#3` or `ver_…#3`), `hash` (BLAKE3 of the passage's text), `quote`, and
//!   `start` and `end`, the quote's bytes in that text. The number a reader sees is the `source` with the same `passage`.
//!
//! Times are RFC 3339 in UTC, dates `YYYY-MM-DD`. The snapshot of `the_json_form_…` is the golden file.

use domain::{Briefing, ObjectionCard};
use serde::Serialize;

use crate::marks;

#[derive(Serialize)]
struct Marked<'a, T: Serialize> {
    mark: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

pub(crate) fn briefing(briefing: &Briefing) -> String {
    marked(briefing)
}

/// The serde form of [`ObjectionCard`], marked as a briefing is.
pub(crate) fn objection(card: &ObjectionCard) -> String {
    marked(card)
}

fn marked<T: Serialize>(body: &T) -> String {
    let marked = Marked { mark: marks::INTERNAL, body };
    // Cannot fail: the type has no maps with other keys than text. If it ever did, an object that says so is still JSON.
    let mut text = serde_json::to_string_pretty(&marked)
        .unwrap_or_else(|error| serde_json::json!({ "schema": 1, "error": error.to_string() }).to_string());
    text.push('\n');
    text
}
