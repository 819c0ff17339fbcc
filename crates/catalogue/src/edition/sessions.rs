//! The dated classes of a list, column by column.

use domain::Date;
use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, push, push_signed};
use crate::course::TimeOfDay;
use crate::listing::SessionListing;

/// Classes, a number of each in each column. Every text of numbers is as [`super::numbers`] has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SessionColumns {
    /// The week of the first day.
    weeks: String,
    /// The day of that week and the time of day.
    slots: String,
    seats: String,
    /// Seats taken and one; zero when all are.
    taken: String,
    /// Days from the last one to enrol to the first.
    notice: String,
}

/// What the next class is told from: that of the same course before it, or none.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    week: i64,
    seats: i64,
    notice: i64,
}

impl SessionColumns {
    /// Appends a class and says what the next one of its course is told from.
    pub(super) fn push(&mut self, session: &SessionListing, before: Before) -> Before {
        let day = i64::from(Date::MIN.days_until(session.starts_on));
        let now = Before {
            week: day / 7,
            seats: i64::from(session.seats),
            notice: i64::from(session.enrol_by.days_until(session.starts_on)),
        };
        let times = TimeOfDay::ALL.len() as u64;
        let time = TimeOfDay::ALL
            .iter()
            .position(|time| *time == session.time_of_day);
        push_signed(&mut self.weeks, now.week - before.week);
        let slot = (day % 7) as u64 * times + time.unwrap_or_default() as u64;
        push(&mut self.slots, slot);
        push_signed(&mut self.seats, now.seats - before.seats);
        let is_full = session.seats_taken == session.seats;
        let taken = u64::from(session.seats_taken) + 1;
        push(&mut self.taken, if is_full { 0 } else { taken });
        push_signed(&mut self.notice, now.notice - before.notice);
        now
    }

    pub(super) fn read(&self) -> Sessions<'_> {
        Sessions {
            weeks: Numbers::new(&self.weeks),
            slots: Numbers::new(&self.slots),
            seats: Numbers::new(&self.seats),
            taken: Numbers::new(&self.taken),
            notice: Numbers::new(&self.notice),
        }
    }
}

/// Reads classes in the order in which they were put.
pub(super) struct Sessions<'a> {
    weeks: Numbers<'a>,
    slots: Numbers<'a>,
    seats: Numbers<'a>,
    taken: Numbers<'a>,
    notice: Numbers<'a>,
}

impl Sessions<'_> {
    /// The next class, and what the one after it is told from.
    pub(super) fn next(&mut self, before: Before) -> Option<(SessionListing, Before)> {
        let now = Before {
            week: before.week.checked_add(self.weeks.next_signed()?)?,
            seats: before.seats.checked_add(self.seats.next_signed()?)?,
            notice: before.notice.checked_add(self.notice.next_signed()?)?,
        };
        let times = TimeOfDay::ALL.len() as u64;
        let slot = self.slots.next()?;
        let weekday = i64::try_from(slot / times).ok()?;
        let starts_on = day(now.week.checked_mul(7)?.checked_add(weekday)?)?;
        let seats = u32::try_from(now.seats).ok()?;
        let session = SessionListing {
            starts_on,
            time_of_day: *TimeOfDay::ALL.get((slot % times) as usize)?,
            seats,
            seats_taken: match self.taken.next()? {
                0 => seats,
                taken => u32::try_from(taken - 1).ok()?,
            },
            enrol_by: starts_on.add_days(i32::try_from(now.notice).ok()?.checked_neg()?),
        };
        Some((session, now))
    }
}

/// The day so many days after the first there is.
fn day(number: i64) -> Option<Date> {
    let number = i32::try_from(number).ok()?;
    let day = Date::MIN.add_days(number);
    (Date::MIN.days_until(day) == number).then_some(day)
}
