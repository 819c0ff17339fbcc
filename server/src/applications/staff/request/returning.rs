//! A return: everything to fix, each pinned to a question or a paper of this very form.

use api::application::DefectView;
use api::staff::StaffActionRequest;
use application::{DocumentKind, Field, Product};
use workflow::loan::{Defect, DefectCode, ReturnDetail};

use super::super::check::Check;
use super::NOTE_CHARS;
use crate::applications::file::ApplicationFile;

/// Questions and papers of the longest form, with room.
const DEFECTS_MOST: usize = 60;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) -> ReturnDetail {
    check.holds(!request.defects.is_empty(), "/defects", "required");
    check.holds(
        request.defects.len() <= DEFECTS_MOST,
        "/defects",
        "too_long",
    );
    let stage = file.loan.state().stage();
    let used = stage.map_or(0, |stage| file.loan.returns_used().of(stage));
    let is_second = used > 0;
    let reason = request.supervisor_reason.as_deref().unwrap_or_default();
    let reason = if is_second {
        check.text("/supervisor_reason", reason, NOTE_CHARS)
    } else {
        check.optional("/supervisor_reason", reason, NOTE_CHARS)
    };
    let new_facts = new_facts(check, used, request);
    let defects = request
        .defects
        .iter()
        .enumerate()
        .take(DEFECTS_MOST)
        .map(|(at, sent)| {
            let is_again = request
                .defects
                .iter()
                .take(at)
                .any(|earlier| earlier.field == sent.field);
            check.holds(!is_again, format!("/defects/{at}/field"), "listed_twice");
            defect(check, file, at, sent)
        })
        .collect();
    ReturnDetail {
        defects,
        supervisor_reason: (!reason.is_empty()).then_some(reason),
        new_facts,
    }
}

/// Asked for with the third return of a stage, and with no other.
fn new_facts(check: &mut Check, used: u32, request: &StaffActionRequest) -> Option<String> {
    let sent = request.new_facts.as_deref();
    if used > 1 {
        let text = check.text("/new_facts", sent.unwrap_or_default(), NOTE_CHARS);
        return Some(text);
    }
    check.holds(sent.is_none(), "/new_facts", "not_expected");
    None
}

fn defect(check: &mut Check, file: &ApplicationFile, at: usize, sent: &DefectView) -> Defect {
    check.holds(
        is_of_form(file, &sent.field),
        format!("/defects/{at}/field"),
        "unknown_field",
    );
    let pointer = format!("/defects/{at}/note");
    let note = if sent.code == DefectCode::Other {
        check.text(&pointer, &sent.note, NOTE_CHARS)
    } else {
        check.optional(&pointer, &sent.note, NOTE_CHARS)
    };
    Defect {
        field: sent.field.clone(),
        code: sent.code,
        note,
    }
}

/// A question that is asked of this applicant, the consents of other people, or any kind of paper: an officer may want one that the form did not.
fn is_of_form(file: &ApplicationFile, id: &str) -> bool {
    if id == "people" {
        return true;
    }
    if id == "roster" {
        return file.product == Product::StartupLoanEnterprise;
    }
    match id.strip_prefix("documents/") {
        Some(kind) => DocumentKind::from_id(kind).is_some(),
        None => {
            Field::from_id(id).is_some_and(|field| field.applies(file.product, &file.draft.answers))
        }
    }
}
