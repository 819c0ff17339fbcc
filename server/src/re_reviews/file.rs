//! One re-review as the server works with it: its row, its events and what they fold into.

use store::events::{Event, RE_REVIEWS};
use store::re_reviews::{self as rows, ReReview};
use store::{Connection, Tx};
use vault::FileKey;
use workflow::re_review::{ReReviewAction, ReReviewDetail, ReReviewEvent, ReReviewFile};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::applications::sealed::{open_json, seal_json};
use crate::enrolments::error::{refused_step, refused_update};
use crate::problem::ApiError;

/// A re-review, opened.
#[derive(Debug)]
pub struct Opened {
    /// The row as it was read or last written.
    pub row: ReReview,
    /// What its events fold into.
    pub file: ReReviewFile,
    last: Option<Event>,
}

/// Place of a re-review's event.
pub(super) fn event_place(id: &str, seq: i64) -> String {
    format!("re_review_events/{id}/{seq}")
}

impl Opened {
    /// Opens the re-review of a row under its file's key.
    ///
    /// # Errors
    /// When something does not open or does not follow.
    pub fn open(connection: &Connection, key: &FileKey, row: ReReview) -> Result<Self, ApiError> {
        let stored = RE_REVIEWS.list(connection, &row.id)?;
        let mut log: Vec<ReReviewEvent> = Vec::new();
        for event in &stored {
            let place = event_place(&row.id, event.seq);
            log.push(open_json(key, &place, &event.sealed_payload)?);
        }
        let file =
            ReReviewFile::fold(&log).map_err(while_doing("fold the events of a re-review"))?;
        let last = stored.into_iter().next_back();
        Ok(Self { row, file, last })
    }

    /// Everything drawn of a file, the first first.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn list_of(
        connection: &Connection,
        key: &FileKey,
        application_id: &str,
    ) -> Result<Vec<Self>, ApiError> {
        let rows = rows::list_by_application(connection, application_id)?;
        rows.into_iter()
            .map(|row| Self::open(connection, key, row))
            .collect()
    }

    /// A new one with its first event, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        key: &FileKey,
        row: ReReview,
        actor: &Actor,
        detail: ReReviewDetail,
    ) -> Result<Self, ApiError> {
        let event = actor.step(ReReviewAction::Draw, detail);
        let file = ReReviewFile::default();
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
    pub fn step(&mut self, tx: &Tx, key: &FileKey, event: &ReReviewEvent) -> Result<(), ApiError> {
        let seen = self.row.version;
        self.file = self.file.decide(event).map_err(refused_step)?;
        self.fill_row();
        rows::update(tx, &self.row, seen).map_err(refused_update)?;
        self.append(tx, key, event)
    }

    fn append(&mut self, tx: &Tx, key: &FileKey, event: &ReReviewEvent) -> Result<(), ApiError> {
        let id = &self.row.id;
        let sealed = seal_json(key, &event_place(id, self.row.version), event)?;
        RE_REVIEWS.append_after(tx, id, self.last.as_ref(), event.at_ms, &[sealed])?;
        self.last = RE_REVIEWS.find_last(tx, id)?;
        Ok(())
    }

    fn fill_row(&mut self) {
        let (row, file) = (&mut self.row, &self.file);
        row.state = file.state().as_str().to_owned();
        row.version = i64::from(file.version());
        row.updated_ms = file.changed_ms();
    }
}
