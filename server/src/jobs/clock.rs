//! Closes what ran out: drafts nobody touched, returns nobody answered, offers nobody signed, postings that ended.
//! Silence never refuses anybody, and no agency's clock closes a file.

use store::{Connection, Tx, applications};
use workflow::loan::{EventDetail, LoanAction, LoanState};
use workflow::{DeviceKind, Role};

use super::log;
use crate::applications::act::act;
use crate::applications::actor::Actor;
use crate::applications::clocks::{loan_clocks, with_rules};
use crate::applications::empty::empty;
use crate::applications::file::ApplicationFile;
use crate::applications::papers;
use crate::applications::staff::notice;
use crate::problem::ApiError;
use crate::sms::message::{Owed, owe, tell};
use crate::state::{AppState, Parts};

/// Who the log says did it.
const JOB: &str = "clock";
/// Most files of a state looked at in one run; the next run is a minute later.
const LOOKED_AT_LIMIT: i64 = 10_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The states that time alone can end, beside the draft.
const RUN_OUT: [LoanState; 5] = [
    LoanState::ReturnedHr,
    LoanState::ReturnedGuarantee,
    LoanState::ReturnedBank,
    LoanState::ContractReady,
    LoanState::PublicNotice,
];

/// Does what is due at an instant and says how many files it moved.
///
/// # Errors
/// When the store does not answer. A single file that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let due = state
        .store
        .read(|connection| list_due(state, connection, now_ms))?;
    let mut moved = 0;
    for id in due {
        match close(state, id, now_ms).await {
            Ok(Some(owed)) => {
                moved += 1;
                tell(state, owed).await;
            }
            Ok(None) => {}
            Err(error) => log(Err(error)),
        }
    }
    if moved > 0 {
        papers::sweep(state).await?;
    }
    Ok(moved)
}

fn list_due(parts: &Parts, connection: &Connection, now_ms: i64) -> Result<Vec<String>, ApiError> {
    let draft_days = i64::from(loan_clocks(&parts.district).draft_days);
    let drafts_before_ms = now_ms - draft_days * DAY_MS;
    let mut rows = applications::list_untouched(
        connection,
        LoanState::Draft.as_str(),
        drafts_before_ms,
        LOOKED_AT_LIMIT,
    )?;
    for state in RUN_OUT {
        let untouched = applications::list_untouched(
            connection,
            state.as_str(),
            now_ms.saturating_add(1),
            LOOKED_AT_LIMIT,
        )?;
        rows.extend(untouched);
    }
    let mut due = Vec::new();
    for row in rows {
        match ApplicationFile::open(parts, connection, row) {
            Ok(Some(file)) if due_action(parts, &file, now_ms).is_some() => due.push(file.row.id),
            Ok(_) => {}
            Err(error) => log(Err(error)),
        }
    }
    Ok(due)
}

/// What the portal may do to the file at this instant; a draft's age is counted from the last word typed.
fn due_action(parts: &Parts, file: &ApplicationFile, now_ms: i64) -> Option<LoanAction> {
    let draft_days = i64::from(loan_clocks(&parts.district).draft_days);
    let is_fresh_draft = file.loan.state() == LoanState::Draft
        && file.row.updated_ms >= now_ms - draft_days * DAY_MS;
    if is_fresh_draft {
        return None;
    }
    let today = actor(file, now_ms).today();
    with_rules(parts, |rules| {
        file.loan.available(Role::System, JOB, today, rules)
    })
    .into_iter()
    .next()
}

/// Moves a file, unless somebody was first, and says what is to be told of it.
async fn close(state: &AppState, id: String, now_ms: i64) -> Result<Option<Vec<Owed>>, ApiError> {
    let parts = state.clone();
    let work = move |tx: &Tx| {
        let Some(mut file) = ApplicationFile::load(&parts, tx, &id)? else {
            return Ok(None);
        };
        let Some(action) = due_action(&parts, &file, now_ms) else {
            return Ok(None);
        };
        if file.loan.state() == LoanState::Draft {
            empty(tx, &mut file, now_ms)?;
        }
        let (actor, version) = (actor(&file, now_ms), file.loan.version());
        let what = (action, EventDetail::None);
        act(tx, &parts, &mut file, &actor, version, what)?;
        let told = notice::after(&parts, &file, action);
        let owed = owe(tx, &parts, told.into_iter().collect(), now_ms)?;
        Ok(Some(owed))
    };
    state.store.write::<_, _, ApiError>(work).await
}

fn actor(file: &ApplicationFile, now_ms: i64) -> Actor {
    Actor {
        id: JOB.to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: format!("{JOB}-{}-{}", file.row.id, file.loan.version()),
        on_behalf: None,
    }
}
