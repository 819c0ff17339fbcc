//! Courses as they were last answered: reading one, counting its seats and naming the outcome costs several times what
//! finding out costs that nothing has changed.

use bytes::Bytes;
use domain::Date;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use store::courses::{self, Mark};
use store::{StoreError, classes};

use crate::enrolments::view::with_seats;
use crate::lessons::follow_up::outcomes;
use crate::problem::ApiError;
use crate::representation::name_of;
use crate::state::AppState;

/// About a thousand courses.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
const MOST_COURSES: usize = 1024;

/// A course, whole, with the seats of its classes.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    mark: Mark,
    /// Whether a class can still be asked for depends on it.
    day: Date,
    /// JSON text.
    pub(crate) document: Bytes,
    /// Names the content.
    pub(crate) etag: String,
}

/// Those that are asked for most.
#[derive(Debug)]
pub(crate) struct KnownCourses(Cache<String, Answered, Bytesize>);

#[derive(Clone, Debug)]
struct Bytesize;

impl Weighter<String, Answered> for Bytesize {
    fn weight(&self, id: &String, answered: &Answered) -> u64 {
        (id.len() + answered.document.len() + answered.etag.len() + 128) as u64
    }
}

impl Default for KnownCourses {
    fn default() -> Self {
        Self(Cache::with_weighter(MOST_COURSES, MOST_BYTES, Bytesize))
    }
}

/// A course as the database has it now; none when there is no such course.
pub(crate) fn find_answered(state: &AppState, id: &str) -> Result<Option<Answered>, ApiError> {
    let known = &state.catalogue.courses.0;
    let mark = state
        .store
        .read_once::<_, StoreError>(|connection| courses::mark(connection, id))?;
    let Some(mark) = mark else {
        return Ok(None);
    };
    let day = state.clock.today();
    let is_as_now = |answered: &Answered| (answered.mark, answered.day) == (mark, day);
    if let Some(answered) = known.get(id).filter(is_as_now) {
        return Ok(Some(answered));
    }
    let found = state.store.read::<_, ApiError>(|connection| {
        Ok((
            courses::mark(connection, id)?,
            courses::find_listed(connection, id)?,
            classes::list_by_course(connection, id)?,
            // An answer moves the version of its class, which is part of the mark.
            outcomes(connection, id)?,
        ))
    })?;
    let (Some(mark), Some(course), classes, outcomes) = found else {
        return Ok(None);
    };
    let document = with_seats(state, &course.document, classes, outcomes, day)?;
    let answered = Answered {
        mark,
        day,
        etag: name_of(document.as_bytes()),
        document: document.into(),
    };
    known.insert(id.to_owned(), answered.clone());
    Ok(Some(answered))
}
