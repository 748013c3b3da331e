//! Makes citations and statements: words of ours only where the judge finds them carried, else the quote itself.

use domain::{Citation, Citations, EntryKind, Gap, LibraryHit, Passage, Searched, Statement};
use fidelity::{Source, verdict};

use crate::read::{Book, Line, dates};

/// The exact words of a line, tied to their passage.
pub(crate) fn citation(line: &Line<'_>) -> Citation {
    piece(line.passage, line.start, line.end)
}

fn piece(passage: &Passage, start: usize, end: usize) -> Citation {
    Citation {
        passage: passage.id,
        hash: passage.hash.clone(),
        quote: passage.text.get(start..end).unwrap_or_default().to_owned(),
        start: u32::try_from(start).unwrap_or_default(),
        end: u32::try_from(end).unwrap_or_default(),
    }
}

/// True metadata of a line's passage, for the judge.
fn context(line: &Line<'_>) -> String {
    format!("{}. {}. {}. {} CRM", line.who, line.entry.title, dates::long(line.date), line.passage.heading.join(". "))
}

/// `Name, 16 November: “exact words”`.
pub(crate) fn quote(book: &Book<'_>, line: &Line<'_>) -> Statement {
    let when = dates::told(line.date, book.today);
    let by = if line.entry.kind == EntryKind::Meeting {
        format!("Invitation for {when}")
    } else {
        format!("{}, {when}", line.who)
    };
    statement(said(&by, line), line, None)
}

/// `Name: “exact words”`, for a part that shows the day in its margin.
pub(crate) fn dated(line: &Line<'_>) -> Statement {
    Statement { date: Some(line.date), ..statement(said(line.who, line), line, None) }
}

fn said(by: &str, line: &Line<'_>) -> String {
    let words = line.words();
    let marked = if words.contains(['“', '”', '"']) {
        words.replace('“', "‘").replace(['”', '"'], "’")
    } else {
        words.clone()
    };
    if marked != words && fidelity::find_quote(&marked, line.text()).is_none() {
        return words;
    }
    format!("{by}: “{marked}”")
}

fn statement(text: String, line: &Line<'_>, label: Option<&str>) -> Statement {
    Statement {
        text,
        date: None,
        label: label.map(str::to_owned),
        mark: None,
        citations: Citations::from(citation(line)),
    }
}

/// A quote with a label before it.
pub(crate) fn labelled(book: &Book<'_>, label: &str, line: &Line<'_>) -> Statement {
    Statement { label: Some(label.to_owned()), ..quote(book, line) }
}

/// A sentence of ours if all its sources together carry it.
pub(crate) fn carried(text: String, label: &str, lines: &[&Line<'_>]) -> Option<Statement> {
    let contexts: Vec<String> = lines.iter().map(|line| context(line)).collect();
    let sources: Vec<Source<'_>> = lines
        .iter()
        .zip(&contexts)
        .map(|(line, context)| Source { text: &line.passage.text, context, date: Some(line.date) })
        .collect();
    let (first, rest) = lines.split_first()?;
    let citations = Citations::new(citation(first), rest.iter().map(|line| citation(line)).collect());
    let supported = verdict(&text, &sources).supported;
    supported.then(|| Statement { text, date: None, label: Some(label.to_owned()), mark: None, citations })
}

/// A sentence of ours if its source carries it, else the quote.
pub(crate) fn composed(book: &Book<'_>, text: String, label: &str, line: &Line<'_>) -> Statement {
    carried(text, label, &[line]).unwrap_or_else(|| labelled(book, label, line))
}

/// What a library passage says about a concern: its first whole sentences that share its words.
pub(crate) fn library(hit: &LibraryHit, start: usize, end: usize) -> Statement {
    let words = hit.passage.text.get(start..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Statement {
        text: format!("{}, version {}: “{words}”", hit.document.title, hit.version.number),
        date: None,
        label: Some("What could be said".into()),
        mark: None,
        citations: piece(&hit.passage, start, end).into(),
    }
}

/// Searched and not found.
pub(crate) fn gap(
    book: &Book<'_>,
    label: Option<&str>,
    text: &str,
    looked_for: &[&str],
    who: Option<&str>,
    question: Option<&str>,
) -> Gap {
    let entries = book.evidence.history.iter().filter(|held| held.entry.at <= book.evidence.as_of).count();
    Gap {
        text: text.to_owned(),
        label: label.map(str::to_owned),
        searched: Searched {
            looked_for: looked_for.iter().map(|word| (*word).to_owned()).collect(),
            entries: u32::try_from(entries).unwrap_or(u32::MAX),
            documents: book.evidence.documents_searched,
        },
        who: who.map(str::to_owned),
        question: question.map(str::to_owned),
    }
}
