//! The files of a bureau that wait for new quota, and the end of their wait.
//!
//! New quota is for so many, and who came first is next. So a supervisor names files, the oldest goes on first, and none
//! is taken before another that waits for the same and was left out. A file that was held by mistake is let go on its own
//! page, by a supervisor too.

use std::collections::{BTreeMap, BTreeSet};

use api::quota_wait::{
    EndQuotaWaitsRequest, EndQuotaWaitsResponse, ListQuotaWaitsResponse, MOST_FILES,
    QuotaWaitEnded, QuotaWaitEntry, QuotaWaitOutcome,
};
use api::staff::QueueEntry;
use domain::Date;
use store::access_log::{self, Access};
use store::{Connection, StoreError, Tx, applications, staff};
use workflow::loan::{EventDetail, LoanAction, LoanState, Wait, WaitReason};

use super::assign::supervisor_needed;
use super::check::Check;
use super::conflict::answered;
use super::notice;
use super::officer::Officer;
use super::own_file::is_own_file;
use super::queue::entry;
use super::seen::Seen;
use crate::applications::act::act;
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::sms::message::Message;
use crate::state::Parts;

/// Most files listed, those that came first.
const LISTED_LIMIT: i64 = 500;

/// Who waits, in the order in which they came.
///
/// # Errors
/// When the store does not answer or a file does not open.
pub fn list(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    today: Date,
) -> Result<ListQuotaWaitsResponse, ApiError> {
    let seen = Seen::of(parts, connection, officer)?;
    let files = open_all(connection, &seen, officer)?;
    let count = count(connection, &seen, officer)?;
    let may_end = staff::is_supervisor(connection, &officer.id)?;
    let lines = files.iter().filter_map(|file| {
        let is_asked =
            may_end && !is_own_file(officer, file) && !file.conflicts.is_denied(&officer.id);
        Some(line(parts, file, (file.loan.wait()?, today), is_asked))
    });
    Ok(ListQuotaWaitsResponse {
        may_end,
        count: u32::try_from(count).unwrap_or(u32::MAX),
        files: lines.collect(),
    })
}

/// How many of a bureau's files wait, those that the officer sees.
///
/// # Errors
/// When the store does not answer.
pub fn count(
    connection: &Connection,
    seen: &Seen<'_>,
    officer: &Officer,
) -> Result<usize, StoreError> {
    let agency = officer.agency_id.as_str();
    let all = applications::count_quota_waits(connection, agency)?;
    let hidden = seen.count_hidden(|row| {
        row.state == LoanState::QuotaWait.as_str() && row.agency_id.as_deref() == Some(agency)
    })?;
    Ok(all.saturating_sub(hidden))
}

fn open_all(
    connection: &Connection,
    seen: &Seen<'_>,
    officer: &Officer,
) -> Result<Vec<ApplicationFile>, ApiError> {
    applications::list_quota_waits(connection, &officer.agency_id, LISTED_LIMIT)?
        .into_iter()
        .filter_map(|row| seen.open(row).transpose())
        .collect()
}

fn line(
    parts: &Parts,
    file: &ApplicationFile,
    (wait, today): (&Wait, Date),
    is_conflict_asked: bool,
) -> QuotaWaitEntry {
    let QueueEntry {
        id,
        acceptance_number,
        product,
        applicant_masked,
        amount_fen,
        submitted_at_ms,
        ..
    } = entry(parts, file, today);
    QuotaWaitEntry {
        id,
        acceptance_number,
        product,
        applicant_masked,
        amount_fen,
        submitted_at_ms,
        reason: wait.reason,
        stage: wait.stage,
        since: wait.since,
        note: wait.text.clone(),
        version: file.loan.version(),
        is_conflict_asked,
    }
}

/// Ends what can be ended, says of each file what came of it, and whom to tell.
///
/// # Errors
/// Everything that is wrong with the request; `conflict_not_answered` where it was never said of a file that would go on;
/// `not_allowed` for who is no supervisor.
pub fn end(
    tx: &Tx,
    parts: &Parts,
    session: &StaffSession,
    actor: &Actor,
    request: &EndQuotaWaitsRequest,
) -> Result<(EndQuotaWaitsResponse, Vec<Message>), ApiError> {
    let officer = Officer::of_session(tx, session)?;
    if !staff::is_supervisor(tx, &officer.id)? {
        return Err(supervisor_needed("/files"));
    }
    let wanted = check(request)?;
    let mut outcomes: BTreeMap<String, QuotaWaitOutcome> = BTreeMap::new();
    let mut notices = Vec::new();
    // What somebody waits for who came before and was not named.
    let mut passed_over: BTreeSet<WaitReason> = BTreeSet::new();
    let seen = Seen::of(parts, tx, &officer)?;
    for id in wanted.keys().filter(|id| seen.hides(id)) {
        outcomes.insert((*id).to_owned(), QuotaWaitOutcome::OwnFile);
    }
    for mut file in open_all(tx, &seen, &officer)? {
        let Some(reason) = file.loan.wait().map(|wait| wait.reason) else {
            continue;
        };
        let is_own = is_own_file(&officer, &file);
        let Some(version) = wanted.get(file.row.id.as_str()).copied() else {
            // The own file is another supervisor's to let go, and keeps nobody else waiting.
            if !is_own {
                passed_over.insert(reason);
            }
            continue;
        };
        let outcome = if is_own {
            QuotaWaitOutcome::OwnFile
        } else if file.loan.version() != version {
            // It waits anew, and is no younger for it.
            passed_over.insert(reason);
            QuotaWaitOutcome::AlreadyMoved
        } else if passed_over.contains(&reason) {
            QuotaWaitOutcome::OlderWaits
        } else {
            let said = (request.no_conflict, actor.now_ms);
            answered(tx, &mut file, &officer, said, Ok(()))?;
            let step = (LoanAction::EndWait, EventDetail::None);
            act(tx, parts, &mut file, actor, version, step)?;
            note_look(tx, session, &file.row.id, actor.now_ms)?;
            notices.extend(notice::after(parts, &file, LoanAction::EndWait));
            QuotaWaitOutcome::Ended
        };
        outcomes.insert(file.row.id.clone(), outcome);
    }
    let files = request
        .files
        .iter()
        .map(|file| QuotaWaitEnded {
            id: file.id.clone(),
            outcome: outcomes
                .get(&file.id)
                .copied()
                .unwrap_or(QuotaWaitOutcome::AlreadyMoved),
        })
        .collect();
    Ok((EndQuotaWaitsResponse { files }, notices))
}

/// The files named, with the version that was on screen.
fn check(request: &EndQuotaWaitsRequest) -> Result<BTreeMap<&str, u32>, ApiError> {
    let mut check = Check::default();
    check.holds(!request.files.is_empty(), "/files", "required");
    check.holds(
        request.files.len() <= MOST_FILES,
        "/files",
        "too_many_files",
    );
    let mut wanted = BTreeMap::new();
    for (at, file) in request.files.iter().enumerate() {
        let is_new = wanted.insert(file.id.as_str(), file.version).is_none();
        check.holds(is_new, format!("/files/{at}/id"), "listed_twice");
    }
    check.finish(wanted)
}

fn note_look(tx: &Tx, session: &StaffSession, id: &str, at_ms: i64) -> Result<(), ApiError> {
    let look = Access {
        actor: session.subject(),
        role: session.role.as_str().to_owned(),
        action: "end_quota_wait".to_owned(),
        application_id: Some(id.to_owned()),
        at_ms,
    };
    Ok(access_log::append(tx, &look)?)
}
