//! The encoding and the widths of the two built-in PDF fonts that the sample is typeset in.

use crate::SampleError;

/// One of the two fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

/// Widths of the characters from space to tilde, in thousandths of the size, as Adobe's metrics give them.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
];
/// Width of the signs beyond ASCII that the sample uses: pound, euro, accented letters, the short dash.
const OTHER: u16 = 556;

/// The text in the WinAnsi encoding, or the first character that has no place in it.
pub(crate) fn encode(path: &str, text: &str) -> Result<Vec<u8>, SampleError> {
    text.chars()
        .map(|character| code(character).ok_or(character))
        .collect::<Result<_, _>>()
        .map_err(|character| SampleError::Character { path: path.to_owned(), character })
}

fn code(character: char) -> Option<u8> {
    match character {
        ' '..='~' | '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(character)).ok(),
        '€' => Some(0x80),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '–' => Some(0x96),
        _ => None,
    }
}

/// How wide the text is at this size, in points.
pub(crate) fn width(face: Face, size: f32, text: &str) -> f32 {
    let table = match face {
        Face::Regular => &REGULAR,
        Face::Bold => &BOLD,
    };
    let one = |character: char| {
        let place = u32::from(character).checked_sub(32).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| table.get(place)).copied().unwrap_or(OTHER)
    };
    text.chars().map(|character| f32::from(one(character))).sum::<f32>() * size / 1000.0
}

/// Breaks a text between words into lines that are at most this wide; a longer word stands alone.
pub(crate) fn lines(face: Face, size: f32, text: &str, room: f32) -> Vec<String> {
    let mut done = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if !line.is_empty() && width(face, size, &longer) > room {
            done.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            line = longer;
        }
    }
    if !line.is_empty() {
        done.push(line);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euro_pound_and_dash_have_a_place_and_an_arrow_has_none() {
        assert_eq!(encode("x", "€£–a").unwrap(), [0x80, 0xa3, 0x96, b'a']);
        assert!(matches!(encode("x", "→"), Err(SampleError::Character { character: '→', .. })));
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let broken = lines(Face::Bold, 10.0, "the exchange does not decide who is liable", 80.0);
        assert!(broken.len() > 2);
        assert!(broken.iter().all(|line| width(Face::Bold, 10.0, line) <= 80.0));
    }

    #[test]
    fn capital_w_is_wider_than_a_small_i() {
        assert!((width(Face::Regular, 1000.0, "W") - 944.0).abs() < 0.5);
        assert!((width(Face::Bold, 1000.0, "i") - 278.0).abs() < 0.5);
    }
}
