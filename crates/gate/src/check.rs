//! Runs every rule, in the order of the table, and never stops at the first finding.

use domain::{Draft, Finding, Moment, Part, Revision, Severity, Span};

use crate::{
    claims::{Claim, claims},
    classify::Class,
    facts::Facts,
    rule::{Found, Reading, Rule},
    rules::RULES,
};

/// Every finding on the newest revision, in the order of the rules, then of the text.
pub(crate) fn check(draft: &Draft, revision: &Revision, facts: &Facts, class: &Class) -> Vec<Finding> {
    let for_buyer = !class.moments.contains(&Moment::Internal);
    let reading = Reading { draft, revision, facts, claims: claims(revision), class, for_buyer };
    let mut findings = Vec::new();
    for rule in RULES {
        let mut found: Vec<Finding> =
            (rule.check)(&reading).into_iter().map(|found| finding(rule, found, &reading)).collect();
        found.sort_by_key(|finding| finding.span);
        findings.append(&mut found);
    }
    findings
}

fn finding(rule: &Rule, found: Found, reading: &Reading<'_>) -> Finding {
    let words = words_at(found.span, reading.revision);
    let sentence = sentence_at(found.span, &reading.claims);
    let rests_on: Vec<&str> = found.rests_on.iter().map(String::as_str).collect();
    let raised = reading.facts.policy.raised.get(rule.code).copied();
    let severity = found.severity.unwrap_or(rule.severity).max(raised.unwrap_or(Severity::Note));
    Finding {
        code: rule.code.to_owned(),
        name: rule.name.to_owned(),
        severity,
        key: Finding::key_of(rule.code, sentence.unwrap_or(&words), &words, &rests_on),
        span: found.span,
        words,
        says: found.says,
        why: rule.why.to_owned(),
        fix: rule.fix.to_owned(),
        passages: found.passages,
    }
}

fn words_at(span: Span, revision: &Revision) -> String {
    let range = span.start as usize..span.end as usize;
    match span.part {
        Part::Body => revision.body.get(range).unwrap_or_default().to_owned(),
        Part::Subject => revision.subject.get(range).unwrap_or_default().to_owned(),
        Part::Recipients => {
            revision.recipients.get(range.start).map(|recipient| recipient.email.clone()).unwrap_or_default()
        }
    }
}

fn sentence_at(span: Span, claims: &[Claim]) -> Option<&str> {
    let within = |claim: &&Claim| claim.start <= span.start && span.start < claim.end;
    (span.part == Part::Body).then(|| claims.iter().find(within)).flatten().map(|claim| claim.text.as_str())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{classify::classify, testing};

    fn checked(body: &str, facts: &Facts) -> Vec<Finding> {
        let (draft, revision) = (testing::draft(), testing::revision(body));
        let class = classify(&draft, &revision, facts);
        check(&draft, &revision, facts, &class)
    }

    fn of(code: &str, findings: &[Finding]) -> Finding {
        findings.iter().find(|finding| finding.code == code).unwrap().clone()
    }

    #[test]
    fn policy_can_raise_a_severity_and_never_lowers_one() {
        let mut facts = testing::facts();
        facts.touches = vec![testing::at(-1); 3];
        assert_eq!(of("FRQ001", &checked("Hello", &facts)).severity, Severity::Acknowledge);
        let mut policy = (*facts.policy).clone();
        policy.raised.insert("FRQ001".to_owned(), Severity::Blocks);
        policy.raised.insert("CIT001".to_owned(), Severity::Acknowledge);
        facts.policy = Arc::new(policy);
        let findings = checked("Backups are kept for 35 days.", &facts);
        assert_eq!(of("FRQ001", &findings).severity, Severity::Blocks);
        assert_eq!(of("CIT001", &findings).severity, Severity::Blocks);
    }

    #[test]
    fn an_edit_elsewhere_keeps_a_findings_key_and_a_change_of_its_sentence_does_not() {
        let facts = testing::facts();
        let key = |body: &str| of("CLM001", &checked(body, &facts)).key;
        let first = key("Hello. The licence is € 40 per user.");
        assert_eq!(first, key("Hello Dana, thank you. The licence is € 40 per user. Until Friday."));
        assert_ne!(first, key("Hello. The licence is € 40 per seat."));
    }
}
