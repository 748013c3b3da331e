//! Questions that want an answer: asked outright or in other words, not those of manners, of the hour, or for effect.

use std::collections::{BTreeSet, HashMap};

use domain::{EntryId, EntryKind, HistoryEntry, PartRole, Passage};

use super::{
    Book, Line,
    commitments::content,
    label, sentences,
    topics::{Patterns, Topic},
};

/// Ways of asking.
pub(super) const WORDS: &str = concat!(
    r"\?\W*$",
    r"|\bplease (confirm|advise|let (us|me) know|tell (us|me)) (whether|if|how|what|which|who|where|why|that)\b",
    r"|\bplease (explain|describe|state|specify|clarify|indicate|list) (how|what|which|who|where|why|whether|the|your)\b",
    r"|\b(could|can|would) (you|someone|somebody) (please )?(confirm|tell|explain|clarify|describe|say)\b",
    r"|\b(would|'d) (like|love|be interested|be curious|want) to (know|understand|hear|learn)\b",
    r"|\b(need|want|wants|needs|like|keen) to (know|understand|learn) (how|what|which|who|where|why|when|whether|if)\b",
    r"|\bwonder(ing|s)? (if|whether|how|what|why|who|where)\b|\bcurious (how|what|whether|if|why|who)\b",
    r"|\b(my|our|one|another|quick|a|only) (\w+ )?question( (from|on|about|for|regarding)( \w+){1,3})?( is|:)",
    r"|\bquick question\b",
    r"|\b(not|isn't|un) ?clear to (us|me) (how|what|which|who|where|why|when|whether|if)\b",
    r"|\b(don't|do not) (yet )?(understand|see) (is )?(how|what|which|who|why|whether)\b",
    r"|\b(still|is) open (how|what|which|who|when|whether)\b",
    r"|\bwaiting to (hear|learn|know) (how|what|which|who|when|whether|if)\b",
    r"|^(please )?(tell|let) (me|us) (know )?(how|what|which|who|where|why|whether)\b",
    r"|\b(asks|asked|is asking|are asking|enquired)( (us|me|you))? (if|whether|how|what|which|who|where|why)\b",
);

/// Questions of manners, of the hour and for effect, and words about questions.
pub(super) const EXCEPT: &str = concat!(
    r"^\W*\w+( \w+)?\W*\?\W*$",
    r"|\bhow (are|is|was|were|have|'s) (you|things|everybody|everyone|your|the (weather|weekend|holidays?|week|trip|family|flight))\b[^?]*\?",
    r"|\bhow's (everybody|everyone|your|the|it)\b[^?]*\?|\bhope you[^?]*\?|\bdid you have a (good|nice|great|safe)\b[^?]*\?",
    r"|\b(hear|see) (me|us|my screen|the screen|my slides|the slides)\b[^?]*\?|\bon mute\b[^?]*\?",
    r"|\b(is|are|does|do|could|can|shall|would|how about|what about|should|will) [^?]*<day>[^?]*\?",
    r"|\b(is|are|does|do|could|can|shall|would) [^?]*\b(o'clock|next week|this week|(move|push) (the|this|our) (call|meeting))\b[^?]*\?",
    r"|\bdo you have (time|(a|one|five|ten|fifteen|thirty|twenty) (\w+ )?(minutes?|moment|second))\b[^?]*\?",
    r"|\bwhen would you have time\b[^?]*\?|\bwhat time\b[^?]*\?|\bwhich day\b.*$",
    r"|\bwho(( is|'s)( \w+)?| else is) (taking notes|joining|on the call|on the line|missing)\b[^?]*\?",
    r"|\bis (everyone|everybody|\w+) (here|there|joining|still there|still here|coming|on the call|back)\b[^?]*\?",
    r"|\b(right|correct) (link|room|number|call)\b[^?]*\?|\b(recording|record) this\b[^?]*\?|\b(do|would) you mind\b[^?]*\?",
    r"|\bshall (i|we) (send|begin|start|move on|go|continue|say|stop|take a break)\b[^?]*\?",
    r"|\b(does|did|do) (that|this|it) (make sense|help|answer|sound)\b[^?]*\?|\bmakes? sense\?|\bsounds? (good|familiar|fair)\b[^?]*\?",
    r"|\bis (that|this|it) (ok|okay|alright|all right|fine)( with you)?\?|\bare we (good|done|ready|all here)\b[^?]*\?",
    r"|\banything else\b[^?]*\?|\bany (other |more |further )?(questions?|thoughts|comments)\b[^?]*\?",
    r"|\b(can|may|could|might) i (just |quickly )?(jump|ask|interrupt|add|say|stop|come)\b[^?]*\?",
    r"|\byou (know|see) what( i mean)?\b[^?]*\?|\byou repeat\b[^?]*\?",
    r"|\bwho (knows|cares|wouldn't|doesn't|would(n't)? (have )?\w+ (that|it)|would have thought|has (the )?time)\b[^?]*\?",
    r"|\b(isn't|wasn't) (it|that|this) (\w+ )?(great|nice|wonderful|good|funny|amazing|beautiful|odd|strange)\b[^?]*\?|\bwouldn't it be\b[^?]*\?",
    r"|\bwhat could possibly\b[^?]*\?|\bhow hard (can|could)\b[^?]*\?|\bneed i say\b[^?]*\?|\bwhat more (could|can|do)\b[^?]*\?|\bguess what\b[^?]*\?",
    r"|\bwhy (does this matter|should you care|would any(body|one)|bother)\b[^?]*\?|\bwhat's (the point|not to like|in a name)\b[^?]*\?",
    r"|\bwhere (do|shall|should) (i|we) (begin|start)\b[^?]*\?|\bhow cool\b[^?]*\?|\bhow could (we|i|anyone) forget\b[^?]*\?|\bwhat does (that|this) tell us\b[^?]*\?",
    r"|\bwhat (you think|i mean)\b|\b(i|we) asked (him|her|them)\b|\b(survey|poll|form|you) asked\b",
    r"|\bi wonder (at times|sometimes)\b|\blet me tell you\b",
);

