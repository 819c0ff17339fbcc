//! Clients that hold connections as long as they can, by sending or taking a byte now and then: honest people are served
//! meanwhile.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use api::path;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::harness::resident::fresh_key;
use crate::harness::wire::{Line, Request, address};
use crate::harness::{Portal, Resident, count, is_long, report};

/// Slow connections of each kind in `script/test`; `script/faults` says 1,000, which slowhttptest holds.
const CONNECTIONS: usize = 120;
/// Honest requests in `script/test` while they are held.
const HONEST: usize = 20;
/// How long slowhttptest attacks in its turn, and how often somebody honest asks meanwhile.
const ATTACK: Duration = Duration::from_secs(40);
const EVERY: Duration = Duration::from_millis(50);
const GOOD: Duration = Duration::from_millis(200);

/// In what they are slow, as slowhttptest has it.
#[derive(Clone, Copy, Debug)]
enum Slow {
    Headers,
    Body,
    Reading,
}

const ALL: [Slow; 3] = [Slow::Headers, Slow::Body, Slow::Reading];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn honest_people_are_served_beside_slow_connections() {
    let portal = Portal::start();
    let resident = Resident::sign_in(&portal, "13900000001").await;
    resident.filled().await;
    let connections = count(CONNECTIONS);
    if is_long() {
        return report(&attacked(&portal, &resident, connections).await);
    }
    for slow in ALL {
        let mut held = Vec::new();
        for _ in 0..connections {
            held.push(hold(&portal, slow).await);
        }
        let waits = honest(&portal, &resident, HONEST, Duration::ZERO).await;
        assert_eq!(
            waits.len(),
            HONEST,
            "{slow:?}: somebody honest was not served"
        );
    }
}

/// One connection that begins a request and leaves it there.
async fn hold(portal: &Portal, slow: Slow) -> TcpStream {
    let mut stream = TcpStream::connect(address(portal)).await.unwrap();
    let key = fresh_key();
    let begun = match slow {
        Slow::Headers => b"GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ".to_vec(),
        Slow::Body => {
            let whole = Request {
                method: "POST",
                key: &key,
                content_type: "application/json",
                body: &[b' '; 8192],
                ..Request::get(path::SESSION_CODE, "")
            };
            let mut bytes = whole.bytes();
            bytes.truncate(bytes.len() - 8000);
            bytes
        }
        // Asks for much, many times over, and takes none of it.
        Slow::Reading => Request::get(path::COURSE_TEXTS, "").bytes().repeat(20),
    };
    stream.write_all(&begun).await.unwrap();
    stream
}

/// Honest requests one after the other, each on a connection of its own; how long those took that were served.
async fn honest(
    portal: &Portal,
    resident: &Resident,
    asked: usize,
    every: Duration,
) -> Vec<Duration> {
    let requests = [
        Request::get(path::COURSES, "").bytes(),
        Request::get(path::APPLICATIONS, resident.cookie()).bytes(),
        Request::get(path::POLICY_PACK, "").bytes(),
    ];
    let start = Instant::now();
    let mut waits = Vec::new();
    for (turn, request) in (0..asked).zip(requests.iter().cycle()) {
        let due = start + every * u32::try_from(turn).unwrap();
        tokio::time::sleep_until(due.into()).await;
        let ask = async { Line::to(portal).await?.ask(request).await };
        let answer = tokio::time::timeout(Duration::from_secs(30), ask).await;
        if matches!(answer, Ok(Ok(answer)) if answer.status == 200) {
            waits.push(due.elapsed());
        }
    }
    waits
}

/// Each attack of slowhttptest, and the same without one, in turn.
async fn attacked(portal: &Portal, resident: &Resident, connections: usize) -> String {
    let asked = usize::try_from(ATTACK.as_millis() / EVERY.as_millis()).unwrap();
    let mut lines = Vec::new();
    for slow in ALL {
        let without = honest(portal, resident, asked, EVERY).await;
        // Whoever is slow is cut off, so the tool is done before the honest are: then it begins anew.
        let waves = Arc::new(AtomicUsize::new(0));
        let attack = attack(portal.origin.clone(), (slow, connections), waves.clone());
        let attack = tokio::spawn(attack);
        let with = honest(portal, resident, asked, EVERY).await;
        assert!(!attack.is_finished(), "slowhttptest did nothing");
        attack.abort();
        let waves = waves.load(Ordering::Relaxed);
        lines.push(format!(
            "  `slowhttptest {}`, begun {waves} times: {} ({} without it).",
            flag(slow),
            judged(&with, asked),
            judged(&without, asked)
        ));
    }
    format!(
        "- **Slow connections**, {connections} at a time by slowhttptest for {} s of each kind, while somebody honest asked every {} ms on a new connection (bar: 99 % within 200 ms):\n{}",
        ATTACK.as_secs(),
        EVERY.as_millis(),
        lines.join("\n")
    )
}

fn flag(slow: Slow) -> &'static str {
    match slow {
        Slow::Headers => "-H",
        Slow::Body => "-B",
        Slow::Reading => "-X",
    }
}

fn judged(waits: &[Duration], asked: usize) -> String {
    let mut waits = waits.to_vec();
    waits.sort();
    let good = waits.iter().filter(|wait| **wait <= GOOD).count();
    let at = |part: usize| {
        waits
            .get(waits.len() * part / 100)
            .copied()
            .unwrap_or(Duration::MAX)
    };
    format!(
        "{}.{} % of {asked} within 200 ms, median {} ms, 99 % {} ms",
        good * 100 / asked,
        good * 1000 / asked % 10,
        at(50).as_millis(),
        at(99).as_millis()
    )
}

/// Attacks until it is aborted, and counts how often it began.
async fn attack(origin: String, (slow, connections): (Slow, usize), waves: Arc<AtomicUsize>) {
    loop {
        waves.fetch_add(1, Ordering::Relaxed);
        let said = slowhttptest(&origin, slow, connections).wait_with_output();
        let said = String::from_utf8_lossy(&said.await.unwrap().stdout).into_owned();
        let reached = said.contains("connected") || said.contains("Slow HTTP test");
        assert!(reached, "slowhttptest did nothing: {said}");
    }
}

fn slowhttptest(origin: &str, slow: Slow, connections: usize) -> tokio::process::Child {
    let seconds = (ATTACK + Duration::from_secs(15)).as_secs().to_string();
    let connections = connections.to_string();
    let place = match slow {
        Slow::Headers => "/",
        Slow::Body => path::SESSION_CODE,
        Slow::Reading => path::COURSE_TEXTS,
    };
    let url = format!("{origin}{place}");
    let mut command = Command::new("slowhttptest");
    command.args([
        flag(slow),
        "-c",
        &connections,
        "-r",
        "200",
        "-l",
        &seconds,
        "-p",
        "5",
        "-u",
        &url,
    ]);
    command.args(match slow {
        Slow::Headers => &["-i", "5", "-t", "GET", "-x", "24"][..],
        Slow::Body => &["-i", "5", "-s", "8192", "-t", "POST", "-x", "10"],
        Slow::Reading => &["-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"],
    });
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command.kill_on_drop(true).spawn().unwrap()
}
