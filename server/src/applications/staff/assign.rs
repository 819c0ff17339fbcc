//! Several files to one officer: each answers for itself.
//!
//! A supervisor assigns to anybody of the office; any officer takes what nobody has. An assignment is no event of the
//! file: it changes nothing that the resident, another office or the rules know of.

use std::collections::BTreeSet;

use api::assignment::{
    AssignOutcome, AssignRequest, AssignResponse, FileAssigned, FileToAssign, MOST_FILES,
};
use api::{FieldError, ProblemCode};
use domain::Date;
use store::access_log::{self, Access};
use store::assignments::{self, Assignment};
use store::{Tx, staff};
use workflow::loan::LoanState;

use super::appeal_unit;
use super::check::Check;
use super::office::Office;
use super::officer::Officer;
use super::own_file::is_own_file;
use super::seen::Seen;
use super::visible::is_visible;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::Parts;

/// Who assigns, to whom, and when.
struct Assigning<'a> {
    parts: &'a Parts,
    office: &'a Office,
    by: &'a Officer,
    to: &'a Officer,
    seen: Seen<'a>,
    may_assign: bool,
    now_ms: i64,
}

/// Assigns what can be assigned and says of each file what came of it.
///
/// # Errors
/// Everything that is wrong with the request; `not_allowed` for who assigns to others and is no supervisor.
pub fn assign(
    tx: &Tx,
    parts: &Parts,
    session: &StaffSession,
    request: &AssignRequest,
    now_ms: i64,
) -> Result<AssignResponse, ApiError> {
    let officer = Officer::of_session(tx, session)?;
    let today = Date::from_unix_ms_shanghai(now_ms);
    let office = Office::of(tx, &officer, today)?;
    let to = check(&office, &officer, request)?;
    let may_assign = staff::is_supervisor(tx, &officer.id)?;
    if !may_assign && to.id != officer.id {
        return Err(supervisor_needed("/to"));
    }
    let assigning = Assigning {
        parts,
        office: &office,
        by: &officer,
        to,
        seen: Seen::of(parts, tx, &officer)?,
        may_assign,
        now_ms,
    };
    let mut files = Vec::new();
    for file in &request.files {
        let came = assigning.one(tx, file)?;
        if came.outcome == AssignOutcome::Assigned {
            let look = Access {
                actor: session.subject(),
                role: session.role.as_str().to_owned(),
                action: "assign_application".to_owned(),
                application_id: Some(file.id.clone()),
                at_ms: now_ms,
            };
            access_log::append(tx, &look)?;
        }
        files.push(came);
    }
    Ok(AssignResponse {
        officer: to.display_name.clone(),
        is_deputy: to.id != request.to,
        files,
    })
}

/// Whoever gets the files.
fn check<'a>(
    office: &'a Office,
    officer: &Officer,
    request: &AssignRequest,
) -> Result<&'a Officer, ApiError> {
    let mut check = Check::default();
    let named = office.find(&request.to);
    // Who is at the keyboard is there, whatever was said of an absence.
    let to = named.and_then(|named| match named.id == officer.id {
        true => Some(named),
        false => office.at_work(&named.id),
    });
    if request.to.is_empty() {
        check.refuse("/to", "required");
    } else if named.is_none() {
        check.refuse("/to", "not_an_option");
    } else if to.is_none() {
        check.refuse("/to", "deputy_closed");
    }
    check.holds(!request.files.is_empty(), "/files", "required");
    check.holds(
        request.files.len() <= MOST_FILES,
        "/files",
        "too_many_files",
    );
    let mut seen = BTreeSet::new();
    for (at, file) in request.files.iter().enumerate() {
        let is_new = seen.insert(file.id.as_str());
        check.holds(is_new, format!("/files/{at}/id"), "listed_twice");
    }
    let to = check.finish(to)?;
    to.ok_or_else(|| ProblemCode::InvalidInput.into())
}

impl Assigning<'_> {
    fn one(&self, tx: &Tx, wanted: &FileToAssign) -> Result<FileAssigned, ApiError> {
        let answer = |outcome, assignment| FileAssigned {
            id: wanted.id.clone(),
            outcome,
            assignment,
        };
        let waits = |file: &ApplicationFile| {
            file.loan.holder() == Some(self.by.role()) && is_visible(self.parts, file, self.by)
        };
        let Some(file) = self.seen.load(&wanted.id)?.filter(waits) else {
            return Ok(answer(AssignOutcome::AlreadyMoved, None));
        };
        let last = assignments::find(tx, &wanted.id, &self.by.agency_id)?;
        let held = self.office.assignment_view(self.by, &file, last.as_ref());
        let left_to = appeal_unit::left_to(self.parts, tx, &file, &self.to.id)?;
        let outcome = match self.outcome(&file, held.as_ref().map(|held| held.officer_id.as_str()))
        {
            AssignOutcome::Assigned if left_to.is_some() => AssignOutcome::NotOfUnit,
            outcome => outcome,
        };
        let is_new = held
            .as_ref()
            .is_none_or(|held| held.officer_id != self.to.id);
        let seen = held.as_ref().map_or(0, |held| held.count);
        if outcome != AssignOutcome::Assigned || !is_new {
            return Ok(answer(outcome, held));
        }
        if seen != wanted.seen {
            return Ok(answer(AssignOutcome::AssignedMeanwhile, held));
        }
        let next = Assignment {
            application_id: wanted.id.clone(),
            agency_id: self.by.agency_id.clone(),
            seq: last.map_or(0, |last| last.seq) + 1,
            officer_id: self.to.id.clone(),
            by_id: self.by.id.clone(),
            at_ms: self.now_ms,
        };
        assignments::insert(tx, &next)?;
        let held = self.office.assignment_view(self.by, &file, Some(&next));
        Ok(answer(AssignOutcome::Assigned, held))
    }

    /// What keeps the file from whoever is to get it, whatever was on screen.
    fn outcome(&self, file: &ApplicationFile, holder_id: Option<&str>) -> AssignOutcome {
        let loan = &file.loan;
        let is_barred =
            loan.state() == LoanState::AppealReview && loan.had_part_in_refusal(&self.to.id);
        let proposals = [
            loan.pending_refusal().map(|one| &one.actor_id),
            loan.pending_disbursement().map(|one| &one.actor_id),
        ];
        let has_proposed = proposals.into_iter().flatten().any(|id| *id == self.to.id);
        let is_colleagues = holder_id.is_some_and(|holder_id| {
            let at_work = self.office.at_work(holder_id);
            holder_id != self.by.id && at_work.is_none_or(|at_work| at_work.id != self.by.id)
        });
        if is_own_file(self.to, file) {
            AssignOutcome::OwnFile
        } else if is_own_file(self.by, file) {
            AssignOutcome::MyOwnFile
        } else if is_barred || has_proposed {
            AssignOutcome::HadPart
        } else if is_colleagues && !self.may_assign {
            AssignOutcome::OfColleague
        } else {
            AssignOutcome::Assigned
        }
    }
}

/// The refusal of what only a supervisor does.
pub(super) fn supervisor_needed(pointer: &str) -> ApiError {
    let error = FieldError {
        pointer: pointer.to_owned(),
        code: "supervisor_needed".to_owned(),
    };
    ApiError::Fields(ProblemCode::NotAllowed, vec![error])
}
