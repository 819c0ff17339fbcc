//! What a month is expected to leave, beside what the loan takes of it.

use domain::Money;

use crate::{Answers, Field, check::whole_yuan};

/// A month of the business as the applicant expects it.
///
/// It is an orientation for whoever reads the plan, *not* a rule: nothing is refused for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Income less costs; below zero when more goes out than comes in.
    pub left: Money,
    /// The amount asked for spread evenly over the term, up to the next yuan and without interest, which only the contract
    /// settles; none while amount or term is missing.
    pub principal: Option<Money>,
}

impl Month {
    /// Whether what is left pays the principal; without one, whether anything is left.
    pub fn is_enough(self) -> bool {
        self.left >= self.principal.unwrap_or(Money::from_yuan(1))
    }
}

/// The month, once both income and costs are answered with readable sums.
///
/// ```
/// use application::{Answers, Field, expected_month};
/// use domain::Money;
/// let mut answers = Answers::default();
/// answers.set_text(Field::PlanIncome, "12000");
/// answers.set_text(Field::PlanCosts, "7,500");
/// answers.set_text(Field::AmountYuan, "100000");
/// answers.set_text(Field::TermMonths, "24");
/// let month = expected_month(&answers).unwrap();
/// assert_eq!(month.left, Money::from_yuan(4_500));
/// assert_eq!(month.principal, Some(Money::from_yuan(4_167)));
/// assert!(month.is_enough());
/// ```
pub fn expected_month(answers: &Answers) -> Option<Month> {
    let sum = |field| whole_yuan(answers.text(field));
    Some(Month {
        left: sum(Field::PlanIncome)?.checked_sub(sum(Field::PlanCosts)?)?,
        principal: sum(Field::AmountYuan).and_then(|amount| spread(amount, answers)),
    })
}

fn spread(amount: Money, answers: &Answers) -> Option<Money> {
    let months: i64 = answers.text(Field::TermMonths).parse().ok()?;
    let yuan = amount.fen() / 100;
    (yuan > 0 && (1..=600).contains(&months))
        .then(|| Money::from_yuan((yuan + months - 1) / months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_leaves_what_is_not_spent() {
        // Income, costs, amount, term; then what is left, the principal of a month, and whether it is enough.
        let table = [
            (
                ["9000", "4000", "120000", "24"],
                Some((5_000, Some(5_000), true)),
            ),
            (
                ["9000", "4001", "120000", "24"],
                Some((4_999, Some(5_000), false)),
            ),
            (
                ["9000", "4000", "120001", "24"],
                Some((5_000, Some(5_001), false)),
            ),
            (
                ["4000", "9000", "120000", "24"],
                Some((-5_000, Some(5_000), false)),
            ),
            (["9000", "4000", "", "24"], Some((5_000, None, true))),
            (["9000", "4000", "0", "24"], Some((5_000, None, true))),
            (["9000", "4000", "120000", ""], Some((5_000, None, true))),
            (["9000", "4000", "120000", "0"], Some((5_000, None, true))),
            (["9000", "4000", "120000", "-24"], Some((5_000, None, true))),
            (["4000", "4000", "", ""], Some((0, None, false))),
            (["0", "0", "", ""], Some((0, None, false))),
            (["", "4000", "120000", "24"], None),
            (["9000", "", "120000", "24"], None),
            (["九千", "4000", "120000", "24"], None),
            (
                ["999,999,999", "0", "999999999", "12"],
                Some((999_999_999, Some(83_333_334), true)),
            ),
        ];
        let fields = [
            Field::PlanIncome,
            Field::PlanCosts,
            Field::AmountYuan,
            Field::TermMonths,
        ];
        for (typed, expected) in table {
            let mut answers = Answers::default();
            for (field, text) in fields.into_iter().zip(typed) {
                answers.set_text(field, text);
            }
            let found = expected_month(&answers).map(|month| {
                let yuan = |sum: Money| sum.fen() / 100;
                (
                    yuan(month.left),
                    month.principal.map(yuan),
                    month.is_enough(),
                )
            });
            assert_eq!(found, expected, "{typed:?}");
        }
    }
}
