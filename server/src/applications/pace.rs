//! How many files lie at each agency, and how many too long: figures for everybody, of which none is about a person.

use domain::Date;
use store::{Connection, StoreError, applications};
use workflow::Usual;
use workflow::loan::Stage;

use super::clocks::loan_clocks;
use crate::state::Parts;

/// The figures of one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Which.
    pub stage: Stage,
    /// Working days it has.
    pub limit: u32,
    /// Files that lie there under a running clock.
    pub waiting: usize,
    /// Those of them whose days are over.
    pub late: usize,
    /// How long it usually takes, if enough were decided.
    pub usual: Option<Usual>,
}

/// The figures of all stages on a day.
///
/// # Errors
/// When the store does not answer.
pub fn pace(parts: &Parts, connection: &Connection, today: Date) -> Result<Vec<Pace>, StoreError> {
    let clocks = loan_clocks(&parts.district);
    let mut day = today;
    // A weekend uses no day, so on it nothing falls late.
    while !parts.calendar.is_working_day(day) {
        day = day.add_days(-1);
    }
    let of = |stage: &Stage| {
        let role = stage.officer().as_str();
        let (waiting, late) = applications::count_late(connection, role, day)?;
        Ok(Pace {
            stage: *stage,
            limit: clocks.stage_working_days.of(*stage),
            waiting,
            late,
            usual: parts.usual.of(*stage),
        })
    };
    Stage::ALL.iter().map(of).collect()
}
