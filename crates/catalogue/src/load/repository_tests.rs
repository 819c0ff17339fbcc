//! The folder of the repository, as the portal ships it.

use std::collections::HashSet;
use std::path::PathBuf;

use domain::Date;

use super::*;
use crate::{
    AgencyRole, Catalogue, CourseFilter, CourseKind, CourseListing, CourseText, CourseTexts,
    DivisionKind, Facets, SourceStatus, SubsidyRegime,
};

fn date(year: i32, month: i32, day: i32) -> Date {
    Date::new(year, month, day).unwrap()
}

fn district_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../districts/620602")
}

#[test]
fn the_district_of_the_repository_is_whole() {
    let district = load_district(&district_folder()).unwrap();
    assert_eq!(
        (district.code.as_str(), district.name.as_str()),
        ("620602", "凉州区")
    );
    let of_kind = |kind| {
        district
            .divisions
            .iter()
            .filter(|division| division.kind == kind)
            .count()
    };
    // facts 7: 50 divisions, 9 streets, 37 towns and 4 others.
    assert_eq!(
        [
            DivisionKind::Street,
            DivisionKind::Town,
            DivisionKind::Township,
            DivisionKind::Other
        ]
        .map(of_kind),
        [9, 37, 0, 4]
    );
    assert_eq!(district.categories.len(), 10);
    // facts 2.2, article 12.
    let clocks = &district.parameters.loan_clocks;
    assert_eq!(
        (
            clocks.hr_review,
            clocks.guarantee_review,
            clocks.bank_review,
            clocks.refusal_notice
        ),
        (7, 3, 5, 5)
    );
    assert_eq!(clocks.source.status, SourceStatus::Secondary);
    // No source gives a phone or an address, so none may be shown.
    assert!(
        district
            .agencies
            .iter()
            .all(|agency| agency.phone.is_none() && agency.address.is_none())
    );
    for role in AgencyRole::ALL {
        assert_eq!(district.agencies_with_role(*role).count(), 1);
    }
}

#[test]
fn the_courses_of_the_repository_cover_kinds_and_places() {
    let courses = load_courses(&district_folder()).unwrap();
    assert!(courses.len() >= 66, "{}", courses.len());
    assert!(
        courses
            .iter()
            .all(|course| course.is_sample && !course.sessions.is_empty())
    );
    let today = date(2026, 11, 24);
    let listings: Vec<_> = courses.iter().map(CourseListing::from).collect();
    let facets = Facets::of(&listings, today);
    assert_eq!(facets.kinds.len(), CourseKind::ALL.len());
    assert!(
        facets.kinds.iter().all(|kind| kind.courses >= 5),
        "{:?}",
        facets.kinds
    );
    assert!(facets.divisions.len() >= 30, "{}", facets.divisions.len());
    assert_eq!(facets.time_of_day.len(), 3);
    assert_eq!(facets.mode.len(), 3);
    let summaries: HashSet<_> = courses.iter().map(|course| &course.summary).collect();
    assert_eq!(
        summaries.len(),
        courses.len(),
        "two courses say the same of themselves"
    );
    let sessions = || listings.iter().flat_map(|course| &course.sessions);
    assert!(sessions().any(|session| session.seats_left() == 0));
    assert!(sessions().any(|session| (1..=2).contains(&session.seats_left())));
    let (from, until) = (
        domain::Date::new(2026, 12, 1).unwrap(),
        domain::Date::new(2027, 6, 30).unwrap(),
    );
    for session in sessions() {
        assert!(
            session.starts_on >= from && session.starts_on <= until,
            "{}",
            session.starts_on
        );
    }
    // The trainers are made up, so nothing on a course may look like a phone number.
    let text = serde_json::to_string(
        &courses
            .iter()
            .map(|course| (&course.summary, &course.venue, &course.provider))
            .collect::<Vec<_>>(),
    );
    assert!(
        !text
            .unwrap()
            .split(|character: char| !character.is_ascii_digit())
            .any(|digits| digits.len() >= 7)
    );
}

#[test]
fn everyday_words_find_courses_of_the_repository() {
    let folder = district_folder();
    let courses = load_courses(&folder).unwrap();
    let catalogue = Catalogue::new(
        courses.iter().map(CourseListing::from).collect(),
        load_district(&folder).unwrap().divisions,
    );
    let texts: Vec<_> = courses.iter().map(CourseText::from).collect();
    let texts = CourseTexts::new(&texts);
    let today = date(2026, 11, 24);
    for (text, first) in [
        ("电焊", "arc-welding-beginner"),
        ("月嫂", "infant-carer"),
        ("开挖机", "excavator-operator"),
        ("大棚", "winter-greenhouse-vegetables"),
        ("养羊", "lamb-fattening"),
        ("剪树", "crown-pear-winter-pruning"),
        ("梨树", "crown-pear-winter-pruning"),
        ("下双", "winter-greenhouse-vegetables"),
        ("黄羊镇挖掘机", "excavator-operator"),
        ("我想学修车", "car-repair-beginner"),
        ("开网店", "open-a-rural-online-shop"),
        ("带货", "farm-produce-livestream"),
        ("农家乐", "rural-tourism-startup"),
        ("创业担保贷款", "loan-application-preparation"),
        ("照顾老人", "elder-carer"),
        ("退役士兵 电工", "veteran-electrician"),
    ] {
        let filter = CourseFilter {
            text: text.into(),
            ..CourseFilter::default()
        };
        let found = catalogue.find(&filter, &texts, today);
        assert_eq!(
            found.first().map(|course| course.id.as_str()),
            Some(first),
            "{text}"
        );
    }
    // A synonym that leads nowhere is a line of the table gone stale.
    for line in include_str!("../search/synonyms.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let everyday = line.split('=').next().unwrap().trim();
        let filter = CourseFilter {
            text: everyday.into(),
            ..CourseFilter::default()
        };
        assert!(
            !catalogue.find(&filter, &texts, today).is_empty(),
            "{everyday}"
        );
    }
}

#[test]
fn the_loan_tables_hold_what_the_sources_say_and_nothing_else() {
    let rules = load_loan_rules(&district_folder()).unwrap();
    // facts 12.5: one month of the one-year LPR is all there is.
    let rates: Vec<_> = rules
        .lpr
        .iter()
        .map(|quotation| (quotation.from, quotation.rate_bp, quotation.source.status))
        .collect();
    assert_eq!(rates, [(date(2025, 4, 25), 310, SourceStatus::Verified)]);
    // facts 0.1: the two regimes meet without a gap.
    let regimes: Vec<_> = rules
        .subsidy
        .iter()
        .map(|period| (period.regime, period.from, period.until))
        .collect();
    assert_eq!(
        regimes,
        [
            (
                SubsidyRegime::LprMinus150bp,
                date(2021, 1, 1),
                Some(date(2023, 9, 30))
            ),
            (
                SubsidyRegime::HalfOfActualRate,
                date(2023, 10, 1),
                Some(date(2028, 9, 30))
            ),
        ]
    );
    assert!(
        rules
            .subsidy
            .iter()
            .all(|period| period.source.status == SourceStatus::Secondary)
    );
}
