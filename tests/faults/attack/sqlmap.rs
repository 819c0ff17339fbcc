//! sqlmap: whether anything that is typed reaches the database as more than a value.

use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::Command;
use tokio::time::timeout;

use super::scratch;
use crate::harness::{Portal, Resident};

/// For all targets together.
const MOST: Duration = Duration::from_secs(600);
/// What it says of a parameter that is safe, and of one that is not.
const SAFE: &str = "do not appear to be injectable";
const UNSAFE: [&str; 3] = [
    "is vulnerable",
    "identified the following injection point",
    "' injectable",
];

/// Tries every target in turn, each for its share of the time; what came of it.
pub(super) async fn run(portal: &Portal, resident: &Resident, targets: &[String]) -> String {
    let (mut requests, mut finished) = (0, 0);
    let start = Instant::now();
    for (place, target) in targets.iter().enumerate() {
        let rest = MOST.saturating_sub(start.elapsed());
        let share = rest / u32::try_from(targets.len() - place).unwrap();
        let (said, asked) = tried(portal, resident, target, share).await;
        for word in UNSAFE {
            assert!(!said.contains(word), "{target}: {said}");
        }
        assert!(
            !said.contains("500 (Internal Server Error)"),
            "{target}: {said}"
        );
        assert!(asked > 50, "{target}: {asked} requests, {said}");
        requests += asked;
        finished += usize::from(said.contains(SAFE));
    }
    assert!(finished > 0, "sqlmap came to the end of none");
    format!(
        "  `sqlmap --level 3 --risk 2`: {} places of what is typed, {requests} requests, nothing injectable; it came to its end at {finished} of them within ten minutes.",
        targets.len()
    )
}

/// What it said about one target, and how many requests it made.
async fn tried(
    portal: &Portal,
    resident: &Resident,
    target: &str,
    share: Duration,
) -> (String, usize) {
    let folder = scratch();
    let (traffic, output) = (folder.path().join("traffic"), folder.path().join("said"));
    let said = std::fs::File::create(&output).unwrap();
    let mut command = Command::new("sqlmap");
    command
        .args(["-u", &format!("{}{target}", portal.origin)])
        .args([
            "--batch",
            "--level",
            "3",
            "--risk",
            "2",
            "--dbms",
            "SQLite",
            "--threads",
            "4",
        ])
        .args([
            "--cookie",
            resident.cookie(),
            "--skip",
            "cookie,user-agent,referer,host",
        ])
        .args(["--ignore-code", "404", "--disable-coloring", "--output-dir"])
        .arg(folder.path())
        .arg("-t")
        .arg(&traffic)
        .stdin(Stdio::null())
        .stdout(said)
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    if let Ok(ended) = timeout(share, child.wait()).await {
        ended.unwrap();
    } else {
        child.kill().await.unwrap();
    }
    let traffic = std::fs::read(&traffic).unwrap_or_default();
    let asked = String::from_utf8_lossy(&traffic)
        .matches("HTTP request [#")
        .count();
    let said = std::fs::read(&output).unwrap();
    (String::from_utf8_lossy(&said).into_owned(), asked)
}
