//! First day, last day, last day to enrol and the days between, each against holidays, workdays in exchange and the fields.

use catalogue::{BusySeason, Months};

use crate::testing::{Bench, day, good};
use crate::{Field, check};

/// Labour Day of a year: five days off, and the Saturday after is worked in exchange.
fn bench() -> Bench {
    let holidays = [
        "2027-05-01",
        "2027-05-02",
        "2027-05-03",
        "2027-05-04",
        "2027-05-05",
    ];
    Bench {
        calendar: workflow::WorkCalendar::from_parts(
            holidays.map(day),
            [day("2027-05-08")],
            day("2027-12-31"),
        ),
        ..Bench::default()
    }
}

type Class = [(Field, &'static str); 5];

fn class(starts_on: &'static str, ends_on: &'static str, enrol_by: &'static str) -> Class {
    [
        (Field::StartsOn, starts_on),
        (Field::EndsOn, ends_on),
        (Field::EnrolBy, enrol_by),
        (Field::TimeOfDay, "白天"),
        (Field::Schedule, "9:00—12:00"),
    ]
}

fn at(mut class: Class, time: &'static str, schedule: &'static str) -> Class {
    (class[3].1, class[4].1) = (time, schedule);
    class
}

/// What is said of a short course with such a class: place, code, value, and whether it is only to be known.
fn said(class: &Class, bench: &Bench) -> Vec<(String, String, String, bool)> {
    let mut draft = good();
    draft.course.insert(Field::Hours, "8".into());
    draft.course.insert(Field::Price, "0".into());
    for (field, value) in class {
        draft.classes[0].insert(*field, (*value).into());
    }
    let found = check(&draft, &bench.ground()).into_iter();
    let short = |at: String| at.trim_start_matches("classes/0/").to_owned();
    found
        .map(|finding| {
            (
                short(finding.at),
                finding.code,
                finding.with,
                finding.is_note,
            )
        })
        .collect()
}

const NOTE: bool = true;
const ERROR: bool = false;

type Row = (
    Class,
    &'static [(&'static str, &'static str, &'static str, bool)],
);

fn ends() -> Vec<Row> {
    vec![
        (class("2027-04-06", "2027-04-30", "2027-04-02"), &[]),
        (
            class("2027-05-03", "2027-05-14", "2027-04-28"),
            &[
                ("starts_on", "starts_on_holiday", "2027-05-06", ERROR),
                (
                    "schedule",
                    "lessons_on_holiday",
                    "2027-05-04、2027-05-05",
                    NOTE,
                ),
            ],
        ),
        // Labour Day itself is a Saturday: a holiday and no usual weekend.
        (
            class("2027-04-26", "2027-05-01", "2027-04-20"),
            &[("ends_on", "ends_on_holiday", "2027-04-30", ERROR)],
        ),
        (
            class("2027-05-10", "2027-05-14", "2027-05-04"),
            &[("enrol_by", "enrol_ends_on_holiday", "2027-04-30", NOTE)],
        ),
        // Enrolling may end on any usual weekend.
        (class("2027-05-10", "2027-05-14", "2027-05-09"), &[]),
        (
            class("2027-05-10", "2027-05-15", "2027-05-06"),
            &[("ends_on", "day_class_ends_on_weekend", "", NOTE)],
        ),
        // The Saturday that is worked in exchange is a weekday for a day class, first or last.
        (class("2027-05-06", "2027-05-08", "2027-04-29"), &[]),
        (class("2027-05-08", "2027-05-14", "2027-05-06"), &[]),
        // A class of one day is looked at once.
        (
            class("2027-05-03", "2027-05-03", "2027-04-28"),
            &[("starts_on", "starts_on_holiday", "2027-05-06", ERROR)],
        ),
    ]
}

