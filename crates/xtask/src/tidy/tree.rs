//! The files that the laws look at: paths with `/`, and the text where it is text.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

/// Every file of the repository that is ours.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    top: Vec<String>,
}

/// Made by tools, never looked at.
const PASSED_OVER: &[&str] = &["target", "node_modules", "dist", ".git", "gen", "results"];
const TEXT: &[&str] = &["rs", "toml", "sql", "ts", "js", "svelte", "css", "html", "json", "md"];

impl Tree {
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut tree = Self::default();
        for entry in fs::read_dir(root).with_context(|| root.display().to_string())? {
            tree.top.push(entry?.file_name().to_string_lossy().into_owned());
        }
        tree.top.sort();
        tree.walk(root, "")?;
        Ok(tree)
    }

    /// A tree made up for a test.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.files.insert((*path).to_owned(), (*text).to_owned());
            tree.top.push(path.split('/').next().unwrap_or_default().to_owned());
        }
        tree.top.sort();
        tree.top.dedup();
        tree
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !PASSED_OVER.contains(&name.as_str()) {
                    self.walk(&entry.path(), &path)?;
                }
            } else if kind.is_file() {
                let is_text = name.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending));
                let text = if is_text { fs::read(entry.path())? } else { Vec::new() };
                self.files.insert(path, String::from_utf8_lossy(&text).into_owned());
            }
        }
        Ok(())
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Files with this ending, without the dot.
    pub(crate) fn with_ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| path.rsplit_once('.').is_some_and(|(_, found)| found == ending))
    }

    pub(crate) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Names in the repository's own folder.
    pub(crate) fn top(&self) -> &[String] {
        &self.top
    }

    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }
}
