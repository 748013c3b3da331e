//! Tests of filling, over workbooks and CSV files built here.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Q &amp; A" sheetId="1" r:id="r1"/><sheet name="Second" sheetId="7" r:id="r2"/></sheets></workbook>"#;
const CHAIN: &str = r#"<calcChain><c r="D2" i="1"/><c r="E2"/></calcChain>"#;
const SHEET: &str = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<worksheet xmlns=\"m\"><cols><col min=\"2\" max=\"3\" style=\"9\"/></cols>\
<sheetData>\n<row r=\"1\" spans=\"1:5\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s='4' t=\"s\"><v>1</v></c></row>\
<row r=\"2\" s=\"5\" customFormat=\"1\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" s=\"3\"/><c r=\"D2\"><f>1+1</f><v>2</v></c><c r=\"E2\"><f>D2</f><v>2</v></c></row>\
<row r=\"4\" ht=\"20\" /></sheetData><mergeCells><mergeCell ref=\"B6:C7\"/></mergeCells><extLst><ext>x &amp; y</ext></extLst></worksheet>";

/// A workbook whose parts differ in how they are packed.
fn workbook_of(sheet: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    let stored = packed.compression_method(CompressionMethod::Stored);
    for (name, text, options) in [
        ("xl/media/image1.png", "not really one", stored),
        ("xl/worksheets/sheet1.xml", sheet, packed),
        ("xl/workbook.xml", BOOK, packed),
        ("xl/_rels/workbook.xml.rels", RELS, stored),
        ("xl/worksheets/sheet2.xml", "<x:worksheet xmlns:x=\"m\"><x:sheetData/><y:row>3</y:row></x:worksheet>", stored),
        ("xl/calcChain.xml", CHAIN, packed),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.set_comment("by the buyer");
    writer.finish().unwrap().into_inner()
}

fn answer(sheet: &str, cell: &str, text: &str) -> CellAnswer {
    CellAnswer { sheet: sheet.to_owned(), cell: cell.parse().unwrap(), text: text.to_owned() }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn cell_of(bytes: &[u8], cell: &str) -> String {
    let xml = part(bytes, "xl/worksheets/sheet1.xml");
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
    let rest = &xml[start..];
    let end = rest.find("</c>").unwrap() + 4;
    rest[..end].to_owned()
}

#[test]
fn only_the_answered_cells_change() {
    let original = workbook_of(SHEET);
    let answers = [answer("Q & A", "B2", "Yes, <all> & \"more\"\r\nline _x0041_"), answer("Q & A", "C2", "=1+1")];
    let filled = fill(&original, &answers).unwrap();
    assert_eq!(
        cell_of(&filled.bytes, "B2"),
        "<c r=\"B2\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Yes, &lt;all&gt; &amp; \"more\"\nline _x005F_x0041_</t></is></c>"
    );
    assert!(cell_of(&filled.bytes, "C2").starts_with("<c r=\"C2\" s=\"5\" t=\"inlineStr\">"));
    let changed: Vec<&str> =
        filled.parts.iter().filter(|part| part.before != part.after).map(|part| part.name.as_str()).collect();
    assert_eq!(changed, ["xl/worksheets/sheet1.xml"]);
    assert_eq!(filled.parts.len(), 6);
    assert!(filled.bytes.ends_with(b"by the buyer"));
    // Taking the two cells out again gives the buyer's XML.
    let xml = part(&filled.bytes, "xl/worksheets/sheet1.xml");
    let back =
        xml.replace(&cell_of(&filled.bytes, "B2"), "<c r=\"B2\" s=\"3\"/>").replace(&cell_of(&filled.bytes, "C2"), "");
    assert_eq!(back, SHEET);
}

#[test]
fn rows_that_are_missing_or_empty_are_made_in_their_place() {
    let original = workbook_of(SHEET);
    let answers = [
        answer("Q & A", "B3", "three"),
        answer("Q & A", "B4", "four"),
        answer("Q & A", "F9", "nine"),
        answer("Second", "A1", " kept space "),
    ];
    let filled = fill(&original, &answers).unwrap();
    let xml = part(&filled.bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("</row><row r=\"3\"><c r=\"B3\" s=\"9\" t=\"inlineStr\">"), "{xml}");
    assert!(xml.contains("<row r=\"4\" ht=\"20\" ><c r=\"B4\" s=\"9\""), "{xml}");
    assert!(xml.contains("<row r=\"9\"><c r=\"F9\" t=\"inlineStr\">"), "{xml}");
    let second = part(&filled.bytes, "xl/worksheets/sheet2.xml");
    assert_eq!(
        second,
        "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\"> kept space </x:t></x:is></x:c></x:row></x:sheetData><y:row>3</y:row></x:worksheet>"
    );
}

#[test]
fn a_replaced_formula_leaves_the_list_of_formulas_and_is_said() {
    let original = workbook_of(SHEET);
    let filled = fill(&original, &[answer("Q & A", "D2", "two")]).unwrap();
    assert_eq!(part(&filled.bytes, "xl/calcChain.xml"), "<calcChain><c i=\"1\" r=\"E2\"/></calcChain>");
    assert_eq!(filled.notes[0], "An answer replaced the formula in D2.");
    assert!(filled.parts.iter().any(|part| matches!(part.change, PartChange::FormulasDropped { .. })));
    assert!(!cell_of(&filled.bytes, "D2").contains("<f>"));
}

#[test]
fn what_cannot_be_filled_says_why() {
    let original = workbook_of(SHEET);
    let why = |answers: &[CellAnswer]| fill(&original, answers).unwrap_err().to_string();
    assert!(why(&[answer("Q & A", "C7", "x")]).contains("merged cells B6:C7; use B6"));
    assert!(why(&[answer("None", "A1", "x")]).contains("no sheet named None"));
    assert!(why(&[answer("Q & A", "B2", "a\u{1}")]).contains("U+0001"));
    assert!(why(&[answer("Q & A", "B2", &"a".repeat(32_768))]).contains("32767"));
    assert!(fill(&original, &[answer("Q & A", "B2", &"a".repeat(32_767))]).is_ok());
    assert!(why(&[answer("Q & A", "B2", "x"), answer("Q & A", "B2", "y")]).contains("two answers"));
    assert!(matches!(fill(&original, &[]), Err(ExportError::Empty)));
    for cell in [
        "<c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1</f></c>",
        "<c r=\"A1\"><f t=\"array\" ref=\"A1:A3\">B1:B3</f></c>",
    ] {
        let sheet = format!("<worksheet><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>");
        assert!(matches!(fill(&workbook_of(&sheet), &[answer("Q & A", "A1", "x")]), Err(ExportError::Cell { .. })));
    }
    let twisted = "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>";
    assert!(matches!(fill(&workbook_of(twisted), &[answer("Q & A", "A3", "x")]), Err(ExportError::Workbook { .. })));
}

#[test]
fn a_damaged_file_is_refused_and_never_panics() {
    let original = workbook_of(SHEET);
    let answers = [answer("Q & A", "B2", "x")];
    for at in 0..original.len() {
        let _ = fill(&original[..at], &answers);
        let mut broken = original.clone();
        broken[at] ^= 0x55;
        let _ = fill(&broken, &answers);
    }
}

#[test]
fn the_proof_sees_any_other_change() {
    let answers: BTreeMap<CellRef, &str> = [("B2".parse().unwrap(), "x")].into();
    let good = patch::patch(SHEET.as_bytes(), &answers).unwrap().xml;
    assert!(proof::check(SHEET.as_bytes(), &good, &answers).is_ok());
    let good = String::from_utf8(good).unwrap();
    for (from, to) in [
        ("<v>0</v>", "<v>9</v>"),
        ("ht=\"20\"", "ht=\"21\""),
        ("x &amp; y", "x &amp; z"),
        ("preserve\">x<", "preserve\">y<"),
        ("s=\"3\"", "s=\"4\""),
        ("<f>1+1</f>", ""),
        ("</sheetData>", "<row r=\"9\"/></sheetData>"),
        ("</sheetData>", "<row r=\"9\"><c r=\"A9\"><v>1</v></c></row></sheetData>"),
        ("</cols>", "</cols><!-- x -->"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert!(proof::check(SHEET.as_bytes(), bad.as_bytes(), &answers).is_err(), "{from}");
    }
}

#[test]
fn a_csv_file_keeps_every_other_byte() {
    let original =
        "\u{feff}Id;\"Frage\";Antwort\r\n\r\n1;\"Wird; \"\"alles\"\"\r\ngut?\";\r\n2;Noch eine?;\"alt\"\r\n3;x;"
            .as_bytes();
    let answers = [answer("", "C3", "Ja; sehr"), answer("", "C4", "zwei\n\"Zeilen\""), answer("", "C5", "schön")];
    let filled = fill(original, &answers).unwrap();
    let expected = "\u{feff}Id;\"Frage\";Antwort\r\n\r\n1;\"Wird; \"\"alles\"\"\r\ngut?\";\"Ja; sehr\"\r\n2;Noch eine?;\"zwei\r\n\"\"Zeilen\"\"\"\r\n3;x;schön";
    assert_eq!(String::from_utf8(filled.bytes).unwrap(), expected);
}

#[test]
fn csv_in_other_character_sets_is_kept_or_refused() {
    let wide = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let filled = fill(&wide("a\tb\r\n1\t\r\n"), &[answer("", "B2", "é")]).unwrap();
    assert_eq!(filled.bytes, wide("a\tb\r\n1\té\r\n"));
    let latin = b"Stra\xDFe,b\n1,\n";
    assert_eq!(fill(latin, &[answer("", "B2", "yes")]).unwrap().bytes, b"Stra\xDFe,b\n1,yes\n");
    assert!(matches!(fill(latin, &[answer("", "B2", "é")]), Err(ExportError::Cell { .. })));
}

#[test]
fn a_csv_field_that_would_run_as_a_formula_is_refused() {
    for text in ["=1", "+1", "-1", "@a", "\tx"] {
        assert!(matches!(fill(b"a,b\n1,\n", &[answer("", "B2", text)]), Err(ExportError::Cell { .. })), "{text}");
    }
    assert!(matches!(fill(b"a,b\n1,\n", &[answer("", "C2", "x")]), Err(ExportError::Cell { .. })));
    assert!(matches!(fill(b"a,b\n1,\n", &[answer("S", "B2", "x")]), Err(ExportError::Workbook { .. })));
}
