//! Recognises a file: what its bytes say beats what its name says.

use crate::charset::is_wide;
use crate::formats::{FORMATS, Format, known_extensions};
use crate::{IngestError, Warning};

/// Bytes looked at.
const HEAD: usize = 4096;
/// The first bytes of an old Office file or an encrypted new one.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The format of a file, with a warning where name and bytes disagree.
pub(crate) fn recognise(name: &str, bytes: &[u8]) -> Result<(&'static Format, Option<Warning>), IngestError> {
    let extension = extension(name);
    let named = FORMATS.iter().copied().find(|format| format.extensions.contains(&extension.as_str()));
    if bytes.starts_with(COMPOUND) {
        return Err(compound(name, bytes));
    }
    let seen = FORMATS.iter().copied().find(|format| (format.sniff)(bytes));
    match (named, seen) {
        (Some(named), Some(seen)) if named.name == seen.name => Ok((named, None)),
        // A text format that happens to begin like another one is what its name says, unless it is only `.txt`.
        (Some(named), Some(seen)) if !named.binary && !seen.binary && named.name != "text" => Ok((named, None)),
        (_, Some(seen)) => Ok((seen, differs(&extension, seen))),
        (Some(named), None) if named.binary => {
            Err(IngestError::Corrupt { what: format!("it does not begin like a {} file", named.name) })
        }
        // A mail may carry any byte in its body.
        (Some(named), None) if is_text(bytes) || named.name == "mail" => Ok((named, None)),
        (None, None) if extension.is_empty() && is_text(bytes) => Ok((text_format()?, None)),
        _ => Err(unknown(name)),
    }
}

fn text_format() -> Result<&'static Format, IngestError> {
    FORMATS.iter().copied().find(|format| format.name == "text").ok_or_else(|| unknown("text"))
}

fn differs(extension: &str, seen: &Format) -> Option<Warning> {
    let message = if extension.is_empty() {
        format!("the name has no extension; read as {}", seen.name)
    } else {
        format!("the name ends in .{extension}, the content is {}; read as {}", seen.name, seen.name)
    };
    Some(Warning::new("", message))
}

fn extension(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default()
}

fn unknown(name: &str) -> IngestError {
    let short: String = name.rsplit(['/', '\\']).next().unwrap_or(name).chars().take(80).collect();
    IngestError::UnknownFormat { name: short, known: known_extensions().join(", ") }
}

/// An Office file with a password is a compound file that names its encrypted part in UTF-16.
fn compound(name: &str, bytes: &[u8]) -> IngestError {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if bytes.windows(wide.len()).any(|part| part == wide) { IngestError::Encrypted } else { unknown(name) }
}

/// True when the head of the file holds no byte that text never holds.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    is_wide(head) || !head.contains(&0)
}

/// The head of a file in lower case, for sniffing, without mark and leading white space.
pub(crate) fn head(bytes: &[u8], length: usize) -> String {
    let head = bytes.get(..length).unwrap_or(bytes);
    let mut ignored = Vec::new();
    let text =
        if is_wide(head) { crate::charset::decode(head, &mut ignored) } else { String::from_utf8_lossy(head).into() };
    text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(name: &str, bytes: &[u8]) -> (&'static str, bool) {
        let (format, warning) = recognise(name, bytes).unwrap();
        (format.name, warning.is_some())
    }

    #[test]
    fn content_beats_the_extension_and_says_so() {
        assert_eq!(name_of("a.txt", b"%PDF-1.7\n"), ("pdf", true));
        assert_eq!(name_of("a.txt", b"BEGIN:VCALENDAR\r\n"), ("calendar", true));
        assert_eq!(name_of("a.docx", b"<!DOCTYPE html><p>x"), ("html", true));
        assert_eq!(name_of("a.md", b"# Title"), ("markdown", false));
        assert_eq!(name_of("a.md", b"<html> is a tag"), ("markdown", false));
        assert_eq!(name_of("README", b"plain words"), ("text", false));
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (name, bytes) in
            [("a.zip", b"PK\x03\x04zzz".as_slice()), ("a.png", b"\x89PNG\0\0"), ("a.txt", b"ab\0\x01cd\0e")]
        {
            assert!(matches!(recognise(name, bytes), Err(IngestError::UnknownFormat { .. })), "{name}");
        }
        assert!(matches!(recognise("a.docx", b"zzz"), Err(IngestError::Corrupt { .. })));
        assert!(matches!(recognise("a.xlsx", b"PK\x03\x04zzz"), Err(IngestError::Corrupt { .. })));
    }

    #[test]
    fn an_office_file_with_a_password_is_called_locked() {
        let mut bytes = COMPOUND.to_vec();
        bytes.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
        assert_eq!(recognise("a.docx", &bytes).err(), Some(IngestError::Encrypted));
    }
}
