//! What a form says, or everything that is wrong with it, each with its cell.

mod decision;

use api::package::{CellProblem, PackageDecisionView};
use api::staff::StaffActionRequest;
use workflow::loan::{HandOverDecision as D, LoanEvent};

use super::contents::Facts;
use super::read::Filled;
use super::rows::{self, Places, ROWS};
use crate::applications::actor::Actor;
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::request::{Ground, event_detail};
use crate::people::need;
use crate::problem::ApiError;
use crate::state::Parts;

struct Judge<'a> {
    file: &'a ApplicationFile,
    facts: &'a Facts,
    filled: &'a Filled,
    problems: Vec<CellProblem>,
    places: Places,
}

/// Judges a form against the package it should belong to. Nothing is recorded: the file is asked what it would say.
///
/// # Errors
/// Only for what is no fault of the form.
pub fn judge(
    parts: &Parts,
    (file, facts): (&ApplicationFile, &Facts),
    (filled, stale): (&Filled, Option<&'static str>),
    actor: &Actor,
) -> Result<Result<PackageDecisionView, Vec<CellProblem>>, ApiError> {
    let mut judge = Judge {
        file,
        facts,
        filled,
        problems: Vec::new(),
        places: Places::default(),
    };
    if let Some(code) = stale {
        judge.refuse("", code);
    }
    judge.identity();
    let decided = judge.decided(actor.today());
    if let Some(decided) = &decided {
        judge.unexpected(decided.decision);
        judge.request(parts, decided, actor)?;
    }
    match decided {
        Some(decided) if judge.problems.is_empty() => Ok(Ok(decided)),
        _ => Ok(Err(judge.problems)),
    }
}

impl Judge<'_> {
    /// Notes a problem of a row, the first of each alone; `""` is the whole.
    fn refuse(&mut self, row: &str, code: &str) {
        if !row.is_empty() && self.problems.iter().any(|known| known.row == row) {
            return;
        }
        self.problems.push(CellProblem {
            cell: self.filled.cell(row).to_owned(),
            row: row.to_owned(),
            code: code.to_owned(),
        });
    }

    /// Whether it is the form of this very package.
    fn identity(&mut self) {
        let same = |left: &str, right: &str| left.eq_ignore_ascii_case(right);
        let facts = self.facts;
        for (row, expected, code) in [
            (rows::PACKAGE, &facts.number, "package_other"),
            (rows::CHECK_CODE, &facts.check_code, "check_code_wrong"),
            (rows::FILE_NUMBER, &facts.file_number, "file_number_other"),
            (rows::AGENCY, &facts.agency, "agency_other"),
        ] {
            if !same(self.filled.text(row), expected) {
                self.refuse(row, code);
            }
        }
    }

    /// What is filled in belongs to another decision: one of the two is a slip.
    fn unexpected(&mut self, decision: D) {
        for row in ROWS {
            let is_ours = row.of.is_empty() || row.of.contains(&decision);
            if !is_ours && !self.filled.text(row.key).is_empty() {
                self.refuse(row.key, "not_expected");
            }
        }
    }

    /// What the officers' own requests are asked, and then the file.
    fn request(
        &mut self,
        parts: &Parts,
        decided: &PackageDecisionView,
        actor: &Actor,
    ) -> Result<(), ApiError> {
        let request = request_of(decided, self.file.loan.version());
        if let Err(error) = need::check(self.file, request.action) {
            self.refuse_all(error)?;
        }
        let ground = Ground::of(parts, actor.today());
        let detail = match event_detail(self.file, &request, &ground) {
            Ok(detail) => detail,
            Err(error) => return self.refuse_all(error),
        };
        // A form that is not right yet would be refused for that, and a stale one was.
        if self.problems.is_empty() {
            let event = LoanEvent {
                role: self.facts.stage.officer(),
                package_id: Some(self.facts.number.clone()),
                ..actor.event(request.action, detail)
            };
            let outcome = with_rules(parts, |rules| self.file.loan.decide(&event, rules));
            if let Err(refusal) = outcome {
                self.refuse("", refusal.code());
            }
        }
        Ok(())
    }

    fn refuse_all(&mut self, error: ApiError) -> Result<(), ApiError> {
        let ApiError::Fields(_, errors) = error else {
            return Err(error);
        };
        for error in errors {
            let row = rows::row_of(&error.pointer, &self.places);
            self.refuse(&row, &error.code);
        }
        Ok(())
    }
}

/// The request that an officer of the agency would have sent. Which condition is not met stands in the refusal.
#[must_use]
pub fn request_of(decided: &PackageDecisionView, version: u32) -> StaffActionRequest {
    StaffActionRequest {
        version,
        action: decided.decision.action(),
        defects: decided.defects.clone(),
        supervisor_reason: None,
        new_facts: None,
        refusal: decided.refusal.clone(),
        would_change: decided.would_change.clone(),
        terms: decided.terms.clone(),
        conditions: decided.conditions.clone(),
        waiver: decided.waiver.clone(),
        condition: match decided.decision {
            D::Meet => decided.condition,
            _ => None,
        },
        contract: decided.contract.clone(),
        visit: None,
        disbursement: decided.disbursement.clone(),
        repayment: decided.repayment.clone(),
        note: decided.note.clone(),
        papers: Vec::new(),
        no_conflict: false,
    }
}
