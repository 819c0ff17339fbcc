//! A phone that was somebody else's before: what came before is taken from it, and stays.

use api::ProblemCode;
use api::application::ListApplicationsResponse;
use api::path::{self, with_id};
use api::staff::StaffApplicationView;
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::applications::verify;
use server::authorize::rule::Who;
use server::authorize::table::rules;
use server::clock::Clock as _;
use server::sms::message::{Message, note_and_tell};
use server::sms::{outbox, remember};

use crate::filing::{ID_NUMBER, submitted};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};
use crate::service_point::help;

const PHONE: &str = "13800005678";
const AT: &str = "/my/not-mine";
const MINUTES_MS: i64 = 2 * 60_000;

async fn press(browser: &mut Browser, at: &str, fields: &str) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let body = Body::from(fields.to_owned());
    browser.send(Method::POST, at, headers, body).await
}

async fn sign_in(portal: &TestPortal) -> Browser {
    portal.clock.advance_ms(MINUTES_MS);
    portal.resident(PHONE).await
}

async fn files(browser: &mut Browser) -> usize {
    let found: ListApplicationsResponse = browser.get(path::APPLICATIONS).await.json();
    found.applications.len()
}

fn messages(portal: &TestPortal) -> usize {
    let state = &portal.state;
    let sent = outbox::list(&state.store, &state.keyring, 50).unwrap();
    sent.iter().filter(|one| one.phone == PHONE).count()
}

async fn tell(portal: &TestPortal, person_id: &str) {
    let message = Message::new(person_id, "示例通知".to_owned());
    let note = move |_: &store::Tx| Ok(vec![message.clone()]);
    note_and_tell(&portal.state, note).await.unwrap();
}

fn owner_of(portal: &TestPortal, id: &str) -> String {
    let find = |connection: &store::Connection| store::applications::find(connection, id);
    let row = portal.state.store.read::<_, store::StoreError>(find);
    row.unwrap().unwrap().person_id
}

/// Nothing that a signed-in resident can read says anything of the one before.
async fn reads_nothing(browser: &mut Browser, id: &str, number: &str) {
    let mut tried = 0;
    let own = |who| matches!(who, Who::Resident | Who::ResidentAlone);
    for rule in rules().filter(|rule| rule.method == Method::GET && own(rule.who)) {
        let at = rule.path.replace("{id}", id).replace("{document}", id);
        let answer = browser.get(&at).await;
        assert!(!answer.status.is_server_error(), "{at}: {answer:?}");
        if rule.path.contains('{') {
            assert!(!answer.status.is_success(), "{at}: {answer:?}");
        }
        let body = String::from_utf8_lossy(&answer.body);
        for word in ["示例甲", ID_NUMBER, number] {
            assert!(!body.contains(word), "{at} says {word}: {body}");
        }
        tried += 1;
    }
    assert!(tried > 15, "{tried}");
}

#[tokio::test]
async fn whoever_has_the_number_now_begins_with_nothing_and_nothing_is_lost() {
    let portal = TestPortal::start().await;
    let mut first = portal.resident(PHONE).await;
    let file = submitted(&mut first).await;
    let number = file.acceptance_number.clone().unwrap();
    let person_id = owner_of(&portal, &file.id);
    let search = json!({ "query": "q=电工&seats=1", "name": "示例搜索" });
    first.post(path::SAVED_SEARCHES, &search).await;
    portal.clock.advance_ms(MINUTES_MS);
    let mut clerk = portal.clerk("daiban").await;
    let mut helped = help(&portal, &mut clerk, PHONE, "everything").await;
    let mut elsewhere = sign_in(&portal).await;
    tell(&portal, &person_id).await;
    let told = messages(&portal);
    assert!(told > 0);

    let shown = elsewhere.get(AT).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    let key = fresh_key();
    let unsure = press(&mut elsewhere, AT, &format!("key={key}")).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        (files(&mut first).await, files(&mut elsewhere).await),
        (1, 1)
    );

    let mut twice = elsewhere.clone();
    let key = fresh_key();
    let sure = format!("key={key}&sure=1");
    let done = press(&mut elsewhere, AT, &sure).await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert!(done.header("clear-site-data").contains("storage"));
    let again = press(&mut twice, AT, &sure).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "{again:?}");
    for browser in [&mut first, &mut twice, &mut helped] {
        let answer = browser.get(path::APPLICATIONS).await;
        answer.problem(ProblemCode::SignInRequired);
    }

    tell(&portal, &person_id).await;
    let now_ms = portal.clock.now_ms() + 60 * 60_000;
    assert_eq!(remember::run_once(&portal.state, now_ms).await.unwrap(), 0);
    assert_eq!(messages(&portal), told, "nothing of the one before");

    let mut next = sign_in(&portal).await;
    assert_eq!(files(&mut next).await, 0);
    reads_nothing(&mut next, &file.id, &number).await;
    // The one before has everything still, and whoever works on it knows that the phone is another's.
    assert_eq!(owner_of(&portal, &file.id), person_id);
    let mut officer = crate::staff::hr(&portal, "li").await;
    let view = officer
        .get(&with_id(path::STAFF_APPLICATION, &file.id))
        .await;
    let view: StaffApplicationView = view.json();
    assert_eq!(view.account_phone_masked, "");
    // What is made under the number now is told to it.
    let own = submitted(&mut next).await;
    tell(&portal, &owner_of(&portal, &own.id)).await;
    assert!(messages(&portal) > told);
    let (state, data) = (&portal.state, &portal.state.config.data);
    let report = verify::verify(&state.store, &state.keyring, data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn neither_a_terminal_nor_a_clerk_takes_a_phone_from_anybody() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    submitted(&mut resident).await;
    let terminal = format!("{AT}?kiosk=1");
    let sure = format!("key={}&sure=1", fresh_key());
    assert_eq!(resident.get(&terminal).await.status, StatusCode::FORBIDDEN);
    let pressed = press(&mut resident, &terminal, &sure).await;
    assert_eq!(pressed.status, StatusCode::FORBIDDEN);
    portal.clock.advance_ms(MINUTES_MS);
    let mut clerk = portal.clerk("daiban").await;
    let mut helped = help(&portal, &mut clerk, PHONE, "everything").await;
    assert_eq!(helped.get(AT).await.status, StatusCode::FORBIDDEN);
    let pressed = press(&mut helped, AT, &sure).await;
    assert_eq!(pressed.status, StatusCode::FORBIDDEN);
    // A form that the browser sends by itself brings no mark, and no session of a resident's own.
    let pressed = press(&mut clerk, AT, &sure).await;
    assert_eq!(pressed.status, StatusCode::UNAUTHORIZED);
    assert_eq!(files(&mut resident).await, 1);
}

