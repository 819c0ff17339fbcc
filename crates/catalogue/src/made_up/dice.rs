//! Numbers that look random and are the same each time.

use crate::TimeOfDay;

/// SplitMix64.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        (((self.next() >> 32) * u64::from(limit)) >> 32) as u32
    }

    /// One of these, of which there must be one.
    #[expect(
        clippy::indexing_slicing,
        reason = "nobody asks for one of none, and no user of the portal comes here"
    )]
    pub(super) fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len() as u32) as usize]
    }

    pub(super) fn letter(&mut self) -> char {
        char::from(b'a' + self.below(26) as u8)
    }

    /// Six in ten in the day, two each in the evening and at weekends.
    pub(super) fn time_of_day(&mut self) -> TimeOfDay {
        match self.below(10) {
            0 | 1 => TimeOfDay::Evening,
            2 | 3 => TimeOfDay::Weekend,
            _ => TimeOfDay::Day,
        }
    }
}
