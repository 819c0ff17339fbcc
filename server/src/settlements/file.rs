//! The sheet of a class as the server works with it: its row, its events and what they fold into.

use api::settlement::Rate;
use store::events::{Event, SETTLEMENTS};
use store::settlements::{self as rows, Settlement};
use store::{Connection, Tx};
use workflow::settlement::{
    SetRate, SettlementAction, SettlementDetail, SettlementEvent, SettlementFile,
};

use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::enrolments::error::{refused_step, refused_update};
use crate::enrolments::member::Member;
use crate::event_log;
use crate::problem::ApiError;
use crate::state::Parts;

/// A sheet, opened.
#[derive(Debug)]
pub struct Sheet {
    /// The row as it was read or last written; none before the first write.
    pub row: Option<Settlement>,
    /// What its events fold into.
    pub file: SettlementFile,
    last: Option<Event>,
}

/// Sums as the log keeps them.
#[must_use]
pub fn kept_rates(rates: &[Rate]) -> Vec<SetRate> {
    let kept = rates.iter().map(|rate| SetRate {
        programme: rate.programme.clone(),
        fen: rate.fen,
        document: rate.document.clone(),
    });
    kept.collect()
}

impl Sheet {
    /// Opens the sheet of a class, empty before the first write.
    ///
    /// # Errors
    /// When an event does not open or does not follow.
    pub fn open(parts: &Parts, connection: &Connection, class_id: &str) -> Result<Self, ApiError> {
        let row = rows::find(connection, class_id)?;
        let (log, last) =
            event_log::read::<SettlementEvent>(SETTLEMENTS, connection, parts, class_id)?;
        let file =
            SettlementFile::fold(&log).map_err(while_doing("fold the events of a settlement"))?;
        // One of before that has no log yet, which the start gives it, or one that lost a part of it: nothing is added to it.
        if row.as_ref().map_or(0, |row| row.version) != i64::from(file.version()) {
            return Err(impossible("read a settlement"));
        }
        Ok(Self { row, file, last })
    }

    /// The number of writes.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.file.version()
    }

    /// The number of what is done next.
    #[must_use]
    pub fn next_seq(&self) -> i64 {
        i64::from(self.version()) + 1
    }

    /// Sums that an officer entered.
    #[must_use]
    pub fn rates(&self) -> Vec<Rate> {
        let rates = self.file.rates().iter().map(|rate| Rate {
            programme: rate.programme.clone(),
            fen: rate.fen,
            document: rate.document.clone(),
        });
        rates.collect()
    }

    /// What somebody agreed to pay, fen: as handed in, and before that as the enrolment keeps it.
    #[must_use]
    pub fn price_fen(&self, member: &Member) -> Option<i64> {
        let handed_in = self.file.price_fen(&member.row.id);
        handed_in.or(member.row.price_fen)
    }

    /// One more event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
        class_id: &str,
        (action, detail): (SettlementAction, SettlementDetail),
    ) -> Result<(), ApiError> {
        let event = actor.step(action, detail);
        self.file = self.file.decide(&event).map_err(refused_step)?;
        let file = &self.file;
        let row = Settlement {
            class_id: class_id.to_owned(),
            version: i64::from(file.version()),
            state: file.state().as_str().to_owned(),
            submitted_ms: file.submitted_ms(),
            decided_ms: file.decided_ms(),
            created_ms: file.created_ms().unwrap_or(event.at_ms),
        };
        match &self.row {
            Some(before) => rows::update(tx, &row, before.version).map_err(refused_update)?,
            None => rows::insert(tx, &row)?,
        }
        event_log::append(SETTLEMENTS, tx, parts, class_id, self.last.as_ref(), &event)?;
        self.last = SETTLEMENTS.find_last(tx, class_id)?;
        self.row = Some(row);
        Ok(())
    }
}
