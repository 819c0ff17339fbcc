//! PostgreSQL itself crashes and recovers, again and again, while files are handed in.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use api::application::ApplicationView;
use api::path::{self, with_id};
use http::{Method, StatusCode};
use server::applications::verify::verify;
use store::{Location, Store, StoreError};
use workflow::loan::LoanAction;

use super::insist::{FILES_PER_RESIDENT, files, insist, report, somebodys_answers};
use crate::filing::{action, no_papers, start_request};
use crate::portal::TestPortal;

/// Else the first crash would have all to read again that other tests wrote in the last minutes.
fn checkpoint(beside: &Store) {
    let done =
        beside.read::<_, StoreError>(|connection| connection.query("CHECKPOINT", &[]).map(drop));
    done.unwrap();
}

/// A killed connection takes the whole server down; it comes back from its log.
fn crash(beside: &Store) -> bool {
    let own = beside.read::<_, StoreError>(|connection| {
        let row = connection.query_one("SELECT CAST(pg_backend_pid() AS BIGINT)", &[])?;
        row.map(|row| row.get::<i64>(0)).transpose()
    });
    let Ok(Some(process)) = own else {
        return false;
    };
    let killed = Command::new("kill")
        .args(["-9", &process.to_string()])
        .status();
    killed.is_ok_and(|status| status.success())
}

#[tokio::test]
async fn a_crashed_database_loses_nothing() {
    let portal = TestPortal::start().await;
    let files = files();
    // While the database is well.
    let mut residents = Vec::new();
    for number in 0..files.div_ceil(FILES_PER_RESIDENT) {
        residents.push(portal.resident(&format!("138{number:08}")).await);
    }
    let location: Location = portal.state.store.location().clone();
    let (is_done, crashes) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let (ended, counted) = (Arc::clone(&is_done), Arc::clone(&crashes));
    let handed_in = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&handed_in);
    let chaos = thread::spawn(move || {
        let beside = Store::open(&location).unwrap();
        checkpoint(&beside);
        while !ended.load(Ordering::SeqCst) {
            // Once for each file and no more, so that something gets done in between.
            if counted.load(Ordering::SeqCst) <= seen.load(Ordering::SeqCst) && crash(&beside) {
                counted.fetch_add(1, Ordering::SeqCst);
            }
            thread::yield_now();
        }
    });
    let mut numbers = BTreeSet::new();
    for file in 0..files {
        let resident = &mut residents[file / FILES_PER_RESIDENT];
        let begun = insist(resident, Method::POST, path::APPLICATIONS, &start_request()).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
        let view: ApplicationView = begun.json();
        let typed =
            serde_json::json!({ "answers": somebodys_answers(), "cannot_supply": no_papers() });
        let at = with_id(path::APPLICATION_ANSWERS, &view.id);
        let saved = insist(resident, Method::PATCH, &at, &typed).await;
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
        let at = with_id(path::APPLICATION_ACTIONS, &view.id);
        let submit = action(&view, LoanAction::Submit);
        let submitted = insist(resident, Method::POST, &at, &submit).await;
        assert_eq!(submitted.status, StatusCode::OK, "{submitted:?}");
        numbers.extend(submitted.json::<ApplicationView>().acceptance_number);
        handed_in.fetch_add(1, Ordering::SeqCst);
    }
    is_done.store(true, Ordering::SeqCst);
    chaos.join().unwrap();
    let crashes = crashes.load(Ordering::SeqCst);
    assert!(crashes >= files / 2, "only {crashes} crashes");
    let state = &portal.state;
    let whole = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!((whole.findings.as_slice(), whole.files), (&[][..], files));
    assert_eq!(numbers.len(), files, "{numbers:?}");
    report(&format!(
        "- **PostgreSQL crashed** {crashes} times (`kill -9`) and came back from its log, while {files} files were handed in: 0 lost, 0 doubled, every file verified."
    ));
}
