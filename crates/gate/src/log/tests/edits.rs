//! 10,000 random edits of an exported log. Every one must be found, and an edited entry must be the one that is named.

use super::*;

const EDITS: u64 = 10_000;
const SEED: u64 = 0x2026_1123_0750;

/// Small numbers from a seed: splitmix64, so that every edit has a seed of its own.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}

/// One edit: its kind, the file it makes, and the entry that must be named, where it is one entry's line that changed.
struct Edit {
    kind: &'static str,
    file: Vec<u8>,
    names: Option<u64>,
}

/// The number of the entry on this line, from 0.
fn entry_on(lines: &[&[u8]], line: usize) -> Option<u64> {
    let before = lines[..line].iter().filter(|line| line.starts_with(b"{\"entry\"")).count() as u64;
    lines[line].starts_with(b"{\"entry\"").then_some(before + 1)
}

fn edit(made: &Made, file: &[u8], seed: u64) -> Edit {
    let mut dice = Dice(seed);
    let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let at = dice.below(file.len());
    let on = file[..at].iter().filter(|byte| **byte == b'\n').count();
    let line = dice.below(lines.len());
    let mut bytes = file.to_vec();
    let of_lines = |lines: &[&[u8]]| lines.concat();
    let (kind, file, names) = match dice.below(10) {
        0 => {
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(dice.below(255)).unwrap());
            ("byte changed", bytes, entry_on(&lines, on))
        }
        1 => {
            bytes[at] ^= 1 << dice.below(8);
            ("bit flipped", bytes, entry_on(&lines, on))
        }
        2 => {
            bytes.insert(at, u8::try_from(dice.below(256)).unwrap());
            ("byte put in", bytes, entry_on(&lines, on))
        }
        3 => {
            bytes.remove(at);
            ("byte taken out", bytes, entry_on(&lines, on))
        }
        4 => {
            bytes.truncate(at);
            ("cut off", bytes, entry_on(&lines, on))
        }
        5 => {
            let rest = [&lines[..line], &lines[line + 1..]].concat();
            // Where a checkpoint over the entry follows, it is that line which tells that one is missing.
            ("line taken out", of_lines(&rest), entry_on(&lines, line))
        }
        6 => ("line twice", of_lines(&[&lines[..=line], &lines[line..]].concat()), None),
        7 => {
            let other = (line + 1 + dice.below(lines.len() - 1)) % lines.len();
            let mut swapped = lines.clone();
            swapped.swap(line, other);
            ("lines swapped", of_lines(&swapped), entry_on(&lines, line.min(other)))
        }
        8 => {
            let (made, names) = altered(made, &mut dice, false);
            ("entry rewritten with its hash", made.file().into_bytes(), names)
        }
        _ => ("log rewritten from an entry on", altered(made, &mut dice, true).0.file().into_bytes(), None),
    };
    Edit { kind, file, names }
}

/// Changes what an entry says, its hash with it, and the end of the file with that; all that follows too, if asked.
fn altered(made: &Made, dice: &mut Dice, rest: bool) -> (Made, Option<u64>) {
    let mut made = made.clone();
    let index = dice.below(made.entries.len());
    let entry = &mut made.entries[index];
    match dice.below(4) {
        0 => entry.person.push('x'),
        1 => entry.at += Duration::microseconds(1 + dice.below(1_000_000) as i64),
        2 => entry.subject.push('0'),
        _ => entry.body = json!({ "was": entry.body, "note": dice.next() }),
    }
    entry.hash = entry.expected_hash();
    if rest {
        made.rechain(index + 1);
    }
    // With its own hash made to fit, an entry holds by itself: the next one, or a checkpoint, tells.
    (made, None)
}

#[test]
fn every_one_of_ten_thousand_random_edits_is_found() {
    let made = made();
    let text = made.file();
    let file = text.as_bytes();
    let run = |odd: u64| {
        let mut kinds: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
        for number in (0..EDITS).filter(|number| number % 2 == odd) {
            let edit = edit(&made, file, SEED + number);
            assert_ne!(edit.file, file, "edit {number} ({}) changes nothing", edit.kind);
            let counted = kinds.entry(edit.kind).or_default();
            counted.0 += 1;
            match verify_log(&edit.file, None, Vec::new()) {
                Ok(_) => println!("edit {number} ({}) was not found", edit.kind),
                Err(bad) => {
                    counted.1 += 1;
                    match edit.names {
                        Some(wanted) if bad.entry != Some(wanted) => {
                            println!("edit {number} ({}) of entry {wanted}: {bad:?}", edit.kind);
                        }
                        _ => counted.2 += 1,
                    }
                }
            }
        }
        kinds
    };
    let halves = std::thread::scope(|scope| {
        let other = scope.spawn(|| run(1));
        [run(0), other.join().unwrap()]
    });
    let mut sum = (0, 0, 0);
    for (kind, (made, found, named)) in halves.iter().flatten() {
        println!("{kind}: {found} of {made} found, {named} named rightly");
        sum = (sum.0 + made, sum.1 + found, sum.2 + named);
    }
    println!(
        "{} of {} random edits found; seed {SEED:#x}; {} entries, {} bytes",
        sum.1,
        sum.0,
        made.entries.len(),
        file.len()
    );
    assert_eq!(sum, (EDITS, EDITS, EDITS));
}
