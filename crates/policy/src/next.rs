//! Which question to ask next: the one whose answer settles most.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{
    FactKind, Facts, Name, Pack, Programme, Verdict, amount,
    day::NEVER,
    evaluate::{fewest_missing, verdict_of},
    order,
    person::Person,
    quantity::Quantity,
    walk::first_day,
};

/// The question to ask next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextQuestion {
    /// The fact to ask for.
    pub fact: Name,
    /// The programmes whose answer still hangs on it.
    pub settles: Vec<Name>,
}

/// The unanswered fact that settles most over the programmes; `None` when no answer can change anything.
///
/// Facts in `skip` (answered "not sure") are not asked again.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) {
/// let next = policy::next_question(pack, &["startup_loan_individual"], day, facts, &[]);
/// # }
/// ```
pub fn next_question(
    pack: &Pack,
    programmes: &[&str],
    as_of: Date,
    facts: &Facts,
    skip: &[&str],
) -> Option<NextQuestion> {
    let person = Person::new(pack, as_of, facts);
    // For each open programme, the facts it still needs.
    let mut open: Vec<(&Programme, Vec<usize>)> = Vec::new();
    let mut amounts: Vec<(&Programme, usize)> = Vec::new();
    let askable = |fact: &usize| {
        pack.facts
            .get(*fact)
            .is_some_and(|spec| !skip.iter().any(|id| spec.id == *id))
    };
    for programme in programmes.iter().filter_map(|id| pack.programme(id)) {
        let Some(version) = programme.version_on(as_of) else {
            continue;
        };
        match verdict_of(pack, programme, as_of, &person) {
            Verdict::Unknown => {
                let mut needed = fewest_missing(pack, &person, version.root);
                needed.retain(askable);
                open.push((programme, needed));
            }
            Verdict::Eligible => {
                amounts.extend(
                    amount::range(pack, version, &person)
                        .open
                        .filter(askable)
                        .map(|fact| (programme, fact)),
                );
            }
            _ => {}
        }
    }
    let mut wanted: Vec<usize> = open
        .iter()
        .flat_map(|(_, facts)| facts.iter().copied())
        .collect();
    order::sort_unique(&mut wanted);
    let mut best: Option<(u64, usize)> = None;
    for fact in wanted {
        let score = score(pack, &open, as_of, &person, fact);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, fact));
        }
    }
    let asked = match best {
        Some((_, fact)) => fact,
        None => amounts.first()?.1,
    };
    let needing = open
        .iter()
        .filter(|(_, facts)| facts.contains(&asked))
        .map(|(programme, _)| *programme);
    let paying = amounts
        .iter()
        .filter(|(_, fact)| *fact == asked)
        .map(|(programme, _)| *programme);
    Some(NextQuestion {
        fact: pack.facts.get(asked)?.id.clone(),
        settles: needing
            .chain(paying)
            .map(|programme| programme.id.clone())
            .collect(),
    })
}

/// How much an answer settles: programmes it may decide, in thousandths, averaged over the answers that differ.
fn score(
    pack: &Pack,
    open: &[(&Programme, Vec<usize>)],
    as_of: Date,
    person: &Person,
    fact: usize,
) -> u64 {
    let answers = answers(pack, person, fact);
    let mut tried = person.clone();
    let (mut decided, mut count) = (0, 0);
    for answer in answers {
        tried.set(fact, answer);
        count += 1;
        for (programme, _) in open {
            if verdict_of(pack, programme, as_of, &tried) != Verdict::Unknown {
                decided += 1000;
            }
        }
    }
    // A programme that needs the fact counts a little even when no single answer decides it.
    let needing = open
        .iter()
        .filter(|(_, facts)| facts.contains(&fact))
        .count();
    decided / u64::max(count, 1) + u64::try_from(needing).unwrap_or(0)
}

/// One answer from every cell that any rule cuts the fact into.
pub(crate) fn answers(pack: &Pack, person: &Person, fact: usize) -> Vec<i64> {
    let Some(spec) = pack.facts.get(fact) else {
        return Vec::new();
    };
    let mut answers = match spec.kind {
        FactKind::Choice => return (0..=spec.max).collect(),
        FactKind::Set => {
            return std::iter::once(0)
                .chain((0..spec.options.len()).map(|bit| 1 << bit))
                .collect();
        }
        _ => vec![spec.min, spec.max],
    };
    if spec.may_be_never {
        answers.push(NEVER);
    }
    for (quantity, cuts) in pack
        .quantities
        .iter()
        .zip(&pack.cuts)
        .filter(|(quantity, _)| quantity.fact() == fact)
    {
        for cut in cuts {
            let at = match quantity {
                Quantity::Fact(_) => *cut,
                span if span.is_span() => first_day(spec.min, spec.max, |day| {
                    quantity.of(day, 0, person.as_of) < *cut
                }),
                _ => continue,
            };
            answers.extend(
                [at - 1, at]
                    .into_iter()
                    .filter(|answer| (spec.min..=spec.max).contains(answer)),
            );
        }
    }
    order::sort_unique(&mut answers);
    answers
}
