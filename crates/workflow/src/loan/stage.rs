//! The three agencies a loan file passes, each with its own clock.

use crate::Role;
use crate::names::named;

named! {
    /// One agency's part of the work, with its own legal limit and its own single return.
    pub enum Stage {
        /// The human-resources bureau.
        Hr = "hr",
        /// The guarantee agency.
        Guarantee = "guarantee",
        /// The lending bank.
        Bank = "bank",
    }
}

impl Stage {
    /// The officers who work in this stage.
    #[must_use]
    pub const fn officer(self) -> Role {
        match self {
            Self::Hr => Role::HrOfficer,
            Self::Guarantee => Role::GuaranteeOfficer,
            Self::Bank => Role::BankOfficer,
        }
    }
}
