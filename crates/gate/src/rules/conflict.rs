//! What the rules about contradictions share: two sentences on the same matter that cannot both be true.

use std::sync::LazyLock;

use regex::Regex;

/// Least part of the shorter sentence's content words that both must share to speak of the same matter.
const SAME_MATTER: f64 = 0.6;

const STOP: &[&str] = &[
    "the", "and", "for", "with", "from", "into", "our", "your", "their", "its", "this", "that", "these", "those",
    "are", "was", "were", "been", "being", "has", "have", "had", "does", "did", "will", "would", "can", "could", "may",
    "might", "shall", "should", "must", "you", "they", "who", "which", "all", "any", "each", "every", "also", "than",
    "then", "per", "about", "after", "before", "within", "until", "over", "under", "only", "up", "most", "least",
    "more", "less", "der", "die", "das", "und", "ist", "sind", "wird", "werden", "mit", "für", "von",
];
const NEGATIONS: &[&str] =
    &["not", "no", "never", "cannot", "without", "neither", "nor", "nicht", "kein", "keine", "keinen", "nie"];
/// After these, "no" and "not" are a bound or an addition and deny nothing.
const BOUNDS: &[&str] =
    &["only", "later", "more", "less", "longer", "fewer", "earlier", "sooner", "just", "least", "doubt"];
/// A sentence with one of these says two things at once.
const EXCEPTIONS: &[&str] = &["unless", "except", "until", "otherwise", "if"];
/// Numbers in words that are not worked out: a sentence with one is not compared.
const LARGE: &[&str] = &[
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "half",
    "dozen",
];
/// A number after these names a thing and counts nothing.
const NAMING: &[&str] =
    &["iso", "iec", "soc", "version", "section", "clause", "article", "page", "figure", "annex", "no"];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const COUNTS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A sentence as far as contradictions go.
#[derive(Debug)]
pub(super) struct Said {
    /// Content words in order, each with whether it is a name.
    words: Vec<(String, bool)>,
    /// The same words, sorted, each once.
    kinds: Vec<String>,
    /// Values with their units, in the base unit of their kind, and as written.
    amounts: Vec<(f64, String, String)>,
    /// Year, month and day as far as given.
    days: Vec<(Option<u32>, Option<u32>, Option<u32>)>,
    /// The content words that are denied.
    denied: Vec<String>,
    /// Whether it asks, or makes an exception.
    unsure: bool,
}

/// Reads a sentence once, for any number of comparisons.
pub(super) fn said(sentence: &str) -> Said {
    let tokens = tokens(sentence);
    let mut out = Said {
        words: Vec::new(),
        kinds: Vec::new(),
        amounts: Vec::new(),
        days: Vec::new(),
        denied: Vec::new(),
        unsure: sentence.trim_end().ends_with('?')
            || tokens.iter().any(|t| EXCEPTIONS.iter().chain(LARGE).any(|word| *word == t.low)),
    };
    let mut denying = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).map_or("", |t| t.low.as_str());
        if let Some((day, length)) = day_at(&tokens, at) {
            out.days.push(day);
            at += length;
            continue;
        }
        if let Some(value) = token.value {
            let length = amount(value, &tokens, at, &mut out.amounts);
            at += length;
            continue;
        }
        let negated = NEGATIONS.contains(&token.low.as_str()) || token.low.ends_with("n't");
        if negated {
            denying |= !BOUNDS.contains(&next);
        } else if token.low.chars().count() >= 3 && !STOP.contains(&token.low.as_str()) {
            let word = stem(&token.low);
            if std::mem::take(&mut denying) {
                out.denied.push(word.clone());
            }
            out.words.push((word, token.capital && at > 0));
        }
        at += 1;
    }
    out.kinds = out.words.iter().map(|(word, _)| word.clone()).collect();
    out.kinds.sort_unstable();
    out.kinds.dedup();
    out
}

/// Why two sentences on the same matter cannot both be true, as words; `None` where they can, or speak of other things.
pub(super) fn conflict(here: &Said, there: &Said) -> Option<String> {
    if here.unsure || there.unsure || other_number(here, there) || !same_matter(here, there) {
        return None;
    }
    amounts_differ(here, there).or_else(|| days_differ(here, there)).or_else(|| denial_differs(here, there))
}

