//! Papers in parts: cut anywhere and gone on with anywhere, each is one paper or none.

use std::path::PathBuf;

use api::ProblemCode;
use api::application::{ApplicationView, DocumentView, PART_BYTES, PaperUploadView};
use api::path::{self, with_document, with_id};
use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::applications::own::open_own;
use server::applications::paper_parts;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use server::problem::ApiError;
use sha2::{Digest as _, Sha256};
use store::paper_uploads::PaperUpload;
use store::{Tx, applications};
use workflow::loan::LoanAction;

use crate::filing::{action, draft, filled};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A PDF of two parts and a bit.
pub(crate) fn large() -> Vec<u8> {
    let filling = vec![b' '; 2 * PART_BYTES];
    [b"%PDF-1.4\ntrailer<<>>\n", &*filling, b"\n%%EOF\n"].concat()
}

fn start_of(bytes: &[u8]) -> Value {
    let hash: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    json!({ "kind": "business_licence", "name": "scan.pdf", "size_bytes": bytes.len(), "sha256": hash })
}

pub(crate) async fn start(resident: &mut Browser, id: &str, bytes: &[u8]) -> PaperUploadView {
    let path = with_id(path::APPLICATION_UPLOADS, id);
    let answer = resident.post(&path, &start_of(bytes)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

fn place(id: &str, upload: &str) -> String {
    with_document(path::APPLICATION_UPLOAD, id, upload)
}

pub(crate) async fn send(
    resident: &mut Browser,
    (id, upload): (&str, &str),
    offset: usize,
    body: impl Into<Body>,
) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/octet-stream".parse().unwrap());
    let path = format!("{}?offset={offset}", place(id, upload));
    resident
        .send(Method::PUT, &path, headers, body.into())
        .await
}

/// The part that begins there.
fn part(bytes: &[u8], offset: usize) -> Vec<u8> {
    bytes[offset..bytes.len().min(offset + PART_BYTES)].to_vec()
}

/// Sends everything from where the server says to go on.
pub(crate) async fn send_rest(
    resident: &mut Browser,
    id: &str,
    upload: &str,
    bytes: &[u8],
) -> Answer {
    let mut view: PaperUploadView = resident.get(&place(id, upload)).await.json();
    loop {
        let offset = usize::try_from(view.received_bytes).unwrap();
        let answer = send(resident, (id, upload), offset, part(bytes, offset)).await;
        if answer.status != StatusCode::OK {
            return answer;
        }
        view = answer.json();
        if view.document.is_some() {
            return answer;
        }
    }
}

fn kept(portal: &TestPortal) -> Vec<PathBuf> {
    let uploads = portal.folder.path().join("data/uploads");
    let folders = std::fs::read_dir(uploads).into_iter().flatten();
    folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

async fn documents(resident: &mut Browser, id: &str) -> Vec<DocumentView> {
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, id)).await.json();
    view.documents
}

struct Sender {
    portal: TestPortal,
    resident: Browser,
    id: String,
}

async fn sender() -> Sender {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    Sender {
        portal,
        resident,
        id,
    }
}

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

#[tokio::test]
async fn what_the_parts_come_to_must_be_what_was_announced_and_a_paper() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let good = large();
    let mut damaged = good.clone();
    damaged[PART_BYTES + 7] = b'x';
    let noise = vec![7; PART_BYTES + 1];
    let cut = good[..good.len() - 6].to_vec();
    let table = [
        (&good, &damaged, "document_damaged"),
        (&noise, &noise, "document_type"),
        (&cut, &cut, "document_unreadable"),
    ];
    for (announced, sent, code) in table {
        let upload = start(&mut resident, &id, announced).await.id;
        let refused = send_rest(&mut resident, &id, &upload, sent).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, code);
        assert_eq!(problem.errors[0].pointer, "/documents/business_licence");
        let gone = resident.get(&place(&id, &upload)).await;
        gone.problem(ProblemCode::NotFound);
    }
    assert_eq!(documents(&mut resident, &id).await, []);
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_cannot_become_a_paper_is_not_begun() {
    let Sender {
        portal: _portal,
        mut resident,
        id,
    } = sender().await;
    let path = with_id(path::APPLICATION_UPLOADS, &id);
    let with = |key: &str, value: Value| {
        let mut request = start_of(&large());
        request[key] = value;
        request
    };
    let table = [
        (with("kind", json!("passport")), "not_an_option"),
        (with("sha256", json!("zz")), "not_a_hash"),
        (with("sha256", json!("+1".repeat(32))), "not_a_hash"),
        (with("size_bytes", json!(0)), "document_empty"),
        (with("size_bytes", json!(11_000_000)), "document_too_large"),
    ];
    for (request, code) in table {
        let refused: api::Problem = resident.post(&path, &request).await.json();
        assert_eq!(refused.errors[0].code, code, "{request}");
    }
    let longer = vec![0; PART_BYTES + 1];
    let upload = start(&mut resident, &id, &large()).await.id;
    let refused = send(&mut resident, (&id, &upload), 0, longer).await;
    refused.problem(ProblemCode::BodyTooLarge);
    // So many on the way, and no more.
    let mut begun = 1;
    let refused = loop {
        let answer = resident.post(&path, &start_of(&large())).await;
        if answer.status != StatusCode::CREATED {
            break answer;
        }
        begun += 1;
    };
    assert_eq!(begun, 24);
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "document_too_many");
    // Giving one up makes room.
    let gone = resident.delete(&place(&id, &upload)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    start(&mut resident, &id, &large()).await;
}

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
