//! What people say in turn, as captions and transcripts give it, to one item of kind call.

use domain::{EntryKind, PartRole, Participant};

use super::head::Head;
use crate::passages::{Block, Joint};
use crate::{Parsed, ParsedItem, Warning};

/// A piece of speech.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Turn {
    pub(crate) speaker: Option<String>,
    pub(crate) text: String,
    /// Milliseconds from the start.
    pub(crate) time: Option<(u64, u64)>,
    pub(crate) lines: (usize, usize),
}

/// The call made of these turns.
pub(crate) fn call(turns: Vec<Turn>, head: Head, warnings: Vec<Warning>) -> Parsed {
    let mut item = ParsedItem { kind: Some(EntryKind::Call), ..ParsedItem::default() };
    let mut blocks = Vec::with_capacity(turns.len());
    let title = head.title.clone();
    for turn in turns {
        if let Some(speaker) = &turn.speaker
            && !item.people.iter().any(|person| person.name.as_ref() == Some(speaker))
        {
            item.people.push(Participant { role: PartRole::Speaker, name: Some(speaker.clone()), email: None });
        }
        let mut block = Block::new(turn.text).at_lines(turn.lines.0, turn.lines.1).joined(Joint::Space);
        block.speaker = turn.speaker;
        block.place.time = turn.time;
        block.heading = title.iter().cloned().collect();
        blocks.push(block);
    }
    head.apply(&mut item);
    super::one_item(item, &blocks, warnings)
}

/// `01:02:03.456`, `02:03,4`, `2:03` in milliseconds.
pub(crate) fn clock(text: &str) -> Option<u64> {
    let text = text.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut seconds: u64 = 0;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for number in parts {
        if number.is_empty() || number.len() > 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds = seconds * 60 + number.parse::<u64>().ok()?;
    }
    let digits: String = part.chars().take(3).collect();
    let millis = if digits.is_empty() { 0 } else { format!("{digits:0<3}").parse::<u64>().ok()? };
    Some(seconds * 1000 + millis)
}

/// `Name: words`, where the name looks like a person's.
pub(crate) fn named(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let name = name.trim();
    let plain = name.split(" (").next().unwrap_or(name).trim();
    let words = plain.split_whitespace().count();
    let letters = plain.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '_' | '&'));
    let upper = plain.chars().next().is_some_and(|c| c.is_uppercase() || (!c.is_ascii() && c.is_alphabetic()));
    let begins = rest.starts_with([' ', '\t']) || rest.is_empty();
    (upper && letters && begins && (1..=5).contains(&words) && plain.len() <= 60).then(|| (name, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_in_milliseconds() {
        assert_eq!(clock("01:02:03.456"), Some(3_723_456));
        assert_eq!(clock("02:03,4"), Some(123_400));
        assert_eq!(clock("0:05"), Some(5_000));
        for bad in ["", "5", "a:b", "1:2:3:4", ":5", "99999:00"] {
            assert_eq!(clock(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_name_before_a_colon_is_a_speaker() {
        assert_eq!(named("Mara Ellvik: hello: you"), Some(("Mara Ellvik", "hello: you")));
        assert_eq!(named("Dr. O'Neil (Acme): yes"), Some(("Dr. O'Neil (Acme)", "yes")));
        for bad in ["http://x", "and then: no", "The price that we agreed with them is: 5", "no colon"] {
            assert_eq!(named(bad), None, "{bad}");
        }
    }
}
