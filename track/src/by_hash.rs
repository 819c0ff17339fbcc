//! Pages about what stands behind the hash mark of the address, which no server reads.

use leptos::prelude::*;
use ui::element::IntoChild as _;

/// Draws a page, and draws it anew when something else stands behind the mark: a second link opened in the same tab changes
/// nothing more, and the page must not go on showing what the first was about.
pub(crate) fn by_hash(page: fn(String) -> AnyView) -> AnyView {
    let (hash, set_hash) = signal(read());
    let heard = window_event_listener_untyped("hashchange", move |_| {
        let read = read();
        // A jump to a part of the page is no other page.
        if document().get_element_by_id(&read).is_none() {
            set_hash.set(read);
        }
    });
    on_cleanup(move || heard.remove());
    (move || page(hash.get())).into_child()
}

fn read() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}
