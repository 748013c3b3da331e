//! How good search is, measured: a judged set is indexed and searched on the product's own path, and scored.
//! Pure but for the index folder it is given.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use chrono::DateTime;
use domain::{AccountId, EntryId, Passage, PassageId, Place, SourceId, TextHash};
use index::{Fence, Index, IndexSource, Search, Synonyms};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Passages asked for: enough for twenty documents, whose best passages may be far apart.
const DEPTH: usize = 200;

/// Why a measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("{file}, line {line}: {reason}")]
    Line { file: &'static str, line: usize, reason: String },
    #[error("no question has a judgement, so there is nothing to measure")]
    NothingJudged,
    #[error(transparent)]
    Index(#[from] index::IndexError),
}

/// One line of `corpus.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CorpusPassage {
    #[serde(rename = "_id")]
    pub id: String,
    pub document: String,
    #[serde(default)]
    pub title: String,
    /// Headings, outermost first, divided by ` > `.
    #[serde(default)]
    pub heading: String,
    pub text: String,
    /// The contract, site or meeting it belongs to; a question with the same value looks nowhere else.
    #[serde(default)]
    pub within: Option<String>,
}

/// A passage as our own cutter made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePassage {
    pub title: String,
    pub heading: Vec<String>,
    pub text: String,
}

/// What is searched.
#[derive(Debug, Clone)]
pub enum Corpus {
    /// Ready passages.
    Passages(Vec<CorpusPassage>),
    /// Files by path, cut by us; judgements name paths.
    Files(Vec<(String, Vec<FilePassage>)>),
}

/// One line of `queries.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    #[serde(rename = "_id")]
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub within: Option<String>,
}

/// Question id to what answers it (passage ids, documents or paths).
pub type Judgements = BTreeMap<String, BTreeSet<String>>;

/// What was measured: means over the judged questions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    pub questions: usize,
    pub passages: usize,
    pub ndcg_10: f64,
    pub recall_1: f64,
    pub recall_5: f64,
    pub recall_10: f64,
    pub recall_20: f64,
    pub mrr: f64,
}

/// nDCG@k with gain 1 for a relevant result: the sum of 1 / log2(rank + 1) over relevant results in the first k,
/// divided by the largest such sum possible. 0 where nothing is relevant.
#[must_use]
pub fn ndcg(ranking: &[String], relevant: &BTreeSet<String>, k: usize) -> f64 {
    let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let found: f64 =
        ranking.iter().take(k).enumerate().filter(|(_, id)| relevant.contains(*id)).map(|(p, _)| gain(p)).sum();
    let best: f64 = (0..relevant.len().min(k)).map(gain).sum();
    if best > 0.0 { found / best } else { 0.0 }
}

/// Recall@k: the share of everything relevant that stands in the first k. 0 where nothing is relevant.
#[must_use]
pub fn recall(ranking: &[String], relevant: &BTreeSet<String>, k: usize) -> f64 {
    let found = ranking.iter().take(k).filter(|id| relevant.contains(*id)).count();
    if relevant.is_empty() { 0.0 } else { found as f64 / relevant.len() as f64 }
}

/// 1 / rank of the first relevant result, 0 if there is none; its mean over questions is the MRR.
#[must_use]
pub fn reciprocal_rank(ranking: &[String], relevant: &BTreeSet<String>) -> f64 {
    ranking.iter().position(|id| relevant.contains(id)).map_or(0.0, |place| 1.0 / (place + 1) as f64)
}

/// Reads `corpus.jsonl`.
pub fn read_corpus(text: &str) -> Result<Vec<CorpusPassage>, EvalError> {
    read_lines("corpus.jsonl", text)
}

/// Reads `queries.jsonl`.
pub fn read_questions(text: &str) -> Result<Vec<Question>, EvalError> {
    read_lines("queries.jsonl", text)
}

fn read_lines<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<Vec<T>, EvalError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|reason| EvalError::Line {
                file,
                line: number + 1,
                reason: reason.to_string(),
            })
        })
        .collect()
}

/// Reads `qrels.tsv`: a header, then question, answer and score; a score of 0 is no answer.
pub fn read_judgements(text: &str) -> Result<Judgements, EvalError> {
    let mut read = Judgements::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |reason: &str| EvalError::Line { file: "qrels.tsv", line: number + 1, reason: reason.to_owned() };
        let columns: Vec<&str> = line.split('\t').collect();
        let [question, answer, score] = columns.as_slice() else {
            return Err(wrong("three columns divided by tabs are expected"));
        };
        let score: f64 = score.trim().parse().map_err(|_| wrong("the score is not a number"))?;
        if score > 0.0 {
            read.entry((*question).to_owned()).or_default().insert((*answer).to_owned());
        }
    }
    Ok(read)
}

