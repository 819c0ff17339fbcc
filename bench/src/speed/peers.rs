//! OpenFisca-Core and publicodes with the same policy and the same people.

use std::{path::Path, process::Command};

use policy::{Pack, Verdict};
use serde_json::{Map, Value, json};

use super::{DAY, POLICY, What, day, ours::Ours};
use crate::{Fault, repository::root, worker::Worker};

/// People answered for one after the other in a round.
const ONE_BY_ONE: usize = 500;
const OPENFISCA_ONE_BY_ONE: usize = 50;
/// People publicodes is checked on at a time: its answer is read only when it is done.
const CHECKED: usize = 5_000;

/// The figures of the rule, of which the peers' rule files have none of their own.
const FIGURES: [&str; 8] = [
    "loan_age_min",
    "loan_age_max_male",
    "loan_age_max_female",
    "shop_months_min",
    "shop_monthly_sales_min",
    "shop_rating_percent_min",
    "consumer_loan_max",
    "prior_loans_max",
];

pub(super) struct Peers {
    openfisca: Worker,
    publicodes: Worker,
    /// What we say to everybody.
    ours: Vec<Verdict>,
    round: usize,
}

impl Peers {
    /// Starts both on a file of the people's answers and the pack's figures.
    pub(super) fn start(
        tools: &Path,
        folder: &Path,
        pack: &Pack,
        ours: &Ours<'_>,
        verdicts: &[Vec<Verdict>],
    ) -> Result<Self, Fault> {
        let (mut columns, mut options) = (Map::new(), Map::new());
        for (fact, _) in ours.rules.cells(ours.place) {
            if let (Some(spec), Some(column)) = (pack.facts().get(fact), ours.columns.get(fact)) {
                let ids: Vec<&str> = spec.options.iter().map(|option| &**option).collect();
                columns.insert(spec.id.to_string(), json!(column));
                options.insert(spec.id.to_string(), json!(ids));
            }
        }
        let mut figures = Map::new();
        for id in FIGURES {
            let figure = pack.parameter(id, day()?).ok_or_else(|| Fault::new(id))?;
            figures.insert(id.to_owned(), json!(figure.value));
        }
        let said = verdicts.get(ours.place).ok_or_else(|| Fault::new(POLICY))?;
        let people = said.len();
        let told = json!({ "as_of": DAY, "people": people, "columns": columns, "options": options, "figures": figures });
        let file = folder.join("people.json");
        std::fs::write(&file, told.to_string()).map_err(Fault::new)?;
        let here = root().join("bench/peers");
        Ok(Self {
            openfisca: Worker::start(
                Command::new(tools.join("peers/openfisca/bin/python"))
                    .arg("-B")
                    .args([&here.join("openfisca/run.py"), &file]),
            )?,
            publicodes: Worker::start(
                Command::new("node")
                    .arg(here.join("publicodes/run.cjs"))
                    .args([&tools.join("peers/publicodes"), &file]),
            )?,
            ours: said.clone(),
            round: 0,
        })
    }

    /// Both must say to everybody what we say.
    pub(super) fn check(&mut self) -> Result<(), Fault> {
        let answer = self.openfisca.reply(&json!({ "ask": "all" }))?;
        same("OpenFisca", &answer, 0, &self.ours)?;
        let mut first = 0;
        for ours in self.ours.chunks(CHECKED) {
            people("publicodes", &mut self.publicodes, first, ours)?;
            first += ours.len();
        }
        Ok(())
    }

    /// Times each once. Who answers one by one is checked on the way.
    pub(super) fn round(&mut self, note: &mut impl FnMut(What, f64)) -> Result<(), Fault> {
        let answer = self.openfisca.reply(&json!({ "ask": "time" }))?;
        note(What::OpenFiscaCalculate, rate(&answer, "ns_calculate")?);
        note(What::OpenFiscaColumns, rate(&answer, "ns")?);
        let first = self.round * ONE_BY_ONE % self.ours.len().saturating_sub(ONE_BY_ONE).max(1);
        let some = |count: usize| self.ours.iter().skip(first).take(count).copied().collect();
        let (few, more): (Vec<_>, Vec<_>) = (some(OPENFISCA_ONE_BY_ONE), some(ONE_BY_ONE));
        let answer = people("OpenFisca", &mut self.openfisca, first, &few)?;
        note(What::OpenFiscaOne, rate(&answer, "ns")?);
        let answer = people("publicodes", &mut self.publicodes, first, &more)?;
        note(What::Publicodes, rate(&answer, "ns")?);
        self.round += 1;
        Ok(())
    }
}

/// Some people one after the other, who must be told what we tell them.
fn people(name: &str, worker: &mut Worker, first: usize, ours: &[Verdict]) -> Result<Value, Fault> {
    let asked = json!({ "ask": "people", "first": first, "count": ours.len() });
    let answer = worker.reply(&asked)?;
    same(name, &answer, first, ours)?;
    Ok(answer)
}

/// Who is eligible, as a text of one digit a person, is as we say.
fn same(name: &str, answer: &Value, first: usize, ours: &[Verdict]) -> Result<(), Fault> {
    let said = answer.get("eligible").and_then(Value::as_str);
    let said = said.ok_or_else(|| Fault::new(format!("{name} said {answer}")))?;
    let ours = ours.iter().map(|one| match one {
        Verdict::Eligible => Some(b'1'),
        Verdict::NotEligible => Some(b'0'),
        _ => None,
    });
    let mut each = said.bytes().map(Some).zip(ours.clone());
    let differs = each.position(|(said, ours)| said != ours);
    let whole = said.len() == ours.len();
    Fault::unless(differs.is_none() && whole, || {
        let person = differs.unwrap_or(said.len().min(ours.len())) + first;
        format!("{name} says something else to person {person}")
    })
}

/// A rate from what a worker has done and the time it took.
pub(super) fn rate(answer: &Value, time: &str) -> Result<f64, Fault> {
    let number = |key: &str| answer.get(key).and_then(Value::as_f64);
    match (number("done"), number(time)) {
        (Some(done), Some(ns)) => Ok(done * 1e9 / ns),
        _ => Err(Fault::new(answer)),
    }
}
