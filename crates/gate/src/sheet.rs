//! What an approver is shown: the exact outgoing text with hidden characters marked, the evidence beside it, the findings
//! and who accepted them. Its hash is under the seal, so that a sign-off names what was seen.

use std::fmt::Write as _;

use domain::{Citation, Finding, Revision, Severity};

use crate::{
    facts::{Case, Facts, SourceKind},
    hidden,
    outgoing::Outgoing,
    policy::Decision,
    standing::Acknowledged,
};

/// The sheet as plain text. The same facts give the same bytes; it names no time of day.
pub(crate) fn written(
    case: &Case<'_>,
    revision: &Revision,
    facts: &Facts,
    decision: &Decision,
    findings: &[Finding],
    acknowledged: &[Acknowledged],
) -> String {
    let outgoing = Outgoing::of(revision, facts);
    let mut sheet = String::new();
    let mut line = |text: &str| {
        sheet.push_str(text);
        sheet.push('\n');
    };
    line(&format!("{} to {} – {}", case.draft.kind.words(), facts.account.name, case.draft.purpose));
    line(&format!("Revision {}", revision.number));
    line(&decision.explained());
    for recipient in &outgoing.recipients {
        let name = recipient.name.as_deref().map(|name| format!("{name} ")).unwrap_or_default();
        line(&format!("To: {}<{}>", hidden::marked(&name), hidden::marked_address(&recipient.email)));
    }
    line(&format!("Subject: {}", hidden::marked(&outgoing.subject)));
    line("");
    line(&hidden::marked(&outgoing.body));
    for (number, source) in outgoing.sources.iter().enumerate() {
        line(&format!("[{}] {source}", number + 1));
    }
    for change in &outgoing.change {
        line(change);
    }
    line("");
    line("Evidence");
    for chip in &revision.chips {
        line(&evidence(&format!("[^{}]", chip.number), &chip.citation, facts));
    }
    for criterion in revision.change.iter().flat_map(|change| &change.criteria) {
        line(&format!("Criterion: {}", criterion.says));
        if criterion.evidence.is_empty() {
            line("  no evidence");
        }
        criterion.evidence.iter().for_each(|citation| line(&evidence("  ", citation, facts)));
    }
    line("");
    line("Findings");
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
        line(&format!(
            "{} {}: {} – {}",
            finding.code,
            finding.severity.word(),
            hidden::marked(&finding.words),
            finding.says
        ));
        for given in acknowledged.iter().filter(|given| given.key == finding.key) {
            line(&format!("  accepted by {}: {}", given.name, given.reason));
        }
    }
    sheet
}

fn evidence(mark: &str, citation: &Citation, facts: &Facts) -> String {
    let mut text = format!("{mark} “{}”", citation.quote);
    match facts.source(citation.passage.source) {
        Some(source) => {
            let _ = write!(text, " – {}, {}", source.title, source.date);
            if let SourceKind::Library { version, force, .. } = &source.kind {
                let state = if force.may_be_evidence() { "in force" } else { force.word() };
                let _ = write!(text, ", version {version}, {state}");
            }
        }
        None => text.push_str(" – no longer in the workspace"),
    }
    text
}
