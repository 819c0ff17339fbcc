//! What the rules say about a check as a whole: the next question, how many are left, how each programme stands.

use domain::Date;
use policy::{Evaluation, Pack, evaluate, next_question};

use super::{address::Address, check::Check};

/// Every programme of the check, evaluated.
pub(super) fn evaluations(pack: &Pack, check: &Check, as_of: Date) -> Vec<Evaluation> {
    let programmes = check.scope.programmes().iter();
    programmes
        .filter_map(|programme| evaluate(pack, programme, as_of, &check.facts))
        .collect()
}

/// The question whose answer settles most; none when no answer can change anything.
pub(super) fn next_fact(pack: &Pack, check: &Check, as_of: Date) -> Option<String> {
    let next = next_question(
        pack,
        check.scope.programmes(),
        as_of,
        &check.facts,
        &check.unsure(),
    )?;
    Some(next.fact.to_string())
}

/// Where to go after an answer.
pub(super) fn next_address(pack: &Pack, check: &Check, as_of: Date) -> Address {
    next_fact(pack, check, as_of).map_or(Address::Result, Address::Question)
}

/// About how many questions are still to be put: the fewest that can lead to a yes.
pub(super) fn questions_left(evaluations: &[Evaluation], check: &Check) -> usize {
    let mut open: Vec<&str> = Vec::new();
    for fact in evaluations.iter().flat_map(|found| found.missing.iter()) {
        if !check.is_unsure(fact) && !open.contains(&&**fact) {
            open.push(fact);
        }
    }
    open.len()
}
