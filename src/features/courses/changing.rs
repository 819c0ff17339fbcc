//! The parts of a page that change, as one type: each closure of its own would bring its own copy of the renderer.

use leptos::prelude::*;
use ui::element::IntoChild;

/// Draws anew whenever what it read has changed.
pub(super) fn changing(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    draw.into_child()
}