fn same_matter(here: &Said, there: &Said) -> bool {
    let shared = here.kinds.iter().filter(|word| there.speaks_of(word)).count();
    let fewer = here.kinds.len().min(there.kinds.len());
    let lone = |said: &Said, other: &Said| said.words.iter().any(|(word, name)| *name && !other.speaks_of(word));
    #[expect(clippy::cast_precision_loss, reason = "sentences have few words")]
    let part = shared as f64 / fewer.max(1) as f64;
    shared >= 2 && part >= SAME_MATTER && !(lone(here, there) && lone(there, here)) && !other_kind(here, there)
}

impl Said {
    fn speaks_of(&self, word: &String) -> bool {
        self.kinds.binary_search(word).is_ok()
    }
}

/// "Region 3" and "region 8": a number after a content word is a name.
fn other_number(here: &Said, there: &Said) -> bool {
    let named = |unit: &String, said: &Said| {
        unit.strip_suffix(" #").is_some_and(|word| said.words.iter().any(|(own, _)| *own == stem(word)))
    };
    here.amounts.iter().filter(|(_, unit, _)| named(unit, here)).any(|(value, unit, _)| {
        let mut others = there.amounts.iter().filter(|(_, other, _)| other == unit).peekable();
        others.peek().is_some() && others.all(|(other, _, _)| (other - value).abs() > 1e-9)
    })
}

/// "Audit logs" and "access logs": a shared word that each side puts another word of its own before.
fn other_kind(here: &Said, there: &Said) -> bool {
    let before = |said: &Said, word: &str, other: &Said| {
        said.words
            .windows(2)
            .any(|pair| matches!(pair, [(first, _), (second, _)] if second == word && !other.speaks_of(first)))
    };
    let shared = here.kinds.iter().filter(|word| there.speaks_of(word));
    shared.into_iter().any(|word| before(here, word, there) && before(there, word, here))
}

fn amounts_differ(here: &Said, there: &Said) -> Option<String> {
    let same = |x: f64, y: f64| (x - y).abs() < 1e-9;
    for (value, unit, raw) in &here.amounts {
        let mut others = there.amounts.iter().filter(|(_, other, _)| other == unit).peekable();
        let Some((_, _, first)) = others.peek() else {
            let moved = there.amounts.iter().find(|(other, kind, there)| {
                same(*other, *value) && is_measure(unit) && is_measure(kind) && there != raw
            });
            match moved {
                Some((_, _, other)) => return Some(format!("{other} there, {raw} here")),
                None => continue,
            }
        };
        let any_shared = there
            .amounts
            .iter()
            .filter(|(_, other, _)| other == unit)
            .any(|(other, _, _)| here.amounts.iter().any(|(mine, kind, _)| kind == unit && same(*mine, *other)));
        if !any_shared {
            return Some(format!("{first} there, {raw} here"));
        }
    }
    None
}

fn is_measure(unit: &str) -> bool {
    matches!(unit, "%" | "eur" | "usd" | "gbp" | "chf" | "hour" | "month" | "gb")
}

fn days_differ(here: &Said, there: &Said) -> Option<String> {
    let agree = |x: Option<u32>, y: Option<u32>| x.is_none() || y.is_none() || x == y;
    let any = here.days.iter().any(|(year, month, day)| {
        there.days.iter().any(|(y, m, d)| agree(*year, *y) && agree(*month, *m) && agree(*day, *d))
    });
    (!here.days.is_empty() && !there.days.is_empty() && !any).then(|| "another date there".to_owned())
}

/// One denies a word that the other says without denying it.
fn denial_differs(here: &Said, there: &Said) -> Option<String> {
    let affirms =
        |said: &Said, word: &String| said.words.iter().any(|(own, _)| own == word) && !said.denied.contains(word);
    if here.denied.iter().any(|word| affirms(there, word)) {
        return Some("denied here, said there".to_owned());
    }
    there.denied.iter().any(|word| affirms(here, word)).then(|| "said here, denied there".to_owned())
}

#[derive(Debug)]
struct Token {
    raw: String,
    low: String,
    capital: bool,
    value: Option<f64>,
}

fn tokens(sentence: &str) -> Vec<Token> {
    static TOKEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"[€$£%]|\d{4}-\d\d-\d\d|\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?").ok());
    let found = TOKEN.iter().flat_map(|token| token.find_iter(sentence));
    let read = found.map(|hit| {
        let raw = hit.as_str().to_owned();
        let low = raw.to_lowercase().replace('’', "'");
        let capital = raw.starts_with(char::is_uppercase);
        Token { value: value(&low), raw, low, capital }
    });
    read.collect()
}

