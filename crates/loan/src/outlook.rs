//! What a loan will ask for from a moment on, when nothing more is paid early.

use domain::{Date, Money};

use crate::level::level_instalment;
use crate::period::{Period, periods};
use crate::schedule::sum;
use crate::terms::{Method, Terms};

/// What is owed at a moment, and how it will be paid.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) balance: Money,
    /// The level instalment, or the level principal.
    pub(crate) level: Money,
    /// Principal paid early that the next rows need not pay.
    pub(crate) credit: Money,
    /// From when interest runs.
    pub(crate) from: Date,
}

/// The terms and their periods.
pub(crate) struct Outlook<'a> {
    pub(crate) terms: &'a Terms,
    pub(crate) periods: Vec<Period>,
}

impl<'a> Outlook<'a> {
    pub(crate) fn new(terms: &'a Terms) -> Self {
        Self {
            terms,
            periods: periods(terms),
        }
    }

    /// The loan on its first day.
    pub(crate) fn start(&self) -> State {
        let (balance, from) = (self.terms.principal, self.terms.start_date);
        State {
            balance,
            level: self.level(balance, 0, from),
            credit: Money::ZERO,
            from,
        }
    }

    /// The level for what is left from the period with this index on. What was paid early is still to be taken off it.
    pub(crate) fn spread(&self, state: &State, index: usize) -> Money {
        self.level(sum([state.balance, state.credit]), index, state.from)
    }

    /// Whether the period with this index is the last one, which pays all that is left.
    pub(crate) fn is_last(&self, index: usize) -> bool {
        index + 1 >= self.periods.len()
    }

    /// The level for what is left, but never so low that paying early costs interest: where rounding made the old
    /// instalment high and the new one low, the loan would run slower on less money.
    pub(crate) fn reduced(&self, before: State, now: State, index: usize, spent: Money) -> Money {
        let allowed = self.interest_from(index, before);
        let is_cheap = |level| {
            let state = State { level, ..now };
            sum([self.interest_from(index, state), spent]) <= allowed
        };
        let low = self.level(now.balance, index, now.from).min(before.level);
        if is_cheap(low) {
            return low;
        }
        // The old instalment on less money is never dearer; the lowest multiple that is cheap lies in between.
        let unit = self.unit().fen();
        let (mut dear, mut cheap) = (0, less(before.level, low).fen() / unit + 1);
        let at = |steps: i64| {
            let level = low.fen().saturating_add(steps.saturating_mul(unit));
            Money::from_fen(level).min(before.level)
        };
        while cheap - dear > 1 {
            let tried = dear + (cheap - dear) / 2;
            if is_cheap(at(tried)) {
                cheap = tried;
            } else {
                dear = tried;
            }
        }
        at(cheap)
    }

    /// All interest from a state on when nothing more is paid early.
    fn interest_from(&self, index: usize, mut state: State) -> Money {
        let mut total = Money::ZERO;
        for (number, period) in self.periods.iter().enumerate().skip(index) {
            let part = period.part(self.terms.day_count, state.from, period.to);
            let interest =
                self.terms
                    .annual_rate
                    .interest(state.balance, part, self.terms.rounding);
            total = sum([total, interest]);
            state.balance = less(state.balance, self.planned(number, &state, interest));
            state.from = period.to;
        }
        total
    }

    /// The principal that the plan asks for at the end of a period, whatever was paid early.
    pub(crate) fn planned(&self, index: usize, state: &State, interest: Money) -> Money {
        if self.is_last(index) {
            return state.balance;
        }
        if index < self.grace() {
            return Money::ZERO;
        }
        let principal = match self.terms.method {
            Method::EqualInstallment => less(state.level, interest),
            Method::EqualPrincipal => state.level,
            Method::InterestOnlyBullet => Money::ZERO,
        };
        // What was paid early counts as still owed here: less debt must not use the credit up more slowly.
        principal.clamp(Money::ZERO, sum([state.balance, state.credit]))
    }

    /// The level instalment or principal for a balance over the periods from this one on.
    fn level(&self, balance: Money, index: usize, from: Date) -> Money {
        let paying = self
            .periods
            .get(index.max(self.grace())..)
            .unwrap_or_default();
        match self.terms.method {
            Method::InterestOnlyBullet => Money::ZERO,
            Method::EqualPrincipal => {
                let count = i128::try_from(paying.len()).unwrap_or(1);
                let fen = self.terms.rounding.divide(i128::from(balance.fen()), count);
                Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX))
            }
            Method::EqualInstallment => {
                let parts: Vec<_> = paying
                    .iter()
                    .map(|period| period.solving_from(from))
                    .collect();
                level_instalment(
                    balance,
                    self.terms.annual_rate,
                    &parts,
                    self.unit(),
                    self.terms.rounding,
                )
            }
        }
    }

    fn grace(&self) -> usize {
        usize::try_from(self.terms.grace_principal_installments).unwrap_or(0)
    }

    fn unit(&self) -> Money {
        self.terms
            .round_installment_to
            .unwrap_or(Money::from_fen(1))
    }
}

/// The difference.
pub(crate) fn less(amount: Money, other: Money) -> Money {
    Money::from_fen(amount.fen().saturating_sub(other.fen()))
}
