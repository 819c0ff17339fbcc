//! One room for diagrams of several packs and days: spans become plain days, equal options become one, so that rules
//! can be joined, negated and compared, and a person named for whom they differ.

mod fit;
mod search;
mod vocabulary;

use std::collections::{BTreeSet, HashMap};

use domain::Date;

use super::build::Builder;
use crate::{
    FactKind, Facts, Pack, day,
    diagram::{NO, Node, Reference, YES, node},
    quantity::Quantity,
    walk::first_day,
};
pub(crate) use vocabulary::Slot;

/// A pack as it stands on a day.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) as_of: Date,
}

/// The views' facts as one vocabulary, and diagrams over it. Quantities are facts, options and weighings only.
pub(crate) struct Space<'a> {
    views: Vec<View<'a>>,
    pub(crate) slots: Vec<Slot>,
    /// By view: the slot of each fact.
    places: Vec<Vec<Option<usize>>>,
    quantities: Vec<Quantity>,
    /// The group of each quantity; facts weighed against each other share one.
    groups: Vec<usize>,
    builder: Builder,
    imported: HashMap<(usize, Reference), Reference>,
}

/// Answers by slot; `None` leaves one open.
pub(crate) type Answers = Vec<Option<i64>>;

impl<'a> Space<'a> {
    pub(crate) fn new(views: &[View<'a>]) -> Self {
        let (slots, places) = vocabulary::merge(views);
        let mut found = BTreeSet::new();
        for (place, slot) in slots.iter().enumerate() {
            if slot.kind == FactKind::Set {
                let bits = 0..u32::try_from(slot.options.len()).unwrap_or(0);
                found.extend(bits.map(|bit| Quantity::Bit(place, bit)));
            } else {
                found.insert(Quantity::Fact(place));
            }
        }
        for (view, places) in views.iter().zip(&places) {
            for quantity in view.pack.quantities.iter() {
                if let Quantity::Linear(one, a, other, b) = *quantity
                    && let Some((weighed, _)) = weighed(places, one, a, other, b)
                {
                    found.insert(weighed);
                }
            }
        }
        let (quantities, groups) = ordered(found, slots.len());
        Self {
            views: views.to_vec(),
            builder: Builder::new(&quantities),
            slots,
            places,
            quantities,
            groups,
            imported: HashMap::new(),
        }
    }

    /// A diagram of a view's pack, as it is on the view's day.
    pub(crate) fn import(&mut self, view: usize, reference: Reference) -> Reference {
        if reference == NO || reference == YES {
            return reference;
        }
        if let Some(known) = self.imported.get(&(view, reference)) {
            return *known;
        }
        let Some(pack) = self.views.get(view).map(|view| view.pack) else {
            return NO;
        };
        let Some(node) = pack.node(reference) else {
            return NO;
        };
        let quantity = pack.quantity(node.quantity);
        let mut result = NO;
        for (from, until, child) in node.cells() {
            let (test, child) = (
                self.cell(view, quantity, from, until),
                self.import(view, child),
            );
            let both = self.and(test, child);
            result = self.or(result, both);
        }
        self.imported.insert((view, reference), result);
        result
    }

    /// The people of a view with `from <= quantity < until`.
    fn cell(&mut self, view: usize, quantity: Quantity, from: i64, until: i64) -> Reference {
        let Some((view, places)) = self.views.get(view).zip(self.places.get(view)) else {
            return NO;
        };
        let Some(place) = places.get(quantity.fact()).copied().flatten() else {
            return NO;
        };
        let Some(slot) = self.slots.get(place) else {
            return NO;
        };
        match quantity {
            Quantity::Linear(one, a, other, b) => match weighed(places, one, a, other, b) {
                Some((weighed, false)) => self.between(weighed, from, until),
                Some((weighed, true)) => {
                    let turned = |bound: i64| 1_i64.saturating_sub(bound);
                    self.between(weighed, turned(until), turned(from))
                }
                None => NO,
            },
            Quantity::Bit(_, bit) => {
                let option = vocabulary::option_of(view.pack, quantity.fact(), bit, slot);
                let Some(bit) = option else { return NO };
                self.between(Quantity::Bit(place, bit), from, until)
            }
            Quantity::Fact(fact) if slot.kind == FactKind::Choice => {
                let inside = |option: usize| {
                    vocabulary::place_of(view.pack, fact, slot, option)
                        .is_some_and(|place| (from..until).contains(&place))
                };
                let truths: Vec<bool> = (0..slot.options.len()).map(inside).collect();
                self.choice(place, &truths)
            }
            Quantity::Fact(_) => {
                let (from, until) = slot.clip(from, until);
                self.between(Quantity::Fact(place), from, until)
            }
            // Spans shrink as the date grows.
            span => {
                let as_of = day::number(view.as_of);
                let span = |day| span.of(day, 0, as_of);
                let (low, high) = (slot.min, slot.ceiling());
                let first = first_day(low, high, |day| span(day) < until);
                let past = first_day(low, high, |day| span(day) < from);
                let (from, until) = slot.clip(first, past);
                self.between(Quantity::Fact(place), from, until)
            }
        }
    }

    fn choice(&mut self, place: usize, truths: &[bool]) -> Reference {
        let Some(quantity) = self.quantity_place(Quantity::Fact(place)) else {
            return NO;
        };
        let first = truths.first().copied().unwrap_or(false);
        let cuts = truths
            .iter()
            .zip(0..)
            .skip(1)
            .map(|(truth, option)| (option, Reference::from(*truth)))
            .collect();
        self.builder.node(quantity, Reference::from(first), cuts)
    }

    /// The people with `from <= quantity < until`.
    pub(crate) fn between(&mut self, quantity: Quantity, from: i64, until: i64) -> Reference {
        let Some(place) = self.quantity_place(quantity) else {
            return NO;
        };
        if from >= until {
            return NO;
        }
        let mut cuts = Vec::new();
        if from > i64::MIN {
            cuts.push((from, YES));
        }
        if until < i64::MAX {
            cuts.push((until, NO));
        }
        let first = Reference::from(from == i64::MIN);
        self.builder.node(place, first, cuts)
    }

    fn quantity_place(&self, quantity: Quantity) -> Option<usize> {
        self.quantities.iter().position(|known| *known == quantity)
    }

    pub(crate) fn and(&mut self, one: Reference, other: Reference) -> Reference {
        self.builder.join(one, other, true)
    }

    pub(crate) fn or(&mut self, one: Reference, other: Reference) -> Reference {
        self.builder.join(one, other, false)
    }

    pub(crate) fn not(&mut self, one: Reference) -> Reference {
        self.builder.flip(one)
    }

    /// One but not the other.
    pub(crate) fn except(&mut self, one: Reference, other: Reference) -> Reference {
        let other = self.not(other);
        self.and(one, other)
    }

    /// One of both, not both.
    pub(crate) fn differ(&mut self, one: Reference, other: Reference) -> Reference {
        let (left, right) = (self.except(one, other), self.except(other, one));
        self.or(left, right)
    }

    /// The diagram for people whose quantity has this value.
    pub(crate) fn given(&mut self, root: Reference, quantity: Quantity, value: i64) -> Reference {
        let Some(place) = self.quantity_place(quantity) else {
            return root;
        };
        self.given_below(root, place, value, &mut HashMap::new())
    }

    fn given_below(
        &mut self,
        root: Reference,
        place: usize,
        value: i64,
        done: &mut HashMap<Reference, Reference>,
    ) -> Reference {
        let Some(node) = self.node(root).cloned() else {
            return root;
        };
        // Tests come in rising order: below a later one there is none left of this quantity.
        if node.quantity > place {
            return root;
        }
        if node.quantity == place {
            return node.child(value);
        }
        if let Some(known) = done.get(&root) {
            return *known;
        }
        let first = self.given_below(node.first, place, value, done);
        let cuts = node
            .cuts
            .iter()
            .map(|(cut, child)| (*cut, self.given_below(*child, place, value, done)))
            .collect();
        let result = self.builder.node(node.quantity, first, cuts);
        done.insert(root, result);
        result
    }

    fn node(&self, reference: Reference) -> Option<&Node> {
        node(&self.builder.nodes, reference)
    }

    /// The quantities a diagram tests, each with its cuts.
    pub(crate) fn cuts(&self, root: Reference) -> Vec<(Quantity, Vec<i64>)> {
        let mut found: HashMap<usize, BTreeSet<i64>> = HashMap::new();
        let (mut seen, mut open) = (BTreeSet::new(), vec![root]);
        while let Some(reference) = open.pop() {
            let Some(node) = self.node(reference).filter(|_| seen.insert(reference)) else {
                continue;
            };
            let cuts = found.entry(node.quantity).or_default();
            cuts.extend(node.cuts.iter().map(|(cut, _)| *cut));
            open.push(node.first);
            open.extend(node.cuts.iter().map(|(_, child)| *child));
        }
        let mut places: Vec<_> = found.into_iter().collect();
        places.sort_by_key(|(place, _)| *place);
        places
            .into_iter()
            .filter_map(|(place, cuts)| {
                Some((*self.quantities.get(place)?, cuts.into_iter().collect()))
            })
            .collect()
    }

    /// The slot of a view's fact.
    pub(crate) fn slot_of(&self, view: usize, fact: usize) -> Option<usize> {
        self.places.get(view)?.get(fact).copied().flatten()
    }

    /// Answers no rule has forced: what most people would say.
    pub(crate) fn usual(&self, slot: usize) -> i64 {
        let day = self.views.first().map_or(0, |view| day::number(view.as_of));
        self.slots.get(slot).map_or(0, |slot| slot.usual(day))
    }

    /// The answers in the form of `facts.json`.
    pub(crate) fn facts(&self, answers: &Answers) -> Facts {
        let mut facts = Facts::default();
        for (slot, answer) in self.slots.iter().zip(answers) {
            if let Some(answer) = answer {
                facts.set(&slot.id, slot.decode(*answer));
            }
        }
        facts
    }
}

/// `a · one + b · other` over slots, the lower slot first and its factor above zero; true when turned round for that.
fn weighed(
    places: &[Option<usize>],
    one: usize,
    a: i64,
    other: usize,
    b: i64,
) -> Option<(Quantity, bool)> {
    let slot = |fact: usize| places.get(fact).copied().flatten();
    let (one, other) = (slot(one)?, slot(other)?);
    let (one, a, other, b) = if one <= other {
        (one, a, other, b)
    } else {
        (other, b, one, a)
    };
    let turned = a < 0;
    let sign = if turned { -1 } else { 1 };
    Some((Quantity::Linear(one, a * sign, other, b * sign), turned))
}

/// Quantities in the order they are tested, with their groups: facts weighed against each other side by side.
fn ordered(found: BTreeSet<Quantity>, slots: usize) -> (Vec<Quantity>, Vec<usize>) {
    let mut leader: Vec<usize> = (0..slots).collect();
    for quantity in &found {
        if let Some(second) = quantity.second() {
            let lead = |fact: usize| leader.get(fact).copied().unwrap_or(fact);
            let (one, other) = (lead(quantity.fact()), lead(second));
            for slot in leader.iter_mut().filter(|slot| **slot == one.max(other)) {
                *slot = one.min(other);
            }
        }
    }
    let lead = |quantity: &Quantity| leader.get(quantity.fact()).copied().unwrap_or(usize::MAX);
    let mut quantities: Vec<_> = found.into_iter().collect();
    quantities.sort_by_key(|quantity| (lead(quantity), quantity.second().is_some(), *quantity));
    let groups = quantities.iter().map(lead).collect();
    (quantities, groups)
}
