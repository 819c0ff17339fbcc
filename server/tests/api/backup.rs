//! A backup made by the real program while a portal is being written to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use api::application::{ApplicationView, DocumentView};
use api::path::{self, with_document, with_id};
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use server::applications::verify::verify;
use store::backup::Snapshot;
use store::{Location, Store, StoreError, documents};
use vault::Keyring;

use crate::databases::new_database;
use crate::filing::draft;
use crate::portal::{Browser, TestPortal, fresh_key};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
/// People who write at the same time.
const PEOPLE: usize = 6;
/// Backups made meanwhile.
const BACKUPS: usize = 5;
/// A person may send 120 papers an hour.
const MOST_ROUNDS: usize = 100;

async fn upload(resident: &mut Browser, id: &str) -> DocumentView {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let path = with_id(path::APPLICATION_DOCUMENTS, id) + "?kind=id_card_front";
    let answer = resident
        .send(Method::POST, &path, headers, Body::from(PDF))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn take_back(resident: &mut Browser, id: &str, document: &DocumentView) {
    let path = with_document(path::APPLICATION_DOCUMENT, id, &document.id);
    let answer = resident.delete(&path).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

/// Adds a paper and takes the one before it back, until told to stop.
async fn write_on(
    mut resident: Browser,
    id: String,
    done: Arc<AtomicBool>,
    writes: Arc<AtomicUsize>,
) {
    let mut before = upload(&mut resident, &id).await;
    for _ in 0..MOST_ROUNDS {
        if done.load(Ordering::SeqCst) {
            return;
        }
        let next = upload(&mut resident, &id).await;
        take_back(&mut resident, &id, &before).await;
        before = next;
        writes.fetch_add(1, Ordering::SeqCst);
    }
}

fn run<S: AsRef<OsStr>>(words: &[S], paths: &[(&str, &Path)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fumin"));
    command.args(words);
    for (name, path) in paths {
        command.arg(name).arg(path);
    }
    let output = command.output().unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{said}");
    said
}

/// Where a backup is put back: a file in the folder, or a database of its own.
fn elsewhere(portal: &TestPortal, data: &Path) -> (Vec<String>, Location) {
    if !portal.state.store.location().is_shared() {
        return (Vec::new(), Location::in_folder(data));
    }
    let database = new_database();
    let location: Location = database.parse().unwrap();
    let location = location.or_schema("district_620602").unwrap();
    (vec!["--database".to_owned(), database], location)
}

/// Names of the papers that count.
fn counted(store: &Store) -> Vec<String> {
    store
        .read::<_, StoreError>(|connection| {
            documents::list_storage_paths(connection, false, "", 10_000)
        })
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_whole_and_has_everything_acknowledged() {
    let portal = TestPortal::start().await;
    let done = Arc::new(AtomicBool::new(false));
    let writes = Arc::new(AtomicUsize::new(0));
    let mut people = Vec::new();
    // Handed over before any backup begins, and never taken back.
    let mut acknowledged = Vec::new();
    for person in 0..PEOPLE {
        let mut resident = portal.resident(&format!("1380000000{person}")).await;
        let id = draft(&mut resident).await.id;
        let kept = upload(&mut resident, &id).await;
        acknowledged.push(format!("uploads/{id}/{}", kept.id));
        let work = write_on(resident, id, done.clone(), writes.clone());
        people.push(tokio::spawn(work));
    }
    let (data, folder) = (
        portal.state.config.data.clone(),
        portal.folder.path().to_owned(),
    );
    let keys = folder.join("keys.json");
    let database = portal.database().to_owned();
    let work = move || -> Vec<PathBuf> {
        (0..BACKUPS)
            .map(|number| {
                let to = folder.join(format!("backup-{number}"));
                run(
                    &["backup", "--database", &database],
                    &[("--data", &data), ("--to", &to), ("--keys-to", &keys)],
                );
                to
            })
            .collect()
    };
    let made = tokio::task::spawn_blocking(work).await.unwrap();
    let during = writes.load(Ordering::SeqCst);
    done.store(true, Ordering::SeqCst);
    for person in people {
        person.await.unwrap();
    }
    assert!(during > PEOPLE, "the portal stood still: {during} writes");

    let folder = portal.folder.path();
    let keys = folder.join("keys.json");
    for (number, backup) in made.iter().enumerate() {
        run(&["verify"], &[("--backup", backup), ("--keys", &keys)]);
        let data = folder.join(format!("restored-{number}"));
        let (mut words, location) = elsewhere(&portal, &data);
        words.insert(0, "restore".to_owned());
        run(
            &words,
            &[("--from", backup), ("--keys", &keys), ("--data", &data)],
        );
        let store = Store::open_beside(&location).unwrap();
        let counted = counted(&store);
        for paper in &acknowledged {
            assert!(counted.contains(paper), "{paper} of {}", backup.display());
        }
        let keyring = Keyring::load(&data).unwrap();
        let report = verify(&store, &keyring, &data).unwrap();
        store.close();
        assert_eq!(report.findings, Vec::<String>::new());
        assert_eq!((report.files, report.documents), (PEOPLE, counted.len()));
    }
    // The portal that was saved is none the worse for it.
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

/// The server learns a moment later that a line was closed.
async fn until_let_go(portal: &TestPortal) {
    let held = || portal.state.store.read(store::backup::is_being_made);
    while held().unwrap() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn no_paper_goes_while_a_backup_is_made() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view: ApplicationView = draft(&mut resident).await;
    let (first, second) = (
        upload(&mut resident, &view.id).await,
        upload(&mut resident, &view.id).await,
    );
    let data = &portal.state.config.data;
    let lies = |paper: &DocumentView| data.join("uploads").join(&view.id).join(&paper.id).exists();
    // What `fumin backup` does before it copies the database, on this machine or, with PostgreSQL, on any other.
    match portal.state.store.location() {
        Location::Sqlite(_) => {
            let held = std::fs::File::create(data.join("fumin.papers.lock")).unwrap();
            held.lock_shared().unwrap();
            take_back(&mut resident, &view.id, &first).await;
            assert!(lies(&first));
        }
        Location::Postgres(address) => {
            let held = Snapshot::take(address).unwrap();
            take_back(&mut resident, &view.id, &first).await;
            assert!(lies(&first));
            drop(held);
            until_let_go(&portal).await;
        }
    }
    take_back(&mut resident, &view.id, &second).await;
    assert!(!lies(&first) && !lies(&second));
}
