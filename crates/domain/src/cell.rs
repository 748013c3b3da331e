//! Cells of a spreadsheet by their reference, such as `D14`, and rectangles of them, such as `A2:D9`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Columns of a sheet: A to XFD (ECMA-376 part 1, 18.3.1.99 and the limits of the programs that follow it).
const COLUMNS: u32 = 16_384;
/// Rows of a sheet.
const ROWS: u32 = 1_048_576;

/// One cell. Ordered by row, then column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// 1-based.
    pub row: u32,
    /// 1-based: 1 is column A.
    pub column: u32,
}

impl CellRef {
    /// The letters of a column: 1 is `A`, 28 is `AB`.
    #[must_use]
    pub fn letters(column: u32) -> String {
        let mut rest = column;
        let mut letters = Vec::new();
        while rest > 0 {
            let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + digit));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Self::letters(self.column), self.row)
    }
}

/// A text that is no cell reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no cell; write a column and a row, such as D14")]
pub struct BadCell(String);

impl FromStr for CellRef {
    type Err = BadCell;

    /// Reads `D14` and `$D$14`.
    fn from_str(text: &str) -> Result<Self, BadCell> {
        let bad = || BadCell(text.chars().take(20).collect());
        let plain = text.strip_prefix('$').unwrap_or(text);
        let end = plain.find(|c: char| !c.is_ascii_alphabetic()).ok_or_else(bad)?;
        let (letters, number) = plain.split_at(end);
        let number = number.strip_prefix('$').unwrap_or(number);
        if letters.is_empty() || letters.len() > 3 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad());
        }
        let digit = |byte: u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
        let column = letters.bytes().fold(0, |sum, byte| sum * 26 + digit(byte));
        let row: u32 = number.parse().map_err(|_| bad())?;
        if (1..=COLUMNS).contains(&column) && (1..=ROWS).contains(&row) { Ok(Self { row, column }) } else { Err(bad()) }
    }
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A rectangle of cells, both corners in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// Upper left.
    pub first: CellRef,
    /// Lower right.
    pub last: CellRef,
}

impl CellRange {
    #[must_use]
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

impl FromStr for CellRange {
    type Err = BadCell;

    /// Reads `A2:D9`, one cell, whole columns `A:D` and whole rows `2:9`, each with or without `$`.
    fn from_str(text: &str) -> Result<Self, BadCell> {
        let plain = text.replace('$', "");
        let (from, to) = plain.split_once(':').unwrap_or((&plain, &plain));
        let corner = |part: &str, row: u32, column: u32| -> Result<CellRef, BadCell> {
            if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                return format!("{part}{row}").parse();
            }
            if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
                return format!("{}{part}", CellRef::letters(column)).parse();
            }
            part.parse()
        };
        let (one, other) = (corner(from, 1, 1)?, corner(to, ROWS, COLUMNS)?);
        Ok(Self {
            first: CellRef { row: one.row.min(other.row), column: one.column.min(other.column) },
            last: CellRef { row: one.row.max(other.row), column: one.column.max(other.column) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_reads_back_as_it_prints() {
        for (text, row, column) in [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("XFD1048576", ROWS, COLUMNS)] {
            assert_eq!(text.parse(), Ok(CellRef { row, column }));
            assert_eq!(CellRef { row, column }.to_string(), text);
        }
        assert_eq!("$b$2".parse(), Ok(CellRef { row: 2, column: 2 }));
    }

    #[test]
    fn what_is_no_cell_is_refused() {
        for text in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A-1", "A1B", "Ä1", "A+1"] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_may_be_cells_columns_or_rows() {
        let range: CellRange = "$B$2:A4".parse().unwrap();
        assert_eq!(range.to_string(), "A2:B4");
        assert!(range.contains("B3".parse().unwrap()) && !range.contains("C3".parse().unwrap()));
        assert!("C:C".parse::<CellRange>().unwrap().contains("C90000".parse().unwrap()));
        assert_eq!("3:4".parse::<CellRange>().unwrap().last.column, COLUMNS);
        assert_eq!("D7".parse::<CellRange>().unwrap().to_string(), "D7");
    }
}
