//! A mistake in the folder is answered with file, line, key and what to write.
#![cfg(test)]

mod common;
#[path = "mistakes/named.rs"]
mod named;

use policy::{
    Pack, PackError,
    compile::{Sources, compile, compile_to_json},
};

type Edit = fn(&mut Sources);

fn individual(sources: &mut Sources) -> &mut String {
    let file = sources
        .programmes
        .iter_mut()
        .find(|file| file.path.contains("individual"))
        .unwrap();
    &mut file.text
}

fn swap(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
}

/// A text written once more at the end of a file.
fn again(text: &mut String, from: &str) {
    let start = text.find(from).unwrap();
    let rest = &text[start..];
    let end = rest[2..].find("\n\n").map_or(rest.len(), |end| end + 2);
    *text = format!("{text}\n{}\n", &rest[..end]);
}

fn refused(name: &str, edit: impl FnOnce(&mut Sources), wanted: &[&str]) {
    let mut sources = common::sources();
    edit(&mut sources);
    let errors = compile(&sources).expect_err(name);
    let shown: String = errors.iter().map(|error| format!("{error}\n")).collect();
    for part in wanted {
        assert!(shown.contains(part), "{name}: {part}: {shown}");
    }
}

#[test]
fn keys_of_a_citation_misspelt() {
    for (name, edit) in [
        (
            "of a condition",
            (|s| {
                swap(
                    individual(s),
                    "local_confirm = true",
                    "local_confrim = true",
                )
            }) as Edit,
        ),
        ("of a schedule", |s| {
            let text = &mut s.facts.text;
            let at = text.find("[[schedule]]\n").unwrap() + "[[schedule]]\n".len();
            text.insert_str(at, "local_confrim = true\n");
        }),
    ] {
        refused(name, edit, &["unknown field `local_confrim`"]);
    }
}

#[test]
fn ids_written_twice() {
    refused(
        "a document",
        |s| {
            again(
                &mut s.documents.text,
                "[[document]]\nid = \"caijin_2018_22\"",
            )
        },
        &[
            "documents.toml:",
            "document.caijin_2018_22",
            "written twice",
        ],
    );
    refused(
        "a parameter",
        |s| {
            again(
                &mut s.parameters.text,
                "[[parameter]]\nid = \"loan_age_min\"",
            )
        },
        &["parameters.toml:", "loan_age_min", "written twice"],
    );
    refused(
        "a span",
        |s| again(&mut s.facts.text, "[[derived]]\nid = \"age_on_as_of\""),
        &["facts.toml:", "fact.age_on_as_of", "written twice"],
    );
    refused(
        "an option",
        |s| {
            swap(
                &mut s.facts.text,
                "id = \"female_50\"",
                "id = \"female_55\"",
            )
        },
        &[
            "fact.retirement_track.option",
            "\"female_55\" is written twice",
        ],
    );
    refused(
        "a condition",
        |s| again(individual(s), "[[condition]]\nkey = \"in_school\""),
        &[
            "startup_loan_individual.toml:",
            "condition.in_school",
            "written twice",
        ],
    );
    refused(
        "a programme",
        |s| s.programmes.push(s.programmes[0].clone()),
        &[
            "enterprise_hire_insurance_subsidy.toml:1: id:",
            "written twice",
        ],
    );
    refused(
        "a first day",
        |s| {
            let text = individual(s);
            *text = text.replace("from = \"2018-11-16\"", "from = \"2018-03-27\"");
        },
        &["version.2018-03-27", "begins on the same day"],
    );
}

