//! Whole numbers that satisfy weighings of two facts each: bounds are narrowed to a fixed point, then numbers are
//! tried, nearest the usual ones first. For differences (`a` and `b` are 1 and −1) the bounds alone decide; for other
//! factors the numbers of the narrower range are all tried.

use std::collections::BTreeMap;

use super::{Space, search::nearest};

/// What must hold of two facts: `from <= a · one + b · other < until`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighing {
    pub(crate) one: usize,
    pub(crate) a: i64,
    pub(crate) other: usize,
    pub(crate) b: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

type Ranges = BTreeMap<usize, (i64, i64)>;

/// Numbers tried before giving up.
const TRIES: usize = 200_000;
/// Rounds of narrowing: a loop of differences over all the days of two centuries ends before.
const ROUNDS: usize = 300_000;

/// A value for each of the facts, or `None` when no values satisfy all weighings.
pub(crate) fn fit(
    space: &Space<'_>,
    ranges: &[(i64, i64)],
    facts: &[usize],
    weighings: &[Weighing],
) -> Option<BTreeMap<usize, i64>> {
    let start = facts
        .iter()
        .map(|fact| (*fact, ranges.get(*fact).copied().unwrap_or((0, 0))))
        .collect();
    let mut tries = 0;
    label(space, start, weighings, &mut tries)
}

fn label(
    space: &Space<'_>,
    mut ranges: Ranges,
    weighings: &[Weighing],
    tries: &mut usize,
) -> Option<BTreeMap<usize, i64>> {
    narrow(space, &mut ranges, weighings)?;
    let open = ranges
        .iter()
        .filter(|(_, (low, high))| low < high)
        .min_by_key(|(_, (low, high))| high.saturating_sub(*low));
    let Some((fact, (low, high))) = open.map(|(fact, range)| (*fact, *range)) else {
        return Some(
            ranges
                .into_iter()
                .map(|(fact, (value, _))| (fact, value))
                .collect(),
        );
    };
    let usual = nearest(space, fact, (low, high));
    for value in [usual, low, high].into_iter().chain(low..=high) {
        *tries += 1;
        if *tries > TRIES {
            return None;
        }
        if space.slots.get(fact).is_some_and(|slot| !slot.has(value)) {
            continue;
        }
        let mut tried = ranges.clone();
        tried.insert(fact, (value, value));
        if let Some(found) = label(space, tried, weighings, tries) {
            return Some(found);
        }
    }
    None
}

/// Narrows every range until nothing changes; `None` when one is empty.
fn narrow(space: &Space<'_>, ranges: &mut Ranges, weighings: &[Weighing]) -> Option<()> {
    for _ in 0..ROUNDS {
        let mut changed = false;
        for weighing in weighings {
            let (one, other) = (
                ranges.get(&weighing.one).copied()?,
                ranges.get(&weighing.other).copied()?,
            );
            for (fact, factor, range, with, by) in [
                (weighing.one, weighing.a, one, other, weighing.b),
                (weighing.other, weighing.b, other, one, weighing.a),
            ] {
                let narrowed = solve(range, factor, spread(with, by), weighing);
                let narrowed = match space.slots.get(fact) {
                    Some(slot) => slot.inside(narrowed),
                    None => narrowed,
                };
                if narrowed.0 > narrowed.1 {
                    return None;
                }
                if narrowed != range {
                    ranges.insert(fact, narrowed);
                    changed = true;
                }
            }
        }
        if !changed {
            return Some(());
        }
    }
    None
}

/// The least and largest `factor · x`.
fn spread((low, high): (i64, i64), factor: i64) -> (i128, i128) {
    let (low, high) = (
        i128::from(low) * i128::from(factor),
        i128::from(high) * i128::from(factor),
    );
    (low.min(high), low.max(high))
}

/// Narrows the range of `x` to what some value of the rest leaves: `from <= factor · x + rest < until`.
fn solve(
    range: (i64, i64),
    factor: i64,
    (least, most): (i128, i128),
    weighing: &Weighing,
) -> (i64, i64) {
    if factor == 0 {
        return range;
    }
    let bound = |value: i64| (value != i64::MIN && value != i64::MAX).then(|| i128::from(value));
    let at_least = bound(weighing.from).map(|from| from - most);
    let at_most = bound(weighing.until).map(|until| until - 1 - least);
    let (at_least, at_most, factor) = if factor > 0 {
        (at_least, at_most, i128::from(factor))
    } else {
        (
            at_most.map(|value| -value),
            at_least.map(|value| -value),
            -i128::from(factor),
        )
    };
    let (mut low, mut high) = range;
    let clamp =
        |value: i128| i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX });
    if let Some(least) = at_least {
        low = low.max(clamp(-(-least).div_euclid(factor)));
    }
    if let Some(most) = at_most {
        high = high.min(clamp(most.div_euclid(factor)));
    }
    (low, high)
}
