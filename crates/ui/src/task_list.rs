//! The parts of a long form, each with how far it is.

use crate::{
    Text, Tone,
    element::{Element, el},
    link::link,
    status_tag::status_tag,
};
use leptos::prelude::*;

/// One part of the work.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// Its name.
    pub title: Text,
    /// What it is about, where the name needs it.
    pub detail: Option<Text>,
    /// Where it begins; none while it cannot be started.
    pub href: Option<Text>,
    /// How it stands.
    pub tone: Tone,
    /// How it stands, in a word.
    pub status: Text,
}

/// The parts in order; each whole row is the link.
#[component]
pub fn TaskList(
    /// The parts.
    tasks: Vec<TaskRow>,
) -> impl IntoView {
    let rows: Vec<Element> = tasks.into_iter().map(row).collect();
    el("ol").class("task-list").child(rows).into_any()
}

fn row(task: TaskRow) -> Element {
    let title = match task.href {
        Some(href) => link(href).class("task-list__link"),
        None => el("span"),
    };
    let detail = task
        .detail
        .map(|detail| el("p").class("task-list__detail").child(detail));
    el("li")
        .class("task-list__row")
        .child(el("div").child(title.child(task.title)).child(detail))
        .child(status_tag(task.tone, task.status))
}
