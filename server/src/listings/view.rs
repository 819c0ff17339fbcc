//! Listings as the wire shows them.

use api::listing::{ListingStep, ListingSummary, ListingView, SuspensionView};
use domain::Date;
use store::Connection;
use workflow::listing::{
    ListingAction as A, ListingDetail, ListingEvent, ListingState, SuspensionCause, allowed,
};
use workflow::{DueDate, Role};

use super::ground::{Measure, open_classes};
use super::record::{Record, rules};
use super::{kept, photo};
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;
use crate::training_papers::{self, FileKind};

/// One in a list.
#[must_use]
pub fn summary(parts: &Parts, record: &Record, organisation: &str, today: Date) -> ListingSummary {
    let due_on = due(parts, record, today).map(|due| due.on);
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
    (staff_id, role): (&str, Role),
    today: Date,
) -> Result<ListingView, ApiError> {
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(connection, organisation, Some(own), today)?;
    let findings = listing::check(&record.draft, &measure.ground(parts));
    let open = open_classes(connection, &record.row.course_id)?;
    let steps = record.events(parts, connection)?;
    let live = record.live.clone().filter(|live| *live != record.draft);
    let changed = match &live {
        Some(live) => listing::changed_by_class(live, &record.draft),
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
        actions: actions(parts, record, role, today),
        draft: record.draft.clone(),
        changed: if live.is_some() || is_returned {
            changed
        } else {
            Vec::new()
        },
        live,
        kept: if role == Role::Trainer {
            kept::find(connection, record)?
        } else {
            None
        },
        photos: if role == Role::Trainer {
            Some(photo::room(connection, &organisation.row.id)?)
        } else {
            None
        },
        findings,
        defects: record.file.defects().to_vec(),
        returns: record.file.returns(),
        due_on: due(parts, record, today).map(|due| due.on),
        suspension: suspension(parts, connection, record, &steps, (staff_id, today))?,
        go_live_on: record
            .file
            .go_live_on()
            .filter(|_| record.state() == ListingState::Scheduled),
        open_classes: open
            .into_iter()
            .filter(|(_, class)| !class.is_cancelled)
            .map(|(key, _)| key)
            .collect(),
        steps: steps.iter().rev().map(step).collect(),
    })
}

/// What the table lets this role do, less what needs the draft to be on the other side, and an answer that comes too late.
fn actions(parts: &Parts, record: &Record, role: Role, today: Date) -> Vec<A> {
    let is_handed_in = record.file.is_handed_in();
    let is_pending = record.state() == ListingState::LiveWithDraft;
    let is_possible = |action: &A| match action {
        A::TakeBack | A::Return | A::Approve => !is_pending || is_handed_in,
        A::Write | A::Submit | A::Discard => !is_pending || !is_handed_in,
        A::Correct => false,
        A::Answer => record.file.may_answer(today, rules(parts)),
        _ => true,
    };
    allowed(record.state(), role).filter(is_possible).collect()
}

/// Whose turn it is has until then; an answer that can no longer be given is nobody's turn.
fn due(parts: &Parts, record: &Record, today: Date) -> Option<DueDate> {
    let file = &record.file;
    file.review_due(rules(parts))
        .or_else(|| file.answer_due(rules(parts)))
        .or_else(|| {
            let due = file.suspension_answer_due(rules(parts));
            due.filter(|due| today <= due.on)
        })
}

/// What stands between the last suspension and now.
fn suspension(
    parts: &Parts,
    connection: &Connection,
    record: &Record,
    steps: &[ListingEvent],
    (staff_id, today): (&str, Date),
) -> Result<Option<SuspensionView>, ApiError> {
    let is_off = record.state() == ListingState::Suspended;
    let begun = steps.iter().rposition(|step| step.action == A::Suspend);
    let since = begun
        .filter(|_| is_off)
        .and_then(|begun| steps.get(begun..))
        .unwrap_or_default();
    let Some(began) = since.first() else {
        return Ok(None);
    };
    let answer = since.iter().find(|step| step.action == A::Answer);
    let name = (FileKind::Listing, record.row.id.as_str());
    let papers = training_papers::views(parts, connection, name, staff_id)?;
    let (waiting, mut papers): (Vec<_>, Vec<_>) =
        papers.into_iter().partition(|paper| paper.event.is_none());
    // What came with an answer to an earlier suspension is not this one's.
    let before = steps.len() - since.len();
    papers.retain(|paper| {
        let event = paper.event.and_then(|seq| usize::try_from(seq).ok());
        event.is_some_and(|seq| seq > before)
    });
    let answer_by = record.file.suspension_answer_due(rules(parts));
    let answer_by = answer_by.map(|due| due.on);
    Ok(Some(SuspensionView {
        reason: reason_of(began),
        cause: cause_of(began),
        at_ms: began.at_ms,
        answer_by,
        is_unanswered: answer_by.is_some_and(|on| today > on),
        answer: answer.map(reason_of).unwrap_or_default(),
        answered_at_ms: answer.map(|step| step.at_ms),
        papers,
        waiting,
    }))
}

/// Whether a suspension waits for an answer that can still be given.
#[must_use]
pub fn may_answer(parts: &Parts, record: &Record, today: Date) -> bool {
    record.state() == ListingState::Suspended && record.file.may_answer(today, rules(parts))
}

fn reason_of(event: &ListingEvent) -> String {
    match &event.detail {
        ListingDetail::Reason { text, .. } => text.clone(),
        ListingDetail::Defects { late_reason, .. } => late_reason.clone(),
        ListingDetail::None
        | ListingDetail::Written(_)
        | ListingDetail::GoLive { .. }
        | ListingDetail::Cause(_) => String::new(),
    }
}

fn cause_of(event: &ListingEvent) -> Option<SuspensionCause> {
    match &event.detail {
        ListingDetail::Cause(cause) => Some(cause.clone()),
        _ => None,
    }
}

fn step(event: &ListingEvent) -> ListingStep {
    ListingStep {
        action: event.action,
        role: event.role,
        at_ms: event.at_ms,
        reason: reason_of(event),
        cause: cause_of(event),
    }
}
