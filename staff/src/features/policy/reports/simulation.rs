//! The simulation: who gains, who loses and what it costs, over 100,000 made-up people or the files handed in.

mod ask;
mod chart;
mod files;
mod model;
mod table;

use super::{
    super::{
        desk::use_desk,
        frame::{Frame, Head},
        mistakes::Mistakes,
        place::{DeskPlace, Report, SEED, Subject, WHO},
        words::{Lexicon, day},
    },
    Told,
    day::use_day,
    told,
};
use api::policy_desk::{
    PopulationKind, ProgrammeSimulationView, SimulationResponse, SimulationView,
};
use ask::AskForm;
use chart::{costs, shifts};
use files::files;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{costs_money, is_changed};
use table::{people, programmes};

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    who: PopulationKind,
    seed: u32,
}

fn use_question() -> Memo<Question> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| Question {
            who: query
                .get_str(WHO)
                .and_then(PopulationKind::from_id)
                .unwrap_or(PopulationKind::Synthetic),
            seed: query
                .get_str(SEED)
                .and_then(|seed| seed.parse().ok())
                .unwrap_or(1),
        })
    })
}

/// The page.
#[component]
pub(in super::super) fn SimulationPage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Report(subject.clone(), Report::Simulation);
    let (of, place) = (subject.clone(), here.clone());
    let body = move |_: Head| {
        let (on, question) = (use_day(), use_question());
        let of = of.clone();
        let report = move || {
            let (day, asked, about) = (on.get(), question.get(), of.clone());
            let seed = (asked.who == PopulationKind::Synthetic).then_some(asked.seed);
            told(
                desk,
                of.clone(),
                move |staff, subject: Subject| async move {
                    staff
                        .simulate_policy(subject.asked(), asked.who, day, seed)
                        .await
                },
                move |found| report(&about, found),
            )
        };
        view! {
            <p>{t::staff_policy::simulation::about()}</p>
            <AskForm here=place.clone() day=on question=question />
            {report}
        }
        .into_any()
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::simulation::title() body=body /> }
        .into_any()
}

fn report(subject: &Subject, (found, lexicon): Told<SimulationResponse>) -> AnyView {
    match found.simulation {
        Some(simulation) => results(&simulation, &lexicon),
        None => view! { <Mistakes subject=subject.clone() errors=found.errors /> }.into_any(),
    }
}

fn results(found: &SimulationView, lexicon: &Lexicon) -> AnyView {
    let who = match found.seed {
        Some(seed) => t::staff_policy::simulation::made_up(count(found.people), seed),
        None => t::staff_policy::simulation::filed(count(found.people)),
    };
    let days = t::staff_policy::diff::days(day(&found.old_day), day(&found.new_day));
    let (changed, same): (Vec<&ProgrammeSimulationView>, Vec<_>) =
        found.programmes.iter().partition(|one| is_changed(one));
    let changes = if changed.is_empty() {
        view! { <p class="loadable__empty">{t::staff_policy::simulation::empty()}</p> }.into_any()
    } else {
        let costing: Vec<&ProgrammeSimulationView> = changed
            .iter()
            .copied()
            .filter(|one| costs_money(one))
            .collect();
        view! {
            <h2>{t::staff_policy::simulation::shifts()}</h2>
            {shifts(&changed)}
            <h2>{t::staff_policy::simulation::costs()}</h2>
            <p>{t::staff_policy::simulation::costs_about()}</p>
            {costs(&costing)}
            <h2>{t::staff_policy::simulation::table()}</h2>
            {programmes(t::staff_policy::simulation::table(), &changed)}
            {people(&changed, lexicon)}
        }
        .into_any()
    };
    let unchanged = (!same.is_empty()).then(|| {
        let title = t::staff_policy::simulation::unchanged(same.len());
        view! {
            <details>
                <summary>{title}</summary>
                {programmes(t::staff_policy::simulation::table_unchanged(), &same)}
            </details>
        }
    });
    let filed = (found.population == PopulationKind::Filed).then(|| files(found, lexicon));
    view! {
        <p role="status">{who} " " {days} " " {t::staff_policy::simulation::took(found.took_ms)}</p>
        {changes}
        {filed}
        {unchanged}
    }
    .into_any()
}

/// A count as it is read.
fn count(people: u32) -> String {
    i18n::number(i64::from(people))
}
