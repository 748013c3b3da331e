//! New content for cells of a sheet, written into its XML as bytes: everything outside those cells stays as it stands.
//! Elements after ECMA-376 part 1: 18.3.1.4 (cell), 18.3.1.53 (inline text), 18.3.1.73 (row).

use std::collections::BTreeMap;
use std::ops::Range;

use domain::{CellRange, CellRef};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::markup::{attribute, mark, number, prefix};
use super::text::cell_xml;
use crate::ExportError;

/// A patched sheet.
#[derive(Debug)]
pub(super) struct Patched {
    pub(super) xml: Vec<u8>,
    /// Answered cells that held a formula.
    pub(super) formulas: Vec<CellRef>,
    /// The sheet still holds formulas, whose shown values a program must compute anew.
    pub(super) computes: bool,
}

/// Writes texts into cells. An empty text empties the cell.
pub(super) fn patch(xml: &[u8], answers: &BTreeMap<CellRef, &str>) -> Result<Patched, ExportError> {
    let (mark, xml) = mark(xml);
    let mut scan = Scan::new(answers);
    let mut reader = Reader::from_reader(xml);
    let damaged = |_| ExportError::Workbook { what: "the XML of a sheet is damaged".to_owned() };
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(damaged)?;
        let span = start..place(reader.buffer_position());
        match event {
            Event::Eof => break,
            Event::Start(tag) => scan.start(&tag, span, false)?,
            Event::Empty(tag) => scan.start(&tag, span, true)?,
            Event::End(tag) => scan.end(tag.local_name().as_ref(), span)?,
            _ => {}
        }
    }
    scan.finish(mark, xml)
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// An answered cell that is open.
struct Open {
    cell: CellRef,
    start: usize,
    head: Vec<u8>,
}

struct Scan<'a> {
    /// Cells still to be written, by row.
    left: BTreeMap<u32, BTreeMap<u32, &'a str>>,
    answers: &'a BTreeMap<CellRef, &'a str>,
    edits: Vec<(Range<usize>, Vec<u8>)>,
    inside: bool,
    seen: bool,
    prefix: String,
    /// First column, last column and their style.
    columns: Vec<(u32, u32, String)>,
    at: CellRef,
    /// The style that new cells of the open row take.
    row_style: Option<String>,
    open: Option<Open>,
    merges: Vec<CellRange>,
    arrays: Vec<CellRange>,
    formulas: Vec<CellRef>,
    computes: bool,
}

