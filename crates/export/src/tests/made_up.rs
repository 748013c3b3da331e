//! A briefing with every kind of item, and a release, both made up. `tail` is put behind every text, to try payloads.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, BriefingHead, Choice, ChoiceKind, Citation, Citations, CommitmentLine, CommitmentState, ContactId,
    EntryId, EntryKind, Force, Gap, Item, Lane, LaneLine, LaneState, Letter, LetterState, Mark, MeetingHead, PassageId,
    PersonFact, PersonLine, Searched, Section, Side, SourceId, SourceLine, Statement, TextHash, Tier, VersionId,
};
use uuid::Uuid;

use super::*;

fn id(number: u32) -> Uuid {
    Uuid::from_u128(u128::from(number))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Sources 1 to 9 are history, 10 and above the library.
fn passage(number: u32) -> PassageId {
    let source =
        if number < 10 { SourceId::Entry(EntryId(id(number))) } else { SourceId::Version(VersionId(id(number))) };
    PassageId { source, ordinal: 0 }
}

struct Maker<'t> {
    tail: &'t str,
}

impl Maker<'_> {
    fn t(&self, text: &str) -> String {
        format!("{text}{}", self.tail)
    }

    fn says(&self, text: &str, sources: &[u32]) -> Statement {
        let mut cited = sources.iter().map(|number| Citation {
            passage: passage(*number),
            hash: TextHash::of(number.to_string()),
            quote: self.t("quote"),
            start: 0,
            end: 5,
        });
        let first = cited.next().unwrap();
        let citations = Citations::new(first, cited.collect());
        Statement { text: self.t(text), date: None, label: None, mark: None, citations }
    }

    fn led(&self, label: &str, text: &str, sources: &[u32]) -> Statement {
        Statement { label: Some(self.t(label)), ..self.says(text, sources) }
    }

    fn dated(&self, date: &str, mark: Mark, text: &str, sources: &[u32]) -> Item {
        Item::Statement(Statement { date: Some(day(date)), mark: Some(mark), ..self.says(text, sources) })
    }

    fn gap(&self, text: &str) -> Gap {
        Gap {
            text: self.t(text),
            label: None,
            searched: Searched { looked_for: vec![self.t("budget holder")], entries: 1284, documents: 31 },
            who: Some(self.t("Ileana Dorrance")),
            question: Some(self.t("Who signs for phase two?")),
        }
    }

    fn person(&self, name: &str, title: &str, facts: Vec<PersonFact>) -> Item {
        Item::Person(PersonLine {
            contact: Some(ContactId(id(70))),
            name: self.t(name),
            title: Some(self.t(title)),
            side: Side::Theirs,
            invited: !facts.iter().any(|fact| matches!(fact, PersonFact::Known(known) if known.label.as_deref().is_some_and(|l| l.starts_with("Missing")))),
            facts,
        })
    }

    fn page(&self) -> Vec<(u8, &'static str, Vec<Item>)> {
        let known = |label: &str, text: &str, source: u32| PersonFact::Known(self.led(label, text, &[source]));
        let unknown =
            PersonFact::Unknown(Gap { label: Some(self.t("Stance")), ..self.gap("Nothing says where she stands.") });
        vec![
            (1, "In one sentence", vec![Item::Statement(self.says("We meet so that the new CFO can say whether Pellworth decides on 3 December or on 29 January; it is a good hour if the security review leaves with an owner and a date.", &[4, 7]))]),
            (2, "What changed", vec![
                self.dated("2026-11-02", Mark::New, "Ileana Dorrance became CFO. She follows Edmund Vasey, who sponsored the pilot.", &[1]),
                self.dated("2026-11-12", Mark::New, "Their legal team returned the processing terms with three redlines, all on liability.", &[5]),
                self.dated("2026-11-16", Mark::New, "The CFO would “rather take this to the board on 29 January than ask for half a decision on 3 December”.", &[4]),
                self.dated("2026-11-10", Mark::Gone, "The words “group-wide rollout” are gone from their business case.", &[6]),
            ]),
            (3, "Who is in the room", vec![
                self.person("Ileana Dorrance", "Chief financial officer", vec![
                    known("Role in the decision", "Economic buyer in the CRM.", 1), unknown, known("Last contact", "Mail on 16 November.", 4),
                    known("In their words", "“Show me what phase one costs if phase two never happens.”", 4)]),
                self.person("Hamish Torrell", "Chief operating officer", vec![
                    known("Role in the decision", "Approver.", 9), known("Stance", "In favour on 4 November.", 9),
                    known("In their words", "“The backlog is the reason I am in this at all.”", 9)]),
                self.person("Priya Raman", "Head of information security", vec![known("Missing because", "She answers for the review and is not invited.", 7)]),
            ]),
            (4, "Their business", vec![Item::Statement(self.says("The aim for 2027 is to settle “four claims in five without a letter”.", &[2])), Item::Statement(self.says("The lease on the Hull mail room ends on 31 March.", &[8]))]),
            (5, "Where the deal stands", vec![
                Item::Statement(self.led("Amount", "EUR 486,000.", &[3])), Item::Statement(self.led("Stage", "Proposal since 16 October.", &[3])),
                Item::Statement(self.led("Close date", "18 December 2026, moved twice.", &[3])),
                Item::Gap(Gap { label: Some(self.t("Next step")), ..self.gap("No dated next step with an owner.") }),
                Item::Contradiction { text: self.t("Two sources disagree on the date"), sides: vec![self.led("CRM", "Closes on 18 December.", &[3]), self.led("The CFO", "Board on 29 January.", &[4])] },
            ]),
            (6, "Qualification", self.letters()),
            (7, "Buying process", self.lanes()),
        ]
    }

    fn letters(&self) -> Vec<Item> {
        let rows = [
            ('M', "Metrics", LetterState::Validated, "Today 46 per cent settle without a letter.", 2),
            ('E', "Economic buyer", LetterState::Validated, "Ileana Dorrance decides.", 1),
            ('D', "Decision criteria", LetterState::Noted, "Phase one must stand on its own.", 4),
            ('D', "Decision process", LetterState::Suggested, "The board meets on 29 January.", 4),
            ('P', "Paper process", LetterState::Empty, "Nobody has said how the paper is signed.", 0),
            ('I', "Identified pain", LetterState::Validated, "The backlog grows by 300 claims a week.", 9),
            ('C', "Champion", LetterState::Validated, "Sunniva Aske offers to own the review.", 7),
            ('C', "Competition", LetterState::Noted, "They also spoke to Tallowgate.", 8),
        ];
        let letter = |(letter, name, state, text, source): (char, &str, LetterState, &str, u32)| {
            Item::Letter(Letter {
                letter,
                name: self.t(name),
                state,
                statement: (source > 0).then(|| self.says(text, &[source])),
                gap: (source == 0).then(|| self.gap(text)),
            })
        };
        rows.into_iter().map(letter).collect()
    }

    fn lanes(&self) -> Vec<Item> {
        let states =
            [LaneState::Done, LaneState::Blocked, LaneState::Started, LaneState::Mentioned, LaneState::Unknown];
        let lane = |(lane, state): (Lane, LaneState)| {
            Item::Lane(LaneLine {
                lane,
                state,
                owner_here: Some(self.t("Mara Ellvik")),
                owner_there: (state != LaneState::Blocked).then(|| self.t("Nadia Bashiran")),
                due: (state == LaneState::Started).then(|| day("2026-11-27")),
                blocker: (state == LaneState::Blocked).then(|| self.says("Nobody there owns the review.", &[7])),
                evidence: if state == LaneState::Started {
                    vec![self.says("Three redlines are with them.", &[5])]
                } else {
                    vec![]
                },
                gap: (state == LaneState::Unknown).then(|| self.gap("No sponsor is named since 30 October.")),
            })
        };
        Lane::ALL.into_iter().zip(states).map(lane).collect()
    }

    #[expect(clippy::too_many_lines, reason = "a table reads best in one piece")]
    fn annex(&self) -> Vec<(u8, &'static str, Vec<Item>)> {
        let promise = |side, text: &str, state, days| {
            Item::Commitment(CommitmentLine {
                side,
                who: self.t("Devan Malhan"),
                due: Some(day("2026-11-13")),
                state,
                overdue_days: days,
                statement: self.says(text, &[6]),
            })
        };
        let choice = |kind, title: &str, draft: &str| {
            Item::Choice(Choice {
                kind,
                title: self.t(title),
                purpose: self.t("Keeps December for the security review."),
                rests_on: vec![self.says("The board meets on 29 January.", &[4])],
                draft: self.t(draft),
                tier: Some(Tier::ManagerApproved),
            })
        };
        vec![
            (
                8,
                "Open commitments",
                vec![
                    promise(Side::Ours, "Penetration test summary to Sunniva Aske.", CommitmentState::Overdue, 6),
                    promise(Side::Theirs, "Volumes by line of business.", CommitmentState::Open, 0),
                ],
            ),
            (
                9,
                "Concerns raised",
                vec![
                    Item::Concern {
                        raised: self.says("“Your four hours is a target, not a promise”, said the COO.", &[9]),
                        answered: false,
                        answer: None,
                        gap: Some(self.gap("Nothing answers it.")),
                    },
                    Item::Concern {
                        raised: self.says("Where are the copies?", &[5]),
                        answered: true,
                        answer: Some(self.says("Within the European Union.", &[10])),
                        gap: None,
                    },
                ],
            ),
            (
                10,
                "Risks, contradictions and gaps",
                vec![Item::Gap(self.gap("Who holds the budget for phase two is not known."))],
            ),
            (
                11,
                "For the conversation",
                vec![
                    choice(ChoiceKind::Framing, "One decision, in January", ""),
                    choice(ChoiceKind::Framing, "Phase one on its own", ""),
                    Item::Question {
                        text: self.t("Who will own the security review?"),
                        because: Some(self.says("Nobody there owns it.", &[7])),
                    },
                    Item::Avoid {
                        text: self.t("That restoration in four hours is certain."),
                        because: Some(self.says("The schedule says target.", &[11])),
                    },
                    Item::NeedsApproval {
                        text: self.t("A price for phase one alone"),
                        who: self.t("Deal desk"),
                        because: None,
                    },
                ],
            ),
            (
                12,
                "Follow-up drafts",
                vec![
                    choice(
                        ChoiceKind::FollowUp,
                        "Thank you, and two questions",
                        "Dear Ileana,\n\nThank you for the hour.\n\nMara",
                    ),
                    choice(ChoiceKind::FollowUp, "Two ways to phase", "Dear Ileana,\n\nHere are two ways.\n\nMara"),
                ],
            ),
            (13, "Sources", (1..=12).map(|number| self.source(number)).collect()),
        ]
    }

    fn source(&self, number: u32) -> Item {
        let force = [Force::InForce, Force::Aging, Force::Expired].get((number as usize).wrapping_sub(10)).copied();
        Item::Source(SourceLine {
            number,
            passage: passage(number),
            hash: TextHash::of(number.to_string()),
            title: self.t("Re: board paper, timing"),
            by: Some(self.t("Ileana Dorrance")),
            date: day("2026-11-16"),
            entry_kind: (number < 10).then_some(EntryKind::Mail),
            version: (number >= 10).then_some(2),
            force,
            place: self.t("lines 4–9"),
        })
    }
}

