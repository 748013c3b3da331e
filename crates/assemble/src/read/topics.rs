//! One set of patterns, run once over each sentence, says which skills should look at it.

use regex::RegexSet;

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
}

const PATTERNS: &[(Topic, &str)] = &[
    (
        Topic::Promise,
        r"\b(i|we)(['’]ll| will| shall| promise to| am going to| are going to) (also |then |both )?(send|share|provide|get|give|bring|prepare|draft|write|deliver|return|answer|confirm|introduce|set up|arrange|update|forward|circulate|complete|come back|let you|put together|have)\b|\b(you|she|he) (will|['’]ll) have (the|it|them|our|a)\b|\byou will have\b",
    ),
    (
        Topic::Delivery,
        r"\b(attached|as promised|enclosed|please find|here (is|are|it is|they are)|below (is|are)|(is|are) (below|attached))\b",
    ),
    (
        Topic::Concern,
        r"\b(worr(y|ied|ies)|concern(s|ed)?|target, not|not comfortable|uneasy|my difficulty|our difficulty|afraid|nervous|need to know|cannot (sign|accept|approve|close|use)|(is|are) blocked|do(es)? not (say|tell|answer)|doubt|object to|what happens (if|when)|hesitat\w+|unacceptable|too (long|expensive|late|vague|slow))\b",
    ),
    (
        Topic::Settled,
        r"\b(settles|that answers|resolved|satisfied|happy with|no further questions|closes? (the point|row)|is clear now)\b",
    ),
    (Topic::Question, r"\?\W*$"),
    (
        Topic::Goal,
        r"\b(the aim|our aim|aim (for|is)|our goal|objective|priority is|we want to|i want to|we need to|ambition)\b",
    ),
    (
        Topic::Metric,
        r"\d.{0,40}\b(per cent|percent|claims|letters?|recoveries|days|hours|minutes|handlers|people)\b|\d ?%|£ ?\d|\bper cent of\b",
    ),
    (
        Topic::Event,
        r"\b(lease|contract|licen[cs]e|agreement|regulation|deadline)\b.{0,60}\b(ends?|expires?|runs? out|comes? into force|is due)\b",
    ),
    (
        Topic::Rival,
        r"\b(competitor|alternative supplier|other (supplier|vendor)s?|in-house|build (it|this) (ourselves|themselves)|buil(t|d) it ourselves|rival|also talking to|cheaper|tender|(offer|quote|proposal|demonstration) from [A-Za-z]+|do(ing)? nothing)\b",
    ),
    (Topic::Budget, r"\bbudget\b"),
    (Topic::Success, r"\b(good (hour|meeting)|would count as success|success (is|looks|means|would)|if we leave)\b"),
    (
        Topic::Favour,
        r"\b(i (still )?(support|back|favour)|in favour|keen to|reason i am in|i['’]ll say so|convinced (me|us)|sold on|i can own|like (it|the))\b",
    ),
    (
        Topic::Undecided,
        r"\b(undecided|ha(s|ve)(n['’]t| not) decided|not (yet )?decided|would rather|not sure (yet|whether)|isn['’]t against)\b",
    ),
    (
        Topic::Against,
        r"\b(i am against|we are against|i oppose|not in favour|not convinced|sceptical|will not support|cannot support)\b",
    ),
    (
        Topic::Buyer,
        r"\b(economic buyer|holds the budget|signs (it )?off|final (decision|word|say)|(became|is|as) (our |the )?(new )?(chief financial officer|cfo))\b",
    ),
    (
        Topic::Criteria,
        r"\b(decision criteri(a|on)|criteria|how we (choose|decide)|we (will|would) choose|scoring|weighted)\b",
    ),
    (
        Topic::Process,
        r"\b(goes to the board|to the board|board paper|decision process|steering (group|committee)|approval (process|path)|(committee|board) (decides|meets|approves))\b",
    ),
    (
        Topic::Paper,
        r"\b(redlines?|clauses?|processing terms|countersigned|master agreement|nda|signature|supplier registration|registration form)\b",
    ),
    (Topic::Pain, r"\b(backlog|costs? us|hurts?|pain|takes us|struggl\w+|wast(e|es|ing)|we lose|drown\w*)\b"),
    (Topic::Champion, r"\b(champion|i (still )?support|i['’]ll say so|i can own|argue(d)? for (it|us))\b"),
    (
        Topic::Change,
        r"\b(became|becomes|is now (our|the)|successor|succeeds|left (us|the company)|last day|leav(es|ing)|takes over|took over|joined us|postponed?|moved to|merged?|redlines?|changed? the|would rather)\b",
    ),
    (
        Topic::Decision,
        r"\b((we|i|board|committee) (have |has )?(decided|approved|agreed|chosen)|signed off|is done from (my|our) side|agreed,)\b",
    ),
    (
        Topic::Procurement,
        r"\b(procurement|supplier registration|registration form|vendor (form|registration)|purchase order|bank letter)\b",
    ),
    (
        Topic::Security,
        r"\b(security (review|questions|questionnaire|officer)|penetration test|sub-?processors?|single sign-on|information security|the review is)\b",
    ),
    (Topic::Legal, r"\b(legal|redlines?|clauses?|processing terms|contract terms|liability|counsel)\b"),
    (Topic::Finance, r"\b(budget|finance|cfo|chief financial officer|board paper|to the board)\b"),
    (Topic::Sponsor, r"\b(sponsor(s|ed|ship)?|executive committee)\b"),
    (Topic::Blocked, r"\b(blocked|stuck|on hold|cannot close|no owner|waiting for|still owes|until then)\b"),
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
    (Topic::Owner, r"\b(i can own|i own|is responsible|will run|owns? the|nobody (here )?owns)\b"),
];

