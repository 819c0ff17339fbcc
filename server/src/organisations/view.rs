//! Organisations as the wire shows them.

use api::organisation::{OpenInvitation, OrganisationSummary, OrganisationView, TrainerAccount};
use domain::Date;
use store::{Connection, invitations, staff};

use super::desk::Organisation;
use crate::problem::ApiError;

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
            })
            .collect(),
        invited: invited
            .map(|one| OpenInvitation {
                duty: one.duty.parse().ok(),
                display_name: one.display_name,
                expires_at_ms: one.expires_ms,
            })
            .collect(),
        id: row.id,
        name: row.name,
        credit_code: row.credit_code,
        licence,
    })
}
