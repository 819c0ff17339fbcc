//! What the rules of a draft or a pack do. All of it computes; none of it belongs on an async thread.

mod cases;
mod check;
mod diff;
mod filed;
mod simulate;
mod witness;

use std::sync::Arc;

use domain::Date;

use crate::packs::KnownPack;

pub use self::cases::cases;
pub use self::check::check;
pub use self::diff::diff;
pub use self::filed::{Filed, read_filed};
pub use self::simulate::{People, simulate};

/// The rules in force, read for a day, that others are compared with.
#[derive(Clone, Debug)]
pub struct Before {
    /// The pack in force.
    pub pack: Arc<KnownPack>,
    /// The day.
    pub day: Date,
}

/// The Chinese title of a programme, from whichever pack has it.
fn title(programme: &str, packs: &[&KnownPack]) -> String {
    let titles = packs
        .iter()
        .filter_map(|pack| pack.pack().words("zh"))
        .map(|words| words.programme(programme));
    titles
        .into_iter()
        .find(|title| !title.is_empty())
        .unwrap_or(programme)
        .to_owned()
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
