//! One sheet, read as a stream: filled cells, merged cells, lists to choose from, what is hidden.

use std::io::BufRead;
use std::rc::Rc;

use domain::{CellRange, CellRef};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::areas::Areas;
use super::numbers::Formats;
use super::strings::{plain, too_long};
use crate::package::{attribute, entity};
use crate::{IngestError, Limits, Warning};

/// A sheet's filled cells and the rules over them.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// In order; rows without a filled cell are left out.
    pub(crate) rows: Vec<SheetRow>,
    pub(crate) merges: Areas,
    pub(crate) validations: Vec<Validation>,
    /// Where each of the validations holds.
    pub(crate) validated: Areas,
    /// First and last hidden column.
    pub(crate) hidden_columns: Vec<(u32, u32)>,
}

/// A row with its filled cells in order.
#[derive(Debug)]
pub(crate) struct SheetRow {
    pub(crate) number: u32,
    pub(crate) hidden: bool,
    pub(crate) cells: Vec<(u32, Rc<str>)>,
}

/// A rule for what may be written into cells (ECMA-376 part 1, 18.3.1.32).
#[derive(Debug, Clone, Default)]
pub(crate) struct Validation {
    /// `list`, `textLength`, `whole`, `decimal`, `date`, `time`, `custom`.
    pub(crate) kind: String,
    pub(crate) operator: String,
    pub(crate) ranges: Vec<CellRange>,
    pub(crate) formulas: [String; 2],
}

impl Sheet {
    /// The text of a cell, if it is filled.
    pub(crate) fn text(&self, cell: CellRef) -> Option<&str> {
        let row = self.rows.binary_search_by_key(&cell.row, |row| row.number).ok()?;
        self.rows.get(row)?.text(cell.column)
    }

    /// The merged range that a cell belongs to.
    pub(crate) fn merge(&self, cell: CellRef) -> Option<&CellRange> {
        self.merges.at(cell).map(|(range, _)| range)
    }

    /// The rule for what may be written into a cell.
    pub(crate) fn validation(&self, cell: CellRef) -> Option<&Validation> {
        self.validations.get(self.validated.at(cell)?.1)
    }

    /// The cell that shows what a merged cell shows; the cell itself where nothing is merged.
    pub(crate) fn anchor(&self, cell: CellRef) -> CellRef {
        self.merge(cell).map_or(cell, |range| range.first)
    }

    pub(crate) fn is_hidden_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

impl SheetRow {
    pub(crate) fn text(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, text)| text.as_ref())
    }
}

/// Which text the stream is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Inline,
    Formula(usize),
    Ranges,
}

