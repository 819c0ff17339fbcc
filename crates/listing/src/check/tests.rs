//! Each mistake a trainer makes, and what is said about it.

use super::*;
use crate::testing::{Bench, day, good};
use crate::{OpenClass, Scope, read};
use catalogue::{Source, SourceStatus};

fn errors(draft: &Draft, bench: &Bench) -> Vec<(String, String, String)> {
    let found = check(draft, &bench.ground()).into_iter();
    found
        .filter(|finding| !finding.is_note)
        .map(|finding| (finding.at, finding.code, finding.with))
        .collect()
}

fn with(field: Field, value: &str) -> Draft {
    let mut draft = good();
    let values = if field.is_of_class() {
        &mut draft.classes[0]
    } else {
        &mut draft.course
    };
    values.insert(field, value.into());
    draft
}

#[test]
fn the_sample_of_the_template_has_no_mistake() {
    let findings = check(&good(), &Bench::default().ground());
    let codes: Vec<_> = findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["price_free_word"]);
    for field in Field::ALL {
        assert!(
            read(*field, field.example(), &Bench::default().divisions).is_ok(),
            "{field}"
        );
    }
}

#[test]
fn each_mistake_is_named_with_its_place_and_what_to_do() {
    use Field::*;
    let table = [
        (Title, "", "title", "required", ""),
        (Hours, "0", "hours", "hours_zero", ""),
        (Hours, "3000", "hours", "hours_too_many", "2000"),
        (Hours, "900", "classes/0/ends_on", "hours_do_not_fit", "260"),
        (
            VenueSeats,
            "20",
            "classes/0/seats",
            "seats_above_venue",
            "20",
        ),
        (Seats, "0", "classes/0/seats", "seats_zero", ""),
        (Trade, "焊工", "trade", "trade_outside_licence", "电工"),
        (
            Level,
            "三级",
            "level",
            "level_outside_licence",
            "五级、四级",
        ),
        (Trade, "", "level", "level_without_trade", ""),
        (
            Division,
            "黄羊镇",
            "division",
            "division_outside_branches",
            "武南镇",
        ),
        (
            Division,
            "武男镇",
            "division",
            "unknown_division_near",
            "武南镇",
        ),
        (
            EndsOn,
            "2027-02-01",
            "classes/0/ends_on",
            "end_before_start",
            "2027-03-01",
        ),
        (
            EndsOn,
            "2028-02-01",
            "classes/0/ends_on",
            "licence_ends_before",
            "2027-12-31",
        ),
        (
            EnrolBy,
            "2027-03-02",
            "classes/0/enrol_by",
            "enrol_after_start",
            "2027-03-01",
        ),
        (
            EnrolBy,
            "2026-11-01",
            "classes/0/enrol_by",
            "enrol_in_past",
            "",
        ),
        (
            StartsOn,
            "2026-11-01",
            "classes/0/starts_on",
            "starts_in_past",
            "",
        ),
        (
            StartsOn,
            "2027-01-01",
            "classes/0/starts_on",
            "starts_on_holiday",
            "2027-01-04",
        ),
        (Price, "面议", "price", "price_not_money", "面议"),
    ];
    for (field, value, at, code, about) in table {
        let found = errors(&with(field, value), &Bench::default());
        let expected = (at.to_owned(), code.to_owned(), about.to_owned());
        assert!(found.contains(&expected), "{field} {value}: {found:?}");
    }
    let mut soon = with(StartsOn, "2026-11-30");
    soon.classes[0].insert(EnrolBy, "2026-11-27".into());
    let found = errors(&soon, &Bench::default());
    assert_eq!(found[0].1, "starts_too_soon");
    assert_eq!(found[0].2, "2026-12-01");
}

#[test]
fn everything_is_said_at_once() {
    let found = errors(&Draft::default(), &Bench::default());
    let required = Field::of_course()
        .filter(|field| field.is_required())
        .count();
    assert_eq!(found.len(), required + 1);
    assert_eq!(found.last().unwrap().1, "no_class");
}

#[test]
fn the_same_thing_twice() {
    let mut draft = good();
    draft.classes.push(draft.classes[0].clone());
    let found = errors(&draft, &Bench::default());
    assert_eq!(
        found,
        [(
            "classes/1/starts_on".into(),
            "duplicate_class".into(),
            "1".into()
        )]
    );
    let mut bench = Bench::default();
    bench.titles.insert(good().title().into());
    assert_eq!(errors(&good(), &bench)[0].1, "duplicate_title");
}

