//! The clerk's day: who was here, what waits for people whose consent still holds, what lies on the computer.

use api::service_point::{DaySession, DaySheetResponse, HelpPurpose, WaitingFile, WaitingSeat};
use domain::Date;
use store::consents::{self, Consent};
use store::helped_sessions::{self, HelpedSession};
use store::{Connection, StoreError, classes, enrolments, sessions};
use workflow::enrolment::EnrolmentState;
use workflow::loan::LoanState;

use super::{Clerk, left, masked_name, name_of};
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::enrolments::member::Member;
use crate::enrolments::view::{due_on, find_course};
use crate::problem::ApiError;
use crate::state::Parts;

/// The most people a day sheet looks after; nobody at one counter follows more.
const MOST_PEOPLE: i64 = 200;
/// What ends later than this is not this week's.
const DAYS_AHEAD: i32 = 7;

/// Everything on it, and the applications and seats it shows; names are masked, and of papers and answers nothing is shown.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn day_sheet(
    parts: &Parts,
    connection: &Connection,
    clerk: &Clerk,
    now_ms: i64,
) -> Result<(DaySheetResponse, Vec<String>), ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let staff_id = &clerk.member.id;
    let mut sessions = Vec::new();
    for helped in helped_sessions::list_of_staff(connection, staff_id, today.start_ms_shanghai())? {
        let acts = helped_sessions::list_acts(connection, &helped.id)?.len();
        let (ended_ms, ended_by_itself) = end_of(parts, connection, &helped, now_ms)?;
        sessions.push(DaySession {
            name_masked: masked_name(parts, connection, &helped.consent_id)?,
            purpose: HelpPurpose::from_id(&helped.purpose).unwrap_or(HelpPurpose::Everything),
            opened_ms: helped.opened_ms,
            ended_ms,
            ended_by_itself,
            acts: u32::try_from(acts).unwrap_or(u32::MAX),
        });
    }
    let valid = consents::list_valid_of_staff(connection, staff_id, now_ms, MOST_PEOPLE)?;
    let files = waiting(parts, connection, &valid, today)?;
    let (waiting, mut shown): (Vec<_>, Vec<_>) = files.into_iter().unzip();
    let seats = waiting_seats(parts, connection, &valid, today)?;
    let (waiting_seats, shown_seats): (Vec<_>, Vec<_>) = seats.into_iter().unzip();
    shown.extend(shown_seats);
    let sheet = DaySheetResponse {
        point: clerk.point_name.clone(),
        sessions,
        waiting,
        waiting_seats,
        left_files: left::list(parts, connection, staff_id)?,
    };
    Ok((sheet, shown))
}

/// When a session ended, if it did, and whether by itself. A browser that died says nothing, and whatever came after the
/// minutes were over, be it the next session, found it ended.
fn end_of(
    parts: &Parts,
    connection: &Connection,
    helped: &HelpedSession,
    now_ms: i64,
) -> Result<(Option<i64>, bool), StoreError> {
    let limits = parts.config.sessions;
    let used = sessions::last_seen_of(connection, helped_sessions::SUBJECT_KIND, &helped.id)?;
    let (seen_ms, expires_ms) = used.unwrap_or((
        helped.opened_ms,
        helped.opened_ms + limits.helped_longest_ms(),
    ));
    let lapsed_ms = expires_ms.min(seen_ms + limits.helped_idle_ms());
    let until_ms = helped.ended_ms.unwrap_or(now_ms);
    Ok(if lapsed_ms < until_ms {
        (Some(lapsed_ms), true)
    } else {
        (helped.ended_ms, false)
    })
}

fn waiting(
    parts: &Parts,
    connection: &Connection,
    valid: &[Consent],
    today: Date,
) -> Result<Vec<(WaitingFile, String)>, ApiError> {
    let mut files = Vec::new();
    // Courses were agreed to, loans were not.
    for consent in of_each(valid, HelpPurpose::Courses) {
        files.extend(waiting_of(parts, connection, consent, today)?);
    }
    // Without a last day last.
    files.sort_by_key(|(file, _)| (file.due_on.is_none(), file.due_on.clone(), file.changed_ms));
    Ok(files)
}

/// One consent of each person, of those that are for more than what is left out.
fn of_each(valid: &[Consent], left_out: HelpPurpose) -> Vec<&Consent> {
    let mut found: Vec<&Consent> = Vec::new();
    for consent in valid.iter().filter(|one| one.purpose != left_out.id()) {
        if found.iter().all(|one| one.person_id != consent.person_id) {
            found.push(consent);
        }
    }
    found
}

fn waiting_seats(
    parts: &Parts,
    connection: &Connection,
    valid: &[Consent],
    today: Date,
) -> Result<Vec<(WaitingSeat, String)>, ApiError> {
    let mut seats = Vec::new();
    // A loan was agreed to, courses were not.
    for consent in of_each(valid, HelpPurpose::Loan) {
        for row in enrolments::list_by_person(connection, &consent.person_id)? {
            // What was erased is gone.
            if row.wrapped_key.is_none() {
                continue;
            }
            let member = Member::open(parts, connection, row)?;
            let state = member.file.state();
            let until_ms = member.file.offered_until_ms();
            let due = match state {
                EnrolmentState::Offered => until_ms.map(Date::from_unix_ms_shanghai),
                EnrolmentState::Returned => due_on(parts, &member, today),
                _ => continue,
            };
            let class = classes::find(connection, &member.row.class_id)?;
            let course = class.map(|class| find_course(connection, &class.class.course_id));
            let shown = WaitingSeat {
                name_masked: name_of(&parts.keyring, consent)?.expose().masked(),
                title: course.transpose()?.flatten().map(|course| course.title),
                state,
                due_on: due.map(|due| due.to_string()),
                offered_until_ms: until_ms,
            };
            seats.push((shown, member.row.id));
        }
    }
    seats.sort_by_key(|(seat, _)| (seat.due_on.clone(), seat.offered_until_ms));
    Ok(seats)
}

fn waiting_of(
    parts: &Parts,
    connection: &Connection,
    consent: &Consent,
    today: Date,
) -> Result<Vec<(WaitingFile, String)>, ApiError> {
    let mut waiting = Vec::new();
    for file in ApplicationFile::list_own(parts, connection, &consent.person_id)? {
        let state = file.loan.state();
        let clock = with_rules(parts, |rules| file.loan.clock_view(today, rules));
        let due_on = clock.and_then(|clock| clock.resident_due_on);
        let is_theirs = state == LoanState::Draft || state.is_returned();
        let is_offer = state == LoanState::ContractReady
            && due_on.is_some_and(|due| due <= today.add_days(DAYS_AHEAD));
        if is_theirs || is_offer {
            let shown = WaitingFile {
                name_masked: name_of(&parts.keyring, consent)?.expose().masked(),
                product: file.product,
                state,
                due_on: due_on.map(|due| due.to_string()),
                changed_ms: file.row.updated_ms,
            };
            waiting.push((shown, file.row.id));
        }
    }
    Ok(waiting)
}
