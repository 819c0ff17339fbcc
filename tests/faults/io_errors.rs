//! A disk whose writes and syncs fail now and then: what was acknowledged is there, and the server goes on by itself.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use reqwest::StatusCode;

use crate::harness::crowd::{Counts, Crowd};
use crate::harness::{Portal, Setup, count, random_below, report};

/// Bouts of failing in `script/test`.
const BOUTS: usize = 12;
/// Bouts on one data folder: a resident may begin twenty applications a day.
const BOUTS_A_FOLDER: usize = 60;
/// `EIO`, as Linux numbers it.
const EIO: u32 = 5;
/// What fails in a bout, one after the other: what the database calls, and nothing that the network shares with it.
const POINTS: [&str; 4] = [
    "posix/io/sync/fsync",
    "posix/io/rw/pwrite",
    "posix/io/rw/pwrite/reduce",
    "posix/io/rw/ftruncate",
];
/// What a person is told while the disk fails; the key makes trying again safe.
const EXCUSED: &[StatusCode] = &[
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::INTERNAL_SERVER_ERROR,
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_disk_loses_nothing_acknowledged() {
    let wanted = count(BOUTS);
    let (mut bouts, mut failed) = (0, 0);
    let mut counts = Counts::default();
    while bouts < wanted {
        let folder = tempfile::tempdir().unwrap();
        let control = folder.path().join("control");
        let words = ["fiu-run", "-x", "-f", control.to_str().unwrap()];
        let portal = Portal::start_as(Setup {
            before: words.map(str::to_owned).into(),
            ..Setup::default()
        });
        let crowd = Crowd::start(&portal, EXCUSED).await;
        let last = wanted.min(bouts + BOUTS_A_FOLDER);
        while bouts < last && !crowd.is_done() {
            let point = POINTS[bouts % POINTS.len()];
            let fail = format!("enable_random name={point},probability=0.2,failinfo={EIO}");
            say(&control, &portal, &fail);
            tokio::time::sleep(Duration::from_millis(50 + random_below(200))).await;
            say(&control, &portal, &format!("disable name={point}"));
            tokio::time::sleep(Duration::from_millis(random_below(100))).await;
            bouts += 1;
        }
        counts.add(&crowd.finish(&portal).await);
        failed += portal.logged("could not commit");
    }
    let Counts {
        acknowledged,
        repeated,
    } = counts;
    assert!(acknowledged > 0 && failed > 0, "the failures hit nothing");
    report(&format!(
        "- **Disk errors** (libfiu: every fifth write or sync fails with `EIO`) in {bouts} bouts: {failed} commits failed and their outcome was found out by reopening, {acknowledged} applications acknowledged, {repeated} requests had to be sent again under their keys; 0 lost, 0 doubled, the same server went on, `fumin verify` clean."
    ));
}

/// Tells libfiu inside the server what is to fail.
fn say(control: &Path, portal: &Portal, words: &str) {
    let id = portal.id().to_string();
    let mut command = Command::new("fiu-ctrl");
    command.args(["-f", control.to_str().unwrap(), "-c", words, &id]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.is_empty(),
        "{words}: {said}"
    );
}
