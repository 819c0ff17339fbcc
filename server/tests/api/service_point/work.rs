//! What a clerk does is the resident's, stamped with who did it, and listed for the resident.

use api::path::{self, with_id};
use axum::body::Body;
use http::header::HOST;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::applications::verify::verify;
use workflow::Role;
use workflow::loan::LoanAction;

use super::{PHONE, help, helpers};
use crate::filing::{action, filled};
use crate::portal::TestPortal;

#[tokio::test]
async fn a_file_handed_in_by_a_clerk_says_so_and_is_the_residents() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let view = filled(&mut tab).await;
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["waiting"][0]["name_masked"], "示**");
    assert_eq!(sheet["waiting"][0]["state"], "draft");
    // Whoever asks who looked finds this look as well.
    let store = &portal.state.store;
    let looks = store
        .read(|connection| store::access_log::list_by_application(connection, &view.id))
        .unwrap();
    let shown = looks.iter().filter(|look| {
        look.action == "shown_on_day_sheet" && look.role == Role::ServicePointClerk.as_str()
    });
    assert_eq!(shown.count(), 1);
    let submit = action(&view, LoanAction::Submit);
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let answer = tab.post(&at, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let stamped = json!({ "point": "示例黄羊镇便民服务点", "clerk": "示例 daiban" });
    assert_eq!(answer.value()["timeline"][0]["on_behalf"], stamped);
    let mut headers = HeaderMap::new();
    headers.insert(HOST, "127.0.0.1".parse().unwrap());
    let at = with_id(path::APPLICATION_QR, &view.id);
    let picture = clerk.send(Method::GET, &at, headers, Body::empty()).await;
    assert_eq!(
        picture.status,
        StatusCode::OK,
        "a picture brings no mark: {picture:?}"
    );

    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let seen = resident
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .value();
    assert_eq!(seen["timeline"][0]["on_behalf"], stamped);
    // Whoever has the code and the digits is told where the file is, and of nobody.
    let asked = json!({ "query_code": seen["query_code"], "phone_tail": &PHONE[7..] });
    let tracked = portal.anonymous().post(path::TRACKING, &asked).await;
    assert_eq!(tracked.status, StatusCode::OK, "{tracked:?}");
    assert!(tracked.value()["timeline"][0].get("on_behalf").is_none());
    let found = helpers(&mut resident).await.helpers;
    let acts: Vec<_> = found[0]
        .acts
        .iter()
        .map(|act| (act.action.as_str(), act.times))
        .collect();
    assert_eq!(
        acts,
        [("start_application", 1), ("save_answers", 1), ("submit", 1)]
    );
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &view.id))
        .unwrap();
    assert!(
        looks.iter().any(|look| look.role == "service_point_clerk"),
        "{looks:?}"
    );
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn a_seat_asked_for_by_a_clerk_says_so() {
    let portal = TestPortal::start().await;
    crate::enrolments::rooms::open(&portal, "t", 2).await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "courses").await;
    crate::enrolments::rooms::enrolled(&mut tab, "t").await;
    // The next code to the same phone.
    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let by = |listed: Vec<api::enrolment::EnrolmentView>| {
        let by = listed[0].helped_by.clone();
        by.map(|by| [by.point, by.clerk])
    };
    let listed = crate::enrolments::rooms::mine(&mut resident).await;
    let clerks = ["示例黄羊镇便民服务点", "示例 daiban"].map(str::to_owned);
    assert_eq!(by(listed), Some(clerks.clone()));
    // So does the list of the class, for who teaches and who settles.
    let mut officer = crate::training::officer(&portal).await;
    let class = server::enrolments::room::class_id(crate::enrolments::rooms::COURSE, "t");
    let answer = officer.get(&with_id(path::STAFF_ROSTER, &class)).await;
    let roster: api::lesson::RosterView = answer.json();
    let by_whom = roster.members[0].helped_by.clone();
    assert_eq!(by_whom.map(|by| [by.point, by.clerk]), Some(clerks));
    // What one does oneself is nobody else's.
    crate::enrolments::rooms::open_on(&portal, "later", 5, ("2027-01-12", "2027-01-20")).await;
    let mut alone = portal.resident("13800001234").await;
    crate::enrolments::rooms::enrolled(&mut alone, "later").await;
    assert_eq!(by(crate::enrolments::rooms::mine(&mut alone).await), None);
}

#[tokio::test]
async fn a_resident_takes_over_what_was_begun() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "everything").await;
    let view = filled(&mut tab).await;
    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let id = helpers(&mut resident).await.helpers[0].id.clone();
    let answer = resident
        .post(
            &with_id(path::HELPER_ACTIONS, &id),
            &json!({ "action": "claim" }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let found = helpers(&mut resident).await.helpers;
    assert!(found[0].is_claimed && !found[0].is_valid);
    assert_eq!(
        super::reason(&tab.get(path::APPLICATIONS).await),
        "helped_claimed"
    );
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let answer = resident.post(&at, &action(&view, LoanAction::Submit)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.value()["timeline"][0].get("on_behalf").is_none());
}
