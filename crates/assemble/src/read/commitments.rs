//! Promises: whose, what, due, and whether later evidence says they were kept.

use std::{cell::OnceCell, collections::BTreeSet};

use chrono::NaiveDate;
use domain::{Commitment, CommitmentState, EntryKind};

use super::{Book, Line, dates::Dates, topics::Topic};
use crate::cite;

/// Ways of promising: an act of the speaker's own side that is still to come.
pub(super) const WORDS: &str = concat!(
    r"\b(i|we)('ll| will| shall| promise to| am going to| are going to|'m going to|'re going to) (also |then |both |personally |now |just |gladly |happily |of course |certainly )?<act>",
    r"|\blet me (just |quickly )?(get you|get back|get that|send|check|confirm|find out|take (that|this|it) (away|back|up)|dig|book|come back|look into|ask|raise|follow up|set up|arrange|write|forward|clarify|speak|talk to|see what)\b",
    r"|^((sure|yes|ok|okay|great|right|fine|thanks),? )?will (do|send|share|forward|get|come back|check|confirm|let you|revert|update|call|follow up|circulate|chase|ask)\b",
    r"|\b(i|we) can (give|provide|bring|send|get) you (a|an|the|our|it|that|this)\b|\b(she|he) (will|'ll) have (it|them|the|our)\b",
    r"|\byou('ll| will) (have|get|receive) (it|them|the|our|my|an? (answer|reply|draft|copy|quote|proposal|decision|response))\b|\byou('ll| will) hear (back |more )?(from (me|us|our|my|somebody|someone)|by|on|before|no later)\b",
    r"|\bexpect [^.?]*from (me|us)\b",
    r"|\bleave (that|it|this)( one)? (with|to) (me|us)\b|\b(that|this)( one)?('s| is) on (me|us)\b|\bconsider it (done|sent)\b|\bi've got this[,.]|\bmy word (that|on)\b",
    r"|\b(i|we) (hereby )?(commit|undertake|pledge) (to|that)\b|\b(i|we) guarantee\b|\b(i|we) promise (that|you|to)\b|\bwe agree to\b",
    r"|\b(my|our) [a-z']+( [a-z']+){0,3} will (also |then )?(send|share|provide|review|confirm|issue|arrange|prepare|call|get in touch|get back|add|come back|return|deliver|set up|contact|reach out|look at (it|this|that|the|your)|answer|forward|look into|fix|sign|join|complete|check)\b",
    r"|\b(somebody|someone|a colleague|one of us) (from|on|in|of) (my|our) [a-z]+ will\b",
);

/// Acts that one promises.
pub(super) const ACTS: &str = concat!(
    r"((send|load|share|provide|bring|prepare|draft|write|deliver|return|answer|confirm|introduce|set up|arrange|update|forward|circulate|complete|come back|let you know|put together|email|e-mail|mail|pass|drop|ping|upload|resend|revise|rework|check|look into|find out|ask|speak (to|with)|talk to|raise|clarify|investigate|dig|chase|follow up|report|organi[sz]e|schedule|book|invite|connect|make sure|ensure|collect|mock up|fill|take (that|this|it|care)|own|handle|fix|sign|review|add|remove|correct|extend|refund|push|test|run it|run the|honou?r|see (what (i|we) can|to (it|that))|turn (this|that|it)|call (you|him|her|them)|reach out|get (you|it to|it over|it (sent|done|signed)|that|this|them to|back|our|my|someone|somebody)|cover|credit|waive|publish|submit|finali[sz]e|clean up|translate|install|configure|train|host|escalate|sort|nail down|work (out|on|up)|pay|order|name|keep you|put (you (in touch|through|down)|a |(it|that|this|the \w+|our \w+) (in(to)? (writing|the|your|our|my|everybody)|on (the|your|our)|to (the|our|my|your)|together|forward))|give you|give (them|him|her)|make (it|the|our|this|that) [a-z ]*available|do (that|it|this|so)|bring)\b",
    r"|have (it|them|that|this|an answer|a (draft|answer|reply|proposal|list|plan|version|figure|number)|legal|someone|somebody|(our|my) \w+ (send|call|confirm|share|prepare|check))\b)",
);

