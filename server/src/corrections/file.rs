//! One correction as the server works with it: its row, its events and what they fold into.

use application::{Answer, Answers, Field};
use store::UpdateError;
use store::corrections::{self as rows, Correction};
use store::events::{CORRECTIONS, Log};
use store::{Connection, StoreError, Tx};
use vault::FileKey;
use workflow::correction::{
    CorrectionAction, CorrectionDetail, CorrectionEvent, CorrectionFile, Write,
};
use workflow::{BrokenLog, StepError};

use crate::event_log::{self, Logged};
use crate::problem::ApiError;

/// A correction, opened under its file's key.
pub type Opened = event_log::Opened<CorrectionFile>;

impl Logged for CorrectionFile {
    type Row = Correction;
    type Action = CorrectionAction;
    type Detail = CorrectionDetail;

    const LOG: Log = CORRECTIONS;
    const FIRST: CorrectionAction = CorrectionAction::Correct;
    const FOLDING: &'static str = "fold the events of a correction";

    fn of(log: &[CorrectionEvent]) -> Result<Self, BrokenLog> {
        Self::fold(log)
    }

    fn after(&self, event: &CorrectionEvent) -> Result<Self, StepError> {
        self.decide(event)
    }

    fn name(row: &Correction) -> (&str, i64) {
        (&row.id, row.version)
    }

    fn fill(&self, row: &mut Correction) {
        row.state = self.state().as_str().to_owned();
        row.version = i64::from(self.version());
        row.updated_ms = self.changed_ms();
        if let Some(until) = self.until() {
            row.until_on = until;
        }
    }

    fn is_kept_as(&self, row: &Correction) -> bool {
        row.state == self.state().as_str()
            && row.version == i64::from(self.version())
            && row.updated_ms == self.changed_ms()
            && self.until() == Some(row.until_on)
    }

    fn insert(tx: &Tx, row: &Correction) -> Result<(), StoreError> {
        rows::insert(tx, row)
    }

    fn update(tx: &Tx, row: &Correction, seen: i64) -> Result<(), UpdateError> {
        rows::update(tx, row, seen)
    }
}

impl Opened {
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
        let rows = rows::list(connection, application_id)?;
        rows.into_iter()
            .filter_map(|row| Self::open_until(connection, key, row, until_ms).transpose())
            .collect()
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
