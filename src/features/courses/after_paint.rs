//! What can wait until the page has answered.

use std::time::Duration;

use leptos::prelude::*;

/// Does this once what is drawn now is on the screen.
pub(super) fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}
