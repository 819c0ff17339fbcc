//! What a diagram tests: a fact, one option of a set, a span up to the as-of day, or a weighing of two facts.

use crate::day;

/// A tested quantity. Facts are named by their place in the pack.
///
/// A date that never came counts as later than every day ([`day::NEVER`]): a comparison with it, a span from it and a
/// difference to it are worked out with that number, so that "has it come by then" is one comparison and a span is far
/// below zero ("not yet", like any date to come). Two dates that never came count as the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Quantity {
    /// The value of the fact itself.
    Fact(usize),
    /// One when the set holds the option, else zero.
    Bit(usize, u32),
    /// Completed years from the date to the as-of day.
    Years(usize),
    /// Completed months from the date to the as-of day.
    Months(usize),
    /// Months from the date's to the as-of day's by the calendar, whatever the days: zero within one month.
    Calendar(usize),
    /// Completed months from the day a schedule sets for a birth date to the as-of day.
    Past(usize, Schedule),
    /// `a · first + b · second`.
    Linear(usize, i64, usize, i64),
}

/// An age that rises by month of birth, as the statutory retirement ages do since 2025.
///
/// Who is born `k` months after `first_month` (`k >= 0`) waits `min(most, k / step + 1)` months longer than
/// `base_months` after birth; who is born earlier waits no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Schedule {
    pub(crate) base_months: i64,
    /// The month of birth of the first delay, counted from January of the year 0.
    pub(crate) first_month: i64,
    pub(crate) step: i64,
    pub(crate) most: i64,
}

impl Schedule {
    /// Months from birth to the day the schedule sets.
    fn due(self, birth: i64) -> i64 {
        let after = day::month(birth) - self.first_month;
        let delay = if after < 0 {
            0
        } else {
            self.most.min(after / self.step.max(1) + 1)
        };
        self.base_months + delay
    }
}

impl Quantity {
    /// The fact it is about, or the first of two.
    pub(crate) fn fact(self) -> usize {
        match self {
            Self::Fact(fact)
            | Self::Bit(fact, _)
            | Self::Years(fact)
            | Self::Months(fact)
            | Self::Calendar(fact)
            | Self::Past(fact, _)
            | Self::Linear(fact, ..) => fact,
        }
    }

    /// The second fact, when two are weighed.
    pub(crate) fn second(self) -> Option<usize> {
        match self {
            Self::Linear(_, _, second, _) => Some(second),
            _ => None,
        }
    }

    #[cfg(feature = "compile")]
    pub(crate) fn is_about(self, fact: usize) -> bool {
        self.fact() == fact || self.second() == Some(fact)
    }

    /// True for a span: a quantity that shrinks as its date grows and grows with the as-of day.
    pub(crate) fn is_span(self) -> bool {
        matches!(
            self,
            Self::Years(_) | Self::Months(_) | Self::Calendar(_) | Self::Past(..)
        )
    }

    /// True for the difference of two facts, which may stand in a chain with others.
    pub(crate) fn is_difference(self) -> bool {
        matches!(self, Self::Linear(_, 1, _, -1))
    }

    /// Its value for the values of its fact or facts on the as-of day.
    pub(crate) fn of(self, first: i64, second: i64, as_of: i64) -> i64 {
        match self {
            Self::Fact(_) => first,
            Self::Bit(_, bit) => (first >> bit) & 1,
            Self::Years(_) => day::years(first, as_of),
            Self::Months(_) => day::months(first, as_of),
            Self::Calendar(_) => day::month(as_of) - day::month(first),
            Self::Past(_, schedule) => day::months(first, as_of) - schedule.due(first),
            Self::Linear(_, a, _, b) => a * first + b * second,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Date;

    use super::*;

    fn number(text: &str) -> i64 {
        day::number(Date::parse_iso(text).unwrap())
    }

    const MALE_60: Schedule = Schedule {
        base_months: 720,
        first_month: 1965 * 12,
        step: 4,
        most: 36,
    };
    const FEMALE_50: Schedule = Schedule {
        base_months: 600,
        first_month: 1975 * 12,
        step: 2,
        most: 60,
    };

    /// The table of the decision of 13 September 2024: month of birth and age of retirement.
    #[test]
    fn follows_the_published_table() {
        let table = [
            (MALE_60, "1964-12-31", 720),
            (MALE_60, "1965-01-01", 721),
            (MALE_60, "1965-04-30", 721),
            (MALE_60, "1965-05-01", 722),
            (MALE_60, "1976-08-31", 755),
            (MALE_60, "1976-09-01", 756),
            (MALE_60, "1999-01-01", 756),
            (FEMALE_50, "1974-12-31", 600),
            (FEMALE_50, "1975-01-15", 601),
            (FEMALE_50, "1984-10-31", 659),
            (FEMALE_50, "1984-11-01", 660),
            (FEMALE_50, "1990-01-01", 660),
        ];
        for (schedule, birth, due) in table {
            assert_eq!(schedule.due(number(birth)), due, "{birth}");
        }
    }

    #[test]
    fn counts_from_the_scheduled_day() {
        let past = |birth, on| Quantity::Past(0, MALE_60).of(number(birth), 0, number(on));
        // Born 1965-03-10: 60 years and one month.
        assert_eq!(past("1965-03-10", "2025-04-09"), -1);
        assert_eq!(past("1965-03-10", "2025-04-10"), 0);
        assert_eq!(past("1965-03-10", "2020-04-10"), -60);
        assert_eq!(past("1965-03-10", "2025-05-10"), 1);
    }

    #[test]
    fn counts_by_the_calendar() {
        let since = |date, on| Quantity::Calendar(0).of(number(date), 0, number(on));
        assert_eq!(since("2024-06-30", "2024-06-01"), 0);
        assert_eq!(since("2024-06-30", "2024-07-01"), 1);
        assert_eq!(since("2024-06-10", "2027-05-31"), 35);
        assert_eq!(since("2024-07-01", "2024-06-30"), -1);
    }

    #[test]
    fn never_grows_with_the_date() {
        let as_of = number("2026-11-24");
        let schedules = [MALE_60, FEMALE_50].map(|schedule| Quantity::Past(0, schedule));
        for quantity in schedules.into_iter().chain([Quantity::Calendar(0)]) {
            let first = number("1950-01-01");
            let values: Vec<_> = (first..first + 20_000)
                .map(|birth| quantity.of(birth, 0, as_of))
                .collect();
            assert!(values.is_sorted_by(|one, next| one >= next));
        }
    }

    #[test]
    fn what_never_came_is_later_than_every_day() {
        let as_of = number("2026-11-24");
        assert!(Quantity::Months(0).of(day::NEVER, 0, as_of) < -80_000);
        assert!(Quantity::Years(0).of(day::NEVER, 0, as_of) < -7_000);
        let difference = Quantity::Linear(0, 1, 1, -1);
        assert!(difference.of(day::NEVER, as_of, as_of) > 2_900_000);
        assert_eq!(difference.of(day::NEVER, day::NEVER, as_of), 0);
    }
}
