//! SRC003 superseded-source: a document that another one replaced.

use domain::Force;

use super::sources::{of_documents, says};
use crate::{
    facts::SourceKind,
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "SRC003",
    name: "superseded-source",
    severity: domain::Severity::Blocks,
    what: "A cited document that another one replaced",
    why: "The buyer would be told what we no longer say",
    fix: "Cite the document that replaced it",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    of_documents(reading, |source, force, _| {
        let SourceKind::Library { replaced_by, .. } = &source.kind else { return None };
        let by = replaced_by.as_deref().map_or_else(|| "a newer version".to_owned(), str::to_owned);
        (force == Force::Superseded).then(|| says(format!("{} was replaced by {by}", source.title)))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests, *};

    #[test]
    fn it_is_found_in_this_state_only() {
        tests::only_in(&RULE, Force::Superseded);
    }

    #[test]
    fn it_names_what_replaced_it() {
        let found = tests::with_force(&RULE, Force::Superseded);
        assert_eq!(found[0].says, "Security overview was replaced by Security overview 2026");
    }
}
