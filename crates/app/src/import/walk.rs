//! Finds the files below the paths a person named, and reads one file with a clear word when it cannot be read.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::TextHash;
use walkdir::WalkDir;

use super::{Loaded, Source, limit_of_one_file};
use crate::{
    extract::Raw,
    view::{FileNote, ImportView},
};

/// One file to import.
pub(super) struct File {
    pub(super) path: String,
    from: From,
    pub(super) size: u64,
}

enum From {
    Disk(PathBuf),
    Memory(Vec<u8>),
}

impl File {
    /// A file that may be a CRM export.
    pub(super) fn is_table(&self) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"))
    }

    /// Reads the bytes. A file that vanished, is too large or may not be read becomes a note.
    pub(super) fn load(self) -> Result<Loaded, FileNote> {
        let limit = limit_of_one_file();
        let Self { path, from, size } = self;
        if size > limit {
            let reason = format!(
                "The file has {} MB; the limit is {} MB. Split it, or export a shorter period",
                size >> 20,
                limit >> 20
            );
            return Err(FileNote { path, reason });
        }
        let (bytes, modified) = match from {
            From::Memory(bytes) => (bytes, None),
            From::Disk(disk) => match std::fs::read(&disk) {
                Ok(bytes) => (bytes, modified(&disk)),
                Err(error) => {
                    return Err(FileNote { path, reason: read_failure(&error) });
                }
            },
        };
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Ok(Loaded { hash: TextHash::of(&bytes), raw: Raw { name, bytes }, path, modified })
    }
}

/// All files, CRM tables first, then by path; what cannot be listed is noted in the report.
pub(super) fn files(sources: &[Source], view: &mut ImportView) -> Vec<File> {
    let mut files = Vec::new();
    for source in sources {
        match source {
            Source::Bytes { path, bytes } => {
                files.push(File { path: path.clone(), size: bytes.len() as u64, from: From::Memory(bytes.clone()) });
            }
            Source::Path(root) => below(root, &mut files, view),
        }
    }
    files.sort_by(|a, b| b.is_table().cmp(&a.is_table()).then_with(|| a.path.cmp(&b.path)));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

fn below(root: &Path, files: &mut Vec<File>, view: &mut ImportView) {
    // One spelling for one place, so that a second import from elsewhere finds the same file again.
    let root = match root.canonicalize() {
        Ok(root) => root,
        Err(error) => {
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => "There is no file or folder of this name; check the path".to_owned(),
                _ => read_failure(&error),
            };
            view.failed.push(FileNote { path: root.display().to_string(), reason });
            return;
        }
    };
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for found in WalkDir::new(&root).follow_links(false).sort_by_file_name().into_iter().filter_entry(visible) {
        match found {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path().to_string_lossy().replace('\\', "/");
                let size = entry.metadata().map(|facts| facts.len()).unwrap_or_default();
                files.push(File { path, size, from: From::Disk(entry.into_path()) });
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(&root).display().to_string();
                let reason = error.io_error().map_or_else(|| error.to_string(), read_failure);
                view.failed.push(FileNote { path, reason });
            }
        }
    }
}

fn modified(path: &Path) -> Option<DateTime<Utc>> {
    std::fs::metadata(path).ok()?.modified().ok().map(DateTime::<Utc>::from)
}

fn read_failure(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "It is no longer there; import it again from where it is now".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "It may not be read; ask for the permission, or copy it elsewhere".to_owned()
        }
        _ => format!("It could not be read ({error}); check the disk or share and import it again"),
    }
}