/// A comma before three digits groups thousands; any other is a decimal comma.
fn value(low: &str) -> Option<f64> {
    if let Some(count) = COUNTS.iter().position(|word| *word == low) {
        return u32::try_from(count).ok().map(f64::from);
    }
    let grouped = low.split(',').skip(1).all(|part| part.split('.').next().is_some_and(|part| part.len() == 3));
    let plain = if grouped { low.replace(',', "") } else { low.replace(',', ".") };
    plain.starts_with(|c: char| c.is_ascii_digit()).then(|| plain.parse().ok()).flatten()
}

/// Takes in the amount at this place, and says how many tokens it has.
fn amount(value: f64, tokens: &[Token], at: usize, out: &mut Vec<(f64, String, String)>) -> usize {
    let Some(token) = tokens.get(at) else { return 1 };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let next = tokens.get(at + 1);
    if before.is_some_and(|before| NAMING.contains(&before.low.as_str())) {
        return 1;
    }
    let (by, unit) = before.map_or((1.0, None), |before| currency(&before.low));
    if let Some(unit) = unit {
        out.push((value * by, unit.to_owned(), format!("{} {}", unit.to_uppercase(), token.raw)));
        return 1;
    }
    let Some(next) = next.filter(|next| next.value.is_none() && !STOP.contains(&next.low.as_str())) else {
        let unit = before
            .map(|before| format!("{} #", before.low))
            .filter(|_| token.raw.starts_with(|c: char| c.is_ascii_digit()));
        out.extend(unit.map(|unit| (value, unit, token.raw.clone())));
        return 1;
    };
    let (by, unit) = measure(&next.low);
    out.push((value * by, unit.clone(), format!("{} {}", token.raw, next.raw)));
    // What is counted is a word of the sentence as well; a unit is not.
    if is_measure(&unit) { 2 } else { 1 }
}

fn currency(low: &str) -> (f64, Option<&'static str>) {
    let unit = match low {
        "€" | "eur" | "euro" | "euros" => Some("eur"),
        "$" | "usd" | "dollar" | "dollars" => Some("usd"),
        "£" | "gbp" | "pound" | "pounds" => Some("gbp"),
        "chf" | "franc" | "francs" => Some("chf"),
        _ => None,
    };
    (1.0, unit)
}

fn measure(low: &str) -> (f64, String) {
    if let (by, Some(unit)) = currency(low) {
        return (by, unit.to_owned());
    }
    let one = low.strip_suffix('s').unwrap_or(low);
    let (by, unit) = match one {
        "%" | "percent" => (1.0, "%"),
        "second" => (1.0 / 3600.0, "hour"),
        "minute" => (1.0 / 60.0, "hour"),
        "hour" | "stunde" | "stunden" => (1.0, "hour"),
        "day" | "tag" | "tage" | "tagen" => (24.0, "hour"),
        "week" | "woche" | "wochen" => (168.0, "hour"),
        "month" | "monat" | "monate" | "monaten" => (1.0, "month"),
        "quarter" => (3.0, "month"),
        "year" | "jahr" | "jahre" | "jahren" => (12.0, "month"),
        "mb" => (0.001, "gb"),
        "gb" => (1.0, "gb"),
        "tb" => (1000.0, "gb"),
        other => return (1.0, stem(other)),
    };
    (by, unit.to_owned())
}

type Day = (Option<u32>, Option<u32>, Option<u32>);

/// The day that starts here, and how many tokens it has: `2026-03-01`, `1 March 2026`, `March 2026`, `Q2 2026`, `2026`.
fn day_at(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let token = tokens.get(at)?;
    if let [year, month, day] = token.raw.split('-').map(|part| part.parse::<u32>().ok()).collect::<Vec<_>>()[..] {
        return Some(((year, month, day), 1));
    }
    let month = |at: usize| {
        let token = tokens.get(at).filter(|token| token.capital)?;
        let head: String = token.low.chars().take(3).collect();
        let known = token.low.len() == 3 || token.low == "sept" || LONG_MONTHS.contains(&token.low.as_str());
        u32::try_from(MONTHS.iter().position(|month| *month == head)? + 1).ok().filter(|_| known)
    };
    let number = |at: usize| tokens.get(at).and_then(|token| token.raw.parse::<u32>().ok());
    let year = |at: usize| number(at).filter(|year| (1990..2100).contains(year));
    let day = |at: usize| number(at).filter(|day| (1..=31).contains(day));
    if let (Some(day), Some(month)) = (day(at), month(at + 1)) {
        return Some(((year(at + 2), Some(month), Some(day)), 2 + usize::from(year(at + 2).is_some())));
    }
    if let Some(month) = month(at).filter(|_| at > 0) {
        let day = day(at + 1);
        let after = at + 1 + usize::from(day.is_some());
        return Some(((year(after), Some(month), day), after - at + usize::from(year(after).is_some())));
    }
    year(at).map(|year| ((Some(year), None, None), 1))
}

