//! The figures as Markdown.

use std::io::Write;

use crate::Fault;
use crate::call::Kind;
use crate::figures::{grouped, median, percentile, verdict};
use crate::{pace, reads, starts, submits};

/// Answers per second of the server's own processor time.
///
/// # Errors
/// When they cannot be printed.
pub fn reads(out: &mut impl Write, timed: &[reads::Timed]) -> Result<(), Fault> {
    writeln!(
        out,
        "| 32 clients | answers a processor second | slowest and fastest round | × `hello` | bar | |\n|---|---|---|---|---|---|"
    )?;
    for one in timed {
        let ratio = median(&one.ratios);
        let met = one.bar.map_or("", |bar| verdict(ratio >= bar));
        let bar = one.bar.map(|bar| format!("{bar:.2}")).unwrap_or_default();
        writeln!(
            out,
            "| {} | {} | {} | {ratio:.2} | {bar} | {met} |",
            one.name,
            grouped(median(&one.rates)),
            span(&one.rates),
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// Durable submits a second.
///
/// # Errors
/// When they cannot be printed.
pub fn submits(out: &mut impl Write, timed: &[submits::Timed]) -> Result<(), Fault> {
    writeln!(
        out,
        "| durable submit, 32 clients | a second | slowest and fastest round | × raw | bar | | a processor second |\n|---|---|---|---|---|---|---|"
    )?;
    for (place, one) in timed.iter().enumerate() {
        let ratio = median(&one.ratios);
        // The portal comes first; the bar is its own, and stands only beside a raw loop.
        let (bar, met) = match place {
            0 if !ratio.is_nan() => (format!("{}", submits::BAR), verdict(ratio >= submits::BAR)),
            _ => (String::new(), ""),
        };
        writeln!(
            out,
            "| {} | {} | {} | {} | {bar} | {met} | {} |",
            one.name,
            grouped(median(&one.wall)),
            span(&one.wall),
            if ratio.is_nan() {
                String::new()
            } else {
                format!("{ratio:.1}")
            },
            grouped(median(&one.processor)),
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// How late answers were at a pace.
///
/// # Errors
/// When they cannot be printed.
pub fn paces(out: &mut impl Write, timed: &[pace::Timed]) -> Result<(), Fault> {
    writeln!(
        out,
        "| open loop | what | requests | p50 ms | p99 ms | longest ms | bar, p99 | |\n|---|---|---|---|---|---|---|---|"
    )?;
    for one in timed {
        let what = match one.kind {
            Kind::Course => "course by id",
            Kind::Own => "own application",
            Kind::List => "list, whole",
            Kind::Submit => "durable submit",
            Kind::Queue => "an officer's queue",
            Kind::Seat => "a seat asked for",
        };
        let bar = one.pace.bar_ms(one.kind);
        writeln!(
            out,
            "| {} a second | {what} | {} | {:.1} | {:.1} | {:.1} | {bar} | {} |",
            grouped(f64::from(one.pace.per_second)),
            grouped(one.count as f64),
            one.p50_ms,
            one.p99_ms,
            one.max_ms,
            verdict(one.p99_ms <= bar),
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// What the portal's process takes.
#[derive(Clone, Debug)]
pub struct Processes {
    /// Resident after its start, MiB.
    pub idle_mib: f64,
    /// Resident after the paces.
    pub loaded_mib: f64,
    /// The most it ever was.
    pub most_mib: f64,
    /// Milliseconds from the start to the first answer, a start each.
    pub starts: Vec<f64>,
    /// The same after a kill that left a long log.
    pub after_kill: Vec<f64>,
    /// The same in an empty folder.
    pub in_new_folder: Vec<f64>,
}

/// Memory and starts.
///
/// # Errors
/// When they cannot be printed.
pub fn processes(out: &mut impl Write, found: &Processes) -> Result<(), Fault> {
    writeln!(out, "| process | figure | bar | |\n|---|---|---|---|")?;
    for (what, mib, bar) in [
        ("resident when idle", found.idle_mib, 24.0),
        ("resident after the paces above", found.loaded_mib, 64.0),
        ("the most it ever had resident", found.most_mib, 64.0),
    ] {
        writeln!(
            out,
            "| {what} | {mib:.1} MiB | {bar} MiB | {} |",
            verdict(mib <= bar)
        )?;
    }
    let log = format!("after a kill that left {} MiB of log", starts::LOG_MIB);
    for (what, times, bar) in [
        ("start to first answer", &found.starts, Some(25.0)),
        (log.as_str(), &found.after_kill, Some(250.0)),
        (
            "in an empty folder: keys, migrations, seeds",
            &found.in_new_folder,
            None,
        ),
    ] {
        if times.is_empty() {
            continue;
        }
        let middle = median(times);
        let met = bar.map_or("", |bar| verdict(middle <= bar));
        let bar = bar.map(|bar| format!("{bar} ms")).unwrap_or_default();
        writeln!(
            out,
            "| {what}, {} starts, median (longest) | {middle:.0} ms ({:.0}) | {bar} | {met} |",
            times.len(),
            percentile(times, 100.0),
        )?;
    }
    writeln!(out)?;
    Ok(())
}

fn span(rates: &[f64]) -> String {
    let slowest = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let fastest = rates.iter().copied().fold(0.0, f64::max);
    format!("{}–{}", grouped(slowest), grouped(fastest))
}
