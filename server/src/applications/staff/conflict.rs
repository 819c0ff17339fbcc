//! Nobody acts on a relative's file: an officer says before the first action on a file to have nothing to do with the
//! applicant, or declares to be close. Whoever has declared it has no way to the file any more, until a supervisor lifts it.
//!
//! What is said is no event of the file: it changes nothing that the resident, another office or the rules know of. It is
//! kept beside the file, is never changed, and stands in the log of looks.

use api::conflict::{ConflictAction, ConflictRequest, ConflictView, MOST_REASON_CHARS};
use api::{FieldError, ProblemCode};
use domain::Date;
use store::access_log::{self, Access};
use store::conflicts::{self, Conflict};
use store::{Tx, staff};

use super::assign::supervisor_needed;
use super::check::Check;
use super::office::Office;
use super::officer::Officer;
use super::own_file::{is_own_file, is_recognised};
use crate::applications::conflicts::{DECLARED, LIFTED, NONE};
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::session::StaffSession;

/// The refusal to whoever has declared to be close to the applicant.
#[must_use]
pub fn conflict_declared() -> ApiError {
    not_allowed("conflict_declared")
}

fn not_allowed(code: &str) -> ApiError {
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::NotAllowed, vec![error])
}

/// Keeps that an officer who acts on a file for the first time has nothing to do with the applicant, and goes on with what
/// the rest of the request says.
///
/// # Errors
/// `conflict_not_answered` where that was never said, among everything else that is wrong.
pub fn answered<T>(
    tx: &Tx,
    file: &mut ApplicationFile,
    officer: &Officer,
    (no_conflict, now_ms): (bool, i64),
    rest: Result<T, ApiError>,
) -> Result<T, ApiError> {
    if file.conflicts.is_denied(&officer.id) {
        return rest;
    }
    if no_conflict {
        let rest = rest?;
        let by = (officer.id.as_str(), now_ms);
        keep(tx, file, &officer.id, (NONE, None), by)?;
        return Ok(rest);
    }
    let missing = FieldError {
        pointer: "/no_conflict".to_owned(),
        code: "conflict_not_answered".to_owned(),
    };
    match rest {
        Err(ApiError::Fields(ProblemCode::InvalidInput, mut errors)) => {
            errors.push(missing);
            Err(ApiError::invalid(errors))
        }
        Err(other) => Err(other),
        Ok(_) => Err(ApiError::invalid(vec![missing])),
    }
}

/// Declares or lifts.
///
/// # Errors
/// `not_allowed` for who lifts and is no supervisor; everything that is wrong with the request.
pub fn say(
    tx: &Tx,
    file: &mut ApplicationFile,
    (session, officer): (&StaffSession, &Officer),
    request: &ConflictRequest,
    now_ms: i64,
) -> Result<(), ApiError> {
    let by = (officer.id.as_str(), now_ms);
    let action = match request.action {
        ConflictAction::Declare => {
            let mut check = Check::default();
            check.holds(request.officer_id.is_none(), "/officer_id", "not_expected");
            check.holds(request.reason.is_none(), "/reason", "not_expected");
            check.finish(())?;
            keep(tx, file, &officer.id, (DECLARED, None), by)?;
            "declare_conflict"
        }
        ConflictAction::Lift => {
            if !staff::is_supervisor(tx, &officer.id)? {
                return Err(supervisor_needed("/action"));
            }
            if is_own_file(officer, file) {
                return Err(not_allowed("own_file"));
            }
            let today = Date::from_unix_ms_shanghai(now_ms);
            let office = Office::of(tx, officer, today)?;
            let of = request.officer_id.as_deref().unwrap_or_default();
            let is_there = office
                .find(of)
                .is_some_and(|named| file.conflicts.is_declared(of) || is_recognised(named, file));
            let mut check = Check::default();
            check.holds(is_there, "/officer_id", "not_an_option");
            let reason = request.reason.as_deref().unwrap_or_default();
            let reason = check.text("/reason", reason, MOST_REASON_CHARS);
            let reason = check.finish(reason)?;
            keep(tx, file, of, (LIFTED, Some(reason.as_str())), by)?;
            "lift_conflict"
        }
    };
    let look = Access {
        actor: session.subject(),
        role: session.role.as_str().to_owned(),
        action: action.to_owned(),
        application_id: Some(file.row.id.clone()),
        at_ms: now_ms,
    };
    access_log::append(tx, &look)?;
    Ok(())
}

fn keep(
    tx: &Tx,
    file: &mut ApplicationFile,
    officer_id: &str,
    (answer, reason): (&str, Option<&str>),
    (by_id, at_ms): (&str, i64),
) -> Result<(), ApiError> {
    let seq = file.conflicts.last(officer_id).map_or(0, |last| last.seq) + 1;
    let place = reason_place(&file.row.id, officer_id, seq);
    let said = Conflict {
        application_id: file.row.id.clone(),
        officer_id: officer_id.to_owned(),
        seq,
        answer: answer.to_owned(),
        by_id: by_id.to_owned(),
        sealed_reason: reason.map(|reason| file.key.seal(&place, reason.as_bytes())),
        at_ms,
    };
    conflicts::insert(tx, &said)?;
    file.conflicts.push(said);
    Ok(())
}

/// Place of the reason for lifting.
fn reason_place(application_id: &str, officer_id: &str, seq: i64) -> String {
    format!("conflicts/{application_id}/{officer_id}/{seq}")
}

/// The declarations that hold, of the office's own people.
#[must_use]
pub fn declared_views(office: &Office, file: &ApplicationFile) -> Vec<ConflictView> {
    let view = |one: &Conflict| {
        Some(ConflictView {
            officer_id: one.officer_id.clone(),
            officer: office.find(&one.officer_id)?.display_name.clone(),
            on: Date::from_unix_ms_shanghai(one.at_ms),
            is_recognised: false,
        })
    };
    file.conflicts.declared().filter_map(view).collect()
}

/// The office's own people whose recorded phone or ID number is that of somebody of the file.
#[must_use]
pub fn recognised_views(office: &Office, file: &ApplicationFile) -> Vec<ConflictView> {
    let found = office
        .officers()
        .iter()
        .filter(|one| is_recognised(one, file) && !file.conflicts.is_declared(&one.id));
    let view = |one: &Officer| ConflictView {
        officer_id: one.id.clone(),
        officer: one.display_name.clone(),
        on: Date::from_unix_ms_shanghai(one.identities.since_ms()),
        is_recognised: true,
    };
    found.map(view).collect()
}
