//! My applications.

use super::model::{day_of, tone};
use account::{Failure, Part, Place, use_session, words};
use api::application::{ApplicationSummary, ListApplicationsResponse};
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{Fetched, LinkButton, Loadable, PageTitle, StatusTag};
use workflow::loan::LoanState;

/// Every application of the resident, newest first.
#[component]
pub(crate) fn ListPage(resident: Resident) -> impl IntoView {
    let session = use_session();
    let found = Fetched::new(move || async move {
        resident.list_applications().await.map_err(|error| {
            let failure = Failure::from(error);
            drop(session.watch(failure.clone()));
            failure
        })
    });
    let show = Callback::new(|found: ListApplicationsResponse| {
        let cards: Vec<AnyView> = found
            .applications
            .into_iter()
            .filter(is_shown)
            .map(card)
            .collect();
        if cards.is_empty() {
            return empty();
        }
        view! {
            <ul class="list">{cards}</ul>
            <LinkButton href=Place::Start.to_string()>{t::files::list::another()}</LinkButton>
        }
        .into_any()
    });
    view! {
        <PageTitle title=t::files::list::title() />
        {move || session.phone().map(|phone| view! { <p class="list__phone">{t::signin::signed_in(phone)}</p> })}
        <Loadable resource=found view=show />
    }
    .into_any()
}

/// A draft thrown away is not kept before one's eyes.
fn is_shown(application: &ApplicationSummary) -> bool {
    application.state != LoanState::Discarded
}

fn empty() -> AnyView {
    view! {
        <p>{t::files::list::empty()}</p>
        <p>
            <LinkButton href=Place::Start.to_string()>{t::files::list::begin()}</LinkButton>
        </p>
        <p>
            <a href="/eligibility" rel=ui::rel("/eligibility")>{t::files::list::check_first()}</a>
        </p>
    }
    .into_any()
}

fn card(application: ApplicationSummary) -> AnyView {
    let state = application.state;
    let number = application
        .acceptance_number
        .map(|number| view! { <p class="figures">{t::files::number(number)}</p> });
    let clock = application
        .clock
        .filter(|clock| !clock.paused && !clock.overdue)
        .map(|clock| view! { <p>{ui::days_in_words(clock.day, clock.limit)}</p> });
    let part = if state == LoanState::Draft {
        Part::Tasks
    } else {
        Part::Overview
    };
    let href = Place::of(&application.id, part).to_string();
    view! {
        <li class="list__item">
            <a class="card" href=href>
                <h2 class="list__name">{words::product(application.product)}</h2>
                <StatusTag tone=tone(state) label=words::state(state, "name") />
                <p>{words::state(state, "sentence")}</p>
                {number}
                {clock}
                <p class="list__date">{t::files::list::changed(day_of(application.updated_at_ms))}</p>
            </a>
        </li>
    }
    .into_any()
}
