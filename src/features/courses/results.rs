//! How many were found, and the first of them.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Tone,
    element::{IntoChild as _, el},
    notice,
};

use super::{
    changing::changing,
    chips::Chips,
    compare_choice::compare_line,
    empty::NothingFound,
    filter_in_url::FilterInUrl,
    keep_search::keep_search,
    memory::{today, use_courses_memory},
    model::{Results, SearchState, results, search_state},
    row_limit::RowLimit,
    rows::{link_id, rows},
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
    let nothing = changing(move || {
        if !is_empty.get() || state.get() == SearchState::Looking {
            return ().into_any();
        }
        let catalogue = Arc::clone(&searched);
        view! { <NothingFound filter=filter catalogue=catalogue /> }.into_any()
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
        keep_search(filter, Arc::clone(&catalogue)),
        compare_line(),
        list_only(state),
        nothing,
        rows(catalogue, found),
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

/// The button for more rows; the focus goes on to the first of them.
fn more(found: Memo<Results>, limit: RowLimit) -> AnyView {
    let press = Callback::new(move |()| {
        let first_new = found.with_untracked(|found| found.rows.len());
        limit.raise();
        focus_id(&link_id(first_new));
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
