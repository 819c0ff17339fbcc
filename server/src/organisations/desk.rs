//! Whose desk a request comes from: a trainer's, bound to one organisation, or the training section's.

use api::ProblemCode;
use listing::Licence;
use store::organisations;
use store::{Connection, staff};
use workflow::Role;

use crate::applications::error::while_doing;
use crate::problem::ApiError;
use crate::session::StaffSession;

/// An organisation with its licence read.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// As it is stored.
    pub row: organisations::Organisation,
    /// What it is licensed for.
    pub licence: Licence,
}

/// Whose desk it is.
#[derive(Clone, Debug)]
pub enum Desk {
    /// A trainer, who sees and changes what is of the own organisation.
    Trainer(Box<Organisation>),
    /// An officer of the training section, who sees what every organisation has handed in.
    Officer,
}

impl Organisation {
    /// Reads one; none when there is no such organisation.
    ///
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn find(connection: &Connection, id: &str) -> Result<Option<Self>, ApiError> {
        let row = organisations::find(connection, id)?;
        row.map(Self::of).transpose()
    }

    /// Reads a row's licence.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(row: organisations::Organisation) -> Result<Self, ApiError> {
        let licence = serde_json::from_str(&row.licence).map_err(while_doing("read a licence"))?;
        Ok(Self { row, licence })
    }

    /// Whether it is made up (示例).
    #[must_use]
    pub fn is_sample(&self) -> bool {
        listing::is_sample(&self.row.name)
    }
}

impl Desk {
    /// Whose desk a session is. An account that was closed, or given other work, since it signed in does nothing more.
    ///
    /// # Errors
    /// `not_allowed` then; `not_found` for a trainer whose organisation is gone.
    pub fn of_session(connection: &Connection, session: &StaffSession) -> Result<Self, ApiError> {
        let member = staff::find(connection, &session.staff_id)?;
        let is_in_office = member.is_some_and(|member| {
            member.disabled_ms.is_none()
                && member.role == session.role.as_str()
                && member.agency_id.as_deref() == Some(session.agency_id.as_str())
        });
        if !is_in_office {
            return Err(ProblemCode::NotAllowed.into());
        }
        match session.role {
            Role::TrainingOfficer => Ok(Self::Officer),
            Role::Trainer => {
                let own = Organisation::find(connection, &session.agency_id)?;
                let own = own.ok_or(ProblemCode::NotFound)?;
                Ok(Self::Trainer(Box::new(own)))
            }
            _ => Err(ProblemCode::NotAllowed.into()),
        }
    }

    /// The trainer's organisation.
    ///
    /// # Errors
    /// `not_allowed` at another desk.
    pub fn own(self) -> Result<Organisation, ApiError> {
        match self {
            Self::Trainer(organisation) => Ok(*organisation),
            Self::Officer => Err(ProblemCode::NotAllowed.into()),
        }
    }

    /// The organisation with this id, if whoever sits here may see it; of another one a trainer does not even learn that
    /// it is there.
    ///
    /// # Errors
    /// `not_found` otherwise.
    pub fn organisation(
        &self,
        connection: &Connection,
        id: &str,
    ) -> Result<Organisation, ApiError> {
        match self {
            Self::Trainer(own) if own.row.id == id => Ok((**own).clone()),
            Self::Trainer(_) => Err(ProblemCode::NotFound.into()),
            Self::Officer => Organisation::find(connection, id)?
                .ok_or_else(|| ApiError::from(ProblemCode::NotFound)),
        }
    }
}
