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
    /// Articles filed with the market regulator.
    Articles,
    /// Proof of the group the applicant belongs to.
    CategoryProof,
    /// Contracts of the newly hired.
    LabourContracts,
    /// Proof of the groups that the newly hired belong to: nobody else counts.
    HireGroupProof,
    /// Rosters of employees, of the month of applying and of the same month a year before.
    EmployeeRoster,
    /// Balance sheet and income statement.
    FinancialStatements,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::IdCardFront,
        Self::IdCardBack,
        Self::BusinessLicence,
        Self::Articles,
        Self::CategoryProof,
        Self::LabourContracts,
        Self::HireGroupProof,
        Self::EmployeeRoster,
        Self::FinancialStatements,
    ];

    /// Key of its words, its JSON name and its place in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::IdCardFront => "id_card_front",
            Self::IdCardBack => "id_card_back",
            Self::BusinessLicence => "business_licence",
            Self::Articles => "articles",
            Self::CategoryProof => "category_proof",
            Self::LabourContracts => "labour_contracts",
            Self::HireGroupProof => "hire_group_proof",
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
/// Somebody who belongs to no group has nothing to prove; a business that does not exist has no licence. What an enterprise
/// brings is the list of facts.md 2.2 (4), but for what the form itself is and what the guarantee agency asks for.
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
            DocumentKind::Articles
            | DocumentKind::LabourContracts
            | DocumentKind::HireGroupProof
            | DocumentKind::EmployeeRoster
            | DocumentKind::FinancialStatements => is_enterprise,
        })
        .collect()
}

/// The groups whose proof facts.md 2.6 names with a source. What it only recalls for the others, or compares in a register,
/// is no paper that we may ask for by name.
const NAMED_PROOFS: &[&str] = &[
    "registered_unemployed",
    "hard_to_employ",
    "veteran",
    "released_prisoner",
    "graduate",
];

/// What a [`DocumentKind::CategoryProof`] may show: each group that is ticked, with the key of the words for its proof, which
/// is the group itself or `other` where no paper is named.
///
/// ```
/// use application::{Answer, Answers, Field, category_proofs};
/// let mut answers = Answers::default();
/// let ticked = vec!["veteran".to_owned(), "online_merchant".to_owned()];
/// answers.set(Field::Categories, Some(Answer::Many(ticked)));
/// let proofs: Vec<_> = category_proofs(&answers).collect();
/// assert_eq!(proofs, [("veteran", "veteran"), ("online_merchant", "other")]);
/// ```
pub fn category_proofs(answers: &Answers) -> impl Iterator<Item = (&str, &str)> {
    let ticked = answers.many(Field::Categories).iter().map(String::as_str);
    ticked
        .filter(|code| *code != "none")
        .map(|code| (code, proof_of(code)))
}

/// The key of the words for a group's proof.
pub fn proof_of(category: &str) -> &str {
    if NAMED_PROOFS.contains(&category) {
        category
    } else {
        "other"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Answer;

    #[test]
    fn each_product_asks_for_its_papers() {
        let person = ["id_card_front", "id_card_back"];
        let owner = ["id_card_front", "id_card_back", "business_licence"];
        let grouped = [
            "id_card_front",
            "id_card_back",
            "business_licence",
            "category_proof",
        ];
        let enterprise = [
            "id_card_front",
            "id_card_back",
            "business_licence",
            "articles",
            "labour_contracts",
            "hire_group_proof",
            "employee_roster",
            "financial_statements",
        ];
        let individual = Product::StartupLoanIndividual;
        let table: [(Product, &str, &str, &[&str]); 5] = [
            (individual, "none", "none", &person),
            (individual, "self_employed", "none", &owner),
            (individual, "self_employed", "veteran", &grouped),
            (Product::StartupLoanEnterprise, "", "none", &enterprise),
            (
                Product::StartupLoanEnterprise,
                "none",
                "veteran",
                &enterprise,
            ),
        ];
        for (product, business, group, expected) in table {
            let mut answers = Answers::default();
            answers.set_text(Field::BusinessKind, business);
            let ticked = vec![group.to_owned()];
            answers.set(Field::Categories, Some(Answer::Many(ticked)));
            let asked = documents_for(product, &answers).into_iter();
            let asked: Vec<_> = asked.map(DocumentKind::id).collect();
            assert_eq!(asked, expected, "{} {business} {group}", product.id());
        }
    }

    #[test]
    fn each_group_names_its_proof_or_none() {
        let options = Field::Categories.options(Product::StartupLoanIndividual);
        let named: Vec<_> = options
            .iter()
            .copied()
            .filter(|code| proof_of(code) == *code)
            .collect();
        assert_eq!(named, NAMED_PROOFS);
        let mut answers = Answers::default();
        for code in options {
            answers.set(Field::Categories, Some(Answer::Many(vec![code.to_owned()])));
            let is_asked = documents_for(Product::StartupLoanIndividual, &answers)
                .contains(&DocumentKind::CategoryProof);
            assert_eq!(
                category_proofs(&answers).count(),
                usize::from(is_asked),
                "{code}"
            );
            assert_eq!(is_asked, code != "none");
        }
    }
}
