//! What is held about somebody: shown and given to that one alone, against a code to the phone.

use api::path::{self, with_id};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use server::packages::archive::unpack;

use crate::documents::{photo, upload};
use crate::filing::{NUMBERS, good_answers, no_papers, save, submitted_as};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PAGE: &str = "/my/data";
const PHONES: [&str; 2] = ["13800000001", "13800000002"];
const MINUTE_MS: i64 = 60_000;

async fn press(browser: &mut Browser, at: &str, what: &str, more: &str) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let body = format!("key={}&what={what}{more}", fresh_key());
    browser
        .send(Method::POST, at, headers, Body::from(body))
        .await
}

/// The code that was asked for, two minutes after the one before.
async fn code(portal: &TestPortal, browser: &mut Browser, phone: &str) -> String {
    portal.clock.advance_ms(2 * MINUTE_MS);
    let sent = press(browser, PAGE, "code", "").await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, "/my/data?sent=1"),
        "{sent:?}"
    );
    portal.code_sent_to(phone).unwrap()
}

async fn download(browser: &mut Browser, code: &str) -> Answer {
    press(browser, PAGE, "download", &format!("&code={code}")).await
}

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

fn members(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("cache-control"), "no-store");
    unpack(&answer.body).unwrap()
}

#[tokio::test]
async fn the_zip_holds_all_of_one_person_and_nothing_of_another() {
    let portal = TestPortal::start().await;
    let mut mine = portal.resident(PHONES[0]).await;
    let mut others = portal.resident(PHONES[1]).await;
    let handed_in = submitted_as(&mut mine, NUMBERS[0]).await;
    let foreign = submitted_as(&mut others, NUMBERS[1]).await;
    let draft = crate::filing::draft(&mut mine).await.id;
    save(&mut mine, &draft, good_answers(), no_papers()).await;
    let kept = upload(&mut mine, &draft, "id_card_front", &photo()).await;
    assert!(kept.status.is_success(), "{kept:?}");
    let search = json!({ "query": "q=a", "name": "留着的" });
    let searched = mine.post(path::SAVED_SEARCHES, &search).await;
    assert_eq!(searched.status, StatusCode::CREATED, "{searched:?}");

    let shown = text(&mine.get(PAGE).await);
    for words in [
        "138****0001",
        "还没交的申请表：1 份",
        "交上去的申请：1 份",
        "您传的材料：1 份",
        "您留的课程搜索：1 个",
        "90 天没有动，就自动清空",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("<script") && !shown.contains(NUMBERS[0]));

    let given = code(&portal, &mut mine, PHONES[0]).await;
    let zip = download(&mut mine, &given).await;
    let members = members(&zip);
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..2], ["我的资料.html", "data.json"], "{names:?}");
    assert!(
        names[2..].len() == 1 && names[2].ends_with(".jpg"),
        "{names:?}"
    );
    let data: Value = serde_json::from_slice(&members[1].1).unwrap();
    let files = data["applications"].as_array().unwrap();
    assert_eq!(files.len(), 2, "{data}");
    let all = members[..2].iter().map(|(_, bytes)| bytes.clone());
    for bytes in all {
        let said = String::from_utf8(bytes).unwrap();
        for words in [NUMBERS[0], handed_in.acceptance_number.as_deref().unwrap()] {
            assert!(said.contains(words), "{words}: {said}");
        }
        for words in [
            NUMBERS[1],
            foreign.acceptance_number.as_deref().unwrap(),
            foreign.id.as_str(),
            PHONES[1],
        ] {
            assert!(!said.contains(words), "{words}: {said}");
        }
    }
    let image = &members[2].1;
    assert!(image.starts_with(&[0xff, 0xd8]), "a photo that opens");
    // What was done is written down for whoever asks who looked.
    let id = handed_in.id.clone();
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &id))
        .unwrap();
    let downloads = looks
        .iter()
        .filter(|look| look.action == "download_own_data");
    assert_eq!(downloads.count(), 1);
    let view = with_id(path::APPLICATION, &handed_in.id);
    assert_eq!(mine.get(&view).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_is_asked_for_each_time() {
    let portal = TestPortal::start().await;
    let mut mine = portal.resident(PHONES[0]).await;
    let mut others = portal.resident(PHONES[1]).await;
    for (typed, words) in [("", "href=\"#code\""), ("12345", "验证码是 6 位数字")] {
        let refused = download(&mut mine, typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = text(&refused);
        assert!(said.contains(words), "{words}: {said}");
    }
    // The code that signs in is another one, and so is somebody else's.
    let of_sign_in = portal.code_sent_to(PHONES[0]).unwrap();
    let foreign = code(&portal, &mut others, PHONES[1]).await;
    let given = code(&portal, &mut mine, PHONES[0]).await;
    for wrong in [of_sign_in, foreign] {
        if wrong != given {
            let refused = download(&mut mine, &wrong).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{refused:?}"
            );
        }
    }
    let shown = text(&mine.get("/my/data?sent=1").await);
    assert!(shown.contains("已经发到 138****0001"), "{shown}");
    members(&download(&mut mine, &given).await);
    let again = download(&mut mine, &given).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Asked for at once again.
    let soon = press(&mut mine, PAGE, "code", "").await;
    assert_eq!(soon.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!soon.header("retry-after").is_empty());
    assert!(text(&soon).contains("太频繁了"));
    let late = code(&portal, &mut mine, PHONES[0]).await;
    portal.clock.advance_ms(10 * MINUTE_MS);
    let late = download(&mut mine, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn nobody_else_has_it_and_no_shared_machine() {
    let portal = TestPortal::start().await;
    let mut mine = portal.resident(PHONES[0]).await;
    let mut nobody = portal.anonymous();
    let refused = nobody.get(PAGE).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(text(&refused).contains("/my/sign-in?return=/my/"));
    portal.clock.advance_ms(2 * MINUTE_MS);
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = crate::service_point::help(&portal, &mut clerk, PHONES[0], "everything").await;
    assert_eq!(tab.get(PAGE).await.status, StatusCode::FORBIDDEN);
    let pressed = press(&mut tab, PAGE, "code", "").await;
    assert_eq!(pressed.status, StatusCode::FORBIDDEN);

    let terminal = "/my/data?kiosk=1";
    let shown = text(&mine.get(terminal).await);
    assert!(
        shown.contains("大家共用的机器") && !shown.contains("<form"),
        "{shown}"
    );
    for what in ["code", "download"] {
        let refused = press(&mut mine, terminal, what, "&code=123456").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(text(&refused).contains("大家共用的机器"));
    }
    let keyless = mine
        .send(Method::POST, PAGE, HeaderMap::new(), Body::empty())
        .await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
}
