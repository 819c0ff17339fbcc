//! What a clerk does is the resident's, stamped with who did it, and listed for the resident.

use api::application::{ApplicationView, DocumentView};
use api::path::{self, with_document, with_id};
use api::service_point::HelpedSessionOpened;
use axum::body::Body;
use http::header::HOST;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::applications::verify::verify;
use workflow::Role;
use workflow::loan::LoanAction;

use super::{PHONE, help, helpers, opening};
use crate::documents::{PDF, upload};
use crate::filing::{action, filled, save};
use crate::portal::{PASSWORD, TestPortal};

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
async fn a_form_filled_in_on_paper_reaches_the_officers_and_stays_the_residents() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let (officer, bureau) = ("li", "hr-bureau");
    let mut hr = portal.staff(officer, Role::HrOfficer, bureau).await;
    // Signed on paper at the window, before the officer who is there.
    let proof = json!({ "kind": "witnessed", "username": officer, "password": PASSWORD });
    let opening = opening(PHONE, "loan", &proof);
    let opened = clerk.post(path::STAFF_HELPED_SESSIONS, &opening).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    let opened: HelpedSessionOpened = opened.json();
    let mut tab = clerk.clone().in_helped_session(&opened.mark);
    let view = filled(&mut tab).await;
    let scan = upload(&mut tab, &view.id, "id_card_front", PDF).await;
    assert_eq!(scan.status, StatusCode::CREATED, "{scan:?}");
    let scan = scan.json::<DocumentView>().id;
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let answer = tab.post(&at, &action(&view, LoanAction::Submit)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let number = answer.value()["acceptance_number"].clone();
    let number = number.as_str().unwrap();
    // The number is on the receipt that the clerk prints, and on the resident's phone, as is who signed for what.
    let store = &portal.state.store;
    let sent = server::sms::outbox::list(store, &portal.state.keyring, 9).unwrap();
    let to_them: Vec<_> = sent.iter().filter(|one| one.phone == PHONE).collect();
    for words in [number, "申请收到了", "签字"] {
        let is_told = to_them.iter().any(|one| one.text.contains(words));
        assert!(is_told, "{words}: {to_them:?}");
    }
    let ended = tab.delete(path::SESSION).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let at_window = tab.get(&with_id(path::APPLICATION, &view.id)).await;
    assert!(super::reason(&at_window).starts_with("helped_"));

    // It lies in the bureau's queue as any other, with who typed it, and the scan opens.
    let queue = hr.get(path::STAFF_QUEUE).await.value();
    assert_eq!(queue["waiting"][0]["id"], json!(view.id), "{queue}");
    let at = with_id(path::STAFF_APPLICATION, &view.id);
    let seen = hr.get(&at).await.value();
    let stamped = json!({ "point": "示例黄羊镇便民服务点", "clerk": "示例 daiban" });
    assert_eq!(seen["application"]["timeline"][0]["on_behalf"], stamped);
    let at = with_document(path::STAFF_DOCUMENT, &view.id, &scan);
    assert_eq!(hr.get(&at).await.body, PDF);

    // What comes next is told to the resident, who does it alone, on the own phone.
    let pinned = json!({ "defects": [{ "field": "purpose", "code": "incomplete", "note": "写清楚买什么" }] });
    for (todo, parts) in [("accept_for_review", json!({})), ("return", pinned)] {
        let at = with_id(path::STAFF_APPLICATION, &view.id);
        let mut body = parts;
        body["version"] = hr.get(&at).await.value()["application"]["version"].clone();
        body["action"] = json!(todo);
        body["no_conflict"] = json!(true);
        let at = with_id(path::STAFF_ACTIONS, &view.id);
        let done = hr.post(&at, &body).await;
        assert_eq!(done.status, StatusCode::OK, "{todo}: {done:?}");
    }
    let sent = server::sms::outbox::list(store, &portal.state.keyring, 9).unwrap();
    let of_file =
        |one: &&server::sms::outbox::OpenedMessage| one.phone == PHONE && one.text.contains(number);
    assert_eq!(sent.iter().filter(of_file).count(), 2, "{sent:?}");
    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let at = with_id(path::APPLICATION, &view.id);
    let theirs: ApplicationView = resident.get(&at).await.json();
    assert_eq!(theirs.documents[0].id, scan);
    let answers = json!({ "purpose": "买二十只羊" });
    save(&mut resident, &view.id, answers, json!({})).await;
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let again = action(&theirs, LoanAction::Resubmit);
    let answer = resident.post(&at, &again).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let timeline = answer.value()["timeline"].clone();
    let last = timeline.as_array().unwrap().last().unwrap();
    assert!(last.get("on_behalf").is_none(), "{timeline}");
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
