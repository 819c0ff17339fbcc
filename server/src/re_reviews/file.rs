//! One re-review as the server works with it: its row, its events and what they fold into.

use store::UpdateError;
use store::events::{Log, RE_REVIEWS};
use store::re_reviews::{self as rows, ReReview};
use store::{Connection, StoreError, Tx};
use vault::FileKey;
use workflow::re_review::{ReReviewAction, ReReviewDetail, ReReviewEvent, ReReviewFile};
use workflow::{BrokenLog, StepError};

use crate::event_log::{self, Logged};
use crate::problem::ApiError;

/// A re-review, opened under its file's key.
pub type Opened = event_log::Opened<ReReviewFile>;

impl Logged for ReReviewFile {
    type Row = ReReview;
    type Action = ReReviewAction;
    type Detail = ReReviewDetail;

    const LOG: Log = RE_REVIEWS;
    const FIRST: ReReviewAction = ReReviewAction::Draw;
    const FOLDING: &'static str = "fold the events of a re-review";

    fn of(log: &[ReReviewEvent]) -> Result<Self, BrokenLog> {
        Self::fold(log)
    }

    fn after(&self, event: &ReReviewEvent) -> Result<Self, StepError> {
        self.decide(event)
    }

    fn name(row: &ReReview) -> (&str, i64) {
        (&row.id, row.version)
    }

    fn fill(&self, row: &mut ReReview) {
        row.state = self.state().as_str().to_owned();
        row.version = i64::from(self.version());
        row.updated_ms = self.changed_ms();
    }

    fn is_kept_as(&self, row: &ReReview) -> bool {
        let is_drawn = self.drawn().is_some_and(|drawn| {
            i64::from(drawn.ended_version) == row.ended_version
                && drawn.stage.as_str() == row.stage
                && drawn.due_on == row.due_on
        });
        row.state == self.state().as_str()
            && row.version == i64::from(self.version())
            && row.updated_ms == self.changed_ms()
            && is_drawn
    }

    fn insert(tx: &Tx, row: &ReReview) -> Result<(), StoreError> {
        rows::insert(tx, row)
    }

    fn update(tx: &Tx, row: &ReReview, seen: i64) -> Result<(), UpdateError> {
        rows::update(tx, row, seen)
    }
}

impl Opened {
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
}
