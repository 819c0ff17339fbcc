//! Papers in a bucket, on a real S3-speaking server.

use api::ProblemCode;
use api::application::{ApplicationView, DocumentView};
use api::path::{self, with_document, with_id};
use http::StatusCode;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use server::uploads::{Environment, PaperReader};
use server::whole;

use self::moto::Moto;
use self::wire::Wire;
use crate::documents::{PDF, upload, upload_as};
use crate::filing::draft;
use crate::paper_uploads::{large, send_rest, start};
use crate::portal::{Browser, TestPortal, fresh_key};

mod backup;
mod moto;
mod start;
mod wire;

const BUCKET: &str = "papers";

/// What a server of papers behind this port is reached with.
fn environment(port: u16) -> Environment {
    let endpoint = format!("http://127.0.0.1:{port}");
    let settings = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    settings
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

async fn portal(port: u16) -> TestPortal {
    let words = ["--uploads", "s3://papers/620602"];
    TestPortal::start_in(&words, &environment(port)).await
}

async fn documents(resident: &mut Browser, id: &str) -> Vec<DocumentView> {
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, id)).await.json();
    view.documents
}

#[tokio::test]
async fn a_paper_is_kept_sealed_shown_and_removed() {
    let moto = Moto::start();
    let portal = portal(moto.port()).await;
    assert_eq!(
        moto.names(),
        Vec::<String>::new(),
        "the start leaves nothing"
    );
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let answer = upload(&mut resident, &id, "business_licence", PDF).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let document: DocumentView = answer.json();
    assert_eq!(
        moto.names(),
        [format!("620602/uploads/{id}/{}", document.id)]
    );
    let kept = moto.get(&moto.names()[0]);
    assert!(!kept.windows(5).any(|part| part == b"%PDF-"), "not sealed");
    assert!(!portal.folder.path().join("data/uploads").exists());

    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);
    assert_eq!(resident.get(&path).await.body, PDF);
    assert_eq!(resident.delete(&path).await.status, StatusCode::NO_CONTENT);
    resident.get(&path).await.problem(ProblemCode::NotFound);
    assert_eq!(moto.names(), Vec::<String>::new());

    upload(&mut resident, &id, "business_licence", PDF).await;
    resident.delete(&with_id(path::APPLICATION, &id)).await;
    assert_eq!(moto.names(), Vec::<String>::new());
}

#[tokio::test]
async fn a_store_that_ended_is_a_clear_answer_and_the_same_upload_succeeds_later() {
    let moto = Moto::start();
    let port = moto.port();
    let portal = portal(port).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    moto.end();
    let key = fresh_key();
    let query = "kind=business_licence";
    let refused = upload_as(&mut resident, &id, query, &key, PDF).await;
    let problem = refused.problem(ProblemCode::PapersUnavailable);
    assert_eq!(problem.retry_after_s, Some(5));
    assert_eq!(refused.header("retry-after"), "5");
    assert_eq!(documents(&mut resident, &id).await, []);

    let moto = Moto::start_on(port);
    let answer = upload_as(&mut resident, &id, query, &key, PDF).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(documents(&mut resident, &id).await.len(), 1);
    assert_eq!(moto.names().len(), 1);
}

#[tokio::test]
async fn a_line_cut_in_the_middle_leaves_nothing_half() {
    let moto = Moto::start();
    let wire = Wire::to(moto.port());
    let portal = portal(wire.port()).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let large = [PDF, &vec![b' '; 900 * 1024], b"\n%%EOF\n"].concat();
    let (key, query) = (fresh_key(), "kind=business_licence");
    for bytes in [0, 200, 64 * 1024, 800 * 1024] {
        wire.cut_after(bytes);
        let refused = upload_as(&mut resident, &id, query, &key, &large).await;
        refused.problem(ProblemCode::PapersUnavailable);
        assert_eq!(documents(&mut resident, &id).await, []);
        assert_eq!(moto.names(), Vec::<String>::new(), "cut after {bytes}");
    }
    wire.mend();
    let answer = upload_as(&mut resident, &id, query, &key, &large).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let document: DocumentView = answer.json();
    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);

    wire.cut_after(0);
    let refused = resident.get(&path).await;
    refused.problem(ProblemCode::PapersUnavailable);
    wire.mend();
    assert_eq!(resident.get(&path).await.body, large);
}

#[tokio::test]
async fn parts_come_through_a_store_that_goes_and_comes() {
    let moto = Moto::start();
    let wire = Wire::to(moto.port());
    let portal = portal(wire.port()).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let bytes = large();
    let upload = start(&mut resident, &id, &bytes).await.id;
    // Cut in the first part, between the parts and the paper, and while the paper is put down.
    for cut in [0, 64 * 1024, 300 * 1024] {
        wire.cut_after(cut);
        let refused = send_rest(&mut resident, &id, &upload, &bytes).await;
        refused.problem(ProblemCode::PapersUnavailable);
        assert_eq!(documents(&mut resident, &id).await, []);
    }
    wire.mend();
    let whole = send_rest(&mut resident, &id, &upload, &bytes).await;
    assert_eq!(whole.status, StatusCode::OK, "{whole:?}");
    let document = documents(&mut resident, &id).await.pop().unwrap();
    assert_eq!(
        moto.names(),
        [format!("620602/uploads/{id}/{}", document.id)]
    );
    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);
    assert_eq!(resident.get(&path).await.body, bytes);
}

#[tokio::test]
async fn one_bad_moment_is_not_noticed() {
    let moto = Moto::start();
    let wire = Wire::to(moto.port());
    let portal = portal(wire.port()).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    wire.cut_once();
    let answer = upload(&mut resident, &id, "business_licence", PDF).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

#[tokio::test]
async fn what_could_not_be_removed_is_removed_later() {
    let moto = Moto::start();
    let wire = Wire::to(moto.port());
    let portal = portal(wire.port()).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let document: DocumentView = upload(&mut resident, &id, "business_licence", PDF)
        .await
        .json();
    wire.cut_after(0);
    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);
    assert_eq!(resident.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(documents(&mut resident, &id).await, []);
    assert_eq!(moto.names().len(), 1);
    wire.mend();
    housekeeping::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(moto.names(), Vec::<String>::new());
}

#[tokio::test]
async fn what_lies_in_a_bucket_is_verified() {
    let moto = Moto::start();
    let portal = portal(moto.port()).await;
    let state = &portal.state;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    upload(&mut resident, &id, "business_licence", PDF).await;
    let (settings, state) = (environment(moto.port()), state.clone());
    let look = async || {
        let (settings, state) = (settings.clone(), state.clone());
        let look = move || {
            let bucket = state.config.places.uploads.as_ref();
            let papers = PaperReader::open(&state.config.data, bucket, &settings).unwrap();
            whole::verify(&state.store, Some(&state.keyring), &papers).unwrap()
        };
        let whole = tokio::task::spawn_blocking(look).await.unwrap();
        (whole.files.documents, whole.files.findings)
    };
    assert_eq!(look().await, (1, vec![]));
    moto.put(&moto.names()[0], b"something else");
    assert!(look().await.1[0].contains("do not open"));
    moto.delete(&moto.names()[0]);
    assert!(look().await.1[0].contains("cannot be read"));
}
