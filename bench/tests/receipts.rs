//! Native receipts against the browser's engine in Node; `script/proof` compares a million people.
#![cfg(test)]

use bench::{browser::build, receipts::compare};

#[test]
fn native_and_wasm_receipts_are_the_same() {
    let compared = compare(&build().unwrap(), 2_000, 20).unwrap();
    assert_eq!(compared.random, 2_000);
    assert!(compared.boundary > 100, "{compared:?}");
    assert!(
        compared.receipts > 30_000 && compared.blocks > 4,
        "{compared:?}"
    );
}
