//! Ways out of a no: every one leads to a yes, none asks for too much, and where none is told there is none.
//!
//! Brute force knows only what the vocabulary lets a person do. It tries every act, and every two of them.

use domain::Date;
use policy::{
    Counterfactual, Evaluation, Facts, Pack, Rules, Verdict, boundary::boundary, compile,
};

use crate::{
    Fault,
    acts::{Act, Can},
    numbers::{self, numbers},
    people::{Crowd, Dice, days},
    repository,
};

/// What was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// People asked about, each for every programme.
    pub people: u64,
    /// Ways told and evaluated again.
    pub ways: u64,
    /// Of those, ways that wait for a day.
    pub waits: u64,
    /// Days before those, on which none may be a yes.
    pub days: u64,
    /// Parts of ways evaluated, none of which may be a yes.
    pub parts: u64,
    /// Sure noes for whom no way was told.
    pub without: u64,
    /// Acts and pairs of acts tried on sure noes: none is a yes easier than the easiest way told.
    pub acts: u64,
}

/// Boundary people of every programme, every `step`th, and random people near the edges.
///
/// # Errors
/// On the first wrong way.
pub fn prove(random: u64, step: usize) -> Result<Tried, Fault> {
    let sources = repository::sources()?;
    let json = compile::compile_to_json(&sources).map_err(repository::told)?;
    let pack = Pack::from_json(&json).map_err(Fault::new)?;
    let mut proof = Proof {
        can: Can::read(&json)?,
        pack: &pack,
        tried: Tried::default(),
    };
    let mut rules = pack.on(repository::day(2026, 11, 24)?);
    for (place, programme) in pack.programmes().iter().enumerate() {
        for person in boundary(&pack, &programme.id).into_iter().step_by(step) {
            if rules.as_of() != person.as_of {
                rules = pack.on(person.as_of);
            }
            proof.one(&rules, place, &person.facts, true)?;
            proof.tried.people += 1;
        }
    }
    let days: Vec<(Rules, Crowd<'_>)> = days()
        .into_iter()
        .map(|day| (pack.on(day), Crowd::on(&pack, day)))
        .collect();
    for seed in 0..random {
        let mut dice = Dice::new(seed + 9000);
        let Some((rules, crowd)) = days.get(dice.below(days.len())) else {
            continue;
        };
        let facts = crowd.nearly_eligible(&mut dice);
        for place in 0..rules.programmes().len() {
            proof.one(rules, place, &facts, seed.is_multiple_of(PAIRS))?;
        }
        proof.tried.people += 1;
    }
    Ok(proof.tried)
}

/// Of so many random people one, to whom any two acts are tried together.
const PAIRS: u64 = 10;

struct Proof<'a> {
    can: Can,
    pack: &'a Pack,
    tried: Tried,
}

impl Proof<'_> {
    fn one(
        &mut self,
        rules: &Rules,
        place: usize,
        facts: &Facts,
        pairs: bool,
    ) -> Result<(), Fault> {
        let found = rules.evaluate(place, &rules.person(facts));
        if found.verdict != Verdict::NotEligible {
            let none = found.counterfactuals.is_empty();
            return Fault::unless(none, || format!("ways out of {:?}", found.verdict));
        }
        for way in &found.counterfactuals {
            told(self.pack, rules, &found, facts, way, &mut self.tried)?;
        }
        self.tried.without += u64::from(found.counterfactuals.is_empty());
        self.acts(rules, place, &found, facts, pairs)
    }

    /// No act, nor two of them, makes a yes more easily than the easiest way told.
    fn acts(
        &mut self,
        rules: &Rules,
        place: usize,
        found: &Evaluation,
        facts: &Facts,
        pairs: bool,
    ) -> Result<(), Fault> {
        let today = found
            .counterfactuals
            .iter()
            .filter(|way| way.from.is_none());
        let easiest = today.map(|way| way.effort).min().unwrap_or(u32::MAX);
        let answers = numbers(self.pack, facts);
        let all = self.can.acts(rules, place, &answers);
        let mut fails = |acts: &[&Act]| {
            let effort: u32 = acts.iter().map(|act| act.effort).sum();
            if effort >= easiest {
                return Ok(());
            }
            let mut changed = answers.clone();
            acts.iter().for_each(|act| act.take(&mut changed));
            self.tried.acts += 1;
            let verdict = rules.verdict(place, &rules.person_by_numbers(&changed));
            Fault::unless(verdict == Verdict::NotEligible, || {
                let ways = &found.counterfactuals;
                format!(
                    "{}: {acts:?} is easier than {ways:?} for {facts:?}",
                    found.programme
                )
            })
        };
        for (first, act) in all.iter().enumerate() {
            fails(&[act])?;
            for other in all.iter().skip(first + 1).filter(|_| pairs) {
                if act.is_beside(other) {
                    fails(&[act, other])?;
                }
            }
        }
        Ok(())
    }
}

/// A way that was told: all of it is a yes (no sure no, with answers open), and no part of it is.
fn told(
    pack: &Pack,
    rules: &Rules,
    found: &Evaluation,
    facts: &Facts,
    way: &Counterfactual,
    tried: &mut Tried,
) -> Result<(), Fault> {
    let on = way.from.unwrap_or(rules.as_of());
    let leading = way.changes.iter().filter(|change| !change.follows).count();
    // As the engine writes them: an amount with its fen, options in their order.
    let written = numbers::told(pack.facts(), &numbers(pack, facts));
    for change in &way.changes {
        Fault::unless(written.get(&change.fact) == Some(&change.from), || {
            format!("{} is not {:?} for {facts:?}", change.fact, change.from)
        })?;
    }
    tried.ways += 1;
    tried.waits += u64::from(way.from.is_some());
    let all = after(&written, way, |_| true);
    for day in before(rules.as_of(), way.from) {
        let verdict = policy::verdict(pack, &found.programme, day, &all);
        Fault::unless(verdict != Some(Verdict::Eligible), || {
            format!(
                "{way:?} of {} is a yes on {day} for {facts:?}",
                found.programme
            )
        })?;
        tried.days += 1;
    }
    for subset in 0..1_u64 << leading {
        let changed = after(&written, way, |place| subset >> place & 1 == 1);
        let all = subset + 1 == 1 << leading;
        let verdict = policy::verdict(pack, &found.programme, on, &changed);
        let is_no = verdict == Some(Verdict::NotEligible);
        Fault::unless(is_no != all, || {
            format!(
                "{way:?}, part {subset:b}, of {}: {verdict:?} for {facts:?}",
                found.programme
            )
        })?;
        tried.parts += u64::from(!all);
    }
    Ok(())
}

/// Somebody who has made some of a way's changes; what follows a change goes with the one told before it.
fn after(facts: &Facts, way: &Counterfactual, made: impl Fn(usize) -> bool) -> Facts {
    let mut changed = facts.clone();
    let (mut place, mut taken) = (0, false);
    for change in &way.changes {
        if !change.follows {
            taken = made(place);
            place += 1;
        }
        if taken {
            changed.set(&change.fact, change.to.clone());
        }
    }
    changed
}

/// Days from today on before the one a way waits for: the last, and some spread over the others.
fn before(today: Date, from: Option<Date>) -> impl Iterator<Item = Date> {
    let until = from.map_or(0, |from| today.days_until(from));
    let spread = (0..SPREAD).map(move |part| until * part / SPREAD);
    let days = spread.chain([until - 1]).filter(move |_| until > 0);
    days.map(move |days| today.add_days(days))
}

/// Days tried of those a way waits through.
const SPREAD: i32 = 4;
