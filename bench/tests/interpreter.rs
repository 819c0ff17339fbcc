//! The diagrams against the `cel` interpreter; `script/proof` asks about a million people.
#![cfg(test)]

use bench::{interpreter::compare, repository::sources};

#[test]
fn diagrams_and_interpreter_agree() {
    let compared = compare(&sources().unwrap(), 0..3_000).unwrap();
    assert_eq!(compared.people, 3_000);
    assert!(
        compared.eligible > 50 && compared.not_eligible > 50,
        "{compared:?}"
    );
}
