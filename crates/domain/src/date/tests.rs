use super::*;
use jiff::ToSpan;

fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

#[test]
fn only_real_days_in_iso_are_read() {
    for good in [
        "0001-01-01",
        "1900-02-28",
        "2000-02-29",
        "2024-02-29",
        "9999-12-31",
    ] {
        assert_eq!(date(good).to_string(), good);
        assert_eq!(
            Date::parse_compact(&date(good).to_compact()),
            Some(date(good))
        );
    }
    for bad in [
        "",
        "-",
        "--",
        "0000-01-01",
        "1900-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-4-01",
        "+026-11-24",
        "2026-11-24 ",
        "2026/11/24",
        "20261124",
        "2026-11-24T00:00",
        "２０２６-11-24",
        "10000-01-01",
    ] {
        assert_eq!(Date::parse_iso(bad), None, "{bad:?}");
    }
    assert_eq!(Date::parse_compact("2026112"), None);
    assert_eq!(Date::parse_compact("2026年11"), None);
}

#[test]
fn day_arithmetic_agrees_with_jiff() {
    for base in [
        "0001-01-01",
        "1582-10-15",
        "1899-12-31",
        "1970-01-01",
        "2000-02-29",
        "2026-11-24",
        "9998-03-01",
    ] {
        for days in [
            -800, -366, -365, -59, -31, -1, 0, 1, 28, 29, 31, 59, 365, 366, 146_097,
        ] {
            let expected = date(base)
                .0
                .checked_add(days.days())
                .ok()
                .and_then(|found| {
                    Date::new(
                        i32::from(found.year()),
                        i32::from(found.month()),
                        i32::from(found.day()),
                    )
                });
            let edge = if days < 0 { Date::MIN } else { Date::MAX };
            assert_eq!(
                date(base).add_days(days),
                expected.unwrap_or(edge),
                "{base} {days}"
            );
        }
    }
    let mut day = date("1999-01-01");
    for count in 0..20_000 {
        assert_eq!(date("1999-01-01").days_until(day), count);
        let tomorrow = Date(day.0.tomorrow().unwrap());
        assert_eq!(day.add_days(1), tomorrow);
        day = tomorrow;
    }
}

#[test]
fn arithmetic_stops_at_the_edges() {
    assert_eq!(Date::MAX.add_days(i32::MAX), Date::MAX);
    assert_eq!(Date::MIN.add_days(i32::MIN), Date::MIN);
    assert_eq!(Date::MAX.add_months(i32::MAX), Date::MAX);
    assert_eq!(Date::MIN.add_months(i32::MIN), Date::MIN);
    assert_eq!(Date::from_unix_ms_shanghai(i64::MAX), Date::MAX);
    assert_eq!(Date::from_unix_ms_shanghai(i64::MIN), Date::MIN);
    assert_eq!(Date::MIN.days_until(Date::MAX), 3_652_058);
}

#[test]
fn months_end_where_the_month_ends() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-11-24", 36, "2029-11-24"),
        ("2026-11-24", -11, "2025-12-24"),
        ("2024-02-29", 12, "2025-02-28"),
    ] {
        assert_eq!(date(from).add_months(months), date(to), "{from} {months}");
    }
}

#[test]
fn age_counts_completed_years() {
    for (born, day, age) in [
        ("1966-11-24", "2026-11-23", 59),
        ("1966-11-24", "2026-11-24", 60),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
        ("2004-02-29", "2024-02-29", 20),
        ("2026-11-24", "2026-11-24", 0),
        ("2026-11-24", "2026-11-23", -1),
    ] {
        assert_eq!(date(born).age_on(date(day)), age, "{born} {day}");
    }
}

#[test]
fn shanghai_midnight_is_sixteen_hundred_utc() {
    for (unix_ms, day) in [
        (0, "1970-01-01"),
        (57_599_999, "1970-01-01"),
        (57_600_000, "1970-01-02"),
        (-28_800_001, "1969-12-31"),
    ] {
        assert_eq!(Date::from_unix_ms_shanghai(unix_ms), date(day));
    }
    assert_eq!(
        Date::from_unix_ms_shanghai(date("2026-11-24").start_ms_shanghai()),
        date("2026-11-24")
    );
}

#[test]
fn travels_as_iso_text() {
    let text = serde_json::to_string(&date("2026-11-24")).unwrap();
    assert_eq!(text, "\"2026-11-24\"");
    assert_eq!(
        serde_json::from_str::<Date>(&text).unwrap(),
        date("2026-11-24")
    );
    for bad in ["\"2026-02-30\"", "20261124", "null"] {
        assert!(serde_json::from_str::<Date>(bad).is_err(), "{bad}");
    }
}
