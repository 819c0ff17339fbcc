//! Corrections as officers, the printed form and the tracking page show them.

use std::collections::BTreeMap;

use api::correction::{CorrectedAnswer, CorrectionView, CorrectionsView};
use api::policy::VerdictView;
use api::{FieldError, ProblemCode};
use application::{CORRECTABLE, Field};
use domain::Date;
use store::{Connection, staff};
use workflow::correction::{Change, CorrectionState, is_refusal, stage_to_correct};
use workflow::loan::LoanAction;

use super::file::{Opened, as_it_stands};
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::verdict::freeze;
use crate::plain;
use crate::problem::ApiError;
use crate::state::Parts;

/// The last day on which the resident can object to anything in it; none when there is nothing to object to.
#[must_use]
pub fn open_until(file: &ApplicationFile, today: Date) -> Option<Date> {
    let open = file
        .current_corrections()
        .filter(|made| made.file.is_open(today));
    open.filter_map(|made| made.file.until()).max()
}

/// Refuses to refuse a file while the resident can object to what was corrected in it.
///
/// # Errors
/// `action_not_possible` with `correction_open`.
pub fn check_refusal(
    file: &ApplicationFile,
    action: LoanAction,
    today: Date,
) -> Result<(), ApiError> {
    if !is_refusal(action) || open_until(file, today).is_none() {
        return Ok(());
    }
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: "correction_open".to_owned(),
    };
    Err(ApiError::Fields(
        ProblemCode::ActionNotPossible,
        vec![error],
    ))
}

/// Whether the resident has objected since anybody last did something to the file.
#[must_use]
pub fn has_fresh_objection(file: &ApplicationFile) -> bool {
    let version = file.loan.version();
    file.current_corrections().any(|made| {
        let objection = made.file.objection();
        objection.is_some_and(|objection| objection.file_version == version)
    })
}

/// The address that leads the resident to the page on which to look at them, while something can be said. It has the number
/// that whoever holds a receipt knows, and not the id.
#[must_use]
pub fn address(file: &ApplicationFile, today: Date) -> Option<String> {
    open_until(file, today)?;
    let number = file.row.acceptance_number.as_deref()?;
    Some(plain::TO_CORRECTIONS.replace("{id}", number))
}

/// Answers that are what an officer made of them, with the day.
#[must_use]
pub fn corrected(file: &ApplicationFile) -> BTreeMap<String, Date> {
    let mut found = BTreeMap::new();
    for made in file.current_corrections() {
        if made.file.state() == CorrectionState::Objected {
            continue;
        }
        let (Some((_, on)), Some(corrected)) = (made.file.made_by(), made.file.corrected()) else {
            continue;
        };
        let stands = corrected.changes.iter().filter(|change| {
            let field = Field::from_id(&change.field);
            field.is_some_and(|field| as_it_stands(&file.draft.answers, field) == change.after)
        });
        found.extend(stands.map(|change| (change.field.clone(), on)));
    }
    found
}

/// Everything about them for an officer.
///
/// # Errors
/// When the store does not answer.
pub fn staff_view(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<CorrectionsView, ApiError> {
    let may = stage_to_correct(file.loan.state(), officer.role()).is_ok()
        && file.loan.pending_refusal().is_none()
        && !is_own_file(officer, file);
    let fields = CORRECTABLE.iter().filter(|field| {
        may && !file.documents.is_empty() && field.applies(file.product, &file.draft.answers)
    });
    let made: Vec<CorrectionView> = file
        .current_corrections()
        .map(|made| view(connection, made, today))
        .collect::<Result<_, _>>()?;
    let verdict = verdict_now(parts, connection, file)?;
    Ok(CorrectionsView {
        open_fields: fields.map(|field| field.id().to_owned()).collect(),
        made,
        refusal_waits_until: open_until(file, today),
        verdict,
        working_days: parts.correction_plan.working_days,
    })
}

fn view(connection: &Connection, made: &Opened, today: Date) -> Result<CorrectionView, ApiError> {
    let corrected = made.file.corrected().ok_or(ProblemCode::NotFound)?;
    let by = made.file.made_by().map_or("", |(by, _)| by);
    let name = staff::find(connection, by)?.map(|member| member.display_name);
    Ok(CorrectionView {
        id: made.row.id.clone(),
        stage: corrected.stage,
        made_by: name.unwrap_or_else(|| by.to_owned()),
        made_ms: made.row.created_ms,
        until: corrected.until,
        outcome: made.file.outcome(today),
        changes: corrected.changes.iter().map(answer).collect(),
        objection: made
            .file
            .objection()
            .map(|objection| objection.text.clone()),
        changed_ms: made.file.changed_ms(),
    })
}

fn answer(change: &Change) -> CorrectedAnswer {
    CorrectedAnswer {
        field: change.field.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
        reason: change.reason,
        note: change.note.clone(),
        paper: change.paper.clone(),
    }
}

/// What the rules of the handing in say of corrected answers as they stand, where that is something else: by the same pack
/// and on the same day, so that nothing but the corrections makes the difference.
///
/// # Errors
/// When the store does not answer.
pub fn verdict_now(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<Option<VerdictView>, ApiError> {
    let made = file.current_corrections().next();
    let (Some(_), Some(frozen)) = (made, &file.verdict) else {
        return Ok(None);
    };
    let pack = parts.packs.stored(connection, &frozen.pack_hash)?;
    let (Some(pack), Some(day)) = (pack, Date::parse_iso(&frozen.as_of)) else {
        return Ok(None);
    };
    let answers = file.judged_answers(day);
    let now = freeze(pack.pack(), file.product, &answers, day).map(|now| now.view);
    Ok(now.filter(|now| differs(frozen, now)))
}

fn differs(frozen: &VerdictView, now: &VerdictView) -> bool {
    let of = |view: &VerdictView| {
        let conditions = view.conditions.iter();
        let conditions: Vec<_> = conditions
            .map(|condition| (condition.id.clone(), condition.verdict.clone()))
            .collect();
        (view.verdict.clone(), view.amount_fen, conditions)
    };
    of(frozen) != of(now)
}
