//! The objection briefing: one card for one question of a buyer. Every answer is an exact quote of a passage in force
//! that this buyer may read; what was not found, and what was found and may not be used, is said as such.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{AccountId, Audience, Force, LibraryHit, PassageId, Person, Role, Searched, SourceLine, Statement, Tier};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Security,
    Integration,
    DataResidency,
    ServiceLevels,
    ImplementationRisk,
    Commercial,
}

impl Category {
    pub const ALL: [Self; 6] = [
        Self::Security,
        Self::Integration,
        Self::DataResidency,
        Self::ServiceLevels,
        Self::ImplementationRisk,
        Self::Commercial,
    ];

    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Security => "Security",
            Self::Integration => "Integration",
            Self::DataResidency => "Data residency",
            Self::ServiceLevels => "Service levels",
            Self::ImplementationRisk => "Implementation risk",
            Self::Commercial => "Commercial",
        }
    }

    /// Who answers where no source does.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Security | Self::DataResidency => Role::Security,
            Self::Integration | Self::ServiceLevels | Self::ImplementationRisk => Role::SolutionsEngineer,
            Self::Commercial => Role::DealDesk,
        }
    }
}

/// What the sources say to one part of a question. A score never decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    Yes,
    YesWithCondition,
    Partly,
    /// Never a promise.
    Planned,
    NoWithControl,
    /// No, and the sources name nothing in its place.
    No,
    /// The sources speak to it, and yes or no would be ours: an open question, another figure, another subject.
    Stated,
    NotApplicable,
    /// Only sources that this buyer may not read without a non-disclosure agreement speak to it.
    CannotDisclose,
    NoSource,
}

impl AnswerState {
    pub const ALL: [Self; 10] = [
        Self::Yes,
        Self::YesWithCondition,
        Self::Partly,
        Self::Planned,
        Self::NoWithControl,
        Self::No,
        Self::Stated,
        Self::NotApplicable,
        Self::CannotDisclose,
        Self::NoSource,
    ];

    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::YesWithCondition => "Yes, with condition",
            Self::Partly => "Partly",
            Self::Planned => "Planned, not a promise",
            Self::NoWithControl => "No, with compensating control",
            Self::No => "No",
            Self::Stated => "As the source states",
            Self::NotApplicable => "Not applicable",
            Self::CannotDisclose => "Cannot disclose without an NDA",
            Self::NoSource => "No source",
        }
    }

    /// Whether there are words that this buyer may be told.
    #[must_use]
    pub fn has_answer(self) -> bool {
        !matches!(self, Self::CannotDisclose | Self::NoSource)
    }
}

/// Where an answer holds, in the words of its documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// Labels: `Product and version`, `Plan`, `Region`, `Condition`, `Not covered`.
    pub lines: Vec<Statement>,
    /// Documents with the days from and until which they are in force.
    pub holds: Vec<Holds>,
}

/// How long a document that answers is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    pub title: String,
    pub version: u32,
    pub from: Option<NaiveDate>,
    /// Last day in force.
    pub until: Option<NaiveDate>,
    pub force: Force,
}

/// A document that may be given to this buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub title: String,
    pub version: u32,
    pub audience: Audience,
    /// Such as `page 2`.
    pub place: String,
    pub passage: PassageId,
}

/// Why a passage that speaks to the question was not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Expired,
    Superseded,
    Withdrawn,
    NotYetEffective,
    NotSanctioned,
    /// Released for our own people only.
    InternalOnly,
    /// Released under a non-disclosure agreement, and none is on file.
    NeedsNda,
}

impl Reason {
    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::NotYetEffective => "not yet effective",
            Self::NotSanctioned => "not sanctioned",
            Self::InternalOnly => "other audience: internal only",
            Self::NeedsNda => "other audience: needs an NDA on file",
        }
    }

    /// Why this version may not answer a reader of this audience; `None` when it may.
    #[must_use]
    pub fn of(force: Force, sanctioned_for: Option<Audience>, reader: Audience) -> Option<Self> {
        match force {
            Force::NotYet => Some(Self::NotYetEffective),
            Force::Expired => Some(Self::Expired),
            Force::Superseded => Some(Self::Superseded),
            Force::Withdrawn => Some(Self::Withdrawn),
            Force::Quarantine => Some(Self::NotSanctioned),
            Force::InForce | Force::Aging => match sanctioned_for {
                None => Some(Self::NotSanctioned),
                Some(audience) if audience >= reader => None,
                Some(Audience::Internal) => Some(Self::InternalOnly),
                Some(_) => Some(Self::NeedsNda),
            },
        }
    }
}

/// A passage that speaks to the question and was not used. Its words are for the reader of the card alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    pub reason: Reason,
    pub statement: Statement,
}

/// Who answers where no source does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    pub role: Role,
    /// Our people in that role.
    pub people: Vec<String>,
}

