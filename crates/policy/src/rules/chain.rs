//! The fewest facts needed within a chain of compared facts: every subset of them, with the values at which some
//! comparison changes.

use crate::{
    Rules, order,
    rules::{
        Column, Kind,
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

/// A chain some of whose facts are chosen.
struct Part<'a> {
    group: usize,
    /// For each fact of the chain the values that matter.
    points: &'a [(usize, Vec<i64>)],
    chain: &'a [u32],
    rest: &'a [u32],
    mask: FactSet,
}

impl Search<'_> {
    /// `chain` are nodes of one group, `rest` later ones; all must reach the goal.
    pub(super) fn chain(
        &mut self,
        group: usize,
        chain: Vec<u32>,
        rest: Vec<u32>,
    ) -> Option<FactSet> {
        let cuts = self.rules.tested(&chain, group, self.person);
        let mut facts = Vec::new();
        for column in self
            .rules
            .columns
            .iter()
            .zip(&cuts)
            .filter(|(_, cuts)| !cuts.is_empty())
        {
            let kind = column.0.kind;
            for fact in [Some(kind.fact()), kind.second()].into_iter().flatten() {
                if self.person.get(fact).is_none() && !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        let points = self.rules.points(self.person, group, &cuts);
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
                let part = Part {
                    group,
                    points: &points,
                    chain: &chain,
                    rest: &rest,
                    mask,
                };
                self.values(&part, &chosen, &mut state)
            };
            best = better(best, found.map(|facts| facts | mask));
        }
        best
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
    fn values(&mut self, part: &Part<'_>, chosen: &[usize], state: &mut State) -> Option<FactSet> {
        let Some((fact, others)) = chosen.split_first() else {
            let mut exits = part.rest.to_vec();
            for at in part.chain {
                if !self.exits(*at, part.group, state, &mut exits) {
                    return None;
                }
            }
            return self.of(exits, None);
        };
        if !part.chain.iter().all(|at| self.hopes(*at, part, state)) {
            return None;
        }
        let mut best = None;
        let points = part.points.iter().find(|(of, _)| of == fact);
        for value in points.into_iter().flat_map(|(_, points)| points) {
            let Some(undo) = state.narrow(Kind::Value(*fact), *value, value + 1) else {
                continue;
            };
            best = better(best, self.values(part, others, state));
            state.restore(undo);
            if best == Some(0) {
                break;
            }
        }
        best
    }

    /// Whether the chosen facts could be answered so that the chain is left well, if each could still be answered
    /// knowing what comes before it: where that fails, no values need be tried.
    fn hopes(&mut self, at: u32, part: &Part<'_>, state: &mut State) -> bool {
        let rules = self.rules;
        let at = rules.settle(at, self.person);
        let column = rules
            .column(rules.word(index(at)))
            .filter(|column| self.arrives(at).is_none() && column.group == Some(part.group));
        let Some(column) = column else {
            return self.outcomes(at) & self.wanted() != 0;
        };
        let is_chosen = |fact: usize| (part.mask >> fact) & 1 == 1;
        let ours = is_chosen(column.kind.fact()) || column.kind.second().is_some_and(is_chosen);
        for run in rules.runs(at, column.cells()) {
            let (from, until) = column.bounds(run.first, run.past);
            if let Some(undo) = state.narrow(column.kind, from, until) {
                let hopes = self.hopes(run.child, part, state);
                state.restore(undo);
                if hopes == ours {
                    return ours;
                }
            }
        }
        !ours
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
    /// By column, the cuts at which nodes of a chain part ways.
    pub(crate) fn tested(
        &self,
        chain: &[u32],
        group: usize,
        person: &crate::Person,
    ) -> Vec<Vec<i64>> {
        let mut cuts = vec![Vec::new(); self.columns.len()];
        let mut seen: Vec<u32> = Vec::new();
        let mut open = chain.to_vec();
        while let Some(at) = open.pop() {
            let at = self.settle(at, person);
            let place = self.word(index(at));
            let column = self
                .column(place)
                .filter(|column| at > crate::diagram::YES && column.group == Some(group));
            let (Some(column), false) = (column, seen.contains(&at)) else {
                continue;
            };
            seen.push(at);
            for run in self.runs(at, column.cells()) {
                open.push(run.child);
                let (cut, _) = column.bounds(run.first, run.past);
                if let Some(cuts) = cuts.get_mut(index(place))
                    && cut != i64::MIN
                    && !cuts.contains(&cut)
                {
                    cuts.push(cut);
                }
            }
        }
        cuts
    }

    /// For each fact of a group values, one from every stretch over which no comparison changes, whatever the values
    /// of the others that matter.
    pub(crate) fn points(
        &self,
        person: &crate::Person,
        group: usize,
        cuts: &[Vec<i64>],
    ) -> Vec<(usize, Vec<i64>)> {
        let facts = self.groups.get(group).map_or(&[][..], |group| &group.facts);
        // Where each fact's stretches begin.
        let mut starts: Vec<(usize, Vec<i64>)> = Vec::new();
        for fact in facts {
            let range = self.range(person, *fact);
            let mut known = Vec::new();
            let of_fact = |(column, _): &(&Column, _)| column.kind == Kind::Value(*fact);
            let own = self.columns.iter().zip(cuts).filter(of_fact);
            let own = own.flat_map(|(_, cuts)| cuts).copied();
            for start in own.chain([range.low, range.high]) {
                order::insert(&mut known, start);
            }
            starts.push((*fact, known));
        }
        let compared: Vec<_> = self
            .columns
            .iter()
            .zip(cuts)
            .filter(|(column, cuts)| column.kind.second().is_some() && !cuts.is_empty())
            .collect();
        for _ in 1..facts.len() {
            for (column, cuts) in &compared {
                let Kind::Weighed(one, a, other, b) = column.kind else {
                    continue;
                };
                for (of, factor, with, times) in [(one, a, other, b), (other, b, one, a)] {
                    let with = starts.iter().find(|(fact, _)| *fact == with);
                    let with = with.map(|(_, starts)| starts.clone()).unwrap_or_default();
                    let range = self.range(person, of);
                    let Some((_, known)) = starts.iter_mut().find(|(fact, _)| *fact == of) else {
                        continue;
                    };
                    for start in with {
                        for value in [start - 1, start] {
                            for cut in *cuts {
                                let value = turn(factor, cut - times * value);
                                if range.low <= value && value <= range.high {
                                    order::insert(known, value);
                                }
                            }
                        }
                    }
                    known.truncate(POINTS);
                }
            }
        }
        let with_factors = compared
            .iter()
            .any(|(column, _)| !matches!(column.kind, Kind::Weighed(_, 1, _, -1)));
        for (fact, points) in &mut starts {
            let range = self.range(person, *fact);
            if with_factors && range.high - range.low <= ALL_TRIED {
                *points = (range.low..=range.high).collect();
            }
            points.retain(|value| range.within(*value, value + 1).is_some());
        }
        starts
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
