//! From words and readers to moments.

use super::*;
use crate::testing;

#[test]
fn a_discount_is_a_negotiation() {
    let (draft, revision, facts) = (testing::draft(), testing::revision("We can offer a discount."), testing::facts());
    assert!(classify(&draft, &revision, &facts).moments.contains(&Moment::Negotiation));
}
