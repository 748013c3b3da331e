//! The laws that clippy cannot check. Each law is one function from the tree of files to what breaks it; to add one,
//! write it in a file below and name it in `LAWS`.

mod arrows;
mod names;
mod places;
mod shape;
mod tree;

use anyhow::{Result, bail};

use crate::workspace;
use tree::Tree;

/// One breach of a law, or a warning before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) path: String,
    pub(crate) says: String,
    pub(crate) fails: bool,
}

impl Breach {
    fn new(path: impl Into<String>, says: impl Into<String>) -> Self {
        Self { path: path.into(), says: says.into(), fails: true }
    }

    fn warning(path: impl Into<String>, says: impl Into<String>) -> Self {
        Self { fails: false, ..Self::new(path, says) }
    }
}

type Law = fn(&Tree) -> Vec<Breach>;

const LAWS: &[(&str, Law)] = &[
    ("crates use only the crates they may", arrows::dependencies),
    ("SQL lives in the store alone", arrows::sql_in_the_store),
    ("only one file of the UI knows Tauri", arrows::tauri_in_one_file),
    ("files are short", shape::sizes),
    ("every Rust file says what it is", shape::openings),
    ("nothing has a name that says nothing", names::banned),
    ("migrations come in pairs", places::migrations),
    ("there is exactly one Tauri command", places::one_command),
    ("no text becomes markup in the UI", places::no_raw_markup),
    ("the top level is the whole list", places::top_level),
];

/// Runs every law over the repository and tells all breaches at once.
pub(crate) fn tidy() -> Result<()> {
    let tree = Tree::read(&workspace::root())?;
    let mut failed = 0;
    for (name, law) in LAWS {
        let breaches = law(&tree);
        failed += breaches.iter().filter(|breach| breach.fails).count();
        for breach in breaches {
            let word = if breach.fails { "error" } else { "warning" };
            eprintln!("{word}: {}: {} (law: {name})", breach.path, breach.says);
        }
    }
    if failed > 0 {
        bail!("{failed} breaches of the laws above");
    }
    eprintln!("tidy: {} laws hold over {} files", LAWS.len(), tree.count());
    Ok(())
}
