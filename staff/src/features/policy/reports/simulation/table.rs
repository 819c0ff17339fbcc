//! The numbers, and the people who show them.

use super::{
    super::super::{
        person::witness,
        words::{Lexicon, sum},
    },
    count,
};
use crate::table::table;
use api::policy_desk::{CountView, ProgrammeSimulationView};
use i18n::t;
use leptos::prelude::*;

/// A table of programmes.
pub(super) fn programmes(name: &'static str, all: &[&ProgrammeSimulationView]) -> AnyView {
    let heads = [
        t::staff_policy::column::programme(),
        t::staff_policy::column::eligible_before(),
        t::staff_policy::column::eligible_after(),
        t::staff_policy::simulation::gains(),
        t::staff_policy::simulation::loses(),
        t::staff_policy::simulation::more(),
        t::staff_policy::simulation::less(),
        t::staff_policy::column::cost_before(),
        t::staff_policy::column::cost_after(),
        t::staff_policy::column::unsettled(),
    ];
    table(name, &heads, all.iter().map(|one| row(one)).collect())
}

fn row(one: &ProgrammeSimulationView) -> AnyView {
    let cost = |count: &CountView| sum(count.cost_fen, count.per.as_deref());
    let cells: Vec<AnyView> = [
        count(one.before.eligible),
        count(one.after.eligible),
        count(one.gains),
        count(one.loses),
        count(one.more),
        count(one.less),
        cost(&one.before),
        cost(&one.after),
        count(one.after.unsettled),
    ]
    .into_iter()
    .map(|words| view! { <td class="figures">{words}</td> }.into_any())
    .collect();
    view! {
        <tr>
            <th scope="row">{one.title.clone()}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Made-up winners and losers; of filed applications nobody is shown.
pub(super) fn people(programmes: &[&ProgrammeSimulationView], lexicon: &Lexicon) -> AnyView {
    let shown: Vec<AnyView> = programmes
        .iter()
        .filter(|one| !one.winners.is_empty() || !one.losers.is_empty())
        .map(|one| {
            let told = |words, all: &[api::policy_desk::WitnessView]| -> Vec<AnyView> {
                all.iter()
                    .map(|found| witness(words, &one.programme, found, lexicon))
                    .collect()
            };
            let winners = told(t::staff_policy::diff::gains(), &one.winners);
            let losers = told(t::staff_policy::diff::loses(), &one.losers);
            view! {
                <h3>{one.title.clone()}</h3>
                <ul class="policy__list">{winners} {losers}</ul>
            }
            .into_any()
        })
        .collect();
    if shown.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{t::staff_policy::simulation::examples()}</h2>
        {shown}
    }
    .into_any()
}
