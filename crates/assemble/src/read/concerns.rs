//! What worries the buyer, and whether they have said that it is settled.

use domain::EntryKind;

use super::{Book, Line, commitments::content, topics::Topic};

/// Ways of saying that something troubles one.
pub(super) const WORDS: &str = concat!(
    r"\b(i am|i'm|we are|we're|i remain|we remain|makes (me|us)|leaves (me|us)|(my|our|the|it) ?[a-z]* (is|are|remains?|was)|it's) (\w+ ){0,2}(worried|concerned (about|that|by|over|with)|nervous|anxious|uneasy|uncomfortable|sceptical|skeptical|afraid (that|of|this|we|the|it|our)|frustrat(ed|ing)|unhappy|unwilling|reluctant|disappoint(ed|ing)|losing patience|struggling|not (\w+ )?(convinced|comfortable|persuaded|happy (with|that|about)|(certain|sure) (that|this|we|our|it|your|you|the)))\b",
    r"|\bafraid (that |of |this |we |the |it |our )|\bworr(y|ies) (me|us|is|remains)\b|\b(i|we) worry (about|that)\b|\b(scares?|bothers?|troubles|frightens?|annoys?|frustrates?) (me|us|my|our|him|her)\b|\bkeeps? (me|us|(our|my) \w+) (up at night|awake|up)\b|\b(my|our) (\w+ )?(fear|worry|worries|hesitation|difficulty|reservations?|objections?|doubts?)\b",
    r"|\ba concern\b|\b(my|our|one|some|serious|several|raised|main|biggest|real|major|big|grave|have|has) (\w+ )?concerns?\b|\b(i|we|it) (\w+ )?(fear|doubt|hesitate|object|disagree|dislike)\b|\b(team|board|counsel|legal|security|council|we|i|dpo|union) (\w+ )?objects? to\b|\bhesitat(ion|ing)\b",
    r"|\b(have|has|had) (my|our|some|serious|a few|real|strong|their)? ?(doubts|reservations|misgivings|objections|concerns)\b|\b(an issue|a problem|trouble|difficulty) (with|for us|for our|for my|believing|seeing)\b|\ba problem for\b|\bis (still )?(a|the|our|another) ((\w+ )?(problem|blocker|obstacle|worry|weakness)|(serious|big|real|major|painful) gap)\b",
    r"|\b(don't|do not|can't|cannot|can not|struggle to) (quite |really |yet )?(see (how|the (value|benefit|point|need)|our|us|why|them|it)|believe (that|this|it|the|those|you|in))\b|\b(can't|cannot) see (how|why|our|us|my|them|the (value|point|benefit|union|board|team|staff|need))\b|\bhard (time|to (believe|sell|justify|see|defend|swallow)|sell)\b|\btoo good to be true\b|\btoo much\W*$|\b(unclear|not clear|not obvious) to (me|us)\b|\bunclear (who|how|what)\b",
    r"|\btoo (high|expensive|much (for|to)|late|vague|slow|low|long|early|soon|complex|complicated|ambitious|risky|big|short|steep|rigid|narrow|costly|dear|heavy|tight|thin)\b|\b(i am|i'm|we're|we are) struggling\b",
    r"|\b(can't|cannot|can not|won't|will not|would not|wouldn't|unable to|not able to|never) (\w+ )?(accept|agree|sign|approve|afford|justify|close|use (it|this|that|them|your|any)|live with|do without|take (this|that|it) on|get (that|this|it)( \w+)? past|pass|recommend|defend|tolerate|go along|work (for|with) us)\b",
    r"|\b(over|beyond|above|exceeds) (our |the )?budget\b|\bout of (our|my) (price )?(range|league)\b|\bno (more )?(budget|money|time|capacity|resources) (for|left|to|until|before)\b|\b(lack|lacks|lacking|don't have|do not have|haven't got|have no|has no|short of) (the |any |enough |a )?(people|time|skills|staff|resources|capacity|budget|money|hands|engineers|bandwidth)\b|\b(the|your) lack of \w+( \w+){0,2} (is|means|makes|worries|bothers|will|would)\b|\bis missing\b|\bmissing \w+ (is|are)\b",
    r"|\b(higher|more|longer|later|worse|slower|dearer) than (i|we) (had |have |'d )?(in mind|expected|hoped|planned|wanted|budgeted)\b|\b(half the price|twice what|double what|well above|more than (twice|double|we can|i can|we pay|we planned|we had|we wanted)|above what (we|i)|hidden costs?)\b|\b(others?|competitors?|rival|vendors?|quotes?|offer) [^.?]*\b(cheaper|half the price|less expensive)\b|\bnothing happened\b",
    r"|\b(red flag|deal-?breaker|deal breaker|show-?stopper|show stopper|no-go|non-starter|sticking point|stumbling block|not an option|not acceptable|unacceptable|not good enough|not an answer|not enough for us|falls? short|fell short|pain point|no way (our|we|my|the|i))\b",
    r"|\b(doesn't|does not|don't|do not|didn't|did not) (really |quite |simply )?(fit|work (for|with) (us|our|me)|meet (our|the|my)|support (our|the version|this)|sit (well|right)|solve|inspire|scale|match|cover (our|the|what)|feel (good|right|comfortable))\b|\b(i|we) (don't|do not) (like|trust|want to (depend|rely|be))\b",
    r"|\b(push|pushing) back\b|\bresist\b|\bnot use it\b|\bwill (simply )?(refuse|reject)\b|\b(burned|burnt|let down) (by|before)\b|\bbeen (burned|burnt|let down)\b|\bleft us\b|\bbad experiences?\b|\bno customers? in our\b|\bsmall (company|team|vendor) for\b",
    r"|\b(hoping|hoped|asked|looking) for more\b|\b(had )?expected (more|better)\b|\b(half|less|part|short|not) (of |than )?what (i|we) (had )?(hoped|wanted|expected|needed)\b|\bdisappoint\w*\b|\bfrustrat\w+\b|\bstill (waiting for|open after|not fixed|broken)\b",
    r"|\b(the|a|one|big|main|real) risk (is|that|of (losing|being|having|a|an|ending))\b|\bsee (a|the|some) risk|\b(stretched|overloaded|swamped|under-?staffed|at capacity)\b|\btiming (is|seems) (bad|wrong|poor|off)\b|\b(nobody|no one|nobody here|none of us) (here |on our side |in the team )?(who |that )?(has|have|can|could|would) (the )?(time|own|done|skills|maintain|run)\b|\bnobody (on our side|here) (who )?(could|can|has)\b",
    r"|\b(target, not|need to know which|need to know what is|review is blocked|is not an answer|one i care about|not doing that again|will not lose)\b",
);

