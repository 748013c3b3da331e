//! A text as the content of a cell.

use domain::CellRef;

use crate::ExportError;

/// Characters of a cell, counted as UTF-16 units: the limit of the programs that open the file.
const MOST: usize = 32_767;

/// The XML of a cell that holds a text, or nothing where the text is empty. `head` is its attributes.
///
/// Inline text is never read as a formula, whatever it begins with, so no quote prefix is needed.
pub(super) fn cell_xml(prefix: &str, cell: CellRef, head: &[u8], text: &str) -> Result<Vec<u8>, ExportError> {
    let mut xml = format!("<{prefix}c").into_bytes();
    xml.extend_from_slice(head);
    if text.is_empty() {
        xml.extend_from_slice(b"/>");
        return Ok(xml);
    }
    let text = escaped(cell, text)?;
    let content = format!(
        " t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
    );
    xml.extend(content.into_bytes());
    Ok(xml)
}

fn escaped(cell: CellRef, text: &str) -> Result<String, ExportError> {
    let refused = |why: String| ExportError::Cell { cell: cell.to_string(), why };
    let length = text.encode_utf16().count();
    if length > MOST {
        return Err(refused(format!("the answer has {length} characters and a cell holds {MOST}")));
    }
    let text = plain_ends(text);
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `_x0041_` in a file stands for `A`, so one that is meant to the letter is escaped
            // (ECMA-376 part 1, 22.9.2.19).
            '_' if is_escape(text.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            '\n' | '\t' => out.push(c),
            _ if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                return Err(refused(format!(
                    "the answer holds the character U+{:04X}, which no cell can hold",
                    u32::from(c)
                )));
            }
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// Line ends as cells have them.
pub(super) fn plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(1).is_some_and(|byte| matches!(byte, b'x' | b'X'))
        && bytes.get(6) == Some(&b'_')
        && bytes.get(2..6).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
}
