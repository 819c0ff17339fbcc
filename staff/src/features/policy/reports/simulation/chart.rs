//! Bars drawn as SVG. Every number stands in words beside its bar and in the table below, so the drawing itself is
//! silent to a screen reader.

use super::{
    super::super::words::sum,
    count,
    model::{Shift, bars, width},
};
use api::policy_desk::ProgrammeSimulationView;
use i18n::t;
use leptos::prelude::*;

/// Height of a bar in the units of the drawing, which is as wide as `model::WIDTH`.
const HEIGHT: u32 = 24;

/// For each programme: who loses, gets less, the same, more, who gains.
pub(super) fn shifts(programmes: &[&ProgrammeSimulationView]) -> AnyView {
    let legend: Vec<AnyView> = Shift::ALL
        .into_iter()
        .map(|shift| {
            view! {
                <li class="policy__key">
                    <svg class="policy__swatch" viewBox="0 0 24 24" aria-hidden="true">
                        <rect class=shift.class() width="24" height="24" />
                    </svg>
                    {name(shift)}
                </li>
            }
            .into_any()
        })
        .collect();
    let rows: Vec<AnyView> = programmes.iter().map(|one| shift_row(one)).collect();
    view! {
        <ul class="policy__legend" aria-hidden="true">{legend}</ul>
        <ul class="policy__chart">{rows}</ul>
    }
    .into_any()
}

fn name(shift: Shift) -> &'static str {
    match shift {
        Shift::Loses => t::staff_policy::simulation::loses(),
        Shift::Less => t::staff_policy::simulation::less(),
        Shift::Same => t::staff_policy::simulation::same(),
        Shift::More => t::staff_policy::simulation::more(),
        Shift::Gains => t::staff_policy::simulation::gains(),
    }
}

fn shift_row(one: &ProgrammeSimulationView) -> AnyView {
    let people = Shift::ALL.map(|shift| shift.people(one));
    let rects: Vec<AnyView> = Shift::ALL
        .into_iter()
        .zip(bars(&people))
        .map(|(shift, (begin, wide))| bar(shift.class(), begin, wide))
        .collect();
    let words: Vec<String> = Shift::ALL
        .into_iter()
        .zip(people)
        .filter(|(_, people)| *people > 0)
        .map(|(shift, people)| t::staff_policy::simulation::people(name(shift), count(people)))
        .collect();
    row(&one.title, rects, words.join(t::staff_policy::comma()))
}

/// For each programme: what it costs before and after, on one scale.
pub(super) fn costs(programmes: &[&ProgrammeSimulationView]) -> AnyView {
    let all = programmes
        .iter()
        .flat_map(|one| [one.before.cost_fen, one.after.cost_fen]);
    let most = all.max().unwrap_or_default();
    let rows: Vec<AnyView> = programmes
        .iter()
        .flat_map(|one| {
            let before = t::staff_policy::simulation::before(sum(
                one.before.cost_fen,
                one.before.per.as_deref(),
            ));
            let after = t::staff_policy::simulation::after(sum(
                one.after.cost_fen,
                one.after.per.as_deref(),
            ));
            [
                cost_row(&one.title, Shift::Same, one.before.cost_fen, most, before),
                cost_row("", Shift::More, one.after.cost_fen, most, after),
            ]
        })
        .collect();
    view! { <ul class="policy__chart">{rows}</ul> }.into_any()
}

fn cost_row(title: &str, colour: Shift, fen: i64, most: i64, words: String) -> AnyView {
    row(title, vec![bar(colour.class(), 0, width(fen, most))], words)
}

fn bar(class: &'static str, begin: u32, wide: u32) -> AnyView {
    view! { <rect class=class x=begin width=wide height=HEIGHT /> }.into_any()
}

fn row(title: &str, bars: Vec<AnyView>, words: String) -> AnyView {
    let title = title.to_owned();
    view! {
        <li class="policy__chart-row">
            <span class="policy__strong">{title}</span>
            <svg class="policy__bars" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">{bars}</svg>
            <span class="policy__note figures">{words}</span>
        </li>
    }
    .into_any()
}
