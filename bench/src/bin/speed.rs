//! The benchmarks. Prints their figures in Markdown, for `script/bench` to put into docs/BENCHMARKS.md.
//!
//!     speed build                                            builds the engine for Node, and prints where it is
//!     speed race <folder of tools> <module> <rounds> <people>

use std::{error::Error, io::Write, path::PathBuf};

use bench::{
    browser,
    speed::{self, Filed, Timed, What},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is not said"));
    let mut out = std::io::stdout();
    match &*next("what to do")? {
        "build" => writeln!(out, "{}", browser::build()?.display())?,
        "race" => {
            let tools = PathBuf::from(next("the folder of tools")?);
            let module = PathBuf::from(next("the module for Node")?);
            let (rounds, people) = (next("rounds")?.parse()?, next("people")?.parse()?);
            let before = load()?;
            let timed = speed::race(&tools, &module, rounds, people)?;
            let filed = speed::filed(people)?;
            told(&mut out, &timed, &filed, &[before, load()?])?;
        }
        other => return Err(format!("{other} is neither build nor race").into()),
    }
    Ok(())
}

fn told(
    out: &mut impl Write,
    timed: &[Timed],
    filed: &Filed,
    load: &[String; 2],
) -> std::io::Result<()> {
    let rounds = timed.first().map_or(0, |one| one.rates.len());
    let rate = |what: What| {
        let found = timed.iter().find(|one| one.what == what);
        found.map_or(f64::NAN, Timed::median)
    };
    writeln!(
        out,
        "One core for all, processor time; {} random people near the edges of the rules, who have answered everything; {rounds} rounds in \
         which each engine had its turn, the median of them. Load of the machine {} before, {} after.",
        grouped(filed.cases as f64),
        load[0],
        load[1],
    )?;
    writeln!(
        out,
        "The peers have one policy, `{}` as in force on {} (`bench/peers`); the rule is that of `policies/`, with its \
         citations, and its figures are the pack's. OpenFisca-Core, publicodes and wasm told every one of these people what \
         the native engine tells them, or this table would not be written.\n",
        speed::POLICY,
        speed::DAY,
    )?;
    writeln!(
        out,
        "| what | a second | slowest and fastest round | bar | |\n|---|---|---|---|---|"
    )?;
    for one in timed {
        let bar = bar(one.what);
        let slowest = one.rates.iter().copied().fold(f64::INFINITY, f64::min);
        let fastest = one.rates.iter().copied().fold(0.0, f64::max);
        writeln!(
            out,
            "| {} | {} | {}–{} | {} | {} |",
            name(one.what),
            grouped(one.median()),
            grouped(slowest),
            grouped(fastest),
            bar.map(grouped).unwrap_or_default(),
            bar.map_or("", |bar| verdict(one.median() >= bar)),
        )?;
    }
    writeln!(out, "\n| ratio | × | bar | |\n|---|---|---|---|")?;
    for (what, one, other, bar) in RATIOS {
        let ratio = rate(one) / rate(other);
        let (bar, met) = match bar {
            Some(bar) => (format!("{bar:.1}"), verdict(ratio >= bar)),
            None => (String::new(), ""),
        };
        writeln!(out, "| {what} | {ratio:.2} | {bar} | {met} |")?;
    }
    writeln!(
        out,
        "\n| what an officer waits for | s | bar | |\n|---|---|---|---|\n\
         | the whole pack read, compiled and checked | {:.2} | 10 | {} |\n\
         | {} filed cases under the old and the new rule, with every condition not met ({} another verdict, {} reasons) | \
         {:.2} | 1 | {} |\n\
         | {} made-up people under both rules, every policy ({} gains and losses) | {:.2} | | |",
        filed.check.as_secs_f64(),
        verdict(filed.check.as_secs_f64() <= 10.0),
        grouped(filed.cases as f64),
        grouped(filed.changed as f64),
        grouped(filed.reasons as f64),
        filed.recheck.as_secs_f64(),
        verdict(filed.recheck.as_secs_f64() <= 1.0),
        grouped(filed.cases as f64),
        grouped(filed.moved as f64),
        filed.simulate.as_secs_f64(),
    )
}

/// Measured against each other. Whoever has new people has to make a simulation and set its inputs, as we work out cells;
/// `calculate` alone is the harder comparison.
const RATIOS: [(&str, What, What, Option<f64>); 5] = [
    (
        "batch against OpenFisca-Core vectorised, both from columns to verdicts",
        What::Batch,
        What::OpenFiscaColumns,
        Some(1.5),
    ),
    (
        "batch, from columns, against `calculate` of OpenFisca-Core alone",
        What::Batch,
        What::OpenFiscaCalculate,
        Some(1.5),
    ),
    (
        "from filed answers, against OpenFisca-Core one by one",
        What::Read,
        What::OpenFiscaOne,
        None,
    ),
    (
        "from filed answers, against publicodes",
        What::Read,
        What::Publicodes,
        None,
    ),
    (
        "plain verdict, wasm against native",
        What::Wasm,
        What::PlainAll,
        None,
    ),
];

fn name(what: What) -> &'static str {
    match what {
        What::Plain => "plain verdict, this policy",
        What::PlainAll => "plain verdict, every policy",
        What::Read => "answers read from `facts.json` and one plain verdict",
        What::Explained => "explained: every condition, citations, amount; this policy",
        What::ExplainedAll => "explained, every policy",
        What::WaysAll => "explained with the ways out of a no, every policy",
        What::ReceiptAll => {
            "explained and written out as a receipt in canonical JSON, every policy"
        }
        What::Batch => "batch from columns: people × policies",
        What::OpenFiscaCalculate => "OpenFisca-Core 46, vectorised: `calculate` alone",
        What::OpenFiscaColumns => "OpenFisca-Core 46, vectorised: simulation, inputs, `calculate`",
        What::OpenFiscaOne => "OpenFisca-Core 46, one by one",
        What::Publicodes => "publicodes 1.10, one by one (age worked out before)",
        What::Wasm => "wasm in Node: plain verdict, every policy",
        What::Keystroke => {
            "wasm in Node: whole catalogue explained with ways and next question, a third open"
        }
    }
}

fn bar(what: What) -> Option<f64> {
    match what {
        What::Plain | What::PlainAll => Some(1_000_000.0),
        What::Explained | What::ExplainedAll => Some(250_000.0),
        What::Wasm => Some(200_000.0),
        What::Keystroke => Some(1_000.0),
        _ => None,
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "**not met**" }
}

fn load() -> std::io::Result<String> {
    let told = std::fs::read_to_string("/proc/loadavg")?;
    Ok(told.split(' ').next().unwrap_or_default().to_owned())
}

/// A number as it is read.
fn grouped(number: f64) -> String {
    bench::grouped(number as u64)
}