impl<'a> Scan<'a> {
    fn new(answers: &'a BTreeMap<CellRef, &'a str>) -> Self {
        let mut left: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for (cell, text) in answers {
            left.entry(cell.row).or_default().insert(cell.column, text);
        }
        Self {
            left,
            answers,
            edits: Vec::new(),
            inside: false,
            seen: false,
            prefix: String::new(),
            columns: Vec::new(),
            at: CellRef { row: 0, column: 0 },
            row_style: None,
            open: None,
            merges: Vec::new(),
            arrays: Vec::new(),
            formulas: Vec::new(),
            computes: false,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Range<usize>, empty: bool) -> Result<(), ExportError> {
        match tag.local_name().as_ref() {
            b"col" => {
                let ends = number(tag, b"min").zip(number(tag, b"max"));
                self.columns.extend(ends.zip(attribute(tag, b"style")).map(|((min, max), style)| (min, max, style)));
            }
            b"mergeCell" => {
                self.merges.extend(attribute(tag, b"ref").and_then(|range| range.parse::<CellRange>().ok()))
            }
            b"sheetData" if !self.seen => {
                self.seen = true;
                self.prefix = prefix(tag);
                self.inside = !empty;
                if empty {
                    let rows = self.rows_before(u32::MAX)?;
                    self.unfold(tag, span, rows);
                }
            }
            b"row" if self.inside => self.row(tag, span, empty)?,
            b"c" if self.inside => self.cell(tag, span, empty)?,
            b"f" if self.inside => self.formula(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, tag: &BytesStart<'_>, span: Range<usize>, empty: bool) -> Result<(), ExportError> {
        let row = number(tag, b"r").unwrap_or(self.at.row + 1);
        if row <= self.at.row {
            return Err(ExportError::Workbook { what: format!("row {row} of a sheet does not stand in its order") });
        }
        let rows = self.rows_before(row)?;
        self.insert(span.start, rows);
        self.at = CellRef { row, column: 0 };
        let own = attribute(tag, b"customFormat").is_some_and(|value| value == "1" || value == "true");
        self.row_style = attribute(tag, b"s").filter(|_| own);
        if empty {
            let cells = self.cells_before(u32::MAX)?;
            self.unfold(tag, span, cells);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>, span: Range<usize>, empty: bool) -> Result<(), ExportError> {
        let next = CellRef { row: self.at.row, column: self.at.column + 1 };
        let cell = attribute(tag, b"r").and_then(|cell| cell.parse::<CellRef>().ok()).unwrap_or(next);
        if cell.row != self.at.row || cell.column <= self.at.column {
            return Err(ExportError::Workbook { what: format!("cell {cell} of a sheet does not stand in its order") });
        }
        let cells = self.cells_before(cell.column)?;
        self.insert(span.start, cells);
        self.at = cell;
        if self.left.get(&cell.row).is_some_and(|row| row.contains_key(&cell.column)) {
            self.open = Some(Open { cell, start: span.start, head: kept(tag) });
            if empty {
                self.close(span.end)?;
            }
        }
        Ok(())
    }

    fn formula(&mut self, tag: &BytesStart<'_>) -> Result<(), ExportError> {
        let reach = attribute(tag, b"ref").and_then(|range| range.parse::<CellRange>().ok());
        let kind = attribute(tag, b"t").unwrap_or_default();
        let many = reach.filter(|range| range.first != range.last);
        if kind == "array" || kind == "dataTable" {
            self.arrays.extend(many);
        }
        let Some(open) = &self.open else {
            self.computes = true;
            return Ok(());
        };
        if kind == "shared" && many.is_some() {
            return Err(refused(open.cell, "it holds a formula that other cells share"));
        }
        self.formulas.push(open.cell);
        Ok(())
    }

    fn end(&mut self, name: &[u8], span: Range<usize>) -> Result<(), ExportError> {
        match name {
            b"c" if self.open.is_some() => self.close(span.end)?,
            b"row" if self.inside => {
                let cells = self.cells_before(u32::MAX)?;
                self.insert(span.start, cells);
            }
            b"sheetData" if self.inside => {
                let rows = self.rows_before(u32::MAX)?;
                self.insert(span.start, rows);
                self.inside = false;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), ExportError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let text = self.left.get_mut(&open.cell.row).and_then(|row| row.remove(&open.cell.column));
        if let Some(text) = text {
            let xml = cell_xml(&self.prefix, open.cell, &open.head, text)?;
            self.edits.push((open.start..end, xml));
        }
        Ok(())
    }

    /// New cells of the open row that stand before a column.
    fn cells_before(&mut self, column: u32) -> Result<Vec<u8>, ExportError> {
        let Some(mut row) = self.left.remove(&self.at.row) else {
            return Ok(Vec::new());
        };
        let after = if column == u32::MAX { BTreeMap::new() } else { row.split_off(&column) };
        let mut xml = Vec::new();
        for (column, text) in row {
            xml.extend(self.new_cell(CellRef { row: self.at.row, column }, self.row_style.as_deref(), text)?);
        }
        if !after.is_empty() {
            self.left.insert(self.at.row, after);
        }
        Ok(xml)
    }

    /// New rows that stand before a row.
    fn rows_before(&mut self, row: u32) -> Result<Vec<u8>, ExportError> {
        let after = if row == u32::MAX { BTreeMap::new() } else { self.left.split_off(&row) };
        let rows = std::mem::replace(&mut self.left, after);
        let mut xml = Vec::new();
        for (row, cells) in rows.into_iter().filter(|(_, cells)| !cells.is_empty()) {
            xml.extend(format!("<{}row r=\"{row}\">", self.prefix).into_bytes());
            for (column, text) in cells {
                xml.extend(self.new_cell(CellRef { row, column }, None, text)?);
            }
            xml.extend(format!("</{}row>", self.prefix).into_bytes());
        }
        Ok(xml)
    }

    /// A new cell looks like its row, else like its column.
    fn new_cell(&self, cell: CellRef, row: Option<&str>, text: &str) -> Result<Vec<u8>, ExportError> {
        let holds = |(min, max, _): &&(u32, u32, String)| (*min..=*max).contains(&cell.column);
        let column = self.columns.iter().find(holds).map(|(_, _, style)| style.as_str());
        let style = row.or(column).filter(|style| style.bytes().all(|byte| byte.is_ascii_digit()));
        let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
        cell_xml(&self.prefix, cell, format!(" r=\"{cell}\"{style}").as_bytes(), text)
    }

    fn insert(&mut self, at: usize, xml: Vec<u8>) {
        if !xml.is_empty() {
            self.edits.push((at..at, xml));
        }
    }

    /// An element without content gets content.
    fn unfold(&mut self, tag: &BytesStart<'_>, span: Range<usize>, content: Vec<u8>) {
        if content.is_empty() {
            return;
        }
        let mut xml = b"<".to_vec();
        xml.extend_from_slice(tag);
        xml.push(b'>');
        xml.extend(content);
        xml.extend_from_slice(b"</");
        xml.extend_from_slice(tag.name().as_ref());
        xml.push(b'>');
        self.edits.push((span, xml));
    }

    fn finish(self, mark: &[u8], xml: &[u8]) -> Result<Patched, ExportError> {
        if !self.seen || !self.left.values().all(BTreeMap::is_empty) {
            return Err(ExportError::Workbook { what: "a sheet has no place for cells".to_owned() });
        }
        for cell in self.answers.keys() {
            if let Some(range) = self.merges.iter().find(|range| range.contains(*cell) && range.first != *cell) {
                return Err(refused(
                    *cell,
                    &format!("it is hidden under the merged cells {range}; use {}", range.first),
                ));
            }
            if self.arrays.iter().any(|range| range.contains(*cell)) {
                return Err(refused(*cell, "it belongs to a formula over several cells"));
            }
        }
        let mut out = Vec::with_capacity(xml.len() + 4096);
        out.extend_from_slice(mark);
        let mut at = 0;
        for (range, new) in &self.edits {
            out.extend_from_slice(xml.get(at..range.start).unwrap_or_default());
            out.extend_from_slice(new);
            at = range.end;
        }
        out.extend_from_slice(xml.get(at..).unwrap_or_default());
        Ok(Patched { xml: out, formulas: self.formulas, computes: self.computes })
    }
}

fn refused(cell: CellRef, why: &str) -> ExportError {
    ExportError::Cell { cell: cell.to_string(), why: why.to_owned() }
}

/// The attributes of a cell without those that tell of its old content: its type and its metadata.
fn kept(tag: &BytesStart<'_>) -> Vec<u8> {
    let mut head = Vec::new();
    for found in tag.attributes().with_checks(false).flatten() {
        if matches!(found.key.as_ref(), b"t" | b"cm" | b"vm") {
            continue;
        }
        let quote = if found.value.contains(&b'"') { b'\'' } else { b'"' };
        head.push(b' ');
        head.extend_from_slice(found.key.as_ref());
        head.extend_from_slice(&[b'=', quote]);
        head.extend_from_slice(&found.value);
        head.push(quote);
    }
    head
}
