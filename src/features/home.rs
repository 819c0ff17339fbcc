//! The first page: the four things a resident does here.

use i18n::t;
use leptos::prelude::*;
use ui::{
    IconName,
    element::{Element, IntoChild as _, el},
    icon, link, page_title,
};

/// The first page.
#[component]
pub(crate) fn HomePage(
    /// What is new, from the feature that knows.
    children: Children,
) -> impl IntoView {
    let tasks = el("div")
        .class("columns columns--even home__tasks")
        .child(task(
            "/courses",
            IconName::Book,
            t::common::task::learn(),
            t::home::learn(),
        ))
        .child(task(
            "/eligibility",
            IconName::Benefit,
            t::common::task::entitled(),
            t::home::entitled(),
        ))
        .child(task(
            "/apply",
            IconName::Coin,
            t::common::task::loan(),
            t::home::loan(),
        ))
        .child(task(
            "/track",
            IconName::Clock,
            t::common::task::track(),
            t::home::track(),
        ));
    let more = [
        ("/calculator", t::home::calculator(), "home__calculator"),
        ("/my/files", t::home::my_files(), "home__files"),
        ("/staff/", t::home::staff(), "home__staff"),
    ]
    .map(|(href, words, class)| el("li").class(class).child(link(href).child(words)));
    vec![
        page_title(t::home::title()).into_child(),
        el("p").class("prose").child(t::home::what()).into_child(),
        tasks.into_child(),
        el("div").class("home__new").child(children()).into_child(),
        el("h2").child(t::home::more()).into_child(),
        el("ul").child(Vec::from(more)).into_child(),
    ]
    .into_any()
}

fn task(
    href: &'static str,
    picture: IconName,
    title: &'static str,
    about: &'static str,
) -> Element {
    let name = el("h2")
        .class("home__name")
        .child(icon(picture))
        .child(title);
    link(href)
        .class("card home__task")
        .child(name)
        .child(el("p").class("home__about").child(about))
}
