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
use store::{Connection, Tx, applications, staff};
use workflow::loan::{EventDetail, LoanAction, Wait, WaitReason};

use super::assign::supervisor_needed;
use super::check::Check;
use super::notice::Notice;
use super::officer::Officer;
use super::own_file::is_own_file;
use super::queue::entry;
use crate::applications::act::act;
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::session::StaffSession;
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
    let files = open_all(parts, connection, officer)?;
    let count = applications::count_quota_waits(connection, &officer.agency_id)?;
    Ok(ListQuotaWaitsResponse {
        may_end: staff::is_supervisor(connection, &officer.id)?,
        count: u32::try_from(count).unwrap_or(u32::MAX),
        files: files
            .iter()
            .filter_map(|file| Some(line(parts, file, file.loan.wait()?, today)))
            .collect(),
    })
}

fn open_all(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
) -> Result<Vec<ApplicationFile>, ApiError> {
    applications::list_quota_waits(connection, &officer.agency_id, LISTED_LIMIT)?
        .into_iter()
        .filter_map(|row| ApplicationFile::open(parts, connection, row).transpose())
        .collect()
}

fn line(parts: &Parts, file: &ApplicationFile, wait: &Wait, today: Date) -> QuotaWaitEntry {
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
    }
}

/// Ends what can be ended, says of each file what came of it, and whom to tell.
///
/// # Errors
/// Everything that is wrong with the request; `not_allowed` for who is no supervisor.
pub fn end(
    tx: &Tx,
    parts: &Parts,
    session: &StaffSession,
    actor: &Actor,
    request: &EndQuotaWaitsRequest,
) -> Result<(EndQuotaWaitsResponse, Vec<Notice>), ApiError> {
    let officer = Officer::of_session(tx, session)?;
    if !staff::is_supervisor(tx, &officer.id)? {
        return Err(supervisor_needed("/files"));
    }
    let wanted = check(request)?;
    let mut outcomes: BTreeMap<String, QuotaWaitOutcome> = BTreeMap::new();
    let mut notices = Vec::new();
    // What somebody waits for who came before and was not named.
    let mut passed_over: BTreeSet<WaitReason> = BTreeSet::new();
    for mut file in open_all(parts, tx, &officer)? {
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
            let step = (LoanAction::EndWait, EventDetail::None);
            act(tx, parts, &mut file, actor, version, step)?;
            note_look(tx, session, &file.row.id, actor.now_ms)?;
            notices.extend(Notice::after(parts, &file, LoanAction::EndWait));
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
