//! Which classes have to be filed by when. A class is filed when the section opens it; what waits for a review is not.

use std::collections::BTreeSet;

use api::training_section::{OpeningNotice, OpeningNotices};
use domain::Date;
use listing::{Draft, Field};
use store::{Connection, classes, listings, organisations};
use workflow::opening::{OpeningState, file_by, state};

use crate::applications::error::while_doing;
use crate::enrolments::room::class_id;
use crate::enrolments::view::find_course;
use crate::problem::ApiError;
use crate::state::Parts;

/// The most classes and the most listings in one answer.
const MOST: i64 = 500;

/// The notices of classes that begin on a day or later.
///
/// # Errors
/// When the store does not answer.
pub fn notices(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<OpeningNotices, ApiError> {
    let numbers = parts.district.parameters.enrolment;
    let working_days = numbers.opening_notice_working_days;
    let by = |starts_on: Date| file_by(&parts.calendar, starts_on, working_days);
    let mut notices = waiting(parts, connection, today)?;
    for (found, opened_ms) in classes::list_opened(connection, today, MOST)? {
        let course = find_course(connection, &found.class.course_id)?;
        let starts_on = found.class.starts_on;
        notices.push(OpeningNotice {
            state: OpeningState::Filed,
            class_id: Some(found.class.id),
            listing_id: None,
            provider: course.as_ref().map(|course| course.provider.clone()),
            title: course.map(|course| course.title),
            starts_on,
            file_by: starts_on,
            filed_on: Some(Date::from_unix_ms_shanghai(opened_ms)),
        });
    }
    for notice in &mut notices {
        notice.file_by = by(notice.starts_on);
        notice.state = state(notice.filed_on, notice.file_by, today);
    }
    notices.sort_by(|one, next| {
        let key = |notice: &OpeningNotice| (notice.state, notice.file_by, notice.starts_on);
        key(one)
            .cmp(&key(next))
            .then_with(|| one.title.cmp(&next.title))
    });
    Ok(OpeningNotices {
        working_days,
        is_local_confirm: numbers.is_local_confirm,
        notices,
    })
}

/// Classes of listings that wait for a review and are not open yet.
fn waiting(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<Vec<OpeningNotice>, ApiError> {
    let mut notices = Vec::new();
    for row in listings::list_handed_in(connection, MOST)? {
        let draft: Draft =
            serde_json::from_str(&row.draft).map_err(while_doing("read a listing"))?;
        let organisation = organisations::find(connection, &row.organisation_id)?;
        let provider = organisation.map(|organisation| organisation.name);
        let mut met = BTreeSet::new();
        for class in &draft.classes {
            let typed = class.get(&Field::StartsOn).map_or("", String::as_str);
            let read = listing::read(Field::StartsOn, typed, &parts.district.divisions);
            let starts_on = read.ok().and_then(|read| Date::parse_iso(&read.value));
            let (Some(starts_on), Some(key)) = (starts_on, listing::class_key(class)) else {
                continue;
            };
            let id = class_id(&row.course_id, &key);
            let is_new = met.insert(key) && classes::find(connection, &id)?.is_none();
            if starts_on < today || !is_new {
                continue;
            }
            notices.push(OpeningNotice {
                state: OpeningState::Due,
                class_id: None,
                listing_id: Some(row.id.clone()),
                title: Some(row.title.clone()),
                provider: provider.clone(),
                starts_on,
                file_by: starts_on,
                filed_on: None,
            });
        }
    }
    Ok(notices)
}
