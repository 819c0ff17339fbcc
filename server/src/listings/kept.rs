//! What was being written beside a course when it came off the list: the log goes back to what residents saw, and the words
//! stay among the organisation's templates, until they are put back or thrown away there.

use listing::Draft;
use store::listing_templates::{self as rows, ListingTemplate};
use store::{Connection, Tx};
use workflow::listing::ListingState;

use super::record::Record;
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::problem::ApiError;

/// With the day behind it the name is still one that a template can have.
const MOST_TITLE_CHARS: usize = 24;

/// Keeps the pending draft of a course that is about to come off the list; there is nothing to keep of any other.
///
/// # Errors
/// When the store does not answer.
pub fn keep(tx: &Tx, actor: &Actor, record: &Record) -> Result<(), ApiError> {
    if record.state() != ListingState::LiveWithDraft || record.live.as_ref() == Some(&record.draft)
    {
        return Ok(());
    }
    let known = rows::list(tx, &record.row.organisation_id)?;
    let title: String = record
        .draft
        .title()
        .chars()
        .take(MOST_TITLE_CHARS)
        .collect();
    let base = format!("{title} {}", actor.today());
    let numbered = (2_u32..).map(|number| format!("{base} ({number})"));
    let is_free = |name: &String| known.iter().all(|row| row.name != *name);
    let mut names = std::iter::once(base.clone()).chain(numbered);
    let name = names.find(is_free).unwrap_or_else(|| base.clone());
    let template = ListingTemplate {
        id: format!("{}{}", prefix(record), record.row.version),
        organisation_id: record.row.organisation_id.clone(),
        name,
        draft: record.row.draft.clone(),
        author_id: record.row.author_id.clone(),
        updated_ms: actor.now_ms,
        photo: record.row.photo.clone(),
    };
    Ok(rows::put(tx, &template)?)
}

/// What is kept of a course that is off the list, or on it again and not being written.
///
/// # Errors
/// When what is kept cannot be read.
pub fn find(connection: &Connection, record: &Record) -> Result<Option<Draft>, ApiError> {
    if !matches!(record.state(), ListingState::Suspended | ListingState::Live) {
        return Ok(None);
    }
    let newest = of(connection, record)?.into_iter();
    let newest = newest.max_by_key(|row| row.updated_ms);
    let draft = newest.map(|row| serde_json::from_str(&row.draft));
    draft.transpose().map_err(while_doing("read a template"))
}

/// Lets go of what is in the listing again.
///
/// # Errors
/// When the store does not answer.
pub fn let_go(tx: &Tx, record: &Record) -> Result<(), ApiError> {
    for row in of(tx, record)? {
        if row.draft == record.row.draft {
            rows::delete(tx, &row.organisation_id, &row.id)?;
        }
    }
    Ok(())
}

fn of(connection: &Connection, record: &Record) -> Result<Vec<ListingTemplate>, ApiError> {
    let prefix = prefix(record);
    let mut found = rows::list(connection, &record.row.organisation_id)?;
    found.retain(|row| row.id.starts_with(&prefix));
    Ok(found)
}

/// A template of one's own making has another id.
fn prefix(record: &Record) -> String {
    format!("{}-", record.row.id)
}