#[test]
fn a_trade_on_two_lines_of_a_licence_has_the_levels_of_both() {
    let mut bench = Bench::default();
    let whole = bench.licence.scopes.remove(0);
    let line = |levels: &[SkillLevel]| Scope {
        trade: whole.trade.clone(),
        levels: levels.to_vec(),
    };
    bench.licence.scopes = vec![line(&[SkillLevel::Four]), line(&[SkillLevel::Five])];
    assert_eq!(errors(&good(), &bench), []);
    bench.licence.scopes.pop();
    assert_eq!(errors(&good(), &bench)[0].1, "level_outside_licence");
}

#[test]
fn a_licence_that_ran_out_stops_everything() {
    let mut bench = Bench::default();
    bench.licence.valid_until = day("2026-11-01");
    assert_eq!(errors(&good(), &bench)[0].1, "licence_expired");
}

fn open_class() -> OpenClass {
    OpenClass {
        starts_on: day("2027-03-01"),
        ends_on: day("2027-03-26"),
        enrol_by: day("2027-02-24"),
        taken: 12,
        seats: 30,
        has_ended: false,
        is_cancelled: false,
    }
}

#[test]
fn a_class_keeps_the_seats_that_people_have() {
    let mut bench = Bench::default();
    bench.open.insert("20270301-day".into(), open_class());
    assert_eq!(errors(&with(Field::Seats, "12"), &bench), []);
    let found = errors(&with(Field::Seats, "11"), &bench);
    let (at, code, taken) = &found[0];
    assert_eq!(
        (at.as_str(), code.as_str(), taken.as_str()),
        ("classes/0/seats", "seats_below_taken", "12")
    );
}

#[test]
fn a_class_with_other_seats_than_are_written_is_told_and_stops_nothing() {
    let mut bench = Bench::default();
    let told = |bench: &Bench| {
        let findings = check(&good(), &bench.ground()).into_iter();
        let own = findings.filter(|found| found.code == "class_seats_own");
        own.map(|found| (found.is_note, found.with))
            .collect::<Vec<_>>()
    };
    bench.open.insert("20270301-day".into(), open_class());
    assert_eq!(told(&bench), []);
    let fewer = OpenClass {
        seats: 20,
        ..open_class()
    };
    bench.open.insert("20270301-day".into(), fewer);
    assert_eq!(told(&bench), [(true, "20".to_owned())]);
    let over = OpenClass {
        has_ended: true,
        ..fewer
    };
    bench.open.insert("20270301-day".into(), over);
    assert_eq!(told(&bench), []);
}

#[test]
fn a_class_that_was_given_up_is_told_and_stops_nothing() {
    let mut bench = Bench::default();
    let later = |bench: &Bench| {
        let ground = Ground {
            today: day("2027-04-10"),
            ..bench.ground()
        };
        check(&good(), &ground)
    };
    assert!(later(&bench).iter().any(|found| !found.is_note));
    let given_up = OpenClass {
        has_ended: true,
        is_cancelled: true,
        ..open_class()
    };
    bench.open.insert("20270301-day".into(), given_up);
    let findings = later(&bench);
    assert!(findings.iter().all(|found| found.is_note), "{findings:?}");
    let mut findings = findings.iter();
    let told = findings.find(|found| found.code == "class_given_up");
    assert_eq!(told.map(|found| found.with.as_str()), Some("2027-03-01"));
}

#[test]
fn an_open_class_keeps_its_days() {
    let mut bench = Bench::default();
    bench.open.insert("20270301-day".into(), open_class());
    assert_eq!(errors(&good(), &bench), []);
    let found = errors(&with(Field::EndsOn, "2027-04-02"), &bench);
    assert_eq!(found[0].1, "class_is_open");
    let found = errors(&with(Field::StartsOn, "2027-03-02"), &bench);
    assert_eq!(found[0].1, "open_class_missing");
}

