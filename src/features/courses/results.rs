//! How many were found, and the first of them.

use std::{sync::Arc, time::Duration};

use catalogue::{Catalogue, CourseFilter};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Tone,
    element::{IntoChild as _, el},
    notice,
};

use super::{
    card::{card, link_id},
    changing::changing,
    chips::Chips,
    compare_choice::compare_line,
    empty::NothingFound,
    filter_in_url::FilterInUrl,
    keep_search::keep_search,
    memory::{today, use_courses_memory},
    model::{FIRST, PAGE, Results, SearchState, results, search_state},
    spot::{Spot, focus_id},
};

/// What was found for a filter, drawn anew as the filter changes.
#[component]
pub(super) fn ResultList(
    /// What is asked.
    filter: FilterInUrl,
    /// What is searched.
    catalogue: Arc<Catalogue>,
    /// What was found.
    found: Memo<Results>,
    /// How many rows are wanted.
    limit: RowLimit,
) -> impl IntoView {
    let memory = use_courses_memory();
    let is_empty = Memo::new(move |_| found.with(|found| found.total == 0));
    let state =
        Memo::new(move |_| filter.with(|filter| search_state(&filter.text, memory.texts_state())));
    let searched = Arc::clone(&catalogue);
    let list = changing(move || {
        let catalogue = Arc::clone(&searched);
        if is_empty.get() && state.get() == SearchState::Looking {
            ().into_any()
        } else if is_empty.get() {
            view! { <NothingFound filter=filter catalogue=catalogue /> }.into_any()
        } else {
            cards(catalogue, found, limit)
        }
    });
    let count = el("span").attr("role", "status").child(move || {
        let total = found.with(|found| found.total);
        match state.get() {
            SearchState::Looking if total == 0 => t::courses::search::looking().to_owned(),
            SearchState::Looking => t::courses::search::found_so_far(total),
            SearchState::Done | SearchState::ListOnly => t::courses::found(total),
        }
    });
    let title = el("h2")
        .class("course-list__count")
        .id(Spot::Count.id())
        .attr("tabindex", "-1")
        .child(count);
    vec![
        title.into_child(),
        view! { <Chips filter=filter catalogue=Arc::clone(&catalogue) /> }.into_any(),
        keep_search(filter, catalogue),
        compare_line(),
        list_only(state),
        list,
        more(found, limit),
    ]
    .into_any()
}

/// Says that only the list was searched, and offers to try again.
fn list_only(state: Memo<SearchState>) -> AnyView {
    let memory = use_courses_memory();
    let retry = Callback::new(move |()| {
        memory.want_texts();
        Spot::Count.focus();
    });
    changing(move || {
        if state.get() != SearchState::ListOnly {
            return ().into_any();
        }
        let again = view! { <Button kind=ButtonKind::Secondary on_press=retry>{t::common::retry()}</Button> };
        let title = t::courses::search::list_only();
        notice(Tone::Warning, Some(title.into()), true)
            .child(el("p").child(t::courses::search::list_only_detail()))
            .child(again.into_any())
            .into_any()
    })
}

fn cards(catalogue: Arc<Catalogue>, found: Memo<Results>, limit: RowLimit) -> AnyView {
    let today = today();
    let rows = move || {
        let drawn = limit.drawn();
        found.with(|found| found.rows.iter().take(drawn).cloned().collect::<Vec<_>>())
    };
    let cards = view! {
        <For each=rows key=Clone::clone let:row>
            {card(&catalogue, &row, today)}
        </For>
    };
    el("ul")
        .class("course-cards")
        .child(cards.into_any())
        .into_any()
}

/// The button for more rows; the focus goes on to the first of them.
fn more(found: Memo<Results>, limit: RowLimit) -> AnyView {
    let press = Callback::new(move |()| {
        let first_new = found.with_untracked(|found| found.rows.len());
        limit.raise();
        found.with_untracked(|found| {
            if let Some(row) = found.rows.get(first_new) {
                focus_id(&link_id(&row.course_id));
            }
        });
    });
    changing(move || {
        let left = found.with(|found| found.total.saturating_sub(found.rows.len()));
        if left == 0 {
            return ().into_any();
        }
        let words = t::courses::more(left);
        view! { <Button kind=ButtonKind::Secondary on_press=press>{words}</Button> }.into_any()
    })
}

/// How many rows are wanted of what one filter finds, and how many of them are drawn; another filter begins anew with both.
#[derive(Clone, Copy)]
pub(super) struct RowLimit {
    filter: FilterInUrl,
    is_painted: ReadSignal<bool>,
    raised: RwSignal<(String, usize)>,
    drawn: RwSignal<(String, usize)>,
}

impl RowLimit {
    /// What fills a screen comes first and the rest of the page by and by, each part once the one before is painted: whoever
    /// types the next letter never waits for rows below the screen.
    pub(super) fn new(filter: FilterInUrl, is_painted: ReadSignal<bool>) -> Self {
        let limit = Self {
            filter,
            is_painted,
            raised: RwSignal::new((String::new(), PAGE)),
            drawn: RwSignal::new((String::new(), FIRST)),
        };
        Effect::new(move |_| {
            if limit.is_painted.get() && limit.drawn() < limit.get() {
                limit.draw_more_later();
            }
        });
        limit
    }

    /// The number wanted, tracked.
    pub(super) fn get(self) -> usize {
        self.of_this_filter(self.raised, PAGE)
    }

    /// How many of them are drawn by now, tracked.
    fn drawn(self) -> usize {
        self.of_this_filter(self.drawn, FIRST)
    }

    fn of_this_filter(self, number: RwSignal<(String, usize)>, otherwise: usize) -> usize {
        let query = self.filter.with(CourseFilter::to_query);
        number.with(|(asked, number)| if *asked == query { *number } else { otherwise })
    }

    fn draw_more_later(self) {
        let query = self.filter.with_untracked(CourseFilter::to_query);
        let drawn = untrack(|| self.drawn()) + FIRST;
        request_animation_frame(move || {
            set_timeout(
                move || {
                    // Meanwhile something else may be asked, or the page be gone.
                    let is_asked = self.filter.try_query().is_some_and(|asked| asked == query);
                    if is_asked {
                        self.drawn.try_set((query, drawn));
                    }
                },
                Duration::ZERO,
            );
        });
    }

    fn raise(self) {
        let query = self.filter.with_untracked(CourseFilter::to_query);
        let limit = untrack(|| self.get());
        self.drawn.set((query.clone(), limit + FIRST));
        self.raised.set((query, limit + PAGE));
    }
}

/// What the filter finds, first rows first.
pub(super) fn use_results(
    filter: FilterInUrl,
    catalogue: Arc<Catalogue>,
    limit: RowLimit,
) -> Memo<Results> {
    let (memory, today) = (use_courses_memory(), today());
    Memo::new(move |_| {
        let limit = limit.get();
        filter.with(|filter| {
            memory.with_texts(|texts| results(&catalogue, texts, filter, today, limit))
        })
    })
}
