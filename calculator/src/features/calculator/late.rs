//! What one day late costs in lost subsidy.

use domain::{Date, Money};
use loan::{Rate, lost_subsidy_of_a_day};

use super::answer::{Answer, Line};
use super::read::Asked;

/// A day late with the largest principal that falls due at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LateDay {
    pub(super) date: Date,
    pub(super) principal: Money,
    /// The state's part of the day's interest, which falls to the borrower.
    pub(super) costs: Money,
}

/// The example shown; none where no principal falls due while the state pays.
pub(super) fn late_day(asked: &Asked, answer: &Answer) -> Option<LateDay> {
    let state_rate = asked.subsidy()?.state_rate(asked.terms.annual_rate).ok()?;
    if state_rate == Rate::ZERO {
        return None;
    }
    // What falls due when nothing is subsidised any more loses nothing.
    let loses = |line: &&Line| {
        let state = line.shares.map_or(Money::ZERO, |shares| shares.state);
        state > Money::ZERO && line.principal > Money::ZERO
    };
    // Of several the first: it is the one that comes next.
    let line = answer
        .lines
        .iter()
        .filter(loses)
        .rev()
        .max_by_key(|line| line.principal)?;
    Some(LateDay {
        date: line.date,
        principal: line.principal,
        costs: lost_subsidy_of_a_day(line.principal, state_rate, asked.terms.day_count),
    })
}
