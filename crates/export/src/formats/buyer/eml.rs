//! A mail that opens as an unsent draft (`X-Unsent`): no sender and no Message-ID, which are the mail program's to give.
//! Headers after RFC 5322 and RFC 2047: whatever is not plain ASCII words is an encoded word, so that no text can open
//! a header of its own.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{html, text};
use crate::letter::{Letter, line};

/// Base64 has no `_`, so no part can hold it.
const BOUNDARY: &str = "=_countersign_part";

pub(crate) fn write(letter: &Letter<'_>) -> String {
    let to: Vec<String> = letter
        .recipients
        .iter()
        .map(|recipient| {
            // An address with anything but visible ASCII in it could leave its brackets.
            let email: String =
                recipient.email.chars().filter(|c| c.is_ascii_graphic() && !"<>,;\"()\\".contains(*c)).collect();
            match recipient.name.as_deref().map(line).filter(|name| !name.is_empty()) {
                Some(name) => format!("{} <{email}>", words(&name)),
                None => format!("<{email}>"),
            }
        })
        .collect();
    let date = letter.at.map(|at| format!("Date: {}\r\n", at.to_rfc2822())).unwrap_or_default();
    let html = format!("<!doctype html>\n<html lang=\"en\"><body>\n{}</body></html>\n", html::body(letter));
    format!(
        "{date}To: {}\r\nSubject: {}\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"{BOUNDARY}\"\r\n\r\n{}{}--{BOUNDARY}--\r\n",
        to.join(",\r\n "),
        words(&letter.subject),
        part("plain", &text::body(letter)),
        part("html", &html)
    )
}

fn part(kind: &str, body: &str) -> String {
    let encoded = STANDARD.encode(body.replace('\n', "\r\n"));
    let mut lines = String::with_capacity(encoded.len() + encoded.len() / 38);
    for (index, c) in encoded.chars().enumerate() {
        if index > 0 && index % 76 == 0 {
            lines.push_str("\r\n");
        }
        lines.push(c);
    }
    format!(
        "--{BOUNDARY}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{lines}\r\n"
    )
}

/// Plain words as they are, anything else as encoded words of at most 75 characters each (RFC 2047, section 2).
fn words(text: &str) -> String {
    if text.len() <= 60 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') {
        return text.to_owned();
    }
    let mut pieces = vec![String::new()];
    for c in text.chars() {
        if pieces.last().is_some_and(|piece| piece.len() + c.len_utf8() > 42) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    let words: Vec<String> = pieces.iter().map(|piece| format!("=?utf-8?B?{}?=", STANDARD.encode(piece))).collect();
    words.join("\r\n ")
}
