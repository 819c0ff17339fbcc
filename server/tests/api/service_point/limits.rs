//! How a helped session ends, and what it may never do.

use api::service_point::{DaySheetResponse, HelpedSessionResponse};
use api::{ProblemCode, path};
use http::{Method, StatusCode};
use serde_json::json;
use server::clock::Clock as _;
use workflow::loan::LoanAction;

use super::{PHONE, help, helpers, reason};
use crate::filing::{action, draft, filled};
use crate::portal::{Browser, TestPortal, fresh_key};

const MINUTE_MS: i64 = 60_000;

#[tokio::test]
async fn three_minutes_without_a_press_end_it() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let told: HelpedSessionResponse = tab.get(path::HELPED_SESSION).await.json();
    assert_eq!(
        (told.name_masked.as_str(), told.idle_ms),
        ("示**", 3 * MINUTE_MS)
    );
    for _ in 0..3 {
        portal.clock.advance_ms(3 * MINUTE_MS);
        assert_eq!(tab.get(path::HELPED_SESSION).await.status, StatusCode::OK);
    }
    portal.clock.advance_ms(3 * MINUTE_MS + 1);
    assert_eq!(reason(&tab.get(path::APPLICATIONS).await), "helped_idle");
}

/// When the clerk's sessions of today ended and whether by themselves, the newest first.
async fn ends(clerk: &mut Browser) -> Vec<(Option<i64>, bool)> {
    let sheet: DaySheetResponse = clerk.get(path::STAFF_HELPED_SESSIONS).await.json();
    let sessions = sheet.sessions.iter();
    sessions
        .map(|one| (one.ended_ms, one.ended_by_itself))
        .collect()
}

#[tokio::test]
async fn a_browser_that_died_is_not_open_on_the_day_sheet() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    portal.clock.advance_ms(MINUTE_MS);
    assert_eq!(tab.get(path::HELPED_SESSION).await.status, StatusCode::OK);
    portal.clock.advance_ms(3 * MINUTE_MS);
    let lapsed = (Some(portal.clock.now_ms()), true);
    assert_eq!(ends(&mut clerk).await, [(None, false)]);
    portal.clock.advance_ms(1);
    assert_eq!(ends(&mut clerk).await, [lapsed]);
    // The next one opened finds it ended; that one ends by a press.
    portal.clock.advance_ms(MINUTE_MS);
    let mut next = help(&portal, &mut clerk, "13800001234", "loan").await;
    portal.clock.advance_ms(MINUTE_MS);
    assert_eq!(
        next.delete(path::SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    let pressed = (Some(portal.clock.now_ms()), false);
    assert_eq!(ends(&mut clerk).await, [pressed, lapsed]);
}

#[tokio::test]
async fn an_hour_ends_it_in_any_case() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    for _ in 0..29 {
        portal.clock.advance_ms(2 * MINUTE_MS);
        assert_eq!(tab.get(path::HELPED_SESSION).await.status, StatusCode::OK);
    }
    portal.clock.advance_ms(2 * MINUTE_MS);
    assert_eq!(reason(&tab.get(path::HELPED_SESSION).await), "helped_idle");
}

#[tokio::test]
async fn the_end_forgets_and_leaves_the_clerk_signed_in() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let stolen = tab.clone();
    let noted = json!({ "kind": "scan", "name": "扫描 1.jpg" });
    assert_eq!(
        tab.post(path::HELPED_SESSION_FILES, &noted).await.status,
        StatusCode::NO_CONTENT
    );
    let ended = tab.delete(path::SESSION).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(ended.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(ended.header("cache-control"), "no-store");
    assert_eq!(
        tab.delete(path::SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    for mut who in [tab.clone(), stolen] {
        assert!(reason(&who.get(path::APPLICATIONS).await).starts_with("helped_"));
    }
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["left_files"][0]["name"], "扫描 1.jpg");
    assert!(sheet["sessions"][0]["ended_ms"].is_i64(), "{sheet}");
    assert_eq!(
        clerk.delete(path::STAFF_LEFT_FILES).await.status,
        StatusCode::NO_CONTENT
    );
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["left_files"], json!([]));
}

#[tokio::test]
async fn it_ends_with_the_clerks_own_session() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let mut alone = tab.clone().without_cookie("__Host-fumin-staff");
    assert_eq!(reason(&alone.get(path::APPLICATIONS).await), "helped_staff");
    assert_eq!(
        clerk.delete(path::STAFF_SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(reason(&tab.get(path::APPLICATIONS).await), "helped_staff");
    // Another clerk at the same computer has not taken it over.
    let other = portal.clerk("other").await;
    let mut taken = tab.with_cookies_of(&other);
    assert!(reason(&taken.get(path::APPLICATIONS).await).starts_with("helped_"));
}

#[tokio::test]
async fn a_revoked_helper_hands_nothing_in() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    let view = filled(&mut tab).await;
    portal.clock.advance_ms(MINUTE_MS);
    let mut resident = portal.resident(PHONE).await;
    let id = helpers(&mut resident).await.helpers[0].id.clone();
    let at = path::with_id(path::HELPER_ACTIONS, &id);
    let mut stranger = portal.resident("13800007777").await;
    stranger
        .post(&at, &json!({ "action": "revoke" }))
        .await
        .problem(ProblemCode::NotFound);
    for _ in 0..2 {
        let answer = resident.post(&at, &json!({ "action": "revoke" })).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let press = tab
        .post(
            &path::with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(reason(&press), "helped_revoked");
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["waiting"], json!([]));
    // What was begun is the resident's, to hand in or not.
    let answer = resident
        .post(
            &path::with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn a_helper_does_what_was_agreed_to_and_nothing_about_helpers() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "courses").await;
    tab.get(path::APPLICATIONS)
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(tab.get(path::ENROLMENTS).await.status, StatusCode::OK);
    tab.get(path::HELPERS)
        .await
        .problem(ProblemCode::NotAllowed);
    tab.post("/api/helpers/x/actions", &json!({ "action": "revoke" }))
        .await
        .problem(ProblemCode::NotAllowed);
    tab.post(path::SESSION, &json!({ "phone": PHONE, "code": "123456" }))
        .await
        .problem(ProblemCode::NotAllowed);
    let session = tab.get(path::SESSION).await.value();
    assert_eq!(
        (&session["device_key"], &session["device_mark"]),
        (&json!(""), &json!(""))
    );
    portal.clock.advance_ms(MINUTE_MS);
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    tab.get(path::ENROLMENTS)
        .await
        .problem(ProblemCode::NotAllowed);
    let view = draft(&mut tab).await;
    // Somebody else's file is not found, in person's place or not.
    portal.clock.advance_ms(MINUTE_MS);
    let mut next = help(&portal, &mut clerk, "13800001234", "loan").await;
    next.get(&path::with_id(path::APPLICATION, &view.id))
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn signing_in_as_somebody_else_ends_it() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    // Another tab of the same browser.
    let mut other_tab = clerk.clone();
    let phone = "13800002222";
    other_tab
        .post(path::SESSION_CODE, &json!({ "phone": phone }))
        .await;
    let code = portal.code_sent_to(phone).unwrap();
    let answer = other_tab
        .post(path::SESSION, &json!({ "phone": phone, "code": code }))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    tab.take_cookies_of(&other_tab);
    let press = tab
        .send_json(
            Method::POST,
            path::APPLICATIONS,
            &fresh_key(),
            &crate::filing::start_request(),
        )
        .await;
    assert_eq!(reason(&press), "helped_other");
    let found = other_tab.get(path::APPLICATIONS).await.value();
    assert_eq!(found["applications"], json!([]));
}
