//! What the borrower says about the own loan, beside asking for an extension: an answer to the bureau, and what changed in the
//! business. That it is the own loan was asked before.

use api::ProblemCode;
use domain::Date;
use store::Tx;
use workflow::servicing::{BusinessChange, ChangeKind, ServicingAction, ServicingDetail};

use super::act::{REASON_CHARS, subsidy};
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::check::Check;
use crate::problem::ApiError;

/// Answers what the bureau asks about the subsidy of a quarter.
///
/// # Errors
/// `not_found` where nothing was paid out; when nothing is asked, or the answer is missing.
pub fn answer_query(
    tx: &Tx,
    file: &mut ApplicationFile,
    actor: &Actor,
    words: &str,
) -> Result<(), ApiError> {
    let servicing = file.servicing.as_mut().ok_or(ProblemCode::NotFound)?;
    let mut check = Check::default();
    let detail = subsidy::words(&mut check, Some(words), "/answer");
    let what = (ServicingAction::AnswerQuery, check.finish(detail)?);
    servicing.step(tx, &file.key, actor, what)
}

/// Tells that the business closed, moved or does something else.
///
/// # Errors
/// `not_found` where nothing was paid out; when the one before it waits, or a part is missing or wrong.
pub fn tell_change(
    tx: &Tx,
    file: &mut ApplicationFile,
    actor: &Actor,
    (kind, on, words): (&str, &str, &str),
) -> Result<(), ApiError> {
    let servicing = file.servicing.as_mut().ok_or(ProblemCode::NotFound)?;
    let mut check = Check::default();
    let kind = kind.parse::<ChangeKind>().ok();
    check.holds(kind.is_some(), "/kind", "required");
    let on = if on.trim().is_empty() {
        check.refuse("/on", "required");
        None
    } else {
        let day = Date::parse_iso(on.trim());
        check.holds(day.is_some(), "/on", "date_unreadable");
        day
    };
    let is_past = on.is_none_or(|on| on <= actor.today());
    check.holds(is_past, "/on", "date_in_future");
    let words = check.text("/words", words, REASON_CHARS);
    let (Some(kind), Some(on)) = check.finish((kind, on))? else {
        return Err(ProblemCode::InvalidInput.into());
    };
    let detail = ServicingDetail::Change(BusinessChange { kind, on, words });
    let what = (ServicingAction::TellChange, detail);
    servicing.step(tx, &file.key, actor, what)
}
