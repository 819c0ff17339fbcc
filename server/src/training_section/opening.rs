//! Which classes have to be filed by when. A class is filed on the day on which the section approves it; what waits for a
//! review is not.

use std::collections::{BTreeMap, BTreeSet};

use api::training_section::{OpeningNotice, OpeningNotices};
use domain::Date;
use listing::{Draft, Field};
use store::events::LISTINGS;
use store::listings::{self, Listing};
use store::{Connection, classes, organisations};
use workflow::listing::{ListingAction, ListingEvent};
use workflow::opening::{OpeningState, file_by, state};

use crate::applications::error::while_doing;
use crate::enrolments::room::class_id;
use crate::enrolments::view::find_course;
use crate::event_log;
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
    let mut notices = Vec::new();
    for row in listings::list_handed_in(connection, MOST)? {
        notices.extend(of_listing(parts, connection, &row, (None, today))?);
    }
    for row in listings::list_approved(connection, MOST)? {
        let filed_on = approvals(parts, connection, &row.id)?.pop();
        let filed_on = filed_on.map(|(_, on)| on);
        notices.extend(of_listing(parts, connection, &row, (filed_on, today))?);
    }
    let mut known = BTreeMap::new();
    for (found, opened_ms) in classes::list_opened(connection, today, MOST)? {
        let course_id = &found.class.course_id;
        if !known.contains_key(course_id) {
            let listing = listings::find_of_course(connection, course_id)?;
            let approvals = match listing {
                Some(listing) => approvals(parts, connection, &listing.id)?,
                None => Vec::new(),
            };
            known.insert(course_id.clone(), approvals);
        }
        let approvals = known.get(course_id).map(Vec::as_slice).unwrap_or_default();
        let course = find_course(connection, course_id)?;
        let starts_on = found.class.starts_on;
        notices.push(OpeningNotice {
            state: OpeningState::Filed,
            class_id: Some(found.class.id),
            listing_id: None,
            provider: course.as_ref().map(|course| course.provider.clone()),
            title: course.map(|course| course.title),
            starts_on,
            file_by: starts_on,
            filed_on: Some(filed_on(approvals, opened_ms)),
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

/// The instants and days on which a listing was approved, the oldest first.
fn approvals(
    parts: &Parts,
    connection: &Connection,
    listing_id: &str,
) -> Result<Vec<(i64, Date)>, ApiError> {
    let (log, _) = event_log::read::<ListingEvent>(LISTINGS, connection, parts, listing_id)?;
    let approvals = log.into_iter();
    let approvals = approvals.filter(|step| step.action == ListingAction::Approve);
    Ok(approvals.map(|step| (step.at_ms, step.on)).collect())
}

/// The day of the approval by which a class was opened: the last before, because a course may go live days after it and may
/// be approved again for other classes.
fn filed_on(approvals: &[(i64, Date)], opened_ms: i64) -> Date {
    let before = approvals.iter().rfind(|(at_ms, _)| *at_ms <= opened_ms);
    before.map_or_else(|| Date::from_unix_ms_shanghai(opened_ms), |(_, on)| *on)
}

/// Classes of a listing that are not open yet.
fn of_listing(
    parts: &Parts,
    connection: &Connection,
    row: &Listing,
    (filed_on, today): (Option<Date>, Date),
) -> Result<Vec<OpeningNotice>, ApiError> {
    let draft: Draft = serde_json::from_str(&row.draft).map_err(while_doing("read a listing"))?;
    let organisation = organisations::find(connection, &row.organisation_id)?;
    let provider = organisation.map(|organisation| organisation.name);
    let (mut notices, mut met) = (Vec::new(), BTreeSet::new());
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
            filed_on,
        });
    }
    Ok(notices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_was_filed_by_the_last_approval_before_it_was_opened() {
        let day = |text| Date::parse_iso(text).unwrap();
        let approvals = [(10, day("2026-11-01")), (30, day("2026-12-01"))];
        for (opened_ms, expected) in [
            (9, Date::from_unix_ms_shanghai(9)),
            (10, day("2026-11-01")),
            (29, day("2026-11-01")),
            (31, day("2026-12-01")),
        ] {
            assert_eq!(filed_on(&approvals, opened_ms), expected, "{opened_ms}");
        }
    }
}
