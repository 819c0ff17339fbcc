//! Whose classes somebody of staff looks after.

use api::ProblemCode;
use store::{Connection, classes};

use crate::enrolments::room::Room;
use crate::organisations::Desk;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::Parts;

/// Opens a class for whoever may see the people in it: a trainer those of the own organisation, the training section all.
///
/// # Errors
/// `not_found` for a class that is not there and for one of another organisation alike.
pub fn open_room(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<Room, ApiError> {
    if let Desk::Trainer(own) = Desk::of_session(connection, session)?
        && !classes::is_of_organisation(connection, id, &own.row.id)?
    {
        return Err(ProblemCode::NotFound.into());
    }
    let room = Room::load(parts, connection, id)?;
    room.ok_or_else(|| ProblemCode::NotFound.into())
}
