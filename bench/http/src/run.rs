//! One run: the data, the servers, everybody's turns, the tables.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use catalogue::Course;
use clap::Args;

use crate::Fault;
use crate::figures::machine_load;
use crate::folder::{Folder, Resident, Stage, arguments};
use crate::pace::{self, PACES};
use crate::peers::{self, Peer};
use crate::raw::Sizes;
use crate::served::Served;
use crate::tables::{self, Processes};
use crate::work::Work;
use crate::{courses, reads, starts, submits};

/// Residents who look at their own file in turn.
const READERS: u64 = 400;
/// Submits of a contestant in one round.
const SUBMITS: u64 = 3_000;
/// Commits of the raw loop in one round.
const COMMITS: u32 = 400;
/// Starts of each sort.
const STARTS: u32 = 9;

/// What the command line says.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The portal's program.
    #[arg(long)]
    pub fumin: PathBuf,
    /// The bare server's program.
    #[arg(long)]
    pub hello: PathBuf,
    /// Where the peers are installed; without it they do not run.
    #[arg(long)]
    pub tools: Option<PathBuf>,
    /// Another database than the SQLite file in the data folder, as `fumin serve` takes it; empty, and made for this.
    #[arg(long)]
    pub database: Option<String>,
    /// Turns of everybody.
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
    /// Seconds of a turn.
    #[arg(long, default_value_t = 2)]
    pub seconds: u32,
    /// Seconds of each pace.
    #[arg(long, default_value_t = 20)]
    pub pace_seconds: u32,
}

/// What everybody asks about.
struct Asked {
    courses: Vec<Course>,
    ids: Vec<String>,
    kinds: Vec<String>,
    readers: Vec<Resident>,
    drafts: Vec<Resident>,
    paced_drafts: Vec<Resident>,
    district: catalogue::District,
}

/// Starts everything, lets everybody have their turns and prints the tables.
///
/// # Errors
/// With the first thing that fails.
pub fn race(options: &Options) -> Result<(), Fault> {
    let load_before = machine_load()?;
    let work = Work::new()?;
    let data = work.path("data");
    let asked = prepare(&data, options)?;

    let hello = Served::start(&mut Command::new(&options.hello), &work.path("hello.log"))?;
    let peers = match &options.tools {
        Some(tools) => peers::start(&work, tools, &asked.courses)?,
        None => Vec::new(),
    };
    let start = || start_portal(&options.fumin, &data, options.database.as_deref(), &work);
    let portal = start()?;
    let read = read(options, &work, &data, &asked, (&hello, &portal, &peers))?;
    let submitted = submit(options, &work, &data, &asked, (&portal, &peers))?;
    drop((hello, peers));
    portal.stop()?;

    let portal = starts::first_answer(start)?.1;
    let idle_mib = portal.memory_mib("VmRSS")?;
    let paced = keep_paces(options, &asked, &portal)?;
    let (loaded_mib, most_mib) = (portal.memory_mib("VmRSS")?, portal.memory_mib("VmHWM")?);
    portal.stop()?;
    let processes = Processes {
        idle_mib,
        loaded_mib,
        most_mib,
        starts: cold_starts(STARTS, || Ok(()), start)?,
        after_kill: match options.database {
            None => cold_starts(STARTS, || kill_in_writing(&data), start)?,
            Some(_) => Vec::new(),
        },
        in_new_folder: new_folders(options, &work)?,
    };

    let mut out = std::io::stdout();
    writeln!(
        out,
        "Load of the machine {load_before} before, {} after; {} rounds of {} s in which everybody had a turn, the median of them.\n\
         The portal writes a log line for every request, as its peers do; a look at a file is written down before it is shown.\n",
        machine_load()?,
        options.rounds,
        options.seconds
    )?;
    tables::reads(&mut out, &read)?;
    tables::submits(&mut out, &submitted)?;
    tables::paces(&mut out, &paced)?;
    tables::processes(&mut out, &processes)
}

/// The portal's data folder, filled and let go.
fn prepare(data: &Path, options: &Options) -> Result<Asked, Fault> {
    let courses = courses::many()?;
    let mut folder = Folder::open(data, options.database.as_deref())?;
    folder.fill_catalogue(&courses)?;
    let signed_in = |folder: &mut Folder, count, stage| {
        let files = folder.add_files(count, stage)?;
        folder.sign_in(&files)
    };
    let readers = signed_in(&mut folder, READERS, Stage::Submitted)?;
    let drafts = SUBMITS * u64::from(options.rounds);
    let drafts = signed_in(&mut folder, drafts, Stage::Draft)?;
    let paced = PACES
        .iter()
        .map(|pace| pace.submits(options.pace_seconds))
        .sum::<u32>();
    let paced_drafts = signed_in(&mut folder, u64::from(paced), Stage::Draft)?;
    let district = folder.state.district.clone();
    folder.close();
    let step = courses::COUNT / reads::COURSES_ASKED;
    let mut kinds: Vec<String> = courses
        .iter()
        .map(|course| course.kind.code().to_owned())
        .collect();
    kinds.sort();
    kinds.dedup();
    Ok(Asked {
        ids: courses
            .iter()
            .step_by(step)
            .map(|course| course.id.clone())
            .collect(),
        kinds,
        courses,
        readers,
        drafts,
        paced_drafts,
        district,
    })
}

