//! A trainer's courses, or what waits for a reviewer and what is live.

use super::{
    frame::Ways,
    place::TrainingPlace,
    roll_over::{RollOver, outcomes},
    words,
};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::listing::{ListListingsResponse, ListingSummary};
use i18n::t;
use leptos::prelude::*;
use ui::{LinkButton, Loadable, PageTitle, StatusTag, Text, Tone, element::el, notice};

/// The first page of trainers and of the training section.
#[component]
pub(super) fn ListingsPage() -> impl IntoView {
    let desk = use_desk();
    let is_trainer = desk.may_change;
    let found: Asked<ListListingsResponse> =
        desk.ask(|staff| async move { staff.list_listings().await });
    let title = if is_trainer {
        t::staff_training::title_trainer()
    } else {
        t::staff_training::title_officer()
    };
    let new = is_trainer.then(|| {
        let href = TrainingPlace::NewListing.to_string();
        view! { <p><LinkButton href=href>{t::staff_training::list::new()}</LinkButton></p> }
    });
    let again = Callback::new(move |()| found.refetch());
    // What a press came to is said beside the list as it then is.
    let rolled = RwSignal::new(Vec::new());
    let drawn = move |found: ListListingsResponse| {
        let confirm = found.is_local_confirm.then(|| {
            view! { <p class="training__note">{t::staff_training::late::local_confirm()}</p> }
        });
        if is_trainer {
            let name = t::staff_training::title_trainer();
            let rolled_over = [found.listings.clone(), found.ended.clone()].concat();
            let list = list(
                name,
                found.listings,
                t::staff_training::list::empty(),
                false,
            );
            return view! {
                {confirm}
                {list}
                {ended(found.ended)}
                <RollOver listings=rolled_over again=again rolled=rolled />
                {move || rolled.with(|rolled| outcomes(rolled))}
            }
            .into_any();
        }
        use t::staff_training::list as words;
        view! {
            {late(&found)}
            {confirm}
            <h2>{words::waiting()}</h2>
            {list(words::waiting(), found.listings, words::waiting_empty(), true)}
            <h2>{words::public()}</h2>
            {list(words::public(), found.public, words::public_empty(), true)}
        }
        .into_any()
    };
    view! {
        <PageTitle title=title />
        <Ways here=TrainingPlace::Listings />
        {new}
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

/// Courses that have ended, to begin others from; nothing where there are none.
fn ended(found: Vec<ListingSummary>) -> Option<AnyView> {
    use t::staff_training::list as words;
    if found.is_empty() {
        return None;
    }
    let folded = view! {
        <details>
            <summary>{words::ended()}</summary>
            <p>{words::ended_about()}</p>
            {list(words::ended(), found, words::empty(), false)}
        </details>
    };
    Some(folded.into_any())
}

/// What the clocks of the reviews say: to everybody on the last day, and past it to whoever answers for the section.
fn late(found: &ListListingsResponse) -> Vec<AnyView> {
    use t::staff_training::late as words;
    let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let mut said = Vec::new();
    if found.overdue > 0 {
        said.push((Tone::Error, words::overdue(count(found.overdue))));
    }
    if found.late_complaints > 0 {
        said.push((Tone::Error, words::complaints(count(found.late_complaints))));
    }
    if found.due_today > 0 {
        said.push((Tone::Warning, words::due_today(count(found.due_today))));
    }
    let said = said.into_iter();
    said.map(|(tone, words)| {
        notice(tone, None, false)
            .child(el("p").child(words))
            .into_any()
    })
    .collect()
}

fn list(
    name: &'static str,
    found: Vec<ListingSummary>,
    empty: &'static str,
    has_organisation: bool,
) -> AnyView {
    if found.is_empty() {
        return view! { <p class="loadable__empty">{empty}</p> }.into_any();
    }
    let count = t::staff_training::count(found.len());
    let mut heads = vec![t::staff_training::list::course()];
    if has_organisation {
        heads.push(t::staff_training::list::organisation());
    }
    heads.extend([
        t::staff_training::list::state(),
        t::staff_training::list::classes(),
        t::staff_training::list::due(),
    ]);
    let rows = found
        .into_iter()
        .map(|one| row(one, has_organisation))
        .collect();
    let table = table(name, &heads, rows);
    view! { <p role="status">{count}</p> {table} }.into_any()
}

fn row(one: ListingSummary, has_organisation: bool) -> AnyView {
    let href = TrainingPlace::Listing(one.id).to_string();
    let title: Text = if one.title.is_empty() {
        t::staff_training::list::untitled().into()
    } else {
        one.title.into()
    };
    let organisation = has_organisation.then(|| view! { <td>{one.organisation}</td> }.into_any());
    let due = one.due_on.map(|on| t::staff_training::due(i18n::date(on)));
    let is_seen = one.state.is_public();
    let put_away = one.put_away_on.map(|on| {
        let on = i18n::date(on);
        if is_seen {
            t::staff_training::late::put_away_changes(on)
        } else {
            t::staff_training::late::put_away(on)
        }
    });
    let late = one
        .is_overdue
        .then(|| view! { <StatusTag tone=Tone::Error label=t::staff_training::overdue() /> });
    let classes = usize::try_from(one.classes).unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a></th>
            {organisation}
            <td><StatusTag tone=words::tone(one.state) label=words::state(one.state) /></td>
            <td class="figures">{t::staff_training::count_classes(classes)}</td>
            <td>{due} {put_away} " " {late}</td>
        </tr>
    }
    .into_any()
}
