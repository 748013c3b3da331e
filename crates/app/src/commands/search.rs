//! Search: ranked passages, joined back to the store; a hit without its row is dropped and counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Instant,
};

use domain::{Force, Permission, SourceId};
use index::{Fence, Found, Search, Typed};
use store::{Owner, PassageRow};

use crate::{
    caller::Caller,
    commands::accounts::{find_account, who},
    convert,
    error::Result,
    gather,
    jobs::index_changes::{be_current, with_index},
    open::App,
    view::{ExpandedView, MarkedSpan, SearchHit, SearchPassages, SearchView},
};

/// Ranked passages for what a person typed, filters included.
///
/// # Errors
/// `NotFound` or `Invalid` for an account filter that names none or several.
pub async fn search_passages(app: &Arc<App>, caller: &Caller, order: SearchPassages) -> Result<SearchView> {
    caller.may(Permission::Read)?;
    let started = Instant::now();
    be_current(app).await?;
    let mut typed = index::read_query(&order.query);
    let of_kind = types(app, &mut typed).await?;
    let fence = match (&order.account, &typed.account) {
        (Some(account), _) => Fence::Account(find_account(app, account).await?.id),
        (None, Some(account)) => Fence::Account(find_account(app, account).await?.id),
        (None, None) => Fence::All,
    };
    let only = if typed.in_force { Some(gather::in_force(app).await?.into_keys().collect()) } else { None };
    let (found, marked) = ask(app, &typed, fence, Narrowed { only, of_kind }, &order).await?;
    let searched = with_index(app, |index| Ok(index.count()))?;
    let (hits, dropped) = join(app, found.hits.len(), marked);
    Ok(SearchView {
        query: order.query,
        hits,
        corrected: found.corrected,
        expanded: found.expanded.into_iter().map(|(word, to)| ExpandedView { word, to }).collect(),
        unknown: typed.unknown,
        searched: u32::try_from(searched).unwrap_or(u32::MAX),
        dropped,
        took_ms: started.elapsed().as_secs_f64() * 1000.0,
    })
}

/// The filters that only the store can tell.
#[derive(Default)]
pub(super) struct Narrowed {
    /// Only these sources.
    pub(super) only: Option<Vec<SourceId>>,
    /// Library documents of the formats asked for.
    pub(super) of_kind: Vec<SourceId>,
}

/// The word for every document of the library.
const LIBRARY_TYPE: &str = "document";

/// Takes out the types that do not exist and reports them with those that do; finds the documents of the formats.
async fn types(app: &App, typed: &mut Typed) -> Result<Vec<SourceId>> {
    let kinds: Vec<&str> = domain::EntryKind::ALL.iter().map(|kind| kind.word()).chain([LIBRARY_TYPE]).collect();
    if typed.kinds.iter().all(|word| kinds.contains(&word.as_str())) {
        return Ok(Vec::new());
    }
    let mut formats: BTreeSet<String> = ingest::known_extensions().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    for (document, versions) in app.store.read().documents().await? {
        let extension = document.path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        for version in versions {
            let asked = |word: &String| *word == version.format || Some(word) == extension.as_ref();
            if typed.kinds.iter().any(asked) {
                found.push(SourceId::Version(version.id));
            }
            formats.insert(version.format);
        }
    }
    let (known, wrong): (Vec<String>, Vec<String>) = std::mem::take(&mut typed.kinds)
        .into_iter()
        .partition(|word| kinds.contains(&word.as_str()) || formats.contains(word));
    typed.kinds = known;
    let list = kinds.into_iter().map(str::to_owned).chain(formats).collect::<Vec<_>>().join(", ");
    typed.unknown.extend(wrong.into_iter().map(|word| format!("type:{word} (the types are {list})")));
    Ok(found)
}

/// A hit with its passage and the ranges to mark.
struct Marked {
    hit: index::Hit,
    row: Option<PassageRow>,
    ranges: Vec<std::ops::Range<usize>>,
}

async fn ask(
    app: &Arc<App>,
    typed: &Typed,
    fence: Fence,
    narrowed: Narrowed,
    order: &SearchPassages,
) -> Result<(Found, Vec<Marked>)> {
    let (held, typed, typing, limit) =
        (Arc::clone(app), typed.clone(), order.typing, order.limit.clamp(1, 200) as usize);
    let (found, typed, synonyms) =
        tokio::task::spawn_blocking(move || {
            let synonyms = held.synonyms();
            let found = with_index(&held, |index| {
                Ok(index.search(&search_of(&typed, fence, narrowed, limit, typing, &synonyms))?)
            })?;
            Ok::<_, crate::AppError>((found, typed, synonyms))
        })
        .await??;
    let ids: Vec<_> = found.hits.iter().map(|hit| hit.passage).collect();
    let mut rows: BTreeMap<_, _> =
        app.store.read().passages_at(&ids).await?.into_iter().map(|row| (row.passage.id, row)).collect();
    let search = search_of(&typed, fence, Narrowed::default(), limit, typing, &synonyms);
    let marker = index::Marker::new(&search, &found);
    let marked = found
        .hits
        .iter()
        .map(|hit| {
            let row = rows.remove(&hit.passage).filter(|row| row.passage.hash == hit.hash);
            let ranges = row.as_ref().map(|row| marker.marks(&row.passage.text)).unwrap_or_default();
            Marked { hit: hit.clone(), row, ranges }
        })
        .collect();
    Ok((found, marked))
}

