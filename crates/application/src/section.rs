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
    /// How the business is meant to go, in plain questions.
    Plan,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 6] = [
        Self::Applicant,
        Self::Category,
        Self::Business,
        Self::Credit,
        Self::Loan,
        Self::Plan,
    ];

    /// Key of its words, and its place in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Category => "category",
            Self::Business => "business",
            Self::Credit => "credit",
            Self::Loan => "loan",
            Self::Plan => "plan",
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

/// Whether nothing in these fields has to be answered, and nothing is.
///
/// ```
/// use application::{Answers, Field, is_left_out};
/// let mut answers = Answers::default();
/// let plan = [Field::PlanIncome, Field::PlanCosts];
/// assert!(is_left_out(&plan, &answers));
/// assert!(!is_left_out(&[Field::Purpose, Field::BankCard], &answers));
/// answers.set_text(Field::PlanCosts, "4000");
/// assert!(!is_left_out(&plan, &answers));
/// ```
pub fn is_left_out(fields: &[Field], answers: &Answers) -> bool {
    fields
        .iter()
        .all(|field| field.is_optional() && !answers.has(*field))
}
