//! What can be applied for.

use serde::{Deserialize, Serialize};

/// A loan product, named as its policy programme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Product {
    /// 个人创业担保贷款, partnerships included.
    #[serde(rename = "startup_loan_individual")]
    StartupLoanIndividual,
    /// 小微企业创业担保贷款.
    #[serde(rename = "startup_loan_enterprise")]
    StartupLoanEnterprise,
}

impl Product {
    /// Every product, in the order shown.
    pub const ALL: [Self; 2] = [Self::StartupLoanIndividual, Self::StartupLoanEnterprise];

    /// The programme id of the policy pack, also the wire form.
    ///
    /// ```
    /// assert_eq!(application::Product::StartupLoanIndividual.id(), "startup_loan_individual");
    /// ```
    pub const fn id(self) -> &'static str {
        match self {
            Self::StartupLoanIndividual => "startup_loan_individual",
            Self::StartupLoanEnterprise => "startup_loan_enterprise",
        }
    }

    /// The product with this programme id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.id() == id)
    }

    /// Longest loan term in months: individual ≤ 3 years, enterprise ≤ 2 years (facts.md 0.1, 0.2; 财金〔2023〕75 号).
    pub const fn max_term_months(self) -> u32 {
        match self {
            Self::StartupLoanIndividual => 36,
            Self::StartupLoanEnterprise => 24,
        }
    }
}
