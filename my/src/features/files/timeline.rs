//! What happened to a file.

use account::words;
use api::application::TimelineEntry;
use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, IntoChild, el};

/// Newest first: what was done, by whom, when.
pub(super) fn timeline(entries: &[TimelineEntry]) -> AnyView {
    let lines: Vec<Element> = entries.iter().rev().map(line).collect();
    el("ol")
        .class("timeline")
        .attr("reversed", true)
        .child(lines)
        .into_child()
}

fn line(entry: &TimelineEntry) -> Element {
    let done = t::files::timeline::line(words::role(entry.role), words::action(entry.action));
    let when = i18n::time_ms(entry.at_ms);
    let by = entry.on_behalf.clone().map(|by| {
        el("p")
            .class("timeline__when")
            .child(t::files::timeline::on_behalf(by.point, by.clerk))
    });
    let papers = (entry.papers > 0).then(|| {
        el("p")
            .class("timeline__when")
            .child(t::files::timeline::papers())
    });
    el("li")
        .class("timeline__entry")
        .child(el("p").class("timeline__what").child(done))
        .child(by)
        .child(papers)
        .child(el("p").class("timeline__when").child(when))
}
