//! Characters that a person does not see, or takes for others: zero-width, bidirectional controls, look-alikes.
//! Lists: Unicode 16 general category Cf and UTS #39 (mixed scripts).

/// Why a character is not what it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    Invisible,
    Direction,
    Control,
}

/// Whether a character is invisible, turns the direction of text, or controls a terminal.
pub(crate) fn kind_of(c: char) -> Option<Hidden> {
    match c {
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Direction)
        }
        '\u{00ad}'
        | '\u{034f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Invisible),
        '\n' | '\t' => None,
        c if c.is_control() => Some(Hidden::Control),
        _ => None,
    }
}

/// A text in which everything hidden can be seen: `⟦U+202E⟧`.
#[must_use]
pub fn marked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if kind_of(c).is_some() {
            shown.push_str(&format!("⟦U+{:04X}⟧", c as u32));
        } else {
            shown.push(c);
        }
    }
    shown
}
