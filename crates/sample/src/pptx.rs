//! Writes a document as a presentation: the first heading and its paragraphs make the first slide, each heading of the
//! second level the next one. `(hidden)` before a title hides its slide; `Notes:` begins what stands below it for the
//! speaker. Format: ECMA-376, part 1.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::SampleError;
use crate::markdown::Block;

const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";
/// Width and height of a slide in English metric units (914,400 to the inch): 16 to 9.
const SIZE: (u32, u32) = (12_192_000, 6_858_000);

#[derive(Default)]
struct Slide<'a> {
    title: &'a str,
    hidden: bool,
    lines: Vec<&'a str>,
    tables: Vec<&'a [Vec<String>]>,
    notes: Option<&'a str>,
}

/// The presentation's bytes.
pub(crate) fn write(path: &str, blocks: &[Block]) -> Result<Vec<u8>, SampleError> {
    let slides = slides(blocks);
    package(&parts(&slides)).map_err(|error| SampleError::Pptx { path: path.to_owned(), reason: error.to_string() })
}

fn slides(blocks: &[Block]) -> Vec<Slide<'_>> {
    let mut found: Vec<Slide<'_>> = Vec::new();
    for block in blocks {
        if let Block::Heading { text, .. } = block {
            let shown = text.strip_prefix("(hidden) ");
            found.push(Slide { title: shown.unwrap_or(text), hidden: shown.is_some(), ..Slide::default() });
        }
        let Some(slide) = found.last_mut() else { continue };
        match block {
            Block::Paragraph(text) => match text.strip_prefix("Notes: ") {
                Some(notes) => slide.notes = Some(notes),
                None => slide.lines.push(text),
            },
            Block::Point { text, .. } => slide.lines.push(text),
            Block::Table(rows) => slide.tables.push(rows),
            Block::Heading { .. } | Block::Unshown(_) => {}
        }
    }
    found
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraphs(lines: &[&str]) -> String {
    let one = |line: &&str| format!("<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p>", escaped(line));
    lines.iter().map(one).collect()
}

/// A frame at this height; `kind` is that of its placeholder.
fn shape(id: u32, kind: &str, top: u32, height: u32, lines: &[&str]) -> String {
    let (left, width) = (SIZE.0 / 16, SIZE.0 / 8 * 7);
    let text = if lines.is_empty() { "<a:p/>".to_owned() } else { paragraphs(lines) };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{kind} {id}\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"{kind}\"/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
    )
}

fn table(id: u32, rows: &[Vec<String>]) -> String {
    let columns = u32::try_from(rows.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1).max(1);
    let width = SIZE.0 / 8 * 7;
    let grid = format!("<a:gridCol w=\"{}\"/>", width / columns).repeat(columns as usize);
    let mut body = String::new();
    for row in rows {
        body.push_str("<a:tr h=\"370840\">");
        for cell in row {
            let text = paragraphs(&[cell]);
            let _ = write!(body, "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr/></a:tc>");
        }
        body.push_str("</a:tr>");
    }
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\"/><p:cNvGraphicFramePr/><p:nvPr/>\
         </p:nvGraphicFramePr><p:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{width}\" cy=\"{}\"/></p:xfrm><a:graphic>\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/>\
         <a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        SIZE.0 / 16,
        SIZE.1 / 3,
        SIZE.1 / 2,
    )
}

/// The tree of shapes that a slide, its layout, its master and its notes have alike.
fn tree(shapes: &str) -> String {
    format!(
        "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>\
         {shapes}</p:spTree></p:cSld>"
    )
}

fn slide(slide: &Slide<'_>) -> String {
    let mut shapes = shape(2, "title", SIZE.1 / 16, SIZE.1 / 6, &[slide.title]);
    if !slide.lines.is_empty() {
        shapes.push_str(&shape(3, "body", SIZE.1 / 4, SIZE.1 / 2, &slide.lines));
    }
    for (rows, id) in slide.tables.iter().zip(4..) {
        shapes.push_str(&table(id, rows));
    }
    let hidden = if slide.hidden { " show=\"0\"" } else { "" };
    format!("<p:sld {SPACES}{hidden}>{}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>", tree(&shapes))
}

