//! The first stop of the tab key.

use crate::element::{Element, el};
use i18n::t;

/// Leads past the header, whose first part it is, to `<main id="main">`: what stands outside every landmark is found by
/// nobody who goes from landmark to landmark.
pub(crate) fn skip_link() -> Element {
    el("a")
        .class("skip-link")
        .attr("href", "#main")
        .attr("rel", "external")
        .child(t::common::skip_link())
}
