//! Whether somebody fits: whole numbers within ranges that satisfy comparisons between pairs of them.
//!
//! Differences (`from <= a - b < until`) may chain over several facts and are decided exactly by the shortest paths of
//! their difference-bound graph. A pair with other factors stands alone and is decided by stepping through one of the
//! two. A date that may never have come is tried both ways: as a day, and as [`NEVER`].

mod pair;

use crate::{day::NEVER, quantity::Quantity};

/// Facts that one chain of comparisons may join; the compiler refuses longer ones.
pub(crate) const CHAIN: usize = 8;

/// What must hold of two facts: `from <= quantity < until`; `i64::MIN` and `i64::MAX` leave a side open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighing {
    pub(crate) quantity: Quantity,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// The values left to a fact: `low..=high`, of which none lies between `last` and [`NEVER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// The last value that is not [`NEVER`].
    pub(crate) last: i64,
}

impl Range {
    /// Keeps `from <= value < until`; none when no value is left.
    pub(crate) fn within(self, from: i64, until: i64) -> Option<Self> {
        let (mut low, mut high) = (self.low.max(from), self.high.min(until.saturating_sub(1)));
        if low > self.last {
            low = low.max(NEVER);
        }
        if high < NEVER {
            high = high.min(self.last);
        }
        (low <= high).then_some(Self { low, high, ..self })
    }

    /// The days, and "never"; either may be empty.
    fn parts(self) -> [Option<(i64, i64)>; 2] {
        let (day, never) = (self.within(i64::MIN, NEVER), self.within(NEVER, i64::MAX));
        [day, never].map(|part| part.map(|part| (part.low, part.high)))
    }
}

/// Whether values in the ranges satisfy every weighing joined to `fact`, directly or through others. `range` tells
/// the values left to a fact.
pub(crate) fn someone_fits(
    fact: usize,
    weighings: &[Weighing],
    range: impl Fn(usize) -> Range,
) -> bool {
    let mut joined = Joined::default();
    joined.add(fact);
    let mut grown = true;
    while std::mem::take(&mut grown) {
        for weighing in weighings {
            let (one, other) = ends(weighing);
            if joined.place(one).is_some() != joined.place(other).is_some() {
                joined.add(one);
                joined.add(other);
                grown = true;
            }
        }
    }
    joined.try_parts(0, weighings, &range)
}

fn ends(weighing: &Weighing) -> (usize, usize) {
    let one = weighing.quantity.fact();
    (one, weighing.quantity.second().unwrap_or(one))
}

/// The facts of one chain, and the part of its range tried for each.
#[derive(Default)]
struct Joined {
    facts: [usize; CHAIN],
    tried: [(i64, i64); CHAIN],
    count: usize,
}

impl Joined {
    fn place(&self, fact: usize) -> Option<usize> {
        self.facts
            .iter()
            .take(self.count)
            .position(|known| *known == fact)
    }

    fn add(&mut self, fact: usize) {
        if self.place(fact).is_none()
            && let Some(slot) = self.facts.get_mut(self.count)
        {
            *slot = fact;
            self.count += 1;
        }
    }

    /// The part tried for a fact, as the bounds of one of its values.
    fn bounds(&self, fact: usize) -> (i64, i64) {
        self.place(fact)
            .and_then(|place| self.tried.get(place).copied())
            .unwrap_or((0, 0))
    }

    fn try_parts(
        &mut self,
        place: usize,
        weighings: &[Weighing],
        range: &impl Fn(usize) -> Range,
    ) -> bool {
        if place == self.count {
            return self.fits(weighings);
        }
        let fact = self.facts.get(place).copied().unwrap_or_default();
        for part in range(fact).parts().into_iter().flatten() {
            if let Some(slot) = self.tried.get_mut(place) {
                *slot = part;
            }
            if self.try_parts(place + 1, weighings, range) {
                return true;
            }
        }
        false
    }

    fn fits(&self, weighings: &[Weighing]) -> bool {
        let of_these = || {
            weighings
                .iter()
                .filter(|weighing| self.place(ends(weighing).0).is_some())
        };
        match of_these().find(|weighing| !weighing.quantity.is_difference()) {
            Some(pair) => {
                let (one, other) = ends(pair);
                pair::fits(self.bounds(one), self.bounds(other), of_these)
            }
            None => self.differences_fit(of_these()),
        }
    }

