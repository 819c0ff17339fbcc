//! Where a loan stands once it was paid out.

use crate::Role;
use crate::names::named;

named! {
    /// Where a loan stands once it was paid out.
    #[derive(Default)]
    pub enum ServicingState {
        /// The money is in the resident's account; the schedule is not fixed yet.
        #[default]
        Disbursed = "disbursed",
        /// Paid back as agreed.
        Repaying = "repaying",
        /// Something due was not paid on its day.
        Overdue = "overdue",
        /// The guarantee agency has paid the bank; the resident owes the agency.
        Compensated = "compensated",
        /// The guarantee agency has everything back.
        Recovered = "recovered",
        /// The guarantee agency does not expect the rest back; what comes all the same is recorded.
        WrittenOff = "written_off",
        /// Everything is paid.
        Repaid = "repaid",
    }
}

impl ServicingState {
    /// Whose turn it is; nobody's when the loan has ended.
    ///
    /// ```
    /// use workflow::{Role, servicing::ServicingState};
    /// assert_eq!(ServicingState::Overdue.holder(), Some(Role::BankOfficer));
    /// assert_eq!(ServicingState::Repaid.holder(), None);
    /// ```
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Disbursed => Some(Role::System),
            Self::Repaying => Some(Role::Resident),
            Self::Overdue => Some(Role::BankOfficer),
            Self::Compensated => Some(Role::GuaranteeOfficer),
            Self::Recovered | Self::WrittenOff | Self::Repaid => None,
        }
    }
}
