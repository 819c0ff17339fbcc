//! Faults planted in the real pack are found by the check, each with a person who shows it.
#![cfg(test)]

mod common;

use common::day;
use domain::Date;
use policy::{
    ConditionVerdict, Facts, Pack, Verdict,
    compile::{Finding, Sources, check, compile, compile_to_json},
    evaluate, verdict,
};

const INDIVIDUAL: &str = "startup_loan_individual";

fn today() -> Date {
    day(2026, 11, 24)
}

fn individual(sources: &mut Sources, from: &str, to: &str) {
    let file = sources
        .programmes
        .iter_mut()
        .find(|file| file.path.contains(INDIVIDUAL))
        .unwrap();
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replace(from, to);
}

fn planted(edit: impl Fn(&mut Sources)) -> Pack {
    let mut sources = common::sources();
    edit(&mut sources);
    compile(&sources).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The finding of a code about the planted programme; there is none in the pack as it is.
fn found(pack: &Pack, code: &str) -> Finding {
    let clean = check(common::pack(), today());
    assert!(clean.iter().all(|finding| finding.code != code), "{code}");
    let findings = check(pack, today());
    let first = findings.iter().find(|finding| finding.code == code);
    first
        .unwrap_or_else(|| panic!("{code}: {findings:#?}"))
        .clone()
}

fn person(finding: &Finding) -> (&Facts, Date) {
    (
        finding
            .witness
            .as_ref()
            .unwrap_or_else(|| panic!("no witness: {finding:?}")),
        finding.as_of.unwrap(),
    )
}

fn conditions(pack: &Pack, finding: &Finding, wanted: ConditionVerdict) -> Vec<String> {
    let (facts, as_of) = person(finding);
    let evaluation = evaluate(pack, INDIVIDUAL, as_of, facts).unwrap();
    evaluation
        .conditions
        .iter()
        .filter(|condition| condition.verdict == wanted)
        .map(|condition| condition.id.to_string())
        .collect()
}

#[test]
fn a_hole_between_versions() {
    let pack = planted(|s| individual(s, "until = \"2018-11-15\"", "until = \"2018-11-10\""));
    let finding = found(&pack, "gap");
    let (facts, as_of) = person(&finding);
    assert_eq!(as_of, day(2018, 11, 11));
    assert_eq!(
        verdict(&pack, INDIVIDUAL, as_of, facts),
        Some(Verdict::NotInForce)
    );
    assert_eq!(
        verdict(&pack, INDIVIDUAL, day(2018, 11, 10), facts),
        Some(Verdict::Eligible)
    );
    assert!(finding.message.contains("2018-11-11") && finding.message.contains("2018-11-15"));
}

#[test]
fn two_rules_on_one_day() {
    let pack = planted(|s| individual(s, "until = \"2020-12-31\"", "until = \"2021-01-03\""));
    let finding = found(&pack, "overlap");
    let (facts, as_of) = person(&finding);
    assert_eq!(as_of, day(2021, 1, 1));
    assert_eq!(
        verdict(&pack, INDIVIDUAL, as_of, facts),
        Some(Verdict::Eligible)
    );
    let pack = planted(|s| individual(s, "until = \"2018-03-26\"", "until = \"2018-03-27\""));
    assert_eq!(person(&found(&pack, "overlap")).1, day(2018, 3, 27));
}

#[test]
fn a_condition_nobody_meets() {
    let pack = planted(|s| {
        individual(
            s,
            "when = \"!in_school\"",
            "when = \"in_school && !in_school\"",
        )
    });
    let finding = found(&pack, "impossible_condition");
    assert_eq!(finding.condition.as_deref(), Some("in_school"));
    let unmet = conditions(&pack, &finding, ConditionVerdict::Unmet);
    assert!(unmet.contains(&"in_school".to_owned()));
    assert!(found(&pack, "impossible_version").is_error);
    // Numbers that cannot be together, over two tests of one fact and over a pair of facts.
    for never in [
        "partners > 5 && partners < 3",
        "age_on_as_of < 18 && age_on_as_of > 60",
        "new_hires_12m > employees && employees * 2 > new_hires_12m * 2",
    ] {
        let pack =
            planted(|s| individual(s, "when = \"!in_school\"", &format!("when = \"{never}\"")));
        found(&pack, "impossible_condition");
    }
}

#[test]
fn a_condition_everybody_meets() {
    for always in [
        "in_school || !in_school",
        "age_on_as_of < 18 || age_on_as_of >= 18",
        "partners >= 2",
    ] {
        let pack =
            planted(|s| individual(s, "when = \"!in_school\"", &format!("when = \"{always}\"")));
        let finding = found(&pack, "empty_condition");
        assert_eq!(finding.condition.as_deref(), Some("in_school"));
        let met = conditions(&pack, &finding, ConditionVerdict::Met);
        assert!(met.contains(&"in_school".to_owned()));
    }
}

#[test]
fn a_condition_that_decides_for_nobody() {
    // Whoever has no business fails `place` already.
    let pack = planted(|s| {
        individual(
            s,
            "when = \"!in_school\"",
            "when = 'business_kind != \"none\" || !in_school'",
        );
    });
    let finding = found(&pack, "unreachable_condition");
    assert_eq!(finding.condition.as_deref(), Some("in_school"));
    assert!(!finding.is_error);
    let unmet = conditions(&pack, &finding, ConditionVerdict::Unmet);
    assert_eq!(unmet, ["in_school", "place"]);
    assert!(finding.message.contains("place"), "{}", finding.message);
}

#[test]
fn conditions_that_exclude_each_other() {
    let pack = planted(|s| {
        individual(
            s,
            "when = \"!public_employee\"",
            "when = 'business_kind == \"none\"'",
        )
    });
    let finding = found(&pack, "contradiction");
    assert_eq!(finding.condition.as_deref(), Some("place"));
    assert!(
        finding.message.contains("together with public_employee;"),
        "{}",
        finding.message
    );
    let met = conditions(&pack, &finding, ConditionVerdict::Met);
    assert!(met.contains(&"public_employee".to_owned()) && !met.contains(&"place".to_owned()));
    let impossible = found(&pack, "impossible_version");
    assert_eq!(
        conditions(&pack, &impossible, ConditionVerdict::Unmet),
        ["place"]
    );
}

#[test]
fn amounts_nobody_gets_and_people_without_one() {
    let line = "when = 'business_kind == \"partnership\"'\nvalue = \"loan_cap_individual * partnership_percent / 100 * partners\"\nat_most";
    let pack = planted(|s| individual(s, line, &line.replace("== \"partnership\"", "!= \"none\"")));
    let finding = found(&pack, "dead_amount");
    let (facts, as_of) = person(&finding);
    assert_eq!(
        verdict(&pack, INDIVIDUAL, as_of, facts),
        Some(Verdict::Eligible)
    );
    assert!(finding.message.contains("line 2"));
    let last = "at_most = \"loan_cap_partnership\"\n[[version.amount]]\n";
    let pack = planted(|s| {
        individual(
            s,
            last,
            &format!("{last}when = 'business_kind == \"self_employed\"'\n"),
        );
    });
    let finding = found(&pack, "no_amount");
    let (facts, as_of) = person(&finding);
    let evaluation = evaluate(&pack, INDIVIDUAL, as_of, facts).unwrap();
    assert_eq!(
        (evaluation.verdict, evaluation.amount_fen),
        (Verdict::Eligible, None)
    );
    let pack = planted(|s| individual(s, "at_most = \"loan_cap_partnership\"\n", ""));
    let finding = found(&pack, "above_cap");
    let (facts, as_of) = person(&finding);
    let paid = evaluate(&pack, INDIVIDUAL, as_of, facts)
        .unwrap()
        .amount_fen;
    assert!(paid > Some(400_000_000), "{paid:?}");
}

/// The compiler refuses these; a pack that came another way is caught by the check.
#[test]
fn sources_that_are_not_there() {
    let json = compile_to_json(&common::sources()).unwrap();
    let edited = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut pack: serde_json::Value = serde_json::from_str(&json).unwrap();
        let all = pack["programmes"].as_array_mut().unwrap();
        let loan = all.iter_mut().find(|one| one["id"] == INDIVIDUAL).unwrap();
        edit(loan);
        Pack::from_json(&pack.to_string()).unwrap()
    };
    let last = |loan: &serde_json::Value| loan["versions"].as_array().unwrap().len() - 1;
    let pack = edited(&|loan| {
        let place = last(loan);
        let condition = loan["versions"][place]["conditions"][0].as_u64().unwrap() as usize;
        loan["conditions"][condition]["citations"] = serde_json::json!([]);
    });
    let finding = found(&pack, "uncited");
    assert_eq!(finding.condition.as_deref(), Some("age"));
    assert!(conditions(&pack, &finding, ConditionVerdict::Met).contains(&"age".to_owned()));
    let pack = edited(&|loan| {
        let place = last(loan);
        loan["versions"][place]["citations"] = serde_json::json!([]);
    });
    let (facts, as_of) = (found(&pack, "uncited").witness.unwrap(), today());
    assert_eq!(
        verdict(&pack, INDIVIDUAL, as_of, &facts),
        Some(Verdict::Eligible)
    );
    let pack = edited(&|loan| {
        let place = last(loan);
        loan["versions"][place]["citations"][0]["document"] = "hearsay".into();
    });
    let finding = found(&pack, "missing_document");
    assert!(finding.message.contains("hearsay") && finding.witness.is_some());
    let pack = edited(&|loan| loan["versions"] = serde_json::json!([]));
    assert!(found(&pack, "no_version").is_error);
}

#[test]
fn a_document_nobody_looked_at_again() {
    let late = check(common::pack(), day(2029, 1, 1));
    let finding = late
        .iter()
        .find(|finding| finding.code == "overdue" && finding.programme == "caijin_2023_75")
        .unwrap();
    assert!(!finding.is_error && finding.message.contains("by "));
    let (facts, as_of) = person(finding);
    let leans = common::pack().programmes().iter().any(|programme| {
        verdict(common::pack(), &programme.id, as_of, facts) == Some(Verdict::Eligible)
    });
    assert!(leans);
}
