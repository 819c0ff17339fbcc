//! `fumin backup`, `fumin restore` and `fumin verify --backup` of a PostgreSQL database; run through
//! `script/with-postgres`.

use std::fs;
use std::io::BufReader;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use store::{Location, Store, StoreError};

use crate::backup::{backup, done, names, papers, refuses, restore, verify_backup};
use crate::backup_schedule::read_until;
use crate::databases::new_database;
use crate::{FUMIN, Portal, refusal, serve};

const DATABASE: &str = "FUMIN_DATABASE";
const DUMP: &str = "fumin.pgdump";

/// A portal with sample files, no longer running, its backup, and its keys apart from it.
struct Saved {
    folder: tempfile::TempDir,
    database: String,
    /// Where it is put back.
    other: String,
}

impl Saved {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn restore(&self) -> Command {
        let (from, keys) = (self.path("backup"), self.path("keys.json"));
        let mut command = restore(&from, &keys, &self.path("new"));
        command.env(DATABASE, &self.other);
        command
    }

    /// A refusal that leaves nothing behind, in one line with these words.
    #[track_caller]
    fn refuses(&self, code: i32, words: &[&str]) {
        refuses(&mut self.restore(), code, words);
        assert!(!self.path("new").exists());
        assert!(!self.path("new.restoring").exists());
        assert_eq!(schemas(&self.other), Vec::<String>::new());
    }

    #[track_caller]
    fn comes_back(&self) {
        done(&mut self.restore());
        verify_on(self, &self.other);
    }

    fn change_manifest(&self, change: impl FnOnce(&mut Value)) {
        let path = self.path("backup/manifest.json");
        let mut manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        change(&mut manifest);
        fs::write(&path, manifest.to_string()).unwrap();
    }
}

fn serve_on(database: &str, data: &std::path::Path, words: &[&str]) -> Portal {
    let mut command = serve(data);
    command.args(words).env(DATABASE, database);
    Portal::spawn(command.stderr(Stdio::null()))
}

fn saved() -> Saved {
    let saved = Saved {
        folder: tempfile::tempdir().unwrap(),
        database: new_database(),
        other: new_database(),
    };
    let data = saved.path("data");
    let portal = serve_on(&saved.database, &data, &["--demo"]);
    // Beside the running server.
    let mut command = backup(&data, &saved.path("backup"));
    command.env(DATABASE, &saved.database).arg("--keys-to");
    let said = done(command.arg(saved.path("keys.json")));
    assert!(said.contains("keep this file apart"), "{said}");
    drop(portal);
    saved
}

/// Our schemas in a database, under whatever name.
fn schemas(database: &str) -> Vec<String> {
    let location: Location = format!("{database}?schema=public").parse().unwrap();
    let store = Store::open(&location).unwrap();
    let names = store.read::<_, StoreError>(|connection| {
        let sql =
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'district%' ORDER BY nspname";
        let rows = connection.query(sql, &[])?;
        rows.iter()
            .map(|row| row.get::<String>(0))
            .collect::<Result<Vec<_>, _>>()
    });
    store.close();
    names.unwrap()
}

fn verify_on(saved: &Saved, database: &str) -> String {
    let mut verify = Command::new(FUMIN);
    verify.args(["verify", "--data"]).arg(saved.path("new"));
    done(verify.env(DATABASE, database))
}

