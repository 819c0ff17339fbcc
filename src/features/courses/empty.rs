//! What to do when nothing was found.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Text,
    element::{Element, IntoChild as _, el},
};

use super::{
    card::card,
    changing::changing,
    chips::clear,
    filter_in_url::FilterInUrl,
    memory::{today, use_courses_memory},
    model::{next_starting, relaxations},
    spot::Spot,
    words::filter_words,
};

/// Offers to give up one thing, or everything, and shows what starts next.
#[component]
pub(super) fn NothingFound(
    /// What was asked in vain.
    filter: FilterInUrl,
    /// What was searched.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    let (memory, today) = (use_courses_memory(), today());
    let next: Vec<_> = next_starting(&catalogue, today, 3)
        .iter()
        .map(|row| card(&catalogue, row, today))
        .collect();
    let ways_out = changing(move || {
        let offers: Vec<Element> = filter
            .with(|filter| memory.with_texts(|texts| relaxations(&catalogue, texts, filter, today)))
            .into_iter()
            .map(|(active, count)| {
                let words = t::courses::empty::without(filter_words(&active, &catalogue), count);
                let give_up = Callback::new(move |()| {
                    filter.change(|filter| active.removed_from(filter));
                    Spot::Count.focus();
                });
                offer(words.into(), give_up)
            })
            .collect();
        let advice = if offers.is_empty() {
            t::courses::empty::other_words()
        } else {
            t::courses::empty::give_up()
        };
        let all = Callback::new(move |()| clear(filter));
        let list = el("ul")
            .class("course-list__offers")
            .child(offers)
            .child(offer(t::courses::empty::clear().into(), all));
        vec![el("p").child(advice), list].into_child()
    });
    vec![
        el("div").class("panel").child(ways_out),
        el("h2").child(t::courses::empty::next()),
        el("ul").class("course-cards").child(next),
    ]
    .into_child()
}

fn offer(words: Text, on_press: Callback<()>) -> Element {
    let button = view! { <Button kind=ButtonKind::Secondary on_press=on_press>{words}</Button> };
    el("li").child(button.into_any())
}
