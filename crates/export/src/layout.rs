//! Turns a briefing into rows of words with numbered sources, in reading order. Knows no file format.

use std::collections::HashMap;

use domain::{
    Briefing, Choice, Citations, CommitmentLine, Gap, Item, LaneLine, Letter, Mark, PassageId, PersonFact, PersonLine,
    Side, SourceLine, Statement,
};

use crate::words;

/// What stands before a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    None,
    Point,
    New,
    Gone,
    Gap,
    Conflict,
}

/// One row: a lead in bold, the sentence, its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) depth: usize,
    pub(crate) sign: Sign,
    pub(crate) lead: String,
    pub(crate) text: String,
    pub(crate) cites: Vec<u32>,
    /// Words of ours about the row, shown quietly.
    pub(crate) quiet: bool,
}

/// One numbered part with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) number: u8,
    pub(crate) title: String,
    pub(crate) note: Option<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) sources: Vec<SourceLine>,
}

/// Which number of part 13 a passage has.
#[derive(Debug)]
pub(crate) struct Numbers<'a>(HashMap<PassageId, &'a SourceLine>);

impl<'a> Numbers<'a> {
    pub(crate) fn of(briefing: &'a Briefing) -> Self {
        let items = briefing.sections.iter().flat_map(|section| &section.items);
        let lines =
            items.filter_map(|item| if let Item::Source(line) = item { Some((line.passage, line)) } else { None });
        Self(lines.collect())
    }

    /// The sources of one statement, each once, in the order of its citations.
    pub(crate) fn lines(&self, citations: &Citations) -> Vec<&'a SourceLine> {
        let mut lines: Vec<&SourceLine> = Vec::new();
        for citation in citations.iter() {
            if let Some(line) = self.0.get(&citation.passage)
                && lines.iter().all(|known| known.number != line.number)
            {
                lines.push(line);
            }
        }
        lines
    }

    fn cites(&self, citations: &Citations) -> Vec<u32> {
        self.lines(citations).iter().map(|line| line.number).collect()
    }
}

/// The parts of a briefing as rows.
pub(crate) fn parts(briefing: &Briefing) -> Vec<Part> {
    let numbers = Numbers::of(briefing);
    briefing
        .sections
        .iter()
        .map(|section| {
            let mut part = Part {
                number: section.number,
                title: words::clean(&section.title),
                note: section.note.as_deref().map(words::clean),
                rows: Vec::new(),
                sources: Vec::new(),
            };
            for item in &section.items {
                match item {
                    Item::Source(line) => part.sources.push(line.clone()),
                    other => Rows { rows: &mut part.rows, numbers: &numbers }.item(other),
                }
            }
            part
        })
        .collect()
}

struct Rows<'r, 'b> {
    rows: &'r mut Vec<Row>,
    numbers: &'r Numbers<'b>,
}