#[test]
fn what_was_saved_beside_a_server_is_all_there_again() {
    let saved = saved();
    let from = saved.path("backup");
    let expected = [DUMP, "manifest.json", "uploads", "uploads.sha256"];
    assert_eq!(names(&from), expected, "no key lies in the backup");
    let count = papers(&from).len();
    assert!(count > 5);
    for path in [from.clone(), from.join(DUMP), saved.path("keys.json")] {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is open to others", path.display());
    }
    let said = done(&mut verify_backup(&from));
    assert!(said.contains("--scratch"), "{said}");
    let mut look = verify_backup(&from);
    look.arg("--keys").arg(saved.path("keys.json"));
    let said = done(look.env("FUMIN_SCRATCH", &saved.other));
    assert!(said.contains(&format!("{count} papers")), "{said}");
    assert!(said.contains("everything holds together"), "{said}");
    assert_eq!(
        schemas(&saved.other),
        Vec::<String>::new(),
        "a look leaves nothing"
    );

    let said = done(&mut saved.restore());
    assert!(said.contains("sign in again"), "{said}");
    assert_eq!(schemas(&saved.other), ["district_620602"]);
    let said = verify_on(&saved, &saved.other);
    assert!(said.contains(&format!("{count} papers")), "{said}");
    assert!(!said.contains("note:"), "{said}");
    let portal = serve_on(&saved.other, &saved.path("new"), &[]);
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
    drop(portal);

    // Under another name, beside the one that is there.
    let third = format!("{}?schema=quarterly_try", new_database());
    let mut command = restore(&from, &saved.path("keys.json"), &saved.path("third"));
    done(command.env(DATABASE, &third));
    let mut verify = Command::new(FUMIN);
    verify.args(["verify", "--data"]).arg(saved.path("third"));
    done(verify.env(DATABASE, &third));
}

/// Rows of each table of a portal.
fn sizes(location: &str) -> Vec<(String, i64)> {
    let store = Store::open(&location.parse().unwrap()).unwrap();
    let tables = [
        "applications",
        "classes",
        "class_events",
        "courses",
        "documents",
        "events",
        "file_keys",
        "persons",
        "policy_packs",
        "receipts",
        "sequences",
        "staff",
    ];
    let sizes = store.read::<_, StoreError>(|connection| {
        let count = |table: &str| {
            let row = connection.query_one(&format!("SELECT count(*) FROM {table}"), &[])?;
            Ok((table.to_owned(), row.unwrap().get(0)?))
        };
        tables.into_iter().map(count).collect()
    });
    store.close();
    sizes.unwrap()
}

#[test]
fn a_portal_that_outgrows_its_file_moves_to_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    drop(Portal::start_with(&path("data"), &["--demo"]));
    let mut save = backup(&path("data"), &path("backup"));
    done(save.arg("--keys-to").arg(path("keys.json")));
    let to = new_database();
    let mut command = restore(&path("backup"), &path("keys.json"), &path("new"));
    let said = done(command.env(DATABASE, &to));
    assert!(said.contains("sign in again"), "{said}");
    assert_eq!(
        names(&path("new")),
        ["fumin.lock", "keyring.json", "uploads"]
    );
    assert_eq!(schemas(&to), ["district_620602"]);
    let before = sizes(&format!("sqlite:{}", path("data/fumin.sqlite3").display()));
    assert!(before.iter().all(|(_, rows)| *rows > 0), "{before:?}");
    assert_eq!(sizes(&format!("{to}?schema=district_620602")), before);
    let portal = serve_on(&to, &path("new"), &[]);
    assert!(portal.get("/api/courses").starts_with("HTTP/1.1 200"));
    drop(portal);
    let mut verify = Command::new(FUMIN);
    verify.args(["verify", "--data"]).arg(path("new"));
    let said = done(verify.env(DATABASE, &to));
    assert!(said.contains("everything holds together"), "{said}");
    // What is there stays, and a failure leaves nothing.
    let mut again = restore(&path("backup"), &path("keys.json"), &path("other"));
    let words = ["schema district_620602 is there already", "--database"];
    refuses(again.env(DATABASE, &to), 73, &words);
    assert!(!path("other").exists() && !path("other.restoring").exists());
}

