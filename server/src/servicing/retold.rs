//! What the terminal is told of a loan after the payout: where it stood at a moment, which of its due dates were paid by
//! then, and what happened; no amount, and nothing of a person.

use domain::Money;
use store::events::{Chain, LOANS};
use store::{Connection, loans};
use vault::FileKey;
use workflow::servicing::{ServicingEvent, ServicingFile};

use crate::applications::retold::RetellError;
use crate::event_log;
use crate::packages::manifest::rfc3339;

/// The whole log of a loan; empty where nothing was paid out.
///
/// # Errors
/// When the store does not answer or an event does not open.
pub(crate) fn open_log(
    connection: &Connection,
    key: &FileKey,
    id: &str,
) -> Result<Vec<ServicingEvent>, RetellError> {
    let mut log = Vec::new();
    for event in LOANS.list(connection, id)? {
        let opened = event_log::open(LOANS, key, id, &event);
        log.push(opened.map_err(|_| RetellError::LoanEventClosed(event.seq))?);
    }
    Ok(log)
}

/// The loan as it stood at an instant; no line where it was not booked by then.
///
/// # Errors
/// When its events do not follow from each other.
pub(crate) fn lines(log: &[ServicingEvent], until_ms: i64) -> Result<Vec<String>, RetellError> {
    let by_then = log.iter().take_while(|event| event.at_ms <= until_ms);
    let file = fold(by_then.clone())?;
    let Some(account) = file.account() else {
        return Ok(Vec::new());
    };
    let mut lines = vec![format!("loan: {}", file.state())];
    for paid in account.rows() {
        let paid_fen = paid.interest_paid.fen() + paid.principal_paid.fen();
        let word = if paid.unpaid() == Money::ZERO {
            "paid"
        } else if paid_fen > 0 {
            "paid in part"
        } else {
            "open"
        };
        let (number, due_on) = (paid.row.no, paid.row.due_date);
        lines.push(format!("{number:>4}  due on {due_on}: {word}"));
    }
    for (number, event) in (1..).zip(by_then) {
        let (at, action, role) = (rfc3339(event.at_ms), event.action, event.role);
        lines.push(format!("{number:>4}  {at}  {action} by {role}"));
    }
    Ok(lines)
}

/// What is stored of a loan against what all its events fold into.
///
/// # Errors
/// When the store does not answer or the events do not follow from each other.
pub(crate) fn compare(
    connection: &Connection,
    id: &str,
    log: &[ServicingEvent],
) -> Result<Vec<String>, RetellError> {
    let mut wrong = Vec::new();
    if let Chain::Broken { seq } = LOANS.verify_chain(connection, id)? {
        wrong.push(format!(
            "the chain of the loan's events is broken at event {seq}"
        ));
    }
    let file = fold(log)?;
    let is_kept = match loans::find(connection, id)? {
        Some(row) => row.state == file.state().as_str() && row.version == i64::from(file.version()),
        None => log.is_empty(),
    };
    if !is_kept {
        wrong.push("the loan's columns are not what its events fold into".to_owned());
    }
    Ok(wrong)
}

fn fold<'a>(
    log: impl IntoIterator<Item = &'a ServicingEvent>,
) -> Result<ServicingFile, RetellError> {
    ServicingFile::fold(log).map_err(|(_, error)| RetellError::LoanBroken(error))
}
