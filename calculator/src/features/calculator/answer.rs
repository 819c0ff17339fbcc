//! The figures: every due date, and who pays how much of it.

use domain::{Date, Money};
use loan::{LoanError, Payment, Prepayment, Schedule, Terms, plan_with_payments, split};

use super::read::Asked;

/// Interest by who pays it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shares {
    pub(super) state: Money,
    pub(super) yours: Money,
}

/// What is due on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) no: u32,
    pub(super) date: Date,
    pub(super) principal: Money,
    pub(super) interest: Money,
    /// None where no source says who pays.
    pub(super) shares: Option<Shares>,
}

impl Line {
    /// What the bank charges that day.
    pub(super) fn charged(&self) -> Money {
        plus(self.principal, self.interest)
    }

    /// What the borrower pays of it: all of it where no source says otherwise.
    pub(super) fn payable(&self) -> Money {
        plus(
            self.principal,
            self.shares.map_or(self.interest, |shares| shares.yours),
        )
    }
}

/// A whole loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) terms: Terms,
    pub(super) lines: Vec<Line>,
    pub(super) interest: Money,
    pub(super) shares: Option<Shares>,
}

impl Answer {
    /// The loan when everything is paid as agreed.
    pub(super) fn of(asked: &Asked) -> Result<Self, Vec<LoanError>> {
        Self::with(asked, &[], None)
    }

    /// The loan when something is paid early.
    pub(super) fn with(
        asked: &Asked,
        payments: &[Payment],
        prepayment: Option<Prepayment>,
    ) -> Result<Self, Vec<LoanError>> {
        let schedule = plan_with_payments(&asked.terms, payments, prepayment)?;
        let lines = lines(asked, &schedule);
        let sum = |part: fn(&Line) -> Money| lines.iter().map(part).fold(Money::ZERO, plus);
        let shares = asked.period.is_some().then(|| Shares {
            state: sum(|line| line.shares.map_or(Money::ZERO, |shares| shares.state)),
            yours: sum(|line| line.shares.map_or(Money::ZERO, |shares| shares.yours)),
        });
        Ok(Self {
            terms: asked.terms,
            interest: sum(|line| line.interest),
            shares,
            lines,
        })
    }

    /// Interest that the borrower pays.
    pub(super) fn yours(&self) -> Money {
        self.shares.map_or(self.interest, |shares| shares.yours)
    }

    /// Principal and the borrower's interest.
    pub(super) fn payable(&self) -> Money {
        plus(self.terms.principal, self.yours())
    }
}

fn lines(asked: &Asked, schedule: &Schedule) -> Vec<Line> {
    // Without LPR the one regime cannot share anything out; the reading does not let that come here.
    let shared = asked
        .subsidy()
        .and_then(|subsidy| split(schedule, &subsidy).ok());
    let line = |(at, row): (usize, &loan::Row)| Line {
        no: row.no,
        date: row.due_date,
        principal: row.principal,
        interest: row.interest,
        shares: shared
            .as_ref()
            .and_then(|rows| rows.get(at))
            .map(|row| Shares {
                state: row.state_pays,
                yours: row.borrower_pays,
            }),
    };
    schedule.rows.iter().enumerate().map(line).collect()
}

/// The sum.
pub(super) fn plus(one: Money, other: Money) -> Money {
    Money::from_fen(one.fen().saturating_add(other.fen()))
}
