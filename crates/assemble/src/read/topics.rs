//! One set of patterns, run once over each sentence, says which skills should look at it.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::{
    commitments, competition, concerns, conditions, decisions, goals, metrics, next_step, questions, stakeholders,
};

/// What a sentence may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Promise,
    Delivery,
    Concern,
    Settled,
    Question,
    Goal,
    Metric,
    Event,
    Rival,
    Budget,
    Success,
    Favour,
    Undecided,
    Against,
    Buyer,
    Criteria,
    Process,
    Paper,
    Pain,
    Champion,
    Change,
    Decision,
    Procurement,
    Security,
    Legal,
    Finance,
    Sponsor,
    Blocked,
    Done,
    Caution,
    Concession,
    Timing,
    Owner,
    Asked,
    NextStep,
    Condition,
    Stakeholder,
}

const PATTERNS: &[(Topic, &str)] = &[
    (
        Topic::Delivery,
        r"\b(attached|as promised|enclosed|please find|here (is|are|it is|they are)|below (is|are)|(is|are) (below|attached)|(is|are|has been|have been|is complete and) (uploaded|sent|returned|delivered))\b",
    ),
    (
        Topic::Settled,
        r"\b(settles (it|that|this|row|the|my|our)|that answers|is resolved|(i am|we are) satisfied|no further questions|closes? (the point|row)|is clear now|marked [ -~]* as answered)\b",
    ),
    (Topic::Question, r"\?\W*$"),
    (
        Topic::Event,
        r"\b(lease|contract|licen[cs]e|agreement|regulation|deadline)\b[ -~]*\b(ends?|expires?|runs? out|is up|comes? into force|is due)\b",
    ),
    (Topic::Budget, r"\bbudget\b"),
    (
        Topic::Success,
        r"\b(good (hour|meeting)|would count as success|success (is|looks|means|would)|if we leave|purpose: )",
    ),
    (
        Topic::Favour,
        r"\b(i (still )?(support|back|favour)\b|(i am|i'm|i’m|we are) (all )?(in favour|keen|convinced)|reason i am in|i['’]ll say so|(has|have) convinced (me|us)|(i am|i'm) sold on|i want this to work)\b",
    ),
    (
        Topic::Undecided,
        r"\b((i am|i'm|we are) (still )?undecided|(i|we) (have not|haven['’]t) (yet )?decided|(i|we) would rather|(i am|i'm|we are) not sure (yet|whether)|my difficulty)\b",
    ),
    (
        Topic::Against,
        r"\b((i am|i'm|we are) against|(i|we) oppose|(i am|we are) not in favour|(i am|i'm|we are) not convinced|(i am|we are) sceptical|(i|we) (will not|cannot|won['’]t) support)\b",
    ),
    (
        Topic::Buyer,
        r"\b(economic buyer|holds the budget|signs (it )?off|final (decision|word|say)|(became|is|as) (our |the )?(new )?(chief financial officer|cfo))\b",
    ),
    (
        Topic::Criteria,
        r"\b(decision criteri(a|on)|(our|the) criteria|how we (will )?(choose|decide)|we (will|would) choose (by|on|between|the one)|scoring|weighted)\b",
    ),
    (
        Topic::Process,
        r"\b(goes to the board|to the board|board paper|decision process|steering (group|committee)|approval (process|path)|(committee|board) (decides|meets|approves|(has|have) (decided|approved|agreed|postponed)))\b",
    ),
    (
        Topic::Paper,
        r"\b(redlines?|processing terms|countersigned|master agreement|nda|signature|supplier registration|registration form)\b",
    ),
    (
        Topic::Pain,
        r"\b(backlog|costs? us|hurts?|(is|are) the (trouble|problem|bottleneck)|takes us|struggl\w+|we lose|drown\w*)\b|\b(is|are) the thing[.!]",
    ),
    (
        Topic::Champion,
        r"\b(champion|i (still )?support|i['’]ll say so|defends us|argue(d|s)? for (it|us)|wants this for himself|wants this for herself)\b",
    ),
    (
        Topic::Change,
        r"\b(became|becomes|is now (our|the)|successor|succeeds|left (us|the company)|my last day|is leaving|takes over|took over|joined us|ha(s|ve) (been )?postponed|moved to (january|february|march|april|may|june|july|august|september|october|november|december)|merg(ed|er)|return them with|(i|we) would rather)\b",
    ),
    (
        Topic::Procurement,
        r"\b(procurement|approved supplier|supplier registration|registration form|vendor (form|registration)|purchase order|bank letter)\b",
    ),
    (
        Topic::Security,
        r"\b(security (review|questions|questionnaire)|penetration test|sub-?processors?|single sign-on|information security|the review is)\b",
    ),
    (
        Topic::Legal,
        r"\b(legal review|redlines?|clauses? \d+|processing terms|contract terms|liability (cap|for)|cap on liability)\b",
    ),
    (
        Topic::Finance,
        r"\b(budget|cfo|chief financial officer|board paper|to the board|finance (approval|lead|director|team|department)|with (her|his) paper)\b",
    ),
    (Topic::Sponsor, r"\bsponsor(s|ed|ship)?\b"),
    (
        Topic::Blocked,
        r"\b((is|are|remains?) (blocked|stuck)|on hold|cannot close|still owes? (me|us)|waiting for (the|your|our)|(has|have|is|are|was|were) (been )?(postponed|suspended|paused)|(is|are) frozen)\b",
    ),
    (
        Topic::Done,
        r"\b(is (done|complete|finished|closed)|registration (is )?complete|are registered|has been (approved|completed))\b",
    ),
    (
        Topic::Caution,
        r"\b((do|must|should|may) not (say|promise|name|mention|be named|tell)|never (say|promise|name)|not for (the )?(buyer|customer)|(don['’]t|do not) (repeat|quote)|confidential|roadmap|(not|cannot) promise)\b",
    ),
    (
        Topic::Concession,
        r"\b(discount|ten per cent|waive\w*|concession|price (hold|cap)|payment terms|liability cap|cap on liability|redlines?)\b",
    ),
    (
        Topic::Timing,
        r"\b\d{1,2} (january|february|march|april|may|june|july|august|september|october|november|december)\b",
    ),
    (Topic::Owner, r"\b(i can own|i own|is responsible for|owns the|nobody (here )?owns|owns the)\b"),
];

