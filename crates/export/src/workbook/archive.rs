//! A zip file as bytes: chosen parts get new content, every other byte of a part is copied as it stands, in its place.
//! Layout after PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.16 (its end).

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::ExportError;

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";
/// Bytes of the fixed fields of a local header, a directory entry and the end of the directory.
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;
/// The flag for sizes that follow the data, and the one for encryption.
const FOLLOWS: u16 = 1 << 3;
const LOCKED: u16 = 1;
/// Bytes of all parts when unpacked.
const UNPACKED: u64 = 1024 * 1024 * 1024;
/// Bytes of a part that is changed, when unpacked.
const PART: u64 = 512 * 1024 * 1024;

fn fault(what: impl Into<String>) -> ExportError {
    ExportError::Workbook { what: what.into() }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ExportError> {
    let two = bytes.get(at..at + 2).and_then(|part| part.try_into().ok());
    two.map(u16::from_le_bytes).ok_or_else(|| fault("its zip directory breaks off"))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ExportError> {
    let four = bytes.get(at..at + 4).and_then(|part| part.try_into().ok());
    four.map(u32::from_le_bytes).ok_or_else(|| fault("its zip directory breaks off"))
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) -> Result<(), ExportError> {
    let place = bytes.get_mut(at..at + value.len()).ok_or_else(|| fault("its zip directory breaks off"))?;
    place.copy_from_slice(value);
    Ok(())
}

fn size32(length: usize) -> Result<[u8; 4], ExportError> {
    u32::try_from(length).map(u32::to_le_bytes).map_err(|_| fault("it is larger than 4 GiB"))
}

/// One part as its directory names it.
struct Entry {
    name: String,
    /// Its entry of the directory.
    central: Range<usize>,
    /// Its local header, its data and what follows up to the next part.
    region: Range<usize>,
}

/// An open zip file.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    directory: Range<usize>,
    reader: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ExportError> {
        let end = end(bytes)?;
        let (size, start) = (u32_at(bytes, end + 12)? as usize, u32_at(bytes, end + 16)? as usize);
        let wide = end.checked_sub(20).and_then(|at| bytes.get(at..at + 4)) == Some(LOCATOR64);
        if wide || u16_at(bytes, end + 10)? == u16::MAX {
            return Err(fault("it is a zip file of the 64-bit kind; open it in its own program and save it again"));
        }
        if start + size != end {
            return Err(fault("its zip directory is not where its end says"));
        }
        let entries = directory(bytes, start..end)?;
        let reader = ZipArchive::new(Cursor::new(bytes)).map_err(|_| fault("its zip directory cannot be read"))?;
        let names: HashSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        if names.len() != entries.len() || reader.len() != entries.len() {
            return Err(fault("two of its parts have the same name"));
        }
        Ok(Self { bytes, entries, directory: start..end, reader })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// The name of a part as the directory writes it, found without regard to case.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        let folded = |name: &str| name.trim_start_matches('/').replace('\\', "/").to_lowercase();
        self.names().find(|found| folded(found) == folded(name)).map(str::to_owned)
    }

    /// The unpacked bytes of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, ExportError> {
        let broken = || fault(format!("its part {name} cannot be unpacked"));
        let file = self.reader.by_name(name).map_err(|_| broken())?;
        let mut bytes = Vec::new();
        file.take(PART + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > PART {
            return Err(fault(format!("its part {name} is larger than {PART} bytes when unpacked")));
        }
        Ok(bytes)
    }

    /// SHA-256 of the unpacked bytes of every part, in the order of the directory.
    pub(super) fn hashes(&mut self) -> Result<Vec<(String, String)>, ExportError> {
        let names: Vec<String> = self.names().map(str::to_owned).collect();
        let mut left = UNPACKED;
        let mut hashes = Vec::with_capacity(names.len());
        for name in names {
            let broken = || fault(format!("its part {name} cannot be unpacked"));
            let mut file = self.reader.by_name(&name).map_err(|_| broken())?;
            let mut hasher = Sha256::new();
            let mut buffer = [0_u8; 16 * 1024];
            loop {
                let read = file.read(&mut buffer).map_err(|_| broken())?;
                left = left.checked_sub(read as u64).ok_or_else(|| fault("its parts are too large when unpacked"))?;
                if read == 0 {
                    break;
                }
                hasher.update(buffer.get(..read).unwrap_or_default());
            }
            drop(file);
            hashes.push((name, super::hex(&hasher.finalize())));
        }
        Ok(hashes)
    }

    /// The file with new content for the parts named.
    pub(super) fn with(&self, changed: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ExportError> {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_key(|at| self.entries.get(*at).map(|entry| entry.region.start));
        let first = order.first().and_then(|at| self.entries.get(*at)).map_or(0, |entry| entry.region.start);
        let mut out = self.slice(&(0..first))?.to_vec();
        let mut packed = BTreeMap::new();
        for at in order {
            let entry = self.entries.get(at).ok_or_else(|| fault("its zip directory breaks off"))?;
            let start = out.len();
            match changed.get(&entry.name) {
                None => {
                    out.extend_from_slice(self.slice(&entry.region)?);
                    packed.insert(at, (start, None));
                }
                Some(content) => {
                    let method = u16_at(self.slice(&entry.region)?, 8)?;
                    let new = Packed::new(content, method)?;
                    out.extend(self.local(entry, &new)?);
                    out.extend_from_slice(&new.data);
                    packed.insert(at, (start, Some(new)));
                }
            }
        }
        let start = out.len();
        for (at, (offset, new)) in &packed {
            let entry = self.entries.get(*at).ok_or_else(|| fault("its zip directory breaks off"))?;
            out.extend(self.central(entry, *offset, new.as_ref())?);
        }
        let size = out.len() - start;
        let mut tail = self.slice(&(self.directory.end..self.bytes.len()))?.to_vec();
        put(&mut tail, 12, &size32(size)?)?;
        put(&mut tail, 16, &size32(start)?)?;
        out.extend(tail);
        Ok(out)
    }

    fn slice(&self, range: &Range<usize>) -> Result<&'a [u8], ExportError> {
        self.bytes.get(range.clone()).ok_or_else(|| fault("its zip directory breaks off"))
    }

    /// The local header of a part with new content: name, time and other fields stay.
    fn local(&self, entry: &Entry, new: &Packed) -> Result<Vec<u8>, ExportError> {
        let old = self.slice(&entry.region)?;
        let (name, extra) = (u16_at(old, 26)? as usize, u16_at(old, 28)? as usize);
        let kept = without_sizes(old.get(LOCAL_SIZE + name..LOCAL_SIZE + name + extra).unwrap_or_default());
        let mut header = old.get(..LOCAL_SIZE + name).ok_or_else(|| fault("a part breaks off"))?.to_vec();
        put(&mut header, 6, &(u16_at(old, 6)? & !FOLLOWS).to_le_bytes())?;
        new.put(&mut header, 8, 14)?;
        put(&mut header, 28, &u16::try_from(kept.len()).unwrap_or_default().to_le_bytes())?;
        header.extend(kept);
        Ok(header)
    }

    fn central(&self, entry: &Entry, offset: usize, new: Option<&Packed>) -> Result<Vec<u8>, ExportError> {
        let old = self.slice(&entry.central)?;
        let mut record = old.to_vec();
        if let Some(new) = new {
            let (name, extra) = (u16_at(old, 28)? as usize, u16_at(old, 30)? as usize);
            let fields = CENTRAL_SIZE + name..CENTRAL_SIZE + name + extra;
            let kept = without_sizes(old.get(fields.clone()).unwrap_or_default());
            put(&mut record, 8, &(u16_at(old, 8)? & !FOLLOWS).to_le_bytes())?;
            new.put(&mut record, 10, 16)?;
            put(&mut record, 30, &u16::try_from(kept.len()).unwrap_or_default().to_le_bytes())?;
            record.splice(fields, kept);
        } else if u32_at(old, 42)? == u32::MAX {
            return Err(fault("it is a zip file of the 64-bit kind; open it in its own program and save it again"));
        }
        put(&mut record, 42, &size32(offset)?)?;
        Ok(record)
    }

    /// What differs from another file outside the parts named, byte by byte: `None` where nothing does.
    pub(super) fn differs(&self, other: &Archive<'_>, changed: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        if self.entries.len() != other.entries.len() {
            return Some("the number of parts".to_owned());
        }
        for (one, two) in self.entries.iter().zip(&other.entries) {
            if one.name != two.name {
                return Some(format!("the name of {}", one.name));
            }
            if changed.contains_key(&one.name) {
                continue;
            }
            let headers = |archive: &Archive<'_>, entry: &Entry| {
                let mut record = archive.bytes.get(entry.central.clone()).unwrap_or_default().to_vec();
                record.get_mut(42..46).unwrap_or_default().fill(0);
                record
            };
            let same = self.bytes.get(one.region.clone()) == other.bytes.get(two.region.clone());
            if !same || headers(self, one) != headers(other, two) {
                return Some(one.name.clone());
            }
        }
        None
    }
}

