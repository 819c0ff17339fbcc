//! A full disk: writes are refused with 507, signing in and out, being written down and reading go on, and room heals it.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use api::path;
use serde_json::{Value, json};
use store::access_log;
use store::backup::{Copy, DATABASE, Reads as _};

use crate::{FUMIN, Portal};

/// Room kept back, in MiB.
const RESERVE: u64 = 8;
const MEBIBYTE: u64 = 1024 * 1024;

/// Someone at a browser.
#[derive(Default)]
struct Browser {
    cookie: String,
    sent: usize,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: Value,
}

impl Browser {
    fn ask(&mut self, portal: &Portal, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let kind = if body.is_empty() {
            ""
        } else {
            "content-type: application/json\r\n"
        };
        self.sent += 1;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: {}\r\n\
             idempotency-key: full-disk-test-key-{:08}\r\n{kind}content-length: {}\r\n\r\n",
            self.cookie,
            self.sent,
            body.len()
        );
        let mut stream = portal.connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        if let Some(cookie) = cookie {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            body: serde_json::from_str(body).unwrap_or_default(),
        }
    }
}

/// A portal with sample staff on a disk of 64 MiB that is there for it alone.
struct SmallDisk {
    portal: Portal,
    /// The data folder as this process reaches it.
    inside: PathBuf,
}

impl SmallDisk {
    /// In a mount namespace of its own: as root directly, otherwise as root of a user namespace.
    fn start(folder: &Path) -> Self {
        let is_root = rustix::process::geteuid().is_root();
        let kinds: &[&str] = if is_root {
            &["--mount"]
        } else {
            &["--user", "--map-root-user", "--mount"]
        };
        let mut command = Command::new("unshare");
        command
            .args(kinds)
            .args([
                "sh",
                "-c",
                "mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"",
            ])
            .arg(folder)
            .args([FUMIN, "serve", "--demo", "--listen", "127.0.0.1:0"])
            .args(["--admin-listen", "127.0.0.1:0", "--reserve"])
            .arg(RESERVE.to_string())
            .arg("--data")
            .arg(folder);
        // Without the right to mount, what is said on standard error says so, and the test fails.
        let portal = Portal::spawn(command.stderr(Stdio::inherit()));
        let root = PathBuf::from(format!("/proc/{}/root", portal.child.id()));
        let inside = root.join(folder.strip_prefix("/").unwrap());
        Self { portal, inside }
    }

    fn reserve(&self) -> u64 {
        fs::metadata(self.inside.join("fumin.reserve"))
            .unwrap()
            .len()
    }

    /// Takes every byte that is left.
    fn fill(&self) {
        let mut filler = File::create(self.inside.join("filler")).unwrap();
        let mut length = 1024 * 1024;
        while length > 0 {
            match filler.write(&vec![1; length]) {
                Ok(0) => length /= 2,
                Ok(_) => {}
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::StorageFull, "{error}");
                    length /= 2;
                }
            }
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.inside.join("filler")).unwrap();
    }

    fn sign_in(&self, username: &str) -> Browser {
        let mut words = self.portal.printed.split_whitespace();
        words.find(|word| *word == username).unwrap();
        let password = words.next().unwrap();
        let mut browser = Browser::default();
        let request = json!({ "username": username, "password": password });
        let answer = browser.ask(&self.portal, "POST", path::STAFF_SESSION, Some(&request));
        assert_eq!(answer.status, 200, "{answer:?}");
        browser
    }

    /// How often that was written down, as somebody sees who has a copy of the files.
    fn looks(&self, action: &str) -> usize {
        let copy = tempfile::tempdir().unwrap();
        for ending in ["", "-wal"] {
            let name = format!("{DATABASE}{ending}");
            fs::copy(self.inside.join(&name), copy.path().join(&name)).unwrap();
        }
        let database = Copy::open(&copy.path().join(DATABASE)).unwrap();
        let rows = database.read(|connection| access_log::list_recent(connection, 1000));
        let rows: Vec<access_log::Access> =
            rows.unwrap_or_else(|error: store::StoreError| panic!("{error}"));
        rows.iter().filter(|row| row.action == action).count()
    }
}

