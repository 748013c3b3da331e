//! Bytes to text: byte order mark first, then UTF-8, then a guess from the bytes themselves.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::Warning;

/// Bytes looked at to guess a charset.
const GUESS_BYTES: usize = 64 * 1024;

/// The text of a file, with line ends as `\n`.
pub(crate) fn decode(bytes: &[u8], warnings: &mut Vec<Warning>) -> String {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (guess(bytes), 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    if broken {
        warnings.push(Warning::new("", format!("some bytes are no {} text and were replaced", encoding.name())));
    }
    one_line_end(text.into_owned())
}

/// True when the bytes begin with a byte order mark or look like UTF-16 text without one.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != UTF_8) || wide_guess(bytes).is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..GUESS_BYTES).unwrap_or(bytes);
    if let Some(wide) = wide_guess(head) {
        return wide;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a mark shows as text in which every other byte is zero.
fn wide_guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let half = head.len() / 2;
    if half < 2 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= half * 6 && even * 10 <= half {
        return Some(UTF_16LE);
    }
    if even * 10 >= half * 6 && odd * 10 <= half {
        return Some(UTF_16BE);
    }
    None
}

fn one_line_end(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes, &mut Vec::new())
    }

    #[test]
    fn marks_utf16_latin_and_utf8_are_told_apart() {
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(read(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(read(b"\xFE\xFF\0a\0b"), "ab");
        assert_eq!(read(b"h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0\xE9\0"), "hello worldé");
        assert_eq!(read(b"Stra\xDFe in M\xFCnchen, gr\xFCn und sch\xF6n"), "Straße in München, grün und schön");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(read(b"a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn broken_bytes_are_reported() {
        let mut warnings = Vec::new();
        assert_eq!(decode(b"\xFF\xFEa\0b", &mut warnings).chars().next(), Some('a'));
        assert_eq!(warnings.len(), 1);
    }
}
