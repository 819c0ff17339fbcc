//! Which answers an officer may correct without sending the form back.

use crate::Field;

/// Plain facts that stand on a paper of the file: how an address or a name on the licence is written, its number and its
/// date, the trade.
///
/// What the applicant alone says is none of them: who it is, how to reach him, what is asked for and what for, what was
/// declared of loans and of work. Nor is what others consented to or what decides which agency has the file: the spouse,
/// the partners, the bank, the townships.
pub const CORRECTABLE: &[Field] = &[
    Field::ResidenceAddress,
    Field::BusinessName,
    Field::CreditCode,
    Field::BusinessRegisteredOn,
    Field::BusinessAddress,
    Field::Industry,
];

impl Field {
    /// Whether an officer may correct it.
    ///
    /// ```
    /// use application::Field;
    /// assert!(Field::BusinessAddress.is_correctable());
    /// assert!(!Field::AmountYuan.is_correctable());
    /// ```
    #[must_use]
    pub fn is_correctable(self) -> bool {
        CORRECTABLE.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_open_to_officers_or_not() {
        for &field in Field::ALL {
            let expected = match field {
                Field::ResidenceAddress
                | Field::BusinessName
                | Field::CreditCode
                | Field::BusinessRegisteredOn
                | Field::BusinessAddress
                | Field::Industry => true,
                Field::ApplicantName
                | Field::IdNumber
                | Field::ContactPhone
                | Field::ResidenceDivision
                | Field::MaritalStatus
                | Field::SpouseName
                | Field::Categories
                | Field::ExcludedWork
                | Field::BusinessKind
                | Field::BusinessOperating
                | Field::BusinessDivision
                | Field::Partners
                | Field::Employees
                | Field::NewHires
                | Field::ContractMonths
                | Field::Arrears
                | Field::OtherLoans
                | Field::ConsumerLoanBalance
                | Field::PriorLoans
                | Field::OverdueRecord
                | Field::AmountYuan
                | Field::TermMonths
                | Field::Purpose
                | Field::PlanCustomers
                | Field::PlanIncome
                | Field::PlanCosts
                | Field::PlanRepayment
                | Field::PlanRisks
                | Field::Bank
                | Field::BankCard => false,
            };
            assert_eq!(field.is_correctable(), expected, "{field}");
        }
    }
}
