//! Finds where sentences end. A miss costs a slightly odd cut and nothing else.

use std::ops::Range;

/// Longer sentences are divided between words.
const LONGEST: usize = 60;

const SHORT_FORMS: [&str; 34] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "inc", "ltd", "co", "corp", "e.g", "i.e", "eg", "ie",
    "etc", "approx", "ca", "fig", "sec", "art", "para", "vol", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "z.b",
    "bzw",
];

/// Byte ranges of the sentences of a text, without the white space between them.
/// Only white space is left out, so every word is in exactly one range.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut word_start = 0;
    let mut last_end = 0;
    let mut words = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            if !in_word {
                in_word = true;
                word_start = at;
                words += 1;
                start.get_or_insert(at);
            }
            last_end = at + c.len_utf8();
            continue;
        }
        if in_word {
            in_word = false;
            let word = text.get(word_start..last_end).unwrap_or_default();
            let rest = text.get(at..).unwrap_or_default();
            if words >= LONGEST && (word.ends_with([',', ';', ':']) || words >= LONGEST + 20) || ends(word, rest) {
                if let Some(from) = start.take() {
                    found.push(from..last_end);
                }
                words = 0;
            }
        }
        if c == '\n'
            && !in_word
            && let Some(from) = start
            && text.get(at..).is_some_and(|rest| rest.starts_with("\n\n"))
        {
            start = None;
            words = 0;
            found.push(from..last_end);
        }
    }
    if let Some(from) = start {
        found.push(from..last_end);
    }
    found
}

/// True when this word ends a sentence and the text after it begins a new one.
fn ends(word: &str, rest: &str) -> bool {
    let bare = word.trim_end_matches(['"', '”', '’', ')', ']', '\'', '*']);
    if !bare.ends_with(['.', '!', '?', '…']) {
        return rest.starts_with('\n') && rest.trim_start_matches([' ', '\n']).starts_with(['-', '•', '*', '|']);
    }
    let next = rest.trim_start().chars().find(|c| !matches!(c, '"' | '“' | '(' | '[' | '\'' | '‘' | '*'));
    if next.is_none_or(char::is_lowercase) {
        return next.is_none();
    }
    if !bare.ends_with('.') {
        return true;
    }
    let stem = bare.trim_end_matches('.').trim_start_matches(['(', '"', '“', '‘', '[']);
    let one_letter = stem.chars().count() == 1 && stem.chars().all(char::is_alphabetic) && stem != "I";
    let ordinal = stem.len() <= 2 && !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit());
    // `U.S.`, `e.g.`
    let dotted = stem.contains('.')
        && stem.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    !(one_letter || ordinal || dotted || SHORT_FORMS.iter().any(|form| stem.eq_ignore_ascii_case(form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn short_forms_initials_and_numbers_do_not_end_a_sentence() {
        assert_eq!(
            split("M. Ellvik asks Mr. Carrow. He pays 4.5 per cent, e.g. Now or never! \"Yes?\" Fine."),
            ["M. Ellvik asks Mr. Carrow.", "He pays 4.5 per cent, e.g. Now or never!", "\"Yes?\"", "Fine."]
        );
    }

    #[test]
    fn dotted_short_forms_do_not_end_a_sentence() {
        assert_eq!(
            split("The U.S. Privacy Laws apply. It costs 4.5. Done."),
            ["The U.S. Privacy Laws apply.", "It costs 4.5.", "Done."]
        );
    }

    #[test]
    fn a_blank_line_ends_a_sentence() {
        assert_eq!(split("one\n\ntwo"), ["one", "two"]);
    }

    #[test]
    fn white_space_alone_has_no_sentence() {
        assert!(split(" \n \t").is_empty());
    }
}
