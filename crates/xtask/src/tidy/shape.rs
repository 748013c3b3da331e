//! How long files may be and how they open.

use super::{Breach, tree::Tree};

/// Ending, lines at which a file is warned about, lines at which it fails.
const LIMITS: &[(&str, usize, usize)] = &[("rs", 400, 600), ("svelte", 250, 400)];

pub(crate) fn sizes(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (ending, warned, failed) in LIMITS {
        for (path, text) in tree.with_ending(ending) {
            let lines = text.lines().count();
            if lines > *failed {
                breaches.push(Breach::new(path, format!("{lines} lines; split it, the limit is {failed}")));
            } else if lines > *warned {
                breaches.push(Breach::warning(path, format!("{lines} lines; past {failed} it fails")));
            }
        }
    }
    breaches
}

pub(crate) fn openings(tree: &Tree) -> Vec<Breach> {
    tree.with_ending("rs")
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| Breach::new(path, "does not open with `//!` and what is in it"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_warned_about_and_a_very_long_one_fails() {
        for (name, lines, fails) in
            [("a.rs", 401, Some(false)), ("a.rs", 601, Some(true)), ("a.svelte", 401, Some(true)), ("a.rs", 400, None)]
        {
            let found = sizes(&Tree::of(&[(name, &"x\n".repeat(lines))]));
            assert_eq!(found.first().map(|breach| breach.fails), fails, "{name} with {lines} lines");
        }
    }

    #[test]
    fn a_file_that_does_not_say_what_it_is_is_found() {
        let tree = Tree::of(&[("a.rs", "//! What it is.\n"), ("b.rs", "use std::fs;\n"), ("c.rs", "")]);
        let found: Vec<String> = openings(&tree).into_iter().map(|breach| breach.path).collect();
        assert_eq!(found, ["b.rs", "c.rs"]);
    }
}