/// The same words reported, supposed, asked, wished, or of manners, slogans and programs.
pub(super) const EXCEPT: &str = concat!(
    r"^[^?]*\?\W*$|^(maybe|perhaps|imagine|suppose|supposing|if only)\b.*$",
    r"|\b(you|they|he|she|who|it|we|i|nobody)( had| have|'ve|'d| has)? (said|told|promised|claimed|wrote|swore|announced)\b.*$|\bas (i|we) said\b.*$",
    r"|\b(don't|do not|never|not) (think|believe|say|said|promise|know|expect)\b.*$|\b(i|we) (hope|wish|tried|wanted|doubt|guess|suppose)\b.*$",
    r"|\bgive you (an|some|a (quick|brief|short|rough|little)|more) ?(example|background|idea|overview|context|impression|sense|summary|hint|feel|flavou?r)\b|\blet you (go|get|finish|speak|continue)\b",
    r"|\b(find a way|find the (slide|page|tab)|get (straight|there|going|started|used|the hang|to the|it wrong|this straight|lost|this over)|run out|share my screen|let me share|put it (this|that|another) way|put customers|put (the|our) customers|put that aside|take (the|it|that|this) (stairs|train|easy|opportunity|slowly|from here)|take the liberty|answer (that|this) (in|later)|do it (again|all over)|get it|make it)\b",
    r"|\bpass (it|this|you|over|the call|the word|back)( back| on| over| along)?\b|\bask (a few|a couple|two|one|my|the|you to|question|another)\b|\banswer the (first|second|last|next|question)\b|\bwe('ll| will| shall|'re going to| are going to) (then )?(do|take) (that|this|it|so)\b|\bcover (this|that)\b|\bbrief update\b|\bgive you the opportunity\b|\b(always|never|certainly|probably|hopefully|surely)\b.*$",
    r"|\b(our|my) (system|app|tool|platform|software|portal|service|bot|mailer|server|monitoring)( [a-z]+)? will\b.*$|\byou will get (a|an) (warning|error|message|mail|notice)\b",
    r"|\bexpect you\b.*$|\blet me (know|share|show|give|start|say|tell|just ask|ask you)\b|\b(ask (him|her|them|you) again|raise (another|one|a) point|(come|get) back to (it|that|this)( later| in a)|give you [^.;]*\b(first|now|in my))\b",
);

/// Words that tell no matter, sorted.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "again",
    "also",
    "april",
    "asks",
    "august",
    "back",
    "before",
    "could",
    "december",
    "february",
    "friday",
    "from",
    "half",
    "have",
    "into",
    "january",
    "july",
    "june",
    "just",
    "know",
    "knowing",
    "knows",
    "make",
    "makes",
    "march",
    "monday",
    "need",
    "needs",
    "november",
    "october",
    "only",
    "other",
    "over",
    "please",
    "rather",
    "send",
    "september",
    "should",
    "some",
    "take",
    "takes",
    "than",
    "that",
    "their",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "thursday",
    "time",
    "today",
    "tomorrow",
    "tuesday",
    "want",
    "wants",
    "wednesday",
    "what",
    "when",
    "which",
    "will",
    "with",
    "would",
    "your",
];

/// Bytes of the longest of them.
const LONGEST_EMPTY: usize = 9;

/// Acts after which something is there that was not: a promise of them counts without a day.
const CONCRETE: [&str; 16] = [
    "send",
    "share",
    "forward",
    "deliver",
    "provide",
    "confirm",
    "find out",
    "look into",
    "come back to",
    "get back to",
    "introduce",
    "set up",
    "return",
    "arrange",
    "prepare",
    "update",
];

