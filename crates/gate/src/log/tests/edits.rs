//! 10,000 random edits of an exported log. Every one must be found, and where one entry's line was edited, it is named.

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

/// The log, its file, and the check's state before each line: it knows nothing of the lines to come, so that an edit is
/// checked from the first line it touches.
struct Ground {
    made: Made,
    file: Vec<u8>,
    /// Where each line begins, and where the last one ends.
    starts: Vec<usize>,
    before: Vec<LogCheck>,
}

impl Ground {
    fn new() -> Self {
        let made = made();
        let file = made.file().into_bytes();
        let (mut check, mut starts, mut before) = (LogCheck::default(), vec![0], Vec::new());
        for line in file.split_inclusive(|byte| *byte == b'\n') {
            before.push(check.clone());
            check.line(line).unwrap();
            starts.push(starts.last().unwrap() + line.len());
        }
        Self { made, file, starts, before }
    }

    fn lines(&self) -> Vec<&[u8]> {
        self.starts.windows(2).map(|two| &self.file[two[0]..two[1]]).collect()
    }

    fn check(&self, edited: &[u8]) -> Result<Verified, Bad> {
        let same = self.starts.partition_point(|end| edited.get(..*end) == Some(&self.file[..*end])) - 1;
        let same = same.min(self.before.len() - 1);
        let mut check = self.before[same].clone();
        for line in edited[self.starts[same]..].split_inclusive(|byte| *byte == b'\n') {
            check.line(line)?;
        }
        check.finish()
    }
}

/// One edit: its kind, the file it makes, and the entry that must be named, where it is one entry's line that changed.
struct Edit {
    kind: &'static str,
    file: Vec<u8>,
    names: Option<u64>,
}

fn edit(ground: &Ground, seed: u64) -> Edit {
    let mut dice = Dice(seed);
    let lines = ground.lines();
    let at = dice.below(ground.file.len());
    let on = ground.starts.partition_point(|start| *start <= at) - 1;
    let line = dice.below(lines.len());
    let is_entry = |line: usize| lines[line].starts_with(b"{\"entry\"");
    let entry_on = |line| is_entry(line).then(|| (0..=line).filter(|line| is_entry(*line)).count() as u64);
    let mut bytes = ground.file.clone();
    let (kind, file, names) = match dice.below(10) {
        0 => {
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(dice.below(255)).unwrap());
            ("byte changed", bytes, entry_on(on))
        }
        1 => {
            bytes[at] ^= 1 << dice.below(8);
            ("bit flipped", bytes, entry_on(on))
        }
        2 => {
            bytes.insert(at, u8::try_from(dice.below(256)).unwrap());
            ("byte put in", bytes, entry_on(on))
        }
        3 => {
            bytes.remove(at);
            ("byte taken out", bytes, entry_on(on))
        }
        4 => {
            bytes.truncate(at);
            ("cut off", bytes, entry_on(on))
        }
        5 => ("line taken out", [&lines[..line], &lines[line + 1..]].concat().concat(), entry_on(line)),
        6 => ("line twice", [&lines[..=line], &lines[line..]].concat().concat(), None),
        7 => {
            let other = (line + 1 + dice.below(lines.len() - 1)) % lines.len();
            let mut swapped = lines.clone();
            swapped.swap(line, other);
            ("lines swapped", swapped.concat(), entry_on(line.min(other)))
        }
        8 => ("entry rewritten with its hash", altered(&ground.made, &mut dice, false), None),
        _ => ("log rewritten from an entry on", altered(&ground.made, &mut dice, true), None),
    };
    Edit { kind, file, names }
}

/// Changes what an entry says, its hash with it, and the end of the file with that; all that follows too, if asked. By
/// itself such an entry holds: the next one, or a checkpoint, tells.
fn altered(made: &Made, dice: &mut Dice, rest: bool) -> Vec<u8> {
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
    made.file().into_bytes()
}

/// How many of a kind there were, were found, were of one entry's line, and named that entry.
type Counted = BTreeMap<&'static str, [u64; 4]>;

fn run(ground: &Ground, numbers: impl Iterator<Item = u64>) -> Counted {
    let mut kinds = Counted::new();
    for number in numbers {
        let edit = edit(ground, SEED + number);
        assert_ne!(edit.file, ground.file, "edit {number} ({}) changes nothing", edit.kind);
        let found = ground.check(&edit.file);
        if number % 50 == 0 {
            assert_eq!(found, verify_log(&edit.file, None, Vec::new()), "edit {number}, from the first line on");
        }
        let named = edit.names.is_some() && found.as_ref().err().and_then(|bad| bad.entry) == edit.names;
        if found.is_ok() || edit.names.is_some() != named {
            println!("edit {number} ({}) of {:?}: {found:?}", edit.kind, edit.names);
        }
        let counted = kinds.entry(edit.kind).or_default();
        for (count, more) in counted.iter_mut().zip([true, found.is_err(), edit.names.is_some(), named]) {
            *count += u64::from(more);
        }
    }
    kinds
}

#[test]
fn every_one_of_ten_thousand_random_edits_is_found_and_an_edited_entry_is_named() {
    let ground = Ground::new();
    let halves = std::thread::scope(|scope| {
        let other = scope.spawn(|| run(&ground, (0..EDITS).filter(|number| number % 2 == 1)));
        [run(&ground, (0..EDITS).filter(|number| number % 2 == 0)), other.join().unwrap()]
    });
    let mut kinds = Counted::new();
    for (kind, counted) in halves.iter().flatten() {
        kinds.entry(kind).or_default().iter_mut().zip(counted).for_each(|(sum, count)| *sum += count);
    }
    let mut sum = [0; 4];
    for (kind, [tried, found, of_entries, named]) in &kinds {
        println!("{kind}: {found} of {tried} found; of {of_entries} in one entry {named} named it");
        sum.iter_mut().zip(kinds[kind]).for_each(|(sum, count)| *sum += count);
    }
    let [tried, found, of_entries, named] = sum;
    let (entries, bytes) = (ground.made.entries.len(), ground.file.len());
    println!(
        "{found} of {tried} found, {named} of {of_entries} named; seed {SEED:#x}; {entries} entries, {bytes} bytes"
    );
    assert_eq!((tried, found), (EDITS, EDITS));
    assert_eq!(named, of_entries);
}
