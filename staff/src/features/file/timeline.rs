//! What happened to the file.

use super::open_file::use_open_file;
use crate::words;
use api::application::TimelineEntry;
use i18n::t;
use leptos::prelude::*;

/// Newest first: what was done, by whom, when.
#[component]
pub(super) fn Timeline() -> impl IntoView {
    let file = use_open_file().file;
    let entries = Memo::new(move |_| file.with(|file| file.application.timeline.clone()));
    let lines = move || {
        let entries = entries.get();
        entries
            .into_iter()
            .rev()
            .map(line)
            .collect::<Vec<AnyView>>()
    };
    view! {
        <section>
            <h2>{t::staff_file::timeline::title()}</h2>
            <ol class="file__timeline" reversed=true>{lines}</ol>
        </section>
    }
    .into_any()
}

fn line(entry: TimelineEntry) -> AnyView {
    let done = t::staff_file::timeline::line(words::role(entry.role), words::action(entry.action));
    view! {
        <li>
            {done}
            <p class="file__note">{i18n::time_ms(entry.at_ms)}</p>
        </li>
    }
    .into_any()
}
