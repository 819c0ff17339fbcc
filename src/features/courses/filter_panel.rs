//! Everything one can ask of a course besides words.

use std::sync::Arc;

use catalogue::{
    Audience, Catalogue, CourseFilter, CourseKind, CourseListing, SkillLevel, TeachingMode,
    TimeOfDay,
};
use domain::Date;
use i18n::t;
use leptos::{prelude::*, web_sys::Event};
use ui::{
    Bound, Choice, Select, Text,
    element::{Element, IntoChild as _, el},
};

use super::{
    active_filter::ActiveFilter, filter_in_url::FilterInUrl, spot::Spot, words::code_words,
    words::filter_words,
};

/// The choices; only what some course offers is listed.
#[component]
pub(super) fn FilterPanel(
    /// What they change.
    filter: FilterInUrl,
    /// What there is to choose from.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    let courses = catalogue.courses();
    let group = |legend, choices: Vec<ActiveFilter>| group(filter, &catalogue, legend, choices);
    let kinds = CourseKind::ALL.iter().copied().map(ActiveFilter::Kind);
    let times = TimeOfDay::ALL
        .iter()
        .copied()
        .map(ActiveFilter::Time)
        .chain(
            catalogue
                .slow_season()
                .map(|season| ActiveFilter::Season(season.months)),
        );
    let levels = SkillLevel::ALL
        .iter()
        .copied()
        .filter(|level| courses.iter().any(|course| course.level == Some(*level)))
        .map(ActiveFilter::Level);
    let modes = TeachingMode::ALL
        .iter()
        .copied()
        .filter(|mode| courses.iter().any(|course| course.mode == *mode))
        .map(ActiveFilter::Mode);
    let days = el("div")
        .class("row")
        .child(day_field(
            Spot::From,
            t::courses::filter::from(),
            filter,
            |filter| &mut filter.starts_from,
        ))
        .child(day_field(
            Spot::Until,
            t::courses::filter::until(),
            filter,
            |filter| &mut filter.starts_until,
        ));
    let money = vec![ActiveFilter::SeatsLeft, ActiveFilter::Subsidised];
    vec![
        group(t::courses::filter::kind(), kinds.collect()),
        near_select(filter, &catalogue),
        division_select(filter, &catalogue),
        trade_select(filter, courses),
        group(t::courses::filter::time(), times.collect()),
        fieldset(t::courses::filter::starts(), days).into_child(),
        group(t::courses::filter::seats_and_money(), money),
        audience_select(filter, courses),
        group(t::courses::filter::level(), levels.collect()),
        group(t::courses::filter::mode(), modes.collect()),
    ]
    .into_any()
}

/// A question over what answers it.
fn fieldset(question: &'static str, answers: Element) -> Element {
    el("fieldset")
        .class("field")
        .child(el("legend").class("field__label").child(question))
        .child(answers)
}

/// Tick boxes under one question; none where there is nothing to choose between.
fn group(
    filter: FilterInUrl,
    catalogue: &Catalogue,
    legend: &'static str,
    choices: Vec<ActiveFilter>,
) -> AnyView {
    if choices.len() < 2 {
        return ().into_any();
    }
    let boxes: Vec<Element> = choices
        .into_iter()
        .map(|choice| tick_box(filter, filter_words(&choice, catalogue), choice))
        .collect();
    fieldset(legend, el("div").class("tick-boxes").child(boxes)).into_child()
}

fn tick_box(filter: FilterInUrl, label: Text, choice: ActiveFilter) -> Element {
    let asked = choice.clone();
    let change = move |event: Event| {
        let is_ticked = event_target_checked(&event);
        filter.change(|filter| {
            if is_ticked {
                choice.added_to(filter)
            } else {
                choice.removed_from(filter)
            }
        });
    };
    let control = el("input")
        .class("tick-boxes__input")
        .attr("type", "checkbox")
        .prop("checked", move || {
            filter.with_choices(|filter| asked.is_in(filter))
        })
        .on("change", change);
    el("label")
        .class("tick-boxes__box")
        .child(control)
        .child(label)
}