pub(super) fn briefing(tail: &str) -> Briefing {
    let make = Maker { tail };
    let parts = make.page().into_iter().chain(make.annex());
    let section = |(number, title, items): (u8, &str, Vec<Item>)| Section {
        number,
        title: make.t(title),
        note: (number == 2).then(|| make.t("since 28 October")),
        items,
    };
    Briefing {
        schema: 1,
        id: None,
        kind: make.t("executive"),
        head: BriefingHead {
            account: AccountId(id(50)),
            account_name: make.t("Pellworth Mutual"),
            title: make.t("Whether the claims exchange goes to the board in December"),
            meeting: Some(MeetingHead {
                entry: EntryId(id(51)),
                title: make.t("Board paper"),
                at: at("2026-11-20T09:00:00Z"),
                end: Some(at("2026-11-20T10:00:00Z")),
                location: Some(make.t("Leeds")),
                host: Some(make.t("Mara Ellvik")),
                attendees: vec![make.t("Ileana Dorrance")],
            }),
            as_of: at("2026-11-19T06:40:00Z"),
            zone_minutes: 60,
            oldest: Some(at("2025-02-14T09:00:00Z")),
            newest: Some(at("2026-11-18T09:00:00Z")),
            entries_read: 1284,
            documents_searched: 31,
        },
        sections: parts.map(section).collect(),
    }
}
