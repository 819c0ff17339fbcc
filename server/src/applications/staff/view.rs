//! A file as an officer sees it.

use api::assignment::AssignmentView;
use api::staff::{
    DeskClockView, PendingDisbursementView, PendingRefusalView, StaffApplicationView,
};
use domain::Date;
use store::{Connection, assignments, file_notices, persons, staff};
use workflow::loan::{LoanAction, LoanFile, LoanState, Proposal, Stage};

use super::act::has_returned;
use super::appeal_unit;
use super::conflict::{declared_views, recognised_views};
use super::desk_clocks::{desk_clocks, refusal_clocks};
use super::office::Office;
use super::office_papers;
use super::officer::Officer;
use super::own_file::is_own_file;
use super::passing;
use crate::applications::anticipated;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::applications::handed_in;
use crate::applications::loan_count::loan_count;
use crate::applications::particulars::particulars;
use crate::applications::rate_cap::rate_cap;
use crate::applications::trained::trained;
use crate::applications::view::{Viewer, application_view, disbursement_view, refusal_view};
use crate::corrections;
use crate::packages::contents::agencies_without_accounts;
use crate::people::in_full;
use crate::people::need;
use crate::people::view::{staff_view, steps};
use crate::problem::ApiError;
use crate::re_reviews;
use crate::rosters;
use crate::session::open_phone;
use crate::state::Parts;

