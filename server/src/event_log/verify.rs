//! What is asked of every kind of file with a log: whether chain, events, fold and columns hold together. It changes nothing.

use serde::de::DeserializeOwned;
use store::backup::Reads;
use store::events::{Chain, Log};
use store::{Connection, StoreError};
use workflow::BrokenLog;

use super::{EventOf, Logged, Seals, open};

/// What is wrong with a file whose row was changed behind its log.
pub const COLUMNS: &str = "the columns are not what the events fold into";
/// What is wrong with a file whose kept fold was changed behind its log.
pub const FOLD: &str = "the stored state is not what the events fold into";
/// Files read in one go.
const PART: i64 = 200;

/// Why a file does not pass.
#[derive(Debug)]
pub enum Wrong {
    /// Nobody knows: the store does not answer.
    Unknown(StoreError),
    /// What is wrong with it.
    Found(String),
}

impl From<StoreError> for Wrong {
    fn from(error: StoreError) -> Self {
        Self::Unknown(error)
    }
}

impl From<BrokenLog> for Wrong {
    fn from(error: BrokenLog) -> Self {
        Self::Found(error.to_string())
    }
}

/// A finding where something is not so.
///
/// # Errors
/// The finding.
pub fn holds(is_so: bool, otherwise: &str) -> Result<(), Wrong> {
    if is_so {
        Ok(())
    } else {
        Err(Wrong::Found(otherwise.to_owned()))
    }
}

/// What passed, or what is wrong.
///
/// # Errors
/// When the store does not answer.
pub fn found<T>(checked: Result<T, Wrong>) -> Result<Result<T, String>, StoreError> {
    match checked {
        Ok(passed) => Ok(Ok(passed)),
        Err(Wrong::Found(what)) => Ok(Err(what)),
        Err(Wrong::Unknown(error)) => Err(error),
    }
}

/// What is wrong, if anything is.
///
/// # Errors
/// When the store does not answer.
pub fn wrong_with<T>(checked: Result<T, Wrong>) -> Result<Option<String>, StoreError> {
    Ok(found(checked)?.err())
}

/// What is wrong with a file that is named in a line beside others: what kind, its id and what.
///
/// # Errors
/// When the store does not answer.
pub fn line<T>(
    kind: &str,
    id: &str,
    checked: Result<T, Wrong>,
) -> Result<Option<String>, StoreError> {
    let wrong = wrong_with(checked)?;
    Ok(wrong.map(|what| format!("{kind} {id}: {what}")))
}

/// Goes through every file of a kind, each as of one moment: how many there are, and a line for each thing wrong. None is
/// wrong that went away since it was listed.
///
/// # Errors
/// When the store does not answer.
pub fn each<R, W: IntoIterator<Item = String>>(
    store: &impl Reads,
    kind: &str,
    list: impl Fn(&Connection, &str, i64) -> Result<Vec<String>, StoreError>,
    find: impl Fn(&Connection, &str) -> Result<Option<R>, StoreError>,
    check: impl Fn(&Connection, &R) -> Result<W, StoreError>,
) -> Result<(usize, Vec<String>), StoreError> {
    let (mut count, mut lines) = (0, Vec::new());
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| list(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok((count, lines));
        };
        after.clone_from(last);
        for id in &ids {
            let wrong = store.read::<_, StoreError>(|connection| {
                let row = find(connection, id)?;
                row.map(|row| check(connection, &row)).transpose()
            })?;
            count += 1;
            let wrong = wrong.into_iter().flatten();
            lines.extend(wrong.map(|what| format!("{kind} {id}: {what}")));
        }
    }
}

/// The number of events of a file whose chain is whole; it needs no key.
///
/// # Errors
/// Where the chain is broken.
pub fn check_chain(log: Log, connection: &Connection, id: &str) -> Result<i64, Wrong> {
    match log.verify_chain(connection, id)? {
        Chain::Whole { length } => Ok(length),
        Chain::Broken { seq } => {
            let what = format!("the chain of events is broken at event {seq}");
            Err(Wrong::Found(what))
        }
    }
}

/// The events of a file, the oldest first.
///
/// # Errors
/// Which one does not open.
pub fn open_log<E: DeserializeOwned>(
    log: Log,
    connection: &Connection,
    key: &impl Seals,
    id: &str,
) -> Result<Vec<E>, Wrong> {
    let mut events = Vec::new();
    for event in log.list(connection, id)? {
        let Ok(opened) = open(log, key, id, &event) else {
            return Err(Wrong::Found(format!("event {} does not open", event.seq)));
        };
        events.push(opened);
    }
    Ok(events)
}

/// What the events of a small file fold into, which is what its columns say, and the events.
///
/// # Errors
/// What of that is not so.
pub fn check_fold<F: Logged>(
    connection: &Connection,
    key: &impl Seals,
    row: &F::Row,
) -> Result<(F, Vec<EventOf<F>>), Wrong> {
    let (id, _) = F::name(row);
    let log = open_log::<EventOf<F>>(F::LOG, connection, key, id)?;
    let file = F::of(&log)?;
    holds(file.is_kept_as(row), COLUMNS)?;
    Ok((file, log))
}
