//! What a trainer or an officer does to a listing, other than writing it.

use api::ProblemCode;
use api::listing::{ListingActionRequest, MOST_REASON_CHARS};
use domain::Date;
use store::Tx;
use workflow::StepError;
use workflow::listing::{ListingAction as A, ListingDetail, ListingState, SuspensionCause};

use super::error::{has_errors, not_possible, refuse_errors};
use super::ground::Measure;
use super::kept;
use super::publish::{publish, refuse_open_classes, refuse_other_subject, take_down};
use super::record::Record;
use crate::applications::actor::Actor;
use crate::enrolments::notice::Notice;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;
use crate::training_papers::{self, FileKind};

const MOST_DEFECTS: usize = 100;
/// How far ahead a listing may be scheduled.
const MOST_DAYS_AHEAD: i32 = 366;

/// Does it, and says who is to be told of seats that came free by it.
///
/// # Errors
/// When the workflow refuses, what is handed in has mistakes, or a class stands in the way.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    record: &mut Record,
    request: &ListingActionRequest,
) -> Result<Vec<Notice>, ApiError> {
    check_size(request)?;
    // Written and gone live through other ways, which bring words and days along.
    if matches!(
        request.action,
        A::Write | A::Correct | A::Schedule | A::GoLive
    ) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    if matches!(request.action, A::Submit | A::Approve | A::Resume) {
        let own = (record.row.id.as_str(), record.row.course_id.as_str());
        let measure = Measure::of(tx, organisation, Some(own), actor.today())?;
        refuse_errors(&listing::check(&record.draft, &measure.ground(parts)))?;
    }
    if matches!(request.action, A::Submit | A::Approve) {
        refuse_other_subject(tx, record)?;
    }
    if request.action == A::Withdraw {
        refuse_open_classes(tx, record)?;
    }
    if request.action == A::Approve && record.state() == ListingState::Submitted {
        refuse_late_day(tx, parts, organisation, record, (request, actor.today()))?;
    }
    if !request.papers.is_empty() {
        attach(tx, actor, record, request)?;
    }
    if matches!(request.action, A::Suspend | A::Withdraw) {
        kept::keep(tx, actor, record)?;
    }
    let was_public = record.state().is_public();
    record.step(tx, parts, actor, (request.action, detail_of(request)))?;
    match request.action {
        A::Approve if record.state() == ListingState::Approved => {
            let on = go_live_day(request, actor.today())?;
            let portal = actor.portal();
            let schedule = (A::Schedule, ListingDetail::GoLive { on });
            record.step(tx, parts, &portal, schedule)?;
            if on > actor.today() {
                return Ok(Vec::new());
            }
            go_live(tx, parts, &portal, organisation, record)
        }
        A::Approve | A::Resume => publish(tx, parts, actor, organisation, record),
        A::Suspend | A::Withdraw if was_public => {
            take_down(tx, record)?;
            Ok(Vec::new())
        }
        _ => Ok(Vec::new()),
    }
}

/// Ties the papers named to the answer, which is written next.
fn attach(
    tx: &Tx,
    actor: &Actor,
    record: &Record,
    request: &ListingActionRequest,
) -> Result<(), ApiError> {
    if request.action != A::Answer {
        return Err(ApiError::invalid_field("/papers", "unknown_field"));
    }
    let silent = StepError::DetailInvalid { part: "reason" };
    let rest = if request.reason.trim().is_empty() {
        Err(ApiError::invalid_field("/reason", silent.code()))
    } else {
        Ok(())
    };
    let name = (FileKind::Listing, record.row.id.as_str());
    training_papers::check_named(tx, name, &actor.id, &request.papers, rest)?;
    training_papers::attach(tx, &request.papers, record.row.version + 1)
}

/// The day has come: residents see it.
///
/// # Errors
/// When the workflow refuses.
pub fn go_live(
    tx: &Tx,
    parts: &Parts,
    portal: &Actor,
    organisation: &Organisation,
    record: &mut Record,
) -> Result<Vec<Notice>, ApiError> {
    record.step(tx, parts, portal, (A::GoLive, ListingDetail::None))?;
    publish(tx, parts, portal, organisation, record)
}

/// Takes what residents see off the list; whoever has a seat keeps it, and what is written beside it is kept.
///
/// # Errors
/// When the workflow refuses.
pub fn suspend_by_portal(
    tx: &Tx,
    parts: &Parts,
    portal: &Actor,
    record: &mut Record,
    cause: SuspensionCause,
) -> Result<(), ApiError> {
    kept::keep(tx, portal, record)?;
    let suspend = (A::Suspend, ListingDetail::Cause(cause));
    record.step(tx, parts, portal, suspend)?;
    take_down(tx, record)
}

fn detail_of(request: &ListingActionRequest) -> ListingDetail {
    match request.action {
        A::Return => ListingDetail::Defects {
            defects: request.defects.clone(),
            late_reason: request.late_reason.trim().to_owned(),
        },
        A::Suspend | A::Answer | A::Withdraw => ListingDetail::Reason {
            text: request.reason.trim().to_owned(),
            papers: request.papers.clone(),
        },
        _ => ListingDetail::None,
    }
}

fn go_live_day(request: &ListingActionRequest, today: Date) -> Result<Date, ApiError> {
    let on = request.go_live_on.unwrap_or(today);
    if on > today.add_days(MOST_DAYS_AHEAD) {
        return Err(not_possible("too_early"));
    }
    Ok(on.max(today))
}

/// Residents are to see it while its classes can still be filed and asked for.
fn refuse_late_day(
    tx: &Tx,
    parts: &Parts,
    organisation: &Organisation,
    record: &Record,
    (request, today): (&ListingActionRequest, Date),
) -> Result<(), ApiError> {
    let on = go_live_day(request, today)?;
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(tx, organisation, Some(own), on)?;
    if has_errors(&listing::check(&record.draft, &measure.ground(parts))) {
        return Err(ApiError::invalid_field("/go_live_on", "go_live_too_late"));
    }
    Ok(())
}

fn check_size(request: &ListingActionRequest) -> Result<(), ApiError> {
    let is_long = |text: &str| text.chars().count() > MOST_REASON_CHARS;
    let notes = request.defects.iter().map(|defect| defect.note.as_str());
    let mut texts = notes.chain([request.reason.as_str(), request.late_reason.as_str()]);
    if request.defects.len() > MOST_DEFECTS || texts.any(is_long) {
        return Err(ApiError::invalid_field("/reason", "too_long"));
    }
    Ok(())
}
