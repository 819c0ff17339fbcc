//! The parts of a long form, each with how far it is.

use crate::{StatusTag, Text, Tone};
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
    view! { <ol class="task-list">{tasks.into_iter().map(task).collect::<Vec<_>>()}</ol> }
        .into_any()
}

fn task(task: TaskRow) -> AnyView {
    let title = match task.href {
        Some(href) => {
            view! { <a class="task-list__link" rel=crate::rel(&href) href=href>{task.title}</a> }
                .into_any()
        }
        None => view! { <span>{task.title}</span> }.into_any(),
    };
    view! {
        <li class="task-list__row">
            <div>
                {title}
                {task.detail.map(|detail| view! { <p class="task-list__detail">{detail}</p> })}
            </div>
            <StatusTag tone=task.tone label=task.status />
        </li>
    }
    .into_any()
}
