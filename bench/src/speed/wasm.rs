//! The engine in Node.

use std::path::Path;

use policy::{Facts, Verdict};
use serde_json::{Value, json};

use super::{DAY, What, peers::rate};
use crate::{Fault, browser::Node, people::Dice};

/// People timed, and people at a time while checking.
const PEOPLE: usize = 2_000;
/// People with answers open whose whole catalogue is asked for.
const OPEN: usize = 200;

/// One process for complete people, one for those with answers open.
pub(super) struct Wasm {
    known: Node,
    open: Node,
}

impl Wasm {
    pub(super) fn start(module: &Path, pack: &str) -> Result<Self, Fault> {
        let file = module.with_file_name("pack.json");
        std::fs::write(&file, pack).map_err(Fault::new)?;
        Ok(Self {
            known: Node::start(module, &file)?,
            open: Node::start(module, &file)?,
        })
    }

    /// Everybody's verdict of every policy must be ours.
    pub(super) fn check(&mut self, facts: &[Facts], ours: &[Vec<Verdict>]) -> Result<(), Fault> {
        let mut before = 0;
        for people in facts.chunks(PEOPLE) {
            take(&mut self.known, people)?;
            let answer = self.known.reply(&json!({ "ask": "said" }))?;
            let said = answer.as_str().unwrap_or_default().bytes();
            let expected = (before..before + people.len()).flat_map(|person| {
                let one = move |verdicts: &Vec<Verdict>| verdicts.get(person).copied();
                ours.iter().filter_map(one).map(bench_wasm::letter)
            });
            Fault::unless(said.eq(expected), || {
                format!("wasm says something else to the people from {before}")
            })?;
            before += people.len();
        }
        Ok(())
    }

    /// Takes in the people to time.
    pub(super) fn take(&mut self, facts: &[Facts]) -> Result<(), Fault> {
        take(&mut self.known, facts.get(..PEOPLE).unwrap_or(facts))?;
        let mut open: Vec<Facts> = facts.iter().take(OPEN).cloned().collect();
        for (seed, person) in open.iter_mut().enumerate() {
            let mut dice = Dice::new(seed as u64);
            let ids: Vec<String> = person.iter().map(|(id, _)| id.to_owned()).collect();
            for id in ids.iter().filter(|_| dice.below(3) == 0) {
                person.clear(id);
            }
        }
        take(&mut self.open, &open)
    }

    /// Times both once.
    pub(super) fn round(&mut self, note: &mut impl FnMut(What, f64)) -> Result<(), Fault> {
        let answer = self
            .known
            .reply(&json!({ "ask": "verdicts", "passes": 5 }))?;
        note(What::Wasm, rate(&answer, "ns")?);
        let answer = self.open.reply(&json!({ "ask": "keystrokes" }))?;
        note(What::Keystroke, rate(&answer, "ns")?);
        Ok(())
    }
}

fn take(node: &mut Node, people: &[Facts]) -> Result<(), Fault> {
    let mut lines = String::new();
    for facts in people {
        lines += &serde_json::to_string(facts).map_err(Fault::new)?;
        lines.push('\n');
    }
    let answer = node.reply(&json!({ "ask": "take", "day": DAY, "people": lines }))?;
    Fault::unless(answer == Value::Null, || answer)
}
