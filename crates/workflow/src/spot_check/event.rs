//! What an event of a spot check says.

use super::SpotCheckAction;
use crate::Step;
use serde::{Deserialize, Serialize};

/// One thing that happened to a spot check.
pub type SpotCheckEvent = Step<SpotCheckAction, SpotCheckDetail>;

/// What an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SpotCheckDetail {
    /// With [`SpotCheckAction::Draw`].
    Drawn(Drawn),
    /// With what was found.
    Noted(Noted),
}

/// On what the lot fell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// The month that was drawn from, such as `2026-11`.
    pub month: String,
    /// The class.
    pub class_id: String,
    /// How many classes were taught in the month when it was drawn.
    pub taught: u32,
}

/// What an officer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// In words; a fault needs them.
    pub words: String,
    /// Ids of the papers that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}
