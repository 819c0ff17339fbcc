//! Questions go on exactly as long as an answer can still change a verdict or an amount: proved on small packs by
//! trying every completion of every partial person.
#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{day, small};
use policy::{Facts, Pack, Value, Verdict, next_question};

/// What comes out for somebody who has answered everything: the verdict, and the amount of a yes.
type Outcome = (bool, Option<i64>);

const OPEN: usize = usize::MAX;

/// Partial people with every outcome some completion of theirs has.
fn outcomes(pack: &Pack) -> BTreeMap<Vec<usize>, BTreeSet<Outcome>> {
    let as_of = day(2026, 11, 24);
    let domains: Vec<Vec<Value>> = pack.facts().iter().map(small::answers).collect();
    let mut all: BTreeMap<Vec<usize>, BTreeSet<Outcome>> = BTreeMap::new();
    for (chosen, verdict) in small::people(pack, as_of) {
        let facts = small::told(pack, &domains, |place| Some(chosen[place]));
        let found = policy::evaluate(pack, "p", as_of, &facts).unwrap();
        for open in 0..1_usize << chosen.len() {
            let key = chosen.iter().enumerate();
            let key = key.map(|(place, choice)| {
                if open >> place & 1 == 1 {
                    OPEN
                } else {
                    *choice
                }
            });
            let outcome = (verdict == Verdict::Eligible, found.amount_fen);
            all.entry(key.collect()).or_default().insert(outcome);
        }
    }
    all
}

/// Tries everybody; says how many were still to be asked, and how many were not.
fn prove(facts: &str, conditions: &[&str], version: &str) -> [usize; 2] {
    let pack = small::pack(facts, conditions, version);
    let domains: Vec<Vec<Value>> = pack.facts().iter().map(small::answers).collect();
    let mut seen = [0, 0];
    for (key, outcomes) in outcomes(&pack) {
        let told: Facts = small::told(&pack, &domains, |place| {
            (key[place] != OPEN).then_some(key[place])
        });
        let next = next_question(&pack, &["p"], day(2026, 11, 24), &told, &[]);
        assert_eq!(
            next.is_some(),
            outcomes.len() > 1,
            "{told:?}: {next:?} with {outcomes:?}"
        );
        if let Some(next) = &next {
            assert!(told.get(&next.fact).is_none(), "{} asked again", next.fact);
            assert_eq!(next.settles, ["p"]);
        }
        seen[usize::from(next.is_none())] += 1;
    }
    seen
}

#[test]
fn a_question_is_asked_exactly_while_it_can_matter() {
    let facts = ["a", "b", "c"]
        .map(|id| small::fact(id, "bool", ""))
        .concat()
        + &small::fact("n", "int", "min = 0\nmax = 5")
        + &small::fact("m", "int", "min = 0\nmax = 4");
    let flat = "[[version.amount]]\nvalue = \"500\"\n";
    let guarded =
        "[[version.amount]]\nwhen = \"c\"\nvalue = \"300\"\n[[version.amount]]\nvalue = \"100\"\n";
    let by_number = "[[version.amount]]\nwhen = \"c\"\nvalue = \"100 * n\"\nat_most = \"300\"\n[[version.amount]]\nvalue = \"100\"\n";
    for (conditions, amounts) in [
        (vec!["a && (b || c) || !a && (b || n > 2)"], flat),
        (vec!["a || n >= 2", "b || n < 4 || m == 1"], guarded),
        (vec!["n >= m", "a || b"], guarded),
        (vec!["n - m >= 2 || a", "b && c || n == 5"], flat),
        (vec!["a || !a && b || m * 2 > n"], by_number),
        (vec!["n * 2 >= m * 3 || c", "a || m <= 3"], by_number),
    ] {
        let seen = prove(&facts, &conditions, amounts);
        assert!(
            seen.iter().all(|count| *count > 30),
            "{conditions:?}: {seen:?}"
        );
    }
}
