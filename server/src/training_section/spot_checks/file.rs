//! One spot check as the server works with it: its row, its events and what they fold into.

use store::events::{Event, SPOT_CHECKS};
use store::spot_checks::{self as rows, SpotCheck};
use store::{Connection, Tx};
use workflow::spot_check::{
    Drawn, SpotCheckAction, SpotCheckDetail, SpotCheckEvent, SpotCheckFile, SpotCheckState,
};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::{refused_step, refused_update};
use crate::problem::ApiError;
use crate::state::Parts;

/// A spot check, opened.
#[derive(Debug)]
pub struct Opened {
    /// The row as it was read or last written.
    pub row: SpotCheck,
    /// What its events fold into.
    pub file: SpotCheckFile,
    last: Option<Event>,
}

/// Place of a spot check's event.
pub(super) fn event_place(id: &str, seq: i64) -> String {
    format!("spot_check_events/{id}/{seq}")
}

/// An event as it is kept.
pub(super) fn seal(
    parts: &Parts,
    id: &str,
    seq: i64,
    event: &SpotCheckEvent,
) -> Result<Vec<u8>, ApiError> {
    let json = serde_json::to_vec(event).map_err(while_doing("write a spot check's event"))?;
    Ok(parts.keyring.seal(&event_place(id, seq), &json))
}

impl Opened {
    /// Opens the spot check of a row.
    ///
    /// # Errors
    /// When an event does not open or does not follow.
    pub fn open(parts: &Parts, connection: &Connection, row: SpotCheck) -> Result<Self, ApiError> {
        let doing = "read a spot check's event";
        let stored = SPOT_CHECKS.list(connection, &row.id)?;
        let mut log: Vec<SpotCheckEvent> = Vec::new();
        for event in &stored {
            let place = event_place(&row.id, event.seq);
            let json = parts.keyring.open(&place, &event.sealed_payload);
            let json = json.map_err(while_doing(doing))?;
            log.push(serde_json::from_slice(&json).map_err(while_doing(doing))?);
        }
        let file =
            SpotCheckFile::fold(&log).map_err(while_doing("fold the events of a spot check"))?;
        let last = stored.into_iter().next_back();
        Ok(Self { row, file, last })
    }

    /// A new one with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or the month has drawn the class already.
    pub fn start(
        tx: &Tx,
        parts: &Parts,
        id: &str,
        drawn: Drawn,
        actor: &Actor,
    ) -> Result<Self, ApiError> {
        let row = SpotCheck {
            id: id.to_owned(),
            month: drawn.month.clone(),
            class_id: drawn.class_id.clone(),
            taught: i64::from(drawn.taught),
            state: SpotCheckState::New.as_str().to_owned(),
            version: 0,
            created_ms: actor.now_ms,
            found_ms: None,
        };
        let event = actor.step(SpotCheckAction::Draw, SpotCheckDetail::Drawn(drawn));
        let file = SpotCheckFile::default();
        let file = file.decide(&event).map_err(refused_step)?;
        let mut opened = Self {
            row,
            file,
            last: None,
        };
        opened.fill_row();
        rows::insert(tx, &opened.row)?;
        opened.append(tx, parts, &event)?;
        Ok(opened)
    }

    /// One more event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(&mut self, tx: &Tx, parts: &Parts, event: &SpotCheckEvent) -> Result<(), ApiError> {
        let seen = self.row.version;
        self.file = self.file.decide(event).map_err(refused_step)?;
        self.fill_row();
        rows::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, parts, event)
    }

    fn append(&mut self, tx: &Tx, parts: &Parts, event: &SpotCheckEvent) -> Result<(), ApiError> {
        let id = &self.row.id;
        let sealed = seal(parts, id, self.row.version, event)?;
        SPOT_CHECKS.append_after(tx, id, self.last.as_ref(), event.at_ms, &[sealed])?;
        self.last = SPOT_CHECKS.find_last(tx, id)?;
        Ok(())
    }

    fn fill_row(&mut self) {
        let (row, file) = (&mut self.row, &self.file);
        row.state = file.state().as_str().to_owned();
        row.version = i64::from(file.version());
        row.found_ms = file.found_ms();
    }
}
