//! How fast the engine answers, beside its peers: the same policy, the same people, turn by turn in one run. All times are
//! processor time, so that what else the machine does counts little.

mod filed;
mod ours;
mod peers;
mod stopwatch;
mod wasm;

use std::path::Path;

use domain::Date;
use policy::{Facts, Pack, compile};

use crate::{
    Fault,
    people::{Crowd, Dice},
    repository,
};
pub use filed::{Filed, filed};
use ours::Ours;
use peers::Peers;
use wasm::Wasm;

/// The policy that the peers have as well.
pub const POLICY: &str = "startup_loan_individual";
/// The day of all of it.
pub const DAY: &str = "2026-11-24";

/// One thing timed.
#[derive(Clone, Debug)]
pub struct Timed {
    /// What it is.
    pub what: What,
    /// Its rate in every round, verdicts (or whole catalogues) a second.
    pub rates: Vec<f64>,
}

impl Timed {
    /// The middle of the rates.
    pub fn median(&self) -> f64 {
        let mut rates = self.rates.clone();
        rates.sort_by(f64::total_cmp);
        rates.get(rates.len() / 2).copied().unwrap_or(0.0)
    }
}

/// What is timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A verdict alone, of [`POLICY`].
    Plain,
    /// Verdicts alone, of every policy.
    PlainAll,
    /// The answers of `facts.json` read, then the verdict of [`POLICY`].
    Read,
    /// A verdict with every condition, its citations and the amount, of [`POLICY`].
    Explained,
    /// The same of every policy.
    ExplainedAll,
    /// The same with the ways out of a no.
    WaysAll,
    /// The same as a receipt, written out as canonical JSON.
    ReceiptAll,
    /// Columns of people, every policy.
    Batch,
    /// OpenFisca-Core on columns of people, its simulation made ready before.
    OpenFiscaCalculate,
    /// OpenFisca-Core from columns of people to verdicts.
    OpenFiscaColumns,
    /// OpenFisca-Core on one person after the other.
    OpenFiscaOne,
    /// publicodes on one person after the other.
    Publicodes,
    /// Verdicts alone of every policy, in wasm.
    Wasm,
    /// Every policy explained with ways, and the next question, in wasm, with answers open.
    Keystroke,
}

/// Times everything, one after the other, so many rounds. `tools` has the peers, `module` the wasm for Node.
///
/// # Errors
/// When a peer is missing, or gives one person another answer than ours.
pub fn race(
    tools: &Path,
    module: &Path,
    rounds: usize,
    people: usize,
) -> Result<Vec<Timed>, Fault> {
    let json = compile::compile_to_json(&repository::sources()?).map_err(repository::told)?;
    let pack = Pack::from_json(&json).map_err(Fault::new)?;
    let day = day()?;
    let rules = pack.on(day);
    let facts = everybody(&pack, day, people);
    let ours = Ours::new(&pack, &rules, &facts)?;
    let verdicts = ours.check()?;
    let folder = module.parent().ok_or_else(|| Fault::new("no folder"))?;
    let mut peers = Peers::start(tools, folder, &pack, &ours, &verdicts)?;
    peers.check()?;
    let mut wasm = Wasm::start(module, &json)?;
    wasm.check(&facts, &verdicts)?;
    wasm.take(&facts)?;

    let mut timed: Vec<Timed> = Vec::new();
    for _ in 0..rounds {
        let mut note = |what, rate| match timed.iter_mut().find(|known| known.what == what) {
            Some(known) => known.rates.push(rate),
            None => timed.push(Timed {
                what,
                rates: vec![rate],
            }),
        };
        ours.round(&mut note);
        peers.round(&mut note)?;
        wasm.round(&mut note)?;
    }
    Ok(timed)
}

/// [`DAY`] as a day.
fn day() -> Result<Date, Fault> {
    Date::parse_iso(DAY).ok_or_else(|| Fault::new(DAY))
}

/// The people of a run: everybody has answered everything.
fn everybody(pack: &Pack, day: Date, people: usize) -> Vec<Facts> {
    let crowd = Crowd::on(pack, day);
    (0..people as u64)
        .map(|seed| crowd.person(seed, &mut Dice::new(seed)))
        .collect()
}
