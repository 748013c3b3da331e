//! Makes mailboxes of mail threads that are written compactly under `content/threads/`: `## Subject` begins a thread,
//! `@ 2026-03-05 09:10 mara > hamish davit + wilf` a message (sender, receivers, copies), the lines below are its text.
//! Each message after the first answers the one before it and quotes it.

use std::fmt::Write;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc, Weekday};

use crate::SampleError;
use crate::people::{Person, named};

/// Columns of a mail's lines.
const WIDTH: usize = 76;

/// Hours east of Greenwich, in winter, of the clock by which threads are written.
const OFFICE: i32 = 1;

struct Letter {
    at: DateTime<FixedOffset>,
    from: &'static Person,
    to: Vec<&'static Person>,
    copies: Vec<&'static Person>,
    subject: String,
    body: String,
    /// Positions of the messages it follows, oldest first.
    before: Vec<usize>,
}

/// The mailbox (RFC 4155) of a file of threads, oldest message first.
pub(crate) fn mailbox(path: &str, source: &str) -> Result<Vec<u8>, SampleError> {
    let letters = letters(path, source)?;
    let mut order: Vec<&Letter> = letters.iter().collect();
    order.sort_by_key(|letter| letter.at);
    let mut out = String::new();
    for letter in order {
        out.push_str(&message(letter, &letters));
    }
    Ok(out.into_bytes())
}

fn letters(path: &str, source: &str) -> Result<Vec<Letter>, SampleError> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut subject = String::new();
    let mut before: Vec<usize> = Vec::new();
    for (number, line) in source.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut subject);
            before.clear();
        } else if let Some(head) = line.strip_prefix("@ ") {
            let wrong = || SampleError::Thread { path: path.to_owned(), line: number + 1 };
            let mut letter = header(head).ok_or_else(wrong)?;
            letter.subject = if before.is_empty() { subject.clone() } else { format!("Re: {subject}") };
            letter.before.clone_from(&before);
            before.push(letters.len());
            letters.push(letter);
        } else if let Some(letter) = letters.last_mut() {
            letter.body.push_str(line);
            letter.body.push('\n');
        }
    }
    Ok(letters)
}

fn header(head: &str) -> Option<Letter> {
    let (at, rest) = head.split_at_checked("2026-01-01 00:00".len())?;
    let (from, to) = rest.split_once('>')?;
    let (to, copies) = to.split_once('+').unwrap_or((to, ""));
    let people = |keys: &str| keys.split_whitespace().map(named).collect::<Option<Vec<_>>>();
    let from = named(from.trim())?;
    let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").ok()?;
    let zone = |east: i32| FixedOffset::east_opt((east + i32::from(is_summer(at.date()))) * 3600);
    // Written by the clock of our office, sent by that of whoever writes.
    let at = zone(OFFICE)?.from_local_datetime(&at).single()?.with_timezone(&zone(from.east)?);
    let (to, copies) = (people(to)?, people(copies)?);
    Some(Letter { at, from, to, copies, subject: String::new(), body: String::new(), before: Vec::new() })
}

/// Summer time of the European Union and the United Kingdom: from the last Sunday of March to that of October.
fn is_summer(day: NaiveDate) -> bool {
    let last_sunday = |month: u32| {
        let last = NaiveDate::from_ymd_opt(day.year(), month, 31)?;
        last.week(Weekday::Sun).checked_first_day()
    };
    let (Some(first), Some(last)) = (last_sunday(3), last_sunday(10)) else { return false };
    (first..last).contains(&day)
}

fn identity(letter: &Letter) -> String {
    let (local, domain) = letter.from.address.split_once('@').unwrap_or((letter.from.key, "northmoor.example"));
    format!("<{local}.{}@{domain}>", letter.at.with_timezone(&Utc).format("%Y%m%d%H%M"))
}

fn addressees(people: &[&Person]) -> String {
    let one = |person: &&Person| {
        let name = if person.name.contains(',') { format!("\"{}\"", person.name) } else { person.name.to_owned() };
        format!("{name} <{}>", person.address)
    };
    people.iter().map(one).collect::<Vec<_>>().join(",\n ")
}

