//! A course that is off the list, and what to look at instead.

use api::resting::{RestingCourse, SimilarCourse};
use catalogue::{Catalogue, Course, CourseListing};
use domain::Date;
use store::{StoreError, courses, listings};
use workflow::listing::ListingState;

use super::current;
use crate::applications::error::while_doing;
use crate::problem::ApiError;
use crate::state::AppState;

/// So many are a choice and no list.
const SIMILAR: usize = 3;

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
    let course: Course =
        serde_json::from_str(&row.document).map_err(while_doing("read a course"))?;
    let shelf = current(state).await?;
    let catalogue = shelf.searchable(&state.district).await?;
    Ok(Some(RestingCourse {
        is_paused: listing.as_deref() == Some(ListingState::Suspended.as_str()),
        similar: similar(&catalogue, &course, state.clock.today()),
        title: course.title,
    }))
}

/// Courses of its kind with a seat to ask for: those of its trade first, then those at its place, then the soonest.
fn similar(catalogue: &Catalogue, course: &Course, today: Date) -> Vec<SimilarCourse> {
    let soonest = |other: &CourseListing| {
        let open = other
            .sessions
            .iter()
            .filter(|session| session.is_open(today));
        open.map(|session| session.starts_on).min()
    };
    let mut found: Vec<_> = catalogue
        .courses()
        .iter()
        .filter(|other| other.kind == course.kind)
        .filter_map(|other| Some((soonest(other)?, other)))
        .collect();
    found.sort_by_key(|(starts_on, other)| {
        let is_of_trade = other.trade.is_some() && other.trade == course.trade;
        let is_near = other.division == course.division;
        (!is_of_trade, !is_near, *starts_on, &other.id)
    });
    let shown = found.into_iter().take(SIMILAR);
    shown
        .map(|(starts_on, other)| SimilarCourse {
            id: other.id.clone(),
            title: other.title.clone(),
            starts_on,
        })
        .collect()
}
