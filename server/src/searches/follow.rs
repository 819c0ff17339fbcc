//! What was opened since somebody kept a search: looked through in the daytime, told at most once a day for each search.
//!
//! The minute's job calls [`run_once`]. How far a search was looked at is moved on in the write that notes what is told, by
//! compare-and-set, so it is told once however many servers run the job.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Catalogue, CourseFilter, CourseTexts, SessionListing};
use domain::Date;
use store::class_openings::{self, Opening};
use store::saved_searches::{self as rows, SavedSearch};
use store::{Connection, StoreError, Tx};
use tokio::task::spawn_blocking;

use super::keep::open;
use crate::catalogue::current;
use crate::enrolments::view::find_listed_course;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::AppState;

/// Searches looked at in one turn; the rest follows in the next minute.
const PORTION: i64 = 500;

/// A search that was looked at.
struct Looked {
    search: SavedSearch,
    /// The classes that fit.
    classes: Vec<String>,
}

/// A class that was opened, as the list has it.
struct Opened {
    opening: Opening,
    class: SessionListing,
}

/// Looks for new classes at an instant and says how many people are told.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    if !is_daytime(now_ms) {
        return Ok(0);
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let (last, due) = state.store.read::<_, StoreError>(|connection| {
        let last = class_openings::last(connection)?;
        Ok((last, rows::list_due(connection, last, today, PORTION)?))
    })?;
    let Some(since) = due.iter().map(|search| search.looked_seq).min() else {
        return Ok(0);
    };
    let opened = state
        .store
        .read(|connection| opened(connection, (since, last)))?;
    let looked = look(state, due, opened, today).await?;
    let note = move |tx: &Tx| {
        let (mut messages, mut told) = (Vec::new(), BTreeSet::new());
        for one in &looked {
            let told_on = (!one.classes.is_empty()).then_some(today);
            if !rows::note_look(tx, &one.search, last, told_on)? || told_on.is_none() {
                continue;
            }
            for class_id in &one.classes {
                rows::add_hit(tx, &one.search.id, class_id, now_ms)?;
            }
            // Several searches of one person are one message.
            if told.insert(&one.search.person_id) {
                let text = words::search_found();
                messages.push(Message::new(&one.search.person_id, text));
            }
        }
        Ok(messages)
    };
    note_and_tell(state, note).await
}

/// What was opened after one place and up to another; what is gone from the catalogue is left out.
fn opened(connection: &Connection, (since, last): (i64, i64)) -> Result<Vec<Opened>, ApiError> {
    let mut opened = Vec::new();
    for opening in class_openings::list_after(connection, since)? {
        let course = find_listed_course(connection, &opening.course_id)?;
        let sessions = course.map(|course| course.sessions).unwrap_or_default();
        let mut sessions = sessions.iter();
        let session = sessions.find(|session| session.id == opening.session_id);
        if let Some(class) = session.map(SessionListing::from)
            && opening.seq <= last
        {
            opened.push(Opened { opening, class });
        }
    }
    Ok(opened)
}

/// Which of the classes fit which search, as the course list itself would find them.
async fn look(
    state: &AppState,
    due: Vec<SavedSearch>,
    opened: Vec<Opened>,
    today: Date,
) -> Result<Vec<Looked>, ApiError> {
    if opened.is_empty() {
        let nothing = |search| Looked {
            search,
            classes: Vec::new(),
        };
        return Ok(due.into_iter().map(nothing).collect());
    }
    let shelf = current(state).await?;
    let catalogue = shelf.searchable(&state.district).await?;
    let texts = shelf.texts(&state.store).await?;
    let keyring = Arc::clone(&state.keyring);
    let work = move || {
        let mut by_course: BTreeMap<&str, Vec<&Opened>> = BTreeMap::new();
        for one in &opened {
            let of_course = by_course.entry(&one.opening.course_id);
            of_course.or_default().push(one);
        }
        due.into_iter()
            .map(|search| {
                let kept = open(&keyring, &search)?;
                let filter = CourseFilter::from_query(&kept.query);
                let classes = fitting(&catalogue, &texts, &filter, &by_course, today);
                let classes = classes
                    .into_iter()
                    .filter(|one| one.opening.seq > search.looked_seq)
                    .map(|one| one.opening.class_id.clone())
                    .collect();
                Ok(Looked { search, classes })
            })
            .collect::<Result<Vec<_>, ApiError>>()
    };
    spawn_blocking(work)
        .await
        .map_err(|error| ApiError::internal("look for new classes", error))?
}

/// The classes whose course the list finds and which are asked for themselves. What the list only puts last, because it is
/// taught far away, is no news.
fn fitting<'a>(
    catalogue: &Catalogue,
    texts: &CourseTexts,
    filter: &CourseFilter,
    by_course: &BTreeMap<&str, Vec<&'a Opened>>,
    today: Date,
) -> Vec<&'a Opened> {
    let found = catalogue.find(filter, texts, today).into_iter();
    let found = found.filter(|course| !filter.is_far(course));
    let opened = found.filter_map(|course| by_course.get(course.id.as_str()));
    let opened = opened.flatten().copied();
    opened
        .filter(|one| filter.matches_session(&one.class, today))
        .collect()
}
