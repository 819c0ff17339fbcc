//! Finding a file by its number; what is looked for stands in the address.

use crate::{
    go::use_go,
    place::{Place, SEARCH},
};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, InputKind, TextField};

const CONTROL: &str = "search";

/// The search box.
#[component]
pub(super) fn Search(
    /// What the address says is looked for.
    typed: Memo<String>,
) -> impl IntoView {
    let go = use_go();
    let text = RwSignal::new(typed.get_untracked());
    // Back changes the address; the box follows it. Typing alone never changes the address, so the two do not chase each other.
    Effect::new(move |_| text.set(typed.get()));
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = text.get_untracked();
        go.rename(&address(wanted.trim()));
    };
    let clear = move || {
        (!typed.get().is_empty()).then(|| {
            view! { <a class="button button--quiet" data-noscroll="" href=Place::Queue.to_string()>{t::staff_queue::search_clear()}</a> }
        })
    };
    view! {
        <form class="queue__search" role="search" novalidate on:submit=look>
            <TextField id=CONTROL label=t::staff_queue::search() hint=t::staff_queue::search_hint() value=text kind=InputKind::Search />
            <Button kind=ButtonKind::Secondary>{t::staff_queue::search_submit()}</Button>
            {clear}
        </form>
    }
    .into_any()
}

fn address(wanted: &str) -> String {
    let mut address = Place::Queue.to_string();
    if !wanted.is_empty() {
        address.push('?');
        address.push_str(SEARCH);
        address.push('=');
        address.push_str(&String::from(js_sys::encode_uri_component(wanted)));
    }
    address
}
