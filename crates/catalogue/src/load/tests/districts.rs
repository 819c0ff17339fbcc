//! What is wrong with the files of a district, and whose files a guarantee agency takes.

use super::*;

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
