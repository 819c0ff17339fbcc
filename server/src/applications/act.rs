//! Doing something to a file: the version seen is the version there, the workflow agrees, the event is written.

use api::ProblemCode;
use store::Tx;
use workflow::loan::{EventDetail, LoanAction, LoanEvent};

use super::actor::Actor;
use super::file::ApplicationFile;
use super::one_open;
use super::usual;
use crate::corrections::view::check_refusal;
use crate::problem::ApiError;
use crate::servicing::book::book;
use crate::state::Parts;

/// Refuses who acts on a file as it no longer is.
///
/// # Errors
/// `stale`.
pub fn check_version(file: &ApplicationFile, version: u32) -> Result<(), ApiError> {
    if file.loan.version() == version {
        Ok(())
    } else {
        Err(ProblemCode::Stale.into())
    }
}

/// Does it and writes it; the only way in which anybody changes the state of a file.
///
/// Whether the actor may see the file is asked before; what the action needs beside its detail (a verdict, a number) is
/// made before and written with it.
///
/// # Errors
/// When the actor saw an older version, when the person has another application under way, when the resident can still
/// object to a correction, when the workflow refuses, or when another write came first.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
    version: u32,
    (action, detail): (LoanAction, EventDetail),
) -> Result<(), ApiError> {
    record(
        tx,
        parts,
        file,
        (actor, version),
        actor.event(action, detail),
    )
}

/// The same for an event that says more than who is at the keyboard.
///
/// # Errors
/// As [`act`].
pub fn record(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    (actor, version): (&Actor, u32),
    event: LoanEvent,
) -> Result<(), ApiError> {
    check_version(file, version)?;
    let (today, action) = (actor.today(), event.action);
    one_open::check(parts, tx, file, action)?;
    check_refusal(file, action, today)?;
    let before = usual::held(parts, file, today);
    file.append(tx, parts, event)?;
    if action == LoanAction::ConfirmDisbursement {
        book(tx, parts, file, actor)?;
    }
    usual::note(tx, file, before, action, today)
}
