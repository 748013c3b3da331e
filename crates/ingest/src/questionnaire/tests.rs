//! Tests over questionnaires built here.

use domain::{AnswerForm, CellRef};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::*;

/// A zip package of the parts given.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A sheet's XML from rows of texts; empty texts are no cells. `tail` follows the cells.
pub(crate) fn sheet(rows: &[(u32, &[&str])], tail: &str) -> String {
    let mut xml = String::from("<worksheet><sheetData>");
    for (number, cells) in rows {
        xml.push_str(&format!("<row r=\"{number}\">"));
        for (text, column) in cells.iter().zip(1_u32..).filter(|(text, _)| !text.is_empty()) {
            let cell = CellRef { row: *number, column };
            let text = quick_xml::escape::escape(*text);
            xml.push_str(&format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData>" + tail + "</worksheet>"
}

/// A workbook of sheets by name, with what follows the list of sheets.
pub(crate) fn book(sheets: &[(&str, &str, &str)], names: &str) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (at, (name, state, xml)) in sheets.iter().enumerate() {
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{}\" {state} r:id=\"r{at}\"/>", at + 1));
        relations.push_str(&format!(
            "<Relationship Id=\"r{at}\" Type=\"http://x/worksheet\" Target=\"worksheets/s{at}.xml\"/>"
        ));
        parts.push((format!("xl/worksheets/s{at}.xml"), (*xml).to_owned()));
    }
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{list}</sheets>{names}</workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str())).collect();
    package(&parts)
}

fn read(bytes: &[u8]) -> Questionnaire {
    read_questionnaire("q.xlsx", bytes, &Limits::standard(), None).unwrap()
}

fn cell(text: &str) -> Option<CellRef> {
    Some(text.parse().unwrap())
}

#[test]
fn columns_sections_ids_and_answers_are_found() {
    let main = sheet(
        &[
            (1, &["Vendor assessment 2026"]),
            (3, &["No.", "Question", "Response (Yes/No/N/A)", "Comments"]),
            (4, &["1", "Access control"]),
            (5, &["1.1", "Is access logged?", "Yes", "Since 2024"]),
            (6, &["1.2", "Describe how leavers lose their access."]),
            (9, &["", "Encryption"]),
            (10, &["2.1", "Is data encrypted at rest & in transit?"]),
        ],
        "",
    );
    let read = read(&book(&[("Questions", "", &main)], ""));
    let rows = &read.rows;
    assert_eq!(rows.len(), 4, "{rows:#?}");
    assert_eq!(rows[1].text, "Is access logged?");
    assert_eq!((rows[1].answer.as_deref(), rows[1].comment.as_deref()), (Some("Yes"), Some("Since 2024")));
    assert_eq!((rows[2].answer_cell, rows[2].comment_cell), (cell("C6"), cell("D6")));
    assert_eq!(rows[2].form, AnswerForm::YesNo { not_applicable: true });
    assert_eq!(rows[3].section, ["Encryption"]);
    assert_eq!(rows[3].text, "Is data encrypted at rest & in transit?");
    let table = &read.sheets[0].tables[0];
    assert_eq!(table.header_row, Some(3));
    assert!(table.columns.iter().any(|used| used.reason == "its title is “Comments”"));
}

#[test]
fn choices_come_from_the_rule_its_range_or_its_name() {
    let rows: &[(u32, &[&str])] = &[
        (1, &["ID", "Question", "Answer"]),
        (2, &["1", "Is it so?"]),
        (3, &["2", "Is it so?"]),
        (4, &["3", "Is it so?"]),
        (5, &["4", "Is it so?"]),
        (6, &["5", "Say it in short."]),
        (7, &["6", "Which one?"]),
    ];
    let rules = "<dataValidations>\
        <dataValidation type=\"list\" sqref=\"C2\"><formula1>\"Yes, No,N/A\"</formula1></dataValidation>\
        <dataValidation type=\"list\" sqref=\"C3 C9\"><formula1>'My Lists'!$A$1:$A$2</formula1></dataValidation>\
        <dataValidation type=\"list\" sqref=\"C4\"><formula1>Levels</formula1></dataValidation>\
        <dataValidation type=\"list\" sqref=\"C5\"><formula1>INDIRECT(B5)</formula1></dataValidation>\
        <dataValidation type=\"textLength\" operator=\"lessThanOrEqual\" sqref=\"C6\"><formula1>40</formula1></dataValidation>\
        </dataValidations><extLst><ext><x14:dataValidations><x14:dataValidation type=\"list\"><x14:formula1>\
        <xm:f>'My Lists'!$B$1:$B$9</xm:f></x14:formula1><xm:sqref>C7</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>";
    let lists = sheet(&[(1, &["High", "x"]), (2, &["Low", "y"])], "");
    let names = "<definedNames><definedName name=\"Levels\">'My Lists'!$A$1:$A$2</definedName></definedNames>";
    let main = sheet(rows, rules);
    let read = read(&book(&[("Q", "", &main), ("My Lists", "state=\"hidden\"", &lists)], names));
    let one = |choices: &[&str]| AnswerForm::OneOf { choices: choices.iter().map(|text| (*text).to_owned()).collect() };
    let forms: Vec<&AnswerForm> = read.rows.iter().map(|row| &row.form).collect();
    let short = AnswerForm::Text { most: Some(40) };
    let expected = [
        &one(&["Yes", "No", "N/A"]),
        &one(&["High", "Low"]),
        &one(&["High", "Low"]),
        &one(&[]),
        &short,
        &one(&["x", "y"]),
    ];
    assert_eq!(forms, expected);
    assert!(read.sheets[1].hidden && read.sheets[1].tables.is_empty());
}

