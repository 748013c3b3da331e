//! The exact bytes that a buyer reads: recipients, subject, body without chips, and the list of sources if it is shown.

use domain::{Recipient, Revision, SourceId, TextHash};

use crate::{
    claims::{markers, without_markers},
    facts::{Facts, SourceKind},
};

/// What leaves, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub recipients: Vec<Recipient>,
    pub subject: String,
    /// With `[1]` where a source is listed, and without any trace of other chips.
    pub body: String,
    /// Title, version and place of each listed document, in order; `[1]` is the first.
    pub sources: Vec<String>,
    /// The deal change as lines of `field: from → to`; empty for texts.
    pub change: Vec<String>,
}

impl Outgoing {
    /// What this revision says to its readers. Only library documents are ever listed as sources.
    #[must_use]
    pub fn of(revision: &Revision, facts: &Facts) -> Self {
        let (body, sources) =
            if revision.show_sources { listed(revision, facts) } else { (without_markers(&revision.body), Vec::new()) };
        let change = revision.change.iter().flat_map(|change| {
            change.fields.iter().map(|(field, from, to)| {
                format!("{} of {}: {} → {to}", field.word(), change.record, from.as_deref().unwrap_or("nothing"))
            })
        });
        Self {
            recipients: revision.recipients.clone(),
            subject: revision.subject.clone(),
            body,
            sources,
            change: change.collect(),
        }
    }

    /// BLAKE3 over the length-prefixed parts.
    #[must_use]
    pub fn hash(&self) -> TextHash {
        let mut bytes = b"countersign outgoing 1\0".to_vec();
        let mut field = |text: &str| {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        field(&self.recipients.len().to_string());
        for recipient in &self.recipients {
            field(recipient.name.as_deref().unwrap_or_default());
            field(&recipient.email);
        }
        field(&self.subject);
        field(&self.body);
        field(&self.sources.len().to_string());
        self.sources.iter().chain(&self.change).for_each(|line| field(line));
        TextHash::of(bytes)
    }
}

fn listed(revision: &Revision, facts: &Facts) -> (String, Vec<String>) {
    let mut sources: Vec<String> = Vec::new();
    let mut body = String::with_capacity(revision.body.len());
    let mut at = 0;
    for marker in markers(&revision.body) {
        body.push_str(revision.body.get(at..marker.start).unwrap_or_default());
        at = marker.end;
        let kept = body.trim_end_matches([' ', '\u{a0}']).len();
        let chip = revision.chips.iter().find(|chip| chip.number == marker.number);
        let Some(line) = chip.and_then(|chip| source_line(chip.citation.passage.source, &chip.citation, facts)) else {
            body.truncate(kept);
            continue;
        };
        let number = sources.iter().position(|known| *known == line).unwrap_or_else(|| {
            sources.push(line);
            sources.len() - 1
        });
        body.truncate(kept);
        body.push_str(&format!(" [{}]", number + 1));
    }
    body.push_str(revision.body.get(at..).unwrap_or_default());
    (body, sources)
}

/// `Security overview, version 3, page 2`; nothing for account history, which is nobody else's to read.
fn source_line(source: SourceId, citation: &domain::Citation, facts: &Facts) -> Option<String> {
    let known = facts.source(source)?;
    let SourceKind::Library { version, .. } = known.kind else { return None };
    let place =
        facts.passages.iter().find(|passage| passage.id == citation.passage).map(|passage| passage.place.words());
    let place = place.filter(|place| !place.is_empty()).map(|place| format!(", {place}")).unwrap_or_default();
    Some(format!("{}, version {version}{place}", known.title))
}
