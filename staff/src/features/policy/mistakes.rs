//! What keeps rules from compiling: file, line, key, and what to write instead.

use super::place::{DeskPlace, LINE, Subject};
use api::policy_desk::CompileErrorView;
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, Tone};

/// The mistakes, each with the way to its line.
#[component]
pub(super) fn Mistakes(
    /// Whose rules.
    subject: Subject,
    /// What the compiler said.
    errors: Vec<CompileErrorView>,
) -> impl IntoView {
    let lines: Vec<AnyView> = errors
        .into_iter()
        .map(|error| {
            let place = DeskPlace::Source(subject.clone(), error.file.clone()).to_string();
            let is_file = error.file.ends_with(".toml");
            let where_ = at(&error);
            let place = if is_file {
                view! { <a href=format!("{place}?{LINE}={}", error.line)>{where_}</a> }.into_any()
            } else {
                view! { <span>{where_}</span> }.into_any()
            };
            view! {
                <li>
                    {place} " " <code>{error.key}</code>
                    <p class="policy__message" lang="en">{error.message}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <Notice tone=Tone::Error title=t::staff_policy::mistakes::title(lines.len())>
            <p>{t::staff_policy::mistakes::about()}</p>
            <ul class="policy__mistakes">{lines}</ul>
        </Notice>
    }
    .into_any()
}

/// File and line.
pub(super) fn at(error: &CompileErrorView) -> String {
    if error.line == 0 {
        error.file.clone()
    } else {
        t::staff_policy::mistakes::at(error.file.clone(), error.line)
    }
}
