//! The real binary: what it refuses to start on, and how it treats connections.
#![cfg(test)]

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

mod backup;
mod backup_schedule;
#[path = "../support/databases.rs"]
mod databases;
mod full_disk;
mod live;
mod on_postgres;
mod portal;

use portal::{FUMIN, Portal, refusal, serve};

#[test]
fn an_empty_folder_is_enough_and_a_signal_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut portal = Portal::start(&folder.path().join("data"));
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
    let id = portal.child.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(portal.child.wait().unwrap().success());
}

#[test]
fn a_taken_port() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = Command::new(FUMIN);
    command
        .args([
            "serve",
            "--listen",
            &address,
            "--admin-listen",
            "127.0.0.1:0",
            "--data",
        ])
        .arg(folder.path());
    let (output, words) = refusal(&mut command);
    assert_eq!(output.status.code(), Some(69));
    assert!(
        words.contains(&address) && words.contains("another program has this port"),
        "{words}"
    );
    assert_eq!(words.trim().lines().count(), 1);
}

#[test]
fn a_folder_that_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data");
    std::fs::write(&file, "not a folder").unwrap();
    let (output, words) = refusal(&mut serve(&file));
    assert_eq!(output.status.code(), Some(77));
    assert!(words.contains("cannot use the data folder"), "{words}");
}

/// The administrator may write anywhere, so somebody else serves; the data are theirs, the folder takes no files.
#[test]
fn a_folder_that_takes_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(Portal::start(&data));
    set_mode(folder.path(), 0o755);
    // The one that was built may lie where only its builder may look.
    let program = folder.path().join("fumin");
    std::fs::copy(FUMIN, &program).unwrap();
    let mut command = as_somebody_else(&program, serve(&data), &data);
    set_mode(&data, 0o555);
    for data in [data.clone(), data.join("new")] {
        let words: Vec<_> = command.get_args().map(OsStr::to_owned).collect();
        let (rest, _) = words.split_at(words.len() - 1);
        let mut serve = Command::new(command.get_program());
        let (output, words) = refusal(serve.args(rest).arg(&data));
        assert_eq!(output.status.code(), Some(77), "{words}");
        assert!(words.contains("cannot use the data folder"), "{words}");
        assert_eq!(words.trim().lines().count(), 1, "{words}");
    }
    set_mode(&data, 0o755);
    drop(Portal::spawn(command.stderr(Stdio::null())));
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The same command by a user without rights, to whom the data are given; as is where the test has none either.
fn as_somebody_else(program: &Path, command: Command, data: &Path) -> Command {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout != b"0\n" {
        return command;
    }
    let owner = Command::new("chown")
        .arg("-R")
        .arg("65534:65534")
        .arg(data)
        .status();
    assert!(owner.unwrap().success());
    let mut other = Command::new("setpriv");
    other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    other.arg(program).args(command.get_args());
    other
}

#[test]
fn data_without_its_key_file() {
    let folder = tempfile::tempdir().unwrap();
    drop(Portal::start(folder.path()));
    std::fs::remove_file(vault::Keyring::path_in(folder.path())).unwrap();
    let (output, words) = refusal(&mut serve(folder.path()));
    assert_eq!(output.status.code(), Some(78));
    assert!(
        words.contains("key file") && words.contains("missing"),
        "{words}"
    );
    assert!(
        !vault::Keyring::path_in(folder.path()).exists(),
        "a new key would hide the loss"
    );
}

#[test]
fn a_key_file_elsewhere_is_the_only_one_that_opens_the_data() {
    let (data, keys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |name: &str| keys.path().join(name);
    let serve_with = |name: &str| {
        let mut command = serve(data.path());
        command.arg("--keys").arg(file(name));
        command
    };
    drop(Portal::spawn(&mut serve_with("right.json")));
    assert!(file("right.json").exists() && !vault::Keyring::path_in(data.path()).exists());
    drop(Portal::spawn(&mut serve_with("right.json")));

    vault::Keyring::create_file(&file("other.json")).unwrap();
    let (output, words) = refusal(&mut serve_with("other.json"));
    assert_eq!(output.status.code(), Some(78));
    assert!(words.contains("other.json is not the one"), "{words}");
    let mut command = Command::new(FUMIN);
    command.args(["verify", "--data"]).arg(data.path());
    let (output, words) = refusal(command.arg("--keys").arg(file("other.json")));
    assert_eq!(output.status.code(), Some(78), "{words}");
    let (output, words) = refusal(&mut serve(data.path()));
    assert_eq!(output.status.code(), Some(78));
    assert!(words.contains("is missing"), "{words}");
}

#[test]
fn a_second_server_on_the_same_data() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Portal::start(folder.path());
    let (output, words) = refusal(&mut serve(folder.path()));
    assert_eq!(output.status.code(), Some(75));
    assert!(words.contains("another server"), "{words}");
}

