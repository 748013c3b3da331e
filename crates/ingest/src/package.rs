//! Office files as zip packages: parts by name, unpacked within limits whatever their directory says about their size.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::{IngestError, Limits};

/// An open package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names in lower case with `/`, for some writers do not keep to the case of their own references.
    names: HashMap<String, usize>,
    limits: Limits,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, IngestError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| IngestError::Corrupt { what: "its zip directory cannot be read".to_owned() })?;
        Limits::at_most(archive.len(), limits.zip_entries, "parts")?;
        let names =
            (0..archive.len()).filter_map(|at| archive.name_for_index(at).map(|name| (folded(name), at))).collect();
        Ok(Self { archive, names, limits: *limits })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    fn part(&mut self, name: &str) -> Result<Option<ZipFile<'_, Cursor<&'a [u8]>>>, IngestError> {
        let Some(at) = self.names.get(&folded(name)) else {
            return Ok(None);
        };
        match self.archive.by_index(*at) {
            Ok(file) => Ok(Some(file)),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => Err(IngestError::Encrypted),
            Err(_) => Err(broken(name)),
        }
    }

    /// One part as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let most = self.limits.zip_entry_bytes;
        let Some(file) = self.part(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| broken(name))?;
        if bytes.len() as u64 > most {
            return Err(IngestError::TooMuchText { limit: most });
        }
        Ok(Some(crate::charset::decode(&bytes, &mut Vec::new())))
    }

    /// One part as a stream of UTF-8 that ends in an error after `most` bytes; a part in UTF-16 is unpacked whole.
    pub(crate) fn stream(&mut self, name: &str, most: u64) -> Result<Option<Box<dyn BufRead + '_>>, IngestError> {
        let wide = match self.part(name)? {
            Some(mut file) => {
                let mut mark = [0_u8; 2];
                file.read_exact(&mut mark).is_ok() && matches!(mark, [0xFE, 0xFF] | [0xFF, 0xFE])
            }
            None => return Ok(None),
        };
        if wide {
            let text = self.text(name)?.unwrap_or_default();
            return Ok(Some(Box::new(Cursor::new(text.into_bytes()))));
        }
        let Some(file) = self.part(name)? else {
            return Ok(None);
        };
        Ok(Some(Box::new(BufReader::new(Bounded { file, left: most }))))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

fn broken(name: &str) -> IngestError {
    IngestError::Corrupt { what: format!("its part {name} cannot be unpacked") }
}

/// A reader that gives an error of kind [`io::ErrorKind::FileTooLarge`] where a limit is passed.
struct Bounded<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let raw = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(raw).ok().map(std::borrow::Cow::into_owned)
}

/// The character that an entity such as `&amp;` stands for.
pub(crate) fn entity(name: &[u8]) -> String {
    let text = format!("&{};", String::from_utf8_lossy(name));
    quick_xml::escape::unescape(&text).map(std::borrow::Cow::into_owned).unwrap_or_default()
}
