//! Builds the diagrams: formulas over ordered quantities, equal sub-diagrams shared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{CompileError, formula::Formula, lower::Lowered};
use crate::{
    diagram::{NO, Node, Reference, YES},
    quantity::Quantity,
    weigh::CHAIN,
};

/// The diagrams of a pack.
pub(crate) struct Built {
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) nodes: Vec<Node>,
    /// By programme: the root of each condition.
    pub(crate) conditions: Vec<Vec<Reference>>,
    /// By programme and version: the root of the whole and of each amount's guard.
    pub(crate) versions: Vec<Vec<(Reference, Vec<Reference>)>>,
}

pub(crate) fn build(lowered: &Lowered) -> Result<Built, Vec<CompileError>> {
    let mut used = BTreeSet::new();
    for programme in &lowered.programmes {
        programme
            .conditions
            .iter()
            .for_each(|condition| condition.formula.quantities(&mut used));
        for version in &programme.versions {
            version
                .amounts
                .iter()
                .for_each(|amount| amount.when.quantities(&mut used));
        }
    }
    let quantities = ordered(used)?;
    let mut builder = Builder::new(&quantities);
    let mut conditions = Vec::new();
    let mut versions = Vec::new();
    for programme in &lowered.programmes {
        let roots: Vec<_> = programme
            .conditions
            .iter()
            .map(|condition| builder.formula(&condition.formula))
            .collect();
        let mut whole = Vec::new();
        for version in &programme.versions {
            let mut root = YES;
            for condition in &version.conditions {
                let other = roots.get(condition.place).copied().unwrap_or(NO);
                root = builder.join(root, other, true);
            }
            let guards = version
                .amounts
                .iter()
                .map(|amount| builder.formula(&amount.when))
                .collect();
            whole.push((root, guards));
        }
        conditions.push(roots);
        versions.push(whole);
    }
    let mut built = Built {
        quantities,
        nodes: builder.nodes,
        conditions,
        versions,
    };
    built.sweep();
    Ok(built)
}

impl Built {
    /// Drops the nodes that only served to build others.
    fn sweep(&mut self) {
        let roots = self.conditions.iter().flatten().copied();
        let roots = roots.chain(
            self.versions
                .iter()
                .flatten()
                .flat_map(|(root, guards)| std::iter::once(*root).chain(guards.iter().copied())),
        );
        let mut kept = BTreeSet::new();
        let mut open: Vec<Reference> = roots.collect();
        while let Some(reference) = open.pop() {
            if reference > YES
                && kept.insert(reference)
                && let Some(node) = crate::diagram::node(&self.nodes, reference)
            {
                open.push(node.first);
                open.extend(node.cuts.iter().map(|(_, child)| *child));
            }
        }
        let mut renamed = BTreeMap::from([(NO, NO), (YES, YES)]);
        for (reference, name) in kept.iter().zip(2..) {
            renamed.insert(*reference, name);
        }
        let name =
            |reference: &mut Reference| *reference = renamed.get(reference).copied().unwrap_or(NO);
        let mut nodes = Vec::new();
        for reference in &kept {
            let Some(mut node) = crate::diagram::node(&self.nodes, *reference).cloned() else {
                continue;
            };
            name(&mut node.first);
            node.cuts.iter_mut().for_each(|(_, child)| name(child));
            nodes.push(node);
        }
        self.nodes = nodes;
        self.conditions.iter_mut().flatten().for_each(name);
        for (root, guards) in self.versions.iter_mut().flatten() {
            name(root);
            guards.iter_mut().for_each(name);
        }
    }
}

/// The order of tests: by fact, and facts compared with each other side by side, as the walk requires.
fn ordered(used: BTreeSet<Quantity>) -> Result<Vec<Quantity>, Vec<CompileError>> {
    let refused = |message: &str| Err(vec![CompileError::whole("programmes", message)]);
    // The facts that comparisons join, each set with whether all of them are plain differences.
    let mut chains: Vec<(BTreeSet<usize>, bool)> = Vec::new();
    for quantity in &used {
        let (one, Some(other)) = (quantity.fact(), quantity.second()) else {
            continue;
        };
        let (touched, mut kept): (Vec<_>, Vec<_>) = chains
            .into_iter()
            .partition(|(facts, _)| facts.contains(&one) || facts.contains(&other));
        let mut chain = (BTreeSet::from([one, other]), quantity.is_difference());
        for (facts, plain) in touched {
            chain.0.extend(facts);
            chain.1 &= plain;
        }
        kept.push(chain);
        chains = kept;
    }
    for (facts, plain) in &chains {
        if !plain && facts.len() > 2 {
            return refused(
                "a pair weighed with factors (`a * 100 >= b * 5`) shares a fact with another comparison; \
                 only plain comparisons of facts (`a <= b`, `a < b + 30`) may chain",
            );
        }
        if facts.len() > CHAIN {
            return refused("more than 8 facts are compared in one chain; split it");
        }
    }
    let leader = |fact: usize| {
        let chain = chains.iter().find(|(facts, _)| facts.contains(&fact));
        chain
            .and_then(|(facts, _)| facts.first().copied())
            .unwrap_or(fact)
    };
    let mut quantities: Vec<_> = used.into_iter().collect();
    quantities.sort_by_key(|quantity| {
        (
            leader(quantity.fact()),
            quantity.second().is_some(),
            quantity.fact(),
            *quantity,
        )
    });
    Ok(quantities)
}

