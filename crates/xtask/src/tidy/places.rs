//! Things that may stand in one place only, in pairs, or nowhere.

use std::collections::BTreeSet;

use super::{Breach, tree::Tree};

/// Every migration exists for both databases under one name.
pub(crate) fn migrations(tree: &Tree) -> Vec<Breach> {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("migrations/{database}");
        tree.below(&folder).map(|(path, _)| path[folder.len() + 1..].to_owned()).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    let lonely = |name: &String, has: &str, lacks: &str| {
        Breach::new(format!("migrations/{has}/{name}"), format!("has no twin in migrations/{lacks}"))
    };
    let mut breaches: Vec<Breach> =
        sqlite.difference(&postgres).map(|name| lonely(name, "sqlite", "postgres")).collect();
    breaches.extend(postgres.difference(&sqlite).map(|name| lonely(name, "postgres", "sqlite")));
    breaches
}

/// The window has one door.
pub(crate) fn one_command(tree: &Tree) -> Vec<Breach> {
    let door = "#[tauri::command";
    let mut found: Vec<&str> = Vec::new();
    for (path, text) in tree.with_ending("rs") {
        found.extend(text.lines().filter(|line| line.trim_start().starts_with(door)).map(|_| path));
    }
    match found.as_slice() {
        [_] => Vec::new(),
        [] => vec![Breach::new("src-tauri", "has no Tauri command; the window cannot call the core")],
        [first, rest @ ..] => rest
            .iter()
            .map(|path| Breach::new(*path, format!("a second Tauri command; the one in {first} is the only door")))
            .collect(),
    }
}

/// Text from outside is never parsed as markup.
pub(crate) fn no_raw_markup(tree: &Tree) -> Vec<Breach> {
    let ways = ["innerHTML", "outerHTML", "insertAdjacentHTML", "{@html", "document.write", "srcdoc"];
    let mut breaches = Vec::new();
    for (path, text) in tree.below("ui/src") {
        let found = ways.iter().filter(|way| text.contains(**way));
        breaches.extend(found.map(|way| Breach::new(path, format!("`{way}` would let a text become markup"))));
    }
    breaches
}

const REQUIRED: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "rust-toolchain.toml",
    "crates",
    "src-tauri",
    "ui",
    "migrations",
    "tests",
    "icons",
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".rustfmt.toml",
    ".deny.toml",
    ".github",
    ".gitignore",
    ".npmrc",
];
/// What git and the tools put there.
const TOOLS: &[&str] = &[".git", "target", ".idea", ".vscode", ".DS_Store"];

/// Nothing is added to the repository's own folder without a decision.
pub(crate) fn top_level(tree: &Tree) -> Vec<Breach> {
    let known = |name: &str| REQUIRED.contains(&name) || TOOLS.contains(&name);
    let strange = tree.top().iter().filter(|name| !known(name));
    let mut breaches: Vec<Breach> =
        strange.map(|name| Breach::new(name.as_str(), "is not on the list of the top level")).collect();
    let missing = REQUIRED.iter().filter(|name| tree.top().iter().all(|found| found != *name));
    breaches.extend(missing.map(|name| Breach::new(*name, "is missing from the top level")));
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_without_its_twin_is_found() {
        let tree = Tree::of(&[
            ("migrations/sqlite/1_a.sql", ""),
            ("migrations/postgres/1_a.sql", ""),
            ("migrations/sqlite/2_b.sql", ""),
            ("migrations/postgres/2_c.sql", ""),
        ]);
        let found: Vec<String> = migrations(&tree).into_iter().map(|breach| breach.path).collect();
        assert_eq!(found, ["migrations/sqlite/2_b.sql", "migrations/postgres/2_c.sql"]);
    }

    #[test]
    fn a_second_door_and_no_door_are_found() {
        let door = "    #[tauri::command]\n    fn call() {}\n";
        assert!(one_command(&Tree::of(&[("src-tauri/src/bridge.rs", door)])).is_empty());
        assert_eq!(one_command(&Tree::of(&[("src-tauri/src/lib.rs", "")])).len(), 1);
        assert_eq!(one_command(&Tree::of(&[("src-tauri/src/a.rs", &door.repeat(2))])).len(), 1);
    }

    #[test]
    fn raw_markup_in_the_ui_is_found() {
        for text in ["<p>{@html text}</p>", "node.innerHTML = text"] {
            assert_eq!(no_raw_markup(&Tree::of(&[("ui/src/a.svelte", text)])).len(), 1);
        }
        assert!(no_raw_markup(&Tree::of(&[("ui/src/a.svelte", "<p>{text}</p>")])).is_empty());
    }

    #[test]
    fn a_new_thing_and_a_missing_thing_at_the_top_are_found() {
        let mut files: Vec<(&str, &str)> = REQUIRED.iter().map(|name| (*name, "")).collect();
        assert!(top_level(&Tree::of(&files)).is_empty());
        files.push(("docs/plan.md", ""));
        assert_eq!(top_level(&Tree::of(&files)), [Breach::new("docs", "is not on the list of the top level")]);
        files.retain(|(name, _)| !["docs/plan.md", "README.md"].contains(name));
        assert_eq!(top_level(&Tree::of(&files)), [Breach::new("README.md", "is missing from the top level")]);
    }
}
