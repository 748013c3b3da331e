//! Ten thousand forged approvals, in every way we know, on drafts whose genuine approval counts: none is worth anything.

use support::forgeries::forge;

const SEED: u64 = 20_261_123;

#[test]
fn no_forged_approval_is_taken_and_nothing_is_released_on_one() {
    let found = forge(SEED, 10_000);
    println!("{found:?}");
    assert_eq!(found.tried.values().sum::<usize>(), 10_000);
    assert!(found.tried.len() == 22 && found.tried.values().all(|tried| *tried > 400));
    assert!(found.genuine > 1_000, "the genuine ones must count, or a refusal proves nothing: {}", found.genuine);
    assert_eq!(found.withheld, Vec::<String>::new());
    assert_eq!(found.accepted, Vec::<String>::new());
}
