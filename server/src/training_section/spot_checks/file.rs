//! One spot check as the server works with it: its row, its events and what they fold into.

use store::UpdateError;
use store::events::{Log, SPOT_CHECKS};
use store::spot_checks::{self as rows, SpotCheck};
use store::{StoreError, Tx};
use workflow::spot_check::{
    Drawn, SpotCheckAction, SpotCheckDetail, SpotCheckEvent, SpotCheckFile, SpotCheckState,
};
use workflow::{BrokenLog, StepError};

use crate::applications::actor::Actor;
use crate::event_log::{self, Logged};
use crate::problem::ApiError;
use crate::state::Parts;

/// A spot check, opened under the portal's key.
pub type Opened = event_log::Opened<SpotCheckFile>;

impl Logged for SpotCheckFile {
    type Row = SpotCheck;
    type Action = SpotCheckAction;
    type Detail = SpotCheckDetail;

    const LOG: Log = SPOT_CHECKS;
    const FIRST: SpotCheckAction = SpotCheckAction::Draw;
    const FOLDING: &'static str = "fold the events of a spot check";

    fn of(log: &[SpotCheckEvent]) -> Result<Self, BrokenLog> {
        Self::fold(log)
    }

    fn after(&self, event: &SpotCheckEvent) -> Result<Self, StepError> {
        self.decide(event)
    }

    fn name(row: &SpotCheck) -> (&str, i64) {
        (&row.id, row.version)
    }

    fn fill(&self, row: &mut SpotCheck) {
        row.state = self.state().as_str().to_owned();
        row.version = i64::from(self.version());
        row.found_ms = self.found_ms();
    }

    fn is_kept_as(&self, row: &SpotCheck) -> bool {
        let is_drawn = self.drawn().is_some_and(|drawn| {
            drawn.month == row.month
                && drawn.class_id == row.class_id
                && i64::from(drawn.taught) == row.taught
        });
        is_drawn
            && row.state == self.state().as_str()
            && row.version == i64::from(self.version())
            && self.drawn_ms() == Some(row.created_ms)
            && row.found_ms == self.found_ms()
    }

    fn insert(tx: &Tx, row: &SpotCheck) -> Result<(), StoreError> {
        rows::insert(tx, row)
    }

    fn update(tx: &Tx, row: &SpotCheck, seen: i64) -> Result<(), UpdateError> {
        rows::update(tx, row, seen)
    }
}

/// Draws a class, written.
///
/// # Errors
/// When the workflow refuses, or the month has drawn the class already.
pub fn draw(
    tx: &Tx,
    parts: &Parts,
    id: &str,
    drawn: Drawn,
    actor: &Actor,
) -> Result<Opened, ApiError> {
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
    Opened::start(tx, parts, row, actor, SpotCheckDetail::Drawn(drawn))
}