/// The file with what this officer may do to it; nothing when it is the officer's own.
///
/// While a file is returned its answers are those the resident has typed so far. Once it comes back, what it changed of the
/// form handed in before is shown beside them.
///
/// # Errors
/// When the store does not answer or the phone does not open.
pub fn staff_application_view(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<StaffApplicationView, ApiError> {
    let viewer = Viewer {
        role: officer.role(),
        id: &officer.id,
    };
    let mut application = application_view(parts, file, viewer, today);
    application.trained = trained(parts, connection, file)?;
    // What a resident has still to fix is the resident's to read while fixing it.
    application.errors.clear();
    if is_own_file(officer, file) {
        application.actions.clear();
    }
    application
        .actions
        .retain(|action| need::may(file, *action));
    let is_supervisor = staff::is_supervisor(connection, &officer.id)?;
    application
        .actions
        .retain(|action| corrections::view::check_refusal(file, *action, today).is_ok());
    let is_left =
        application.actions.contains(&LoanAction::Return) && has_returned(file) && !is_supervisor;
    if is_left {
        let actions = &mut application.actions;
        actions.retain(|action| *action != LoanAction::Return);
    }
    let is_wait_left = application.actions.contains(&LoanAction::EndWait) && !is_supervisor;
    if is_wait_left {
        let actions = &mut application.actions;
        actions.retain(|action| *action != LoanAction::EndWait);
    }
    let appeal_left_to = appeal_unit::left_to(parts, connection, file, &officer.id)?;
    if appeal_left_to.is_some() {
        application.actions.clear();
    }
    let loan = &file.loan;
    let is_with_bank = loan.state() == LoanState::BankReview;
    if is_with_bank {
        parts.packs.follow(connection, today)?;
    }
    // For an agency without accounts the bureau takes over what it decides.
    let hands_over = !agencies_without_accounts(parts, file, officer).is_empty();
    let corrected = corrections::view::staff_view(parts, connection, file, officer, today)?;
    let verdict = corrected.verdict.as_ref();
    let is_second = |action: &LoanAction| passing::is_left(file, &officer.id, *action);
    let is_pass_left = application.actions.iter().any(is_second)
        && passing::takes_two(parts, connection, file, verdict)?;
    if is_pass_left {
        application.actions.retain(|action| !is_second(action));
    }
    let can_decide = !application.actions.is_empty()
        || !corrected.open_fields.is_empty()
        || (hands_over && !is_own_file(officer, file));
    let conflicts = if is_supervisor {
        let office = Office::of(connection, officer, today)?;
        let mut conflicts = declared_views(&office, file);
        conflicts.extend(recognised_views(&office, file));
        conflicts
    } else {
        Vec::new()
    };
    let is_bureau = officer.stage == Stage::Hr;
    let loan_count = is_bureau.then(|| loan_count(parts, connection, file, today));
    Ok(StaffApplicationView {
        loan_count: loan_count.transpose()?,
        is_conflict_asked: can_decide && !file.conflicts.is_denied(&officer.id),
        conflicts,
        is_return_left_to_supervisor: is_left,
        is_wait_left_to_supervisor: is_wait_left,
        is_pass_left_to_colleague: is_pass_left,
        particulars: particulars(file),
        rate_cap: is_with_bank.then(|| rate_cap(parts, today)).flatten(),
        application,
        account_phone_masked: account_phone(parts, connection, &file.row.person_id)?,
        pending_refusal: pending_refusal(connection, loan, officer)?,
        appeal_left_to: appeal_left_to.map(str::to_owned),
        is_appeal_barred: loan.state() == LoanState::AppealReview
            && loan.had_part_in_refusal(&officer.id),
        pending_disbursement: pending_disbursement(connection, loan, officer)?,
        returns_in_stage: loan
            .state()
            .stage()
            .map_or(0, |stage| loan.returns_used().of(stage)),
        receipt_mismatch: anticipated::find(connection, file)?,
        changes: handed_in::changes(connection, file)?,
        corrections: corrected,
        people: staff_view(connection, file)?,
        may_see_people: in_full::may_see(officer, file),
        consent_steps: steps(file),
        assignment: assignment(connection, file, officer, today)?,
        re_reviews: re_reviews::view::of_file(connection, file, officer, today)?,
        roster: rosters::view::roster_view(parts, file, today),
        desk_clocks: clocks(parts, connection, file, officer, today)?,
        office_papers: office_papers::views(parts, file, officer)?,
        papers_scanned: parts.config.antivirus.clamd.is_some(),
    })
}

/// Who of the officer's office works on it, while it waits there.
fn assignment(
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<Option<AssignmentView>, ApiError> {
    if file.loan.holder() != Some(officer.role()) {
        return Ok(None);
    }
    let last = assignments::find(connection, &file.row.id, &officer.agency_id)?;
    let office = Office::of(connection, officer, today)?;
    Ok(office.assignment_view(officer, file, last.as_ref()))
}

/// The clocks of the officer's own office.
fn clocks(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<Vec<DeskClockView>, ApiError> {
    if file.loan.holder() != Some(officer.role()) {
        return Ok(refusal_clocks(parts, connection, officer, file, today)?);
    }
    let told = file_notices::list(connection, &file.row.id)?;
    Ok(desk_clocks(parts, file, &told, today))
}

/// The phone of the account that applied, masked; empty once it is given up.
fn account_phone(
    parts: &Parts,
    connection: &Connection,
    person_id: &str,
) -> Result<String, ApiError> {
    let doing = "read the phone of an account";
    let person = persons::find(connection, person_id)?.ok_or_else(|| impossible(doing))?;
    let phone = open_phone(&parts.keyring, &person)?;
    Ok(phone.map_or_else(String::new, |phone| phone.expose().masked()))
}

/// The refusal that waits for a second person.
///
/// # Errors
/// When the store does not answer.
pub(super) fn pending_refusal(
    connection: &Connection,
    loan: &LoanFile,
    officer: &Officer,
) -> Result<Option<PendingRefusalView>, ApiError> {
    let Some(proposal) = loan.pending_refusal() else {
        return Ok(None);
    };
    Ok(Some(PendingRefusalView {
        proposed_by: proposer(connection, proposal)?,
        is_mine: proposal.actor_id == officer.id,
        refusal: refusal_view(&proposal.detail),
        would_change: proposal.detail.would_change.clone(),
    }))
}

/// The disbursement that waits for a second person.
///
/// # Errors
/// When the store does not answer.
pub(super) fn pending_disbursement(
    connection: &Connection,
    loan: &LoanFile,
    officer: &Officer,
) -> Result<Option<PendingDisbursementView>, ApiError> {
    let Some(proposal) = loan.pending_disbursement() else {
        return Ok(None);
    };
    Ok(Some(PendingDisbursementView {
        proposed_by: proposer(connection, proposal)?,
        is_mine: proposal.actor_id == officer.id,
        disbursement: disbursement_view(&proposal.detail),
        repayment: proposal.detail.repayment.as_ref().map(Into::into),
    }))
}

fn proposer<T>(connection: &Connection, proposal: &Proposal<T>) -> Result<String, ApiError> {
    let member = staff::find(connection, &proposal.actor_id)?;
    Ok(member.map_or_else(|| proposal.actor_id.clone(), |member| member.display_name))
}
