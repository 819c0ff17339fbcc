//! Complaints as the training section sees them.

use api::complaint::{ComplaintView, ListComplaintsResponse};
use domain::Date;
use store::complaints::{self as rows, Complaint};
use store::{Connection, classes, enrolments, listings};
use workflow::Role;
use workflow::complaint::{UPHELD_TO_SUSPEND, allowed, counted_after};
use workflow::listing::ListingState;

use super::file::Opened;
use crate::applications::error::{impossible, while_doing};
use crate::applications::staff::queue::masked;
use crate::enrolments::member::Member;
use crate::enrolments::view::find_course;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::state::Parts;

/// The most of a kind in one answer.
const PAGE: i64 = 200;

/// Those that wait, and those answered within a year.
///
/// # Errors
/// When the store does not answer, or something does not open.
pub fn list(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<ListComplaintsResponse, ApiError> {
    let of = |found: Vec<Complaint>| -> Result<Vec<ComplaintView>, ApiError> {
        let mut shown = Vec::new();
        for row in found {
            let enrolment = enrolments::find(connection, &row.enrolment_id)?;
            // What was erased is gone.
            let Some(enrolment) = enrolment.filter(|row| row.wrapped_key.is_some()) else {
                continue;
            };
            let member = Member::open(parts, connection, enrolment)?;
            let complaint = Opened::open(connection, &member, row)?;
            shown.push(view(parts, connection, &member, &complaint, today)?);
        }
        Ok(shown)
    };
    Ok(ListComplaintsResponse {
        working_days: parts.training_plan.clocks.complaint_working_days,
        is_local_confirm: parts.training_plan.clocks.is_local_confirm,
        most_upheld: UPHELD_TO_SUSPEND,
        open: of(rows::list_open(connection, PAGE)?)?,
        decided: of(rows::list_decided(connection, counted_after(today), PAGE)?)?,
    })
}

/// One of them.
///
/// # Errors
/// When the store does not answer, or what is stored makes no sense.
pub fn view(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
    complaint: &Opened,
    today: Date,
) -> Result<ComplaintView, ApiError> {
    let doing = "read a complaint";
    let (row, file) = (&complaint.row, &complaint.file);
    let class = classes::find(connection, &member.row.class_id)?;
    let class = class.ok_or_else(|| impossible(doing))?.class;
    let course = find_course(connection, &row.course_id)?;
    let listing = listings::find_of_course(connection, &row.course_id)?;
    let state = listing
        .as_ref()
        .map(|listing| listing.state.parse::<ListingState>());
    let upheld = rows::count_upheld(connection, &row.course_id, counted_after(today))?;
    Ok(ComplaintView {
        id: row.id.clone(),
        version: file.version(),
        state: file.state(),
        class_id: class.id,
        provider: course.as_ref().map(|course| course.provider.clone()),
        title: course.map(|course| course.title),
        listing_state: state.transpose().map_err(while_doing(doing))?,
        listing_id: listing.map(|listing| listing.id),
        starts_on: class.starts_on,
        name: member.file.name().map(|name| masked(name.expose())),
        phone: masked_phone(parts, connection, &member.row.person_id)?,
        text: file.text().to_owned(),
        filed_on: file.filed_on().ok_or_else(|| impossible(doing))?,
        due_on: row.due_on,
        is_overdue: file.is_overdue(today),
        upheld: u32::try_from(upheld).unwrap_or(u32::MAX),
        reason: file.reason().to_owned(),
        decided_on: file.decided_on(),
        actions: allowed(file.state(), Role::TrainingOfficer),
    })
}
