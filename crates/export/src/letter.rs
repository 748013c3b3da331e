//! A text on its way to its readers, signed off or not, and its parts: paragraphs, lists and numbered sources. Knows no
//! file format.

use chrono::{DateTime, Utc};
use domain::Recipient;
use gate::{Outgoing, Release};

use crate::marks::{INTERNAL, NOT_SIGNED_OFF};

/// What every format writes.
pub(crate) struct Letter<'a> {
    pub(crate) recipients: &'a [Recipient],
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) sources: Vec<String>,
    /// At the top; a draft's stands at the foot again.
    pub(crate) mark: Option<&'static str>,
    pub(crate) foot: String,
    /// For the properties of a file: what it is, before anything of its text.
    pub(crate) keywords: Vec<String>,
    /// Who signed; nobody for a draft.
    pub(crate) authors: Vec<&'a str>,
    /// Of the release; nothing for a draft.
    pub(crate) at: Option<DateTime<Utc>>,
}

impl<'a> Letter<'a> {
    pub(crate) fn released(release: &'a Release) -> Self {
        Self {
            recipients: release.recipients(),
            subject: line(release.subject()),
            text: shown(release.text()),
            sources: release.sources().iter().map(|source| line(source)).collect(),
            mark: release.is_internal().then_some(INTERNAL),
            foot: line(release.line()),
            keywords: keywords(release),
            authors: signers(release),
            at: Some(release.at()),
        }
    }

    pub(crate) fn unsigned(outgoing: &'a Outgoing, what: &str) -> Self {
        Self {
            recipients: &outgoing.recipients,
            subject: format!("{NOT_SIGNED_OFF}: {}", line(&outgoing.subject)),
            text: shown(&outgoing.body),
            sources: outgoing.sources.iter().map(|source| line(source)).collect(),
            mark: Some(NOT_SIGNED_OFF),
            foot: format!("{NOT_SIGNED_OFF}. {}", line(what)),
            keywords: vec![NOT_SIGNED_OFF.to_owned()],
            authors: Vec::new(),
            at: None,
        }
    }
}

/// `INTERNAL`, the kind, and the release line up to its number: `Release 12`.
fn keywords(release: &Release) -> Vec<String> {
    let number = release.line().split(',').next().unwrap_or_default();
    let words = [release.kind().words(), number].map(line);
    release.is_internal().then(|| INTERNAL.to_owned()).into_iter().chain(words).collect()
}

/// In the order of their sign-offs, everybody once.
fn signers(release: &Release) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for signed in release.signed() {
        if !names.contains(&signed.name.as_str()) {
            names.push(&signed.name);
        }
    }
    names
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block<'t> {
    /// Its lines, as the writer broke them.
    Paragraph(Vec<&'t str>),
    Bullets(Vec<&'t str>),
}

/// Cuts a text at its blank lines and around lines that open with `- `.
pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::Bullets(items))) if goes_on => items.push(item),
            (Some(item), _) => blocks.push(Block::Bullets(vec![item])),
            (None, Some(Block::Paragraph(lines))) if goes_on => lines.push(line),
            (None, _) => blocks.push(Block::Paragraph(vec![line])),
        }
        goes_on = true;
    }
    blocks
}

/// The text as signed; only control characters, which nobody could have read, are made visible.
pub(crate) fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

/// On one line.
pub(crate) fn line(text: &str) -> String {
    shown(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