#[test]
fn a_database_of_a_newer_program() {
    let folder = tempfile::tempdir().unwrap();
    drop(Portal::start(folder.path()));
    let store = store::Store::open(&store::Location::in_folder(folder.path())).unwrap();
    let newer = |tx: &store::Tx| {
        let sql =
            "INSERT INTO schema_migrations (number, name, applied_ms) VALUES (9999, 'newer', 0)";
        tx.execute(sql, &[])
    };
    store
        .write_blocking::<_, _, store::StoreError>(newer)
        .unwrap();
    store.close();
    let mut verify = Command::new(FUMIN);
    verify.args(["verify", "--data"]).arg(folder.path());
    for command in [&mut serve(folder.path()), &mut verify] {
        let (output, words) = refusal(command);
        assert_eq!(output.status.code(), Some(75));
        assert!(
            words.contains("9999") && words.contains("knows only"),
            "{words}"
        );
    }
}

#[test]
fn commands_work_beside_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Portal::start(folder.path());
    let mut command = Command::new(FUMIN);
    command.args([
        "admin",
        "create-user",
        "--username",
        "wang",
        "--display-name",
        "王",
        "--role",
        "hr-officer",
    ]);
    let output = command
        .args(["--agency", "hr-bureau", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("password"));
    for (words, said) in [
        (["set-password", "--username", "wang"], "a new password"),
        (["close-account", "--username", "wang"], "is closed"),
    ] {
        let mut command = Command::new(FUMIN);
        command.arg("admin").args(words).arg("--data");
        let output = command.arg(folder.path()).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && printed.contains(said),
            "{printed}"
        );
    }
    let mut command = Command::new(FUMIN);
    command.args(["admin", "close-account", "--username", "nobody", "--data"]);
    let (_, line) = refusal(command.arg(folder.path()));
    assert!(line.contains("nobody"), "{line}");
    let mut command = Command::new(FUMIN);
    command.args(["admin", "replay", "nobodys", "--at", "3", "--data"]);
    let (_, line) = refusal(command.arg(folder.path()));
    assert!(line.contains("no file has this id"), "{line}");
}

#[test]
fn an_account_at_no_office_is_refused_with_the_offices_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(FUMIN);
    command
        .args(["admin", "create-user", "--username", "wang", "--name", "王"])
        .args(["--role", "bank-officer", "--agency", "hr-bureau", "--data"])
        .arg(folder.path());
    let (output, line) = refusal(&mut command);
    assert_eq!(output.status.code(), Some(1));
    assert!(line.contains("sample-bank"), "{line}");
}

#[test]
fn what_is_stored_can_be_verified_beside_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Portal::start(folder.path());
    let mut command = Command::new(FUMIN);
    let output = command
        .args(["verify", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("everything holds together"), "{text}");
}

#[test]
fn plain_http_for_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(FUMIN);
    command
        .args(["serve", "--sms", "off", "--listen", "0.0.0.0:0", "--data"])
        .arg(folder.path());
    let (output, words) = refusal(&mut command);
    assert_eq!(output.status.code(), Some(64));
    assert!(
        words.contains("--tls-cert") && words.contains("--behind-proxy"),
        "{words}"
    );
}

#[test]
fn slow_clients_are_cut_and_honest_ones_served() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::start(folder.path());
    let mut silent = portal.connect();
    let mut slow = portal.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: local").unwrap();
    assert!(portal.get("/healthz").starts_with("HTTP/1.1 204"));
    let started = Instant::now();
    for stream in [&mut silent, &mut slow] {
        let mut rest = Vec::new();
        // Either a clean end or a reset: the server let go.
        let _ = stream.read_to_end(&mut rest);
        assert!(!rest.starts_with(b"HTTP/1.1 200"));
    }
    assert!(
        started.elapsed() < Duration::from_secs(50),
        "the server held on to silent connections"
    );
}

/// Nobody listens on port 1; what the words say must not hold the password.
#[test]
fn a_database_that_cannot_be_reached() {
    let folder = tempfile::tempdir().unwrap();
    for (database, code, said) in [
        (
            "postgres://fumin:secret@127.0.0.1:1/fumin",
            75,
            "127.0.0.1:1",
        ),
        ("mysql://fumin:secret@127.0.0.1/fumin", 64, "sqlite:PATH"),
        (
            "postgres://fumin:secret@127.0.0.1/fumin?schema=A-B",
            64,
            "a-z",
        ),
        (
            "postgres://fumin:secret@127.0.0.1/fumin?sslrootcert=/none",
            75,
            "/none",
        ),
    ] {
        let mut command = serve(&folder.path().join("data"));
        let (output, words) = refusal(command.env("FUMIN_DATABASE", database));
        assert_eq!(output.status.code(), Some(code), "{database}: {words}");
        assert!(
            words.contains(said) && !words.contains("secret"),
            "{database}: {words}"
        );
    }
}

#[test]
fn on_postgres_a_wrong_password_and_a_wrong_database_are_named() {
    let url = std::env::var("FUMIN_TEST_POSTGRES").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (database, said) in [
        (url.replace("fumin@", "guarded:secret@"), "guarded"),
        (url.replace("/postgres", "/nowhere"), "nowhere"),
    ] {
        let mut command = serve(&folder.path().join("data"));
        let (output, words) = refusal(command.env("FUMIN_DATABASE", &database));
        assert_eq!(output.status.code(), Some(75), "{database}: {words}");
        assert!(words.contains(said) && !words.contains("secret"), "{words}");
        assert_eq!(words.trim().lines().count(), 1, "{words}");
    }
}