fn relations(list: &[(&str, String)]) -> String {
    let one = |((kind, target), at): (&(&str, String), u32)| {
        format!("<Relationship Id=\"rId{at}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let list: String = list.iter().zip(1..).map(one).collect();
    format!("<Relationships xmlns=\"{PACKAGE}\">{list}</Relationships>")
}

/// Master, layout, master of the notes and theme, without which programs do not open a presentation.
fn frame(themes: &mut Vec<(String, String)>) {
    let map = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
        accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
    let shapes = shape(2, "title", SIZE.1 / 16, SIZE.1 / 6, &[]) + &shape(3, "body", SIZE.1 / 4, SIZE.1 / 2, &[]);
    let layouts = "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>";
    let master = format!("<p:sldMaster {SPACES}>{}{map}{layouts}</p:sldMaster>", tree(&shapes));
    let layout = format!(
        "<p:sldLayout {SPACES}>{}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        tree(&shapes)
    );
    let notes = format!("<p:notesMaster {SPACES}>{}{map}</p:notesMaster>", tree(""));
    let to = |kind: &'static str, target: &str| (kind, target.to_owned());
    let made = [
        ("ppt/slideMasters/slideMaster1.xml", master),
        (
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relations(&[to("slideLayout", "../slideLayouts/slideLayout1.xml"), to("theme", "../theme/theme1.xml")]),
        ),
        ("ppt/slideLayouts/slideLayout1.xml", layout),
        (
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            relations(&[to("slideMaster", "../slideMasters/slideMaster1.xml")]),
        ),
        ("ppt/notesMasters/notesMaster1.xml", notes),
        ("ppt/notesMasters/_rels/notesMaster1.xml.rels", relations(&[to("theme", "../theme/theme2.xml")])),
        ("ppt/theme/theme1.xml", theme()),
        ("ppt/theme/theme2.xml", theme()),
    ];
    themes.extend(made.into_iter().map(|(name, part)| (name.to_owned(), part)));
}

fn theme() -> String {
    let colors = [
        ("dk1", "1B1B1B"),
        ("lt1", "FFFFFF"),
        ("dk2", "24405C"),
        ("lt2", "EEF2F5"),
        ("accent1", "24405C"),
        ("accent2", "6B7F94"),
        ("accent3", "A3B1BF"),
        ("accent4", "8C6D31"),
        ("accent5", "5E7A4B"),
        ("accent6", "7A4B4B"),
        ("hlink", "24405C"),
        ("folHlink", "6B7F94"),
    ];
    let colors: String =
        colors.iter().map(|(name, value)| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>")).collect();
    let font = "<a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let (fills, lines) = (fill.repeat(3), format!("<a:ln w=\"6350\">{fill}</a:ln>").repeat(3));
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Plain\"><a:themeElements>\
         <a:clrScheme name=\"Plain\">{colors}</a:clrScheme><a:fontScheme name=\"Plain\"><a:majorFont>{font}</a:majorFont>\
         <a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Plain\"><a:fillStyleLst>{fills}</a:fillStyleLst>\
         <a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}\
         </a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

fn main_part(count: usize) -> (String, String) {
    let ids: String = (0..count).map(|at| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, 3 + at)).collect();
    let main = format!(
        "<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>\
         <p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"{}\" cy=\"{}\"/></p:presentation>",
        SIZE.0, SIZE.1, SIZE.1, SIZE.0
    );
    let mut list = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
    ];
    list.extend((1..=count).map(|at| ("slide", format!("slides/slide{at}.xml"))));
    list.push(("theme", "theme/theme1.xml".to_owned()));
    (main, relations(&list))
}

