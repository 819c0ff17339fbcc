//! Native receipts against those of the browser's engine: the same to the byte, explanation included.

use std::{collections::BTreeMap, path::Path};

use domain::Date;
use policy::{Facts, Pack, boundary::boundary, compile};

use crate::{
    Fault,
    browser::Node,
    people::{Crowd, Dice, days},
    repository,
};

/// People whose answers are hashed together.
const BLOCK: usize = 500;

/// What was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Random people, every third with some answers left open.
    pub random: u64,
    /// Boundary people.
    pub boundary: u64,
    /// Receipts: one for every programme.
    pub receipts: u64,
    /// Blocks of people whose digests were the same.
    pub blocks: u64,
}

/// Asks both about random people and about every `step`th boundary person of every programme.
///
/// # Errors
/// On the first block that differs, or when Node or the folder fails.
pub fn compare(module: &Path, random: u64, step: usize) -> Result<Compared, Fault> {
    let sources = repository::sources()?;
    let json = compile::compile_to_json(&sources).map_err(repository::told)?;
    let folder = module.parent().ok_or_else(|| Fault::new("no folder"))?;
    let file = folder.join("pack.json");
    std::fs::write(&file, &json).map_err(Fault::new)?;
    let pack = Pack::from_json(&json).map_err(Fault::new)?;
    let mut both = Both {
        node: Node::start(module, &file)?,
        pack: &pack,
        compared: Compared::default(),
    };
    both.boundary(step)?;
    both.random(random)?;
    Ok(both.compared)
}

/// The same pack on both sides.
struct Both<'a> {
    node: Node,
    pack: &'a Pack,
    compared: Compared,
}

impl Both<'_> {
    fn boundary(&mut self, step: usize) -> Result<(), Fault> {
        let mut by_day: BTreeMap<Date, Vec<Facts>> = BTreeMap::new();
        for programme in self.pack.programmes() {
            for person in boundary(self.pack, &programme.id).into_iter().step_by(step) {
                by_day.entry(person.as_of).or_default().push(person.facts);
                self.compared.boundary += 1;
            }
        }
        for (day, people) in by_day {
            for block in people.chunks(BLOCK) {
                self.block(day, block)?;
            }
        }
        Ok(())
    }

    fn random(&mut self, random: u64) -> Result<(), Fault> {
        let days = days();
        let mut seed = 0;
        while seed < random {
            let mut dice = Dice::new(seed + 31);
            let day = dice.pick(&days);
            let crowd = Crowd::on(self.pack, day);
            let mut people = Vec::new();
            while people.len() < BLOCK && seed < random {
                let mut facts = crowd.person(seed, &mut dice);
                if seed.is_multiple_of(3) {
                    for _ in 0..1 + dice.below(12) {
                        facts.clear(&dice.pick(self.pack.facts()).id);
                    }
                }
                people.push(facts);
                seed += 1;
            }
            self.block(day, &people)?;
        }
        self.compared.random += random;
        Ok(())
    }

    /// Both work on the block at once.
    fn block(&mut self, day: Date, people: &[Facts]) -> Result<(), Fault> {
        let mut lines = String::new();
        for facts in people {
            lines += &serde_json::to_string(facts).map_err(Fault::new)?;
            lines.push('\n');
        }
        let day = day.to_string();
        self.node.ask_digest(&day, &lines)?;
        let native = bench_wasm::digest(self.pack, &day, &lines).map_err(Fault::new)?;
        let answer = self.node.answer()?;
        if answer != native.as_str() {
            return Err(self.narrow(&day, &lines));
        }
        self.compared.blocks += 1;
        self.compared.receipts += (people.len() * self.pack.programmes().len()) as u64;
        Ok(())
    }

    /// Names the first person of a block that differs.
    fn narrow(&mut self, day: &str, lines: &str) -> Fault {
        for line in lines.lines() {
            let native = bench_wasm::digest(self.pack, day, line);
            let answer = self
                .node
                .ask_digest(day, line)
                .and_then(|()| self.node.answer());
            match (native, answer) {
                (Ok(native), Ok(answer)) if answer == native.as_str() => {}
                (native, answer) => {
                    return Fault::new(format!("{native:?}, {answer:?} on {day}: {line}"));
                }
            }
        }
        Fault::new(format!(
            "a block on {day}, but no person of it alone: {lines}"
        ))
    }
}
