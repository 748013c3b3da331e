//! The proof that two versions of a sheet differ in nothing but the answered cells. It walks both as streams of XML
//! events and shares no code with what wrote the cells.

use std::collections::{BTreeMap, HashSet};

use domain::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha2::{Digest, Sha256};

use super::markup::{attribute, number};
use super::text::plain_ends;
use crate::ExportError;

/// Checks that the new sheet is the old one with these texts in these cells.
pub(super) fn check(before: &[u8], after: &[u8], answers: &BTreeMap<CellRef, &str>) -> Result<(), ExportError> {
    let old = walk(before, answers, None)?;
    let new = walk(after, answers, Some(&old.rows))?;
    let unproved = |what: &str| ExportError::Unproved { what: what.to_owned() };
    if old.rest != new.rest {
        return Err(unproved("the part of a sheet outside its answers"));
    }
    for (cell, text) in answers {
        let found = new.cells.get(cell).ok_or_else(|| unproved(&format!("cell {cell}")))?;
        if found.text != plain_ends(text) || found.formula {
            return Err(unproved(&format!("the text of cell {cell}")));
        }
        if old.cells.get(cell).is_some_and(|old| old.style != found.style) {
            return Err(unproved(&format!("the look of cell {cell}")));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Cell {
    style: Option<String>,
    text: String,
    formula: bool,
}

struct Walk {
    /// Over every event outside the answered cells.
    rest: [u8; 32],
    cells: BTreeMap<CellRef, Cell>,
    rows: HashSet<u32>,
    at: CellRef,
    data: bool,
    /// The answered cell that the stream is in.
    open: Option<CellRef>,
    text: bool,
}

/// The hash of a stream, with the events of one row held back until it is known whether the row is new.
struct Stream {
    hasher: Sha256,
    held: Option<Vec<u8>>,
    /// Something of the open row is not of an answered cell.
    own: bool,
    /// The open row holds an answered cell.
    answered: bool,
}

impl Stream {
    fn event(&mut self, kind: u8, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        match &mut self.held {
            Some(held) => {
                held.push(kind);
                held.extend_from_slice(&length);
                held.extend_from_slice(bytes);
            }
            None => {
                self.hasher.update([kind]);
                self.hasher.update(length);
                self.hasher.update(bytes);
            }
        }
    }

    fn release(&mut self, keep: bool) {
        if let Some(held) = self.held.take().filter(|_| keep) {
            self.hasher.update(held);
        }
    }
}

/// Walks a sheet. `known` are the rows that the old sheet has; a row that is not among them and holds nothing but
/// answered cells is not counted.
fn walk(xml: &[u8], answers: &BTreeMap<CellRef, &str>, known: Option<&HashSet<u32>>) -> Result<Walk, ExportError> {
    let mut walk = Walk {
        rest: [0; 32],
        cells: BTreeMap::new(),
        rows: HashSet::new(),
        at: CellRef { row: 0, column: 0 },
        data: false,
        open: None,
        text: false,
    };
    let mut stream = Stream { hasher: Sha256::new(), held: None, own: false, answered: false };
    let mut reader = Reader::from_reader(xml);
    loop {
        let event = reader.read_event().map_err(|_| ExportError::Unproved { what: "the XML of a sheet".to_owned() })?;
        let new_row = match &event {
            Event::Eof => break,
            Event::Start(tag) => walk.start(tag, false, answers, known),
            Event::Empty(tag) => walk.start(tag, true, answers, known),
            _ => false,
        };
        if new_row {
            stream.held = Some(Vec::new());
            (stream.own, stream.answered) = (false, false);
        }
        if let Some(cell) = walk.open {
            stream.answered = true;
            walk.answered(cell, &event);
            continue;
        }
        emit(&mut stream, &event, new_row);
        let ends = |name: &[u8]| matches!(&event, Event::End(tag) if tag.local_name().as_ref() == name);
        if ends(b"row") || new_row && matches!(event, Event::Empty(_)) {
            let keep = stream.own || !stream.answered;
            stream.release(keep);
        }
        walk.data &= !ends(b"sheetData");
    }
    walk.rest = stream.hasher.finalize().into();
    Ok(walk)
}

impl Walk {
    /// Notes where the stream is; true at the start of a row that the old sheet does not have.
    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        empty: bool,
        answers: &BTreeMap<CellRef, &str>,
        known: Option<&HashSet<u32>>,
    ) -> bool {
        match tag.local_name().as_ref() {
            b"sheetData" => self.data = !empty,
            b"row" if self.data => {
                self.at = CellRef { row: number(tag, b"r").unwrap_or(self.at.row + 1), column: 0 };
                self.rows.insert(self.at.row);
                return known.is_some_and(|known| !known.contains(&self.at.row));
            }
            b"c" if self.data && self.open.is_none() => {
                let next = CellRef { row: self.at.row, column: self.at.column + 1 };
                self.at = attribute(tag, b"r").and_then(|cell| cell.parse().ok()).unwrap_or(next);
                self.open = answers.contains_key(&self.at).then_some(self.at);
                if self.open.is_some() {
                    self.cells.insert(self.at, Cell { style: attribute(tag, b"s"), ..Cell::default() });
                }
            }
            b"f" => self.note(self.open, |cell| cell.formula = true),
            b"t" => self.text = true,
            _ => {}
        }
        false
    }

    /// Reads an event inside an answered cell.
    fn answered(&mut self, cell: CellRef, event: &Event<'_>) {
        let ended = match event {
            Event::Text(part) if self.text => {
                self.note(Some(cell), |found| found.text.push_str(&String::from_utf8_lossy(part)));
                false
            }
            Event::GeneralRef(name) if self.text => {
                self.note(Some(cell), |found| found.text.push_str(&entity(name)));
                false
            }
            Event::End(tag) => {
                self.text &= tag.local_name().as_ref() != b"t";
                tag.local_name().as_ref() == b"c"
            }
            Event::Empty(tag) => tag.local_name().as_ref() == b"c",
            _ => false,
        };
        if ended {
            self.note(Some(cell), |found| found.text = literal(&found.text));
            self.open = None;
        }
    }

    fn note(&mut self, cell: Option<CellRef>, note: impl FnOnce(&mut Cell)) {
        if let Some(cell) = cell.and_then(|cell| self.cells.get_mut(&cell)) {
            note(cell);
        }
    }
}

/// An element without content counts as its start and its end.
fn emit(stream: &mut Stream, event: &Event<'_>, new_row: bool) {
    let is_row = |name: &[u8]| name == b"row";
    match event {
        Event::Start(tag) => {
            stream.event(b'<', tag.trim_ascii_end());
            stream.own |= !new_row;
        }
        Event::Empty(tag) => {
            stream.event(b'<', tag.trim_ascii_end());
            stream.event(b'>', tag.name().as_ref());
            stream.own |= !new_row;
        }
        Event::End(tag) => {
            stream.event(b'>', tag.name().as_ref());
            stream.own |= !is_row(tag.local_name().as_ref());
        }
        Event::Text(text) => other(stream, b't', text),
        Event::CData(text) => other(stream, b'd', text),
        Event::Comment(text) => other(stream, b'c', text),
        Event::PI(text) => other(stream, b'p', text),
        Event::DocType(text) => other(stream, b'y', text),
        Event::GeneralRef(text) => other(stream, b'r', text),
        Event::Decl(text) => other(stream, b'x', text),
        Event::Eof => {}
    }
}

fn other(stream: &mut Stream, kind: u8, bytes: &[u8]) {
    stream.event(kind, bytes);
    stream.own = true;
}

fn entity(name: &[u8]) -> String {
    match name {
        b"amp" => "&".to_owned(),
        b"lt" => "<".to_owned(),
        b"gt" => ">".to_owned(),
        _ => String::from_utf8_lossy(name).into_owned(),
    }
}

/// The text as a program reads it: `_x005F_` stands for `_`.
fn literal(text: &str) -> String {
    text.replace("_x005F_", "_")
}
