//! Three times what the server can do is asked of it: the excess is told when to come back, the rest is served.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use api::path;
use serde_json::json;
use tokio::time::timeout;

use crate::harness::resident::{answers_of, fresh_key};
use crate::harness::wire::{Line, Request};
use crate::harness::{Portal, Resident, count, is_long, report, residents};

/// Turns of peak and overload in `script/test`.
const ROUNDS: usize = 1;
const RESIDENTS: usize = 12;
/// Clients of which each waits for its answer: enough to share every commit, too few to be refused.
const CLIENTS: usize = 64;
/// Connections that are open at most while more arrives than is answered.
const LINES: usize = 2_000;
/// Longest wait for anything; whoever waits longer counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);
const OVERLOAD: f64 = 3.0;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_times_too_much_is_refused_politely() {
    let portal = Arc::new(Portal::start());
    let people = Arc::new(People::of(&portal).await);
    let second = Duration::from_secs(if is_long() { 5 } else { 1 });
    let mut rounds = Vec::new();
    for _ in 0..count(ROUNDS) {
        let peak = measured(&portal, waiting_clients(&portal, &people, second)).await;
        let rate = peak.per_second() * OVERLOAD;
        let overload = measured(&portal, arrivals(&portal, &people, rate, second)).await;
        rounds.push((peak, overload));
    }
    for (peak, overload) in &rounds {
        assert_eq!(peak.tally.refused, 0, "the peak is no overload");
        assert!(peak.tally.waits.len() > CLIENTS && !overload.tally.waits.is_empty());
        for tally in [&peak.tally, &overload.tally] {
            assert_eq!(
                tally.otherwise,
                BTreeMap::new(),
                "neither served nor asked to come back"
            );
            assert_eq!(tally.health_failed, 0, "the health check was not answered");
        }
    }
    // Once it is over everybody is served, and may leave.
    for resident in &people.residents {
        assert!(!resident.list().await.applications.is_empty());
    }
    report(&figures(&rounds));
}

/// Who asks, and what: half look at their own file, half save an answer. Both end in the database.
struct People {
    residents: Vec<Resident>,
    looks: Vec<Vec<u8>>,
    files: Vec<String>,
    turn: AtomicUsize,
}

impl People {
    async fn of(portal: &Portal) -> Self {
        let residents = residents(portal, RESIDENTS).await;
        let (mut looks, mut files) = (Vec::new(), Vec::new());
        for resident in &residents {
            let id = resident.filled().await.id;
            let path = path::with_id(path::APPLICATION, &id);
            looks.push(Request::get(&path, resident.cookie()).bytes());
            files.push(answers_of(&id));
        }
        Self {
            residents,
            looks,
            files,
            turn: AtomicUsize::new(0),
        }
    }

    fn next_request(&self) -> Vec<u8> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let who = turn / 2 % RESIDENTS;
        if turn.is_multiple_of(2) {
            return self.looks[who].clone();
        }
        let body = json!({ "answers": { "purpose": format!("第 {turn} 次改") } });
        self.residents[who].write_bytes("PATCH", &self.files[who], &fresh_key(), &body)
    }
}

/// What became of the requests.
#[derive(Default)]
struct Tally {
    /// How long each took that was served.
    waits: Vec<Duration>,
    /// 503 with the time to come back.
    refused: usize,
    /// Anything else, by status; 0 is no answer.
    otherwise: BTreeMap<u16, usize>,
    health_failed: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.waits.extend(other.waits);
        self.refused += other.refused;
        self.health_failed += other.health_failed;
        for (status, count) in other.otherwise {
            *self.otherwise.entry(status).or_default() += count;
        }
    }

    /// Asks, counted from when the question was due.
    async fn ask(&mut self, line: &mut Line, request: &[u8], due: Instant) {
        match timeout(PATIENCE, line.ask(request)).await {
            Ok(Ok(answer)) if answer.status == 200 => self.waits.push(due.elapsed()),
            Ok(Ok(answer))
                if answer.status == 503 && answer.headers.contains_key("retry-after") =>
            {
                self.refused += 1;
            }
            Ok(Ok(answer)) => *self.otherwise.entry(answer.status).or_default() += 1,
            _ => *self.otherwise.entry(0).or_default() += 1,
        }
    }
}

struct Measured {
    tally: Tally,
    wall: Duration,
    processor: Duration,
}

impl Measured {
    fn per_second(&self) -> f64 {
        served(&self.tally) / self.wall.as_secs_f64()
    }

    fn per_processor_second(&self) -> f64 {
        served(&self.tally) / self.processor.as_secs_f64()
    }
}

