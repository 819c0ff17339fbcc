//! The file of somebody whose phone has changed: with the identity card at the window it comes to the account that is helped.

use api::{FieldError, ProblemCode};
use application::Field;
use domain::{AcceptanceNumber, Date, IdNumber, PersonName, Sealed};
use store::{StoreError, Tx, applications, consents};

use super::name_of;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::session::Helper;
use crate::sms::message::{Message, owe};
use crate::sms::words;
use crate::state::{AppState, Parts};

const HOUR_MS: i64 = 3_600_000;
const TRY_PER_CLERK: Limit = Limit {
    name: "moved_try_clerk_hour",
    most: 20,
    window_ms: HOUR_MS,
};
/// Too few to guess a number of an identity card.
const TRY_PER_FILE: Limit = Limit {
    name: "moved_try_file_hour",
    most: 5,
    window_ms: HOUR_MS,
};

/// Which file, and whose.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) number: String,
    id_number: Sealed<IdNumber>,
}

impl Wanted {
    /// Reads what the clerk typed.
    ///
    /// # Errors
    /// Everything that is wrong, by `/number`, `/id_number` and `/seen`.
    pub(crate) fn read(
        number: &str,
        id_number: &str,
        seen: bool,
        today: Date,
    ) -> Result<Self, ApiError> {
        let flaw = |pointer: &str, code: &str| FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        };
        let unseen = (!seen).then(|| flaw("/seen", "required"));
        let read = (
            AcceptanceNumber::parse(number),
            IdNumber::parse(id_number, today),
        );
        match (read, unseen) {
            ((Ok(number), Ok(id_number)), None) => Ok(Self {
                number: number.to_string(),
                id_number: Sealed::new(id_number),
            }),
            ((number, id_number), unseen) => {
                let flaws = [
                    number.err().map(|error| flaw("/number", error.code())),
                    id_number
                        .err()
                        .map(|error| flaw("/id_number", error.code())),
                    unseen,
                ];
                Err(ApiError::invalid(flaws.into_iter().flatten().collect()))
            }
        }
    }
}

/// Counts a try, whatever comes of it.
///
/// # Errors
/// `too_many_requests` once an hour's tries are used.
pub(crate) async fn count(
    state: &AppState,
    helper: &Helper,
    wanted: &Wanted,
) -> Result<(), ApiError> {
    let buckets = [
        TRY_PER_CLERK.of(&state.keyring, &helper.staff_id),
        TRY_PER_FILE.of(&state.keyring, &wanted.number),
    ];
    let now_ms = state.clock.now_ms();
    let count = move |tx: &Tx| rate_limit::hit(tx, &buckets, now_ms);
    let wait = state.store.write::<_, _, StoreError>(count).await?;
    wait.map_or(Ok(()), |wait| Err(wait.into()))
}

/// Brings the file, and the loan it became, to this person's account; the account it leaves is told. Done before is done.
///
/// # Errors
/// `not_found` unless acceptance number, number of the identity card and the name of the consent are of one file.
pub(crate) fn bring(
    tx: &Tx,
    parts: &Parts,
    helper: &Helper,
    person_id: &str,
    wanted: &Wanted,
    now_ms: i64,
) -> Result<String, ApiError> {
    let index = parts
        .keyring
        .blind_index("id_number", wanted.id_number.expose().as_str());
    let row = applications::find_by_acceptance_number(tx, &wanted.number)?
        .filter(|row| row.id_number_index == Some(index));
    let id = row.ok_or(ProblemCode::NotFound)?.id;
    let file = ApplicationFile::load(parts, tx, &id)?.ok_or(ProblemCode::NotFound)?;
    let consent = consents::find(tx, &helper.consent_id)?.ok_or(ProblemCode::NotFound)?;
    let name = name_of(&parts.keyring, &consent)?;
    let applicant = PersonName::parse(file.draft.answers.text(Field::ApplicantName));
    if applicant.ok().as_ref() != Some(name.expose()) {
        return Err(ProblemCode::NotFound.into());
    }
    let before = file.row.person_id;
    if before != person_id {
        applications::move_to(tx, &id, person_id)?;
        // Whoever still has the old phone hears of it; the portal's job sends what a write has noted.
        let message = Message::new(&before, words::file_moved(&wanted.number));
        drop(owe(tx, parts, vec![message], now_ms)?);
    }
    Ok(id)
}
