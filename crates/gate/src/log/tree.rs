//! The Merkle tree of RFC 6962, section 2.1, over SHA-256, and its proofs, which are checked as RFC 9162, sections 2.1.3.2
//! and 2.1.4.2, says. Leaves and inner nodes have prefixes of their own, so that neither can pass for the other.

use sha2::{Digest, Sha256};

/// A hash in the tree.
pub type Node = [u8; 32];

/// The hash of a leaf that holds these bytes.
#[must_use]
pub fn leaf(bytes: &[u8]) -> Node {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

fn inner(left: &Node, right: &Node) -> Node {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A hash of the tree from its hex.
#[must_use]
pub fn node_of(text: &str) -> Option<Node> {
    hex::decode(text).ok()?.try_into().ok()
}

/// The right edge of a tree that only grows: all that is needed to add a leaf and to tell the root, in O(log n).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees, widest first; one for each bit set in `size`.
    peaks: Vec<Node>,
}

impl Frontier {
    /// Adds a leaf that holds these bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut node = leaf(bytes);
        let mut whole = self.size;
        while whole & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            node = inner(&left, &node);
            whole >>= 1;
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// Leaves so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far; of none, the hash of no bytes.
    #[must_use]
    pub fn root(&self) -> Node {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Sha256::digest(b"").into() };
        peaks.fold(*last, |right, left| inner(left, &right))
    }
}

/// The root over leaf hashes, as the RFC defines it.
fn root(leaves: &[Node]) -> Node {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            inner(&root(left), &root(right))
        }
    }
}

/// The largest power of two below a number above one.
fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}

/// The hashes that lead from a leaf to the root over these leaf hashes; none, when there is no leaf of that index.
#[must_use]
pub fn inclusion(leaves: &[Node], index: usize) -> Option<Vec<Node>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, beside) = match index.checked_sub(left.len()) {
        None => (inclusion(left, index)?, root(right)),
        Some(index) => (inclusion(right, index)?, root(left)),
    };
    path.push(beside);
    Some(path)
}

/// Whether a proof shows that a leaf hash stands at this index of the tree of this size and root.
#[must_use]
pub fn holds_inclusion(leaf: Node, index: u64, size: u64, proof: &[Node], root: &Node) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut node) = (index, size - 1, leaf);
    for beside in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            node = inner(beside, &node);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            node = inner(&node, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && node == *root
}

/// The hashes that show that the tree over the first `older` of these leaf hashes was only added to; none, when there
/// are not that many, or none to begin with.
#[must_use]
pub fn consistency(leaves: &[Node], older: usize) -> Option<Vec<Node>> {
    (1..=leaves.len()).contains(&older).then(|| between(leaves, older, true))
}

/// The RFC's SUBPROOF: `whole` says that the older tree is known by its root, so that its root is not repeated.
fn between(leaves: &[Node], older: usize, whole: bool) -> Vec<Node> {
    if older == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, beside) = match older.checked_sub(left.len()) {
        None | Some(0) => (between(left, older, whole), root(right)),
        Some(rest) => (between(right, rest, false), root(left)),
    };
    path.push(beside);
    path
}

/// Whether a proof shows that the tree of the newer size and root begins with the tree of the older size and root.
#[must_use]
pub fn holds_consistency(older: (u64, &Node), newer: (u64, &Node), proof: &[Node]) -> bool {
    let ((first, first_root), (second, second_root)) = (older, newer);
    if first == 0 || first > second {
        return false;
    }
    if first == second {
        return proof.is_empty() && first_root == second_root;
    }
    let mut path = proof.iter();
    let start = if first.is_power_of_two() { Some(first_root) } else { path.next() };
    let Some(start) = start else { return false };
    let (mut at, mut last) = (first - 1, second - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut old, mut new) = (*start, *start);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old = inner(beside, &old);
            new = inner(beside, &new);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            new = inner(&new, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && old == *first_root && new == *second_root
}

#[cfg(test)]
mod tests;
