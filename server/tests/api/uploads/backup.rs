//! A portal whose papers lie in a bucket, saved and put back by the real program.

use std::path::Path;
use std::process::{Command, Output};

use api::application::DocumentView;
use http::StatusCode;
use server::uploads::Environment;
use store::Location;

use super::moto::Moto;
use super::wire::Wire;
use super::{environment, portal};
use crate::databases::new_database;
use crate::documents::{PDF, upload};
use crate::filing::draft;
use crate::portal::TestPortal;

/// The real program with these settings of the store.
fn fumin(settings: &Environment, words: &[&str], paths: &[(&str, &Path)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fumin"));
    command.args(words);
    for (name, path) in paths {
        command.arg(name).arg(path);
    }
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command.envs(settings).output().unwrap()
}

#[track_caller]
fn done(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complaint}");
    said
}

#[track_caller]
fn refuses(output: &Output, code: i32, words: &str) {
    let line = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{line}");
    assert_eq!(line.trim().lines().count(), 1, "{line}");
    assert!(line.contains(words), "{line}");
}

/// A portal with two papers in the bucket.
async fn with_papers(port: u16) -> TestPortal {
    let portal = portal(port).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    for kind in ["business_licence", "id_card_front"] {
        let answer = upload(&mut resident, &id, kind, PDF).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json::<DocumentView>();
    }
    portal
}

fn words_of(portal: &TestPortal) -> Vec<String> {
    if portal.state.store.location().is_shared() {
        vec!["--database".to_owned(), new_database()]
    } else {
        Vec::new()
    }
}

#[tokio::test]
async fn papers_in_a_bucket_are_saved_and_put_back_into_another() {
    let moto = Moto::start();
    let portal = with_papers(moto.port()).await;
    let (settings, folder) = (environment(moto.port()), portal.folder.path());
    let (data, to) = (portal.state.config.data.clone(), folder.join("backup"));
    let keys = folder.join("keys.json");
    let words = [
        "backup",
        "--database",
        portal.database(),
        "--uploads",
        "s3://papers/620602",
    ];
    let made = fumin(
        &settings,
        &words,
        &[("--data", &data), ("--to", &to), ("--keys-to", &keys)],
    );
    assert!(done(&made).contains("2 papers"));
    let said = fumin(
        &settings,
        &["verify"],
        &[("--backup", &to), ("--keys", &keys)],
    );
    assert!(done(&said).contains("2 papers"));

    let other = words_of(&portal);
    let mut words = vec!["restore", "--uploads", "s3://papers/620602"];
    words.extend(other.iter().map(String::as_str));
    let new = folder.join("new");
    let paths: [(&str, &Path); 3] = [("--from", &to), ("--keys", &keys), ("--data", &new)];
    let taken = fumin(&settings, &words, &paths);
    refuses(&taken, 73, "papers in s3://papers/620602 already");
    assert_eq!(moto.names().len(), 2, "they are the portal's");
    assert!(!new.exists());

    words[2] = "s3://papers/again";
    done(&fumin(&settings, &words, &paths));
    let again = moto
        .names()
        .into_iter()
        .filter(|name| name.starts_with("again/uploads/"));
    assert_eq!(again.count(), 2);
    assert!(!new.join("uploads").exists());
    words[0] = "verify";
    let said = done(&fumin(&settings, &words, &[("--data", &new)]));
    assert!(
        said.contains("2 papers") && said.contains("everything holds together"),
        "{said}"
    );
    if let Location::Sqlite(_) = portal.state.store.location() {
        // Out of the bucket into the folder.
        let plain = folder.join("plain");
        let paths: [(&str, &Path); 3] = [("--from", &to), ("--keys", &keys), ("--data", &plain)];
        done(&fumin(&settings, &["restore"], &paths));
        let said = done(&fumin(&settings, &["verify"], &[("--data", &plain)]));
        assert!(said.contains("everything holds together"), "{said}");
    }
}

#[tokio::test]
async fn a_bucket_that_fails_leaves_no_backup_and_no_half_portal() {
    let moto = Moto::start();
    let wire = Wire::to(moto.port());
    let portal = with_papers(wire.port()).await;
    let (settings, folder) = (environment(wire.port()), portal.folder.path());
    let (data, to) = (portal.state.config.data.clone(), folder.join("backup"));
    let keys = folder.join("keys.json");
    let words = [
        "backup",
        "--database",
        portal.database(),
        "--uploads",
        "s3://papers/620602",
    ];
    let paths: [(&str, &Path); 3] = [("--data", &data), ("--to", &to), ("--keys-to", &keys)];
    wire.cut_after(0);
    refuses(&fumin(&settings, &words, &paths), 69, "s3://papers/620602");
    assert!(!to.exists());
    wire.mend();
    moto.delete(&moto.names()[0]);
    let lacking = fumin(&settings, &words, &paths);
    refuses(
        &lacking,
        1,
        "1 papers that the database names are not in s3://papers/620602",
    );
    assert!(to.join("manifest.json").exists(), "the rest is saved");

    // A paper that has changed must not get into the bucket, and those before it go again.
    let listed = std::fs::read_to_string(to.join("uploads.sha256")).unwrap();
    let (_, paper) = listed.trim().split_once("  ").unwrap();
    std::fs::write(to.join(paper), "changed").unwrap();
    let other = words_of(&portal);
    let mut words = vec!["restore", "--uploads", "s3://papers/again"];
    words.extend(other.iter().map(String::as_str));
    let new = folder.join("new");
    let paths: [(&str, &Path); 3] = [("--from", &to), ("--keys", &keys), ("--data", &new)];
    refuses(&fumin(&settings, &words, &paths), 65, "has changed");
    assert!(!new.exists() && !moto.names().iter().any(|name| name.starts_with("again/")));
}