pub(crate) fn start_portal(
    program: &Path,
    data: &Path,
    database: Option<&str>,
    work: &Work,
) -> Result<Served, Fault> {
    let mut command = Command::new(program);
    command.args(arguments(data, database));
    Served::start(&mut command, &work.path("fumin.log"))
}

fn read(
    options: &Options,
    work: &Work,
    data: &Path,
    asked: &Asked,
    (hello, portal, peers): (&Served, &Served, &[Peer]),
) -> Result<Vec<reads::Timed>, Fault> {
    let mut contestants = reads::portal(work, portal, &asked.ids, &asked.readers)?;
    for peer in peers {
        contestants.extend(reads::peer(work, peer, &asked.ids, &asked.kinds)?);
    }
    let database = sqlite(options, data);
    let raw = reads::Raw {
        portal: database.as_deref(),
        peers: peers.first().map(|peer| peer.database.as_path()),
        courses: &asked.ids,
        kinds: &asked.kinds,
    };
    let bare = reads::bare(work, hello)?;
    reads::race(&bare, &contestants, &raw, options.rounds, options.seconds)
}

fn submit(
    options: &Options,
    work: &Work,
    data: &Path,
    asked: &Asked,
    (portal, peers): (&Served, &[Peer]),
) -> Result<Vec<submits::Timed>, Fault> {
    let calls = asked.drafts.iter().map(submits::submit_of);
    let mut contestants = vec![submits::Contestant {
        name: "the portal: session, every check, verdict, sealed file and event, receipt, kept answer",
        server: portal,
        calls: calls.collect::<Result<_, _>>()?,
    }];
    for peer in peers {
        let count = SUBMITS / 3 * u64::from(options.rounds);
        contestants.push(submits::Contestant {
            name: peer.name,
            server: &peer.server,
            calls: peer.submits(count, &asked.district)?,
        });
    }
    let rounds = usize::try_from(options.rounds)?;
    let sizes = sqlite(options, data)
        .map(|file| Sizes::of(&file))
        .transpose()?;
    let file = work.path("raw.sqlite3");
    let raw = sizes.map(|sizes| submits::Raw {
        database: &file,
        sizes,
        commits: COMMITS,
    });
    submits::race(&contestants, raw, rounds)
}

fn keep_paces(
    options: &Options,
    asked: &Asked,
    portal: &Served,
) -> Result<Vec<pace::Timed>, Fault> {
    let mut drafts = asked.paced_drafts.as_slice();
    let mut timed = Vec::new();
    for pace in PACES {
        let (some, rest) = drafts.split_at(pace.submits(options.pace_seconds) as usize);
        drafts = rest;
        let people = pace::People {
            courses: &asked.ids,
            readers: &asked.readers,
            drafts: some,
        };
        timed.extend(pace::keep(portal, &people, pace, options.pace_seconds)?);
    }
    Ok(timed)
}

/// Milliseconds to the first answer, a start each.
fn cold_starts(
    count: u32,
    before: impl Fn() -> Result<(), Fault>,
    start: impl Fn() -> Result<Served, Fault>,
) -> Result<Vec<f64>, Fault> {
    let once = |_| {
        before()?;
        let (took, portal) = starts::first_answer(&start)?;
        portal.stop()?;
        Ok(crate::figures::ms(took))
    };
    (0..count).map(once).collect()
}

fn new_folders(options: &Options, work: &Work) -> Result<Vec<f64>, Fault> {
    let once = |number| {
        let data = work.path(&format!("new-{number}"));
        let start = || start_portal(&options.fumin, &data, None, work);
        let (took, portal) = starts::first_answer(start)?;
        portal.stop()?;
        Ok(crate::figures::ms(took))
    };
    (0..STARTS).map(once).collect()
}

/// Another process writes until the log is long and dies.
fn kill_in_writing(data: &Path) -> Result<(), Fault> {
    let status = Command::new(std::env::current_exe()?)
        .arg("leave-a-log")
        .arg(database(data))
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("the log could not be written".into())
    }
}

/// The portal's database where it is a file.
fn sqlite(options: &Options, data: &Path) -> Option<PathBuf> {
    options.database.is_none().then(|| database(data))
}

pub(crate) fn database(data: &Path) -> PathBuf {
    data.join("fumin.sqlite3")
}
