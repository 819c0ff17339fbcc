use api::policy_desk::{BothLanguages, ConditionWords, ParameterValue};

use super::*;

const PARAMETERS: &str = r#"# Dated values.

[[parameter]]
id = "cap" # the one everybody asks for
unit = "yuan"
label = { zh = "最高额", en = "Cap" }
[[parameter.value]]
until = "2023-09-30"
value = 200000 # until the notice of 2023
document = "d20"
clause = "一"
status = "secondary"
[[parameter.value]]
from = "2023-10-01"
value = 300000
document = "d23"
clause = "二"
status = "secondary"
local_confirm = true

[[parameter]]
id = "other"
value = [{ value = 1, document = "d", clause = "c", status = "verified" }]
"#;

const PROGRAMME: &str = r#"id = "p"

# Who may apply.
[[condition]]
key = "age"
when = '''
age >= 18 &&
  age < 60
'''
cite = [{ document = "d", clause = "c", status = "verified" }]
label = { zh = "年龄", en = "Age" }
pass = { zh = "合适。", en = "Fits." }
fail = { zh = "不合适。", en = "Does not fit." } # plain words
"#;

fn value(amount: i64, from: Option<&str>, until: Option<&str>) -> ParameterValue {
    ParameterValue {
        value: amount,
        from: from.map(str::to_owned),
        until: until.map(str::to_owned),
        document: "d23".into(),
        clause: "二".into(),
        status: "secondary".into(),
        local_confirm: true,
    }
}

fn set(place: u32, value: ParameterValue) -> PolicyEdit {
    PolicyEdit::SetParameterValue {
        path: "parameters.toml".into(),
        parameter: "cap".into(),
        place,
        value,
    }
}

fn add(parameter: &str, value: ParameterValue) -> PolicyEdit {
    PolicyEdit::AddParameterValue {
        path: "parameters.toml".into(),
        parameter: parameter.into(),
        value,
    }
}

fn both(zh: &str, en: &str) -> BothLanguages {
    BothLanguages {
        zh: zh.into(),
        en: en.into(),
    }
}

fn condition(key: &str, when: Option<&str>, words: Option<ConditionWords>) -> PolicyEdit {
    PolicyEdit::SetCondition {
        path: "programmes/p.toml".into(),
        condition: key.into(),
        when: when.map(str::to_owned),
        words,
    }
}

/// The lines that differ, old and new.
fn differences(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |one: &str, other: &str| -> Vec<String> {
        one.lines()
            .filter(|line| !other.lines().any(|known| known == *line))
            .map(str::to_owned)
            .collect()
    };
    (only(before, after), only(after, before))
}

#[test]
fn one_value_changes_one_line() {
    let edit = set(1, value(350_000, Some("2023-10-01"), None));
    let after = apply(PARAMETERS, &edit).unwrap();
    assert_eq!(
        differences(PARAMETERS, &after),
        (vec!["value = 300000".into()], vec!["value = 350000".into()])
    );
    let same = set(1, value(300_000, Some("2023-10-01"), None));
    assert_eq!(apply(PARAMETERS, &same).unwrap(), PARAMETERS);
}

#[test]
fn a_comment_beside_a_value_stays() {
    let mut new = value(210_000, None, Some("2023-09-30"));
    (new.document, new.clause) = ("d20".into(), "一".into());
    new.local_confirm = false;
    let after = apply(PARAMETERS, &set(0, new)).unwrap();
    assert!(
        after.contains("value = 210000 # until the notice of 2023"),
        "{after}"
    );
}

#[test]
fn a_new_value_ends_the_one_before() {
    let edit = add(
        "cap",
        value(400_000, Some("2027-01-01"), Some("2030-12-31")),
    );
    let after = apply(PARAMETERS, &edit).unwrap();
    assert!(after.starts_with("# Dated values.") && after.contains("until = \"2026-12-31\""));
    let document: DocumentMut = after.parse().unwrap();
    let values = document["parameter"][0]["value"]
        .as_array_of_tables()
        .unwrap();
    assert_eq!(values.len(), 3);
    assert_eq!(values.get(2).unwrap()["value"].as_integer(), Some(400_000));
    let inline = apply(
        PARAMETERS,
        &add("other", value(2, Some("2027-01-01"), None)),
    )
    .unwrap();
    let document: DocumentMut = inline.parse().unwrap();
    let values = document["parameter"][1]["value"].as_array().unwrap();
    assert_eq!(values.len(), 2);
    let taken = PolicyEdit::RemoveParameterValue {
        path: "parameters.toml".into(),
        parameter: "cap".into(),
        place: 2,
    };
    let back = apply(&after, &taken).unwrap();
    assert!(!back.contains("400000"));
    assert!(apply(&back, &taken).is_err());
}

#[test]
fn a_condition_changes_and_its_neighbours_do_not() {
    let when = "age >= 16 &&\n  age < 60";
    let after = apply(PROGRAMME, &condition("age", Some(when), None)).unwrap();
    let document: DocumentMut = after.parse().unwrap();
    assert_eq!(document["condition"][0]["when"].as_str(), Some(when));
    assert!(after.contains("# Who may apply.") && after.contains("# plain words"));

    let unchanged = apply(
        PROGRAMME,
        &condition("age", Some("age >= 18 &&\n  age < 60"), None),
    );
    assert_eq!(unchanged.unwrap(), PROGRAMME);

    let words = ConditionWords {
        label: both("年龄", "Age"),
        pass: both("合适。", "Fits."),
        fail: both("年龄不合适。", "The age does not fit."),
        how: both("满了再来。", "Come back then."),
    };
    let after = apply(PROGRAMME, &condition("age", None, Some(words))).unwrap();
    let (gone, new) = differences(PROGRAMME, &after);
    assert_eq!((gone.len(), new.len()), (1, 2), "{after}");
    assert!(
        after.contains("The age does not fit.\" } # plain words"),
        "{after}"
    );
    assert!(after.contains("'''\nage >= 18"), "{after}");
}

#[test]
fn what_cannot_be_is_refused_and_pointed_at() {
    let wrong_day = value(1, Some("2026-02-30"), None);
    let backwards = value(1, Some("2026-02-02"), Some("2026-02-01"));
    let uncited = ParameterValue {
        clause: " ".into(),
        status: "heard".into(),
        ..value(-1, None, None)
    };
    let table = [
        (
            PARAMETERS,
            set(2, value(1, None, None)),
            vec!["/edit/place"],
        ),
        (PARAMETERS, set(0, wrong_day), vec!["/edit/value/from"]),
        (PARAMETERS, set(0, backwards), vec!["/edit/value/until"]),
        (
            PARAMETERS,
            set(0, uncited),
            vec![
                "/edit/value/value",
                "/edit/value/clause",
                "/edit/value/status",
            ],
        ),
        (
            PARAMETERS,
            add("cap", value(1, None, None)),
            vec!["/edit/value/from"],
        ),
        (
            PARAMETERS,
            add("none", value(1, Some("2026-01-01"), None)),
            vec!["/edit/parameter"],
        ),
        (
            PROGRAMME,
            condition("none", None, None),
            vec!["/edit/condition"],
        ),
        (
            PROGRAMME,
            condition("age", Some(" "), None),
            vec!["/edit/when"],
        ),
        ("id = ", condition("age", None, None), vec!["/edit/path"]),
    ];
    for (source, edit, pointers) in table {
        let Err(ApiError::Fields(api::ProblemCode::InvalidInput, errors)) = apply(source, &edit)
        else {
            panic!("{edit:?} was not refused")
        };
        let found: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(found, pointers, "{edit:?}");
    }
}
