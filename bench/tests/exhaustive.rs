//! Partial people, as many as seconds allow; `script/proof` tries all of every version with up to ten million.
#![cfg(test)]

use bench::exhaustive::{Effort, prove};

#[test]
fn definite_exactly_when_all_completions_agree() {
    let effort = Effort {
        most: 3_000,
        random: 400,
        missing: 100,
    };
    let proved = prove(effort).unwrap();
    assert!(proved.len() >= 45, "{} versions", proved.len());
    for version in &proved {
        assert!(version.tried >= version.there_are.min(400), "{version:?}");
        assert!(
            version.verdicts.iter().all(|count| *count > 0),
            "{version:?}"
        );
    }
}
