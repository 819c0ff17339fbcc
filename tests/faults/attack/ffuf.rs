//! ffuf: every word of a list in one place of an address.

use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

use super::found::Known;
use super::scratch;
use crate::harness::Portal;

/// It ends by itself after this time.
const MOST_SECONDS: &str = "200";

/// Tries the words behind a place and judges each answer; what it says of it.
pub(super) async fn run(portal: &Portal, place: &str, words: &[String], known: &Known) -> String {
    let folder = scratch();
    let (list, results) = (folder.path().join("words"), folder.path().join("results"));
    std::fs::write(&list, words.join("\n")).unwrap();
    let mut command = Command::new("ffuf");
    command
        .args([
            "-u",
            &format!("{}{place}FUZZ", portal.origin),
            "-mc",
            "all",
            "-s",
        ])
        .args(["-t", "8", "-maxtime", MOST_SECONDS, "-of", "json", "-w"])
        .arg(&list)
        .arg("-o")
        .arg(&results)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    let output = command.output().await.unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ffuf: {complaint}");
    let found: Value = serde_json::from_slice(&std::fs::read(&results).unwrap()).unwrap();
    let found = found["results"].as_array().unwrap();
    let findings: Vec<_> = found
        .iter()
        .filter_map(|result| {
            let path = format!("{place}{}", result["input"]["FUZZ"].as_str().unwrap());
            let number = |name: &str| result[name].as_u64().unwrap();
            let status = u16::try_from(number("status")).unwrap();
            known.judge(&path, status, usize::try_from(number("length")).unwrap())
        })
        .collect();
    assert_eq!(findings, Vec::<String>::new(), "ffuf behind {place}");
    assert!(
        found.len() * 10 >= words.len() * 9,
        "ffuf behind {place}: only {} answers",
        found.len()
    );
    format!(
        "  `ffuf` behind `{place}`: {} words, nothing but pages and described operations.",
        found.len()
    )
}
