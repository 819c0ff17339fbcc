//! One complaint as the server works with it: its row, its events and what they fold into.

use store::complaints::{self as rows, Complaint};
use store::events::{COMPLAINTS, Event};
use store::{Connection, Tx};
use workflow::complaint::{ComplaintAction, ComplaintDetail, ComplaintEvent, ComplaintFile};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::error::{refused_step, refused_update};
use crate::enrolments::member::Member;
use crate::problem::ApiError;

/// A complaint, opened.
#[derive(Debug)]
pub struct Opened {
    /// The row as it was read or last written.
    pub row: Complaint,
    /// What its events fold into.
    pub file: ComplaintFile,
    last: Option<Event>,
}

/// Place of a complaint's event.
pub(super) fn event_place(id: &str, seq: i64) -> String {
    format!("complaint_events/{id}/{seq}")
}

impl Opened {
    /// Opens the complaint of a row under its enrolment's key.
    ///
    /// # Errors
    /// When something does not open or does not follow.
    pub fn open(
        connection: &Connection,
        member: &Member,
        row: Complaint,
    ) -> Result<Self, ApiError> {
        let stored = COMPLAINTS.list(connection, &row.id)?;
        let mut log: Vec<ComplaintEvent> = Vec::new();
        for event in &stored {
            let place = event_place(&row.id, event.seq);
            log.push(member.unseal(&place, &event.sealed_payload)?);
        }
        let file =
            ComplaintFile::fold(&log).map_err(while_doing("fold the events of a complaint"))?;
        let last = stored.into_iter().next_back();
        Ok(Self { row, file, last })
    }

    /// That of an enrolment, if there is one.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn find_of(connection: &Connection, member: &Member) -> Result<Option<Self>, ApiError> {
        let row = rows::find_of(connection, &member.row.id)?;
        row.map(|row| Self::open(connection, member, row))
            .transpose()
    }

    /// A new one with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        member: &Member,
        row: Complaint,
        actor: &Actor,
        detail: ComplaintDetail,
    ) -> Result<Self, ApiError> {
        let event = actor.step(ComplaintAction::File, detail);
        let file = ComplaintFile::default();
        let file = file.decide(&event).map_err(refused_step)?;
        let mut opened = Self {
            row,
            file,
            last: None,
        };
        opened.fill_row();
        rows::insert(tx, &opened.row)?;
        opened.append(tx, member, &event)?;
        Ok(opened)
    }

    /// One more event, written.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        member: &Member,
        event: &ComplaintEvent,
    ) -> Result<(), ApiError> {
        let seen = self.row.version;
        self.file = self.file.decide(event).map_err(refused_step)?;
        self.fill_row();
        rows::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, member, event)
    }

    fn append(&mut self, tx: &Tx, member: &Member, event: &ComplaintEvent) -> Result<(), ApiError> {
        let id = &self.row.id;
        let sealed = member.seal(&event_place(id, self.row.version), event)?;
        COMPLAINTS.append_after(tx, id, self.last.as_ref(), event.at_ms, &[sealed])?;
        self.last = COMPLAINTS.find_last(tx, id)?;
        Ok(())
    }

    fn fill_row(&mut self) {
        let (row, file) = (&mut self.row, &self.file);
        row.state = file.state().as_str().to_owned();
        row.version = i64::from(file.version());
        row.decided_on = file.decided_on();
        row.updated_ms = file.changed_ms();
    }
}
