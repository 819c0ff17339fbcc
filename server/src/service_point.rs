//! The service point: a clerk does something for one resident, who consented and is there.

use api::ProblemCode;
use domain::{PersonName, Sealed};
use store::consents::Consent;
use store::staff::{self, StaffMember};
use store::{Connection, StoreError};
use vault::Keyring;

use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::{AppState, Parts};

pub(crate) mod code;
pub(crate) mod helpers;
pub(crate) mod left;
pub(crate) mod moved;
pub mod names;
pub(crate) mod open;
pub(crate) mod sheet;

/// The clerk at the keyboard, and where.
#[derive(Clone, Debug)]
pub(crate) struct Clerk {
    pub(crate) member: StaffMember,
    pub(crate) point_id: String,
    pub(crate) point_name: String,
}

/// The clerk of a staff session.
pub(crate) fn clerk(state: &AppState, session: &StaffSession) -> Result<Clerk, ApiError> {
    let member = state
        .store
        .read::<_, StoreError>(|connection| staff::find(connection, &session.staff_id))?
        .filter(|member| member.disabled_ms.is_none())
        .ok_or(ProblemCode::SignInRequired)?;
    Ok(Clerk {
        point_name: point_name(state, &session.agency_id),
        point_id: session.agency_id.clone(),
        member,
    })
}

/// What a service point is called; its id where the district no longer names it.
pub(crate) fn point_name(parts: &Parts, id: &str) -> String {
    let points = &parts.service_points;
    let known = points.iter().find(|point| point.id == id);
    known.map_or_else(|| id.to_owned(), |point| point.name.clone())
}

/// What binds a name to its consent.
pub(crate) fn name_place(consent_id: &str) -> String {
    format!("consents/{consent_id}/name")
}

/// The person's name as the clerk wrote it.
pub(crate) fn name_of(
    keyring: &Keyring,
    consent: &Consent,
) -> Result<Sealed<PersonName>, ApiError> {
    let doing = "read the name of a consent";
    let opened = keyring
        .open(&name_place(&consent.id), &consent.sealed_name)
        .map_err(|source| ApiError::internal(doing, source))?;
    let text = String::from_utf8(opened).map_err(|source| ApiError::internal(doing, source))?;
    PersonName::parse(&text)
        .map(Sealed::new)
        .map_err(|source| ApiError::internal(doing, source))
}

/// `王*` of the person who gave a consent.
pub(crate) fn masked_name(
    parts: &Parts,
    connection: &Connection,
    consent_id: &str,
) -> Result<String, ApiError> {
    let consent = store::consents::find(connection, consent_id)?.ok_or(ProblemCode::NotFound)?;
    Ok(name_of(&parts.keyring, &consent)?.expose().masked())
}
