//! A quote tied to a passage and the hash of that passage's text.

use serde::{Deserialize, Serialize};

use crate::{PassageId, TextHash};

/// Exact words of one passage. `text[start..end] == quote`, in UTF-8 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub passage: PassageId,
    pub hash: TextHash,
    pub quote: String,
    pub start: u32,
    pub end: u32,
}

/// One citation or more: a statement without one cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Citation>", into = "Vec<Citation>")]
pub struct Citations {
    first: Citation,
    rest: Vec<Citation>,
}

impl Citations {
    #[must_use]
    pub fn new(first: Citation, rest: Vec<Citation>) -> Self {
        Self { first, rest }
    }

    #[must_use]
    pub fn first(&self) -> &Citation {
        &self.first
    }

    pub fn iter(&self) -> impl Iterator<Item = &Citation> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

impl From<Citation> for Citations {
    fn from(first: Citation) -> Self {
        Self { first, rest: Vec::new() }
    }
}

impl From<Citations> for Vec<Citation> {
    fn from(citations: Citations) -> Self {
        let mut all = vec![citations.first];
        all.extend(citations.rest);
        all
    }
}

impl TryFrom<Vec<Citation>> for Citations {
    type Error = &'static str;
    fn try_from(mut all: Vec<Citation>) -> Result<Self, Self::Error> {
        if all.is_empty() {
            return Err("a statement needs at least one citation");
        }
        let first = all.remove(0);
        Ok(Self { first, rest: all })
    }
}
