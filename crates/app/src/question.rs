//! Gathers what one question of a buyer is answered from: passages that this buyer may read, passages that may not be
//! used and why, and how rare each word of the question is in the library.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    AskedWord, Audience, Document, LibraryHit, PartEvidence, PassageId, QuestionEvidence, Reason, SourceId, Version,
    VersionId,
};
use index::{Fence, Found, Search};

use crate::{
    error::{AppError, Result},
    jobs::index_changes::{be_current, with_index},
    open::App,
};

/// Passages taken for one part of a question.
const HITS: usize = 12;
/// Passages of versions that may not be used.
const OTHERS: usize = 12;
/// A word found in as many passages as this is common; counting further changes no weight that matters.
const COMMON: usize = 400;

/// Every version of the library, with its document.
type Shelf = BTreeMap<SourceId, (Document, Version)>;

/// What the library has for a question of a buyer who may read this.
///
/// # Errors
/// `Invalid` where the text asks nothing; what the store or the index cannot do.
pub(crate) async fn ask(app: &Arc<App>, question: &str, reader: Audience) -> Result<QuestionEvidence> {
    let queries = assemble::queries(question);
    if queries.is_empty() {
        return Err(AppError::invalid("There is no question in this text; write what the buyer asks"));
    }
    be_current(app).await?;
    let shelf = Arc::new(shelf(app).await?);
    let counts = app.store.read().passage_counts().await?;
    let passages: u32 = counts.values().sum();
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        parts.push(part(app, query, reader, &shelf, passages).await?);
    }
    let people = app.store.read().people().await?;
    Ok(QuestionEvidence { question: question.to_owned(), reader, parts, people })
}

async fn shelf(app: &App) -> Result<Shelf> {
    let mut found = Shelf::new();
    for (document, versions) in app.store.read().documents().await? {
        for version in versions {
            found.insert(SourceId::Version(version.id), (document.clone(), version));
        }
    }
    Ok(found)
}

async fn part(
    app: &Arc<App>,
    query: String,
    reader: Audience,
    shelf: &Arc<Shelf>,
    passages: u32,
) -> Result<PartEvidence> {
    let today = app.today();
    let (may, may_not): (Vec<SourceId>, Vec<SourceId>) = shelf.keys().copied().partition(|source| {
        shelf.get(source).is_some_and(|(_, version)| {
            let audience = version.sanction.as_ref().map(|given| given.audience);
            Reason::of(version.force(today), audience, reader).is_none()
        })
    });
    let (held, text) = (Arc::clone(app), query.clone());
    let (found, others, words) = tokio::task::spawn_blocking(move || {
        let found = search(&held, &text, Some(may), HITS)?;
        let others = search(&held, &text, Some(may_not), OTHERS)?;
        let words = weigh(&held, &text, &found, passages)?;
        Ok::<_, AppError>((found, others, words))
    })
    .await??;
    let hits = joined(app, &found, shelf).await?;
    let others = joined(app, &others, shelf).await?;
    let openings = openings(app, &hits).await?;
    Ok(PartEvidence { query, words, hits, others, openings })
}

fn search(app: &Arc<App>, text: &str, only: Option<Vec<SourceId>>, limit: usize) -> Result<Found> {
    if only.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Found::default());
    }
    let synonyms = app.synonyms();
    let search = Search { only, limit, ..Search::new(text, Fence::Library, &synonyms) };
    with_index(app, |index| Ok(index.search(&search)?))
}

/// How rare each word of the question is among the library's passages, and the other ways to say it.
fn weigh(app: &Arc<App>, query: &str, found: &Found, passages: u32) -> Result<Vec<AskedWord>> {
    let mut weighed = Vec::new();
    for word in assemble::matter_words(query) {
        let alone = search(app, &word, None, COMMON)?;
        // A hit through a corrected spelling or a synonym is not a hit of the word.
        let pieces: Vec<&str> = word.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
        let own = |hit: &index::Hit| {
            let said =
                |piece: &str| hit.why.iter().any(|why| why.through.is_none() && why.word.eq_ignore_ascii_case(piece));
            pieces.iter().all(|piece| said(piece)) || said(&word)
        };
        let holding = if alone.corrected.is_empty() { alone.hits.iter().filter(|hit| own(hit)).count() } else { 0 };
        #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
        let weight = (1.0 + passages as f32 / holding.max(1) as f32).ln();
        let said = found.expanded.iter().filter(|(saying, _)| said_with(saying, &word));
        let ways: BTreeSet<String> = said.flat_map(|(_, others)| others.clone()).collect();
        weighed.push(AskedWord { word, ways: ways.into_iter().collect(), weight });
    }
    Ok(weighed)
}

/// Whether a word is one of those of a saying.
fn said_with(saying: &str, word: &str) -> bool {
    saying.split(|c: char| !c.is_alphanumeric()).any(|one| {
        let (one, word) = (one.trim_end_matches('s'), word.trim_end_matches('s'));
        !one.is_empty() && one.eq_ignore_ascii_case(word)
    })
}

/// The hits with their passages, documents and states. The index never decides: a hit without its row, or with other
/// text, is dropped.
async fn joined(app: &App, found: &Found, shelf: &Shelf) -> Result<Vec<LibraryHit>> {
    let ids: Vec<PassageId> = found.hits.iter().map(|hit| hit.passage).collect();
    let rows = app.store.read().passages_at(&ids).await?;
    let today = app.today();
    let hits = found.hits.iter().filter_map(|hit| {
        let row = rows.iter().find(|row| row.passage.id == hit.passage && row.passage.hash == hit.hash)?;
        let (document, version) = shelf.get(&hit.passage.source)?;
        Some(LibraryHit {
            passage: row.passage.clone(),
            document: document.clone(),
            version: version.clone(),
            force: version.force(today),
            score: hit.score,
        })
    });
    Ok(hits.collect())
}

/// The first two passages of each version: they say what a document covers and from when.
async fn openings(app: &App, hits: &[LibraryHit]) -> Result<Vec<LibraryHit>> {
    let mut seen: Vec<VersionId> = Vec::new();
    let mut ids: Vec<(PassageId, &LibraryHit)> = Vec::new();
    for hit in hits {
        if !seen.contains(&hit.version.id) {
            seen.push(hit.version.id);
            ids.extend((0..2).map(|ordinal| (PassageId { source: hit.passage.id.source, ordinal }, hit)));
        }
    }
    let wanted: Vec<PassageId> = ids.iter().map(|(id, _)| *id).collect();
    let rows = app.store.read().passages_at(&wanted).await?;
    let found = ids.into_iter().filter_map(|(id, hit)| {
        let row = rows.iter().find(|row| row.passage.id == id)?;
        Some(LibraryHit { passage: row.passage.clone(), ..hit.clone() })
    });
    Ok(found.collect())
}
