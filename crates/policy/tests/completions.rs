//! Open answers: a verdict is definite exactly when every completion agrees, found here by trying them all.
#![cfg(test)]

mod common;

use bench::people::{Dice, days, domain_of, nearly_eligible};
use domain::Date;
use policy::{ConditionVerdict, Facts, Pack, Value, Verdict, compile::Sources, evaluate, verdict};

const TRIALS: u64 = 220;
const COMPLETIONS: usize = 8_000;

/// The repository's pack with factories of at most 120 people, so that all pairs of numbers can be tried.
fn small_pack() -> Pack {
    let mut sources: Sources = common::sources();
    sources.facts.text = sources.facts.text.replace("max = 10000\n", "max = 120\n");
    policy::compile::compile(&sources).unwrap()
}

fn all_values(pack: &Pack, fact: &str, as_of: Date) -> Vec<Value> {
    match fact {
        "employees" | "new_hires_12m" => (0..=120).map(Value::Int).collect(),
        _ => domain_of(pack.fact(fact).unwrap(), as_of),
    }
}

/// Every completion of the facts over the open ones.
fn for_each(open: &[(String, Vec<Value>)], facts: &mut Facts, visit: &mut dyn FnMut(&Facts)) {
    match open.split_first() {
        None => visit(facts),
        Some(((fact, values), rest)) => {
            for value in values {
                facts.set(fact, value.clone());
                for_each(rest, facts, visit);
            }
            facts.clear(fact);
        }
    }
}

#[test]
fn definite_exactly_when_all_completions_agree() {
    let pack = small_pack();
    let mut seen = [0, 0, 0];
    for seed in 0..TRIALS {
        let mut dice = Dice::new(seed + 1000);
        let as_of = dice.pick(&days());
        let programme = dice.pick(pack.programmes());
        let mut facts = nearly_eligible(&pack, as_of, &mut dice);
        let needed = evaluate(&pack, &programme.id, as_of, &Facts::default())
            .unwrap()
            .missing;
        let mut open: Vec<(String, Vec<Value>)> = Vec::new();
        let mut product = 1;
        for _ in 0..3 {
            // Facts that the programme asks for, and the pair that a rule weighs against each other, most often.
            let fact = match dice.below(3) {
                0 => dice.pick(&["employees", "new_hires_12m"]).to_owned(),
                1 if !needed.is_empty() => dice.pick(&needed).to_string(),
                _ => dice.pick(pack.facts()).id.to_string(),
            };
            let values = all_values(&pack, &fact, as_of);
            if open.iter().any(|(known, _)| *known == fact) || product * values.len() > COMPLETIONS
            {
                continue;
            }
            product *= values.len();
            facts.clear(&fact);
            open.push((fact, values));
        }
        let found = evaluate(&pack, &programme.id, as_of, &facts).unwrap();
        let (mut yes, mut no) = (0, 0);
        for_each(&open, &mut facts.clone(), &mut |complete| match verdict(
            &pack,
            &programme.id,
            as_of,
            complete,
        ) {
            Some(Verdict::Eligible) => yes += 1,
            Some(Verdict::NotEligible) => no += 1,
            _ => {}
        });
        let expected = match (yes, no) {
            (0, 0) => continue,
            (_, 0) => Verdict::Eligible,
            (0, _) => Verdict::NotEligible,
            _ => Verdict::Unknown,
        };
        assert_eq!(
            found.verdict, expected,
            "{} on {as_of}, open {open:?}, {facts:?}",
            programme.id
        );
        seen[expected as usize] += 1;
        if expected == Verdict::Unknown {
            assert!(!found.missing.is_empty());
            assert!(
                found.missing.iter().all(|fact| facts.get(fact).is_none()),
                "{:?}",
                found.missing
            );
            assert!(
                found
                    .conditions
                    .iter()
                    .any(|condition| condition.verdict == ConditionVerdict::Unknown)
            );
        }
    }
    assert!(
        seen.iter().all(|count| *count > 20),
        "each verdict must occur often: {seen:?}"
    );
}

#[test]
fn impossible_combinations_are_pruned() {
    let pack = small_pack();
    let day = common::day(2026, 11, 24);
    // Twelve hires are a tenth of at most 120 people and a twentieth of more: whoever asks, the answer is yes.
    let mut facts: Facts = serde_json::from_str(
        r#"{"business_kind":"small_micro_enterprise","new_hires_12m":12,"contract_months_min":12,
            "wage_or_insurance_arrears":false,"prior_guaranteed_loans":0}"#,
    )
    .unwrap();
    assert_eq!(
        verdict(&pack, "startup_loan_enterprise", day, &facts),
        Some(Verdict::Eligible)
    );
    // Five are not: a hundred people would need ten.
    facts.set("new_hires_12m", Value::Int(5));
    assert_eq!(
        verdict(&pack, "startup_loan_enterprise", day, &facts),
        Some(Verdict::Unknown)
    );
}

#[test]
fn an_answer_out_of_range_counts_as_none() {
    let pack = common::pack();
    let mut facts = Facts::default();
    facts.set("prior_guaranteed_loans", Value::Int(-1));
    facts.set("birth_date", Value::Text("2026-13-01".into()));
    assert_eq!(pack.problems(&facts).len(), 2);
    let found = verdict(
        pack,
        "startup_loan_individual",
        common::day(2026, 11, 24),
        &facts,
    );
    assert_eq!(found, Some(Verdict::Unknown));
}
