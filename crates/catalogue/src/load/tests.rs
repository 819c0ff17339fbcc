//! The checks one by one, on small made-up texts.

use super::*;

const DISTRICT: &str = r#"
code = "620602"
name = "凉州区"
city = "武威市"
province = "甘肃省"
portal_name = "富民通"
[parameters]
has_public_notice = false
[parameters.rate_cap_bp]
parameter = "rate_cap_bp"
is_local_confirm = true
[parameters.loan_clocks]
opening = 1
hr_review = 7
guarantee_review = 3
bank_review = 5
refusal_notice = 5
answer_hr = 15
answer_guarantee = 10
answer_bank = 10
offer = 10
reopen_withdrawn_calendar = 30
reopen_incomplete_calendar = 60
source = { document = "文号", status = "secondary" }
"#;

const DIVISIONS: &str = "code,name,kind\n620602100,黄羊镇,镇\n620602001,东大街街道,街道\n";

const AGENCIES: &str = r#"
[[agency]]
id = "bureau"
name = "人社局"
role = "hr_bureau"
is_sample = false
source = "规划"
[[agency]]
id = "guarantor"
name = "示例担保机构"
role = "guarantor"
is_sample = true
source = "待确认"
[[agency]]
id = "bank"
name = "示例经办银行"
role = "bank"
is_sample = true
source = "待确认"
"#;

/// A guarantee agency that takes the files of one bank and one place.
const SECOND: &str = r#"
[[agency]]
id = "second"
name = "示例第二担保机构"
role = "guarantor"
banks = ["bank"]
divisions = ["620602001"]
is_sample = true
source = "待确认"
"#;

const COURSE: &str = r#"
[[course]]
id = "sheep"
title = "肉羊舍饲"
kind = "farming"
hours = 18
price_fen = 0
is_subsidised = false
audiences = ["professional_farmer"]
provider = "示例农民田间学校"
division = "620602100"
venue = "示例养殖小区"
mode = "in_person"
summary = "冬季喂养。"
outline = ["配方"]
source = "规划"
is_sample = true
[[course.sessions]]
id = "1"
starts_on = "2026-12-08"
ends_on = "2026-12-19"
time_of_day = "day"
schedule = "周二"
seats = 30
seats_taken = 30
enrol_by = "2026-12-03"
"#;

fn district() -> District {
    parse_district(DistrictTexts {
        district: DISTRICT,
        divisions: DIVISIONS,
        agencies: AGENCIES,
    })
    .unwrap()
}

