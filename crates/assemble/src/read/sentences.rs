//! Cuts a passage into sentences with their byte ranges, leaving out greetings and signatures.

use domain::{EntryKind, Passage};

const ABBREVIATIONS: &[&str] =
    &["mr", "ms", "mrs", "dr", "e.g", "i.e", "etc", "no", "approx", "vs", "st", "prof", "inc", "ltd", "p", "cf"];

/// Columns in which people write sentences.
const FREE: [&str; 6] = ["comments", "comment", "description", "notes", "note", "body"];

/// The sentences of a passage; of a table row only those of its free text.
pub(crate) fn of_passage(passage: &Passage, kind: EntryKind) -> Vec<(usize, usize)> {
    if passage.place.row.is_none() {
        return split(&passage.text, kind);
    }
    let mut found = Vec::new();
    let mut at = 0;
    for row in passage.text.split_inclusive('\n') {
        let start = at;
        at += row.len();
        let Some((title, told)) = row.split_once(':') else {
            continue;
        };
        if FREE.contains(&title.trim().to_lowercase().as_str()) {
            let base = start + title.len() + 1;
            found.extend(split(told, kind).into_iter().map(|(from, to)| (base + from, base + to)));
        }
    }
    found
}

/// Byte ranges of the sentences worth reading.
pub(crate) fn split(text: &str, kind: EntryKind) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let base = at;
        at += paragraph.len() + 2;
        let mut from = base;
        let mut offset = base;
        for line in paragraph.split_inclusive('\n') {
            let bare = line.trim();
            if bare == "--" {
                keep(text, from, offset, kind, &mut found);
                return found;
            }
            let bullet =
                bare.starts_with("- ") || bare.starts_with("* ") || bare.starts_with("• ") || bare.starts_with('#');
            if bullet && offset > from {
                cut(text, from, offset, kind, &mut found);
                from = offset;
            }
            offset += line.len();
        }
        cut(text, from, offset, kind, &mut found);
    }
    found
}

fn cut(text: &str, start: usize, end: usize, kind: EntryKind, found: &mut Vec<(usize, usize)>) {
    let Some(part) = text.get(start..end) else {
        return;
    };
    let mut from = 0;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '?' | '!') {
            continue;
        }
        let mut stop = at + c.len_utf8();
        while let Some(&(next, q)) = chars.peek() {
            if !matches!(q, '"' | '”' | '’' | '\'' | ')') {
                break;
            }
            stop = next + q.len_utf8();
            chars.next();
        }
        let rest = part.get(stop..).unwrap_or_default();
        let begins = rest.trim_start().chars().next();
        let divided = rest.starts_with(char::is_whitespace) && begins.is_some_and(|n| !n.is_lowercase());
        if (rest.trim().is_empty() || divided) && !(c == '.' && abbreviated(part.get(from..at).unwrap_or_default())) {
            keep(text, start + from, start + stop, kind, found);
            from = stop;
        }
    }
    keep(text, start + from, end, kind, found);
}

fn abbreviated(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let single = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    (single && last != "I") || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

fn keep(text: &str, start: usize, end: usize, kind: EntryKind, found: &mut Vec<(usize, usize)>) {
    let Some(part) = text.get(start..end) else {
        return;
    };
    let open = part.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '#'));
    // A quotation mark without its partner belongs to the paragraph, not to this sentence.
    let marks = open.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
    let open = if marks == 1 { open.trim_start_matches(['"', '“']) } else { open };
    let lead = part.len() - open.len();
    let bare = open.trim_end();
    let bare = if marks == 1 { bare.trim_end_matches(['"', '”']) } else { bare };
    let ended = bare.ends_with(['.', '?', '!', '"', '”', ')']);
    let loose = matches!(kind, EntryKind::Note | EntryKind::Task | EntryKind::Call | EntryKind::Meeting);
    let words = bare.split_whitespace().count();
    if words >= 4 && (ended || (loose && words >= 5)) && bare.len() <= 420 {
        found.push((start + lead, start + lead + bare.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text, EntryKind::Mail).into_iter().map(|(a, b)| &text[a..b]).collect()
    }

    #[test]
    fn greetings_and_signatures_are_not_sentences() {
        let text = "Dear Mara,\n\nWe have read the outline twice. It is good enough to show!\n\nHamish\n\n-- \nHamish Carrow is the chief officer.";
        assert_eq!(sentences(text), ["We have read the outline twice.", "It is good enough to show!"]);
    }

    #[test]
    fn an_abbreviation_or_initial_or_number_does_not_end_a_sentence() {
        for text in [
            "I spoke to Mr. Vasey about the paper.",
            "The paper of H. Carrow is with the board.",
            "We pay 4.5 per cent more than before.",
            "Take motor, e.g. Leeds, for the first phase.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn a_wrapped_line_stays_one_sentence_and_a_bullet_begins_another() {
        let text =
            "The aim for 2027 is to\nsettle four claims in five.\n- We will send the list.\n- They will read the list.";
        assert_eq!(sentences(text).len(), 3);
    }
}