impl Rows<'_, '_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Statement(statement) => self.statement(0, Sign::None, statement),
            Item::Gap(gap) => self.gap(0, gap),
            Item::Person(person) => self.person(person),
            Item::Letter(letter) => self.letter(letter),
            Item::Lane(lane) => self.lane(lane),
            Item::Commitment(line) => self.commitment(line),
            Item::Contradiction { text, sides } => {
                self.push(0, Sign::Conflict, "", text);
                for side in sides {
                    self.statement(1, Sign::Point, side);
                }
            }
            Item::Concern { raised, answered, answer, gap } => {
                let state = if *answered { "Answered" } else { "Open" };
                self.led(0, Sign::None, state, raised);
                if let Some(answer) = answer {
                    self.led(1, Sign::Point, "Answer", answer);
                }
                if let Some(gap) = gap {
                    self.gap(1, gap);
                }
            }
            Item::Choice(choice) => self.choice(choice),
            Item::Question { text, because } => self.because("Ask", text, because.as_ref()),
            Item::Avoid { text, because } => self.because("Do not say", text, because.as_ref()),
            Item::NeedsApproval { text, who, because } => {
                self.because(&format!("Needs approval by {}", words::clean(who)), text, because.as_ref());
            }
            Item::Source(_) => {}
        }
    }

    fn push(&mut self, depth: usize, sign: Sign, lead: &str, text: &str) {
        let text = words::clean(text);
        self.rows.push(Row { depth, sign, lead: words::clean(lead), text, cites: Vec::new(), quiet: false });
    }

    fn quiet(&mut self, depth: usize, text: &str) {
        self.push(depth, Sign::None, "", text);
        if let Some(row) = self.rows.last_mut() {
            row.quiet = true;
        }
    }

    fn statement(&mut self, depth: usize, sign: Sign, statement: &Statement) {
        self.led(depth, sign, "", statement);
    }

    fn led(&mut self, depth: usize, sign: Sign, lead: &str, statement: &Statement) {
        let sign = match statement.mark {
            Some(Mark::New) => Sign::New,
            Some(Mark::Gone) => Sign::Gone,
            None => sign,
        };
        let date = statement.date.map(words::day);
        let gone = (statement.mark == Some(Mark::Gone)).then(|| "No longer there".to_owned());
        let label = statement.label.clone();
        let lead: Vec<String> =
            [Some(lead.to_owned()), date, gone, label].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        self.push(depth, sign, &lead.join(", "), &statement.text);
        let cites = self.numbers.cites(&statement.citations);
        if let Some(row) = self.rows.last_mut() {
            row.cites = cites;
        }
    }

    fn gap(&mut self, depth: usize, gap: &Gap) {
        self.push(depth, Sign::Gap, gap.label.as_deref().unwrap_or_default(), &gap.text);
        self.quiet(depth + 1, &words::gap_details(gap));
    }

    fn person(&mut self, person: &PersonLine) {
        let side = if person.side == Side::Ours { "ours" } else { "theirs" };
        let invited = if person.invited { "" } else { ", not invited" };
        let title = person.title.as_deref().map(|title| format!("{title}, ")).unwrap_or_default();
        self.push(0, Sign::Point, &person.name, &format!("{title}{side}{invited}"));
        for fact in &person.facts {
            match fact {
                PersonFact::Known(statement) => self.statement(1, Sign::None, statement),
                PersonFact::Unknown(gap) => self.gap(1, gap),
            }
        }
    }

    fn letter(&mut self, letter: &Letter) {
        let lead = format!("{} {} ({})", letter.letter, letter.name, words::letter_state(letter.state));
        match (&letter.statement, &letter.gap) {
            (Some(statement), _) => self.led(0, Sign::Point, &lead, statement),
            (None, Some(gap)) => {
                self.push(0, Sign::Gap, &lead, &gap.text);
                self.quiet(1, &words::gap_details(gap));
            }
            (None, None) => self.push(0, Sign::Gap, &lead, "Nothing found"),
        }
    }

    fn lane(&mut self, lane: &LaneLine) {
        self.push(0, Sign::Point, lane.lane.name(), &words::lane_line(lane));
        if let Some(blocker) = &lane.blocker {
            self.led(1, Sign::None, "Blocker", blocker);
        }
        for statement in &lane.evidence {
            self.statement(1, Sign::None, statement);
        }
        if let Some(gap) = &lane.gap {
            self.gap(1, gap);
        }
    }

    fn commitment(&mut self, line: &CommitmentLine) {
        let lead = format!("{}, {}, {}", words::side(line.side), line.who, words::when_due(line));
        self.led(0, Sign::Point, &lead, &Statement { date: None, ..line.statement.clone() });
    }

    fn choice(&mut self, choice: &Choice) {
        self.push(0, Sign::Point, &choice.title, &choice.purpose);
        for statement in &choice.rests_on {
            self.led(1, Sign::None, "Rests on", statement);
        }
        if !choice.draft.is_empty() {
            self.push(1, Sign::None, &words::draft_mark(choice.tier), "");
            for line in choice.draft.lines() {
                self.push(1, Sign::None, "", line);
            }
        }
    }

    fn because(&mut self, lead: &str, text: &str, because: Option<&Statement>) {
        self.push(0, Sign::Point, lead, text);
        if let Some(statement) = because {
            self.led(1, Sign::None, "Because", statement);
        }
    }
}
