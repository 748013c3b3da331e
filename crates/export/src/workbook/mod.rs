//! A buyer's own questionnaire with only the answer cells changed: every other part of the file stays byte for byte, and
//! a second reading proves it.

mod archive;
mod chain;
mod csv;
mod markup;
mod patch;
mod proof;
mod sheets;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeMap;

use domain::{CellRef, QuestionRow};
use gate::Release;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::ExportError;
use archive::Archive;
use sheets::Sheets;

/// An answer and the cell it goes into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellAnswer {
    /// Name of the sheet; empty for a CSV file.
    pub(crate) sheet: String,
    pub(crate) cell: CellRef,
    /// Written to the letter, as text. Empty: the cell is emptied.
    pub(crate) text: String,
}

/// A filled file with the proof of what changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub bytes: Vec<u8>,
    /// Every part of the file, in its order; a CSV file is one part.
    pub parts: Vec<PartReport>,
    /// What a person should know before the file goes out, one sentence each.
    pub notes: Vec<String>,
}

/// One part of the file before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartReport {
    pub name: String,
    /// SHA-256 of its unpacked bytes, in hexadecimal.
    pub before: String,
    pub after: String,
    pub change: PartChange,
}

/// What happened to a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartChange {
    /// The same bytes, packed and unpacked.
    Identical,
    /// Only these cells differ.
    Cells { sheet: String, cells: Vec<CellRef> },
    /// Cells that held a formula were taken off the list of what is to be computed.
    FormulasDropped { cells: Vec<CellRef> },
}

/// Fills released answers into a buyer's own file, each into the cells of its row.
///
/// # Errors
/// When the file is damaged, a cell cannot take its answer (it is hidden under merged cells, belongs to a shared formula,
/// the answer is too long), or the proof finds any difference outside the cells. No file is given then.
pub fn questionnaire(original: &[u8], rows: &[(&Release, &QuestionRow)]) -> Result<Filled, ExportError> {
    let mut answers = Vec::with_capacity(rows.len());
    for (release, row) in rows {
        let cells = row
            .cells(release.text())
            .map_err(|unfit| ExportError::Cell { cell: row.question_cell.to_string(), why: unfit.to_string() })?;
        for (cell, text) in [Some(cells.answer), cells.comment].into_iter().flatten() {
            answers.push(CellAnswer { sheet: row.sheet.clone(), cell, text });
        }
    }
    fill(original, &answers)
}

fn fill(original: &[u8], answers: &[CellAnswer]) -> Result<Filled, ExportError> {
    if answers.is_empty() {
        return Err(ExportError::Empty);
    }
    let mut wanted: BTreeMap<&str, BTreeMap<CellRef, &str>> = BTreeMap::new();
    for answer in answers {
        let sheet = wanted.entry(&answer.sheet).or_default();
        if sheet.insert(answer.cell, &answer.text).is_some() {
            let why = "two answers go into it".to_owned();
            return Err(ExportError::Cell { cell: answer.cell.to_string(), why });
        }
    }
    if original.starts_with(b"PK") { workbook(original, &wanted) } else { csv::fill(original, &wanted) }
}

fn workbook(original: &[u8], wanted: &BTreeMap<&str, BTreeMap<CellRef, &str>>) -> Result<Filled, ExportError> {
    let mut archive = Archive::open(original)?;
    let sheets = Sheets::read(&mut archive)?;
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut changes: BTreeMap<String, PartChange> = BTreeMap::new();
    let mut formulas = Vec::new();
    let mut computes = false;
    for (name, cells) in wanted {
        let sheet = sheets.named(name)?;
        let before = archive.part(&sheet.part)?;
        let patched = patch::patch(&before, cells)?;
        proof::check(&before, &patched.xml, cells)?;
        computes |= patched.computes;
        formulas.extend(patched.formulas.iter().map(|cell| (sheet.id, *cell)));
        let change = PartChange::Cells { sheet: (*name).to_owned(), cells: cells.keys().copied().collect() };
        if changed.insert(sheet.part.clone(), patched.xml).is_some() {
            return Err(ExportError::Workbook { what: "two sheets are the same part".to_owned() });
        }
        changes.insert(sheet.part.clone(), change);
    }
    if let Some(part) = sheets.chain.as_ref().filter(|_| !formulas.is_empty()) {
        let (xml, cells) = chain::without(&archive.part(part)?, &formulas)?;
        if !cells.is_empty() {
            changed.insert(part.clone(), xml);
            changes.insert(part.clone(), PartChange::FormulasDropped { cells });
        }
    }
    let bytes = archive.with(&changed)?;
    let parts = prove(&mut archive, &bytes, &changed, &mut changes)?;
    let notes = notes(&archive, &formulas, computes || sheets.chain.is_some());
    Ok(Filled { bytes, parts, notes })
}

/// Reads the new file anew and compares it with the old one, part by part.
fn prove(
    before: &mut Archive<'_>,
    bytes: &[u8],
    changed: &BTreeMap<String, Vec<u8>>,
    changes: &mut BTreeMap<String, PartChange>,
) -> Result<Vec<PartReport>, ExportError> {
    let mut after = Archive::open(bytes)?;
    if let Some(what) = before.differs(&after, changed) {
        return Err(ExportError::Unproved { what });
    }
    for (name, content) in changed {
        if after.part(name)? != *content {
            return Err(ExportError::Unproved { what: name.clone() });
        }
    }
    let (old, new) = (before.hashes()?, after.hashes()?);
    let mut parts = Vec::with_capacity(old.len());
    for ((name, before), (_, after)) in old.into_iter().zip(new) {
        let change = changes.remove(&name).unwrap_or(PartChange::Identical);
        if change == PartChange::Identical && before != after {
            return Err(ExportError::Unproved { what: name });
        }
        parts.push(PartReport { name, before, after, change });
    }
    Ok(parts)
}

fn notes(archive: &Archive<'_>, formulas: &[(u32, CellRef)], computes: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if !formulas.is_empty() {
        let cells: Vec<String> = formulas.iter().map(|(_, cell)| cell.to_string()).collect();
        notes.push(format!("An answer replaced the formula in {}.", cells.join(", ")));
    }
    if computes {
        let words = "The file computes with formulas; what they show is from before the answers until the file is \
                     opened and computed anew.";
        notes.push(words.to_owned());
    }
    if archive.names().any(|name| name.to_lowercase().contains("_xmlsignatures")) {
        notes.push("The file carries a digital signature, which no longer fits the changed cells.".to_owned());
    }
    if archive.names().any(|name| name.to_lowercase().ends_with("vbaproject.bin")) {
        notes.push("The file carries macros; they were not run and are unchanged.".to_owned());
    }
    notes
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
