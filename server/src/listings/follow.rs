//! What time does: listings go live on their day, drafts nobody works on are put away, alone or beside what residents see,
//! a licence that ends takes courses off the list.
//!
//! The minute's job calls [`run_once`]. Each listing is one write, decided again inside it, so a run beside another run
//! does nothing twice.

use domain::Date;
use store::listings::Untouched;
use store::{Connection, Tx, listings, organisations};
use workflow::listing::{ListingAction, ListingDetail, SuspensionCause};
use workflow::{DeviceKind, Role};

use super::act::{go_live, suspend_by_portal};
use super::record::{Record, rules};
use crate::applications::actor::Actor;
use crate::enrolments::notice::Notice;
use crate::jobs::each::follow_each;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Who the log says did it.
const JOB: &str = "listings";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Does what is due at an instant and says how many listings it touched.
///
/// # Errors
/// When the store does not answer. A single listing that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let clocks = state.training_plan.clocks;
    let before = |days: i64| now_ms - days * DAY_MS;
    let untouched = Untouched {
        // So many working days never take fewer days; the file itself counts.
        returned: before(i64::from(clocks.answer_working_days)),
        draft: before(i64::from(clocks.draft_days) - 1),
        withdrawn: before(i64::from(clocks.archive_days) - 1),
    };
    let mut due = state
        .store
        .read(|connection| listings::list_due(connection, today, untouched))?;
    let unlicensed = state
        .store
        .read(|connection| list_unlicensed(connection, today))?;
    due.extend(unlicensed);
    Ok(follow_each(state, due, follow, now_ms).await)
}

/// What residents see of organisations whose licence has ended. There are few organisations, and most have one.
fn list_unlicensed(connection: &Connection, today: Date) -> Result<Vec<String>, ApiError> {
    let mut found = Vec::new();
    for row in organisations::list(connection)? {
        let organisation = Organisation::of(row)?;
        if organisation.licence.valid_until < today {
            found.extend(listings::list_live_ids(connection, &organisation.row.id)?);
        }
    }
    Ok(found)
}

/// A licence that has ended takes the course off the list; an officer puts it back on once there is another.
fn suspend(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    record: &mut Record,
) -> Result<Option<Vec<Notice>>, ApiError> {
    let organisation = Organisation::find(tx, &record.row.organisation_id)?;
    let until = organisation.map(|one| one.licence.valid_until);
    let Some(until) = until.filter(|until| *until < actor.today()) else {
        return Ok(None);
    };
    let cause = SuspensionCause::LicenceEnded { until };
    suspend_by_portal(tx, parts, actor, record, cause)?;
    Ok(Some(Vec::new()))
}

/// One listing; nothing when nothing was due in it any more.
fn follow(tx: &Tx, parts: &Parts, id: &str, now_ms: i64) -> Result<Option<Vec<Notice>>, ApiError> {
    let Some(mut record) = Record::find(tx, id)? else {
        return Ok(None);
    };
    let actor = Actor {
        id: JOB.to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: format!("{JOB}-{id}-{}", record.row.version),
        on_behalf: None,
    };
    let due = record.file.follow_day(actor.today()).filter(|action| {
        let event = actor.step(*action, ListingDetail::None);
        record.file.decide(&event, rules(parts)).is_ok()
    });
    let Some(action) = due else {
        return if record.state().is_public() {
            suspend(tx, parts, &actor, &mut record)
        } else {
            Ok(None)
        };
    };
    if action != ListingAction::GoLive {
        record.step(tx, parts, &actor, (action, ListingDetail::None))?;
        return Ok(Some(Vec::new()));
    }
    let organisation = Organisation::find(tx, &record.row.organisation_id)?;
    let Some(organisation) = organisation else {
        return Ok(None);
    };
    go_live(tx, parts, &actor, &organisation, &mut record).map(Some)
}
