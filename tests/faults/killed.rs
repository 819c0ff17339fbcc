//! `kill -9` at random moments: what the server acknowledged is there afterwards, once.

use std::time::Duration;

use reqwest::StatusCode;

use crate::harness::crowd::{Counts, Crowd};
use crate::harness::{Portal, count, random_below, report};

/// Kills in `script/test`.
const KILLS: usize = 50;
/// Kills on one data folder: a resident may begin twenty applications a day.
const KILLS_A_FOLDER: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_and_doubles_nothing() {
    let wanted = count(KILLS);
    let mut killed = 0;
    let mut counts = Counts::default();
    while killed < wanted {
        let most = KILLS_A_FOLDER.min(wanted - killed);
        let mut portal = Portal::start();
        let crowd = Crowd::start(&portal, &[StatusCode::SERVICE_UNAVAILABLE]).await;
        let mut kills = 0;
        // A kill counts only while somebody writes.
        while kills < most && !crowd.is_done() {
            tokio::time::sleep(Duration::from_millis(random_below(250))).await;
            portal.kill();
            portal.restart();
            kills += 1;
        }
        counts.add(&crowd.finish(&portal).await);
        killed += kills;
    }
    let Counts {
        acknowledged,
        repeated,
    } = counts;
    assert!(acknowledged > 0 && repeated > 0, "the kills hit nothing");
    report(&format!(
        "- **Killed** (`kill -9`) {killed} times at random moments: {acknowledged} applications acknowledged, {repeated} requests sent again under their keys; 0 lost, 0 doubled, `fumin verify` clean."
    ));
}