#[test]
fn nothing_is_restored_over_something() {
    let saved = saved();
    let mut onto_itself = saved.restore();
    onto_itself.env(DATABASE, &saved.database);
    let words = ["schema district_620602 is there already", "--database"];
    refuses(&mut onto_itself, 73, &words);
    assert_eq!(schemas(&saved.database), ["district_620602"]);
    assert!(!saved.path("new").exists() && !saved.path("new.restoring").exists());
    fs::create_dir(saved.path("new")).unwrap();
    fs::write(saved.path("new/mine"), "mine").unwrap();
    refuses(&mut saved.restore(), 73, &["is not empty", "--data"]);
    fs::remove_dir_all(saved.path("new")).unwrap();

    let mut nowhere = saved.restore();
    refuses(
        nowhere.env_remove(DATABASE),
        64,
        &["is of a PostgreSQL database", "--database"],
    );
    let mut again = backup(&saved.path("data"), &saved.path("backup"));
    refuses(
        again.env(DATABASE, &saved.database),
        73,
        &["is there already", "--to"],
    );
    saved.comes_back();
}

#[test]
fn half_a_backup() {
    let saved = saved();
    let dump = saved.path("backup").join(DUMP);
    let bytes = fs::read(&dump).unwrap();
    let mut changed = bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    fs::write(&dump, &changed).unwrap();
    saved.refuses(65, &["fumin.pgdump has changed"]);
    let mut look = verify_backup(&saved.path("backup"));
    refuses(&mut look, 65, &["fumin.pgdump has changed"]);
    fs::remove_file(&dump).unwrap();
    saved.refuses(65, &["fumin.pgdump is missing"]);

    // Cut, and the manifest made to agree: PostgreSQL's own program gives up in the middle.
    fs::write(&dump, &bytes[..middle]).unwrap();
    let cut = Command::new("sha256sum").arg(&dump).output().unwrap();
    let hash = String::from_utf8(cut.stdout).unwrap();
    let hash = hash.split(' ').next().unwrap().to_owned();
    let whole = fs::read(saved.path("backup/manifest.json")).unwrap();
    saved.change_manifest(|manifest| {
        manifest["database"]["bytes"] = middle.into();
        manifest["database"]["sha256"] = hash.into();
    });
    saved.refuses(74, &["pg_restore gave up"]);
    fs::write(saved.path("backup/manifest.json"), whole).unwrap();
    fs::write(&dump, bytes).unwrap();

    let paper = papers(&saved.path("backup")).pop().unwrap();
    let bytes = fs::read(&paper).unwrap();
    fs::write(&paper, &bytes[1..]).unwrap();
    saved.refuses(65, &["is damaged", "has changed"]);
    fs::remove_file(&paper).unwrap();
    saved.refuses(65, &["is damaged", "is missing"]);
    fs::write(&paper, bytes).unwrap();
    saved.comes_back();
}

#[test]
fn a_backup_that_is_not_for_this_portal() {
    let saved = saved();
    let whole = fs::read(saved.path("backup/manifest.json")).unwrap();
    let put_back = || fs::write(saved.path("backup/manifest.json"), &whole).unwrap();
    saved.change_manifest(|manifest| manifest["district"] = "620622".into());
    saved.refuses(65, &["620622", "620602", "--district"]);
    put_back();
    saved.change_manifest(|manifest| manifest["format"] = 99.into());
    saved.refuses(65, &["newer program", "format 99"]);
    put_back();
    saved.change_manifest(|manifest| manifest["schema"] = 999.into());
    saved.refuses(65, &["newer program", "schema 999"]);
    put_back();
    saved.change_manifest(|manifest| manifest["postgres"]["program"] = 99.into());
    saved.refuses(69, &["99 or newer is needed", "postgresql-client-99"]);
    put_back();
    fs::remove_file(saved.path("backup/manifest.json")).unwrap();
    saved.refuses(65, &["no manifest.json", "take another one"]);
    put_back();

    let keys = saved.path("keys.json");
    let right = fs::read_to_string(&keys).unwrap();
    fs::remove_file(&keys).unwrap();
    vault::Keyring::create_file(&keys).unwrap();
    saved.refuses(78, &["another portal", "--keys"]);
    fs::remove_file(&keys).unwrap();
    fs::write(&keys, right.replace("\"id\": 1", "\"id\": 2")).unwrap();
    fs::set_permissions(&keys, fs::Permissions::from_mode(0o400)).unwrap();
    saved.refuses(78, &["unknown key 1"]);
}

