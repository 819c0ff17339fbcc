//! Listings as the wire shows them.

use api::listing::{ListingStep, ListingSummary, ListingView};
use domain::Date;
use store::Connection;
use workflow::listing::{ListingAction as A, ListingDetail, ListingEvent, ListingState, allowed};
use workflow::{DueDate, Role};

use super::ground::{Measure, open_classes};
use super::record::{Record, rules};
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// One in a list.
#[must_use]
pub fn summary(parts: &Parts, record: &Record, organisation: &str, today: Date) -> ListingSummary {
    let due_on = due(parts, record).map(|due| due.on);
    ListingSummary {
        id: record.row.id.clone(),
        title: record.draft.title().to_owned(),
        organisation: organisation.to_owned(),
        state: record.state(),
        is_handed_in: record.file.is_handed_in(),
        due_on,
        is_overdue: due_on.is_some_and(|on| today > on),
        put_away_on: record.file.put_away_notice(today, rules(parts)),
        classes: u32::try_from(record.draft.classes.len()).unwrap_or(u32::MAX),
        updated_at_ms: record.row.updated_ms,
    }
}

/// One, whole, as somebody of this role sees it.
///
/// # Errors
/// When the store does not answer.
pub fn view(
    parts: &Parts,
    connection: &Connection,
    organisation: &Organisation,
    record: &Record,
    role: Role,
    today: Date,
) -> Result<ListingView, ApiError> {
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(connection, organisation, Some(own), today)?;
    let findings = listing::check(&record.draft, &measure.ground(parts));
    let open = open_classes(connection, &record.row.course_id)?;
    let steps = record.events(parts, connection)?;
    let live = record.live.clone().filter(|live| *live != record.draft);
    let changed = match &live {
        Some(live) => listing::changed(live, &record.draft),
        None => record.file.changed().to_vec(),
    };
    let is_returned = record.file.returns() > 0;
    Ok(ListingView {
        id: record.row.id.clone(),
        version: record.file.version(),
        course_id: record.row.course_id.clone(),
        organisation: organisation.row.name.clone(),
        licence: organisation.licence.clone(),
        state: record.state(),
        is_handed_in: record.file.is_handed_in(),
        actions: actions(record, role),
        draft: record.draft.clone(),
        changed: if live.is_some() || is_returned {
            changed
        } else {
            Vec::new()
        },
        live,
        findings,
        defects: record.file.defects().to_vec(),
        returns: record.file.returns(),
        due_on: due(parts, record).map(|due| due.on),
        open_classes: open.into_keys().collect(),
        steps: steps.iter().rev().map(step).collect(),
    })
}

/// What the table lets this role do, less what needs the draft to be on the other side.
fn actions(record: &Record, role: Role) -> Vec<A> {
    let is_handed_in = record.file.is_handed_in();
    let is_pending = record.state() == ListingState::LiveWithDraft;
    let is_possible = |action: &A| match action {
        A::TakeBack | A::Return | A::Approve => !is_pending || is_handed_in,
        A::Write | A::Submit | A::Discard => !is_pending || !is_handed_in,
        A::Correct => false,
        _ => true,
    };
    allowed(record.state(), role).filter(is_possible).collect()
}

fn due(parts: &Parts, record: &Record) -> Option<DueDate> {
    let file = &record.file;
    file.review_due(rules(parts))
        .or_else(|| file.answer_due(rules(parts)))
}

fn step(event: &ListingEvent) -> ListingStep {
    let reason = match &event.detail {
        ListingDetail::Reason { text } => text.clone(),
        ListingDetail::Defects { late_reason, .. } => late_reason.clone(),
        ListingDetail::None | ListingDetail::Written(_) | ListingDetail::GoLive { .. } => {
            String::new()
        }
    };
    ListingStep {
        action: event.action,
        role: event.role,
        at_ms: event.at_ms,
        reason,
    }
}
