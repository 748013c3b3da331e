//! Runs every rule, in the order of the table, and never stops at the first finding.

use domain::{Finding, Moment, Part, Revision, Severity, Span};

use crate::{
    claims::{Claim, claims},
    classify::Class,
    facts::{Case, Facts},
    rule::{Found, Reading, Rule},
    rules::RULES,
};

/// Every finding on the newest revision, in the order of the rules, then of the text.
pub(crate) fn check(case: &Case<'_>, revision: &Revision, facts: &Facts, class: &Class) -> Vec<Finding> {
    let for_buyer = !class.moments.contains(&Moment::Internal);
    let reading = Reading { draft: case.draft, revision, facts, claims: claims(revision), class, for_buyer };
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
