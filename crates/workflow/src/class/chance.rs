//! Whether somebody at a place of the wait-list usually comes to a seat.

use crate::usual::FEWEST;
use serde::{Deserialize, Serialize};

/// How many of the classes whose list was as long reached the place before their first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    /// In so many classes somebody at the place was offered a seat.
    pub reached: u32,
    /// Of so many.
    pub of: u32,
}

impl Chance {
    /// From how many waited in each class that is over, and how many of them were offered a seat; none of too few classes.
    ///
    /// A list that never was as long says nothing of the place. Offers go down the list from its head, so so many offers
    /// reached so many places.
    ///
    /// ```
    /// use workflow::class::Chance;
    /// let lists: Vec<(u32, u32)> = [(4, 3); 15].into_iter().chain([(4, 1); 10]).collect();
    /// assert_eq!(Chance::at(2, &lists), Some(Chance { reached: 15, of: 25 }));
    /// assert_eq!(Chance::at(5, &lists), None);
    /// ```
    #[must_use]
    pub fn at(position: u32, lists: &[(u32, u32)]) -> Option<Self> {
        let as_long = lists.iter().filter(|(waited, _)| *waited >= position);
        let (mut reached, mut of) = (0_u32, 0_u32);
        for (_, offered) in as_long {
            of = of.saturating_add(1);
            reached = reached.saturating_add(u32::from(*offered >= position));
        }
        (of >= FEWEST).then_some(Self { reached, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_twenty_classes_say_nothing() {
        let lists = |count| vec![(3, 1); count];
        assert_eq!(Chance::at(1, &[]), None);
        assert_eq!(Chance::at(1, &lists(19)), None);
        let (reached, of) = (20, 20);
        assert_eq!(Chance::at(1, &lists(20)), Some(Chance { reached, of }));
        let reached = 0;
        assert_eq!(Chance::at(2, &lists(20)), Some(Chance { reached, of }));
        assert_eq!(Chance::at(4, &lists(20)), None);
    }

    #[test]
    fn a_place_further_down_is_never_reached_more_often() {
        let lists: Vec<(u32, u32)> = (0..60).map(|number| (9, number % 10)).collect();
        let mut last = u32::MAX;
        for position in 1..=9 {
            let chance = Chance::at(position, &lists).unwrap();
            assert_eq!(chance.of, 60);
            assert!(chance.reached <= last, "{position}");
            last = chance.reached;
        }
    }
}
