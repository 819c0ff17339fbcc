//! A version on a day, looked at as diagrams over plain days.

use domain::Date;

use super::space::{Answers, Space, View};
use crate::{
    Facts, Pack, Programme, Version,
    diagram::{Reference, YES},
    diff::asked,
};

/// A version on a day, with its conditions as diagrams over plain days.
pub(crate) struct Room<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) programme: &'a Programme,
    pub(crate) version: &'a Version,
    pub(crate) as_of: Date,
    pub(crate) space: Space<'a>,
    /// Each condition's diagram, in reading order.
    pub(crate) roots: Vec<Reference>,
}

impl<'a> Room<'a> {
    pub(crate) fn new(
        pack: &'a Pack,
        programme: &'a Programme,
        version: &'a Version,
        as_of: Date,
    ) -> Self {
        let mut space = Space::new(&[View { pack, as_of }]);
        let roots = programme
            .conditions_of(version)
            .map(|condition| space.import(0, condition.root))
            .collect();
        Self {
            pack,
            programme,
            version,
            as_of,
            space,
            roots,
        }
    }

    /// Those who meet every condition but the one left out.
    pub(crate) fn all_but(&mut self, left_out: Option<usize>) -> Reference {
        let mut all = YES;
        for (place, root) in self.roots.clone().into_iter().enumerate() {
            if Some(place) != left_out {
                all = self.space.and(all, root);
            }
        }
        all
    }

    /// Somebody the diagram says yes to, with every answer the version asks for.
    pub(crate) fn somebody(&self, root: Reference) -> Option<Facts> {
        let mut answers = self.space.somebody(root)?;
        Some(self.facts(&mut answers))
    }

    pub(crate) fn facts(&self, answers: &mut Answers) -> Facts {
        let slots: Vec<_> = asked(self.pack, self.version)
            .into_iter()
            .filter_map(|fact| self.space.slot_of(0, fact))
            .collect();
        self.space.complete(answers, slots);
        self.space.facts(answers)
    }
}
