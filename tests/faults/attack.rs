//! What attackers' tools look for: things that nobody links to, and a database that listens to what is typed.

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use self::found::Known;
use crate::harness::resident::fresh_key;
use crate::harness::wire::{Line, Request};
use crate::harness::{Portal, Resident, count, is_long, report};

mod ffuf;
mod found;
mod sqlmap;

/// Words in `script/test`: our own list; `script/faults` says how many ffuf tries.
const OWN_WORDS: &str = include_str!("attack/words.txt");
/// What comes before a word.
const PLACES: [&str; 3] = ["/", "/api/", "/api/staff/"];
/// What is typed where an id or a version belongs; every statement would be felt if it reached a database.
const INJECTIONS: [&str; 6] = [
    "'",
    "%27%20OR%20%271%27=%271",
    "x%27;DROP%20TABLE%20sessions;--",
    "1%20UNION%20SELECT%20name%20FROM%20sqlite_schema--",
    "x%27||randomblob(100000000)||%27",
    "%22%29%3B%20ATTACH%20DATABASE%20%27/tmp/x%27%20AS%20x;--",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attackers_tools_find_nothing() {
    let portal = Portal::start();
    let resident = Resident::sign_in(&portal, "13900000001").await;
    let file = resident.hand_in().await.id;
    let description: Value = serde_json::from_str(&portal.fumin_alone(&["openapi"])).unwrap();
    let known = Known::of(&portal, &description).await;
    let targets = targets(&portal, &file).await;
    let mut lines = Vec::new();
    if is_long() {
        let words = words(count(OWN_WORDS.lines().count()));
        for place in PLACES {
            lines.push(ffuf::run(&portal, place, &words, &known).await);
        }
        lines.push(sqlmap::run(&portal, &resident, &targets).await);
    } else {
        look_for_own_words(&portal, &known).await;
        inject(&portal, &resident, &targets).await;
    }
    assert_eq!(resident.find(&file).await.id, file, "the file is there");
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    if !lines.is_empty() {
        let figures = lines.join("\n");
        report(&format!(
            "- **Attacked** with the tools that attackers use; nothing was found, no answer of 500 or more, `fumin verify` clean:\n{figures}"
        ));
    }
}

/// What is read by an id or a version that somebody types: where it is `*`, a tool puts its own.
async fn targets(portal: &Portal, file: &str) -> Vec<String> {
    let mut line = Line::to(portal).await.unwrap();
    let mut first_of = async |path: &str, name: &str| {
        let answer = line.ask(&Request::get(path, "").bytes()).await.unwrap();
        let list: Value = serde_json::from_slice(&answer.body).unwrap();
        let found = list.pointer(name).and_then(Value::as_str);
        found
            .unwrap_or_else(|| panic!("{path} has no {name}"))
            .to_owned()
    };
    let course = first_of(api::path::COURSES, "/0/id").await;
    let version = first_of(api::path::CATALOGUE, "/version").await;
    let pack = first_of(api::path::POLICY_PACK, "/hash").await;
    vec![
        format!("/api/courses/{course}*"),
        format!("/api/courses/{course}*/seats"),
        format!("/api/catalogue?since={version}*"),
        format!("/api/policy-pack/{pack}*/rules"),
        format!("/api/applications/{file}*"),
        format!("/api/applications/{file}*/qr.svg"),
        format!("/api/applications/{file}/documents/x*"),
    ]
}

/// Our own words first, then as many of those that sqlmap brings along as are wanted.
fn words(wanted: usize) -> Vec<String> {
    let lists = ["common-files.txt", "smalldict.txt", "common-tables.txt"];
    let folder = PathBuf::from("/usr/share/sqlmap/data/txt");
    let theirs = lists.map(|list| std::fs::read_to_string(folder.join(list)).unwrap_or_default());
    let mut words: Vec<String> = Vec::new();
    let all = OWN_WORDS
        .lines()
        .chain(theirs.iter().flat_map(|list| list.lines()));
    for word in all {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_graphic());
        let is_good = is_plain
            && !word.is_empty()
            && !word.contains(['#', '?', '"', '\\', '<', '>', '^', '`', '{', '|', '}']);
        if is_good && words.len() < wanted {
            words.push(word.to_owned());
        }
    }
    words.sort();
    words.dedup();
    words
}

async fn look_for_own_words(portal: &Portal, known: &Known) {
    let mut line = Line::to(portal).await.unwrap();
    for place in PLACES {
        for word in OWN_WORDS.lines() {
            let path = format!("{place}{word}");
            let asked = line.ask(&Request::get(&path, "").bytes()).await;
            let Ok(answer) = asked else {
                line = Line::to(portal).await.unwrap();
                continue;
            };
            let finding = known.judge(&path, answer.status, answer.body.len());
            assert_eq!(finding, None, "{}", String::from_utf8_lossy(&answer.body));
        }
    }
}

async fn inject(portal: &Portal, resident: &Resident, targets: &[String]) {
    let mut line = Line::to(portal).await.unwrap();
    for target in targets {
        for injection in INJECTIONS {
            let path = target.replace('*', injection);
            let request = Request::get(&path, resident.cookie()).bytes();
            let answer = line.ask(&request).await.unwrap();
            let is_whole = target.contains("?since=") && answer.status == 200;
            let is_refused = [400, 404, 422].contains(&answer.status);
            assert!(is_whole || is_refused, "{path}: {}", answer.status);
        }
    }
    let key = fresh_key();
    for injection in ["' OR '1'='1", "x'); DROP TABLE applications; --"] {
        let body = serde_json::json!({ "code": injection, "phone_tail": injection });
        let body = body.to_string();
        let request = Request {
            method: "POST",
            key: &key,
            content_type: "application/json",
            body: body.as_bytes(),
            ..Request::get(api::path::TRACKING, "")
        };
        let answer = line.ask(&request.bytes()).await.unwrap();
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
}

/// Room for a tool's files.
fn scratch() -> TempDir {
    tempfile::tempdir().unwrap()
}
