//! A file as it stood at a moment of its past, as an officer sees it. Nobody sees there what the officer's office was not
//! passed by then, or what the officer may not see now.

use api::replay::ReplayView;
use application::Answers;
use store::Connection;

use super::office_papers;
use super::officer::Officer;
use super::view::{pending_disbursement, pending_refusal};
use super::visible::is_visible;
use crate::applications::file::ApplicationFile;
use crate::applications::moment::{Moment, MomentError};
use crate::applications::particulars::particulars;
use crate::applications::past::{Past, as_of};
use crate::applications::view::{Viewer, application_view};
use crate::problem::ApiError;
use crate::servicing::view::schedule_view;
use crate::state::Parts;

/// Where a request names the moment.
const AT: &str = "/at";

/// The file as the officer would have been shown it, with nothing to do.
///
/// # Errors
/// `invalid_input` for what is no moment of the file, or one at which it had not come to the officer's office; when something
/// of it does not open.
pub fn replay(
    parts: &Parts,
    connection: &Connection,
    file: ApplicationFile,
    officer: &Officer,
    (at, now_ms): (Option<&str>, i64),
) -> Result<ReplayView, ApiError> {
    let count = u32::try_from(file.events.len()).unwrap_or(u32::MAX);
    let moment = Moment::read(at.unwrap_or_default(), &file.events, now_ms).map_err(refused)?;
    let Past { file, is_form_kept } = as_of(parts, connection, file, moment)?;
    if !is_visible(parts, &file, officer) {
        return Err(ApiError::invalid_field(AT, "moment_not_here"));
    }
    let viewer = Viewer {
        role: officer.role(),
        id: &officer.id,
    };
    let mut application = application_view(parts, &file, viewer, moment.day());
    application.actions.clear();
    application.errors.clear();
    // How long offices usually take is measured of the days before today.
    application.usual = None;
    application.usual_by = None;
    let booked = file.servicing.as_ref();
    let schedule = booked.and_then(|loan| schedule_view(&loan.file));
    if !is_form_kept {
        application.answers = Answers::default();
        application.cannot_supply.clear();
    }
    Ok(ReplayView {
        at_ms: moment.at_ms,
        event: file.loan.version(),
        events: count,
        is_form_kept,
        particulars: particulars(&file),
        office_papers: office_papers::views(parts, &file, officer)?,
        pending_refusal: pending_refusal(connection, &file.loan, officer)?,
        pending_disbursement: pending_disbursement(connection, &file.loan, officer)?,
        schedule,
        application,
    })
}

fn refused(error: MomentError) -> ApiError {
    ApiError::invalid_field(AT, error.code())
}
