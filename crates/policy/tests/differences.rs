//! The difference of two rules: exact, and every witness holds when evaluated again.
#![cfg(test)]

mod common;

use bench::people::{Crowd, Dice, days};
use common::day;
use domain::Date;
use policy::{
    Facts, Pack, Verdict,
    compile::{Sources, compile},
    diff::{ConditionChange, ProgrammeDiff, Witness, diff},
    verdict,
};

fn edited(edit: fn(&mut Sources)) -> Pack {
    let mut sources = common::sources();
    edit(&mut sources);
    compile(&sources).unwrap()
}

fn individual(sources: &mut Sources, from: &str, to: &str) {
    let file = sources
        .programmes
        .iter_mut()
        .find(|file| file.path.contains("startup_loan_individual"))
        .unwrap();
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replace(from, to);
}

fn of<'a>(all: &'a [ProgrammeDiff], id: &str) -> &'a ProgrammeDiff {
    all.iter().find(|one| one.programme == id).unwrap()
}

fn eligible(witness: &Option<Witness>, before: bool, after: bool) {
    let witness = witness.as_ref().expect("a witness");
    let is = |verdict: Option<Verdict>| verdict == Some(Verdict::Eligible);
    assert_eq!(
        (is(witness.before.verdict), is(witness.after.verdict)),
        (before, after),
        "{witness:?}"
    );
}

#[test]
fn a_pack_does_not_differ_from_itself() {
    let pack = common::pack();
    for as_of in days() {
        for one in diff((pack, as_of), (pack, as_of), None) {
            assert!(one.is_same, "{as_of}: {one:#?}");
        }
    }
}

#[test]
fn the_day_of_the_new_rule_shows_what_it_brought() {
    let pack = common::pack();
    let all = diff(
        (pack, day(2023, 9, 30)),
        (pack, day(2023, 10, 1)),
        Some("startup_loan_individual"),
    );
    assert_eq!(all.len(), 1);
    let one = &all[0];
    assert!(!one.is_same);
    eligible(&one.gains, false, true);
    eligible(&one.loses, true, false);
    // Two partners: 2 × 200,000 × 110 % before, 2 × 300,000 × 110 % after.
    let more = one.amounts.more.as_ref().unwrap();
    assert_eq!(more.before.amount_fen, Some(44_000_000));
    assert_eq!(more.after.amount_fen, Some(66_000_000));
    // No cap is known for large partnerships before; now it is four million.
    let less = one.amounts.less.as_ref().unwrap();
    assert!(less.before.amount_fen > Some(400_000_000));
    assert_eq!(less.after.amount_fen, Some(400_000_000));
    let change = |id: &str| one.conditions.iter().find(|c| c.id == id).map(|c| c.change);
    assert_eq!(change("overdue"), Some(ConditionChange::Added));
    assert_eq!(change("age"), Some(ConditionChange::Changed));
    assert_eq!(change("other_loans"), Some(ConditionChange::Reworded));
    assert_eq!(change("category"), Some(ConditionChange::Changed));
    assert_eq!(one.before.version.as_deref(), Some("2021-01-01"));
    assert_eq!(one.after.version.as_deref(), Some("2023-10-01"));
}

#[test]
fn before_any_source_the_verdict_without_a_rule_is_told() {
    let pack = common::pack();
    let all = diff(
        (pack, day(2016, 12, 31)),
        (pack, day(2017, 1, 1)),
        Some("startup_loan_individual"),
    );
    assert_eq!(all[0].before.without, Some(Verdict::NotSourced));
    assert_eq!(all[0].before.version, None);
    eligible(&all[0].gains, false, true);
    assert!(all[0].loses.is_none());
}

#[test]
fn a_day_passing_makes_one_birthday() {
    let pack = common::pack();
    let all = diff(
        (pack, day(2026, 11, 23)),
        (pack, day(2026, 11, 24)),
        Some("startup_loan_individual"),
    );
    let gains = all[0].gains.as_ref().unwrap();
    assert_eq!(
        gains.facts.get("birth_date"),
        Some(&policy::Value::date(day(2008, 11, 24)))
    );
}

