//! Ways out of a no; `script/proof` asks for all boundary people and many more random ones.
#![cfg(test)]

use bench::ways::prove;

#[test]
fn every_way_leads_to_a_yes_and_none_is_easier() {
    let tried = prove(60, 12).unwrap();
    assert!(tried.ways > 100 && tried.waits > 3, "{tried:?}");
    assert!(tried.parts > 100 && tried.without > 20, "{tried:?}");
    assert!(tried.acts > 1_000 && tried.days > 50, "{tried:?}");
}
