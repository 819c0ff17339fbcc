//! The decision diagram: shared nodes, each cutting one quantity's range into cells.

/// A node's place in the pack: 0 is "no", 1 is "yes", others are `nodes[reference - 2]`.
pub(crate) type Reference = u32;

/// The leaf "the rule is not met".
pub(crate) const NO: Reference = 0;
/// The leaf "the rule is met".
pub(crate) const YES: Reference = 1;

/// One test. Values below the first cut go to `first`; from each cut upwards, to that cut's child.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) quantity: usize,
    pub(crate) first: Reference,
    pub(crate) cuts: Vec<(i64, Reference)>,
}

impl Node {
    /// Where a value of the quantity leads.
    #[cfg(feature = "compile")]
    pub(crate) fn child(&self, value: i64) -> Reference {
        let mut child = self.first;
        for (cut, next) in &self.cuts {
            if value < *cut {
                break;
            }
            child = *next;
        }
        child
    }

    /// The cells in rising order, each as `[from, until)` with its child.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (i64, i64, Reference)> + '_ {
        (0..=self.cuts.len()).map(|place| {
            let (from, child) = match place
                .checked_sub(1)
                .and_then(|before| self.cuts.get(before))
            {
                Some((cut, child)) => (*cut, *child),
                None => (i64::MIN, self.first),
            };
            let until = self.cuts.get(place).map_or(i64::MAX, |(cut, _)| *cut);
            (from, until, child)
        })
    }
}

/// The node of a reference; none for the leaves.
pub(crate) fn node(nodes: &[Node], reference: Reference) -> Option<&Node> {
    usize::try_from(reference)
        .ok()?
        .checked_sub(2)
        .and_then(|place| nodes.get(place))
}
