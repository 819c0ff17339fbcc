//! Ways from a no to a yes are real, the smallest, and all there are: proved on small packs by trying every act on
//! every day.
#![cfg(test)]

mod common;

use bench::people::Dice;
use common::{
    acts::{Acts, How, Seen, World},
    day, small,
};

fn as_of() -> domain::Date {
    day(2026, 11, 24)
}

/// A fact a person can change.
fn own(id: &str, kind: &str, more: &str) -> String {
    small::fact(id, kind, &format!("change = \"now\"\n{more}"))
}

fn date(id: &str, first: &str, last: &str, more: &str) -> String {
    own(
        id,
        "date",
        &format!("min = \"{first}\"\nmax = \"{last}\"\nnever = true\n{more}"),
    )
}

/// Options with what can be done about each (`gain`, `shed` or nothing).
fn options(all: &[(&str, &str)]) -> String {
    let option = |(id, now): &(&str, &str)| {
        let now = if now.is_empty() {
            String::new()
        } else {
            format!("now = \"{now}\"\nhow = {{ zh = \"字\", en = \"word\" }}\n")
        };
        format!("[[fact.option]]\nid = \"{id}\"\nlabel = {{ zh = \"字\", en = \"word\" }}\n{now}")
    };
    all.iter().map(option).collect()
}

fn prove(facts: &str, conditions: &[&str], version: &str, acts: &Acts, horizon: i32) -> Seen {
    let pack = small::pack(facts, conditions, version);
    World::new(&pack, acts, as_of(), horizon).prove(2)
}

#[test]
fn acts_of_every_kind() {
    let facts = own("yes", "bool", "direction = \"up\"\neffort = 2")
        + &own("debt", "bool", "direction = \"down\"\neffort = 3")
        + &own(
            "kind",
            "enum",
            &("effort = 4\n".to_owned()
                + &options(&[("none", ""), ("one", "gain"), ("two", "gain")])),
        )
        + &own(
            "held",
            "set",
            &("effort = 1\n".to_owned() + &options(&[("x", "gain"), ("y", "shed"), ("z", "")])),
        )
        + &own(
            "n",
            "int",
            "min = 0\nmax = 5\ndirection = \"up\"\neffort = 1",
        );
    let acts: &Acts = &[
        ("yes", How::Rise, 2),
        ("debt", How::Fall, 3),
        ("kind", How::Gain(&[1, 2]), 4),
        ("held", How::Flip(1, 2), 1),
        ("n", How::Rise, 1),
    ];
    for conditions in [
        vec![
            "yes && !debt || kind == \"one\" && n >= 3",
            "\"x\" in held || n >= 2 || kind != \"none\"",
        ],
        vec![
            "\"x\" in held && !(\"y\" in held) || \"z\" in held && n > 4",
            "!debt || yes",
        ],
        vec![
            "n >= 2 && n <= 3 || kind == \"two\" || yes",
            "kind != \"two\" || !debt || !(\"y\" in held)",
        ],
        vec![
            "n < 4 || \"x\" in held",
            "kind == \"one\" || kind == \"two\" && (yes || debt)",
            "!(\"y\" in held)",
        ],
    ] {
        let seen = prove(&facts, &conditions, "", acts, 0);
        assert!(seen.acting > 20, "{conditions:?}: {seen:?}");
    }
}

#[test]
fn dates_that_come_and_ripen() {
    let facts = date("a", "2026-10-20", "2026-11-26", "effort = 2")
        + &small::fact(
            "b",
            "date",
            "min = \"2026-11-20\"\nmax = \"2026-11-26\"\nnever = true",
        )
        + &own("yes", "bool", "direction = \"up\"\neffort = 1")
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"a\"\n"
        + "[[derived]]\nid = \"since\"\nspan = \"months\"\nfact = \"b\"\n";
    let acts: &Acts = &[("a", How::Once, 2), ("yes", How::Rise, 1)];
    for conditions in [
        vec!["has(a) && months >= 1", "yes || !has(b)"],
        vec!["has(a) && months < 1", "yes || since >= 1 && has(b)"],
        vec!["months >= 1 && months < 2", "yes"],
        vec!["months < 1 || since >= 1", "since < 1 || yes"],
    ] {
        prove(&facts, &conditions, "", acts, 100);
    }
}

#[test]
fn a_chain_of_acts() {
    let facts = date("a", "2026-11-21", "2026-11-25", "effort = 2")
        + &date("b", "2026-11-22", "2026-11-26", "effort = 3")
        + &own("yes", "bool", "direction = \"up\"\neffort = 1")
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"a\"\n"
        + "[[derived]]\nid = \"since\"\nspan = \"months\"\nfact = \"b\"\n";
    let acts: &Acts = &[
        ("a", How::Once, 2),
        ("b", How::Once, 3),
        ("yes", How::Rise, 1),
    ];
    for conditions in [
        vec!["has(b) && a <= b", "yes"],
        vec!["a < b || yes && months >= 1", "has(a)"],
        vec!["b - a >= 2 || since >= 1 && has(b)", "has(a) || yes"],
        vec!["a <= b && months >= 1 && since >= 1 && has(b) && has(a)"],
    ] {
        prove(&facts, &conditions, "", acts, 70);
    }
}

