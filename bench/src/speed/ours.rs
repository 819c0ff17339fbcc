//! Our side: the native engine.

use std::{hint::black_box, time::Duration};

use policy::{Columns, ConditionVerdict, Facts, Pack, Person, Receipt, Rules, Verdict};

use super::{POLICY, What, stopwatch::Stopwatch};
use crate::{Fault, numbers::numbers};

/// People walked one by one.
const ONE_BY_ONE: usize = 10_000;
/// People whose receipts are written.
const WRITTEN: usize = 500;
/// What is timed is repeated for so long.
const LONG_ENOUGH: Duration = Duration::from_millis(100);

/// Everybody's answers, in each form an engine takes them.
pub(super) struct Ours<'a> {
    pack: &'a Pack,
    pub(super) rules: &'a Rules,
    pub(super) place: usize,
    all: Vec<usize>,
    facts: &'a [Facts],
    /// The first of them, for walking one by one.
    walked: Vec<Person>,
    /// By fact.
    pub(super) columns: Vec<Vec<i64>>,
}

impl<'a> Ours<'a> {
    pub(super) fn new(pack: &'a Pack, rules: &'a Rules, facts: &'a [Facts]) -> Result<Self, Fault> {
        let mut columns = vec![Vec::with_capacity(facts.len()); pack.facts().len()];
        for person in facts {
            for (column, number) in columns.iter_mut().zip(numbers(pack, person)) {
                column.push(number);
            }
        }
        let first = facts.iter().take(ONE_BY_ONE);
        Ok(Self {
            pack,
            rules,
            place: rules.place(POLICY).ok_or_else(|| Fault::new(POLICY))?,
            all: (0..rules.programmes().len()).collect(),
            facts,
            walked: first.map(|one| rules.person(one)).collect(),
            columns,
        })
    }

    fn columns(&self) -> Columns<'_> {
        Columns::new(self.columns.iter().map(Vec::as_slice).collect())
    }

    /// The verdicts of every policy for everybody, by policy: the same in a batch, by a walk and explained.
    pub(super) fn check(&self) -> Result<Vec<Vec<Verdict>>, Fault> {
        let all = self.rules.verdicts(&self.columns());
        for (place, verdicts) in all.iter().enumerate() {
            for (facts, verdict) in self.facts.iter().zip(verdicts) {
                let person = self.rules.person(facts);
                let walked = self.rules.verdict(place, &person);
                let explained = self.rules.explain(place, &person);
                let met = |one: &policy::ConditionResult| one.verdict == ConditionVerdict::Met;
                let cited = |one: &policy::ConditionResult| !one.citations.is_empty();
                let same = walked == *verdict
                    && explained.verdict == *verdict
                    && explained.conditions.iter().all(cited)
                    && (*verdict == Verdict::Eligible) == explained.conditions.iter().all(met);
                Fault::unless(same || explained.version.is_none(), || {
                    format!(
                        "{walked:?}, in a batch {verdict:?}, explained {explained:?}: {facts:?}"
                    )
                })?;
            }
        }
        let loans = all.get(self.place).map_or(&[][..], Vec::as_slice);
        let yes = loans.iter().filter(|one| **one == Verdict::Eligible);
        let yes = yes.count();
        Fault::unless(yes > loans.len() / 100, || format!("only {yes} eligible"))?;
        Ok(all)
    }

    /// Times everything once.
    pub(super) fn round(&self, note: &mut impl FnMut(What, f64)) {
        note(What::Plain, self.walks(&[self.place], Rules::verdict));
        note(What::PlainAll, self.walks(&self.all, Rules::verdict));
        note(What::Read, self.read());
        note(What::Explained, self.walks(&[self.place], Rules::explain));
        note(What::ExplainedAll, self.walks(&self.all, Rules::explain));
        note(What::WaysAll, self.walks(&self.all, Rules::evaluate));
        note(What::ReceiptAll, self.receipts());
        note(What::Batch, self.batch());
    }

    fn walks<T>(&self, places: &[usize], ask: impl Fn(&Rules, usize, &Person) -> T) -> f64 {
        let started = Stopwatch::start();
        let mut done = 0;
        for person in self.walked.iter().cycle() {
            for place in places {
                black_box(ask(self.rules, *place, black_box(person)));
            }
            done += places.len();
            // The clock is read once in a thousand.
            if done.is_multiple_of(1000 * places.len()) && started.elapsed() >= LONG_ENOUGH {
                break;
            }
        }
        rate(done, started)
    }

    fn read(&self) -> f64 {
        let started = Stopwatch::start();
        for facts in self.facts.iter().take(ONE_BY_ONE) {
            let person = self.rules.person(black_box(facts));
            black_box(self.rules.verdict(self.place, &person));
        }
        rate(ONE_BY_ONE.min(self.facts.len()), started)
    }

    fn receipts(&self) -> f64 {
        let started = Stopwatch::start();
        let people = self.facts.iter().zip(&self.walked).take(WRITTEN);
        for (facts, person) in people {
            for place in &self.all {
                let found = self.rules.explain(*place, person);
                let receipt = Receipt::new(self.pack, self.rules.as_of(), facts, &found);
                black_box(receipt.to_json());
            }
        }
        rate(WRITTEN.min(self.walked.len()) * self.all.len(), started)
    }

    fn batch(&self) -> f64 {
        let started = Stopwatch::start();
        let mut done = 0;
        while done == 0 || started.elapsed() < LONG_ENOUGH {
            let columns = self.columns();
            black_box(self.rules.verdicts(black_box(&columns)));
            done += self.all.len() * columns.len();
        }
        rate(done, started)
    }
}

fn rate(done: usize, started: Stopwatch) -> f64 {
    done as f64 / started.elapsed().as_secs_f64()
}
