//! What starts next, for the first page.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, element::el};

use super::{
    LIST,
    card::card,
    memory::{today, use_courses_memory},
    model::next_starting,
};

/// The next three courses with seats left, and the way to all of them.
#[component]
pub(crate) fn NextCourses() -> impl IntoView {
    let view = |catalogue: Arc<Catalogue>| {
        let today = today();
        let cards: Vec<_> = next_starting(&catalogue, today, 3)
            .iter()
            .map(|row| card(&catalogue, row, today))
            .collect();
        el("ul")
            .class("course-cards course-next__cards")
            .child(cards)
            .into_any()
    };
    let place = view! {
        <Loadable
            resource=use_courses_memory().catalogue()
            view=view
            is_empty=has_nothing_next
            empty=t::courses::next::none()
        />
    };
    let all = el("a").attr("href", LIST).child(t::courses::next::all());
    el("section")
        .class("course-next")
        .child(el("h2").child(t::courses::next::title()))
        .child(
            el("div")
                .class("course-next__place")
                .child(place.into_any()),
        )
        .child(el("p").child(all))
        .into_any()
}

fn has_nothing_next(catalogue: &Arc<Catalogue>) -> bool {
    next_starting(catalogue, today(), 1).is_empty()
}
