//! The fewest facts needed within a chain of compared facts: every subset of them, with the values at which some
//! comparison changes.

use crate::{
    Rules,
    rules::{
        Kind,
        flat::{HEAD, index},
        missing::{Search, better},
        walk::State,
    },
    walk::FactSet,
};

/// Numbers of a fact that are all tried when it is weighed with factors, where the points between two comparisons
/// depend on divisibility.
const ALL_TRIED: i64 = 512;
/// Points kept for a fact.
const POINTS: usize = 96;

impl Search<'_> {
    /// `chain` are nodes of one group, `rest` later ones; all must reach the goal.
    pub(super) fn chain(
        &mut self,
        group: usize,
        chain: Vec<u32>,
        rest: Vec<u32>,
    ) -> Option<FactSet> {
        let mut facts = Vec::new();
        for at in &chain {
            self.tested(*at, group, &mut facts);
        }
        let mut best: Option<FactSet> = None;
        for subset in 0..1_usize << facts.len() {
            let chosen: Vec<usize> = facts
                .iter()
                .enumerate()
                .filter(|(place, _)| (subset >> place) & 1 == 1)
                .map(|(_, fact)| *fact)
                .collect();
            let mask: FactSet = chosen.iter().fold(0, |mask, fact| mask | 1 << (fact & 127));
            let hopeless = best.is_some_and(|best| mask.count_ones() > best.count_ones());
            if mask & self.excluded != 0 || hopeless {
                continue;
            }
            let mut state = State::new(self.rules, self.person);
            let found = if chosen.len() == facts.len() {
                self.paths(group, &chain, &rest, &mut state)
            } else {
                self.values(group, &chain, &rest, &chosen, &mut state)
            };
            best = better(best, found.map(|facts| facts | mask));
        }
        best
    }

    /// The open facts tested by nodes of the group.
    fn tested(&self, at: u32, group: usize, facts: &mut Vec<usize>) {
        let rules = self.rules;
        let at = rules.settle(at, self.person);
        if self.arrives(at).is_some() {
            return;
        }
        let Some(column) = rules
            .column(rules.word(index(at)))
            .filter(|column| column.group == Some(group))
        else {
            return;
        };
        for fact in [Some(column.kind.fact()), column.kind.second()]
            .into_iter()
            .flatten()
        {
            if self.person.get(fact).is_none() && !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        for run in rules.runs(at, column.cells()) {
            self.tested(run.child, group, facts);
        }
    }

    /// All facts of the chain answered: every path somebody can take, all nodes together.
    fn paths(
        &mut self,
        group: usize,
        chain: &[u32],
        rest: &[u32],
        state: &mut State,
    ) -> Option<FactSet> {
        let rules = self.rules;
        let (mut here, mut after) = (Vec::new(), rest.to_vec());
        for at in chain {
            let at = rules.settle(*at, self.person);
            match self.arrives(at) {
                Some(true) => {}
                Some(false) => return None,
                None if self.is_in(at, group) => here.push(at),
                None => after.push(at),
            }
        }
        let Some(top) = here.iter().map(|at| rules.word(index(*at))).min() else {
            return self.of(after, None);
        };
        let column = rules.column(top)?;
        let mut best = None;
        for cell in 0..column.cells() {
            let (from, until) = column.bounds(cell, cell + 1);
            let Some(undo) = state.narrow(column.kind, from, until) else {
                continue;
            };
            let next: Vec<u32> = here
                .iter()
                .map(|at| {
                    if rules.word(index(*at)) == top {
                        rules.word(index(*at) + HEAD + cell)
                    } else {
                        *at
                    }
                })
                .collect();
            best = better(best, self.paths(group, &next, &after, state));
            state.restore(undo);
        }
        best
    }

    fn is_in(&self, at: u32, group: usize) -> bool {
        let column = self.rules.column(self.rules.word(index(at)));
        column.is_some_and(|column| column.group == Some(group))
    }

    /// Some facts of the chain answered, the others open: every value that matters of the first.
    fn values(
        &mut self,
        group: usize,
        chain: &[u32],
        rest: &[u32],
        chosen: &[usize],
        state: &mut State,
    ) -> Option<FactSet> {
        let Some((fact, others)) = chosen.split_first() else {
            let mut exits = rest.to_vec();
            for at in chain {
                if !self.exits(*at, group, state, &mut exits) {
                    return None;
                }
            }
            return self.of(exits, None);
        };
        let mut best = None;
        for value in self.rules.points(self.person, group, *fact) {
            let Some(undo) = state.narrow(Kind::Value(*fact), value, value + 1) else {
                continue;
            };
            best = better(best, self.values(group, chain, rest, others, state));
            state.restore(undo);
            if best == Some(0) {
                break;
            }
        }
        best
    }

    /// Where the chain may be left, over everybody who fits; false when that is at the wrong leaf.
    fn exits(&self, at: u32, group: usize, state: &mut State, exits: &mut Vec<u32>) -> bool {
        let rules = self.rules;
        let at = rules.settle(at, self.person);
        if let Some(arrives) = self.arrives(at) {
            return arrives;
        }
        let Some(column) = rules
            .column(rules.word(index(at)))
            .filter(|column| column.group == Some(group))
        else {
            if !exits.contains(&at) {
                exits.push(at);
            }
            return true;
        };
        for run in rules.runs(at, column.cells()) {
            let (from, until) = column.bounds(run.first, run.past);
            if let Some(undo) = state.narrow(column.kind, from, until) {
                let arrives = self.exits(run.child, group, state, exits);
                state.restore(undo);
                if !arrives {
                    return false;
                }
            }
        }
        true
    }
}

