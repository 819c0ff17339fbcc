//! Numbers from a seed, the same on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014): every seed gives a good stream, so each person has one of their own.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut dice = Self(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// True for so many of a thousand.
    pub(crate) fn chance(&mut self, permille: i64) -> bool {
        self.between(0, 999) < permille
    }

    /// Any number from `low` to `high`, both included, alike.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high.saturating_sub(low).max(0)).unwrap_or(0) + 1;
        let step = i64::try_from(self.next() % width).unwrap_or(0);
        low + step
    }

    /// A number from `low` to `high`, small ones far more often: the square of an even draw.
    pub(crate) fn mostly_small(&mut self, low: i64, high: i64) -> i64 {
        let (draw, width) = (self.between(0, 10_000), high.saturating_sub(low).max(0));
        let square = i128::from(draw) * i128::from(draw) * i128::from(width) / 100_000_000;
        low + i64::try_from(square).unwrap_or(0)
    }

    /// One of several by weight.
    pub(crate) fn pick<'a>(&mut self, weighted: &[(&'a str, i64)]) -> &'a str {
        let total = weighted.iter().map(|(_, weight)| weight).sum::<i64>();
        let mut draw = self.between(0, total - 1);
        for (name, weight) in weighted {
            if draw < *weight {
                return name;
            }
            draw -= weight;
        }
        ""
    }
}
