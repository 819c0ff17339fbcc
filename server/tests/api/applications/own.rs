//! Other people's files are not there, and every look at one's own is written down.

use api::ProblemCode;
use api::path::{self, with_document, with_id};
use http::Method;
use serde_json::json;
use store::access_log;
use workflow::loan::LoanAction;

use crate::filing::{action, submitted};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn another_residents_file_is_not_found() {
    let portal = TestPortal::start().await;
    let mut owner = portal.resident("13800000001").await;
    let view = submitted(&mut owner).await;
    let mut stranger = portal.resident("13800000002").await;
    let act = serde_json::to_value(action(&view, LoanAction::Withdraw)).unwrap();
    let calls = [
        (Method::GET, path::APPLICATION, json!(null)),
        (Method::DELETE, path::APPLICATION, json!(null)),
        (
            Method::PATCH,
            path::APPLICATION_ANSWERS,
            json!({"answers": {"purpose": "x"}}),
        ),
        (Method::POST, path::APPLICATION_ACTIONS, act),
        (Method::GET, path::APPLICATION_QR, json!(null)),
        (Method::GET, path::APPLICATION_DOCUMENT, json!(null)),
        (Method::DELETE, path::APPLICATION_DOCUMENT, json!(null)),
    ];
    for (method, template, body) in calls {
        let mut problems = Vec::new();
        for id in [view.id.as_str(), "AAAAAAAAAAAAAAAAAAAAAA", "x' OR '1'='1"] {
            let path = with_document(&with_id(template, id), "", "d1")
                .replace(' ', "%20")
                .replace('\'', "%27");
            let answer = match &body {
                serde_json::Value::Null if method == Method::GET => stranger.get(&path).await,
                serde_json::Value::Null => stranger.delete(&path).await,
                body => {
                    stranger
                        .send_json(method.clone(), &path, &fresh_key(), body)
                        .await
                }
            };
            let mut problem = answer.problem(ProblemCode::NotFound);
            problem.request_id = None;
            problems.push(problem);
        }
        assert!(
            problems.windows(2).all(|pair| pair[0] == pair[1]),
            "{method} {template}"
        );
    }
}

#[tokio::test]
async fn every_look_is_written_down() {
    let portal = TestPortal::start().await;
    let mut owner = portal.resident("13800000001").await;
    let view = submitted(&mut owner).await;
    owner.get(&with_id(path::APPLICATION, &view.id)).await;
    owner.get(&with_id(path::APPLICATION_QR, &view.id)).await;
    let looks = portal
        .state
        .store
        .read(|connection| access_log::list_by_application(connection, &view.id))
        .unwrap();
    let seen: Vec<_> = looks
        .iter()
        .map(|look| (look.role.as_str(), look.action.as_str()))
        .collect();
    assert!(seen.contains(&("resident", "view_application")), "{seen:?}");
    assert!(looks.iter().all(|look| look.actor.starts_with("person/")));
}
