//! Logs as the server works with them: events sealed for their places, opened, and appended.
//!
//! What is done with every log alike is here, and [`verify`] asks whether it still holds. [`Opened`] is the small file whose
//! log alone says where it stands: a complaint, a correction, a re-review, a spot check. The others are put together where
//! they belong, out of the same functions: a settlement has no row before its first event, a listing keeps its words and its
//! fold beside the log, a consent the person, classes and enrolments change together and by rules, a loan follows the day. An
//! application is of another kind altogether: its events have a form of their own, and what they fold into is sealed too.

pub mod older;
pub mod verify;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::UpdateError;
use store::events::{Event, Log};
use store::{Connection, StoreError, Tx};
use vault::{FileKey, Keyring, OpenError};
use workflow::{BrokenLog, Step, StepError};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::{refused_step, refused_update};
use crate::problem::ApiError;
use crate::state::Parts;

/// What the events of a log are sealed under: the key of their file where it has one, the portal's where it has none.
pub trait Seals {
    /// Seals bytes for their place.
    fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Vec<u8>;

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// Says why it does not open.
    fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError>;
}

impl Seals for FileKey {
    fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        self.seal(place, bytes)
    }

    fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.open(place, sealed)
    }
}

impl Seals for Keyring {
    fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        self.seal(place, bytes)
    }

    fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.open(place, sealed)
    }
}

impl Seals for Parts {
    fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        self.keyring.seal(place, bytes)
    }

    fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.keyring.open(place, sealed)
    }
}

/// An event as it is kept: the one of a number, from 1, of a file.
///
/// # Errors
/// Only if it cannot be written as JSON.
pub fn seal<E: Serialize>(
    log: Log,
    key: &impl Seals,
    (id, seq): (&str, i64),
    event: &E,
) -> Result<Vec<u8>, ApiError> {
    let json = serde_json::to_vec(event).map_err(while_doing("write an event"))?;
    Ok(key.seal_bytes(&log.place(id, seq), &json))
}

/// An event of a file, opened.
///
/// # Errors
/// When it does not open, or holds something else.
pub fn open<E: DeserializeOwned>(
    log: Log,
    key: &impl Seals,
    id: &str,
    event: &Event,
) -> Result<E, ApiError> {
    let doing = "read an event";
    let json = key.open_bytes(&log.place(id, event.seq), &event.sealed_payload);
    let json = json.map_err(while_doing(doing))?;
    serde_json::from_slice(&json).map_err(while_doing(doing))
}

/// The events of a file, the oldest first, and the last as it is kept, which the next one follows.
///
/// # Errors
/// When one does not open.
pub fn read<E: DeserializeOwned>(
    log: Log,
    connection: &Connection,
    key: &impl Seals,
    id: &str,
) -> Result<(Vec<E>, Option<Event>), ApiError> {
    read_until(log, connection, key, id, i64::MAX)
}

/// The same of those events that were there at an instant.
///
/// # Errors
/// As [`read`].
pub fn read_until<E: DeserializeOwned>(
    log: Log,
    connection: &Connection,
    key: &impl Seals,
    id: &str,
    until_ms: i64,
) -> Result<(Vec<E>, Option<Event>), ApiError> {
    let kept = log.list(connection, id)?.into_iter();
    let kept: Vec<Event> = kept
        .take_while(|event| event.created_ms <= until_ms)
        .collect();
    let mut events = Vec::new();
    for event in &kept {
        events.push(open(log, key, id, event)?);
    }
    Ok((events, kept.into_iter().next_back()))
}

/// Appends an event after the last one.
///
/// # Errors
/// When the store does not take it.
pub fn append<A: Serialize, D: Serialize>(
    log: Log,
    tx: &Tx,
    key: &impl Seals,
    id: &str,
    last: Option<&Event>,
    event: &Step<A, D>,
) -> Result<(), ApiError> {
    let seq = last.map_or(1, |last| last.seq + 1);
    let sealed = seal(log, key, (id, seq), event)?;
    Ok(log.append_after(tx, id, last, event.at_ms, &[sealed])?)
}

