//! Papers that an officer puts on a file for what the officer is about to do: a visit's record, a contract's scan, evidence.
//!
//! One waits for its officer alone until an action names it; then it stands with that event, for every office the file was
//! passed to. The resident learns that it is there, and does not open it.

use api::ProblemCode;
use api::staff::OfficePaperView;
use domain::Date;
use store::Tx;
use store::documents::{self, Document};
use workflow::loan::LoanEvent;

use super::act::refuse_own_file;
use super::appeal_unit;
use super::attached::{self, check_room, view, waits_for};
use super::officer::Officer;
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::packages::contents::agencies_without_accounts;
use crate::problem::ApiError;
use crate::state::Parts;

/// Those the officer may look at: what came with an event, and the own.
fn shown<'a>(
    file: &'a ApplicationFile,
    officer: &'a Officer,
) -> impl Iterator<Item = &'a Document> {
    let papers = file.office_papers.iter();
    papers.filter(move |paper| paper.event_seq.is_some() || waits_for(paper, &officer.id))
}

/// One of the file's papers, the resident's or an office's, that the officer may look at.
///
/// # Errors
/// `not_found`.
pub fn find(file: &ApplicationFile, officer: &Officer, id: &str) -> Result<Document, ApiError> {
    let mut papers = file.documents.iter().chain(shown(file, officer));
    let found = papers.find(|paper| paper.id == id);
    Ok(found.ok_or(ProblemCode::NotFound)?.clone())
}

/// What officers put on it, as the officer may look at it.
///
/// # Errors
/// When a name does not open.
pub fn views(
    parts: &Parts,
    file: &ApplicationFile,
    officer: &Officer,
) -> Result<Vec<OfficePaperView>, ApiError> {
    shown(file, officer)
        .map(|paper| view(parts, &file.key, paper))
        .collect()
}

/// Makes a paper that was kept count, for whoever may act on the file now.
///
/// # Errors
/// `not_allowed` for the own file and to whom an appeal is not left, `action_not_possible` where nothing is the officer's to
/// do, `invalid_input` when there is no room.
pub fn add(
    tx: &Tx,
    parts: &Parts,
    (file, officer): (&ApplicationFile, &Officer),
    (document, today): (&Document, Date),
) -> Result<OfficePaperView, ApiError> {
    refuse_own_file(officer, file)?;
    appeal_unit::refuse_others(parts, tx, file, &officer.id)?;
    let actions = with_rules(parts, |rules| {
        let role = officer.role();
        file.loan.available(role, &officer.id, today, rules)
    });
    // For an agency without accounts the bureau takes over what it decides, and what it sent along.
    if actions.is_empty() && agencies_without_accounts(parts, file, officer).is_empty() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    check_room(file.office_papers.iter(), &officer.id)?;
    documents::insert(tx, document)?;
    view(parts, &file.key, document)
}

/// Takes back a paper of the officer's that no action came with yet. Its bytes go with the next sweep.
///
/// # Errors
/// `not_found` for every other one.
pub fn take_back(
    tx: &Tx,
    (file, officer): (&ApplicationFile, &Officer),
    id: &str,
    now_ms: i64,
) -> Result<(), ApiError> {
    let mut papers = file.office_papers.iter();
    let is_mine = papers.any(|paper| paper.id == id && waits_for(paper, &officer.id));
    if !is_mine || !documents::remove(tx, &file.row.id, id, now_ms)? {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(())
}

/// What else an action says, unless a paper named with it is none that waits for this officer.
///
/// # Errors
/// Everything that is wrong with either.
pub fn check_named<T>(
    file: &ApplicationFile,
    officer: &Officer,
    named: &[String],
    rest: Result<T, ApiError>,
) -> Result<T, ApiError> {
    attached::check_named(file.office_papers.iter(), &officer.id, named, rest)
}

/// Ties the papers named to the event that is written next.
///
/// # Errors
/// `stale` when one went meanwhile.
pub fn attach(tx: &Tx, file: &mut ApplicationFile, named: &[String]) -> Result<(), ApiError> {
    let seq = i64::from(file.loan.version()) + 1;
    for id in named {
        if !documents::attach(tx, &file.row.id, id, seq)? {
            return Err(ProblemCode::Stale.into());
        }
    }
    for paper in &mut file.office_papers {
        if named.contains(&paper.id) {
            paper.event_seq = Some(seq);
        }
    }
    Ok(())
}

/// A line for each paper that says to have come with an event which does not name it.
#[must_use]
pub fn verify(papers: &[Document], events: &[LoanEvent]) -> Vec<String> {
    let is_named = |paper: &Document, seq: i64| {
        let event = usize::try_from(seq - 1).ok().and_then(|at| events.get(at));
        event.is_some_and(|event| event.papers.contains(&paper.id))
    };
    let wrong = papers
        .iter()
        .filter(|paper| paper.event_seq.is_some_and(|seq| !is_named(paper, seq)));
    wrong
        .map(|paper| format!("paper {} is not named by its event", paper.id))
        .collect()
}
