//! Which answers an office has judged by the time it passes a file on.

use crate::Field;

/// The answers that go with what is pinned on the people of an application: who they are and how many.
const OF_PEOPLE: &[Field] = &[Field::MaritalStatus, Field::SpouseName, Field::Partners];

impl Field {
    /// Whether the bureau's decision stands on it: what the rules read, and who and what the applicant and the business are.
    ///
    /// What is asked for, from which bank and for what, how to reach the applicant, and the business plan are none of it.
    ///
    /// ```
    /// use application::Field;
    /// assert!(Field::BusinessKind.is_judged());
    /// assert!(!Field::AmountYuan.is_judged());
    /// ```
    #[must_use]
    pub const fn is_judged(self) -> bool {
        match self {
            Self::ApplicantName
            | Self::IdNumber
            | Self::MaritalStatus
            | Self::SpouseName
            | Self::Categories
            | Self::ExcludedWork
            | Self::BusinessKind
            | Self::BusinessName
            | Self::CreditCode
            | Self::BusinessRegisteredOn
            | Self::BusinessOperating
            | Self::BusinessDivision
            | Self::Industry
            | Self::Partners
            | Self::Employees
            | Self::NewHires
            | Self::ContractMonths
            | Self::Arrears
            | Self::OtherLoans
            | Self::ConsumerLoanBalance
            | Self::PriorLoans
            | Self::OverdueRecord => true,
            Self::ContactPhone
            | Self::ResidenceDivision
            | Self::ResidenceAddress
            | Self::BusinessAddress
            | Self::AmountYuan
            | Self::TermMonths
            | Self::Purpose
            | Self::Bank
            | Self::BankCard
            | Self::PlanCustomers
            | Self::PlanIncome
            | Self::PlanCosts
            | Self::PlanRepayment
            | Self::PlanRisks => false,
        }
    }

    /// Whether a return that pins this asks for the answer: the question itself, or the people it is about.
    ///
    /// ```
    /// use application::Field;
    /// assert!(Field::SpouseName.is_asked_by("spouse_name") && Field::SpouseName.is_asked_by("people"));
    /// assert!(!Field::IdNumber.is_asked_by("people"));
    /// ```
    #[must_use]
    pub fn is_asked_by(self, pinned: &str) -> bool {
        pinned == self.id() || (pinned == "people" && OF_PEOPLE.contains(&self))
    }
}

#[cfg(test)]
mod tests {
    use domain::Date;

    use super::*;
    use crate::{Answer, Answers, FieldKind, Product, facts_from_answers};

    /// Two answers of a kind that a rule could tell apart.
    fn two(field: Field, product: Product) -> Vec<Answer> {
        let one = |text: &str| Answer::One(text.to_owned());
        match field.kind() {
            FieldKind::Many(_) => {
                let options = field.options(product).into_iter();
                options
                    .map(|code| Answer::Many(vec![code.to_owned()]))
                    .collect()
            }
            FieldKind::Choice(_) => field.options(product).into_iter().map(one).collect(),
            FieldKind::IdNumber => vec![one("360426199101010071"), one("110101199003070011")],
            FieldKind::PastDate => vec![one("2025-03-01"), one("2024-03-01")],
            FieldKind::Division => vec![one(""), one("620602001")],
            _ => vec![one("20"), one("30")],
        }
    }

    #[test]
    fn whatever_the_rules_read_is_judged() {
        let today = Date::new(2026, 11, 24).unwrap();
        for product in Product::ALL {
            let mut base = Answers::default();
            base.set_text(Field::BusinessKind, "partnership");
            base.set(
                Field::OtherLoans,
                Some(Answer::Many(vec!["consumer".into()])),
            );
            for &field in Field::ALL {
                let read = |answer: Answer| {
                    let mut answers = base.clone();
                    answers.set(field, Some(answer));
                    facts_from_answers(product, &answers, today)
                };
                let mut facts: Vec<_> = two(field, product).into_iter().map(read).collect();
                facts.dedup();
                assert!(facts.len() < 2 || field.is_judged(), "{field}");
            }
        }
    }
}
