//! A trainer's own settlements as a file.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use store::classes::{self, ClassSeats};
use tokio_util::io::ReaderStream;
use workflow::Role;

use crate::applications::access;
use crate::enrolments::room::Room;
use crate::lessons::roster::masked_phone;
use crate::organisations::Desk;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::settlements::export::statements;
use crate::settlements::view::open;
use crate::state::AppState;

/// The most classes of one file.
const MOST: i64 = 2_000;
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Whether there is something to settle, or was.
fn is_over(found: &ClassSeats) -> bool {
    matches!(found.class.state.as_str(), "finished" | "settled")
}

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
        let found = parts.store.read(|connection| {
            let own = Desk::of_session(connection, &looking)?.own()?;
            let found = classes::list_by_organisation(connection, &own.row.id, MOST)?;
            Ok::<_, ApiError>(found)
        })?;
        let (mut lines, mut seen) = (Vec::new(), Vec::new());
        // Each class by itself: nobody who writes waits for all of them.
        for seats in found.into_iter().filter(is_over) {
            let room = Room::open(&parts, seats)?;
            let (mut opened, phones) = parts.store.read(|connection| {
                let opened = open(&parts, connection, &room, today)?;
                let people = opened.people.iter();
                let phones = people
                    .map(|one| masked_phone(&parts, connection, &one.judged.member.row.person_id))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok::<_, ApiError>((opened, phones))
            })?;
            for person in &mut opened.people {
                person.findings = person.findings_for(Role::Trainer);
            }
            lines.extend(statements::lines(&parts, &opened, &room, &phones));
            seen.extend(statements::ids(&opened));
        }
        Ok((statements::file(&parts, &lines)?, seen))
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
