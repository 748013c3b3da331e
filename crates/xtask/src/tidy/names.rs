//! Names that say nothing about what a thing is.

use super::{Breach, tree::Tree};

const BANNED: &[&str] = &[
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "service",
    "handler",
    "processor",
    "data",
    "info",
];

const SOURCES: &[&str] = &["crates/", "src-tauri/", "ui/src/", "tests/"];

/// File, folder and type names of our own sources.
pub(crate) fn banned(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| SOURCES.iter().any(|folder| path.starts_with(folder))) {
        let Some((stem, ending)) = path.rsplit_once('.') else {
            continue;
        };
        if !["rs", "ts", "svelte"].contains(&ending) {
            continue;
        }
        for part in stem.split(['/', '.']) {
            if let Some(word) = banned_word(part) {
                breaches.push(Breach::new(path, format!("is named `{part}`; `{word}` says nothing, name what it is")));
            }
        }
        for name in text.lines().filter_map(type_name) {
            if let Some(word) = banned_word(name) {
                breaches
                    .push(Breach::new(path, format!("has a type `{name}`; `{word}` says nothing, name what it is")));
            }
        }
    }
    breaches
}

/// The name that this line gives to a type, if it does.
fn type_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub") || ["export", "default", "abstract", "declare", "crate)", "super)"].contains(word)
    });
    let keyword = words.next()?;
    if !["struct", "enum", "trait", "type", "class", "interface", "union"].contains(&keyword) {
        return None;
    }
    let name = words.next()?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    Some(&name[..end]).filter(|name| !name.is_empty())
}

/// The banned word among the words of a name in any style.
fn banned_word(name: &str) -> Option<&'static str> {
    let mut words = String::new();
    let mut before_is_lower = false;
    for c in name.chars() {
        if (c.is_uppercase() && before_is_lower) || c == '_' || c == '-' {
            words.push(' ');
        }
        before_is_lower = c.is_lowercase() || c.is_ascii_digit();
        words.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    let found = words.split(' ').find_map(|word| BANNED.iter().find(|banned| **banned == word));
    found.copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_name_is_found_in_files_folders_and_types() {
        for (path, text) in [
            ("crates/app/src/utils.rs", ""),
            ("crates/app/src/common/mail.rs", ""),
            ("ui/src/parts/DataCard.svelte", ""),
            ("crates/app/src/mail.rs", "pub(crate) struct MailManager;"),
            ("crates/app/src/mail.rs", "    pub enum FileInfo {"),
            ("ui/src/mail.ts", "export interface MailHandler {"),
        ] {
            assert_eq!(banned(&Tree::of(&[(path, text)])).len(), 1, "{path} {text}");
        }
    }

    #[test]
    fn a_word_that_only_contains_one_is_fine() {
        let tree = Tree::of(&[("crates/app/src/metadata.rs", "struct Database;\nenum Role {\n    SalesManager,\n}")]);
        assert!(banned(&tree).is_empty());
    }
}
