//! More at once than the portal takes: the excess is told when to come back, everybody else is served.

use api::{ProblemCode, path};
use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt as _;
use server::gates::{Kind, Place};

use crate::filing::draft;
use crate::portal::{TestPortal, fresh_key};

fn fill(portal: &TestPortal, kind: Kind) -> Vec<Place<'_>> {
    (0..kind.most())
        .map(|_| portal.state.gates.enter(kind).unwrap())
        .collect()
}

#[tokio::test]
async fn the_excess_is_told_when_to_come_back() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let start = serde_json::json!({ "product": "startup_loan_individual" });
    let writes = fill(&portal, Kind::Write);
    let refused = resident.post(path::APPLICATIONS, &start).await;
    let problem = refused.problem(ProblemCode::Overloaded);
    assert_eq!(problem.retry_after_s, Some(1));
    assert_eq!(refused.header("retry-after"), "1");
    // Whoever only looks is not held up by those who write, nor is the public.
    assert_eq!(
        resident.get(path::APPLICATIONS).await.status,
        StatusCode::OK
    );
    assert_eq!(resident.get(path::COURSES).await.status, StatusCode::OK);
    drop(writes);
    let taken = resident.post(path::APPLICATIONS, &start).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");

    let looks = fill(&portal, Kind::Look);
    let refused = resident.get(path::APPLICATIONS).await;
    refused.problem(ProblemCode::Overloaded);
    drop(looks);
}

#[tokio::test]
async fn a_full_portal_lives_and_lets_people_leave() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let _full: Vec<_> = [
        Kind::Look,
        Kind::Write,
        Kind::Upload,
        Kind::Password,
        Kind::Report,
    ]
    .map(|kind| fill(&portal, kind))
    .into();
    let alive = portal.anonymous().get(path::HEALTH).await;
    assert_eq!(alive.status, StatusCode::NO_CONTENT);
    let left = resident.delete(path::SESSION).await;
    assert_eq!(left.status, StatusCode::NO_CONTENT, "{left:?}");
    let mut stranger = portal.anonymous();
    stranger
        .post(
            path::STAFF_SESSION,
            &serde_json::json!({ "username": "nobody", "password": "nothing" }),
        )
        .await
        .problem(ProblemCode::Overloaded);
}

#[tokio::test]
async fn no_more_photos_at_once_than_are_drawn() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let path = format!(
        "{}?kind=id_card_front",
        path::with_id(path::APPLICATION_DOCUMENTS, &id)
    );
    let uploads = fill(&portal, Kind::Upload);
    let headers = || {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        headers.insert(CONTENT_TYPE, "application/pdf".parse().unwrap());
        headers
    };
    let pdf = || Body::from("%PDF-1.4\ntrailer<<>>\n%%EOF\n");
    let refused = resident.send(Method::POST, &path, headers(), pdf()).await;
    refused.problem(ProblemCode::Overloaded);
    drop(uploads);
    let taken = resident.send(Method::POST, &path, headers(), pdf()).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
}

#[tokio::test]
async fn whoever_sends_slowly_holds_no_place() {
    let portal = TestPortal::start().await;
    let mut slow = portal.resident("13800000001").await;
    let (mut sender, body) = http_body_util::channel::Channel::<Bytes>::new(1);
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
    let body = Body::new(body.map_err(axum::Error::new));
    let request = tokio::spawn(async move {
        slow.send(Method::POST, path::APPLICATIONS, headers, body)
            .await
    });
    // The second piece is taken only once the portal has the first: it is waiting for the rest.
    sender
        .send_data(Bytes::from_static(b"{\"product\":"))
        .await
        .unwrap();
    sender
        .send_data(Bytes::from_static(b"\"startup_loan_individual\""))
        .await
        .unwrap();
    drop(fill(&portal, Kind::Write));
    sender.send_data(Bytes::from_static(b"}")).await.unwrap();
    drop(sender);
    let answer = request.await.unwrap();
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}
