//! The vectors that the Certificate Transparency project tests its trees with, and every proof of every small tree.

use super::*;

/// The inputs of `testonly` in certificate-transparency-go and their roots, for trees of 0 to 8 leaves.
const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const SEED: u64 = 20_261_123;

fn inputs() -> Vec<Vec<u8>> {
    INPUTS.map(|text| hex::decode(text).unwrap()).to_vec()
}

fn hexes(nodes: &[Node]) -> Vec<String> {
    nodes.iter().map(hex::encode).collect()
}

/// Small numbers from a seed: xorshift64*.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % end
    }
}

fn leaves(count: usize) -> Vec<Node> {
    (0..count).map(|number| leaf(&number.to_le_bytes())).collect()
}

#[test]
fn roots_are_those_of_the_known_vectors() {
    let mut frontier = Frontier::default();
    assert_eq!(hex::encode(frontier.root()), ROOTS[0]);
    for (input, wanted) in inputs().iter().zip(&ROOTS[1..]) {
        frontier.push(input);
        assert_eq!(&hex::encode(frontier.root()), wanted, "{} leaves", frontier.size());
    }
}

#[test]
fn proofs_are_those_of_the_known_vectors() {
    let leaves: Vec<Node> = inputs().iter().map(|input| leaf(input)).collect();
    let first = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(hexes(&inclusion(&leaves, 0).unwrap()), first);
    assert_eq!(hexes(&consistency(&leaves, 1).unwrap()), first);
    let six = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(hexes(&consistency(&leaves, 6).unwrap()), six);
    let two = [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ];
    assert_eq!(hexes(&consistency(&leaves[..5], 2).unwrap()), two);
}

#[test]
fn every_leaf_of_every_small_tree_is_shown_to_be_in_it_and_nowhere_else() {
    for size in 1..=130_usize {
        let leaves = leaves(size);
        let whole = root(&leaves);
        for index in 0..size {
            let proof = inclusion(&leaves, index).unwrap();
            let holds =
                |leaf, index: usize, size: usize| holds_inclusion(leaf, index as u64, size as u64, &proof, &whole);
            assert!(holds(leaves[index], index, size), "{index} of {size}");
            assert!(!holds(leaf(b"another"), index, size), "another leaf at {index} of {size}");
            assert!(size == 1 || !holds(leaves[index], (index + 1) % size, size), "{index} of {size} elsewhere");
            assert!(!holds_inclusion(leaves[index], index as u64, size as u64, &proof, &leaf(b"another root")));
        }
        assert_eq!(inclusion(&leaves, size), None);
        assert!(!holds_inclusion(leaves[0], size as u64, size as u64, &[], &whole));
    }
}

#[test]
fn every_small_tree_is_shown_to_begin_with_every_smaller_one_and_with_no_other() {
    for size in 1..=130_usize {
        let leaves = leaves(size);
        let whole = root(&leaves);
        for older in 1..=size {
            let proof = consistency(&leaves, older).unwrap();
            let before = root(&leaves[..older]);
            let holds =
                |before: &Node, proof: &[Node]| holds_consistency((older as u64, before), (size as u64, &whole), proof);
            assert!(holds(&before, &proof), "{older} in {size}");
            assert!(!holds(&leaf(b"another"), &proof), "another tree of {older} in {size}");
            let longer: Vec<Node> = proof.iter().copied().chain([whole]).collect();
            assert!(!holds(&before, &longer), "a longer proof for {older} in {size}");
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!holds(&before, shorter), "a shorter proof for {older} in {size}");
            }
        }
        assert_eq!((consistency(&leaves, 0), consistency(&leaves, size + 1)), (None, None));
    }
}

#[test]
fn the_frontier_tells_the_root_of_trees_of_random_sizes_and_their_proofs_hold() {
    let mut dice = Dice(SEED);
    for _ in 0..40 {
        let size = 131 + usize::try_from(dice.below(4_000)).unwrap();
        let leaves = leaves(size);
        let mut frontier = Frontier::default();
        (0..size).for_each(|number| frontier.push(&number.to_le_bytes()));
        let whole = root(&leaves);
        assert_eq!((frontier.size(), frontier.root()), (size as u64, whole), "{size} leaves, seed {SEED}");
        let index = usize::try_from(dice.below(size as u64)).unwrap();
        let proof = inclusion(&leaves, index).unwrap();
        assert!(holds_inclusion(leaves[index], index as u64, size as u64, &proof, &whole), "{index} of {size}");
        let older = 1 + index;
        let proof = consistency(&leaves, older).unwrap();
        let before = root(&leaves[..older]);
        assert!(holds_consistency((older as u64, &before), (size as u64, &whole), &proof), "{older} in {size}");
    }
}