fn served(tally: &Tally) -> f64 {
    f64::from(u32::try_from(tally.waits.len()).unwrap())
}

/// Runs a load with somebody beside it who asks whether the server lives.
async fn measured(portal: &Arc<Portal>, load: impl Future<Output = Tally>) -> Measured {
    let (started, used) = (Instant::now(), portal.processor_time());
    let beside = portal.clone();
    let failed = Arc::new(AtomicUsize::new(0));
    let failures = failed.clone();
    let health = tokio::spawn(async move {
        let mut every = tokio::time::interval(Duration::from_millis(100));
        let mut line = Line::to(&beside).await.unwrap();
        loop {
            every.tick().await;
            let alive = timeout(PATIENCE, line.ask(&Request::get(path::HEALTH, "").bytes())).await;
            if !matches!(alive, Ok(Ok(answer)) if answer.status == 204) {
                failures.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    let mut tally = load.await;
    let (wall, processor) = (started.elapsed(), portal.processor_time() - used);
    health.abort();
    tally.health_failed = failed.load(Ordering::Relaxed);
    Measured {
        tally,
        wall,
        processor,
    }
}

/// Clients that ask again once they are answered: what the server can do.
async fn waiting_clients(portal: &Arc<Portal>, people: &Arc<People>, lasting: Duration) -> Tally {
    let end = Instant::now() + lasting;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (portal, people) = (portal.clone(), people.clone());
            tokio::spawn(async move {
                let mut tally = Tally::default();
                let mut line = Line::to(&portal).await.unwrap();
                while Instant::now() < end {
                    let request = people.next_request();
                    tally.ask(&mut line, &request, Instant::now()).await;
                }
                tally
            })
        })
        .collect();
    together(clients).await
}

/// Requests that arrive at their time, whether or not those before them were answered. More lines than the server
/// leaves unanswered at once, each asking at its own times.
async fn arrivals(
    portal: &Arc<Portal>,
    people: &Arc<People>,
    per_second: f64,
    lasting: Duration,
) -> Tally {
    let start = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..LINES)
        .map(|_| {
            let (portal, people, next) = (portal.clone(), people.clone(), next.clone());
            tokio::spawn(async move {
                let mut tally = Tally::default();
                let mut line = None;
                loop {
                    let at = u32::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap();
                    let due = start + Duration::from_secs_f64(f64::from(at) / per_second);
                    if due > start + lasting {
                        return tally;
                    }
                    tokio::time::sleep_until(due.into()).await;
                    let line = match &mut line {
                        Some(line) => line,
                        none => none.insert(Line::to(&portal).await.unwrap()),
                    };
                    tally.ask(line, &people.next_request(), due).await;
                }
            })
        })
        .collect();
    together(clients).await
}

async fn together(clients: Vec<tokio::task::JoinHandle<Tally>>) -> Tally {
    let mut all = Tally::default();
    for client in clients {
        all.add(client.await.unwrap());
    }
    all
}

fn figures(rounds: &[(Measured, Measured)]) -> String {
    let median = |of: &dyn Fn(&(Measured, Measured)) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let wait_ms = |part: f64| {
        median(&|(_, overload)| {
            let mut waits: Vec<f64> = overload
                .tally
                .waits
                .iter()
                .map(Duration::as_secs_f64)
                .collect();
            waits.sort_by(f64::total_cmp);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a place in a list"
            )]
            let place = ((waits.len() - 1) as f64 * part) as usize;
            waits[place] * 1000.0
        })
    };
    let refused = rounds
        .iter()
        .map(|(_, overload)| overload.tally.refused)
        .sum::<usize>();
    let useful =
        median(&|(peak, overload)| overload.per_processor_second() / peak.per_processor_second());
    let wall = median(&|(peak, overload)| overload.per_second() / peak.per_second());
    format!(
        "- **Three times overload**, {} rounds of peak and overload in turn, half looks and half saves: at the peak {:.0} requests a second; at three times that rate {:.0} a second served, {refused} refused with `Retry-After` in all, none otherwise; served per second of the server's processor {:.2} × peak, per second {:.2} × (client and server share the machine; bar 0.80: {}). Those served waited {:.0} ms (median), {:.0} ms (99 %) from the moment they were due.",
        rounds.len(),
        median(&|(peak, _)| peak.per_second()),
        median(&|(_, overload)| overload.per_second()),
        useful,
        wall,
        if useful >= 0.8 { "met" } else { "**not met**" },
        wait_ms(0.5),
        wait_ms(0.99),
    )
}
