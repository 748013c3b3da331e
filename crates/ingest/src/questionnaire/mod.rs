//! A buyer's questionnaire: which columns of each sheet hold what, its rows as questions, and the form that each answer
//! cell expects. Every guess says its reason and gives way to a [`Mapping`].

mod choices;
mod columns;
mod rows;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::QuestionRow;
use serde::{Deserialize, Serialize};

use crate::workbook::{self, Sheet, Shown, Workbook};
use crate::{IngestError, Limits, Warning};

/// A questionnaire as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// `xlsx` or `csv`.
    pub format: String,
    /// BLAKE3 over the names and headers of its sheets: equal for two copies of one template, filled or not.
    pub fingerprint: String,
    /// It carries macros. They never run here and stay as they are when the file is filled.
    pub macros: bool,
    pub sheets: Vec<SheetGuess>,
    /// In the order of sheets and rows.
    pub rows: Vec<QuestionRow>,
    pub warnings: Vec<Warning>,
}

/// A sheet and what its columns were taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetGuess {
    /// Empty for a CSV file.
    pub sheet: String,
    /// A hidden sheet is listed and not asked.
    pub hidden: bool,
    /// One for each table found, from top to bottom.
    pub tables: Vec<TableGuess>,
    /// Why it has no table, or where the guess comes from.
    pub reason: String,
}

/// A table and what its columns were taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableGuess {
    /// `None` where no row of titles was found.
    pub header_row: Option<u32>,
    /// First and last row below the titles.
    pub rows: (u32, u32),
    pub columns: Vec<ColumnUse>,
    pub questions: u32,
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// 1-based.
    pub column: u32,
    /// The column's title, if it has one.
    pub title: String,
    pub role: ColumnRole,
    /// In words, for the person who checks it.
    pub reason: String,
}

/// What a column of a questionnaire can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    Question,
    Answer,
    Comment,
    Id,
    Section,
}

/// A person's correction of the guess, kept for every file with the same fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    pub fingerprint: String,
    pub sheets: Vec<SheetMapping>,
}

/// The correction of one sheet. A sheet that is not in the mapping keeps its guess.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetMapping {
    pub sheet: String,
    /// Nothing is asked on this sheet.
    pub skip: bool,
    /// Row of the titles; rows below it are read. `None`: from the first row.
    pub header_row: Option<u32>,
    /// Columns, 1-based, with what they hold.
    pub columns: Vec<(u32, ColumnRole)>,
}

/// Reads a questionnaire from XLSX, XLSM or CSV.
///
/// # Errors
/// [`IngestError`] when the file cannot be read as a table at all. It never panics, and never runs anything of the file.
pub fn read_questionnaire(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    mapping: Option<&Mapping>,
) -> Result<Questionnaire, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if bytes.len() as u64 > limits.workbook_bytes {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64, limit: limits.workbook_bytes });
    }
    let read =
        || if workbook::sniff(bytes) { xlsx(bytes, limits, mapping) } else { other(name, bytes, limits, mapping) };
    // A belt only: the crate that unpacks is not ours.
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(IngestError::Corrupt { what: "its parts contradict each other".to_owned() }))
}

fn other(name: &str, bytes: &[u8], limits: &Limits, mapping: Option<&Mapping>) -> Result<Questionnaire, IngestError> {
    // Says whether it is locked, damaged or of another kind.
    let (format, _) = crate::sniff::recognise(name, bytes)?;
    if !matches!(format.name, "csv" | "text") {
        return Err(IngestError::NotATable { format: format.name });
    }
    let mut warnings = Vec::new();
    let sheet = table::csv(bytes, limits, &mut warnings)?;
    let sheets = [Named { name: String::new(), hidden: false, sheet }];
    Ok(assemble("csv", &sheets, &Lists::default(), mapping, warnings))
}

fn xlsx(bytes: &[u8], limits: &Limits, mapping: Option<&Mapping>) -> Result<Questionnaire, IngestError> {
    let mut warnings = Vec::new();
    let mut book = Workbook::open(bytes, limits)?;
    if book.macros {
        warnings.push(Warning::new("", "the file carries macros; they were not run and stay in the file as they are"));
    }
    let mut sheets = Vec::with_capacity(book.sheets.len());
    for (at, entry) in book.sheets.clone().into_iter().enumerate() {
        let sheet = book.sheet(at, &mut warnings)?;
        sheets.push(Named { name: entry.name, hidden: entry.shown == Shown::Hidden, sheet });
    }
    let lists = Lists { names: std::mem::take(&mut book.names) };
    let mut read = assemble("xlsx", &sheets, &lists, mapping, warnings);
    read.macros = book.macros;
    Ok(read)
}

/// A sheet with its name.
struct Named {
    name: String,
    hidden: bool,
    sheet: Sheet,
}

/// The names that a workbook gives to its lists.
#[derive(Default)]
struct Lists {
    names: Vec<workbook::DefinedName>,
}

fn assemble(
    format: &str,
    sheets: &[Named],
    lists: &Lists,
    mapping: Option<&Mapping>,
    mut warnings: Vec<Warning>,
) -> Questionnaire {
    let mut found: Vec<(SheetGuess, Vec<columns::Layout>)> = sheets.iter().map(columns::guess).collect();
    columns::drop_weak(&mut found);
    let fingerprint = fingerprint(&found);
    if let Some(mapping) = mapping {
        for (named, guess) in sheets.iter().zip(&mut found) {
            if let Some(own) = mapping.sheets.iter().find(|own| own.sheet == named.name) {
                *guess = columns::mapped(named, own);
            }
        }
    }
    let mut rows = Vec::new();
    for (at, (guess, layouts)) in found.iter_mut().enumerate() {
        let Some(named) = sheets.get(at).filter(|named| !named.hidden) else { continue };
        let forms = choices::Forms::new(sheets, at, lists);
        for (table, layout) in guess.tables.iter_mut().zip(layouts) {
            let asked = rows::questions(named, layout, &forms, &mut warnings);
            table.questions = u32::try_from(asked.iter().filter(|row| !row.hidden).count()).unwrap_or(u32::MAX);
            rows.extend(asked);
        }
    }
    let sheets = found.into_iter().map(|(guess, _)| guess).collect();
    Questionnaire { format: format.to_owned(), fingerprint, macros: false, sheets, rows, warnings }
}

/// Taken from the guess and never from a mapping, so that it finds the mapping.
fn fingerprint(found: &[(SheetGuess, Vec<columns::Layout>)]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    for (guess, layouts) in found {
        part("sheet");
        part(&guess.sheet);
        for layout in layouts {
            part("table");
            layout.titles.iter().for_each(|(_, title)| part(title));
        }
    }
    hasher.finalize().to_hex().to_string()
}
