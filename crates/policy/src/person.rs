//! A person's answers as numbers, by the place of the fact in the pack.

use domain::Date;

use crate::{
    Facts, Pack, day,
    diagram::{NO, Reference, YES},
    quantity::Quantity,
};

/// Answers ready to be walked with. Copying one and changing a number is how alternatives are tried.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) as_of: i64,
    pub(crate) values: Vec<Option<i64>>,
}

impl Person {
    /// Answers the vocabulary cannot use count as unanswered.
    pub(crate) fn new(pack: &Pack, as_of: Date, facts: &Facts) -> Self {
        let values = pack
            .facts
            .iter()
            .map(|spec| spec.encode(facts.get(&spec.id)?).ok())
            .collect();
        Self {
            as_of: day::number(as_of),
            values,
        }
    }

    pub(crate) fn get(&self, fact: usize) -> Option<i64> {
        self.values.get(fact).copied().flatten()
    }

    /// The value of a quantity, when its facts are answered.
    pub(crate) fn value(&self, quantity: Quantity) -> Option<i64> {
        let first = self.get(quantity.fact())?;
        let second = match quantity.second() {
            Some(fact) => self.get(fact)?,
            None => 0,
        };
        Some(quantity.of(first, second, self.as_of))
    }

    /// Walks down while the answers decide; `None` at the first open test. Allocates nothing.
    pub(crate) fn decide(&self, pack: &Pack, root: Reference) -> Option<bool> {
        let mut reference = root;
        loop {
            match reference {
                NO => return Some(false),
                YES => return Some(true),
                _ => {
                    let node = pack.node(reference)?;
                    reference = node.child(self.value(pack.quantity(node.quantity))?);
                }
            }
        }
    }
}
