//! The diagrams against the `cel` interpreter on complete people: two independent evaluators, no difference.
#![cfg(test)]

mod common;

use common::{
    interpreter::Interpreter,
    people::{Dice, complete, days, nearly_eligible},
};
use policy::{ConditionVerdict, Verdict, evaluate};

const PEOPLE: u64 = 400;

#[test]
fn diagrams_and_interpreter_agree() {
    let pack = common::pack();
    let interpreter = Interpreter::new();
    let mut seen = [0, 0];
    for seed in 0..PEOPLE {
        let mut dice = Dice::new(seed);
        let as_of = dice.pick(&days());
        let person = if seed % 2 == 0 {
            complete
        } else {
            nearly_eligible
        };
        let facts = person(pack, as_of, &mut dice);
        for programme in pack.programmes() {
            let found = evaluate(pack, &programme.id, as_of, &facts).unwrap();
            let Some(version) = &found.version else {
                continue;
            };
            let mut all = true;
            for condition in &found.conditions {
                let ids = (&*programme.id, &**version, &*condition.id);
                let holds = interpreter.holds((pack, &facts, as_of), ids);
                let expected = if holds {
                    ConditionVerdict::Met
                } else {
                    ConditionVerdict::Unmet
                };
                assert_eq!(
                    condition.verdict, expected,
                    "{} of {version} for {facts:?} on {as_of}",
                    condition.id
                );
                all &= holds;
            }
            assert_eq!(
                found.verdict,
                if all {
                    Verdict::Eligible
                } else {
                    Verdict::NotEligible
                },
                "{facts:?} on {as_of}"
            );
            seen[usize::from(all)] += 1;
        }
    }
    assert!(
        seen[0] > 50 && seen[1] > 50,
        "both verdicts must occur often: {seen:?}"
    );
}
