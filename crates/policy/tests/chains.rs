//! Comparisons of several facts, spans from schedules, and dates that never came: every partial person of small packs.
#![cfg(test)]

mod common;

use common::{day, small};
use policy::{Per, Verdict, compile::compile, evaluate};

const AS_OF: (i32, i32, i32) = (2026, 11, 24);

fn as_of() -> domain::Date {
    day(AS_OF.0, AS_OF.1, AS_OF.2)
}

fn date(id: &str, first: &str, last: &str, never: bool) -> String {
    small::fact(
        id,
        "date",
        &format!("min = \"{first}\"\nmax = \"{last}\"\nnever = {never}"),
    )
}

fn all_seen(seen: [usize; 3]) {
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
}

#[test]
fn a_chain_of_three_dates() {
    let facts = date("registered", "2026-11-01", "2026-11-07", false)
        + &date("certified", "2026-11-03", "2026-11-09", true)
        + &date("employed", "2026-11-02", "2026-11-08", true);
    // Certified no sooner than registered, employed after being certified, and within six days of registering.
    let chain = small::pack(
        &facts,
        &[
            "registered <= certified",
            "certified < employed",
            "employed - registered <= 6",
        ],
        "",
    );
    all_seen(small::prove(&chain, as_of()));
    // Without a bound the three can never be in a circle.
    let circle = small::pack(
        &facts,
        &[
            "registered < certified || certified < employed || employed < registered || has(certified)",
        ],
        "",
    );
    small::prove(&circle, as_of());
    let impossible = small::pack(
        &facts,
        &[
            "registered < certified",
            "certified < employed",
            "employed < registered",
        ],
        "",
    );
    let seen = small::prove(&impossible, as_of());
    assert_eq!([seen[1], seen[2]], [0, 0], "nobody fits, whatever is open");
}

#[test]
fn a_chain_beside_spans_and_choices() {
    let facts = date("registered", "2026-05-20", "2026-05-27", true)
        + &date("employed", "2026-05-21", "2026-05-28", true)
        + &small::fact("kind", "enum", &small_options(&["a", "b", "c"]))
        + "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"registered\"\n";
    let pack = small::pack(
        &facts,
        &[
            "has(registered) && months >= 6 || kind == \"a\"",
            "registered <= employed || kind != \"b\"",
            "employed != registered",
        ],
        "",
    );
    all_seen(small::prove(&pack, as_of()));
}

fn small_options(ids: &[&str]) -> String {
    ids.iter()
        .map(|id| {
            format!("[[fact.option]]\nid = \"{id}\"\nlabel = {{ zh = \"字\", en = \"word\" }}\n")
        })
        .collect()
}

const SCHEDULE: &str = r#"
[[schedule]]
id = "male_60"
base_years = 60
first_birth_month = "1965-01"
step_months = 4
most_months = 36
document = "paper"
clause = "2"
status = "secondary"
[[derived]]
id = "past"
span = "months"
fact = "birth_date"
schedule = "male_60"
[[derived]]
id = "age"
span = "years"
fact = "birth_date"
"#;

