//! The long proofs. Prints their figures in Markdown, for `script/proof` to put into docs/BENCHMARKS.md.
//!
//!     proof <part> [people] [rows]
//!
//! The parts are `receipts`, `interpreter`, `exhaustive` and `ways`: 1000000 random people (200000 for ways), and for
//! `exhaustive` 10000000 partial people a version, when not said. The part `fuzz` damages so many folders and packs, 100000
//! of each when not said.

use std::{error::Error, io::Write, time::Instant};

use bench::{
    browser,
    exhaustive::{self, Effort, Proved},
    fuzz, grouped, interpreter, receipts, repository, ways,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let part = arguments.next().unwrap_or_default();
    let mut number = |otherwise: u64| {
        let given = arguments.next();
        given.map_or(Ok(otherwise), |text| text.parse())
    };
    let people = number(match &*part {
        "ways" => 200_000,
        "fuzz" => 100_000,
        _ => 1_000_000,
    })?;
    let rows = number(10_000_000)?;
    let mut out = std::io::stdout();
    let started = Instant::now();
    match &*part {
        "receipts" => same_receipts(&mut out, people)?,
        "interpreter" => same_verdicts(&mut out, people)?,
        "exhaustive" => {
            let proved = exhaustive::prove(Effort {
                most: rows,
                random: people,
                missing: people,
            })?;
            told(&mut out, &proved)?;
        }
        "ways" => ways_lead(&mut out, people)?,
        "fuzz" => damage(&mut out, people)?,
        _ => return Err("the part is receipts, interpreter, exhaustive, ways or fuzz".into()),
    }
    writeln!(out, "  This took {} s.", started.elapsed().as_secs())?;
    Ok(())
}

fn same_receipts(out: &mut impl Write, people: u64) -> Result<(), Box<dyn Error>> {
    let compared = receipts::compare(&browser::build()?, people, 1)?;
    writeln!(
        out,
        "- **Native against wasm in Node**: {} random people, every third with answers left open, and all {} boundary \
         people; {} receipts with their explanations, and the next question of each person, by SHA-256 over {} blocks: \
         the same to the byte.",
        grouped(compared.random),
        grouped(compared.boundary),
        grouped(compared.receipts),
        grouped(compared.blocks),
    )?;
    Ok(())
}

fn same_verdicts(out: &mut impl Write, people: u64) -> Result<(), Box<dyn Error>> {
    let compared = interpreter::compare(&repository::sources()?, 0..people)?;
    writeln!(
        out,
        "- **Against the `cel` interpreter**: {} random complete people, every programme on a day near a change of \
         version; {} conditions, {} yes, {} no: 0 differences.",
        grouped(compared.people),
        grouped(compared.conditions),
        grouped(compared.eligible),
        grouped(compared.not_eligible),
    )?;
    Ok(())
}

fn ways_lead(out: &mut impl Write, people: u64) -> Result<(), Box<dyn Error>> {
    let tried = ways::prove(people, 1)?;
    writeln!(
        out,
        "- **Ways out of a no**: {} people, all boundary people of their own programme and random ones near the edges of \
         every programme. {} ways told: each evaluated again and a yes. {} of them wait for a day: on {} days before, the day before it always, \
         none of them is. {} parts of ways, none of \
         them a yes. By brute force over what the vocabulary lets a person do, {} acts and pairs of acts that would be easier \
         than the easiest way told, or any where none is told ({} noes): none is a yes.",
        grouped(tried.people),
        grouped(tried.ways),
        grouped(tried.waits),
        grouped(tried.days),
        grouped(tried.parts),
        grouped(tried.acts),
        grouped(tried.without),
    )?;
    Ok(())
}

fn damage(out: &mut impl Write, count: u64) -> Result<(), Box<dyn Error>> {
    // A panic that is caught is a fault; its trace would be noise.
    std::panic::set_hook(Box::new(|_| {}));
    let found = fuzz::damage(count, count)?;
    writeln!(
        out,
        "- **Damaged input**: {} policy folders with a damaged file, {} refused, the others read whole: no key passed over. \
         {} damaged compiled packs: {} refused by the reader, {} by their hash, {} not damaged but in how they are written. No \
         panic; whatever the reader takes answers. The reader alone is not enough: of the packs that only the hash \
         refuses, it takes {} with a key passed over, lacking, doubled or of another kind.",
        grouped(found.folders),
        grouped(found.folders_refused),
        grouped(found.packs),
        grouped(found.packs_refused),
        grouped(found.packs_unnamed),
        grouped(found.packs - found.packs_refused - found.packs_unnamed),
        grouped(found.packs_in_part),
    )?;
    Ok(())
}

fn told(out: &mut impl Write, proved: &[Proved]) -> std::io::Result<()> {
    let sum = |of: fn(&Proved) -> u64| grouped(proved.iter().map(of).sum());
    let mut versions: Vec<_> = proved
        .iter()
        .map(|one| (&one.programme, &one.version))
        .collect();
    versions.dedup();
    writeln!(
        out,
        "- **Open answers**: {} versions of the rules, every combination of cells with every subset of answers left \
         open: {} partial people tried, {} sure yes, {} sure no, {} open: 0 wrong definite answers, open only where two \
         completions differ. Of {} open verdicts the missing facts are the fewest, and the first of equally few. Every \
         version's diagram is the conjunction of its conditions, compared as diagrams.",
        versions.len(),
        sum(|one| one.tried),
        sum(|one| one.verdicts[0]),
        sum(|one| one.verdicts[1]),
        sum(|one| one.verdicts[2]),
        sum(|one| one.missing),
    )?;
    writeln!(
        out,
        "  Where comparisons join facts all their values are tried in a smaller world: workforces up to 120, and days \
         around those on which the rule turns. Too many to try, so that random partial people were:"
    )?;
    for one in proved.iter().filter(|one| !one.all) {
        let [yes, no, open] = one.verdicts.map(grouped);
        writeln!(
            out,
            "  `{}` {} ({} facts, {} partial people): {} tried, {yes} yes, {no} no, {open} open.",
            one.programme,
            one.version,
            one.facts,
            grouped(one.there_are),
            grouped(one.tried),
        )?;
    }
    Ok(())
}
