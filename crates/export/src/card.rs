//! An objection card as numbered parts of rows, in the order in which a person needs them. Knows no file format.

use domain::{Audience, Citations, ObjectionCard, PassageId, QuestionPart, Statement};

use crate::{
    layout::{Part, Row, Sign},
    words,
};

/// What stands above the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) over: String,
    pub(crate) title: String,
    pub(crate) facts: Vec<String>,
}

/// The head of a card.
pub(crate) fn head(card: &ObjectionCard) -> Head {
    let head = &card.head;
    let reader = match head.reader {
        Audience::Nda => "This buyer may read public documents and those under NDA",
        Audience::Public | Audience::Internal => "This buyer may read public documents; no NDA is on file",
    };
    Head {
        over: format!("{}, Objection briefing", words::clean(&head.account_name)),
        title: words::clean(&card.question),
        facts: vec![
            format!("As of {}", words::time(head.as_of, head.zone_minutes)),
            reader.to_owned(),
            format!(
                "{} read, {} searched",
                words::entries(head.entries_read),
                words::documents(head.documents_searched)
            ),
        ],
    }
}

/// The parts of a card.
pub(crate) fn parts(card: &ObjectionCard) -> Vec<Part> {
    let rows = Rows { card };
    let all = [
        ("The question", rows.question()),
        ("What may lie behind it", rows.behind()),
        ("Answer", rows.answer()),
        ("Scope", rows.scope()),
        ("Evidence to offer", rows.offers()),
        ("Do not say", rows.avoid()),
        ("Told before", rows.told()),
        ("Who must approve", rows.approval()),
        ("How to confirm that it is settled", card.settled.iter().map(|line| row(0, Sign::Point, "", line)).collect()),
        ("Searched and rejected", rows.searched()),
    ];
    let mut parts: Vec<Part> = Vec::new();
    for (number, (title, rows)) in (1..).zip(all) {
        parts.push(Part { number, title: title.to_owned(), note: None, rows, sources: Vec::new() });
    }
    let number = u8::try_from(parts.len() + 1).unwrap_or(u8::MAX);
    parts.push(Part {
        number,
        title: "Sources".to_owned(),
        note: None,
        rows: Vec::new(),
        sources: card.sources.clone(),
    });
    parts
}

fn row(depth: usize, sign: Sign, lead: &str, text: &str) -> Row {
    Row { depth, sign, lead: words::clean(lead), text: words::clean(text), cites: Vec::new(), quiet: false }
}

fn quiet(depth: usize, text: &str) -> Row {
    Row { quiet: true, ..row(depth, Sign::None, "", text) }
}

struct Rows<'a> {
    card: &'a ObjectionCard,
}

