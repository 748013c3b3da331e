//! The shape of a check: a code that never changes, what it finds, why it matters, how to mend it, and the function.

use domain::{Draft, PassageId, Revision, Severity, Span};

use crate::{claims::Claim, classify::Class, facts::Facts, rules::RULES};

/// One check of the gate.
#[derive(Debug)]
pub struct Rule {
    /// Such as `CIT001`; never changes or is reused.
    pub code: &'static str,
    /// Such as `uncited-claim`.
    pub name: &'static str,
    pub severity: Severity,
    /// What it finds, as a phrase.
    pub what: &'static str,
    /// Why it matters, as a sentence.
    pub why: &'static str,
    /// How to mend it, as a sentence.
    pub fix: &'static str,
    pub(crate) check: fn(&Reading<'_>) -> Vec<Found>,
}

/// A draft as the rules read it, cut and classified once.
pub(crate) struct Reading<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) revision: &'a Revision,
    pub(crate) facts: &'a Facts,
    pub(crate) claims: Vec<Claim>,
    pub(crate) class: &'a Class,
    /// Whether anybody outside our company will read it.
    pub(crate) for_buyer: bool,
}

/// What a rule found; [`crate::check`] adds the rule's words to it.
pub(crate) struct Found {
    pub(crate) span: Span,
    /// What was found, as a sentence.
    pub(crate) says: String,
    /// Where it differs from the rule's own.
    pub(crate) severity: Option<Severity>,
    pub(crate) passages: Vec<PassageId>,
    /// What else an acknowledgement is bound to: it lapses when this changes.
    pub(crate) rests_on: Vec<String>,
}

impl Found {
    pub(crate) fn new(span: Span, says: impl Into<String>) -> Self {
        Self { span, says: says.into(), severity: None, passages: Vec::new(), rests_on: Vec::new() }
    }

    pub(crate) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The finding concerns these passages, and an acknowledgement lapses when others take their place.
    pub(crate) fn with_passages(mut self, passages: Vec<PassageId>) -> Self {
        self.rests_on.extend(passages.iter().map(ToString::to_string));
        self.passages = passages;
        self
    }
}

/// The codes of all checks.
pub(crate) fn codes() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.code).collect()
}
