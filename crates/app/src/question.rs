//! Gathers what one question of a buyer is answered from: passages that this buyer may read, passages that may not be
//! used and why, and how rare each word of the question is in the library.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use chrono::NaiveDate;
use domain::{
    AskedWord, Audience, Document, LibraryHit, PartEvidence, PassageId, QuestionEvidence, Reason, SourceId, Version,
    VersionId,
};
use index::{Fence, Found, Search};
use rayon::prelude::*;
use store::PassageRow;

use crate::{
    error::{AppError, Result},
    jobs::index_changes::{be_current, with_index},
    open::App,
};

/// Passages taken for one part of a question.
const HITS: usize = 12;
/// Passages of versions that may not be used.
const OTHERS: usize = 12;

/// Every version of the library, with its document.
type Shelf = BTreeMap<SourceId, (Document, Version)>;

/// What the library has for a question of a buyer who may read this.
///
/// # Errors
/// `Invalid` where the text asks nothing; what the store or the index cannot do.
pub(crate) async fn ask(app: &Arc<App>, question: &str, reader: Audience) -> Result<QuestionEvidence> {
    let found = ask_many(app, &[question.to_owned()], reader).await?;
    let asked = found.into_iter().next().filter(|asked| !asked.parts.is_empty());
    asked.ok_or_else(|| AppError::invalid("There is no question in this text; write what the buyer asks"))
}