/// Every part of the package but the list of their types, by name.
fn parts(slides: &[Slide<'_>]) -> Vec<(String, String)> {
    let (main, relations_of_main) = main_part(slides.len());
    let mut parts = vec![
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "ppt/presentation.xml".to_owned())])),
        ("ppt/presentation.xml".to_owned(), main),
        ("ppt/_rels/presentation.xml.rels".to_owned(), relations_of_main),
    ];
    frame(&mut parts);
    for (shown, at) in slides.iter().zip(1..) {
        let mut list = vec![("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned())];
        if let Some(notes) = shown.notes {
            list.push(("notesSlide", format!("../notesSlides/notesSlide{at}.xml")));
            let text = tree(&shape(2, "body", SIZE.1 / 2, SIZE.1 / 4, &[notes]));
            let part = format!("<p:notes {SPACES}>{text}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>");
            let back = relations(&[
                ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
                ("slide", format!("../slides/slide{at}.xml")),
            ]);
            parts.push((format!("ppt/notesSlides/notesSlide{at}.xml"), part));
            parts.push((format!("ppt/notesSlides/_rels/notesSlide{at}.xml.rels"), back));
        }
        parts.push((format!("ppt/slides/slide{at}.xml"), slide(shown)));
        parts.push((format!("ppt/slides/_rels/slide{at}.xml.rels"), relations(&list)));
    }
    parts
}

/// The type of a part, by the folder in which it lies.
fn kind(name: &str) -> Option<String> {
    let folder = name.strip_prefix("ppt/")?.split('/').next()?;
    Some(match folder {
        "presentation.xml" => format!("{KIND}.presentation.main+xml"),
        "slides" => format!("{KIND}.slide+xml"),
        "notesSlides" => format!("{KIND}.notesSlide+xml"),
        "slideMasters" => format!("{KIND}.slideMaster+xml"),
        "slideLayouts" => format!("{KIND}.slideLayout+xml"),
        "notesMasters" => format!("{KIND}.notesMaster+xml"),
        "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        _ => return None,
    })
}

fn package(parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let overrides: String = parts
        .iter()
        .filter(|(name, _)| !name.ends_with(".rels"))
        .filter_map(|(name, _)| Some((name, kind(name)?)))
        .map(|(name, kind)| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"))
        .collect();
    let types = format!(
        "<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    );
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let first = ("[Content_Types].xml".to_owned(), types);
    for (name, content) in std::iter::once(&first).chain(parts) {
        archive.start_file(name.as_str(), options)?;
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        archive.write_all(head.as_bytes())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blocks;

    #[test]
    fn headings_make_slides_and_notes_and_hidden_slides_are_told_apart() {
        let blocks =
            blocks("# A\n\none & two\n\nNotes: say it\n\n## (hidden) B\n\n- x\n\n## C\n\n| H |\n| --- |\n| 1 |\n");
        let found = slides(&blocks);
        let told: Vec<_> = found.iter().map(|slide| (slide.title, slide.hidden, slide.notes)).collect();
        assert_eq!(told, [("A", false, Some("say it")), ("B", true, None), ("C", false, None)]);
        let parts = parts(&found);
        let part = |name: &str| parts.iter().find(|(held, _)| held == name).map(|(_, text)| text.clone());
        assert!(part("ppt/slides/slide1.xml").unwrap().contains("<a:t>one &amp; two</a:t>"));
        assert!(part("ppt/slides/slide2.xml").unwrap().contains(" show=\"0\""));
        assert!(part("ppt/slides/slide3.xml").unwrap().contains("<a:tbl>"));
        assert!(part("ppt/notesSlides/notesSlide1.xml").unwrap().contains("say it"));
        assert!(part("ppt/notesSlides/notesSlide3.xml").is_none());
        assert!(write("x.pptx", &blocks).unwrap().starts_with(b"PK"));
    }
}
