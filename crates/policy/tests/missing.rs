//! What is said to be missing is the fewest facts that can make a sure yes: proved on small packs by trying all sets.
#![cfg(test)]

mod common;

use common::{day, small};

fn date(id: &str, first: &str, last: &str, never: bool) -> String {
    small::fact(
        id,
        "date",
        &format!("min = \"{first}\"\nmax = \"{last}\"\nnever = {never}"),
    )
}

fn int(id: &str, most: i64) -> String {
    small::fact(id, "int", &format!("min = 0\nmax = {most}"))
}

fn options(ids: &[&str]) -> String {
    ids.iter()
        .map(|id| {
            format!("[[fact.option]]\nid = \"{id}\"\nlabel = {{ zh = \"字\", en = \"word\" }}\n")
        })
        .collect()
}

#[test]
fn a_fact_that_settles_both_branches_is_enough() {
    // The first test is on `a`, but `b` alone makes a yes whatever `a` is.
    let facts = ["a", "b", "c", "d"]
        .map(|id| small::fact(id, "bool", ""))
        .concat();
    for when in [
        "a && (b || c) || !a && (b || d)",
        "a && b || !a && c || b && c",
        "(a || b) && (c || d)",
        "a && b && c || d",
        "a == true && (b || c) && (d || !b)",
    ] {
        let pack = small::pack(&facts, &[when], "");
        assert!(small::prove_missing(&pack, day(2026, 11, 24)) > 5, "{when}");
    }
}

#[test]
fn sets_choices_and_numbers() {
    let facts = small::fact("set", "set", &options(&["x", "y", "z"]))
        + &small::fact("kind", "enum", &options(&["p", "q", "r"]))
        + &int("n", 5)
        + &small::fact("yes", "bool", "");
    for conditions in [
        vec![
            "\"x\" in set || \"y\" in set && n >= 3",
            "kind != \"q\" || yes",
        ],
        vec![
            "\"x\" in set && !(\"y\" in set) || kind == \"p\" && yes",
            "n < 5 || \"z\" in set",
        ],
        vec!["!(\"x\" in set) && !(\"z\" in set) || n == 4 || kind == \"r\""],
    ] {
        let pack = small::pack(&facts, &conditions, "");
        assert!(
            small::prove_missing(&pack, day(2026, 11, 24)) > 50,
            "{conditions:?}"
        );
    }
}

#[test]
fn chains_of_dates() {
    let facts = date("a", "2026-11-01", "2026-11-05", true)
        + &date("b", "2026-11-02", "2026-11-06", true)
        + &date("c", "2026-11-01", "2026-11-06", false)
        + &small::fact("yes", "bool", "");
    for conditions in [
        vec!["a <= b", "b < c"],
        vec!["a <= b || yes", "b - c <= 2", "has(a)"],
        vec!["a < c || b < c || yes"],
        vec!["a <= b && b <= c || !has(a) && yes"],
        vec!["c - a >= 2 || b - a >= 2", "yes || has(b)"],
        vec!["a == b || b == c || a == c"],
    ] {
        let pack = small::pack(&facts, &conditions, "");
        assert!(
            small::prove_missing(&pack, day(2026, 11, 24)) > 20,
            "{conditions:?}"
        );
    }
}

#[test]
fn pairs_with_factors() {
    let facts = int("employees", 12) + &int("hires", 12) + &small::fact("yes", "bool", "");
    for conditions in [
        vec![
            "employees > 5 && hires * 20 >= employees * 3 || employees <= 5 && hires * 10 >= employees * 3",
        ],
        vec!["hires * 3 >= employees * 2 || yes", "hires <= 9 || yes"],
        vec!["hires * 3 == employees * 2 || yes && hires > 4"],
    ] {
        let pack = small::pack(&facts, &conditions, "");
        assert!(
            small::prove_missing(&pack, day(2026, 11, 24)) > 8,
            "{conditions:?}"
        );
    }
}
