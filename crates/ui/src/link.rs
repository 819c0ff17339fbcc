//! A link that knows whether it leaves the bundle.

use crate::{
    Text,
    element::{Element, el},
};

/// A link, where a page is written as data; its words are its children.
pub fn link(href: impl Into<Text>) -> Element {
    let href = href.into();
    el("a").attr("rel", crate::rel(&href)).attr("href", href)
}
