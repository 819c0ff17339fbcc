//! Dates as day numbers: the evaluator compares, subtracts and searches them as plain integers.

use domain::Date;

/// The day number of an event that never happened: after every real day, so that "has it happened by then" is one
/// comparison. No day lies between the last of a fact's range and this one.
pub(crate) const NEVER: i64 = 3_000_000;

/// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
pub(crate) fn number(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day number (`civil_from_days` of the same source).
fn civil(number: i64) -> (i64, i64, i64) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted - era * 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The month a day lies in, counted from January of the year 0.
pub(crate) fn month(number: i64) -> i64 {
    let (year, month, _) = civil(number);
    year * 12 + month - 1
}

/// The date of a day number; `None` outside the calendar.
pub(crate) fn date(number: i64) -> Option<Date> {
    let (year, month, day) = civil(number);
    Date::new(
        i32::try_from(year).ok()?,
        i32::try_from(month).ok()?,
        i32::try_from(day).ok()?,
    )
}

/// Completed months from one day to another; negative when `from` is later.
pub(crate) fn months(from: i64, until: i64) -> i64 {
    let ((from_year, from_month, from_day), (year, month, day)) = (civil(from), civil(until));
    (year - from_year) * 12 + month - from_month - i64::from(day < from_day)
}

/// Completed years from one day to another.
pub(crate) fn years(from: i64, until: i64) -> i64 {
    months(from, until).div_euclid(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_calendar_of_domain() {
        let mut day = Date::new(1899, 12, 28).unwrap();
        let epoch = Date::new(1970, 1, 1).unwrap();
        while day.year() < 2101 {
            assert_eq!(number(day), i64::from(epoch.days_until(day)));
            assert_eq!(date(number(day)), Some(day));
            day = day.add_days(1);
        }
    }

    #[test]
    fn completed_years_agree_with_domain() {
        let birthdays = [(1960, 2, 29), (2000, 2, 29), (1990, 12, 31), (2006, 1, 1)];
        for (year, month, day) in birthdays {
            let born = Date::new(year, month, day).unwrap();
            let mut on = born;
            for _ in 0..4000 {
                assert_eq!(
                    years(number(born), number(on)),
                    i64::from(born.age_on(on)),
                    "{born} on {on}"
                );
                on = on.add_days(7);
            }
        }
    }
}
