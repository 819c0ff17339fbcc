//! What becomes of parts that nobody goes on with.

use std::path::PathBuf;

use api::ProblemCode;
use api::application::{PART_BYTES, PaperUploadView};
use api::path::{self, with_id};
use http::StatusCode;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use workflow::loan::LoanAction;

use super::{
    DAY_MS, Sender, documents, kept, large, part, place, send, send_rest, sender, start, start_of,
};
use crate::filing::{action, draft, filled};
use crate::portal::{Browser, TestPortal};

#[tokio::test]
async fn what_is_given_up_left_or_thrown_away_leaves_nothing() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let begin = async |resident: &mut Browser, id: &str| {
        let upload = start(resident, id, &bytes).await.id;
        send(resident, (id, &upload), 0, part(&bytes, 0)).await;
        upload
    };
    let upload = begin(&mut resident, &id).await;
    assert_eq!(kept(&portal).len(), 1);
    resident.delete(&place(&id, &upload)).await;
    let late = send(
        &mut resident,
        (&id, &upload),
        PART_BYTES,
        part(&bytes, PART_BYTES),
    )
    .await;
    late.problem(ProblemCode::NotFound);
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());

    let upload = begin(&mut resident, &id).await;
    let now_ms = portal.clock.now_ms();
    for (days, is_there) in [(6, true), (8, false)] {
        let later_ms = now_ms + days * DAY_MS;
        housekeeping::run_once(&portal.state, later_ms)
            .await
            .unwrap();
        let found = portal
            .state
            .store
            .read(|connection| store::paper_uploads::find(connection, &id, &upload));
        assert_eq!(found.unwrap().is_some(), is_there, "after {days} days");
    }
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());

    let mut other = portal.resident("13800000002").await;
    let id = draft(&mut other).await.id;
    begin(&mut other, &id).await;
    other.delete(&with_id(path::APPLICATION, &id)).await;
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_file_handed_in_meanwhile_takes_no_more_papers() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let bytes = large();
    let upload = start(&mut resident, &view.id, &bytes).await.id;
    send(&mut resident, (&view.id, &upload), 0, part(&bytes, 0)).await;
    let taken = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let refused = send_rest(&mut resident, &view.id, &upload, &bytes).await;
    refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(documents(&mut resident, &view.id).await, []);
}

#[tokio::test]
async fn a_restored_portal_has_no_parts_and_the_sender_begins_anew() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    send(&mut resident, (&id, &upload), 0, part(&bytes, 0)).await;
    std::fs::remove_file(&kept(&portal)[0]).unwrap();
    let lost = send_rest(&mut resident, &id, &upload, &bytes).await;
    lost.problem(ProblemCode::NotFound);
    let upload = start(&mut resident, &id, &bytes).await.id;
    let view: PaperUploadView = send_rest(&mut resident, &id, &upload, &bytes).await.json();
    assert!(view.document.is_some());
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn nobody_else_sees_or_adds_to_it() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    let mut stranger = portal.resident("13800000002").await;
    let own = draft(&mut stranger).await.id;
    for file in [&id, &own] {
        let look = stranger.get(&place(file, &upload)).await;
        look.problem(ProblemCode::NotFound);
        let add = send(&mut stranger, (file, &upload), 0, part(&bytes, 0)).await;
        add.problem(ProblemCode::NotFound);
        let drop = stranger.delete(&place(file, &upload)).await;
        drop.problem(ProblemCode::NotFound);
    }
    let begin = stranger
        .post(&with_id(path::APPLICATION_UPLOADS, &id), &start_of(&bytes))
        .await;
    begin.problem(ProblemCode::NotFound);
    let view: PaperUploadView = resident.get(&place(&id, &upload)).await.json();
    assert_eq!(view.received_bytes, 0);
}
