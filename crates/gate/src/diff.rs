//! What changed between two texts, word by word.

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

/// Whether a stretch of text stayed, came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    Same,
    Added,
    Removed,
}

/// A stretch of text. Those that stayed or came make up the new text; those that stayed or went, the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffPart {
    pub changed: Changed,
    pub text: String,
}

/// The way from one text to another in whole words (Myers, with Unicode words).
#[must_use]
pub fn diff(old: &str, new: &str) -> Vec<DiffPart> {
    let mut parts: Vec<DiffPart> = Vec::new();
    for change in TextDiff::from_unicode_words(old, new).iter_all_changes() {
        let changed = match change.tag() {
            ChangeTag::Equal => Changed::Same,
            ChangeTag::Insert => Changed::Added,
            ChangeTag::Delete => Changed::Removed,
        };
        match parts.last_mut() {
            Some(last) if last.changed == changed => last.text.push_str(change.value()),
            _ => parts.push(DiffPart { changed, text: change.value().to_owned() }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(parts: &[DiffPart], gone: Changed) -> String {
        parts.iter().filter(|part| part.changed != gone).map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn both_texts_can_be_read_from_the_parts() {
        let (old, new) = ("We offer a discount of 10 % this year.", "We offer no discount this year, as agreed.");
        let parts = diff(old, new);
        assert_eq!(side(&parts, Changed::Added), old);
        assert_eq!(side(&parts, Changed::Removed), new);
        assert!(parts.iter().any(|part| part.changed == Changed::Same && part.text.contains("discount")));
    }
}
