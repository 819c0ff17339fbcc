//! The clock of one stage: spans of days in which it ran.

use crate::{DueDate, WorkCalendar};
use domain::Date;
use serde::{Deserialize, Serialize};

/// A span in which the clock ran. The first day never counts: time runs from the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSpan {
    /// The day of the event that set the clock going.
    pub from: Date,
    /// The day of the event that stopped it, which still counts; nothing while it runs.
    pub until: Option<Date>,
}

/// The clock of one stage, as the dates at which it started and stopped.
///
/// It holds no limit and no count: both depend on the district's parameters and on the calendar, which may be corrected
/// after the fact, while what happened on which day may not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageClock {
    spans: Vec<ClockSpan>,
}

impl StageClock {
    /// A clock set going on a day.
    #[must_use]
    pub fn started(on: Date) -> Self {
        Self {
            spans: vec![ClockSpan {
                from: on,
                until: None,
            }],
        }
    }

    /// The spans in which it ran, oldest first. Between two of them it was paused.
    #[must_use]
    pub fn spans(&self) -> &[ClockSpan] {
        &self.spans
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.spans.last().is_none_or(|span| span.until.is_some())
    }

    /// Stops it, if it runs.
    pub(crate) fn pause(&mut self, on: Date) {
        if let Some(span) = self.spans.last_mut() {
            span.until.get_or_insert(on);
        }
    }

    /// Sets it going again, if it stands still; the days already used stay used.
    pub(crate) fn resume(&mut self, on: Date) {
        if self.is_paused() {
            self.spans.push(ClockSpan {
                from: on,
                until: None,
            });
        }
    }

    /// Working days used up to and including a day.
    #[must_use]
    pub fn days_used(&self, today: Date, calendar: &WorkCalendar) -> u32 {
        self.spans
            .iter()
            .map(|span| calendar.working_days_between(span.from, span.end(today)))
            .sum()
    }

    /// The day the limit is reached.
    ///
    /// While the clock is paused within its limit this is the day it would be if it resumed today, and provisional.
    #[must_use]
    pub fn due(&self, limit: u32, today: Date, calendar: &WorkCalendar) -> DueDate {
        let mut left = limit;
        for span in &self.spans {
            let due = calendar.nth_working_day_after(span.from, left);
            let Some(until) = span.until else { return due };
            if due.on <= until {
                return due;
            }
            left = left.saturating_sub(calendar.working_days_between(span.from, until));
        }
        DueDate {
            provisional: true,
            ..calendar.nth_working_day_after(today, left)
        }
    }
}

impl ClockSpan {
    fn end(&self, today: Date) -> Date {
        self.until.map_or(today, |until| until.min(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::{announced, date};

    #[test]
    fn days_run_from_the_next_working_day_and_stand_still_in_a_pause() {
        let calendar = announced();
        let mut clock = StageClock::started(date("2026-11-20")); // a Friday
        for (today, used) in [
            ("2026-11-20", 0),
            ("2026-11-21", 0),
            ("2026-11-23", 1),
            ("2026-11-24", 2),
        ] {
            assert_eq!(clock.days_used(date(today), &calendar), used, "{today}");
        }
        assert_eq!(
            clock.due(7, date("2026-11-24"), &calendar).on,
            date("2026-12-01")
        );

        clock.pause(date("2026-11-24"));
        assert!(clock.is_paused());
        for today in ["2026-11-24", "2026-11-25", "2026-12-25"] {
            assert_eq!(clock.days_used(date(today), &calendar), 2, "{today}");
        }
        let projected = clock.due(7, date("2026-11-30"), &calendar);
        assert_eq!(
            projected,
            DueDate {
                on: date("2026-12-07"),
                provisional: true
            }
        );

        clock.resume(date("2026-11-30"));
        assert_eq!(clock.days_used(date("2026-11-30"), &calendar), 2);
        assert_eq!(clock.days_used(date("2026-12-01"), &calendar), 3);
        assert_eq!(
            clock.due(7, date("2026-12-01"), &calendar),
            DueDate {
                on: date("2026-12-07"),
                provisional: false
            }
        );
    }

    #[test]
    fn a_pause_and_a_resumption_on_one_day_cost_nothing() {
        let calendar = announced();
        let mut clock = StageClock::started(date("2026-11-20"));
        clock.pause(date("2026-11-24"));
        clock.resume(date("2026-11-24"));
        assert_eq!(clock.days_used(date("2026-11-25"), &calendar), 3);
        assert_eq!(
            clock.due(7, date("2026-11-25"), &calendar).on,
            date("2026-12-01")
        );
    }

    #[test]
    fn a_day_already_missed_stays_the_day() {
        let calendar = announced();
        let mut clock = StageClock::started(date("2026-11-02"));
        clock.pause(date("2026-11-20"));
        let missed = DueDate {
            on: date("2026-11-11"),
            provisional: false,
        };
        assert_eq!(clock.due(7, date("2026-11-24"), &calendar), missed);
        clock.resume(date("2026-11-24"));
        assert_eq!(clock.due(7, date("2026-11-30"), &calendar), missed);
    }

    #[test]
    fn a_limit_reached_on_the_day_of_the_pause_was_reached_that_day() {
        let calendar = announced();
        let mut clock = StageClock::started(date("2026-11-20"));
        clock.pause(date("2026-12-01"));
        assert_eq!(clock.days_used(date("2026-12-07"), &calendar), 7);
        let reached = DueDate {
            on: date("2026-12-01"),
            provisional: false,
        };
        assert_eq!(clock.due(7, date("2026-12-07"), &calendar), reached);
    }

    #[test]
    fn pausing_or_resuming_twice_changes_nothing() {
        let mut clock = StageClock::started(date("2026-11-20"));
        clock.resume(date("2026-11-23"));
        assert_eq!(clock, StageClock::started(date("2026-11-20")));
        clock.pause(date("2026-11-24"));
        let paused = clock.clone();
        clock.pause(date("2026-11-25"));
        assert_eq!(clock, paused);
    }
}
