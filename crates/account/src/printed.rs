//! What of an application is put on paper, and when there is something to put there.

use crate::place::is_id;
use api::application::ApplicationView;
use workflow::{loan::LoanState, servicing::ServicingState};

/// What the addresses of printed pages begin with.
pub(crate) const ROOT: &str = "/print/";

/// A printed page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The application as a form.
    Form,
    /// That it was handed in, when, and how to ask after it.
    Receipt,
    /// Everything to put right, and by when.
    Correction,
    /// Why it was refused, and what can be done.
    Refusal,
    /// What the bank offers, and by when to sign.
    Offer,
    /// What was paid out.
    Disbursement,
    /// That everything is paid back.
    Closing,
}

impl Printed {
    /// In the order of a file's life.
    pub const ALL: [Self; 7] = [
        Self::Form,
        Self::Receipt,
        Self::Correction,
        Self::Refusal,
        Self::Offer,
        Self::Disbursement,
        Self::Closing,
    ];

    /// As an address names it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Receipt => "receipt",
            Self::Correction => "correction",
            Self::Refusal => "refusal",
            Self::Offer => "offer",
            Self::Disbursement => "disbursement",
            Self::Closing => "closing",
        }
    }

    /// The page with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.id() == id)
    }

    /// Its address, of the application with this id.
    pub fn address(self, application: &str) -> String {
        [ROOT, application, "/", self.id()].concat()
    }

    /// The application and the page of a path such as `/print/7/form`.
    pub fn parse(path: &str) -> Option<(String, Self)> {
        let (application, page) = path.strip_prefix(ROOT)?.split_once('/')?;
        let page = Self::from_id(page)?;
        is_id(application).then(|| (application.to_owned(), page))
    }

    /// Whether the file has what the page says.
    pub fn is_there(self, file: &ApplicationView) -> bool {
        match self {
            Self::Form => true,
            Self::Receipt => file.acceptance_number.is_some(),
            Self::Correction => file.state.is_returned() && !file.defects.is_empty(),
            Self::Refusal => file.refusal.is_some(),
            Self::Offer => file.terms.is_some() && has_offer(file.state),
            Self::Disbursement => file.disbursement.is_some(),
            Self::Closing => {
                let mut loans = file.loan.iter();
                loans.any(|loan| loan.state == ServicingState::Repaid)
            }
        }
    }
}

/// Whether a bank's offer stands, or led to the loan. One that lapsed, was declined or taken back is no approval any more.
const fn has_offer(state: LoanState) -> bool {
    matches!(state, LoanState::ContractReady | LoanState::Disbursed)
}

#[cfg(test)]
mod tests {
    use super::{LoanState, Printed, has_offer};

    #[test]
    fn what_was_offered_once_is_no_approval_for_ever() {
        let offered = LoanState::ALL.iter().filter(|state| has_offer(**state));
        let offered: Vec<&str> = offered.map(|state| state.as_str()).collect();
        assert_eq!(offered, ["contract_ready", "disbursed"]);
    }

    #[test]
    fn addresses_are_read_back() {
        for each in Printed::ALL {
            let address = each.address("a-1");
            assert_eq!(Printed::parse(&address), Some(("a-1".to_owned(), each)));
        }
        for odd in [
            "/print/1",
            "/print/1/",
            "/print/1/poster",
            "/print/1/form/more",
            "/print/a b/form",
            "/my/applications/1/form",
        ] {
            assert_eq!(Printed::parse(odd), None, "{odd}");
        }
    }
}
