//! The load driver for what `wrk` cannot send: requests that each have a person and a key of their own, at a pace or as
//! fast as so many clients can.
//!
//! At a pace, an answer is late from the instant its request was due, not from when somebody got round to sending it: a
//! server that stalls is charged for everybody who waited.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rand::Rng as _;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::Fault;
use crate::call::{Call, Connection, Kind};

/// How one request went.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// What it was.
    pub kind: Kind,
    /// The status, 0 when there was no answer.
    pub status: u16,
    /// From when it was due, or sent when nothing was due, to the end of its answer.
    pub latency: Duration,
}

/// Sends all of them from so many clients, each the next one as soon as it has an answer; says how long all took.
///
/// # Errors
/// When a client cannot be started.
pub fn as_fast_as_possible(
    address: SocketAddr,
    calls: &[Call],
    clients: usize,
) -> Result<(Vec<Outcome>, Duration), Fault> {
    let started = Instant::now();
    let outcomes = run(address, calls, clients, &|_| None)?;
    Ok((outcomes, started.elapsed()))
}

/// Sends them at so many a second with the gaps of chance (a Poisson process), whether or not answers come.
///
/// # Errors
/// When a client cannot be started.
pub fn at_a_pace(
    address: SocketAddr,
    calls: &[Call],
    per_second: f64,
    clients: usize,
) -> Result<Vec<Outcome>, Fault> {
    let mut chance = StdRng::seed_from_u64(620_602);
    let mut due = Duration::ZERO;
    let schedule: Vec<Duration> = calls
        .iter()
        .map(|_| {
            let gap = -(1.0 - chance.random::<f64>()).ln() / per_second;
            due += Duration::from_secs_f64(gap);
            due
        })
        .collect();
    let started = Instant::now();
    run(address, calls, clients, &|at| {
        schedule.get(at).map(|due| started + *due)
    })
}

fn run(
    address: SocketAddr,
    calls: &[Call],
    clients: usize,
    due: &(dyn Fn(usize) -> Option<Instant> + Sync),
) -> Result<Vec<Outcome>, Fault> {
    let next = AtomicUsize::new(0);
    let client = || {
        let mut connection = Connection::new(address);
        let mut outcomes = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(call) = calls.get(at) else {
                return outcomes;
            };
            let due = due(at);
            if let Some(wait) = due.map(|due| due.saturating_duration_since(Instant::now())) {
                thread::sleep(wait);
            }
            let from = due.unwrap_or_else(Instant::now);
            let status = connection.send(call).map_or(0, |answer| answer.status);
            outcomes.push(Outcome {
                kind: call.kind,
                status,
                latency: from.elapsed(),
            });
        }
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..clients)
            .map(|_| {
                thread::Builder::new()
                    .stack_size(256 * 1024)
                    .spawn_scoped(scope, client)
            })
            .collect::<Result<_, _>>()?;
        let mut all = Vec::new();
        for client in clients {
            all.extend(client.join().map_err(|_| "a client panicked")?);
        }
        Ok(all)
    })
}

/// Refuses figures of a run in which somebody was not answered well.
///
/// # Errors
/// With how many were not and what the first of them was told.
pub fn all_answered(outcomes: &[Outcome]) -> Result<(), Fault> {
    let bad = |outcome: &&Outcome| !(200..400).contains(&outcome.status);
    match outcomes.iter().find(bad) {
        None => Ok(()),
        Some(first) => Err(format!(
            "{} of {} requests failed, the first of kind {:?} with status {}",
            outcomes.iter().filter(bad).count(),
            outcomes.len(),
            first.kind,
            first.status
        )
        .into()),
    }
}
