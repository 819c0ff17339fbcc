//! Where a course stands among those found.

use domain::Date;

/// What the order of the courses goes by, as one number: the less, the better. A phone sorts thousands of them with each
/// letter, and comparing numbers costs it a tenth of comparing what they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing(u64);

/// No word of a search is worth more than 80, and there are at most eight.
const MOST: u32 = 0xffff;
/// The lowest bits hold the place: sixteen million courses.
const PLACE_BITS: u32 = 24;
const PLACE: u64 = (1 << PLACE_BITS) - 1;

impl Standing {
    /// Near before far, with a class to come before without, then the higher score, the earlier class, the earlier place.
    pub(super) fn new(is_far: bool, score: u32, begins_on: Option<Date>, place: usize) -> Self {
        let score = MOST - score.min(MOST);
        let day = begins_on.map_or(0, day_number);
        let parts = [
            (u64::from(is_far), 1),
            (u64::from(begins_on.is_none()), 1),
            (u64::from(score), 16),
            (day, 22),
            ((place as u64).min(PLACE), PLACE_BITS),
        ];
        let whole = parts
            .into_iter()
            .fold(0, |whole, (part, bits)| (whole << bits) | part);
        Self(whole)
    }

    /// The place of the course.
    pub(super) fn place(self) -> usize {
        usize::try_from(self.0 & PLACE).unwrap_or_default()
    }
}

/// How many there are, and the first of them in order.
///
/// Where few of many are wanted, most are told by one comparison that they are not among them.
pub(super) fn first_of(mut all: Vec<Standing>, limit: usize) -> (usize, Vec<Standing>) {
    let total = all.len();
    if limit >= total / 4 {
        all.sort_unstable();
        all.truncate(limit);
        return (total, all);
    }
    let mut first: Vec<Standing> = Vec::with_capacity(limit + 1);
    for standing in all {
        if first.len() < limit || first.last().is_some_and(|last| standing < *last) {
            let place = first.partition_point(|known| *known < standing);
            first.insert(place, standing);
            first.truncate(limit);
        }
    }
    (total, first)
}

/// A number that grows with the day, below 2²²: months of 32 days.
fn day_number(day: Date) -> u64 {
    let number = (day.year() * 13 + day.month()) * 32 + day.day();
    u64::from(number.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::date;

    #[test]
    fn the_earliest_and_the_latest_day_have_room() {
        assert!(day_number(Date::MIN) < day_number(Date::MAX));
        assert!(day_number(Date::MAX) < 1 << 22);
        assert!(day_number(date("2026-12-31")) < day_number(date("2027-01-01")));
    }

    type Course = (bool, u32, Option<i32>, usize);

    fn standing((is_far, score, day, place): Course) -> Standing {
        let begins_on = day.map(|day| date("2026-11-24").add_days(day));
        Standing::new(is_far, score, begins_on, place)
    }

    fn course() -> impl Strategy<Value = Course> {
        let day = proptest::option::of(-400..4000);
        (any::<bool>(), 0_u32..640, day, 0_usize..100_000)
    }

    proptest! {
        #[test]
        fn one_number_orders_as_its_parts_do(one in course(), other in course()) {
            let parts = |(is_far, score, day, place): Course| {
                (is_far, day.is_none(), std::cmp::Reverse(score), day, place)
            };
            prop_assert_eq!(standing(one).cmp(&standing(other)), parts(one).cmp(&parts(other)));
            prop_assert_eq!(standing(one).place(), one.3);
        }

        #[test]
        fn the_first_are_those_of_all_in_order(
            all in proptest::collection::vec(course(), 0..200),
            limit in 0_usize..60,
        ) {
            let all: Vec<Standing> = all.into_iter().map(standing).collect();
            let (total, first) = first_of(all.clone(), limit);
            prop_assert_eq!(total, all.len());
            let mut sorted = all;
            sorted.sort_unstable();
            sorted.truncate(limit);
            prop_assert_eq!(first, sorted);
        }
    }
}
