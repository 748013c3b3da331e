//! What the library says to a concern: present-tense words of a passage in force that names what the concern names. A
//! passage that only shares a subject, or only tells what once was, answers nothing.

use std::collections::BTreeSet;

use domain::{Audience, EntryKind, LibraryHit, Statement};

use crate::{
    cite,
    read::{Book, commitments::content, dates::MONTHS, sentences},
};

/// As many words of one passage as are read at once.
const MOST_WORDS: usize = 42;

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What the concern names: its matter, its numbers, and names other than the first word.
struct Terms {
    matter: BTreeSet<String>,
    numbers: BTreeSet<String>,
    names: BTreeSet<String>,
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Numbers in digits with what they count, `4 hour`; days of the calendar are no measure of anything.
fn numbers(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = words_of(text).map(str::to_lowercase).collect();
    let told = words.iter().enumerate().filter_map(|(at, word)| {
        // `One` is hardly ever meant as a number.
        let spelled = NUMBERS.iter().position(|name| name == word).filter(|at| *at != 1).map(|at| at.to_string());
        let number = spelled.or_else(|| word.starts_with(|c: char| c.is_ascii_digit()).then(|| word.clone()))?;
        let unit = words.get(at + 1).map_or("", String::as_str);
        (!calendar(unit)).then(|| format!("{number} {}", unit.trim_end_matches('s')))
    });
    told.collect()
}

fn calendar(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.contains(&word) || MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

/// Capitalised words that do not begin a sentence.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut begins = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let own = bare.split(['\'', '’']).next().unwrap_or(bare);
        if !begins && own.len() > 1 && own.starts_with(char::is_uppercase) && !calendar(&own.to_lowercase()) {
            found.insert(own.to_lowercase());
        }
        begins = word.ends_with(['.', '?', '!', ':']);
    }
    found
}

/// Whether a sentence only tells what once was.
fn past(text: &str) -> bool {
    let lower = text.to_lowercase();
    words_of(&lower).any(|word| ["was", "were", "had", "did"].contains(&word)) || lower.starts_with("until ")
}

/// One stretch of a passage that speaks to the concern.
struct Piece<'a> {
    hit: &'a LibraryHit,
    start: usize,
    end: usize,
    /// Numbers and names it shares, words it shares, and how few others it has.
    worth: (usize, usize, usize),
}

/// The answer, in the words of at most two passages of one version; nothing where none speaks to the concern.
pub(crate) fn from_library(book: &Book<'_>, concern: &str) -> Option<Statement> {
    let terms = Terms { matter: content(concern), numbers: numbers(concern), names: names(concern) };
    let answer = book.evidence.library.iter().find(|answer| answer.query == concern)?;
    let hits = answer
        .hits
        .iter()
        .filter(|hit| hit.force.may_be_evidence() && hit.version.may_be_read_by(Audience::Nda) && !hit.passage.quoted);
    let pieces: Vec<Piece<'_>> = hits.filter_map(|hit| piece(hit, &terms)).collect();
    let mut best: Option<&Piece<'_>> = None;
    for found in &pieces {
        // The search's own order decides between equals.
        if best.is_none_or(|held| found.worth > held.worth) {
            best = Some(found);
        }
    }
    // Without a number or a name in common, it takes most of the words to be about the same thing.
    let bare = terms.numbers.is_empty() && terms.names.is_empty();
    let near = |piece: &&Piece<'_>| piece.worth.1 >= 3 || piece.worth.1 * 2 > terms.matter.len();
    let first = best.filter(|piece| piece.worth.0 > 0 || bare && near(piece))?;
    let more = pieces.iter().find(|other| {
        other.hit.version.id == first.hit.version.id
            && other.hit.passage.id != first.hit.passage.id
            && first.worth.0 > 0
            && stated(other, &terms)
    });
    // A sentence is read more easily than the row of a table.
    let spans: Vec<(&LibraryHit, usize, usize)> =
        more.into_iter().chain(std::iter::once(first)).map(|piece| (piece.hit, piece.start, piece.end)).collect();
    cite::library(&spans)
}

/// Whether a second piece is a sentence on the same matter and not another row of the same table.
fn stated(piece: &Piece<'_>, terms: &Terms) -> bool {
    let text = piece.hit.passage.text.get(piece.start..piece.end).unwrap_or_default();
    !text.contains('|') && content(text).intersection(&terms.matter).count() >= 2
}

