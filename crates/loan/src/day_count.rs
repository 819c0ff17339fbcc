//! How much of a year lies between two days.

use domain::Date;

/// A part of a year as an exact fraction; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFraction {
    numerator: i64,
    denominator: i64,
}

impl YearFraction {
    /// The fraction in lowest terms; nothing when one of the two is not positive.
    ///
    /// ```
    /// use loan::YearFraction;
    /// assert_eq!(YearFraction::new(30, 360), YearFraction::new(1, 12));
    /// assert_eq!(YearFraction::new(-1, 12), YearFraction::new(0, 1));
    /// ```
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Self {
        if numerator <= 0 || denominator <= 0 {
            return Self {
                numerator: 0,
                denominator: 1,
            };
        }
        let (mut large, mut small) = (numerator, denominator);
        while small != 0 {
            (large, small) = (small, large % small);
        }
        Self {
            numerator: numerator / large,
            denominator: denominator / large,
        }
    }

    /// Above the line.
    ///
    /// ```
    /// # use loan::YearFraction;
    /// assert_eq!(YearFraction::new(92, 360).numerator(), 23);
    /// ```
    #[must_use]
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// Below the line.
    ///
    /// ```
    /// # use loan::YearFraction;
    /// assert_eq!(YearFraction::new(92, 360).denominator(), 90);
    /// ```
    #[must_use]
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    /// So many of so many days of it.
    pub(crate) fn share(self, days: i32, of: i32) -> Self {
        Self::new(
            self.numerator * i64::from(days),
            self.denominator * i64::from(of),
        )
    }
}

/// How days become a part of a year. The first day counts, the last does not (算头不算尾).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// A calendar month is one twelfth; odd days beside whole months are 360ths.
    Month12,
    /// Every month has thirty days.
    Thirty360,
    /// Days over 360, as Chinese banks count.
    Act360,
    /// Days over 365, in leap years too.
    Act365,
    /// Days over the days of their own year; a period over New Year is cut on 31 December.
    ActAct,
}

impl DayCount {
    /// The part of a year between two days; nothing when they are in the wrong order.
    ///
    /// ```
    /// # use domain::Date;
    /// use loan::{DayCount, YearFraction};
    /// let (from, to) = (Date::new(2023, 12, 12).unwrap(), Date::new(2024, 1, 12).unwrap());
    /// assert_eq!(DayCount::Act360.between(from, to), YearFraction::new(31, 360));
    /// // 19 days of 2023 and 12 of the leap year 2024.
    /// assert_eq!(DayCount::ActAct.between(from, to), YearFraction::new(19 * 366 + 12 * 365, 365 * 366));
    /// ```
    #[must_use]
    pub fn between(self, from: Date, to: Date) -> YearFraction {
        let days = i64::from(from.days_until(to));
        match self {
            Self::Month12 => {
                let months = whole_months(from, to);
                let odd = i64::from(from.add_months(months).days_until(to));
                YearFraction::new(i64::from(months) * 30 + odd, 360)
            }
            Self::Thirty360 => YearFraction::new(thirty_day_months(from, to), 360),
            Self::Act360 => YearFraction::new(days, 360),
            Self::Act365 => YearFraction::new(days, 365),
            Self::ActAct => actual(from, to),
        }
    }

    /// Whether months rather than days are counted, so that a part of a period is a share of it.
    pub(crate) fn is_by_month(self) -> bool {
        matches!(self, Self::Month12 | Self::Thirty360)
    }

    /// The part of a year that whole months are, from this day on.
    pub(crate) fn months(self, from: Date, to: Date, months: i32) -> YearFraction {
        if self.is_by_month() {
            YearFraction::new(i64::from(months), 12)
        } else {
            self.between(from, to)
        }
    }

    /// The part of a year that stands for a period of whole months when the level instalment is solved. Days over a
    /// fixed year take thirty days a month, so that every period weighs the same.
    pub(crate) fn months_solving(self, from: Date, to: Date, months: i32) -> YearFraction {
        match self {
            Self::Act360 => YearFraction::new(i64::from(months) * 30, 360),
            Self::Act365 => YearFraction::new(i64::from(months) * 30, 365),
            _ => self.months(from, to, months),
        }
    }

    /// The days a year has when one day's interest is asked for.
    pub(crate) fn year_days(self) -> i64 {
        match self {
            Self::Act365 | Self::ActAct => 365,
            _ => 360,
        }
    }
}

fn whole_months(from: Date, to: Date) -> i32 {
    let months = (to.year() - from.year()) * 12 + to.month() - from.month();
    if from.add_months(months) > to {
        months - 1
    } else {
        months
    }
}

fn thirty_day_months(from: Date, to: Date) -> i64 {
    let months = i64::from((to.year() - from.year()) * 12 + to.month() - from.month());
    months * 30 + i64::from(to.day().min(30) - from.day().min(30))
}

fn actual(from: Date, to: Date) -> YearFraction {
    let (mut common, mut leap) = (0_i64, 0_i64);
    let mut at = from;
    while at < to {
        // The night after 31 December belongs to the new year.
        let year = at.add_days(1).year();
        let cut = Date::new(year, 12, 31).unwrap_or(to).min(to);
        let days = i64::from(at.days_until(cut));
        if days <= 0 {
            break;
        }
        if Date::new(year, 2, 29).is_some() {
            leap += days;
        } else {
            common += days;
        }
        at = cut;
    }
    YearFraction::new(common * 366 + leap * 365, 365 * 366)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        Date::parse_iso(iso).unwrap()
    }

    #[test]
    fn parts_of_a_year() {
        for (from, to, expected) in [
            (
                "2024-01-31",
                "2024-02-29",
                [(1, 12), (29, 360), (29, 360), (29, 365), (29, 366)],
            ),
            (
                "2024-03-15",
                "2024-03-21",
                [(6, 360), (6, 360), (6, 360), (6, 365), (6, 366)],
            ),
            (
                "2023-01-01",
                "2024-01-01",
                [
                    (1, 1),
                    (1, 1),
                    (365, 360),
                    (1, 1),
                    (364 * 366 + 365, 365 * 366),
                ],
            ),
            ("2024-02-29", "2024-02-29", [(0, 1); 5]),
            ("2024-03-01", "2024-02-29", [(0, 1); 5]),
            (
                "2022-12-31",
                "2025-12-31",
                [(3, 1), (3, 1), (1096, 360), (1096, 365), (3, 1)],
            ),
        ] {
            let counts = [
                DayCount::Month12,
                DayCount::Thirty360,
                DayCount::Act360,
                DayCount::Act365,
                DayCount::ActAct,
            ];
            for (count, (numerator, denominator)) in counts.into_iter().zip(expected) {
                assert_eq!(
                    count.between(date(from), date(to)),
                    YearFraction::new(numerator, denominator),
                    "{count:?} {from} {to}"
                );
            }
        }
    }
}
