//! How the subsidies for learning stand, left in the tab for the page of a course. The engine stays here: a course's page has
//! no room for it, and the answers themselves are none of its business.

use policy::{Evaluation, Pack, evaluate};

use super::{
    check::Check, memory::day_of, memory::keep_training, standing::Standing, words::words,
};

/// The subsidies that pay for learning, for living meanwhile, or for what one learns to prove.
const PROGRAMMES: [&str; 4] = [
    "training_subsidy",
    "living_allowance_training",
    "skill_assessment_subsidy",
    "skill_upgrade_unemployment_insurance",
];

/// Leaves how they stand by these answers. By no answers, or another day's rules, there is nothing to leave.
pub(super) fn keep(pack: &Pack, check: &Check) {
    let found = (check.as_of.is_none() && !check.facts.is_empty()).then(|| {
        let day = day_of(check);
        let found = PROGRAMMES
            .iter()
            .filter_map(|id| evaluate(pack, id, day, &check.facts));
        lines(pack, &found.collect::<Vec<_>>())
    });
    keep_training(found.as_deref());
}

/// Forgets them with the answers they were reached by.
pub(super) fn forget() {
    keep_training(None);
}

fn lines(pack: &Pack, found: &[Evaluation]) -> String {
    let words = words(pack);
    found
        .iter()
        .map(|found| {
            let name = words.programme(&found.programme);
            [&*found.programme, Standing::of(found).id(), name].join("|")
        })
        .collect::<Vec<_>>()
        .join("\n")
}
