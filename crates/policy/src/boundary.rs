//! People at the edges of a rule: below, at and above every threshold, with and without every option, the day before,
//! of and after every change of version.
//!
//! For each cut of each condition the people are chosen so that the cut decides: everything else is met if it can be,
//! and the condition turns with the one answer. The same is done in every cell of every other test of the condition,
//! so that a threshold standing in two branches is met in both.

mod case;
mod edges;
mod money;
mod weighed;

use std::collections::HashSet;

use domain::Date;
use serde::Serialize;

pub use case::to_cases;

use crate::{
    Facts, Name, Pack, Programme, Verdict,
    compile::room::Room,
    diff::{Outcome, asked},
    outcome::known_to,
};

/// A person at an edge, and what the rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoundaryPerson {
    /// The programme.
    pub programme: Name,
    /// The version in force on the day; none when there is none.
    pub version: Option<Name>,
    /// The day.
    pub as_of: Date,
    /// The edge the person stands at.
    pub edge: Edge,
    /// The answers.
    pub facts: Facts,
    /// The verdict.
    pub verdict: Verdict,
    /// The amount in fen, when it is settled.
    pub amount_fen: Option<i64>,
    /// The conditions not met, in reading order.
    pub unmet: Vec<Name>,
}

/// Where a rule cuts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The condition; none for an amount or a day.
    pub condition: Option<Name>,
    /// What is cut: a fact, two facts weighed, or `as_of`.
    pub of: String,
    /// Where.
    pub at: String,
    /// On which side of it the person stands.
    pub side: Side,
}

/// A side of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Just before it.
    Below,
    /// On it.
    At,
    /// Just after it.
    Above,
}

/// The boundary people of a programme, over all its versions; empty when the pack has no such programme.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack) {
/// for person in policy::boundary::boundary(pack, "startup_loan_individual") {
///     println!("{} {:?} {:?}", person.as_of, person.edge, person.verdict);
/// }
/// # }
/// ```
pub fn boundary(pack: &Pack, programme: &str) -> Vec<BoundaryPerson> {
    let Some(programme) = pack.programme(programme) else {
        return Vec::new();
    };
    let mut people = People {
        pack,
        programme,
        seen: HashSet::new(),
        found: Vec::new(),
    };
    for version in &programme.versions {
        // A span of time reaches other dates on the last day than on the first.
        for day in std::iter::once(version.from).chain(version.until) {
            let mut room = Room::new(pack, programme, version, day);
            edges::conditions(&mut room, &mut people);
            money::amounts(&mut room, &mut people);
        }
    }
    people.days();
    people.found
}

/// The people found so far, each once.
struct People<'a> {
    pack: &'a Pack,
    programme: &'a Programme,
    seen: HashSet<(Date, String)>,
    found: Vec<BoundaryPerson>,
}

impl People<'_> {
    fn add(&mut self, as_of: Date, edge: Edge, facts: &Facts) {
        let facts = known_to(self.pack, facts);
        let text = serde_json::to_string(&facts).unwrap_or_default();
        if !self.seen.insert((as_of, text)) {
            return;
        }
        let said = Outcome::ask(self.pack, &self.programme.id, as_of, &facts);
        let Some(verdict) = said.verdict else { return };
        self.found.push(BoundaryPerson {
            programme: self.programme.id.clone(),
            version: self
                .programme
                .version_on(as_of)
                .map(|version| version.id.clone()),
            as_of,
            edge,
            facts,
            verdict,
            amount_fen: said.amount_fen,
            unmet: said.unmet,
        });
    }

    /// Somebody eligible on each first and last day, asked on the day before, of and after.
    fn days(&mut self) {
        let programme = self.programme;
        for version in &programme.versions {
            for day in std::iter::once(version.from).chain(version.until) {
                let mut room = Room::new(self.pack, programme, version, day);
                let all = room.all_but(None);
                if let Some(facts) = room.somebody(all) {
                    self.around(day, &facts);
                }
            }
        }
        for gap in &programme.gaps {
            for day in gap.from.into_iter().chain(gap.until) {
                self.around(day, &Facts::default());
            }
        }
    }

    fn around(&mut self, day: Date, facts: &Facts) {
        for (step, side) in [(-1, Side::Below), (0, Side::At), (1, Side::Above)] {
            let edge = Edge {
                condition: None,
                of: "as_of".into(),
                at: day.to_string(),
                side,
            };
            let day = day.add_days(step);
            let facts = self.answering(day, facts);
            self.add(day, edge, &facts);
        }
    }

    /// The person, with an answer to whatever else the version of a day asks.
    fn answering(&self, day: Date, facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        let Some(version) = self.programme.version_on(day) else {
            return facts;
        };
        let room = Room::new(self.pack, self.programme, version, day);
        for fact in asked(self.pack, version) {
            let slot = room.space.slot_of(0, fact);
            let Some((place, slot)) =
                slot.and_then(|place| Some((place, room.space.slots.get(place)?)))
            else {
                continue;
            };
            if facts.get(&slot.id).is_none() {
                facts.set(&slot.id, slot.decode(room.space.usual(place)));
            }
        }
        facts
    }
}
