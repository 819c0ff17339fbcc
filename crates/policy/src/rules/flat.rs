//! Lays the diagrams of a day out flat.
//!
//! A reference is 0 (no), 1 (yes) or the place of a node in the table: its column, its number within its root (with
//! [`WEIGHS`] set when a comparison of its own chain may still follow), then one reference for every cell of the
//! column. All tests of one fact become one column, so that a path never asks for a value nobody can have.

mod columns;

use domain::Date;

use crate::{
    day,
    diagram::{self, NO, Node, Reference, YES},
    quantity::Quantity,
    rules::{Column, Group, Kind, Root, Ruled, Rules, Source, column::Cut},
    walk::FactSet,
};

/// Set in a node's number when a comparison of the chain it stands in may follow below it.
pub(crate) const WEIGHS: u32 = 1 << 31;
/// Before the references of a node: its column and its number.
pub(crate) const HEAD: usize = 2;

pub(crate) fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(0)
}

impl Rules {
    /// Lays out the programmes that are wanted.
    pub(crate) fn build(source: &Source, as_of: Date, wanted: impl Fn(usize) -> bool) -> Self {
        let mut build = Build::new(source, as_of);
        let picked: Vec<_> = source
            .programmes
            .iter()
            .enumerate()
            .map(|(place, programme)| wanted(place).then(|| Self::pick(programme, as_of)))
            .collect();
        // First every cut any diagram of the day makes, then the diagrams over the cells between them.
        for (programme, picked) in source.programmes.iter().zip(&picked) {
            if let Some(Ok(place)) = picked
                && let Some(version) = programme.versions.get(*place)
            {
                build.cuts(version.root);
                for condition in programme.conditions_of(version) {
                    build.cuts(condition.root);
                }
                for amount in &version.amounts {
                    build.cuts(amount.when);
                }
            }
        }
        build.columns();
        let mut ruled = Vec::new();
        for (programme, picked) in source.programmes.iter().zip(picked) {
            ruled.push(picked.map(|picked| match picked {
                Ok(place) => build.programme(programme, place),
                Err(verdict) => Ruled::Without(verdict),
            }));
        }
        let Build {
            columns,
            groups,
            table,
            ..
        } = build;
        Self {
            source: source.clone(),
            as_of,
            columns,
            groups,
            table,
            ruled,
        }
    }
}

/// By quantity, the cuts of every version of a programme.
pub(crate) fn cuts_of(source: &Source, programme: &crate::Programme) -> Vec<Vec<(i64, i64)>> {
    let mut build = Build::new(source, Date::from_unix_ms_shanghai(0));
    for version in &programme.versions {
        build.cuts(version.root);
    }
    build.cut
}

struct Build<'a> {
    source: &'a Source,
    as_of: i64,
    /// By quantity: its cuts in the day's diagrams, with the day a span's cut falls on (else the cut itself).
    cut: Vec<Vec<(i64, i64)>>,
    /// By quantity: its column.
    column_of: Vec<usize>,
    columns: Vec<Column>,
    groups: Vec<Group>,
    table: Vec<u32>,
    /// By node of the pack: the root it was seen under, and where it is in the table.
    seen: Vec<(u32, u32)>,
    root: u32,
    /// Of the root being laid out.
    numbered: u32,
    facts: FactSet,
}

impl<'a> Build<'a> {
    fn new(source: &'a Source, as_of: Date) -> Self {
        Self {
            source,
            as_of: day::number(as_of),
            cut: vec![Vec::new(); source.quantities.len()],
            column_of: Vec::new(),
            columns: Vec::new(),
            groups: Vec::new(),
            table: vec![NO, YES],
            seen: vec![(0, 0); source.nodes.len()],
            root: 1,
            numbered: 0,
            facts: 0,
        }
    }

