//! The next step: what is done next, and, where it is said, by whom, on which day, and with which yes or no.

use chrono::NaiveDate;
use domain::EntryKind;

use super::{
    Book, Line,
    dates::{Dates, MONTHS},
    topics::Topic,
};

/// Ways of stating one.
pub(super) const WORDS: &str = concat!(
    r"\bnext (steps?|action|actions)( from here| for us| for you)?( is| are|:| -| –)|^next( up)?:|^(as|for) (a|the|our) next step\b|\bagreed next steps?\b",
    r"|^(actions?|action items?|action points?|to-?do|to do|follow-?up|follow up|next|ap|ai)( (on|for))?( \w+){0,2} ?(:|-|–) |^(todo|ap) (?-i:[A-Z])\w+",
    r"|^(both (sides|teams|parties)|us|client|customer|vendor|supplier|buyer|legal|procurement|finance|security|it|(?-i:[A-Z])\w+( (?-i:[A-Z])\w+)?( and (?-i:[A-Z])\w+)?) to <act>\b",
    r"|^(their \w+|our \w+|procurement|legal|finance|security|(?-i:[A-Z])\w+)( (?-i:[A-Z])\w+)? (will|is going to|are going to|has agreed to|have agreed to|takes|owns|gives|sends|meets|runs|checks|returns|presents|reports|confirms|will be) [^.?]*<day>",
    r"|^(?-i:[A-Z])\w+ has agreed to \w+|^(?-i:[A-Z])\w+ is going to <act>",
    r"|\b(we|let's|let us)( will|'ll| shall| are going to| can| agreed to| have agreed to)?( then| next| now)? (meet|speak|talk|reconvene|review|decide|see each other|sit down|go through)( [^.?]*)?<day>",
    r"|\b(meeting|call|workshop|kick-?off|demo|session|visit|review|follow-?up|committee|pilot|trial|training|presentation|steering)( [a-z]+){0,4} (is|are|set|sits|takes|starts|begins|meets)( (now|also|then))?( (set|booked|scheduled|planned|place|fixed|agreed|due))?( (for|on|at|in|to))?( [a-z]+){0,3} ?<day>",
    r"|\bnext (call|meeting|session|review|demo)( is)? (on|at|for) |\bnext (call|meeting|session|review|demo): |^(demo|workshop|call|meeting|session|visit|review|kick-?off)( (with|for) [^.?]*?)? (on|in|set for|at|this|next) ?<day>",
    r"|\b(board|committee|group|team|council|management) (decides|votes|(will|is to) (decide|vote|approve|choose|reject))\b|^final decision\b|\bfinal decision (is|by|on)\b|\bdecision( on [^.?]*?)? (due|by|on) ?<day>",
    r"|\bgo( ?/ ?| or | and )?no-?go\b|\b(expect|need|gives?|want|get) (us |you |me )?(a |clear )yes or no\b|\byou decide yes or no\b|\byes or no by\b",
    r"|\b(we|it was|you and i|they|both sides)( have| had)? agreed (that|to)\b|^agreed: ",
    r"|^the plan( from here| now)? is\b|\bwhat happens next( is|:)|^from here,? ",
    r"|^(then|after (that|this)|after the \w+),? ((?-i:[A-Z])\w+|our team|your team|we|they|legal) (sign|present|send|run|review|decide|test|return|meet|start|check|take|deliver)s?\b|\b(team|legal|side) then (sends|signs|tests|reviews|returns)\b",
    r"|\b(i|i'd|i would|we) (suggest|propose)( that)? (a|an|we) [^.?]*(\bmeet\b|\bcall\b|session|review\b|workshop|<day>)|\bhow about (a|an|the) (\w+ ){0,2}(session|call|meeting|workshop|review|visit)\b",
    r"|\b(can|could|shall|should) we (all )?(meet|set up|put|plan|get|schedule|book|arrange|have|fix) [^.?]*<day>",
    r"|^(send|book|prepare|get|chase|arrange|share|set up|ask|draft|finish|collect|review|return|deliver|update) [^.?]*<day>|^(schedule|follow up with|check in with|chase|book) (the|a|an|with|both|(?-i:[A-Z])\w+)\b|^(call|phone|ring) (?-i:[A-Z])\w+ [^.?]*(<day>|about)",
);

