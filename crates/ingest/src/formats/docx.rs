//! Word documents: paragraphs, headings by style, lists and table rows, read as a stream.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Format, Input, one_item};
use crate::package::{Package, attribute};
use crate::paragraphs::{Outline, spaced};
use crate::passages::{Block, Joint};
use crate::when::{Order, when};
use crate::{IngestError, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format = Format { name: "docx", extensions: &["docx", "docm"], sniff, read, binary: true };

/// A zip file whose directory names the main part of a Word document.
fn sniff(bytes: &[u8]) -> bool {
    let main = b"word/document.xml";
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(main.len()).any(|part| part == main)
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut package = Package::open(input.bytes, input.limits)?;
    let mut warnings = Vec::new();
    let styles = match package.text("word/styles.xml")? {
        Some(xml) => heading_styles(&xml),
        None => HashMap::new(),
    };
    let xml = package
        .text("word/document.xml")?
        .ok_or_else(|| IngestError::Corrupt { what: "its main part word/document.xml is missing".to_owned() })?;
    let mut body = Body { styles, depth: input.limits.depth as usize, ..Body::default() };
    body.read(&xml, "", &mut warnings)?;
    for (name, title) in [("word/footnotes.xml", "Footnotes"), ("word/endnotes.xml", "Endnotes")] {
        if let Some(xml) = package.text(name)? {
            body.notes(&xml, title, &mut warnings)?;
        }
    }
    let mut item = ParsedItem::default();
    if let Some(xml) = package.text("docProps/core.xml")? {
        core(&xml, &mut item);
    }
    if body.hidden_words > 0 {
        warnings.push(crate::hidden::hidden_text("", body.hidden_words));
    }
    let first = body.outline.first_heading().map(str::to_owned);
    item.title = item.title.or(body.title.take()).or(first);
    Ok(one_item(item, &body.outline.finish(), warnings))
}

/// Style ids and the heading level they stand for; level 0 is the title.
fn heading_styles(xml: &str) -> HashMap<String, u8> {
    let mut styles = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let mut id = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                b"style" => id = attribute(&tag, b"styleId").unwrap_or_default(),
                b"name" => {
                    let name = attribute(&tag, b"val").unwrap_or_default().to_lowercase();
                    if let Some(level) = level_of(&name) {
                        styles.insert(id.clone(), level);
                    }
                }
                b"outlineLvl" => {
                    let level =
                        attribute(&tag, b"val").and_then(|value| value.parse::<u8>().ok()).filter(|level| *level < 9);
                    if let Some(level) = level {
                        styles.entry(id.clone()).or_insert(level + 1);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    styles
}

fn level_of(name: &str) -> Option<u8> {
    let name = name.to_lowercase().replace(' ', "");
    if name == "title" || name == "titel" {
        return Some(0);
    }
    let rest = ["heading", "überschrift", "berschrift", "titre"].iter().find_map(|start| name.strip_prefix(start))?;
    rest.parse::<u8>().ok().filter(|level| (1..=9).contains(level))
}

#[derive(Default)]
struct Body {
    styles: HashMap<String, u8>,
    outline: Outline,
    title: Option<String>,
    text: String,
    level: Option<u8>,
    listed: bool,
    was_listed: bool,
    hidden: bool,
    /// Open tables; each row's cells so far.
    rows: Vec<Vec<String>>,
    row_follows: bool,
    skip: usize,
    in_text: bool,
    depth: usize,
    hidden_words: usize,
}

impl Body {
    fn notes(&mut self, xml: &str, title: &str, warnings: &mut Vec<Warning>) -> Result<(), IngestError> {
        let mut notes = Self { styles: HashMap::new(), depth: self.depth, ..Self::default() };
        notes.read(xml, title, warnings)?;
        self.hidden_words += notes.hidden_words;
        let blocks = notes.outline.finish();
        if !blocks.is_empty() {
            self.outline.heading(1, title);
        }
        for block in blocks {
            self.outline.block(block);
        }
        Ok(())
    }

    fn read(&mut self, xml: &str, place: &str, warnings: &mut Vec<Warning>) -> Result<(), IngestError> {
        let clean = crate::hidden::strip(xml, place, warnings);
        let mut reader = Reader::from_str(&clean);
        reader.config_mut().check_end_names = false;
        let mut open = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(Event::Start(tag)) => {
                    open += 1;
                    if open > self.depth {
                        return Err(IngestError::TooDeep { limit: u32::try_from(self.depth).unwrap_or(u32::MAX) });
                    }
                    self.start(&tag);
                }
                Ok(Event::Empty(tag)) => self.empty(&tag),
                Ok(Event::End(tag)) => {
                    open = open.saturating_sub(1);
                    self.end(tag.local_name().as_ref());
                }
                Ok(Event::Text(text)) if self.in_text && self.skip == 0 => self.push(&String::from_utf8_lossy(&text)),
                Ok(Event::GeneralRef(name)) if self.in_text && self.skip == 0 => {
                    let name = String::from_utf8_lossy(&name).into_owned();
                    let plain = quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned);
                    self.push(&plain.unwrap_or_default());
                }
                Ok(_) => {}
                Err(_) => {
                    warnings.push(Warning::new(place, "the text breaks off where the file is damaged"));
                    break;
                }
            }
        }
        self.paragraph();
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if self.hidden {
            self.hidden_words += text.split_whitespace().count();
        } else {
            self.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            // Deleted text, and the copy of a text box for old programs.
            b"del" | b"moveFrom" | b"Fallback" | b"instrText" | b"delText" => self.skip += 1,
            b"t" => self.in_text = true,
            b"r" => self.hidden = false,
            b"tbl" => {
                self.paragraph();
                self.rows.push(Vec::new());
                self.row_follows = false;
            }
            b"tr" => {
                if let Some(row) = self.rows.last_mut() {
                    row.clear();
                }
            }
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        if self.skip > 0 {
            return;
        }
        match tag.local_name().as_ref() {
            b"pStyle" => {
                let id = attribute(tag, b"val").unwrap_or_default();
                self.level = self.styles.get(&id).copied().or_else(|| level_of(&id));
            }
            b"outlineLvl" => {
                let level = attribute(tag, b"val").and_then(|value| value.parse::<u8>().ok());
                self.level = self.level.or(level.filter(|level| *level < 9).map(|level| level + 1));
            }
            b"numPr" => self.listed = true,
            b"vanish" | b"webHidden" => {
                self.hidden =
                    attribute(tag, b"val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
            }
            b"tab" => self.text.push(' '),
            b"br" | b"cr" => self.text.push('\n'),
            b"noBreakHyphen" => self.text.push('-'),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"del" | b"moveFrom" | b"Fallback" | b"instrText" | b"delText" => self.skip = self.skip.saturating_sub(1),
            b"t" => self.in_text = false,
            b"p" => self.paragraph(),
            b"tc" => {
                let text = spaced(&std::mem::take(&mut self.text));
                if let Some(row) = self.rows.last_mut() {
                    row.push(text);
                }
            }
            b"tr" => self.row(),
            b"tbl" => {
                self.rows.pop();
                self.row_follows = false;
            }
            _ => {}
        }
    }

    fn row(&mut self) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let cells = std::mem::take(row);
        if cells.iter().all(String::is_empty) {
            return;
        }
        let joint = if self.row_follows { Joint::Line } else { Joint::Paragraph };
        self.row_follows = true;
        self.outline.block(Block::new(cells.join(" | ")).joined(joint));
    }

    fn paragraph(&mut self) {
        let (level, listed) = (self.level.take(), std::mem::take(&mut self.listed));
        if !self.rows.is_empty() {
            // The cell takes it when it ends.
            self.text.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.text);
        let lines: Vec<String> = text.split('\n').map(spaced).collect();
        let text = lines.join("\n").trim().to_owned();
        if text.is_empty() {
            return;
        }
        if let Some(level) = level {
            if level == 0 && self.title.is_none() {
                self.title = Some(spaced(&text));
            }
            self.outline.heading(level, &text);
            self.was_listed = false;
            return;
        }
        let joint = if listed && self.was_listed { Joint::Line } else { Joint::Paragraph };
        self.was_listed = listed;
        let text = if listed { format!("- {text}") } else { text };
        self.outline.block(Block::new(text).joined(joint));
    }
}

/// Title, author and date from the document's properties.
fn core(xml: &str, item: &mut ParsedItem) {
    let mut reader = Reader::from_str(xml);
    let mut name = Vec::new();
    let mut text = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                name = tag.local_name().as_ref().to_vec();
                text.clear();
            }
            Event::Text(part) => text.push_str(&String::from_utf8_lossy(&part)),
            Event::GeneralRef(part) => {
                let part = format!("&{};", String::from_utf8_lossy(&part));
                text.push_str(
                    &quick_xml::escape::unescape(&part).map(std::borrow::Cow::into_owned).unwrap_or_default(),
                );
            }
            Event::End(_) => {
                property(&name, &spaced(&text), item);
                text.clear();
                name.clear();
            }
            _ => {}
        }
    }
}

