//! Five hundred people at once for thirty seats: what each is told, and after how long.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use api::enrolment::ClassSeats;
use clap::Args;
use server::enrolments::room::class_id;
use server::enrolments::seed::open_class;
use server::problem::ApiError;
use store::Tx;
use workflow::class::ClassPlan;

use crate::Fault;
use crate::call::{Call, Connection, Kind};
use crate::figures::{machine_load, ms, percentile, verdict};
use crate::folder::{Folder, Resident};
use crate::load::{Outcome, as_fast_as_possible};
use crate::run::start_portal;
use crate::served::Served;
use crate::work::Work;

const PEOPLE: u64 = 500;
const SEATS: u32 = 30;
const WAITING: u32 = 15;
/// What 99 of 100 may wait, milliseconds.
const BAR_MS: f64 = 300.0;

/// What the command line says.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The portal's program.
    #[arg(long)]
    pub fumin: PathBuf,
    /// Another database than the SQLite file in the data folder, as `fumin serve` takes it; empty, and made for this.
    #[arg(long)]
    pub database: Option<String>,
    /// Classes that open one after the other, each for its own people.
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
}

/// Opens class after class, lets everybody ask at once and prints what came of it.
///
/// # Errors
/// With the first thing that fails, such as a class that gave away one seat too many.
pub fn rush(options: &Options) -> Result<(), Fault> {
    let load_before = machine_load()?;
    let work = Work::new()?;
    let data = work.path("data");
    let database = options.database.as_deref();
    let mut folder = Folder::open(&data, database)?;
    let course = first_course()?;
    let rounds: Vec<String> = (0..options.rounds)
        .map(|round| format!("rush-{round}"))
        .collect();
    let mut people = Vec::new();
    for session in &rounds {
        open(&folder, &course, session)?;
        people.push(folder.add_people(PEOPLE)?);
    }
    folder.close();
    let portal = start_portal(&options.fumin, &data, database, &work)?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "Load of the machine {load_before} before. {PEOPLE} people, each on a connection of their own, for {SEATS} seats and {WAITING} places on the list.\n\n\
         | class | told they have a seat or a place | told the list is full | free, waiting after | p50 ms | p99 ms | longest ms | bar, p99 | |\n\
         |---|---|---|---|---|---|---|---|---|"
    )?;
    for (number, (session, people)) in rounds.iter().zip(&people).enumerate() {
        let told = ask(&portal, &course, session, people)?;
        let seats = seats_of(&portal, &course, session)?;
        row(&mut out, number + 1, &told, &seats)?;
    }
    portal.stop()
}

fn first_course() -> Result<String, Fault> {
    let own = server::district::load_courses(None)?;
    let first = own.into_iter().next();
    Ok(first.ok_or("the district has no course")?.id)
}

fn open(folder: &Folder, course: &str, session: &str) -> Result<(), Fault> {
    let today = folder.state.clock.today();
    let plan = ClassPlan {
        capacity: SEATS,
        elsewhere: 0,
        enrol_by: today.add_days(20),
        starts_on: today.add_days(30),
        ends_on: today.add_days(35),
    };
    let (state, now_ms) = (folder.state.clone(), folder.state.clock.now_ms());
    let (course, session) = (course.to_owned(), session.to_owned());
    let made = folder.write(move |tx: &Tx| {
        let id = class_id(&course, &session);
        open_class(tx, &state, (&id, &course, &session), plan, now_ms).map(drop)
    });
    made.map_err(|error: ApiError| format!("the class was refused: {error:?}").into())
}

fn ask(
    portal: &Served,
    course: &str,
    session: &str,
    people: &[Resident],
) -> Result<Vec<Outcome>, Fault> {
    let body = serde_json::json!({ "course": course, "session": session }).to_string();
    let calls: Vec<Call> = people
        .iter()
        .enumerate()
        .map(|(number, resident)| {
            let key = format!("bench-{session}-{number:08}");
            let headers = [
                ("cookie", resident.cookie.as_str()),
                (api::IDEMPOTENCY_KEY, key.as_str()),
                ("sec-fetch-site", "same-origin"),
            ];
            Call::new(Kind::Seat, "POST", api::path::ENROLMENTS, &headers, &body)
        })
        .collect();
    Ok(as_fast_as_possible(portal.address, &calls, people.len())?.0)
}

fn seats_of(portal: &Served, course: &str, session: &str) -> Result<ClassSeats, Fault> {
    let path = api::path::with_id(api::path::COURSE_SEATS, course);
    let call = Call::new(Kind::Course, "GET", &path, &[], "");
    let answer = Connection::new(portal.address).send(&call)?;
    let all: Vec<ClassSeats> = serde_json::from_slice(&answer.body)?;
    let found = all.into_iter().find(|seats| seats.session == session);
    found.ok_or_else(|| "the class is not listed".into())
}

fn row(
    out: &mut impl Write,
    number: usize,
    told: &[Outcome],
    seats: &ClassSeats,
) -> Result<(), Fault> {
    let count = |status| {
        told.iter()
            .filter(|outcome| outcome.status == status)
            .count()
    };
    let (in_class, full) = (count(201), count(409));
    if in_class != (SEATS + WAITING) as usize || in_class + full != told.len() {
        let other = |outcome: &&Outcome| outcome.status != 201 && outcome.status != 409;
        let other = told.iter().find(other).map(|outcome| outcome.status);
        return Err(
            format!("{in_class} in, {full} told that it is full, and somebody {other:?}").into(),
        );
    }
    if (seats.free, seats.waiting) != (0, WAITING) {
        return Err(format!("the class is left with {seats:?}").into());
    }
    let latencies: Vec<f64> = told.iter().map(|outcome| ms(outcome.latency)).collect();
    let p99 = percentile(&latencies, 99.0);
    let longest = told
        .iter()
        .map(|outcome| outcome.latency)
        .max()
        .unwrap_or(Duration::ZERO);
    writeln!(
        out,
        "| {number} | {in_class} | {full} | {}, {} | {:.0} | {p99:.0} | {:.0} | {BAR_MS:.0} | {} |",
        seats.free,
        seats.waiting,
        percentile(&latencies, 50.0),
        ms(longest),
        verdict(p99 <= BAR_MS)
    )?;
    Ok(())
}
