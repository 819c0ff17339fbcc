//! Papers: what is taken, what is not, and what becomes of them.

use std::io::Cursor;
use std::path::PathBuf;

use api::application::{ApplicationView, DocumentView};
use api::path::{self, with_document, with_id};
use api::{FieldError, ProblemCode};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::filing::{draft, submitted};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

mod bodies;
mod legible;

pub(crate) fn photo() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(40, 30))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</JS(app.alert(1))>>endobj\ntrailer<<>>\n%%EOF\n";

pub(crate) async fn upload_as(
    resident: &mut Browser,
    id: &str,
    query: &str,
    key: &str,
    bytes: &[u8],
) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/octet-stream".parse().unwrap());
    let path = format!("{}?{query}", with_id(path::APPLICATION_DOCUMENTS, id));
    resident
        .send(Method::POST, &path, headers, Body::from(bytes.to_vec()))
        .await
}

pub(crate) async fn upload(resident: &mut Browser, id: &str, kind: &str, bytes: &[u8]) -> Answer {
    upload_as(resident, id, &format!("kind={kind}"), &fresh_key(), bytes).await
}

/// A paper for what somebody is about to do, at the address of its file's papers.
pub(crate) async fn attempt_paper(browser: &mut Browser, address: &str, bytes: &[u8]) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/octet-stream".parse().unwrap());
    let body = Body::from(bytes.to_vec());
    let address = format!("{address}?name=seen");
    browser.send(Method::POST, &address, headers, body).await
}

/// What lies in the folder of uploads.
pub(crate) fn kept(portal: &TestPortal) -> Vec<PathBuf> {
    let uploads = portal.folder.path().join("data/uploads");
    let Ok(folders) = std::fs::read_dir(uploads) else {
        return Vec::new();
    };
    folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

#[tokio::test]
async fn a_photo_is_kept_sealed_shown_and_removed() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let answer = upload(&mut resident, &id, "id_card_front", &photo()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let document: DocumentView = answer.json();
    assert_eq!(
        (document.kind.as_str(), document.media_type.as_str()),
        ("id_card_front", "image/jpeg")
    );
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert_eq!(view.documents, std::slice::from_ref(&document));
    assert!(
        !view
            .errors
            .iter()
            .any(|error| error.pointer == "/documents/id_card_front")
    );

    let on_disk = std::fs::read(&kept(&portal)[0]).unwrap();
    assert!(!on_disk.starts_with(&[0xFF, 0xD8]), "not sealed");

    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);
    let shown = resident.get(&path).await;
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert_eq!(shown.header("content-disposition"), "inline");
    assert_eq!(
        shown.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.header("cache-control"), "no-store");
    assert_eq!(
        u64::try_from(shown.body.len()).unwrap(),
        document.size_bytes
    );
    assert!(image::load_from_memory(&shown.body).is_ok());

    assert_eq!(resident.delete(&path).await.status, StatusCode::NO_CONTENT);
    resident.get(&path).await.problem(ProblemCode::NotFound);
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_pdf_is_only_ever_a_download() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let document: DocumentView = upload(&mut resident, &id, "business_licence", PDF)
        .await
        .json();
    let shown = resident
        .get(&with_document(
            path::APPLICATION_DOCUMENT,
            &id,
            &document.id,
        ))
        .await;
    assert_eq!(shown.header("content-type"), "application/pdf");
    // Nobody has scanned it, and its name says so: 未扫描.pdf.
    assert_eq!(
        shown.header("content-disposition"),
        "attachment; filename=\"unscanned.pdf\"; filename*=UTF-8''%E6%9C%AA%E6%89%AB%E6%8F%8F.pdf"
    );
    assert_eq!(shown.body, PDF);
}

