//! Whose file it is. Somebody else's and one that never was are the same: not found.

use api::ProblemCode;
use store::Connection;
use store::applications;

use super::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// Opens a file of this person.
///
/// # Errors
/// `not_found` for files of others and for those that never were.
pub fn open_own(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    person_id: &str,
) -> Result<ApplicationFile, ApiError> {
    let row = applications::find(connection, id)?.filter(|row| row.person_id == person_id);
    let file = row
        .map(|row| ApplicationFile::open(parts, connection, row))
        .transpose()?
        .flatten();
    file.ok_or_else(|| ProblemCode::NotFound.into())
}
