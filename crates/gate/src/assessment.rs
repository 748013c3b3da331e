//! What the gate reads in a revision: its class, the tier that policy asks for, its findings. No move changes any of it, so
//! that one reading serves every look at a draft until its text or its facts change.

use domain::{Draft, Finding, Revision};

use crate::{
    check::check,
    classify::{Class, action, classify},
    facts::Facts,
    policy::Decision,
};

/// One reading, bound to exactly what was read. Only the gate makes one, and it is taken for nothing else.
#[derive(Debug, Clone)]
pub struct Assessment {
    draft: Draft,
    revision: Revision,
    facts: Facts,
    class: Class,
    decision: Decision,
    findings: Vec<Finding>,
}

impl Assessment {
    /// Reads a revision on these facts: every rule of the gate runs.
    #[must_use]
    pub fn of(draft: &Draft, revision: &Revision, facts: &Facts) -> Self {
        let class = classify(draft, revision, facts);
        let decision = facts.policy.decide(&action(draft, revision, facts, &class));
        let findings = check(draft, revision, facts, &class);
        Self { draft: draft.clone(), revision: revision.clone(), facts: facts.clone(), class, decision, findings }
    }

    /// Whether this is a reading of exactly that: of no other draft, not a letter more, on no other facts.
    #[must_use]
    pub fn is_of(&self, draft: &Draft, revision: &Revision, facts: &Facts) -> bool {
        self.draft == *draft && self.revision == *revision && self.facts == *facts
    }

    pub(crate) fn parts(&self) -> (Class, Decision, Vec<Finding>) {
        (self.class.clone(), self.decision.clone(), self.findings.clone())
    }
}

#[cfg(test)]
mod tests {
    use domain::{Force, Severity};

    use super::*;
    use crate::{
        facts::{Case, SourceKind},
        standing::Standing,
        testing,
    };

    /// Each of these would let a text out if an earlier reading were believed.
    #[test]
    fn a_reading_is_believed_for_exactly_what_was_read() {
        let (draft, facts) = (testing::draft(), testing::facts());
        let calm = testing::revision("Thank you for the hour on Friday.");
        let read = Assessment::of(&draft, &calm, &facts);
        let findings = |draft: &Draft, revision: &Revision, facts: &Facts| {
            let revisions = [revision.clone()];
            let case = Case { read: Some(&read), ..testing::case(draft, &revisions) };
            let standing = Standing::of(&case, facts, testing::now()).unwrap();
            (standing.decision.tier, standing.findings.len())
        };
        let plain = findings(&draft, &calm, &facts);
        let dear = testing::revision("The licence is € 40 per user.");
        assert!(findings(&draft, &dear, &facts) > plain);
        let mut reply = draft.clone();
        reply.kind = domain::DraftKind::ProcurementReply;
        assert_ne!(findings(&reply, &calm, &facts).0, plain.0);
        let mut often = facts.clone();
        often.touches = vec![testing::at(-1); 3];
        assert!(findings(&draft, &calm, &often).1 > plain.1);
        assert_eq!(findings(&draft, &calm, &facts), plain);
    }

    #[test]
    fn a_source_that_was_withdrawn_since_the_reading_blocks() {
        let (draft, mut facts) = (testing::draft(), testing::facts());
        let mut cited = testing::revision("Backups are kept for 35 days.[^1]");
        testing::cite(&mut cited, &mut facts, 1, "Backups are kept for 35 days.");
        let read = Assessment::of(&draft, &cited, &facts);
        let revisions = [cited];
        let case = Case { read: Some(&read), ..testing::case(&draft, &revisions) };
        let blocked = |facts: &Facts| {
            let standing = Standing::of(&case, facts, testing::now()).unwrap();
            standing.findings.iter().any(|finding| finding.code == "SRC001" && finding.severity == Severity::Blocks)
        };
        assert!(!blocked(&facts));
        for source in &mut facts.sources {
            if let SourceKind::Library { force, .. } = &mut source.kind {
                *force = Force::Withdrawn;
            }
        }
        assert!(blocked(&facts));
    }
}
