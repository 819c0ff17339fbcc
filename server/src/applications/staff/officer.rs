//! Who is at the keyboard, as the account says now: a session outlives neither the account nor its role.

use api::ProblemCode;
use store::Connection;
use store::staff::{self, StaffMember};
use store::staff_identities::{self, Recorded};
use workflow::Role;
use workflow::loan::Stage;

use super::identities::Identities;
use crate::problem::ApiError;
use crate::session::StaffSession;

/// An officer of one of the three agencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Account id.
    pub id: String,
    /// Name that colleagues see.
    pub display_name: String,
    /// Where in the review.
    pub stage: Stage,
    /// In which office.
    pub agency_id: String,
    /// By which phone and ID number an own file is recognised.
    pub identities: Identities,
}

impl Officer {
    /// The officer of an account; none when it is disabled or belongs to nobody who reviews files.
    #[must_use]
    pub fn of_account(member: StaffMember) -> Option<Self> {
        let role: Role = member.role.parse().ok()?;
        let stage = Stage::ALL
            .iter()
            .copied()
            .find(|stage| stage.officer() == role)?;
        let is_enabled = member.disabled_ms.is_none();
        is_enabled.then(|| Self {
            id: member.id,
            display_name: member.display_name,
            stage,
            agency_id: member.agency_id.unwrap_or_default(),
            identities: Identities::default(),
        })
    }

    /// The same with what is recorded of the officer among these.
    #[must_use]
    pub fn with_identities(self, recorded: &[Recorded]) -> Self {
        Self {
            identities: Identities::of(recorded, &self.id),
            ..self
        }
    }

    /// The officer of a session.
    ///
    /// # Errors
    /// `sign_in_required` when the account was disabled or changed since.
    pub fn of_session(connection: &Connection, session: &StaffSession) -> Result<Self, ApiError> {
        let officer = staff::find(connection, &session.staff_id)?
            .and_then(Self::of_account)
            .filter(|officer| {
                officer.role() == session.role && officer.agency_id == session.agency_id
            })
            .ok_or(ProblemCode::SignInRequired)?;
        let recorded = staff_identities::list(connection, &officer.id)?;
        Ok(officer.with_identities(&recorded))
    }

    /// In what capacity.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.stage.officer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(role: Role, disabled_ms: Option<i64>) -> StaffMember {
        StaffMember {
            id: "1".into(),
            username: "li".into(),
            display_name: "示例 李".into(),
            role: role.as_str().into(),
            agency_id: Some("hr-bureau".into()),
            duty: None,
            password_hash: String::new(),
            sealed_totp_secret: None,
            disabled_ms,
            created_ms: 1,
        }
    }

    #[test]
    fn only_enabled_reviewers_are_officers() {
        for (role, disabled_ms, stage) in [
            (Role::HrOfficer, None, Some(Stage::Hr)),
            (Role::GuaranteeOfficer, None, Some(Stage::Guarantee)),
            (Role::BankOfficer, None, Some(Stage::Bank)),
            (Role::HrOfficer, Some(5), None),
            (Role::Administrator, None, None),
            (Role::Auditor, None, None),
            (Role::System, None, None),
        ] {
            let officer = Officer::of_account(member(role, disabled_ms));
            assert_eq!(officer.map(|officer| officer.stage), stage, "{role}");
        }
    }
}
