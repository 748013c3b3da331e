//! A CSV file with only its answer fields changed: delimiter, quotes, line ends, byte order mark and every other field
//! stay byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::CellRef;

use super::text::plain_ends;
use super::{Filled, PartChange, PartReport, sha256};
use crate::ExportError;

/// Characters that make a spreadsheet read a field as a formula when it opens a CSV file (OWASP, CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// How the file writes its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    /// UTF-8, or an older one in which ASCII characters stand for themselves.
    Bytes {
        utf8: bool,
    },
    Wide {
        big: bool,
    },
}

pub(super) fn fill(original: &[u8], wanted: &BTreeMap<&str, BTreeMap<CellRef, &str>>) -> Result<Filled, ExportError> {
    let fault = |what: &str| ExportError::Workbook { what: what.to_owned() };
    let answers = match wanted.iter().next() {
        Some((sheet, answers)) if sheet.is_empty() && wanted.len() == 1 => answers,
        _ => return Err(fault("a CSV file has no sheets")),
    };
    let file = File::read(original)?;
    let fields = file.fields();
    let mut out = Vec::with_capacity(original.len() + 4096);
    let mut copied = 0;
    for (cell, text) in answers {
        let field = fields.get(cell).ok_or_else(|| ExportError::Cell {
            cell: cell.to_string(),
            why: "the file has no such field".to_owned(),
        })?;
        out.extend_from_slice(original.get(copied..field.start).unwrap_or_default());
        out.extend(file.field(*cell, text, field)?);
        copied = field.end;
    }
    out.extend_from_slice(original.get(copied..).unwrap_or_default());
    prove(original, &out, &fields, answers)?;
    let change = PartChange::Cells { sheet: String::new(), cells: answers.keys().copied().collect() };
    let part = PartReport { name: String::new(), before: sha256(original), after: sha256(&out), change };
    Ok(Filled { bytes: out, parts: vec![part], notes: Vec::new() })
}

/// Reads the new file anew: every field that is no answer has the same bytes, and every answer its text.
fn prove(
    original: &[u8],
    out: &[u8],
    fields: &BTreeMap<CellRef, Range<usize>>,
    answers: &BTreeMap<CellRef, &str>,
) -> Result<(), ExportError> {
    let unproved = |what: String| ExportError::Unproved { what };
    let file = File::read(out)?;
    let new = file.fields();
    if new.len() != fields.len() {
        return Err(unproved("the number of fields".to_owned()));
    }
    let (mut one, mut two) = (0, 0);
    for ((cell, old), (_, new)) in fields.iter().zip(&new) {
        let between = original.get(one..old.start) == out.get(two..new.start);
        let same = match answers.get(cell) {
            Some(text) => file.value(new) == plain_ends(text),
            None => original.get(old.clone()) == out.get(new.clone()),
        };
        if !between || !same {
            return Err(unproved(format!("field {cell}")));
        }
        (one, two) = (old.end, new.end);
    }
    if original.get(one..) == out.get(two..) { Ok(()) } else { Err(unproved("the end of the file".to_owned())) }
}

struct File<'a> {
    bytes: &'a [u8],
    charset: Charset,
    start: usize,
    delimiter: char,
    /// Line ends as the file has them.
    line_end: &'static str,
    /// The file puts every filled field in quotes.
    quotes_all: bool,
}

