//! The checks one by one, on small made-up texts.

use super::*;

mod courses;
mod districts;

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
