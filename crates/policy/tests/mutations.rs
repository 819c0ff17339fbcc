//! Mutants of the rules: none survives the officers' cases, and where a case is missing it is named.
#![cfg(test)]

mod common;

use policy::{
    compile::{
        File, MutantChoice, MutantKind, MutantReport, Sources, compile, mutants, run_cases_in,
    },
    evaluate,
};

/// One mutant in so many; all of them are tried by `fumin policy cases --mutants`.
const ONE_IN: u64 = 5;

fn tried(sources: &Sources, choice: &MutantChoice<'_>) -> MutantReport {
    let report = mutants(sources, choice).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let total = report.total;
    assert_eq!(
        total.killed + total.equivalent + total.refused + total.survived,
        total.mutants
    );
    assert_eq!(total.survived, report.survivors.len());
    assert_eq!(total.equivalent, report.equivalents.len());
    report
}

#[test]
fn no_mutant_of_the_pack_survives() {
    let choice = MutantChoice {
        one_in: ONE_IN,
        seed: 20_261_125,
        ..MutantChoice::default()
    };
    let report = tried(&common::sources(), &choice);
    assert!(report.survivors.is_empty(), "{:#?}", report.survivors);
    assert_eq!(report.programmes.len(), 15);
    let total = report.total;
    assert!(total.mutants > 350 && total.equivalent < 40, "{total:?}");
}

/// A rule about children and marriage, in force for a year, and a case file for it.
fn small(cases: &str) -> Sources {
    let facts = common::small::fact("children", "int", "min = 0\nmax = 9")
        + &common::small::fact("married", "bool", "");
    let when = ["children >= 3 || married", "!married || children < 9"];
    let amount = "until = \"2000-12-31\"\n[[version.amount]]\nwhen = \"children > 1\"\nvalue = \"1000 * children\"\nat_most = \"4000\"\n";
    let mut sources = common::small::sources(&facts, &when, amount);
    sources.cases = vec![File {
        path: "cases/p.toml".into(),
        text: cases.into(),
    }];
    sources
}

/// A case of what the rule says today.
fn case(sources: &Sources, day: &str, facts: &policy::Facts) -> String {
    let pack = compile(sources).unwrap();
    let as_of = domain::Date::parse_iso(day).unwrap();
    let said = evaluate(&pack, "p", as_of, facts).unwrap();
    let told: Vec<_> = facts
        .iter()
        .map(|(id, value)| format!("{id} = {}", serde_json::to_string(value).unwrap()))
        .collect();
    let failing: Vec<_> = said
        .conditions
        .iter()
        .filter(|condition| condition.verdict == policy::ConditionVerdict::Unmet)
        .map(|condition| format!("\"{}\"", condition.id))
        .collect();
    let amount = said.amount_fen.map_or_else(
        || "none".to_owned(),
        |fen| format!("{}.{:02}", fen / 100, fen % 100),
    );
    format!(
        "[[case]]\nname = \"{day}\"\nprogramme = \"p\"\nas_of = \"{day}\"\nfacts = {{ {} }}\nverdict = {}\namount_yuan = \"{amount}\"\nfailing = [{}]\n",
        told.join(", "),
        serde_json::to_string(&said.verdict).unwrap(),
        failing.join(", "),
    )
}

#[test]
fn writing_the_case_each_survivor_shows_leaves_none() {
    let facts = serde_json::from_str(r#"{"children":3,"married":false}"#).unwrap();
    let mut cases = case(&small("case = []"), "2000-06-01", &facts);
    let first = tried(&small(&cases), &MutantChoice::default());
    for kind in [
        MutantKind::Threshold,
        MutantKind::Comparison,
        MutantKind::Dropped,
        MutantKind::AndOr,
        MutantKind::Amount,
        MutantKind::Date,
    ] {
        let mut kinds = first.survivors.iter().map(|one| one.mutant.kind);
        assert!(kinds.any(|one| one == kind), "{kind:?}: {first:#?}");
    }
    let mut report = first;
    while let Some(survivor) = report.survivors.first() {
        assert_ne!(survivor.said_before, survivor.said_after, "{survivor:?}");
        let sources = small(&cases);
        cases += &case(&sources, &survivor.as_of.to_string(), &survivor.facts);
        let fewer = tried(&small(&cases), &MutantChoice::default());
        assert!(fewer.total.survived < report.total.survived, "{survivor:?}");
        report = fewer;
    }
    assert!(report.total.killed > 20, "{:?}", report.total);
    let pack = compile(&small(&cases)).unwrap();
    let outcomes = run_cases_in(&pack, &small(&cases).cases).unwrap();
    assert!(outcomes.iter().all(|one| one.differences.is_empty()));
}

#[test]
fn a_rule_that_says_the_same_twice_has_equivalents() {
    let facts = serde_json::from_str(r#"{"children":3,"married":false}"#).unwrap();
    let mut sources = small("case = []");
    sources.programmes[0].text = sources.programmes[0]
        .text
        .replace("children >= 3 || married", "children >= 0 || married");
    sources.cases[0].text = case(&sources, "2000-06-01", &facts);
    let report = tried(&sources, &MutantChoice::default());
    let says = |after: &str| {
        let mut equivalents = report.equivalents.iter();
        equivalents.any(|mutant| mutant.after == after)
    };
    assert!(
        says("children >= -1") || says("children >= (0 - 1)") || says("children >= (-1)"),
        "{:#?}",
        report.equivalents
    );
    assert!(says("children >= 0"), "the other half decides nothing");
}

#[test]
fn cases_that_fail_already_and_programmes_that_are_not_there() {
    let facts = serde_json::from_str(r#"{"children":3,"married":false}"#).unwrap();
    let right = case(&small("case = []"), "2000-06-01", &facts);
    let wrong = small(&right.replace("\"eligible\"", "\"not_eligible\""));
    let errors = mutants(&wrong, &MutantChoice::default()).unwrap_err();
    assert!(
        errors[0].message.contains("fails before any change"),
        "{errors:?}"
    );
    let choice = MutantChoice {
        programme: Some("wishes"),
        ..MutantChoice::default()
    };
    let errors = mutants(&small(&right), &choice).unwrap_err();
    assert!(
        errors[0].message.contains("no programme `wishes`"),
        "{errors:?}"
    );
}