#[test]
fn a_schedule_beside_the_age() {
    let facts = date("birth_date", "1966-03-20", "1966-08-05", false)
        + &small::fact("kind", "enum", &small_options(&["man", "woman"]))
        + SCHEDULE;
    let pack = small::pack(
        &facts,
        &["kind == \"man\" && past < 0 || age >= 60 && kind == \"woman\""],
        "",
    );
    for on in [
        day(2026, 3, 19),
        day(2026, 7, 20),
        day(2026, 11, 24),
        day(2026, 12, 1),
    ] {
        small::prove(&pack, on);
    }
    // Born on 20 July 1966: nineteen months after January 1965, so five months later than at sixty.
    let facts = serde_json::from_str(r#"{"birth_date":"1966-07-20","kind":"man"}"#).unwrap();
    let verdict = |on| policy::verdict(&pack, "p", on, &facts).unwrap();
    assert_eq!(verdict(day(2026, 12, 19)), Verdict::Eligible);
    assert_eq!(verdict(day(2026, 12, 20)), Verdict::NotEligible);
    // The schedule is a source like any other.
    let found = evaluate(&pack, "p", as_of(), &facts).unwrap();
    assert_eq!(found.conditions[0].citations.len(), 2);
    assert!(found.conditions[0].provisional);
}

#[test]
fn a_date_that_never_came_is_later_than_every_day() {
    let facts = date("one", "2026-11-20", "2026-11-26", true)
        + &date("other", "2026-11-20", "2026-11-26", true);
    let holds = |when: &str, one: &str, other: &str| {
        let pack = small::pack(&(facts.clone() + MONTHS), &[when], "");
        small::prove(&pack, as_of());
        let facts = format!(r#"{{"one":"{one}","other":"{other}"}}"#);
        let facts = serde_json::from_str(&facts).unwrap();
        policy::verdict(&pack, "p", as_of(), &facts) == Some(Verdict::Eligible)
    };
    const MONTHS: &str = "[[derived]]\nid = \"months\"\nspan = \"months\"\nfact = \"one\"\n";
    assert!(holds("one < other", "2026-11-24", "none"));
    assert!(!holds("one < other", "none", "2026-11-24"));
    assert!(holds("one <= other", "none", "none"));
    assert!(!holds("one < other", "none", "none"));
    assert!(!holds("one - other <= 30", "none", "2026-11-24"));
    assert!(holds("one - other <= 30", "2026-11-24", "none"));
    // "Within a year of it" holds for what has not come yet; a rule that means the past says so.
    assert!(!holds("months >= 0", "none", "none"));
    assert!(holds("months < 12", "none", "none"));
    assert!(!holds("has(one)", "none", "none"));
}

#[test]
fn pairs_with_factors_stay_pairs() {
    let facts = ["a", "b", "c"]
        .map(|id| small::fact(id, "int", "min = 0\nmax = 9"))
        .concat();
    let pair = small::pack(&facts, &["a * 3 >= b * 2", "a + b <= 11 || c == 4"], "");
    all_seen(small::prove(&pair, as_of()));
    for (conditions, said) in [
        (
            ["a * 3 >= b * 2", "b <= c"],
            "shares a fact with another comparison",
        ),
        (["a + b + c > 2", "a < 3"], "more than two facts"),
    ] {
        let errors = compile(&small::sources(&facts, &conditions, "")).unwrap_err();
        assert!(
            errors.iter().any(|error| error.message.contains(said)),
            "{errors:?}"
        );
    }
}

#[test]
fn a_share_of_a_payment_is_rounded_down_to_the_fen() {
    let facts = small::fact("paid", "money", "min = \"0\"\nmax = \"100000\"")
        + &small::fact("days", "int", "min = 0\nmax = 40");
    let amounts = [
        ("paid * 2 / 3", "", "\"1000.00\"", 66_666),
        ("paid * 2 / 3", "", "\"0.01\"", 0),
        ("2 * (paid / 3)", "", "\"1000.00\"", 66_666),
        ("paid / 3 * 3", "", "\"1000.01\"", 100_001),
        ("paid * 2 / 3", "at_most = \"50000\"", "\"1000.00\"", 50_000),
    ];
    for (value, more, paid, fen) in amounts {
        let version = format!("[[version.amount]]\nvalue = \"{value}\"\nper = \"month\"\n{more}\n");
        let pack = small::pack(&facts, &["paid >= 0"], &version);
        let told = serde_json::from_str(&format!(r#"{{"paid":{paid}}}"#)).unwrap();
        let found = evaluate(&pack, "p", as_of(), &told).unwrap();
        assert_eq!(
            (found.amount_fen, found.per),
            (Some(fen), Per::Month),
            "{value}"
        );
    }
    let pack = small::pack(
        &facts,
        &["paid >= 0"],
        "[[version.amount]]\nvalue = \"3000 * days\"\n",
    );
    let told = serde_json::from_str(r#"{"days":7}"#).unwrap();
    let found = evaluate(&pack, "p", as_of(), &told).unwrap();
    assert_eq!((found.amount_fen, found.per), (Some(21_000), Per::Once));
    let open = evaluate(&pack, "p", as_of(), &policy::Facts::default()).unwrap();
    assert_eq!((open.amount_fen, open.ceiling_fen), (None, Some(120_000)));
    // What can be typed as a sum of money limits no payment; what the rule says does.
    for (more, ceiling) in [("", None), ("at_most = \"50000\"", Some(50_000))] {
        let version = format!("[[version.amount]]\nvalue = \"paid * 2 / 3\"\n{more}\n");
        let pack = small::pack(&facts, &["paid >= 0"], &version);
        let open = evaluate(&pack, "p", as_of(), &policy::Facts::default()).unwrap();
        assert_eq!(
            (open.amount_fen, open.ceiling_fen),
            (None, ceiling),
            "{more}"
        );
    }
    for value in ["paid / days", "paid * days", "paid + 3", "paid / 0"] {
        let version = format!("[[version.amount]]\nvalue = \"{value}\"\n");
        assert!(
            compile(&small::sources(&facts, &["paid >= 0"], &version)).is_err(),
            "{value}"
        );
    }
}

#[test]
fn a_schedule_is_checked() {
    let birth =
        date("birth_date", "1950-01-01", "2010-12-31", false) + &small::fact("kind", "int", "");
    for (from, to, said) in [
        (
            "schedule = \"male_60\"",
            "schedule = \"male_6\"",
            "no [[schedule]] has as its id",
        ),
        ("1965-01", "1965-13", "is no month"),
        ("step_months = 4", "step_months = 0", "step below one month"),
        ("fact = \"birth_date\"", "fact = \"kind\"", "no date fact"),
        (
            "span = \"months\"",
            "span = \"years\"",
            "write span = \"months\"",
        ),
        (
            "document = \"paper\"",
            "document = \"papers\"",
            "documents.toml does not have",
        ),
    ] {
        let facts = birth.clone() + &SCHEDULE.replacen(from, to, 1);
        let errors = compile(&small::sources(&facts, &["past < 0 && kind > 0"], "")).unwrap_err();
        assert!(
            errors.iter().any(|error| error.message.contains(said)),
            "{said}: {errors:?}"
        );
    }
}
