//! A population under the old rule and the new one: who gains, who loses, what it costs.

use domain::Date;
use serde::Serialize;

use crate::{
    FactKind, Facts, Name, Pack, Per, Programme, Verdict, amount,
    evaluate::verdict_of,
    outcome::{Outcome, known_to},
    person::Person,
    population::{OPEN, Population},
};

/// Winners and losers named for each programme.
const SHOWN: usize = 3;

/// What two rules make of a population.
#[derive(Clone, Debug, Serialize)]
pub struct Simulation {
    /// How many people.
    pub people: usize,
    /// The old pack and day.
    pub before: Rule,
    /// The new pack and day.
    pub after: Rule,
    /// Every programme of either pack.
    pub programmes: Vec<ProgrammeEffect>,
}

/// A pack on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The pack.
    pub pack: Name,
    /// The day.
    pub as_of: Date,
}

/// What happens in one programme. Costs are the sums of the amounts of the eligible, as far as they are settled: for
/// a loan, the sum lent; for an amount paid by the day, month or year, the sum for one.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeEffect {
    /// The programme.
    pub programme: Name,
    /// `loan`, `training`, `startup`, `employment` or `enterprise`.
    pub kind: Name,
    /// The old rule's count.
    pub before: Count,
    /// The new rule's count.
    pub after: Count,
    /// Eligible now and not before.
    pub gains: usize,
    /// Eligible before and not now.
    pub loses: usize,
    /// Eligible both times, and gets more.
    pub more: usize,
    /// Eligible both times, and gets less.
    pub less: usize,
    /// Some of those who gain.
    pub winners: Vec<Affected>,
    /// Some of those who lose.
    pub losers: Vec<Affected>,
}

/// One rule's count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Sure yes.
    pub eligible: usize,
    /// Hangs on answers that are open.
    pub unknown: usize,
    /// Sure no, not in force, or not sourced.
    pub others: usize,
    /// The sum of the settled amounts, in fen.
    pub cost_fen: i64,
    /// What the amounts are paid for; none when not all lines of the version say the same.
    pub per: Option<Per>,
    /// Eligible people whose amount no source says or an open answer leaves open.
    pub unsettled: usize,
}

/// Somebody of the population for whom it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Affected {
    /// The place in the population, from zero.
    pub person: usize,
    /// The answers.
    pub facts: Facts,
    /// What the old rule says.
    pub before: Outcome,
    /// What the new rule says.
    pub after: Outcome,
}

/// Runs every programme of both packs over a population.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, before: domain::Date, after: domain::Date) {
/// use policy::{population::Population, simulate::simulate};
/// let people = Population::synthetic(pack, 1, 100_000, after);
/// let effect = simulate((pack, before), (pack, after), &people);
/// assert_eq!(effect.people, 100_000);
/// # }
/// ```
pub fn simulate(old: (&Pack, Date), new: (&Pack, Date), population: &Population) -> Simulation {
    let mut ids: Vec<(&Name, &Name)> = Vec::new();
    for programme in old.0.programmes().iter().chain(new.0.programmes()) {
        if !ids.iter().any(|(known, _)| **known == programme.id) {
            ids.push((&programme.id, &programme.kind));
        }
    }
    let (before, after) = (
        Results::of(old, population, &ids),
        Results::of(new, population, &ids),
    );
    let rule = |(pack, as_of): (&Pack, Date)| Rule {
        pack: pack.hash().clone(),
        as_of,
    };
    let effect = |(place, (id, kind)): (usize, &(&Name, &Name))| {
        let columns = before
            .by_programme
            .get(place)
            .zip(after.by_programme.get(place));
        let (before, after) = columns.map_or((&[][..], &[][..]), |(one, other)| (one, other));
        compare(old, new, population, (id, kind), before, after)
    };
    Simulation {
        people: population.len(),
        before: rule(old),
        after: rule(new),
        programmes: ids.iter().enumerate().map(effect).collect(),
    }
}

/// What a rule says to one person: yes with an amount, no, or unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Yes(Option<i64>),
    Unknown,
    Other,
}

struct Results {
    by_programme: Vec<Vec<Said>>,
}

impl Results {
    fn of((pack, as_of): (&Pack, Date), population: &Population, ids: &[(&Name, &Name)]) -> Self {
        let programmes: Vec<Option<&Programme>> =
            ids.iter().map(|(id, _)| pack.programme(id)).collect();
        let readings: Vec<_> = pack
            .facts()
            .iter()
            .map(|spec| Reading::of(population, spec))
            .collect();
        let mut by_programme = vec![Vec::with_capacity(population.len()); ids.len()];
        let mut person = Person::new(pack, as_of, &Facts::default());
        for place in 0..population.len() {
            for (value, reading) in person.values.iter_mut().zip(&readings) {
                *value = reading.as_ref().and_then(|reading| reading.get(place));
            }
            for (programme, said) in programmes.iter().zip(&mut by_programme) {
                said.push(programme.map_or(Said::Other, |programme| {
                    say(pack, programme, as_of, &person)
                }));
            }
        }
        Self { by_programme }
    }
}

