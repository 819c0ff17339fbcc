//! How long something usually takes, from how long it took.

use serde::{Deserialize, Serialize};

/// Fewer tell nothing, and could tell of whom.
pub const FEWEST: u32 = 20;

/// Half of so many took at most so long, nine tenths at most so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usual {
    /// Working days within which half were done.
    pub half: u32,
    /// Working days within which nine tenths were done.
    pub nine_tenths: u32,
    /// How many there were.
    pub of: u32,
}

impl Usual {
    /// From how many took how many days, the fewest days first; none of too few.
    ///
    /// ```
    /// use workflow::Usual;
    /// let usual = Usual::of_counts(&[(2, 10), (4, 9), (7, 1)]).unwrap();
    /// assert_eq!((usual.half, usual.nine_tenths, usual.of), (2, 4, 20));
    /// ```
    #[must_use]
    pub fn of_counts(counts: &[(u32, u32)]) -> Option<Self> {
        Self::measured(counts).filter(|usual| usual.of >= FEWEST)
    }

    /// The same of however few, for those whose own work it is; none of nothing.
    #[must_use]
    pub fn measured(counts: &[(u32, u32)]) -> Option<Self> {
        let of = counts.iter().map(|(_, count)| count).sum::<u32>();
        if of == 0 {
            return None;
        }
        let within = |share: u32| {
            let wanted = (u64::from(of) * u64::from(share)).div_ceil(10);
            let mut seen = 0_u64;
            let found = counts.iter().find(|(_, count)| {
                seen += u64::from(*count);
                seen >= wanted
            });
            found.map(|(days, _)| *days)
        };
        Some(Self {
            half: within(5)?,
            nine_tenths: within(9)?,
            of,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_nine_tenths() {
        let usual = |counts: &[(u32, u32)]| {
            Usual::of_counts(counts).map(|usual| (usual.half, usual.nine_tenths))
        };
        for (counts, expected) in [
            (&[][..], None),
            (&[(3, 19)], None),
            (&[(3, 20)], Some((3, 3))),
            (&[(1, 10), (2, 10)], Some((1, 2))),
            (&[(1, 9), (2, 11)], Some((2, 2))),
            (&[(1, 18), (9, 2)], Some((1, 1))),
            (&[(1, 17), (9, 3)], Some((1, 9))),
            (&[(1, 10), (2, 5), (3, 4), (30, 1)], Some((1, 3))),
            (&[(2, u32::MAX / 2), (3, u32::MAX / 2)], Some((2, 3))),
        ] {
            assert_eq!(usual(counts), expected, "{counts:?}");
        }
        let few = Usual::measured(&[(1, 1), (4, 2)]).unwrap();
        assert_eq!((few.half, few.nine_tenths, few.of), (4, 4, 3));
        assert_eq!(Usual::measured(&[]), None);
    }
}