/// The start of the end of the directory, which a comment may follow.
fn end(bytes: &[u8]) -> Result<usize, ExportError> {
    let last = bytes.len().checked_sub(END_SIZE).ok_or_else(|| fault("it is no zip file"))?;
    let fits = |at: &usize| {
        bytes.get(*at..).is_some_and(|tail| tail.starts_with(END))
            && u16_at(bytes, at + 20).is_ok_and(|comment| at + END_SIZE + comment as usize == bytes.len())
    };
    (last.saturating_sub(usize::from(u16::MAX))..=last)
        .rev()
        .find(fits)
        .ok_or_else(|| fault("its zip directory has no end"))
}

fn directory(bytes: &[u8], range: Range<usize>) -> Result<Vec<Entry>, ExportError> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !bytes.get(at..).is_some_and(|tail| tail.starts_with(CENTRAL)) {
            return Err(fault("its zip directory is damaged"));
        }
        if u16_at(bytes, at + 8)? & LOCKED != 0 {
            return Err(fault("it is locked with a password"));
        }
        let name = u16_at(bytes, at + 28)? as usize;
        let length = CENTRAL_SIZE + name + u16_at(bytes, at + 30)? as usize + u16_at(bytes, at + 32)? as usize;
        let text = bytes.get(at + CENTRAL_SIZE..at + CENTRAL_SIZE + name).unwrap_or_default();
        let local = u32_at(bytes, at + 42)? as usize;
        if !bytes.get(local..range.start).is_some_and(|tail| tail.starts_with(LOCAL)) {
            return Err(fault("a part is not where its zip directory says"));
        }
        let name = String::from_utf8(text.to_vec()).map_err(|_| fault("the name of a part is not UTF-8"))?;
        entries.push(Entry { name, central: at..at + length, region: local..range.start });
        at += length;
    }
    let mut starts: Vec<usize> = entries.iter().map(|entry| entry.region.start).collect();
    starts.sort_unstable();
    if at != range.end || starts.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(fault("its zip directory is damaged"));
    }
    for entry in &mut entries {
        let next = starts.partition_point(|start| *start <= entry.region.start);
        entry.region.end = starts.get(next).copied().unwrap_or(range.start);
    }
    Ok(entries)
}