const LONG_MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn stem(low: &str) -> String {
    let word = low.strip_suffix("'s").unwrap_or(low);
    let cut = ["ing", "ies", "ed", "es", "s", "e", "y"].iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|cut| cut.chars().count() >= 3).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(a: &str, b: &str) -> bool {
        let (one, other) = (conflict(&said(a), &said(b)), conflict(&said(b), &said(a)));
        assert_eq!(one.is_some(), other.is_some(), "{a} / {b}");
        one.is_some()
    }

    #[test]
    fn sentences_that_cannot_both_be_true() {
        for (a, b) in [
            ("Backups are kept for 35 days.", "Backups are kept for 90 days."),
            ("Backups are kept for 35 days.", "All backups are kept for 35 weeks in two regions."),
            ("Backups are kept for 3 weeks.", "Backups are kept for five weeks."),
            ("Support answers within 4 hours.", "Support answers within 8 hours on working days."),
            ("Support answers within one hour.", "Support answers within 90 minutes."),
            ("The licence is € 40 per user.", "The licence is € 45 per user."),
            ("The licence costs 40 EUR per user.", "The licence costs 40 USD per user."),
            ("Uptime of the service is 99.9 %.", "The service has an uptime of 99.95 %."),
            ("The user limit of the plan is 1,000.", "The user limit of the plan is 5,000."),
            ("The limit is 1,000 users.", "The limit is 5,000 users."),
            ("Single sign-on ships on 1 March 2026.", "Single sign-on ships on 1 May 2026."),
            ("Single sign-on ships in March.", "Single sign-on ships in May."),
            ("The certificate was renewed in 2024.", "The certificate was renewed in 2025."),
            ("Data leaves the EU.", "Customer data does not leave the EU region."),
            ("Audit logs can be exported.", "Audit logs cannot be exported."),
            ("We never share customer data with third parties.", "We share customer data with third parties."),
            ("The connector doesn't support webhooks.", "The connector supports webhooks."),
            ("Data is stored in 2 regions.", "Data is stored in three regions."),
            ("The contract term is 1 year.", "The contract term is 24 months."),
        ] {
            assert!(differ(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn sentences_that_can() {
        for (a, b) in [
            ("Backups are kept for 35 days.", "Backups are kept for 35 days in Frankfurt."),
            ("Backups are kept for 35 days.", "Backups are kept for five weeks."),
            ("Backups are kept for thirty-five days.", "Backups are kept for 35 days."),
            ("The contract term is 1 year.", "The contract term is 12 months."),
            ("Support answers within 24 hours.", "Support answers within one day."),
            ("Audit logs are kept for 400 days.", "Access logs are kept for 35 days."),
            ("Standard support answers in 8 hours.", "Premium support answers in 1 hour."),
            ("Backups in Frankfurt are kept for 35 days.", "Backups in Dublin are kept for 90 days."),
            ("Backups are kept for 35 days.", "Invoices are paid within 30 days."),
            ("Backups run daily.", "Backups are kept for 35 days."),
            ("The service is certified to ISO 27001.", "The service is certified to ISO 27018."),
            ("Support is included.", "Support is included at no extra cost."),
            ("The report is ready no later than Friday.", "The report is ready on Friday."),
            ("Data does not leave the EU unless you ask.", "Data leaves the EU on request."),
            ("Is data stored for 35 days?", "Data is stored for 90 days."),
            ("The licence is € 40,000.", "The licence is € 40000."),
            ("Uptime was 99.9 % in 2025.", "Uptime of 99.9 % was reached by every region."),
            ("We meet on 3 March 2026.", "We meet on March 3."),
            ("Data is not only encrypted at rest.", "Data is encrypted at rest."),
            ("You may export logs.", "You may export logs."),
            ("In region 3 the exports are kept for 3 days.", "In region 8 the exports are kept for 8 days."),
            ("Thank you for the call.", "Thank you for the 2 calls."),
            ("The export covers 12 months of logs in 3 files.", "The export covers 12 months of logs."),
        ] {
            assert!(!differ(a, b), "{a} / {b}: {:?}", conflict(&said(a), &said(b)));
        }
    }
}
