//! Which loans an officer sees: a bank its own, the district's bureau and guarantee agency all of the district.

use api::ProblemCode;
use application::Answers;
use store::Connection;
use workflow::loan::Stage;

use super::file::Servicing;
use crate::applications::agency::agency_of;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::problem::ApiError;
use crate::state::Parts;

/// What an officer may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The loans of one bank.
    Bank(String),
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
        // Which bank was chosen decides neither the bureau nor the guarantee agency.
        let ours = agency_of(&parts.district, officer.stage, &Answers::default());
        if ours.is_some_and(|agency| agency.id == officer.agency_id) {
            Self::All
        } else {
            Self::Nothing
        }
    }

    fn holds(&self, bank_id: &str) -> bool {
        match self {
            Self::Bank(own) => own == bank_id,
            Self::All => true,
            Self::Nothing => false,
        }
    }
}

/// Opens a loan that the officer may see, with the file it came from.
///
/// # Errors
/// `not_found` for loans of others and for those that never were.
pub fn open_visible(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    officer: &Officer,
) -> Result<(ApplicationFile, Servicing), ApiError> {
    let sight = Sight::of(parts, officer);
    let mut file = ApplicationFile::load(parts, connection, id)?.ok_or(ProblemCode::NotFound)?;
    let servicing = file.servicing.take().ok_or(ProblemCode::NotFound)?;
    if sight.holds(&servicing.row.bank_id) {
        Ok((file, servicing))
    } else {
        Err(ProblemCode::NotFound.into())
    }
}