#[tokio::test]
async fn what_is_not_taken() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let png = photo();
    let table: [(&str, &[u8], &str); 9] = [
        ("kind=id_card_front", b"", "document_empty"),
        (
            "kind=id_card_front&name=IMG_0001.HEIC",
            b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
            "document_heic",
        ),
        (
            "kind=business_licence",
            b"%PDF-1.6\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF\n",
            "document_locked",
        ),
        (
            "kind=id_card_front",
            b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
            "document_type",
        ),
        ("kind=id_card_front", b"GIF89a and more", "document_type"),
        ("kind=id_card_front&name=id.jpg", PDF, "document_type"),
        ("kind=id_card_front&name=licence.pdf", &png, "document_type"),
        (
            "kind=id_card_front",
            &png[..png.len() / 2],
            "document_unreadable",
        ),
        ("kind=id_card_front", &PDF[..20], "document_unreadable"),
    ];
    for (query, bytes, code) in table {
        let refused = upload_as(&mut resident, &id, query, &fresh_key(), bytes).await;
        let errors = refused.problem(ProblemCode::InvalidInput).errors;
        assert_eq!(
            errors,
            [FieldError {
                pointer: format!(
                    "/documents/{}",
                    &query["kind=".len()..].split('&').next().unwrap()
                ),
                code: code.into()
            }],
            "{query}"
        );
    }
    upload(&mut resident, &id, "passport", &png)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn sixteen_megabytes_are_too_many() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    for megabytes in [11, 16] {
        let mut bytes = photo();
        bytes.resize(megabytes * 1024 * 1024, 0);
        let refused = upload(&mut resident, &id, "id_card_front", &bytes).await;
        let errors = refused.problem(ProblemCode::BodyTooLarge).errors;
        assert_eq!(errors[0].pointer, "/documents/id_card_front");
    }
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn four_photos_of_one_paper_are_enough() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let keys: Vec<_> = (0..4).map(|_| fresh_key()).collect();
    for key in &keys {
        let taken = upload_as(&mut resident, &id, "kind=category_proof", key, PDF).await;
        assert_eq!(taken.status, StatusCode::CREATED);
    }
    let fifth = upload(&mut resident, &id, "category_proof", PDF)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(fifth.errors[0].code, "document_too_many");
    let repeated = upload_as(&mut resident, &id, "kind=category_proof", &keys[3], PDF).await;
    assert_eq!(repeated.status, StatusCode::CREATED, "{repeated:?}");
    assert_eq!(kept(&portal).len(), 4);
}

#[tokio::test]
async fn twenty_papers_of_one_file_are_enough() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    for kind in [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "category_proof",
        "labour_contracts",
    ] {
        for _ in 0..4 {
            let taken = upload(&mut resident, &id, kind, PDF).await;
            assert_eq!(taken.status, StatusCode::CREATED);
        }
    }
    // The first of its kind: that there are enough of it would be false.
    let refused = upload(&mut resident, &id, "employee_roster", PDF)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(refused.errors[0].code, "document_all_full");
}

#[tokio::test]
async fn the_same_upload_twice_is_one_paper() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let key = fresh_key();
    let first: DocumentView = upload_as(&mut resident, &id, "kind=id_card_back", &key, PDF)
        .await
        .json();
    let again: DocumentView = upload_as(&mut resident, &id, "kind=id_card_back", &key, PDF)
        .await
        .json();
    assert_eq!(first, again);
    assert_eq!(kept(&portal).len(), 1);
    let other = upload_as(&mut resident, &id, "kind=id_card_front", &key, PDF).await;
    other.problem(ProblemCode::KeyReused);
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn a_file_handed_in_takes_no_papers_and_gives_none_back() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let refused = upload(&mut resident, &view.id, "id_card_front", PDF).await;
    refused.problem(ProblemCode::ActionNotPossible);
    let gone = resident
        .delete(&with_document(path::APPLICATION_DOCUMENT, &view.id, "d1"))
        .await;
    gone.problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn strangers_papers_are_not_there() {
    let portal = TestPortal::start().await;
    let mut owner = portal.resident("13800000001").await;
    let id = draft(&mut owner).await.id;
    let document: DocumentView = upload(&mut owner, &id, "id_card_front", PDF).await.json();
    let mut stranger = portal.resident("13800000002").await;
    let own = draft(&mut stranger).await.id;
    for file in [id.as_str(), own.as_str()] {
        let path = with_document(path::APPLICATION_DOCUMENT, file, &document.id);
        stranger.get(&path).await.problem(ProblemCode::NotFound);
        stranger.delete(&path).await.problem(ProblemCode::NotFound);
    }
    upload(&mut stranger, &id, "id_card_front", PDF)
        .await
        .problem(ProblemCode::NotFound);
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn a_draft_thrown_away_leaves_no_papers() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    upload(&mut resident, &id, "id_card_front", PDF).await;
    assert_eq!(kept(&portal).len(), 1);
    resident.delete(&with_id(path::APPLICATION, &id)).await;
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}
