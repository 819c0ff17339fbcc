//! The classes drawn by lot in a month.

use super::super::{frame::Ways, place::TrainingPlace};
use super::spot_check::SpotCheck;
use crate::desk::{Asked, Desk, use_desk};
use crate::half_typed::HalfTyped;
use crate::said::{Said, SaidNotice};
use api::training_section::SpotChecksView;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Choice, Loadable, PageTitle, Select};
use workflow::spot_check::SpotCheckState;

/// The page.
#[component]
pub(in super::super) fn SpotChecksPage() -> impl IntoView {
    let desk = use_desk();
    // Empty until another month than this one is chosen.
    let month = RwSignal::new(String::new());
    let said = RwSignal::new(None);
    let typed = HalfTyped::new();
    view! {
        <PageTitle title=t::staff_section::spot::title() />
        <Ways here=TrainingPlace::SpotChecks />
        <SaidNotice said=said />
        {move || of_month(desk, month, typed, said)}
    }
    .into_any()
}

fn of_month(
    desk: Desk,
    month: RwSignal<String>,
    typed: HalfTyped,
    said: RwSignal<Option<Said>>,
) -> AnyView {
    let asked = month.get();
    let found: Asked<SpotChecksView> = desk.ask(move |staff| {
        let month = asked.clone();
        async move { staff.list_spot_checks(&month).await }
    });
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: SpotChecksView| drawn(found, (month, typed), said, again);
    view! { <Loadable resource=found view=drawn /> }.into_any()
}

fn drawn(
    found: SpotChecksView,
    (month, typed): (RwSignal<String>, HalfTyped),
    said: RwSignal<Option<Said>>,
    again: Callback<()>,
) -> AnyView {
    use t::staff_section::spot as words;
    let about = words::about(found.percent);
    let confirm = found
        .is_local_confirm
        .then(|| view! { <p class="training__note">{words::about_confirm()}</p> });
    let pick = (found.months.len() > 1).then(|| pick(&found, month, said));
    let seed = found
        .seed
        .clone()
        .map(|seed| view! { <p class="training__code">{words::seed(seed)}</p> });
    if found.checks.is_empty() {
        let empty = words::empty();
        return view! { <p>{about}</p> {confirm} {pick} <p class="loadable__empty">{empty}</p> }
            .into_any();
    }
    let left = found
        .checks
        .iter()
        .filter(|one| one.state == SpotCheckState::Drawn)
        .count();
    let count = words::count(found.taught, found.checks.len(), left);
    let checks: Vec<AnyView> = found
        .checks
        .into_iter()
        .map(|one| view! { <SpotCheck check=one typed=typed said=said again=again /> }.into_any())
        .collect();
    view! { <p>{about}</p> {confirm} {pick} <p role="status">{count}</p> {checks} {seed} }
        .into_any()
}

fn pick(found: &SpotChecksView, month: RwSignal<String>, said: RwSignal<Option<Said>>) -> AnyView {
    let choices: Vec<Choice> = found
        .months
        .iter()
        .map(|month| Choice::new(month.clone(), month_words(month)))
        .collect();
    let shown = RwSignal::new(found.month.clone());
    let change = Callback::new(move |chosen: String| {
        said.set(None);
        month.set(chosen);
    });
    let value = Bound::new(shown.into(), change);
    view! { <Select id="month" label=t::staff_section::spot::month() choices=choices value=value /> }
        .into_any()
}

fn month_words(month: &str) -> String {
    match month.split_once('-') {
        Some((year, month)) => {
            t::staff_section::spot::month_of(year, month.trim_start_matches('0'))
        }
        None => month.to_owned(),
    }
}
