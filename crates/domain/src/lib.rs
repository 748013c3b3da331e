//! The words of the business: accounts, entries, documents, passages, citations, briefings.
//! No IO, no clock, no crate of ours. To add a word: one file, one `mod` line, serde where it is stored.

mod account;
mod audit;
mod briefing;
mod cell;
mod citation;
mod clock;
mod commitment;
mod document;
mod draft;
mod evidence;
mod finding;
mod hash;
mod history;
mod ids;
mod lane;
mod objection;
mod passage;
mod person;
mod questionnaire;
mod review;
mod tier;

pub use account::{Account, Contact, Opportunity};
pub use audit::{Act, AuditEntry, Checkpoint};
pub use briefing::{
    Briefing, BriefingHead, Choice, ChoiceKind, CommitmentLine, Gap, Item, LaneLine, Letter, LetterState, Mark,
    MeetingHead, PersonFact, PersonLine, Section, Side, SourceLine, Statement, StatementCheck, Verdict,
};
pub use cell::{BadCell, CellRange, CellRef};
pub use citation::{Citation, Citations};
pub use clock::{Clock, FixedClock, FixedIds, NewIds};
pub use commitment::{Commitment, CommitmentState};
pub use document::{Audience, Document, Force, Sanction, Sensitivity, Version};
pub use draft::{Chip, ContentHash, Criterion, DealChange, DealField, Draft, DraftKind, Recipient, Revision, Template};
pub use evidence::{Evidence, HistoryEntry, LibraryAnswer, LibraryHit, Searched};
pub use finding::{Finding, Part, Severity, Span};
pub use hash::TextHash;
pub use history::{Entry, EntryKind, FieldChange, Origin, PartRole, Participant, Placement};
pub use ids::{
    AccountId, AnswerId, BadId, BriefingId, ContactId, DocumentId, DraftId, EntryId, ImportId, OpportunityId, PersonId,
    QuestionnaireId, RevisionId, VersionId,
};
pub use lane::{Lane, LaneState};
pub use objection::{
    Agreement, AnswerState, Approval, AskedWord, CardHead, Category, DoNotSay, FoundQuestion, Holds, ObjectionCard,
    Offer, PartEvidence, QuestionEvidence, QuestionPart, Reason, Rejected, Reply, Route, Scope, ToldBefore,
};
pub use passage::{PageBox, Passage, PassageId, Place, SourceId};
pub use person::{AccountTerms, Certificate, Permission, Person, Role};
pub use questionnaire::{
    AnswerForm, KeptAnswer, KeptQuestionnaire, KeptRow, QuestionRow, RowAnswer, RowCells, RowState, Unfit,
};
pub use review::{Acknowledgement, Meaning, Move, MoveAct, ReleaseRecord, SignOff};
pub use tier::{Moment, Tier};
