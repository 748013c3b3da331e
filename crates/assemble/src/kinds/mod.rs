//! The kinds of briefing there are.

pub(crate) mod executive;
pub(crate) mod objection;
pub(crate) mod questionnaire;

use domain::{Briefing, Evidence};

use crate::{AssembleError, Sentences};

/// What to gather before composing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// At most twelve, in the buyer's own sentences.
    pub library_queries: Vec<String>,
}

/// One kind of briefing.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub title: &'static str,
    pub plan: fn(&Evidence, &Sentences) -> Plan,
    pub compose: fn(&Evidence, &Sentences, Option<&Briefing>) -> Result<Briefing, AssembleError>,
}

/// All kinds.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    &[Kind { name: "executive", title: "Executive briefing", plan: executive::plan, compose: executive::compose }]
}

pub(crate) fn named(name: &str) -> Result<&'static Kind, AssembleError> {
    kinds().iter().find(|kind| kind.name == name).ok_or_else(|| AssembleError::UnknownKind(name.to_owned()))
}
