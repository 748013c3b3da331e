//! CRM exports: which table it is, which column is which field, and the items its rows become.

mod columns;
mod rows;
mod values;

use crate::formats::{Row, Table};
use crate::passages::{Block, Joint, cut};
use crate::{ColumnGuess, Parsed, ParsedItem, Warning};

/// The tables a CRM exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Accounts,
    Contacts,
    Opportunities,
    Activities,
    FieldHistory,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Opportunities => "opportunities",
            Self::Activities => "activities",
            Self::FieldHistory => "field history",
        }
    }
}

/// Reads a table: as a CRM export where its columns say so, else as a plain table.
pub(crate) fn read(table: &Table, name: &str, warnings: &mut Vec<Warning>) -> Parsed {
    let Some(map) = columns::recognise(&table.titles) else {
        return plain(table, name);
    };
    let mut values = values::Values::new(table, &map);
    values.warn(warnings);
    let items = rows::items(table, &map, &mut values, warnings);
    let guess = ColumnGuess {
        table: map.kind.word().to_owned(),
        vendor: map.vendor.to_owned(),
        columns: map.described(&table.titles),
        rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
    };
    Parsed { items, guess: Some(guess), ..Parsed::default() }
}

/// True where the titles are those of a CRM export.
pub(crate) fn is_export(titles: &[String]) -> bool {
    columns::recognise(titles).is_some()
}

/// `Title: value`, one a line, in the table's own words.
pub(crate) fn lines(titles: &[String], row: &Row) -> String {
    let mut text = String::new();
    for (at, value) in row.values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        if let Some(title) = titles.get(at) {
            text.push_str(title);
            text.push_str(": ");
        }
        text.push_str(value);
    }
    text
}

fn plain(table: &Table, _name: &str) -> Parsed {
    let block = |row: &Row| {
        let mut block = Block::new(lines(&table.titles, row)).joined(Joint::Line);
        block.place.row = Some(row.number);
        block
    };
    let mut blocks: Vec<Block> = table.rows.iter().map(block).collect();
    if blocks.is_empty() {
        blocks.push(Block::new(table.titles.join(" | ")));
    }
    let item = ParsedItem { passages: cut(&blocks), ..ParsedItem::default() };
    Parsed { items: vec![item], ..Parsed::default() }
}
