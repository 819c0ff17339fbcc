//! The rows of the list, which stay in the page while what they show changes.

use std::sync::Arc;

use catalogue::Catalogue;
use leptos::prelude::*;
use ui::element::{IntoChild as _, el};

use super::{
    card::card_parts,
    memory::today,
    model::{Results, Row},
    row_limit::RowLimit,
};

/// The id of a row's link, so that the focus can go there.
pub(super) fn link_id(place: usize) -> String {
    ["course-link-", &place.to_string()].concat()
}

/// The rows drawn of those found. To make one takes a slow phone many times as long as to say something else in it, so one
/// that is not wanted now is hidden, and keeps what it said.
pub(super) fn rows(catalogue: Arc<Catalogue>, found: Memo<Results>, limit: RowLimit) -> AnyView {
    let shown = Memo::new(move |_| {
        let found = found.with(|found| found.rows.len());
        found.min(limit.drawn())
    });
    let made =
        Memo::new(move |before: Option<&usize>| shown.get().max(before.copied().unwrap_or(0)));
    let places = move || 0..made.get();
    let row = move |place: usize| row(place, Arc::clone(&catalogue), found, shown);
    let rows = view! { <For each=places key=|place| *place children=row /> };
    el("ul")
        .class("course-cards")
        .attr("hidden", move || shown.get() == 0)
        .child(rows.into_any())
        .into_any()
}

fn row(
    place: usize,
    catalogue: Arc<Catalogue>,
    found: Memo<Results>,
    shown: Memo<usize>,
) -> AnyView {
    let today = today();
    let is_shown = Memo::new(move |_| place < shown.get());
    let row = Memo::new(move |before: Option<&Option<Row>>| {
        if is_shown.get() {
            found.with(|found| found.rows.get(place).cloned())
        } else {
            before.cloned().flatten()
        }
    });
    let parts = move || {
        let row = row.get()?;
        card_parts(&catalogue, &row, today, Some(link_id(place)))
    };
    el("li")
        .class("course-card")
        .attr("hidden", move || !is_shown.get())
        .child(parts)
        .into_child()
}
