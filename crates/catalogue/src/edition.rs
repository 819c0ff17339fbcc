//! The list of a catalogue on the wire: column by column, whole or as what changed since a version the reader has.

mod columns;
mod numbers;
mod sessions;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::listing::CourseListing;
use columns::ListingColumns;

/// Every listing of a catalogue at one version, or those that changed since another.
///
/// 5,000 courses are a third of what they are as objects after brotli: what many courses say alike is said once, and what
/// differs stands with its like. Listings are in the order of their identifiers, by bytes.
///
/// ```
/// use catalogue::CatalogueEdition;
///
/// let kept = CatalogueEdition::whole("monday", &[]).courses(Vec::new());
/// let delta = CatalogueEdition::since("monday", "tuesday", &[], vec!["welder".into()]);
/// assert_eq!(delta.since.as_deref(), Some("monday"));
/// assert_eq!(delta.courses(kept.unwrap()), Some(Vec::new()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEdition {
    /// Names the content.
    pub version: String,
    /// The version that the reader has and this one completes; none when everything is here.
    #[serde(default)]
    pub since: Option<String>,
    /// Identifiers of courses that are gone since, in order.
    #[serde(default)]
    removed: Vec<String>,
    listings: ListingColumns,
}

impl CatalogueEdition {
    /// Everything. The listings are in order.
    pub fn whole<'a>(version: &str, listings: impl IntoIterator<Item = &'a CourseListing>) -> Self {
        Self {
            version: version.to_owned(),
            since: None,
            removed: Vec::new(),
            listings: ListingColumns::write(listings),
        }
    }

    /// What is new or changed, and what is gone. Both are in order.
    pub fn since<'a>(
        since: &str,
        version: &str,
        changed: impl IntoIterator<Item = &'a CourseListing>,
        removed: Vec<String>,
    ) -> Self {
        Self {
            since: Some(since.to_owned()),
            removed,
            ..Self::whole(version, changed)
        }
    }

    /// The listings, with those of the version before where this only says what changed. None when this is damaged.
    pub fn courses(&self, before: Vec<CourseListing>) -> Option<Vec<CourseListing>> {
        let listings = self.listings.read()?;
        if self.since.is_none() {
            return Some(listings);
        }
        let mut merged = Vec::with_capacity(before.len() + listings.len());
        let mut changed = listings.into_iter().peekable();
        let mut removed = self.removed.iter().peekable();
        for old in before {
            while let Some(new) = changed.next_if(|new| new.id < old.id) {
                merged.push(new);
            }
            while removed.next_if(|id| **id < old.id).is_some() {}
            let is_gone = removed.peek().is_some_and(|id| **id == old.id);
            match changed.next_if(|new| new.id == old.id) {
                Some(new) => merged.push(new),
                None if is_gone => {}
                None => merged.push(old),
            }
        }
        merged.extend(changed);
        Some(merged)
    }
}
