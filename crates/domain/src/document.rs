//! Library documents, their versions, and the one predicate that says whether a version may be evidence.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{DocumentId, TextHash, VersionId};

/// Who may read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Internal,
    Nda,
    Public,
}

/// Decides where text may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    Public,
    Internal,
    Confidential,
    Restricted,
}

/// Who released a version for use, for whom, from when until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// Name of the person who released it.
    pub by: String,
    pub at: DateTime<Utc>,
    pub audience: Audience,
    pub sensitivity: Sensitivity,
    pub owner: Option<String>,
    pub effective: Option<NaiveDate>,
    /// Last day in force.
    pub expires: Option<NaiveDate>,
    pub withdrawn: Option<DateTime<Utc>>,
}

/// A file in the library over all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    pub title: String,
    /// Path as given at import, with `/`; the same path is the same document.
    pub path: String,
    /// The document that replaces this one as a whole.
    pub superseded_by: Option<DocumentId>,
}

/// One import of a document's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: VersionId,
    pub document: DocumentId,
    /// 1, 2, 3 …
    pub number: u32,
    pub file: TextHash,
    /// Format name of `ingest`, such as `pdf`.
    pub format: String,
    pub bytes: u64,
    pub imported: DateTime<Utc>,
    pub pages: Option<u32>,
    pub sanction: Option<Sanction>,
    /// True when a later sanctioned version, or a sanctioned replacing document, exists.
    pub superseded: bool,
}

/// Whether a version may be evidence, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    InForce,
    /// In force, past three quarters of its validity.
    Aging,
    NotYet,
    Expired,
    Superseded,
    Withdrawn,
    /// Not sanctioned: kept and listed, never evidence.
    Quarantine,
}

impl Force {
    /// The word shown in lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Aging => "aging",
            Self::NotYet => "not yet effective",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::Quarantine => "quarantine",
        }
    }

    /// True for the two states in which a version may be evidence.
    #[must_use]
    pub fn may_be_evidence(self) -> bool {
        matches!(self, Self::InForce | Self::Aging)
    }
}

impl Version {
    /// The one predicate: sanctioned, effective, not expired, not superseded, not withdrawn, on this day.
    /// The audience is asked separately with [`Version::may_be_read_by`].
    #[must_use]
    pub fn force(&self, today: NaiveDate) -> Force {
        let Some(sanction) = &self.sanction else {
            return Force::Quarantine;
        };
        if sanction.withdrawn.is_some() {
            return Force::Withdrawn;
        }
        if self.superseded {
            return Force::Superseded;
        }
        if sanction.effective.is_some_and(|from| today < from) {
            return Force::NotYet;
        }
        let Some(last) = sanction.expires else {
            return Force::InForce;
        };
        if today > last {
            return Force::Expired;
        }
        let from = sanction.effective.unwrap_or_else(|| sanction.at.date_naive());
        let whole = (last - from).num_days().max(1);
        if (today - from).num_days() * 4 > whole * 3 { Force::Aging } else { Force::InForce }
    }

    /// True when a reader of this audience may see the text. Internal readers may see all, NDA readers NDA and public.
    #[must_use]
    pub fn may_be_read_by(&self, reader: Audience) -> bool {
        self.sanction.as_ref().is_some_and(|sanction| sanction.audience >= reader)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use uuid::Uuid;

    use super::*;

    fn version(sanction: Option<Sanction>) -> Version {
        Version {
            id: VersionId(Uuid::nil()),
            document: DocumentId(Uuid::nil()),
            number: 1,
            file: TextHash::of("x"),
            format: "text".into(),
            bytes: 1,
            imported: Utc.timestamp_opt(0, 0).unwrap(),
            pages: None,
            sanction,
            superseded: false,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sanction() -> Sanction {
        Sanction {
            by: "N. N.".into(),
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
            audience: Audience::Nda,
            sensitivity: Sensitivity::Confidential,
            owner: None,
            effective: Some(day("2026-02-01")),
            expires: Some(day("2026-12-31")),
            withdrawn: None,
        }
    }

    #[test]
    fn a_version_passes_through_its_states_by_date() {
        let version = version(Some(sanction()));
        assert_eq!(version.force(day("2026-01-31")), Force::NotYet);
        assert_eq!(version.force(day("2026-02-01")), Force::InForce);
        assert_eq!(version.force(day("2026-12-31")), Force::Aging);
        assert_eq!(version.force(day("2027-01-01")), Force::Expired);
    }

    #[test]
    fn withdrawn_superseded_and_unsanctioned_are_never_evidence() {
        let mut withdrawn = version(Some(sanction()));
        if let Some(sanction) = &mut withdrawn.sanction {
            sanction.withdrawn = Some(sanction.at);
        }
        let mut superseded = version(Some(sanction()));
        superseded.superseded = true;
        for version in [withdrawn, superseded, version(None)] {
            assert!(!version.force(day("2026-06-01")).may_be_evidence());
        }
    }

    #[test]
    fn an_nda_text_is_not_for_the_public() {
        let version = version(Some(sanction()));
        assert!(version.may_be_read_by(Audience::Internal));
        assert!(version.may_be_read_by(Audience::Nda));
        assert!(!version.may_be_read_by(Audience::Public));
    }
}
