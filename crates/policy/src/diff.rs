//! What a new rule changes, and for whom: the difference of two diagrams, each part with a person who shows it.

mod amounts;
mod conditions;

use domain::Date;
use serde::Serialize;

pub use crate::outcome::Outcome;
pub use amounts::AmountDiff;
pub(crate) use amounts::lines;
pub use conditions::{ConditionChange, ConditionDiff};

use crate::{
    Facts, Name, Pack, Programme, Verdict, Version,
    compile::space::{Answers, Space, View},
    diagram::{NO, Reference},
    outcome::known_to,
};

/// What a programme's rule says on two days or in two packs.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeDiff {
    /// The programme.
    pub programme: Name,
    /// The rule before.
    pub before: Side,
    /// The rule after.
    pub after: Side,
    /// True when nothing a person could notice is different: verdicts, amounts, conditions, sentences and sources.
    pub is_same: bool,
    /// Conditions that differ, in the order they are read.
    pub conditions: Vec<ConditionDiff>,
    /// How the amount differs, when it does for anybody.
    pub amounts: AmountDiff,
    /// Somebody who becomes eligible.
    pub gains: Option<Witness>,
    /// Somebody who is eligible no more.
    pub loses: Option<Witness>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The pack.
    pub pack: Name,
    /// The day.
    pub as_of: Date,
    /// The version in force; none when there is none, or no such programme.
    pub version: Option<Name>,
    /// `not_in_force` or `not_sourced` when no version is in force; none when there is one, or no such programme.
    pub without: Option<Verdict>,
    /// The conditions of the version, in the order they are read.
    pub conditions: Vec<Name>,
}

/// A concrete person and what both sides say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// The answers.
    pub facts: Facts,
    /// What the old rule says.
    pub before: Outcome,
    /// What the new rule says.
    pub after: Outcome,
}

/// Compares the rules of two packs on two days: every programme of either, or one.
///
/// Exact: a witness is missing only when there is nobody. Facts and options match by id; a person is one whom both
/// vocabularies can describe, where both have the fact.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, before: domain::Date, after: domain::Date) {
/// let changes = policy::diff::diff((pack, before), (pack, after), Some("startup_loan_individual"));
/// # }
/// ```
pub fn diff(old: (&Pack, Date), new: (&Pack, Date), programme: Option<&str>) -> Vec<ProgrammeDiff> {
    let both = Both::new(old, new);
    let mut ids: Vec<&Name> = Vec::new();
    for known in old.0.programmes().iter().chain(new.0.programmes()) {
        let wanted = programme.is_none_or(|id| known.id == *id);
        if wanted && !ids.contains(&&known.id) {
            ids.push(&known.id);
        }
    }
    ids.into_iter().map(|id| both.programme(id)).collect()
}

/// Two packs on two days.
struct Both<'a> {
    old: View<'a>,
    new: View<'a>,
}

/// A programme with its version in force.
type InForce<'a> = Option<(&'a Programme, &'a Version)>;

impl<'a> Both<'a> {
    fn new(old: (&'a Pack, Date), new: (&'a Pack, Date)) -> Self {
        let view = |(pack, as_of)| View { pack, as_of };
        Self {
            old: view(old),
            new: view(new),
        }
    }

    fn programme(&self, id: &Name) -> ProgrammeDiff {
        let mut space = Space::new(&[self.old, self.new]);
        let (old, new) = (in_force(self.old, id), in_force(self.new, id));
        let mut root = |view, rule: InForce<'_>| match rule {
            Some((_, version)) => space.import(view, version.root),
            None => NO,
        };
        let (before, after) = (root(0, old), root(1, new));
        let (gained, lost) = (space.except(after, before), space.except(before, after));
        let tell = Tell {
            both: self,
            id,
            old,
            new,
        };
        let gains = tell.somebody(&space, gained);
        let loses = tell.somebody(&space, lost);
        let conditions = conditions::differences(&tell, &mut space);
        let amounts = amounts::differences(&tell, &mut space, before, after);
        let (before, after) = (side(self.old, id), side(self.new, id));
        ProgrammeDiff {
            programme: id.clone(),
            is_same: gains.is_none()
                && loses.is_none()
                && conditions.is_empty()
                && !amounts.differs()
                && before.without == after.without,
            before,
            after,
            conditions,
            amounts,
            gains,
            loses,
        }
    }
}

/// What is needed to name a person on both sides.
struct Tell<'a> {
    both: &'a Both<'a>,
    id: &'a Name,
    old: InForce<'a>,
    new: InForce<'a>,
}

impl Tell<'_> {
    /// Somebody the diagram says yes to, with every answer that either side asks for.
    fn somebody(&self, space: &Space<'_>, root: Reference) -> Option<Witness> {
        let mut answers = space.somebody(root)?;
        Some(self.witness(space, &mut answers))
    }

    fn witness(&self, space: &Space<'_>, answers: &mut Answers) -> Witness {
        for (view, rule) in [(0, self.old), (1, self.new)] {
            let pack = if view == 0 {
                self.both.old.pack
            } else {
                self.both.new.pack
            };
            let asked = rule
                .into_iter()
                .flat_map(|(_, version)| asked(pack, version));
            let slots: Vec<_> = asked.filter_map(|fact| space.slot_of(view, fact)).collect();
            space.complete(answers, slots);
        }
        let facts = space.facts(answers);
        let said = |view: View<'_>| {
            Outcome::ask(view.pack, self.id, view.as_of, &known_to(view.pack, &facts))
        };
        Witness {
            before: said(self.both.old),
            after: said(self.both.new),
            facts,
        }
    }
}

/// The facts a version asks for: its conditions and its amount.
pub(crate) fn asked(pack: &Pack, version: &Version) -> Vec<usize> {
    let mut facts = pack.support(version.root);
    for amount in &version.amounts {
        facts.extend(pack.support(amount.when));
        facts.extend(amount.unit());
    }
    crate::order::sort_unique(&mut facts);
    facts
}

fn in_force<'a>(view: View<'a>, id: &str) -> InForce<'a> {
    let programme = view.pack.programme(id)?;
    Some((programme, programme.version_on(view.as_of)?))
}

fn side(view: View<'_>, id: &str) -> Side {
    let rule = in_force(view, id);
    Side {
        pack: view.pack.hash().clone(),
        as_of: view.as_of,
        version: rule.map(|(_, version)| version.id.clone()),
        without: match rule {
            Some(_) => None,
            None => crate::verdict(view.pack, id, view.as_of, &Facts::default()),
        },
        conditions: rule.map_or_else(Vec::new, |(programme, version)| {
            let conditions = programme.conditions_of(version);
            conditions.map(|condition| condition.id.clone()).collect()
        }),
    }
}
