//! What is wrong with a file of courses, each defect with its record.

use super::*;

#[test]
fn each_defect_of_a_course_is_named_with_its_file_and_record() {
    let file = "courses/farming.toml";
    assert_eq!(course_errors(file, COURSE), []);
    for (from, to, record, defect) in [
        (
            "id = \"sheep\"",
            "id = \"Sheep 1\"",
            "Sheep 1",
            LoadDefect::BadId,
        ),
        (
            "肉羊舍饲",
            " ",
            "sheep",
            LoadDefect::Empty { field: "title" },
        ),
        (
            "[\"配方\"]",
            "[]",
            "sheep",
            LoadDefect::Empty { field: "outline" },
        ),
        (
            "hours = 18",
            "hours = 0",
            "sheep",
            LoadDefect::Empty { field: "hours" },
        ),
        (
            "price_fen = 0",
            "price_fen = -1",
            "sheep",
            LoadDefect::NegativePrice,
        ),
        (
            "620602100",
            "620602999",
            "sheep",
            LoadDefect::UnknownDivision {
                code: "620602999".into(),
            },
        ),
        (
            "is_sample = true",
            "is_sample = false",
            "sheep",
            LoadDefect::NotMarkedSample,
        ),
        ("示例农民", "农民", "sheep", LoadDefect::NotMarkedSample),
        (
            "\"farming\"",
            "\"startup\"",
            "sheep",
            LoadDefect::KindNotOfFile,
        ),
        (
            "hours = 18",
            "hours = 18\nbrings = []",
            "sheep",
            LoadDefect::UnknownKey {
                key: "brings".into(),
            },
        ),
        (
            "seats = 30",
            "seats = 30\nseat = 1",
            "sheep",
            LoadDefect::UnknownKey {
                key: "sessions.seat".into(),
            },
        ),
        (
            "seats_taken = 30",
            "seats_taken = 31",
            "sheep, session 1",
            LoadDefect::TooManySeatsTaken,
        ),
        (
            "2026-12-19",
            "2026-12-07",
            "sheep, session 1",
            LoadDefect::DatesOutOfOrder,
        ),
        (
            "2026-12-03",
            "2026-12-09",
            "sheep, session 1",
            LoadDefect::DatesOutOfOrder,
        ),
    ] {
        let text = COURSE.replacen(from, to, 1);
        assert_ne!(text, COURSE, "{from}");
        assert_eq!(
            course_errors(file, &text),
            [LoadError {
                file: file.into(),
                record: Some(record.into()),
                defect
            }],
            "{from} → {to}"
        );
    }
}

#[test]
fn every_defect_is_reported_at_once() {
    let twice = format!("{COURSE}{}", COURSE.replace("hours = 18", "hours = 0"));
    assert_eq!(
        told(&course_errors("courses/farming.toml", &twice)),
        [
            "courses/farming.toml, sheep: `hours` is empty",
            "courses/farming.toml, sheep: the id is taken by another record"
        ]
    );
}

#[test]
fn a_session_id_is_unique_in_its_course() {
    let session = COURSE.split_once("[[course.sessions]]").unwrap().1;
    let errors = course_errors(
        "courses/farming.toml",
        &format!("{COURSE}[[course.sessions]]{session}"),
    );
    assert_eq!(
        told(&errors),
        ["courses/farming.toml, sheep, session 1: the id is taken by another record"]
    );
}

#[test]
fn what_is_no_course_file_is_refused() {
    for (file, text, begins) in [
        (
            "courses/farming.toml",
            "[[course",
            "courses/farming.toml: is not in the expected form",
        ),
        (
            "courses/farming.toml",
            "course = 1",
            "courses/farming.toml: is not in the expected form",
        ),
        (
            "courses/farming.toml",
            "[[courses]]\nid = \"a\"",
            "courses/farming.toml: has the key `courses`",
        ),
        (
            "courses/farming.toml",
            "[[course]]\nid = \"a\"",
            "courses/farming.toml, a: is not in the expected form",
        ),
        (
            "courses/farming.toml",
            "[[course]]",
            "courses/farming.toml, a course without id: is not in",
        ),
        (
            "courses/other.toml",
            COURSE,
            "courses/other.toml: the kind does not match",
        ),
    ] {
        let errors = told(&course_errors(file, text));
        assert!(
            errors.len() == 1 && errors[0].starts_with(begins),
            "{errors:?}"
        );
    }
    let bad_date = COURSE.replace("2026-12-08", "2026-02-30");
    assert!(
        told(&course_errors("courses/farming.toml", &bad_date))[0]
            .starts_with("courses/farming.toml, sheep: ")
    );
}
