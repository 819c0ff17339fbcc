//! Who of an office reviews files, who is away and stands in, and who has lost an authenticator.

use api::ProblemCode;
use api::assignment::{AbsenceRequest, ColleagueView, ListColleaguesResponse};
use domain::Date;
use store::absences::{self, Absence};
use store::{Connection, Tx, staff};

use super::assign::supervisor_needed;
use super::check::Check;
use super::office::{Office, last_assignments};
use super::officer::Officer;
use crate::problem::ApiError;
use crate::second_factor::{self, By};

/// Nobody is away for longer and keeps the desk.
const MOST_DAYS: i32 = 366;

/// The officer's office.
///
/// # Errors
/// When the store does not answer.
pub fn list(
    connection: &Connection,
    officer: &Officer,
    today: Date,
) -> Result<ListColleaguesResponse, ApiError> {
    let office = Office::of(connection, officer, today)?;
    let assigned = last_assignments(connection, officer)?;
    let may_assign = staff::is_supervisor(connection, &officer.id)?;
    let members = staff::list_of_agency(connection, &officer.agency_id)?;
    let has_second_factor = |id: &str| {
        let mut members = members.iter();
        members.any(|one| one.id == id && one.sealed_totp_secret.is_some())
    };
    let mut colleagues: Vec<ColleagueView> = office
        .officers()
        .iter()
        .map(|one| {
            let waiting = assigned.values().filter(|file| file.officer_id == one.id);
            ColleagueView {
                id: one.id.clone(),
                name: one.display_name.clone(),
                is_me: one.id == officer.id,
                waiting: u32::try_from(waiting.count()).unwrap_or(u32::MAX),
                absence: office.absence_view(&one.id),
                may_reset_second_factor: may_assign
                    && one.id != officer.id
                    && has_second_factor(&one.id),
            }
        })
        .collect();
    colleagues.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Ok(ListColleaguesResponse {
        colleagues,
        may_assign,
    })
}

/// Writes that somebody is away from today on: oneself, or a colleague by the supervisor. Whoever stands in is there.
///
/// # Errors
/// `not_found` for who is not of the office, `not_allowed`, and everything that is wrong.
pub fn save_absence(
    tx: &Tx,
    officer: &Officer,
    id: &str,
    request: &AbsenceRequest,
    now_ms: i64,
) -> Result<ListColleaguesResponse, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let office = Office::of(tx, officer, today)?;
    check_may(tx, &office, officer, id)?;
    let mut check = Check::default();
    let deputy = office.find(&request.deputy_id);
    if request.deputy_id.is_empty() {
        check.refuse("/deputy_id", "required");
    } else if deputy.is_none_or(|deputy| deputy.id == id) {
        check.refuse("/deputy_id", "not_an_option");
    } else if office.absence(&request.deputy_id).is_some() {
        check.refuse("/deputy_id", "deputy_away");
    } else if office.stands_in(id) {
        check.refuse("/deputy_id", "stands_in");
    }
    let until = Date::parse_iso(&request.until);
    match until {
        None if request.until.is_empty() => check.refuse("/until", "required"),
        None => check.refuse("/until", "date_unreadable"),
        Some(until) if until < today => check.refuse("/until", "date_in_past"),
        Some(until) if until > today.add_days(MOST_DAYS) => check.refuse("/until", "date_too_far"),
        Some(_) => {}
    }
    if let Some(until_on) = check.finish(until)? {
        let absence = Absence {
            officer_id: id.to_owned(),
            deputy_id: request.deputy_id.clone(),
            until_on,
            by_id: officer.id.clone(),
            at_ms: now_ms,
        };
        absences::save(tx, &absence)?;
    }
    list(tx, officer, today)
}

/// Somebody is back.
///
/// # Errors
/// `not_found` for who is not of the office or not away, `not_allowed`.
pub fn end_absence(tx: &Tx, officer: &Officer, id: &str, today: Date) -> Result<(), ApiError> {
    let office = Office::of(tx, officer, today)?;
    check_may(tx, &office, officer, id)?;
    if absences::remove(tx, id)? {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// A supervisor takes the authenticator of a colleague away, who has lost it.
///
/// # Errors
/// `not_found` for who is not of the office, `not_allowed`, and `action_not_possible` for one's own and where there is none.
pub fn reset_second_factor(
    tx: &Tx,
    officer: &Officer,
    id: &str,
    now_ms: i64,
) -> Result<(), ApiError> {
    let office = Office::of(tx, officer, Date::from_unix_ms_shanghai(now_ms))?;
    if office.find(id).is_none() {
        return Err(ProblemCode::NotFound.into());
    }
    if !staff::is_supervisor(tx, &officer.id)? {
        return Err(ProblemCode::NotAllowed.into());
    }
    // Whoever could take the own one away would need no more than a session left open.
    if id == officer.id {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let member = staff::find(tx, id)?.ok_or(ProblemCode::NotFound)?;
    let by = By {
        id: &officer.id,
        role: officer.role(),
    };
    if second_factor::reset(tx, &member, by, now_ms)? {
        Ok(())
    } else {
        Err(ProblemCode::ActionNotPossible.into())
    }
}

fn check_may(tx: &Tx, office: &Office, officer: &Officer, id: &str) -> Result<(), ApiError> {
    if office.find(id).is_none() {
        return Err(ProblemCode::NotFound.into());
    }
    if id != officer.id && !staff::is_supervisor(tx, &officer.id)? {
        return Err(supervisor_needed("/deputy_id"));
    }
    Ok(())
}