impl Rows<'_> {
    fn number(&self, passage: PassageId) -> Option<u32> {
        self.card.sources.iter().find(|line| line.passage == passage).map(|line| line.number)
    }

    fn cites(&self, citations: &Citations) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for number in citations.iter().filter_map(|citation| self.number(citation.passage)) {
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }

    fn said(&self, depth: usize, sign: Sign, lead: &str, statement: &Statement) -> Row {
        Row { cites: self.cites(&statement.citations), ..row(depth, sign, lead, &statement.text) }
    }

    fn question(&self) -> Vec<Row> {
        let card = self.card;
        let asked = match &card.asked {
            Some(statement) => self.said(0, Sign::None, "Asked by", statement),
            None => row(0, Sign::None, "Asked", &format!("“{}” (not found in the account’s history)", card.question)),
        };
        let category = card.category.map_or("none of the six", domain::Category::words);
        vec![asked, row(0, Sign::None, "Category", category)]
    }

    fn behind(&self) -> Vec<Row> {
        let may = self.card.behind.iter().map(|line| row(0, Sign::Point, "Perhaps", line));
        may.chain(self.card.clarify.iter().map(|line| row(0, Sign::Point, "Ask", line))).collect()
    }

    /// The words of a part stand above its rows where there are several.
    fn each(&self, rows: impl Fn(&QuestionPart, usize) -> Vec<Row>) -> Vec<Row> {
        let several = self.card.parts.len() > 1;
        let mut out = Vec::new();
        for part in &self.card.parts {
            let own = rows(part, usize::from(several));
            if several && !own.is_empty() {
                out.push(row(0, Sign::None, &part.asked, ""));
            }
            out.extend(own);
        }
        out
    }

    fn answer(&self) -> Vec<Row> {
        self.each(|part, depth| {
            let sign = if part.state.has_answer() { Sign::None } else { Sign::Gap };
            let mut out = vec![row(depth, sign, part.state.words(), &part.because)];
            if let Some(plain) = &part.read_as {
                out.push(quiet(depth, &format!("Answered as: {plain}")));
            }
            for statement in &part.answer {
                let lead = statement.label.clone().unwrap_or_default();
                out.push(self.said(depth + 1, Sign::Point, &lead, statement));
            }
            if let Some(route) = &part.route {
                let names =
                    if route.people.is_empty() { "nobody named yet".to_owned() } else { route.people.join(", ") };
                out.push(row(depth + 1, Sign::Point, "Goes to", &format!("{} ({names})", route.role.words())));
            }
            out
        })
    }

    fn scope(&self) -> Vec<Row> {
        let found = self.each(|part, depth| {
            let holds = part.scope.holds.iter().map(|one| {
                let from = one.from.map(|day| format!(" from {}", words::day(day))).unwrap_or_default();
                let until = one
                    .until
                    .map_or_else(|| ", no last day named".to_owned(), |day| format!(" until {}", words::day(day)));
                let state = one.force.word();
                row(
                    depth,
                    Sign::Point,
                    &format!("{}, version {}", one.title, one.version),
                    &format!("{state}{from}{until}"),
                )
            });
            let said = part
                .scope
                .lines
                .iter()
                .map(|line| self.said(depth, Sign::Point, &line.label.clone().unwrap_or_default(), line));
            holds.chain(said).collect()
        });
        or_gap(found, "No answer, so no scope")
    }

    fn offers(&self) -> Vec<Row> {
        let found = self.each(|part, depth| {
            let one = |offer: &domain::Offer| {
                let place = if offer.place.is_empty() { String::new() } else { format!(", {}", offer.place) };
                let audience = if offer.audience == Audience::Nda { "under the NDA on file" } else { "public" };
                Row {
                    cites: self.number(offer.passage).into_iter().collect(),
                    ..row(
                        depth,
                        Sign::Point,
                        &format!("{}, version {}", offer.title, offer.version),
                        &format!("{audience}{place}"),
                    )
                }
            };
            part.offers.iter().map(one).collect()
        });
        or_gap(found, "Nothing to offer")
    }

    fn avoid(&self) -> Vec<Row> {
        let mut out = Vec::new();
        for one in &self.card.do_not_say {
            out.push(row(0, Sign::Point, "Do not say", &one.text));
            out.extend(one.because.iter().map(|because| self.said(1, Sign::None, "Because", because)));
        }
        or_gap(out, "No warning found")
    }

    fn told(&self) -> Vec<Row> {
        let told = self.card.told.iter().map(|one| {
            let differs = if one.differs.is_empty() { String::new() } else { format!(" ({})", one.differs.join(", ")) };
            let sign = if one.agreement == domain::Agreement::Differs { Sign::Conflict } else { Sign::Point };
            self.said(0, sign, &format!("{}{differs}", one.agreement.words()), &one.statement)
        });
        or_gap(told.collect(), "Nothing found that this buyer was told about it in mails or calls")
    }

    fn approval(&self) -> Vec<Row> {
        let Some(approval) = &self.card.approval else {
            return vec![row(0, Sign::Gap, "", "Nothing to approve yet")];
        };
        let mut out = vec![row(0, Sign::None, "", &approval.because)];
        out.extend(approval.who.iter().map(|who| row(1, Sign::Point, "Signs", who)));
        out
    }

    fn searched(&self) -> Vec<Row> {
        self.each(|part, depth| {
            let looked = part.searched.looked_for.join(", ");
            let mut out =
                vec![quiet(depth, &format!("Looked for {looked} in {}", words::documents(part.searched.documents)))];
            for one in &part.rejected {
                let title = one.statement.label.clone().unwrap_or_default();
                out.push(self.said(depth, Sign::Gone, &format!("{title}, {}", one.reason.words()), &one.statement));
            }
            if part.rejected.is_empty() {
                out.push(quiet(depth, "Nothing that speaks to it had to be rejected"));
            }
            out
        })
    }
}

fn or_gap(rows: Vec<Row>, text: &str) -> Vec<Row> {
    if rows.is_empty() { vec![row(0, Sign::Gap, "", text)] } else { rows }
}
