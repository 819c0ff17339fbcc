//! What the terminal is told of an enrolment, as of a loan file: state, holder, what runs, kinds of events and their times, and
//! nothing of a person; and whether what is stored is what the events fold into.

use store::Connection;
use store::enrolments as rows;
use store::events::ENROLMENTS;
use vault::{FileKey, Keyring};
use workflow::Role;
use workflow::enrolment::{EnrolmentEvent, EnrolmentFile};

use super::verify::check_member;
use crate::applications::file::NOBODY;
use crate::applications::moment::Moment;
use crate::applications::retold::{Asked, RetellError, Retold};
use crate::event_log;
use crate::event_log::verify::{check_chain, wrong_with};
use crate::packages::manifest::rfc3339;

/// Folds the events of an enrolment up to a moment.
///
/// # Errors
/// When there is no such enrolment or moment, or the log cannot be read.
pub fn retell(
    connection: &Connection,
    keyring: &Keyring,
    asked: Asked<'_>,
) -> Result<Retold, RetellError> {
    let row = rows::find(connection, asked.file.trim())?.ok_or(RetellError::NotFound)?;
    let wrapped = row.wrapped_key.as_ref().ok_or(RetellError::Erased)?;
    let key = keyring
        .unwrap_file_key(&row.id, wrapped)
        .map_err(|_| RetellError::KeyClosed)?;
    let log = open_log(connection, &key, &row.id)?;
    let instants: Vec<i64> = log.iter().map(|event| event.at_ms).collect();
    let moment = match asked.at {
        Some(at) => Moment::among(at, &instants, asked.now_ms).map_err(RetellError::Moment)?,
        None => Moment {
            events: log.len(),
            at_ms: asked.now_ms,
        },
    };
    let (mut file, mut steps) = (EnrolmentFile::default(), Vec::new());
    for (number, event) in (1..).zip(log.iter().take(moment.events)) {
        file = EnrolmentFile::fold(log.iter().take(number)).map_err(RetellError::BrokenLog)?;
        let (at, action, role) = (rfc3339(event.at_ms), event.action, event.role);
        let state = file.state();
        steps.push(format!("{number:>4}  {at}  {action} by {role}: {state}"));
    }
    let holder = file.state().holder().map_or(NOBODY, Role::as_str);
    let mut lines = vec![
        format!(
            "as it stood at {}, after {} of {} events",
            rfc3339(moment.at_ms),
            moment.events,
            log.len()
        ),
        format!("state: {}, held by {holder}", file.state()),
        format!("place {} of class {}", row.place, row.class_id),
        clock_line(&file),
    ];
    lines.extend(steps);
    let mut wrong = Vec::new();
    wrong.extend(wrong_with(check_chain(ENROLMENTS, connection, &row.id))?);
    wrong.extend(wrong_with(check_member(connection, &key, &row))?);
    Ok(Retold { lines, wrong })
}

fn open_log(
    connection: &Connection,
    key: &FileKey,
    id: &str,
) -> Result<Vec<EnrolmentEvent>, RetellError> {
    let mut log = Vec::new();
    for event in ENROLMENTS.list(connection, id)? {
        let opened = event_log::open(ENROLMENTS, key, id, &event);
        log.push(opened.map_err(|_| RetellError::EventClosed(event.seq))?);
    }
    Ok(log)
}

fn clock_line(file: &EnrolmentFile) -> String {
    if let Some(until_ms) = file.offered_until_ms() {
        return format!("the offered seat stands until {}", rfc3339(until_ms));
    }
    match file.waits() {
        Some((what, since)) => format!("waits for {what} since {since}"),
        None => "no clock runs".to_owned(),
    }
}
