//! One correction as the server works with it: its row, its events and what they fold into.

use application::{Answer, Answers, Field};
use store::corrections::{self as rows, Correction};
use store::events::{CORRECTIONS, Event};
use store::{Connection, Tx};
use vault::FileKey;
use workflow::correction::{
    CorrectionAction, CorrectionDetail, CorrectionEvent, CorrectionFile, Write,
};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::applications::sealed::{open_json, seal_json};
use crate::enrolments::error::{refused_step, refused_update};
use crate::problem::ApiError;

/// A correction, opened.
#[derive(Debug)]
pub struct Opened {
    /// The row as it was read or last written.
    pub row: Correction,
    /// What its events fold into.
    pub file: CorrectionFile,
    last: Option<Event>,
}

/// Place of a correction's event.
pub(super) fn event_place(id: &str, seq: i64) -> String {
    format!("correction_events/{id}/{seq}")
}

impl Opened {
    /// Opens the correction of a row under its file's key.
    ///
    /// # Errors
    /// When something does not open or does not follow.
    pub fn open(connection: &Connection, key: &FileKey, row: Correction) -> Result<Self, ApiError> {
        let stored = CORRECTIONS.list(connection, &row.id)?;
        Self::fold(key, row, stored)
    }

    fn fold(key: &FileKey, row: Correction, stored: Vec<Event>) -> Result<Self, ApiError> {
        let mut log: Vec<CorrectionEvent> = Vec::new();
        for event in &stored {
            let place = event_place(&row.id, event.seq);
            log.push(open_json(key, &place, &event.sealed_payload)?);
        }
        let file =
            CorrectionFile::fold(&log).map_err(while_doing("fold the events of a correction"))?;
        let last = stored.into_iter().next_back();
        Ok(Self { row, file, last })
    }

    /// Every correction of an application, in the order made.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn list(
        connection: &Connection,
        key: &FileKey,
        application_id: &str,
    ) -> Result<Vec<Self>, ApiError> {
        let rows = rows::list(connection, application_id)?;
        rows.into_iter()
            .map(|row| Self::open(connection, key, row))
            .collect()
    }

    /// Those of an application that were made by an instant, as far as they had come then. To read: nothing follows on them.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn list_until(
        connection: &Connection,
        key: &FileKey,
        application_id: &str,
        until_ms: i64,
    ) -> Result<Vec<Self>, ApiError> {
        let mut found = Vec::new();
        for row in rows::list(connection, application_id)? {
            let stored = CORRECTIONS.list(connection, &row.id)?.into_iter();
            let stored: Vec<Event> = stored
                .take_while(|event| event.created_ms <= until_ms)
                .collect();
            if !stored.is_empty() {
                found.push(Self::fold(key, row, stored)?);
            }
        }
        Ok(found)
    }

    /// A new one with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        key: &FileKey,
        row: Correction,
        actor: &Actor,
        detail: CorrectionDetail,
    ) -> Result<Self, ApiError> {
        let event = actor.step(CorrectionAction::Correct, detail);
        let file = CorrectionFile::default();
        let file = file.decide(&event).map_err(refused_step)?;
        let mut opened = Self {
            row,
            file,
            last: None,
        };
        opened.fill_row();
        rows::insert(tx, &opened.row)?;
        opened.append(tx, key, &event)?;
        Ok(opened)
    }

    /// One more event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        key: &FileKey,
        event: &CorrectionEvent,
    ) -> Result<(), ApiError> {
        let seen = self.row.version;
        self.file = self.file.decide(event).map_err(refused_step)?;
        self.fill_row();
        rows::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, key, event)
    }

    fn append(&mut self, tx: &Tx, key: &FileKey, event: &CorrectionEvent) -> Result<(), ApiError> {
        let id = &self.row.id;
        let sealed = seal_json(key, &event_place(id, self.row.version), event)?;
        CORRECTIONS.append_after(tx, id, self.last.as_ref(), event.at_ms, &[sealed])?;
        self.last = CORRECTIONS.find_last(tx, id)?;
        Ok(())
    }

    fn fill_row(&mut self) {
        let (row, file) = (&mut self.row, &self.file);
        row.state = file.state().as_str().to_owned();
        row.version = i64::from(file.version());
        row.updated_ms = file.changed_ms();
        if let Some(until) = file.until() {
            row.until_on = until;
        }
    }
}

/// Takes over what a correction writes: an answer that is no longer the one it names was changed since, and stays.
pub fn write<'a>(answers: &mut Answers, writes: impl IntoIterator<Item = Write<'a>>) {
    for write in writes {
        let Some(field) = Field::from_id(write.field) else {
            continue;
        };
        if as_it_stands(answers, field) == write.from {
            let back = (!write.to.is_empty()).then(|| Answer::One(write.to.to_owned()));
            answers.set(field, back);
        }
    }
}

/// An answer as a correction names it.
pub(super) fn as_it_stands(answers: &Answers, field: Field) -> String {
    answers.get(field).map(Answer::as_seen).unwrap_or_default()
}