/// Turns of a call after a question in which its answer is looked for.
const TURNS: usize = 4;

/// Days in which a mail is answered.
const DAYS: i64 = 60;

/// Later mails in which the answer to one question is looked for.
const REPLIES: usize = 40;

/// Words of a reply that leaves the question open.
const EVASIONS: [&str; 12] = [
    "don't know",
    "do not know",
    "no idea",
    "can't say",
    "cannot say",
    "not sure",
    "have to ask",
    "good question",
    "have to check",
    "no answer",
    "find out",
    "answer that later",
];

/// A question with the sentence that answers it, where one does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) line: Line<'a>,
    /// A later word of the other side: in the same thread, or in the next turns of the call.
    pub(crate) answer: Option<Line<'a>>,
}

/// All questions of mails and calls, newest first.
pub(crate) fn questions<'a>(book: &Book<'a>) -> Vec<Question<'a>> {
    let sent = |held: &&HistoryEntry| {
        held.entry.kind == EntryKind::Mail && !held.entry.cancelled && held.entry.at <= book.evidence.as_of
    };
    let mut mails: Vec<&'a HistoryEntry> = book.evidence.history.iter().filter(sent).collect();
    mails.sort_by_key(|held| held.entry.at);
    let mut told = Told::new();
    let asked = book.newest(Topic::Asked).filter(|line| matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call));
    let found = asked.map(|line| {
        let answer = match line.entry.kind {
            EntryKind::Call => in_turns(book, line),
            _ => in_mails(book, line, &mails, &mut told),
        };
        Question { line: *line, answer }
    });
    found.collect()
}

/// The answer in what the other side says next.
fn in_turns<'a>(book: &Book<'a>, asked: &Line<'a>) -> Option<Line<'a>> {
    let held = book.entry(asked.entry.id)?;
    let at = held.passages.iter().position(|passage| passage.id == asked.passage.id)?;
    let turns = held.passages.get(at + 1..)?.iter().take(TURNS);
    let mut others = turns.filter(|passage| book.voice(&held.entry, passage).0 != asked.side);
    let wanted = named(&asked.words());
    let shared = |line: &Line<'a>| named(&line.words()).intersection(&wanted).count();
    // Of one turn the sentence nearest to the question, and of equals the first.
    others.find_map(|passage| lines(book, held, passage).into_iter().rev().filter(answers).max_by_key(shared))
}

/// The answer in a later mail of the other side, by the words that it shares with the question: a mail of the same thread,
/// or one to the person who asked.
fn in_mails<'a>(
    book: &Book<'a>,
    asked: &Line<'a>,
    mails: &[&'a HistoryEntry],
    told: &mut Told<'a>,
) -> Option<Line<'a>> {
    let wanted = named(&asked.words());
    let first = mails.partition_point(|held| held.entry.at <= asked.entry.at);
    let thread = asked.entry.thread.as_ref();
    let later = mails.get(first..)?.iter().take_while(|held| (held.entry.at - asked.entry.at).num_days() <= DAYS);
    let replies =
        later.filter(|held| thread.is_some() && held.entry.thread.as_ref() == thread || to(book, held, asked.who));
    replies.take(REPLIES).copied().find_map(|held| {
        let said = told.entry(held.entry.id).or_insert_with(|| said(book, held));
        let mut others = said.iter().filter(|one| one.line.side != asked.side).peekable();
        let in_thread = thread.is_some() && held.entry.thread.as_ref() == thread;
        let first = others.peek().filter(|one| one.first && in_thread && straight(asked, &one.line));
        let straight = first.map(|one| one.line);
        let shared = |one: &&Said<'a>| one.named.intersection(&wanted).count();
        // Of equals the first.
        let best = others.rev().max_by_key(shared)?;
        if enough(shared(&best), wanted.len()) { Some(best.line) } else { straight }
    })
}

