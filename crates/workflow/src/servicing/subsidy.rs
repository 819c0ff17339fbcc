//! The interest subsidy, quarter by quarter.

use super::{Quarter, ServicingFile};
use domain::{Date, Money};
use loan::SubsidyRow;

/// What was due in a quarter, by who pays it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterShare {
    /// Which quarter.
    pub quarter: Quarter,
    /// Interest due in it.
    pub interest: Money,
    /// The state's part.
    pub state_pays: Money,
}

impl ServicingFile {
    /// Who pays the interest of each row; nothing where no source says.
    #[must_use]
    pub fn split(&self) -> Option<Vec<SubsidyRow>> {
        let compensated = self.compensation.as_ref().map(|sum| sum.on);
        let ends_on = [compensated, self.subsidy_stops_from()];
        let ends_on = ends_on.into_iter().flatten().min();
        self.terms.as_ref()?.split(self.account()?, ends_on)
    }

    /// Every quarter in which interest is due, or something that was held back, the earliest first.
    #[must_use]
    pub fn shares(&self) -> Vec<QuarterShare> {
        let sum = |amount: Money, more: Money| amount.checked_add(more).unwrap_or(amount);
        let mut shares: Vec<QuarterShare> = Vec::new();
        for row in self.split().unwrap_or_default() {
            let quarter = Quarter::of(row.due_date);
            match shares.last_mut().filter(|last| last.quarter == quarter) {
                Some(last) => {
                    last.interest = sum(last.interest, row.total_interest);
                    last.state_pays = sum(last.state_pays, row.state_pays);
                }
                None => shares.push(QuarterShare {
                    quarter,
                    interest: row.total_interest,
                    state_pays: row.state_pays,
                }),
            }
        }
        for (quarter, fen) in self.arrears() {
            let more = Money::from_fen(fen);
            match shares.iter_mut().find(|share| share.quarter == quarter) {
                Some(share) => share.state_pays = sum(share.state_pays, more),
                None => shares.push(QuarterShare {
                    quarter,
                    interest: Money::ZERO,
                    state_pays: more,
                }),
            }
        }
        shares.sort_by_key(|share| share.quarter);
        shares
    }

    /// What was due in one quarter.
    #[must_use]
    pub fn share_of(&self, quarter: Quarter) -> Option<QuarterShare> {
        let mut shares = self.shares().into_iter();
        shares.find(|share| share.quarter == quarter)
    }

    /// Whether the subsidy of a quarter can be decided: it has ended, the state pays something, and nobody approved it.
    #[must_use]
    pub fn is_undecided(&self, share: &QuarterShare, today: Date) -> bool {
        let mut known = self.subsidies.iter();
        share.quarter.last_day() < today
            && share.state_pays > Money::ZERO
            && !known.any(|known| known.quarter == share.quarter && known.stopped.is_none())
    }
}
