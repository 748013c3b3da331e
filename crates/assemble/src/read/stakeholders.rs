//! Stakeholders: who plays which part in the decision, by what a sentence says of a person it names.

use std::sync::LazyLock;

use domain::Side;
use regex::{Regex, RegexBuilder};

use super::{Book, Line, topics::Topic};

/// The part that a person plays in a decision to buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    EconomicBuyer,
    Champion,
    Evaluator,
    Procurement,
    Legal,
    Security,
    Sceptic,
}

impl Part {
    /// As it is shown.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::EconomicBuyer => "Economic buyer",
            Self::Champion => "Champion",
            Self::Evaluator => "Evaluator",
            Self::Procurement => "Procurement",
            Self::Legal => "Legal",
            Self::Security => "Security",
            Self::Sceptic => "Sceptic",
        }
    }
}

/// A name as it is written; stands for `<name>`.
const NAME: &str = r"(?-i:((Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-zà-ÿ]+( [A-Z][a-zà-ÿ]+)?)";

/// What of a purchase one may be against; stands for `<matter>`.
const MATTER: &str = r"(it|this|us|you|the ([a-z]+ )?(project|purchase|change|cloud|idea|plan|deal|move|tool|rollout|business case|whole thing|switch|system|product|contract|supplier|vendor|pilot|case|timeline|price))\b";

