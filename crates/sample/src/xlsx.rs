//! Writes workbooks: documents of tables, and a buyer's questionnaire of the kind that buyers send (instructions first,
//! a sheet for each subject with section titles and lists to choose from, the choices on a hidden sheet). Format:
//! ECMA-376, part 1.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::SampleError;
use crate::markdown::Block;

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CHOICES: [&str; 4] = ["Yes", "No", "Partially", "Not applicable"];
const INSTRUCTIONS: [&str; 4] = [
    "Pellworth Mutual: supplier assurance questionnaire",
    "Answer every row. Choose from the list where there is one and explain in the comment.",
    "Do not change the order of the rows or the wording of the questions.",
    "Return the workbook to sunniva.aske@pellworth.example by 27 November 2026.",
];

/// The workbook's bytes from lines of sheet, section, id and question, divided by tabs; the first line names them.
pub(crate) fn questionnaire(source: &str) -> Result<Vec<u8>, SampleError> {
    let mut sheets: Vec<(String, Vec<[String; 3]>)> = Vec::new();
    let (_titles, lines) = source.split_once('\n').unwrap_or((source, ""));
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [sheet, section, id, question] = cells.as_slice() else {
            return Err(SampleError::Xlsx { reason: format!("four cells are wanted in: {line}") });
        };
        if sheets.last().is_none_or(|(name, _)| *name != *sheet) {
            sheets.push(((*sheet).to_owned(), Vec::new()));
        }
        if let Some((_, rows)) = sheets.last_mut() {
            rows.push([section, id, question].map(|cell| (*cell).to_owned()));
        }
    }
    let mut parts = vec![instructions()];
    parts.extend(sheets.iter().map(|(_, rows)| asked(rows)));
    parts.push(lists());
    let mut names: Vec<&str> = vec!["Instructions"];
    names.extend(sheets.iter().map(|(name, _)| name.as_str()));
    names.push("Lists");
    package(&names, &parts).map_err(|error| SampleError::Xlsx { reason: error.to_string() })
}

/// A document of tables: a heading of the second level names a sheet, the table below it fills it.
pub(crate) fn document(blocks: &[Block]) -> Result<Vec<u8>, SampleError> {
    let mut names = Vec::new();
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level: 2, text } => names.push(text.as_str()),
            Block::Table(rows) => parts.push(filled(rows)),
            _ => {}
        }
    }
    if names.len() != parts.len() {
        return Err(SampleError::Xlsx { reason: "each sheet needs one heading and one table".to_owned() });
    }
    package(&names, &parts).map_err(|error| SampleError::Xlsx { reason: error.to_string() })
}

/// A sheet of these rows from its first cell on; a cell of digits is a number.
fn filled(rows: &[Vec<String>]) -> String {
    let row = |(cells, number): (&Vec<String>, u32)| {
        let style = if number == 1 { 1 } else { 2 };
        let cells: String = cells
            .iter()
            .zip('A'..='Z')
            .map(|(content, column)| {
                let place = format!("{column}{number}");
                if content.parse::<u32>().is_ok() {
                    return format!("<c r=\"{place}\" s=\"0\"><v>{content}</v></c>");
                }
                text(&place, style, content)
            })
            .collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows: String = rows.iter().zip(1..).map(row).collect();
    sheet("<cols><col min=\"1\" max=\"4\" width=\"40\" customWidth=\"1\"/></cols>", &rows, "")
}

fn text(cell: &str, style: u32, text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{escaped}</t></is></c>")
}

fn sheet(head: &str, rows: &str, tail: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{SPREADSHEET}\">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"
    )
}

fn instructions() -> String {
    let lines = INSTRUCTIONS.iter().zip(1..);
    let rows: String =
        lines.map(|(line, row)| format!("<row r=\"{row}\">{}</row>", text(&format!("A{row}"), 0, line))).collect();
    sheet("<cols><col min=\"1\" max=\"1\" width=\"90\" customWidth=\"1\"/></cols>", &rows, "")
}

