//! The briefing as data for other programs: the serde form of [`domain::Briefing`], pretty-printed.

use domain::Briefing;

pub(crate) fn briefing(briefing: &Briefing) -> String {
    // Cannot fail: the type has no maps with other keys than text. If it ever did, an object that says so is still JSON.
    let mut text = serde_json::to_string_pretty(briefing).unwrap_or_else(|error| {
        serde_json::json!({ "schema": 1, "error": error.to_string() }).to_string()
    });
    text.push('\n');
    text
}
