//! A device that does not give up.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use domain::made_up;
use http::{Method, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::filing::good_answers;
use crate::portal::{Answer, Browser, fresh_key};

/// A database that crashed answers nobody until it has read its log again, however long that is on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(50);
/// A resident may begin twenty a day.
pub(super) const FILES_PER_RESIDENT: usize = 20;

/// Sends the same request under the same key until it is answered.
pub(super) async fn insist(
    resident: &mut Browser,
    method: Method,
    path: &str,
    body: &impl Serialize,
) -> Answer {
    let key = fresh_key();
    let begun = Instant::now();
    loop {
        let answer = resident.send_json(method.clone(), path, &key, body).await;
        if answer.status != StatusCode::SERVICE_UNAVAILABLE {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{path} was never answered");
        tokio::time::sleep(PAUSE).await;
    }
}

/// How many files a test hands in; `script/faults` says more.
pub(super) fn files() -> usize {
    let said = std::env::var("FUMIN_COUNT").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(12)
}

/// Says what was found; to the file `FUMIN_FIGURES` too, from which `script/faults` puts it into the benchmarks.
pub(super) fn report(figures: &str) {
    eprintln!("{figures}");
    if let Some(file) = std::env::var_os("FUMIN_FIGURES") {
        let file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(file);
        writeln!(file.unwrap(), "{figures}").unwrap();
    }
}

/// Every answer, each time of somebody else, for nobody may have two files under way.
pub(super) fn somebodys_answers() -> Value {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    let born = (1980, made / 28 % 12 + 1, made % 28 + 1);
    let mut answers = good_answers();
    answers["id_number"] = json!(made_up::id_number(born, made / 336));
    answers
}