/// A merged title, the titles of the columns, and the questions below the title of their section.
fn asked(questions: &[[String; 3]]) -> String {
    let mut rows = format!("<row r=\"1\">{}</row>", text("A1", 1, INSTRUCTIONS[0]));
    let titles = ["No.", "Question", "Response", "Comment"].into_iter().zip(["A", "B", "C", "D"]);
    let titles: String = titles.map(|(title, column)| text(&format!("{column}3"), 1, title)).collect();
    rows.push_str(&format!("<row r=\"3\">{titles}</row>"));
    let (mut row, mut open) = (4, "");
    for [section, id, question] in questions {
        if section != open {
            rows.push_str(&format!("<row r=\"{row}\">{}</row>", text(&format!("B{row}"), 1, section)));
            (row, open) = (row + 1, section);
        }
        let cells = text(&format!("A{row}"), 0, id) + &text(&format!("B{row}"), 2, question);
        rows.push_str(&format!("<row r=\"{row}\">{cells}<c r=\"C{row}\" s=\"2\"/><c r=\"D{row}\" s=\"2\"/></row>"));
        row += 1;
    }
    let head = "<cols><col min=\"1\" max=\"1\" width=\"6\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"60\" \
                customWidth=\"1\"/><col min=\"3\" max=\"3\" width=\"16\" customWidth=\"1\"/><col min=\"4\" max=\"4\" \
                width=\"60\" customWidth=\"1\"/></cols>";
    // Questions that ask what, where or how many take free text; the others take a choice.
    let closed: Vec<String> = closed(questions).into_iter().map(|row| format!("C{row}")).collect();
    let tail = format!(
        "<mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells><dataValidations count=\"1\">\
         <dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{}\"><formula1>Lists!$A$1:$A${}\
         </formula1></dataValidation></dataValidations>",
        closed.join(" "),
        CHOICES.len()
    );
    sheet(head, &rows, &tail)
}

/// Rows whose question takes yes or no.
fn closed(questions: &[[String; 3]]) -> Vec<u32> {
    let (mut row, mut open) = (4, "");
    let mut found = Vec::new();
    for [section, _, question] in questions {
        if section != open {
            (row, open) = (row + 1, section);
        }
        let first = question.split_whitespace().next().unwrap_or_default();
        if !["In", "Where", "How", "Who", "What", "Within", "For"].contains(&first) {
            found.push(row);
        }
        row += 1;
    }
    found
}

fn lists() -> String {
    let rows: String = CHOICES
        .iter()
        .zip(1..)
        .map(|(one, row)| format!("<row r=\"{row}\">{}</row>", text(&format!("A{row}"), 0, one)))
        .collect();
    sheet("", &rows, "")
}

fn package(names: &[&str], parts: &[String]) -> zip::result::ZipResult<Vec<u8>> {
    let xml = |body: String| format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{body}");
    let numbered = || names.iter().zip(1..);
    let overrides: String = numbered()
        .map(|(_, at)| {
            format!("<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{SHEET_TYPE}.worksheet+xml\"/>")
        })
        .collect();
    let types = format!(
        "<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"{SHEET_TYPE}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" \
         ContentType=\"{SHEET_TYPE}.styles+xml\"/>{overrides}</Types>"
    );
    let list: String = numbered()
        .map(|(name, at)| {
            let hidden = if *name == "Lists" { " state=\"hidden\"" } else { "" };
            format!("<sheet name=\"{name}\" sheetId=\"{at}\"{hidden} r:id=\"rId{at}\"/>")
        })
        .collect();
    let workbook =
        format!("<workbook xmlns=\"{SPREADSHEET}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>");
    let relations: String = numbered()
        .map(|(_, at)| {
            format!("<Relationship Id=\"rId{at}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>")
        })
        .collect();
    let styles_at = names.len() + 1;
    let relations = format!(
        "<Relationships xmlns=\"{PACKAGE}\">{relations}<Relationship Id=\"rId{styles_at}\" Type=\"{RELATIONS}/styles\" \
         Target=\"styles.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{SPREADSHEET}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/>\
         <sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\">\
         <xf/></cellStyleXfs><cellXfs count=\"3\"><xf fontId=\"0\"/><xf fontId=\"1\" applyFont=\"1\"/><xf fontId=\"0\" \
         applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf></cellXfs></styleSheet>"
    );
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), xml(types)),
        ("_rels/.rels".to_owned(), xml(root)),
        ("xl/workbook.xml".to_owned(), xml(workbook)),
        ("xl/_rels/workbook.xml.rels".to_owned(), xml(relations)),
        ("xl/styles.xml".to_owned(), xml(styles)),
    ];
    files.extend(parts.iter().zip(1..).map(|(part, at)| (format!("xl/worksheets/sheet{at}.xml"), part.clone())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blocks;

    #[test]
    fn a_document_has_a_sheet_for_each_table_and_a_missing_table_is_an_error() {
        let source = "# T\n\n## One\n\n| A | B |\n| --- | --- |\n| x | 2 |\n\n## Two\n\n| C |\n| --- |\n| y |\n";
        let bytes = document(&blocks(source)).unwrap();
        let held = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        assert!(held(b"xl/worksheets/sheet2.xml") && !held(b"xl/worksheets/sheet3.xml"));
        assert!(filled(&[vec!["A".into()], vec!["2".into()]]).contains("<c r=\"A2\" s=\"0\"><v>2</v></c>"));
        assert!(matches!(document(&blocks("## One\n")), Err(SampleError::Xlsx { .. })));
    }
}
