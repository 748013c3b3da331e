//! Which part of a workbook holds which sheet.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive::Archive;
use super::markup::{attribute, number};
use crate::ExportError;

/// A sheet and its part.
pub(super) struct Sheet {
    name: String,
    /// Its number in the list of what is to be computed.
    pub(super) id: u32,
    pub(super) part: String,
}

/// The sheets of a workbook.
pub(super) struct Sheets {
    list: Vec<Sheet>,
    /// The part that lists the cells to be computed.
    pub(super) chain: Option<String>,
}

/// Relation id, last word of the type, part.
type Relations = HashMap<String, (String, String)>;

impl Sheets {
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, ExportError> {
        let package = relations(archive, "_rels/.rels", "")?;
        let stated = package.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, part)| part);
        let main = stated.and_then(|part| archive.find(&part)).or_else(|| archive.find("xl/workbook.xml"));
        let main = main.ok_or_else(|| ExportError::Workbook { what: "it is no workbook".to_owned() })?;
        let plain = main.replace('\\', "/");
        let (folder, file) = plain.rsplit_once('/').unwrap_or(("", &plain));
        let relations = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let chain = relations.values().find(|(kind, _)| kind == "calcChain").map(|(_, part)| part.clone());
        let chain = chain.and_then(|part| archive.find(&part));
        let xml = archive.part(&main)?;
        let mut list = Vec::new();
        for (name, id, relation) in listed(&xml) {
            let Some((kind, part)) = relations.get(&relation) else { continue };
            if let Some(part) = archive.find(part).filter(|_| kind == "worksheet") {
                list.push(Sheet { name, id, part });
            }
        }
        Ok(Self { list, chain })
    }

    pub(super) fn named(&self, name: &str) -> Result<&Sheet, ExportError> {
        let mut found = self.list.iter().filter(|sheet| sheet.name == name);
        match (found.next(), found.next()) {
            (Some(sheet), None) => Ok(sheet),
            (Some(_), Some(_)) => Err(ExportError::Workbook { what: format!("two of its sheets are named {name}") }),
            (None, _) => Err(ExportError::Workbook { what: format!("it has no sheet named {name}") }),
        }
    }
}

fn listed(xml: &[u8]) -> Vec<(String, u32, String)> {
    let mut found = Vec::new();
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"sheet" => {
                let relation = tag
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .find(|found| found.key.local_name().as_ref() == b"id" && found.key.as_ref() != b"id");
                let relation = relation.map(|found| String::from_utf8_lossy(&found.value).into_owned());
                let name = attribute(&tag, b"name").unwrap_or_default();
                found.extend(relation.map(|relation| (name, number(&tag, b"sheetId").unwrap_or(0), relation)));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Relations, ExportError> {
    let mut found = HashMap::new();
    let Some(part) = archive.find(part) else {
        return Ok(found);
    };
    let xml = archive.part(&part)?;
    let mut reader = Reader::from_reader(xml.as_slice());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"Relationship" => {
                let get = |name: &[u8]| attribute(&tag, name).unwrap_or_default();
                let kind = get(b"Type").rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(get(b"Id"), (kind, resolved(folder, &get(b"Target"))));
            }
            Ok(Event::Eof) | Err(_) => return Ok(found),
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
