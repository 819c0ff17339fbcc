//! The calendar against the committed data, and the errors of bad data.

mod peer;

use super::*;
use std::path::PathBuf;

pub(crate) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn read(year: i32) -> CalendarYear {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../districts/calendar/{year}.toml"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The calendar of the committed years.
pub(crate) fn announced() -> WorkCalendar {
    WorkCalendar::from_years([2024, 2025, 2026].map(read)).unwrap()
}

#[test]
fn days_follow_the_notices() {
    let calendar = announced();
    for (day, is_working, why) in [
        ("2026-11-24", true, "a plain Tuesday"),
        ("2026-11-28", false, "a plain Saturday"),
        ("2026-01-02", false, "a Friday of New Year's Day"),
        ("2026-01-04", true, "a Sunday worked for New Year's Day"),
        (
            "2026-02-14",
            true,
            "a Saturday worked for the Spring Festival",
        ),
        ("2026-02-16", false, "the Spring Festival's eve"),
        ("2026-02-23", false, "the last day of the Spring Festival"),
        ("2026-02-24", true, "the day after it"),
        ("2026-10-07", false, "National Day's last day"),
        ("2026-10-10", true, "a Saturday worked for National Day"),
        (
            "2025-01-26",
            true,
            "a Sunday worked for the Spring Festival of 2025",
        ),
        ("2025-10-08", false, "National Day and Mid-autumn of 2025"),
        (
            "2024-02-09",
            true,
            "the Spring Festival's eve of 2024, when it was worked",
        ),
        (
            "2027-01-01",
            true,
            "beyond the notices only weekends are known",
        ),
        ("2027-01-02", false, "a Saturday beyond the notices"),
    ] {
        assert_eq!(
            calendar.is_working_day(date(day)),
            is_working,
            "{day}: {why}"
        );
    }
}

#[test]
fn a_year_has_the_announced_number_of_working_days() {
    let calendar = announced();
    for (year, days) in [(2024, 251), (2025, 248), (2026, 248)] {
        let eve = Date::new(year - 1, 12, 31).unwrap();
        assert_eq!(
            calendar.working_days_between(eve, Date::new(year, 12, 31).unwrap()),
            days,
            "{year}"
        );
    }
}

#[test]
fn due_dates_skip_what_is_not_worked() {
    let calendar = announced();
    for (from, count, due, is_provisional) in [
        ("2026-11-24", 0, "2026-11-24", false),
        ("2026-11-24", 7, "2026-12-03", false),
        ("2026-09-24", 1, "2026-09-28", false),
        ("2026-09-30", 3, "2026-10-10", false),
        ("2026-02-13", 2, "2026-02-24", false),
        ("2026-12-30", 1, "2026-12-31", false),
        ("2026-12-30", 2, "2027-01-01", true),
        ("2027-03-05", 1, "2027-03-08", true),
    ] {
        let wanted = DueDate {
            on: date(due),
            provisional: is_provisional,
        };
        assert_eq!(
            calendar.nth_working_day_after(date(from), count),
            wanted,
            "{count} after {from}"
        );
    }
}

#[test]
fn counting_days_undoes_adding_them() {
    let calendar = announced();
    for count in 1..40 {
        let due = calendar.nth_working_day_after(date("2026-01-20"), count);
        assert_eq!(
            calendar.working_days_between(date("2026-01-20"), due.on),
            count
        );
    }
    assert_eq!(
        calendar.working_days_between(date("2026-01-20"), date("2026-01-20")),
        0
    );
    assert_eq!(
        calendar.working_days_between(date("2026-01-20"), date("2026-01-01")),
        0
    );
}

#[test]
fn counting_ends_at_the_end_of_all_dates() {
    let end = date("9999-12-30");
    assert!(announced().nth_working_day_after(end, 10).on >= end);
}

#[test]
fn bad_years_are_refused() {
    let year = |year: i32, holidays: &[&str], workdays: &[&str]| CalendarYear {
        year,
        notice: String::new(),
        holidays: holidays.iter().map(|day| date(day)).collect(),
        workdays: workdays.iter().map(|day| date(day)).collect(),
    };
    let on = date("2026-01-01");
    for (years, wanted) in [
        (vec![], CalendarError::Empty),
        (
            vec![year(2024, &[], &[]), year(2026, &[], &[])],
            CalendarError::NotConsecutive { year: 2026 },
        ),
        (
            vec![year(2026, &[], &[]), year(2026, &[], &[])],
            CalendarError::NotConsecutive { year: 2026 },
        ),
        (
            vec![year(2025, &["2026-01-01"], &[])],
            CalendarError::OutsideYear { year: 2025, on },
        ),
        (
            vec![year(2026, &["2026-01-01"], &["2026-01-01"])],
            CalendarError::Contradiction { on },
        ),
    ] {
        assert_eq!(WorkCalendar::from_years(years).unwrap_err(), wanted);
    }
    assert!(
        WorkCalendar::from_years([year(2026, &[], &[]), year(2025, &[], &[])]).is_ok(),
        "order does not matter"
    );
}
