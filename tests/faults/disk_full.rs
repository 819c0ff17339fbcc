//! A disk that is full: writing is refused with a clear 507, reading goes on, and with room again so does writing.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use api::{Problem, path};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::harness::resident::{actions_of, answers_of, fresh_key, submission};
use crate::harness::wire::{Line, Request};
use crate::harness::{Portal, Resident, Setup, count, report, residents};

/// Times the disk fills up in `script/test`.
const FILLINGS: usize = 2;
/// A disk of its own, in memory.
const DISK: &str = "size=64m,mode=0700";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writing_clearly_and_recovers() {
    let fillings = count(FILLINGS);
    let disk = tempfile::tempdir().unwrap();
    let portal = portal_on(disk.path());
    let people = residents(&portal, 2 + fillings).await;
    let handed_in = people[0].hand_in().await;
    let draft = people[1].filled().await;
    let mut refused = 0;
    for leaver in people.iter().skip(2) {
        let filler = Filler::fill(&portal);
        refused += until_full(&people[1], &draft.id).await;
        refused_with_507(&people[1], &draft.id, draft.version).await;
        reads_go_on(&portal, &people[0], &handed_in.id).await;
        leaves(&portal, leaver).await;
        drop(filler);
        until_writable(&people[1], &draft.id).await;
    }
    let filed = people[1].submit(&draft.id).await;
    assert!(filed.acceptance_number.is_some());
    assert_eq!(people[0].find(&handed_in.id).await, handed_in);
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    report(&format!(
        "- **Disk full** {fillings} times (a file system of 64 MiB): {refused} writes refused with 507, every read answered, people could sign out; with room again the same server wrote on, 0 acknowledged lost, `fumin verify` clean."
    ));
}

/// Mounts a small disk at the folder, in a namespace of the server's own, which ends with it.
fn portal_on(disk: &Path) -> Portal {
    let is_root = std::fs::metadata("/proc/self").unwrap();
    let is_root = std::os::unix::fs::MetadataExt::uid(&is_root) == 0;
    let unshare: &[&str] = if is_root {
        &["unshare", "--mount"]
    } else {
        &["unshare", "--mount", "--map-root-user"]
    };
    let mount = format!("mount -t tmpfs -o {DISK} fumin-test \"$0\" && exec \"$@\"");
    let words = unshare
        .iter()
        .copied()
        .chain(["sh", "-c", &mount, disk.to_str().unwrap()]);
    let mut portal = Portal::start_as(Setup {
        data: Some(disk.to_owned()),
        before: words.map(str::to_owned).collect(),
        ..Setup::default()
    });
    let id = portal.id().to_string();
    let enter = ["nsenter", "--target", &id, "--mount"].map(str::to_owned);
    portal.setup.beside = enter.into();
    if !is_root {
        let user = ["--user", "--preserve-credentials"].map(str::to_owned);
        portal.setup.beside.extend(user);
    }
    portal
}

/// Takes all the room there is; dropping it gives it back.
struct Filler(PathBuf);

impl Filler {
    fn fill(portal: &Portal) -> Self {
        // Seen from outside, the disk lies below the root of the server's namespace.
        let seen = format!(
            "/proc/{}/root{}/filler",
            portal.id(),
            portal.data().display()
        );
        let filler = Self(seen.into());
        let mut file = File::create(&filler.0).unwrap();
        for size in [64 * 1024, 4096, 1] {
            let full = std::iter::repeat_with(|| file.write(&vec![0; size])).find_map(Result::err);
            assert_eq!(full.map(|error| error.kind()), Some(ErrorKind::StorageFull));
        }
        filler
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Saves until the disk takes no more; what was acknowledged before it stays, says how many were refused.
async fn until_full(resident: &Resident, id: &str) -> usize {
    let mut last = String::new();
    for turn in 0..10_000 {
        let words = format!("第 {turn} 次 {}", "满".repeat(100));
        match save(resident, id, &words).await {
            Ok(()) => last = words,
            Err(StatusCode::INSUFFICIENT_STORAGE) => {
                let answers = json!(resident.find(id).await.answers);
                let kept = answers["purpose"].as_str();
                assert!(
                    last.is_empty() || kept == Some(&last),
                    "an acknowledged save is lost"
                );
                return 1;
            }
            Err(status) => panic!("{status}"),
        }
    }
    panic!("the disk never filled up");
}

/// The same server writes again soon after there is room.
async fn until_writable(resident: &Resident, id: &str) {
    let start = Instant::now();
    while let Err(status) = save(resident, id, "有地方了").await {
        assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE);
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "there is room, and it is not used"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn save(resident: &Resident, id: &str, words: &str) -> Result<(), StatusCode> {
    let body = json!({ "answers": { "purpose": words } });
    let answer = resident
        .send(Method::PATCH, &answers_of(id), &body, &fresh_key())
        .await
        .unwrap();
    let status = answer.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(status)
    }
}

/// Handing in and adding a paper say what is the matter.
async fn refused_with_507(resident: &Resident, id: &str, version: u32) {
    let path = actions_of(id);
    let answer = resident
        .send(Method::POST, &path, &submission(version), &fresh_key())
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::INSUFFICIENT_STORAGE);
    let problem: Problem = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(problem.code, api::ProblemCode::StorageFull);
}

async fn reads_go_on(portal: &Portal, resident: &Resident, id: &str) {
    let own = path::with_id(path::APPLICATION, id);
    let reads = [
        (path::HEALTH, ""),
        (path::COURSES, ""),
        (path::POLICY_PACK, ""),
        (path::APPLICATIONS, resident.cookie()),
        (own.as_str(), resident.cookie()),
    ];
    let mut line = Line::to(portal).await.unwrap();
    for (path, cookie) in reads {
        let answer = line.ask(&Request::get(path, cookie).bytes()).await.unwrap();
        let words = String::from_utf8_lossy(&answer.body);
        assert!(
            [200, 204].contains(&answer.status),
            "{path}: {} {words}",
            answer.status
        );
    }
}

async fn leaves(portal: &Portal, resident: &Resident) {
    let sign_out = Request {
        method: "DELETE",
        key: &fresh_key(),
        ..Request::get(path::SESSION, resident.cookie())
    };
    let mut line = Line::to(portal).await.unwrap();
    assert_eq!(line.ask(&sign_out.bytes()).await.unwrap().status, 204);
    let answer = line
        .ask(&Request::get(path::APPLICATIONS, resident.cookie()).bytes())
        .await;
    assert_eq!(answer.unwrap().status, 401);
}