/// A promise with the sentence it was read from.
#[derive(Clone, Copy)]
pub(crate) struct Promise<'a> {
    pub(crate) line: Line<'a>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) state: CommitmentState,
    pub(crate) kept_by: Option<Line<'a>>,
}

/// Days in which a promise without a day, or for the day it was made on, is waited for.
const FRESH: i64 = 14;

impl Promise<'_> {
    /// Whether somebody still waits for it: a year later nobody does where no later day was named.
    pub(crate) fn awaited(&self, today: NaiveDate) -> bool {
        let later = self.due.is_some_and(|due| due > self.line.date);
        self.state != CommitmentState::Kept && (later || (today - self.line.date).num_days() <= FRESH)
    }
}

/// All promises, one a matter: of two that say the same, the later stands.
pub(crate) fn promises<'a>(book: &Book<'a>) -> Vec<Promise<'a>> {
    let dates = Dates::new();
    let delivered = deliveries(book);
    let mut found: Vec<Promise<'a>> = Vec::new();
    let mut matters: Vec<BTreeSet<String>> = Vec::new();
    let said = |line: &&Line<'a>| {
        matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
            && line.is(Topic::Promise)
            && !line.is(Topic::Question)
    };
    for line in book.lines.iter().rev().filter(said) {
        let words = line.words();
        let due = dates.due(&words, line.date).filter(|_| !line.is(Topic::Condition));
        let concrete = due.is_some() || CONCRETE.iter().any(|act| words.contains(act));
        if !concrete || words.to_lowercase().starts_with("if ") {
            continue;
        }
        let matter = matter_of(&words);
        let again = found.iter().zip(&matters).any(|(other, held)| {
            other.line.side == line.side
                && (other.line.who == line.who || other.due == due)
                && held.intersection(&matter).count() * 2 > matter.len().min(held.len())
        });
        if again || matter.is_empty() {
            continue;
        }
        let kept_by = kept(&delivered, line, &matter);
        let state = match (kept_by.is_some(), due) {
            (true, _) => CommitmentState::Kept,
            (false, Some(day)) if day < book.today => CommitmentState::Overdue,
            _ => CommitmentState::Open,
        };
        found.push(Promise { line: *line, due, state, kept_by });
        matters.push(matter);
    }
    found.sort_by_key(|p| (p.state, p.due.unwrap_or(NaiveDate::MAX), p.line.passage.id, p.line.start));
    found
}

/// The words that tell one matter from another.
pub(crate) fn content(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4 && !word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_lowercase)
        .filter(|word| word.len() > LONGEST_EMPTY || EMPTY.binary_search(&word.as_str()).is_err())
        .map(|word| stem(&word).to_owned())
        .collect()
}

/// So much of a word that `completed` and `complete` are the same.
fn stem(word: &str) -> &str {
    ["ing", "ed", "es", "s", "e"]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() >= 3))
        .unwrap_or(word)
}

/// What is promised: the words after the act, up to the day or the next clause.
fn matter_of(words: &str) -> BTreeSet<String> {
    let lower = words.to_lowercase();
    let acts = [
        "send", "share", "provide", "give", "bring", "return", "deliver", "forward", "confirm", "have", "prepare",
        "complete", "answer",
    ];
    let after = acts.iter().filter_map(|act| lower.find(&format!(" {act} ")).map(|at| at + act.len() + 1)).min();
    let object = lower.get(after.unwrap_or_default()..).unwrap_or_default();
    let stop = [
        ", ",
        "; ",
        " by ",
        " so that ",
        " before ",
        " on friday",
        " on monday",
        " on tuesday",
        " on wednesday",
        " on thursday",
    ]
    .iter()
    .filter_map(|mark| object.find(mark))
    .min();
    let found = content(object.get(..stop.unwrap_or(object.len())).unwrap_or_default());
    if found.is_empty() { content(words) } else { found }
}

