//! One set of patterns, run once over each sentence, says which skills should look at it.

use regex::{RegexSet, RegexSetBuilder};

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
        r"\b(i|we)(['’]ll| will| shall| promise to| am going to| are going to) (also |then |both )?(send|share|provide|get|give|bring|prepare|draft|write|deliver|return|answer|confirm|introduce|set up|arrange|update|forward|circulate|complete|come back|let you|put together|have)\b|\b(i|we) can (send|share|give|provide|bring) you [ -~]* by |\b(you|she|he) (will|['’]ll) have (the|it|them|our|a)\b|\byou will have\b",
    ),
    (
        Topic::Delivery,
        r"\b(attached|as promised|enclosed|please find|here (is|are|it is|they are)|below (is|are)|(is|are) (below|attached)|(is|are|has been|have been|is complete and) (uploaded|sent|returned|delivered))\b",
    ),
    (
        Topic::Concern,
        r"\b((i am|i'm|i’m) (worried|concerned (about|that)|nervous|afraid (that|of))|we are (worried|concerned (about|that))|worr(y|ies) (me|us)|(a|my|our|one) concern|target, not|not comfortable|uneasy|(my|our) difficulty|need to know which|need to know what is|cannot (sign|accept|approve|close|use)|review is blocked|object to|hesitat\w+|unacceptable|too (expensive|late|vague|slow)|is not an answer|one i care about|not doing that again|will not lose|(half|less|part|short|not) (of |than )?what (i|we) (had )?(hoped|wanted|expected|needed)|disappoint\w*)\b",
    ),
    (
        Topic::Settled,
        r"\b(settles (it|that|this|row|the|my|our)|that answers|is resolved|(i am|we are) satisfied|no further questions|closes? (the point|row)|is clear now|marked [ -~]* as answered)\b",
    ),
    (Topic::Question, r"\?\W*$"),
    (
        Topic::Goal,
        r"\b((the|our|my) (aim|goal|objective)s? (for|is|are|in|of)|our priority is|our ambition|we want (to (reach|settle|reduce|halve|double|grow|become|move|close)|one))\b",
    ),
    (
        Topic::Metric,
        r"\b\d[\d,.]* ?(%|per cent|percent)|\b(share|number|cost) of [ -~]*\d|\b\d[\d,.]* (motor |damage |open |property )?(claims|letters|recoveries|handlers|cases|orders)\b|£ ?\d|\d[\d,.]* (days|hours|minutes) (to|per|for)\b",
    ),
    (
        Topic::Event,
        r"\b(lease|contract|licen[cs]e|agreement|regulation|deadline)\b[ -~]*\b(ends?|expires?|runs? out|is up|comes? into force|is due)\b",
    ),
    (
        Topic::Rival,
        r"\b(competitor|alternative supplier|other (supplier|vendor)s?|in-house|build(ing)? (it|this) (ourselves|themselves)|buil(t|d) it ourselves|rival|also talking to|cheaper|(offer|quote|demonstration) from [A-Z][a-z]+|do(ing)? nothing|(have|has) offered (a |us )|(other one|second one) (this time )?is|fixed price for)\b",
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
        Topic::Decision,
        r"\b((we|i|board|committee) (have |has )?(decided|approved|agreed|chosen)|signed off|is done from (my|our) side|agreed,)\b",
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
pub(crate) struct Patterns(Option<RegexSet>);

impl Patterns {
    pub(crate) fn new() -> Self {
        // Plain classes: the automaton of the Unicode ones outgrows its cache and is built anew at every sentence.
        let plain = |text: &str| {
            let text = text.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(r"\w", "[a-z]");
            format!("(?i){}", text.replace(r"\W", "[^a-z0-9]"))
        };
        let texts = PATTERNS.iter().map(|(_, text)| plain(text));
        Self(RegexSetBuilder::new(texts).dfa_size_limit(64 << 20).size_limit(64 << 20).build().ok())
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
        check(
            Topic::Undecided,
            &["I have not decided anything."],
            // What one says of another is not the speaker's own stance.
            &["I am against the plan.", "She isn't against it, she hasn't decided anything."],
        );
        check(Topic::Against, &["I am against the plan."], &["She isn't against it, she hasn't decided anything."]);
    }

    #[test]
    fn a_delivery_says_that_something_is_there() {
        check(
            Topic::Delivery,
            &[
                "As promised, the test file layout.",
                "Here are the notes.",
                "Please find the form in the portal.",
                "The form is complete and uploaded.",
                "The list is attached.",
                "Enclosed is the page.",
                "The minutes are below.",
                "The proposal has been sent.",
                "The answers have been returned.",
                "Here it is.",
                "Below are the figures.",
                "The page was finished; it is attached.",
            ],
            &[
                "I will send the notes.",
                "There is no list yet.",
                "The form is missing.",
                "We are here for the day.",
                "The list is late.",
                "The promise stands.",
                "They sent nothing.",
                "Who returns the form?",
                "The review is complete.",
                "He is attaching strings.",
                "The tower stands beneath the hill.",
                "Nothing was uploaded.",
            ],
        );
    }

    #[test]
    fn a_stance_is_the_speakers_own() {
        check(
            Topic::Favour,
            &[
                "I still support this and I'll say so in the room.",
                "I support the first phase.",
                "I am in favour of it.",
                "We are in favour.",
                "The backlog is the reason I am in this at all.",
                "I’ll say so on Friday.",
                "The test has convinced me.",
                "I am keen to begin.",
                "I'm keen on the pilot.",
                "I back this.",
                "I'm telling you because I want this to work.",
                "I am sold on the idea.",
            ],
            &[
                "She is in favour of nothing.",
                "Supporters came to the hall.",
                "I can own the review if somebody here names me.",
                "He likes it.",
                "They support another system.",
                "Support is open until six.",
                "I like the town.",
                "I would like the list.",
                "It convinced nobody.",
                "We sold the shed.",
                "The favourite colour is green.",
                "Do you support this format?",
            ],
        );
        check(
            Topic::Undecided,
            &["I would rather wait.", "We have not yet decided.", "I haven't decided.", "My difficulty is the order."],
            &["She hasn't decided anything.", "They would rather sell.", "It is decided.", "He isn't against it."],
        );
    }

    #[test]
    fn a_lane_is_blocked_only_when_the_sentence_says_so() {
        check(
            Topic::Blocked,
            &[
                "The review is blocked on your side until then.",
                "The order is on hold until the budget is confirmed.",
                "I cannot close the review.",
                "Davit still owes me the summary.",
                "We are stuck at page 7.",
                "The form remains stuck.",
                "We are waiting for your answer.",
                "They are blocked.",
                "It is on hold.",
                "The mail relay is blocked by the test.",
                "You still owe us two pages.",
                "We are waiting for the list.",
            ],
            &[
                "Please read nothing into the silence until then.",
                "The block of flats is old.",
                "I hold the door.",
                "We cannot come.",
                "He owes me a drink.",
                "The review is done.",
                "Wait for me.",
                "They waited for a train.",
                "We closed the shed.",
                "A sticker is on page 7.",
                "The waiting room is full.",
                "The review starts today.",
            ],
        );
    }

    #[test]
    fn a_goal_is_stated_as_one() {
        check(
            Topic::Goal,
            &[
                "The aim for 2027 is to settle four claims in five.",
                "Our objective is simple.",
                "Our goal is one place for all claims.",
                "Our priority is speed.",
                "We want to reduce letters.",
                "We want one place for a claim.",
                "My aim is a smaller backlog.",
                "The goal for spring is half of it.",
                "Our ambition is greater.",
                "We want to halve the cost.",
                "The objectives are written down.",
                "The aim of the pilot is a figure.",
            ],
            &[
                "Two I want to see with my own eyes.",
                "We want to talk on Friday.",
                "An aim is cheap.",
                "I want the list.",
                "He aims well.",
                "We need to know by June.",
                "The objection is noted.",
                "We want you to call.",
                "Keep it as it stands.",
                "Goalkeepers are tall.",
                "I want to leave early.",
                "Priority mail costs more.",
            ],
        );
    }

    #[test]
    fn a_concern_names_what_troubles_them() {
        check(
            Topic::Concern,
            &[
                "My difficulty is the order of things.",
                "I cannot close the review until we have the list.",
                "That is a concern I have to raise.",
                "Row 12 is the one I care about.",
                "That is not an answer I can take to anybody.",
                "If it is America, I need to know what is in those mails.",
                "I am not comfortable with that.",
                "We object to clause 4.",
                "This is unacceptable.",
                "It is too expensive for one year.",
                "I'm not doing that again.",
                "I am afraid that nobody reads it.",
            ],
            &[
                "Read on the boat, I am afraid.",
                "If anybody wants it the other way round I need to know before June.",
                "As far as I am concerned, Friday suits.",
                "The concerned department is in Leeds.",
                "She does not say much.",
                "No doubt you are right.",
                "It is not too far.",
                "What happens in Leeds?",
                "The object is a pallet.",
                "Thank you, that was clear.",
                "We cannot come on Monday.",
                "I care for the garden.",
            ],
        );
    }
}
