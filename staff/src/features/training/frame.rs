//! What is around the pages: the ways between them.

use super::place::TrainingPlace;
use crate::desk::use_desk;
use i18n::t;
use leptos::prelude::*;

/// The ways between the pages of whoever looks.
#[component]
pub(super) fn Ways(
    /// The page shown.
    here: TrainingPlace,
) -> impl IntoView {
    let mut ways = vec![
        (TrainingPlace::Listings, t::staff_training::nav::listings()),
        (TrainingPlace::Classes, t::staff_lessons::nav()),
    ];
    if use_desk().may_change {
        ways.push((TrainingPlace::Sheets, t::staff_training::nav::sheets()));
    } else {
        ways.extend([
            (TrainingPlace::Calendar, t::staff_section::nav::calendar()),
            (TrainingPlace::SpotChecks, t::staff_section::nav::spot()),
            (TrainingPlace::Opening, t::staff_section::nav::opening()),
            (TrainingPlace::Year, t::staff_section::nav::year()),
            (TrainingPlace::Settlements, t::staff_settlement::nav()),
        ]);
        ways.push((
            TrainingPlace::Organisations,
            t::staff_training::nav::organisations(),
        ));
    }
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
