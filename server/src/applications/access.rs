//! Who looked at whose file: written before the answer goes out.

use store::{StoreError, Tx, access_log};
use workflow::Role;

use crate::problem::ApiError;
use crate::session::{ResidentSession, StaffSession};
use crate::state::AppState;

/// One look.
#[derive(Clone, Debug)]
pub struct Access {
    actor: String,
    role: Role,
    action: &'static str,
    application_id: Option<String>,
}

impl Access {
    /// A resident's look at the own file, or at the list of them; a clerk's in the resident's place is the clerk's.
    #[must_use]
    pub fn resident(
        session: &ResidentSession,
        action: &'static str,
        application_id: Option<&str>,
    ) -> Self {
        let (actor, role) = session.looking();
        Self {
            actor,
            role,
            action,
            application_id: application_id.map(str::to_owned),
        }
    }

    /// An officer's look.
    #[must_use]
    pub fn staff(
        session: &StaffSession,
        action: &'static str,
        application_id: Option<&str>,
    ) -> Self {
        Self {
            actor: session.subject(),
            role: session.role,
            action,
            application_id: application_id.map(str::to_owned),
        }
    }
}

impl Access {
    fn row(self, at_ms: i64) -> access_log::Access {
        access_log::Access {
            actor: self.actor,
            role: self.role.as_str().to_owned(),
            action: self.action.to_owned(),
            application_id: self.application_id,
            at_ms,
        }
    }
}

/// Writes it down; whoever cannot be written down is not shown anything.
///
/// # Errors
/// When the store does not answer.
pub async fn log(state: &AppState, access: Access) -> Result<(), ApiError> {
    log_all(state, vec![access]).await
}

/// Writes it down in the write of what was done, so that neither stands without the other.
///
/// # Errors
/// When the store does not answer.
pub fn note(tx: &Tx, access: Access, at_ms: i64) -> Result<(), StoreError> {
    access_log::append(tx, &access.row(at_ms))
}

/// The same for a look at several people at once: each can ask who looked.
///
/// # Errors
/// When the store does not answer.
pub async fn log_all(state: &AppState, looks: Vec<Access>) -> Result<(), ApiError> {
    let at_ms = state.clock.now_ms();
    let rows: Vec<_> = looks.into_iter().map(|look| look.row(at_ms)).collect();
    state
        .store
        .write_in_reserve(move |tx| rows.iter().try_for_each(|row| access_log::append(tx, row)))
        .await?;
    Ok(())
}
