//! What is taught where: a table of townships and weeks, or on a narrow screen a list by week.

use super::super::{frame::Ways, place::TrainingPlace, words};
use super::grid::{Week, of_week, weeks};
use crate::desk::{Asked, use_desk};
use api::training_section::{CalendarClass, TownshipClasses, TrainingCalendar};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, PageTitle, SampleMark, StatusTag, Text, Tone};
use workflow::class::ClassState;

/// The page.
#[component]
pub(in super::super) fn CalendarPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<TrainingCalendar> =
        desk.ask(|staff| async move { staff.find_training_calendar().await });
    view! {
        <PageTitle title=t::staff_section::calendar::title() />
        <Ways here=TrainingPlace::Calendar />
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &TrainingCalendar| found.townships.is_empty()}
            empty=t::staff_section::calendar::empty()
        />
    }
    .into_any()
}

fn drawn(found: TrainingCalendar) -> AnyView {
    use t::staff_section::calendar as words;
    let weeks = weeks(&found);
    let about = words::about(found.weeks);
    let left_out = (found.left_out > 0).then(|| view! { <p>{words::left_out(found.left_out)}</p> });
    let table = table(&found.townships, &weeks);
    let list = list(&found.townships, &weeks);
    view! { <p>{about}</p> {left_out} {table} {list} }.into_any()
}

fn week_words((monday, sunday): Week) -> String {
    let day = |date: domain::Date| [date.month().to_string(), date.day().to_string()].join("/");
    t::staff_section::calendar::week(day(monday), day(sunday))
}

fn township_name(township: &TownshipClasses) -> Text {
    match &township.name {
        Some(name) => name.clone().into(),
        None if township.division.is_empty() => t::staff_section::calendar::elsewhere().into(),
        None => township.division.clone().into(),
    }
}

fn table(townships: &[TownshipClasses], weeks: &[Week]) -> AnyView {
    let heads: Vec<AnyView> = weeks
        .iter()
        .map(|week| view! { <th scope="col" class="figures">{week_words(*week)}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = townships
        .iter()
        .map(|township| {
            let cells: Vec<AnyView> = weeks
                .iter()
                .map(|week| view! { <td>{classes(of_week(township, *week))}</td> }.into_any())
                .collect();
            let name = township_name(township);
            view! { <tr><th scope="row">{name}</th> {cells}</tr> }.into_any()
        })
        .collect();
    let name = t::staff_section::calendar::table();
    view! {
        <div class="scroll training__grid" role="region" aria-label=t::staff_table::scroll(name) tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{name}</caption>
                <thead><tr><th scope="col">{t::staff_section::calendar::township()}</th> {heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn list(townships: &[TownshipClasses], weeks: &[Week]) -> AnyView {
    let weeks: Vec<AnyView> = weeks
        .iter()
        .map(|week| {
            let of: Vec<AnyView> = townships
                .iter()
                .filter_map(|township| {
                    let found = of_week(township, *week);
                    (!found.is_empty()).then(|| {
                        let name = township_name(township);
                        view! { <h3>{name}</h3> {classes(found)} }.into_any()
                    })
                })
                .collect();
            let none = of
                .is_empty()
                .then(|| view! { <p>{t::staff_section::calendar::none()}</p> });
            view! { <h2 class="figures">{week_words(*week)}</h2> {of} {none} }.into_any()
        })
        .collect();
    let name = t::staff_section::calendar::list();
    view! { <div class="training__weeks" role="group" aria-label=name>{weeks}</div> }.into_any()
}

fn classes(found: Vec<&CalendarClass>) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = found.into_iter().map(class).collect();
    view! { <ul class="training__cell">{lines}</ul> }.into_any()
}

fn class(one: &CalendarClass) -> AnyView {
    let place = match &one.listing_id {
        Some(listing) => TrainingPlace::Listing(listing.clone()),
        None => TrainingPlace::Class(one.id.clone()),
    };
    let href = place.to_string();
    let title = words::course_title(one.title.clone());
    let seats = t::staff_section::calendar::seats(one.taken, one.seats);
    let sample = one.is_sample.then(|| view! { " " <SampleMark /> });
    // The others are taught as planned; of what is put off the days may still change who comes, and what is to go live has
    // nobody yet.
    let tone = match one.state {
        ClassState::Postponed => Some(Tone::Warning),
        ClassState::Planned => Some(Tone::Info),
        _ => None,
    };
    let state = tone.map(|tone| {
        view! { " " <StatusTag tone=tone label=words::class(one.state) /> }
    });
    view! {
        <li><a href=href>{title}</a> {sample} " " <span class="figures">{seats}</span> {state}</li>
    }
    .into_any()
}
