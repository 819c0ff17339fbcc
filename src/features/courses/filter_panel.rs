//! Everything one can ask of a course besides words.

use std::sync::Arc;

use catalogue::{
    Audience, Catalogue, CourseFilter, CourseKind, Facets, SkillLevel, TeachingMode, TimeOfDay,
};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Choice, Select, Text};

use super::{
    active_filter::ActiveFilter, filter_in_url::FilterInUrl, memory::today, spot::Spot,
    words::code_words, words::filter_words,
};

/// The choices; only what some course offers is listed.
#[component]
pub(super) fn FilterPanel(
    /// What they change.
    filter: FilterInUrl,
    /// What there is to choose from.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    let facets = Facets::of(catalogue.courses(), today());
    let group = |legend: &'static str, choices: Vec<ActiveFilter>| {
        let boxes: Vec<AnyView> = choices
            .into_iter()
            .map(|choice| tick_box(filter, filter_words(&choice, &catalogue), choice))
            .collect();
        view! {
            <fieldset class="field">
                <legend class="field__label">{legend}</legend>
                <div class="tick-boxes">{boxes}</div>
            </fieldset>
        }
        .into_any()
    };
    let offered = |value: &dyn Fn(&Facets) -> usize| value(&facets) > 1;
    let kinds = CourseKind::ALL
        .iter()
        .copied()
        .map(ActiveFilter::Kind)
        .collect();
    let times = TimeOfDay::ALL
        .iter()
        .copied()
        .map(ActiveFilter::Time)
        .collect();
    let money_and_seats = vec![ActiveFilter::SeatsLeft, ActiveFilter::Subsidised];
    let levels = offered(&|facets| facets.levels.len()).then(|| {
        group(
            t::courses::filter::level(),
            SkillLevel::ALL
                .iter()
                .copied()
                .map(ActiveFilter::Level)
                .collect(),
        )
    });
    let modes = offered(&|facets| facets.mode.len()).then(|| {
        group(
            t::courses::filter::mode(),
            TeachingMode::ALL
                .iter()
                .copied()
                .map(ActiveFilter::Mode)
                .collect(),
        )
    });
    view! {
        {group(t::courses::filter::kind(), kinds)}
        {division_select(filter, &facets, &catalogue)}
        {trade_select(filter, &facets)}
        {group(t::courses::filter::time(), times)}
        <fieldset class="field">
            <legend class="field__label">{t::courses::filter::starts()}</legend>
            <div class="row">
                {day_field(Spot::From, t::courses::filter::from(), filter, |filter| filter.starts_from, |filter, day| filter.starts_from = day)}
                {day_field(Spot::Until, t::courses::filter::until(), filter, |filter| filter.starts_until, |filter, day| filter.starts_until = day)}
            </div>
        </fieldset>
        {group(t::courses::filter::seats_and_money(), money_and_seats)}
        {audience_select(filter, &facets)}
        {levels}
        {modes}
    }
    .into_any()
}

fn tick_box(filter: FilterInUrl, label: Text, choice: ActiveFilter) -> AnyView {
    let asked = choice.clone();
    view! {
        <label class="tick-boxes__box">
            <input
                class="tick-boxes__input"
                type="checkbox"
                prop:checked=move || filter.with(|filter| asked.is_in(filter))
                on:change=move |event| {
                    let is_ticked = event_target_checked(&event);
                    filter.change(|filter| if is_ticked { choice.added_to(filter) } else { choice.removed_from(filter) });
                }
            />
            {label}
        </label>
    }
    .into_any()
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
    let value = Signal::derive(move || filter.with(read).unwrap_or_default());
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

fn division_select(filter: FilterInUrl, facets: &Facets, catalogue: &Catalogue) -> AnyView {
    // In the order of the district's list, which people know, not by how many courses there are.
    let choices = catalogue
        .divisions()
        .iter()
        .filter(|division| {
            facets
                .divisions
                .iter()
                .any(|offered| offered.value == division.code)
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

fn trade_select(filter: FilterInUrl, facets: &Facets) -> AnyView {
    let choices = facets
        .trades
        .iter()
        .map(|trade| Choice::new(trade.value.clone(), trade.value.clone()))
        .collect();
    select(
        Spot::Trade,
        t::courses::filter::trade(),
        choices,
        filter,
        |filter| filter.trades.first().cloned(),
        |filter, name| filter.trades = name.into_iter().collect(),
    )
}

fn audience_select(filter: FilterInUrl, facets: &Facets) -> AnyView {
    let choices = facets
        .audiences
        .iter()
        .map(|audience| Choice::new(audience.value.code(), code_words(audience.value.code())))
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
                .collect()
        },
    )
}

/// A day near today, so the browser's own calendar serves; a birth date would not.
fn day_field(
    spot: Spot,
    label: &'static str,
    filter: FilterInUrl,
    read: fn(&CourseFilter) -> Option<Date>,
    write: fn(&mut CourseFilter, Option<Date>),
) -> AnyView {
    let shown = move || {
        filter
            .with(read)
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    let change = move |event| {
        let day = Date::parse_iso(&event_target_value(&event));
        filter.change(|before| {
            let mut changed = before.clone();
            write(&mut changed, day);
            changed
        });
    };
    view! {
        <div class="course-day">
            <label for=spot.id()>{label}</label>
            <input class="field__control course-day__input" id=spot.id() type="date" prop:value=shown on:change=change />
        </div>
    }
    .into_any()
}
