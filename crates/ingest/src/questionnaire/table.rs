//! A CSV file as a sheet, in the rows and columns that a spreadsheet would show: an empty line is a row too.

use std::rc::Rc;

use crate::formats::sniff_delimiter;
use crate::workbook::{Sheet, SheetRow};
use crate::{IngestError, Limits, Warning};

/// The filled fields of a CSV file (RFC 4180).
pub(super) fn csv(bytes: &[u8], limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Sheet, IngestError> {
    let text = crate::charset::decode(bytes, warnings);
    let delimiter = match text.strip_prefix("sep=").and_then(|rest| rest.chars().next()) {
        Some(mark) => mark,
        None => char::from(sniff_delimiter(&text)),
    };
    let mut sheet = Sheet::default();
    let mut cells = 0;
    let mut fields = Vec::new();
    let mut number = 0_u32;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (field, ends_row, after) = field(rest, delimiter);
        rest = after;
        fields.push(field);
        Limits::at_most(fields.len(), limits.csv_columns, "columns")?;
        if !ends_row {
            continue;
        }
        number += 1;
        let filled = fields.drain(..).zip(1_u32..).filter(|(text, _)| !text.trim().is_empty());
        let row: Vec<(u32, Rc<str>)> = filled.map(|(text, column)| (column, Rc::from(text))).collect();
        cells += row.len();
        Limits::at_most(cells, limits.cells, "filled cells")?;
        if !row.is_empty() {
            sheet.rows.push(SheetRow { number, hidden: false, cells: row });
        }
        Limits::at_most(sheet.rows.len(), limits.csv_rows, "rows")?;
    }
    Ok(sheet)
}

/// The next field, whether it is the last of its row, and what follows it.
fn field(text: &str, delimiter: char) -> (String, bool, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    let mut quoted = false;
    while let Some((at, c)) = chars.next() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
                value.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if value.is_empty() => quoted = true,
            '\n' if !quoted => return (value, true, after),
            _ if c == delimiter && !quoted => return (value, after.is_empty(), after),
            _ => value.push(c),
        }
    }
    (value, true, "")
}

#[cfg(test)]
mod tests {
    use domain::CellRef;

    use super::*;

    #[test]
    fn rows_and_columns_are_those_a_spreadsheet_shows() {
        let text = b"\xEF\xBB\xBFId;Question;Answer\r\n\r\n1;\"Two\r\nlines; \"\"quoted\"\"\";\r\n2;Last;yes";
        let sheet = csv(text, &Limits::standard(), &mut Vec::new()).unwrap();
        let at = |cell: &str| sheet.text(cell.parse::<CellRef>().unwrap());
        assert_eq!(at("B3"), Some("Two\nlines; \"quoted\""));
        assert_eq!((at("C3"), at("C4"), at("A2")), (None, Some("yes"), None));
    }

    #[test]
    fn rows_columns_and_cells_are_bounded() {
        let text = b"a,b\nc,d\n";
        let with = |set: fn(&mut Limits)| {
            let mut limits = Limits::standard();
            set(&mut limits);
            csv(text, &limits, &mut Vec::new()).is_ok()
        };
        assert!(with(|limits| (limits.csv_rows, limits.csv_columns, limits.cells) = (2, 2, 4)));
        assert!(!with(|limits| limits.csv_rows = 1));
        assert!(!with(|limits| limits.csv_columns = 1));
        assert!(!with(|limits| limits.cells = 3));
    }
}
