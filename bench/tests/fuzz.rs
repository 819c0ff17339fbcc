//! Damaged policy files and packs; `script/proof` damages a hundred thousand of each.
#![cfg(test)]

use bench::fuzz::damage;

#[test]
fn damaged_input_is_refused_or_read_whole_and_never_panics() {
    let damaged = damage(200, 60).unwrap();
    assert!(
        damaged.folders_refused > 100 && damaged.folders_refused < 200,
        "{damaged:?}"
    );
    assert!(
        damaged.packs_refused > 20 && damaged.packs_unnamed > 10,
        "{damaged:?}"
    );
}
