//! An ordinary day: most people read, some open the list, few hand in; answers are timed from when they were due.

use crate::Fault;
use crate::call::{Call, Kind};
use crate::figures::{ms, percentile};
use crate::folder::Resident;
use crate::load::{Outcome, all_answered, at_a_pace};
use crate::served::Served;
use crate::submits::submit_of;

/// Clients that wait at once, at most.
const CLIENTS: usize = 128;

/// A pace and what it may cost.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Requests a second.
    pub per_second: u32,
    /// Of a hundred reads and lists 99 are answered within this, in milliseconds.
    pub read_bar_ms: f64,
    /// The same for submits.
    pub submit_bar_ms: f64,
}

/// A quiet day, and a day on which everybody comes.
pub const PACES: [Pace; 2] = [
    Pace {
        per_second: 100,
        read_bar_ms: 10.0,
        submit_bar_ms: 40.0,
    },
    Pace {
        per_second: 1_000,
        read_bar_ms: 25.0,
        submit_bar_ms: 100.0,
    },
];

impl Pace {
    /// What answers of a kind may take, in milliseconds.
    #[must_use]
    pub fn bar_ms(self, kind: Kind) -> f64 {
        match kind {
            Kind::Submit => self.submit_bar_ms,
            _ => self.read_bar_ms,
        }
    }

    /// How many requests so many seconds take.
    #[must_use]
    pub fn requests(self, seconds: u32) -> u32 {
        self.per_second * seconds
    }

    /// How many of them hand in.
    #[must_use]
    pub fn submits(self, seconds: u32) -> u32 {
        self.requests(seconds).div_ceil(MIX.len() as u32)
    }
}

/// Of every 20 requests: 16 read (a course or the own file), 3 list, 1 hands in.
const MIX: [Kind; 20] = {
    use Kind::{Course, List, Own, Submit};
    [
        Course, Own, List, Course, Own, Course, Own, Submit, Course, Own, Course, Own, List,
        Course, Own, Course, Own, List, Course, Own,
    ]
};

/// Percentiles of one kind at one pace.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    /// The pace.
    pub pace: Pace,
    /// What was asked.
    pub kind: Kind,
    /// How many.
    pub count: usize,
    /// Half are answered within this, in milliseconds.
    pub p50_ms: f64,
    /// 99 of a hundred.
    pub p99_ms: f64,
    /// All.
    pub max_ms: f64,
}

/// Whom and what the requests are about.
#[derive(Debug)]
pub struct People<'a> {
    /// Courses.
    pub courses: &'a [String],
    /// Who look at their own file.
    pub readers: &'a [Resident],
    /// Who hand in, each once.
    pub drafts: &'a [Resident],
}

/// Keeps the pace for so many seconds.
///
/// # Errors
/// When a request fails.
pub fn keep(
    portal: &Served,
    people: &People<'_>,
    pace: Pace,
    seconds: u32,
) -> Result<Vec<Timed>, Fault> {
    let calls = mixed(people, pace.requests(seconds))?;
    let outcomes = at_a_pace(portal.address, &calls, f64::from(pace.per_second), CLIENTS)?;
    all_answered(&outcomes)?;
    let kinds = [Kind::Course, Kind::Own, Kind::List, Kind::Submit];
    Ok(kinds
        .into_iter()
        .map(|kind| timed(pace, kind, &outcomes))
        .collect())
}

fn mixed(people: &People<'_>, count: u32) -> Result<Vec<Call>, Fault> {
    let mut courses = people.courses.iter().cycle();
    let mut readers = people.readers.iter().cycle();
    let mut drafts = people.drafts.iter();
    let encodings = ("accept-encoding", "gzip, deflate, br");
    let call = |kind| {
        Ok(match kind {
            Kind::Own => {
                let reader = readers.next().ok_or("nobody reads")?;
                let path = api::path::with_id(api::path::APPLICATION, &reader.application);
                Call::new(kind, "GET", &path, &[("cookie", &reader.cookie)], "")
            }
            Kind::List => Call::new(kind, "GET", api::path::COURSES, &[encodings], ""),
            Kind::Submit => submit_of(drafts.next().ok_or("too few drafts")?)?,
            Kind::Course | Kind::Queue | Kind::Seat => {
                let course = courses.next().ok_or("no course")?;
                let path = api::path::with_id(api::path::COURSE, course);
                Call::new(kind, "GET", &path, &[], "")
            }
        })
    };
    MIX.into_iter()
        .cycle()
        .take(count as usize)
        .map(call)
        .collect()
}

fn timed(pace: Pace, kind: Kind, outcomes: &[Outcome]) -> Timed {
    let of_kind = outcomes.iter().filter(|outcome| outcome.kind == kind);
    let late: Vec<f64> = of_kind.map(|outcome| ms(outcome.latency)).collect();
    Timed {
        pace,
        kind,
        count: late.len(),
        p50_ms: percentile(&late, 50.0),
        p99_ms: percentile(&late, 99.0),
        max_ms: percentile(&late, 100.0),
    }
}
