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
    let mut walk = Walk { rest: [0; 32], cells: BTreeMap::new(), rows: HashSet::new() };
    let mut stream = Stream { hasher: Sha256::new(), held: None, own: false, answered: false };
    let (mut at, mut data, mut open, mut text) = (CellRef { row: 0, column: 0 }, false, None::<CellRef>, false);
    let mut reader = Reader::from_reader(xml);
    loop {
        let event = reader.read_event().map_err(|_| ExportError::Unproved { what: "the XML of a sheet".to_owned() })?;
        let (start, empty) = match &event {
            Event::Eof => break,
            Event::Start(tag) => (Some(tag), false),
            Event::Empty(tag) => (Some(tag), true),
            _ => (None, false),
        };
        let mut new_row = false;
        if let Some(tag) = start {
            match tag.local_name().as_ref() {
                b"sheetData" => data = true,
                b"row" if data => {
                    at = CellRef { row: number(tag, b"r").unwrap_or(at.row + 1), column: 0 };
                    walk.rows.insert(at.row);
                    new_row = known.is_some_and(|known| !known.contains(&at.row));
                }
                b"c" if data && open.is_none() => {
                    at = cell_of(tag, at);
                    open = answers.contains_key(&at).then_some(at);
                    if open.is_some() {
                        let style = attribute(tag, b"s");
                        walk.cells.insert(at, Cell { style, ..Cell::default() });
                    }
                }
                b"f" => walk.note(open, |cell| cell.formula = true),
                b"t" => text = true,
                _ => {}
            }
        }
        if new_row {
            stream.held = Some(Vec::new());
            (stream.own, stream.answered) = (false, false);
        }
        if let Some(cell) = open {
            stream.answered = true;
            match &event {
                Event::Text(part) if text => {
                    walk.note(Some(cell), |found| found.text.push_str(&String::from_utf8_lossy(part)))
                }
                Event::GeneralRef(name) if text => walk.note(Some(cell), |found| found.text.push_str(&entity(name))),
                Event::End(tag) if tag.local_name().as_ref() == b"t" => text = false,
                _ => {}
            }
            let ends = matches!(&event, Event::End(tag) if tag.local_name().as_ref() == b"c")
                || empty && start.is_some_and(|tag| tag.local_name().as_ref() == b"c");
            if ends {
                walk.note(Some(cell), |found| found.text = literal(&found.text));
                open = None;
            }
            continue;
        }
        emit(&mut stream, &event, new_row);
        let row_ends = matches!(&event, Event::End(tag) if tag.local_name().as_ref() == b"row");
        if row_ends || empty && new_row {
            let keep = stream.own || !stream.answered;
            stream.release(keep);
        }
        if matches!(&event, Event::End(tag) if tag.local_name().as_ref() == b"sheetData") {
            data = false;
        }
    }
    walk.rest = stream.hasher.finalize().into();
    Ok(walk)
}

impl Walk {
    fn note(&mut self, cell: Option<CellRef>, note: impl FnOnce(&mut Cell)) {
        if let Some(cell) = cell.and_then(|cell| self.cells.get_mut(&cell)) {
            note(cell);
        }
    }
}

fn cell_of(tag: &BytesStart<'_>, at: CellRef) -> CellRef {
    let next = CellRef { row: at.row, column: at.column + 1 };
    attribute(tag, b"r").and_then(|cell| cell.parse().ok()).unwrap_or(next)
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
