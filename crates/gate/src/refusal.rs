//! Why a text may not leave, as sentences that a person can act on.

use domain::{Role, Tier};

/// Why the gate does not release a revision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This account is read-only: nothing for the buyer may be made here")]
    ReadOnly,
    #[error("This text needs the tier {}, but the draft stands under {}; raise the tier and collect its sign-offs", .needed.words(), .tier.words())]
    TierTooLow { needed: Tier, tier: Tier },
    #[error("{count} findings still block this text; the first is {code}: {says}", count = .count)]
    Blocked { count: usize, code: String, says: String },
    #[error("{title} is {state} today and may not be cited; choose another source or have it sanctioned again")]
    SourceNotInForce { title: String, state: &'static str },
    #[error("{title} is account history and may not be cited to a buyer; cite a sanctioned document instead")]
    HistoryCited { title: String },
    #[error("{title} may not be shown to this buyer; choose a source whose audience includes them")]
    AudienceNotAllowed { title: String },
    #[error("A cited source is no longer in the workspace; choose another source")]
    SourceUnknown,
    #[error("The text of {title} changed after it was cited; read it again and cite the words that stand there now")]
    PassageChanged { title: String },
    #[error("The words quoted from {title} are not in the cited passage; mend the quote")]
    QuoteMismatch { title: String },
    #[error("Nobody has signed off this revision yet; ask for a sign-off")]
    NotSignedOff,
    #[error("The account's owner must sign off this draft in person")]
    OwnerMissing,
    #[error("A sign-off by {} is missing; ask for it", .role.words())]
    RoleMissing { role: Role },
    #[error("{name} wrote a revision of this draft and cannot sign it off; ask a second person")]
    AuthorSigned { name: String },
    #[error("{name} is not known in this workspace, so the sign-off cannot be checked; add the person and their key")]
    PersonUnknown { name: String },
    #[error("{name} does not hold the role {} in which they signed; ask somebody who does", .role.words())]
    RoleNotHeld { name: String, role: Role },
    #[error("The text was changed after {name} signed it; ask for a sign-off on the text as it is now")]
    TextChanged { name: String },
    #[error("{name} signed another draft; ask for a sign-off on this one")]
    OtherDraft { name: String },
    #[error("{name} signed in another workspace; ask for a sign-off in this one")]
    OtherWorkspace { name: String },
    #[error("{name} signed when the draft stood under another tier; ask for a sign-off under this one")]
    OtherTier { name: String },
    #[error("The sign-off by {name} has run out; ask for a new one")]
    Expired { name: String },
    #[error("The sign-off by {name} is dated in the future; check the clock and ask for a new one")]
    FromTheFuture { name: String },
    #[error("The signature of {name} does not belong to this sign-off; ask for a new one")]
    BadSignature { name: String },
}
