//! A text as words: lower-cased, stemmed lightly, numbers normalised, with the sentence each belongs to.

/// What a word is to the guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Number,
    Name,
}

/// One word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) raw: String,
    pub(crate) low: String,
    pub(crate) stem: String,
    pub(crate) kind: Kind,
    pub(crate) sentence: usize,
    pub(crate) first: bool,
    pub(crate) capital: bool,
}

const STOP: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "is", "are", "was", "were", "be",
    "been", "it", "its", "this", "that", "these", "those", "as", "from", "we", "our", "they", "their", "he", "she",
    "his", "her", "you", "your", "i", "has", "have", "had", "do", "does", "did", "which", "who", "will",
];

impl Word {
    pub(crate) fn content(&self) -> bool {
        !STOP.contains(&self.low.as_str())
    }
}

/// Reads a text into words.
pub(crate) fn read(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let (mut sentence, mut first, mut skip) = (0, true, 0);
    for (start, ch) in text.char_indices() {
        if start < skip {
            continue;
        }
        if ch.is_alphanumeric() {
            let raw = text.get(start..word_end(text, start)).unwrap_or_default();
            skip = start + raw.len();
            out.push(word(raw, sentence, first));
            first = false;
            continue;
        }
        let symbol = match ch {
            '%' => "percent",
            '€' => "eur",
            '$' => "usd",
            '£' => "gbp",
            _ => "",
        };
        if !symbol.is_empty() {
            out.push(word(symbol, sentence, false));
        }
        if !first && ends_sentence(ch, text.get(start + ch.len_utf8()..).unwrap_or_default()) {
            sentence += 1;
            first = true;
        }
        first |= matches!(ch, ':' | '“' | '"');
    }
    out
}

/// Where the word that starts here ends: joined by hyphens, apostrophes and points, digits also by commas.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text.get(start..).unwrap_or_default().chars().peekable();
    while let Some(ch) = chars.next() {
        let after = chars.peek().copied();
        let inside = match ch {
            ',' | ':' => after.is_some_and(|a| a.is_ascii_digit()),
            '.' | '\'' | '’' | '-' | '_' => after.is_some_and(char::is_alphanumeric),
            other => other.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        end += ch.len_utf8();
    }
    end
}

/// Whether a sentence ends with this sign, seen what follows: a full stop, a list mark, a new field.
fn ends_sentence(ch: char, after: &str) -> bool {
    if !matches!(ch, '.' | '!' | '?' | '\n') {
        return false;
    }
    let rest = after.trim_start();
    let lower = rest.starts_with(char::is_lowercase);
    if ch != '\n' {
        return !lower && after.chars().next().is_none_or(char::is_whitespace);
    }
    let field = rest.lines().next().and_then(|line| line.split_once(": ")).is_some_and(|(title, _)| title.len() < 30);
    after.starts_with('\n') || field || (!lower && rest.starts_with(['-', '*', '#', '|', '•', '(']))
}

fn word(raw: &str, sentence: usize, first: bool) -> Word {
    let mut low = raw.to_lowercase();
    if low.contains('’') {
        low = low.replace('’', "'");
    }
    let number = number(&low);
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    let inner = raw.chars().skip(1).any(char::is_uppercase);
    let kind = if number.is_some() {
        Kind::Number
    } else if inner || (capital && !first && raw != "I" && crate::dates::month(&low).is_none()) {
        Kind::Name
    } else {
        Kind::Plain
    };
    let stem = number.unwrap_or_else(|| stem(&low));
    Word { raw: raw.to_owned(), low, stem, kind, sentence, first, capital }
}

const NUMBERS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn number(low: &str) -> Option<String> {
    if let Some(at) = NUMBERS.iter().position(|n| *n == low) {
        return Some(at.to_string());
    }
    if !low.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain = low.replace(',', "");
    let scaled = [("k", 1_000), ("m", 1_000_000), ("bn", 1_000_000_000)].iter().find_map(|(end, by)| {
        let value: rust_decimal::Decimal = plain.strip_suffix(end)?.parse().ok()?;
        value.checked_mul(rust_decimal::Decimal::from(*by))
    });
    let value = scaled.or_else(|| plain.parse().ok());
    Some(value.map_or(plain, |v: rust_decimal::Decimal| v.normalize().to_string()))
}

pub(crate) fn stem(low: &str) -> String {
    let mut word = low.strip_suffix("'s").unwrap_or(low);
    for end in ["ing", "ies", "ed", "es", "ly", "s", "e", "y"] {
        if let Some(cut) = word.strip_suffix(end)
            && cut.len() >= 3
        {
            word = cut;
            break;
        }
    }
    word.to_owned()
}

/// How much alike the neighbourhoods of two places are: nearest words weigh double, and the words of
/// both sentences count, so that a number or name is bound to what the sentence speaks of.
pub(crate) fn alike(a: &[Word], from: usize, to: usize, b: &[Word], start: usize, end: usize) -> usize {
    let (before, ahead) = (a.get(..from).unwrap_or_default(), b.get(..start).unwrap_or_default());
    let (after, behind) = (a.get(to..).unwrap_or_default(), b.get(end..).unwrap_or_default());
    side(before.iter().rev(), &ahead.iter().rev())
        + side(after.iter(), &behind.iter())
        + sentence_alike(a, from, b, start)
}

fn side<'a, I: Iterator<Item = &'a Word> + Clone>(x: I, y: &I) -> usize {
    let near = match (x.clone().next(), y.clone().next()) {
        (Some(a), Some(b)) if a.stem == b.stem => 2,
        _ => 0,
    };
    near + x.take(4).filter(|w| y.clone().take(4).any(|o| o.stem == w.stem)).count()
}

/// Content words that the sentences around two places share.
fn sentence_alike(a: &[Word], at: usize, b: &[Word], place: usize) -> usize {
    let around = sentence_of(b, place);
    let here = a.get(at).map_or(0, |w| w.sentence);
    let mine = a.iter().enumerate().filter(|(n, w)| *n != at && w.sentence == here);
    mine.filter(|(_, w)| around.iter().any(|o| o.stem == w.stem) && w.content()).count()
}

/// The words of the sentence that this place stands in.
fn sentence_of(words: &[Word], place: usize) -> &[Word] {
    let Some(sentence) = words.get(place).map(|w| w.sentence) else {
        return &[];
    };
    let from = words.partition_point(|w| w.sentence < sentence);
    let to = words.partition_point(|w| w.sentence <= sentence);
    words.get(from..to).unwrap_or_default()
}