#[test]
fn edits_of_a_pack_are_found_with_people() {
    let old = common::pack();
    let today = day(2026, 11, 24);
    // An option less.
    let new = edited(|s| individual(s, "\"veteran\" in categories ||", ""));
    let all = diff((old, today), (&new, today), None);
    let one = of(&all, "startup_loan_individual");
    assert!(one.gains.is_none());
    eligible(&one.loses, true, false);
    assert_eq!(
        one.loses.as_ref().unwrap().facts.get("categories"),
        Some(&policy::Value::set(["veteran"]))
    );
    assert!(of(&all, "startup_loan_enterprise").is_same);
    // An option more than the old vocabulary has.
    let new = edited(|s| {
        let option = "id = \"veteran\"\n";
        assert!(s.facts.text.contains(option));
        s.facts.text = s.facts.text.replacen(
            option,
            "id = \"shepherd\"\nlabel = { zh = \"牧羊人\", en = \"Shepherd\" }\n[[fact.option]]\nid = \"veteran\"\n",
            1,
        );
        individual(
            s,
            "\"veteran\" in categories ||",
            "\"veteran\" in categories || \"shepherd\" in categories ||",
        );
    });
    let all = diff((old, today), (&new, today), None);
    let one = of(&all, "startup_loan_individual");
    eligible(&one.gains, false, true);
    assert!(one.loses.is_none());
    // The same meaning in other words is no difference.
    let new = edited(|s| {
        individual(
            s,
            "when = \"!in_school\"",
            "when = \"!(in_school && true)\"",
        )
    });
    assert!(
        diff((old, today), (&new, today), None)
            .iter()
            .all(|one| one.is_same)
    );
    // Only a sentence.
    let new = edited(|s| individual(s, "您没有逾期记录。", "您没有欠过钱不还。"));
    let all = diff((old, today), (&new, today), None);
    let one = of(&all, "startup_loan_individual");
    assert!(!one.is_same && one.gains.is_none() && one.loses.is_none());
    assert_eq!(one.conditions[0].change, ConditionChange::Reworded);
    // A programme that is gone.
    let new = edited(|s| {
        s.programmes
            .retain(|file| !file.path.contains("individual"))
    });
    let all = diff((old, today), (&new, today), None);
    let one = of(&all, "startup_loan_individual");
    eligible(&one.loses, true, false);
    assert_eq!((one.after.version.clone(), one.after.without), (None, None));
}

/// When the difference names nobody, no random person differs; and hires are weighed against employees.
#[test]
fn nobody_named_means_nobody_differs() {
    let mut checked = 0;
    let pack = common::pack();
    let moved = edited(|s| {
        s.parameters.text = s
            .parameters
            .text
            .replacen("value = 10\n", "value = 11\n", 1);
    });
    let pairs: Vec<(Date, Date, &Pack)> = vec![
        (day(2019, 1, 1), day(2019, 1, 1), pack),
        (day(2020, 4, 14), day(2020, 4, 15), pack),
        (day(2023, 9, 30), day(2023, 10, 1), pack),
        (day(2026, 11, 24), day(2026, 11, 24), &moved),
    ];
    for (before, after, new) in pairs {
        // The same people for every programme: what they may answer takes long to work out.
        let crowd = Crowd::on(pack, after);
        let people: Vec<Facts> = (0..400)
            .map(|seed| crowd.nearly_eligible(&mut Dice::new(seed)))
            .collect();
        for one in diff((pack, before), (new, after), None) {
            for facts in &people {
                let ask =
                    |pack, on| verdict(pack, &one.programme, on, facts) == Some(Verdict::Eligible);
                let (was, is) = (ask(pack, before), ask(new, after));
                assert!(
                    was || !is || one.gains.is_some(),
                    "{} {facts:?}",
                    one.programme
                );
                assert!(
                    !was || is || one.loses.is_some(),
                    "{} {facts:?}",
                    one.programme
                );
                checked += usize::from(was != is);
            }
            if let Some(witness) = &one.gains {
                eligible(&Some(witness.clone()), false, true);
            }
            if let Some(witness) = &one.loses {
                eligible(&Some(witness.clone()), true, false);
            }
        }
    }
    assert!(checked > 20, "{checked}");
}
