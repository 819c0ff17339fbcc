//! Where is my file, for whoever has the code and the digits.

use api::ProblemCode;
use api::path;
use api::tracking::TrackResponse;
use http::StatusCode;
use serde_json::json;
use workflow::Role;
use workflow::loan::{Defect, DefectCode, EventDetail, LoanAction, LoanState, ReturnDetail};

use crate::filing::{officer, submitted};
use crate::portal::TestPortal;

#[tokio::test]
async fn the_right_pair_says_where_and_nothing_more() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let view = submitted(&mut resident).await;
    let defects = vec![Defect {
        field: "applicant_name".into(),
        code: DefectCode::Mismatch,
        note: "户口本上是示例丙".into(),
    }];
    let detail = EventDetail::Return(ReturnDetail {
        defects,
        supervisor_reason: None,
        new_facts: None,
    });
    officer(
        &portal,
        &view.id,
        Role::HrOfficer,
        LoanAction::Return,
        detail,
    )
    .await;
    let code = view.query_code.unwrap();
    let typed = format!("{}-{}", &code[..3].to_lowercase(), &code[3..]);
    let request = json!({"query_code": typed, "phone_tail": "5678"});
    let answer = portal.anonymous().post(path::TRACKING, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    for secret in [
        "示例甲",
        "示例丙",
        "200000",
        crate::filing::ID_NUMBER,
        "13800005678",
        view.id.as_str(),
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
    let found: TrackResponse = answer.json();
    assert_eq!(found.state, LoanState::ReturnedHr);
    assert_eq!(Some(found.acceptance_number), view.acceptance_number);
    assert_eq!((found.defects.len(), found.timeline.len()), (1, 2));
}

#[tokio::test]
async fn a_wrong_pair_says_nothing() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let code = submitted(&mut resident).await.query_code.unwrap();
    let free = if code == "222222" { "333333" } else { "222222" };
    let mut problems = Vec::new();
    for (code, tail) in [(code.as_str(), "5679"), (free, "5678"), (free, "0000")] {
        let answer = portal
            .anonymous()
            .post(
                path::TRACKING,
                &json!({"query_code": code, "phone_tail": tail}),
            )
            .await;
        let mut problem = answer.problem(ProblemCode::NotFound);
        problem.request_id = None;
        problems.push(problem);
    }
    assert!(problems.windows(2).all(|pair| pair[0] == pair[1]));
    let malformed = portal
        .anonymous()
        .post(
            path::TRACKING,
            &json!({"query_code": "O0", "phone_tail": "12a4"}),
        )
        .await;
    let codes: Vec<_> = malformed
        .problem(ProblemCode::InvalidInput)
        .errors
        .into_iter()
        .map(|error| error.code)
        .collect();
    assert_eq!(codes, ["query_code_format", "phone_tail"]);
}

#[tokio::test]
async fn digits_cannot_be_guessed() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let code = submitted(&mut resident).await.query_code.unwrap();
    let ask = |tail: &str| json!({"query_code": code, "phone_tail": tail});
    for guess in 0..10 {
        let answer = portal
            .anonymous()
            .post(path::TRACKING, &ask(&format!("000{guess}")))
            .await;
        answer.problem(ProblemCode::NotFound);
    }
    // The right digits come too late as well: the code is what is counted, whoever asks.
    let refused = portal.anonymous().post(path::TRACKING, &ask("5678")).await;
    assert!(
        refused
            .problem(ProblemCode::TooManyRequests)
            .retry_after_s
            .is_some()
    );
    let mut other = portal.resident("13800009999").await;
    let second = submitted(&mut other).await.query_code.unwrap();
    let request = json!({"query_code": second, "phone_tail": "9999"});
    assert_eq!(
        portal
            .anonymous()
            .post(path::TRACKING, &request)
            .await
            .status,
        StatusCode::OK
    );
    portal.clock.advance_ms(3_600_000);
    assert_eq!(
        portal
            .anonymous()
            .post(path::TRACKING, &ask("5678"))
            .await
            .status,
        StatusCode::OK
    );
}
