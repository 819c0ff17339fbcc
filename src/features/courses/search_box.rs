//! The box one types words into. The list follows each letter; the search key only puts the keyboard away.

use i18n::t;
use leptos::ev::{CompositionEvent, Event, SubmitEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::InputEvent;

use super::{filter_in_url::FilterInUrl, memory::use_courses_memory, spot::Spot};

/// The search box.
#[component]
pub(super) fn SearchBox(
    /// What it changes.
    filter: FilterInUrl,
) -> impl IntoView {
    let memory = use_courses_memory();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        Spot::Count.focus();
    };
    let text = Signal::derive(move || filter.with(|filter| filter.text.clone()));
    // Half-typed pinyin is no word to search for.
    let input = move |event: Event| {
        let is_composing = event
            .dyn_ref::<InputEvent>()
            .is_some_and(InputEvent::is_composing);
        if !is_composing {
            filter.type_text(event_target_value(&event));
        }
    };
    let composed = move |event: CompositionEvent| filter.type_text(event_target_value(&event));
    view! {
        <form class="course-search" role="search" on:submit=submit>
            <label class="field__label" for=Spot::Search.id()>
                {t::courses::search::label()}
            </label>
            <p class="field__hint" id="course-search-hint">
                {t::courses::search::hint()}
            </p>
            <div class="course-search__line">
                <input
                    class="field__control course-search__input"
                    id=Spot::Search.id()
                    type="search"
                    inputmode="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    maxlength="64"
                    aria-describedby="course-search-hint"
                    prop:value=text
                    on:focus=move |_| memory.want_texts()
                    on:input=input
                    on:compositionend=composed
                />
                <button class="button" type="submit">
                    {t::courses::search::submit()}
                </button>
            </div>
        </form>
    }
    .into_any()
}