/// Extra fields without the 64-bit sizes (id 1), which new content makes wrong.
fn without_sizes(extra: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut rest = extra;
    while let (Ok(id), Ok(size)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let (field, after) = rest.split_at((4 + size as usize).min(rest.len()));
        if id != 1 {
            kept.extend_from_slice(field);
        }
        rest = after;
    }
    kept.extend_from_slice(rest);
    kept
}

/// New content, packed.
struct Packed {
    method: u16,
    crc: u32,
    data: Vec<u8>,
    size: usize,
}

impl Packed {
    /// Packs with the method that the part had.
    fn new(content: &[u8], method: u16) -> Result<Self, ExportError> {
        let stored = method == 0;
        let how = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let failed = |_| fault("the changed part cannot be packed");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("p", SimpleFileOptions::default().compression_method(how)).map_err(failed)?;
        writer.write_all(content).map_err(|_| fault("the changed part cannot be packed"))?;
        let one = writer.finish().map_err(failed)?.into_inner();
        let mut archive = ZipArchive::new(Cursor::new(one.as_slice())).map_err(failed)?;
        let mut file = archive.by_index_raw(0).map_err(failed)?;
        let mut data = Vec::new();
        file.read_to_end(&mut data).map_err(|_| fault("the changed part cannot be packed"))?;
        Ok(Self { method: if stored { 0 } else { 8 }, crc: file.crc32(), data, size: content.len() })
    }

    /// Writes method, check sum and sizes into a header whose fields stand at these places.
    fn put(&self, header: &mut [u8], method: usize, crc: usize) -> Result<(), ExportError> {
        put(header, method, &self.method.to_le_bytes())?;
        put(header, crc, &self.crc.to_le_bytes())?;
        put(header, crc + 4, &size32(self.data.len())?)?;
        put(header, crc + 8, &size32(self.size)?)
    }
}