/// The same words denied, settled, supposed, asked, of others, in idioms, and in praise.
pub(super) const EXCEPT: &str = concat!(
    r"^(if|do|are|is|does|would|what|which|who|should|any|have|has|can|could|how) [^?]*\?\W*$|\bif (i|you|we|it|there|any|anybody|anyone|the|that|you're|they) [^,.;]*|\b(should|in case) you [^,.;]*",
    r"|\btoo early (to|for) (say|tell|give|know|judge|call|comment)\b|\bafford not to\b|\b(approve|decide|sign|recommend|accept) (anything|anyone|more|enough|highly)\b|\bplease (raise|tell|share|let|report|mention)\b.*$|\b(tell (me|us)|let (me|us) know) (if|about|of|when)\b.*$",
    r"|\b(no|not|never|without|isn't|aren't|wasn't|weren't|don't have|do not have|didn't have|nothing to|wouldn't be|won't be|nobody here is|nobody is|don't see|do not see|don't|see no|hardly|not (really|at all|that)) (a |an |any |the |really |that |so |all that |too |our |my |longer |more |there's |much |to |of )*(worr(y|ied|ies)|concern(s|ed)?|nervous|anxious|doubts?|objections?|object|issues?|problems?|risks?|deal ?breaker|hesitate|reservations?|trouble|too \w+|expensive|blocker|afraid|sceptical|uneasy|disappointed|show ?stopper|obstacle)\b",
    r"|\b(don't|do not|not) think [^.;,]*\btoo \w+|\b(no|not|isn't|never|nothing)( at all)? too \w+|\bnobody objected\b|\b(no|never|not any) (longer|more) [^.;,]*",
    r"|\b(was|were|had been|used to|been)( [a-z]+){0,3} (worried|concerned|nervous|sceptical|skeptical|afraid|anxious|unsure|uneasy|think|thought|doubt)\b[^.;,]*",
    r"|\b(doubts?|concerns?|worry|worries|issues?|problems?|fears?|risks?|objections?)( [a-z]+){0,6} (has been|have been|is|are|was|were|went|got) (now )?(resolved|cleared|settled|answered|addressed|gone|away|off the table|fixed|solved|closed|met|over|out of the way|baseless)\b",
    r"|\b(answers|answered|settles|settled|takes care of|took care of|resolves|resolved|addresses|addressed|solves|solved|fixed|fixes|removes|removed|ends|ended) (a |my |our |the |all |that )*(\w+ )?(concerns?|worry|worries|doubts?|problems?|issues?|fears?)\b",
    r"|^(other|some|many|most|a few|certain) (customers?|clients?|banks|companies|people|users|vendors|firms)\b.*$|\b(analysts|farmers|competitors|investors|journalists|the press|the market|the neighbou?rs?|my (daughter|son|wife|husband|neighbou?r|mother|father|kids)) .*$|^their \w+ .*$",
    r"|\bas far as [^,.]*concerned\b|\bmay concern\b|\b(teams?|departments?|people|parties|those|persons|all) concerned\b|\b(family|going) concern\b|\bsection on concerns\b",
    r"|\bafraid (i|you)\b[^.;]*|\bafraid we('re| are) (out of|late|running)\b|\bmatters? too much\b|\b(isn't|not) short of\b|\bafraid of (dogs|heights|spiders|flying|the dark)\b|\bno doubt\b|\bwithout a doubt\b|\bin doubt\b|\bnot to worry\b|\bi'm not sure if\b",
    r"|\b(they|he|she) (will|would|may|might|'ll) be (\w+ )?(disappointed|frustrated|sad|unhappy)\b",
    r"|\b(less|smaller|easier|lower|better|faster|cheaper|fewer|quicker) [^.;]*than (i|we) \w+( \w+)?",
);

