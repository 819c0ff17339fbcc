//! The task list: sections of the form in the order shown.

use serde::{Deserialize, Serialize};

use crate::{Answers, Field, Product};

/// One task of the task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Who applies.
    Applicant,
    /// Which of the ten groups, and what would exclude.
    Category,
    /// The business.
    Business,
    /// Loans held and credit record.
    Credit,
    /// Amount, term, purpose, bank.
    Loan,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 5] = [
        Self::Applicant,
        Self::Category,
        Self::Business,
        Self::Credit,
        Self::Loan,
    ];

    /// Key of its words, and its place in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Category => "category",
            Self::Business => "business",
            Self::Credit => "credit",
            Self::Loan => "loan",
        }
    }

    /// The section with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }

    /// The fields that apply to this product and these answers, in the order asked.
    ///
    /// ```
    /// use application::{Answers, Field, Product, Section};
    /// let fields = Section::Business.fields(Product::StartupLoanIndividual, &Answers::default());
    /// assert!(!fields.contains(&Field::Partners));
    /// ```
    pub fn fields(self, product: Product, answers: &Answers) -> Vec<Field> {
        Field::ALL
            .iter()
            .copied()
            .filter(|field| field.section() == self && field.applies(product, answers))
            .collect()
    }
}

/// The sections of a product that ask at least one thing.
pub fn sections(product: Product, answers: &Answers) -> Vec<(Section, Vec<Field>)> {
    Section::ALL
        .into_iter()
        .map(|section| (section, section.fields(product, answers)))
        .filter(|(_, fields)| !fields.is_empty())
        .collect()
}
