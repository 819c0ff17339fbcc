//! The rules of a pack as they stand on one day: the version of every programme picked, spans resolved to plain days,
//! every diagram one run of numbers.

mod batch;
#[cfg(feature = "compile")]
mod cells;
mod chain;
mod column;
mod explain;
mod flat;
mod missing;
mod moves;
mod next;
mod person;
mod wait;
mod walk;
mod ways;

use std::sync::{Arc, Mutex};

use domain::Date;

use crate::{
    FactSpec, Name, Pack, Programme, Verdict, Version,
    diagram::Node,
    evaluate::without_rule,
    quantity::Quantity,
    walk::{FactSet, MAY_FAIL, MAY_PASS},
    weigh::Range,
};
pub use batch::Columns;
pub(crate) use column::{Column, Group, Kind};
pub use person::{NEVER, OPEN, Person};
pub(crate) use walk::Walk;

/// What the rules of every day have in common; shared with the pack, never copied.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) facts: Arc<[FactSpec]>,
    /// Places of the facts in the order of their ids.
    pub(crate) by_id: Arc<[usize]>,
    pub(crate) quantities: Arc<[Quantity]>,
    pub(crate) groups: Arc<[usize]>,
    pub(crate) nodes: Arc<[Node]>,
    pub(crate) programmes: Arc<[Programme]>,
}

/// The rules on one day. Made by [`Pack::on`]; owns all it needs, and may outlive the pack.
///
/// What is always true of it: programmes have the places they have in [`Pack::programmes`], and a [`Person`] belongs
/// to the rules it was made by.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) {
/// let rules = pack.on(day);
/// let person = rules.person(facts);
/// for programme in 0..rules.programmes().len() {
///     if rules.verdict(programme, &person) == policy::Verdict::Eligible {
///         println!("{:?}", rules.explain(programme, &person).amount_fen);
///     }
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Rules {
    pub(crate) source: Source,
    pub(crate) as_of: Date,
    /// What the diagrams test, in their order.
    pub(crate) columns: Vec<Column>,
    /// Facts that are compared with others, by chain.
    pub(crate) groups: Vec<Group>,
    /// The diagrams: see [`flat`].
    pub(crate) table: Vec<u32>,
    /// By programme, none for those left out.
    pub(crate) ruled: Vec<Option<Ruled>>,
}

/// Days whose rules a pack keeps.
const DAYS: usize = 4;

/// The rules of the days asked for last; shared by clones of a pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days(Arc<Mutex<Vec<Arc<Rules>>>>);

/// One programme on the day.
#[derive(Clone, Debug)]
pub(crate) enum Ruled {
    /// The rule in force: the place of its version.
    Version {
        place: usize,
        whole: Root,
        /// In the version's order.
        conditions: Vec<Root>,
        /// The guards of the amounts.
        guards: Vec<Root>,
    },
    /// Nothing is in force, or nothing known.
    Without(Verdict),
}

/// A diagram in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root {
    pub(crate) at: u32,
    /// How many nodes it has; they are numbered from zero.
    pub(crate) nodes: usize,
    /// The facts it tests.
    pub(crate) facts: FactSet,
}

impl Pack {
    /// The rules in force on a day.
    ///
    /// ```no_run
    /// # fn ask(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) -> policy::Verdict {
    /// let rules = pack.on(day);
    /// rules.verdict(0, &rules.person(facts))
    /// # }
    /// ```
    pub fn on(&self, as_of: Date) -> Rules {
        Rules::build(&self.source(), as_of, |_| true)
    }

    /// The same, kept for the next question about that day.
    pub(crate) fn known_on(&self, as_of: Date) -> Arc<Rules> {
        let mut days = match self.days.0.lock() {
            Ok(days) => days,
            Err(broken) => broken.into_inner(),
        };
        if let Some(known) = days.iter().find(|rules| rules.as_of == as_of) {
            return known.clone();
        }
        let rules = Arc::new(self.on(as_of));
        if days.len() >= DAYS {
            days.remove(0);
        }
        days.push(rules.clone());
        rules
    }

    fn source(&self) -> Source {
        Source {
            facts: self.facts.clone(),
            by_id: self.by_id.clone(),
            quantities: self.quantities.clone(),
            groups: self.groups.clone(),
            nodes: self.nodes.clone(),
            programmes: self.programmes.clone(),
        }
    }
}

impl Rules {
    /// The day.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The programmes of the pack, whether or not they have a rule on the day.
    pub fn programmes(&self) -> &[Programme] {
        &self.source.programmes
    }

    /// The place of a programme.
    pub fn place(&self, programme: &str) -> Option<usize> {
        let mut all = self.source.programmes.iter();
        all.position(|known| known.id == programme)
    }

    /// The verdict of the programme at a place; [`Verdict::NotInForce`] when there is none. Allocates nothing.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules, facts: &policy::Facts) {
    /// let person = rules.person(facts);
    /// let verdict = rules.verdict(3, &person);
    /// # }
    /// ```
    pub fn verdict(&self, programme: usize, person: &Person) -> Verdict {
        match self.ruled(programme) {
            Some(Ruled::Version { whole, .. }) => match self.outcomes(whole, person) {
                MAY_PASS => Verdict::Eligible,
                MAY_FAIL => Verdict::NotEligible,
                _ => Verdict::Unknown,
            },
            Some(Ruled::Without(verdict)) => *verdict,
            None => Verdict::NotInForce,
        }
    }

    pub(crate) fn ruled(&self, programme: usize) -> Option<&Ruled> {
        self.ruled.get(programme)?.as_ref()
    }

    pub(crate) fn version(&self, programme: usize, place: usize) -> Option<&Version> {
        self.source.programmes.get(programme)?.versions.get(place)
    }

    pub(crate) fn spec(&self, fact: usize) -> Option<&FactSpec> {
        self.source.facts.get(fact)
    }

    /// The values left to a fact.
    pub(crate) fn range(&self, person: &Person, fact: usize) -> Range {
        let whole = self.spec(fact).map_or(
            Range {
                low: 0,
                high: 0,
                last: 0,
            },
            FactSpec::range,
        );
        match person.get(fact) {
            Some(value) => Range {
                low: value,
                high: value,
                ..whole
            },
            None => whole,
        }
    }

    pub(crate) fn column(&self, place: u32) -> Option<&Column> {
        self.columns.get(flat::index(place))
    }

    /// The ids of the facts in a set, in the order of the vocabulary.
    pub(crate) fn names(&self, facts: FactSet) -> Vec<Name> {
        let mut names = Vec::new();
        for (place, spec) in self.source.facts.iter().enumerate() {
            if (facts >> place) & 1 == 1 {
                names.push(spec.id.clone());
            }
        }
        names
    }

    /// Which version of a programme holds on a day.
    fn pick(programme: &Programme, as_of: Date) -> Result<usize, Verdict> {
        let mut versions = programme.versions.iter();
        versions
            .position(|version| version.is_in_force(as_of))
            .ok_or_else(|| without_rule(programme, as_of))
    }
}
