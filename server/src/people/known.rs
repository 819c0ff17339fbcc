//! What the portal knows of somebody by the keyed hash of an ID number: applications and loans of their own, and those of
//! others that rest on a consent they gave.
//!
//! Said is only what a rule with a source asks about (facts.md 0.1 and 2.2 (7)); what follows from it is the officers' to
//! decide.

use application::Product;
use store::file_consents::{self, Tie};
use store::{Connection, StoreError};
use workflow::consent::ConsentKind;
use workflow::loan::LoanState;
use workflow::servicing::ServicingState;

/// Everything but one file.
#[derive(Clone, Debug)]
pub struct Known(Vec<Tie>);

impl Known {
    /// What there is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(
        connection: &Connection,
        id_number_index: &[u8; 32],
        but_for: &str,
    ) -> Result<Self, StoreError> {
        file_consents::list_ties(connection, id_number_index, but_for).map(Self)
    }

    /// What an officer should know of somebody asked, by code. Borrower and spouse may have no other loan; a guarantor may
    /// stand for nobody else.
    #[must_use]
    pub fn findings(&self, kind: ConsentKind) -> Vec<&'static str> {
        let is_guarantor = kind == ConsentKind::Guarantor;
        let table = [
            ("has_bad_loan", self.has_bad_loan()),
            ("has_application", !is_guarantor && self.has_application()),
            ("has_loan", !is_guarantor && self.has_loan()),
            ("borrows_with", !is_guarantor && self.borrows_with()),
            ("guarantees", is_guarantor && self.guarantees()),
            (
                "guaranteed_overdue",
                is_guarantor && self.guaranteed_overdue(),
            ),
        ];
        said(table)
    }

    /// The same of an applicant, whose own files are listed beside it.
    #[must_use]
    pub fn findings_of_applicant(&self) -> Vec<&'static str> {
        said([
            ("has_bad_loan", self.any(PARTNER, is_bad)),
            ("borrows_with", self.borrows_with()),
            ("guarantees", self.guarantees()),
            ("guaranteed_overdue", self.guaranteed_overdue()),
        ])
    }

    /// Whether a guarantee agency that passes on such a guarantor says why.
    #[must_use]
    pub fn asks_for_a_word(&self) -> bool {
        self.has_bad_loan() || self.guaranteed_overdue()
    }

    fn any(&self, role: &str, is_such: impl Fn(&Tie) -> bool) -> bool {
        self.0.iter().any(|tie| tie.role == role && is_such(tie))
    }

    /// Borrowed, alone or as a partner, and not paid back in time.
    fn has_bad_loan(&self) -> bool {
        self.any(APPLICANT, is_bad) || self.any(PARTNER, is_bad)
    }

    fn has_application(&self) -> bool {
        self.any(APPLICANT, is_under_way)
    }

    /// An enterprise borrows in its own name.
    fn has_loan(&self) -> bool {
        self.any(APPLICANT, |tie| {
            Product::from_id(&tie.product) == Some(Product::StartupLoanIndividual)
                && is_owed(tie)
                && !is_bad(tie)
        })
    }

    fn borrows_with(&self) -> bool {
        self.any(PARTNER, is_open)
    }

    fn guarantees(&self) -> bool {
        self.any(GUARANTOR, is_open)
    }

    fn guaranteed_overdue(&self) -> bool {
        self.any(GUARANTOR, |tie| {
            is_bad(tie) || loan_state(tie) == Some(ServicingState::Recovered)
        })
    }
}

/// The role of a tie that is no consent.
const APPLICANT: &str = "applicant";
const PARTNER: &str = ConsentKind::Partner.as_str();
const GUARANTOR: &str = ConsentKind::Guarantor.as_str();

