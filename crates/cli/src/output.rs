//! Tables for people, JSON for programs; the only printing in the crate.

use std::io::{IsTerminal, Write};

use app::{AppError, Result};
use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

/// Prints a reply: as JSON when asked, else with `people`.
pub(crate) fn reply<T: Serialize>(json: bool, value: &T, people: impl FnOnce(&T)) -> Result<()> {
    if json {
        line(&serde_json::to_string_pretty(value)?);
    } else {
        people(value);
    }
    Ok(())
}

/// One line on standard output. A closed pipe (`| head`) ends quietly.
pub(crate) fn line(text: &str) {
    drop(writeln!(std::io::stdout().lock(), "{text}"));
}

/// One line on standard error: progress and remarks.
pub(crate) fn remark(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}

/// The error as a sentence, or as JSON, on standard error.
pub(crate) fn failure(error: &AppError, json: bool) {
    match serde_json::to_string(error) {
        Ok(text) if json => remark(&text),
        _ => remark(&format!("countersign: {}", error.message)),
    }
}

/// A table without lines, as wide as the terminal.
pub(crate) fn table(head: &[&str], rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_header(head.to_vec());
    rows.into_iter().for_each(|row| {
        table.add_row(row);
    });
    line(&table.to_string());
}

/// Whether standard output is a terminal that shows colour.
pub(crate) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// How many columns there are for text.
pub(crate) fn width() -> usize {
    let wide = Table::new().width().map_or(88, usize::from);
    wide.clamp(60, 100)
}