/// The same for many questions, in their order: what they share is read once. A text that asks nothing has no parts.
///
/// # Errors
/// What the store or the index cannot do.
pub(crate) async fn ask_many(app: &Arc<App>, questions: &[String], reader: Audience) -> Result<Vec<QuestionEvidence>> {
    be_current(app).await?;
    let shelf = shelf(app).await?;
    let counts = app.store.read().passage_counts().await?;
    let people = app.store.read().people().await?;
    let library = Library::of(&shelf, app.today(), reader, counts.values().sum());
    let queries: Vec<Vec<String>> = questions.iter().map(|question| assemble::queries(question)).collect();
    let held = Arc::clone(app);
    let raw = tokio::task::spawn_blocking(move || library.look_up(&held, queries)).await??;
    let rows = rows(app, &raw).await?;
    let today = app.today();
    let parts = raw.into_iter().map(|parts| {
        let parts = parts.into_iter().map(|part| {
            let hits = joined(&part.found, &rows, &shelf, today);
            let openings = openings(&hits, &rows);
            PartEvidence {
                others: joined(&part.others, &rows, &shelf, today),
                query: part.query,
                words: part.words,
                hits,
                openings,
            }
        });
        parts.collect::<Vec<_>>()
    });
    let asked = questions.iter().zip(parts).map(|(question, parts)| QuestionEvidence {
        question: question.clone(),
        reader,
        parts,
        people: people.clone(),
    });
    Ok(asked.collect())
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

/// What the index says to one part of a question.
struct Looked {
    query: String,
    found: Found,
    others: Found,
    words: Vec<AskedWord>,
}

/// The library as one reader may see it.
struct Library {
    may: Vec<SourceId>,
    may_not: Vec<SourceId>,
    passages: u32,
    /// How rare each word is, asked once.
    known: Mutex<BTreeMap<String, f32>>,
}

impl Library {
    fn of(shelf: &Shelf, today: NaiveDate, reader: Audience, passages: u32) -> Self {
        let (may, may_not) = shelf.keys().copied().partition(|source| {
            shelf.get(source).is_some_and(|(_, version)| {
                let audience = version.sanction.as_ref().map(|given| given.audience);
                Reason::of(version.force(today), audience, reader).is_none()
            })
        });
        Self { may, may_not, passages, known: Mutex::default() }
    }

    /// Every part of every question, on all cores.
    fn look_up(&self, app: &Arc<App>, questions: Vec<Vec<String>>) -> Result<Vec<Vec<Looked>>> {
        questions
            .into_par_iter()
            .map(|queries| queries.into_iter().map(|query| self.part(app, query)).collect::<Result<Vec<_>>>())
            .collect()
    }

    fn part(&self, app: &Arc<App>, query: String) -> Result<Looked> {
        let found = search(app, &query, Some(&self.may), HITS)?;
        let others = search(app, &query, Some(&self.may_not), OTHERS)?;
        let words = self.weigh(app, &query, &found)?;
        Ok(Looked { query, found, others, words })
    }

    /// How rare each word of the question is among the library's passages, and the other ways to say it.
    fn weigh(&self, app: &Arc<App>, query: &str, found: &Found) -> Result<Vec<AskedWord>> {
        let mut weighed = Vec::new();
        for word in assemble::matter_words(query) {
            let weight = self.weight(app, &word)?;
            let said = found.expanded.iter().filter(|(saying, _)| said_with(saying, &word));
            let ways: BTreeSet<String> = said.flat_map(|(_, others)| others.clone()).collect();
            weighed.push(AskedWord { word, ways: ways.into_iter().collect(), weight });
        }
        Ok(weighed)
    }

    fn weight(&self, app: &Arc<App>, word: &str) -> Result<f32> {
        if let Some(known) = self.known.lock().ok().and_then(|known| known.get(word).copied()) {
            return Ok(known);
        }
        let holding = with_index(app, |index| Ok(index.holding(word)?))?;
        #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
        let weight = (1.0 + self.passages as f32 / holding.max(1) as f32).ln();
        if let Ok(mut known) = self.known.lock() {
            known.insert(word.to_owned(), weight);
        }
        Ok(weight)
    }
}

fn search(app: &Arc<App>, text: &str, only: Option<&[SourceId]>, limit: usize) -> Result<Found> {
    if only.is_some_and(<[SourceId]>::is_empty) {
        return Ok(Found::default());
    }
    let synonyms = app.synonyms();
    let search = Search { only: only.map(<[SourceId]>::to_vec), limit, ..Search::new(text, Fence::Library, &synonyms) };
    with_index(app, |index| Ok(index.search(&search)?))
}

/// Whether a word is one of those of a saying.
fn said_with(saying: &str, word: &str) -> bool {
    saying.split(|c: char| !c.is_alphanumeric()).any(|one| {
        let (one, word) = (one.trim_end_matches('s'), word.trim_end_matches('s'));
        !one.is_empty() && one.eq_ignore_ascii_case(word)
    })
}

/// The passages of every hit and the first two of each version that answers, read at once.
async fn rows(app: &App, raw: &[Vec<Looked>]) -> Result<BTreeMap<PassageId, PassageRow>> {
    let mut wanted: BTreeSet<PassageId> = BTreeSet::new();
    for part in raw.iter().flatten() {
        wanted.extend(part.found.hits.iter().chain(&part.others.hits).map(|hit| hit.passage));
        wanted.extend(part.found.hits.iter().flat_map(|hit| opening(hit.passage.source)));
    }
    let wanted: Vec<PassageId> = wanted.into_iter().collect();
    let rows = app.store.read().passages_at(&wanted).await?;
    Ok(rows.into_iter().map(|row| (row.passage.id, row)).collect())
}

fn opening(source: SourceId) -> impl Iterator<Item = PassageId> {
    (0..2).map(move |ordinal| PassageId { source, ordinal })
}

/// The hits with their passages, documents and states. The index never decides: a hit without its row, or with other
/// text, is dropped.
fn joined(found: &Found, rows: &BTreeMap<PassageId, PassageRow>, shelf: &Shelf, today: NaiveDate) -> Vec<LibraryHit> {
    let hits = found.hits.iter().filter_map(|hit| {
        let row = rows.get(&hit.passage).filter(|row| row.passage.hash == hit.hash)?;
        let (document, version) = shelf.get(&hit.passage.source)?;
        Some(LibraryHit {
            passage: row.passage.clone(),
            document: document.clone(),
            version: version.clone(),
            force: version.force(today),
            score: hit.score,
        })
    });
    hits.collect()
}

/// The first two passages of each version: they say what a document covers and from when.
fn openings(hits: &[LibraryHit], rows: &BTreeMap<PassageId, PassageRow>) -> Vec<LibraryHit> {
    let mut seen: Vec<VersionId> = Vec::new();
    let mut found = Vec::new();
    for hit in hits {
        if !seen.contains(&hit.version.id) {
            seen.push(hit.version.id);
            let first = opening(hit.passage.id.source).filter_map(|id| rows.get(&id));
            found.extend(first.map(|row| LibraryHit { passage: row.passage.clone(), ..hit.clone() }));
        }
    }
    found
}
