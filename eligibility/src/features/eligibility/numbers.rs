//! What the rules say about a check as a whole: the next question, how many are left, how each programme stands.

use domain::Date;
use policy::{Evaluation, Pack, evaluate, next_question};

use super::{address::Address, check::Check};

/// Every programme of the check, evaluated.
pub(super) fn evaluations(pack: &Pack, check: &Check, as_of: Date) -> Vec<Evaluation> {
    let programmes = check.scope.programmes().iter();
    programmes
        .filter_map(|programme| evaluate(pack, programme, as_of, &check.facts))
        .collect()
}

/// The question whose answer settles most; none when no answer can change anything.
pub(super) fn next_fact(pack: &Pack, check: &Check, as_of: Date) -> Option<String> {
    let next = next_question(
        pack,
        check.scope.programmes(),
        as_of,
        &check.facts,
        &check.unsure(),
    )?;
    Some(next.fact.to_string())
}

/// Where to go after an answer.
pub(super) fn next_address(pack: &Pack, check: &Check, as_of: Date) -> Address {
    next_fact(pack, check, as_of).map_or(Address::Result, Address::Question)
}

/// About how many questions are still to be put: the fewest that can lead to a yes.
pub(super) fn questions_left(evaluations: &[Evaluation], check: &Check) -> usize {
    let mut open: Vec<&str> = Vec::new();
    for fact in evaluations.iter().flat_map(|found| found.missing.iter()) {
        if !check.is_unsure(fact) && !open.contains(&&**fact) {
            open.push(fact);
        }
    }
    open.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::eligibility::{check::Scope, standing::Standing, testing::pack};
    use policy::{FactKind, Value};

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    /// A shopkeeper who may apply: every fact either loan asks for.
    fn answer(fact: &str) -> Value {
        match fact {
            "birth_date" => Value::date(day("1990-01-01")),
            "retirement_track" => Value::choice("male_60"),
            "categories" => Value::set(["veteran"]),
            "business_kind" => Value::choice("self_employed"),
            "industry" => Value::choice("trade"),
            "other_loans" => Value::set([]),
            "business_in_district" | "business_in_province" | "business_operating" => {
                Value::Bool(true)
            }
            _ => match pack().fact(fact).unwrap().kind {
                FactKind::Int => Value::Int(0),
                FactKind::Money => Value::Text("0".into()),
                _ => Value::Bool(false),
            },
        }
    }

    /// Answers question after question; the questions put.
    fn walk(check: &mut Check, as_of: Date) -> Vec<String> {
        let mut put = Vec::new();
        while let Some(fact) = next_fact(pack(), check, as_of) {
            assert!(!put.contains(&fact), "{fact} is asked twice");
            assert!(
                questions_left(&evaluations(pack(), check, as_of), check) > 0,
                "{fact}"
            );
            check.answer(&fact, answer(&fact));
            put.push(fact);
        }
        put
    }

    #[test]
    fn a_check_ends_and_says_how_it_stands() {
        let table = [
            (
                Scope::Individual,
                "2026-11-24",
                vec![Standing::Eligible],
                Some(30_000_000),
            ),
            (
                Scope::Individual,
                "2019-03-01",
                vec![Standing::Eligible],
                Some(15_000_000),
            ),
            (
                Scope::Enterprise,
                "2026-11-24",
                vec![Standing::OneStep],
                None,
            ),
            (
                Scope::Both,
                "2017-05-01",
                vec![Standing::NotSourced; 2],
                None,
            ),
            (
                Scope::Both,
                "2018-03-01",
                vec![Standing::NotSourced; 2],
                None,
            ),
            (
                Scope::Both,
                "2035-01-01",
                vec![Standing::NotInForce; 2],
                None,
            ),
        ];
        for (scope, as_of, expected, amount) in table {
            let mut check = Check::default();
            check.scope = scope;
            walk(&mut check, day(as_of));
            let found = evaluations(pack(), &check, day(as_of));
            let standings: Vec<Standing> = found.iter().map(Standing::of).collect();
            assert_eq!(standings, expected, "{scope:?} {as_of}");
            assert_eq!(
                found.first().unwrap().amount_fen,
                amount,
                "{scope:?} {as_of}"
            );
            assert_eq!(next_address(pack(), &check, day(as_of)), Address::Result);
        }
    }

    #[test]
    fn not_knowing_anything_ends_too() {
        let as_of = day("2026-11-24");
        let mut check = Check::default();
        check.scope = Scope::Both;
        while let Some(fact) = next_fact(pack(), &check, as_of) {
            assert!(!check.is_unsure(&fact), "{fact} is asked twice");
            check.leave_open(&fact);
        }
        let found = evaluations(pack(), &check, as_of);
        assert!(
            found
                .iter()
                .all(|found| Standing::of(found) == Standing::Unknown)
        );
        assert_eq!(questions_left(&found, &check), 0);
    }

    #[test]
    fn a_changed_answer_asks_only_what_it_opens() {
        let as_of = day("2026-11-24");
        let mut check = Check::default();
        let put = walk(&mut check, as_of);
        check.answer("other_loans", Value::set(["consumer"]));
        assert_eq!(walk(&mut check, as_of), ["consumer_loan_balance"]);
        assert_eq!(check.order().len(), put.len() + 1);
    }
}
