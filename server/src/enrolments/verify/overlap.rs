//! Nobody has two seats on the same days without having been told: whoever took the second said that it is known.

use store::classes::{self, ClassSeats};
use store::enrolments::{self as rows, Enrolment};
use store::events::ENROLMENTS;
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::class::{ClassFile, ClassState};
use workflow::enrolment::{EnrolmentAction, EnrolmentEvent, EnrolmentFile, EnrolmentState, Seat};

use crate::event_log::verify::{found, open_log};

/// When somebody took a seat, and what was known then of others on its days.
struct Taken {
    at_ms: i64,
    overlap: Option<bool>,
}

pub(super) fn verify(
    connection: &Connection,
    keyring: &Keyring,
    found: &ClassSeats,
    row: &Enrolment,
) -> Result<Option<String>, StoreError> {
    let class = &found.class;
    let is_over = class.state.parse().is_ok_and(|state: ClassState| {
        matches!(
            state,
            ClassState::Finished | ClassState::Settled | ClassState::Cancelled
        )
    });
    if is_over || !has_taken(row) || was_postponed(&class.fold) {
        return Ok(None);
    }
    let days = (class.starts_on, class.ends_on);
    let others = rows::list_overlapping(connection, &row.person_id, &class.id, days)?;
    if others.is_empty() {
        return Ok(None);
    }
    let Some(own) = taken(connection, keyring, row)? else {
        return Ok(None);
    };
    // Events that are older than the question say neither.
    if own.overlap != Some(false) {
        return Ok(None);
    }
    let of_person = rows::list_by_person(connection, &row.person_id)?;
    for other in of_person {
        if !others.contains(&other.class_id) || !has_taken(&other) {
            continue;
        }
        // Days that moved later came with a message to everybody in it.
        let moved = classes::find(connection, &other.class_id)?;
        if moved.is_none_or(|moved| was_postponed(&moved.class.fold)) {
            continue;
        }
        let before = taken(connection, keyring, &other)?;
        // Whoever was let in after all was not asked, and stands for nothing here.
        let is_before = |before: &Taken| before.overlap.is_some() && before.at_ms < own.at_ms;
        if before.as_ref().is_some_and(is_before) {
            let class = &other.class_id;
            return Ok(Some(format!(
                "its days are those of class {class}, which nobody was told"
            )));
        }
    }
    Ok(None)
}

/// An offer takes a seat that nobody has said yes to.
fn has_taken(row: &Enrolment) -> bool {
    row.seat == Seat::Taken.as_str() && row.state != EnrolmentState::Offered.as_str()
}

fn was_postponed(fold: &str) -> bool {
    serde_json::from_str(fold).is_ok_and(|class: ClassFile| class.was_postponed())
}

/// None for what was erased or does not open, which is a finding of its own.
fn taken(
    connection: &Connection,
    keyring: &Keyring,
    row: &Enrolment,
) -> Result<Option<Taken>, StoreError> {
    let key = row.wrapped_key.as_ref();
    let key = key.and_then(|wrapped| keyring.unwrap_file_key(&row.id, wrapped).ok());
    let Some(key) = key else {
        return Ok(None);
    };
    let log = open_log::<EnrolmentEvent>(ENROLMENTS, connection, &key, &row.id);
    let Ok(log) = found(log)? else {
        return Ok(None);
    };
    let takes = |action| matches!(action, EnrolmentAction::Enrol | EnrolmentAction::Accept);
    let at_ms = log
        .iter()
        .filter(|event| takes(event.action))
        .map(|event| event.at_ms)
        .max();
    let file = EnrolmentFile::fold(&log).ok();
    Ok(at_ms.zip(file).map(|(at_ms, file)| Taken {
        at_ms,
        overlap: file.overlap(),
    }))
}
