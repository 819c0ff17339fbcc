//! Keeping a search, seeing what was found for it, taking it away.

use api::ProblemCode;
use api::search::{
    FoundClass, LONGEST_SEARCH_NAME, ListSavedSearchesResponse, MOST_SEARCHES, SaveSearchRequest,
    SavedSearchView,
};
use catalogue::CourseFilter;
use domain::Date;
use serde::{Deserialize, Serialize};
use store::saved_searches::{self as rows, SavedSearch};
use store::{Connection, Tx, class_openings};
use vault::Keyring;

use crate::applications::error::while_doing;
use crate::enrolments::view::find_listed_course;
use crate::ids;
use crate::problem::ApiError;
use crate::state::Parts;

/// The longest query; an address that the list writes itself is shorter.
const LONGEST_QUERY: usize = 1_000;

/// What is kept of a search.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// In the form in which the list writes it.
    pub(super) query: String,
    name: String,
}

fn place(id: &str) -> String {
    format!("saved_searches/{id}/sealed_search")
}

/// What is kept.
pub(super) fn open(keyring: &Keyring, row: &SavedSearch) -> Result<Kept, ApiError> {
    let doing = "open a saved search";
    let json = keyring
        .open(&place(&row.id), &row.sealed_search)
        .map_err(while_doing(doing))?;
    serde_json::from_slice(&json).map_err(while_doing(doing))
}

/// A person's searches with what was found for them.
///
/// # Errors
/// When one does not open.
pub fn list(
    parts: &Parts,
    connection: &Connection,
    person_id: &str,
    today: Date,
) -> Result<ListSavedSearchesResponse, ApiError> {
    let hits = rows::list_hits(connection, person_id, today)?;
    let mut searches = Vec::new();
    for row in rows::list_by_person(connection, person_id)? {
        let kept = open(&parts.keyring, &row)?;
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.search_id == row.id) {
            // What was taken down since is no news.
            if let Some(course) = find_listed_course(connection, &hit.course_id)? {
                found.push(FoundClass {
                    course: course.id,
                    title: course.title,
                    starts_on: hit.starts_on,
                });
            }
        }
        searches.push(SavedSearchView {
            id: row.id,
            name: kept.name,
            query: kept.query,
            found,
        });
    }
    Ok(ListSavedSearchesResponse { searches })
}

/// Keeps a search; the same one a second time changes nothing.
///
/// # Errors
/// Everything that does not fit; `action_not_possible` when there are enough.
pub fn save(
    tx: &Tx,
    parts: &Parts,
    person_id: &str,
    request: &SaveSearchRequest,
    now_ms: i64,
) -> Result<(), ApiError> {
    let query = CourseFilter::from_query(&request.query).to_query();
    let name = request.name.trim();
    let checked = [
        ("/query", query.is_empty(), query.len() > LONGEST_QUERY),
        (
            "/name",
            name.is_empty(),
            name.chars().count() > LONGEST_SEARCH_NAME,
        ),
    ];
    let problems: Vec<api::FieldError> = checked
        .into_iter()
        .filter(|(_, is_empty, is_long)| *is_empty || *is_long)
        .map(|(pointer, is_empty, _)| api::FieldError {
            pointer: pointer.to_owned(),
            code: if is_empty { "required" } else { "too_long" }.to_owned(),
        })
        .collect();
    if !problems.is_empty() {
        return Err(ApiError::invalid(problems));
    }
    let index = parts
        .keyring
        .blind_index("saved_search", &format!("{person_id}?{query}"));
    let known = rows::list_by_person(tx, person_id)?;
    if known.iter().any(|row| row.query_index == index) {
        return Ok(());
    }
    if known.len() >= MOST_SEARCHES {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let id = ids::fresh();
    let kept = Kept {
        query,
        name: name.to_owned(),
    };
    let json = serde_json::to_vec(&kept).map_err(while_doing("keep a search"))?;
    let row = SavedSearch {
        sealed_search: parts.keyring.seal(&place(&id), &json),
        id,
        person_id: person_id.to_owned(),
        query_index: index,
        // What is there already was on the page when it was kept.
        looked_seq: class_openings::last(tx)?,
        told_on: None,
        created_ms: now_ms,
    };
    Ok(rows::insert(tx, &row)?)
}

/// Takes one away.
///
/// # Errors
/// `not_found` when the person has no such one.
pub fn remove(tx: &Tx, person_id: &str, id: &str) -> Result<(), ApiError> {
    if rows::delete(tx, id, person_id)? {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}