/// What people do in a step that has an owner.
pub(super) const ACTS: &str = "(send|check|review|name|provide|confirm|set up|deliver|update|get|agree|open|register|share|return|book|prepare|write|sign|arrange|run|load|schedule|organi[sz]e|call|test|collect|circulate|draft|ask|bring|follow up|finali[sz]e|complete|introduce|fix|add|present|forward|submit|approve|revert|clarify|chase|speak|talk to|upload|invite|install|host|meet)";

/// The past, none, manners, what a program does, and what was called off.
pub(super) const EXCEPT: &str = concat!(
    r"^(\w+ing|just|but|and|then|so|or|as|only|also|not|well|yeah|like|enough|over|closer|close|attempts?|it|is|in order|one|people|someone|listen|next|happy|nice|glad|good|great|free|able|ready|welcome|want|need|needs|how|easy|hard|time|sorry|delighted|pleased|keen|have|try|used|back|thanks|access|due|up|here|where|what|users|managers|invitation|permission|right|way) to\b",
    r"|\bnext steps? (is|are) (unclear|open|not|to be|missing|unknown|still)\b|\bnext steps? (were|was|have been|had)\b|\b(no|without a|without any|not a|still need a|need a) (agreed |clear )?(next step|follow-?up)s?\b",
    r"|\bnext steps? (in|on|of)\b|^(it|you|this|that|there|they|which|who|people|those|these|what|when|where|do|does)( \w+)? (will|is|are|takes|gives|owns|meets|runs)\b.*$|\bin the next step\b|^next, (select|open|click|press|choose|go)\b",
    r"|^.*\b(is|are|was|were|been|be) (cancelled|canceled|called off|off|postponed)\b.*$|\b(was|were) (held|on|at|in)\b",
    r"|^the (service|system|app|job|tool|program|portal|software|backup) .*$|^(if|perhaps|maybe|had|once) .*$|\b(will|does|is|are|do) not\b.*$|\bwon't\b.*$|\bcould have\b.*$|\bwould\b [^?]*$",
    r"|\bto (do this|have|be able)\b|^(call|send|mail|ask|tell|get) (me|us|him|her|them|it|back)\b|^see you\b.*$|^looking forward\b.*$|^(thank you|thanks)\b.*$|^have a\b.*$",
    r"|\b(every|each|usually|always|normally)\b.*$|\bonce a\b.*$|\bagreed to (disagree|differ)\b|\bsoon\b.*$",
);

/// Days after which a step without a day is no longer expected.
const FRESH: i64 = 14;

/// Words of a day that is not a date.
const DAYS: [&str; 9] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "tomorrow", "next week", "end of", "this week"];

/// Words of an outcome that is yes or no.
const OUTCOMES: [&str; 7] = ["yes or no", "whether", "decide", "go or no-go", "go/no-go", "approve or reject", "votes"];

/// What is done next, with what its words name of day, owner and outcome.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'a> {
    pub(crate) line: Line<'a>,
    /// Only a day that is stated; a condition has none.
    pub(crate) day: Option<NaiveDate>,
    pub(crate) dated: bool,
    pub(crate) owner: Option<&'a str>,
    /// Whether its outcome is yes or no.
    pub(crate) outcome: bool,
}

impl<'a> Step<'a> {
    /// What the words of a line name.
    pub(crate) fn read(book: &Book<'a>, line: &Line<'a>) -> Self {
        let words = line.words();
        let lower = words.to_lowercase();
        let day = Dates::new().due(&words, line.date).filter(|_| !line.is(Topic::Condition));
        Self { line: *line, day, dated: dated(&lower), owner: owner(&lower, book.people()), outcome: outcome(&lower) }
    }

    /// What a good next step has and this one has not.
    pub(crate) fn lacks(&self) -> Vec<&'static str> {
        missing(self.dated, self.owner.is_some(), self.outcome)
    }
}

fn missing(dated: bool, owned: bool, outcome: bool) -> Vec<&'static str> {
    [(dated, "a date"), (owned, "a person"), (outcome, "an outcome that is yes or no")]
        .into_iter()
        .filter_map(|(has, what)| (!has).then_some(what))
        .collect()
}

/// The first of these people whose last name is among the words.
fn owner<'n>(words: &str, mut people: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let own: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    people.find(|name| {
        let last = name.split_whitespace().next_back().map(str::to_lowercase);
        last.is_some_and(|last| own.contains(&last.as_str()))
    })
}

