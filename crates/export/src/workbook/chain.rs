//! The list of cells that a program computes (ECMA-376 part 1, 18.6.1). A cell on it that holds no formula makes the
//! program call the file damaged, so a replaced formula must leave it.

use domain::CellRef;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::markup::{attribute, mark, number};
use crate::ExportError;

/// The list without these cells, each given with the number of its sheet, and the cells that were on it.
pub(super) fn without(xml: &[u8], gone: &[(u32, CellRef)]) -> Result<(Vec<u8>, Vec<CellRef>), ExportError> {
    let damaged = || ExportError::Workbook { what: "its list of formulas is damaged".to_owned() };
    let (mark, xml) = mark(xml);
    let mut out = mark.to_vec();
    let (mut copied, mut sheet, mut kept) = (0, 0, 0_usize);
    // The sheet that the last entry in the new list stands for.
    let mut told = 0;
    let mut dropped = Vec::new();
    let mut reader = Reader::from_reader(xml);
    loop {
        let start = usize::try_from(reader.buffer_position()).map_err(|_| damaged())?;
        let event = reader.read_event().map_err(|_| damaged())?;
        let end = usize::try_from(reader.buffer_position()).map_err(|_| damaged())?;
        let tag = match event {
            Event::Eof => break,
            Event::Empty(tag) if tag.local_name().as_ref() == b"c" => tag,
            Event::Start(tag) if tag.local_name().as_ref() == b"c" => return Err(damaged()),
            _ => continue,
        };
        let stated = number(&tag, b"i");
        sheet = stated.unwrap_or(sheet);
        let cell = attribute(&tag, b"r").and_then(|cell| cell.parse::<CellRef>().ok()).ok_or_else(damaged)?;
        if gone.contains(&(sheet, cell)) {
            out.extend_from_slice(xml.get(copied..start).unwrap_or_default());
            copied = end;
            dropped.push(cell);
            continue;
        }
        kept += 1;
        if stated.is_none() && told != sheet {
            // The entry that named the sheet is gone, so this one names it.
            let inside = start + 1 + tag.name().as_ref().len();
            out.extend_from_slice(xml.get(copied..inside).unwrap_or_default());
            out.extend(format!(" i=\"{sheet}\"").into_bytes());
            copied = inside;
        }
        told = sheet;
    }
    out.extend_from_slice(xml.get(copied..).unwrap_or_default());
    if kept == 0 && !dropped.is_empty() {
        let what = "an answer would replace its only formula; clear that formula in its own program first".to_owned();
        return Err(ExportError::Workbook { what });
    }
    Ok((out, dropped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_goes_leaves_its_sheet_to_the_next() {
        let xml = b"<calcChain><c r=\"B2\" i=\"3\"/><c r=\"B3\"/><c r=\"A1\" i=\"1\"/></calcChain>";
        let cell = |text: &str| text.parse::<CellRef>().unwrap();
        let (new, dropped) = without(xml, &[(3, cell("B2")), (2, cell("A1"))]).unwrap();
        assert_eq!(
            String::from_utf8(new).unwrap(),
            "<calcChain><c i=\"3\" r=\"B3\"/><c r=\"A1\" i=\"1\"/></calcChain>"
        );
        assert_eq!(dropped, [cell("B2")]);
        assert!(without(b"<calcChain><c r=\"A1\" i=\"1\"/></calcChain>", &[(1, cell("A1"))]).is_err());
    }
}