/// A sentence of a mail that could be an answer.
struct Said<'a> {
    line: Line<'a>,
    named: BTreeSet<String>,
    /// Whether the mail begins with it.
    first: bool,
}

/// What each mail says that could answer; read once, however many questions came before it.
type Told<'a> = HashMap<EntryId, Vec<Said<'a>>>;

fn said<'a>(book: &Book<'a>, held: &'a HistoryEntry) -> Vec<Said<'a>> {
    let own = held.passages.iter().filter(|passage| !passage.quoted);
    let all = own.flat_map(|passage| lines(book, held, passage)).enumerate();
    let able = all.filter(|(_, line)| answers(line));
    able.map(|(at, line)| Said { named: named(&line.words()), line, first: at == 0 }).collect()
}

/// Whether a reply begins with what the question wants to hear, without repeating its words: a measure where it asks for
/// one, `yes`, `no` or `it was not` where it asks for that.
fn straight(asked: &Line<'_>, reply: &Line<'_>) -> bool {
    const AMOUNTS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "ninety", "hundred", "daily", "weekly",
        "monthly", "never", "always",
    ];
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "tomorrow",
        "yesterday",
    ];
    const ASKS: &[&str] = &[
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will", "would", "shall", "may",
    ];
    const SAYS: &[&str] = &[
        "yes",
        "no",
        "it is",
        "it was",
        "it has",
        "it does",
        "it will",
        "they are",
        "they were",
        "they have",
        "we do",
        "we did",
        "we have",
        "not yet",
        "already",
        "correct",
    ];
    let (question, said) = (asked.words().to_lowercase(), reply.words().to_lowercase());
    let words = || said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let opening = words().take(2).collect::<Vec<_>>().join(" ");
    let asks = |measures: &[&str]| measures.iter().any(|measure| question.contains(measure));
    let early = |wanted: &[&str]| {
        words().take(8).any(|word| wanted.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let measured = asks(&["how long", "how often", "how many", "how much"]) && early(AMOUNTS)
        || asks(&["when ", "what time", "which day"]) && early(DAYS);
    let first = question.split_whitespace().next().unwrap_or_default();
    let opens = |say: &str| opening == say || opening.split(' ').next() == Some(say);
    measured || (ASKS.contains(&first) && SAYS.iter().any(|say| opens(say)))
}

/// Whether a mail went to this person.
fn to(book: &Book<'_>, held: &HistoryEntry, who: &str) -> bool {
    let mut people = held.entry.people.iter().filter(|person| matches!(person.role, PartRole::To | PartRole::Cc));
    people.any(|person| book.named(label(person)).is_some_and(|(_, name)| name == who))
}

/// The words that tell one matter from another, and its figures.
fn named(text: &str) -> BTreeSet<String> {
    let figures =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    content(text).into_iter().chain(figures.filter(|figure| figure.len() > 1).map(str::to_owned)).collect()
}

/// Two words of the question and a quarter of all that it has, or the only one.
fn enough(shared: usize, wanted: usize) -> bool {
    shared >= 2 && shared * 4 >= wanted || shared == 1 && wanted <= 2
}

/// Whether the sentence could be an answer: neither a question, nor a promise to give one later, nor an evasion.
fn answers(line: &Line<'_>) -> bool {
    let words = line.words().replace('\u{2019}', "'");
    let topics = Patterns::compiled().of(&words);
    let lower = words.to_lowercase();
    !topics.has(Topic::Question)
        && !topics.has(Topic::Promise)
        && !EVASIONS.iter().any(|evasion| lower.contains(evasion))
}

/// The sentences of a passage, or a short passage as a whole.
fn lines<'a>(book: &Book<'a>, held: &'a HistoryEntry, passage: &'a Passage) -> Vec<Line<'a>> {
    let spans = sentences::of_passage(passage, held.entry.kind);
    let text = passage.text.trim();
    if spans.is_empty() && passage.speaker.is_some() && !text.is_empty() {
        let start = passage.text.len() - passage.text.trim_start().len();
        return vec![book.line(held, passage, (start, start + text.len()))];
    }
    spans.into_iter().map(|span| book.line(held, passage, span)).collect()
}

#[cfg(test)]
mod tests;