fn outcome(words: &str) -> bool {
    OUTCOMES.iter().any(|told| words.contains(told))
}

/// Whether words in lower case name a day.
fn dated(words: &str) -> bool {
    let own: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    let number = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        !digits.is_empty() && digits.len() <= 2 && digits.chars().all(|c| c.is_ascii_digit())
    };
    let month = MONTHS
        .iter()
        .map(|month| month.to_lowercase())
        .any(|month| own.contains(&month.as_str()) || month.get(..3).is_some_and(|short| own.contains(&short)));
    let year =
        own.iter().any(|word| word.len() == 4 && word.starts_with("20") && word.chars().all(|c| c.is_ascii_digit()));
    year || month && own.iter().any(number) || DAYS.iter().any(|day| words.contains(day))
}

/// The newest step that somebody stated in a mail, on a call or in a note, and that is still to come.
pub(crate) fn stated<'a>(book: &Book<'a>) -> Option<Step<'a>> {
    let told = |line: &&Line<'a>| {
        matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call | EntryKind::Note)
            && !line.is(Topic::Condition)
            && !line.long()
    };
    let steps = book.newest(Topic::NextStep).filter(told).map(|line| Step::read(book, line));
    let mut steps = steps
        .filter(|step| step.day.map_or((book.today - step.line.date).num_days() <= FRESH, |day| day >= book.today));
    steps.find(|step| book.standing(&step.line).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_dated_where_they_name_a_day() {
        for words in
            ["call on friday", "the board of 29 january", "review in may 2027", "workshop 3rd dec", "next week"]
        {
            assert!(dated(words), "{words}");
        }
        for words in ["send the form", "version 12 of the page", "may we call", "200 seats"] {
            assert!(!dated(words), "{words}");
        }
    }

    fn lacks(step: &str) -> Vec<&'static str> {
        let words = step.to_lowercase();
        let owner = owner(&words, ["Mara Ellvik", "Ileana Dorrance", "Tom May"].into_iter());
        missing(dated(&words), owner.is_some(), outcome(&words))
    }

    #[test]
    fn a_next_step_with_a_day_a_person_and_an_outcome_lacks_nothing() {
        for step in [
            "20 Nov 2026: M. Ellvik asks I. Dorrance whether the paper goes to the board, yes or no",
            "Mara Ellvik asks on 3 December whether the pilot goes on",
            "2026-12-03: Dorrance decides on the first phase",
            "On Friday Ellvik asks for a yes or no",
            "Dorrance to decide by 29 January",
            "Tomorrow Ellvik asks whether the list is enough",
            "12/01/2027 Dorrance: go or no-go",
            "Ellvik and Dorrance decide on Monday",
            "By 4 March Dorrance tells us whether the budget holds",
            "Next week Ellvik asks: yes or no",
            "End of May: Dorrance decides",
            "1 Feb: Ellvik asks Dorrance whether Dublin joins",
        ] {
            assert!(lacks(step).is_empty(), "{step}: {:?}", lacks(step));
        }
    }

    #[test]
    fn a_next_step_names_what_it_lacks() {
        for (step, missing) in [
            ("Follow up", vec!["a date", "a person", "an outcome that is yes or no"]),
            ("Call next steps meeting", vec!["a date", "a person", "an outcome that is yes or no"]),
            ("Ellvik sends phase 1 cost", vec!["a date", "an outcome that is yes or no"]),
            ("20 Nov 2026: demo", vec!["a person", "an outcome that is yes or no"]),
            ("Dorrance decides", vec!["a date"]),
            ("On Friday they decide", vec!["a person"]),
            ("20 Nov 2026: Ellvik shows the cost", vec!["an outcome that is yes or no"]),
            ("Send version 3", vec!["a date", "a person", "an outcome that is yes or no"]),
            ("Whether they want it", vec!["a date", "a person"]),
            ("Dismayed, call again", vec!["a date", "a person", "an outcome that is yes or no"]),
            ("Ask Ellvikson on Monday whether it works", vec!["a person"]),
            ("Present to 40 people, decide later", vec!["a date", "a person"]),
        ] {
            assert_eq!(lacks(step), missing, "{step}");
        }
    }
}