/// A kind of small file: what its events fold into, and the columns that say so.
pub trait Logged: Debug + Default {
    /// Its row.
    type Row: Debug;
    /// What is done to it.
    type Action: Serialize + DeserializeOwned;
    /// What that needs.
    type Detail: Serialize + DeserializeOwned;

    /// Where its events are.
    const LOG: Log;
    /// What its first event does.
    const FIRST: Self::Action;
    /// Completes "could not …" where its events do not follow from each other.
    const FOLDING: &'static str;

    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    fn of(log: &[EventOf<Self>]) -> Result<Self, BrokenLog>;

    /// The file after one more event.
    ///
    /// # Errors
    /// When the workflow refuses.
    fn after(&self, event: &EventOf<Self>) -> Result<Self, StepError>;

    /// Id and version of a row.
    fn name(row: &Self::Row) -> (&str, i64);

    /// Brings the columns in line with the fold.
    fn fill(&self, row: &mut Self::Row);

    /// Whether the columns say what the events say.
    fn is_kept_as(&self, row: &Self::Row) -> bool;

    /// Adds a row.
    ///
    /// # Errors
    /// When the store does not take it.
    fn insert(tx: &Tx, row: &Self::Row) -> Result<(), StoreError>;

    /// Writes a row over the version that was seen.
    ///
    /// # Errors
    /// When another write came first.
    fn update(tx: &Tx, row: &Self::Row, seen: i64) -> Result<(), UpdateError>;
}

/// An event of a kind of small file.
pub type EventOf<F> = Step<<F as Logged>::Action, <F as Logged>::Detail>;

/// A small file, opened.
#[derive(Debug)]
pub struct Opened<F: Logged> {
    /// The row as it was read or last written.
    pub row: F::Row,
    /// What its events fold into.
    pub file: F,
    last: Option<Event>,
}

impl<F: Logged> Opened<F> {
    /// Opens the file of a row.
    ///
    /// # Errors
    /// When an event does not open or does not follow.
    pub fn open(connection: &Connection, key: &impl Seals, row: F::Row) -> Result<Self, ApiError> {
        let (id, _) = F::name(&row);
        let (log, last) = read::<EventOf<F>>(F::LOG, connection, key, id)?;
        Self::fold(row, &log, last)
    }

    /// The file of a row as it stood at an instant; none before its first event. To read: nothing follows on it.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_until(
        connection: &Connection,
        key: &impl Seals,
        row: F::Row,
        until_ms: i64,
    ) -> Result<Option<Self>, ApiError> {
        let (id, _) = F::name(&row);
        let (log, last) = read_until::<EventOf<F>>(F::LOG, connection, key, id, until_ms)?;
        if log.is_empty() {
            return Ok(None);
        }
        Self::fold(row, &log, last).map(Some)
    }

    fn fold(row: F::Row, log: &[EventOf<F>], last: Option<Event>) -> Result<Self, ApiError> {
        let file = F::of(log).map_err(while_doing(F::FOLDING))?;
        Ok(Self { row, file, last })
    }

    /// A new one with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or the store does not take it.
    pub fn start(
        tx: &Tx,
        key: &impl Seals,
        row: F::Row,
        actor: &Actor,
        detail: F::Detail,
    ) -> Result<Self, ApiError> {
        let event = actor.step(F::FIRST, detail);
        let file = F::default().after(&event).map_err(refused_step)?;
        let mut opened = Self {
            row,
            file,
            last: None,
        };
        opened.file.fill(&mut opened.row);
        F::insert(tx, &opened.row)?;
        opened.append(tx, key, &event)?;
        Ok(opened)
    }

    /// One more event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(&mut self, tx: &Tx, key: &impl Seals, event: &EventOf<F>) -> Result<(), ApiError> {
        let (_, seen) = F::name(&self.row);
        self.file = self.file.after(event).map_err(refused_step)?;
        self.file.fill(&mut self.row);
        F::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, key, event)
    }

    fn append(&mut self, tx: &Tx, key: &impl Seals, event: &EventOf<F>) -> Result<(), ApiError> {
        let (id, _) = F::name(&self.row);
        append(F::LOG, tx, key, id, self.last.as_ref(), event)?;
        self.last = F::LOG.find_last(tx, id)?;
        Ok(())
    }
}