/// How a sentence gives somebody a part; the first that fits holds.
const PARTS: [(Part, &str); 7] = [
    (
        Part::Sceptic,
        r"<name> (is|remains?|stays|was|seems) (still |very |quite |strongly |rather |firmly )?(against <matter>|sceptical|skeptical|unconvinced|not convinced|blocking <matter>|opposed|the (strongest |biggest |main )?(sceptic|critic|opponent))|<name> (doesn't|does not|never) (really )?believe in <matter>|<name> (has|had) ((his|her|their|some|serious|strong|big) )?doubts( about <matter>|\W*$)|<name> (still )?(opposes|blocks|objects to|rejects) <matter>|<name> (again )?raised (objections|concerns)|<name> thinks (it's|it is|this is|we do not need|we don't need|it a)|<name> would (rather|prefer to) (build|keep|stay|not)\b|(sceptic|skeptic|critic|opponent)( in [a-z ]+| of [a-z ]+)? is <name>",
    ),
    (
        Part::EconomicBuyer,
        r"economic buyer (here |now )?is <name>|<name> is the economic buyer|<name> (now |still )?(holds|controls|owns|has) the (budget|money|purse)|<name> (has|holds|gets) the (final|last) (say|word|decision)|(final|last) (say|word|decision|call) (is|lies|rests) (with )?<name>|decision (lies|rests|is) (with )?<name>|<name>'s (budget|approval|money|decision|call)|<name> (signs|signs off|approves) (the|every|all|any|everything|it)\b( (order|purchase|spend|budget|money|cheque|above|over))?|<name> is the one who (signs|decides|pays)|(it is |in the end )<name> (who )?decides|<name> decides (on|in|about) (the|this) (purchase|money|budget|end|deal|order)|<name>, (our|the|their) (cfo|ceo|coo|chief [a-z]+ officer|managing director|finance director),? (has to|must|will|approves|signs|decides)|(without|unless) <name>,? (there is no|nothing|no|says yes|agrees|approves)|(money|budget) (comes|belongs|is) (from|to|with) <name>",
    ),
    (
        Part::Security,
        r"<name>,? (is |is the |is our |our |the )(ciso|chief information security officer|data protection officer|dpo|security (officer|lead|architect|manager))|<name> (from|in|of|at) (the |our |it |information |cyber )?(security|it security|infosec|information security)( team| department)?\b[^.?]*|<name> (does|runs|leads|owns|handles|checks|reviews|has|is in charge of|is responsible for) [^.?]*(security (review|check|questionnaire|assessment|audit|sign-?off)|risk assessment|vendor risk|it security|information security|data protection|penetration test)|(security|risk) (review|check|questionnaire|assessment|sign-?off|audit) (is |comes |lies )?(done by|from|with|by) <name>|<name>'s security (check|review|team)|past <name> in security",
    ),
    (
        Part::Legal,
        r"<name>,? (is |is our |is the |our |the )?(in-house |general |legal |company )?(counsel|lawyer)\b|(lawyer|counsel)( on this| here)?( is)?,? <name>|<name> (from|in|of|at) (the )?legal( team| department)?\b|(contract|agreement|terms|redlines)( is| are| sits| lies)+ with <name>|legal (means|is) <name>|<name> (reviews?|reads?|checks?|negotiates?|handles?|redlines?|looks at) (the|our|all|every) ([a-z]+ )*?(contracts?|clauses?|liability|data processing|terms and conditions|agreement|msa|nda)",
    ),
    (
        Part::Procurement,
        r"<name>,? (is |is our |is the |our |the |is head of )?(procurement|purchasing|sourcing)( lead| head| manager| director)?\b|<name>,? (is |is our |is the |our |the )(head of |lead of )?(procurement|purchasing|sourcing|buyer for)|<name> (from|in|of|at) (the |our )?(procurement|purchasing|sourcing)( team| department)?\b|(procurement|purchasing|sourcing) (lead|head|manager|side|contact)? ?is (done by )?<name>|(procurement|purchasing|sourcing) is (done|handled|led) by <name>|<name> (negotiates|handles|runs|looks after) (the )?(price|commercial (side|terms)|terms|tender|purchasing|purchase|supplier registration|vendor registration|rfp)|<name> (raises|issues|creates|places) (the )?(purchase order|po\b)|<name>, (he|she) does the purchasing",
    ),
    (
        Part::Evaluator,
        r"<name> is (the |our |one of the )?(technical |lead |main )?evaluators?( of the (tool|offers?|bids?))?$|<name> is (the |our )(technical )?evaluator\b|evaluator( here)? is <name>|<name> (evaluates|leads the evaluation|runs the (evaluation|pilot|trial|proof of concept|poc|test)|leads the (proof of concept|pilot|trial|poc|test|assessment)|does the (technical )?(assessment|evaluation|testing)|scores the (bids|offers|vendors|tools)|assesses|tests) ?(the (tools?|product|offers?|bids?|vendors?|integration|software|system))?|<name> (is testing|tests|is evaluating|is comparing) (it|the (product|tools?|software|system))|<name> (will )?compares? (the |all )?(vendors?|suppliers?|offers?|bids?|tools?|products?)|<name> writes? the recommendation|<name> (looks after|is in charge of|is responsible for) the (technical )?(evaluation|assessment|pilot)|evaluation is (in the hands of|with|led by|run by) <name>|<name> (looks at|checks|judges|reviews) (it from|the (fit|interfaces?|architecture|integration)|whether it)|<name> from (it |enterprise )?architecture",
    ),
    (
        Part::Champion,
        r"<name> is (really |clearly )?(our|my|the|a) (strongest |real |internal |big(gest)? |best )?(champion|supporter|advocate|sponsor)\b( there| here| internally)?|<name> is (really )?(a|our) ([a-z]+ )?fan( of (the|this|our) (tool|product|idea|project))|(our|the|my|strongest|main|internal|biggest) (champion|supporter|advocate) (there |here )?is <name>|<name> (is |really )?(pushes|pushing|argues|arguing|fights|fighting|speaks up|stands up|campaigns|lobbies) for (it|us|this|the (project|tool|idea))|<name> (has been |is )?(selling|sells) (it|this|us) to (his|her|their|the)|<name> (is )?(fully |very much |strongly |all )?(behind (the (project|idea|tool)|it|this|us)|in favour|on our side)|<name> (really )?wants this( badly| to happen| to work)?|<name> (brought us in|defends (us|the|it|this)|promotes (it|this|the (tool|product|project|idea)))|<name> (is )?(driving|drives) (this|it|the (project|initiative|change))|<name> supports (the (project|idea|tool|first phase|plan|purchase)|this|it|us|our)|(project|idea|tool) is <name>'s (baby|idea|project)",
    ),
];

/// Words written with a capital that are no person.
const NOBODY: [&str; 58] = [
    "the",
    "we",
    "i",
    "it",
    "he",
    "she",
    "they",
    "you",
    "who",
    "nobody",
    "somebody",
    "everybody",
    "no",
    "this",
    "that",
    "our",
    "your",
    "their",
    "his",
    "her",
    "my",
    "its",
    "procurement",
    "legal",
    "finance",
    "security",
    "purchasing",
    "sourcing",
    "in",
    "on",
    "at",
    "and",
    "but",
    "nothing",
    "please",
    "without",
    "unless",
    "all",
    "any",
    "every",
    "is",
    "does",
    "which",
    "what",
    "if",
    "when",
    "the board",
    "board",
    "cfo",
    "it security",
    "management",
    "champion",
    "evaluator",
    "there",
    "one",
    "not",
    "today",
    "also",
];

