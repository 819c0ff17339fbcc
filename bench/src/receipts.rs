//! Native receipts against those of the browser's engine: the same to the byte, explanation included.
//!
//! Both sides hash what they say to a block of people; only where the hashes differ is text sent and compared.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

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
/// Blocks sent to Node while it works on one.
const AHEAD: usize = 2;

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
    let json = compile::compile_to_json(&repository::sources()?).map_err(repository::told)?;
    compare_packs(module, [&json, &json], random, step)
}

/// The same with a compiled pack of its own for each side, the native one first.
///
/// # Errors
/// As [`compare`].
pub fn compare_packs(
    module: &Path,
    [native, browser]: [&str; 2],
    random: u64,
    step: usize,
) -> Result<Compared, Fault> {
    let folder = module.parent().ok_or_else(|| Fault::new("no folder"))?;
    let file = folder.join(format!("pack-{}.json", std::process::id()));
    std::fs::write(&file, browser).map_err(Fault::new)?;
    let pack = Pack::from_json(native).map_err(Fault::new)?;
    let (work, boundary) = work(&pack, random, step);
    // Half of the time goes by in Node: each pair has it work ahead while the native side works.
    let pairs = thread::available_parallelism().map_or(1, usize::from);
    let nodes: Result<Vec<Node>, Fault> = (0..pairs).map(|_| Node::start(module, &file)).collect();
    let next = AtomicUsize::new(0);
    let blocks = thread::scope(|scope| {
        let pairs: Vec<_> = nodes?
            .into_iter()
            .map(|node| {
                let both = Both {
                    node,
                    pack: &pack,
                    work: &work,
                    next: &next,
                };
                scope.spawn(|| both.compare())
            })
            .collect();
        let each = pairs.into_iter().map(|pair| match pair.join() {
            Ok(blocks) => blocks,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        each.sum::<Result<u64, Fault>>()
    })?;
    std::fs::remove_file(&file).map_err(Fault::new)?;
    Ok(Compared {
        random,
        boundary,
        receipts: (random + boundary) * pack.programmes().len() as u64,
        blocks,
    })
}

/// People asked about together.
enum Block {
    Boundary(Date, Vec<Facts>),
    /// Random people, from a seed on.
    Random(u64, usize),
}

/// All blocks, and how many boundary people there are.
fn work(pack: &Pack, random: u64, step: usize) -> (Vec<Block>, u64) {
    let mut by_day: BTreeMap<Date, Vec<Facts>> = BTreeMap::new();
    for programme in pack.programmes() {
        for person in boundary(pack, &programme.id).into_iter().step_by(step) {
            by_day.entry(person.as_of).or_default().push(person.facts);
        }
    }
    let people = by_day.values().map(Vec::len).sum::<usize>() as u64;
    let mut work = Vec::new();
    for (day, people) in by_day {
        let blocks = people.chunks(BLOCK).map(<[Facts]>::to_vec);
        work.extend(blocks.map(|block| Block::Boundary(day, block)));
    }
    for first in (0..random).step_by(BLOCK) {
        let count = usize::try_from(random - first).map_or(BLOCK, |left| left.min(BLOCK));
        work.push(Block::Random(first, count));
    }
    (work, people)
}

impl Block {
    /// The day to ask for, and the people, a line each.
    fn written(&self, pack: &Pack) -> Result<(String, String), Fault> {
        let mut lines = String::new();
        let mut line = |facts: &Facts| -> Result<(), Fault> {
            lines += &serde_json::to_string(facts).map_err(Fault::new)?;
            lines.push('\n');
            Ok(())
        };
        let day = match self {
            Self::Boundary(day, people) => {
                people.iter().try_for_each(&mut line)?;
                *day
            }
            Self::Random(first, count) => {
                let mut dice = Dice::new(first + 31);
                let day = dice.pick(&days());
                let crowd = Crowd::on(pack, day);
                for seed in (*first..).take(*count) {
                    let mut facts = crowd.person(seed, &mut dice);
                    if seed.is_multiple_of(3) {
                        for _ in 0..1 + dice.below(12) {
                            facts.clear(&dice.pick(pack.facts()).id);
                        }
                    }
                    line(&facts)?;
                }
                day
            }
        };
        Ok((day.to_string(), lines))
    }
}

/// Both sides at work on the next blocks that nobody else has taken.
struct Both<'a> {
    node: Node,
    pack: &'a Pack,
    work: &'a [Block],
    next: &'a AtomicUsize,
}

impl Both<'_> {
    /// How many blocks were the same.
    fn compare(mut self) -> Result<u64, Fault> {
        let found = self.blocks();
        if found.is_err() {
            // Nobody begins another block.
            self.next.store(self.work.len(), Ordering::Relaxed);
        }
        found
    }

    fn blocks(&mut self) -> Result<u64, Fault> {
        let mut asked = std::collections::VecDeque::new();
        let mut same = 0;
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let block = self.work.get(place);
            if let Some(block) = block {
                let (day, lines) = block.written(self.pack)?;
                self.node.ask_digest(&day, &lines)?;
                let native = bench_wasm::digest(self.pack, &day, &lines).map_err(Fault::new)?;
                asked.push_back((day, lines, native));
            }
            while asked.len() > if block.is_some() { AHEAD } else { 0 } {
                let Some((day, lines, native)) = asked.pop_front() else {
                    break;
                };
                let answer = self.node.answer()?;
                if answer != native.as_str() {
                    // Answers to the blocks sent ahead come first.
                    for _ in asked {
                        self.node.answer()?;
                    }
                    return Err(self.narrow(&day, &lines));
                }
                same += 1;
            }
            if block.is_none() {
                return Ok(same);
            }
        }
    }

    /// Names the first person of a block to whom the two say something else, and what.
    fn narrow(&mut self, day: &str, lines: &str) -> Fault {
        for line in lines.lines() {
            match self.texts(day, line) {
                Ok((native, browser)) if native == browser => {}
                Ok((native, browser)) => {
                    let (native, browser) = parting(&native, &browser);
                    let said = format!("native says …{native}, wasm …{browser}");
                    return Fault::new(format!("{said} on {day} to {line}"));
                }
                Err(fault) => return Fault::new(format!("{fault} on {day} for {line}")),
            }
        }
        Fault::new(format!("a block on {day}, but nobody in it: {lines}"))
    }

    /// All that both say to one person.
    fn texts(&mut self, day: &str, line: &str) -> Result<(String, String), Fault> {
        let mut native = String::new();
        bench_wasm::say(self.pack, day, line, |said| native += said).map_err(Fault::new)?;
        let browser = self.node.text(day, line)?;
        Ok((native, browser))
    }
}

/// Signs shown around the first difference.
const SHOWN: usize = 120;

/// The two texts around where they part.
fn parting(one: &str, other: &str) -> (String, String) {
    let same = one.chars().zip(other.chars());
    let same = same.take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        let shown = text.chars().skip(same.saturating_sub(SHOWN));
        shown.take(2 * SHOWN).collect()
    };
    (around(one), around(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shown_where_they_part() {
        let before = "件".repeat(500);
        let (one, other) = parting(&format!("{before}是"), &format!("{before}否"));
        assert_eq!(one, format!("{}是", "件".repeat(SHOWN)));
        assert!(other.ends_with('否'));
    }
}
