//! The repository's own pack: it compiles, passes its check and its officers' cases, and survives the wire.
#![cfg(test)]

mod common;

use policy::compile::{check, run_cases};

#[test]
fn every_case_comes_out_as_the_officers_wrote() {
    let outcomes = run_cases(common::pack(), &common::root().join("policies/cases")).unwrap();
    let wrong: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.differences.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for programme in common::pack().programmes() {
        let file = format!("{}.toml", programme.id);
        assert!(
            outcomes
                .iter()
                .filter(|outcome| outcome.file.ends_with(&file))
                .count()
                >= 8,
            "{file}"
        );
    }
}

#[test]
fn the_check_finds_nothing() {
    let findings = check(common::pack(), common::day(2026, 11, 24));
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn every_line_is_cited_and_worded_in_both_languages() {
    let pack = common::pack();
    for language in ["zh", "en"] {
        let words = pack.words(language).unwrap();
        for programme in pack.programmes() {
            assert!(!words.programme(&programme.id).is_empty());
            assert!(!words.papers(&programme.id).is_empty());
            assert!(!words.steps(&programme.id).is_empty());
            assert!(!words.office(&programme.id).is_empty());
            assert!(!words.window(&programme.id).is_empty());
            assert!(!programme.apply_citations.is_empty(), "{}", programme.id);
            for condition in &programme.conditions {
                assert!(!condition.citations.is_empty(), "{}", condition.id);
                for sentence in [
                    words.condition_label(&condition.words),
                    words.pass(&condition.words),
                    words.fail(&condition.words),
                ] {
                    assert!(
                        !sentence.is_empty() && !sentence.contains('{'),
                        "{}",
                        condition.words
                    );
                }
                for citation in condition.citations.iter() {
                    assert!(
                        !words.document(&citation.document).is_empty(),
                        "{}",
                        citation.document
                    );
                }
            }
            for version in &programme.versions {
                let interest = words.interest(&programme.id, &version.id);
                assert_eq!(interest.is_empty(), programme.kind != "loan");
                assert!(!words.amount(&programme.id, &version.id).is_empty());
            }
        }
        for fact in pack.facts() {
            assert!(!words.question(&fact.id).is_empty(), "{}", fact.id);
            assert!(
                fact.options
                    .iter()
                    .all(|option| !words.option(&fact.id, option).is_empty()),
                "{}",
                fact.id
            );
        }
    }
}