    /// Bellman and Ford: the bounds hold together unless their graph has a cycle of negative length. The vertex after
    /// the facts stands for zero, to which a fact's own bounds are edges.
    fn differences_fit<'a>(&self, weighings: impl Iterator<Item = &'a Weighing> + Clone) -> bool {
        let mut length = [0_i64; CHAIN + 1];
        // Keeps `to - from <= bound`.
        let edge = |length: &mut [i64; CHAIN + 1], from: usize, to: usize, bound: i64| {
            let reached = length.get(from).copied().unwrap_or(0) + bound;
            match length.get_mut(to) {
                Some(slot) if *slot > reached => *slot = reached,
                _ => return false,
            }
            true
        };
        let zero = self.count;
        for _ in 0..=self.count {
            let mut shortened = false;
            for (place, (low, high)) in self.tried.iter().take(self.count).enumerate() {
                shortened |= edge(&mut length, zero, place, *high);
                shortened |= edge(&mut length, place, zero, -low);
            }
            for weighing in weighings.clone() {
                let (one, other) = ends(weighing);
                let (Some(one), Some(other)) = (self.place(one), self.place(other)) else {
                    continue;
                };
                if weighing.until != i64::MAX {
                    shortened |= edge(&mut length, other, one, weighing.until - 1);
                }
                if weighing.from != i64::MIN {
                    shortened |= edge(&mut length, one, other, -weighing.from);
                }
            }
            if !shortened {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: i64, high: i64, last: i64) -> Range {
        Range { low, high, last }
    }

    fn weighing(one: usize, a: i64, other: usize, b: i64, from: i64, until: i64) -> Weighing {
        let quantity = Quantity::Linear(one, a, other, b);
        Weighing {
            quantity,
            from,
            until,
        }
    }

    /// Every combination, tried.
    fn brute(ranges: &[Range], weighings: &[Weighing], chosen: &mut Vec<i64>) -> bool {
        let Some(range) = ranges.get(chosen.len()) else {
            return weighings.iter().all(|weighing| {
                let Quantity::Linear(one, a, other, b) = weighing.quantity else {
                    return false;
                };
                let value = a * chosen[one] + b * chosen[other];
                weighing.from <= value && value < weighing.until
            });
        };
        let never = (range.high == NEVER).then_some(NEVER);
        for value in (range.low..=range.high.min(range.last)).chain(never) {
            chosen.push(value);
            let found = brute(ranges, weighings, chosen);
            chosen.pop();
            if found {
                return true;
            }
        }
        false
    }

    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: u64) -> i64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            i64::try_from(self.0 % limit).unwrap()
        }

        fn range(&mut self, may_be_never: bool) -> Range {
            let low = self.below(8);
            let high = low + self.below(5);
            match self.below(3) {
                0 if may_be_never => range(low, NEVER, high),
                1 if may_be_never => range(NEVER, NEVER, high),
                _ => range(low, high, high),
            }
        }
    }

    #[test]
    fn chains_agree_with_trying_every_combination() {
        let mut seen = [0, 0];
        for seed in 1..6000 {
            let mut dice = Dice(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15));
            let ranges: Vec<_> = (0..4).map(|_| dice.range(true)).collect();
            let mut weighings = Vec::new();
            for _ in 0..1 + dice.below(5) {
                let one = dice.below(4);
                let other = (one + 1 + dice.below(3)) % 4;
                let from = dice.below(9) - 5;
                let (from, until) = match dice.below(3) {
                    0 => (i64::MIN, from),
                    1 => (from, i64::MAX),
                    _ => (from, from + 1 + dice.below(3)),
                };
                let [one, other] = [one, other].map(|fact| usize::try_from(fact).unwrap());
                weighings.push(weighing(one, 1, other, -1, from, until));
            }
            // Fits when every part of the graph does.
            let fits = (0..4).all(|fact| someone_fits(fact, &weighings, |fact| ranges[fact]));
            assert_eq!(
                fits,
                brute(&ranges, &weighings, &mut Vec::new()),
                "{ranges:?} {weighings:?}"
            );
            seen[usize::from(fits)] += 1;
        }
        assert!(seen[0] > 500 && seen[1] > 500, "{seen:?}");
    }

    #[test]
    fn pairs_agree_with_trying_every_combination() {
        let mut seen = [0, 0];
        for seed in 1..6000 {
            let mut dice = Dice(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15));
            let ranges: Vec<_> = (0..2).map(|_| dice.range(false)).collect();
            let mut weighings = Vec::new();
            for place in 0..1 + dice.below(3) {
                let [a, b] = [dice.below(6), dice.below(6)]
                    .map(|factor| if factor < 3 { factor - 3 } else { factor });
                let from = dice.below(50) - 25;
                let (from, until) = match dice.below(3) {
                    0 => (i64::MIN, from),
                    1 => (from, i64::MAX),
                    _ => (from, from + 1 + dice.below(4)),
                };
                let (a, b) = if place == 0 { (2 * a, 3 * b) } else { (a, b) };
                weighings.push(weighing(0, a, 1, b, from, until));
            }
            let fits = someone_fits(0, &weighings, |fact| ranges[fact]);
            assert_eq!(
                fits,
                brute(&ranges, &weighings, &mut Vec::new()),
                "{ranges:?} {weighings:?}"
            );
            seen[usize::from(fits)] += 1;
        }
        assert!(seen[0] > 500 && seen[1] > 500, "{seen:?}");
    }

    #[test]
    fn nothing_lies_between_the_last_day_and_never() {
        let whole = range(0, NEVER, 100);
        assert_eq!(whole.within(101, NEVER), None);
        assert_eq!(whole.within(50, NEVER), Some(range(50, 100, 100)));
        assert_eq!(whole.within(101, i64::MAX), Some(range(NEVER, NEVER, 100)));
        assert_eq!(range(0, 100, 100).within(101, i64::MAX), None);
    }
}