/// Skills that weigh a sentence twice: the words that mark it, and the phrases in which these words mean something else.
fn skills() -> [(Topic, String, String); 10] {
    [
        (Topic::Promise, commitments::WORDS.replace("<act>", commitments::ACTS), commitments::EXCEPT.to_owned()),
        (Topic::Concern, concerns::WORDS.to_owned(), concerns::EXCEPT.to_owned()),
        (Topic::Asked, questions::WORDS.to_owned(), questions::EXCEPT.to_owned()),
        (Topic::NextStep, next_step::WORDS.replace("<act>", next_step::ACTS), next_step::EXCEPT.to_owned()),
        (Topic::Condition, conditions::WORDS.to_owned(), conditions::EXCEPT.to_owned()),
        (Topic::Decision, decisions::WORDS.replace("<matter>", decisions::MATTERS), decisions::EXCEPT.to_owned()),
        (
            Topic::Goal,
            goals::WORDS.replace("<change>", goals::CHANGES).replace("<wish>", goals::WISHES),
            goals::EXCEPT.to_owned(),
        ),
        (
            Topic::Metric,
            metrics::WORDS.replace("<thing>", metrics::THINGS).replace("<n>", metrics::NUMBER),
            metrics::EXCEPT.replace("<n>", metrics::NUMBER),
        ),
        (
            Topic::Rival,
            competition::WORDS.replace("<firm>", competition::FIRMS).replace("<cap>", competition::CAPITAL),
            competition::EXCEPT.to_owned(),
        ),
        (Topic::Stakeholder, stakeholders::WORDS.to_owned(), stakeholders::EXCEPT.to_owned()),
    ]
}

/// A stated day, in the words in which people state it.
const DAY: &str = r"\b(today|tonight|tomorrow|(next )?(mon|tues|wednes|thurs|fri|satur|sun)day|next (week|month)|this (week|afternoon|morning)|(the )?(end|first week|second week|middle) of|week \d+|(january|february|march|april|may|june|july|august|september|october|november|december) \d+|\d{1,2}(st|nd|rd|th)? (of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b";

/// A skill that weighs a sentence twice.
struct Skill {
    topic: Topic,
    words: Regex,
    except: Regex,
}

impl Skill {
    /// Whether the words still stand where the phrases that mean something else are taken out.
    fn holds(&self, text: &str) -> bool {
        self.words.is_match(text)
            && (!self.except.is_match(text) || self.words.is_match(&self.except.replace_all(text, "\u{2026}")))
    }
}

/// The topics of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Topics(u64);

impl Topics {
    pub(crate) fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u64) != 0
    }

    pub(crate) fn with(self, topic: Topic) -> Self {
        Self(self.0 | 1 << topic as u64)
    }

    pub(crate) fn none(self) -> bool {
        self.0 == 0
    }
}

/// The compiled set.
pub(crate) struct Patterns {
    set: Option<RegexSet>,
    skills: Vec<Skill>,
}

impl Patterns {
    /// The one set; what it learned of one history serves the next.
    pub(crate) fn compiled() -> &'static Self {
        static COMPILED: LazyLock<Patterns> = LazyLock::new(Patterns::new);
        &COMPILED
    }

    fn new() -> Self {
        let skills = skills();
        let texts = PATTERNS.iter().map(|(_, text)| plain(text));
        let one = |text: &str| RegexBuilder::new(&plain(text)).dfa_size_limit(16 << 20).size_limit(64 << 20).build();
        let weighed = skills.iter().filter_map(|(topic, words, except)| {
            Some(Skill { topic: *topic, words: one(words).ok()?, except: one(except).ok()? })
        });
        Self {
            set: RegexSetBuilder::new(texts).dfa_size_limit(64 << 20).size_limit(64 << 20).build().ok(),
            skills: weighed.collect(),
        }
    }

    pub(crate) fn of(&self, text: &str) -> Topics {
        let Some(set) = &self.set else {
            return Topics::default();
        };
        let found = set.matches(text).into_iter().filter_map(|at| PATTERNS.get(at));
        let found = found.fold(Topics::default(), |sum, (topic, _)| sum.with(*topic));
        self.skills.iter().filter(|skill| skill.holds(text)).fold(found, |sum, skill| sum.with(skill.topic))
    }
}

/// Plain classes: the automaton of the Unicode ones outgrows its cache and is built anew at every sentence.
fn plain(text: &str) -> String {
    let text = text.replace("<day>", DAY).replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(r"\w", "[a-z]");
    format!("(?i){}", text.replace(r"\W", "[^a-z0-9]").replace('\'', "['’]"))
}

#[cfg(test)]
mod tests;
