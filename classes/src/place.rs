//! The address that this bundle alone has. The other addresses are in [`account::Place`], which four bundles carry.

/// My searches. The list of courses leads here with a search to keep.
pub(crate) const SEARCHES: &str = "/classes/searches";