/// A concern in the buyer's words.
#[derive(Clone, Copy)]
pub(crate) struct Concern<'a> {
    /// The sentence, with the next of its paragraph where it says little alone.
    pub(crate) line: Line<'a>,
    /// The sentence alone.
    pub(crate) raised: Line<'a>,
    /// The buyer's own later word that it is settled.
    pub(crate) settled: Option<Line<'a>>,
    /// What we wrote back in the same thread.
    pub(crate) replied: Option<Line<'a>>,
}

impl<'a> Concern<'a> {
    /// What the library is asked: the concern, after what it answers where it says nothing alone.
    pub(crate) fn asked(&self, book: &Book<'a>) -> String {
        let before = book.standing(&self.line).and_then(|shown| shown.before).map(|line| line.words());
        before.map_or_else(|| self.line.words(), |before| format!("{before} {}", self.line.words()))
    }
}

/// Concerns, open ones first, then newest first; one per entry, so that a letter is not told twice.
pub(crate) fn concerns<'a>(book: &Book<'a>) -> Vec<Concern<'a>> {
    let mut found: Vec<Concern<'a>> = Vec::new();
    let raised = |line: &&Line<'a>| {
        line.theirs() && line.is(Topic::Concern) && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
    };
    let recent = |line: &&Line<'a>| (book.today - line.date).num_days() <= 180;
    let mut raised: Vec<&Line<'a>> = book.lines.iter().rev().filter(raised).filter(recent).collect();
    // Of one letter, the sentence that says most stands for it.
    raised.sort_by_cached_key(|line| {
        let weight = if line.long() { 0 } else { content(&line.words()).len() };
        std::cmp::Reverse((line.date, line.entry.id, weight))
    });
    let mut matters: Vec<std::collections::BTreeSet<String>> = Vec::new();
    for line in raised {
        let same = content(&line.words());
        let told = |(other, matter): (&Concern<'a>, &std::collections::BTreeSet<String>)| {
            other.line.entry.id == line.entry.id && other.line.who == line.who
                || matter.intersection(&same).count() * 3 > same.len() * 2
        };
        if same.is_empty() || line.is(Topic::Settled) || found.iter().zip(&matters).any(told) {
            continue;
        }
        let settled = settled(book, line);
        let replied = later(book, line, |other| {
            !other.theirs()
                && other.entry.kind == EntryKind::Mail
                && content(&other.words()).intersection(&same).count() >= 2
        });
        found.push(Concern { line: widened(line), raised: *line, settled, replied });
        matters.push(same);
    }
    found.sort_by_key(|concern| concern.settled.is_some());
    found
}

/// A short sentence says little alone: it takes the next of its paragraph with it.
fn widened<'a>(line: &Line<'a>) -> Line<'a> {
    let words = |text: &str| text.split_whitespace().count();
    if words(line.text()) >= 9 {
        return *line;
    }
    let paragraph = line.passage.text.get(line.end..).unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let cuts = super::sentences::split(paragraph, line.entry.kind);
    match cuts.first() {
        Some((_, end)) if words(line.text()) + words(paragraph.get(..*end).unwrap_or_default()) <= 42 => {
            Line { end: line.end + end, ..*line }
        }
        _ => *line,
    }
}

/// A later word of the same person that it is settled: in the same thread, or naming the same row.
fn settled<'a>(book: &Book<'a>, raised: &Line<'a>) -> Option<Line<'a>> {
    let rows = rows(&raised.words());
    let later = book.lines.iter().filter(|line| {
        line.entry.at > raised.entry.at && line.theirs() && line.who == raised.who && line.is(Topic::Settled)
    });
    later.copied().find(|line| {
        let thread = line.entry.thread.is_some() && line.entry.thread == raised.entry.thread;
        let named = self::rows(&line.words());
        if named.is_empty() || rows.is_empty() { thread } else { named.iter().any(|row| rows.contains(row)) }
    })
}

/// The `row 12` and `clause 4` that a sentence names.
fn rows(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [name, number] if ["row", "rows", "clause", "question", "point"].contains(&name.as_str()) => {
            number.chars().next().is_some_and(|c| c.is_ascii_digit()).then(|| number.clone())
        }
        _ => None,
    });
    pairs.collect()
}

fn later<'a>(book: &Book<'a>, from: &Line<'a>, wanted: impl Fn(&Line<'a>) -> bool) -> Option<Line<'a>> {
    let thread = from.entry.thread.as_ref()?;
    let same =
        |line: &&Line<'a>| line.entry.at > from.entry.at && line.entry.thread.as_ref() == Some(thread) && wanted(line);
    book.lines.iter().find(same).copied()
}
