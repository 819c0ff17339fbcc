//! How many were found, and the first of them.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;

use super::{
    card::{card, link_id},
    chips::Chips,
    empty::NothingFound,
    filter_in_url::FilterInUrl,
    memory::today,
    model::{PAGE, Results, results},
    spot::{Spot, focus_id},
};

/// What was found for a filter, drawn anew as the filter changes.
#[component]
pub(super) fn ResultList(
    /// What is asked.
    filter: FilterInUrl,
    /// What is searched.
    catalogue: Arc<Catalogue>,
    /// How many were found, for others to show.
    found: Memo<Results>,
    /// How many rows are wanted.
    limit: RowLimit,
) -> impl IntoView {
    let today = today();
    let total = Memo::new(move |_| found.with(|found| found.total));
    let shown = Memo::new(move |_| found.with(|found| found.rows.len()));
    let (for_cards, for_empty) = (Arc::clone(&catalogue), Arc::clone(&catalogue));
    let cards = move || {
        let catalogue = Arc::clone(&for_cards);
        view! {
            <ul class="course-cards">
                <For each=move || found.with(|found| found.rows.clone()) key=Clone::clone let:row>
                    {card(&catalogue, &row, today)}
                </For>
            </ul>
        }
        .into_any()
    };
    let nothing = move || {
        let catalogue = Arc::clone(&for_empty);
        view! { <NothingFound filter=filter catalogue=catalogue /> }.into_any()
    };
    let more = move || {
        let left = total.get().saturating_sub(shown.get());
        (left > 0).then(|| {
            let press = move |_| {
                let first_new = shown.get_untracked();
                limit.raise();
                let row = found.with_untracked(|found| found.rows.get(first_new).map(|row| link_id(&row.course_id)));
                row.iter().for_each(|id| focus_id(id));
            };
            view! { <button class="button button--secondary" type="button" on:click=press>{t::courses::more(left)}</button> }
        })
    };
    let is_empty = Memo::new(move |_| total.get() == 0);
    view! {
        <h2 class="course-list__count" id=Spot::Count.id() tabindex="-1">
            <span role="status">{move || t::courses::found(total.get())}</span>
        </h2>
        <Chips filter=filter catalogue=catalogue />
        {move || if is_empty.get() { nothing() } else { cards() }}
        {more}
    }
    .into_any()
}

/// How many rows are wanted of what one filter finds; another filter begins with one page again.
#[derive(Clone, Copy)]
pub(super) struct RowLimit {
    filter: FilterInUrl,
    raised: RwSignal<(String, usize)>,
}

impl RowLimit {
    pub(super) fn new(filter: FilterInUrl) -> Self {
        Self {
            filter,
            raised: RwSignal::new((String::new(), PAGE)),
        }
    }

    /// The number, tracked.
    pub(super) fn get(self) -> usize {
        let query = self.filter.with(catalogue::CourseFilter::to_query);
        self.raised
            .with(|(asked, limit)| if *asked == query { *limit } else { PAGE })
    }

    fn raise(self) {
        let query = self.filter.with(catalogue::CourseFilter::to_query);
        let limit = self.get() + PAGE;
        self.raised.set((query, limit));
    }
}

/// What the filter finds, first rows first.
pub(super) fn use_results(
    filter: FilterInUrl,
    catalogue: Arc<Catalogue>,
    limit: RowLimit,
) -> Memo<Results> {
    let today = today();
    Memo::new(move |_| filter.with(|filter| results(&catalogue, filter, today, limit.get())))
}
