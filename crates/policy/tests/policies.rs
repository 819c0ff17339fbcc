//! The repository's own pack: it compiles, passes its check and its officers' cases, and survives the wire.
#![cfg(test)]

mod common;

use policy::compile::{check, run_cases};
use policy::{Facts, Per, Verdict, compile, evaluate};

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

#[test]
fn a_district_that_pays_a_fixed_sum_switches_the_line() {
    let facts: Facts = serde_json::from_str(
        r#"{"employment_status":"flexible","unemployment_registered_on":"2025-01-10","hardship_certified_on":"2025-03-01",
            "employment_registered_on":"2025-04-01","graduated_on":"none","insurance_paid":"9000",
            "insurance_subsidy_months":0}"#,
    )
    .unwrap();
    let day = common::day(2026, 11, 24);
    let paid = |pack: &policy::Pack| {
        let found = evaluate(pack, "flexible_insurance_subsidy", day, &facts).unwrap();
        assert_eq!(found.verdict, Verdict::Eligible);
        assert!(found.provisional);
        (found.amount_fen, found.per)
    };
    assert_eq!(paid(common::pack()), (Some(600_000), Per::Once));
    let mut sources = common::sources();
    let text = &mut sources.district.as_mut().unwrap().text;
    let (before, after) = text
        .split_once("id = \"flexible_insurance_fixed\"")
        .unwrap();
    *text = format!(
        "{before}id = \"flexible_insurance_fixed\"{}",
        after.replacen("value = 0", "value = 8000", 1)
    );
    let fixed = compile::compile(&sources).unwrap();
    assert_eq!(paid(&fixed), (Some(800_000), Per::Year));
    assert!(check(&fixed, day).is_empty());
}
