//! The files as a table; on a phone each row becomes a block, still a row to a screen reader.

use super::{row::row, ticks::Ticks};
use crate::table::in_portions;
use api::staff::QueueEntry;
use i18n::t;
use leptos::prelude::*;

/// A list of files.
#[component]
pub(super) fn QueueTable(
    /// What list it is.
    name: &'static str,
    /// The files, in order.
    entries: Vec<QueueEntry>,
    /// What is ticked, where files can be assigned.
    ticks: Option<Ticks>,
) -> impl IntoView {
    let mut heads = vec![
        t::staff_queue::column::number(),
        t::staff_queue::column::name(),
        t::staff_queue::column::product(),
        t::staff_queue::column::amount(),
        t::staff_queue::column::state(),
        t::staff_queue::column::clock(),
        t::staff_queue::column::due(),
    ];
    if ticks.is_some() {
        heads.insert(0, t::staff_assign::tick_column());
        heads.push(t::staff_assign::column());
    }
    let heads: Vec<AnyView> = heads
        .into_iter()
        .map(|head| view! { <th scope="col" role="columnheader">{head}</th> }.into_any())
        .collect();
    let rows = entries.into_iter().map(|entry| row(entry, ticks));
    let (body, more) = in_portions(rows.collect());
    // The roles say again what the elements are, because a table laid out as blocks loses its meaning in some browsers.
    view! {
        <div class="scroll queue__scroll" role="region" aria-label=t::staff_table::scroll(name) tabindex="0">
            <table class="queue__table" role="table">
                <caption class="visually-hidden">{name}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                {body}
            </table>
        </div>
        {more}
    }
    .into_any()
}
