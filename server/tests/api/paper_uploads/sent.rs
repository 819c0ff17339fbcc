//! Parts on the way: sent twice, by two, cut, and gone on with at another server.

use api::ProblemCode;
use api::application::{PART_BYTES, PaperUploadView};
use api::path::{self, with_document, with_id};
use axum::body::Body;
use bytes::Bytes;
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use server::applications::own::open_own;
use server::applications::paper_parts;
use server::problem::ApiError;
use store::paper_uploads::PaperUpload;
use store::{Tx, applications};

use super::{
    Sender, documents, kept, large, part, place, send, send_rest, sender, start, start_of,
};
use crate::portal::fresh_key;

#[tokio::test]
async fn parts_become_one_paper_and_are_sealed_on_the_way() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await;
    assert_eq!((upload.received_bytes, &upload.document), (0, &None));
    let first = send(&mut resident, (&id, &upload.id), 0, part(&bytes, 0)).await;
    let first: PaperUploadView = first.json();
    assert_eq!(first.received_bytes, PART_BYTES as u64);
    let on_disk = std::fs::read(&kept(&portal)[0]).unwrap();
    assert!(!on_disk.starts_with(b"%PDF"), "not sealed");
    assert_eq!(documents(&mut resident, &id).await, [], "half counts");

    let whole: PaperUploadView = send_rest(&mut resident, &id, &upload.id, &bytes)
        .await
        .json();
    let document = whole.document.unwrap();
    assert_eq!(
        documents(&mut resident, &id).await,
        std::slice::from_ref(&document)
    );
    let served = resident
        .get(&with_document(
            path::APPLICATION_DOCUMENT,
            &id,
            &document.id,
        ))
        .await;
    assert_eq!(served.body, bytes);
    assert_eq!(kept(&portal).len(), 1, "parts are left");
}

#[tokio::test]
async fn what_is_sent_twice_is_there_once() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let path = with_id(path::APPLICATION_UPLOADS, &id);
    let key = fresh_key();
    let mut views = Vec::new();
    for _ in 0..2 {
        let answer = resident
            .send_json(Method::POST, &path, &key, &start_of(&bytes))
            .await;
        views.push(answer.json::<PaperUploadView>());
    }
    assert_eq!(views[0], views[1]);
    let upload = views[0].id.clone();
    for offset in [0, 0, 2 * PART_BYTES, PART_BYTES, 0, PART_BYTES] {
        let answer = send(&mut resident, (&id, &upload), offset, part(&bytes, offset)).await;
        assert_eq!(answer.status, StatusCode::OK, "{offset}: {answer:?}");
    }
    let last = 2 * PART_BYTES;
    let first: PaperUploadView = send(&mut resident, (&id, &upload), last, part(&bytes, last))
        .await
        .json();
    assert!(first.document.is_some());
    for offset in [last, 0, bytes.len()] {
        let again = send(&mut resident, (&id, &upload), offset, part(&bytes, offset)).await;
        assert_eq!(again.json::<PaperUploadView>(), first);
    }
    assert_eq!(documents(&mut resident, &id).await.len(), 1);
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn the_last_part_from_two_windows_at_once_is_one_paper() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    for offset in [0, PART_BYTES] {
        send(&mut resident, (&id, &upload), offset, part(&bytes, offset)).await;
    }
    let last = 2 * PART_BYTES;
    let (mut one, mut other) = (resident.clone(), resident.clone());
    let at = (id.as_str(), upload.as_str());
    let (one, other) = tokio::join!(
        send(&mut one, at, last, part(&bytes, last)),
        send(&mut other, at, last, part(&bytes, last)),
    );
    assert_eq!((one.status, other.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(documents(&mut resident, &id).await.len(), 1);
    let view: PaperUploadView = send_rest(&mut resident, &id, &upload, &bytes).await.json();
    assert!(view.document.is_some());
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn whoever_finishes_late_finds_the_paper_that_was_made() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    let made = send_rest(&mut resident, &id, &upload, &bytes).await;
    let made: PaperUploadView = made.json();
    // As another request saw it before that: all parts, no paper yet.
    let state = portal.state.clone();
    let (file, person_id, late) = state
        .store
        .read::<_, ApiError>(|connection| {
            let row = applications::find(connection, &id)?.unwrap();
            let file = open_own(&state, connection, &id, &row.person_id)?;
            let late = PaperUpload {
                parts: 3,
                document_id: None,
                ended_ms: None,
                ..paper_parts::find(connection, &file, &upload)?
            };
            Ok((file, row.person_id, late))
        })
        .unwrap();
    let parts = state.clone();
    let reopen = move |tx: &Tx| open_own(&parts, tx, &id, &person_id);
    let size = bytes.len() as u64;
    let found = paper_parts::take(&state, &file, late, size, &Bytes::new(), reopen).await;
    assert_eq!(found.unwrap(), made);
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn another_server_goes_on_where_one_was_killed() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    send(&mut resident, (&id, &upload), 0, part(&bytes, 0)).await;
    let other = portal.second_server();
    let mut there = resident.at(&other);
    let view: PaperUploadView = send_rest(&mut there, &id, &upload, &bytes).await.json();
    assert_eq!(
        documents(&mut resident, &id).await,
        [view.document.unwrap()]
    );
}

#[tokio::test]
async fn a_line_cut_inside_a_part_leaves_the_parts_before_it() {
    let Sender {
        portal: _portal,
        mut resident,
        id,
    } = sender().await;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    send(&mut resident, (&id, &upload), 0, part(&bytes, 0)).await;
    let whole = part(&bytes, PART_BYTES);
    for cut in [0, 1, 1_000, PART_BYTES - 1] {
        let (mut sender, body) = http_body_util::channel::Channel::<Bytes, std::io::Error>::new(1);
        let body = Body::new(body.map_err(axum::Error::new));
        let (mut resident, id, upload) = (resident.clone(), id.clone(), upload.clone());
        let request =
            tokio::spawn(
                async move { send(&mut resident, (&id, &upload), PART_BYTES, body).await },
            );
        let sent = Bytes::copy_from_slice(&whole[..cut]);
        sender.send_data(sent).await.unwrap();
        sender.abort(std::io::Error::other("the line is gone"));
        let refused = request.await.unwrap();
        refused.problem(ProblemCode::MalformedBody);
    }
    // A proxy may end the body as if it had been all.
    let short = send(
        &mut resident,
        (&id, &upload),
        PART_BYTES,
        whole[..9].to_vec(),
    )
    .await;
    let problem = short.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/part");
    let view: PaperUploadView = resident.get(&place(&id, &upload)).await.json();
    assert_eq!(view.received_bytes, PART_BYTES as u64);
    let view: PaperUploadView = send_rest(&mut resident, &id, &upload, &bytes).await.json();
    assert!(view.document.is_some());
}
