//! Boundary people stand on both sides of every edge, and read back as cases.
#![cfg(test)]

mod common;

use bench::interpreter::Interpreter;
use common::day;
use policy::{
    Value, Verdict,
    boundary::{BoundaryPerson, Side, boundary, to_cases},
    compile::{File, run_cases_in},
    evaluate,
};

const INDIVIDUAL: &str = "startup_loan_individual";
const ENTERPRISE: &str = "startup_loan_enterprise";

fn people(programme: &str) -> Vec<BoundaryPerson> {
    boundary(common::pack(), programme)
}

/// Everybody at an edge is judged as the engine judges, and as the `cel` interpreter does, which shares nothing with it.
#[test]
fn two_thousand_people_at_the_edges_are_judged_alike_by_two_evaluators() {
    let pack = common::pack();
    let interpreter = Interpreter::new(&common::sources(), pack).unwrap();
    let mut count = 0;
    for programme in pack.programmes() {
        let mut sides = [0, 0];
        for person in people(&programme.id) {
            count += 1;
            let found = evaluate(pack, &programme.id, person.as_of, &person.facts).unwrap();
            assert_eq!(
                (found.verdict, found.amount_fen),
                (person.verdict, person.amount_fen)
            );
            assert_eq!(pack.problems(&person.facts), []);
            let Some(version) = programme.version_on(person.as_of) else {
                let silent = [Verdict::NotInForce, Verdict::NotSourced];
                assert!(silent.contains(&person.verdict), "{person:?}");
                continue;
            };
            let mut told = interpreter
                .person(pack, &person.facts, person.as_of)
                .unwrap();
            let written = interpreter.conditions(&programme.id, &version.id);
            let unmet: Vec<_> = written
                .iter()
                .filter(|one| !one.holds(&mut told).unwrap())
                .map(|one| &*one.id)
                .collect();
            let said: Vec<&str> = person.unmet.iter().map(|id| &**id).collect();
            assert_eq!(unmet, said, "{person:?}");
            let is_yes = person.verdict == Verdict::Eligible;
            let is_no = person.verdict == Verdict::NotEligible;
            assert!(is_yes == unmet.is_empty() && is_no != is_yes, "{person:?}");
            sides[usize::from(is_yes)] += 1;
        }
        let [no, yes] = sides;
        assert!(yes > 2 && no > 2, "{}: {yes} {no}", programme.id);
    }
    assert!(count >= 2000, "{count}");
}

#[test]
fn a_threshold_has_people_below_at_and_above() {
    let all = people(INDIVIDUAL);
    let loans = |value: i64| {
        all.iter().find(|person| {
            person.as_of == day(2023, 10, 1)
                && person.edge.of == "prior_guaranteed_loans"
                && person.facts.get("prior_guaranteed_loans") == Some(&Value::Int(value))
        })
    };
    let verdicts =
        [2, 3, 4].map(|value| loans(value).map(|person| (person.edge.side, person.verdict)));
    assert_eq!(
        verdicts,
        [
            Some((Side::Below, Verdict::Eligible)),
            Some((Side::At, Verdict::NotEligible)),
            Some((Side::Above, Verdict::NotEligible)),
        ]
    );
    let sales = |yuan: &str, verdict| {
        all.iter().any(|person| {
            person.facts.get("online_shop_monthly_sales") == Some(&Value::Text(yuan.into()))
                && person.verdict == verdict
        })
    };
    assert!(sales("2999.99", Verdict::NotEligible) && sales("3000.00", Verdict::Eligible));
}

#[test]
fn a_birthday_has_the_day_before_of_and_after() {
    let all = people(INDIVIDUAL);
    // Eighteen on 2023-10-01, and one day off either way.
    for (born, verdict) in [
        (day(2005, 9, 30), Verdict::Eligible),
        (day(2005, 10, 1), Verdict::Eligible),
        (day(2005, 10, 2), Verdict::NotEligible),
    ] {
        assert!(
            all.iter().any(|person| person.as_of == day(2023, 10, 1)
                && person.facts.get("birth_date") == Some(&Value::date(born))
                && person.verdict == verdict),
            "{born}"
        );
    }
}

#[test]
fn every_change_of_version_has_its_days() {
    let all = people(INDIVIDUAL);
    for (on, verdict) in [
        (day(2016, 12, 31), Verdict::NotSourced),
        (day(2017, 1, 1), Verdict::Eligible),
        (day(2018, 3, 26), Verdict::Eligible),
        (day(2018, 3, 27), Verdict::Eligible),
        (day(2018, 11, 16), Verdict::Eligible),
        (day(2023, 9, 30), Verdict::Eligible),
        (day(2023, 10, 2), Verdict::Eligible),
        (day(2028, 10, 1), Verdict::NotInForce),
    ] {
        assert!(
            all.iter()
                .any(|person| person.as_of == on && person.verdict == verdict),
            "{on} {verdict:?}"
        );
    }
}

#[test]
fn shares_are_weighed_where_they_show() {
    let all = people(ENTERPRISE);
    let pair = |employees: i64, hires: i64| {
        all.iter().find(|person| {
            person.as_of == day(2023, 10, 1)
                && person.facts.get("employees") == Some(&Value::Int(employees))
                && person.facts.get("new_hires_12m") == Some(&Value::Int(hires))
        })
    };
    for (employees, hires, verdict) in [
        (100, 10, Verdict::Eligible),
        (100, 9, Verdict::NotEligible),
        (101, 6, Verdict::Eligible),
        (101, 5, Verdict::NotEligible),
    ] {
        let found = pair(employees, hires).unwrap_or_else(|| panic!("{employees} {hires}"));
        assert_eq!(found.verdict, verdict, "{found:?}");
    }
}

#[test]
fn partners_stand_where_the_cap_begins() {
    let all = people(INDIVIDUAL);
    // 300,000 × 110 % a partner: twelve are paid less than four million, thirteen the cap.
    for (partners, fen) in [(12, 396_000_000), (13, 400_000_000), (14, 400_000_000)] {
        assert!(
            all.iter().any(|person| person.as_of == day(2023, 10, 1)
                && person.facts.get("partners") == Some(&Value::Int(partners))
                && person.amount_fen == Some(fen)),
            "{partners}"
        );
    }
}

#[test]
fn they_read_back_as_cases_that_pass() {
    for programme in [INDIVIDUAL, ENTERPRISE] {
        // Every fifth: a case is evaluated in full, reasons and ways included.
        let all: Vec<_> = people(programme).into_iter().step_by(5).collect();
        let file = File {
            path: "cases/boundary.toml".into(),
            text: to_cases(&all),
        };
        let outcomes = run_cases_in(common::pack(), &[file]).unwrap();
        assert_eq!(outcomes.len(), all.len());
        let wrong: Vec<_> = outcomes
            .iter()
            .filter(|one| !one.differences.is_empty())
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

#[test]
fn an_unknown_programme_has_nobody() {
    assert!(people("wishes").is_empty());
}
