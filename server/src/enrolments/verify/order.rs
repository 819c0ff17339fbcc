//! Seats went down the list from its head: nobody who has one, or was ever offered one, asked after somebody who still waits.

use store::enrolments::Enrolment;
use store::events::ENROLMENTS;
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::enrolment::{EnrolmentAction, EnrolmentEvent, Seat};

use crate::event_log::verify::{found, open_log};

pub(super) fn verify(
    connection: &Connection,
    keyring: &Keyring,
    members: &[Enrolment],
) -> Result<Option<String>, StoreError> {
    let waiting = members
        .iter()
        .filter(|row| row.seat == Seat::Waiting.as_str());
    let Some(head) = waiting.map(|row| row.place).min() else {
        return Ok(None);
    };
    for row in members.iter().filter(|row| row.place > head) {
        let place = row.place;
        if row.seat == Seat::Taken.as_str() {
            return Ok(Some(format!(
                "place {place} has a seat while place {head} waits"
            )));
        }
        if row.seat == Seat::None.as_str() && was_offered(connection, keyring, row)? {
            return Ok(Some(format!(
                "place {place} was offered a seat while place {head} waits"
            )));
        }
    }
    Ok(None)
}

/// What was erased, or does not open, says nothing here.
fn was_offered(
    connection: &Connection,
    keyring: &Keyring,
    row: &Enrolment,
) -> Result<bool, StoreError> {
    let key = row.wrapped_key.as_ref();
    let key = key.and_then(|wrapped| keyring.unwrap_file_key(&row.id, wrapped).ok());
    let Some(key) = key else {
        return Ok(false);
    };
    let log = open_log::<EnrolmentEvent>(ENROLMENTS, connection, &key, &row.id);
    let log = found(log)?.unwrap_or_default();
    Ok(log
        .iter()
        .any(|event| event.action == EnrolmentAction::Offer))
}
