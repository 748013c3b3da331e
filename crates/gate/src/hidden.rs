//! Characters that a person does not see, or takes for others: zero-width, bidirectional controls, look-alikes.
//! Lists: Unicode 16 general category Cf and UTS #39 (confusables, mixed scripts).

mod look_alikes;

use look_alikes::LOOK_ALIKES;

/// Bytes `start..end` of a text that are not what they seem: one character, or a whole word with look-alikes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Hidden,
}

/// Why a character is not what it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    Invisible,
    Direction,
    Control,
    /// Stands where an ASCII letter or digit seems to stand.
    LookAlike,
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
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Invisible),
        '\n' | '\t' => None,
        c if c.is_control() => Some(Hidden::Control),
        _ => None,
    }
}

/// Everything in a text that is not what it seems, in order.
#[must_use]
pub(crate) fn hidden(text: &str) -> Vec<Hit> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let unseen = chars
        .iter()
        .enumerate()
        .filter(|(place, _)| !is_part_of_emoji(&chars, *place))
        .filter_map(|(_, (start, c))| Some(Hit { start: *start, end: start + c.len_utf8(), kind: kind_of(*c)? }));
    let mut found: Vec<Hit> = unseen.chain(look_alikes(text)).collect();
    found.sort_by_key(|hit| hit.start);
    found
}

/// Words with look-alikes in a mail address. Of its parts, one that is wholly of another script is a name like any other
/// unless every letter of it looks like an ASCII letter.
#[must_use]
pub(crate) fn hidden_in_address(address: &str) -> Vec<Hit> {
    let mut found = hidden(address);
    let wide = address.char_indices().filter(|(_, c)| matches!(c, '\u{ff01}'..='\u{ff5e}'));
    found.extend(wide.map(|(start, c)| Hit { start, end: start + c.len_utf8(), kind: Hidden::LookAlike }));
    for (start, word) in words(address) {
        if !word.is_ascii() && word.chars().all(|c| c.is_ascii_digit() || is_look_alike(c)) {
            found.push(Hit { start, end: start + word.len(), kind: Hidden::LookAlike });
        }
    }
    found.sort_by_key(|hit| hit.start);
    found.dedup_by_key(|hit| hit.start);
    found
}

/// A text in which everything hidden can be seen: `⟦U+202E⟧`.
#[must_use]
pub fn marked(text: &str) -> String {
    shown(text, &hidden(text))
}

/// An address in which everything hidden can be seen.
#[must_use]
pub(crate) fn marked_address(address: &str) -> String {
    shown(address, &hidden_in_address(address))
}

fn shown(text: &str, hits: &[Hit]) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let hit = hits
            .iter()
            .any(|hit| (hit.start..hit.end).contains(&at) && (hit.kind != Hidden::LookAlike || !c.is_ascii()));
        if hit {
            shown.push_str(&format!("⟦U+{:04X}⟧", c as u32));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A variation selector after an emoji, or a joiner between two.
fn is_part_of_emoji(chars: &[(usize, char)], place: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| chars.get(place)).map(|(_, c)| *c);
    let before = at(place.checked_sub(1));
    match at(Some(place)) {
        Some('\u{fe0e}' | '\u{fe0f}') => {
            let keycap = before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '*'));
            before.is_some_and(is_emoji) || keycap && at(Some(place + 1)) == Some('\u{20e3}')
        }
        Some('\u{200d}') => {
            let emoji = if before == Some('\u{fe0f}') { at(place.checked_sub(2)) } else { before };
            emoji.is_some_and(is_emoji) && at(Some(place + 1)).is_some_and(is_emoji)
        }
        _ => false,
    }
}

/// Blocks in which Unicode keeps characters that can be emoji.
fn is_emoji(c: char) -> bool {
    matches!(c, '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | 'Ⓜ' | '⤴' | '⤵' | '〰' | '〽' | '㊗' | '㊙')
        || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}')
        || matches!(c, '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Words that seem to be written in ASCII letters or digits and are not.
fn look_alikes(text: &str) -> Vec<Hit> {
    if text.is_ascii() {
        return Vec::new();
    }
    // A word of a script that only has look-alikes is genuine where the script is truly written in the same text.
    let written: Vec<Script> = text.chars().filter(|c| c.is_alphabetic() && !is_look_alike(*c)).map(script).collect();
    let seems = |word: &str| is_mixed(word) || is_variant(word) || is_wholly_alike(word, &written);
    let words = words(text).into_iter().filter(|(_, word)| !word.is_ascii() && seems(word));
    words.map(|(start, word)| Hit { start, end: start + word.len(), kind: Hidden::LookAlike }).collect()
}

/// Runs of letters, digits and what is not seen between them, as places and words.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let within = c.is_alphanumeric() || kind_of(c).is_some() && !c.is_control();
        match (open, within) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                found.extend(text.get(start..at).map(|word| (start, word)));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// An ASCII letter or digit beside a letter or digit of another script that looks like one.
fn is_mixed(word: &str) -> bool {
    let letter = word.chars().any(|c| c.is_ascii_alphabetic());
    let digit = word.chars().any(|c| c.is_ascii_digit());
    let alike = |c: char| is_look_alike(c) || is_near(c);
    letter && word.chars().any(alike) || digit && word.chars().any(|c| c.is_numeric() && is_look_alike(c))
}

/// Full-width or mathematical letters and digits; full-width ones are at home among Han, kana and Hangul.
fn is_variant(word: &str) -> bool {
    let wide =
        word.chars().any(|c| matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'));
    let east = word.chars().any(|c| script(c) == Script::East);
    wide && !east || word.chars().any(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}'))
}

/// A word of nothing but look-alikes in a text that has no other letter of their script. A lone Greek letter is a symbol.
fn is_wholly_alike(word: &str, written: &[Script]) -> bool {
    let all = word.chars().all(|c| is_look_alike(c) || c.is_ascii_digit());
    let symbol = word.chars().count() == 1 && word.chars().all(|c| script(c) == Script::Greek && c != 'ο');
    all && !symbol && !word.chars().any(|c| !c.is_ascii() && written.contains(&script(c)))
}

fn is_look_alike(c: char) -> bool {
    LOOK_ALIKES.binary_search(&(c as u32)).is_ok()
}

/// Letters that no table calls the same as an ASCII letter and that an eye in a hurry does, in a word with ASCII letters.
fn is_near(c: char) -> bool {
    matches!(script(c), Script::Cyrillic) || "βεηκτχω".contains(c)
}

/// Scripts as far as look-alikes need to be told apart; the blocks are those of Unicode 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Greek,
    Cyrillic,
    /// Han, kana and Hangul.
    East,
    /// The block of 256 code points: scripts share few of them.
    Other(u32),
}

fn script(c: char) -> Script {
    match c {
        '\u{0370}'..='\u{03ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{0400}'..='\u{052f}' | '\u{1c80}'..='\u{1c8f}' => Script::Cyrillic,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => {
            Script::East
        }
        c => Script::Other(c as u32 >> 8),
    }
}
