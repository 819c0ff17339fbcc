//! From a thousand files to a million: what a request costs and what a file weighs.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::Fault;
use crate::call::{Call, Kind};
use crate::figures::{grouped, machine_load, median, ms};
use crate::folder::{Filed, Folder, Stage};
use crate::load::{all_answered, as_fast_as_possible};
use crate::plot::{self, Series};
use crate::run::{database, start_portal};
use crate::served::Served;
use crate::submits::submit_of;
use crate::work::Work;

/// What waits on an officer's desk at most; a bureau that leaves more lying has other troubles.
const WAITING: u64 = 600;
/// Residents who look at their own file at each size.
const READERS: u64 = 500;
/// Looks of each of them.
const LOOKS: usize = 4;
/// Drafts handed in at each size.
const SUBMITS: u64 = 500;
/// Looks at the queue at each size.
const QUEUES: usize = 10;
/// Clients of residents.
const CLIENTS: usize = 8;

/// What the command line says.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The portal's program.
    #[arg(long)]
    pub fumin: PathBuf,
    /// The largest size.
    #[arg(long, default_value_t = 1_000_000)]
    pub most: u64,
    /// Where the two plots go.
    #[arg(long, default_value = "docs")]
    pub plots: PathBuf,
}

/// What was found at one size.
#[derive(Clone, Copy, Debug)]
struct Size {
    files: u64,
    bytes_a_file: f64,
    /// Until the server had nothing of its own to do.
    housekeeping_s: f64,
    own: Cost,
    queue: Cost,
    submit: Cost,
}

/// What a request of a kind costs.
#[derive(Clone, Copy, Debug)]
struct Cost {
    processor_us: f64,
    p50_ms: f64,
}

/// Grows a portal, measures it at every power of ten, plots and prints.
///
/// # Errors
/// With the first thing that fails.
pub fn grow(options: &Options) -> Result<(), Fault> {
    let load_before = machine_load()?;
    let work = Work::new()?;
    let data = work.path("data");
    let folder = Folder::open(&data, None)?;
    folder.close();
    let empty = std::fs::metadata(database(&data))?.len();
    let mut sizes: Vec<Size> = Vec::new();
    let mut files = 1_000;
    while files <= options.most {
        let held = sizes.last().map_or(0, |size: &Size| size.files + SUBMITS);
        sizes.push(measure(options, &work, &data, (held, files, empty))?);
        files *= 10;
    }
    draw(&sizes, &options.plots)?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "Load of the machine {load_before} before, {} after.\n\
         Files are made by the code that serves residents; {WAITING} wait at the bureau, the rest was taken back.\n\
         Papers are kept beside the database and do not count.\n\
         A start is followed by housekeeping (counters of days gone by are forgotten); requests are measured after it.\n",
        machine_load()?
    )?;
    table(&mut out, &sizes)
}

fn measure(
    options: &Options,
    work: &Work,
    data: &Path,
    (held, files, empty): (u64, u64, u64),
) -> Result<Size, Fault> {
    let mut folder = Folder::open_with(data, None, held)?;
    folder.spread_over_days();
    let waiting = if held == 0 { WAITING } else { 0 };
    let mut made = folder.add_files(waiting, Stage::Submitted)?;
    let rest = files - held - waiting;
    made.extend(sampled(&mut folder, rest, READERS)?);
    let step = (made.len() / READERS as usize).max(1);
    let readers: Vec<Filed> = made.into_iter().step_by(step).collect();
    let readers = folder.sign_in(&readers)?;
    folder.close();
    let bytes_a_file = (std::fs::metadata(database(data))?.len() - empty) as f64 / files as f64;

    let mut folder = Folder::open_with(data, None, files)?;
    let drafts = folder.add_files(SUBMITS, Stage::Draft)?;
    let drafts = folder.sign_in(&drafts)?;
    let officer = folder.sign_in_officer(&format!("bench-{files}"))?;
    folder.close();

    let portal = start_portal(&options.fumin, data, None, work)?;
    let housekeeping = portal.rest()?;
    let looks = readers
        .iter()
        .cycle()
        .take(readers.len() * LOOKS)
        .map(|reader| {
            let path = api::path::with_id(api::path::APPLICATION, &reader.application);
            Call::new(Kind::Own, "GET", &path, &[("cookie", &reader.cookie)], "")
        });
    let queue = Call::new(
        Kind::Queue,
        "GET",
        api::path::STAFF_QUEUE,
        &[("cookie", &officer)],
        "",
    );
    let submits = drafts
        .iter()
        .map(submit_of)
        .collect::<Result<Vec<_>, _>>()?;
    let size = Size {
        files,
        bytes_a_file,
        housekeeping_s: housekeeping.as_secs_f64(),
        own: cost(&portal, &looks.collect::<Vec<_>>(), CLIENTS)?,
        queue: cost(&portal, &vec![queue; QUEUES], 1)?,
        submit: cost(&portal, &submits, CLIENTS)?,
    };
    portal.stop()?;
    Ok(size)
}

/// Makes so many files that were taken back, and remembers so many of them, evenly spread.
fn sampled(folder: &mut Folder, count: u64, remembered: u64) -> Result<Vec<Filed>, Fault> {
    let part = (count / remembered).max(1);
    let mut some = Vec::new();
    let mut left = count;
    while left > 0 {
        let now = part.min(left);
        some.extend(folder.add_files(now, Stage::Withdrawn)?.into_iter().next());
        left -= now;
    }
    Ok(some)
}

fn cost(portal: &Served, calls: &[Call], clients: usize) -> Result<Cost, Fault> {
    let before = portal.processor_time()?;
    let (outcomes, _) = as_fast_as_possible(portal.address, calls, clients)?;
    let took = portal.processor_time()?.saturating_sub(before);
    all_answered(&outcomes)?;
    let latencies: Vec<f64> = outcomes.iter().map(|outcome| ms(outcome.latency)).collect();
    Ok(Cost {
        processor_us: took.as_secs_f64() * 1e6 / calls.len() as f64,
        p50_ms: median(&latencies),
    })
}

fn table(out: &mut impl Write, sizes: &[Size]) -> Result<(), Fault> {
    writeln!(
        out,
        "| files | bytes a file | own application, processor µs (p50 ms) | officer's queue | submit | at rest after, s |\n|---|---|---|---|---|---|"
    )?;
    for size in sizes {
        let cost = |cost: Cost| format!("{} ({:.1})", grouped(cost.processor_us), cost.p50_ms);
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {:.0} |",
            grouped(size.files as f64),
            grouped(size.bytes_a_file),
            cost(size.own),
            cost(size.queue),
            cost(size.submit),
            size.housekeeping_s,
        )?;
    }
    writeln!(
        out,
        "\n![Processor time a request over the number of files](growth-cost.svg)\n\n![Bytes a file over the number of files](growth-bytes.svg)"
    )?;
    Ok(())
}

fn draw(sizes: &[Size], folder: &Path) -> Result<(), Fault> {
    let of = |name, value: fn(&Size) -> f64| Series {
        name,
        points: sizes
            .iter()
            .map(|size| (size.files as f64, value(size)))
            .collect(),
    };
    let costs = [
        of("own application", |size| size.own.processor_us),
        of("officer's queue", |size| size.queue.processor_us),
        of("submit", |size| size.submit.processor_us),
    ];
    plot::draw(
        &folder.join("growth-cost.svg"),
        "processor µs a request",
        &costs,
    )?;
    let bytes = [of("bytes a file", |size| size.bytes_a_file)];
    plot::draw(&folder.join("growth-bytes.svg"), "bytes a file", &bytes)
}