fn weekends() -> Vec<Row> {
    vec![
        (
            at(
                class("2027-05-08", "2027-05-16", "2027-05-06"),
                "周末",
                "上午",
            ),
            &[("starts_on", "starts_on_makeup_day", "", NOTE)],
        ),
        (
            at(
                class("2027-04-24", "2027-05-08", "2027-04-20"),
                "周末",
                "上午",
            ),
            &[
                ("ends_on", "ends_on_makeup_day", "", NOTE),
                (
                    "schedule",
                    "lessons_on_holiday",
                    "2027-05-01、2027-05-02",
                    NOTE,
                ),
            ],
        ),
        (
            at(
                class("2027-05-09", "2027-05-14", "2027-05-06"),
                "周末",
                "周日",
            ),
            &[("ends_on", "weekend_class_ends_on_weekday", "", NOTE)],
        ),
    ]
}

fn lessons() -> Vec<Row> {
    let over_may = class("2027-04-26", "2027-05-14", "2027-04-20");
    vec![
        // A day class meets on weekdays, whatever holidays weekends are part of.
        (
            over_may,
            &[(
                "schedule",
                "lessons_on_holiday",
                "2027-05-03、2027-05-04、2027-05-05",
                NOTE,
            )],
        ),
        // The days that the schedule names go before those of the time of day.
        (
            at(over_may, "白天", "周一、周三 9:00—12:00"),
            &[(
                "schedule",
                "lessons_on_holiday",
                "2027-05-03、2027-05-05",
                NOTE,
            )],
        ),
        (at(over_may, "晚上", "周四、周五 19:00"), &[]),
        (
            at(over_may, "晚上", "每天 19:00—21:00"),
            &[(
                "schedule",
                "lessons_on_holiday",
                "2027-05-01、2027-05-02、2027-05-03、2027-05-04、2027-05-05",
                NOTE,
            )],
        ),
        // A worked Saturday between weekend lessons.
        (
            at(
                class("2027-04-25", "2027-05-16", "2027-04-20"),
                "周末",
                "周六日 9:00",
            ),
            &[
                (
                    "schedule",
                    "lessons_on_holiday",
                    "2027-05-01、2027-05-02",
                    NOTE,
                ),
                ("schedule", "lessons_on_makeup_day", "2027-05-08", NOTE),
            ],
        ),
        // An evening class does not mind it.
        (
            at(
                class("2027-05-06", "2027-05-14", "2027-04-29"),
                "晚上",
                "每天 19:00",
            ),
            &[],
        ),
    ]
}

#[test]
fn every_day_of_a_class_is_held_against_the_calendar() {
    let bench = bench();
    for (class, expected) in ends().into_iter().chain(weekends()).chain(lessons()) {
        let expected: Vec<(String, String, String, bool)> = expected
            .iter()
            .map(|(at, code, with, is_note)| {
                ((*at).into(), (*code).into(), (*with).into(), *is_note)
            })
            .collect();
        assert_eq!(said(&class, &bench), expected, "{class:?}");
    }
}

#[test]
fn a_long_list_of_days_is_cut() {
    let mut bench = bench();
    let holidays = (3..=9).map(|number| day("2027-05-01").add_days(number - 1));
    bench.calendar = workflow::WorkCalendar::from_parts(holidays, [], day("2027-12-31"));
    let class = at(
        class("2027-04-26", "2027-05-14", "2027-04-20"),
        "晚上",
        "每天 19:00",
    );
    let named = "2027-05-03、2027-05-04、2027-05-05、2027-05-06、2027-05-07……";
    assert_eq!(said(&class, &bench)[0].2, named);
}

#[test]
fn lessons_in_the_middle_of_the_busy_season_are_found() {
    let mut bench = bench();
    bench.busy_seasons.push(BusySeason {
        name: "秋收".into(),
        months: Months { from: 9, until: 9 },
        is_local_confirm: true,
    });
    let is_busy = |class: &Class| {
        let mut found = said(class, &bench).into_iter();
        found.any(|(_, code, with, _)| code == "in_busy_season" && with == "秋收")
    };
    // Neither the first day nor the last is in it.
    assert!(is_busy(&class("2027-08-16", "2027-10-15", "2027-08-10")));
    assert!(is_busy(&class("2027-08-16", "2027-09-03", "2027-08-10")));
    assert!(is_busy(&class("2027-09-27", "2027-10-15", "2027-09-20")));
    assert!(!is_busy(&class("2027-10-11", "2027-10-29", "2027-09-30")));
}
