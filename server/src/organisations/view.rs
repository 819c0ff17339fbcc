//! Organisations as the wire shows them.

use api::organisation::{
    OpenInvitation, OrganisationSummary, OrganisationView, OutsideCourse, TrainerAccount,
};
use domain::Date;
use listing::Finding;
use store::{Connection, invitations, listings, staff};

use super::desk::Organisation;
use crate::listings::ground::Measure;
use crate::listings::record::Record;
use crate::problem::ApiError;
use crate::state::Parts;

/// What the checks say of a course that the licence does not cover.
const OUTSIDE: [&str; 3] = [
    "trade_outside_licence",
    "level_outside_licence",
    "division_outside_branches",
];

/// One in a list.
///
/// # Errors
/// When the store does not answer.
pub fn summary(
    connection: &Connection,
    organisation: &Organisation,
    today: Date,
) -> Result<OrganisationSummary, ApiError> {
    let people = staff::list_of_agency(connection, &organisation.row.id)?;
    Ok(OrganisationSummary {
        id: organisation.row.id.clone(),
        name: organisation.row.name.clone(),
        valid_until: organisation.licence.valid_until,
        is_expired: organisation.licence.valid_until < today,
        accounts: u32::try_from(people.len()).unwrap_or(u32::MAX),
    })
}

/// One, whole.
///
/// # Errors
/// When the store does not answer.
pub fn view(
    connection: &Connection,
    organisation: Organisation,
    today: Date,
    now_ms: i64,
) -> Result<OrganisationView, ApiError> {
    let Organisation { row, licence } = organisation;
    let people = staff::list_of_agency(connection, &row.id)?.into_iter();
    let invited = invitations::list_open(connection, &row.id, now_ms)?.into_iter();
    Ok(OrganisationView {
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        is_expired: licence.valid_until < today,
        accounts: people
            .map(|member| TrainerAccount {
                username: member.username,
                display_name: member.display_name,
                duty: member.duty.and_then(|duty| duty.parse().ok()),
                is_closed: member.disabled_ms.is_some(),
                has_second_factor: member.sealed_totp_secret.is_some(),
            })
            .collect(),
        invited: invited
            .map(|one| OpenInvitation {
                duty: one.duty.parse().ok(),
                display_name: one.display_name,
                expires_at_ms: one.expires_ms,
            })
            .collect(),
        outside: Vec::new(),
        id: row.id,
        name: row.name,
        credit_code: row.credit_code,
        licence,
    })
}

/// The same with what residents see outside the licence: it was made narrower since, and only an officer can say what is to
/// become of that.
///
/// # Errors
/// When the store does not answer.
pub fn view_with_courses(
    parts: &Parts,
    connection: &Connection,
    organisation: Organisation,
    today: Date,
    now_ms: i64,
) -> Result<OrganisationView, ApiError> {
    let outside = outside(parts, connection, &organisation, today)?;
    let view = view(connection, organisation, today, now_ms)?;
    Ok(OrganisationView { outside, ..view })
}

fn outside(
    parts: &Parts,
    connection: &Connection,
    organisation: &Organisation,
    today: Date,
) -> Result<Vec<OutsideCourse>, ApiError> {
    let mut found = Vec::new();
    for id in listings::list_live_ids(connection, &organisation.row.id)? {
        let Some(record) = Record::find(connection, &id)? else {
            continue;
        };
        let live = record.live.as_ref().unwrap_or(&record.draft);
        let own = (id.as_str(), record.row.course_id.as_str());
        let measure = Measure::of(connection, organisation, Some(own), today)?;
        let findings = listing::check(live, &measure.ground(parts));
        let is_outside = |finding: &Finding| OUTSIDE.contains(&finding.code.as_str());
        if findings.iter().any(is_outside) {
            found.push(OutsideCourse {
                title: live.title().to_owned(),
                listing: id,
            });
        }
    }
    Ok(found)
}