#[test]
fn facts_that_move_each_other_in_a_circle() {
    let moves = |id: &'static str, other: &'static str| {
        move |s: &mut Sources| {
            let (from, to) = (
                format!("id = \"{id}\"\n"),
                format!("id = \"{id}\"\nmoves_with = \"{other}\"\n"),
            );
            let text = s.facts.text.replace("moves_with = \"employees\"\n", "");
            s.facts.text = text;
            swap(&mut s.facts.text, &from, &to);
        }
    };
    let both = |s: &mut Sources| {
        moves("employees", "new_hires_12m")(s);
        let from = "id = \"new_hires_12m\"\n";
        swap(
            &mut s.facts.text,
            from,
            &format!("{from}moves_with = \"employees\"\n"),
        );
    };
    refused(
        "two",
        both,
        &["fact.employees", "fact.new_hires_12m", "round in a circle"],
    );
    refused(
        "one",
        moves("employees", "employees"),
        &["fact.employees", "moves with itself"],
    );
    refused(
        "none",
        moves("employees", "wealth"),
        &["fact.employees", "no whole number"],
    );
    refused(
        "a yes",
        moves("employees", "married"),
        &["fact.employees", "no whole number"],
    );
}

#[test]
fn ranges_that_are_none() {
    for (from, to, wanted) in [
        (
            "min = \"1900-01-01\"",
            "min = \"1900-02-30\"",
            "has a `min` that is none",
        ),
        (
            "min = \"1900-01-01\"",
            "min = 1900",
            "has a `min` that is none",
        ),
        (
            "max = \"2100-12-31\"",
            "max = \"1899-12-31\"",
            "`min` above its `max`",
        ),
    ] {
        refused(
            to,
            |s| swap(&mut s.facts.text, from, to),
            &["facts.toml:", "fact.birth_date", wanted],
        );
    }
}

#[test]
fn expressions_outside_the_subset() {
    for outside in [
        "size(categories) > 1",
        "in_school ? false : true",
        "categories.exists(c, c == 'graduate')",
        "industry.matches('a.*')",
        "partners % 2 == 0",
        "partners > 1.5",
        "partners * employees > 4",
        "partners / employees > 4",
        "partners",
        "industry > 3",
        "birth_date + in_school > 3",
        "partners * 9223372036854775807 * 3 > 1",
        "[1, 2]",
        "{}",
        "",
    ] {
        let when = format!("when = \"{outside}\"");
        refused(
            outside,
            |s| swap(individual(s), "when = \"!in_school\"", &when),
            &[
                "startup_loan_individual.toml:",
                "condition.in_school.when: ",
            ],
        );
    }
}

#[test]
fn ten_megabytes_of_anything() {
    let much = "# nothing\n".repeat(1_100_000);
    for put in [
        (|s, much| s.facts.text = much) as fn(&mut Sources, String),
        |s, much| s.parameters.text = much,
        |s, much| s.documents.text = much,
        |s, much| s.programmes[0].text = much,
    ] {
        let started = std::time::Instant::now();
        refused(
            "much",
            |s| put(s, much.clone()),
            &[".toml: has 11000000 bytes"],
        );
        assert!(started.elapsed().as_secs() < 5);
    }
}

/// Files as a copy that was cut off leaves them: at any byte, an error and no panic.
#[test]
fn half_a_file() {
    let whole = common::sources();
    let text = whole.programmes[0].text.clone();
    let mut refused = 0;
    for place in 1..40 {
        let mut cut = text.len() * place / 40;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let mut sources = whole.clone();
        sources.programmes[0].text = text[..cut].to_owned();
        refused += usize::from(compile(&sources).is_err());
    }
    assert!(refused > 35, "{refused}");
}

/// A compiled pack whose tests lead back to themselves would be walked for ever.
#[test]
fn a_pack_that_goes_round_in_a_circle() {
    let json = compile_to_json(&common::sources()).unwrap();
    let edited = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut pack: serde_json::Value = serde_json::from_str(&json).unwrap();
        edit(&mut pack["nodes"]);
        Pack::from_json(&pack.to_string())
    };
    assert!(edited(&|_| {}).is_ok());
    // The first node is the one called 2.
    let own = edited(&|nodes| nodes[0][1] = 2.into());
    assert_eq!(own.unwrap_err(), PackError::Malformed("nodes"));
    let back = edited(&|nodes| {
        let last = nodes.as_array().unwrap().len() - 1;
        nodes[0][1] = (last + 2).into();
        nodes[last][1] = 2.into();
    });
    assert_eq!(back.unwrap_err(), PackError::Malformed("nodes"));
}