#[test]
fn an_act_done_again() {
    let facts = date(
        "a",
        "2026-08-20",
        "2026-11-26",
        "direction = \"up\"\neffort = 2",
    ) + &own("yes", "bool", "direction = \"up\"\neffort = 1")
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"a\"\n";
    let acts: &Acts = &[("a", How::Again, 2), ("yes", How::Rise, 1)];
    for conditions in [
        vec!["months >= 1 && months < 2", "yes"],
        vec!["has(a) && months < 1 || yes && months == 2"],
    ] {
        prove(&facts, &conditions, "", acts, 100);
    }
}

#[test]
fn a_number_that_moves_another() {
    let facts = small::fact("staff", "int", "min = 0\nmax = 14")
        + &own(
            "hires",
            "int",
            "min = 0\nmax = 8\ndirection = \"up\"\neffort = 2\nmoves_with = \"staff\"",
        )
        + &own("yes", "bool", "direction = \"up\"\neffort = 3");
    let acts: &Acts = &[("hires", How::With("staff"), 2), ("yes", How::Rise, 3)];
    for conditions in [
        vec!["hires * 10 >= staff * 3 && (staff <= 8 || yes)"],
        vec!["staff > 5 && hires * 20 >= staff * 3 || staff <= 5 && hires * 10 >= staff * 3"],
        vec!["hires >= 3 || yes", "staff <= 10"],
        vec!["staff >= 6 && staff < 9 || yes && hires == 7"],
        vec!["staff - hires >= 3 && staff >= 7", "yes || hires < 4"],
    ] {
        let seen = prove(&facts, &conditions, "", acts, 0);
        assert!(seen.acting > 20, "{conditions:?}: {seen:?}");
    }
}

#[test]
fn a_new_rule_on_its_day() {
    let facts = date("a", "2026-10-24", "2026-11-26", "effort = 2")
        + &own("yes", "bool", "direction = \"up\"\neffort = 1")
        + &small::fact("old", "bool", "")
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"a\"\n";
    let acts: &Acts = &[("a", How::Once, 2), ("yes", How::Rise, 1)];
    const BOTH: &str = r#"{ zh = "字", en = "word" }"#;
    let next = |from: &str, until: &str, key: &str| {
        format!(
            "until = \"{until}\"\n[[version]]\nfrom = \"{from}\"\nconditions = [\"{key}\"]\ncite = [{{ document = \"paper\", clause = \"1\", status = \"verified\" }}]\ninterest = {BOTH}\nterm = {BOTH}\namount_words = {BOTH}\n"
        )
    };
    let conditions = [
        "has(a) && months >= 1 && old",
        "yes && (months >= 1 || old)",
    ];
    for version in [
        next("2026-12-10", "2026-12-09", "c1"),
        next("2026-12-20", "2026-12-01", "c0"),
    ] {
        prove(&facts, &conditions, &version, acts, 70);
    }
}

/// Two conditions, each two or three tests joined at random.
fn thrown(dice: &mut Dice, tests: &[&str]) -> [String; 2] {
    [2, 3].map(|count| {
        let mut text = String::new();
        for place in 0..count {
            let join = dice.pick(&[" && ", " || "]);
            let not = dice.pick(&["", "", "!"]);
            let test = dice.pick(tests);
            text += &format!("{}{not}({test})", if place == 0 { "" } else { join });
        }
        text
    })
}

#[test]
fn rules_thrown_together() {
    let facts = date("a", "2026-11-20", "2026-11-25", "effort = 2")
        + &date(
            "b",
            "2026-11-22",
            "2026-11-25",
            "effort = 3\ndirection = \"up\"",
        )
        + &own(
            "kind",
            "enum",
            &("effort = 4\n".to_owned()
                + &options(&[("none", ""), ("one", "gain"), ("two", "gain")])),
        )
        + &own(
            "n",
            "int",
            "min = 0\nmax = 3\ndirection = \"up\"\neffort = 1",
        )
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"a\"\n"
        + "[[derived]]\nid = \"since\"\nspan = \"calendar_months\"\nfact = \"b\"\n";
    let acts: &Acts = &[
        ("a", How::Once, 2),
        ("b", How::Again, 3),
        ("kind", How::Gain(&[1, 2]), 4),
        ("n", How::Rise, 1),
    ];
    let tests = [
        "has(a)",
        "has(b)",
        "months >= 1",
        "since >= 1",
        "since == 2",
        "a <= b",
        "b - a >= 2",
        "a < b",
        "n >= 2",
        "n == 1",
        "kind == \"one\"",
        "kind == \"two\"",
    ];
    let mut seen = Seen::default();
    for seed in 0..14 {
        let mut dice = Dice::new(seed);
        let conditions = thrown(&mut dice, &tests);
        let conditions = conditions.each_ref().map(String::as_str);
        let Ok(pack) = policy::compile::compile(&small::sources(&facts, &conditions, "")) else {
            continue;
        };
        let found = World::new(&pack, acts, as_of(), 40).prove(2);
        seen.acting += found.acting;
        seen.waiting += found.waiting;
        seen.both += found.both;
        seen.hopeless += found.hopeless;
    }
    assert!(
        seen.acting > 500 && seen.waiting > 500 && seen.both > 500 && seen.hopeless > 500,
        "{seen:?}"
    );
}
