//! Whose consent an application needs beside the applicant's.

use crate::{Answers, Field, Product};

/// How many people of each kind have to consent.
///
/// A guarantor is not among them: whether one is needed is the guarantee agency's to say (facts.md 2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentsNeeded {
    /// The spouse: their credit record is looked at too (facts.md 2.2 (7)).
    pub spouse: u32,
    /// The partners beside the applicant: they borrow together (facts.md 0.1).
    pub partners: u32,
}

/// Whose consent these answers call for. An enterprise borrows in its own name.
///
/// ```
/// use application::{Answers, ConsentsNeeded, Field, Product, consents_needed};
/// let mut answers = Answers::default();
/// answers.set_text(Field::MaritalStatus, "married");
/// let needed = consents_needed(Product::StartupLoanIndividual, &answers);
/// assert_eq!(needed, ConsentsNeeded { spouse: 1, partners: 0 });
/// ```
pub fn consents_needed(product: Product, answers: &Answers) -> ConsentsNeeded {
    if product == Product::StartupLoanEnterprise {
        return ConsentsNeeded::default();
    }
    let partners = if Field::Partners.applies(product, answers) {
        answers.whole(Field::Partners).unwrap_or(2)
    } else {
        1
    };
    ConsentsNeeded {
        spouse: u32::from(answers.text(Field::MaritalStatus) == "married"),
        partners: partners.saturating_sub(1).min(49),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_to_consent() {
        let table = [
            (
                Product::StartupLoanIndividual,
                "single",
                "self_employed",
                "",
                (0, 0),
            ),
            (
                Product::StartupLoanIndividual,
                "married",
                "self_employed",
                "3",
                (1, 0),
            ),
            (
                Product::StartupLoanIndividual,
                "divorced",
                "partnership",
                "3",
                (0, 2),
            ),
            (
                Product::StartupLoanIndividual,
                "married",
                "partnership",
                "2",
                (1, 1),
            ),
            (
                Product::StartupLoanIndividual,
                "single",
                "partnership",
                "３",
                (0, 2),
            ),
            // Unreadable: at least one other person; the question itself says what is wrong with the number.
            (
                Product::StartupLoanIndividual,
                "single",
                "partnership",
                "三",
                (0, 1),
            ),
            (
                Product::StartupLoanIndividual,
                "single",
                "partnership",
                "4000000000",
                (0, 49),
            ),
            (Product::StartupLoanIndividual, "", "", "", (0, 0)),
            (
                Product::StartupLoanEnterprise,
                "married",
                "partnership",
                "3",
                (0, 0),
            ),
        ];
        for (product, married, business, partners, (spouse, others)) in table {
            let mut answers = Answers::default();
            answers.set_text(Field::MaritalStatus, married);
            answers.set_text(Field::BusinessKind, business);
            answers.set_text(Field::Partners, partners);
            let expected = ConsentsNeeded {
                spouse,
                partners: others,
            };
            assert_eq!(
                consents_needed(product, &answers),
                expected,
                "{married} {business} {partners}"
            );
        }
    }
}
