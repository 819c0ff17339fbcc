//! The four tasks under the thumb; on a desktop they stand in a row under the header.

use crate::{
    IconName,
    element::{Element, el},
    icon::icon,
    link::link,
};
use i18n::t;
use leptos::prelude::*;

/// The four tasks of a resident.
#[component]
pub fn BottomBar(
    /// The path of the page shown, so that its task is marked.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    let tasks = [
        ("/courses", t::common::task::learn(), IconName::Book),
        (
            "/eligibility",
            t::common::task::entitled(),
            IconName::Benefit,
        ),
        ("/apply", t::common::task::loan(), IconName::Coin),
        ("/track", t::common::task::track(), IconName::Clock),
    ];
    let links: Vec<Element> = tasks
        .into_iter()
        .map(|(href, label, drawing)| {
            link(href)
                .class("bottom-bar__task")
                .attr("aria-current", move || {
                    path.with(|path| is_under(path, href)).then_some("page")
                })
                .child(icon(drawing))
                .child(label)
        })
        .collect();
    el("nav")
        .class("bottom-bar")
        .attr("aria-label", t::common::tasks())
        .child(links)
        .into_any()
}

fn is_under(path: &str, task: &str) -> bool {
    path.strip_prefix(task)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_task_covers_its_pages() {
        for (path, expected) in [
            ("/courses", true),
            ("/courses/welder", true),
            ("/coursesx", false),
            ("/", false),
        ] {
            assert_eq!(is_under(path, "/courses"), expected, "{path}");
        }
    }
}