fn told(errors: &[LoadError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

fn course_errors(file: &str, text: &str) -> Vec<LoadError> {
    parse_courses([(file, text)], &district())
        .err()
        .unwrap_or_default()
}

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

#[test]
fn a_second_guarantee_agency_takes_what_it_names() {
    let agencies = format!("{AGENCIES}{SECOND}");
    let texts = DistrictTexts {
        district: DISTRICT,
        divisions: DIVISIONS,
        agencies: &agencies,
    };
    let district = parse_district(texts).unwrap();
    for (bank, division, expected) in [
        ("bank", "620602001", "second"),
        ("bank", "620602100", "guarantor"),
        ("another", "620602001", "guarantor"),
        ("", "", "guarantor"),
    ] {
        let agency = district.guarantor_for(bank, division).unwrap();
        assert_eq!(agency.id, expected, "{bank} {division}");
    }
}

#[test]
fn each_defect_of_a_district_is_named() {
    for (texts, expected) in [
        (
            (
                DISTRICT.replace("凉州区", ""),
                DIVISIONS.into(),
                AGENCIES.into(),
            ),
            "district.toml: `name` is empty",
        ),
        (
            (
                DISTRICT.replace("hr_review = 7", "hr_review = 7\nhr_days = 7"),
                DIVISIONS.into(),
                AGENCIES.into(),
            ),
            "district.toml: has the key `parameters.loan_clocks.hr_days`",
        ),
        (
            (
                DISTRICT.replace(
                    "has_public_notice = false",
                    "has_public_notice = true\npublic_notice_days = 8",
                ),
                DIVISIONS.into(),
                AGENCIES.into(),
            ),
            "district.toml: is not in the expected form: public_notice_days = 8",
        ),
        (
            (
                DISTRICT.replace(
                    "[parameters.loan_clocks]",
                    "[parameters.enrolment]\noffer_hours = 0\n[parameters.loan_clocks]",
                ),
                DIVISIONS.into(),
                AGENCIES.into(),
            ),
            "district.toml: `parameters.enrolment.offer_hours` is 0; it is a whole number from 1 to 168",
        ),
        (
            (
                DISTRICT.replace("hr_review = 7", ""),
                DIVISIONS.into(),
                AGENCIES.into(),
            ),
            "district.toml: is not in",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.replace("620602001", "620621001"),
                AGENCIES.into(),
            ),
            "divisions.csv: line 3",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.replace(",镇\n", ",村\n"),
                AGENCIES.into(),
            ),
            "divisions.csv: line 2",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.replace(",镇\n", ",镇,1\n"),
                AGENCIES.into(),
            ),
            "divisions.csv: line 2",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.replace("620602001", "620602100"),
                AGENCIES.into(),
            ),
            "divisions.csv, 620602100: the id is taken",
        ),
        (
            (DISTRICT.into(), "code,name,kind\n".into(), AGENCIES.into()),
            "divisions.csv: `code` is empty",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                AGENCIES.replace("\"bank\"\nis", "\"guarantor\"\nis"),
            ),
            "agencies.toml: no agency has the role bank",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                AGENCIES.replace("示例经办银行", "某银行"),
            ),
            "agencies.toml, bank: a sample has",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                AGENCIES.replace("\"guarantor\"\nis", "\"guarantor\"\nbanks = [\"bank\"]\nis"),
            ),
            "agencies.toml: exactly one guarantee agency",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                AGENCIES.replace("\"bank\"\nis", "\"bank\"\ndivisions = [\"620602001\"]\nis"),
            ),
            "agencies.toml, bank: `banks` and `divisions` are for",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                format!("{AGENCIES}{}", SECOND.replace("620602001", "620699999")),
            ),
            "agencies.toml, second: the division 620699999",
        ),
        (
            (
                DISTRICT.into(),
                DIVISIONS.into(),
                format!("{AGENCIES}{}", SECOND.replace("[\"bank\"]", "[\"bureau\"]")),
            ),
            "agencies.toml, second: `banks`: bureau is no bank",
        ),
    ] as [((String, String, String), &str); 16]
    {
        let (district, divisions, agencies) = &texts;
        let errors = told(
            &parse_district(DistrictTexts {
                district,
                divisions,
                agencies,
            })
            .unwrap_err(),
        );
        assert!(
            errors.len() == 1 && errors[0].starts_with(expected),
            "{expected}: {errors:?}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_read() {
    let divisions = format!("\u{FEFF}{}", DIVISIONS.replace('\n', "\r\n"));
    let texts = DistrictTexts {
        district: DISTRICT,
        divisions: &divisions,
        agencies: AGENCIES,
    };
    assert_eq!(parse_district(texts).unwrap(), district());
}

#[test]
fn a_missing_folder_is_told_for_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let errors = load_district(folder.path()).unwrap_err();
    let files: Vec<_> = errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!(files, ["district.toml", "divisions.csv", "agencies.toml"]);
    for (name, text) in [
        ("district.toml", DISTRICT),
        ("divisions.csv", DIVISIONS),
        ("agencies.toml", AGENCIES),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let errors = load_courses(folder.path()).unwrap_err();
    assert!(
        matches!(&errors[..], [LoadError { file, defect: LoadDefect::Unreadable { .. }, .. }] if file == "courses")
    );
}

#[test]
fn the_wire_form_reads_back() {
    let courses = parse_courses([("courses/farming.toml", COURSE)], &district()).unwrap();
    let json = serde_json::to_string(&courses).unwrap();
    assert!(
        json.contains("\"starts_on\":\"2026-12-08\"") && json.contains("\"level\":null"),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Vec<Course>>(&json).unwrap(), courses);
    let json = serde_json::to_string(&district()).unwrap();
    assert_eq!(serde_json::from_str::<District>(&json).unwrap(), district());
}
