//! Ways from a no to a yes that change only what the person can change, or wait for time.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{Name, Value};

/// One fact that would have to be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The fact.
    pub fact: Name,
    /// What it is.
    pub from: Value,
    /// What it would have to be.
    pub to: Value,
    /// True when it moves by itself with another change of the list, and needs no words of its own.
    pub follows: bool,
}

/// Changes that together lead to a yes (or, with facts still open, away from a sure no).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// What to change; empty when time alone does it.
    pub changes: Vec<Change>,
    /// The first day on which it holds, when that is not the as-of day.
    pub from: Option<Date>,
    /// The effort, to compare alternatives: higher is harder.
    pub effort: u32,
}
