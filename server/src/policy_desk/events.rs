//! What is written down of everything done at the desk.

use api::policy_desk::{ListPolicyEventsResponse, PolicyEventView};
use store::policy_events::{self, NewPolicyEvent};
use store::{Connection, StoreError, Tx};
use workflow::Role;

use super::officer::PolicyOfficer;
use super::people::People;

/// Most events given at once.
const PAGE: i64 = 100;

/// Writes down what an officer does, in the write that does it.
///
/// # Errors
/// When the store does not answer.
pub fn note(
    tx: &Tx,
    officer: &PolicyOfficer,
    (action, subject): (&str, &str),
    detail: String,
    now_ms: i64,
) -> Result<(), StoreError> {
    let event = NewPolicyEvent {
        actor_id: officer.id.clone(),
        role: Role::PolicyOfficer.as_str().to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail,
        at_ms: now_ms,
    };
    policy_events::append(tx, &event)
}

/// The newest events before a number, and whether the chain is whole.
///
/// # Errors
/// When the store does not answer.
pub fn list(
    connection: &Connection,
    before: Option<i64>,
) -> Result<ListPolicyEventsResponse, StoreError> {
    let people = People::load(connection)?;
    let rows = policy_events::list_before(connection, before.unwrap_or(i64::MAX), PAGE)?;
    let events = rows.into_iter().map(|row| PolicyEventView {
        seq: row.seq,
        actor: people.name(Some(&row.event.actor_id)),
        action: row.event.action,
        subject: row.event.subject,
        detail: row.event.detail,
        at_ms: row.event.at_ms,
    });
    Ok(ListPolicyEventsResponse {
        events: events.collect(),
        is_whole: policy_events::find_break(connection)?.is_none(),
    })
}
