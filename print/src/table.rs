//! A table with lines, two columns: what every printed page is made of.

use ui::{
    Text,
    element::{Element, IntoChild, el},
};

/// Rows as a table with lines, two columns.
pub(crate) fn table(rows: Vec<Element>) -> Element {
    el("table")
        .class("printed__table")
        .child(el("tbody").child(rows))
}

/// A line over both columns.
pub(crate) fn heading(words: Text) -> Element {
    let heading = el("th")
        .class("printed__heading")
        .attr("colspan", "2")
        .attr("scope", "colgroup");
    el("tr").child(heading.child(words))
}

/// What something is called, and what it is.
pub(crate) fn pair(label: impl Into<Text>, value: impl IntoChild) -> Element {
    let label = el("th")
        .class("printed__label")
        .attr("scope", "row")
        .child(label.into());
    el("tr").child(label).child(el("td").child(value))
}