/// What makes of such a sentence one of sport, of another matter, of the past, of what is not so, or a question.
pub(super) const EXCEPT: &str = r"\?\W*$|\b(league|chess|club|nobody|don't know|do not know|not known|unclear|not clear|no longer|used to|salary|(another|different|other) project|our own|deal desk|doesn't decide|does not decide|nothing to do)\b|\b(isn't|is not|not|are not) (the|our|a|against|opposed|involved)\b|\b(was|were) (a|the) (lawyer|champion|evaluator)\b|\b(left|studied) [a-z]+\b";

/// The compiled parts.
struct Patterns {
    parts: Vec<(Part, Regex)>,
    except: Option<Regex>,
    name: Option<Regex>,
}

impl Patterns {
    fn compiled() -> &'static Self {
        static COMPILED: LazyLock<Patterns> = LazyLock::new(|| {
            let one = |text: &str| {
                let text = text.replace("<name>", NAME).replace("<matter>", MATTER).replace('\'', "['’]");
                RegexBuilder::new(&format!("(?i){text}")).size_limit(64 << 20).build().ok()
            };
            let parts = PARTS.iter().filter_map(|(part, text)| Some((*part, one(text)?)));
            Patterns { parts: parts.collect(), except: one(EXCEPT), name: one(NAME) }
        });
        &COMPILED
    }
}

/// What a sentence must hold before it is weighed at all.
pub(super) const WORDS: &str = r"\b(budget|money|decides?|signs|signs off|says yes|final (say|word|decision|call)|last (say|word)|cheque|economic buyer|approves?|approval|to approve|decision (lies|is|rests)|champion|supporter|advocate|sponsor|fan of|(push\w*|argu\w*|fight\w*|speaks? up|stands up) for|sell(s|ing)|behind (the|it|this|us)|in favour|our side|wants this|brought us in|defends|promotes|driv(es|ing)|supports|baby|evaluat\w+|test(s|ing)|assess\w*|scores the|compares?|recommendation|runs the|leads the|interfaces|fit|whether it|architecture|procurement|purchas\w+|sourcing|tender|negotiates|commercial|registration|buyer|purchase order|price|legal|counsel|lawyer|contract|clauses?|terms|redlines|liability|security|ciso|data protection|risk assessment|sceptic\w*|skeptic\w*|critic|opponent|against|convinced|doubts|believe|oppos\w+|block(s|ing)|objects|objections|thinks|would (rather|prefer))\b";

/// The part that a sentence gives somebody, with the name as it is written there.
pub(crate) fn part(text: &str) -> Option<(Part, &str)> {
    let patterns = Patterns::compiled();
    if patterns.except.as_ref()?.is_match(text) {
        return None;
    }
    patterns.parts.iter().find_map(|(part, words)| {
        let mut from = 0;
        // A match that names no person may begin inside one that does.
        while let Some(found) = words.find_at(text, from) {
            let mut named = patterns.name.as_ref()?.find_iter(found.as_str()).map(|name| person_of(name.as_str()));
            if let Some(name) = named.find(|name| !NOBODY.contains(&name.to_lowercase().as_str())) {
                return Some((*part, name));
            }
            from = found.start() + text.get(found.start()..)?.chars().next()?.len_utf8();
        }
        None
    })
}

/// The name without a word before it that is written with a capital because the sentence begins there.
fn person_of(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if NOBODY.contains(&first.to_lowercase().as_str()) => rest,
        _ => name,
    }
}

/// Somebody of theirs, the part, and the line that says so.
pub(crate) struct Stakeholder<'a> {
    pub(crate) who: &'a str,
    pub(crate) part: Part,
    pub(crate) line: Line<'a>,
}

/// What is said of the parts that people of theirs play, newest first.
pub(super) fn stakeholders<'a>(book: &Book<'a>) -> Vec<Stakeholder<'a>> {
    let told = |line: &&Line<'a>| !line.is(Topic::Question) && line.passage.place.row.is_none();
    let given = |line: &Line<'a>| {
        let (part, name) = part(line.text())?;
        let (side, who) = book.named(name)?;
        (side == Side::Theirs).then_some(Stakeholder { who, part, line: *line })
    };
    book.newest(Topic::Stakeholder).filter(told).filter_map(given).collect()
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_sentence_gives_a_part_to_whom_it_names() {
        assert_eq!(part("I hear that Sabine Lott holds the budget."), Some((Part::EconomicBuyer, "Sabine Lott")));
        assert_eq!(part("Our lawyer Sabine reads it."), Some((Part::Legal, "Sabine")));
        assert_eq!(part("Sabine is not convinced."), Some((Part::Sceptic, "Sabine")));
        assert_eq!(part("Finance holds the budget."), None);
        assert_eq!(part("Does Sabine hold the budget?"), None);
        assert_eq!(part("Sabine is the champion of the chess club."), None);
    }
}
