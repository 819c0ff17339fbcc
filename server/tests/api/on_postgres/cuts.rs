//! Files handed in over a line that is cut: before the commit, after it, anywhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::application::ApplicationView;
use api::path::{self, with_id};
use http::{Method, StatusCode};
use server::applications::verify::verify;
use workflow::loan::LoanAction;

use super::insist::{FILES_PER_RESIDENT, files, insist, report, somebodys_answers};
use super::proxy::{Cut, Proxy};
use crate::filing::{action, no_papers, start_request};
use crate::portal::{Browser, TestPortal, new_database};

/// Through every step; the line is cut once in each.
async fn hand_in(resident: &mut Browser, proxy: &Proxy, cuts: [Cut; 3]) -> String {
    proxy.arm(cuts[0]);
    let begun = insist(resident, Method::POST, path::APPLICATIONS, &start_request()).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let view: ApplicationView = begun.json();
    proxy.arm(cuts[1]);
    let typed = serde_json::json!({ "answers": somebodys_answers(), "cannot_supply": no_papers() });
    let at = with_id(path::APPLICATION_ANSWERS, &view.id);
    let saved = insist(resident, Method::PATCH, &at, &typed).await;
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    proxy.arm(cuts[2]);
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let submitted = insist(
        resident,
        Method::POST,
        &at,
        &action(&view, LoanAction::Submit),
    )
    .await;
    proxy.arm(Cut::Never);
    assert_eq!(submitted.status, StatusCode::OK, "{submitted:?}");
    let view: ApplicationView = submitted.json();
    view.acceptance_number.unwrap()
}

fn cut(number: usize) -> Cut {
    match number % 3 {
        0 => Cut::BeforeCommit,
        1 => Cut::AfterCommit,
        _ => Cut::After {
            pieces: number % 37,
        },
    }
}

#[tokio::test]
async fn what_was_handed_in_is_there_once() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let address = new_database(folder.path());
    let (_, server) = address.split_once('@').unwrap();
    let (server, _) = server.split_once('/').unwrap();
    let proxy = Proxy::start(server);
    let database = address.replace(server, &format!("127.0.0.1:{}", proxy.port));
    let portal = TestPortal::start_on(folder, database, &[]).await.unwrap();

    let files = files();
    let mut numbers = BTreeSet::new();
    let mut resident = portal.anonymous();
    for file in 0..files {
        if file % FILES_PER_RESIDENT == 0 {
            resident = portal.resident(&format!("138{file:08}")).await;
        }
        let cuts = [cut(file), cut(file + 1), cut(file + 2)];
        let number = hand_in(&mut resident, &proxy, cuts).await;
        assert!(numbers.insert(number.clone()), "{number} was given twice");
    }
    assert!(proxy.cuts() >= files, "only {} cuts", proxy.cuts());
    let state = &portal.state;
    let whole = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!((whole.findings.as_slice(), whole.files), (&[][..], files));
    let last = numbers.iter().next_back().unwrap();
    assert!(
        last.ends_with(&format!("{files:05}")),
        "{last} is not the last of {files}"
    );
    report(&format!(
        "- **Cut** {} times between the server and PostgreSQL, before the commit was heard of, after it, and anywhere else, while {files} files were handed in: 0 lost, 0 doubled, every file verified.",
        proxy.cuts()
    ));
}