fn message(letter: &Letter, all: &[Letter]) -> String {
    let mut out = String::new();
    let utc = letter.at.with_timezone(&Utc);
    let _ = writeln!(out, "From {} {}", letter.from.address, utc.format("%a %b %e %H:%M:%S %Y"));
    let _ = writeln!(out, "From: {}", addressees(&[letter.from]));
    let _ = writeln!(out, "To: {}", addressees(&letter.to));
    if !letter.copies.is_empty() {
        let _ = writeln!(out, "Cc: {}", addressees(&letter.copies));
    }
    let _ = writeln!(out, "Subject: {}", letter.subject);
    let _ = writeln!(out, "Date: {}", letter.at.format("%a, %d %b %Y %H:%M:%S %z"));
    let _ = writeln!(out, "Message-ID: {}", identity(letter));
    let earlier: Vec<&Letter> = letter.before.iter().filter_map(|at| all.get(*at)).collect();
    if let Some(last) = earlier.last() {
        let _ = writeln!(out, "In-Reply-To: {}", identity(last));
        let chain: Vec<String> = earlier.iter().map(|letter| identity(letter)).collect();
        let _ = writeln!(out, "References: {}", chain.join("\n "));
    }
    out.push_str("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    lines(&mut out, letter.body.trim(), "");
    let _ = write!(out, "\n-- \n{}\n", letter.from.signature);
    if let Some(last) = earlier.last() {
        let _ = write!(out, "\nOn {}, {} wrote:\n", last.at.format("%a, %-d %b %Y at %H:%M"), last.from.name);
        lines(&mut out, last.body.trim(), "> ");
    }
    out.push('\n');
    out
}

/// Appends the text, broken into lines; a line that begins like the head of a message is marked.
fn lines(out: &mut String, text: &str, mark: &str) {
    for line in text.lines() {
        let mut width = 0;
        let mut broken = String::new();
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if width > 0 && width + 1 + length > WIDTH - mark.len() {
                broken.push('\n');
                width = 0;
            } else if width > 0 {
                broken.push(' ');
                width += 1;
            }
            broken.push_str(word);
            width += length;
        }
        for part in broken.split('\n') {
            let escape = if mark.is_empty() && part.starts_with("From ") { ">" } else { "" };
            let _ = writeln!(out, "{}", format!("{mark}{escape}{part}").trim_end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "## Lunch\n@ 2026-03-27 12:00 mara > hamish + wilf\nFrom noon on?\n\
                       @ 2026-03-30 09:00 hamish > mara\nYes.\n";

    #[test]
    fn no_message_is_older_than_the_one_it_answers() {
        for (path, source) in crate::content::THREADS {
            for letter in letters(path, source).unwrap().windows(2) {
                let [one, next] = letter else { continue };
                assert!(next.before.is_empty() || one.at < next.at, "{path}: {} at {}", next.subject, next.at);
            }
        }
    }

    #[test]
    fn an_answer_names_and_quotes_the_message_before_it() {
        let text = String::from_utf8(mailbox("a", TWO).unwrap()).unwrap();
        assert_eq!(text.matches("\nMessage-ID: ").count(), 2);
        assert!(text.contains("\nSubject: Re: Lunch\nDate: Mon, 30 Mar 2026 08:00:00 +0100\n"));
        assert!(text.contains("\nIn-Reply-To: <mara.ellvik.202603271100@northmoor.example>\n"));
        assert!(text.contains("\n>From noon on?\n") && text.contains("\n> From noon on?\n"));
        assert!(text.contains("\nCc: Wilf Ansty <wilf.ansty@pellworth.example>\n"));
    }

    #[test]
    fn a_header_that_names_nobody_known_is_an_error_with_its_line() {
        let wrong = mailbox("a", "## Lunch\n@ 2026-03-27 12:00 mara > nobody\n");
        assert!(matches!(wrong, Err(SampleError::Thread { line: 2, .. })));
    }
}