#[test]
fn keys_that_the_database_was_not_written_with_are_not_saved_beside_it() {
    let saved = saved();
    let other = saved.path("other.json");
    vault::Keyring::create_file(&other).unwrap();
    let mut command = backup(&saved.path("data"), &saved.path("second"));
    command
        .env(DATABASE, &saved.database)
        .arg("--keys")
        .arg(&other);
    refuses(&mut command, 78, &["other.json", "--keys"]);
    assert!(!saved.path("second").exists());
    let mut nothing = backup(&saved.path("data"), &saved.path("second"));
    refuses(nothing.env(DATABASE, &saved.other), 66, &["no portal"]);
    let url = saved.database.replace("fumin@", "guarded:secret@");
    let mut guarded = backup(&saved.path("data"), &saved.path("second"));
    let (output, line) = refusal(guarded.env(DATABASE, url));
    assert_eq!(output.status.code(), Some(74), "{line}");
    assert!(
        line.contains("guarded") && !line.contains("secret"),
        "{line}"
    );
}

/// Into one schema, whatever their data folders are.
#[test]
fn restores_at_once() {
    let saved = saved();
    let places: Vec<_> = (0..3)
        .map(|place| saved.path(&format!("at-once-{place}")))
        .collect();
    let children: Vec<_> = places
        .iter()
        .map(|place| {
            let mut command = restore(&saved.path("backup"), &saved.path("keys.json"), place);
            command.env(DATABASE, &saved.other);
            command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let codes: Vec<_> = children
        .into_iter()
        .map(|mut child| child.wait().unwrap().code().unwrap())
        .collect();
    assert_eq!(
        codes.iter().filter(|code| **code == 0).count(),
        1,
        "{codes:?}"
    );
    assert!(
        codes.iter().all(|code| [0, 73, 75].contains(code)),
        "{codes:?}"
    );
    assert_eq!(schemas(&saved.other), ["district_620602"]);
    let there: Vec<_> = places.iter().filter(|place| place.exists()).collect();
    assert_eq!(there.len(), 1, "a folder without its schema is left");
}

/// One that was killed in the middle left its schema under the passing name.
#[test]
fn what_a_killed_restore_left_is_cleared_away() {
    let saved = saved();
    let left = format!("{}?schema=district_620602_restoring", saved.other);
    Store::open(&left.parse().unwrap()).unwrap().close();
    assert_eq!(schemas(&saved.other), ["district_620602_restoring"]);
    saved.comes_back();
    assert_eq!(schemas(&saved.other), ["district_620602"]);
}

#[test]
fn backups_that_the_server_makes_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (data, to) = (folder.path().join("data"), folder.path().join("backups"));
    fs::create_dir(&to).unwrap();
    let keys = folder.path().join("keys.json");
    let database = new_database();
    let mut command = serve(&data);
    command.args(["--demo", "--backup-every", "1s", "--backup-keep", "2"]);
    command.arg("--backup-to").arg(&to).arg("--keys").arg(&keys);
    let mut portal = Portal::spawn(command.env(DATABASE, &database).stderr(Stdio::piped()));
    let mut log = BufReader::new(portal.child.stderr.take().unwrap());
    for _ in 0..3 {
        read_until(&mut log, "made a backup and found it whole");
    }
    drop(portal);
    let finished = names(&to).into_iter().map(|name| to.join(name));
    let finished: Vec<_> = finished
        .filter(|path| path.join("manifest.json").exists())
        .collect();
    assert!((2..=3).contains(&finished.len()), "{finished:?}");
    let mut look = verify_backup(finished.last().unwrap());
    look.arg("--keys")
        .arg(&keys)
        .env("FUMIN_SCRATCH", new_database());
    let said = done(&mut look);
    assert!(said.contains("everything holds together"), "{said}");
}
