//! Whether a unit of a passage can answer a part of a question at all, and what belongs to it.

use super::{
    cover::{Term, Terms, Unit, any_of, matter},
    split::{Asked, Form, Wants},
};

/// Least share of the question's weight that the best unit with its headings and passage must carry.
pub(super) const ENOUGH: f32 = 0.55;
/// Least share that its own words must carry.
pub(super) const OWN: f32 = 0.3;
/// Up to so many words, each must stand in the passage or above it.
const FEW: usize = 3;

const FREQUENCIES: &str = "every|daily|weekly|monthly|quarterly|yearly|annually|once|twice|continuously|nightly|hourly|immediately|\
    at once|per cent|one|two|three|four|five|six|seven|eight|nine|ten|twelve|around the clock|at any time|\
    real time|any number";
const CAUSES: &str = "because|since|reason|therefore|so that|in order to|due to|that is why";
const PAST: &str = "was|were|had|did";

/// Whether a unit says anything that could answer: what once was answers only what asks about it.
pub(super) fn speaks(unit: &Unit<'_>, asked: &Asked) -> bool {
    let text = unit.text();
    let past = any_of(text, PAST) || text.to_lowercase().starts_with("until ");
    let about_past =
        any_of(&asked.plain, PAST) || any_of(&asked.plain, "last|history|ever|previous|happened|result|results");
    let row = unit.cut.head.is_some() || unit.cut.table;
    (row || !(is_fragment(text) || breaks_off(text))) && !text.trim_end().ends_with(['?', ':']) && (!past || about_past)
}

