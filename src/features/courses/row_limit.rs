//! How many rows are wanted.

use catalogue::CourseFilter;
use leptos::prelude::*;

use super::{filter_in_url::FilterInUrl, model::PAGE};

/// How many rows are wanted of what one filter finds; another filter begins anew.
#[derive(Clone, Copy)]
pub(super) struct RowLimit {
    /// What is asked, as its address says it.
    query: Memo<String>,
    raised: RwSignal<(String, usize)>,
}

impl RowLimit {
    /// A page of them.
    pub(super) fn new(filter: FilterInUrl) -> Self {
        Self {
            query: Memo::new(move |_| filter.with(CourseFilter::to_query)),
            raised: RwSignal::new((String::new(), PAGE)),
        }
    }

    /// The number wanted, tracked.
    pub(super) fn get(self) -> usize {
        self.query.with(|query| {
            self.raised
                .with(|(asked, number)| if asked == query { *number } else { PAGE })
        })
    }

    /// Another page of rows.
    pub(super) fn raise(self) {
        let limit = untrack(|| self.get());
        self.raised.set((self.query.get_untracked(), limit + PAGE));
    }
}
