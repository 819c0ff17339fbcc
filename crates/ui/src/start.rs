//! How a bundle takes over its static shell.

use std::time::Duration;

use crate::Bundle;
use leptos::prelude::*;

/// Replaces the words inside `<div id="app">` by the app; appends to the body where there is no such element.
///
/// The mounted app lives as long as the page.
pub fn start<V: IntoView + 'static>(bundle: Bundle, app: impl FnOnce() -> V + 'static) {
    console_error_panic_hook::set_once();
    bundle.set_current();
    #[cfg(target_family = "wasm")]
    i18n::start();
    // To have the module running has taken a slow phone long enough: drawing is a task of its own.
    set_timeout(move || draw(app), Duration::ZERO);
}

fn draw<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    let Some(place) = document().get_element_by_id("app") else {
        leptos::mount::mount_to_body(app);
        return;
    };
    place.set_inner_html("");
    leptos::mount::mount_to(wasm_bindgen::JsCast::unchecked_into(place), app).forget();
}
