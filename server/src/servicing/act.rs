//! What an officer does to a loan.

pub(super) mod subsidy;

use api::extension::AskExtensionRequest;
use api::servicing::{LoanActionRequest, SumRequest};
use api::{FieldError, ProblemCode};
use domain::Date;
use store::Tx;
use workflow::servicing::{
    ExtensionRequest, Receipt, Reversal, ServicingAction, ServicingDetail, ServicingFile, Sum,
};

use super::file::Servicing;
use super::notice;
use super::pay;
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::check::Check;
use crate::applications::staff::conflict::answered;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::enrolments::error::refused_step;
use crate::problem::ApiError;
use crate::sms::message::Message;
use crate::state::Parts;

/// Longest number of an entry in the bank's books.
pub(super) const REFERENCE_CHARS: usize = 40;
/// Longest reason.
pub(super) const REASON_CHARS: usize = 500;

/// Does it, says what follows from it, and gives what to tell the borrower. Whether the officer sees the loan was asked
/// before.
///
/// # Errors
/// When the version is old, the action is another role's or not possible now, the loan is the officer's own, a part is
/// missing or wrong, or the officer has never said to have nothing to do with the borrower.
pub fn act_on_loan(
    tx: &Tx,
    parts: &Parts,
    (file, servicing): (&mut ApplicationFile, &mut Servicing),
    officer: &Officer,
    actor: &Actor,
    request: &LoanActionRequest,
) -> Result<Vec<Message>, ApiError> {
    if servicing.file.version() != request.version {
        return Err(ProblemCode::Stale.into());
    }
    may_act(file, servicing, officer, request.action)?;
    if request.action == ServicingAction::PaySubsidy {
        // A quarter is paid as a whole, by its list.
        return Err(ProblemCode::ActionNotPossible.into());
    }
    if request.action == ServicingAction::ApproveSubsidy {
        pay::refuse_whoever_recorded(tx, request.quarter.as_deref(), officer)?;
    }
    let detail = detail(parts, &servicing.file, actor.today(), request);
    let said = (request.no_conflict, actor.now_ms);
    let detail = answered(tx, file, officer, said, detail)?;
    servicing.step(tx, &file.key, actor, (request.action, detail))?;
    let mut done = vec![request.action];
    done.extend(servicing.follow(tx, &file.key, actor)?);
    Ok(notice::after(servicing, &done))
}

/// The borrower asks for a later last day. That it is the own loan was asked before.
///
/// # Errors
/// `not_found` where nothing was paid out; when it cannot be asked now, or a part is missing or wrong.
pub fn ask_extension(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
    request: &AskExtensionRequest,
) -> Result<(), ApiError> {
    let servicing = file.servicing.as_mut().ok_or(ProblemCode::NotFound)?;
    let mut check = Check::default();
    let detail = extension(&mut check, parts, actor.today(), Some(request), "");
    let what = (ServicingAction::AskExtension, check.finish(detail)?);
    servicing.step(tx, &file.key, actor, what)
}

/// Refuses what is another role's, and whoever bears the borrower's or the spouse's name.
pub(super) fn may_act(
    file: &ApplicationFile,
    servicing: &Servicing,
    officer: &Officer,
    action: ServicingAction,
) -> Result<(), ApiError> {
    workflow::servicing::next(servicing.file.state(), action, officer.role())
        .map_err(|refused| refused_step(refused.into()))?;
    if is_own_file(officer, file) {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "own_file".to_owned(),
        };
        return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
    }
    Ok(())
}

fn detail(
    parts: &Parts,
    file: &ServicingFile,
    today: Date,
    request: &LoanActionRequest,
) -> Result<ServicingDetail, ApiError> {
    use ServicingAction as A;
    let mut check = Check::default();
    refuse_unneeded(&mut check, request);
    let detail = match request.action {
        A::RecordPayment => receipt(&mut check, file, request),
        A::ReversePayment => {
            check.holds(request.payment_no.is_some(), "/payment_no", "required");
            ServicingDetail::Reversal(Reversal {
                no: request.payment_no.unwrap_or(0),
                reason: reason(&mut check, request),
            })
        }
        A::Compensate | A::Recover => sum(&mut check, request.sum.as_ref()),
        A::AskExtension | A::ProposePlan => {
            let asked = request.extension.as_ref();
            extension(&mut check, parts, today, asked, "/extension")
        }
        A::RefuseExtension | A::ProposeWriteOff | A::ResumeSubsidy => ServicingDetail::Reason {
            reason: reason(&mut check, request),
        },
        A::ApproveSubsidy => subsidy::approved(&mut check, file, request),
        A::StopSubsidy => subsidy::stopped(&mut check, file, request),
        A::QuerySubsidy => subsidy::query(&mut check, request),
        A::AnswerQuery => subsidy::words(&mut check, request.words.as_deref(), "/words"),
        A::AnswerChange => subsidy::change_answer(&mut check, request),
        A::NoteCall => subsidy::call(&mut check, request.call.as_ref()),
        _ => ServicingDetail::None,
    };
    check.finish(detail)
}

