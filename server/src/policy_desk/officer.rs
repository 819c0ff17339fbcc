//! Who is at the desk, as the account says now: a session outlives neither the account nor its role.

use api::ProblemCode;
use store::{Connection, staff};
use workflow::Role;

use crate::problem::ApiError;
use crate::session::StaffSession;

/// Somebody who may change rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyOfficer {
    /// Account id.
    pub id: String,
}

impl PolicyOfficer {
    /// The officer of a session.
    ///
    /// # Errors
    /// `sign_in_required` when the account was disabled or changed since.
    pub fn of_session(connection: &Connection, session: &StaffSession) -> Result<Self, ApiError> {
        staff::find(connection, &session.staff_id)?
            .filter(|member| {
                member.disabled_ms.is_none() && member.role == Role::PolicyOfficer.as_str()
            })
            .map(|member| Self { id: member.id })
            .ok_or_else(|| ProblemCode::SignInRequired.into())
    }
}
