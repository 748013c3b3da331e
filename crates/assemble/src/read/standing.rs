//! Whether a sentence can stand alone as a quote, and what it takes with it where it cannot: a `then`, a `that` or a
//! `she` whose meaning lies outside the quote says nothing, or the wrong thing, on a page of its own.

use domain::EntryKind;
use fidelity::{Source, verdict};

use super::{Book, Line, sentences};

/// What is shown for a line: the exact words, what was said just before where they answer it, and whether words of the
/// sentence are left out after them.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) before: Option<Line<'a>>,
    pub(crate) line: Line<'a>,
    pub(crate) cut: bool,
}

/// Words before the subject that refer to nothing by themselves.
const FILLERS: [&str; 15] = [
    "and", "but", "so", "or", "also", "well", "yes", "no", "right", "hm", "still", "because", "perhaps", "now", "then",
];

/// References that point outside wherever they stand.
const POINTERS: [&str; 22] = [
    " until then ",
    " by then ",
    " since then ",
    " before then ",
    " if so ",
    " do so ",
    " doing so ",
    " of them ",
    " of these ",
    " of those ",
    " because of that ",
    " for that reason ",
    " in that case ",
    " that one ",
    " this one ",
    " that thing ",
    " there too ",
    " like that ",
    " otherwise ",
    " the other one ",
    " the latter ",
    " the former ",
];

/// Days that `this` and `that` may name without pointing at a sentence.
const TIMES: [&str; 9] = ["morning", "afternoon", "evening", "week", "month", "quarter", "year", "time", "autumn"];

const BE: [&str; 12] = ["is", "are", "was", "were", "s", "would", "will", "could", "has", "have", "had", "may"];

/// The words in lower case without punctuation; `it's` is two.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '€' && c != '£' && c != '$')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True when the meaning of a word in the text lies outside the text. `known` says which words are names of people.
pub(crate) fn dangling(text: &str, known: impl Fn(&str) -> bool) -> bool {
    let words = words_of(text);
    let flat = format!(" {} ", words.join(" "));
    if POINTERS.iter().any(|pointer| flat.contains(pointer)) {
        return true;
    }
    let skip = words.iter().take_while(|word| FILLERS.contains(&word.as_str())).count();
    let main: Vec<&str> = words.iter().skip(skip).map(String::as_str).collect();
    points(&main) || nobody(&words, known)
}

/// Whether the subject itself points back.
fn points(main: &[&str]) -> bool {
    let verb = |at: usize| main.get(at).is_some_and(|word| BE.contains(word));
    match main {
        ["that" | "this" | "these" | "those", next, ..] => !TIMES.contains(next),
        ["it", "is" | "s" | "was" | "would" | "will", rest @ ..] => {
            !rest.iter().any(|word| ["if", "to", "that", "when", "whether"].contains(word))
        }
        ["if", "it" | "that" | "this" | "so", ..] => true,
        ["it", "has", "been", ..] | ["there", "is" | "are" | "was" | "were" | "s" | "will" | "has" | "have", ..] => {
            false
        }
        ["all", "are" | "is" | "were" | "was", ..] => true,
        ["it" | "they" | "he" | "she" | "there" | "such" | "neither" | "its", ..] => true,
        ["the", "first" | "second" | "third" | "fourth" | "last" | "other" | "same", ..] => {
            verb(3) && main.len() < 8 || verb(2)
        }
        ["one", ..] => main.get(1).is_some_and(|word| ["is", "took", "was", "of"].contains(word)),
        _ => false,
    }
}

/// A `she`, `his` or `they` before which the text names nobody it could mean.
fn nobody(words: &[String], known: impl Fn(&str) -> bool) -> bool {
    const ANYBODY: [&str; 13] = [
        "somebody",
        "anybody",
        "everybody",
        "nobody",
        "someone",
        "anyone",
        "everyone",
        "person",
        "people",
        "who",
        "whoever",
        "team",
        "company",
    ];
    words.iter().enumerate().any(|(at, word)| {
        let before = words.get(..at).unwrap_or_default();
        let named = || before.iter().any(|w| known(w) || ANYBODY.contains(&w.as_str()));
        match word.as_str() {
            "he" | "she" | "him" | "her" | "his" => !named(),
            // A plural before it may be what is meant.
            "they" | "them" | "their" => {
                !named() && !before.iter().any(|w| w.len() > 3 && w.ends_with('s') && !w.ends_with("ss"))
            }
            _ => false,
        }
    })
}

impl<'a> Book<'a> {
    fn points_out(&self, text: &str) -> bool {
        dangling(text, |word| self.is_name(word))
    }

    /// The line as it may be quoted; `None` where what it points at cannot be shown with it.
    pub(crate) fn standing(&self, line: &Line<'a>) -> Option<Shown<'a>> {
        let told = matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call | EntryKind::Note);
        if !told || line.passage.place.row.is_some() {
            return Some(Shown { before: None, line: *line, cut: false });
        }
        if numbered(line) {
            return None;
        }
        if !self.points_out(line.text()) {
            return Some(shortened(line));
        }
        if let Some(part) =
            ends(line, &[';', ':']).into_iter().find(|part| long_enough(part) && !self.points_out(part.text()))
        {
            return Some(Shown { before: None, line: part, cut: true });
        }
        self.with_sentence_before(line).or_else(|| self.with_turn_before(line))
    }

