//! Presentations: the text of each slide that is shown, its tables row by row, and the speaker's notes, each with the
//! number of its slide.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Format, Input, one_item};
use crate::package::{Package, attribute};
use crate::paragraphs::spaced;
use crate::passages::{Block, Joint};
use crate::workbook::relations;
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format = Format { name: "pptx", extensions: &["pptx", "pptm"], sniff, read, binary: true };

const MAIN: &str = "ppt/presentation.xml";

/// A zip file whose directory names the main part of a presentation.
fn sniff(bytes: &[u8]) -> bool {
    let main = MAIN.as_bytes();
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(main.len()).any(|part| part == main)
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut package = Package::open(input.bytes, input.limits)?;
    let main =
        package.text(MAIN)?.ok_or_else(|| IngestError::Corrupt { what: format!("its main part {MAIN} is missing") })?;
    let mut warnings = Vec::new();
    if package.has("ppt/vbaProject.bin") {
        warnings.push(Warning::new("", "the file carries macros; they were not run"));
    }
    let parts = relations(&package.text("ppt/_rels/presentation.xml.rels")?.unwrap_or_default(), "ppt");
    let mut item = ParsedItem::default();
    let mut blocks = Vec::new();
    let mut left = input.limits.text_bytes;
    let mut room = input.limits.sheet_bytes;
    for (id, number) in slide_ids(&main).iter().zip(1_u32..) {
        let place = format!("slide {number}");
        let part = parts.get(id).map(|(_, part)| part.clone()).unwrap_or_default();
        let Some(xml) = package.text(&part)? else {
            warnings.push(Warning::new(&place, "the file names this slide and does not hold it"));
            continue;
        };
        take(&mut room, &xml, input.limits)?;
        let mut slide = Slide::new(input.limits.depth);
        slide.read(&xml, &place, &mut warnings)?;
        if slide.unshown {
            warnings.push(Warning::new(&place, "the slide is hidden in the file and was left out"));
            continue;
        }
        let notes = match notes(&mut package, &part)? {
            Some(xml) => {
                take(&mut room, &xml, input.limits)?;
                let mut notes = Slide::new(input.limits.depth);
                notes.read(&xml, &format!("{place}, notes"), &mut warnings)?;
                notes.blocks
            }
            None => Vec::new(),
        };
        item.title = item.title.or_else(|| slide.title.clone());
        let found = slide.blocks(number, notes);
        let length: usize = found.iter().map(|block| block.text.len()).sum();
        left = left.checked_sub(length as u64).ok_or(IngestError::TooMuchText { limit: input.limits.text_bytes })?;
        blocks.extend(found);
    }
    Ok(one_item(item, &blocks, warnings))
}

/// The relation ids of the slides, in the order in which they are shown.
fn slide_ids(xml: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"sldId" => {
                // Beside the slide's own `id` stands the relation's, in the namespace of relations.
                let mut stated = tag.attributes().flatten();
                let id = stated.find(|stated| stated.key.as_ref().ends_with(b":id"));
                found.extend(id.map(|id| String::from_utf8_lossy(&id.value).into_owned()));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Counts a part against what all slides together may unpack to; a file may name one part a thousand times.
fn take(room: &mut u64, xml: &str, limits: &Limits) -> Result<(), IngestError> {
    let left = room.checked_sub(xml.len() as u64);
    *room = left.ok_or(IngestError::TooMuchText { limit: limits.sheet_bytes })?;
    Ok(())
}

/// What stands below a slide for its speaker, as the file holds it.
fn notes(package: &mut Package<'_>, slide: &str) -> Result<Option<String>, IngestError> {
    let (folder, file) = slide.rsplit_once('/').unwrap_or(("", slide));
    let rels = package.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default();
    match relations(&rels, folder).into_values().find(|(kind, _)| kind == "notesSlide") {
        Some((_, part)) => package.text(&part),
        None => Ok(None),
    }
}

/// What a shape holds, by its placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Body,
    Title,
    /// Date, footer, number of the slide: the same on each slide.
    Frame,
}

/// A shape, a group of shapes or a table that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    kind: Kind,
    hidden: bool,
}

struct Slide {
    unshown: bool,
    title: Option<String>,
    blocks: Vec<Block>,
    shapes: Vec<Shape>,
    text: String,
    row: Option<Vec<String>>,
    in_text: bool,
    hidden_words: usize,
    depth: u32,
}

impl Slide {
    fn new(depth: u32) -> Self {
        Self {
            unshown: false,
            title: None,
            blocks: Vec::new(),
            shapes: Vec::new(),
            text: String::new(),
            row: None,
            in_text: false,
            hidden_words: 0,
            depth,
        }
    }