/// Whether a sentence stops before its end, where a blank of a template or a list followed: `It is performed by.`
fn breaks_off(text: &str) -> bool {
    const OPEN: &[&str] = &[
        "by",
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "with",
        "in",
        "for",
        "following",
        "including",
        "via",
        "from",
        "at",
        "on",
        "as",
        "such",
        "is",
        "are",
        "that",
        "which",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let bare = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    OPEN.contains(&bare.as_str())
}

/// Whether a short text says nothing of anything: a heading, or an item of a list without a verb.
fn is_fragment(text: &str) -> bool {
    const SHORT: usize = 9;
    const VERBS: &str = "is|are|was|were|be|been|has|have|had|do|does|did|will|shall|must|may|can|cannot|could|should|would|\
        use|uses|run|runs|keep|keeps|offer|offers|support|supports|provide|provides|include|includes|accept|accepts|\
        encrypt|encrypts|require|requires|need|needs|hold|holds|apply|applies|follow|follows|store|stores|review|reviews|\
        test|tests|perform|performs|conduct|conducts|maintain|maintains|allow|allows|delete|deletes|monitor|monitors|\
        ist|sind|wird|werden|hat|haben|est|sont";
    let done =
        text.split_whitespace().any(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with("ed"));
    let count = text.split_whitespace().count();
    count < 4
        || !done
            && (count < SHORT
                && !any_of(text, VERBS)
                && !any_of(text, FREQUENCIES)
                && !text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a unit carries enough of the question: the rarest word, every name, of few words all.
pub(super) fn answers(unit: &Unit<'_>, asked: &Asked, terms: &Terms) -> bool {
    let heavy = || terms.all.iter().filter(|term| !term.light);
    let few = heavy().count() > FEW || heavy().all(|term| unit.near(term));
    // The first sentence of a section that is titled with the question speaks to it in other words.
    let titled = asked.form != Form::Closed && unit.place.1 == 0 && heavy().all(|term| unit.above(term));
    let own = terms.share(|term| unit.own(term)) >= OWN || titled;
    let listed = !unit.cut.table || (asked.form == Form::Open(Wants::Anything) && lists(&asked.plain));
    own && few && listed && gives(unit, asked.form) && near(unit, terms)
}

/// The same for a version that may not be used: it is told that it speaks of it, whatever it says.
pub(super) fn touches(unit: &Unit<'_>, asked: &Asked, terms: &Terms) -> bool {
    let own = terms.share(|term| if unit.own(term) >= 1.0 { 1.0 } else { 0.0 }) >= OWN;
    own && !unit.cut.table && gives(unit, asked.form) && near(unit, terms)
}

fn near(unit: &Unit<'_>, terms: &Terms) -> bool {
    let named = terms.all.iter().filter(|term| term.exact).all(|term| unit.near(term));
    let rarest = terms.rarest().is_none_or(|term| unit.near(term));
    terms.share(|term| unit.worth(term)) >= ENOUGH && named && rarest
}

/// Whether every word that counts stands in the unit's passage or above it.
pub(super) fn whole(unit: &Unit<'_>, terms: &Terms) -> bool {
    terms.all.iter().filter(|term: &&Term| !term.light).all(|term| unit.near(term))
}

/// Whether a question asks for a list.
pub(super) fn lists(plain: &str) -> bool {
    let first = plain.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["which", "what", "list", "name", "show", "provide"].contains(&first.as_str())
}

/// Whether a unit has what the question wants to hear.
fn gives(unit: &Unit<'_>, form: Form) -> bool {
    let text = unit.text();
    match form {
        Form::Open(Wants::Measure) => text.contains(|c: char| c.is_ascii_digit()) || any_of(text, FREQUENCIES),
        Form::Open(Wants::Place) => placed(unit),
        Form::Open(Wants::Cause) => any_of(text, CAUSES),
        Form::Open(Wants::Person | Wants::Anything) | Form::Closed | Form::Claim => true,
    }
}

/// Whether a unit names a place: `in Frankfurt`, `outside the European Economic Area`, or a country in a cell.
fn placed(unit: &Unit<'_>) -> bool {
    const BEFORE: &[&str] = &["in", "at", "from", "outside", "within", "inside", "to"];
    let list = unit.words();
    let named = |at: usize| {
        list.get(at).is_some_and(|word| {
            word.raw.starts_with(char::is_uppercase) && !word.raw.contains(|c: char| c.is_ascii_digit())
        })
    };
    let told = list.iter().enumerate().any(|(at, word)| {
        let skip = usize::from(list.get(at + 1).is_some_and(|next| matches!(next.low.as_str(), "the" | "a" | "our")));
        BEFORE.contains(&word.low.as_str()) && named(at + 1 + skip)
    });
    told || unit.cut.head.is_some() || any_of(unit.text(), "region|regions|module|data centre|data center|premises")
}

/// Whether a sentence cannot be understood without the one before it.
pub(super) fn refers_back(text: &str) -> bool {
    let first: Vec<String> = text.split_whitespace().take(2).map(str::to_lowercase).collect();
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    const BACK: &str = "it|they|them|this|these|those|such|both|he|she|otherwise|its|their";
    match first.as_slice() {
        ["for" | "in" | "by", second] => any_of(second, "this|these|it|them"),
        [word, ..] => any_of(word, BACK),
        [] => false,
    }
}

/// Whether the next sentence takes something back from the one before: an exception, a limit, a target.
pub(super) fn restricts(next: &Unit<'_>, best: &Unit<'_>, terms: &Terms) -> bool {
    const LIMITS: &str = "only|not|no|except|until|unless|however|but|target|targets|objective|never|if|limited|at most|refused|\
        means|since|objectives|no longer|then|further";
    let text = next.text();
    if next.cut.head.is_some() || next.cut.table || best.cut.table || !any_of(text, LIMITS) || any_of(text, PAST) {
        return false;
    }
    let shared = matter(text).intersection(&matter(best.text())).count();
    let follows = shared > 1 || refers_back(text) || any_of(text, "then|further");
    shared > 0 && (terms.all.iter().any(|term| !term.light && next.own(term) > 0.0) || follows)
}

/// Whether two sentences say the same.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (matter(a), matter(b));
    let shared = a.intersection(&b).count();
    shared * 3 > a.len().max(b.len()) * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_verb_says_nothing_and_a_short_sentence_does() {
        for text in ["Frequency of the auditing process.", "Security and privacy", "General policy training, including"]
        {
            assert!(is_fragment(text), "{text}");
        }
        for text in [
            "Backups are kept for 35 days.",
            "All customer data encrypted at rest.",
            "Deletion is confirmed in writing.",
            "Audits of suppliers, yearly.",
            "Scope and purpose of every audit of each supplier of ours",
        ] {
            assert!(!is_fragment(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_stops_where_a_blank_stood_is_seen() {
        assert!(breaks_off("The scanning of systems is performed by."));
        assert!(breaks_off("Activated on one of the following"));
        assert!(!breaks_off("The scanning of systems is performed by our engineers."));
    }
}
