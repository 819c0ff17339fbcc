//! What else the portal knows of the person behind a file.

use api::person_history::PersonHistoryView;
use axum::Json;
use axum::extract::{Path, State};

use crate::applications::access::{self, Access};
use crate::applications::staff::history::history;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// Other files, loans, subsidies and classes of the person behind a file; each look is written down, with the file as
/// its reason.
#[utoipa::path(get, path = api::path::STAFF_PERSON_HISTORY, operation_id = "find_person_history", tag = "staff",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The newest first.", body = PersonHistoryView),
        (status = 404, description = "No such file at my office.", body = api::Problem)))]
pub(crate) async fn find_person_history(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<PersonHistoryView>, ApiError> {
    let today = state.clock.today();
    let reason = Access::staff(&session, "find_person_history", Some(&id));
    let (parts, viewer) = (state.clone(), session.clone());
    let look = move || {
        parts.store.read(|connection| {
            let officer = Officer::of_session(connection, &viewer)?;
            let file = open_visible(&parts, connection, &id, &officer)?;
            history(&parts, connection, &file, &officer, today)
        })
    };
    let found = state.readers.run(look).await?;
    let shown = found
        .shown
        .iter()
        .map(|id| Access::staff(&session, "shown_in_person_history", Some(id)));
    access::log_all(&state, std::iter::once(reason).chain(shown).collect()).await?;
    Ok(Json(found.view))
}
