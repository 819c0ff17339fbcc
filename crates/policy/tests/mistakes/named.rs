//! The mistakes that people make most, each with what is said of it.

use super::*;

#[test]
fn mistakes_are_named() {
    let cases: [(&str, Edit, &[&str]); 16] = [
        (
            "a misspelt fact",
            |s| {
                swap(
                    individual(s),
                    "when = \"!in_school\"",
                    "when = \"!in_scool\"",
                )
            },
            &[
                "startup_loan_individual.toml:",
                "condition.in_school.when",
                "did you mean `in_school`",
            ],
        ),
        (
            "a misspelt option",
            |s| {
                swap(
                    individual(s),
                    "\"veteran\" in categories",
                    "\"veterans\" in categories",
                )
            },
            &["condition.category", "no option \"veterans\"", "veteran"],
        ),
        (
            "an unclosed expression",
            |s| {
                swap(
                    individual(s),
                    "when = \"!in_school\"",
                    "when = \"!(in_school\"",
                )
            },
            &["condition.in_school.when", "is no expression"],
        ),
        (
            "more than the subset",
            |s| {
                swap(
                    individual(s),
                    "when = \"!in_school\"",
                    "when = \"in_school ? false : true\"",
                )
            },
            &["condition.in_school.when", "write with && ||"],
        ),
        (
            "a number for a truth",
            |s| {
                swap(
                    individual(s),
                    "when = \"!in_school\"",
                    "when = \"partners\"",
                )
            },
            &["`partners` is neither true nor false"],
        ),
        (
            "no citation",
            |s| {
                swap(
                    individual(s),
                    "cite = [{ document = \"zhangxian_2023\", clause = \"在校学生不得申请\", status = \"secondary\", local_confirm = true }]\n",
                    "",
                );
            },
            &["condition.in_school.cite", "names its document"],
        ),
        (
            "an unknown document",
            |s| {
                swap(
                    individual(s),
                    "document = \"negative_list_2026\", clause = \"曾",
                    "document = \"hearsay\", clause = \"曾",
                )
            },
            &["condition.overdue", "cites \"hearsay\"", "documents.toml"],
        ),
        (
            "papers without a source",
            |s| {
                let text = individual(s);
                let (before, rest) = text.split_once("apply_cite = [").unwrap();
                let (_, after) = rest.split_once("\n]\n").unwrap();
                *text = format!("{before}{after}");
            },
            &["apply_cite", "cite where papers and steps"],
        ),
        (
            "a step in one language",
            |s| swap(individual(s), "zh = \"营业执照\"", "zh = \"\""),
            &["Business licence", "one language only"],
        ),
        (
            "not with an unknown programme",
            |s| {
                swap(
                    individual(s),
                    "\n[[condition]]",
                    "\n[[not_with]]\nprogramme = \"lottery\"\ndocument = \"baiyin_2025\"\nclause = \"无\"\nstatus = \"verified\"\n\n[[condition]]",
                )
            },
            &["not_with", "\"lottery\"", "no other programme"],
        ),
        (
            "a condition listed but not written",
            |s| {
                swap(
                    individual(s),
                    "conditions = [\"age_statutory\",",
                    "conditions = [\"wealth\",",
                )
            },
            &[
                "version.2018-03-27.conditions",
                "no [[condition]] has the key \"wealth\"",
            ],
        ),
        (
            "a parameter that changes inside a version",
            |s| {
                swap(
                    individual(s),
                    "until = \"2018-11-15\"",
                    "until = \"2018-11-17\"",
                )
            },
            &["loan_cap_individual", "over this version's days"],
        ),
        (
            "words in one language",
            |s| {
                swap(
                    individual(s),
                    "pass = { zh = \"您没有逾期记录。\", en = \"You have no overdue record.\" }",
                    "pass = { zh = \"没有\", en = \"\" }",
                )
            },
            &["condition.overdue.pass", "one language only"],
        ),
        (
            "an unknown key",
            |s| swap(&mut s.parameters.text, "unit = \"yuan\"", "unti = \"yuan\""),
            &["parameters.toml:5", "unknown field `unti`"],
        ),
        (
            "a fact twice",
            |s| swap(&mut s.facts.text, "id = \"partners\"", "id = \"industry\""),
            &["facts.toml:", "fact.industry", "written twice"],
        ),
        (
            "a version that ends before it begins",
            |s| {
                swap(
                    individual(s),
                    "until = \"2020-12-31\"",
                    "until = \"2020-01-31\"",
                )
            },
            &["version.2020-04-15", "ends before it begins"],
        ),
    ];
    for (name, edit, wanted) in cases {
        let mut sources = common::sources();
        edit(&mut sources);
        let errors = compile(&sources).expect_err(name);
        let shown: String = errors.iter().map(|error| format!("{error}\n")).collect();
        assert!(
            wanted.iter().all(|part| shown.contains(part)),
            "{name}: {shown}"
        );
    }
}
