//! The periods of a loan, one for each due date.

use domain::Date;

use crate::day_count::{DayCount, YearFraction};
use crate::terms::{Cycle, Terms, Timing};

/// From one due date to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// The part of a year for which interest runs.
    pub(crate) whole: YearFraction,
    /// The part of a year with which the level instalment is solved.
    pub(crate) solving: YearFraction,
}

impl Period {
    fn of_months(count: DayCount, from: Date, to: Date, months: i32) -> Self {
        Self {
            from,
            to,
            whole: count.months(from, to, months),
            solving: count.months_solving(from, to, months),
        }
    }

    fn of_days(count: DayCount, from: Date, to: Date) -> Self {
        let whole = count.between(from, to);
        Self {
            from,
            to,
            whole,
            solving: whole,
        }
    }

    /// The part of a year between two days of this period. Two parts of one period add up to it.
    pub(crate) fn part(&self, count: DayCount, from: Date, to: Date) -> YearFraction {
        if from == self.from && to == self.to {
            self.whole
        } else if count.is_by_month() {
            self.whole
                .share(from.days_until(to), self.from.days_until(self.to))
        } else {
            count.between(from, to)
        }
    }

    /// What is left for solving when something was paid inside the period.
    pub(crate) fn solving_from(&self, from: Date) -> YearFraction {
        if from <= self.from {
            self.solving
        } else {
            self.solving
                .share(from.days_until(self.to), self.from.days_until(self.to))
        }
    }
}

/// The periods of checked terms, at least one.
pub(crate) fn periods(terms: &Terms) -> Vec<Period> {
    match terms.timing {
        Timing::Every {
            months,
            installments,
        } => {
            let months = i32::try_from(months).unwrap_or(1);
            let installments = i32::try_from(installments).unwrap_or(1);
            let due = |number: i32| terms.start_date.add_months(months.saturating_mul(number));
            (1..=installments)
                .map(|number| {
                    Period::of_months(terms.day_count, due(number - 1), due(number), months)
                })
                .collect()
        }
        Timing::Settled {
            cycle,
            maturity_date,
            merge_first_days_below,
        } => {
            let mut days = settlement_days(cycle, terms.start_date, maturity_date);
            let merge = i32::try_from(merge_first_days_below).unwrap_or(0);
            let is_short = days
                .first()
                .is_some_and(|first| terms.start_date.days_until(*first) < merge);
            if is_short && days.len() > 1 {
                days.remove(0);
            }
            let starts = std::iter::once(terms.start_date).chain(days.iter().copied());
            let pairs = starts.zip(days.iter().copied());
            pairs
                .map(|(from, to)| Period::of_days(terms.day_count, from, to))
                .collect()
        }
    }
}

/// The 21st of the cycle's months after the first day and before the last, and the last.
fn settlement_days(cycle: Cycle, start: Date, maturity: Date) -> Vec<Date> {
    let every = match cycle {
        Cycle::Monthly20 => 1,
        Cycle::Quarterly20 => 3,
    };
    let mut days = Vec::new();
    // The first month of the cycle that is not before the loan's.
    let offset = (every - start.month() % every) % every;
    if let Some(mut day) = Date::new(start.year(), start.month(), 21) {
        day = day.add_months(offset);
        while day < maturity {
            if day > start {
                days.push(day);
            }
            day = day.add_months(every);
        }
    }
    days.push(maturity);
    days
}
