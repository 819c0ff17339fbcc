//! Who borrows, and how much and how long they may.

use application::Product;
use catalogue::{LoanBasis, LoanLimit, LoanLimitKind};
use domain::{Date, Money};

/// The fewest and the most partners, as the application takes them.
pub(super) const PARTNERS_ALLOWED: std::ops::RangeInclusive<u32> = 2..=50;

/// Who borrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Borrower {
    Individual,
    Partnership { partners: u32 },
    Enterprise,
}

impl Borrower {
    /// What is applied for.
    pub(super) const fn product(self) -> Product {
        match self {
            Self::Individual | Self::Partnership { .. } => Product::StartupLoanIndividual,
            Self::Enterprise => Product::StartupLoanEnterprise,
        }
    }

    /// The longest term.
    pub(super) const fn most_months(self) -> u32 {
        self.product().max_term_months()
    }

    /// The largest amount for a contract signed on a day, and the limits it comes from. None where no source says.
    pub(super) fn cap(self, basis: &LoanBasis, signed: Date) -> Option<(Money, Vec<&LoanLimit>)> {
        let limit = |kind| basis.limit_on(kind, signed);
        let one = |kind| limit(kind).map(|found| (Money::from_fen(found.value), vec![found]));
        match self {
            Self::Individual => one(LoanLimitKind::CapIndividual),
            Self::Enterprise => one(LoanLimitKind::CapEnterprise),
            Self::Partnership { partners } => {
                let all = limit(LoanLimitKind::CapPartnership);
                let (person, percent) = (
                    limit(LoanLimitKind::CapIndividual),
                    limit(LoanLimitKind::PartnershipPercent),
                );
                let together = person.zip(percent).map(|(person, percent)| {
                    let each = person.value.saturating_mul(percent.value) / 100;
                    each.saturating_mul(i64::from(partners))
                });
                let (fen, used) = match (together, all) {
                    (Some(together), Some(all)) => {
                        (together.min(all.value), [person, percent, Some(all)])
                    }
                    (Some(together), None) => (together, [person, percent, None]),
                    (None, Some(all)) => (all.value, [Some(all), None, None]),
                    (None, None) => return None,
                };
                let used = used.into_iter().flatten().collect();
                Some((Money::from_fen(fen), used))
            }
        }
    }
}

/// The least certain of the limits that a sum comes from: it is no better known than that one.
pub(super) fn least_certain<'a>(limits: &[&'a LoanLimit]) -> Option<&'a LoanLimit> {
    let limits = limits.iter().rev().copied();
    limits.max_by_key(|limit| limit.source.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::calculator::tests::basis;
    use catalogue::SourceStatus;

    #[test]
    fn caps_follow_the_day_and_the_number_of_partners() {
        let basis = basis();
        let cap = |who: Borrower, iso| {
            let found = who.cap(&basis, Date::parse_iso(iso).unwrap());
            found.map(|(cap, _)| cap.fen() / 1_000_000)
        };
        let together = |partners| Borrower::Partnership { partners };
        for (who, iso, expected) in [
            (Borrower::Individual, "2026-11-24", Some(30)),
            (Borrower::Individual, "2023-09-30", Some(20)),
            (Borrower::Individual, "2028-10-01", None),
            (together(4), "2026-11-24", Some(132)),
            (together(50), "2026-11-24", Some(400)),
            (together(2), "2022-01-01", Some(44)),
            (Borrower::Enterprise, "2026-11-24", Some(400)),
        ] {
            assert_eq!(cap(who, iso), expected, "{who:?} {iso}");
        }
    }

    #[test]
    fn a_sum_of_several_limits_is_known_as_well_as_the_least_certain() {
        let basis = basis();
        let known = |who: Borrower, iso| {
            let (_, limits) = who.cap(&basis, Date::parse_iso(iso).unwrap()).unwrap();
            let found = least_certain(&limits).unwrap();
            (found.kind, found.source.status)
        };
        let together = Borrower::Partnership { partners: 2 };
        let (person, percent) = (
            LoanLimitKind::CapIndividual,
            LoanLimitKind::PartnershipPercent,
        );
        for (who, iso, expected) in [
            (
                Borrower::Individual,
                "2022-01-01",
                (person, SourceStatus::Verified),
            ),
            (together, "2022-01-01", (percent, SourceStatus::Secondary)),
            (together, "2026-11-24", (person, SourceStatus::Secondary)),
        ] {
            assert_eq!(known(who, iso), expected, "{who:?} {iso}");
        }
    }
}
