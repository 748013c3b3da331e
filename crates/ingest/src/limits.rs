//! Every limit on what a file may cost, as one constant each, and the struct that carries them.

use crate::IngestError;

const MIB: u64 = 1024 * 1024;

/// Bytes of one file.
pub(crate) const FILE_BYTES: u64 = 64 * MIB;
/// Bytes of the text found in one file.
pub(crate) const TEXT_BYTES: u64 = 32 * MIB;
/// Passages cut from one file.
pub(crate) const PASSAGES: u32 = 100_000;
/// Items (mails, events, rows) of one file.
pub(crate) const ITEMS: u32 = 100_000;
/// Rows of one CSV file.
pub(crate) const CSV_ROWS: u32 = 100_000;
/// Columns of one CSV file.
pub(crate) const CSV_COLUMNS: u32 = 1_000;
/// Open elements inside one another, in HTML, XML and Markdown.
pub(crate) const DEPTH: u32 = 400;
/// Bytes of one part of a zip file when unpacked.
pub(crate) const ZIP_ENTRY_BYTES: u64 = 64 * MIB;
/// Bytes of one workbook that is a questionnaire.
pub(crate) const WORKBOOK_BYTES: u64 = 200 * MIB;
/// Bytes of all sheets of one workbook, or of all slides of one presentation, when unpacked. Sheets are read as a
/// stream, and most are empty rows.
pub(crate) const SHEET_BYTES: u64 = 512 * MIB;
/// Filled cells of one workbook.
pub(crate) const CELLS: u32 = 1_000_000;
/// Parts of one zip file.
pub(crate) const ZIP_ENTRIES: u32 = 10_000;
/// Pages of one PDF.
pub(crate) const PDF_PAGES: u32 = 2_000;
/// Occurrences taken from one repeating event.
pub(crate) const OCCURRENCES: u32 = 200;
/// Warnings kept for one file; the rest are counted in one last line.
pub(crate) const WARNINGS: u32 = 200;

/// What one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub file_bytes: u64,
    pub text_bytes: u64,
    pub passages: u32,
    pub items: u32,
    pub csv_rows: u32,
    pub csv_columns: u32,
    pub depth: u32,
    pub zip_entry_bytes: u64,
    pub workbook_bytes: u64,
    pub sheet_bytes: u64,
    pub cells: u32,
    pub zip_entries: u32,
    pub pdf_pages: u32,
    pub occurrences: u32,
    pub warnings: u32,
}

impl Limits {
    /// The limits in daily use.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            text_bytes: TEXT_BYTES,
            passages: PASSAGES,
            items: ITEMS,
            csv_rows: CSV_ROWS,
            csv_columns: CSV_COLUMNS,
            depth: DEPTH,
            zip_entry_bytes: ZIP_ENTRY_BYTES,
            workbook_bytes: WORKBOOK_BYTES,
            sheet_bytes: SHEET_BYTES,
            cells: CELLS,
            zip_entries: ZIP_ENTRIES,
            pdf_pages: PDF_PAGES,
            occurrences: OCCURRENCES,
            warnings: WARNINGS,
        }
    }

    /// Refuses a count above its limit.
    pub(crate) fn at_most(count: usize, limit: u32, what: &'static str) -> Result<(), IngestError> {
        if count > limit as usize { Err(IngestError::TooMany { what, limit: u64::from(limit) }) } else { Ok(()) }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::standard()
    }
}

#[cfg(test)]
mod tests {
    use crate::{IngestError, Limits, parse};

    /// The same file is read when the limit is exactly its size and refused when the limit is one less.
    fn just_fits(name: &str, bytes: &[u8], set: impl Fn(&mut Limits, u32), size: u32) {
        let mut limits = Limits::standard();
        set(&mut limits, size);
        assert!(parse(name, bytes, &limits).is_ok(), "{name} at {size}: {:?}", parse(name, bytes, &limits).err());
        set(&mut limits, size - 1);
        let refused = parse(name, bytes, &limits);
        assert!(
            matches!(
                refused,
                Err(IngestError::TooLarge { .. }
                    | IngestError::TooMuchText { .. }
                    | IngestError::TooMany { .. }
                    | IngestError::TooDeep { .. })
            ),
            "{name} under {size}: {refused:?}"
        );
    }

    #[test]
    fn a_file_at_the_byte_limit_is_read_and_one_byte_more_is_refused() {
        just_fits("a.txt", b"twelve bytes", |limits, n| limits.file_bytes = u64::from(n), 12);
    }

    #[test]
    fn text_at_the_text_limit_is_read_and_one_byte_more_is_refused() {
        just_fits("a.txt", b"twelve bytes", |limits, n| limits.text_bytes = u64::from(n), 12);
    }

    #[test]
    fn passages_are_bounded() {
        just_fits("a.md", b"# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n", |limits, n| limits.passages = n, 3);
    }

    #[test]
    fn rows_and_columns_are_bounded() {
        let table = b"x,y\n1,2\n3,4\n";
        just_fits("a.csv", table, |limits, n| limits.csv_rows = n, 2);
        just_fits("a.csv", table, |limits, n| limits.csv_columns = n, 2);
    }

    #[test]
    fn mails_in_a_mailbox_are_bounded() {
        let mail = "From a@b.example Wed Apr  8 07:20:00 2026\nFrom: a@b.example\nSubject: x\n\nhello\n\n";
        just_fits("a.mbox", mail.repeat(3).as_bytes(), |limits, n| limits.items = n, 3);
    }

    #[test]
    fn nesting_is_bounded() {
        let page = format!("<html><body>{}deep{}</body></html>", "<div>".repeat(20), "</div>".repeat(20));
        just_fits("a.html", page.as_bytes(), |limits, n| limits.depth = n, 22);
        just_fits("a.md", format!("{} deep\n", ">".repeat(20)).as_bytes(), |limits, n| limits.depth = n, 20);
    }
}
