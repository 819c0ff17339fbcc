//! A course that is off the list, and what to look at instead.

use std::collections::BTreeSet;

use api::resting::RestingCourse;
use store::{StoreError, courses, listings};
use workflow::listing::ListingState;

use super::current;
use super::similar::similar;
use crate::enrolments::view::read_course;
use crate::problem::ApiError;
use crate::state::AppState;

/// A course that is off the list; none when there never was one, and when it is on it.
pub(crate) async fn find_resting(
    state: &AppState,
    id: &str,
) -> Result<Option<RestingCourse>, ApiError> {
    let found = state.store.read::<_, StoreError>(|connection| {
        if courses::is_listed(connection, id)? {
            return Ok(None);
        }
        let course = courses::find(connection, id)?;
        let listing = listings::find_state_of_course(connection, id)?;
        Ok(course.map(|course| (course, listing)))
    })?;
    let Some((row, listing)) = found else {
        return Ok(None);
    };
    let course = read_course(&row.document)?;
    let shelf = current(state).await?;
    let catalogue = shelf.searchable(&state.district).await?;
    let looked = (&BTreeSet::new(), state.clock.today());
    let similar = state
        .store
        .read(|connection| similar(state, connection, &catalogue, &course, looked))?;
    Ok(Some(RestingCourse {
        is_paused: listing.as_deref() == Some(ListingState::Suspended.as_str()),
        similar,
        title: course.title,
    }))
}
