//! How many rows are wanted, and how many of them are drawn by now.

use std::time::Duration;

use catalogue::CourseFilter;
use leptos::prelude::*;

use super::{
    filter_in_url::FilterInUrl,
    model::{FIRST, PAGE, PART},
};

/// How many rows are wanted of what one filter finds, and how many of them are drawn; another filter begins anew with both.
#[derive(Clone, Copy)]
pub(super) struct RowLimit {
    /// What is asked, as its address says it.
    query: Memo<String>,
    raised: RwSignal<(String, usize)>,
    drawn: RwSignal<(String, usize)>,
}

impl RowLimit {
    /// What fills a screen comes first and the rest of the page by and by, each part once the one before is painted: whoever
    /// types the next letter never waits for rows below the screen.
    pub(super) fn new(filter: FilterInUrl, is_painted: ReadSignal<bool>) -> Self {
        let limit = Self {
            query: Memo::new(move |_| filter.with(CourseFilter::to_query)),
            raised: RwSignal::new((String::new(), PAGE)),
            drawn: RwSignal::new((String::new(), FIRST)),
        };
        Effect::new(move |_| {
            if is_painted.get() && limit.drawn() < limit.get() {
                limit.draw_more_later();
            }
        });
        limit
    }

    /// The number wanted, tracked.
    pub(super) fn get(self) -> usize {
        self.of_this_query(self.raised, PAGE)
    }

    /// How many of them are drawn by now, tracked.
    pub(super) fn drawn(self) -> usize {
        self.of_this_query(self.drawn, FIRST)
    }

    fn of_this_query(self, number: RwSignal<(String, usize)>, otherwise: usize) -> usize {
        self.query.with(|query| {
            number.with(|(asked, number)| if asked == query { *number } else { otherwise })
        })
    }

    fn draw_more_later(self) {
        let query = self.query.get_untracked();
        let drawn = untrack(|| self.drawn()) + PART;
        request_animation_frame(move || {
            set_timeout(
                move || {
                    // Meanwhile something else may be asked, or the page be gone.
                    if self.query.try_get_untracked().as_ref() == Some(&query) {
                        self.drawn.try_set((query, drawn));
                    }
                },
                Duration::ZERO,
            );
        });
    }

    /// Another page of rows.
    pub(super) fn raise(self) {
        let query = self.query.get_untracked();
        let limit = untrack(|| self.get());
        self.drawn.set((query.clone(), limit + FIRST));
        self.raised.set((query, limit + PAGE));
    }
}
