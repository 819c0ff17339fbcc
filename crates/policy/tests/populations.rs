//! A population: the same for the same seed, whole through its table, and weighed by two rules.
#![cfg(test)]

mod common;

use common::day;
use policy::{
    Facts, Value, Verdict,
    compile::compile,
    population::{Population, PopulationError, marginals},
    simulate::simulate,
    verdict,
};

const PEOPLE: usize = 2_000;

#[test]
fn a_seed_makes_the_same_people_and_another_seed_others() {
    let pack = common::pack();
    let today = day(2026, 11, 24);
    let table = |seed| Population::synthetic(pack, seed, 50, today).to_csv();
    assert_eq!(table(7), table(7));
    assert_ne!(table(7), table(8));
    // A longer population begins with the shorter one.
    let longer = Population::synthetic(pack, 7, 60, today).to_csv();
    assert!(longer.starts_with(table(7).trim_end()));
}

#[test]
fn every_synthetic_answer_is_one_a_person_can_give() {
    let pack = common::pack();
    let people = Population::synthetic(pack, 1, PEOPLE, day(2026, 11, 24));
    assert_eq!(people.len(), PEOPLE);
    for place in 0..people.len() {
        let facts = people.person(place);
        assert_eq!(pack.problems(&facts), [], "{facts:?}");
    }
}

#[test]
fn the_table_reads_back_as_it_was_written() {
    let pack = common::pack();
    let people = Population::synthetic(pack, 3, 300, day(2026, 11, 24));
    let text = people.to_csv();
    assert!(text.starts_with("# "));
    assert!(text.contains("假设") && text.contains("来源"));
    let again = Population::from_csv(pack, &text).unwrap();
    assert_eq!(again.to_csv(), text);
    for place in 0..people.len() {
        assert_eq!(again.person(place), people.person(place));
    }
}

#[test]
fn a_table_with_a_mistake_names_line_and_column() {
    let pack = common::pack();
    let read = |text: &str| Population::from_csv(pack, text).unwrap_err();
    assert_eq!(read("# only words\n"), PopulationError::NoHeader);
    assert_eq!(
        read("in_scool\ntrue\n"),
        PopulationError::Column("in_scool".into())
    );
    assert_eq!(
        read("in_school,in_school\ntrue,true\n"),
        PopulationError::Column("in_school".into())
    );
    assert!(matches!(
        read("in_school,partners\ntrue\n"),
        PopulationError::Length {
            line: 2,
            found: 1,
            wanted: 2
        }
    ));
    let answers = [
        ("partners\n-3\n", "fact_out_of_range"),
        ("partners\nmany\n", "fact_wrong_type"),
        ("consumer_loan_balance\n1.234\n", "fact_unreadable"),
        ("birth_date\n2026-02-30\n", "fact_unreadable"),
        ("categories\nveteran;wizard\n", "fact_unknown_option"),
        ("in_school\nyes\n", "fact_wrong_type"),
    ];
    for (text, wanted) in answers {
        match read(text) {
            PopulationError::Answer { line: 2, code, .. } => assert_eq!(code, wanted, "{text}"),
            other => panic!("{text}: {other}"),
        }
    }
}

#[test]
fn an_empty_cell_is_open_and_an_empty_set_is_an_answer() {
    let pack = common::pack();
    let people = Population::from_csv(pack, "categories,in_school\n;,\n,true\n").unwrap();
    assert_eq!(people.person(0).get("categories"), Some(&Value::set([])));
    assert_eq!(people.person(0).get("in_school"), None);
    assert_eq!(people.person(1).get("categories"), None);
}

#[test]
fn the_shares_say_where_they_come_from() {
    let all = marginals();
    assert!(all.iter().any(|share| share.assumed) && all.iter().any(|share| !share.assumed));
    for share in all {
        assert!((0..=1000).contains(&share.permille), "{}", share.id);
        assert!(!share.source.is_empty() && !share.zh.is_empty() && !share.en.is_empty());
        assert_eq!(
            all.iter().filter(|other| other.id == share.id).count(),
            1,
            "{}",
            share.id
        );
    }
}

#[test]
fn counts_are_those_of_the_engine_one_by_one() {
    let pack = common::pack();
    let (before, after) = (day(2023, 9, 30), day(2023, 10, 1));
    let people = Population::synthetic(pack, 5, PEOPLE, after);
    let found = simulate((pack, before), (pack, after), &people);
    assert_eq!(found.people, PEOPLE);
    for effect in &found.programmes {
        let yes = |on| {
            (0..PEOPLE)
                .filter(|place| {
                    verdict(pack, &effect.programme, on, &people.person(*place))
                        == Some(Verdict::Eligible)
                })
                .count()
        };
        assert_eq!(effect.before.eligible, yes(before), "{}", effect.programme);
        assert_eq!(effect.after.eligible, yes(after), "{}", effect.programme);
        assert_eq!(
            effect.before.eligible + effect.gains,
            effect.after.eligible + effect.loses
        );
        for (affected, was, is) in effect
            .winners
            .iter()
            .map(|one| (one, false, true))
            .chain(effect.losers.iter().map(|one| (one, true, false)))
        {
            let said = |verdict| verdict == Some(Verdict::Eligible);
            assert_eq!(
                (said(affected.before.verdict), said(affected.after.verdict)),
                (was, is)
            );
            assert_eq!(affected.facts, people.person(affected.person));
        }
    }
    let loan = found
        .programmes
        .iter()
        .find(|effect| effect.programme == "startup_loan_individual")
        .unwrap();
    assert!(loan.before.eligible > 20 && loan.more > 20, "{loan:?}");
    assert!(loan.after.cost_fen > 0);
}

#[test]
fn filed_cases_count_with_what_is_open() {
    let pack = common::pack();
    let today = day(2026, 11, 24);
    let answers = |text: &str| serde_json::from_str::<Facts>(text).unwrap();
    let people = Population::from_facts(
        pack,
        [
            answers(r#"{"in_school":true}"#),
            answers("{}"),
            answers(r#"{"in_school":"perhaps","unheard_of":3}"#),
        ],
    );
    let found = simulate((pack, today), (pack, today), &people);
    let loan = found
        .programmes
        .iter()
        .find(|effect| effect.programme == "startup_loan_individual")
        .unwrap();
    assert_eq!((loan.before.others, loan.before.unknown), (1, 2));
    assert_eq!((loan.gains, loan.loses), (0, 0));
}

/// The columns stay as they were drawn; the other pack numbers its options in another order.
#[test]
fn options_match_by_id_across_packs() {
    let pack = common::pack();
    let today = day(2026, 11, 24);
    let mut sources = common::sources();
    let (one, other) = ("id = \"veteran\"", "id = \"released_prisoner\"");
    sources.facts.text = sources
        .facts
        .text
        .replacen(one, "id = \"swap\"", 1)
        .replacen(other, one, 1)
        .replacen("id = \"swap\"", other, 1);
    let turned = compile(&sources).unwrap();
    let people = Population::synthetic(pack, 9, PEOPLE, today);
    let found = simulate((pack, today), (&turned, today), &people);
    for effect in &found.programmes {
        assert_eq!((effect.gains, effect.loses), (0, 0), "{}", effect.programme);
        assert_eq!(effect.before, effect.after);
    }
}
