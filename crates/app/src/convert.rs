//! From what the rooms return to what is kept and shown: passages, times, states.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::{
    AccountId, Audience, Briefing, Choice, ChoiceKind, Citation, CommitmentLine, CommitmentState, Force, Gap, Item,
    LaneLine, LaneState, Letter, LetterState, Mark, Passage, PassageId, PersonFact, PersonLine, Sensitivity, Side,
    SourceId, SourceLine, Statement, TextHash,
};
use ingest::Cut;

use crate::view::{
    ChoiceView, CitationView, FactView, ForceView, GapView, ItemView, LaneStateView, LaneView, LetterStateView,
    LetterView, MarkView, PersonCard, PromiseState, SectionView, SideView, SpanView, StatementView,
};

/// Numbers the cuts of one source and hashes their text.
pub(crate) fn passages(source: SourceId, account: Option<AccountId>, cuts: Vec<Cut>) -> Vec<Passage> {
    cuts.into_iter()
        .zip(0..)
        .map(|(cut, ordinal)| Passage {
            id: PassageId { source, ordinal },
            account,
            place: cut.place,
            heading: cut.heading,
            speaker: cut.speaker,
            quoted: cut.quoted,
            hash: TextHash::of(&cut.text),
            text: cut.text,
        })
        .collect()
}

/// RFC 3339 in UTC.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn force(force: Force) -> ForceView {
    match force {
        Force::InForce => ForceView::InForce,
        Force::Aging => ForceView::Aging,
        Force::NotYet => ForceView::NotYet,
        Force::Expired => ForceView::Expired,
        Force::Superseded => ForceView::Superseded,
        Force::Withdrawn => ForceView::Withdrawn,
        Force::Quarantine => ForceView::Quarantine,
    }
}

pub(crate) fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "internal",
        Audience::Nda => "nda",
        Audience::Public => "public",
    }
}

pub(crate) fn sensitivity_word(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Public => "public",
        Sensitivity::Internal => "internal",
        Sensitivity::Confidential => "confidential",
        Sensitivity::Restricted => "restricted",
    }
}

pub(crate) fn side(side: Side) -> SideView {
    match side {
        Side::Ours => SideView::Ours,
        Side::Theirs => SideView::Theirs,
    }
}

pub(crate) fn promise(state: CommitmentState) -> PromiseState {
    match state {
        CommitmentState::Overdue => PromiseState::Overdue,
        CommitmentState::Open => PromiseState::Open,
        CommitmentState::Kept => PromiseState::Kept,
    }
}

/// Draws statements with the source numbers of one briefing; without a briefing all numbers are 0.
pub(crate) struct Numbers {
    by_passage: std::collections::BTreeMap<PassageId, (u32, Option<Force>)>,
    next: std::cell::Cell<u32>,
}

impl Numbers {
    pub(crate) fn none() -> Self {
        Self { by_passage: std::collections::BTreeMap::new(), next: std::cell::Cell::new(0) }
    }

    pub(crate) fn of(briefing: &Briefing) -> Self {
        let items = briefing.sections.iter().flat_map(|section| &section.items);
        Self::of_lines(items.filter_map(|item| match item {
            Item::Source(line) => Some(line),
            _ => None,
        }))
    }