#[test]
fn merged_cells_give_their_first_cell_and_bands_are_sections() {
    let main = sheet(
        &[
            (1, &["Question", "Answer", "Comment"]),
            (2, &["Backups are made and tested"]),
            (3, &["Are backups made?"]),
            (5, &["Are they tested?"]),
        ],
        "<mergeCells><mergeCell ref=\"A2:C2\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:C4\"/></mergeCells>",
    );
    let read = read(&book(&[("Q", "", &main)], ""));
    assert_eq!(read.rows.len(), 2);
    assert_eq!((read.rows[0].answer_cell, read.rows[0].comment_cell), (cell("B3"), None));
    assert_eq!(read.rows[1].section, ["Backups are made and tested"]);
}

#[test]
fn several_tables_and_sheets_without_titles_are_read() {
    let two = sheet(
        &[
            (1, &["Question", "Answer"]),
            (2, &["Is one open?"]),
            (4, &["Ref", "Question", "Answer"]),
            (5, &["a", "Is two open?"]),
        ],
        "",
    );
    let bare = sheet(
        &[(2, &["Who runs it?"]), (3, &["Where is it run?"]), (4, &["Please describe the network in short."])],
        "",
    );
    let read = read(&book(&[("Two", "", &two), ("Bare", "", &bare)], ""));
    let cells: Vec<String> =
        read.rows.iter().map(|row| format!("{} {}", row.sheet, row.answer_cell.unwrap())).collect();
    assert_eq!(cells, ["Two B2", "Two C5", "Bare B2", "Bare B3", "Bare B4"]);
    assert_eq!(read.sheets[0].tables.len(), 2);
    assert!(read.sheets[1].tables[0].columns[0].reason.starts_with("3 of its cells"));
}

#[test]
fn titles_in_other_languages_are_understood() {
    for titles in [
        ["Nr.", "Frage", "Antwort", "Bemerkung"],
        ["N°", "Question", "Réponse", "Commentaire"],
        ["Nº", "Pregunta", "Respuesta", "Observaciones"],
        ["N.", "Domanda", "Risposta", "Note"],
        ["Nr", "Vraag", "Antwoord", "Toelichting"],
    ] {
        let main = sheet(&[(1, &titles), (2, &["1", "A, b?"])], "");
        let read = read(&book(&[("Q", "", &main)], ""));
        let row = &read.rows[0];
        assert_eq!((row.answer_cell, row.comment_cell, row.id.as_deref()), (cell("C2"), cell("D2"), Some("1")));
    }
}

#[test]
fn a_mapping_corrects_the_guess_and_the_fingerprint_stays() {
    let rows = |answer: &'static str| sheet(&[(1, &["Question", "Answer", "Ours"]), (2, &["Is it?", answer])], "");
    let empty = book(&[("Q", "", &rows("")), ("R", "", &rows(""))], "");
    let filled = book(&[("Q", "", &rows("yes")), ("R", "", &rows(""))], "");
    let first = read(&empty);
    assert_eq!(first.fingerprint, read(&filled).fingerprint);
    let mapping = Mapping {
        fingerprint: first.fingerprint.clone(),
        sheets: vec![
            SheetMapping {
                sheet: "Q".into(),
                header_row: Some(1),
                columns: vec![(1, ColumnRole::Question), (3, ColumnRole::Answer)],
                ..SheetMapping::default()
            },
            SheetMapping { sheet: "R".into(), skip: true, ..SheetMapping::default() },
        ],
    };
    let second = read_questionnaire("q.xlsx", &empty, &Limits::standard(), Some(&mapping)).unwrap();
    assert_eq!(second.fingerprint, first.fingerprint);
    assert_eq!(second.rows.len(), 1);
    assert_eq!(second.rows[0].answer_cell, cell("C2"));
    let other = book(&[("Q", "", &rows("")), ("S", "", &rows(""))], "");
    assert_ne!(read(&other).fingerprint, first.fingerprint);
}

