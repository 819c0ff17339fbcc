//! The rules in force and the subject's, weighed on many people.

use std::time::Instant;

use api::policy_desk::{
    AffectedFileView, CountView, PopulationKind, ProgrammeSimulationView, SimulationResponse,
    SimulationView,
};
use domain::Date;
use policy::Pack;
use policy::population::Population;
use policy::simulate::{self, Affected, Count, ProgrammeEffect, Simulation};

use super::filed::Filed;
use super::witness::{code, view};
use super::{Before, small, title};
use crate::applications::verdict::verdict_code;
use crate::packs::KnownPack;
use crate::policy_desk::subject::{Subject, error_views};
use crate::policy_desk::workshop::Workshop;

/// Made-up people of a synthetic population.
const SYNTHETIC: usize = 100_000;
/// Most files named.
const SHOWN_FILES: usize = 200;

/// Who is looked at.
#[derive(Debug)]
pub enum People {
    /// Made up, the same for the same seed.
    Synthetic {
        /// The seed.
        seed: u32,
    },
    /// The files that were handed in.
    Filed(Vec<Filed>),
}

/// Who gains, who loses and what it costs.
#[must_use]
pub fn simulate(
    subject: &Subject,
    workshop: &Workshop,
    before: &Before,
    on: Date,
    people: People,
) -> SimulationResponse {
    let mut response = SimulationResponse {
        version: subject.version(),
        errors: Vec::new(),
        simulation: None,
    };
    match subject.compile(workshop).as_ref() {
        Ok(new) => response.simulation = Some(run(before, (new, on), people)),
        Err(errors) => response.errors = error_views(errors),
    }
    response
}

fn run(before: &Before, (new, on): (&KnownPack, Date), people: People) -> SimulationView {
    let rules = [(before.pack.pack(), before.day), (new.pack(), on)];
    let [old_rules, new_rules] = rules;
    match people {
        People::Synthetic { seed } => {
            // One population for both rules, of the age they have on the later day.
            let population = Population::synthetic(new.pack(), u64::from(seed), SYNTHETIC, on);
            let begun = Instant::now();
            let found = simulate::simulate(old_rules, new_rules, &population);
            let took_ms = elapsed_ms(begun);
            SimulationView {
                seed: Some(seed),
                took_ms,
                ..simulation_view(PopulationKind::Synthetic, &found, &before.pack, new)
            }
        }
        People::Filed(filed) => {
            let everybody = filed.iter().map(|file| file.facts.clone());
            let population = Population::from_facts(new.pack(), everybody);
            let begun = Instant::now();
            let found = simulate::simulate(old_rules, new_rules, &population);
            let affected = affected_files(&filed, rules);
            let took_ms = elapsed_ms(begun);
            SimulationView {
                took_ms,
                affected_files_total: small(affected.len()),
                affected_files: affected.into_iter().take(SHOWN_FILES).collect(),
                ..simulation_view(PopulationKind::Filed, &found, &before.pack, new)
            }
        }
    }
}

fn elapsed_ms(begun: Instant) -> u32 {
    u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX)
}

/// Files whose verdict for the programme they applied for changes.
fn affected_files(filed: &[Filed], rules: [(&Pack, Date); 2]) -> Vec<AffectedFileView> {
    let mut affected = Vec::new();
    for file in filed {
        let [before, after] =
            rules.map(|(pack, day)| policy::verdict(pack, &file.programme, day, &file.facts));
        if before != after {
            let code = |verdict: Option<policy::Verdict>| {
                verdict.map(verdict_code).unwrap_or_default().to_owned()
            };
            affected.push(AffectedFileView {
                number_masked: file.number_masked.clone(),
                programme: file.programme.clone(),
                before: code(before),
                after: code(after),
            });
        }
    }
    affected
}

fn simulation_view(
    kind: PopulationKind,
    found: &Simulation,
    old: &KnownPack,
    new: &KnownPack,
) -> SimulationView {
    // The answers of real people stay inside.
    let shows_people = kind == PopulationKind::Synthetic;
    SimulationView {
        population: kind,
        people: small(found.people),
        seed: None,
        old_pack: found.before.pack.to_string(),
        old_day: found.before.as_of.to_string(),
        new_day: found.after.as_of.to_string(),
        programmes: found
            .programmes
            .iter()
            .map(|effect| effect_view(effect, shows_people, old, new))
            .collect(),
        affected_files: Vec::new(),
        affected_files_total: 0,
        took_ms: 0,
    }
}

fn effect_view(
    effect: &ProgrammeEffect,
    shows_people: bool,
    old: &KnownPack,
    new: &KnownPack,
) -> ProgrammeSimulationView {
    let people = |affected: &[Affected]| {
        let shown = affected.iter().filter(|_| shows_people);
        shown
            .map(|one| view(&one.facts, &one.before, &one.after))
            .collect()
    };
    ProgrammeSimulationView {
        programme: effect.programme.to_string(),
        title: title(&effect.programme, &[new, old]),
        kind: effect.kind.to_string(),
        before: count_view(&effect.before),
        after: count_view(&effect.after),
        gains: small(effect.gains),
        loses: small(effect.loses),
        more: small(effect.more),
        less: small(effect.less),
        winners: people(&effect.winners),
        losers: people(&effect.losers),
    }
}

fn count_view(count: &Count) -> CountView {
    CountView {
        eligible: small(count.eligible),
        unknown: small(count.unknown),
        others: small(count.others),
        cost_fen: count.cost_fen,
        per: count.per.as_ref().map(code),
        unsettled: small(count.unsettled),
    }
}
