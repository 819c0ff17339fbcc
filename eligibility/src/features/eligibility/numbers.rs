//! What the rules say about a check as a whole: the next question, how many are left, how each programme stands.

use domain::Date;
use policy::{Evaluation, Pack, evaluate, next_question};

use super::{address::Address, check::Check, standing::Standing};

/// Every programme of the check, evaluated.
pub(super) fn evaluations(pack: &Pack, check: &Check, as_of: Date) -> Vec<Evaluation> {
    let programmes = check.purpose.programmes(pack);
    programmes
        .filter_map(|programme| evaluate(pack, &programme.id, as_of, &check.facts))
        .collect()
}

/// The question whose answer settles most; none when no answer can change anything.
pub(super) fn next_fact(pack: &Pack, check: &Check, as_of: Date) -> Option<String> {
    let programmes: Vec<&str> = check
        .purpose
        .programmes(pack)
        .map(|programme| &*programme.id)
        .collect();
    let next = next_question(pack, &programmes, as_of, &check.facts, &check.unsure())?;
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

/// The programmes by how they stand, in the order a person reads them; groups without any are left out.
///
/// What takes the least effort comes first: to register as unemployed is nearer than to hire somebody.
pub(super) fn grouped(evaluations: &[Evaluation]) -> Vec<(Standing, Vec<&Evaluation>)> {
    let of = |standing: Standing| {
        let mut group: Vec<&Evaluation> = Vec::new();
        let all = evaluations.iter();
        for found in all.filter(|found| Standing::of(found) == standing) {
            let mut before = group.iter();
            let place = before.position(|other| effort(other) > effort(found));
            group.insert(place.unwrap_or(group.len()), found);
        }
        (!group.is_empty()).then_some((standing, group))
    };
    Standing::ALL.into_iter().filter_map(of).collect()
}

/// The effort of the lightest way; none without ways.
fn effort(found: &Evaluation) -> Option<u32> {
    let ways = found.counterfactuals.iter();
    ways.map(|way| way.effort).min()
}

/// The first day of which any programme of the check has a rule.
pub(super) fn first_day(pack: &Pack, check: &Check) -> Option<Date> {
    let programmes = check.purpose.programmes(pack);
    programmes
        .flat_map(|programme| programme.versions.iter())
        .map(|version| version.from)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::eligibility::{
        purpose::Purpose,
        testing::{answer_of, day, pack},
    };
    use policy::Value;

    /// Answers question after question; the questions put.
    fn walk(check: &mut Check, as_of: Date) -> Vec<String> {
        let mut put = Vec::new();
        while let Some(fact) = next_fact(pack(), check, as_of) {
            assert!(!put.contains(&fact), "{fact} is asked twice");
            assert!(
                questions_left(&evaluations(pack(), check, as_of), check) > 0,
                "{fact}"
            );
            check.answer(&fact, answer_of(&fact));
            put.push(fact);
        }
        put
    }

    fn standing(found: &[Evaluation], programme: &str) -> Option<Standing> {
        let mut all = found.iter();
        all.find(|found| found.programme == programme)
            .map(Standing::of)
    }

    #[test]
    fn a_check_ends_and_says_how_it_stands() {
        let table = [
            (
                Purpose::Startup,
                "2026-11-24",
                "startup_loan_individual",
                Standing::Eligible,
                Some(30_000_000),
            ),
            (
                Purpose::Everything,
                "2019-03-01",
                "startup_loan_individual",
                Standing::Eligible,
                Some(15_000_000),
            ),
            (
                Purpose::Enterprise,
                "2026-11-24",
                "startup_loan_enterprise",
                Standing::OneStep,
                None,
            ),
            (
                Purpose::Startup,
                "2016-05-01",
                "startup_loan_individual",
                Standing::NotSourced,
                None,
            ),
            (
                Purpose::Everything,
                "2035-01-01",
                "startup_loan_enterprise",
                Standing::NotInForce,
                None,
            ),
        ];
        for (purpose, as_of, programme, expected, amount) in table {
            let mut check = Check::default();
            check.purpose = purpose;
            walk(&mut check, day(as_of));
            let found = evaluations(pack(), &check, day(as_of));
            assert_eq!(
                standing(&found, programme),
                Some(expected),
                "{programme} {as_of}"
            );
            let mut loans = found.iter();
            let loan = loans.find(|found| found.programme == programme).unwrap();
            assert_eq!(loan.amount_fen, amount, "{programme} {as_of}");
            assert_eq!(next_address(pack(), &check, day(as_of)), Address::Result);
            assert_eq!(standing(&found, "nothing_of_ours"), None);
        }
    }

    #[test]
    fn every_purpose_ends_with_every_programme_settled() {
        for purpose in Purpose::NARROWER.into_iter().chain([Purpose::Everything]) {
            let mut check = Check::default();
            check.purpose = purpose;
            let as_of = day("2026-11-24");
            walk(&mut check, as_of);
            for found in evaluations(pack(), &check, as_of) {
                assert_ne!(
                    Standing::of(&found),
                    Standing::Unknown,
                    "{}",
                    &*found.programme
                );
            }
        }
    }

    #[test]
    fn not_knowing_anything_ends_too() {
        let as_of = day("2026-11-24");
        let mut check = Check::default();
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
        assert_eq!(next_address(pack(), &check, as_of), Address::Result);
    }

    #[test]
    fn a_changed_answer_asks_only_what_it_opens() {
        let as_of = day("2026-11-24");
        let mut check = Check::default();
        check.purpose = Purpose::Startup;
        let put = walk(&mut check, as_of);
        check.answer("other_loans", Value::set(["consumer"]));
        assert_eq!(walk(&mut check, as_of), ["consumer_loan_balance"]);
        assert_eq!(check.order().len(), put.len() + 1);
    }

    #[test]
    fn groups_hold_every_programme_once_in_reading_order() {
        let as_of = day("2026-11-24");
        let mut check = Check::default();
        walk(&mut check, as_of);
        let found = evaluations(pack(), &check, as_of);
        let groups = grouped(&found);
        let order: Vec<Standing> = groups.iter().map(|(standing, _)| *standing).collect();
        let expected: Vec<Standing> = Standing::ALL
            .into_iter()
            .filter(|standing| order.contains(standing))
            .collect();
        assert_eq!(order, expected);
        let grouped: usize = groups.iter().map(|(_, group)| group.len()).sum();
        assert_eq!(grouped, found.len());
    }

    #[test]
    fn what_takes_least_comes_first() {
        let as_of = day("2026-11-24");
        // Nothing registered, nobody hired: whatever an employer may claim is further away than what a person may.
        let mut check = Check::default();
        check.answer("business_kind", Value::Text("none".into()));
        while let Some(fact) = next_fact(pack(), &check, as_of) {
            check.answer(&fact, answer_of(&fact));
        }
        let found = evaluations(pack(), &check, as_of);
        let groups = grouped(&found);
        let mut ways = groups.iter();
        let (_, group) = ways
            .find(|(standing, _)| *standing == Standing::OneStep)
            .unwrap();
        let efforts: Vec<Option<u32>> = group.iter().map(|found| effort(found)).collect();
        assert!(group.len() > 1 && efforts.is_sorted(), "{efforts:?}");
        let in_pack: Vec<&str> = found
            .iter()
            .filter(|found| Standing::of(found) == Standing::OneStep)
            .map(|found| &*found.programme)
            .collect();
        let shown: Vec<&str> = group.iter().map(|found| &*found.programme).collect();
        assert_ne!(shown, in_pack, "{efforts:?}");
    }

    #[test]
    fn the_pack_says_how_far_back_it_goes() {
        assert!(first_day(pack(), &Check::default()) <= Date::new(2018, 1, 1));
    }
}
