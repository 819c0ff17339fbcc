//! Who did something in a resident's place, for the timeline of a file.

use std::collections::BTreeMap;

use api::service_point::OnBehalf;
use store::{Connection, StoreError, consents};
use workflow::loan::LoanEvent;

/// Helpers by consent.
pub type Helpers = BTreeMap<String, OnBehalf>;

/// The helpers that these events name.
///
/// # Errors
/// When the store does not answer.
pub fn helpers_of(connection: &Connection, events: &[LoanEvent]) -> Result<Helpers, StoreError> {
    let mut helpers = Helpers::new();
    for id in events.iter().filter_map(|event| event.consent_id.as_ref()) {
        if helpers.contains_key(id) {
            continue;
        }
        if let Some(helper) = helper_of(connection, id)? {
            helpers.insert(id.clone(), helper);
        }
    }
    Ok(helpers)
}

/// The helper of a consent.
///
/// # Errors
/// When the store does not answer.
pub fn helper_of(
    connection: &Connection,
    consent_id: &str,
) -> Result<Option<OnBehalf>, StoreError> {
    let consent = consents::find(connection, consent_id)?;
    Ok(consent.map(|consent| OnBehalf {
        point: consent.point_name,
        clerk: consent.clerk_name,
    }))
}
