//! A spot check: a class drawn by lot, at which an officer looks without notice, and what was found.

mod draw;
mod state;
mod table;

pub use draw::{draw, needed};
pub use state::{SpotCheckAction, SpotCheckState};
pub use table::{MOVES, allowed, next};