/// Refuses parts that would be lost: an officer who filled them in meant another action.
fn refuse_unneeded(check: &mut Check, request: &LoanActionRequest) {
    use ServicingAction as A;
    let action = request.action;
    let parts = [
        (
            "/payment",
            request.payment.is_some(),
            action == A::RecordPayment,
        ),
        (
            "/payment_no",
            request.payment_no.is_some(),
            action == A::ReversePayment,
        ),
        (
            "/sum",
            request.sum.is_some(),
            matches!(action, A::Compensate | A::Recover),
        ),
        (
            "/quarter",
            request.quarter.is_some(),
            matches!(action, A::ApproveSubsidy | A::StopSubsidy | A::QuerySubsidy),
        ),
        ("/code", request.code.is_some(), action == A::StopSubsidy),
        ("/query", request.query.is_some(), action == A::QuerySubsidy),
        ("/words", request.words.is_some(), action == A::AnswerQuery),
        (
            "/change_answer",
            request.change_answer.is_some(),
            action == A::AnswerChange,
        ),
        ("/call", request.call.is_some(), action == A::NoteCall),
        (
            "/reason",
            request.reason.is_some(),
            matches!(
                action,
                A::ReversePayment
                    | A::StopSubsidy
                    | A::RefuseExtension
                    | A::ProposeWriteOff
                    | A::AnswerChange
                    | A::ResumeSubsidy
            ),
        ),
        (
            "/extension",
            request.extension.is_some(),
            matches!(action, A::AskExtension | A::ProposePlan),
        ),
    ];
    for (pointer, is_there, is_taken) in parts {
        check.holds(!is_there || is_taken, pointer, "not_expected");
    }
}

fn receipt(
    check: &mut Check,
    file: &ServicingFile,
    request: &LoanActionRequest,
) -> ServicingDetail {
    let Some(sent) = &request.payment else {
        check.refuse("/payment", "required");
        return ServicingDetail::None;
    };
    check.holds(sent.amount_fen > 0, "/payment/amount_fen", "amount_zero");
    let reference = check.optional("/payment/reference", &sent.reference, REFERENCE_CHARS);
    check.holds(
        !is_known(file, &reference),
        "/payment/reference",
        "payment_known",
    );
    let Some(on) = Date::parse_iso(&sent.on) else {
        check.refuse("/payment/on", "date_unreadable");
        return ServicingDetail::None;
    };
    ServicingDetail::Receipt(Receipt {
        amount_fen: sent.amount_fen,
        on,
        is_early: sent.is_early,
        reference,
    })
}

/// Whether an entry of the bank's books stands here already.
pub(super) fn is_known(file: &ServicingFile, reference: &str) -> bool {
    !reference.is_empty()
        && file
            .payments()
            .iter()
            .any(|known| known.reversed.is_none() && known.reference == reference)
}

fn sum(check: &mut Check, sent: Option<&SumRequest>) -> ServicingDetail {
    let Some(sent) = sent else {
        check.refuse("/sum", "required");
        return ServicingDetail::None;
    };
    check.holds(sent.amount_fen > 0, "/sum/amount_fen", "amount_zero");
    let Some(on) = Date::parse_iso(&sent.on) else {
        check.refuse("/sum/on", "date_unreadable");
        return ServicingDetail::None;
    };
    ServicingDetail::Sum(Sum {
        amount_fen: sent.amount_fen,
        on,
    })
}

/// The day by which it is answered follows from the calendar of the day it is asked.
fn extension(
    check: &mut Check,
    parts: &Parts,
    today: Date,
    sent: Option<&AskExtensionRequest>,
    at: &str,
) -> ServicingDetail {
    let Some(sent) = sent else {
        check.refuse(at, "required");
        return ServicingDetail::None;
    };
    let rules = &parts.extension_rules;
    let months = format!("{at}/months");
    check.within(&months, &sent.months, &1, &rules.most_months);
    let reason = check.text(&format!("{at}/reason"), &sent.reason, REASON_CHARS);
    let due = parts
        .calendar
        .nth_working_day_after(today, rules.working_days);
    ServicingDetail::Extension(ExtensionRequest {
        months: sent.months,
        reason,
        decide_by: due.on,
    })
}

fn reason(check: &mut Check, request: &LoanActionRequest) -> String {
    let text = request.reason.as_deref().unwrap_or_default();
    check.text("/reason", text, REASON_CHARS)
}