/// As the clerk's browser sends the form: by itself, without the mark of the tab.
async fn bring(clerk: &mut Browser, number: &str, id_number: &str, seen: &str) -> Answer {
    let key = fresh_key();
    let fields = format!("key={key}&number={number}&id_number={id_number}&seen={seen}");
    press(clerk, "/my/moved", &fields).await
}

#[tokio::test]
async fn with_the_card_at_the_window_a_file_comes_to_the_new_number() {
    const NEW: &str = "13800009999";
    let portal = TestPortal::start().await;
    let mut first = portal.resident(PHONE).await;
    let file = submitted(&mut first).await;
    let number = file.acceptance_number.clone().unwrap();
    let mut other = portal.resident("13800007777").await;
    let key = fresh_key();
    press(&mut first, AT, &format!("key={key}&sure=1")).await;
    let mut clerk = portal.clerk("daiban").await;
    help(&portal, &mut clerk, NEW, "everything").await;
    assert_eq!(clerk.get("/my/moved").await.status, StatusCode::OK);
    let person_id = owner_of(&portal, &file.id);

    for (tried, expected) in [
        (
            bring(&mut clerk, "", "", "").await,
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            bring(&mut clerk, &number, ID_NUMBER, "").await,
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            bring(&mut clerk, &number, crate::filing::NUMBERS[1], "1").await,
            StatusCode::NOT_FOUND,
        ),
        (
            bring(&mut other, &number, ID_NUMBER, "1").await,
            StatusCode::UNAUTHORIZED,
        ),
    ] {
        assert_eq!(tried.status, expected, "{tried:?}");
        assert_eq!(owner_of(&portal, &file.id), person_id);
    }
    for _ in 0..2 {
        let brought = bring(&mut clerk, &number, ID_NUMBER, "1").await;
        assert_eq!(brought.status, StatusCode::OK, "{brought:?}");
    }
    assert_ne!(owner_of(&portal, &file.id), person_id);
    portal.clock.advance_ms(MINUTES_MS);
    let mut owner = portal.resident(NEW).await;
    assert_eq!(files(&mut owner).await, 1);
    let mut next = sign_in(&portal).await;
    assert_eq!(files(&mut next).await, 0);
    let mut officer = crate::staff::hr(&portal, "li").await;
    let view = officer
        .get(&with_id(path::STAFF_APPLICATION, &file.id))
        .await;
    let view: StaffApplicationView = view.json();
    assert_eq!(view.account_phone_masked, "138****9999");
    let (state, data) = (&portal.state, &portal.state.config.data);
    let report = verify::verify(&state.store, &state.keyring, data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn who_still_has_the_old_phone_hears_that_a_file_has_left() {
    let portal = TestPortal::start().await;
    let mut first = portal.resident(PHONE).await;
    let file = submitted(&mut first).await;
    let number = file.acceptance_number.clone().unwrap();
    let mut clerk = portal.clerk("daiban").await;
    help(&portal, &mut clerk, "13800009999", "loan").await;
    let told = messages(&portal);
    let brought = bring(&mut clerk, &number, ID_NUMBER, "1").await;
    assert_eq!(brought.status, StatusCode::OK, "{brought:?}");
    let now_ms = portal.clock.now_ms() + 10 * 60_000;
    assert_eq!(remember::run_once(&portal.state, now_ms).await.unwrap(), 1);
    assert_eq!(messages(&portal), told + 1);
    assert_eq!(files(&mut first).await, 0);
    // A namesake's card, or another name than that of the consent, finds nothing.
    let mut guessing = StatusCode::OK;
    for _ in 0..5 {
        let id_number = crate::filing::NUMBERS[1];
        guessing = bring(&mut clerk, &number, id_number, "1").await.status;
    }
    assert_eq!(guessing, StatusCode::TOO_MANY_REQUESTS);
}