pub(crate) struct Builder {
    place: BTreeMap<Quantity, usize>,
    pub(crate) nodes: Vec<Node>,
    unique: HashMap<Node, Reference>,
    joined: HashMap<(Reference, Reference, bool), Reference>,
    flipped: HashMap<Reference, Reference>,
}

impl Builder {
    pub(crate) fn new(quantities: &[Quantity]) -> Self {
        let place = quantities
            .iter()
            .enumerate()
            .map(|(place, quantity)| (*quantity, place))
            .collect();
        Self {
            place,
            nodes: Vec::new(),
            unique: HashMap::new(),
            joined: HashMap::new(),
            flipped: HashMap::new(),
        }
    }

    fn formula(&mut self, formula: &Formula) -> Reference {
        match formula {
            Formula::Always(value) => Reference::from(*value),
            Formula::Test {
                quantity,
                first,
                cuts,
            } => {
                let quantity = self.place.get(quantity).copied().unwrap_or(usize::MAX);
                let cuts = cuts
                    .iter()
                    .map(|(cut, value)| (*cut, Reference::from(*value)))
                    .collect();
                self.node(quantity, Reference::from(*first), cuts)
            }
            Formula::Not(inner) => {
                let inner = self.formula(inner);
                self.flip(inner)
            }
            Formula::All(parts) => self.fold(parts, true),
            Formula::Any(parts) => self.fold(parts, false),
        }
    }

    fn fold(&mut self, parts: &[Formula], all: bool) -> Reference {
        let mut result = Reference::from(all);
        for part in parts {
            let part = self.formula(part);
            result = self.join(result, part, all);
        }
        result
    }

    /// The negation.
    pub(crate) fn flip(&mut self, reference: Reference) -> Reference {
        match reference {
            NO => YES,
            YES => NO,
            _ => {
                if let Some(known) = self.flipped.get(&reference) {
                    return *known;
                }
                let Some(node) = crate::diagram::node(&self.nodes, reference).cloned() else {
                    return NO;
                };
                let first = self.flip(node.first);
                let cuts = node
                    .cuts
                    .iter()
                    .map(|(cut, child)| (*cut, self.flip(*child)))
                    .collect();
                let result = self.node(node.quantity, first, cuts);
                self.flipped.insert(reference, result);
                result
            }
        }
    }

    /// The conjunction, or the disjunction when `all` is false.
    pub(crate) fn join(&mut self, one: Reference, other: Reference, all: bool) -> Reference {
        let (neutral, absorbing) = if all { (YES, NO) } else { (NO, YES) };
        if one == absorbing || other == absorbing {
            return absorbing;
        }
        if one == neutral || one == other {
            return other;
        }
        if other == neutral {
            return one;
        }
        let key = (one.min(other), one.max(other), all);
        if let Some(known) = self.joined.get(&key) {
            return *known;
        }
        let result = self.join_nodes(one, other, all);
        self.joined.insert(key, result);
        result
    }

    fn join_nodes(&mut self, one: Reference, other: Reference, all: bool) -> Reference {
        let node = |reference| crate::diagram::node(&self.nodes, reference).cloned();
        let (Some(left), Some(right)) = (node(one), node(other)) else {
            return NO;
        };
        let quantity = left.quantity.min(right.quantity);
        // The node that tests a later quantity stays whole in every cell.
        let below = |node: &Node, whole: Reference, value: i64| {
            if node.quantity == quantity {
                node.child(value)
            } else {
                whole
            }
        };
        let mut cuts: Vec<i64> = Vec::new();
        for node in [&left, &right] {
            if node.quantity == quantity {
                cuts.extend(node.cuts.iter().map(|(cut, _)| *cut));
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let first = self.join(
            below(&left, one, i64::MIN),
            below(&right, other, i64::MIN),
            all,
        );
        let children = cuts
            .into_iter()
            .map(|cut| {
                (
                    cut,
                    self.join(below(&left, one, cut), below(&right, other, cut), all),
                )
            })
            .collect();
        self.node(quantity, first, children)
    }

    /// The one node with these children, or the child itself when all cells lead to it.
    pub(crate) fn node(
        &mut self,
        quantity: usize,
        first: Reference,
        cuts: Vec<(i64, Reference)>,
    ) -> Reference {
        let mut last = first;
        let mut kept = Vec::new();
        for (cut, child) in cuts {
            if child != last {
                kept.push((cut, child));
                last = child;
            }
        }
        if kept.is_empty() {
            return first;
        }
        let node = Node {
            quantity,
            first,
            cuts: kept,
        };
        if let Some(known) = self.unique.get(&node) {
            return *known;
        }
        self.nodes.push(node.clone());
        let reference = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
        self.unique.insert(node, reference);
        reference
    }
}