/// A sentence that says something was delivered, with the words that say what.
struct Delivery<'a> {
    line: Line<'a>,
    named: BTreeSet<String>,
    /// The words of the whole passage and the title, read once they are asked for.
    told: OnceCell<BTreeSet<String>>,
}

fn deliveries<'a>(book: &Book<'a>) -> Vec<Delivery<'a>> {
    let found = book.newest(Topic::Delivery).filter(|line| line.entry.kind == EntryKind::Mail);
    let mut all: Vec<Delivery<'a>> = found
        .map(|line| {
            let title = content(&line.entry.title);
            let named: BTreeSet<String> = content(&line.words()).union(&title).cloned().collect();
            Delivery { line: *line, named, told: OnceCell::new() }
        })
        .collect();
    all.reverse();
    all
}

fn kept<'a>(deliveries: &[Delivery<'a>], promise: &Line<'a>, matter: &BTreeSet<String>) -> Option<Line<'a>> {
    let later = deliveries.iter().filter(|d| d.line.entry.at > promise.entry.at && d.line.side == promise.side);
    // A matter has a handful of words and a letter many: looking each up is quicker than walking both.
    let mut fits = later.filter(|d| {
        let told = || {
            d.told
                .get_or_init(|| content(&d.line.passage.text).into_iter().chain(content(&d.line.entry.title)).collect())
        };
        let shared = || matter.iter().filter(|word| told().contains(*word)).count();
        matter.iter().any(|word| d.named.contains(word))
            && (shared() * 2 >= matter.len() && (matter.len() == 1 || shared() >= 2))
    });
    fits.next().map(|d| d.line)
}

/// The promises as the window's tab shows them.
pub(crate) fn commitments(book: &Book<'_>) -> Vec<Commitment> {
    let shown = book.promises().iter().map(|promise| Commitment {
        side: promise.line.side,
        who: promise.line.who.to_owned(),
        to: receiver(book, &promise.line),
        what: promise.line.words(),
        made: promise.line.date,
        due: promise.due,
        state: promise.state,
        citations: cite::citation(&promise.line).into(),
        kept_by: promise.kept_by.as_ref().map(|line| cite::citation(line).into()),
    });
    shown.collect()
}

/// To whom the entry was addressed, where it says.
pub(crate) fn receiver(book: &Book<'_>, line: &Line<'_>) -> Option<String> {
    let to = line.entry.people.iter().find(|p| p.role == domain::PartRole::To)?;
    let name = super::label(to);
    Some(book.named(name).map_or(name, |found| found.1).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{content, matter_of};

    #[test]
    fn the_matter_of_a_promise_is_what_is_promised_and_not_its_day_or_reason() {
        for (promise, matter) in [
            (
                "I will send the test file layout by Friday 3 April, so that you can run last quarter's claims.",
                "test file layout",
            ),
            ("I will send the proposal by Thursday 16 July.", "proposal"),
            ("I will send you our questions by Friday 18 September.", "questions"),
            ("I will return the completed form by Wednesday 14 October, bank letter included.", "complete form"),
            ("We will share the notes on Monday.", "notes"),
            ("I will bring the cost of phase one on Friday 20 November, on one page.", "cost phase"),
        ] {
            assert_eq!(matter_of(promise), content(matter), "{promise}");
        }
    }

    #[test]
    fn no_empty_word_is_longer_than_the_longest() {
        assert_eq!(super::EMPTY.iter().map(|word| word.len()).max(), Some(super::LONGEST_EMPTY));
        assert!(super::EMPTY.is_sorted());
    }

    #[test]
    fn words_of_one_stem_are_one_word_and_other_words_are_not() {
        assert_eq!(content("completed"), content("complete"));
        assert_eq!(content("claims"), content("claim"));
        for (one, other) in [("form", "format"), ("claim", "clean"), ("board", "border"), ("price", "pride")] {
            assert_ne!(content(one), content(other));
        }
        assert!(content("by Friday 20 November 2026 I will have that").is_empty());
    }
}
