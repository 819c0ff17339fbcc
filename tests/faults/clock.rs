//! The machine's clock jumps ten years back and a hundred years ahead: nothing is forgotten, nobody is signed in again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use api::path;
use domain::Date;

use crate::harness::resident::fresh_key;
use crate::harness::wire::{Answer, Line, Request};
use crate::harness::{Portal, Resident, Setup, count, is_long, report};

/// Jumps both ways in `script/test`, each while the server runs and while it is off.
const JUMPS: usize = 1;
const DAY: i64 = 24 * 60 * 60;
const PHONE: &str = "13900000001";
const OTHER_PHONE: &str = "13900000002";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_forgets_nothing_and_revives_nobody() {
    let jumps = count(JUMPS);
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::below(folder.path());
    let setup = Setup {
        data: Some(folder.path().join("data")),
        variables: clock.variables(),
        ..Setup::default()
    };
    std::fs::create_dir(setup.data.as_ref().unwrap()).unwrap();
    let mut portal = Portal::start_as(setup);
    let resident = Resident::sign_in(&portal, PHONE).await;
    let file = resident.hand_in().await;
    let left = Resident::sign_in(&portal, OTHER_PHONE).await;
    leave(&portal, &left).await;
    for jump in 0..jumps {
        for years in [-10, 100] {
            let days = years * 365 + i64::try_from(jump).unwrap();
            while_it_runs(&portal, &clock, days, &resident, &left).await;
            while_it_is_off(&mut portal, &clock, days);
        }
        let now = resident.find(&file.id).await;
        assert_eq!(now, file, "the file changed");
    }
    confirmed(&mut portal, &clock, &resident).await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    report(&format!(
        "- **Clock** put {jumps} times 10 years back and 100 ahead, while the server ran{} and while it was off: the running server went on by its own count, a start was refused each time, and as said by `fumin admin confirm-clock` taken; 0 sessions revived, 0 files, sessions or messages lost.",
        if is_long() {
            " (over the jobs of a minute)"
        } else {
            ""
        }
    ));
}

/// The last line of the log once it is not of today any more: lines wait for each other for a moment.
async fn line_of_another_day(portal: &Portal, today: &str) -> String {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let log = portal.log_tail();
        let line = log.lines().last().unwrap_or_default();
        if !line.contains(today) || Instant::now() > deadline {
            return line.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The sessions hold as before, and what is written carries the true day.
async fn while_it_runs(
    portal: &Portal,
    clock: &Clock,
    days: i64,
    resident: &Resident,
    left: &Resident,
) {
    clock.put(days * DAY);
    assert_eq!(ask(portal, path::HEALTH, "").await.status, 204);
    let today = format!("\"timestamp\":\"{}", this_year());
    let line = line_of_another_day(portal, &today).await;
    assert!(!line.contains(&today), "the clock did not jump: {line}");
    if is_long() {
        // The jobs run every minute; the one that forgets only at a start, which is refused below.
        tokio::time::sleep(Duration::from_secs(65)).await;
    }
    let seen = ask(portal, path::APPLICATIONS, resident.cookie()).await;
    assert_eq!(seen.status, 200, "a session that holds was ended");
    let revived = ask(portal, path::APPLICATIONS, left.cookie()).await;
    assert_eq!(revived.status, 401, "a session that had ended was revived");
    let draft = resident.filled().await;
    let off_ms = draft.saved_at_ms - now_ms();
    assert!(
        off_ms.abs() < DAY * 1000,
        "what was written is dated {off_ms} ms off"
    );
    let discarded = Request {
        method: "DELETE",
        key: &fresh_key(),
        ..Request::get(
            &path::with_id(path::APPLICATION, &draft.id),
            resident.cookie(),
        )
    }
    .bytes();
    let mut line = Line::to(portal).await.unwrap();
    assert_eq!(line.ask(&discarded).await.unwrap().status, 204);
    clock.put(0);
}

/// A start is refused, with what to do; with the clock right it goes on.
fn while_it_is_off(portal: &mut Portal, clock: &Clock, days: i64) {
    portal.kill();
    clock.put(days * DAY);
    let refusal = portal.refusal();
    for word in ["clock", &this_year(), "confirm-clock"] {
        assert!(refusal.contains(word), "{refusal}");
    }
    clock.put(0);
    portal.restart();
}

/// After a long rest somebody says that the clock is right; sessions have ended by then, and stay ended.
async fn confirmed(portal: &mut Portal, clock: &Clock, resident: &Resident) {
    while_it_is_off(portal, clock, 31);
    portal.kill();
    clock.put(31 * DAY);
    portal.fumin(&["admin", "confirm-clock"], "");
    portal.restart();
    let ended = ask(portal, path::APPLICATIONS, resident.cookie()).await;
    assert_eq!(ended.status, 401);
    let back = Resident::sign_in(portal, PHONE).await;
    assert!(!back.list().await.applications.is_empty());
    portal.kill();
    clock.put(0);
    let refusal = portal.refusal();
    assert!(refusal.contains("clock"), "{refusal}");
    portal.fumin(&["admin", "confirm-clock"], "");
    portal.restart();
    for cookie in [back.cookie(), resident.cookie()] {
        let revived = ask(portal, path::APPLICATIONS, cookie).await;
        assert_eq!(revived.status, 401, "a session was revived");
    }
}

async fn leave(portal: &Portal, resident: &Resident) {
    let request = Request {
        method: "DELETE",
        key: &fresh_key(),
        ..Request::get(path::SESSION, resident.cookie())
    };
    let mut line = Line::to(portal).await.unwrap();
    assert_eq!(line.ask(&request.bytes()).await.unwrap().status, 204);
}

async fn ask(portal: &Portal, path: &str, cookie: &str) -> Answer {
    let mut line = Line::to(portal).await.unwrap();
    line.ask(&Request::get(path, cookie).bytes()).await.unwrap()
}

fn now_ms() -> i64 {
    let since = UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

fn this_year() -> String {
    let today = Date::from_unix_ms_shanghai(now_ms()).to_string();
    today.split('-').next().unwrap_or_default().to_owned()
}

/// A wall clock of the server's own, by libfaketime, which reads how far it is off from a file.
pub(crate) struct Clock(PathBuf);

impl Clock {
    pub(crate) fn below(folder: &Path) -> Self {
        let clock = Self(folder.join("clock"));
        clock.put(0);
        clock
    }

    pub(crate) fn put(&self, seconds: i64) {
        // In one step: the server reads the file at any moment.
        let half = self.0.with_extension("half");
        std::fs::write(&half, format!("{seconds:+}\n")).unwrap();
        std::fs::rename(half, &self.0).unwrap();
    }

    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        vec![
            (
                "LD_PRELOAD",
                "/usr/$LIB/faketime/libfaketimeMT.so.1".to_owned(),
            ),
            (
                "FAKETIME_TIMESTAMP_FILE",
                self.0.to_str().unwrap().to_owned(),
            ),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            // Only the wall clock: what counts the time that passes cannot be set.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("NO_FAKE_STAT", "1".to_owned()),
        ]
    }
}
