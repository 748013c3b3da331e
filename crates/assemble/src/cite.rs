//! Makes citations and statements: words of ours only where the judge finds them carried, else the quote itself.

use domain::{Citation, Citations, EntryKind, Gap, LibraryHit, Passage, Searched, Statement};
use fidelity::{Source, verdict};

use crate::read::{Book, Line, dates, standing::Shown};

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

/// `Name, 16 November: “exact words”`, with what the words answer where they would say nothing alone.
pub(crate) fn quote<'a>(book: &Book<'a>, line: &Line<'a>) -> Statement {
    let when = dates::told(line.date, book.today);
    let by = if line.entry.kind == EntryKind::Meeting {
        format!("Invitation for {when}")
    } else {
        format!("{}, {when}", line.who)
    };
    said(book, &by, line)
}

/// `Name: “exact words”`, for a part that shows the day in its margin.
pub(crate) fn dated<'a>(book: &Book<'a>, line: &Line<'a>) -> Statement {
    Statement { date: Some(line.date), ..said(book, line.who, line) }
}

fn said<'a>(book: &Book<'a>, by: &str, line: &Line<'a>) -> Statement {
    let shown = book.standing(line).unwrap_or(Shown { before: None, line: *line, cut: false });
    let words = in_marks(&shown.line);
    let text = match (words, &shown.before) {
        (Ok(words), Some(before)) => match in_marks(before) {
            Ok(first) => format!("{}: {first} {by}: {words}", before.who),
            Err(_) => format!("{by}: {words}"),
        },
        (Ok(words), None) if shown.cut => format!("{by}: {words} …"),
        (Ok(words), None) => format!("{by}: {words}"),
        (Err(plain), _) => plain,
    };
    let rest = shown.before.iter().map(citation).collect();
    Statement { text, date: None, label: None, mark: None, citations: Citations::new(citation(&shown.line), rest) }
}

/// The words between quotation marks; marks inside become single ones. The bare words where that would change a quote.
fn in_marks(line: &Line<'_>) -> Result<String, String> {
    let words = line.words();
    let marked = if words.contains(['“', '”', '"']) {
        words.replace('“', "‘").replace(['”', '"'], "’")
    } else {
        words.clone()
    };
    if marked != words && fidelity::find_quote(&marked, line.text()).is_none() {
        return Err(words);
    }
    Ok(format!("“{marked}”"))
}

/// A quote with a label before it.
pub(crate) fn labelled<'a>(book: &Book<'a>, label: &str, line: &Line<'a>) -> Statement {
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
pub(crate) fn composed<'a>(book: &Book<'a>, text: String, label: &str, line: &Line<'a>) -> Statement {
    carried(text, label, &[line]).unwrap_or_else(|| labelled(book, label, line))
}

/// What passages of one library version say about a concern.
pub(crate) fn library(spans: &[(&LibraryHit, usize, usize)]) -> Option<Statement> {
    let (first, rest) = spans.split_first()?;
    let words = |(hit, start, end): &(&LibraryHit, usize, usize)| {
        hit.passage.text.get(*start..*end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let quotes: Vec<String> = spans.iter().map(|span| format!("“{}”", words(span))).collect();
    let cited = |(hit, start, end): &(&LibraryHit, usize, usize)| piece(&hit.passage, *start, *end);
    Some(Statement {
        text: format!("{}, version {}: {}", first.0.document.title, first.0.version.number, quotes.join(" ")),
        date: None,
        label: Some("What could be said".into()),
        mark: None,
        citations: Citations::new(cited(first), rest.iter().map(cited).collect()),
    })
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