impl Rules {
    /// Values of an open fact of a group, one from every stretch over which no comparison changes, whatever the
    /// values of the others that matter.
    pub(crate) fn points(&self, person: &crate::Person, group: usize, fact: usize) -> Vec<i64> {
        let Some(group) = self.groups.get(group) else {
            return Vec::new();
        };
        let compared: Vec<_> = self
            .columns
            .iter()
            .filter(|column| {
                column.kind.second().is_some() && group.place(column.kind.fact()).is_some()
            })
            .collect();
        let range = self.range(person, fact);
        let with_factors = compared
            .iter()
            .any(|column| !matches!(column.kind, Kind::Weighed(_, 1, _, -1)));
        if with_factors && range.high - range.low <= ALL_TRIED {
            return (range.low..=range.high).collect();
        }
        // Where each fact's stretches begin.
        let mut starts: Vec<Vec<i64>> = group
            .facts
            .iter()
            .map(|fact| {
                let range = self.range(person, *fact);
                let mut starts = vec![range.low, range.high];
                for column in &self.columns {
                    if column.kind == Kind::Value(*fact) {
                        starts.extend(&column.cuts);
                    }
                }
                starts
            })
            .collect();
        for _ in 1..group.facts.len() {
            for column in &compared {
                let Kind::Weighed(one, a, other, b) = column.kind else {
                    continue;
                };
                for (of, factor, with, times) in [(one, a, other, b), (other, b, one, a)] {
                    let (Some(of), Some(with)) = (group.place(of), group.place(with)) else {
                        continue;
                    };
                    let mut found = Vec::new();
                    for start in starts.get(with).into_iter().flatten() {
                        for value in [start - 1, *start] {
                            for cut in &column.cuts {
                                found.push(turn(factor, cut - times * value));
                            }
                        }
                    }
                    let range = group.facts.get(of).map(|fact| self.range(person, *fact));
                    if let (Some(known), Some(range)) = (starts.get_mut(of), range) {
                        known.extend(
                            found
                                .into_iter()
                                .filter(|value| range.low <= *value && *value <= range.high),
                        );
                        crate::order::sort_unique(known);
                        known.truncate(POINTS);
                    }
                }
            }
        }
        let mut points = group
            .place(fact)
            .and_then(|place| starts.get(place).cloned())
            .unwrap_or_default();
        points.retain(|value| range.within(*value, value + 1).is_some());
        crate::order::sort_unique(&mut points);
        points
    }
}

/// The first number from which `factor · number >= bound` changes.
pub(super) fn turn(factor: i64, bound: i64) -> i64 {
    if factor > 0 {
        -(-bound).div_euclid(factor)
    } else {
        (-bound).div_euclid(-factor) + 1
    }
}
