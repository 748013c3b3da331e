//! The source pane: a source as structured text, with the exact words marked, and a PDF's boxes for them.

use std::{ops::Range, sync::Arc};

use domain::{Entry, PartRole, Passage, PassageId, SourceId, Version};

use crate::{
    caller::Caller,
    commands::search::{search_of, spans},
    convert,
    error::{AppError, Result},
    open::App,
    view::{MarkedSpan, OpenSource, PageBoxView, SourcePassage, SourceView, UsedIn},
};

/// Opens the source of a passage.
///
/// # Errors
/// `NotFound` when the passage is no longer there.
pub(super) async fn open(app: &Arc<App>, caller: &Caller, order: OpenSource) -> Result<SourceView> {
    caller.may(domain::Permission::Read)?;
    let (source, wanted) = match order.passage.parse::<PassageId>() {
        Ok(id) => (id.source, Some(id)),
        Err(_) => (order.passage.parse::<SourceId>()?, None),
    };
    let passages = app.store.read().passages(source).await?;
    let focus = wanted.and_then(|id| passages.iter().find(|passage| passage.id == id));
    if wanted.is_some() && focus.is_none() {
        return Err(AppError::not_found(
            "This passage is no longer in the workspace; its source was imported again with other text",
        ));
    }
    let unchanged = match (&order.hash, focus) {
        (Some(hash), Some(passage)) => passage.hash.0 == *hash,
        _ => true,
    };
    let marks = |passage: &Passage| -> Vec<Range<usize>> {
        if let (Some(quote), true) = (&order.quote, Some(passage.id) == wanted) {
            return fidelity::find_quote(quote, &passage.text).into_iter().collect();
        }
        match &order.query {
            Some(query) => query_marks(app, passage, query),
            None => Vec::new(),
        }
    };
    let around = |passage: &Passage| match (order.around, wanted) {
        (Some(around), Some(id)) => passage.id.ordinal.abs_diff(id.ordinal) <= around,
        _ => true,
    };
    let shown = passages
        .iter()
        .filter(|passage| around(passage))
        .map(|passage| passage_view(passage, &marks(passage)))
        .collect();
    let mut view = head(app, source, &order).await?;
    view.unchanged = unchanged;
    view.passages = shown;
    view.focus = wanted.map(|id| id.to_string());
    view.used_in = used_in(app, source).await?;
    Ok(view)
}

fn query_marks(app: &App, passage: &Passage, query: &str) -> Vec<Range<usize>> {
    let typed = index::read_query(query);
    let synonyms = app.synonyms();
    let search = search_of(&typed, index::Fence::All, super::search::Narrowed::default(), 1, false, &synonyms);
    let found = crate::jobs::index_changes::with_index(app, |index| Ok(index.search(&search)?)).unwrap_or_default();
    index::marks(&passage.text, &search, &found)
}

fn passage_view(passage: &Passage, marks: &[Range<usize>]) -> SourcePassage {
    let covered =
        |start: u32, end: u32| marks.iter().any(|mark| (start as usize) < mark.end && (end as usize) > mark.start);
    let all = &passage.place.boxes;
    let marked: Vec<_> = all.iter().filter(|area| covered(area.start, area.end)).collect();
    let areas = if marked.is_empty() { all.iter().collect() } else { marked };
    SourcePassage {
        id: passage.id.to_string(),
        heading: passage.heading.clone(),
        speaker: passage.speaker.clone(),
        place: passage.place.words(),
        quoted: passage.quoted,
        paragraphs: paragraphs(&passage.text, marks),
        boxes: areas
            .into_iter()
            .map(|area| PageBoxView { page: area.page, x: area.x, y: area.y, width: area.width, height: area.height })
            .collect(),
    }
}

