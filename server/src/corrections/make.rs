//! An officer puts plain errors of a form right.

use std::collections::BTreeSet;

use api::correction::{CorrectRequest, CorrectedAnswer, MOST_NOTE_CHARS};
use api::{FieldError, ProblemCode};
use application::{Answers, Field, check_field};
use store::Tx;
use store::corrections::Correction;
use workflow::correction::{
    Change, Corrected, CorrectionDetail, CorrectionReason, CorrectionState, objection_until,
    stage_to_correct,
};

use super::file::{Opened, as_it_stands, write};
use crate::applications::act::check_version;
use crate::applications::actor::Actor;
use crate::applications::error::{refused_transition, while_doing};
use crate::applications::file::ApplicationFile;
use crate::applications::limits::FormLimits;
use crate::applications::staff::act::refuse_own_file;
use crate::applications::staff::check::Check;
use crate::applications::staff::conflict::answered;
use crate::applications::staff::officer::Officer;
use crate::ids;
use crate::plain;
use crate::problem::ApiError;
use crate::sms::message::Message;
use crate::sms::words;
use crate::state::Parts;

/// Does it, and gives what to tell the applicant. Whether the officer sees the file was asked before.
///
/// # Errors
/// When the version or an answer is no longer the one seen, the file is not in the officer's review or the officer's own, a
/// refusal waits for a second person, or anything of it is wrong: then everything that is, with `conflict_not_answered`
/// where the officer has never said to have nothing to do with the applicant.
pub fn correct(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    officer: &Officer,
    actor: &Actor,
    request: &CorrectRequest,
) -> Result<Vec<Message>, ApiError> {
    check_version(file, request.version)?;
    let stage = stage_to_correct(file.loan.state(), actor.role)
        .map_err(|refused| refused_transition(refused.into()))?;
    refuse_own_file(officer, file)?;
    if file.loan.pending_refusal().is_some() {
        return Err(not_possible("refusal_pending"));
    }
    let today = actor.today();
    parts.packs.follow(tx, today)?;
    let changes = changes(parts, file, actor, &request.changes);
    let said = (request.no_conflict, actor.now_ms);
    let changes = answered(tx, file, officer, said, changes)?;
    let due = objection_until(&parts.calendar, today, parts.correction_plan.working_days);
    let number = file.corrections.len().saturating_add(1);
    let row = Correction {
        id: ids::fresh(),
        application_id: file.row.id.clone(),
        number: i64::try_from(number).map_err(while_doing("number a correction"))?,
        state: CorrectionState::New.as_str().to_owned(),
        version: 0,
        until_on: due.on,
        created_ms: actor.now_ms,
        updated_ms: actor.now_ms,
    };
    let detail = CorrectionDetail::Corrected(Corrected {
        file_version: file.loan.version(),
        stage,
        until: due.on,
        changes,
    });
    let made = Opened::start(tx, &file.key, row, actor, detail)?;
    write(&mut file.draft.answers, made.file.writes_since(0));
    file.draft.is_corrected = true;
    file.corrections.push(made);
    file.save_draft(tx, parts, actor.now_ms)?;
    Ok(notice(parts, file, due.on).into_iter().collect())
}

fn not_possible(code: &str) -> ApiError {
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::ActionNotPossible, vec![error])
}

fn notice(parts: &Parts, file: &ApplicationFile, until: domain::Date) -> Option<Message> {
    let number = file.row.acceptance_number.as_deref()?;
    let portal = parts.district.parameters.portal_address.as_deref();
    let link = portal.map(|portal| {
        let page = plain::TO_CORRECTIONS.replace("{id}", number);
        format!("{}{page}", portal.trim_end_matches('/'))
    });
    let text = words::corrected(number, until, link.as_deref());
    Some(Message::new(&file.row.person_id, text))
}

/// The answers as the log keeps them, or everything that is wrong with any of them.
fn changes(
    parts: &Parts,
    file: &ApplicationFile,
    actor: &Actor,
    sent: &[CorrectedAnswer],
) -> Result<Vec<Change>, ApiError> {
    let mut check = Check::default();
    check.holds(!sent.is_empty(), "/changes", "required");
    let known = |change: &CorrectedAnswer| {
        let field = Field::from_id(&change.field)?;
        let is_open = field.is_correctable() && field.applies(file.product, &file.draft.answers);
        is_open.then_some(field)
    };
    let mut corrected = file.draft.answers.clone();
    for change in sent {
        if let Some(field) = known(change) {
            if as_it_stands(&file.draft.answers, field) != change.before {
                return Err(ProblemCode::Stale.into());
            }
            corrected.set_text(field, change.after.trim());
        }
    }
    // One answer may decide what another may be, so the limits are those of all of them.
    let today = actor.today();
    let limits = FormLimits::new(parts, file.product, &corrected, today);
    let limits = limits.as_limits();
    let mut seen = BTreeSet::new();
    for (index, change) in sent.iter().enumerate() {
        let at = |part: &str| format!("/changes/{index}/{part}");
        let Some(field) = known(change) else {
            check.refuse(at("field"), "not_correctable");
            continue;
        };
        check.holds(seen.insert(field), at("field"), "duplicate");
        if let Some(code) = in_the_way(file, field, today) {
            check.refuse(at("field"), code);
        }
        if let Err(code) = check_one(field, file, &corrected, change, &limits) {
            check.refuse(at("after"), code);
        }
        let needs_note = change.reason == CorrectionReason::Other;
        if needs_note {
            check.text(&at("note"), &change.note, MOST_NOTE_CHARS);
        } else {
            check.optional(&at("note"), &change.note, MOST_NOTE_CHARS);
        }
        let mut papers = file.documents.iter();
        let is_there = papers.any(|paper| paper.kind == change.paper);
        check.holds(is_there, at("paper"), "paper_not_there");
    }
    let kept = sent.iter().map(|change| Change {
        field: change.field.clone(),
        before: change.before.clone(),
        after: change.after.trim().to_owned(),
        reason: change.reason,
        note: change.note.trim().to_owned(),
        paper: change.paper.clone(),
    });
    check.finish(kept.collect())
}

fn check_one(
    field: Field,
    file: &ApplicationFile,
    corrected: &Answers,
    change: &CorrectedAnswer,
    limits: &application::Limits<'_>,
) -> Result<(), &'static str> {
    check_field(field, file.product, corrected, limits)?;
    if change.after.trim() == change.before.trim() {
        return Err("unchanged");
    }
    Ok(())
}

/// An answer that the resident can still object to, or has objected to, is not corrected again: then it is returned.
fn in_the_way(file: &ApplicationFile, field: Field, today: domain::Date) -> Option<&'static str> {
    let is_of = |made: &&Opened| {
        let mut corrected = made.file.corrected().into_iter();
        corrected.any(|of| of.changes.iter().any(|change| change.field == field.id()))
    };
    let mut found = None;
    for made in file.current_corrections().filter(is_of) {
        if made.file.is_open(today) {
            return Some("correction_open");
        }
        if made.file.state() == CorrectionState::Objected {
            found = Some("correction_objected");
        }
    }
    found
}