impl<'a> File<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, ExportError> {
        let (charset, start) = match bytes {
            [0xFF, 0xFE, ..] => (Charset::Wide { big: false }, 2),
            [0xFE, 0xFF, ..] => (Charset::Wide { big: true }, 2),
            [0xEF, 0xBB, 0xBF, ..] => (Charset::Bytes { utf8: true }, 3),
            _ => (Charset::Bytes { utf8: std::str::from_utf8(bytes).is_ok() }, 0),
        };
        if bytes.iter().take(4096).any(|byte| *byte == 0) && !matches!(charset, Charset::Wide { .. }) {
            return Err(ExportError::Workbook { what: "it is neither a workbook nor a CSV file".to_owned() });
        }
        let mut file = Self { bytes, charset, start, delimiter: ',', line_end: "\n", quotes_all: false };
        let text: String = file.units().map(|(_, c)| c).collect();
        file.delimiter = match text.strip_prefix("sep=").and_then(|rest| rest.chars().next()) {
            Some(mark) => mark,
            None => sniff(&text),
        };
        if text.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
            file.line_end = "\r\n";
        }
        let fields = file.fields();
        let filled: Vec<&Range<usize>> = fields.values().filter(|field| !field.is_empty()).collect();
        file.quotes_all = !filled.is_empty() && filled.iter().all(|field| file.is_quoted(field));
        Ok(file)
    }

    /// Characters with their places. A byte above ASCII is one of its own: no delimiter or quote is among them.
    fn units(&self) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
        let step = if matches!(self.charset, Charset::Wide { .. }) { 2 } else { 1 };
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        rest.chunks(step).enumerate().map(move |(at, unit)| {
            let start = self.start + at * step;
            let c = match (self.charset, unit) {
                (Charset::Wide { big: false }, [low, high]) => u32::from(u16::from_le_bytes([*low, *high])),
                (Charset::Wide { big: true }, [high, low]) => u32::from(u16::from_be_bytes([*high, *low])),
                (_, [byte, ..]) => u32::from(*byte),
                _ => 0,
            };
            (start..start + unit.len(), char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER))
        })
    }

    /// The place of every field, quotes included; an empty line is a row too.
    fn fields(&self) -> BTreeMap<CellRef, Range<usize>> {
        let mut fields = BTreeMap::new();
        let mut cell = CellRef { row: 1, column: 1 };
        let (mut start, mut end) = (self.start, self.start);
        let (mut quoted, mut fresh, mut closed, mut open) = (false, true, false, false);
        for (place, c) in self.units() {
            open = true;
            // A quote opens a field at its start, and again where it is doubled.
            if c == '"' && (quoted || fresh || closed) {
                quoted = !quoted;
                closed = !quoted;
                fresh = false;
                end = place.end;
                continue;
            }
            closed = false;
            if !quoted && (c == self.delimiter || c == '\n') {
                fields.insert(cell, start..end);
                cell = if c == '\n' {
                    CellRef { row: cell.row + 1, column: 1 }
                } else {
                    CellRef { row: cell.row, column: cell.column + 1 }
                };
                (start, end, fresh) = (place.end, place.end, true);
                open = c != '\n';
                continue;
            }
            if c != '\r' || quoted {
                end = place.end;
            }
            fresh = false;
        }
        if open {
            fields.insert(cell, start..end);
        }
        fields
    }

    fn text(&self, range: &Range<usize>) -> String {
        let bytes = self.bytes.get(range.clone()).unwrap_or_default();
        match self.charset {
            Charset::Bytes { .. } => String::from_utf8_lossy(bytes).into_owned(),
            Charset::Wide { big } => {
                let unit = |pair: &[u8]| match pair {
                    [one, two] if big => u16::from_be_bytes([*one, *two]),
                    [one, two] => u16::from_le_bytes([*one, *two]),
                    _ => 0,
                };
                let units: Vec<u16> = bytes.chunks(2).map(unit).collect();
                String::from_utf16_lossy(&units)
            }
        }
    }

    fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.text(range).starts_with('"')
    }

    /// What a field says, without its quotes.
    fn value(&self, range: &Range<usize>) -> String {
        let text = self.text(range);
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        plain_ends(&inner.map_or_else(|| text.clone(), |inner| inner.replace("\"\"", "\"")))
    }

    /// An answer as a field, quoted where it must be or where the file quotes.
    fn field(&self, cell: CellRef, text: &str, old: &Range<usize>) -> Result<Vec<u8>, ExportError> {
        let refused = |why: String| ExportError::Cell { cell: cell.to_string(), why };
        if let Some(first) = text.chars().next().filter(|first| FORMULA.contains(first)) {
            return Err(refused(format!(
                "the answer begins with {first:?}, which a spreadsheet runs as a formula; begin it with a word"
            )));
        }
        if text.contains('\0') {
            return Err(refused("the answer holds the character U+0000".to_owned()));
        }
        let must = text.contains([self.delimiter, '"', '\n', '\r']) || text.trim() != text;
        let quote = must || self.is_quoted(old) || self.quotes_all && !text.is_empty();
        let plain = plain_ends(text).replace('\n', self.line_end);
        let whole = if quote { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain };
        match self.charset {
            Charset::Bytes { utf8: false } if !whole.is_ascii() => Err(refused(
                "the file is in an old character set that may not hold the answer; save it as CSV UTF-8 and import it \
                 again"
                    .to_owned(),
            )),
            Charset::Bytes { .. } => Ok(whole.into_bytes()),
            Charset::Wide { big: true } => Ok(whole.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Charset::Wide { big: false } => Ok(whole.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        }
    }
}

/// The mark that divides the first lines into the most columns, and into equally many: the rule by which the file was
/// read, so that cells mean the same.
fn sniff(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |line: &str, mark: char| {
        let mut quoted = false;
        let mut found = 0_usize;
        for c in line.chars() {
            quoted ^= c == '"';
            found += usize::from(c == mark && !quoted);
        }
        found
    };
    let score = |mark: char| {
        let head = lines.first().map_or(0, |line| count(line, mark));
        let same = lines.iter().filter(|line| count(line, mark) == head).count();
        if head == 0 { 0 } else { same * 1000 / lines.len().max(1) + head.min(500) }
    };
    let marks = [',', ';', '\t', '|'];
    marks.into_iter().rev().max_by_key(|mark| score(*mark)).filter(|mark| score(*mark) > 0).unwrap_or(',')
}
