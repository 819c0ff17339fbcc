//! The long proofs. Prints their figures in Markdown, for `script/proof` to put into docs/BENCHMARKS.md.
//!
//!     proof <part> [people] [rows]
//!
//! The parts are `receipts`, `interpreter` and `exhaustive`: 1000000 random people, and for the last 10000000 partial
//! people a version, when not said.

use std::{error::Error, io::Write, time::Instant};

use bench::{
    browser,
    exhaustive::{self, Effort, Proved},
    grouped, interpreter, receipts, repository,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let part = arguments.next().unwrap_or_default();
    let mut number = |otherwise: u64| {
        let given = arguments.next();
        given.map_or(Ok(otherwise), |text| text.parse())
    };
    let (people, rows) = (number(1_000_000)?, number(10_000_000)?);
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
        _ => return Err("the part is receipts, interpreter or exhaustive".into()),
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