    /// Of a list of sources.
    pub(crate) fn of_lines<'a>(lines: impl IntoIterator<Item = &'a SourceLine>) -> Self {
        let numbered = lines.into_iter().map(|line| (line.passage, (line.number, line.force)));
        Self { by_passage: numbered.collect(), next: std::cell::Cell::new(0) }
    }

    pub(crate) fn citation(&self, citation: &Citation) -> CitationView {
        let (number, state) = self.by_passage.get(&citation.passage).copied().unwrap_or_default();
        CitationView {
            number,
            passage: citation.passage.to_string(),
            hash: citation.hash.to_string(),
            quote: citation.quote.clone(),
            library: matches!(citation.passage.source, SourceId::Version(_)),
            force: state.map(force),
        }
    }

    pub(crate) fn statement(&self, statement: &Statement) -> StatementView {
        let key = self.next.get();
        self.next.set(key + 1);
        StatementView {
            key: format!("s{key}"),
            spans: spans(&statement.text),
            date: day(statement.date),
            label: statement.label.clone(),
            mark: statement.mark.map(|mark| match mark {
                Mark::New => MarkView::New,
                Mark::Gone => MarkView::Gone,
            }),
            citations: statement.citations.iter().map(|citation| self.citation(citation)).collect(),
        }
    }

    fn maybe(&self, statement: Option<&Statement>) -> Option<StatementView> {
        statement.map(|statement| self.statement(statement))
    }

    fn all(&self, statements: &[Statement]) -> Vec<StatementView> {
        statements.iter().map(|statement| self.statement(statement)).collect()
    }

    pub(crate) fn person(&self, line: &PersonLine) -> PersonCard {
        PersonCard {
            contact: line.contact.map(|id| id.to_string()),
            name: line.name.clone(),
            title: line.title.clone(),
            emails: Vec::new(),
            invited: line.invited,
            facts: line.facts.iter().map(|fact| self.fact(fact)).collect(),
        }
    }

    fn fact(&self, fact: &PersonFact) -> FactView {
        match fact {
            PersonFact::Known(statement) => {
                FactView { label: statement.label.clone(), known: Some(self.statement(statement)), gap: None }
            }
            PersonFact::Unknown(missing) => {
                FactView { label: missing.label.clone(), known: None, gap: Some(gap(missing)) }
            }
        }
    }

    pub(crate) fn letter(&self, letter: &Letter) -> LetterView {
        LetterView {
            letter: letter.letter.to_string(),
            name: letter.name.clone(),
            state: match letter.state {
                LetterState::Empty => LetterStateView::Empty,
                LetterState::Suggested => LetterStateView::Suggested,
                LetterState::Noted => LetterStateView::Noted,
                LetterState::Validated => LetterStateView::Validated,
            },
            statement: self.maybe(letter.statement.as_ref()),
            gap: letter.gap.as_ref().map(gap),
        }
    }

    pub(crate) fn lane(&self, line: &LaneLine) -> LaneView {
        LaneView {
            lane: serde_json::to_value(line.lane).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
            name: line.lane.name().to_owned(),
            state: match line.state {
                LaneState::Unknown => LaneStateView::Unknown,
                LaneState::Mentioned => LaneStateView::Mentioned,
                LaneState::Started => LaneStateView::Started,
                LaneState::Blocked => LaneStateView::Blocked,
                LaneState::Done => LaneStateView::Done,
            },
            owner_here: line.owner_here.clone(),
            owner_there: line.owner_there.clone(),
            due: day(line.due),
            blocker: self.maybe(line.blocker.as_ref()),
            evidence: self.all(&line.evidence),
            gap: line.gap.as_ref().map(gap),
        }
    }

    fn commitment(&self, line: &CommitmentLine) -> ItemView {
        ItemView::Commitment {
            side: side(line.side),
            who: line.who.clone(),
            due: day(line.due),
            state: promise(line.state),
            overdue_days: line.overdue_days,
            statement: self.statement(&line.statement),
        }
    }

    fn choice(&self, choice: &Choice) -> ItemView {
        ItemView::Choice {
            choice: match choice.kind {
                ChoiceKind::Framing => ChoiceView::Framing,
                ChoiceKind::FollowUp => ChoiceView::FollowUp,
            },
            title: choice.title.clone(),
            purpose: choice.purpose.clone(),
            rests_on: self.all(&choice.rests_on),
            draft: choice.draft.clone(),
            tier: choice.tier.map(|tier| tier.words().to_owned()),
        }
    }

    pub(crate) fn item(&self, item: &Item) -> ItemView {
        match item {
            Item::Statement(statement) => ItemView::Statement { statement: self.statement(statement) },
            Item::Gap(missing) => ItemView::Gap { gap: gap(missing) },
            Item::Person(line) => ItemView::Person { side: side(line.side), person: self.person(line) },
            Item::Letter(letter) => ItemView::Letter { letter: self.letter(letter) },
            Item::Lane(line) => ItemView::Lane { lane: self.lane(line) },
            Item::Commitment(line) => self.commitment(line),
            Item::Contradiction { text, sides } => {
                ItemView::Contradiction { text: text.clone(), sides: self.all(sides) }
            }
            Item::Concern { raised, answered, answer, gap: missing } => ItemView::Concern {
                raised: self.statement(raised),
                answered: *answered,
                answer: self.maybe(answer.as_ref()),
                gap: missing.as_ref().map(gap),
            },
            Item::Choice(choice) => self.choice(choice),
            Item::Question { text, because } => {
                ItemView::Question { text: text.clone(), because: self.maybe(because.as_ref()) }
            }
            Item::Avoid { text, because } => {
                ItemView::Avoid { text: text.clone(), because: self.maybe(because.as_ref()) }
            }
            Item::NeedsApproval { text, who, because } => {
                ItemView::Approval { text: text.clone(), who: who.clone(), because: self.maybe(because.as_ref()) }
            }
            Item::Source(line) => source(line),
        }
    }

    pub(crate) fn sections(&self, briefing: &Briefing) -> Vec<SectionView> {
        let section = |section: &domain::Section| SectionView {
            number: u32::from(section.number),
            title: section.title.clone(),
            note: section.note.clone(),
            items: section.items.iter().map(|item| self.item(item)).collect(),
        };
        briefing.sections.iter().map(section).collect()
    }
}

pub(crate) fn source(source: &SourceLine) -> ItemView {
    ItemView::Source {
        number: source.number,
        passage: source.passage.to_string(),
        hash: source.hash.to_string(),
        title: source.title.clone(),
        by: source.by.clone(),
        date: source.date.to_string(),
        entry_kind: source.entry_kind.map(|kind| kind.word().to_owned()),
        version: source.version,
        force: source.force.map(force),
        place: source.place.clone(),
    }
}

pub(crate) fn gap(gap: &Gap) -> GapView {
    GapView {
        text: gap.text.clone(),
        label: gap.label.clone(),
        looked_for: gap.searched.looked_for.clone(),
        entries: gap.searched.entries,
        documents: gap.searched.documents,
        who: gap.who.clone(),
        question: gap.question.clone(),
    }
}

/// Cuts a text at its “ ” quotes; the marks stay with the quote.
fn spans(text: &str) -> Vec<SpanView> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('“') {
        let Some(length) = rest[start..].find('”') else {
            break;
        };
        let end = start + length + '”'.len_utf8();
        if start > 0 {
            spans.push(SpanView { text: rest[..start].to_owned(), quote: false });
        }
        spans.push(SpanView { text: rest[start..end].to_owned(), quote: true });
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        spans.push(SpanView { text: rest.to_owned(), quote: false });
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_cut_at_its_quotes_and_loses_nothing() {
        let text = "The CFO would “rather wait” and “see”. So.";
        let cut = spans(text);
        assert_eq!(cut.iter().map(|span| span.text.as_str()).collect::<String>(), text);
        assert_eq!(cut.iter().filter(|span| span.quote).count(), 2);
        assert_eq!(spans("an “unclosed quote").len(), 1);
    }
}
