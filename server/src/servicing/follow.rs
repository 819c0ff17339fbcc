//! What time does to loans: something due is not paid on its day, and the borrower is warned.
//!
//! The minute's job calls [`run_once`]. Each loan is one write, decided again inside it, so a run beside another run or
//! beside a payment that is just recorded says nothing twice.

use domain::Date;
use store::{Tx, loans};
use workflow::{DeviceKind, Role};

use super::notice;
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::jobs::each::follow_each;
use crate::problem::ApiError;
use crate::sms::message::Message;
use crate::state::{AppState, Parts};

/// Who the log says did it.
const JOB: &str = "loans";

/// Does what is due at an instant and says how many loans it touched. Those known to be late are looked at too with
/// `known`, which the hour's turn asks for: their warnings come by the day.
///
/// # Errors
/// When the store does not answer. A single loan that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64, known: bool) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let late = state
        .store
        .read(|connection| loans::list_late(connection, today, known))?;
    Ok(follow_each(state, late, follow, now_ms).await)
}

/// One loan; nothing when nothing was due in it any more.
fn follow(tx: &Tx, parts: &Parts, id: &str, now_ms: i64) -> Result<Option<Vec<Message>>, ApiError> {
    let Some(mut file) = ApplicationFile::load(parts, tx, id)? else {
        return Ok(None);
    };
    let Some(servicing) = &mut file.servicing else {
        return Ok(None);
    };
    let actor = Actor {
        id: JOB.to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: format!("{JOB}-{id}-{}", servicing.row.version),
        on_behalf: None,
    };
    let followed = servicing.follow(tx, &file.key, &actor)?;
    Ok((!followed.is_empty()).then(|| notice::after(servicing, &followed)))
}
