//! Which loans an officer sees: a bank and a guarantee agency their own, the district's bureau all of the district.

use api::ProblemCode;
use application::Answers;
use catalogue::AgencyRole;
use store::Connection;
use store::loans::{Loan, LoansOf};
use workflow::loan::Stage;

use super::file::Servicing;
use crate::applications::agency::agency_of;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::conflict::conflict_declared;
use crate::applications::staff::officer::Officer;
use crate::problem::ApiError;
use crate::state::Parts;

/// What an officer may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The loans of one bank.
    Bank(String),
    /// The loans of one guarantee agency.
    Guarantor {
        /// Its id.
        id: String,
        /// Whether it also has the loans of before there were several.
        has_unnamed: bool,
    },
    /// Every loan of the district.
    All,
    /// None.
    Nothing,
}

impl Sight {
    /// The sight of an officer.
    #[must_use]
    pub fn of(parts: &Parts, officer: &Officer) -> Self {
        if officer.stage == Stage::Bank {
            return Self::Bank(officer.agency_id.clone());
        }
        if officer.stage == Stage::Guarantee {
            let mut known = parts.district.agencies_with_role(AgencyRole::Guarantor);
            return match known.find(|agency| agency.id == officer.agency_id) {
                Some(agency) => Self::Guarantor {
                    id: agency.id.clone(),
                    has_unnamed: !agency.is_choosy(),
                },
                None => Self::Nothing,
            };
        }
        let ours = agency_of(&parts.district, officer.stage, (&Answers::default(), None));
        if ours.is_some_and(|agency| agency.id == officer.agency_id) {
            Self::All
        } else {
            Self::Nothing
        }
    }

    /// As the store lists them; nothing where there are none to see.
    #[must_use]
    pub fn loans(&self) -> Option<LoansOf<'_>> {
        match self {
            Self::Bank(id) => Some(LoansOf::Bank(id)),
            Self::Guarantor { id, has_unnamed } => Some(LoansOf::Guarantor {
                id,
                has_unnamed: *has_unnamed,
            }),
            Self::All => Some(LoansOf::All),
            Self::Nothing => None,
        }
    }

    /// Whether a loan is among them.
    pub(super) fn holds(&self, loan: &Loan) -> bool {
        match self {
            Self::Bank(own) => *own == loan.bank_id,
            Self::Guarantor { id, has_unnamed } => {
                let named = loan.guarantor_id.as_ref();
                named.map_or(*has_unnamed, |named| named == id)
            }
            Self::All => true,
            Self::Nothing => false,
        }
    }
}

/// Opens a loan that the officer may see, with the file it came from.
///
/// # Errors
/// `not_found` for loans of others and for those that never were; `not_allowed` to whoever has declared to be close to the
/// borrower.
pub fn open_visible(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    officer: &Officer,
) -> Result<(ApplicationFile, Servicing), ApiError> {
    let sight = Sight::of(parts, officer);
    let mut file = ApplicationFile::load(parts, connection, id)?.ok_or(ProblemCode::NotFound)?;
    let servicing = file.servicing.take().ok_or(ProblemCode::NotFound)?;
    if !sight.holds(&servicing.row) {
        return Err(ProblemCode::NotFound.into());
    }
    if file.conflicts.is_declared(&officer.id) {
        return Err(conflict_declared());
    }
    Ok((file, servicing))
}
