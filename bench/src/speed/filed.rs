//! What an officer waits for: the check of the whole pack, filed cases checked again, a population under a changed rule.

use std::{hint::black_box, time::Duration};

use policy::{
    ConditionVerdict, Evaluation, Facts, Name, Pack, Verdict, compile, population::Population,
    simulate::simulate,
};

use super::{day, everybody, stopwatch::Stopwatch};
use crate::{Fault, repository};

/// How long it took, and what came out.
#[derive(Clone, Copy, Debug)]
pub struct Filed {
    /// The folder read, compiled and checked.
    pub check: Duration,
    /// Filed cases checked again, with their reasons.
    pub recheck: Duration,
    /// Cases.
    pub cases: usize,
    /// Of those, for whom the verdict is another.
    pub changed: usize,
    /// Reasons told: conditions not met, of both rules.
    pub reasons: usize,
    /// The population under both rules, every programme.
    pub simulate: Duration,
    /// Gains and losses in it.
    pub moved: usize,
}

/// Does all of it once, for so many people. The change is one figure: how many loans a person may have
/// had.
///
/// # Errors
/// When the folder has mistakes, or the changed rule changes nothing.
pub fn filed(people: usize) -> Result<Filed, Fault> {
    let day = day()?;
    let started = Stopwatch::start();
    let mut sources = repository::sources()?;
    let old = repository::pack(&sources)?;
    black_box(compile::check(&old, day));
    let check = started.elapsed();

    let text = &mut sources.parameters.text;
    *text = fewer_loans(text).ok_or_else(|| Fault::new("no number of loans to lower"))?;
    let new = repository::pack(&sources)?;
    let cases: Vec<Case> = everybody(&old, day, people)
        .into_iter()
        .enumerate()
        .map(|(number, facts)| Case {
            programme: number % old.programmes().len(),
            facts,
        })
        .collect();
    let started = Stopwatch::start();
    let found = recheck(&old, &new, day, &cases);
    let recheck = started.elapsed();
    let changed = found.iter().filter(|one| one.before != one.after).count();
    let reasons = found
        .iter()
        .map(|one| one.reasons.iter().map(Vec::len).sum::<usize>());
    let reasons = reasons.sum();

    let population = Population::synthetic(&old, 1, people, day);
    let started = Stopwatch::start();
    let effect = simulate((&old, day), (&new, day), &population);
    let simulate = started.elapsed();
    let moved = effect
        .programmes
        .iter()
        .map(|one| one.gains + one.loses)
        .sum();
    Fault::unless(
        changed > 0 && moved > 0,
        || "the changed rule changes nothing",
    )?;
    Ok(Filed {
        check,
        recheck,
        cases: cases.len(),
        changed,
        reasons,
        simulate,
        moved,
    })
}

/// One guaranteed loan in a life in place of three.
fn fewer_loans(parameters: &str) -> Option<String> {
    let head = "id = \"prior_loans_max\"\n";
    let (before, block) = parameters.split_once(head)?;
    let (block, after) = block.split_once("\n[[parameter]]")?;
    let fewer = block.replace("\nvalue = 3\n", "\nvalue = 1\n");
    (fewer != block).then(|| format!("{before}{head}{fewer}\n[[parameter]]{after}"))
}

/// A filed application, its answers opened.
struct Case {
    programme: usize,
    facts: Facts,
}

/// What both rules say of a case.
struct Rechecked {
    before: Verdict,
    after: Verdict,
    /// The conditions not met, before and after.
    reasons: [Vec<Name>; 2],
}

/// From the answers as they are filed to verdict and reasons under both rules.
fn recheck(old: &Pack, new: &Pack, day: domain::Date, cases: &[Case]) -> Vec<Rechecked> {
    let rules = [old.on(day), new.on(day)];
    let each = cases.iter().map(|case| {
        let [before, after] = rules
            .each_ref()
            .map(|rules| rules.explain(case.programme, &rules.person(&case.facts)));
        Rechecked {
            before: before.verdict,
            after: after.verdict,
            reasons: [unmet(&before), unmet(&after)],
        }
    });
    each.collect()
}

fn unmet(found: &Evaluation) -> Vec<Name> {
    let conditions = found.conditions.iter();
    let unmet = conditions.filter(|one| one.verdict == ConditionVerdict::Unmet);
    unmet.map(|one| one.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lowered_figure_changes_some_cases_and_says_why() {
        let found = filed(600).unwrap();
        assert_eq!(found.cases, 600);
        assert!(found.changed > 0 && found.changed < 100, "{found:?}");
        assert!(found.reasons > found.cases, "{found:?}");
    }
}
