//! Spreadsheets (XLSX, XLSM): sheets as filled cells only, read as a stream, so that a million empty rows cost nothing.
//! Formulas are never computed and macros never run: what counts is the value that the file holds.

mod areas;
mod numbers;
mod sheet;
mod strings;

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::package::{Package, attribute};
use crate::{IngestError, Limits, Warning};
use numbers::Formats;
pub(crate) use sheet::{Sheet, SheetRow, Validation};

/// How a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Visible,
    Hidden,
}

/// A sheet as the workbook lists it.
#[derive(Debug, Clone)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) shown: Shown,
    part: String,
}

/// A name for cells, such as a list of choices.
#[derive(Debug, Clone)]
pub(crate) struct DefinedName {
    pub(crate) name: String,
    /// Position of the sheet it belongs to; `None` for the whole workbook.
    pub(crate) sheet: Option<usize>,
    pub(crate) formula: String,
}

/// An open workbook.
pub(crate) struct Workbook<'a> {
    package: Package<'a>,
    pub(crate) sheets: Vec<SheetEntry>,
    pub(crate) names: Vec<DefinedName>,
    /// It carries macros.
    pub(crate) macros: bool,
    strings: Vec<Rc<str>>,
    formats: Formats,
    limits: Limits,
    bytes_left: u64,
    cells_left: usize,
}

/// True for a zip file whose directory names the main part of a workbook.
pub(crate) fn sniff(bytes: &[u8]) -> bool {
    let main = b"workbook.xml";
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(main.len()).any(|part| part.eq_ignore_ascii_case(main))
}

impl<'a> Workbook<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, IngestError> {
        let mut package = Package::open(bytes, limits)?;
        let main = main_part(&mut package)?;
        let xml = package
            .text(&main)?
            .ok_or_else(|| IngestError::Corrupt { what: format!("its main part {main} is missing") })?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let file = main.rsplit('/').next().unwrap_or_default();
        let relations = relations(&package.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default(), &folder);
        let list = list(&xml, &relations);
        if list.sheets.is_empty() {
            return Err(IngestError::Corrupt { what: "it names no sheet".to_owned() });
        }
        let of_kind = |kind: &str| relations.values().find(|(found, _)| found == kind).map(|(_, part)| part.clone());
        let strings = match of_kind("sharedStrings") {
            Some(part) => strings::read(&mut package, &part, limits)?,
            None => Vec::new(),
        };
        let styles = match of_kind("styles") {
            Some(part) => package.text(&part)?.unwrap_or_default(),
            None => String::new(),
        };
        let macros = package.has(&format!("{folder}/vbaProject.bin"));
        Ok(Self {
            package,
            sheets: list.sheets,
            names: list.names,
            macros,
            strings,
            formats: Formats::read(&styles, list.date1904),
            limits: *limits,
            bytes_left: limits.sheet_bytes,
            cells_left: limits.cells as usize,
        })
    }

    /// The cells of one sheet. A sheet that is damaged gives what stands before the damage, with a warning.
    pub(crate) fn sheet(&mut self, at: usize, warnings: &mut Vec<Warning>) -> Result<Sheet, IngestError> {
        let Some(entry) = self.sheets.get(at) else {
            return Ok(Sheet::default());
        };
        let most = self.bytes_left;
        let Some(stream) = self.package.stream(&entry.part, most)? else {
            warnings.push(Warning::new(&entry.name, "the file names this sheet and does not hold it"));
            return Ok(Sheet::default());
        };
        let scan = sheet::Scan::new(&entry.name, &self.strings, &self.formats, self.cells_left);
        let (sheet, used) = scan.read(stream, &self.limits, warnings)?;
        self.bytes_left = self.bytes_left.saturating_sub(used);
        self.cells_left = self.cells_left.saturating_sub(sheet.rows.iter().map(|row| row.cells.len()).sum());
        Ok(sheet)
    }
}

/// Where the workbook itself is; the usual place unless the package says another.
fn main_part(package: &mut Package<'_>) -> Result<String, IngestError> {
    let relations = relations(&package.text("_rels/.rels")?.unwrap_or_default(), "");
    let stated = relations.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, part)| part);
    Ok(stated.filter(|part| package.has(part)).unwrap_or_else(|| "xl/workbook.xml".to_owned()))
}

/// Relation ids, with the last word of their type and the part they lead to.
pub(crate) fn relations(xml: &str, folder: &str) -> HashMap<String, (String, String)> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"Relationship" => {
                let get = |name: &[u8]| attribute(&tag, name).unwrap_or_default();
                let kind = get(b"Type").rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(get(b"Id"), (kind, resolved(folder, &get(b"Target"))));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[derive(Default)]
struct List {
    sheets: Vec<SheetEntry>,
    names: Vec<DefinedName>,
    date1904: bool,
}

fn list(xml: &str, relations: &HashMap<String, (String, String)>) -> List {
    let mut list = List::default();
    let mut reader = Reader::from_str(xml);
    let mut open: Option<DefinedName> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                b"sheet" => list.sheets.extend(entry(&tag, relations)),
                b"workbookPr" => {
                    list.date1904 = attribute(&tag, b"date1904").is_some_and(|value| value == "1" || value == "true");
                }
                b"definedName" => {
                    open = attribute(&tag, b"name").map(|name| DefinedName {
                        name,
                        sheet: attribute(&tag, b"localSheetId").and_then(|value| value.parse().ok()),
                        formula: String::new(),
                    });
                }
                _ => {}
            },
            Ok(Event::Text(text)) => {
                if let Some(name) = &mut open {
                    name.formula.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Ok(Event::GeneralRef(name)) => {
                if let Some(open) = &mut open {
                    open.formula.push_str(&crate::package::entity(&name));
                }
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == b"definedName" => list.names.extend(open.take()),
            Ok(Event::Eof) | Err(_) => return list,
            Ok(_) => {}
        }
    }
}

/// A sheet of cells; charts that fill a sheet and old macro sheets are none.
fn entry(tag: &quick_xml::events::BytesStart<'_>, relations: &HashMap<String, (String, String)>) -> Option<SheetEntry> {
    let id = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|found| found.key.local_name().as_ref() == b"id" && found.key.as_ref() != b"id")?;
    let (kind, part) = relations.get(std::str::from_utf8(&id.value).ok()?)?;
    let shown = match attribute(tag, b"state").as_deref() {
        Some("hidden" | "veryHidden") => Shown::Hidden,
        _ => Shown::Visible,
    };
    (kind == "worksheet").then(|| SheetEntry {
        name: attribute(tag, b"name").unwrap_or_default(),
        shown,
        part: part.clone(),
    })
}
