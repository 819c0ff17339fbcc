//! One loan as the server works with it: its row, its events and what they fold into. It is sealed under the key of the
//! application it came from, and lives and goes with it.

use api::ProblemCode;
use store::events::{Event, LOANS};
use store::loans::{self as rows, Loan};
use store::{Connection, Tx};
use vault::FileKey;
use workflow::servicing::{
    ServicingAction, ServicingDetail, ServicingEvent, ServicingFile, ServicingState,
};

use super::error::refused_servicing;
use crate::applications::actor::Actor;
use crate::enrolments::error::refused_update;
use crate::event_log;
use crate::problem::ApiError;

/// A loan, opened.
#[derive(Debug)]
pub struct Servicing {
    /// The row as it was read or last written.
    pub row: Loan,
    /// What its events fold into.
    pub file: ServicingFile,
    /// What happened, oldest first.
    pub events: Vec<ServicingEvent>,
    last: Option<Event>,
}

impl Servicing {
    /// Opens the loan of an application; none when there is none.
    ///
    /// # Errors
    /// When something of it does not open or does not follow.
    pub fn find(
        connection: &Connection,
        key: &FileKey,
        id: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Some(row) = rows::find(connection, id)? else {
            return Ok(None);
        };
        let (log, last) = event_log::read(LOANS, connection, key, id)?;
        Self::fold(row, log, last).map(Some)
    }

    /// The loan as it stood at an instant; none before it was booked. To read: nothing follows on it.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn find_until(
        connection: &Connection,
        key: &FileKey,
        id: &str,
        until_ms: i64,
    ) -> Result<Option<Self>, ApiError> {
        let Some(row) = rows::find(connection, id)? else {
            return Ok(None);
        };
        let (log, last) = event_log::read_until(LOANS, connection, key, id, until_ms)?;
        if log.is_empty() {
            return Ok(None);
        }
        Self::fold(row, log, last).map(Some)
    }

    fn fold(row: Loan, log: Vec<ServicingEvent>, last: Option<Event>) -> Result<Self, ApiError> {
        let file = ServicingFile::fold(&log)
            .map_err(|(_, error)| ApiError::internal("fold the events of a loan", error))?;
        Ok(Self {
            row,
            file,
            events: log,
            last,
        })
    }

    /// A new loan with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        key: &FileKey,
        row: Loan,
        actor: &Actor,
        detail: ServicingDetail,
    ) -> Result<Self, ApiError> {
        let event = actor.step(ServicingAction::Book, detail);
        let file = ServicingFile::default();
        let file = file.decide(&event).map_err(refused_servicing)?;
        let mut servicing = Self {
            row,
            file,
            events: Vec::new(),
            last: None,
        };
        fill_row(&mut servicing.row, &servicing.file, actor.now_ms);
        rows::insert(tx, &servicing.row)?;
        servicing.append(tx, key, event)?;
        Ok(servicing)
    }

    /// Does something to it and writes it.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        key: &FileKey,
        actor: &Actor,
        (action, detail): (ServicingAction, ServicingDetail),
    ) -> Result<(), ApiError> {
        let event = actor.step(action, detail);
        let seen = self.row.version;
        self.file = self.file.decide(&event).map_err(refused_servicing)?;
        self.append(tx, key, event)?;
        fill_row(&mut self.row, &self.file, actor.now_ms);
        rows::update(tx, &self.row, seen).map_err(refused_update)
    }

    /// Says what the day and the payments have brought about, and gives it.
    ///
    /// # Errors
    /// When another write came first.
    pub fn follow(
        &mut self,
        tx: &Tx,
        key: &FileKey,
        actor: &Actor,
    ) -> Result<Vec<ServicingAction>, ApiError> {
        let portal = actor.portal();
        let mut done = Vec::new();
        while let Some((action, detail)) = self.file.follow(portal.today()) {
            self.step(tx, key, &portal, (action, detail))?;
            done.push(action);
        }
        Ok(done)
    }

    fn append(&mut self, tx: &Tx, key: &FileKey, event: ServicingEvent) -> Result<(), ApiError> {
        let seq = self.last.as_ref().map_or(0, |event| event.seq) + 1;
        if seq != i64::from(self.file.version()) {
            return Err(ProblemCode::Stale.into());
        }
        event_log::append(LOANS, tx, key, &self.row.id, self.last.as_ref(), &event)?;
        self.last = LOANS.find_last(tx, &self.row.id)?;
        self.events.push(event);
        Ok(())
    }
}

/// Brings the columns in line with the fold.
pub(super) fn fill_row(row: &mut Loan, file: &ServicingFile, now_ms: i64) {
    let state = file.state();
    row.state = state.as_str().to_owned();
    row.version = i64::from(file.version());
    row.next_due_on = match state {
        ServicingState::Repaying | ServicingState::Overdue => {
            let next = file.account().and_then(|account| account.next_row());
            next.map(|next| next.row.due_date)
        }
        _ => None,
    };
    let asked = file.extension_in_review();
    row.extension_due_on = asked.map(|asked| asked.request.decide_by);
    let asked = file.open_query().map(|open| open.asked_on);
    let told = file.open_change().map(|open| open.told_on);
    row.waits_since = asked.into_iter().chain(told).min();
    row.ended = state.holder().is_none();
    row.updated_ms = now_ms;
}
