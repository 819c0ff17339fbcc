//! The fewest facts still needed: the smallest set of unanswered facts whose answers can make a verdict sure, whatever
//! the others would be. Among equally small sets, the one whose facts come first in the vocabulary.
//!
//! The search keeps the nodes that must all end at the wanted leaf. A fact outside the set must hold in every cell, so
//! its node gives way to all its children; a fact in the set is given one cell. A chain of compared facts is taken as
//! one: see [`super::chain`].

use crate::{
    Person, Rules,
    diagram::{NO, YES},
    rules::{
        Root, Walk,
        flat::{HEAD, WEIGHS, index},
    },
    walk::{FactSet, MAY_FAIL, MAY_PASS},
};

pub(super) struct Search<'a> {
    pub(super) rules: &'a Rules,
    pub(super) person: &'a Person,
    goal: u32,
    pub(super) excluded: FactSet,
    /// By node: what the walk found.
    known: Vec<u8>,
    /// By node, alone: the smallest set, when it has been found; for the first test of its fact and for a later one.
    alone: [Vec<Option<Option<FactSet>>>; 2],
    /// The same for several nodes.
    several: Vec<(Vec<u32>, bool, Option<FactSet>)>,
}

impl Rules {
    /// The smallest set of unanswered facts that some answers to them lead to `goal` with, for every completion of
    /// the rest; none when only `excluded` facts can.
    pub(crate) fn missing(
        &self,
        root: &Root,
        person: &Person,
        goal: u32,
        excluded: FactSet,
    ) -> Option<FactSet> {
        let mut search = Search {
            rules: self,
            person,
            goal,
            excluded,
            known: vec![0; root.nodes],
            alone: [vec![None; root.nodes], vec![None; root.nodes]],
            several: Vec::new(),
        };
        search.of(vec![root.at], None)
    }
}

/// The better of two sets: fewer facts, then those that come first.
pub(super) fn better(one: Option<FactSet>, other: Option<FactSet>) -> Option<FactSet> {
    let (Some(left), Some(right)) = (one, other) else {
        return one.or(other);
    };
    let first_of_left = (left & !right).trailing_zeros() < (right & !left).trailing_zeros();
    let left_wins = match left.count_ones().cmp(&right.count_ones()) {
        std::cmp::Ordering::Equal => first_of_left || left == right,
        order => order.is_lt(),
    };
    Some(if left_wins { left } else { right })
}

impl Search<'_> {
    /// The smallest set for nodes that must all reach the goal. `chosen` is the fact given an answer just above.
    pub(super) fn of(&mut self, nodes: Vec<u32>, chosen: Option<usize>) -> Option<FactSet> {
        let mut open: Vec<u32> = Vec::new();
        for at in nodes {
            let at = self.rules.settle(at, self.person);
            let (wanted, outcomes) = (self.wanted(), self.outcomes(at));
            if outcomes & wanted == 0 {
                return None;
            }
            if outcomes != wanted
                && let Err(place) = open.binary_search(&at)
            {
                open.insert(place, at);
            }
        }
        let Some(top) = open.iter().map(|at| self.rules.word(index(*at))).min() else {
            return Some(0);
        };
        let column = self.rules.column(top)?;
        let going_on = chosen == Some(column.kind.fact());
        if let Some(known) = self.remembered(&open, going_on) {
            return known;
        }
        let of_chain = |at: &u32| {
            let rules = self.rules;
            let below = rules.column(rules.word(index(*at)));
            column.group.is_some() && below.is_some_and(|below| below.group == column.group)
        };
        let weighs = |at: &u32| self.rules.word(index(*at) + 1) & WEIGHS != 0;
        let found = match column.group {
            Some(group) if open.iter().any(|at| of_chain(at) && weighs(at)) => {
                let (chain, rest) = open.iter().partition(|at| of_chain(at));
                self.chain(group, chain, rest)
            }
            _ => self.plain(top, &open, going_on),
        };
        self.remember(open, going_on, found);
        found
    }

    /// Tests of a fact that is compared with no other below.
    fn plain(&mut self, top: u32, open: &[u32], going_on: bool) -> Option<FactSet> {
        let rules = self.rules;
        let column = rules.column(top)?;
        let fact = column.kind.fact();
        let (here, rest): (Vec<u32>, Vec<u32>) =
            open.iter().partition(|at| rules.word(index(**at)) == top);
        let mut best = None;
        if !going_on {
            let mut all = rest.clone();
            for at in &here {
                for run in rules.runs(*at, column.cells()) {
                    all.push(run.child);
                }
            }
            best = self.of(all, None);
        }
        let mask = 1 << (fact & 127);
        if !going_on && self.excluded & mask != 0 {
            return best;
        }
        let mut before: Vec<u32> = Vec::new();
        for cell in 0..column.cells() {
            let mut next = rest.clone();
            for at in &here {
                next.push(rules.word(index(*at) + HEAD + cell));
            }
            if next == before {
                continue;
            }
            before.clone_from(&next);
            let found = self.of(next, Some(fact)).map(|facts| facts | mask);
            best = better(best, found);
        }
        best
    }

    pub(super) fn wanted(&self) -> u8 {
        if self.goal == YES { MAY_PASS } else { MAY_FAIL }
    }

    /// Which leaves may be reached from a node at which nothing of its chain is decided yet.
    pub(super) fn outcomes(&mut self, at: u32) -> u8 {
        match at {
            NO => return MAY_FAIL,
            YES => return MAY_PASS,
            _ => {}
        }
        let slot = index(self.rules.word(index(at) + 1) & !WEIGHS);
        match self.known.get(slot) {
            Some(known @ 1..) => *known,
            _ => Walk::new(self.rules, self.person, &mut self.known).outcomes(at),
        }
    }

    fn slot(&self, open: &[u32]) -> Option<usize> {
        match open {
            [at] => Some(index(self.rules.word(index(*at) + 1) & !WEIGHS)),
            _ => None,
        }
    }

    fn remembered(&self, open: &[u32], going_on: bool) -> Option<Option<FactSet>> {
        let [first, later] = &self.alone;
        if let Some(slot) = self.slot(open) {
            let known = if going_on { later } else { first };
            return known.get(slot).copied().flatten();
        }
        let mut several = self.several.iter();
        several
            .find(|(nodes, flag, _)| *flag == going_on && nodes == open)
            .map(|(.., found)| *found)
    }

    fn remember(&mut self, open: Vec<u32>, going_on: bool, found: Option<FactSet>) {
        let slot = self.slot(&open);
        let [first, later] = &mut self.alone;
        match slot {
            Some(slot) => {
                let known = if going_on { later } else { first };
                if let Some(known) = known.get_mut(slot) {
                    *known = Some(found);
                }
            }
            None => self.several.push((open, going_on, found)),
        }
    }

    /// Whether a leaf is the wanted one; none for a node.
    pub(super) fn arrives(&self, at: u32) -> Option<bool> {
        match at {
            NO | YES => Some(at == self.goal),
            _ => None,
        }
    }
}
