//! The first page: the four things a resident does here.

use i18n::t;
use leptos::prelude::*;
use ui::{Icon, IconName, PageTitle};

/// The first page.
#[component]
pub(crate) fn HomePage(
    /// What is new, from the feature that knows.
    children: Children,
) -> impl IntoView {
    view! {
        <PageTitle title=t::home::title() />
        <p class="prose">{t::home::what()}</p>
        <div class="columns columns--even home__tasks">
            {task("/courses", IconName::Book, t::common::task::learn(), t::home::learn())}
            {task("/eligibility", IconName::Benefit, t::common::task::entitled(), t::home::entitled())}
            {task("/apply", IconName::Coin, t::common::task::loan(), t::home::loan())}
            {task("/track", IconName::Clock, t::common::task::track(), t::home::track())}
        </div>
        {children()}
        <h2>{t::home::more()}</h2>
        <ul>
            <li><a href="/my/files" rel=ui::rel("/my/files")>{t::home::my_files()}</a></li>
            <li><a href="/staff/" rel=ui::rel("/staff/")>{t::home::staff()}</a></li>
        </ul>
    }
    .into_any()
}

fn task(href: &'static str, icon: IconName, title: &'static str, about: &'static str) -> AnyView {
    view! {
        <a class="card home__task" href=href rel=ui::rel(href)>
            <h2 class="home__name">
                <Icon name=icon />
                {title}
            </h2>
            <p class="home__about">{about}</p>
        </a>
    }
    .into_any()
}