/// The topics of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Topics(u64);

impl Topics {
    pub(crate) fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u64) != 0
    }

    pub(crate) fn none(self) -> bool {
        self.0 == 0
    }
}

/// The compiled set.
pub(crate) struct Patterns(Option<RegexSet>);

impl Patterns {
    pub(crate) fn new() -> Self {
        let texts = PATTERNS.iter().map(|(_, text)| format!("(?i){}", text.replace(r"\b", r"(?-u:\b)")));
        Self(RegexSet::new(texts).ok())
    }

    pub(crate) fn of(&self, text: &str) -> Topics {
        let Some(set) = &self.0 else {
            return Topics::default();
        };
        let found = set.matches(text).into_iter().filter_map(|at| PATTERNS.get(at));
        Topics(found.fold(0, |sum, (topic, _)| sum | 1 << *topic as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(topic: Topic, yes: &[&str], no: &[&str]) {
        let patterns = Patterns::new();
        for text in yes {
            assert!(patterns.of(text).has(topic), "{topic:?} should hold for: {text}");
        }
        for text in no {
            assert!(!patterns.of(text).has(topic), "{topic:?} should not hold for: {text}");
        }
    }

    #[test]
    fn every_pattern_compiles() {
        assert!(Patterns::new().0.is_some());
    }

    #[test]
    fn a_promise_has_a_person_and_an_act() {
        check(
            Topic::Promise,
            &[
                "I will send the list by Friday.",
                "We'll share the notes on Monday.",
                "You will have the page by 20 November.",
            ],
            &[
                "The board will send nothing.",
                "I would send it if I could.",
                "I sent the list on Friday.",
                "We will not send it.",
            ],
        );
    }

    #[test]
    fn a_concern_is_more_than_a_mention() {
        check(
            Topic::Concern,
            &[
                "Your four hours is a target, not a promise, and I need to know which.",
                "I am worried about the mail relay.",
            ],
            &["The concert begins at eight.", "Thank you for the outline."],
        );
    }

    #[test]
    fn being_undecided_is_not_being_against() {
        check(Topic::Undecided, &["She isn't against it, she hasn't decided anything."], &["I am against the plan."]);
        check(Topic::Against, &["I am against the plan."], &["She isn't against it, she hasn't decided anything."]);
    }
}