    /// The sentence and as many before it as it needs, together no longer than a quote may be.
    fn with_sentence_before(&self, line: &Line<'a>) -> Option<Shown<'a>> {
        let cuts = sentences::split(&line.passage.text, line.entry.kind);
        let mut before: Vec<(usize, usize)> = cuts.into_iter().filter(|(_, end)| *end <= line.start).collect();
        for _ in 0..2 {
            let (start, end) = before.pop()?;
            let whole = Line { start, ..*line };
            if whole.long() || !line.passage.text.get(end..line.start)?.trim().is_empty() && before.is_empty() {
                return None;
            }
            if !self.points_out(line.passage.text.get(start..end)?) {
                return Some(Shown { before: None, line: whole, cut: false });
            }
        }
        None
    }

    /// In a conversation a short answer is read with what it answers: the end of the turn before.
    fn with_turn_before(&self, line: &Line<'a>) -> Option<Shown<'a>> {
        if line.entry.kind != EntryKind::Call || line.text().split_whitespace().count() > 16 {
            return None;
        }
        let held = self.entry(line.entry.id)?;
        let at = held.passages.iter().position(|passage| passage.id == line.passage.id)?;
        let opening = line.passage.text.get(..line.start)?.split_whitespace().count();
        let turn = held.passages.get(at.checked_sub(1)?)?;
        if opening > 12 || turn.speaker == line.passage.speaker {
            return None;
        }
        let mut cuts = sentences::split(&turn.text, line.entry.kind);
        let (mut start, end) = cuts.pop()?;
        while self.points_out(turn.text.get(start..end)?) {
            // The turn as a whole where every sentence of it points back: it is what was answered.
            let Some(before) = cuts.pop() else { break };
            start = before.0;
        }
        let before = self.line(held, turn, (start, end));
        let line = if opening > 3 { Line { start: 0, ..*line } } else { *line };
        (!before.long()).then_some(Shown { before: Some(before), line, cut: false })
    }
}

/// An item of a numbered list says little without what introduces the list.
fn numbered(line: &Line<'_>) -> bool {
    let before = line.passage.text.get(..line.start).unwrap_or_default();
    let row = before.rsplit('\n').next().unwrap_or_default().trim();
    let number = row.trim_end_matches(['.', ')']);
    number.len() < row.len() && number.len() <= 2 && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

fn long_enough(line: &Line<'_>) -> bool {
    line.text().split_whitespace().count() >= 6
}

/// A long sentence up to its last clause that still says the same; whole where every cut would change what it says.
fn shortened<'a>(line: &Line<'a>) -> Shown<'a> {
    let whole = Shown { before: None, line: *line, cut: false };
    if !line.long() {
        return whole;
    }
    let fits = |part: &Line<'a>| !part.long() && long_enough(part);
    ends(line, &[';', ',', ':']).into_iter().find(fits).map_or(whole, |line| Shown { before: None, line, cut: true })
}

/// The sentence up to each of its clause boundaries, longest first, where the judge finds that nothing that changes its
/// meaning is left out.
fn ends<'a>(line: &Line<'a>, marks: &[char]) -> Vec<Line<'a>> {
    let text = line.text();
    let at = text.char_indices().filter(|(at, c)| {
        marks.contains(c) && text.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    let mut parts: Vec<Line<'a>> = at.map(|(at, _)| Line { end: line.start + at, ..*line }).collect();
    parts.reverse();
    parts.retain(|part| keeps_meaning(line, part));
    parts
}

fn keeps_meaning(whole: &Line<'_>, part: &Line<'_>) -> bool {
    let rest = whole.passage.text.get(part.end..whole.end).unwrap_or_default();
    let turns = ["but", "only", "not", "except", "than", "though", "although", "however", "without", "never", "or"];
    if words_of(rest).iter().any(|word| turns.contains(&word.as_str()) || word.ends_with("n't")) {
        return false;
    }
    if part.text().matches(['“', '"', '(']).count() != part.text().matches(['”', '"', ')']).count() {
        return false;
    }
    let source = Source { text: whole.text(), context: "", date: None };
    verdict(part.text(), &[source]).supported
}

#[cfg(test)]
mod tests {
    use super::dangling;

    fn hangs(text: &str) -> bool {
        dangling(text, |word| ["ileana", "dorrance", "edmund"].contains(&word))
    }

    #[test]
    fn a_sentence_that_points_outside_itself_does_not_stand_alone() {
        for text in [
            "The review is blocked on your side until then.",
            "That's half of what I hoped for.",
            "This is the one I mean.",
            "It was due on Friday.",
            "They're with the actuaries.",
            "And that would be too late for us.",
            "She likes the case and nothing else.",
            "Anything above €250,000 a year goes to the board with her paper.",
            "If so, we have to stop the pilot.",
            "The third is not open to discussion.",
            "We cannot accept either of them.",
            "I need Hull closed and she knows it.",
            "There I would not go.",
            "So they would have to phone us.",
        ] {
            assert!(hangs(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_names_what_it_means_stands_alone() {
        for text in [
            "I cannot close the security review until we have the full list.",
            "It is a good hour if we leave it with one date for the board.",
            "There is no project and no budget.",
            "This morning the board decided.",
            "Ileana Dorrance told me that she likes the case.",
            "The suppliers say that they are ready.",
            "Somebody has to sign that they did it anyway.",
            "The first phase is expected to raise the share of claims.",
            "We want one place where both sides see a claim.",
            "It has been seven weeks without an answer.",
            "Then we need a date for the board.",
            "Edmund signed what his people wrote.",
            "I would rather take this to the board on 29 January.",
            "The budget has €410,000 in it.",
        ] {
            assert!(!hangs(text), "{text}");
        }
    }
}
