//! Where a file is, for whoever has its query code and the last four digits of the phone.

use api::tracking::TrackResponse;
use domain::{Date, QueryCode};
use store::{Connection, applications};
use workflow::Role;

use super::clocks::with_rules;
use super::file::ApplicationFile;
use super::start::phone_tail_index;
use super::view::{defect_view, holder, reopen_until, timeline, usual, usual_by};
use crate::corrections;
use crate::problem::ApiError;
use crate::service_point::names::Helpers;
use crate::state::Parts;

/// Finds the file; none for an unknown code and for the wrong digits alike.
///
/// # Errors
/// When the store does not answer or the file does not open.
pub fn track(
    parts: &Parts,
    connection: &Connection,
    code: &QueryCode,
    phone_tail: &str,
    today: Date,
) -> Result<Option<TrackResponse>, ApiError> {
    let wanted = phone_tail_index(parts, phone_tail);
    let row = applications::find_by_query_code(connection, code.as_str())?
        .filter(|row| row.phone_tail_index == Some(wanted));
    let file = row
        .map(|row| ApplicationFile::open(parts, connection, row))
        .transpose()?
        .flatten();
    Ok(file.and_then(|file| response(parts, &file, today)))
}

fn response(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<TrackResponse> {
    let mut defects: Vec<_> = file
        .loan
        .open_defects()
        .iter()
        .map(|defect| defect_view(&file.loan, defect))
        .collect();
    for defect in &mut defects {
        // What was written may name things that only the resident and the officers should read.
        defect.note.clear();
        defect.cannot_supply = None;
    }
    Some(TrackResponse {
        acceptance_number: file.row.acceptance_number.clone()?,
        product: file.product.id().to_owned(),
        state: file.loan.state(),
        holder: holder(parts, file),
        clock: with_rules(parts, |rules| file.loan.clock_view(today, rules)),
        usual: usual(parts, file, today),
        usual_by: usual_by(parts, file, today),
        posted_until: with_rules(parts, |rules| file.loan.public_notice_until(rules)),
        reopen_until: reopen_until(parts, &file.loan, today),
        appeal_until: with_rules(parts, |rules| file.loan.appeal_until(rules))
            .map(|due| due.on)
            .filter(|until| *until >= today),
        correction: corrections::view::address(file, today),
        defects,
        // Who helped is the resident's to read, signed in.
        timeline: timeline(&file.events, &Helpers::new(), Role::Resident),
    })
}
