//! What happened to a course.

use super::super::words;
use super::suspended::cause;
use crate::words::role;
use api::listing::ListingStep;
use i18n::t;
use leptos::prelude::*;

/// The list, the newest first.
pub(super) fn history(steps: &[ListingStep]) -> AnyView {
    let lines: Vec<AnyView> = steps
        .iter()
        .map(|step| {
            let said = (!step.reason.is_empty()).then(|| step.reason.clone());
            let reason = step.cause.as_ref().map(cause).or(said);
            view! {
                <li>
                    {i18n::time_ms(step.at_ms)} " " {role(step.role)} " " {words::action(step.action)} " " {reason}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <details>
            <summary>{t::staff_training::edit::history()}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}
