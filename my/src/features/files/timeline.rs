//! What happened to a file.

use account::words;
use api::application::TimelineEntry;
use i18n::t;
use leptos::prelude::*;

/// Newest first: what was done, by whom, when.
#[component]
pub(super) fn Timeline(entries: Vec<TimelineEntry>) -> impl IntoView {
    let lines: Vec<AnyView> = entries.into_iter().rev().map(line).collect();
    view! { <ol class="timeline" reversed=true>{lines}</ol> }.into_any()
}

fn line(entry: TimelineEntry) -> AnyView {
    let done = t::files::timeline::line(words::role(entry.role), words::action(entry.action));
    view! {
        <li class="timeline__entry">
            <p class="timeline__what">{done}</p>
            <p class="timeline__when">{i18n::time_ms(entry.at_ms)}</p>
        </li>
    }
    .into_any()
}
