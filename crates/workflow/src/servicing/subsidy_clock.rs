//! The days of the bureau and of finance with the subsidy of a quarter.

use super::{Quarter, QuarterShare, ServicingFile};
use crate::WorkCalendar;
use crate::loan::Urgency;
use crate::names::named;
use domain::{Date, Money};

/// How long a clock that runs is left alone at most.
const LOOK_DAYS: i32 = 7;

named! {
    /// What is to be done with the subsidy of a quarter.
    pub enum SubsidyDuty {
        /// The bureau decides.
        Review = "review",
        /// Finance pays, and the bureau records it.
        Pay = "pay",
    }
}

/// How many working days each takes, counted from the working day after it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubsidyDays {
    /// From the day after the quarter.
    pub review: u32,
    /// From the day it was approved.
    pub pay: u32,
}

/// A clock of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubsidyClock {
    /// What is to be done.
    pub duty: SubsidyDuty,
    /// The last day; while a question is open, as if it were answered today.
    pub due_on: Date,
    /// Whether the calendar is not announced that far.
    pub provisional: bool,
    /// Working days left, the last day included; below zero when they are over.
    pub days_left: i64,
    /// Whether a question is open and the days stand still.
    pub is_paused: bool,
    /// How near that is.
    pub urgency: Urgency,
}

impl ServicingFile {
    /// The clock that runs for a quarter on a day; none before the quarter is over, once it was held back, and once it was
    /// paid.
    #[must_use]
    pub fn subsidy_clock(
        &self,
        quarter: Quarter,
        today: Date,
        days: SubsidyDays,
        calendar: &WorkCalendar,
    ) -> Option<SubsidyClock> {
        let mut known = self.subsidies.iter();
        match known.find(|one| one.quarter == quarter) {
            Some(one) if one.waits_for_payment() => {
                let count = (days.pay, 0);
                Some(clock(
                    SubsidyDuty::Pay,
                    one.on,
                    today,
                    count,
                    false,
                    calendar,
                ))
            }
            Some(_) => None,
            None => {
                let share = self.share_of(quarter)?;
                if !self.is_undecided(&share, today) {
                    return None;
                }
                // Nobody had to decide on what was held back.
                let over = quarter.last_day().add_days(1);
                let resumed = self.resumed_on(quarter);
                let entered = resumed.map_or(over, |on| on.max(over));
                let asked = self
                    .queries
                    .iter()
                    .filter(|one| one.query.quarter == quarter)
                    .map(|one| {
                        (
                            one.asked_on.max(entered),
                            one.closed_on.unwrap_or(today).max(entered),
                        )
                    });
                let stood = asked
                    .map(|(from, until)| calendar.working_days_between(from, until))
                    .sum();
                let open = self.open_query();
                let is_paused = open.is_some_and(|open| open.query.quarter == quarter);
                let count = (days.review, stood);
                Some(clock(
                    SubsidyDuty::Review,
                    entered,
                    today,
                    count,
                    is_paused,
                    calendar,
                ))
            }
        }
    }
}

impl ServicingFile {
    /// The next day on which the clocks have to be looked at anew, as long as nothing happens to the loan: a quarter is over,
    /// or the end of one's days comes nearer. A clock that runs is looked at once a week all the same, as a calendar may be
    /// announced meanwhile. None where only an event changes anything.
    #[must_use]
    pub fn next_subsidy_look(
        &self,
        today: Date,
        days: SubsidyDays,
        calendar: &WorkCalendar,
    ) -> Option<Date> {
        let next_of = |share: QuarterShare| {
            let quarter = share.quarter;
            if quarter.last_day() >= today {
                let begins = quarter.last_day().add_days(1);
                return (share.state_pays > Money::ZERO).then_some(begins);
            }
            let now = self.subsidy_clock(quarter, today, days, calendar)?;
            if now.is_paused {
                return None;
            }
            let is_nearer = |day: &Date| {
                let then = self.subsidy_clock(quarter, *day, days, calendar);
                then.is_some_and(|then| then.urgency != now.urgency)
            };
            let mut ahead = (1..LOOK_DAYS).map(|passed| today.add_days(passed));
            let nearer = ahead.find(is_nearer);
            Some(nearer.unwrap_or_else(|| today.add_days(LOOK_DAYS)))
        };
        self.shares().into_iter().filter_map(next_of).min()
    }
}

fn clock(
    duty: SubsidyDuty,
    entered: Date,
    today: Date,
    (limit, stood): (u32, u32),
    is_paused: bool,
    calendar: &WorkCalendar,
) -> SubsidyClock {
    let due = calendar.nth_working_day_after(entered, limit.saturating_add(stood));
    let passed = calendar.working_days_between(entered, today);
    let used = passed.saturating_sub(stood);
    SubsidyClock {
        duty,
        due_on: due.on,
        provisional: due.provisional,
        days_left: i64::from(limit) - i64::from(used),
        is_paused,
        urgency: if is_paused {
            Urgency::Calm
        } else {
            Urgency::of(used, limit)
        },
    }
}
