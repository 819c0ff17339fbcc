//! Handing in, durably, from 32 clients, beside a loop that commits the same rows one by one.

use std::path::Path;
use std::time::Duration;

use workflow::loan::LoanAction;

use crate::Fault;
use crate::call::{Call, Kind};
use crate::folder::{Resident, request_of};
use crate::load::{all_answered, as_fast_as_possible};
use crate::raw::{self, Sizes};
use crate::served::Served;
use crate::wrk::CLIENTS;

/// The share of the raw rate that the portal must come to.
pub const BAR: f64 = 4.0;

/// A draft handed in, under a key of its own.
///
/// # Errors
/// When the request cannot be written as JSON.
pub fn submit_of(resident: &Resident) -> Result<Call, Fault> {
    let path = api::path::with_id(api::path::APPLICATION_ACTIONS, &resident.application);
    let key = format!("bench-{}", resident.application.replace('_', "-"));
    let headers = [
        ("cookie", resident.cookie.as_str()),
        (api::IDEMPOTENCY_KEY, key.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    let body = serde_json::to_string(&request_of(0, LoanAction::Submit))?;
    Ok(Call::new(Kind::Submit, "POST", &path, &headers, &body))
}

/// Who hands in, and what of.
#[derive(Debug)]
pub struct Contestant<'a> {
    /// As the table calls it.
    pub name: &'static str,
    /// Who takes it.
    pub server: &'a Served,
    /// What is handed in; each round takes its part.
    pub calls: Vec<Call>,
}

/// Rates of one contestant, a round each.
#[derive(Clone, Debug)]
pub struct Timed {
    /// As the table calls it.
    pub name: &'static str,
    /// A second on the wall.
    pub wall: Vec<f64>,
    /// Over the raw rate of the same round.
    pub ratios: Vec<f64>,
    /// A second of processor time.
    pub processor: Vec<f64>,
}

impl Timed {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            wall: Vec::new(),
            ratios: Vec::new(),
            processor: Vec::new(),
        }
    }

    fn note(&mut self, wall: f64, raw: f64, processor: f64) {
        self.wall.push(wall);
        self.ratios.push(wall / raw);
        self.processor.push(processor);
    }
}

/// The loop to compare with.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// A database of its own.
    pub database: &'a Path,
    /// What it writes.
    pub sizes: Sizes,
    /// How often in a round.
    pub commits: u32,
}

/// Lets everybody have so many turns; the raw loop, if there is one, comes first in every round.
///
/// # Errors
/// When anything handed in was refused.
pub fn race(
    contestants: &[Contestant<'_>],
    raw: Option<Raw<'_>>,
    rounds: usize,
) -> Result<Vec<Timed>, Fault> {
    let mut of_raw = Timed::new("raw database: the same rows, one commit each (rusqlite loop)");
    let mut timed: Vec<_> = contestants.iter().map(|one| Timed::new(one.name)).collect();
    for round in 0..rounds {
        let mut alone = f64::NAN;
        if let Some(raw) = raw {
            let rate = raw::commits(raw.database, raw.sizes, raw.commits)?;
            alone = rate.wall;
            of_raw.note(rate.wall, alone, rate.processor);
        }
        for (one, timed) in contestants.iter().zip(&mut timed) {
            let share = one.calls.len() / rounds.max(1);
            let mut parts = one.calls.chunks(share.max(1));
            let (wall, processor) = turn(one.server, parts.nth(round).unwrap_or_default())?;
            timed.note(wall, alone, processor);
        }
    }
    if raw.is_some() {
        timed.push(of_raw);
    }
    Ok(timed)
}

/// So many a second that passed, and a second of processor time.
fn turn(server: &Served, calls: &[Call]) -> Result<(f64, f64), Fault> {
    let before = server.processor_time()?;
    let (outcomes, wall) = as_fast_as_possible(server.address, calls, CLIENTS)?;
    let took = server.processor_time()?.saturating_sub(before);
    all_answered(&outcomes)?;
    let rate = |time: Duration| calls.len() as f64 / time.as_secs_f64();
    Ok((rate(wall), rate(took)))
}
