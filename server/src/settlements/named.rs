//! What the classes are called that findings and signs name: an id tells nobody which class to look at.

use std::collections::BTreeSet;

use api::settlement::NamedClass;
use store::Connection;

use crate::enrolments::room::Room;
use crate::enrolments::subject::find_taught;
use crate::problem::ApiError;
use crate::state::Parts;

/// Each of them once.
///
/// # Errors
/// When the store does not answer.
pub fn named<'a>(
    parts: &Parts,
    connection: &Connection,
    classes: impl Iterator<Item = &'a String>,
) -> Result<Vec<NamedClass>, ApiError> {
    let mut found = Vec::new();
    for id in classes.collect::<BTreeSet<_>>() {
        let Some(room) = Room::load(parts, connection, id)? else {
            continue;
        };
        let course = find_taught(connection, &room)?;
        found.push(NamedClass {
            id: id.clone(),
            provider: course.as_ref().map(|course| course.provider.clone()),
            title: course.map(|course| course.title),
            starts_on: room.plan.starts_on,
        });
    }
    Ok(found)
}
