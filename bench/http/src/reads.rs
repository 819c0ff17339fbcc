//! GETs from 32 clients: every contestant has its turn in every round, and is measured in its own processor time.

use std::path::Path;
use std::time::Duration;

use crate::Fault;
use crate::call::{Call, Connection, Kind};
use crate::folder::Resident;
use crate::peers::Peer;
use crate::raw;
use crate::served::Served;
use crate::work::Work;
use crate::wrk::Gets;

/// Courses asked for in turn.
pub const COURSES_ASKED: usize = 1_000;

/// One kind of request to one server.
#[derive(Debug)]
pub struct Contestant<'a> {
    /// As the table calls it.
    pub name: String,
    /// Who answers.
    pub server: &'a Served,
    /// What is asked.
    pub gets: Gets,
    /// The share of the bare server's rate that it must come to.
    pub bar: Option<f64>,
}

/// Rates of one contestant, a round each.
#[derive(Clone, Debug)]
pub struct Timed {
    /// As the table calls it.
    pub name: String,
    /// Answers per second of processor time.
    pub rates: Vec<f64>,
    /// The same over the bare server's rate of the same round.
    pub ratios: Vec<f64>,
    /// What the ratio must come to.
    pub bar: Option<f64>,
}

impl Timed {
    fn new(name: &str, bar: Option<f64>) -> Self {
        Self {
            name: name.to_owned(),
            bar,
            rates: Vec::new(),
            ratios: Vec::new(),
        }
    }

    fn note(&mut self, rate: f64, bare: f64) {
        self.rates.push(rate);
        self.ratios.push(rate / bare);
    }
}

/// The bare server.
///
/// # Errors
/// When its request cannot be written down.
pub fn bare<'a>(work: &Work, server: &'a Served) -> Result<Contestant<'a>, Fault> {
    let call = ("/hello".to_owned(), "", String::new());
    Ok(Contestant {
        name: "bare axum, `hello`".to_owned(),
        server,
        gets: Gets::write(work.path("hello.calls"), [call])?,
        bar: None,
    })
}

/// What the portal is asked.
///
/// # Errors
/// When the portal has no catalogue, or a request cannot be written down.
pub fn portal<'a>(
    work: &Work,
    server: &'a Served,
    courses: &[String],
    residents: &[Resident],
) -> Result<Vec<Contestant<'a>>, Fault> {
    const ENCODINGS: &str = "gzip, deflate, br";
    let list = api::path::COURSES;
    let ask = Call::new(
        Kind::List,
        "GET",
        list,
        &[("accept-encoding", ENCODINGS)],
        "",
    );
    let etag = Connection::new(server.address).send(&ask)?.etag;
    let etag = etag.ok_or("the catalogue has no ETag")?;
    let of_courses = courses
        .iter()
        .map(|id| (api::path::with_id(api::path::COURSE, id), "", String::new()));
    let of_residents = residents.iter().map(|resident| {
        let path = api::path::with_id(api::path::APPLICATION, &resident.application);
        (path, "cookie", resident.cookie.clone())
    });
    let contestant = |name: &str, gets, bar| Contestant {
        name: name.to_owned(),
        server,
        gets,
        bar,
    };
    let whole = (list.to_owned(), "accept-encoding", ENCODINGS.to_owned());
    let known = (list.to_owned(), "if-none-match", etag.replace("-br", ""));
    Ok(vec![
        contestant(
            "course by id, anonymous",
            Gets::write(work.path("course.calls"), of_courses)?,
            Some(0.45),
        ),
        contestant(
            "list of 5,000 courses, whole (brotli)",
            Gets::write(work.path("list.calls"), [whole])?,
            Some(0.20),
        ),
        contestant(
            "the same when the browser has it (304)",
            Gets::write(work.path("known.calls"), [known])?,
            None,
        ),
        contestant(
            "own application, signed in, decrypted, access-logged",
            Gets::write(work.path("own.calls"), of_residents)?,
            Some(0.20),
        ),
    ])
}

/// What a peer is asked.
///
/// # Errors
/// When a request cannot be written down.
pub fn peer<'a>(
    work: &Work,
    peer: &'a Peer,
    courses: &[String],
    kinds: &[String],
) -> Result<Vec<Contestant<'a>>, Fault> {
    let of_courses = courses
        .iter()
        .map(|id| (format!("/courses/{id}"), "", String::new()));
    let lists = kinds
        .iter()
        .map(|kind| (format!("/courses?kind={kind}"), "", String::new()));
    let contestant = |what: &str, gets| Contestant {
        name: format!("{}: {what}", peer.name),
        server: &peer.server,
        gets,
        bar: None,
    };
    Ok(vec![
        contestant(
            "course by id",
            Gets::write(work.path("peer-course.calls"), of_courses)?,
        ),
        contestant(
            "list of 20 of 5,000",
            Gets::write(work.path("peer-list.calls"), lists)?,
        ),
    ])
}

/// The databases behind them, read by nobody but us.
#[derive(Debug)]
pub struct Raw<'a> {
    /// The portal's, when it is a file.
    pub portal: Option<&'a Path>,
    /// The peers', when they run.
    pub peers: Option<&'a Path>,
    /// Ids to ask for.
    pub courses: &'a [String],
    /// Filters to ask with.
    pub kinds: &'a [String],
}

/// Lets everybody have so many turns of so many seconds; the bare server comes first in every round.
///
/// # Errors
/// When one of them fails a request.
pub fn race(
    bare: &Contestant<'_>,
    contestants: &[Contestant<'_>],
    raw: &Raw<'_>,
    rounds: u32,
    seconds: u32,
) -> Result<Vec<Timed>, Fault> {
    let mut timed = vec![Timed::new(&bare.name, None)];
    timed.extend(contestants.iter().map(|one| Timed::new(&one.name, one.bar)));
    let mut loops = [
        Timed::new("raw database: course by id (rusqlite loop)", None),
        Timed::new("raw database: list of 20 (rusqlite loop)", None),
    ];
    // Everybody once before it counts: connections, caches, just-in-time compilers.
    for one in std::iter::once(bare).chain(contestants) {
        one.gets.send(one.server.address, 1)?;
    }
    for _ in 0..rounds {
        let mut first = None;
        for (one, timed) in std::iter::once(bare).chain(contestants).zip(&mut timed) {
            let rate = turn(one, seconds)?;
            timed.note(rate, *first.get_or_insert(rate));
        }
        let bare = first.unwrap_or(f64::NAN);
        let time = Duration::from_millis(500);
        let [courses, lists] = &mut loops;
        if let Some(portal) = raw.portal {
            courses.note(raw::courses(portal, raw.courses, time)?.processor, bare);
        }
        if let Some(peers) = raw.peers {
            lists.note(raw::list(peers, raw.kinds, time)?.processor, bare);
        }
    }
    timed.extend(loops.into_iter().filter(|timed| !timed.rates.is_empty()));
    Ok(timed)
}

fn turn(contestant: &Contestant<'_>, seconds: u32) -> Result<f64, Fault> {
    let before = contestant.server.processor_time()?;
    let answered = contestant.gets.send(contestant.server.address, seconds)?;
    let took = contestant.server.processor_time()?.saturating_sub(before);
    Ok(answered as f64 / took.as_secs_f64())
}
