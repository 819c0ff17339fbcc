//! A table that scrolls inside itself, and lists, which show their rows a portion at a time.

use i18n::t;
use leptos::html::{Div, Dl, Tbody};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{HtmlCollection, HtmlElement};
use ui::{Button, ButtonKind};

/// Rows shown at first, and with each press more: a slow machine draws so many at once.
const PORTION: usize = 50;

/// A table under its name.
pub(crate) fn table(name: &'static str, heads: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> = heads
        .iter()
        .map(|words| view! { <th scope="col">{*words}</th> }.into_any())
        .collect();
    let (body, more) = in_portions(rows);
    view! {
        <div class="scroll" role="region" aria-label=t::staff_table::scroll(name) tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{name}</caption>
                <thead><tr>{heads}</tr></thead>
                {body}
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// The body of a table with the first rows, and the button for more; the focus goes on to the first of them.
pub(crate) fn in_portions(rows: Vec<AnyView>) -> (AnyView, AnyView) {
    let body = NodeRef::<Tbody>::new();
    let (rows, more) = portions(rows, move |at| {
        focus_row(body.get_untracked().map(|body| body.children()), at);
    });
    let body = view! { <tbody role="rowgroup" node_ref=body>{rows}</tbody> };
    (body.into_any(), more)
}

/// A list of cards, the first of them and the button for more.
pub(crate) fn cards(rows: Vec<AnyView>) -> AnyView {
    let list = NodeRef::<Div>::new();
    let (rows, more) = portions(rows, move |at| {
        focus_row(list.get_untracked().map(|list| list.children()), at);
    });
    view! { <div node_ref=list>{rows}</div> {more} }.into_any()
}

/// A list of terms and what stands beside each, the first of them and the button for more.
pub(crate) fn terms(class: &'static str, rows: Vec<AnyView>) -> AnyView {
    let list = NodeRef::<Dl>::new();
    let (rows, more) = portions(rows, move |at| {
        focus_row(list.get_untracked().map(|list| list.children()), at);
    });
    view! { <dl class=class node_ref=list>{rows}</dl> {more} }.into_any()
}

/// The rows as far as they are shown, and the button for more, which moves the focus to the first new one.
fn portions(
    rows: Vec<AnyView>,
    focus: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> (AnyView, AnyView) {
    let total = rows.len();
    let shown = RwSignal::new(1_usize);
    let waiting = StoredValue::new_local(rows.into_iter());
    let next = move |_| {
        waiting
            .try_update_value(|rows| rows.by_ref().take(PORTION).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let rows = view! { <For each=move || 0..shown.get() key=|portion| *portion children=next /> };
    let press = move |()| {
        let first_new = shown.get_untracked() * PORTION;
        shown.update(|shown| *shown += 1);
        request_animation_frame(move || focus(first_new));
    };
    let more = move || {
        let left = total.saturating_sub(shown.get() * PORTION);
        (left > 0).then(|| {
            view! { <p><Button kind=ButtonKind::Secondary on_press=press>{t::staff_table::more(left)}</Button></p> }
        })
    };
    (rows.into_any(), more.into_any())
}

/// The first thing in the row that takes the focus; else the row.
fn focus_row(rows: Option<HtmlCollection>, at: usize) {
    let Some(row) = rows.and_then(|rows| rows.item(u32::try_from(at).unwrap_or(u32::MAX))) else {
        return;
    };
    let found = row.query_selector("a, button, input").ok().flatten();
    let target = found.unwrap_or_else(|| {
        let _ = row.set_attribute("tabindex", "-1");
        row
    });
    if let Some(target) = target.dyn_ref::<HtmlElement>() {
        let _ = target.focus();
    }
}