fn said<const N: usize>(table: [(&'static str, bool); N]) -> Vec<&'static str> {
    let found = table.into_iter().filter(|(_, is_so)| *is_so);
    found.map(|(code, _)| code).collect()
}

fn loan_state(tie: &Tie) -> Option<ServicingState> {
    tie.loan_state.as_deref()?.parse().ok()
}

/// Overdue, or paid by the guarantee agency and not got back.
fn is_bad(tie: &Tie) -> bool {
    matches!(
        loan_state(tie),
        Some(ServicingState::Overdue | ServicingState::Compensated | ServicingState::WrittenOff)
    )
}

fn is_owed(tie: &Tie) -> bool {
    loan_state(tie).is_some_and(|state| state.holder().is_some())
}

/// Handed in and not ended, an appeal included.
fn is_under_way(tie: &Tie) -> bool {
    let state: Option<LoanState> = tie.state.parse().ok();
    tie.is_handed_in && state.is_some_and(|state| state != LoanState::Draft && !state.is_final())
}

fn is_open(tie: &Tie) -> bool {
    is_under_way(tie) || is_owed(tie)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(role: &str, state: LoanState, loan_state: Option<ServicingState>) -> Tie {
        Tie {
            role: role.into(),
            product: Product::StartupLoanIndividual.id().into(),
            state: state.as_str().into(),
            is_handed_in: true,
            loan_state: loan_state.map(|state| state.as_str().to_owned()),
        }
    }

    /// What is found of a spouse or partner, of a guarantor, and of an applicant.
    fn found(tie: Tie) -> [Vec<&'static str>; 3] {
        let known = Known(vec![tie]);
        let borrower = known.findings(ConsentKind::Partner);
        assert_eq!(borrower, known.findings(ConsentKind::Spouse));
        [
            borrower,
            known.findings(ConsentKind::Guarantor),
            known.findings_of_applicant(),
        ]
    }

    fn owed(role: &str, state: ServicingState) -> [Vec<&'static str>; 3] {
        found(tie(role, LoanState::Disbursed, Some(state)))
    }

    const NOTHING: [Vec<&str>; 3] = [Vec::new(), Vec::new(), Vec::new()];

    #[test]
    fn own_files_and_loans() {
        let of = |state| found(tie(APPLICANT, state, None));
        for state in [
            LoanState::Submitted,
            LoanState::QuotaWait,
            LoanState::ContractReady,
            LoanState::AppealReview,
        ] {
            assert_eq!(of(state), [vec!["has_application"], vec![], vec![]]);
        }
        for state in [LoanState::Draft, LoanState::Withdrawn, LoanState::Rejected] {
            assert_eq!(of(state), NOTHING, "{state}");
        }
        let bad = ["has_bad_loan"];
        for (state, borrower, guarantor) in [
            (ServicingState::Disbursed, &["has_loan"][..], &[][..]),
            (ServicingState::Repaying, &["has_loan"], &[]),
            (ServicingState::Overdue, &bad, &bad),
            (ServicingState::Compensated, &bad, &bad),
            (ServicingState::WrittenOff, &bad, &bad),
            (ServicingState::Recovered, &[], &[]),
            (ServicingState::Repaid, &[], &[]),
        ] {
            let expected = [borrower.to_vec(), guarantor.to_vec(), vec![]];
            assert_eq!(owed(APPLICANT, state), expected, "{state}");
        }
    }

    #[test]
    fn what_an_enterprise_owes_is_its_own() {
        let loan = Tie {
            product: Product::StartupLoanEnterprise.id().into(),
            ..tie(
                APPLICANT,
                LoanState::Disbursed,
                Some(ServicingState::Repaying),
            )
        };
        assert_eq!(found(loan), NOTHING);
    }

    #[test]
    fn what_was_agreed_to_as_a_partner() {
        let with = vec!["borrows_with"];
        let partner = |state| found(tie("partner", state, None));
        assert_eq!(
            partner(LoanState::BankReview),
            [with.clone(), vec![], with.clone()]
        );
        assert_eq!(partner(LoanState::Declined), NOTHING);
        assert_eq!(
            owed("partner", ServicingState::Repaying),
            [with.clone(), vec![], with.clone()]
        );
        assert_eq!(
            owed("partner", ServicingState::Overdue),
            [
                vec!["has_bad_loan", "borrows_with"],
                vec!["has_bad_loan"],
                vec!["has_bad_loan", "borrows_with"]
            ]
        );
        let bad = vec!["has_bad_loan"];
        let written_off = owed("partner", ServicingState::WrittenOff);
        assert_eq!(written_off, [bad.clone(), bad.clone(), bad]);
        assert_eq!(owed("partner", ServicingState::Repaid), NOTHING);
    }

    #[test]
    fn what_was_agreed_to_as_a_guarantor() {
        let stands = vec!["guarantees"];
        let late = vec!["guaranteed_overdue"];
        let both = vec!["guarantees", "guaranteed_overdue"];
        for (state, expected) in [
            (ServicingState::Repaying, stands.clone()),
            (ServicingState::Overdue, both.clone()),
            (ServicingState::Compensated, both),
            (ServicingState::Recovered, late.clone()),
            (ServicingState::WrittenOff, late),
            (ServicingState::Repaid, vec![]),
        ] {
            assert_eq!(
                owed("guarantor", state),
                [vec![], expected.clone(), expected],
                "{state}"
            );
        }
        let asked = found(tie("guarantor", LoanState::HrReview, None));
        assert_eq!(asked, [vec![], stands.clone(), stands]);
        let draft = Tie {
            is_handed_in: false,
            ..tie("guarantor", LoanState::Draft, None)
        };
        assert_eq!(found(draft), NOTHING);
        // A spouse stands for nothing but the own loan.
        assert_eq!(owed("spouse", ServicingState::Overdue), NOTHING);
    }

    #[test]
    fn a_word_is_asked_for_what_was_not_paid_back() {
        for (role, state, is_asked) in [
            (APPLICANT, ServicingState::Overdue, true),
            ("partner", ServicingState::Compensated, true),
            ("guarantor", ServicingState::Recovered, true),
            ("guarantor", ServicingState::Repaying, false),
            (APPLICANT, ServicingState::Repaying, false),
        ] {
            let one = tie(role, LoanState::Disbursed, Some(state));
            assert_eq!(Known(vec![one]).asks_for_a_word(), is_asked, "{role}");
        }
    }
}