    fn node(&self, reference: Reference) -> Option<&'a Node> {
        diagram::node(&self.source.nodes, reference)
    }

    fn quantity(&self, place: usize) -> Quantity {
        let found = self.source.quantities.get(place).copied();
        found.unwrap_or(Quantity::Fact(usize::MAX))
    }

    /// Collects the cuts of a diagram.
    fn cuts(&mut self, reference: Reference) {
        let Some(node) = self.node(reference) else {
            return;
        };
        let Some(seen) = self.seen.get_mut(index(reference - 2)) else {
            return;
        };
        if std::mem::replace(seen, (self.root, 0)).0 == self.root {
            return;
        }
        if let Some(known) = self.cut.get_mut(node.quantity) {
            for (cut, _) in &node.cuts {
                if let Err(place) = known.binary_search_by(|(at, _)| at.cmp(cut)) {
                    known.insert(place, (*cut, *cut));
                }
            }
        }
        self.cuts(node.first);
        for (_, child) in &node.cuts {
            self.cuts(*child);
        }
    }

    fn programme(&mut self, programme: &crate::Programme, place: usize) -> Ruled {
        let Some(version) = programme.versions.get(place) else {
            return Ruled::Without(crate::Verdict::NotInForce);
        };
        let conditions = programme
            .conditions_of(version)
            .map(|condition| self.root(condition.root))
            .collect();
        let guards = version
            .amounts
            .iter()
            .map(|amount| self.root(amount.when))
            .collect();
        Ruled::Version {
            place,
            whole: self.root(version.root),
            conditions,
            guards,
        }
    }

    fn root(&mut self, reference: Reference) -> Root {
        self.root += 1;
        self.numbered = 0;
        self.facts = 0;
        let at = self.lay(reference);
        Root {
            at,
            nodes: index(self.numbered),
            facts: self.facts,
        }
    }

    /// Lays out a node with all below it.
    fn lay(&mut self, reference: Reference) -> u32 {
        let (Some(node), Some(place)) = (self.node(reference), reference.checked_sub(2)) else {
            return reference;
        };
        let place = index(place);
        if let Some((root, at)) = self.seen.get(place)
            && *root == self.root
        {
            return *at;
        }
        let column = self.column_of.get(node.quantity).copied().unwrap_or(0);
        let cells = self.columns.get(column).map_or(1, Column::cells);
        let mut children = vec![NO; cells];
        self.fill(reference, column, (0, cells), &mut children);
        let at = self.place(column, &children);
        if let Some(seen) = self.seen.get_mut(place) {
            *seen = (self.root, at);
        }
        at
    }

    /// Fills a range of a column's cells with what a node of it, or of a later one, leads to.
    fn fill(
        &mut self,
        reference: Reference,
        column: usize,
        (first, past): (usize, usize),
        children: &mut [u32],
    ) {
        let node = self
            .node(reference)
            .filter(|node| self.column_of.get(node.quantity) == Some(&column));
        let Some(node) = node else {
            let child = self.lay(reference);
            if let Some(cells) = children.get_mut(first..past) {
                cells.fill(child);
            }
            return;
        };
        let is_span = self.quantity(node.quantity).is_span();
        for (from, until, child) in node.cells() {
            let (from, until) = (
                self.start(node, from, column),
                self.start(node, until, column),
            );
            // A span's later cells are its date's earlier ones.
            let (from, until) = if is_span {
                (until, from)
            } else {
                (from, until)
            };
            let (from, until) = (from.max(first), until.min(past));
            if from < until {
                self.fill(child, column, (from, until), children);
            }
        }
    }

    /// The first cell from a cut on.
    fn start(&self, node: &Node, cut: i64, column: usize) -> usize {
        let quantity = self.quantity(node.quantity);
        let Some(column) = self.columns.get(column) else {
            return 0;
        };
        match (cut, quantity.is_span()) {
            (i64::MIN, false) | (i64::MAX, true) => return 0,
            (i64::MAX, false) | (i64::MIN, true) => return column.cells(),
            _ => {}
        }
        let at = self
            .cut
            .get(node.quantity)
            .and_then(|cuts| {
                let place = cuts.binary_search_by(|(at, _)| at.cmp(&cut)).ok()?;
                cuts.get(place)
            })
            .map_or(cut, |(_, at)| *at);
        let spec = match column.kind {
            Kind::Value(fact) => self.source.facts.get(fact),
            _ => None,
        };
        let at = match spec.map(|spec| spec.cut(at)) {
            Some(Cut::Below) => return 0,
            Some(Cut::Above) => return column.cells(),
            Some(Cut::At(at)) => at,
            None => at,
        };
        column.cuts.partition_point(|cut| *cut <= at)
    }

    /// Writes a node down, or gives its child when all cells lead to one.
    fn place(&mut self, column: usize, children: &[u32]) -> u32 {
        if let [first, rest @ ..] = children
            && rest.iter().all(|child| child == first)
        {
            return *first;
        }
        let mut number = self.numbered;
        self.numbered += 1;
        if let Some(of) = self.columns.get(column) {
            self.facts |= 1 << (of.kind.fact() & 127);
            if let Some(second) = of.kind.second() {
                self.facts |= 1 << (second & 127);
                number |= WEIGHS;
            } else if of.group.is_some() && children.iter().any(|child| self.weighs(*child, of)) {
                number |= WEIGHS;
            }
        }
        let at = short(self.table.len());
        self.table.push(short(column));
        self.table.push(number);
        self.table.extend_from_slice(children);
        at
    }

    /// Whether a node stands in the same chain as a column and a comparison may still follow.
    fn weighs(&self, at: u32, column: &Column) -> bool {
        let word = |place: usize| self.table.get(place).copied();
        at > YES
            && word(index(at) + 1).is_some_and(|number| number & WEIGHS != 0)
            && word(index(at))
                .and_then(|place| self.columns.get(index(place)))
                .is_some_and(|below| below.group == column.group)
    }
}
