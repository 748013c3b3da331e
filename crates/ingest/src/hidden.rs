//! Characters a reader cannot see: they are taken out of the text and reported, for hidden text is never evidence.

use std::borrow::Cow;

use crate::Warning;

/// True for zero-width, bidirectional-control, tag and other invisible characters.
pub(crate) fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    }
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}

/// Characters that come with honest text and need no report: soft hyphen, byte order mark, joiners, emoji selectors.
fn is_harmless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}') || c.is_control()
}

/// The text without invisible characters; says how many were taken out.
pub(crate) fn strip<'a>(text: &'a str, place: &str, warnings: &mut Vec<Warning>) -> Cow<'a, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let telling = text.chars().filter(|c| is_hidden(*c) && !is_harmless(*c)).count();
    if telling > 0 {
        let message = format!("{telling} invisible characters were taken out of the text");
        warnings.push(Warning::new(place, message));
    }
    Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect())
}

/// The warning for text that a page declares and does not show.
pub(crate) fn hidden_text(place: &str, words: usize) -> Warning {
    Warning::new(place, format!("{words} words that the page hides from its reader were left out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_width_and_bidi_characters_are_taken_out_and_reported() {
        let mut warnings = Vec::new();
        assert_eq!(strip("pay\u{200b} \u{202e}evil\u{202c} now", "", &mut warnings), "pay evil now");
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].message.starts_with('3'));
    }

    #[test]
    fn a_soft_hyphen_goes_without_a_report() {
        let mut warnings = Vec::new();
        assert_eq!(strip("Daten\u{ad}schutz", "", &mut warnings), "Datenschutz");
        assert!(warnings.is_empty());
    }
}