/// Indexes the corpus in `folder` (empty or absent), asks every judged question, and averages.
///
/// Judgements may name passages or documents; a document ranks where its best passage does.
pub fn retrieval(
    corpus: Corpus,
    questions: &[Question],
    judgements: &Judgements,
    synonyms: &Synonyms,
    folder: &Path,
) -> Result<Figures, EvalError> {
    let passages = flatten(corpus);
    let by_passage = judges_passages(&passages, judgements);
    let groups = groups(&passages);
    let index = Index::open(folder)?;
    let places = build(&index, &passages, &groups)?;
    let mut sums = [0.0_f64; 6];
    let mut asked = 0_usize;
    for question in questions {
        let Some(relevant) = judgements.get(&question.id) else {
            continue;
        };
        let fence = match question.within.as_ref().map(|within| groups.get(within)) {
            None => Fence::All,
            Some(Some(account)) => Fence::Account(*account),
            Some(None) => Fence::Account(AccountId(Uuid::nil())),
        };
        let found = index.search(&Search { limit: DEPTH, ..Search::new(&question.text, fence, synonyms) })?;
        let ranking = ranking(&found.hits, &passages, &places, by_passage);
        let own = [
            ndcg(&ranking, relevant, 10),
            recall(&ranking, relevant, 1),
            recall(&ranking, relevant, 5),
            recall(&ranking, relevant, 10),
            recall(&ranking, relevant, 20),
            reciprocal_rank(&ranking, relevant),
        ];
        sums.iter_mut().zip(own).for_each(|(sum, value)| *sum += value);
        asked += 1;
    }
    if asked == 0 {
        return Err(EvalError::NothingJudged);
    }
    let [ndcg_10, recall_1, recall_5, recall_10, recall_20, mrr] = sums.map(|sum| sum / asked as f64);
    Ok(Figures { questions: asked, passages: passages.len(), ndcg_10, recall_1, recall_5, recall_10, recall_20, mrr })
}

fn flatten(corpus: Corpus) -> Vec<CorpusPassage> {
    match corpus {
        Corpus::Passages(passages) => passages,
        Corpus::Files(files) => files
            .into_iter()
            .flat_map(|(path, passages)| {
                passages.into_iter().enumerate().map(move |(number, passage)| CorpusPassage {
                    id: format!("{path}#{number}"),
                    document: path.clone(),
                    title: passage.title,
                    heading: passage.heading.join(" > "),
                    text: passage.text,
                    within: None,
                })
            })
            .collect(),
    }
}

/// Whether the judgements name passages rather than documents.
fn judges_passages(passages: &[CorpusPassage], judgements: &Judgements) -> bool {
    let ids: BTreeSet<&str> = passages.iter().map(|passage| passage.id.as_str()).collect();
    judgements.values().flatten().any(|answer| ids.contains(answer.as_str()))
}

/// Every `within` stands for an account, so that the fence does the narrowing, as it does in the product.
fn groups(passages: &[CorpusPassage]) -> HashMap<String, AccountId> {
    let names: BTreeSet<&String> = passages.iter().filter_map(|passage| passage.within.as_ref()).collect();
    names.into_iter().zip(1_u128..).map(|(name, number)| (name.clone(), AccountId(Uuid::from_u128(number)))).collect()
}

/// Fills the index through its bulk path, as the product would: a contract, site or meeting is one source, and so is a
/// document that stands in none; its number counts up from one. Returns which passage of
/// the list each passage of the index is.
fn build(
    index: &Index,
    passages: &[CorpusPassage],
    groups: &HashMap<String, AccountId>,
) -> Result<HashMap<PassageId, usize>, EvalError> {
    let mut bulk = index.bulk()?;
    let mut places = HashMap::with_capacity(passages.len());
    let mut sources: Vec<Vec<(usize, &CorpusPassage)>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (place, passage) in passages.iter().enumerate() {
        let name = passage.within.as_deref().unwrap_or(&passage.document);
        let number = *known.entry(name).or_insert(sources.len());
        match sources.get_mut(number) {
            Some(source) => source.push((place, passage)),
            None => sources.push(vec![(place, passage)]),
        }
    }
    for (members, number) in sources.into_iter().zip(1_u128..) {
        let source = SourceId::Entry(EntryId(Uuid::from_u128(number)));
        let Some((_, first)) = members.first().copied() else {
            continue;
        };
        let account = first.within.as_ref().and_then(|within| groups.get(within)).copied();
        let mut cut = Vec::with_capacity(members.len());
        for ((place, passage), ordinal) in members.into_iter().zip(0..) {
            let id = PassageId { source, ordinal };
            places.insert(id, place);
            cut.push(cut_passage(id, account, passage));
        }
        bulk.add(&IndexSource {
            source,
            kind: if account.is_some() { "note" } else { "document" }.to_owned(),
            account,
            title: first.title.clone(),
            at: DateTime::UNIX_EPOCH,
            people: Vec::new(),
            passages: cut,
        })?;
    }
    bulk.finish(index, 1)?;
    Ok(places)
}