    fn read(&mut self, xml: &str, place: &str, warnings: &mut Vec<Warning>) -> Result<(), IngestError> {
        let clean = crate::hidden::strip(xml, place, warnings);
        let mut reader = Reader::from_str(&clean);
        reader.config_mut().check_end_names = false;
        let mut open = 0_u32;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(Event::Start(tag)) => {
                    open += 1;
                    if open > self.depth {
                        return Err(IngestError::TooDeep { limit: self.depth });
                    }
                    self.start(&tag);
                }
                Ok(Event::Empty(tag)) => self.empty(&tag),
                Ok(Event::End(tag)) => {
                    open = open.saturating_sub(1);
                    self.end(tag.local_name().as_ref());
                }
                Ok(Event::Text(text)) if self.in_text => self.text.push_str(&String::from_utf8_lossy(&text)),
                Ok(Event::GeneralRef(name)) if self.in_text => {
                    self.text.push_str(&crate::package::entity(&name));
                }
                Ok(_) => {}
                Err(_) => {
                    warnings.push(Warning::new(place, "the text breaks off where the file is damaged"));
                    break;
                }
            }
        }
        if self.hidden_words > 0 {
            warnings.push(crate::hidden::hidden_text(place, self.hidden_words));
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"sld" => self.unshown = attribute(tag, b"show").is_some_and(|shown| shown == "0" || shown == "false"),
            b"sp" | b"grpSp" | b"graphicFrame" => self.shapes.push(Shape::default()),
            b"tr" => self.row = Some(Vec::new()),
            b"t" => self.in_text = true,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"br" => self.text.push('\n'),
            b"tab" => self.text.push(' '),
            b"cNvPr" if attribute(tag, b"hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.hidden = true;
                }
            }
            b"ph" => {
                let kind = match attribute(tag, b"type").as_deref() {
                    Some("title" | "ctrTitle") => Kind::Title,
                    Some("dt" | "ftr" | "hdr" | "sldNum") => Kind::Frame,
                    _ => Kind::Body,
                };
                if let Some(shape) = self.shapes.last_mut() {
                    shape.kind = kind;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"t" => self.in_text = false,
            b"p" if self.row.is_some() => self.text.push(' '),
            b"p" => self.paragraph(),
            b"tc" => {
                let text = spaced(&std::mem::take(&mut self.text));
                if let Some(row) = &mut self.row {
                    row.push(text);
                }
            }
            b"tr" => {
                self.text = self.row.take().unwrap_or_default().join(" | ");
                self.paragraph();
            }
            b"sp" | b"grpSp" | b"graphicFrame" => {
                self.shapes.pop();
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.split('\n').map(spaced).collect::<Vec<_>>().join("\n").trim().to_owned();
        if text.split(['|', ' ']).all(str::is_empty) {
            return;
        }
        if self.shapes.iter().any(|shape| shape.hidden) {
            self.hidden_words += text.split_whitespace().count();
            return;
        }
        match self.shapes.last().map(|shape| shape.kind).unwrap_or_default() {
            Kind::Frame => {}
            Kind::Title => {
                let title = spaced(&text);
                self.title =
                    Some(self.title.take().map_or_else(|| title.clone(), |before| format!("{before} {title}")));
            }
            Kind::Body => self.blocks.push(Block::new(text).joined(Joint::Line)),
        }
    }

    /// Everything of the slide with its place; a slide of a title alone is its title.
    fn blocks(self, number: u32, notes: Vec<Block>) -> Vec<Block> {
        let mut all = self.blocks;
        if all.is_empty() {
            all.extend(self.title.clone().map(Block::new));
        }
        for block in &mut all {
            block.heading.extend(self.title.clone());
        }
        all.extend(notes.into_iter().map(|mut note| {
            // They are for whoever speaks, and no answer to a reader.
            note.quoted = true;
            note.heading = self.title.iter().cloned().chain(["Notes".to_owned()]).collect();
            note
        }));
        for block in &mut all {
            block.place.slide = Some(number);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::parse;

    fn shape(placeholder: &str, mark: &str, lines: &[&str]) -> String {
        let lines: String = lines.iter().map(|line| format!("<a:p><a:r><a:t>{line}</a:t></a:r></a:p>")).collect();
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"1\"{mark}/><p:nvPr><p:ph type=\"{placeholder}\"/></p:nvPr></p:nvSpPr>\
             <p:txBody>{lines}</p:txBody></p:sp>"
        )
    }

    fn slide(mark: &str, shapes: &str) -> String {
        format!("<p:sld{mark}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>")
    }

    /// The slides are shown in the opposite order of their files.
    fn deck(slides: &[String], notes: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, xml: &str| {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        };
        let count = slides.len();
        let ids: String = (1..=count).rev().map(|n| format!("<p:sldId id=\"{}\" r:id=\"r{n}\"/>", 255 + n)).collect();
        put(MAIN, &format!("<p:presentation><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"));
        let to = |n: usize| format!("<Relationship Id=\"r{n}\" Type=\"x/slide\" Target=\"slides/slide{n}.xml\"/>");
        put("ppt/_rels/presentation.xml.rels", &(1..=count).map(to).collect::<String>());
        for (slide, n) in slides.iter().rev().zip((1..=count).rev()) {
            put(&format!("ppt/slides/slide{n}.xml"), slide);
        }
        put(
            &format!("ppt/slides/_rels/slide{count}.xml.rels"),
            "<Relationship Id=\"a\" Type=\"x/notesSlide\" Target=\"../notesSlides/notesSlide1.xml\"/>",
        );
        put("ppt/notesSlides/notesSlide1.xml", notes);
        archive.finish().unwrap().into_inner()
    }

    fn read(bytes: &[u8]) -> Parsed {
        parse("a.pptx", bytes, &Limits::standard()).unwrap()
    }

    #[test]
    fn slides_come_in_the_order_shown_with_title_text_table_and_notes() {
        let table = "<p:graphicFrame><a:tbl><a:tr><a:tc><a:p><a:r><a:t>Class 1</a:t></a:r></a:p></a:tc>\
                     <a:tc><a:p><a:r><a:t>30 minutes</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:graphicFrame>";
        let second = slide("", &(shape("title", "", &["Faults"]) + table));
        let first = slide("", &(shape("ctrTitle", "", &["Support"]) + &shape("body", "", &["Day &amp; night"])));
        let parsed = read(&deck(&[second, first], &shape("body", "", &["Say it slowly."])));
        assert_eq!((parsed.format, parsed.title.as_deref()), ("pptx", Some("Support")));
        let told: Vec<_> = parsed.items[0]
            .passages
            .iter()
            .map(|cut| (cut.text.as_str(), cut.place.words(), cut.heading.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("Day & night", "slide 1".to_owned(), vec!["Support".to_owned()]),
                ("Say it slowly.", "slide 1".to_owned(), vec!["Support".to_owned(), "Notes".to_owned()]),
                ("Class 1 | 30 minutes", "slide 2".to_owned(), vec!["Faults".to_owned()]),
            ]
        );
        assert_eq!(parsed.items[0].passages.iter().map(|cut| cut.quoted).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn hidden_slides_and_shapes_and_what_frames_a_slide_are_left_out_and_the_hidden_is_said() {
        let shapes = shape("body", "", &["seen"])
            + &shape("body", " hidden=\"1\"", &["two words"])
            + &shape("ftr", "", &["foot"]);
        let parsed = read(&deck(&[slide(" show=\"0\"", &shape("body", "", &["never"])), slide("", &shapes)], ""));
        let told: Vec<_> = parsed.items[0].passages.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(told, ["seen"]);
        let places: Vec<_> = parsed.warnings.iter().map(|warning| warning.place.as_str()).collect();
        assert_eq!(places, ["slide 1", "slide 2"]);
    }

    #[test]
    fn a_presentation_without_its_slides_says_which_are_missing() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(MAIN, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<p:sldIdLst><p:sldId id=\"256\" r:id=\"r1\"/></p:sldIdLst>").unwrap();
        let parsed = read(&archive.finish().unwrap().into_inner());
        assert_eq!(parsed.warnings[0].place, "slide 1");
    }

    #[test]
    fn a_damaged_presentation_is_refused_and_one_without_its_main_part_says_so() {
        let mut bytes = deck(&[slide("", &shape("body", "", &["seen"]))], "");
        bytes.truncate(bytes.len() - 30);
        assert!(matches!(parse("a.pptx", &bytes, &Limits::standard()), Err(IngestError::Corrupt { .. })));
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("ppt/other.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        let input = Input { name: "a.pptx", bytes: &bytes, limits: &Limits::standard() };
        assert!(matches!(super::read(&input), Err(IngestError::Corrupt { what }) if what.contains(MAIN)));
    }

    #[test]
    fn text_depth_and_what_all_slides_unpack_to_are_bounded() {
        let bytes = deck(&[slide("", &shape("body", "", &["one", "two"])), slide("", &shape("body", "", &["x"]))], "");
        let at = |limits| parse("a.pptx", &bytes, &limits);
        let standard = Limits::standard();
        assert_eq!(at(Limits { text_bytes: 8, ..standard }).err(), None);
        assert_eq!(at(Limits { text_bytes: 7, ..standard }), Err(IngestError::TooMuchText { limit: 7 }));
        assert!(at(Limits { depth: 8, ..standard }).is_ok());
        assert!(matches!(at(Limits { depth: 7, ..standard }), Err(IngestError::TooDeep { .. })));
        assert!(matches!(at(Limits { sheet_bytes: 300, ..standard }), Err(IngestError::TooMuchText { limit: 300 })));
    }
}
