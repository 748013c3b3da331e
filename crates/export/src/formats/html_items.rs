//! The items of a briefing's parts as HTML, in the shapes of the app's own briefing view.

use domain::{
    Choice, Citations, CommitmentLine, CommitmentState, Force, Gap, Item, LaneLine, LaneState, Letter, LetterState,
    Mark, PersonFact, PersonLine, Side, SourceLine, Statement,
};

use super::html::escape;
use crate::{layout::Numbers, words};

/// Draws the items of one part.
pub(crate) struct Items<'a> {
    pub(crate) numbers: &'a Numbers<'a>,
    pub(crate) part: u8,
}

/// A text made safe for its place.
fn safe(text: &str) -> String {
    escape(&words::clean(text))
}

impl Items<'_> {
    pub(crate) fn html(&self, items: &[Item]) -> String {
        let mut out = String::new();
        let mut open = "";
        for item in items {
            let (tag, class) = match item {
                Item::Person(_) => ("ul", "people"),
                Item::Letter(_) => ("ul", "meddpicc"),
                Item::Lane(_) => ("ul", "lanes"),
                Item::Commitment(_) => ("ul", "commits"),
                Item::Choice(_) => ("div", "choices"),
                Item::Source(_) => ("ol", "sources"),
                _ => ("", ""),
            };
            if open != tag {
                if !open.is_empty() {
                    out.push_str(&format!("</{open}>\n"));
                }
                if !tag.is_empty() {
                    out.push_str(&format!("<{tag} class=\"{class}\">\n"));
                }
                open = tag;
            }
            out.push_str(&self.item(item));
        }
        if !open.is_empty() {
            out.push_str(&format!("</{open}>\n"));
        }
        out
    }

    fn item(&self, item: &Item) -> String {
        match item {
            Item::Statement(statement) if self.part == 1 => {
                format!("<p class=\"lead\">{}</p>\n", self.sentence(&statement.text, &statement.citations))
            }
            Item::Statement(statement) => self.statement(statement),
            Item::Gap(gap) => gap_box(gap),
            Item::Person(person) => self.person(person),
            Item::Letter(letter) => self.letter(letter),
            Item::Lane(lane) => self.lane(lane),
            Item::Commitment(line) => self.commitment(line),
            Item::Contradiction { text, sides } => {
                let sides: String = sides.iter().map(|side| format!("<div>{}</div>", self.aside(side))).collect();
                format!("<div class=\"contra\"><h3>{}</h3>{sides}</div>\n", safe(text))
            }
            Item::Concern { raised, answered, answer, gap } => {
                let (class, word) = if *answered { ("ok", "Answered") } else { ("open", "Open") };
                let state = format!("<span class=\"state {class}\">{word}</span> ");
                let answer = answer
                    .as_ref()
                    .map(|answer| format!("<div class=\"under\">{}</div>\n", self.labelled("Answer", answer)));
                let gap = gap.as_ref().map(gap_box).unwrap_or_default();
                format!("{}{}{gap}", self.told(raised, &state), answer.unwrap_or_default())
            }
            Item::Choice(choice) => self.choice(choice),
            Item::Question { text, because } => self.because("Ask", text, because.as_ref()),
            Item::Avoid { text, because } => self.because("Do not say", text, because.as_ref()),
            Item::NeedsApproval { text, who, because } => {
                self.because(&format!("Needs approval by {}", safe(who)), text, because.as_ref())
            }
            Item::Source(line) => source(line),
        }
    }

    /// The sentence, its quotes in italics, its source marks held to the last word.
    fn sentence(&self, text: &str, citations: &Citations) -> String {
        let text = safe(text).replace('“', "<q>").replace('”', "</q>");
        let marks = self.marks(citations);
        match text.rsplit_once(' ') {
            Some((start, last)) if !last.contains(['<', '>']) && !marks.is_empty() => {
                format!("{start} <span class=\"nb\">{last}{marks}</span>")
            }
            _ => format!("{text}{marks}"),
        }
    }

    fn marks(&self, citations: &Citations) -> String {
        self.numbers.lines(citations).iter().map(|line| mark(line)).collect()
    }

    fn statement(&self, statement: &Statement) -> String {
        match (&statement.label, statement.date) {
            (Some(label), None) => {
                let sentence = self.sentence(&statement.text, &statement.citations);
                let class = mark_class(statement.mark);
                format!(
                    "<div class=\"st fact{class}\"><span class=\"label\">{}</span><p>{sentence}</p></div>\n",
                    safe(label)
                )
            }
            _ => self.told(statement, ""),
        }
    }

    /// A statement with its date in the margin, after words of ours that are markup already.
    fn told(&self, statement: &Statement, before: &str) -> String {
        let class = mark_class(statement.mark);
        let gone = if statement.mark == Some(Mark::Gone) { "<span class=\"tag\">No longer there</span> " } else { "" };
        let label = statement.label.as_deref().map(|label| format!("<span class=\"tag\">{}</span> ", safe(label)));
        let sentence = self.sentence(&statement.text, &statement.citations);
        let text = format!("<p>{before}{gone}{}{sentence}</p>", label.unwrap_or_default());
        match statement.date {
            Some(date) => {
                format!(
                    "<div class=\"st dated{class}\"><time datetime=\"{date}\">{}</time>{text}</div>\n",
                    words::short_day(date)
                )
            }
            None => format!("<div class=\"st{class}\">{text}</div>\n"),
        }
    }

    fn labelled(&self, label: &str, statement: &Statement) -> String {
        format!("<span class=\"tag\">{label}</span> {}", self.sentence(&statement.text, &statement.citations))
    }

    fn aside(&self, statement: &Statement) -> String {
        let date = statement.date.map(words::day);
        let over: Vec<String> = [statement.label.clone(), date].into_iter().flatten().collect();
        let sentence = self.sentence(&statement.text, &statement.citations);
        format!("<div class=\"mute\">{}</div>{sentence}", safe(&over.join(", ")))
    }

    fn person(&self, person: &PersonLine) -> String {
        let mut columns = String::new();
        let mut words_said = String::new();
        for fact in &person.facts {
            match fact {
                PersonFact::Known(statement) => {
                    let sentence = self.sentence(&statement.text, &statement.citations);
                    if statement.label.as_deref() == Some("In their words") {
                        words_said.push_str(&format!("<p class=\"words\">{sentence}</p>"));
                    } else {
                        columns.push_str(&format!("<div>{}{sentence}</div>", label(statement.label.as_deref())));
                    }
                }
                PersonFact::Unknown(gap) => {
                    let what = safe(&gap.text);
                    columns.push_str(&format!("<div class=\"unknown\">{}{what}</div>", label(gap.label.as_deref())));
                }
            }
        }
        let class = match (person.invited, person.side) {
            (false, _) => " class=\"missing\"",
            (true, Side::Ours) => " class=\"ours\"",
            (true, Side::Theirs) => "",
        };
        let side = if person.side == Side::Ours { "Ours" } else { "Theirs" };
        let side = if person.invited { side.to_owned() } else { format!("{side}, not invited") };
        let title = person.title.as_deref().map(|title| format!("{}. ", safe(title))).unwrap_or_default();
        format!(
            "<li{class}><div class=\"who\"><b>{}</b><span class=\"mute\">{title}{side}</span></div><div class=\"facts\">{columns}</div>{words_said}</li>\n",
            safe(&person.name)
        )
    }

    fn letter(&self, letter: &Letter) -> String {
        let word = words::letter_state(letter.state);
        let on = match letter.state {
            LetterState::Empty => 0,
            LetterState::Suggested => 1,
            LetterState::Noted => 2,
            LetterState::Validated => 3,
        };
        let pips: String = (0..3).map(|pip| if pip < on { "<i class=\"on\"></i>" } else { "<i></i>" }).collect();
        let says = match (&letter.statement, &letter.gap) {
            (Some(statement), _) => format!("<p>{}</p>", self.sentence(&statement.text, &statement.citations)),
            (None, Some(gap)) => format!("<p class=\"unknown\">{}</p>", safe(&gap.text)),
            (None, None) => String::new(),
        };
        format!(
            "<li class=\"{word}\"><div class=\"l\">{}</div><div class=\"k\">{}</div><div class=\"pips\" aria-hidden=\"true\">{pips}</div><div class=\"v\">{word}</div>{says}</li>\n",
            safe(&letter.letter.to_string()),
            safe(&letter.name)
        )
    }

    fn lane(&self, lane: &LaneLine) -> String {
        let (at, class) = match lane.state {
            LaneState::Unknown => (0, "unknown"),
            LaneState::Mentioned => (1, "mentioned"),
            LaneState::Started => (2, "started"),
            LaneState::Blocked => (2, "blocked"),
            LaneState::Done => (3, "done"),
        };
        let track: String = (1..=3).map(|step| if step <= at { "<i class=\"on\"></i>" } else { "<i></i>" }).collect();
        let mut says: Vec<String> = Vec::new();
        says.extend(lane.blocker.as_ref().map(|blocker| self.labelled("Blocker", blocker)));
        says.extend(lane.evidence.iter().map(|statement| self.sentence(&statement.text, &statement.citations)));
        says.extend(lane.gap.as_ref().map(|gap| format!("<span class=\"unknown\">{}</span>", safe(&gap.text))));
        let says: String = says.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
        format!(
            "<li class=\"{class}\"><b>{}</b><span class=\"track\" aria-hidden=\"true\">{track}</span><span class=\"state\">{}</span><div><span class=\"mute\">{}</span>{says}</div><span class=\"due\">{}</span></li>\n",
            lane.lane.name(),
            words::lane_state(lane.state),
            escape(&words::lane_owners(lane)),
            lane.due.map_or_else(|| "no date".to_owned(), words::short_day)
        )
    }

    fn commitment(&self, line: &CommitmentLine) -> String {
        let class = if line.state == CommitmentState::Overdue { " class=\"over\"" } else { "" };
        let (arrow, side) = match line.side {
            Side::Ours => ("→", "ours"),
            Side::Theirs => ("←", "theirs"),
        };
        format!(
            "<li{class}><span class=\"side {side}\">{arrow} {}</span><p>{} <span class=\"mute\">{}</span></p><span class=\"when\">{}</span></li>\n",
            words::side(line.side),
            self.sentence(&line.statement.text, &line.statement.citations),
            safe(&line.who),
            words::when_due(line)
        )
    }

    fn choice(&self, choice: &Choice) -> String {
        let rests: String = choice
            .rests_on
            .iter()
            .map(|on| format!("<p class=\"rest\">{}</p>", self.labelled("Rests on", on)))
            .collect();
        let draft = if choice.draft.is_empty() {
            String::new()
        } else {
            let lines: String = choice.draft.lines().map(|line| format!("{}\n", safe(line))).collect();
            format!(
                "<div class=\"draft\"><span class=\"stamp\">{}</span><pre>{}</pre></div>",
                escape(&words::draft_mark(choice.tier)),
                lines.trim_end()
            )
        };
        format!(
            "<div class=\"choice\"><h3>{}</h3><p>{}</p>{rests}{draft}</div>\n",
            safe(&choice.title),
            safe(&choice.purpose)
        )
    }

    /// `lead` is markup already.
    fn because(&self, lead: &str, text: &str, because: Option<&Statement>) -> String {
        let why =
            because.map(|statement| format!("<div class=\"under\">{}</div>", self.labelled("Because", statement)));
        format!(
            "<div class=\"st\"><p><span class=\"tag\">{lead}</span> {}</p>{}</div>\n",
            safe(text),
            why.unwrap_or_default()
        )
    }
}

