//! Backups while people hand in: each is whole, can be restored, and holds everything that was acknowledged before it began.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::harness::crowd::Crowd;
use crate::harness::{Portal, count, report};

/// Backups in `script/test`.
const BACKUPS: usize = 3;
/// Backups of one data folder: a resident may begin twenty applications a day.
const BACKUPS_A_FOLDER: usize = 10;

/// A backup, and what it has to hold.
struct Kept {
    folder: PathBuf,
    acknowledged: usize,
    took: Duration,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_saved_under_load_is_all_there() {
    let wanted = count(BACKUPS);
    let (mut made, mut acknowledged, mut longest) = (0, 0, Duration::ZERO);
    while made < wanted {
        let most = BACKUPS_A_FOLDER.min(wanted - made);
        let portal = Portal::start();
        let place = tempfile::tempdir().unwrap();
        let crowd = Crowd::start(&portal, &[]).await;
        let mut kept = Vec::new();
        // A backup counts only while somebody writes.
        while kept.len() < most && !crowd.is_done() {
            let acknowledged = crowd.acknowledged();
            let folder = place.path().join(kept.len().to_string());
            let begun = Instant::now();
            tokio::task::block_in_place(|| save(&portal, &folder, place.path()));
            kept.push(Kept {
                folder,
                acknowledged,
                took: begun.elapsed(),
            });
        }
        acknowledged += crowd.finish(&portal).await.acknowledged;
        for one in &kept {
            restore(&portal, one, place.path());
            longest = longest.max(one.took);
        }
        made += kept.len();
    }
    assert!(acknowledged > made, "nobody handed in meanwhile");
    report(&format!(
        "- **Saved under load**: {made} backups while four people handed in one file after the other, {acknowledged} in all: each found whole by `fumin verify --backup`, restored into an empty folder and verified there, with everything acknowledged before it began; 0 lost, the portal itself clean. The longest took {:.1} s.",
        longest.as_secs_f64()
    ));
}

fn save(portal: &Portal, folder: &Path, place: &Path) {
    let (to, keys) = (text(folder), text(&place.join("keys.json")));
    portal.fumin(&["backup", "--to", &to, "--keys-to", &keys], "");
}

fn restore(portal: &Portal, kept: &Kept, place: &Path) {
    let (from, keys) = (text(&kept.folder), text(&place.join("keys.json")));
    let said = portal.compute(&["verify", "--backup", &from, "--keys", &keys], "");
    assert!(said.contains("everything holds together"), "{said}");
    let data = text(&kept.folder.with_extension("restored"));
    let words = ["restore", "--from", &from, "--keys", &keys, "--data", &data];
    portal.compute(&words, "");
    let said = portal.compute(&["verify", "--data", &data], "");
    assert!(said.contains("everything holds together"), "{said}");
    let events = events_of(&said);
    assert!(
        events >= kept.acknowledged,
        "{events} events of {} acknowledged: {said}",
        kept.acknowledged
    );
}

/// From `12 files (0 erased), 34 events, …`. A draft leaves none, handing in leaves one.
fn events_of(said: &str) -> usize {
    let before = said.split(" events").next().unwrap_or_default();
    let number = before.rsplit(' ').next().unwrap_or_default();
    number
        .parse()
        .unwrap_or_else(|_| panic!("no count in {said}"))
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
