//! Papers in parts: cut anywhere and gone on with anywhere, each is one paper or none.

use crate::filing::draft;
use crate::portal::{Answer, Browser, TestPortal, fresh_key};
use api::application::{ApplicationView, DocumentView, PART_BYTES, PaperUploadView};
use api::path::{self, with_document, with_id};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;

mod ended;
mod refused;
mod sent;

pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A PDF of two parts and a bit.
pub(crate) fn large() -> Vec<u8> {
    let filling = vec![b' '; 2 * PART_BYTES];
    [b"%PDF-1.4\ntrailer<<>>\n", &*filling, b"\n%%EOF\n"].concat()
}

pub(super) fn start_of(bytes: &[u8]) -> Value {
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

pub(super) fn place(id: &str, upload: &str) -> String {
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
pub(super) fn part(bytes: &[u8], offset: usize) -> Vec<u8> {
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

pub(super) fn kept(portal: &TestPortal) -> Vec<PathBuf> {
    let uploads = portal.folder.path().join("data/uploads");
    let folders = std::fs::read_dir(uploads).into_iter().flatten();
    folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

pub(super) async fn documents(resident: &mut Browser, id: &str) -> Vec<DocumentView> {
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, id)).await.json();
    view.documents
}

pub(super) struct Sender {
    pub(super) portal: TestPortal,
    pub(super) resident: Browser,
    pub(super) id: String,
}

pub(super) async fn sender() -> Sender {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    Sender {
        portal,
        resident,
        id,
    }
}