fn property(name: &[u8], value: &str, item: &mut ParsedItem) {
    if value.is_empty() {
        return;
    }
    match name {
        b"title" => item.title = Some(value.to_owned()),
        b"creator" => item.people.push(super::person(domain::PartRole::Author, value)),
        b"modified" | b"created" => {
            // The last change, if stated, else the day it was begun.
            if let Some(when) = when(value, Order::Unknown).filter(|_| name == b"modified" || item.at.is_none()) {
                item.at = Some(when.at);
                item.zone_minutes = when.zone_minutes;
                item.all_day = when.all_day;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::{Limits, parse};

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    const BODY: &str = r#"<w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Terms &amp; more</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r><w:t>two.</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret words</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>"#;

    #[test]
    fn paragraphs_headings_rows_and_properties_are_read() {
        let core = "<c><dc:title>The Terms</dc:title><dcterms:modified>2026-05-04T10:00:00Z</dcterms:modified></c>";
        let bytes = docx(&[("word/document.xml", BODY), ("docProps/core.xml", core)]);
        let parsed = parse("a.docx", &bytes, &Limits::standard()).unwrap();
        let item = &parsed.items[0];
        assert_eq!(item.title.as_deref(), Some("The Terms"));
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-05-04T10:00:00+00:00".into()));
        assert_eq!(item.passages[0].text, "One two.\n\na | b");
        assert_eq!(item.passages[0].heading, ["Terms & more"]);
        assert!(parsed.warnings.iter().any(|warning| warning.message.starts_with("2 words")));
    }

    #[test]
    fn a_part_at_the_limit_is_read_and_one_byte_more_is_refused() {
        let bytes = docx(&[("word/document.xml", BODY)]);
        let size = BODY.len() as u64;
        let at = |zip_entry_bytes| parse("a.docx", &bytes, &Limits { zip_entry_bytes, ..Limits::standard() });
        assert!(at(size).is_ok());
        assert_eq!(at(size - 1), Err(IngestError::TooMuchText { limit: size - 1 }));
    }

    #[test]
    fn parts_and_depth_are_bounded() {
        let bytes = docx(&[("word/document.xml", BODY), ("b", "x")]);
        let at = |limits| parse("a.docx", &bytes, &limits);
        assert!(at(Limits { zip_entries: 2, ..Limits::standard() }).is_ok());
        assert!(matches!(at(Limits { zip_entries: 1, ..Limits::standard() }), Err(IngestError::TooMany { .. })));
        assert!(at(Limits { depth: 8, ..Limits::standard() }).is_ok());
        assert!(matches!(at(Limits { depth: 7, ..Limits::standard() }), Err(IngestError::TooDeep { .. })));
    }

    #[test]
    fn a_broken_zip_is_called_damaged() {
        let mut bytes = docx(&[("word/document.xml", BODY)]);
        bytes.truncate(bytes.len() - 30);
        assert!(matches!(parse("a.docx", &bytes, &Limits::standard()), Err(IngestError::Corrupt { .. })));
    }
}
