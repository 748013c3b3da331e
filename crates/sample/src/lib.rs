//! The sample workspace: the fictional seller Northmoor, its three buyers and its library, as files to import.
//! To add a file, put it under `content/` and name it in `content.rs`; what is planted where stands in
//! `content/PLANTED.md`. Nothing in here is a real company or person, and nothing reads a clock.

mod content;
mod docx;
mod error;
mod letters;
mod markdown;
mod pages;
mod pdf;
mod people;
mod pptx;
mod threads;
mod xlsx;

use chrono::{DateTime, Utc};
use domain::Role;

pub use error::SampleError;

/// Name of the sample workspace.
pub const NAME: &str = "Northmoor sample";
/// Minutes east of UTC in which the people of the sample work.
pub const ZONE_MINUTES: i32 = 60;
/// Mail domains of the seller.
pub const OUR_DOMAINS: &[&str] = &["northmoor.example"];
/// Name and address of the person at the desk.
pub const PERSON: (&str, &str) = ("Mara Ellvik", "mara.ellvik@northmoor.example");
/// Who prepares the answers of questionnaires.
pub const ENGINEER: &str = "Davit Malhan";
/// Who made the workspace and administers it.
pub const ADMIN: (&str, &str) = ("Signe Aldahl", "signe.aldahl@northmoor.example");
/// The seller's people beside the admin: name, address, role.
pub const TEAM: &[(&str, &str, Role)] = &[
    (PERSON.0, PERSON.1, Role::AccountExecutive),
    ("Davit Malhan", "davit.malhan@northmoor.example", Role::SolutionsEngineer),
    ("Petra Solvane", "petra.solvane@northmoor.example", Role::SalesManager),
    ("Joren Tavick", "joren.tavick@northmoor.example", Role::DealDesk),
    ("Eskil Varne", "eskil.varne@northmoor.example", Role::Finance),
    ("Nadja Bashiran", "nadja.bashiran@northmoor.example", Role::Legal),
    ("Runa Hestvik", "runa.hestvik@northmoor.example", Role::Security),
];
/// Thursday 19 November 2026, 06:40 UTC, which is 07:40 at the desk.
const PINNED_SECONDS: i64 = 1_795_070_400;

/// One file of the sample workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// `history/…` or `library/…`, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Every file of the sample, in a fixed order and with the same bytes on each call.
///
/// # Errors
/// When a document cannot be typeset; the tests typeset all of them.
pub fn files() -> Result<Vec<SampleFile>, SampleError> {
    let plain = content::PLAIN.iter().map(|(path, text)| Ok((*path, text.as_bytes().to_vec())));
    let typeset = content::TYPESET.iter().map(|(path, source)| Ok((*path, typeset(path, source)?)));
    let threads = content::THREADS.iter().map(|(path, source)| Ok((*path, threads::mailbox(path, source)?)));
    plain
        .chain(threads)
        .chain(typeset)
        .map(|made| made.map(|(path, bytes)| SampleFile { path: path.to_owned(), bytes }))
        .collect()
}

/// A buyer's questionnaire that waits for its answers: its file name, the account, the day it is due, and the workbook.
///
/// # Errors
/// When the workbook cannot be written; the tests write it.
pub fn questionnaire() -> Result<(&'static str, &'static str, &'static str, Vec<u8>), SampleError> {
    let bytes = xlsx::questionnaire(content::QUESTIONNAIRE)?;
    Ok(("Pellworth supplier assurance 2026.xlsx", "Pellworth Mutual", "2026-11-27", bytes))
}

fn typeset(path: &str, source: &str) -> Result<Vec<u8>, SampleError> {
    let blocks = markdown::blocks(source);
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("docx") => docx::write(path, &blocks),
        Some("pptx") => pptx::write(path, &blocks),
        Some("xlsx") => xlsx::document(&blocks),
        _ => pdf::write(path, &blocks),
    }
}

/// The moment at which the sample's story stands still.
#[must_use]
pub fn pinned_now() -> DateTime<Utc> {
    DateTime::from_timestamp(PINNED_SECONDS, 0).unwrap_or_default()
}

/// The register that sanctions the library, as CSV text.
#[must_use]
pub fn sanctions() -> &'static str {
    content::SANCTIONS
}

#[cfg(test)]
mod tests;