/// The text by paragraphs, each cut at the marks that fall into it.
fn paragraphs(text: &str, marks: &[Range<usize>]) -> Vec<Vec<MarkedSpan>> {
    let mut from = 0;
    text.split("\n\n")
        .map(|paragraph| {
            let (start, end) = (from, from + paragraph.len());
            from = end + 2;
            let inside: Vec<Range<usize>> = marks
                .iter()
                .filter(|mark| mark.start < end && mark.end > start)
                .map(|mark| mark.start.saturating_sub(start)..mark.end.min(end) - start)
                .collect();
            spans(paragraph, &inside)
        })
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

fn named(entry: &Entry, roles: &[PartRole]) -> Vec<String> {
    let people = entry.people.iter().filter(|person| roles.contains(&person.role));
    people
        .filter_map(|person| match (&person.name, &person.email) {
            (Some(name), Some(email)) => Some(format!("{name} <{email}>")),
            (name, email) => name.clone().or_else(|| email.clone()),
        })
        .collect()
}

async fn head(app: &App, source: SourceId, order: &OpenSource) -> Result<SourceView> {
    let read = app.store.read();
    let gone = || AppError::not_found(format!("The source of {} is no longer in the workspace", order.passage));
    let blank = |title: String, kind: String, at: String| SourceView {
        source: source.to_string(),
        library: false,
        title,
        kind,
        document: None,
        account: None,
        account_name: None,
        from: None,
        to: Vec::new(),
        at,
        zone_minutes: None,
        location: None,
        version: None,
        force: None,
        audience: None,
        sanctioned_by: None,
        owner: None,
        expires: None,
        unchanged: true,
        pages: None,
        passages: Vec::new(),
        focus: None,
        used_in: Vec::new(),
    };
    match source {
        SourceId::Entry(id) => {
            let entry = read.entry(id).await?.ok_or_else(gone)?;
            let account = match entry.account {
                Some(account) => read.account(account).await?,
                None => None,
            };
            let view = blank(entry.title.clone(), entry.kind.word().to_owned(), convert::time(entry.at));
            Ok(entry_head(view, entry, account.map(|account| account.name)))
        }
        SourceId::Version(id) => {
            let (document, version) = read.version(id).await?.ok_or_else(gone)?;
            let view = blank(document.title, version.format.clone(), convert::time(version.imported));
            Ok(SourceView { document: Some(document.id.to_string()), ..version_head(app, view, version) })
        }
    }
}

fn entry_head(blank: SourceView, entry: Entry, account_name: Option<String>) -> SourceView {
    let from = named(&entry, &[PartRole::From, PartRole::Host, PartRole::Author, PartRole::Owner]);
    SourceView {
        from: (!from.is_empty()).then(|| from.join(", ")),
        to: named(&entry, &[PartRole::To, PartRole::Cc, PartRole::Attendee, PartRole::Speaker]),
        account: entry.account.map(|id| id.to_string()),
        account_name,
        zone_minutes: entry.zone_minutes,
        location: entry.location,
        ..blank
    }
}

fn version_head(app: &App, blank: SourceView, version: Version) -> SourceView {
    let force = version.force(app.today());
    let mut view = SourceView {
        library: true,
        version: Some(version.number),
        pages: version.pages,
        force: Some(convert::force(force)),
        ..blank
    };
    if let Some(sanction) = version.sanction {
        view.audience = Some(convert::audience_word(sanction.audience).to_owned());
        view.sanctioned_by = Some(sanction.by);
        view.owner = sanction.owner;
        view.expires = sanction.expires.map(|date| date.to_string());
    }
    view
}

/// The kept briefings that cite this source.
async fn used_in(app: &App, source: SourceId) -> Result<Vec<UsedIn>> {
    let uses = app.store.read().uses_of(source).await?;
    Ok(uses
        .into_iter()
        .map(|(id, title, times)| UsedIn {
            briefing: id.to_string(),
            title,
            times: u32::try_from(times).unwrap_or(u32::MAX),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_across_two_paragraphs_is_marked_in_both() {
        let cut = paragraphs("one two\n\nthree four", std::slice::from_ref(&(4..14)));
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[0][1].text, "two");
        assert_eq!(cut[1][0].text, "three");
        assert!(cut[1][0].marked && !cut[1][1].marked);
    }
}
