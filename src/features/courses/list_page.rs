//! The list of courses.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Loadable, PageTitle,
    element::{IntoChild as _, el},
};

use super::{
    active_filter::active_filters,
    after_paint::after_paint,
    changing::changing,
    filter_in_url::{FilterInUrl, use_filter_in_url},
    filter_panel::FilterPanel,
    memory::use_courses_memory,
    results::{ResultList, use_results},
    row_limit::RowLimit,
    search_box::SearchBox,
    spot::Spot,
};

/// The list of courses with its search box and filters.
#[component]
pub(crate) fn CourseListPage() -> impl IntoView {
    let filter = use_filter_in_url();
    view! {
        <PageTitle title=t::courses::title() />
        <SearchBox filter=filter />
        <Loadable
            resource=use_courses_memory().catalogue()
            view=move |catalogue| view! { <Browser filter=filter catalogue=catalogue /> }.into_any()
            is_empty=has_no_courses
            empty=t::courses::no_courses()
        />
    }
    .into_any()
}

fn has_no_courses(catalogue: &Arc<Catalogue>) -> bool {
    catalogue.courses().is_empty()
}

/// Filters beside results; on a phone the filters fold away.
#[component]
fn Browser(filter: FilterInUrl, catalogue: Arc<Catalogue>) -> impl IntoView {
    let is_painted = use_first_paint();
    let limit = RowLimit::new(filter);
    let found = use_results(filter, Arc::clone(&catalogue), limit);
    let is_open = RwSignal::new(false);
    // A hundred choices, folded away on a phone: a slow one would wait for them.
    let asked = Arc::clone(&catalogue);
    let panel = changing(move || {
        if is_painted.get() {
            view! { <FilterPanel filter=filter catalogue=Arc::clone(&asked) /> }.into_any()
        } else {
            ().into_any()
        }
    });
    let toggle_words = move || match filter.with(|filter| active_filters(filter).len()) {
        0 => t::courses::filter::title().to_owned(),
        count => t::courses::filter::title_with(count),
    };
    let show_words = move || t::courses::filter::show(found.with(|found| found.total));
    let show = Callback::new(move |()| {
        is_open.set(false);
        Spot::Count.focus();
    });
    let toggle = el("button")
        .class("button button--secondary course-list__toggle")
        .attr("type", "button")
        .attr("aria-expanded", move || is_open.get().to_string())
        .attr("aria-controls", Spot::Panel.id())
        .on("click", move |_| {
            is_open.update(|is_open| *is_open = !*is_open)
        })
        .child(toggle_words);
    let show = view! { <Button on_press=show>{show_words.into_child()}</Button> };
    let panel = el("div")
        .class("course-list__panel")
        .id(Spot::Panel.id())
        .attr("data-open", move || is_open.get().to_string())
        .child(panel)
        .child(el("div").class("course-list__show").child(show.into_any()));
    let filters = el("section")
        .class("course-list__filters")
        .attr("aria-label", t::courses::filter::title())
        .child(toggle)
        .child(panel);
    let results =
        view! { <ResultList filter=filter catalogue=catalogue found=found limit=limit /> };
    el("div")
        .class("course-list")
        .child(filters)
        .child(
            el("div")
                .class("course-list__results")
                .child(results.into_any()),
        )
        .into_any()
}

/// Turns true once what is drawn now is on the screen.
fn use_first_paint() -> ReadSignal<bool> {
    let (is_painted, set_painted) = signal(false);
    after_paint(move || set_painted.set(true));
    is_painted
}
