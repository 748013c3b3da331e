//! An addressable span of one version or entry: where it is, and the hash of its text.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{AccountId, BadId, EntryId, TextHash, VersionId};

/// What a passage belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceId {
    Entry(EntryId),
    Version(VersionId),
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(id) => id.fmt(f),
            Self::Version(id) => id.fmt(f),
        }
    }
}

impl FromStr for SourceId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        text.parse().map(Self::Entry).or_else(|_| text.parse().map(Self::Version))
    }
}

/// The passage's source and its place in the order of that source's passages, printed `ent_…#3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    pub source: SourceId,
    pub ordinal: u32,
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.source, self.ordinal)
    }
}

impl FromStr for PassageId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId { text: text.to_owned(), prefix: "ent_…# or ver" };
        let (source, ordinal) = text.split_once('#').ok_or_else(bad)?;
        Ok(Self { source: source.parse()?, ordinal: ordinal.parse().map_err(|_| bad())? })
    }
}

macro_rules! serde_as_text {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(SourceId);
serde_as_text!(PassageId);

/// A rectangle on a page, in PDF points (1/72 inch), origin at the lower left of the page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// 1-based.
    pub page: u32,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// The bytes `start..end` of the passage's text that this box shows.
    pub start: u32,
    pub end: u32,
}

/// Where a passage stands in its source. Fields that do not apply are `None` or empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// First and last page, 1-based.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<PageBox>,
    /// First and last line of the source's text, 1-based.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<(u32, u32)>,
    /// Start and end in milliseconds from the start of the recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<(u64, u64)>,
    /// Row of the CSV or table, 1-based, header not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Name of the sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// First and last cell of the sheet, such as `A5:F5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<String>,
    /// Slide of a presentation, 1-based.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slide: Option<u32>,
}

/// A span of one version or entry of about 60 to 100 words, never across a heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub id: PassageId,
    /// The account whose history this is; `None` for the library and for entries not yet placed.
    pub account: Option<AccountId>,
    pub place: Place,
    /// Headings above it, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<String>,
    /// Who speaks, in a transcript. A passage never mixes speakers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Text repeated from an earlier mail, a signature block, a page's head or foot, a speaker's notes: shown, searched
    /// last, never read for facts.
    #[serde(default)]
    pub quoted: bool,
    /// Paragraphs are divided by a blank line.
    pub text: String,
    pub hash: TextHash,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_passage_id_reads_back_as_it_prints() {
        for source in [SourceId::Entry(EntryId(Uuid::from_u128(1))), SourceId::Version(VersionId(Uuid::from_u128(2)))] {
            let id = PassageId { source, ordinal: 12 };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        assert!("ent_1".parse::<PassageId>().is_err());
    }
}