/// The sentences and table rows of a passage.
fn cuts(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let base = at;
        at += paragraph.len();
        if paragraph.contains(" | ") {
            let mut row = base;
            for line in paragraph.split_inclusive('\n') {
                let bare = line.trim_end();
                if bare.contains(" | ") {
                    found.push((row, row + bare.len()));
                }
                row += line.len();
            }
        } else {
            found.extend(sentences::split(paragraph, EntryKind::Mail).into_iter().map(|(a, b)| (base + a, base + b)));
        }
    }
    found
}

fn piece<'a>(hit: &'a LibraryHit, terms: &Terms) -> Option<Piece<'a>> {
    let text = &hit.passage.text;
    let shared = |part: &str| content(part).intersection(&terms.matter).count();
    let exact = |part: &str| {
        let words: BTreeSet<String> = words_of(part).map(str::to_lowercase).collect();
        numbers(part).intersection(&terms.numbers).count() + words.intersection(&terms.names).count()
    };
    // A passage that shares one word has another subject.
    if shared(text) + exact(text) < 2 {
        return None;
    }
    let all = cuts(text);
    let says = |(start, end): (usize, usize)| text.get(start..end).unwrap_or_default();
    let speaks = |cut: (usize, usize)| !past(says(cut)) && shared(says(cut)) + exact(says(cut)) > 0;
    let rank = |cut: (usize, usize)| {
        let words = says(cut).split_whitespace().count();
        (exact(says(cut)), shared(says(cut)), usize::MAX - words)
    };
    let mut best: Option<(usize, (usize, usize))> = None;
    for (at, cut) in all.iter().enumerate().filter(|(_, cut)| speaks(**cut)) {
        if best.is_none_or(|(_, held)| rank(*cut) > rank(held)) {
            best = Some((at, *cut));
        }
    }
    let (at, (mut start, mut end)) = best?;
    let (_, own, few) = rank((start, end));
    let fits = |start: usize, end: usize| says((start, end)).split_whitespace().count() <= MOST_WORDS;
    if !says((start, end)).contains(" | ") {
        for next in all.iter().skip(at + 1).take_while(|cut| speaks(**cut)) {
            if !fits(start, next.1) {
                break;
            }
            end = next.1;
        }
        for before in all.iter().take(at).rev().take_while(|cut| speaks(**cut)) {
            if !fits(before.0, end) {
                break;
            }
            start = before.0;
        }
    }
    // What the passage names counts for the piece: its sentences refer to one another.
    Some(Piece { hit, start, end, worth: (exact(text), own, few) })
}

#[cfg(test)]
mod tests {
    use super::{cuts, names, numbers, past};

    #[test]
    fn a_number_is_the_same_in_words_and_digits() {
        assert_eq!(numbers("Your four hours"), numbers("4 hours"));
        assert_ne!(numbers("Your four hours"), numbers("5 hours and 20 minutes"));
        assert!(numbers("one of them").is_empty());
        assert!(numbers("the board of 3 December").is_empty());
    }

    #[test]
    fn names_are_capitalised_words_within_a_sentence() {
        assert_eq!(names("If it's America, I need to know.").into_iter().collect::<Vec<_>>(), ["america"]);
        assert!(names("Your target is late. Which one?").is_empty());
    }

    #[test]
    fn what_once_was_is_told_from_what_is() {
        for text in ["Until 9 June alert mails went elsewhere.", "The target was met.", "They had a relay."] {
            assert!(past(text), "{text}");
        }
        for text in
            ["The times of restoration are targets.", "Since 9 June mails are sent through Leeds.", "Washing is free."]
        {
            assert!(!past(text), "{text}");
        }
    }

    #[test]
    fn a_table_gives_rows_and_a_paragraph_gives_sentences() {
        let text = "Class | Restoration\n1 | 4 hours, target\n\nThe times of restoration are targets. A missed target gives no right.";
        let found: Vec<&str> = cuts(text).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(
            found,
            [
                "Class | Restoration",
                "1 | 4 hours, target",
                "The times of restoration are targets.",
                "A missed target gives no right."
            ]
        );
    }
}
