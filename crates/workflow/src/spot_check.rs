//! A spot check: a class drawn by lot, at which an officer looks without notice, and what was found.

mod draw;
mod event;
mod file;
mod state;
mod table;

pub use draw::{draw, needed};
pub use event::{Drawn, Noted, SpotCheckDetail, SpotCheckEvent};
pub use file::SpotCheckFile;
pub use state::{SpotCheckAction, SpotCheckState};
pub use table::{MOVES, allowed, next};
