//! Made-up people as the wire shows them.

use std::collections::BTreeMap;

use api::policy_desk::{OutcomeView, WitnessView};
use policy::Facts;
use policy::diff::{Outcome, Witness};

use crate::applications::verdict::verdict_code;

/// Answers in the form of `facts.json`.
pub(super) fn answers(facts: &Facts) -> BTreeMap<String, serde_json::Value> {
    let value = |value| serde_json::to_value(value).unwrap_or_default();
    facts
        .iter()
        .map(|(id, answer)| (id.to_owned(), value(answer)))
        .collect()
}

pub(super) fn witness(witness: &Witness) -> WitnessView {
    view(&witness.facts, &witness.before, &witness.after)
}

pub(super) fn view(facts: &Facts, before: &Outcome, after: &Outcome) -> WitnessView {
    WitnessView {
        facts: answers(facts),
        before: outcome(before),
        after: outcome(after),
    }
}

fn outcome(outcome: &Outcome) -> OutcomeView {
    OutcomeView {
        verdict: outcome
            .verdict
            .map(|verdict| verdict_code(verdict).to_owned()),
        amount_fen: outcome.amount_fen,
        per: code(&outcome.per),
        unmet: outcome.unmet.iter().map(ToString::to_string).collect(),
    }
}

/// The name of a value that is a plain name in JSON.
pub(super) fn code(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}
