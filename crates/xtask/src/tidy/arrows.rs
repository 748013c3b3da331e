//! Which crate may use which, and which library is kept to one place.

use super::{Breach, tree::Tree};

/// The crates of ours that each folder may use. A new arrow is a decision, taken in its own change.
const MAY_USE: &[(&str, &[&str])] = &[
    ("crates/domain", &[]),
    ("crates/ingest", &["domain"]),
    ("crates/store", &["domain"]),
    ("crates/index", &["domain"]),
    ("crates/fidelity", &["domain"]),
    ("crates/assemble", &["domain", "fidelity"]),
    ("crates/gate", &["domain", "fidelity"]),
    ("crates/typeset", &[]),
    ("crates/export", &["domain", "gate", "typeset"]),
    ("crates/sample", &["domain"]),
    ("crates/app", &["domain", "ingest", "store", "index", "fidelity", "assemble", "gate", "export", "sample"]),
    ("crates/cli", &["app", "domain"]),
    ("src-tauri", &["app", "domain"]),
    (
        "tests",
        &["domain", "ingest", "store", "index", "fidelity", "assemble", "gate", "export", "sample", "app", "cli"],
    ),
    ("crates/xtask", &[]),
];

const OURS: &[&str] = &[
    "domain",
    "ingest",
    "store",
    "index",
    "fidelity",
    "assemble",
    "gate",
    "export",
    "sample",
    "typeset",
    "app",
    "cli",
    "xtask",
    "suite",
    "support",
    "countersign-window",
];

/// The dependency table, read from every `Cargo.toml`.
pub(crate) fn dependencies(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        let folder = path.trim_end_matches("/Cargo.toml");
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == folder) else {
            breaches.push(Breach::new(path, "a crate that is not in the table of who may use whom"));
            continue;
        };
        for name in dependencies_of(text).into_iter().filter(|name| OURS.contains(&name.as_str())) {
            if !allowed.contains(&name.as_str()) {
                breaches.push(Breach::new(path, format!("may not use `{name}`")));
            }
        }
    }
    breaches
}

/// Names in the dependency sections, of every kind and for every target.
fn dependencies_of(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            inside = section.ends_with("dependencies");
            // [dependencies.domain]
            names.extend(section.split_once("dependencies.").map(|(_, name)| name.trim_matches('"').to_owned()));
        } else if inside && !line.starts_with('#') {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            let name = line[..end].trim_matches('"');
            if !name.is_empty() {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// `sqlx` is named by the store and by nobody else.
pub(crate) fn sql_in_the_store(tree: &Tree) -> Vec<Breach> {
    let library = ["sq", "lx"].concat();
    let path_to_it = format!("{library}::");
    let allowed = |path: &str| path.starts_with("crates/store/") || !path.contains('/');
    tree.files()
        .filter(|(path, _)| !allowed(path))
        .filter(|(path, text)| match path.rsplit_once('.') {
            Some((_, "rs")) => text.contains(&path_to_it),
            Some((_, "toml")) => dependencies_of(text).contains(&library),
            _ => false,
        })
        .map(|(path, _)| Breach::new(path, "SQL belongs to crates/store"))
        .collect()
}

/// The one file of the UI that may import Tauri.
const TAURI: &str = "ui/src/backend/tauri.ts";

pub(crate) fn tauri_in_one_file(tree: &Tree) -> Vec<Breach> {
    tree.below("ui/src")
        .filter(|(path, text)| *path != TAURI && text.contains("@tauri-apps"))
        .map(|(path, _)| Breach::new(path, format!("only {TAURI} may import Tauri")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_arrow_is_found_in_every_kind_of_section() {
        for manifest in [
            "[dependencies]\nstore.workspace = true\n",
            "[dev-dependencies]\nstore = { path = \"../store\" }\n",
            "[target.'cfg(unix)'.dependencies]\nstore = \"1\"\n",
            "[dependencies.store]\nworkspace = true\n",
        ] {
            let tree = Tree::of(&[("crates/ingest/Cargo.toml", manifest)]);
            assert_eq!(dependencies(&tree), [Breach::new("crates/ingest/Cargo.toml", "may not use `store`")]);
        }
    }

    #[test]
    fn an_allowed_arrow_and_a_strange_crate_are_fine() {
        let tree = Tree::of(&[("crates/ingest/Cargo.toml", "[dependencies]\ndomain.workspace = true\nzip = \"6\"\n")]);
        assert!(dependencies(&tree).is_empty());
    }

    #[test]
    fn a_crate_that_nobody_decided_on_is_found() {
        assert_eq!(dependencies(&Tree::of(&[("crates/extra/Cargo.toml", "")])).len(), 1);
    }

    #[test]
    fn sql_outside_the_store_is_found() {
        let line = ["use sq", "lx::query;"].concat();
        let tree = Tree::of(&[("crates/app/src/a.rs", &line), ("crates/store/src/a.rs", &line)]);
        assert_eq!(sql_in_the_store(&tree), [Breach::new("crates/app/src/a.rs", "SQL belongs to crates/store")]);
        let manifest = ["[dependencies]\nsq", "lx.workspace = true"].concat();
        assert_eq!(sql_in_the_store(&Tree::of(&[("crates/app/Cargo.toml", &manifest)])).len(), 1);
    }

    #[test]
    fn tauri_in_a_view_is_found() {
        let line = "import { invoke } from '@tauri-apps/api/core'";
        let tree = Tree::of(&[("ui/src/views/a.ts", line), (TAURI, line)]);
        let found = tauri_in_one_file(&tree);
        assert_eq!(found.iter().map(|breach| breach.path.as_str()).collect::<Vec<_>>(), ["ui/src/views/a.ts"]);
    }
}
