//! One complaint as the server works with it: its row, its events and what they fold into.

use store::UpdateError;
use store::complaints::{self as rows, Complaint};
use store::events::{COMPLAINTS, Log};
use store::{Connection, StoreError, Tx};
use workflow::complaint::{ComplaintAction, ComplaintDetail, ComplaintEvent, ComplaintFile};
use workflow::{BrokenLog, StepError};

use crate::enrolments::member::Member;
use crate::event_log::{self, Logged};
use crate::problem::ApiError;

/// A complaint, opened under its enrolment's key.
pub type Opened = event_log::Opened<ComplaintFile>;

impl Logged for ComplaintFile {
    type Row = Complaint;
    type Action = ComplaintAction;
    type Detail = ComplaintDetail;

    const LOG: Log = COMPLAINTS;
    const FIRST: ComplaintAction = ComplaintAction::File;
    const FOLDING: &'static str = "fold the events of a complaint";

    fn of(log: &[ComplaintEvent]) -> Result<Self, BrokenLog> {
        Self::fold(log)
    }

    fn after(&self, event: &ComplaintEvent) -> Result<Self, StepError> {
        self.decide(event)
    }

    fn name(row: &Complaint) -> (&str, i64) {
        (&row.id, row.version)
    }

    fn fill(&self, row: &mut Complaint) {
        row.state = self.state().as_str().to_owned();
        row.version = i64::from(self.version());
        row.decided_on = self.decided_on();
        row.updated_ms = self.changed_ms();
    }

    fn is_kept_as(&self, row: &Complaint) -> bool {
        row.state == self.state().as_str()
            && row.version == i64::from(self.version())
            && row.updated_ms == self.changed_ms()
            && row.decided_on == self.decided_on()
            && Some(row.due_on) == self.due_on()
    }

    fn insert(tx: &Tx, row: &Complaint) -> Result<(), StoreError> {
        rows::insert(tx, row)
    }

    fn update(tx: &Tx, row: &Complaint, seen: i64) -> Result<(), UpdateError> {
        rows::update(tx, row, seen)
    }
}

impl Opened {
    /// That of an enrolment, if there is one.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn find_of(connection: &Connection, member: &Member) -> Result<Option<Self>, ApiError> {
        let row = rows::find_of(connection, &member.row.id)?;
        row.map(|row| Self::open(connection, member, row))
            .transpose()
    }
}
