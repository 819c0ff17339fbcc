//! What a form says is recorded on the file: in the agency's role, by the officer at the keyboard, under the package's id.

use api::ProblemCode;
use api::package::{MOST_NOTE_CHARS, PackageAction, PackageActionRequest, PackageDecisionView};
use store::Tx;
use store::packages::{self, Package};
use workflow::loan::{EventDetail, LoanAction, LoanEvent, PackageState};

use super::contents::{self, newest};
use super::judge::request_of;
use super::make::{not_possible, refuse_own};
use super::standing::{stale, state_of};
use crate::applications::act::record;
use crate::applications::actor::Actor;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::applications::sealed::{open_json, seal_json};
use crate::applications::staff::appeal_unit;
use crate::applications::staff::check::Check;
use crate::applications::staff::conflict::answered;
use crate::applications::staff::office_papers;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::passing;
use crate::applications::staff::request::{Ground, event_detail};
use crate::enrolments::error::refused_update;
use crate::people::need;
use crate::problem::ApiError;
use crate::state::Parts;

/// What a form that was read says.
///
/// # Errors
/// When it does not open.
pub fn open_decision(
    file: &ApplicationFile,
    row: &Package,
) -> Result<Option<PackageDecisionView>, ApiError> {
    let sealed = row.sealed_decision.as_ref();
    let open = |sealed: &Vec<u8>| open_json(&file.key, &contents::decision_place(&row.id), sealed);
    sealed.map(open).transpose()
}

/// Keeps what a form says, so that it can be looked at before it is recorded.
///
/// # Errors
/// When another write came first.
pub fn keep_decision(
    tx: &Tx,
    file: &ApplicationFile,
    row: &mut Package,
    (decided, now_ms): (&PackageDecisionView, i64),
) -> Result<(), ApiError> {
    let place = contents::decision_place(&row.id);
    row.sealed_decision = Some(seal_json(&file.key, &place, decided)?);
    move_to(tx, row, PackageState::Read, now_ms)
}

fn move_to(tx: &Tx, row: &mut Package, state: PackageState, now_ms: i64) -> Result<(), ApiError> {
    state.as_str().clone_into(&mut row.state);
    row.updated_ms = now_ms;
    row.version = packages::update(tx, row).map_err(refused_update)?;
    Ok(())
}

/// Does it, and says what was recorded on the file, if anything was.
///
/// # Errors
/// `stale` for who saw another version; `action_not_possible` with the reason; `second_person_needed`, of a yes against the
/// rules too; `not_allowed` for the own file, and to whom the appeal is not left.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    (officer, actor): (&Officer, &Actor),
    (file, row): (&mut ApplicationFile, &mut Package),
    request: &PackageActionRequest,
) -> Result<Option<LoanAction>, ApiError> {
    if i64::from(request.version) != row.version {
        return Err(ProblemCode::Stale.into());
    }
    refuse_own(officer, file)?;
    appeal_unit::refuse_others(parts, tx, file, &officer.id)?;
    if let Some(code) = stale(file, row, newest(tx, &row.application_id)?)? {
        return Err(not_possible(code));
    }
    let state = state_of(row)?;
    let decided = open_decision(file, row)?;
    let (Some(decided), true) = (decided, fits(state, request.action)) else {
        return Err(not_possible("package_not_read"));
    };
    let said = (request.no_conflict, actor.now_ms);
    let note = office_papers::check_named(file, officer, &request.papers, note_of(request));
    let note = answered(tx, file, officer, said, note)?;
    match request.action {
        PackageAction::Record => {
            let asked = request_of(&decided, file.loan.version());
            need::check(file, asked.action)?;
            need::check_guarantors(tx, file, asked.action, asked.note.as_deref())?;
            passing::check(parts, tx, file, &officer.id, asked.action)?;
            parts.packs.follow(tx, actor.today())?;
            let detail = event_detail(file, &asked, &Ground::of(parts, actor.today()))?;
            take_over(
                tx,
                parts,
                (&mut *file, &*row),
                actor,
                (asked.action, detail, request.papers.as_slice()),
            )?;
            let has_second = decided.decision.confirmation().is_some();
            let next = if has_second {
                PackageState::Proposed
            } else {
                PackageState::Recorded
            };
            move_to(tx, row, next, actor.now_ms)?;
            Ok(Some(asked.action))
        }
        PackageAction::Confirm => {
            let action = decided.decision.confirmation();
            let action = action.ok_or_else(|| impossible("confirm what one person decides"))?;
            take_over(
                tx,
                parts,
                (&mut *file, &*row),
                actor,
                (action, EventDetail::None, request.papers.as_slice()),
            )?;
            move_to(tx, row, PackageState::Recorded, actor.now_ms)?;
            Ok(Some(action))
        }
        PackageAction::Dismiss => dismiss(tx, parts, actor, (file, row), (decided, note)),
    }
}

/// A refusal that waits is dropped from the file; a payment that waits there is replaced by the next one that is entered.
fn dismiss(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    (file, row): (&mut ApplicationFile, &mut Package),
    (decided, note): (PackageDecisionView, String),
) -> Result<Option<LoanAction>, ApiError> {
    let mut done = None;
    if decided.decision.action() == LoanAction::ProposeRefusal {
        let action = LoanAction::DismissRefusal;
        let detail = EventDetail::Reason { text: note.clone() };
        take_over(tx, parts, (&mut *file, &*row), actor, (action, detail, &[]))?;
        done = Some(action);
    }
    let kept = PackageDecisionView {
        note: Some(note),
        ..decided
    };
    let place = contents::decision_place(&row.id);
    row.sealed_decision = Some(seal_json(&file.key, &place, &kept)?);
    move_to(tx, row, PackageState::Dismissed, actor.now_ms)?;
    Ok(done)
}

const fn fits(state: PackageState, action: PackageAction) -> bool {
    matches!(
        (state, action),
        (PackageState::Read, PackageAction::Record)
            | (
                PackageState::Proposed,
                PackageAction::Confirm | PackageAction::Dismiss
            )
    )
}

fn note_of(request: &PackageActionRequest) -> Result<String, ApiError> {
    let mut check = Check::default();
    let is_yes = request.action != PackageAction::Dismiss;
    check.holds(
        is_yes || request.papers.is_empty(),
        "/papers",
        "not_expected",
    );
    let sent = request.note.as_deref().unwrap_or_default();
    let note = if is_yes {
        check.holds(request.note.is_none(), "/note", "not_expected");
        String::new()
    } else {
        check.text("/note", sent, MOST_NOTE_CHARS)
    };
    check.finish(note)
}

/// Records an event of the agency's: its role, the true person, the package, the papers that came along.
fn take_over(
    tx: &Tx,
    parts: &Parts,
    (file, row): (&mut ApplicationFile, &Package),
    actor: &Actor,
    (action, detail, papers): (LoanAction, EventDetail, &[String]),
) -> Result<(), ApiError> {
    let stage = contents::stage_of(&contents::open_manifest(file, row)?)?;
    office_papers::attach(tx, file, papers)?;
    let event = LoanEvent {
        role: stage.officer(),
        package_id: Some(row.id.clone()),
        papers: papers.to_vec(),
        ..actor.event(action, detail)
    };
    let version = file.loan.version();
    record(tx, parts, file, (actor, version), event)
}
