//! The box one types words into. The list follows each letter; the search key only puts the keyboard away.

use i18n::t;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, InputEvent};
use ui::element::el;

use super::{filter_in_url::FilterInUrl, memory::use_courses_memory, spot::Spot};

const HINT: &str = "course-search-hint";

/// The search box.
#[component]
pub(super) fn SearchBox(
    /// What it changes.
    filter: FilterInUrl,
) -> impl IntoView {
    let memory = use_courses_memory();
    // Half-typed pinyin is no word to search for.
    let input = move |event: Event| {
        let is_composing = event
            .dyn_ref::<InputEvent>()
            .is_some_and(InputEvent::is_composing);
        if !is_composing {
            filter.type_text(event_target_value(&event));
        }
    };
    let label = el("label")
        .class("field__label")
        .attr("for", Spot::Search.id())
        .child(t::courses::search::label());
    let hint = el("p")
        .class("field__hint")
        .id(HINT)
        .child(t::courses::search::hint());
    let control = el("input")
        .class("field__control course-search__input")
        .id(Spot::Search.id())
        .attr("type", "search")
        .attr("inputmode", "search")
        .attr("enterkeyhint", "search")
        .attr("autocomplete", "off")
        .attr("maxlength", "64")
        .attr("aria-describedby", HINT)
        .prop("value", move || filter.with(|filter| filter.text.clone()))
        .on("focus", move |_| memory.want_texts())
        .on("input", input)
        .on("compositionend", move |event| {
            filter.type_text(event_target_value(&event));
        });
    let button = el("button")
        .class("button")
        .attr("type", "submit")
        .child(t::courses::search::submit());
    let line = el("div")
        .class("course-search__line")
        .child(control)
        .child(button);
    el("form")
        .class("course-search")
        .attr("role", "search")
        .on("submit", |event| {
            event.prevent_default();
            Spot::Count.focus();
        })
        .child(label)
        .child(hint)
        .child(line)
        .into_any()
}
