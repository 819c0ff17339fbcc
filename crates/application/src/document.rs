//! Papers an application asks for, only where the rules need them.

use serde::{Deserialize, Serialize};

use crate::{Answers, Field, Product};

/// The kind of a paper (facts.md 2.2 (4), (7); 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// ID card, the side with the portrait.
    IdCardFront,
    /// ID card, the side with the emblem.
    IdCardBack,
    /// Business licence.
    BusinessLicence,
    /// Proof of the group the applicant belongs to.
    CategoryProof,
    /// Contracts of the newly hired.
    LabourContracts,
    /// Roster of employees.
    EmployeeRoster,
    /// Balance sheet and income statement.
    FinancialStatements,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::IdCardFront,
        Self::IdCardBack,
        Self::BusinessLicence,
        Self::CategoryProof,
        Self::LabourContracts,
        Self::EmployeeRoster,
        Self::FinancialStatements,
    ];

    /// Key of its words, its JSON name and its place in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::IdCardFront => "id_card_front",
            Self::IdCardBack => "id_card_back",
            Self::BusinessLicence => "business_licence",
            Self::CategoryProof => "category_proof",
            Self::LabourContracts => "labour_contracts",
            Self::EmployeeRoster => "employee_roster",
            Self::FinancialStatements => "financial_statements",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// The papers this application needs, in the order asked.
///
/// Somebody who belongs to no group has nothing to prove; a business that does not exist has no licence.
pub fn documents_for(product: Product, answers: &Answers) -> Vec<DocumentKind> {
    let is_enterprise = product == Product::StartupLoanEnterprise;
    DocumentKind::ALL
        .into_iter()
        .filter(|kind| match kind {
            DocumentKind::IdCardFront | DocumentKind::IdCardBack => true,
            DocumentKind::BusinessLicence => {
                is_enterprise || answers.text(Field::BusinessKind) != "none"
            }
            DocumentKind::CategoryProof => {
                !is_enterprise
                    && answers
                        .many(Field::Categories)
                        .iter()
                        .any(|code| code != "none")
            }
            DocumentKind::LabourContracts
            | DocumentKind::EmployeeRoster
            | DocumentKind::FinancialStatements => is_enterprise,
        })
        .collect()
}
