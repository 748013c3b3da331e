//! Measuring retrieval on judged queries, with documents cut by our own cutter or passages cut already.

use std::path::Path;

use index::Synonyms;
use ingest::Limits;
use walkdir::WalkDir;

use crate::{
    error::{AppError, Result},
    eval::{self, Corpus, EvalError, Figures, FilePassage},
};

/// Reads a corpus (a folder of documents, or a `.jsonl` of passages), queries and judgements, and measures.
///
/// # Errors
/// `Invalid` with the file and line that cannot be read.
pub fn retrieval(corpus: &Path, queries: &Path, qrels: &Path) -> Result<Figures> {
    let corpus = if corpus.is_dir() {
        Corpus::Files(folder(corpus)?)
    } else {
        Corpus::Passages(eval::read_corpus(&text(corpus)?)?)
    };
    let questions = eval::read_questions(&text(queries)?)?;
    let judgements = eval::read_judgements(&text(qrels)?)?;
    let synonyms = Synonyms::parse(Synonyms::starting_text())?;
    let folder = scratch()?;
    let figures = eval::retrieval(corpus, &questions, &judgements, &synonyms, &folder);
    drop(std::fs::remove_dir_all(&folder));
    Ok(figures?)
}

/// A folder of its own for the measured index, below the system's temporary folder.
pub(crate) fn scratch() -> Result<std::path::PathBuf> {
    let name = format!("countersign-measure-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).map_err(|error| crate::open::folder_error(&folder, &error))?;
    Ok(folder)
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| AppError::invalid(format!("{} cannot be read: {error}", path.display())))
}

/// Every readable file below the folder, cut by our own cutter; placeholders of templates are left out.
fn folder(root: &Path) -> Result<Vec<(String, Vec<FilePassage>)>> {
    let limits = Limits::standard();
    let mut files = Vec::new();
    for found in WalkDir::new(root).sort_by_file_name() {
        let found = found.map_err(|error| AppError::invalid(format!("{}: {error}", root.display())))?;
        if !found.file_type().is_file() {
            continue;
        }
        let path = found.path().strip_prefix(root).unwrap_or(found.path()).to_string_lossy().replace('\\', "/");
        let Ok(bytes) = std::fs::read(found.path()) else {
            continue;
        };
        // A Markdown template is Markdown whose placeholders nobody has filled.
        let name = path.strip_suffix(".tmpl").unwrap_or(&path).to_owned();
        let Ok(parsed) = ingest::parse(&name, &bytes, &limits) else {
            continue;
        };
        let title = parsed.title.clone().unwrap_or_else(|| name.clone());
        let cut = parsed.items.into_iter().flat_map(|item| item.passages);
        files.push((
            path,
            cut.map(|cut| FilePassage { title: title.clone(), heading: cut.heading, text: cut.text }).collect(),
        ));
    }
    Ok(files)
}

impl From<EvalError> for AppError {
    fn from(error: EvalError) -> Self {
        Self::invalid(error.to_string())
    }
}
