//! A mailbox file: mails one after another, each after a line `From …`.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{Format, Input, mail};
use crate::when::{Order, when};
use crate::{IngestError, Limits, Parsed, Warning};

pub(crate) static FORMAT: Format = Format { name: "mailbox", extensions: &["mbox", "mbx"], sniff, read, binary: false };

fn sniff(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    is_border(line)
}

/// `From address Wed Apr  8 07:20:00 2026`: a day, a month and a year are in it.
fn is_border(line: &[u8]) -> bool {
    if !line.starts_with(b"From ") || line.len() > 300 {
        return false;
    }
    let text = String::from_utf8_lossy(line);
    let words: Vec<&str> = text.split_whitespace().skip(1).collect();
    let has = |list: &str| words.iter().any(|word| word.len() == 3 && list.contains(*word));
    has("Mon Tue Wed Thu Fri Sat Sun")
        && has("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
        && words.iter().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        && text.contains(':')
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut parsed = Parsed::default();
    let mut keys = HashSet::new();
    for (number, (border, bytes)) in mails(input.bytes, input.limits)?.into_iter().enumerate() {
        let place = format!("mail {}", number + 1);
        match mail::message(&bytes, input.limits, &place, sent(border), &mut parsed.warnings)? {
            Some(mut item) => {
                if !keys.insert(item.key.clone()) {
                    item.key = format!("{}#{}", item.key, number + 1);
                }
                parsed.items.push(item);
            }
            None => parsed.warnings.push(Warning::new(place, "this mail has no head and was not read")),
        }
    }
    if parsed.items.is_empty() {
        return Err(IngestError::Corrupt { what: "no mail was found in it".to_owned() });
    }
    Ok(parsed)
}

/// The line before a mail, and the mail.
type Bordered<'a> = (&'a [u8], Vec<u8>);

/// The mails, each with the line before it, `>From ` at the start of a line read back to `From `.
fn mails<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Vec<Bordered<'a>>, IngestError> {
    let mut mails: Vec<Bordered<'_>> = Vec::new();
    let mut blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if blank && is_border(line) {
            Limits::at_most(mails.len() + 1, limits.items, "mails")?;
            mails.push((line, Vec::new()));
        } else if let Some((_, mail)) = mails.last_mut() {
            let escaped = line.starts_with(b">")
                && line
                    .iter()
                    .position(|byte| *byte != b'>')
                    .is_some_and(|at| line.get(at..).is_some_and(|rest| rest.starts_with(b"From ")));
            mail.extend_from_slice(if escaped { line.get(1..).unwrap_or(line) } else { line });
        } else if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            mails.push((b"", line.to_vec()));
        }
        blank = line.iter().all(u8::is_ascii_whitespace);
    }
    Ok(mails)
}

/// The time in `From address Wed Apr  8 07:20:00 2026`.
fn sent(border: &[u8]) -> Option<DateTime<Utc>> {
    let text = String::from_utf8_lossy(border);
    let parts: Vec<&str> = text.split_whitespace().skip(2).collect();
    let [_, month, day, time, year, ..] = parts.as_slice() else {
        return None;
    };
    when(&format!("{day} {month} {year} {time}"), Order::Unknown).map(|when| when.at)
}

#[cfg(test)]
mod tests {
    use crate::{Limits, parse};

    #[test]
    fn mails_are_divided_at_their_borders_only() {
        let text = "From a@x.example Wed Apr  8 07:20:00 2026\nFrom: a@x.example\nSubject: one\nMessage-ID: <1@x>\n\nHello.\n\n\
            From here on it is text.\n>From the archive.\n\nFrom b@x.example Wed Apr  8 08:20:00 2026\nFrom: b@x.example\n\
            Subject: two\n\nWorld.\n";
        let parsed = parse("a.mbox", text.as_bytes(), &Limits::standard()).unwrap();
        assert_eq!(parsed.items.len(), 2);
        assert_eq!(parsed.items[0].passages[0].text, "Hello.\n\nFrom here on it is text.\nFrom the archive.");
        assert_eq!(parsed.items[1].at.map(|at| at.to_rfc3339()), Some("2026-04-08T08:20:00+00:00".into()));
        assert_eq!(parsed.items[0].key, "1@x");
    }
}
