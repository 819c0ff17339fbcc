//! Native receipts against the browser's engine in Node; `script/proof` compares a million people.
#![cfg(test)]

use std::{path::Path, sync::LazyLock};

use bench::{
    browser::build,
    receipts::{compare, compare_packs},
    repository::sources,
};

static MODULE: LazyLock<std::path::PathBuf> = LazyLock::new(|| build().unwrap());

#[test]
fn native_and_wasm_receipts_are_the_same() {
    let module: &Path = &MODULE;
    let compared = compare(module, 2_000, 20).unwrap();
    assert_eq!(compared.random, 2_000);
    assert!(compared.boundary > 100, "{compared:?}");
    assert!(
        compared.receipts > 30_000 && compared.blocks > 4,
        "{compared:?}"
    );
}

#[test]
fn one_clause_that_reads_differently_is_found_and_shown() {
    let module: &Path = &MODULE;
    let pack = policy::compile::compile_to_json(&sources().unwrap()).unwrap();
    let other = pack.replacen("在校学生不得申请", "在校学生可以申请", 1);
    assert_ne!(pack, other);
    let fault = compare_packs(module, [&pack, &other], 1_500, 400).unwrap_err();
    let told = fault.to_string();
    assert!(
        told.contains("在校学生不得申请") && told.contains("在校学生可以申请"),
        "{told}"
    );
}
