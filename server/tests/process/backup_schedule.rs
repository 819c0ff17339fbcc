//! Backups that the server makes by itself.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{ChildStderr, Command, Stdio};

use crate::{FUMIN, Portal, serve};

/// A portal whose log is read.
fn start(data: &Path, to: &Path, words: &[&str]) -> (Portal, BufReader<ChildStderr>) {
    let mut command = serve(data);
    command.arg("--backup-to").arg(to).args(words);
    let mut portal = Portal::spawn(command.stderr(Stdio::piped()));
    let log = BufReader::new(portal.child.stderr.take().unwrap());
    (portal, log)
}

/// Reads the log up to a line with these words.
pub(crate) fn read_until(log: &mut BufReader<ChildStderr>, words: &str) -> String {
    let mut line = String::new();
    while !line.contains(words) {
        line.clear();
        assert_ne!(
            log.read_line(&mut line).unwrap(),
            0,
            "no line says: {words}"
        );
    }
    line
}

#[test]
fn old_ones_go_once_a_new_one_is_there_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backups");
    for name in ["fumin-620602-20200101-000000", "fumin-other", "mine"] {
        fs::create_dir_all(to.join(name)).unwrap();
    }
    let words = ["--backup-every", "1s", "--backup-keep", "2"];
    let (portal, mut log) = start(&folder.path().join("data"), &to, &words);
    for _ in 0..4 {
        read_until(&mut log, "made a backup and found it whole");
    }
    drop(portal);
    let entries = fs::read_dir(&to).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    let whole = |name: &&String| {
        let mut verify = Command::new(FUMIN);
        verify.arg("verify").arg("--backup").arg(to.join(name));
        verify.output().unwrap().status.success()
    };
    // The server was killed and may have left one that it had begun.
    let finished: Vec<_> = names
        .iter()
        .filter(|name| to.join(name).join("manifest.json").exists())
        .collect();
    assert!((2..=3).contains(&finished.len()), "{names:?}");
    assert!(finished.iter().all(whole), "{names:?}");
    assert!(
        !names.contains(&"fumin-620602-20200101-000000".to_owned()),
        "what was broken off is cleared away"
    );
    assert!(names.contains(&"mine".to_owned()) && names.contains(&"fumin-other".to_owned()));
}

#[test]
fn a_failure_is_loud_and_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("not-mounted");
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let administration = free.local_addr().unwrap();
    drop(free);
    let mut command = Command::new(FUMIN);
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--admin-listen"])
        .arg(administration.to_string())
        .arg("--data")
        .arg(folder.path().join("data"))
        .arg("--backup-to")
        .arg(&nowhere);
    let mut portal = Portal::spawn(command.stderr(Stdio::piped()));
    let mut log = BufReader::new(portal.child.stderr.take().unwrap());
    let line = read_until(&mut log, "the backup failed");
    assert!(
        line.contains("\"ERROR\"") && line.contains("not-mounted"),
        "{line}"
    );
    assert!(!nowhere.exists(), "a backup on the wrong disk is none");

    let ask = |path: &str| {
        let mut stream = TcpStream::connect(administration).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let answer = ask("/backups");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("not-mounted"), "{answer}");
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
    let numbers = ask("/metrics");
    for line in [
        "fumin_answers_total{status=\"2xx\"} 1\n",
        "fumin_requests_under_way{kind=\"write\"} 0\n",
        "fumin_backup_failed 1\n",
    ] {
        assert!(numbers.contains(line), "{line}{numbers}");
    }
    // Nobody but the administrator reads them.
    assert!(!portal.get("/metrics").contains("fumin_backup_failed"));
}
