//! Which classes are drawn. The lot is a function of the caller, so that the same seed draws the same classes and
//! nobody's choice goes in.

/// How many classes are looked at when so many are taught: this share in percent, and at least one where there is any.
///
/// ```
/// use workflow::spot_check::needed;
/// assert_eq!([0, 1, 20, 21, 40].map(|taught| needed(taught, 5)), [0, 1, 1, 2, 2]);
/// assert_eq!(needed(3, 100), 3);
/// ```
#[must_use]
pub fn needed(taught: usize, percent: u32) -> usize {
    let share = taught.saturating_mul(usize::try_from(percent).unwrap_or(usize::MAX));
    share.div_ceil(100).max(1).min(taught)
}

/// The classes to draw in addition to those drawn before, by their lots; none once enough are drawn.
///
/// A month's classes become more while it lasts, so the draw is repeated. What is drawn stays drawn; a class that is not
/// taught any more stands for none.
///
/// ```
/// use workflow::spot_check::draw;
/// let lot = |id: &str| id.bytes().rev().collect::<Vec<u8>>();
/// let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
/// assert_eq!(draw(&ids(&["a2", "b1", "c3"]), &[], 5, lot), ["b1"]);
/// assert!(draw(&ids(&["a2", "b1", "c3"]), &ids(&["c3"]), 5, lot).is_empty());
/// assert_eq!(draw(&ids(&["a2", "b1"]), &ids(&["gone"]), 5, lot), ["b1"]);
/// ```
pub fn draw<L: Ord>(
    taught: &[String],
    drawn: &[String],
    percent: u32,
    lot: impl Fn(&str) -> L,
) -> Vec<String> {
    let have = taught.iter().filter(|id| drawn.contains(id)).count();
    let missing = needed(taught.len(), percent).saturating_sub(have);
    let mut left: Vec<&String> = taught.iter().filter(|id| !drawn.contains(id)).collect();
    left.sort_by_key(|id| (lot(id), id.as_str()));
    left.into_iter().take(missing).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<String> {
        (0..count)
            .map(|number| format!("class-{number:03}"))
            .collect()
    }

    /// A lot that mixes well enough for a test.
    fn lot(seed: u64) -> impl Fn(&str) -> u64 {
        move |id| {
            let mixed = id
                .bytes()
                .fold(seed, |hash, byte| mix(hash.wrapping_add(u64::from(byte))));
            mix(mixed)
        }
    }

    /// The finish of SplitMix64.
    fn mix(value: u64) -> u64 {
        let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    #[test]
    fn the_share_is_drawn_and_the_order_of_the_list_does_not_matter() {
        for (count, percent, expected) in [
            (0, 5, 0),
            (1, 5, 1),
            (100, 5, 5),
            (101, 5, 6),
            (10, 100, 10),
        ] {
            let mut all = ids(count);
            let first = draw(&all, &[], percent, lot(7));
            assert_eq!(first.len(), expected, "{count} {percent}");
            all.reverse();
            assert_eq!(draw(&all, &[], percent, lot(7)), first);
        }
    }

    #[test]
    fn what_is_drawn_stays_and_a_longer_list_only_adds() {
        let few = ids(40);
        let first = draw(&few, &[], 5, lot(3));
        assert_eq!(first.len(), 2);
        assert!(draw(&few, &first, 5, lot(3)).is_empty());
        let more = draw(&ids(80), &first, 5, lot(3));
        assert_eq!(more.len(), 2);
        assert!(more.iter().all(|id| !first.contains(id)));
    }

    #[test]
    fn every_class_can_be_drawn_and_months_differ() {
        let all = ids(20);
        let mut hit = std::collections::BTreeMap::<String, u32>::new();
        for seed in 0..2_000 {
            let drawn = draw(&all, &[], 5, lot(seed));
            *hit.entry(drawn.concat()).or_default() += 1;
        }
        assert_eq!(hit.len(), 20);
        // A fair lot hits each a hundred times; five deviations are far.
        assert!(
            hit.values().all(|times| (50..=150).contains(times)),
            "{hit:?}"
        );
    }
}