/// The reading of one sheet.
pub(super) struct Scan<'a> {
    name: &'a str,
    strings: &'a [Rc<str>],
    formats: &'a Formats,
    cells_left: usize,
    sheet: Sheet,
    merges: Vec<CellRange>,
    row: SheetRow,
    at: CellRef,
    kind: String,
    style: usize,
    text: String,
    inside: Inside,
    phonetic: u32,
    /// Among the cells, for drawings have rows and columns too.
    data: bool,
    open: Option<Validation>,
    lost: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(name: &'a str, strings: &'a [Rc<str>], formats: &'a Formats, cells_left: usize) -> Self {
        Self {
            name,
            strings,
            formats,
            cells_left,
            sheet: Sheet::default(),
            merges: Vec::new(),
            row: SheetRow { number: 0, hidden: false, cells: Vec::new() },
            at: CellRef { row: 0, column: 0 },
            kind: String::new(),
            style: 0,
            text: String::new(),
            inside: Inside::Nothing,
            phonetic: 0,
            data: false,
            open: None,
            lost: 0,
        }
    }

    /// Reads to the end; gives the sheet and the bytes it took.
    pub(super) fn read(
        mut self,
        stream: Box<dyn BufRead + '_>,
        limits: &Limits,
        warnings: &mut Vec<Warning>,
    ) -> Result<(Sheet, u64), IngestError> {
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                Ok(event) => self.event(&event, limits)?,
                Err(error) if too_long(&error) => return Err(IngestError::TooMuchText { limit: limits.sheet_bytes }),
                Err(_) => {
                    warnings.push(Warning::new(self.name, "the sheet breaks off where the file is damaged"));
                    break;
                }
            }
        }
        self.close_row();
        if self.lost > 0 {
            let message =
                format!("{} cells name a text that the file does not hold; they are read as empty", self.lost);
            warnings.push(Warning::new(self.name, message));
        }
        let rules = self.sheet.validations.iter().enumerate();
        let validated = rules.flat_map(|(at, rule)| rule.ranges.iter().map(move |range| (*range, at))).collect();
        self.sheet.validated = Areas::new(validated, self.name, warnings);
        let merges = std::mem::take(&mut self.merges).into_iter().map(|range| (range, 0)).collect();
        self.sheet.merges = Areas::new(merges, self.name, warnings);
        let rows = &mut self.sheet.rows;
        // A writer may break the order; the last word for a row stands.
        rows.sort_by_key(|row| row.number);
        rows.dedup_by(|later, first| {
            let same = later.number == first.number;
            if same {
                first.cells.append(&mut later.cells);
            }
            same
        });
        for row in rows.iter_mut() {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        Ok((self.sheet, reader.buffer_position()))
    }

    fn event(&mut self, event: &Event<'_>, limits: &Limits) -> Result<(), IngestError> {
        match event {
            Event::Start(tag) => self.start(tag, false),
            Event::Empty(tag) => {
                self.start(tag, true);
                self.end(tag.local_name().as_ref(), limits)?;
            }
            Event::End(tag) => self.end(tag.local_name().as_ref(), limits)?,
            Event::Text(part) if self.inside != Inside::Nothing => self.push(&String::from_utf8_lossy(part)),
            Event::CData(part) if self.inside != Inside::Nothing => self.push(&String::from_utf8_lossy(part)),
            Event::GeneralRef(name) if self.inside != Inside::Nothing => self.push(&entity(name)),
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        match (self.inside, &mut self.open) {
            (Inside::Formula(at), Some(open)) => {
                if let Some(formula) = open.formulas.get_mut(at) {
                    formula.push_str(text);
                }
            }
            _ => self.text.push_str(text),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let number = |name: &[u8]| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
        let yes = |name: &[u8]| attribute(tag, name).is_some_and(|value| value == "1" || value == "true");
        match tag.local_name().as_ref() {
            b"sheetData" => self.data = !empty,
            b"row" if self.data => {
                self.close_row();
                let row = number(b"r").unwrap_or(self.at.row + 1);
                self.at = CellRef { row, column: 0 };
                self.row = SheetRow { number: row, hidden: yes(b"hidden"), cells: Vec::new() };
            }
            b"c" if self.data => {
                let next = CellRef { row: self.at.row, column: self.at.column + 1 };
                let stated = attribute(tag, b"r").and_then(|cell| cell.parse::<CellRef>().ok());
                self.at = stated.filter(|cell| cell.row == self.at.row).unwrap_or(next);
                self.kind = attribute(tag, b"t").unwrap_or_default();
                self.style = number(b"s").unwrap_or(0) as usize;
                self.text.clear();
            }
            b"v" if !empty => self.inside = Inside::Value,
            b"t" if !empty && self.phonetic == 0 => self.inside = Inside::Inline,
            b"rPh" if !empty => self.phonetic += 1,
            b"mergeCell" => {
                self.merges.extend(attribute(tag, b"ref").and_then(|range| range.parse::<CellRange>().ok()));
            }
            b"col" if yes(b"hidden") => self.sheet.hidden_columns.extend(number(b"min").zip(number(b"max"))),
            b"dataValidation" => {
                self.open = Some(Validation {
                    kind: attribute(tag, b"type").unwrap_or_default(),
                    operator: attribute(tag, b"operator").unwrap_or_default(),
                    ranges: ranges(&attribute(tag, b"sqref").unwrap_or_default()),
                    formulas: Default::default(),
                });
            }
            b"formula1" if !empty && self.open.is_some() => self.inside = Inside::Formula(0),
            b"formula2" if !empty && self.open.is_some() => self.inside = Inside::Formula(1),
            b"sqref" if !empty && self.open.is_some() => {
                self.text.clear();
                self.inside = Inside::Ranges;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], limits: &Limits) -> Result<(), IngestError> {
        match name {
            b"v" | b"t" | b"formula1" | b"formula2" => self.inside = Inside::Nothing,
            b"sqref" => {
                self.inside = Inside::Nothing;
                let found = ranges(&std::mem::take(&mut self.text));
                if let Some(open) = &mut self.open {
                    open.ranges.extend(found);
                }
            }
            b"rPh" => self.phonetic = self.phonetic.saturating_sub(1),
            b"c" if self.data => {
                if let Some(text) = self.value() {
                    let left = self.cells_left.checked_sub(1);
                    self.cells_left =
                        left.ok_or(IngestError::TooMany { what: "filled cells", limit: u64::from(limits.cells) })?;
                    self.row.cells.push((self.at.column, text));
                }
                self.text.clear();
                self.kind.clear();
            }
            b"row" if self.data => self.close_row(),
            b"sheetData" => self.data = false,
            b"dataValidation" => self.sheet.validations.extend(self.open.take()),
            _ => {}
        }
        Ok(())
    }

    fn value(&mut self) -> Option<Rc<str>> {
        if self.text.is_empty() {
            return None;
        }
        let text = match self.kind.as_str() {
            "s" => {
                let at = self.text.trim().parse::<usize>().ok();
                let found = at.and_then(|at| self.strings.get(at)).cloned();
                self.lost += usize::from(found.is_none());
                found?
            }
            "b" => Rc::from(if self.text.trim() == "1" { "TRUE" } else { "FALSE" }),
            "str" | "inlineStr" | "e" | "d" => Rc::from(plain(&self.text)),
            _ => Rc::from(self.formats.show(&self.text, self.style)),
        };
        (!text.trim().is_empty()).then_some(text)
    }

    fn close_row(&mut self) {
        let next = SheetRow { number: self.row.number, hidden: false, cells: Vec::new() };
        let row = std::mem::replace(&mut self.row, next);
        if !row.cells.is_empty() {
            self.sheet.rows.push(row);
        }
    }
}

fn ranges(text: &str) -> Vec<CellRange> {
    text.split_whitespace().filter_map(|range| range.parse().ok()).collect()
}
