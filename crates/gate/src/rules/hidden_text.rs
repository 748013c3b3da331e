//! HID001 hidden-text: characters that a reader does not see, or that turn the order of what is read.

use domain::{Part, Severity, Span};

use crate::{
    claims::place,
    hidden::{Hidden, kind_of},
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "HID001",
    name: "hidden-text",
    severity: Severity::Blocks,
    what: "Zero-width, direction-turning or look-alike characters",
    why: "An approver would sign words that they cannot see",
    fix: "Delete the marked characters and type the words again",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (part, text) in [(Part::Subject, &reading.revision.subject), (Part::Body, &reading.revision.body)] {
        for (at, c) in text.char_indices() {
            let Some(kind) = kind_of(c) else { continue };
            let span = Span { part, start: place(at), end: place(at + c.len_utf8()) };
            let what = match kind {
                Hidden::Invisible => "cannot be seen",
                Hidden::Direction => "turns the direction of the text",
                Hidden::Control => "is a control character",
            };
            found.push(Found::new(span, format!("U+{:04X} {what}", c as u32)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{clear, finds};

    #[test]
    fn hidden_characters_are_found() {
        for hidden in ['\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{00ad}', '\u{e0041}', '\u{0007}'] {
            finds(&RULE, &format!("a«{hidden}»b"));
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        clear(&RULE, "Grüße an Łukasz, Ελένη и Анна, 東京 – “ok”\n\tnext line");
    }
}
