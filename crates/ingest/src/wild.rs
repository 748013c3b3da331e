//! Tests with files nobody meant to write: random bytes, damaged copies of good files, deep and long ones.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use crate::formats::{FORMATS, Input};
use crate::{Limits, known_extensions, parse};

/// A small generator, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % most.max(1) as u64).unwrap()
    }

    fn bytes(&mut self, letters: &[u8]) -> Vec<u8> {
        let length = self.below(2000);
        (0..length)
            .map(|_| if letters.is_empty() { self.roll().to_le_bytes()[0] } else { letters[self.below(letters.len())] })
            .collect()
    }
}

/// Bytes that mean something to some format come often.
const LETTERS: &[u8] = b"<>/=\"'&;:,.|\n\n\r\t -+*#>[]()!{}0123456789abcPKBEGINENDFromwv--> \xC3\xA9\xFF\xFE\0";

/// Reads with every reader itself, past the sniffing and without the belt around it.
fn read_with_all(bytes: &[u8], what: &str) {
    let limits = Limits::standard();
    for format in FORMATS {
        let input = Input { name: "x", bytes, limits: &limits };
        // The crates under these two may panic on broken files; there the belt is the promise.
        if matches!(format.name, "pdf" | "calendar") {
            continue;
        }
        assert!(catch_unwind(|| drop((format.read)(&input))).is_ok(), "{} on {what}: {bytes:?}", format.name);
    }
}

#[test]
fn random_bytes_under_any_extension_never_panic() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut names: Vec<String> = known_extensions().iter().map(|end| format!("2026-01-02-é.{end}")).collect();
    names.extend(["x".into(), "x.xlsx".into(), String::new(), "é".into()]);
    for round in 0..60 {
        let bytes = dice.bytes(if round % 3 == 0 { &[] } else { LETTERS });
        for name in &names {
            let _ = parse(name, &bytes, &Limits::standard());
        }
        read_with_all(&bytes, "random bytes");
    }
}

#[test]
fn damaged_copies_of_good_files_never_panic() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    for (name, bytes) in crate::documents::files() {
        for _ in 0..25 {
            let mut broken = bytes.clone();
            for _ in 0..=dice.below(8) {
                let at = dice.below(broken.len());
                match dice.below(4) {
                    0 => broken.truncate(at + 1),
                    1 => broken[at] = dice.roll().to_le_bytes()[0],
                    2 => drop(broken.drain(at..(at + dice.below(40)).min(broken.len()))),
                    _ => broken.insert(at, LETTERS[dice.below(LETTERS.len())]),
                }
                if broken.is_empty() {
                    broken.push(b'x');
                }
            }
            let _ = parse(&name, &broken, &Limits::standard());
            read_with_all(&broken, &name);
        }
    }
}

#[test]
fn files_made_to_be_slow_are_read_or_refused_in_time() {
    let many = |text: &str| text.repeat(200_000 / text.len()).into_bytes();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("a.html", many("<div>")),
        ("a.html", many("<p><b><i>")),
        ("a.html", many("<table><tr><td>")),
        ("a.html", many("</div>")),
        ("a.html", many("<a b=c ")),
        ("a.html", many("<ul><li></b>")),
        ("a.md", many(">")),
        ("a.md", many("[")),
        ("a.md", many("[a](")),
        ("a.md", many("*a **b ")),
        ("a.md", many("- ")),
        ("a.md", many("`")),
        ("a.md", many("<a ")),
        ("a.md", many("|a|\n|-|\n")),
        ("a.md", many("![[")),
        ("a.md", many("\\\n")),
        ("a.txt", many("a: b\n")),
        ("a.txt", many("On a wrote\n")),
        ("a.txt", many(".")),
        ("a.eml", [b"From: a@b.example\nMIME-Version: 1.0\nSubject: x\n\n".to_vec(), many("On x\n")].concat()),
        ("a.eml", [b"From: a@b.example\n".to_vec(), many("References: <a@b>\n"), b"\nx".to_vec()].concat()),
        ("a.mbox", many("From a Wed Apr  8 07:20:00 2026\nA: b\n\n")),
        ("a.ics", [b"BEGIN:VCALENDAR\n".to_vec(), many("BEGIN:VEVENT\nDTSTART:20260101T100000Z\nEND:VEVENT\n")].concat()),
        ("a.ics", [b"BEGIN:VCALENDAR\n".to_vec(), many("BEGIN:VEVENT\n")].concat()),
        (
            "a.ics",
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T100000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\nEND:VCALENDAR\n"
                .to_vec(),
        ),
        ("a.vtt", [b"WEBVTT\n\n".to_vec(), many("<v a>")].concat()),
        ("a.srt", many("1\n00:00:00,000 --> 00:00:01,000\na\n\n")),
        ("a.csv", many("\"")),
        ("a.csv", many("a\n")),
    ];
    for (name, bytes) in cases {
        let start = Instant::now();
        let _ = parse(name, &bytes, &Limits::standard());
        let taken = start.elapsed();
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert!(taken < Duration::from_secs(5), "{name} {shown:?}: {taken:?}");
    }
}