/// A list that asks for one value; an address may ask for several, which their chips then show.
fn select(
    spot: Spot,
    label: &'static str,
    choices: Vec<Choice>,
    filter: FilterInUrl,
    read: fn(&CourseFilter) -> Option<String>,
    write: fn(&mut CourseFilter, Option<String>),
) -> AnyView {
    let value = Signal::derive(move || filter.with_choices(read).unwrap_or_default());
    let change = Callback::new(move |code: String| {
        filter.change(|before| {
            let mut changed = before.clone();
            write(&mut changed, Some(code).filter(|code| !code.is_empty()));
            changed
        });
    });
    view! {
        <Select
            id=spot.id()
            label=label
            choices=Signal::stored(choices)
            value=Bound::new(value, change)
            empty=t::courses::filter::any()
        />
    }
    .into_any()
}

fn division_select(filter: FilterInUrl, catalogue: &Catalogue) -> AnyView {
    // In the order of the district's list, which people know.
    let choices = catalogue
        .divisions()
        .iter()
        .filter(|division| {
            catalogue
                .courses()
                .iter()
                .any(|course| course.division == division.code)
        })
        .map(|division| Choice::new(division.code.clone(), division.name.clone()))
        .collect();
    select(
        Spot::Division,
        t::courses::filter::division(),
        choices,
        filter,
        |filter| filter.divisions.first().cloned(),
        |filter, code| filter.divisions = code.into_iter().collect(),
    )
}

/// Every place of the district: who lives where nothing is taught has a way to go all the same.
fn near_select(filter: FilterInUrl, catalogue: &Catalogue) -> AnyView {
    let divisions = catalogue.divisions().iter();
    let choices = divisions
        .map(|division| Choice::new(division.code.clone(), division.name.clone()))
        .collect();
    select(
        Spot::Near,
        t::courses::filter::near(),
        choices,
        filter,
        |filter| filter.near.clone(),
        |filter, code| filter.near = code,
    )
}

fn trade_select(filter: FilterInUrl, courses: &[CourseListing]) -> AnyView {
    let mut choices: Vec<Choice> = Vec::new();
    for trade in courses.iter().filter_map(|course| course.trade.as_ref()) {
        if !choices.iter().any(|known| known.value == *trade) {
            choices.push(Choice::new(trade.clone(), trade.clone()));
        }
    }
    select(
        Spot::Trade,
        t::courses::filter::trade(),
        choices,
        filter,
        |filter| filter.trades.first().cloned(),
        |filter, name| filter.trades = name.into_iter().collect(),
    )
}

fn audience_select(filter: FilterInUrl, courses: &[CourseListing]) -> AnyView {
    let choices = Audience::ALL
        .iter()
        .filter(|audience| {
            courses
                .iter()
                .any(|course| course.audiences.contains(audience))
        })
        .map(|audience| Choice::new(audience.code(), code_words(audience.code())))
        .collect();
    select(
        Spot::Audience,
        t::courses::filter::audience(),
        choices,
        filter,
        |filter| {
            filter
                .audiences
                .first()
                .map(|audience| audience.code().to_owned())
        },
        |filter, code| {
            filter.audiences = code
                .as_deref()
                .and_then(Audience::from_code)
                .into_iter()
                .collect();
        },
    )
}

/// A day near today, so the browser's own calendar serves; a birth date would not.
fn day_field(
    spot: Spot,
    label: &'static str,
    filter: FilterInUrl,
    day_of: fn(&mut CourseFilter) -> &mut Option<Date>,
) -> Element {
    let shown = move || {
        let mut asked = filter.with_choices(Clone::clone);
        day_of(&mut asked).map(|day| day.to_string())
    };
    let change = move |event: Event| {
        let day = Date::parse_iso(&event_target_value(&event));
        filter.change(|before| {
            let mut changed = before.clone();
            *day_of(&mut changed) = day;
            changed
        });
    };
    let control = el("input")
        .class("field__control course-day__input")
        .id(spot.id())
        .attr("type", "date")
        .prop("value", move || shown().unwrap_or_default())
        .on("change", change);
    el("div")
        .class("course-day")
        .child(el("label").attr("for", spot.id()).child(label))
        .child(control)
}
