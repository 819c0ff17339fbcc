//! What is around the pages: the ways between them.

use super::place::TrainingPlace;
use crate::{desk::use_desk, session::use_session};
use i18n::t;
use leptos::prelude::*;
use workflow::Duty;

/// What whoever sits here does in the organisation; not tracked.
pub(super) fn duty() -> Option<Duty> {
    untrack(|| use_session().officer()).and_then(|officer| officer.duty)
}

/// The ways between the pages of whoever looks.
#[component]
pub(super) fn Ways(
    /// The page shown.
    here: TrainingPlace,
) -> impl IntoView {
    use TrainingPlace as Page;
    let listings = (Page::Listings, t::staff_training::nav::listings());
    let classes = (Page::Classes, t::staff_lessons::nav());
    let sheets = (Page::Sheets, t::staff_training::nav::sheets());
    let people = (Page::People, t::staff_training::duty::nav());
    let ways = match (use_desk().may_change, duty()) {
        (true, Some(Duty::Teacher) | None) => vec![classes],
        (true, Some(Duty::Editor)) => vec![listings, classes, sheets],
        (true, Some(Duty::Owner)) => vec![listings, classes, sheets, people],
        (false, _) => vec![
            listings,
            classes,
            (Page::Eligibility, t::staff_section::nav::eligibility()),
            (Page::Complaints, t::staff_section::complaints::nav()),
            (Page::Calendar, t::staff_section::nav::calendar()),
            (Page::SpotChecks, t::staff_section::nav::spot()),
            (Page::Opening, t::staff_section::nav::opening()),
            (Page::Year, t::staff_section::nav::year()),
            (Page::Settlements, t::staff_settlement::nav()),
            (Page::Organisations, t::staff_training::nav::organisations()),
        ],
    };
    let links: Vec<AnyView> = ways
        .into_iter()
        .map(|(place, words)| {
            let current = (place == here).then_some("page");
            view! { <li><a class="training__way" href=place.to_string() aria-current=current>{words}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <nav aria-label=t::staff_training::nav::label()>
            <ul class="training__ways">{links}</ul>
        </nav>
    }
    .into_any()
}
