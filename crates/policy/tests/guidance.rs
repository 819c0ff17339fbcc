//! Questions and ways out: every question matters, every way leads to a yes, none asks for more than it must.
#![cfg(test)]

mod common;

use bench::people::{Dice, complete, days, nearly_eligible};
use policy::{Facts, Verdict, evaluate, next_question};

#[test]
fn questions_end_when_everything_is_settled() {
    let pack = common::pack();
    let ids: Vec<&str> = pack
        .programmes()
        .iter()
        .map(|programme| &*programme.id)
        .collect();
    for seed in 0..120 {
        let mut dice = Dice::new(seed + 5000);
        let as_of = dice.pick(&days());
        let whole = if seed % 2 == 0 {
            complete
        } else {
            nearly_eligible
        }(pack, as_of, &mut dice);
        let mut told = Facts::default();
        let mut asked = Vec::new();
        while let Some(next) = next_question(pack, &ids, as_of, &told, &[]) {
            assert!(!asked.contains(&next.fact), "{} asked twice", next.fact);
            assert!(!next.settles.is_empty());
            told.set(&next.fact, whole.get(&next.fact).unwrap().clone());
            asked.push(next.fact);
        }
        for id in &ids {
            let (short, full) = (
                evaluate(pack, id, as_of, &told).unwrap(),
                evaluate(pack, id, as_of, &whole).unwrap(),
            );
            assert_eq!(
                short.verdict, full.verdict,
                "{id} on {as_of}: {whole:?}, asked {asked:?}"
            );
            assert_eq!(
                short.amount_fen, full.amount_fen,
                "{id} on {as_of}: {whole:?}, asked {asked:?}"
            );
        }
    }
}

#[test]
fn a_skipped_question_is_not_asked_again() {
    let pack = common::pack();
    let day = common::day(2026, 11, 24);
    let mut skipped: Vec<String> = Vec::new();
    loop {
        let skip: Vec<&str> = skipped.iter().map(String::as_str).collect();
        let Some(next) = next_question(
            pack,
            &["startup_loan_individual"],
            day,
            &Facts::default(),
            &skip,
        ) else {
            break;
        };
        assert!(!skipped.contains(&next.fact.to_string()));
        skipped.push(next.fact.to_string());
    }
    assert!(skipped.len() >= 8, "{skipped:?}");
}

#[test]
fn every_way_leads_to_a_yes_and_asks_for_no_more() {
    let pack = common::pack();
    let (mut ways, mut waits) = (0, 0);
    for seed in 0..400 {
        let mut dice = Dice::new(seed + 9000);
        let as_of = dice.pick(&days());
        let facts = nearly_eligible(pack, as_of, &mut dice);
        for programme in pack.programmes() {
            let found = evaluate(pack, &programme.id, as_of, &facts).unwrap();
            for way in &found.counterfactuals {
                assert_eq!(found.verdict, Verdict::NotEligible);
                let on = way.from.unwrap_or(as_of);
                assert!(on >= as_of);
                let with = |without: Option<usize>| {
                    let mut changed = facts.clone();
                    for (place, change) in way.changes.iter().enumerate() {
                        assert_eq!(facts.get(&change.fact), Some(&change.from));
                        if Some(place) != without {
                            changed.set(&change.fact, change.to.clone());
                        }
                    }
                    evaluate(pack, &programme.id, on, &changed).unwrap().verdict
                };
                assert_eq!(
                    with(None),
                    Verdict::Eligible,
                    "{way:?} for {facts:?} on {on}"
                );
                for (place, change) in way
                    .changes
                    .iter()
                    .enumerate()
                    .filter(|(_, change)| !change.follows)
                {
                    let alone = with(Some(place));
                    assert_eq!(
                        alone,
                        Verdict::NotEligible,
                        "{} is asked for nothing: {facts:?}",
                        change.fact
                    );
                }
                ways += 1;
                waits += usize::from(way.from.is_some());
            }
            let efforts: Vec<_> = found
                .counterfactuals
                .iter()
                .filter(|way| way.from.is_none())
                .map(|w| w.effort)
                .collect();
            assert!(efforts.is_sorted(), "{efforts:?}");
        }
    }
    assert!(ways > 100 && waits > 3, "{ways} ways, {waits} waiting");
}
