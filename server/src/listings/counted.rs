//! The seats that the list of courses shows as taken. The list is one for everybody and kept by browsers, so who is in the
//! classes is counted into it every few minutes, and only where that changed.

use std::collections::BTreeMap;

use domain::Date;
use store::courses::{self, Course as Row};
use store::{Connection, Tx, classes};
use tokio::task::spawn_blocking;

use super::publish::change_catalogue;
use crate::applications::error::while_doing;
use crate::enrolments::view::read_course;
use crate::jobs::log;
use crate::problem::ApiError;
use crate::state::AppState;

/// The seats taken of a course's classes, by the class's name in it.
type Taken = BTreeMap<String, u32>;

/// Counts at an instant and says of how many courses the list says something else now.
///
/// # Errors
/// When the store does not answer. A single course that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let parts = state.clone();
    let look = move || parts.store.read(|connection| changed(connection, today));
    let found = spawn_blocking(look)
        .await
        .map_err(|lost| ApiError::internal("count the seats of the list", lost))??;
    if found.is_empty() {
        return Ok(0);
    }
    let count = found.len();
    let work = move |tx: &Tx| put(tx, &found);
    state.store.write::<_, _, ApiError>(work).await?;
    Ok(count)
}

/// The courses of which the list says something else than the classes.
fn changed(connection: &Connection, today: Date) -> Result<Vec<(String, Taken)>, ApiError> {
    let mut by_course: BTreeMap<String, Taken> = BTreeMap::new();
    for one in classes::list_seat_counts(connection, today)? {
        let seats = u32::try_from(one.taken).map_err(while_doing("count seats"))?;
        let of_course = by_course.entry(one.course_id).or_default();
        of_course.insert(one.session_id, seats);
    }
    let mut found = Vec::new();
    for row in courses::list(connection)? {
        let Some(taken) = by_course.remove(&row.id) else {
            continue;
        };
        match counted(&row, &taken) {
            Ok(None) => {}
            Ok(Some(_)) => found.push((row.id, taken)),
            Err(error) => log(Err(error)),
        }
    }
    Ok(found)
}

/// What was published meanwhile keeps its words.
fn put(tx: &Tx, found: &[(String, Taken)]) -> Result<(), ApiError> {
    let mut rows = Vec::new();
    for (id, taken) in found {
        if let Some(row) = courses::find_listed(tx, id)? {
            rows.extend(counted(&row, taken)?);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    change_catalogue(tx, &rows, &[])
}

/// The course with these seats taken; none where it says so already.
fn counted(row: &Row, taken: &Taken) -> Result<Option<Row>, ApiError> {
    let mut course = read_course(&row.document)?;
    let mut is_changed = false;
    for session in &mut course.sessions {
        if let Some(seats) = taken.get(&session.id) {
            let seats = (*seats).min(session.seats);
            is_changed |= seats != session.seats_taken;
            session.seats_taken = seats;
        }
    }
    if !is_changed {
        return Ok(None);
    }
    let document = serde_json::to_string(&course).map_err(while_doing("write a course"))?;
    let id = row.id.clone();
    Ok(Some(Row { id, document }))
}
