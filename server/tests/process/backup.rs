//! `fumin backup`, `fumin restore` and `fumin verify --backup`: what they give, and everything they refuse.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::{FUMIN, Portal, refusal};

/// A portal with sample files, no longer running, its backup, and its keys apart from it.
struct Saved {
    folder: tempfile::TempDir,
}

impl Saved {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn backup(&self) -> PathBuf {
        self.folder.path().join("backup")
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("keys.json")
    }

    /// Where restores go.
    fn restored(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    fn database(&self) -> PathBuf {
        self.backup().join(store::backup::DATABASE)
    }

    fn restore(&self) -> Command {
        restore(&self.backup(), &self.keys(), &self.restored())
    }

    /// A refusal that leaves nothing behind, in one line with these words.
    #[track_caller]
    fn refuses(&self, code: i32, words: &[&str]) {
        refuses(&mut self.restore(), code, words);
        assert!(!self.restored().exists());
        assert!(!self.folder.path().join("new.restoring").exists());
    }

    fn manifest(&self) -> Value {
        let text = fs::read(self.backup().join("manifest.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    fn write_manifest(&self, manifest: &Value) {
        fs::write(self.backup().join("manifest.json"), manifest.to_string()).unwrap();
    }
}

fn saved(words: &[&str]) -> Saved {
    let saved = Saved {
        folder: tempfile::tempdir().unwrap(),
    };
    let portal = Portal::start_with(&saved.data(), words);
    // Beside the running server.
    let output = done(
        backup(&saved.data(), &saved.backup())
            .arg("--keys-to")
            .arg(saved.keys()),
    );
    assert!(output.contains("keep this file apart"), "{output}");
    drop(portal);
    saved
}

pub(crate) fn backup(data: &Path, to: &Path) -> Command {
    let mut command = Command::new(FUMIN);
    command.arg("backup").arg("--data").arg(data);
    command.arg("--to").arg(to);
    command
}

pub(crate) fn restore(from: &Path, keys: &Path, data: &Path) -> Command {
    let mut command = Command::new(FUMIN);
    command.arg("restore").arg("--from").arg(from);
    command.arg("--keys").arg(keys).arg("--data").arg(data);
    command
}

pub(crate) fn verify_backup(from: &Path) -> Command {
    let mut command = Command::new(FUMIN);
    command.arg("verify").arg("--backup").arg(from);
    command
}

/// What it said; it must succeed.
#[track_caller]
pub(crate) fn done(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned();
    assert!(
        status.success(),
        "{said}{}",
        String::from_utf8_lossy(&stderr)
    );
    said
}

#[track_caller]
pub(crate) fn refuses(command: &mut Command, code: i32, words: &[&str]) {
    let (output, line) = refusal(command);
    assert_eq!(output.status.code(), Some(code), "{line}");
    assert_eq!(line.trim().lines().count(), 1, "{line}");
    for word in words {
        assert!(line.contains(word), "{word}: {line}");
    }
}

pub(crate) fn papers(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder.join("uploads")).unwrap();
    folders
        .flat_map(|entry| fs::read_dir(entry.unwrap().path()).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect()
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_was_saved_beside_a_server_is_all_there_again() {
    let saved = saved(&["--demo"]);
    assert_eq!(
        names(&saved.backup()),
        [
            "fumin.sqlite3",
            "manifest.json",
            "uploads",
            "uploads.sha256"
        ],
        "no key lies in the backup"
    );
    let count = papers(&saved.backup()).len();
    assert!(count > 5);
    assert_eq!(saved.manifest()["papers"]["files"], count);
    assert_eq!(saved.manifest()["district"], "620602");
    for path in [saved.backup(), saved.database(), saved.keys()] {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is open to others", path.display());
    }
    // The list is one that the tool of every system reads.
    let mut check = Command::new("sha256sum");
    done(
        check
            .args(["--check", "--strict", "--quiet", "uploads.sha256"])
            .current_dir(saved.backup()),
    );

    let said = done(&mut verify_backup(&saved.backup()));
    assert!(
        said.contains("note: what is sealed was not opened"),
        "{said}"
    );
    let said = done(
        verify_backup(&saved.backup())
            .arg("--keys")
            .arg(saved.keys()),
    );
    assert!(said.contains(&format!("{count} papers")), "{said}");
    assert!(said.contains("everything holds together"), "{said}");

    let said = done(&mut saved.restore());
    assert!(said.contains("sign in again"), "{said}");
    let mut verify = Command::new(FUMIN);
    let said = done(verify.arg("verify").arg("--data").arg(saved.restored()));
    assert!(said.contains(&format!("{count} papers")), "{said}");
    assert!(!said.contains("note:"), "{said}");
    assert_eq!(
        fs::metadata(saved.restored()).unwrap().permissions().mode() & 0o777,
        0o700
    );
    let portal = Portal::start(&saved.restored());
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
}

#[test]
fn a_backup_replaces_nothing_and_keeps_keys_and_data_apart() {
    let saved = saved(&[]);
    let (data, to) = (saved.data(), saved.folder.path().join("second"));
    let before = fs::read(saved.backup().join("manifest.json")).unwrap();
    refuses(
        &mut backup(&data, &saved.backup()),
        73,
        &["is there already", "--to"],
    );
    assert_eq!(
        fs::read(saved.backup().join("manifest.json")).unwrap(),
        before
    );

    refuses(
        &mut backup(&data, &data.join("backup")),
        64,
        &["lost with the data"],
    );
    for keys in [to.join("keys.json"), data.join("keys.json")] {
        let mut command = backup(&data, &to);
        refuses(command.arg("--keys-to").arg(&keys), 64, &["--keys-to"]);
    }
    fs::write(saved.folder.path().join("other.json"), "other keys").unwrap();
    let mut command = backup(&data, &to);
    command
        .arg("--keys-to")
        .arg(saved.folder.path().join("other.json"));
    refuses(&mut command, 78, &["other.json"]);
    let nowhere = saved.folder.path().join("nowhere");
    refuses(&mut backup(&nowhere, &to), 66, &["no portal", "--data"]);
    refuses(&mut backup(&data, &nowhere.join("a")), 74, &["cannot make"]);
    assert!(
        !to.exists() && !nowhere.exists(),
        "a refusal leaves nothing"
    );

    // The same keys again are no conflict.
    let mut command = backup(&data, &to);
    let said = done(command.arg("--keys-to").arg(saved.keys()));
    assert!(said.contains("has them already"), "{said}");
}

#[test]
fn nothing_is_restored_over_something() {
    let saved = saved(&[]);
    fs::create_dir(saved.restored()).unwrap();
    fs::write(saved.restored().join("mine"), "mine").unwrap();
    refuses(&mut saved.restore(), 73, &["is not empty", "--data"]);
    let mut onto_itself = restore(&saved.backup(), &saved.keys(), &saved.data());
    refuses(&mut onto_itself, 73, &["is not empty"]);
    assert_eq!(names(&saved.restored()), ["mine"]);
    fs::remove_file(saved.restored().join("mine")).unwrap();
    for (database, code, words) in [
        ("sqlite:elsewhere.sqlite3", 64, "is of a SQLite database"),
        ("postgres://fumin@127.0.0.1:1/fumin", 74, "cannot reach"),
    ] {
        let mut elsewhere = saved.restore();
        elsewhere.args(["--database", database]);
        refuses(&mut elsewhere, code, &[words]);
        assert_eq!(names(&saved.restored()), Vec::<String>::new());
    }
    done(&mut saved.restore());
}

#[test]
fn half_a_backup() {
    let saved = saved(&["--demo"]);
    let paper = papers(&saved.backup()).pop().unwrap();
    let bytes = fs::read(&paper).unwrap();
    fs::remove_file(&paper).unwrap();
    saved.refuses(65, &["is damaged", "is missing"]);
    fs::write(&paper, &bytes[1..]).unwrap();
    saved.refuses(65, &["is damaged", "has changed"]);
    fs::write(&paper, bytes).unwrap();

    let database = fs::read(saved.database()).unwrap();
    let mut changed = database.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(saved.database(), &changed).unwrap();
    saved.refuses(65, &["fumin.sqlite3 has changed"]);
    refuses(
        &mut verify_backup(&saved.backup()),
        65,
        &["fumin.sqlite3 has changed"],
    );
    fs::write(saved.database(), &database[..database.len() / 2]).unwrap();
    saved.refuses(65, &["fumin.sqlite3 has changed"]);
    fs::write(saved.database(), database).unwrap();

    fs::remove_file(saved.backup().join("uploads.sha256")).unwrap();
    saved.refuses(65, &["uploads.sha256 is missing"]);
    let manifest = fs::read(saved.backup().join("manifest.json")).unwrap();
    fs::write(saved.backup().join("manifest.json"), &manifest[..40]).unwrap();
    saved.refuses(65, &["manifest.json cannot be read"]);
    fs::remove_file(saved.backup().join("manifest.json")).unwrap();
    saved.refuses(65, &["no manifest.json", "take another one"]);
    refuses(
        &mut verify_backup(&saved.backup()),
        65,
        &["no manifest.json"],
    );
    fs::remove_dir_all(saved.backup()).unwrap();
    saved.refuses(65, &["no manifest.json"]);
}

#[test]
fn a_backup_of_another_district_or_a_newer_program() {
    let saved = saved(&[]);
    let manifest = saved.manifest();
    let mut changed = manifest.clone();
    changed["district"] = "620622".into();
    saved.write_manifest(&changed);
    saved.refuses(65, &["620622", "620602", "--district"]);
    let mut changed = manifest.clone();
    changed["format"] = 99.into();
    saved.write_manifest(&changed);
    saved.refuses(65, &["newer program", "format 99"]);
    let mut changed = manifest.clone();
    changed["schema"] = 999.into();
    saved.write_manifest(&changed);
    saved.refuses(65, &["newer program", "schema 999"]);
    saved.write_manifest(&manifest);
    done(&mut saved.restore());
}

#[test]
fn keys_that_do_not_open_it() {
    let (own, other) = (saved(&[]), saved(&[]));
    let set_mode = |mode| fs::set_permissions(own.keys(), fs::Permissions::from_mode(mode));
    set_mode(0o644).unwrap();
    own.refuses(78, &["keys.json", "0400"]);
    set_mode(0o600).unwrap();
    fs::write(own.keys(), "{}").unwrap();
    own.refuses(78, &["does not hold a keyring"]);
    fs::remove_file(own.keys()).unwrap();
    own.refuses(78, &["no key file"]);
    fs::copy(other.keys(), own.keys()).unwrap();
    own.refuses(78, &["another portal", "--keys"]);
    let mut verify = verify_backup(&own.backup());
    refuses(
        verify.arg("--keys").arg(own.keys()),
        78,
        &["another portal"],
    );
}

#[test]
fn keys_from_before_a_key_was_added() {
    let saved = saved(&["--demo"]);
    // What was sealed under key 1 by the portal is claimed to be under key 2, as after a change of keys.
    let keys = fs::read_to_string(saved.keys()).unwrap();
    fs::remove_file(saved.keys()).unwrap();
    fs::write(saved.keys(), keys.replace("\"id\": 1", "\"id\": 2")).unwrap();
    fs::set_permissions(saved.keys(), fs::Permissions::from_mode(0o400)).unwrap();
    saved.refuses(78, &["unknown key 1"]);
}

#[test]
fn two_restores_at_once_and_what_a_killed_one_left() {
    let saved = saved(&["--demo"]);
    let place = saved.folder.path().join("new.restoring");
    fs::create_dir(&place).unwrap();
    let lock = File::create(place.join("fumin.lock")).unwrap();
    lock.lock().unwrap();
    refuses(
        &mut saved.restore(),
        75,
        &["another restore", "let it finish"],
    );
    assert!(place.exists(), "it belongs to the other one");
    drop(lock);
    fs::write(place.join("keyring.json"), "half").unwrap();
    fs::create_dir(place.join("uploads")).unwrap();

    let children: Vec<_> = (0..3)
        .map(|_| {
            let mut command = saved.restore();
            let silent = std::process::Stdio::null;
            command.stdout(silent()).stderr(silent()).spawn().unwrap()
        })
        .collect();
    let codes = children
        .into_iter()
        .map(|mut child| child.wait().unwrap().code().unwrap());
    let codes: Vec<_> = codes.collect();
    assert_eq!(
        codes.iter().filter(|code| **code == 0).count(),
        1,
        "{codes:?}"
    );
    assert!(
        codes.iter().all(|code| [0, 73, 75].contains(code)),
        "{codes:?}"
    );
    assert!(!place.exists());
    let mut verify = Command::new(FUMIN);
    done(verify.arg("verify").arg("--data").arg(saved.restored()));
}

#[test]
fn a_place_that_takes_no_files() {
    let saved = saved(&[]);
    // The kernel's own folder refuses everybody, the administrator too.
    let (output, line) = refusal(&mut restore(
        &saved.backup(),
        &saved.keys(),
        Path::new("/sys/fumin"),
    ));
    assert_eq!(output.status.code(), Some(77), "{line}");
    assert!(line.contains("/sys/fumin.restoring"), "{line}");
    refuses(
        &mut backup(&saved.data(), Path::new("/sys/fumin")),
        77,
        &["/sys/fumin"],
    );
}

#[test]
fn what_a_data_folder_lacks_is_saved_without_and_said() {
    let saved = saved(&["--demo"]);
    let lost = papers(&saved.data()).pop().unwrap();
    fs::remove_file(&lost).unwrap();
    let name = lost.file_name().unwrap().to_str().unwrap();
    let to = saved.folder.path().join("second");
    let (output, line) = refusal(&mut backup(&saved.data(), &to));
    assert_eq!(output.status.code(), Some(1), "{line}");
    assert!(
        line.contains("the backup is made") && line.contains("1 papers"),
        "{line}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains(name));
    // It comes back as far as it goes, and says again what it lacks.
    let (output, line) = refusal(&mut restore(&to, &saved.keys(), &saved.restored()));
    assert_eq!(output.status.code(), Some(1), "{line}");
    assert!(line.contains("everything in the backup is back"), "{line}");
    let portal = Portal::start(&saved.restored());
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
}

#[test]
fn verifying_makes_no_portal() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let mut verify = Command::new(FUMIN);
    refuses(
        verify.arg("verify").arg("--data").arg(&nowhere),
        66,
        &["no portal"],
    );
    assert!(!nowhere.exists());
}
