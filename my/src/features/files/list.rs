//! My applications.

use super::{
    loan,
    model::{day_of, tone},
};
use account::{Failure, Part, Place, use_session, words};
use api::application::{ApplicationSummary, ListApplicationsResponse};
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Fetched, LinkButton, Loadable,
    element::{Element, IntoChild, el},
    link, page_title, status_tag,
};
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
        let cards: Vec<Element> = found
            .applications
            .into_iter()
            .filter(is_shown)
            .map(card)
            .collect();
        let mut parts = if cards.is_empty() {
            empty()
        } else {
            let another = view! { <LinkButton href=Place::Start.to_string()>{t::files::list::another()}</LinkButton> };
            let list = el("ul").class("list").child(cards);
            vec![list.into_child(), another.into_any()]
        };
        // With the list, which would push it down.
        parts.push(
            el("p")
                .child(server_page("/my/not-mine", t::not_mine::title()))
                .into_child(),
        );
        parts.into_any()
    });
    let phone = move || {
        session.phone().map(|phone| {
            el("p")
                .class("list__phone")
                .child(t::signin::signed_in(phone))
        })
    };
    vec![
        page_title(t::files::list::title()).into_child(),
        phone.into_child(),
        el("p")
            .child(link(Place::Courses.to_string()).child(t::my_courses::title()))
            .into_child(),
        searches(resident),
        el("p")
            .child(link(Place::Helpers.to_string()).child(t::helpers::title()))
            .into_child(),
        el("p")
            .child(server_page("/my/data", t::own_data::title()))
            .into_child(),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

/// The way to a page that the server draws.
fn server_page(address: &'static str, title: &'static str) -> Element {
    el("a")
        .attr("href", address)
        .attr("rel", "external")
        .child(title)
}

/// My searches, which live beside my classes.
const SEARCHES: &str = "/classes/searches";

/// The way to what I search for, with what is new there; the way alone where that cannot be told.
fn searches(resident: Resident) -> AnyView {
    let found = Fetched::new(move || async move { resident.list_searches().await });
    let words = move || {
        let answer = found.get().and_then(Result::ok);
        let searches = answer.map(|answer| answer.searches).unwrap_or_default();
        match searches.iter().map(|one| one.found.len()).sum::<usize>() {
            0 => t::searches::title().to_owned(),
            new => t::searches::title_with(new),
        }
    };
    el("p").child(link(SEARCHES).child(words)).into_child()
}

/// A draft thrown away is not kept before one's eyes.
fn is_shown(application: &ApplicationSummary) -> bool {
    application.state != LoanState::Discarded
}

fn empty() -> Vec<AnyView> {
    let begin =
        view! { <LinkButton href=Place::Start.to_string()>{t::files::list::begin()}</LinkButton> };
    let check_first = link("/eligibility").child(t::files::list::check_first());
    vec![
        el("p").child(t::files::list::empty()).into_child(),
        el("p").child(begin.into_any()).into_child(),
        el("p").child(check_first).into_child(),
    ]
}

fn card(application: ApplicationSummary) -> Element {
    let state = application.state;
    let standing = application.holder.words_of(state);
    // Once there is a loan, how it is paid back says more than that it was paid out.
    let servicing = application.servicing;
    let tone = servicing.map_or_else(|| tone(state, application.holder.role), loan::tone);
    let word = |part| {
        servicing.map_or_else(
            || words::standing(standing, part),
            |servicing| loan::words(servicing, part),
        )
    };
    let number = application
        .acceptance_number
        .map(|number| el("p").class("figures").child(t::files::number(number)));
    let clock = application
        .clock
        .filter(|clock| !clock.paused && !clock.overdue)
        .map(|clock| el("p").child(ui::days_in_words(clock.day, clock.limit)));
    let part = if state == LoanState::Draft {
        Part::Tasks
    } else {
        Part::Overview
    };
    let changed = t::files::list::changed(day_of(application.updated_at_ms));
    let name = el("h2")
        .class("list__name")
        .child(words::product(application.product));
    let card = link(Place::of(&application.id, part).to_string())
        .class("card")
        .child(name)
        .child(status_tag(tone, word("name")))
        .child(el("p").child(word("sentence")))
        .child(number)
        .child(clock)
        .child(el("p").class("list__date").child(changed));
    el("li").class("list__item").child(card)
}