fn say(pack: &Pack, programme: &Programme, as_of: Date, person: &Person) -> Said {
    match verdict_of(pack, programme, as_of, person) {
        Verdict::Eligible => Said::Yes(
            programme
                .version_on(as_of)
                .and_then(|version| amount::range(pack, version, person).exact),
        ),
        Verdict::Unknown => Said::Unknown,
        _ => Said::Other,
    }
}

/// A column read with a pack's vocabulary.
struct Reading<'a> {
    column: &'a [i64],
    /// The pack's option for each option of the column; none when both number them alike.
    options: Option<Vec<Option<i64>>>,
    is_set: bool,
    spec: &'a crate::FactSpec,
}

impl<'a> Reading<'a> {
    fn of(population: &'a Population, spec: &'a crate::FactSpec) -> Option<Self> {
        let place = population
            .specs
            .iter()
            .position(|known| known.id == spec.id && known.kind == spec.kind)?;
        let written = population.specs.get(place)?;
        let options = (written.options != spec.options).then(|| {
            let place = |option: &Name| spec.options.iter().position(|known| known == option);
            let number = |option| place(option).and_then(|place| i64::try_from(place).ok());
            written.options.iter().map(number).collect()
        });
        Some(Self {
            column: population.columns.get(place)?,
            options,
            is_set: spec.kind == FactKind::Set,
            spec,
        })
    }

    fn get(&self, person: usize) -> Option<i64> {
        let answer = *self.column.get(person)?;
        if answer == OPEN {
            return None;
        }
        let answer = match &self.options {
            None => answer,
            Some(options) if self.is_set => options
                .iter()
                .enumerate()
                .filter(|(bit, _)| answer >> bit & 1 == 1)
                .filter_map(|(_, option)| option.map(|option| 1_i64 << option))
                .sum(),
            Some(options) => (*options.get(usize::try_from(answer).ok()?)?)?,
        };
        self.spec.holds(answer).then_some(answer)
    }
}

fn compare(
    old: (&Pack, Date),
    new: (&Pack, Date),
    population: &Population,
    (id, kind): (&Name, &Name),
    before: &[Said],
    after: &[Said],
) -> ProgrammeEffect {
    let mut effect = ProgrammeEffect {
        programme: id.clone(),
        kind: kind.clone(),
        before: count(before, paid_for(old, id)),
        after: count(after, paid_for(new, id)),
        gains: 0,
        loses: 0,
        more: 0,
        less: 0,
        winners: Vec::new(),
        losers: Vec::new(),
    };
    let affected = |person| {
        let facts = population.person(person);
        Affected {
            person,
            before: said_in_full(old, id, &facts),
            after: said_in_full(new, id, &facts),
            facts,
        }
    };
    for (person, (one, other)) in before.iter().zip(after).enumerate() {
        match (one, other) {
            (Said::Yes(Some(less)), Said::Yes(Some(more))) if more > less => effect.more += 1,
            (Said::Yes(Some(more)), Said::Yes(Some(less))) if less < more => effect.less += 1,
            (Said::Yes(_), Said::Yes(_)) => {}
            (_, Said::Yes(_)) => {
                effect.gains += 1;
                if effect.winners.len() < SHOWN {
                    effect.winners.push(affected(person));
                }
            }
            (Said::Yes(_), _) => {
                effect.loses += 1;
                if effect.losers.len() < SHOWN {
                    effect.losers.push(affected(person));
                }
            }
            _ => {}
        }
    }
    effect
}

/// What the lines of the version in force are paid for.
fn paid_for((pack, as_of): (&Pack, Date), id: &str) -> Option<Per> {
    let mut lines = pack.programme(id)?.version_on(as_of)?.amounts.iter();
    let first = lines.next()?.per;
    lines.all(|line| line.per == first).then_some(first)
}

fn count(said: &[Said], per: Option<Per>) -> Count {
    let mut count = Count {
        per,
        ..Count::default()
    };
    for one in said {
        match one {
            Said::Yes(Some(fen)) => {
                count.eligible += 1;
                count.cost_fen = count.cost_fen.saturating_add(*fen);
            }
            Said::Yes(None) => {
                count.eligible += 1;
                count.unsettled += 1;
            }
            Said::Unknown => count.unknown += 1,
            Said::Other => count.others += 1,
        }
    }
    count
}

fn said_in_full((pack, as_of): (&Pack, Date), id: &str, facts: &Facts) -> Outcome {
    Outcome::ask(pack, id, as_of, &known_to(pack, facts))
}