#[test]
fn what_is_only_to_be_known() {
    use Field::*;
    let notes = |draft: &Draft| {
        let found = check(draft, &Bench::default().ground());
        let notes = found.into_iter().filter(|finding| finding.is_note);
        notes.map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(notes(&with(Price, "800")), ["price_without_standard"]);
    assert!(notes(&with(StartsOn, "2027-03-06")).contains(&"day_class_on_weekend".to_owned()));
    assert!(notes(&with(TimeOfDay, "周末")).contains(&"weekend_class_on_weekday".to_owned()));
}

/// The example is a course of 电工 at the fifth level.
#[test]
fn a_price_above_the_standard_is_found() {
    let standard = |yuan, is_local_confirm| Bench {
        standards: vec![SubsidyStandard {
            trade: "电工".into(),
            level: None,
            fen: Money::from_yuan(yuan),
            from: None,
            until: None,
            source: Source {
                document: "示例文号".into(),
                clause: None,
                status: SourceStatus::Verified,
            },
            is_local_confirm,
        }],
        ..Bench::default()
    };
    let draft = with(Field::Price, "800");
    assert_eq!(errors(&draft, &standard(800, false)), []);
    assert_eq!(notes(&draft, &standard(800, false)), []);
    let found = errors(&draft, &standard(799, false));
    assert_eq!(found[0].1, "price_above_standard");
    // What the district has still to confirm is said, and stops nothing.
    assert_eq!(errors(&draft, &standard(799, true)), []);
    let said = notes(&draft, &standard(799, true));
    assert_eq!(
        said,
        [(
            "price_above_unconfirmed_standard".to_owned(),
            "799.00（示例文号）".to_owned()
        )]
    );

    // The one of the day on which the class begins counts: it is 1 March 2027.
    let mut dated = standard(900, false);
    let later = SubsidyStandard {
        fen: Money::from_yuan(700),
        from: Some(day("2027-03-01")),
        ..dated.standards[0].clone()
    };
    dated.standards.push(later);
    assert_eq!(errors(&draft, &dated)[0].1, "price_above_standard");
    dated.standards[1].from = Some(day("2027-03-02"));
    assert_eq!(errors(&draft, &dated), []);
    // Put off past it, the class is measured against it; once it has ended, no more.
    let mut open = open_class();
    open.starts_on = day("2027-03-08");
    dated.open.insert("20270301-day".into(), open);
    let above = |bench: &Bench| {
        let mut all = errors(&draft, bench).into_iter();
        all.any(|(_, code, _)| code == "price_above_standard")
    };
    assert!(above(&dated));
    open.has_ended = true;
    dated.open.insert("20270301-day".into(), open);
    assert!(!above(&dated));
}

fn notes(draft: &Draft, bench: &Bench) -> Vec<(String, String)> {
    let found = check(draft, &bench.ground()).into_iter();
    let notes = found.filter(|finding| finding.is_note);
    notes.map(|finding| (finding.code, finding.with)).collect()
}

#[test]
fn what_is_in_neither_catalogue_cannot_be_subsidised() {
    let mut bench = Bench::default();
    bench.trades.clear();
    bench.has_institution = false;
    let at = "is_subsidised".to_owned();
    let expected = [
        (at.clone(), "trade_not_in_catalogue".into(), "电工".into()),
        (at, "institution_not_in_catalogue".into(), String::new()),
    ];
    assert_eq!(errors(&good(), &bench), expected);
    // Paid by the person alone it is nobody's business.
    assert!(errors(&with(Field::IsSubsidised, "否"), &bench).is_empty());
    // A made-up catalogue warns, and stops nothing.
    bench.is_sample = true;
    assert!(errors(&good(), &bench).is_empty());
    let codes: Vec<_> = notes(&good(), &bench).into_iter().collect();
    for (code, about) in [
        ("trade_not_in_sample_catalogue", "电工"),
        ("institution_not_in_sample_catalogue", ""),
    ] {
        assert!(codes.contains(&(code.into(), about.into())), "{codes:?}");
    }
}

#[test]
fn the_time_of_year_is_told_to_those_who_teach_farmers() {
    let mut bench = Bench::default();
    bench.busy_seasons.push(catalogue::BusySeason {
        name: "春播".into(),
        months: catalogue::Months { from: 3, until: 4 },
        is_local_confirm: true,
    });
    let busy = ("in_busy_season".to_owned(), "春播".to_owned());
    assert!(notes(&good(), &bench).contains(&busy));
    let others = with(Field::Audiences, "登记失业人员");
    assert!(!notes(&others, &bench).contains(&busy));
    let unknown = ("holidays_not_announced".to_owned(), "2027".to_owned());
    assert!(!notes(&good(), &bench).contains(&unknown));
    bench.calendar = workflow::WorkCalendar::from_parts([], [], day("2026-12-31"));
    assert!(notes(&good(), &bench).contains(&unknown));
}