pub(super) fn search_of<'a>(
    typed: &'a Typed,
    fence: Fence,
    narrowed: Narrowed,
    limit: usize,
    typing: bool,
    synonyms: &'a index::Synonyms,
) -> Search<'a> {
    Search {
        text: &typed.text,
        fence,
        kinds: typed.kinds.clone(),
        from: typed.from.clone(),
        before: typed.before,
        after: typed.after,
        of_kind: narrowed.of_kind,
        only: narrowed.only,
        limit,
        typing,
        synonyms,
    }
}

fn join(app: &App, found: usize, marked: Vec<Marked>) -> (Vec<SearchHit>, u32) {
    let hits: Vec<SearchHit> = marked
        .into_iter()
        .filter_map(|Marked { hit, row, ranges }| row.map(|row| view_of(app, &hit, &row, &ranges)))
        .collect();
    let dropped = convert::count(found.saturating_sub(hits.len()));
    if dropped > 0 {
        tracing::warn!(dropped, "hits without their row were dropped");
    }
    (hits, dropped)
}

fn view_of(app: &App, hit: &index::Hit, row: &PassageRow, ranges: &[std::ops::Range<usize>]) -> SearchHit {
    let passage = &row.passage;
    let (title, kind, at, by, state): (_, _, _, _, Option<Force>) = match &row.owner {
        Owner::Entry(entry) => (
            entry.title.clone(),
            entry.kind.word().to_owned(),
            entry.at,
            passage.speaker.clone().or_else(|| who(entry)),
            None,
        ),
        Owner::Document(pair) => {
            let (document, version) = pair.as_ref();
            let owner = version.sanction.as_ref().and_then(|sanction| sanction.owner.clone());
            (document.title.clone(), version.format.clone(), version.imported, owner, Some(version.force(app.today())))
        }
    };
    SearchHit {
        passage: passage.id.to_string(),
        hash: passage.hash.to_string(),
        title,
        kind,
        library: state.is_some(),
        force: state.map(convert::force),
        account: passage.account.map(|id| id.to_string()),
        account_name: row.account_name.clone(),
        by,
        at: convert::time(at),
        place: passage.place.words(),
        heading: passage.heading.clone(),
        snippet: spans(&passage.text, ranges),
        why: hit.why.iter().map(reason).collect(),
    }
}

fn reason(reason: &index::Reason) -> String {
    let place = match reason.field.as_str() {
        "title" => " in the title",
        "heading" => " in a heading",
        "people" => " among the people",
        "exact" => " exactly as written",
        _ => "",
    };
    match &reason.through {
        Some(concept) => format!("“{}” for “{}” ({concept}){place}", reason.matched, reason.word),
        None if reason.matched == reason.word => format!("“{}”{place}", reason.word),
        None => format!("“{}” matches “{}”{place}", reason.matched, reason.word),
    }
}

/// Cuts a text into marked and unmarked pieces; ranges that do not fit the text are left out.
pub(super) fn spans(text: &str, ranges: &[std::ops::Range<usize>]) -> Vec<MarkedSpan> {
    let mut spans = Vec::new();
    let mut from = 0;
    for range in ranges {
        let (Some(before), Some(marked)) = (text.get(from..range.start), text.get(range.clone())) else {
            continue;
        };
        if !before.is_empty() {
            spans.push(MarkedSpan { text: before.to_owned(), marked: false });
        }
        if !marked.is_empty() {
            spans.push(MarkedSpan { text: marked.to_owned(), marked: true });
        }
        from = range.end;
    }
    if let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        spans.push(MarkedSpan { text: rest.to_owned(), marked: false });
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marking_loses_no_text_and_survives_ranges_that_do_not_fit() {
        let text = "data residency in the EU – always";
        let cut = spans(text, &[0..4, 5..14, 200..300]);
        assert_eq!(cut.iter().map(|span| span.text.as_str()).collect::<String>(), text);
        assert_eq!(cut.iter().filter(|span| span.marked).count(), 2);
    }
}
