//! Before an application: what it is, what to have ready, and the beginning.

mod start_form;

use account::use_session;
use application::Product;
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use start_form::StartForm;
use ui::{Fetched, PageTitle};

/// The start page; `?product=` chooses beforehand. It can be read without signing in.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let session = use_session();
    // Asks once whether the browser holds a session, so that the button can say what it will do.
    let resumed = Fetched::new(move || async move { session.resume().await.is_ok() });
    let product = use_location()
        .query
        .with_untracked(|query| query.get_str("product").and_then(Product::from_id));
    view! {
        <PageTitle title=t::apply::start::title() />
        <p class="prose">{t::apply::start::what()}</p>
        <h2>{t::apply::start::need_title()}</h2>
        <ul>{needs()}</ul>
        <p>{t::apply::start::need_note()}</p>
        <h2>{t::apply::start::time_title()}</h2>
        <p>{t::apply::start::time()}</p>
        <p>{t::apply::start::after()}</p>
        <h2>{t::apply::start::data_title()}</h2>
        <p class="prose">{t::apply::start::data()}</p>
        <p>
            <a href="/eligibility" rel=ui::rel("/eligibility")>{t::apply::start::check_first()}</a>
        </p>
        <StartForm product=product signed_in=Signal::derive(move || resumed.get() == Some(true)) />
    }
    .into_any()
}

fn needs() -> Vec<AnyView> {
    let papers = [
        t::apply::start::need::id_card(),
        t::apply::start::need::licence(),
        t::apply::start::need::category(),
        t::apply::start::need::enterprise(),
    ];
    papers
        .into_iter()
        .map(|paper| view! { <li>{paper}</li> }.into_any())
        .collect()
}