fn label(label: Option<&str>) -> String {
    label.map(|label| format!("<span class=\"tag\">{}</span> ", safe(label))).unwrap_or_default()
}

fn mark_class(mark: Option<Mark>) -> &'static str {
    match mark {
        Some(Mark::New) => " new",
        Some(Mark::Gone) => " gone",
        None => "",
    }
}

/// The class and the spoken name of a source's mark: round for history, square for a document, its state beside it.
fn mark_kind(line: &SourceLine) -> (&'static str, String) {
    match (line.entry_kind, line.force) {
        (Some(_), _) => ("cite hist", "account history".to_owned()),
        (None, Some(Force::InForce) | None) => ("cite", "document".to_owned()),
        (None, Some(Force::Aging)) => ("cite aging", "document, aging".to_owned()),
        (None, Some(force)) => ("cite expired", format!("document, {}", force.word())),
    }
}

fn mark(line: &SourceLine) -> String {
    let (class, kind) = mark_kind(line);
    let number = line.number;
    format!("<a class=\"{class}\" href=\"#source-{number}\" aria-label=\"Source {number}, {kind}\">{number}</a>")
}

fn source(line: &SourceLine) -> String {
    let (class, _) = mark_kind(line);
    let number = line.number;
    let text = safe(&words::source(line));
    format!("<li id=\"source-{number}\"><span class=\"{class}\">{number}</span><span>{text}</span></li>\n")
}

fn gap_box(gap: &Gap) -> String {
    let label = gap.label.as_deref().map(|label| format!("{}: ", safe(label))).unwrap_or_default();
    let details = escape(&words::gap_details(gap));
    format!("<div class=\"gapbox\"><div><b>{label}{}</b></div><small>{details}</small></div>\n", safe(&gap.text))
}
