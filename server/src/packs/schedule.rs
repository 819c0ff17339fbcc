//! Which pack is in force from which day on.

use std::sync::Arc;

use domain::Date;

use super::KnownPack;

/// A pack and since when it is in force.
#[derive(Clone, Debug)]
pub struct InForce {
    /// The pack.
    pub pack: Arc<KnownPack>,
    /// First day.
    pub effective_from: Date,
    /// When that was decided, unix milliseconds.
    pub published_ms: i64,
}

/// The publications from the one in force on the day of reading on, those that count more first, and the pack that is
/// in force where none of them is.
#[derive(Debug)]
pub(super) struct Schedule {
    /// The last publication there was when this was read.
    pub(super) last: Option<i64>,
    publications: Vec<InForce>,
    shipped: InForce,
}

impl Schedule {
    pub(super) fn new(shipped: Arc<KnownPack>) -> Self {
        Self {
            last: None,
            publications: Vec::new(),
            shipped: InForce {
                pack: shipped,
                effective_from: Date::MIN,
                published_ms: 0,
            },
        }
    }

    /// Adds one that counts less than all before it.
    pub(super) fn push(&mut self, publication: InForce) {
        self.publications.push(publication);
    }

    /// What is in force on a day.
    pub(super) fn on(&self, day: Date) -> InForce {
        let begun = |publication: &&InForce| publication.effective_from <= day;
        self.publications
            .iter()
            .find(begun)
            .unwrap_or(&self.shipped)
            .clone()
    }
}
