//! Workbooks as history and library documents: CRM exports go the way of the CSV ones, every other sheet is read row by
//! row, each row with its sheet and its cells.

use std::collections::HashMap;

use domain::{CellRange, CellRef};

use super::{Format, Input, Row, Table};
use crate::passages::{Block, cut};
use crate::workbook::{self, Sheet, SheetRow, Shown, Workbook};
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning, crm};

pub(crate) static FORMAT: Format =
    Format { name: "xlsx", extensions: &["xlsx", "xlsm"], sniff: workbook::sniff, read, binary: true };

/// Rows in which the titles of a CRM export are looked for; a report has a heading above them.
const HEAD: usize = 20;

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let mut book = Workbook::open(input.bytes, input.limits)?;
    if book.macros {
        warnings.push(Warning::new("", "the file carries macros; they were not run"));
    }
    let mut parsed = Parsed::default();
    let mut rest = Vec::new();
    for (at, entry) in book.sheets.clone().into_iter().enumerate() {
        if entry.shown == Shown::Hidden {
            warnings.push(Warning::new(&entry.name, "the sheet is hidden in the file and was left out"));
            continue;
        }
        let sheet = visible(book.sheet(at, &mut warnings)?, &entry.name, &mut warnings);
        match export(&sheet) {
            Some(head) => {
                let found = crm_sheet(&sheet, head, &entry.name, input, &mut warnings)?;
                parsed.items.extend(found.items);
                parsed.guess = parsed.guess.or(found.guess);
            }
            None => rest.extend(blocks(&sheet, &entry.name)),
        }
    }
    for block in &mut rest {
        let place = block.place.sheet.clone().unwrap_or_default();
        block.text = crate::hidden::strip(&block.text, &place, &mut warnings).into_owned();
    }
    if !rest.is_empty() || parsed.items.is_empty() {
        let key = if parsed.items.is_empty() { String::new() } else { "other sheets".to_owned() };
        parsed.items.push(ParsedItem { key, passages: cut(&rest), ..ParsedItem::default() });
    }
    parsed.warnings = warnings;
    Ok(parsed)
}

/// The sheet without what its reader does not see.
fn visible(mut sheet: Sheet, name: &str, warnings: &mut Vec<Warning>) -> Sheet {
    let count = |sheet: &Sheet| sheet.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    let before = count(&sheet);
    let mut rows = std::mem::take(&mut sheet.rows);
    rows.retain(|row| !row.hidden);
    for row in &mut rows {
        row.cells.retain(|(column, _)| !sheet.is_hidden_column(*column));
    }
    rows.retain(|row| !row.cells.is_empty());
    sheet.rows = rows;
    let hidden = before - count(&sheet);
    if hidden > 0 {
        warnings.push(Warning::new(name, format!("{hidden} filled cells that the sheet hides were left out")));
    }
    sheet
}

/// The position of the row that is the head of a CRM export.
fn export(sheet: &Sheet) -> Option<usize> {
    let titles = |row: &SheetRow| row.cells.iter().map(|(_, text)| text.trim().to_owned()).collect::<Vec<_>>();
    sheet.rows.iter().take(HEAD).position(|row| crm::is_export(&titles(row)))
}

fn crm_sheet(
    sheet: &Sheet,
    head: usize,
    name: &str,
    input: &Input<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Parsed, IngestError> {
    let (_, below) = sheet.rows.split_at(head);
    let Some((titles, below)) = below.split_first() else {
        return Ok(Parsed::default());
    };
    Limits::at_most(below.len(), input.limits.csv_rows, "rows")?;
    Limits::at_most(titles.cells.len(), input.limits.csv_columns, "columns")?;
    let columns: Vec<u32> = titles.cells.iter().map(|(column, _)| *column).collect();
    let mut value = |row: &SheetRow, column: u32| {
        let text = row.text(column).unwrap_or_default();
        let place = CellRef { row: row.number, column };
        crate::hidden::strip(text, &format!("{name} {place}"), warnings).trim().to_owned()
    };
    let mut table = Table { titles: Vec::new(), rows: Vec::new(), delimiter: ',' };
    table.titles = columns.iter().map(|column| value(titles, *column)).collect();
    let mut places = HashMap::new();
    for (row, number) in below.iter().zip(1_u32..) {
        let values = columns.iter().map(|column| value(row, *column)).collect();
        places.insert(number, span(row));
        table.rows.push(Row { number, values });
    }
    let mut parsed = crm::read(&table, input.name, warnings);
    for cut in parsed.items.iter_mut().flat_map(|item| &mut item.passages) {
        cut.place.cells = cut.place.row.and_then(|number| places.get(&number)).map(ToString::to_string);
        cut.place.sheet = Some(name.to_owned());
    }
    Ok(parsed)
}

/// From the first filled cell of a row to the last.
fn span(row: &SheetRow) -> CellRange {
    let cell = |found: Option<&(u32, std::rc::Rc<str>)>| CellRef {
        row: row.number,
        column: found.map_or(1, |(column, _)| *column),
    };
    CellRange { first: cell(row.cells.first()), last: cell(row.cells.last()) }
}

/// Row by row: `Title: value`, one a line, where the sheet has a row of titles; else the cells side by side.
fn blocks(sheet: &Sheet, name: &str) -> Vec<Block> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // Titles fill most of the columns, and nothing above them does.
    let head = sheet.rows.iter().position(|row| width > 1 && row.cells.len() * 3 >= width * 2);
    let head = head.filter(|at| at + 1 < sheet.rows.len() && sheet.rows.get(*at).is_some_and(is_head));
    let titles = head.and_then(|at| sheet.rows.get(at));
    let mut blocks = Vec::with_capacity(sheet.rows.len());
    for (at, row) in sheet.rows.iter().enumerate().filter(|(at, _)| Some(*at) != head) {
        let titles = titles.filter(|_| head.is_some_and(|head| at > head));
        let mut block = Block::new(line(row, titles));
        block.heading = vec![name.to_owned()];
        block.place.row = Some(row.number);
        block.place.sheet = Some(name.to_owned());
        block.place.cells = Some(span(row).to_string());
        blocks.push(block);
    }
    blocks
}

