//! Of whom the section has still to say whether a subsidy pays, and who asks to be looked at again after a no.

use api::training_section::{EligibilityRequest, EligibilityRequests};
use domain::Date;
use store::enrolments::Enrolment;
use store::{Connection, enrolments as rows};
use workflow::Role;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState, WaitsFor};

use crate::applications::error::impossible;
use crate::applications::staff::queue::masked;
use crate::enrolments::eligibility::other_accounts;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::rules::{due, enrolment_clocks, with_rules};
use crate::enrolments::view::find_course;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::settlements::kept::{Row, id_index};
use crate::settlements::view::masked_id;
use crate::state::Parts;

/// The most in one answer.
const PAGE: i64 = 200;

/// Everybody who waits, by the last day for an answer.
///
/// # Errors
/// When the store does not answer, or something does not open.
pub fn requests(
    parts: &Parts,
    connection: &Connection,
    now_ms: i64,
) -> Result<EligibilityRequests, ApiError> {
    let mut requests = Vec::new();
    for what in [WaitsFor::Eligibility, WaitsFor::Appeal] {
        for row in rows::list_waiting_for(connection, what.as_str(), PAGE)? {
            // Who asks about a result is looked at in the class; what was erased is gone.
            let is_here =
                what == WaitsFor::Eligibility || row.state == EnrolmentState::NotEligible.as_str();
            if is_here && row.wrapped_key.is_some() {
                requests.push(request(parts, connection, row, now_ms)?);
            }
        }
    }
    requests.sort_by_key(|one| (one.due_on, one.number));
    let clocks = enrolment_clocks(&parts.district);
    Ok(EligibilityRequests {
        working_days: clocks.eligibility_working_days,
        appeal_working_days: clocks.appeal_working_days,
        requests,
    })
}

fn request(
    parts: &Parts,
    connection: &Connection,
    row: Enrolment,
    now_ms: i64,
) -> Result<EligibilityRequest, ApiError> {
    let doing = "read who waits for the section";
    let room = Room::load(parts, connection, &row.class_id)?;
    let room = room.ok_or_else(|| impossible(doing))?;
    let course = find_course(connection, &room.row.course_id)?;
    let member = Member::open(parts, connection, row)?;
    let kept = Row::of(connection, &member)?;
    let id = kept.id_number.as_deref().map(|id| id_index(parts, id));
    let others = other_accounts(connection, id.as_ref(), &member.row.person_id)?;
    let (what, since) = member.file.waits().ok_or_else(|| impossible(doing))?;
    let (due_on, is_overdue) = due(parts, (what, since), Date::from_unix_ms_shanghai(now_ms));
    let mut actions = with_rules(parts, &room, |rules| {
        member.file.available(Role::TrainingOfficer, now_ms, rules)
    });
    actions.retain(|action| {
        matches!(
            action,
            A::Hold | A::Return | A::Refuse | A::Uphold | A::Overturn
        )
    });
    Ok(EligibilityRequest {
        id: member.row.id.clone(),
        class_id: member.row.class_id.clone(),
        version: member.file.version(),
        number: member.file.place().unwrap_or_default(),
        provider: course.as_ref().map(|course| course.provider.clone()),
        title: course.map(|course| course.title),
        starts_on: room.plan.starts_on,
        name: member.file.name().map(|name| masked(name.expose())),
        phone: masked_phone(parts, connection, &member.row.person_id)?,
        id_number: kept.id_number.as_deref().map(masked_id),
        other_accounts: u32::try_from(others.len()).unwrap_or(u32::MAX),
        statement: kept.statement,
        verdict: kept.at_enrolment.map(|verdict| verdict.view),
        appeal: (what == WaitsFor::Appeal)
            .then(|| member.appeal_reason.clone())
            .flatten(),
        since,
        due_on,
        is_overdue,
        actions,
    })
}
