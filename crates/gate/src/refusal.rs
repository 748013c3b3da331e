//! Why a move is not allowed or a text may not leave, as sentences that a person can act on.

use domain::{Meaning, Role, Sensitivity, Tier};

/// Why the gate refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This account is read-only: nothing for the buyer may be made here ({why})")]
    ReadOnly { why: String },
    #[error("This draft was given up; start a new one")]
    GivenUp,
    #[error("This draft has no text yet; write it first")]
    NoRevision,
    #[error("Somebody else saved revision {newest} meanwhile; look at it and decide again")]
    NotLatest { newest: u32 },
    #[error("{} this text; the first is {code}: {says}", counted(*.count, "finding blocks", "findings block"))]
    Blocked { count: usize, code: String, says: String },
    #[error("{} to be accepted by name; the first is {code}: {says}", counted(*.count, "finding waits", "findings wait"))]
    NotAcknowledged { count: usize, code: String, says: String },
    #[error("{code} is no finding of this text that can be acknowledged")]
    NothingToAcknowledge { code: String },
    #[error("Give a reason; it is kept with your name")]
    ReasonMissing,
    #[error("{} may not override findings under this policy; ask {who}", .role.words())]
    MayNotOverride { role: Role, who: String },
    #[error("Nothing is left to override; approve instead")]
    NothingToOverride,
    #[error("This draft was not submitted for review yet; its author submits it")]
    NotSubmitted,
    #[error("Nobody has to sign this text: it is a note inside the company")]
    NoSignOffNeeded,
    #[error("Nobody has signed off this revision yet; ask for a sign-off")]
    NotSignedOff,
    #[error("The account's owner must sign off this draft in person")]
    OwnerMissing,
    #[error("Nobody is named as this account's owner, so nobody can sign; name the owner in the account's terms")]
    NoOwner,
    #[error("A sign-off by {who} is missing; ask for it")]
    RoleMissing { who: String },
    #[error("Every sign-off that is asked for was given")]
    Complete,
    #[error("The next sign-off must come from {who}; {name} is {}", .role.words().to_lowercase())]
    OutOfTurn { who: String, name: String, role: Role },
    #[error("{name} wrote a revision of this draft and cannot sign it off; ask a second person")]
    AuthorSigned { name: String },
    #[error("{name} has already signed; ask a different person for the next sign-off")]
    SamePerson { name: String },
    #[error("The revision was not written by {name}, so it cannot be approved with edits; approve it as it is")]
    NoEdits { name: String },
    #[error("{name} has no confirmed key in this workspace; an admin confirms it under People")]
    PersonUnknown { name: String },
    #[error("The key of {name} was revoked; an admin confirms a new one under People")]
    KeyRevoked { name: String },
    #[error("{name} does not hold the role {} in which they signed; ask somebody who does", .role.words())]
    RoleNotHeld { name: String, role: Role },
    #[error("The text was changed after {name} signed it; ask for a sign-off on the text as it is now")]
    TextChanged { name: String },
    #[error("A source of this text changed after {name} signed it; ask for a sign-off on it as it stands today")]
    SourcesChanged { name: String },
    #[error("The findings or their acknowledgements changed after {name} signed; ask for a new sign-off")]
    FindingsChanged { name: String },
    #[error("What {name} was shown is not what stands here today; ask for a new sign-off")]
    ShownOther { name: String },
    #[error("The policy changed after {name} signed; ask for a sign-off under the policy in force")]
    PolicyChanged { name: String },
    #[error("{name} signed another draft; ask for a sign-off on this one")]
    OtherDraft { name: String },
    #[error("{name} signed in another workspace; ask for a sign-off in this one")]
    OtherWorkspace { name: String },
    #[error("{name} signed when the draft stood under {}; it stands under {} now: ask for a sign-off under this tier", .then.words(), .now.words())]
    OtherTier { name: String, then: Tier, now: Tier },
    #[error("{name} signed before an earlier sign-off was taken back or changed; ask for a new one")]
    ChainChanged { name: String },
    #[error("The sign-off by {name} has run out; ask for a new one")]
    Expired { name: String },
    #[error("The sign-off by {name} holds longer than this policy allows; ask for a new one")]
    HoldsTooLong { name: String },
    #[error("The sign-off by {name} is dated in the future; check the clock and ask for a new one")]
    FromTheFuture { name: String },
    #[error("The signature of {name} does not belong to this sign-off; ask for a new one")]
    BadSignature { name: String },
    #[error("{name} took this sign-off back; ask for a new one")]
    TakenBack { name: String },
    #[error("{name} sent this text back: {reason}")]
    SentBack { name: String, reason: String },
    #[error("There is no decision of {name} on this draft to take back")]
    NothingToTakeBack { name: String },
    #[error("This decision says {}, which does not approve anything", .meaning.word())]
    NotAnApproval { meaning: Meaning },
    #[error("'{destination}' is not a sanctioned destination in the policy in force; choose another")]
    DestinationUnknown { destination: String },
    #[error("'{destination}' may receive text up to {}, and a source of this text is {}; choose another destination", word(.highest), word(.given))]
    TooSensitive { destination: String, highest: Sensitivity, given: Sensitivity },
}

fn word(sensitivity: &Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Public => "public",
        Sensitivity::Internal => "internal",
        Sensitivity::Confidential => "confidential",
        Sensitivity::Restricted => "restricted",
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
