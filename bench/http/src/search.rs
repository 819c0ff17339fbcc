//! The search that the server itself answers, `/plain/courses?q=`, over 5,000 courses with 20,000 classes: after how long.

use std::io::Write;
use std::path::PathBuf;

use catalogue::{Course, CourseFilter};
use clap::Args;

use crate::Fault;
use crate::call::{Call, Kind};
use crate::courses;
use crate::figures::{machine_load, ms, percentile, verdict};
use crate::folder::Folder;
use crate::load::{Outcome, all_answered, as_fast_as_possible, at_a_pace};
use crate::run::start_portal;
use crate::work::Work;

/// Classes of every course.
const CLASSES: usize = 4;
/// Searches a row of the table.
const SEARCHES: usize = 1_000;
/// What 95 of 100 may wait, milliseconds.
const BAR_MS: f64 = 50.0;

/// What people type: trades in their own words and the catalogue's, a place, a slip, two words, nothing that is there.
const TYPED: [&str; 20] = [
    "电焊",
    "厨师",
    "月嫂",
    "护工",
    "挖机",
    "开铲车",
    "水电工",
    "电商",
    "直播",
    "种菜",
    "温室",
    "养羊",
    "果树修剪",
    "武南镇",
    "创业",
    "电工 五级",
    "叉车 晚上",
    "hanjie",
    "没有这种课",
    "家政",
];
/// What they tick beside it; the empty one most of the time.
const TICKED: [&str; 5] = ["", "", "seats=1", "kind=startup", "subsidised=1"];

/// What the command line says.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The portal's program.
    #[arg(long)]
    pub fumin: PathBuf,
}

/// Fills a catalogue, searches it and prints how long that took.
///
/// # Errors
/// With the first thing that fails.
pub fn search(options: &Options) -> Result<(), Fault> {
    let load_before = machine_load()?;
    let work = Work::new()?;
    let data = work.path("data");
    let folder = Folder::open(&data, None)?;
    let courses = with_classes()?;
    let classes: usize = courses.iter().map(|course| course.sessions.len()).sum();
    folder.fill_catalogue(&courses)?;
    folder.close();
    let portal = start_portal(&options.fumin, &data, None, &work)?;
    let calls: Vec<Call> = (0..SEARCHES).map(call).collect();
    // The first search after a change of the catalogue makes it ready; it is measured apart.
    let first = as_fast_as_possible(portal.address, &[call(0)], 1)?.0;
    let rows = [
        (
            "one person after the other",
            as_fast_as_possible(portal.address, &calls, 1)?.0,
        ),
        (
            "eight at once, without a rest",
            as_fast_as_possible(portal.address, &calls, 8)?.0,
        ),
        (
            "20 a second, by chance",
            at_a_pace(portal.address, &calls, 20.0, 32)?,
        ),
    ];
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} courses with {classes} classes; {SEARCHES} searches a row, of 20 wordings with and without a filter, each a whole page of HTML. Load of the machine {load_before} before. The first search after a start, which makes the catalogue ready, took {:.0} ms.\n\n\
         | who | p50 ms | p95 ms | p99 ms | longest ms | bar, p95 | |\n\
         |---|---|---|---|---|---|---|",
        courses.len(),
        first.first().map_or(f64::NAN, |one| ms(one.latency)),
    )?;
    for (name, outcomes) in rows {
        all_answered(&outcomes)?;
        row(&mut out, name, &outcomes)?;
    }
    portal.stop()
}

/// The 5,000 courses, each with four classes a week apart.
fn with_classes() -> Result<Vec<Course>, Fault> {
    let mut courses = courses::many()?;
    for course in &mut courses {
        let own = course.sessions.clone();
        let repeated = own.iter().cycle().take(CLASSES).cloned().enumerate();
        course.sessions = repeated
            .map(|(number, mut session)| {
                let days = 7 * i32::try_from(number).unwrap_or_default();
                session.id = format!("{}-{number}", session.id);
                session.starts_on = session.starts_on.add_days(days);
                session.ends_on = session.ends_on.add_days(days);
                session.enrol_by = session.enrol_by.add_days(days);
                session
            })
            .collect();
    }
    Ok(courses)
}

fn call(number: usize) -> Call {
    let typed = TYPED.iter().cycle().nth(number).unwrap_or(&"");
    let ticked = TICKED.iter().cycle().nth(number / TYPED.len());
    let ticked = ticked.unwrap_or(&"");
    let filter = CourseFilter {
        text: (*typed).to_owned(),
        ..CourseFilter::from_query(ticked)
    };
    let path = format!("/plain/courses?{}", filter.to_query());
    let headers = [("accept-encoding", "gzip, deflate, br")];
    Call::new(Kind::List, "GET", &path, &headers, "")
}

fn row(out: &mut impl Write, name: &str, outcomes: &[Outcome]) -> Result<(), Fault> {
    let latencies: Vec<f64> = outcomes.iter().map(|one| ms(one.latency)).collect();
    let p95 = percentile(&latencies, 95.0);
    let longest = latencies.iter().copied().fold(0.0, f64::max);
    writeln!(
        out,
        "| {name} | {:.1} | {p95:.1} | {:.1} | {longest:.0} | {BAR_MS:.0} | {} |",
        percentile(&latencies, 50.0),
        percentile(&latencies, 99.0),
        verdict(p95 <= BAR_MS)
    )?;
    Ok(())
}