#[test]
fn a_csv_questionnaire_is_read_with_its_cells() {
    let text = "\u{feff}Id;Frage;Antwort\r\n1;\"Wird verschlüsselt;\r\nwomit?\";\r\n2;Gibt es Backups?;Ja\r\n";
    let read = read_questionnaire("q.csv", text.as_bytes(), &Limits::standard(), None).unwrap();
    assert_eq!(read.format, "csv");
    assert_eq!(read.rows[0].text, "Wird verschlüsselt;\nwomit?");
    assert_eq!((read.rows[1].answer_cell, read.rows[1].answer.as_deref()), (cell("C3"), Some("Ja")));
}

#[test]
fn a_million_empty_rows_hide_no_question() {
    let mut xml = String::from("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>");
    xml.push_str("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Question</v></c><c r=\"B1\" t=\"str\"><v>Answer</v></c></row>");
    for row in 2..1_000_000 {
        xml.push_str(&format!("<row r=\"{row}\"><c r=\"B{row}\" s=\"1\"/></row>"));
    }
    xml.push_str("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>Is it?</v></c></row></sheetData></worksheet>");
    let read = read(&book(&[("Q", "", &xml)], ""));
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.rows[0].answer_cell, cell("B1048576"));
}

#[test]
fn limits_hold_one_above_and_one_below() {
    let main = sheet(&[(1, &["Question", "Answer"]), (2, &["Is it?"])], "");
    let bytes = book(&[("Q", "", &main)], "");
    let with = |set: &dyn Fn(&mut Limits)| {
        let mut limits = Limits::standard();
        set(&mut limits);
        read_questionnaire("q.xlsx", &bytes, &limits, None)
    };
    let size = bytes.len() as u64;
    assert!(with(&|limits| limits.workbook_bytes = size).is_ok());
    assert_eq!(
        with(&|limits| limits.workbook_bytes = size - 1),
        Err(IngestError::TooLarge { bytes: size, limit: size - 1 })
    );
    let unpacked = main.len() as u64;
    assert!(with(&|limits| limits.sheet_bytes = unpacked).is_ok());
    assert_eq!(
        with(&|limits| limits.sheet_bytes = unpacked - 1),
        Err(IngestError::TooMuchText { limit: unpacked - 1 })
    );
    assert!(with(&|limits| limits.cells = 3).is_ok());
    assert_eq!(with(&|limits| limits.cells = 2), Err(IngestError::TooMany { what: "filled cells", limit: 2 }));
    assert!(with(&|limits| limits.zip_entries = 3).is_ok());
    assert!(matches!(with(&|limits| limits.zip_entries = 2), Err(IngestError::TooMany { .. })));
}

#[test]
fn what_cannot_be_read_says_why() {
    let of = |name: &str, bytes: &[u8]| read_questionnaire(name, bytes, &Limits::standard(), None).err();
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    assert_eq!(of("q.xlsx", &locked), Some(IngestError::Encrypted));
    assert_eq!(of("q.xlsx", b""), Some(IngestError::Empty));
    let mut cut = book(&[("Q", "", &sheet(&[(1, &["a"])], ""))], "");
    cut.truncate(cut.len() - 20);
    assert!(matches!(of("q.xlsx", &cut), Some(IngestError::Corrupt { .. })));
    let word = package(&[("word/document.xml", "<w:document/>")]);
    assert_eq!(of("q.docx", &word), Some(IngestError::NotATable { format: "docx" }));
    let macros = book(&[("Q", "", &sheet(&[(1, &["a"])], ""))], "");
    assert!(!read(&macros).macros);
    let parts = [("xl/vbaProject.bin", "x"), ("xl/workbook.xml", "<workbook><sheets/></workbook>")];
    assert!(matches!(of("q.xlsm", &package(&parts)), Some(IngestError::Corrupt { .. })));
}