/// A policy officer with a draft, whose texts are large.
struct Desk {
    browser: Browser,
    draft: String,
    version: u64,
}

impl Desk {
    fn start(disk: &SmallDisk) -> Self {
        let mut browser = disk.sign_in("zhengce1");
        let packs = browser.ask(&disk.portal, "GET", path::STAFF_POLICY_PACKS, None);
        let request = json!({ "based_on": packs.body["in_force"], "title": "示例" });
        let answer = browser.ask(
            &disk.portal,
            "POST",
            path::STAFF_POLICY_DRAFTS,
            Some(&request),
        );
        assert_eq!(answer.status, 201, "{answer:?}");
        Self {
            browser,
            draft: answer.body["id"].as_str().unwrap().to_owned(),
            version: answer.body["version"].as_u64().unwrap(),
        }
    }

    /// Adds a megabyte and says how it was answered. Each is a new file: what replaces something needs no more room.
    fn write(&mut self, disk: &SmallDisk) -> Answer {
        let path = path::with_id(path::STAFF_POLICY_DRAFT_SOURCE, &self.draft);
        let text = "#\n".repeat(500_000);
        let file = format!("programmes/sample{}.toml", self.version);
        let request = json!({ "version": self.version, "path": file, "text": text });
        let answer = self.browser.ask(&disk.portal, "PUT", &path, Some(&request));
        if answer.status == 200 {
            self.version = answer.body["version"].as_u64().unwrap();
        }
        answer
    }
}

#[test]
fn people_sign_out_and_looks_are_written_down_while_the_disk_is_full() {
    let folder = tempfile::tempdir().unwrap();
    let disk = SmallDisk::start(folder.path());
    assert_eq!(disk.reserve(), RESERVE * MEBIBYTE);
    let mut officer = disk.sign_in("renshe1");
    let mut desk = Desk::start(&disk);
    assert_eq!(desk.write(&disk).status, 200);
    disk.fill();

    // What the database had allotted already may take a few.
    let refused = (0..30)
        .map(|_| desk.write(&disk))
        .find(|answer| answer.status != 200);
    let refused = refused.expect("a full disk refuses");
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (507, &json!("storage_full"))
    );
    assert_eq!(disk.reserve(), 0, "the room kept back is given up");
    let anonymous = &mut Browser::default();
    let phone = json!({ "phone": "13800000001" });
    let answer = anonymous.ask(&disk.portal, "POST", path::SESSION_CODE, Some(&phone));
    assert_eq!(answer.status, 507, "{answer:?}");

    let looks = disk.looks("list_staff_queue");
    for _ in 0..20 {
        let queue = officer.ask(&disk.portal, "GET", path::STAFF_QUEUE, None);
        assert_eq!(queue.status, 200, "{queue:?}");
    }
    assert_eq!(disk.looks("list_staff_queue"), looks + 20);
    let courses = anonymous.ask(&disk.portal, "GET", path::COURSES, None);
    assert_eq!(courses.status, 200);
    let mut auditor = disk.sign_in("shenji");
    let events = auditor.ask(&disk.portal, "GET", path::STAFF_POLICY_EVENTS, None);
    assert_eq!(events.status, 200, "{events:?}");
    let held = officer.cookie.clone();
    let answer = officer.ask(&disk.portal, "DELETE", path::STAFF_SESSION, None);
    assert_eq!(answer.status, 204, "{answer:?}");
    officer.cookie = held;
    let queue = officer.ask(&disk.portal, "GET", path::STAFF_QUEUE, None);
    assert_eq!(queue.status, 401, "the session has ended: {queue:?}");
    assert_eq!(desk.write(&disk).status, 507);

    // Room again: no restart, within the second after which the disk is looked at.
    disk.make_room();
    let started = Instant::now();
    let mut answer = desk.write(&disk);
    while answer.status == 507 && started.elapsed() < Duration::from_secs(30) {
        answer = desk.write(&disk);
    }
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(disk.reserve(), RESERVE * MEBIBYTE);
}
