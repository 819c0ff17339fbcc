//! My searches: the one that the list of courses sent here, to be kept, and those that are.

use crate::place::SEARCHES;
use account::{Failure, Place, failure_notice, use_go, use_session};
use api::search::{
    FoundClass, ListSavedSearchesResponse, MOST_SEARCHES, SaveSearchRequest, SavedSearchView,
};
use client::{IdempotencyKey, Resident};
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    BackLink, Doing, Fetched, Loadable, Tone,
    element::{Element, IntoChild, el},
    focus_title, link, notice, page_title,
};

/// What is done to the list.
#[derive(Clone)]
enum Act {
    /// Keep what the address asks, under this name.
    Keep(String, String),
    /// Take one away.
    Remove(String),
}

/// `/classes/searches`, with or without a search to keep.
#[component]
pub(crate) fn SearchesPage(resident: Resident) -> impl IntoView {
    let (session, go, location) = (use_session(), use_go(), use_location());
    let failure = RwSignal::new(None::<Failure>);
    let done = RwSignal::new(None::<&'static str>);
    let found = Fetched::new(move || async move {
        let found = resident.list_searches().await.map_err(Failure::from);
        if let Err(failure) = &found {
            drop(session.watch(failure.clone()));
        }
        found
    });
    let act = Doing::new(move |act: Act| async move {
        let is_kept = matches!(act, Act::Keep(..));
        let (answer, words) = match act {
            Act::Keep(query, name) => {
                let request = SaveSearchRequest { query, name };
                let key = IdempotencyKey::fresh();
                let answer = resident.save_search(&request, &key).await.map(drop);
                (answer, t::searches::kept())
            }
            Act::Remove(id) => (resident.remove_search(&id).await, t::searches::removed()),
        };
        match answer {
            Ok(()) => {
                failure.set(None);
                done.set(Some(words));
                // One taken away makes room for the one that waits in the address.
                if is_kept {
                    go.instead(SEARCHES);
                }
                found.refetch();
                focus_title();
            }
            Err(error) => failure.set(session.watch(error.into())),
        }
    });
    let show = Callback::new(move |found: ListSavedSearchesResponse| {
        let asked = location.search.get();
        let name = location.query.with(|query| query.get("name"));
        let mut page: Vec<Element> = Vec::new();
        if let Some(name) = name {
            page.push(if found.searches.len() < MOST_SEARCHES {
                to_keep(asked, name, act)
            } else {
                el("p").child(t::searches::full(MOST_SEARCHES))
            });
        } else if found.searches.is_empty() {
            page.push(el("p").child(t::searches::empty()));
            page.push(el("p").child(link("/courses").child(t::searches::to_courses())));
        }
        let cards: Vec<Element> = found
            .searches
            .into_iter()
            .map(|one| card(one, act))
            .collect();
        page.push(el("ul").class("list").child(cards));
        el("div").child(page).into_child()
    });
    let said = move || Some(notice(Tone::Success, Some(done.get()?.into()), true));
    vec![
        view! { <BackLink href=Place::List.to_string() label=t::files::list::title() /> }
            .into_any(),
        page_title(t::searches::title()).into_child(),
        el("p").child(t::searches::about()).into_child(),
        said.into_child(),
        failure_notice(failure),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

/// The search that came with the address.
fn to_keep(query: String, name: String, act: Doing<Act>) -> Element {
    let words = t::searches::keep_what(&name);
    let keep = el("button")
        .class("button")
        .attr("type", "button")
        .on("click", move |_| {
            act.start(Act::Keep(query.clone(), name.clone()));
        })
        .child(t::searches::keep());
    el("div")
        .class("card")
        .child(el("p").child(words))
        .child(keep)
}

fn card(one: SavedSearchView, act: Doing<Act>) -> Element {
    let address = ["/courses?", &one.query].concat();
    let found: Vec<Element> = one.found.into_iter().map(class).collect();
    let news = if found.is_empty() {
        el("p").child(t::searches::nothing_new())
    } else {
        el("ul").child(found)
    };
    let name = el("span").class("visually-hidden").child(one.name.clone());
    let id = one.id;
    let remove = el("button")
        .class("button button--secondary")
        .attr("type", "button")
        .on("click", move |_| act.start(Act::Remove(id.clone())))
        .child(t::searches::remove())
        .child(name);
    el("li")
        .class("card")
        .child(
            el("h2")
                .class("list__name")
                .child(link(address).child(one.name)),
        )
        .child(news)
        .child(remove)
}

/// A class that was found, as the way to its course.
fn class(one: FoundClass) -> Element {
    let words = t::searches::found(one.title, i18n::date(one.starts_on));
    el("li").child(link(["/courses/", &one.course].concat()).child(words))
}
