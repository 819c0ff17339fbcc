//! A trainer's own settlements as a file.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use store::classes;
use tokio_util::io::ReaderStream;

use crate::applications::access;
use crate::enrolments::room::Room;
use crate::lessons::roster::masked_phone;
use crate::organisations::Desk;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::settlements::export::statements;
use crate::settlements::opened::open;
use crate::state::AppState;

const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Every settlement of the trainer's own classes, with what was said, what was decided, and why.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT_STATEMENTS, operation_id = "export_settlement_statements",
    tag = "settlements",
    responses((status = 200, description = "One row for each subsidy of each person; identity cards masked.", body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_settlement_statements(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    let (parts, looking) = (state.clone(), session.clone());
    let work = move || {
        let ids = parts.store.read(|connection| {
            let own = Desk::of_session(connection, &looking)?.own()?;
            Ok::<_, ApiError>(classes::list_over_ids(connection, &own.row.id)?)
        })?;
        let (mut sheet, mut seen) = (statements::begin(&parts)?, Vec::new());
        // Each class by itself, and into the file at once: nobody who writes waits for all of them, nor are they all kept in
        // memory.
        for id in ids {
            let found = parts.store.read(|connection| {
                let Some(room) = Room::load(&parts, connection, &id)? else {
                    return Ok(None);
                };
                let opened = open(&parts, connection, &room, today)?;
                let people = opened.people.iter();
                let phones = people
                    .map(|one| masked_phone(&parts, connection, &one.judged.member.row.person_id))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok::<_, ApiError>(Some((room, opened, phones)))
            })?;
            let Some((room, opened, phones)) = found else {
                continue;
            };
            sheet.push(&statements::lines(&parts, &opened, &room, &phones))?;
            seen.extend(statements::ids(&opened));
        }
        Ok((sheet.finish()?, seen))
    };
    let (file, seen) = state.readers.run(work).await?;
    let looks = seen
        .iter()
        .map(|id| access::Access::staff(&session, "export_settlement_statements", Some(id)));
    access::log_all(&state, looks.collect()).await?;
    let pieces = ReaderStream::new(tokio::fs::File::from_std(file));
    let mut response = Body::from_stream(pieces).into_response();
    let name = statements::file_name(today);
    let name = format!("attachment; filename=\"{name}\"");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(SHEET_TYPE));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