/// Titles are short, are no numbers, and each stands once.
fn is_head(row: &SheetRow) -> bool {
    let mut seen: Vec<String> = Vec::new();
    row.cells.iter().all(|(_, text)| {
        let text = text.trim().to_lowercase();
        let fits = text.chars().count() <= 60 && text.parse::<f64>().is_err() && !seen.contains(&text);
        seen.push(text);
        fits
    })
}

fn line(row: &SheetRow, titles: Option<&SheetRow>) -> String {
    let Some(titles) = titles else {
        return row.cells.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join(" | ");
    };
    let cell = |(column, text): &(u32, std::rc::Rc<str>)| match titles.text(*column) {
        Some(title) => format!("{}: {}", title.trim(), text.trim()),
        None => text.trim().to_owned(),
    };
    row.cells.iter().map(cell).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::tests::{book, sheet};
    use crate::{Record, parse};

    fn read(bytes: &[u8]) -> Parsed {
        parse("a.xlsx", bytes, &Limits::standard()).unwrap()
    }

    #[test]
    fn rows_become_passages_with_their_sheet_and_cells() {
        let prices = sheet(
            &[
                (1, &["Price list"]),
                (3, &["Product", "Price", "Unit"]),
                (4, &["GTX", "55", "month"]),
                (7, &["MG", "", "year"]),
            ],
            "",
        );
        let secret = sheet(&[(1, &["nobody sees this"])], "");
        let parsed = read(&book(&[("Prices", "", &prices), ("Old", "state=\"veryHidden\"", &secret)], ""));
        assert_eq!(parsed.format, "xlsx");
        let cuts = &parsed.items[0].passages;
        let told: Vec<_> = cuts.iter().map(|cut| (cut.text.as_str(), cut.place.words())).collect();
        assert_eq!(
            told,
            [
                ("Price list", "sheet Prices, A1".to_owned()),
                ("Product: GTX\nPrice: 55\nUnit: month", "sheet Prices, A4:C4".to_owned()),
                ("Product: MG\nUnit: year", "sheet Prices, A7:C7".to_owned()),
            ]
        );
        assert!(parsed.warnings.iter().any(|warning| warning.place == "Old"));
    }

    #[test]
    fn a_crm_export_gives_the_same_records_as_its_csv() {
        let rows: &[(u32, &[&str])] = &[
            (1, &["All deals of this quarter"]),
            (3, &["Opportunity Name", "Account Name", "Stage", "Amount", "Close Date"]),
            (4, &["Exchange", "Pell", "Negotiation", "128000", "2026-12-18"]),
        ];
        let parsed = read(&book(&[("Report", "", &sheet(rows, ""))], ""));
        let csv =
            b"Opportunity Name,Account Name,Stage,Amount,Close Date\nExchange,Pell,Negotiation,128000,2026-12-18\n";
        let same = parse("a.csv", csv, &Limits::standard()).unwrap();
        assert_eq!(parsed.guess, same.guess);
        assert!(matches!(parsed.items[0].record, Some(Record::Opportunity(_))));
        assert_eq!((&parsed.items[0].record, &parsed.items[0].key), (&same.items[0].record, &same.items[0].key));
        assert_eq!(parsed.items[0].passages[0].place.words(), "sheet Report, A4:E4");
    }

    #[test]
    fn hidden_rows_and_columns_are_left_out_and_said() {
        let xml = "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>\
            <row r=\"1\"><c r=\"A1\" t=\"str\"><v>Seen</v></c><c r=\"B1\" t=\"str\"><v>unseen</v></c></row>\
            <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><v>unseen</v></c></row></sheetData></worksheet>";
        let parsed = read(&book(&[("S", "", xml)], ""));
        assert_eq!(parsed.items[0].passages.len(), 1);
        assert_eq!(parsed.items[0].passages[0].text, "Seen");
        assert!(parsed.warnings[0].message.starts_with("2 filled cells"));
    }
}
