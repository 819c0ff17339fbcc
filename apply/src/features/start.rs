//! Before an application: what it is, what to have ready, and the beginning.

mod start_form;

use account::use_session;
use application::Product;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use router::use_location;
use start_form::StartForm;
use ui::{
    element::{Element, IntoChild, el},
    link, page_title,
};

/// The start page; `?product=` chooses beforehand. It can be read without signing in.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let session = use_session();
    // Asks once whether the browser holds a session, so that the button can say what it will do.
    spawn_local(async move { drop(session.resume().await) });
    let product = use_location()
        .query
        .with_untracked(|query| query.get_str("product").and_then(Product::from_id));
    let signed_in = Signal::derive(move || session.phone().is_some());
    let needs: Vec<Element> = needs()
        .into_iter()
        .map(|paper| el("li").child(paper))
        .collect();
    let check_first = link("/eligibility").child(t::apply::start::check_first());
    let calculate_first = link("/calculator").child(t::apply::start::calculate_first());
    vec![
        page_title(t::apply::start::title()).into_child(),
        prose(t::apply::start::what()),
        el("h2").child(t::apply::start::need_title()).into_child(),
        el("ul").child(needs).into_child(),
        el("p").child(t::apply::start::need_note()).into_child(),
        el("h2").child(t::apply::start::time_title()).into_child(),
        el("p").child(t::apply::start::time()).into_child(),
        el("p").child(t::apply::start::after()).into_child(),
        el("h2").child(t::apply::start::data_title()).into_child(),
        prose(t::apply::start::data()),
        el("p").child(check_first).into_child(),
        el("p").child(calculate_first).into_child(),
        view! { <StartForm product=product signed_in=signed_in /> }.into_any(),
    ]
    .into_any()
}

fn prose(words: &'static str) -> AnyView {
    el("p").class("prose").child(words).into_child()
}

fn needs() -> [&'static str; 5] {
    [
        t::apply::start::need::id_card(),
        t::apply::start::need::licence(),
        t::apply::start::need::category(),
        t::apply::start::need::enterprise(),
        t::apply::start::need::guarantor(),
    ]
}
