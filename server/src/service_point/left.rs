//! Files of the clerk's own that are still on the computer: their names are kept here, sealed, and not there.

use api::ProblemCode;
use api::service_point::{LeftFile, LeftFileKind, NoteLeftFileRequest};
use store::helped_sessions::{self, HelpedFile};
use store::{Connection, Tx};

use crate::problem::ApiError;
use crate::session::Helper;
use crate::state::{AppState, Parts};

/// The longest name noted, in letters; a longer one is cut.
const LONGEST_NAME: usize = 120;
/// The most files one session notes; more is no counter's work.
const MOST_FILES: i64 = 200;

fn place(id: &str) -> String {
    format!("helped_files/{id}/name")
}

/// Notes one.
///
/// # Errors
/// `too_many_requests` after a great many; when the store does not answer.
pub(crate) async fn note(
    state: &AppState,
    helper: &Helper,
    request: &NoteLeftFileRequest,
) -> Result<(), ApiError> {
    let id = crate::ids::fresh();
    let name: String = request.name.trim().chars().take(LONGEST_NAME).collect();
    let file = HelpedFile {
        sealed_name: state.keyring.seal(&place(&id), name.as_bytes()),
        id,
        helped_session_id: helper.helped_session_id.clone(),
        staff_id: helper.staff_id.clone(),
        kind: request.kind.id().to_owned(),
        at_ms: state.clock.now_ms(),
    };
    let write = move |tx: &Tx| {
        if helped_sessions::count_files(tx, &file.helped_session_id)? >= MOST_FILES {
            return Err(ProblemCode::TooManyRequests.into());
        }
        Ok(helped_sessions::note_file(tx, &file)?)
    };
    state.store.write::<_, _, ApiError>(write).await
}

/// Those of a clerk, the oldest first.
///
/// # Errors
/// When the store does not answer, or a name does not open.
pub(crate) fn list(
    parts: &Parts,
    connection: &Connection,
    staff_id: &str,
) -> Result<Vec<LeftFile>, ApiError> {
    let doing = "read the name of a file left";
    let files = helped_sessions::list_files(connection, staff_id)?;
    files
        .into_iter()
        .map(|file| {
            let opened = parts.keyring.open(&place(&file.id), &file.sealed_name);
            let opened = opened.map_err(|source| ApiError::internal(doing, source))?;
            let name =
                String::from_utf8(opened).map_err(|source| ApiError::internal(doing, source))?;
            let kind = LeftFileKind::from_id(&file.kind).unwrap_or(LeftFileKind::Scan);
            Ok(LeftFile { kind, name })
        })
        .collect()
}
