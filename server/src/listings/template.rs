//! Courses that an organisation begins others from.

use api::ProblemCode;
use api::listing::{ListingTemplateSummary, SaveListingTemplateRequest};
use listing::{Draft, blank_dates};
use store::listing_templates::{self as rows, ListingTemplate};
use store::{Connection, Tx};

use super::photo;
use super::record::document_of;
use super::write::tidied;
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::ids;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

const MOST_NAME_CHARS: usize = 40;
/// More than this nobody finds anything in.
const MOST_TEMPLATES: usize = 50;

fn read(text: &str) -> Result<Draft, ApiError> {
    serde_json::from_str(text).map_err(while_doing("read a template"))
}

/// An organisation's, by name.
///
/// # Errors
/// When the store does not answer.
pub fn list(
    connection: &Connection,
    own: &Organisation,
) -> Result<Vec<ListingTemplateSummary>, ApiError> {
    let found = rows::list(connection, &own.row.id)?.into_iter();
    found.map(|row| summary(&row)).collect()
}

fn summary(row: &ListingTemplate) -> Result<ListingTemplateSummary, ApiError> {
    Ok(ListingTemplateSummary {
        id: row.id.clone(),
        name: row.name.clone(),
        title: read(&row.draft)?.title().to_owned(),
        updated_at_ms: row.updated_ms,
    })
}

/// Keeps one; that of the same name is written over where the request says that it is, as it was read.
///
/// # Errors
/// When the name is missing, too long, one too many, or another's that is not to go; when the draft is larger than a listing can be.
pub fn save(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    own: &Organisation,
    request: &SaveListingTemplateRequest,
) -> Result<ListingTemplateSummary, ApiError> {
    let name = request.name.trim();
    let known = rows::list(tx, &own.row.id)?;
    let before = known.iter().find(|row| row.name == name);
    let code = match name.chars().count() {
        0 => Some("required"),
        1..=MOST_NAME_CHARS if before.is_none() && known.len() >= MOST_TEMPLATES => {
            Some("too_many_templates")
        }
        1..=MOST_NAME_CHARS if before.is_some_and(|row| !is_replaced(row, request)) => {
            Some("template_there")
        }
        1..=MOST_NAME_CHARS => None,
        _ => Some("too_long"),
    };
    if let Some(code) = code {
        return Err(ApiError::invalid_field("/name", code));
    }
    let draft = blank_dates(&tidied(parts, &request.draft)?);
    let draft = photo::measured(tx, &own.row.id, draft)?;
    let row = ListingTemplate {
        id: before.map_or_else(ids::fresh, |row| row.id.clone()),
        organisation_id: own.row.id.clone(),
        name: name.to_owned(),
        draft: document_of(&draft)?,
        author_id: actor.id.clone(),
        updated_ms: actor.now_ms,
        photo: photo::hash_in(&draft),
    };
    rows::put(tx, &row)?;
    summary(&row)
}

fn is_replaced(row: &ListingTemplate, request: &SaveListingTemplateRequest) -> bool {
    request.replaces == Some(row.updated_ms)
}

/// A draft begun from one: what is said already goes before what the template says.
///
/// # Errors
/// `not_found` when the organisation has none of this id.
pub fn begun(
    connection: &Connection,
    own: &Organisation,
    id: &str,
    said: &Draft,
) -> Result<Draft, ApiError> {
    let row = rows::find(connection, id)?.filter(|row| row.organisation_id == own.row.id);
    let row = row.ok_or(ProblemCode::NotFound)?;
    let mut draft = read(&row.draft)?;
    draft.course.extend(said.course.clone());
    if said.photo.is_some() {
        draft.photo.clone_from(&said.photo);
    }
    Ok(draft)
}
