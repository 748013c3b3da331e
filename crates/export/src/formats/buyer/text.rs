//! Plain text.

use crate::letter::Letter;

pub(crate) fn write(letter: &Letter<'_>) -> String {
    format!("{}\n\n{}", letter.subject, body(letter))
}

/// Without the subject, for mails and the clipboard.
pub(crate) fn body(letter: &Letter<'_>) -> String {
    let mut out = letter.mark.map(|mark| format!("{mark}\n\n")).unwrap_or_default();
    out.push_str(letter.text.trim());
    out.push('\n');
    if !letter.sources.is_empty() {
        out.push('\n');
    }
    for (index, source) in letter.sources.iter().enumerate() {
        out.push_str(&format!("[{}] {source}\n", index + 1));
    }
    out.push_str(&format!("\n--\n{}\n", letter.foot));
    out
}
