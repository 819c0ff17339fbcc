//! Other classes for those whose own was given up or put off.

use std::collections::BTreeSet;

use api::enrolment::EnrolmentView;
use domain::Date;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentState, Seat};

use super::view::find_course;
use crate::catalogue::{current, similar};
use crate::problem::ApiError;
use crate::state::AppState;

/// So long after the first day that was planned nobody looks for a class in its place any more.
const DAYS: i32 = 60;

/// Names up to three courses like it with a seat to whoever is freed; none of those the person is in already.
pub(crate) async fn name(state: &AppState, mine: &mut [EnrolmentView]) -> Result<(), ApiError> {
    let today = state.clock.today();
    if !mine.iter().any(|each| is_freed(each, today)) {
        return Ok(());
    }
    let shelf = current(state).await?;
    let catalogue = shelf.searchable(&state.district).await?;
    for at in 0..mine.len() {
        let Some(freed) = mine.get(at).filter(|each| is_freed(each, today)) else {
            continue;
        };
        let others = mine.iter().filter(|each| each.id != freed.id);
        let others = others.filter(|each| each.state.seat() != Seat::None);
        let without: BTreeSet<&str> = others.map(|each| each.course.as_str()).collect();
        let named = state.store.read::<_, ApiError>(|connection| {
            let Some(course) = find_course(connection, &freed.course)? else {
                return Ok(Vec::new());
            };
            similar(state, connection, &catalogue, &course, (&without, today))
        })?;
        if let Some(freed) = mine.get_mut(at) {
            freed.alternatives = named;
        }
    }
    Ok(())
}

/// Put off, so that one may leave it for nothing; or given up with this person in it.
fn is_freed(enrolment: &EnrolmentView, today: Date) -> bool {
    match enrolment.class_state {
        ClassState::Postponed => enrolment.state.seat() != Seat::None,
        ClassState::Cancelled => {
            enrolment.state == EnrolmentState::ClassCancelled
                && today <= enrolment.starts_on.add_days(DAYS)
        }
        _ => false,
    }
}