fn cut_passage(id: PassageId, account: Option<AccountId>, passage: &CorpusPassage) -> Passage {
    Passage {
        id,
        account,
        place: Place::default(),
        heading: passage.heading.split(" > ").filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        speaker: None,
        quoted: false,
        text: passage.text.clone(),
        hash: TextHash::of(&passage.text),
    }
}

/// The ids as judged, best first; a document stands where its first passage does.
fn ranking(
    hits: &[index::Hit],
    passages: &[CorpusPassage],
    places: &HashMap<PassageId, usize>,
    by_passage: bool,
) -> Vec<String> {
    let mut seen = BTreeSet::new();
    hits.iter()
        .filter_map(|hit| passages.get(*places.get(&hit.passage)?))
        .map(|passage| if by_passage { &passage.id } else { &passage.document })
        .filter(|id| seen.insert((*id).clone()))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn set(ids: &[&str]) -> BTreeSet<String> {
        list(ids).into_iter().collect()
    }

    #[test]
    fn ndcg_agrees_with_a_case_computed_by_hand() {
        // Relevant at ranks 1 and 3 of two: (1 + 1/2) / (1 + 1/log2 3).
        let value = ndcg(&list(&["a", "x", "b"]), &set(&["a", "b"]), 10);
        assert!((value - 1.5 / (1.0 + 1.0 / 3.0_f64.log2())).abs() < 1e-12, "{value}");
        assert_eq!(ndcg(&list(&["x", "a"]), &set(&["a"]), 1), 0.0);
        assert_eq!(ndcg(&list(&["a"]), &set(&[]), 10), 0.0);
        // More relevant than k: the ideal is cut at k too.
        assert_eq!(ndcg(&list(&["a", "b"]), &set(&["a", "b", "c"]), 2), 1.0);
    }

    #[test]
    fn recall_and_reciprocal_rank_agree_with_cases_computed_by_hand() {
        let ranking = list(&["x", "a", "y", "b"]);
        assert_eq!(recall(&ranking, &set(&["a", "b", "c", "d"]), 2), 0.25);
        assert_eq!(recall(&ranking, &set(&["a", "b", "c", "d"]), 5), 0.5);
        assert_eq!(reciprocal_rank(&ranking, &set(&["b", "a"])), 0.5);
        assert_eq!(reciprocal_rank(&ranking, &set(&["z"])), 0.0);
    }

    #[test]
    fn the_readers_name_the_line_that_is_wrong() {
        let judged = read_judgements("query-id\tcorpus-id\tscore\nq\ta\t1\nq\tb\t0\n").unwrap();
        assert_eq!(judged.get("q"), Some(&set(&["a"])));
        let error = read_judgements("head\nq a 1\n").unwrap_err();
        assert!(error.to_string().starts_with("qrels.tsv, line 2"), "{error}");
        let error = read_corpus("\n{\"_id\":1}\n").unwrap_err();
        assert!(error.to_string().starts_with("corpus.jsonl, line 2"), "{error}");
        let read = read_questions("{\"_id\":\"q\",\"text\":\"why\",\"within\":\"w\"}").unwrap();
        assert_eq!(read.first().and_then(|q| q.within.as_deref()), Some("w"));
    }

    #[test]
    fn a_question_finds_its_passage_and_never_one_outside_its_group() {
        let line = |id: &str, within: &str, text: &str| {
            format!(r#"{{"_id":"{id}","document":"{id}","title":"","heading":"","text":"{text}","within":"{within}"}}"#)
        };
        let corpus =
            [line("a1", "a", "governing law of Delaware"), line("b1", "b", "governing law of Texas")].join("\n");
        let questions = read_questions(
            "{\"_id\":\"1\",\"text\":\"governing law\",\"within\":\"a\"}\n{\"_id\":\"2\",\"text\":\"Delaware\",\"within\":\"b\"}",
        )
        .unwrap();
        let judged = read_judgements("h\n1\ta1\t1\n2\ta1\t1\n").unwrap();
        let folder = std::env::temp_dir().join(format!("countersign-eval-{}", std::process::id()));
        let corpus = Corpus::Passages(read_corpus(&corpus).unwrap());
        let figures = retrieval(corpus, &questions, &judged, &Synonyms::default(), &folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!((figures.questions, figures.passages), (2, 2));
        assert_eq!((figures.ndcg_10, figures.mrr), (0.5, 0.5));
    }
}
