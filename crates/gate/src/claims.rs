//! Cuts a draft's text into sentences and finds the chips that each of them carries.

use domain::Revision;

/// One sentence of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// UTF-8 bytes of the body, chips included.
    pub start: u32,
    pub end: u32,
    /// Without chips.
    pub text: String,
    /// Numbers of the chips that stand in it or right after it.
    pub chips: Vec<u32>,
}

/// A chip where it stands: `[^3]` at these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    pub start: usize,
    pub end: usize,
    pub number: u32,
}

/// The chips of a text, in order. `[^` without digits and `]` is text like any other.
#[must_use]
pub fn markers(body: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = body.get(at..).and_then(|rest| rest.find("[^")) {
        let start = at + next;
        let digits: String =
            body.get(start + 2..).unwrap_or_default().chars().take_while(char::is_ascii_digit).take(6).collect();
        let end = start + 2 + digits.len();
        at = end;
        if let Ok(number) = digits.parse()
            && body.get(end..).is_some_and(|rest| rest.starts_with(']'))
        {
            found.push(Marker { start, end: end + 1, number });
            at = end + 1;
        }
    }
    found
}

/// A text without its chips, and without the space before each.
#[must_use]
pub fn without_markers(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for marker in markers(body) {
        text.push_str(body.get(at..marker.start).unwrap_or_default());
        let kept = text.trim_end_matches([' ', '\u{a0}']).len();
        text.truncate(kept);
        at = marker.end;
    }
    text.push_str(body.get(at..).unwrap_or_default());
    text
}

/// Words that end in a full stop without ending a sentence.
const SHORT: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "nr", "vs", "etc", "e.g", "i.e", "incl", "approx", "ca", "inc", "ltd",
    "co", "corp", "dept", "fig", "sec", "art", "cf", "al", "p.m", "a.m", "u.s", "u.k", "z.b", "d.h", "bzw", "ggf",
];

/// The sentences of a revision's body, in order. A line break ends a sentence; a chip belongs to the words before it.
#[must_use]
pub fn claims(revision: &Revision) -> Vec<Claim> {
    sentences(&revision.body)
        .into_iter()
        .filter_map(|(start, end)| {
            let words = revision.body.get(start..end)?;
            let text = without_markers(words).trim().to_owned();
            let chips = markers(words).iter().map(|marker| marker.number).collect();
            (text.chars().any(char::is_alphanumeric)).then(|| Claim {
                start: place(start),
                end: place(end),
                text,
                chips,
            })
        })
        .collect()
}

/// The sentences of any text, without chips.
#[must_use]
pub fn sentences_of(text: &str) -> Vec<String> {
    let cut = sentences(text).into_iter().filter_map(|(start, end)| text.get(start..end));
    cut.map(|words| without_markers(words).trim().to_owned()).filter(|words| !words.is_empty()).collect()
}

pub(crate) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Sentences of any text, as byte ranges without space around them.
#[must_use]
pub(crate) fn sentences(body: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in body.char_indices() {
        let after = at + c.len_utf8();
        let ends = match c {
            '\n' => true,
            '.' | '!' | '?' | '…' => ends_sentence(body, start, at, after),
            _ => false,
        };
        if ends && after > start {
            let end = if c == '\n' { after } else { with_closers(body, after) };
            push(body, start, end, &mut found);
            start = end;
        }
    }
    push(body, start, body.len(), &mut found);
    found
}

fn push(body: &str, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let Some(words) = body.get(start..end) else { return };
    let lead = words.len() - words.trim_start().len();
    let trimmed = words.trim();
    if !trimmed.is_empty() {
        found.push((start + lead, start + lead + trimmed.len()));
    }
}

/// Closing quotes, brackets and chips stay with the sentence before them.
fn with_closers(body: &str, mut end: usize) -> usize {
    loop {
        let Some(rest) = body.get(end..) else { return end };
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let chip = rest.get(spaces..).unwrap_or_default();
        if chip.starts_with("[^")
            && let Some(marker) = markers(chip).first().filter(|marker| marker.start == 0)
        {
            end += spaces + marker.end;
            continue;
        }
        match rest.chars().next() {
            Some(c) if matches!(c, '”' | '"' | '’' | '\'' | '»' | ')' | ']') => end += c.len_utf8(),
            _ => return end,
        }
    }
}

fn ends_sentence(body: &str, start: usize, at: usize, after: usize) -> bool {
    let rest = body.get(with_closers(body, after)..).unwrap_or_default();
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start_matches([' ', '\u{a0}', '\t']).chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if body.get(at..after) != Some(".") {
        return true;
    }
    let word = body.get(start..at).unwrap_or_default().rsplit([' ', '(', '\n', '\u{a0}']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let ordinal = !word.is_empty()
        && word.len() <= 2
        && word.chars().all(|c| c.is_ascii_digit())
        && next.is_some_and(|c| c != '\n');
    !(initial || ordinal && starts_with_month(rest) || SHORT.contains(&lower.as_str()))
}

fn starts_with_month(rest: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "mär", "apr", "ma", "jun", "jul", "aug", "sep", "okt", "oct"];
    let word = rest.trim_start().to_lowercase();
    MONTHS.iter().chain(&["nov", "dec", "dez"]).any(|month| word.starts_with(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<&str> {
        sentences(body).into_iter().map(|(start, end)| &body[start..end]).collect()
    }

    #[test]
    fn a_chip_stays_with_the_sentence_before_it() {
        assert_eq!(
            cut("Backups run daily.[^1] They are kept 35 days. [^2] Ask Dr. Voss."),
            ["Backups run daily.[^1]", "They are kept 35 days. [^2]", "Ask Dr. Voss."]
        );
    }

    #[test]
    fn numbers_versions_and_dates_do_not_end_sentences() {
        assert_eq!(
            cut("Version 2.4 is out, e.g. for you. We meet on 3. March."),
            ["Version 2.4 is out, e.g. for you.", "We meet on 3. March."]
        );
    }

    #[test]
    fn lines_are_sentences_of_their_own() {
        assert_eq!(cut("Hello Dana,\n\n- one\n- two\n"), ["Hello Dana,", "- one", "- two"]);
    }

    #[test]
    fn markers_are_found_and_taken_out() {
        let body = "Yes [^1], and no[^12]. [^x] stays.";
        assert_eq!(markers(body).iter().map(|marker| marker.number).collect::<Vec<_>>(), [1, 12]);
        assert_eq!(without_markers(body), "Yes, and no. [^x] stays.");
    }
}