/// One part of the question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionPart {
    /// The buyer's words.
    pub asked: String,
    /// The plain question that the state answers, where the buyer's words are negated or refer to words before them.
    pub read_as: Option<String>,
    pub state: AnswerState,
    /// Why this state, in words of ours about the sources.
    pub because: String,
    /// Per cent of the question's weight that the own words of the first sentence carry.
    #[serde(default)]
    pub carried: u32,
    /// Words of the question that tell its matter and that neither that sentence, its passage nor its headings say.
    #[serde(default)]
    pub unsaid: Vec<String>,
    /// At most three sentences, each with its source; empty where the state has no answer.
    pub answer: Vec<Statement>,
    pub scope: Scope,
    pub offers: Vec<Offer>,
    pub route: Option<Route>,
    pub searched: Searched,
    pub rejected: Vec<Rejected>,
}

/// What not to say, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoNotSay {
    pub text: String,
    pub because: Option<Statement>,
}

/// Whether what this buyer was told agrees with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    Agrees,
    Differs,
    /// It speaks of the same and says something else; a person has to compare.
    Compare,
    /// There is no answer to compare it with.
    Alone,
}

impl Agreement {
    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Agrees => "Agrees with the answer",
            Self::Differs => "Differs from the answer",
            Self::Compare => "Compare with the answer",
            Self::Alone => "No answer to compare it with",
        }
    }
}

/// Something this buyer was told before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldBefore {
    pub statement: Statement,
    pub agreement: Agreement,
    /// What differs, such as `48`; empty where nothing does.
    pub differs: Vec<String>,
}

/// Who must approve the answer before a buyer reads it, as the policy in force says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub tier: Tier,
    /// In order: `Security or Solutions engineer`.
    pub who: Vec<String>,
    /// Why, in one sentence.
    pub because: String,
}

/// The head of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardHead {
    pub account: AccountId,
    pub account_name: String,
    pub as_of: DateTime<Utc>,
    pub zone_minutes: i32,
    /// What this buyer may read: `nda` with an agreement on file, else `public`.
    pub reader: Audience,
    pub entries_read: u32,
    pub documents_searched: u32,
}

/// One question of a buyer with everything a person needs to answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionCard {
    /// 1.
    pub schema: u32,
    /// `objection`.
    pub kind: String,
    pub head: CardHead,
    /// As typed or taken from the history.
    pub question: String,
    /// Where the buyer asked it, if it stands in the account's history.
    pub asked: Option<Statement>,
    /// `None` where it is about none of the six.
    pub category: Option<Category>,
    /// What may lie behind it.
    pub behind: Vec<String>,
    /// One or two questions to ask back.
    pub clarify: Vec<String>,
    pub parts: Vec<QuestionPart>,
    pub do_not_say: Vec<DoNotSay>,
    pub told: Vec<ToldBefore>,
    /// `None` where there is nothing to approve.
    pub approval: Option<Approval>,
    /// How to confirm that it is settled.
    pub settled: Vec<String>,
    /// Every cited passage once, numbered in the order of first use.
    pub sources: Vec<SourceLine>,
}

/// A content word of a question, as the library knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskedWord {
    /// In lower case.
    pub word: String,
    /// Other ways to say it.
    pub ways: Vec<String>,
    /// ln(1 + passages ÷ passages that hold it): inverse document frequency after Spärck Jones (1972).
    pub weight: f32,
}

/// What the library returned for one part of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartEvidence {
    /// What was asked of the library, word for word.
    pub query: String,
    pub words: Vec<AskedWord>,
    /// Of versions in force that this buyer may read; best first.
    pub hits: Vec<LibraryHit>,
    /// Of every other version; best first.
    pub others: Vec<LibraryHit>,
    /// The opening passages of the versions among `hits`: they say what a document covers.
    pub openings: Vec<LibraryHit>,
}

/// Everything gathered for one question beside the account's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionEvidence {
    pub question: String,
    /// What this buyer may read.
    pub reader: Audience,
    /// One for each part, in order.
    pub parts: Vec<PartEvidence>,
    /// Our own people, for the names of those who can answer.
    pub people: Vec<Person>,
}

/// Whether a question of the history was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The buyer said that it is settled.
    Settled,
    /// We said something after it, in the same conversation.
    Replied,
    Open,
}

impl Reply {
    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Settled => "Settled",
            Self::Replied => "Replied",
            Self::Open => "Open",
        }
    }
}

/// A question that the buyer asked in a mail or a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundQuestion {
    /// The exact words, white space folded.
    pub words: String,
    pub who: String,
    pub date: NaiveDate,
    pub category: Option<Category>,
    pub reply: Reply,
    pub asked: Statement,
    /// What was said to it.
    pub replied: Option<Statement>,
}
