//! What is held about somebody: shown and given to that one alone, against a code to the phone.

use api::application::ApplicationView;
use api::path::{self, with_id};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use server::applications::verify::{Report, verify};
use server::packages::archive::unpack;
use store::file_keys::{self, StoredFileKey};
use store::{StoreError, access_log, applications, persons, saved_searches};

use crate::documents::{kept, photo, upload};
use crate::filing::{NUMBERS, good_answers, no_papers, save, submitted_as};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PAGE: &str = "/my/data";
const ERASING: &str = "/my/data?part=erase";
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
    let added = upload(&mut mine, &draft, "id_card_front", &photo()).await;
    assert!(added.status.is_success(), "{added:?}");
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
        .read(|connection| access_log::list_by_application(connection, &id))
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
    // As a Chinese input method types it, in two groups, in the address's way of writing.
    let wide = given.bytes().enumerate().map(|(place, digit)| {
        let gap = if place == 3 { "+" } else { "" };
        format!("{gap}%EF%BC%{:X}", 0x90 + digit - b'0')
    });
    let wide: String = wide.collect();
    members(&download(&mut mine, &wide).await);
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

fn whole(portal: &TestPortal) -> Report {
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
    report
}

/// The code for the page before deleting.
async fn erasing_code(portal: &TestPortal, browser: &mut Browser, phone: &str) -> String {
    portal.clock.advance_ms(2 * MINUTE_MS);
    let sent = press(browser, ERASING, "code", "").await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, "/my/data?part=erase&sent=1"),
        "{sent:?}"
    );
    portal.code_sent_to(phone).unwrap()
}

async fn erase(browser: &mut Browser, code: &str) -> Answer {
    press(browser, ERASING, "erase", &format!("&code={code}")).await
}

#[tokio::test]
async fn a_draft_and_the_account_go_and_the_chain_still_verifies() {
    let portal = TestPortal::start().await;
    let mut mine = portal.resident(PHONES[0]).await;
    let mut others = portal.resident(PHONES[1]).await;
    let draft = crate::filing::draft(&mut mine).await.id;
    save(&mut mine, &draft, good_answers(), no_papers()).await;
    let added = upload(&mut mine, &draft, "id_card_front", &photo()).await;
    assert!(added.status.is_success(), "{added:?}");
    let foreign = crate::filing::draft(&mut others).await.id;
    let search = json!({ "query": "q=a", "name": "留着的" });
    let searched = mine.post(path::SAVED_SEARCHES, &search).await;
    assert_eq!(searched.status, StatusCode::CREATED, "{searched:?}");
    portal.clock.advance_ms(2 * MINUTE_MS);
    let mut phone = portal.resident(PHONES[0]).await;

    let shown = text(&mine.get(ERASING).await);
    for words in [
        "还没交的申请表 1 份",
        "课程搜索 1 个",
        "您的账户，连同手机号",
        "本区还没有定",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let wrong = erase(&mut mine, "000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(&wrong);
    assert!(page.contains("还没交的申请表 1 份"), "nothing went");
    assert!(page.contains("value=\"000000\""), "{page}");
    assert_eq!(kept(&portal).len(), 1);

    let code = erasing_code(&portal, &mut mine, PHONES[0]).await;
    let erased = erase(&mut mine, &code).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert!(erased.header("clear-site-data").contains("storage"));
    let said = text(&erased);
    assert!(said.contains("您的账户也没有了"), "{said}");

    // Signed out here and on the other device, and not to be done twice.
    assert_eq!(mine.get(PAGE).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(phone.get(PAGE).await.status, StatusCode::UNAUTHORIZED);
    let again = erase(&mut phone, &code).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert_eq!(kept(&portal).len(), 0, "bytes of papers");
    let (row, key, nobody) = portal
        .state
        .store
        .read::<_, StoreError>(|connection| {
            let row = applications::find(connection, &draft)?.unwrap();
            let searches = saved_searches::list_by_person(connection, &row.person_id)?;
            assert_eq!(searches, []);
            let key = file_keys::find(connection, &draft)?;
            let phone = domain::PhoneNumber::parse(PHONES[0]).unwrap();
            let index = server::login_code::phone_index(&portal.state.keyring, &phone);
            Ok((row, key, persons::find_by_phone(connection, &index)?))
        })
        .unwrap();
    assert!(
        matches!(key, Some(StoredFileKey::Destroyed { .. })),
        "{key:?}"
    );
    assert_eq!(nobody, None);
    assert_eq!((row.id_number_index, row.phone_tail_index), (None, None));
    assert_eq!((row.sealed_draft, row.sealed_state), (None, None));
    let report = whole(&portal);
    assert_eq!((report.files, report.erased, report.events), (2, 1, 1));

    // The same phone begins anew, and nobody else has lost anything.
    portal.clock.advance_ms(2 * MINUTE_MS);
    let mut anew = portal.resident(PHONES[0]).await;
    let shown = text(&anew.get(PAGE).await);
    assert!(shown.contains("还没交的申请表：0 份"), "{shown}");
    let view = others.get(&with_id(path::APPLICATION, &foreign)).await;
    assert_eq!(view.status, StatusCode::OK, "{view:?}");
    let mine_no_more = anew.get(&with_id(path::APPLICATION, &draft)).await;
    assert_eq!(mine_no_more.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_handed_in_stays_with_the_account() {
    let portal = TestPortal::start().await;
    let mut mine = portal.resident(PHONES[0]).await;
    let handed_in = submitted_as(&mut mine, NUMBERS[0]).await;
    let draft = crate::filing::draft(&mut mine).await.id;
    let shown = text(&mine.get(ERASING).await);
    for words in ["交上去的申请 1 份", "您的账户和手机号，好让您登录查看"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let code = erasing_code(&portal, &mut mine, PHONES[0]).await;
    let erased = text(&erase(&mut mine, &code).await);
    assert!(erased.contains("留下的，登录后还能看"), "{erased}");
    assert_eq!(mine.get(PAGE).await.status, StatusCode::UNAUTHORIZED);

    portal.clock.advance_ms(2 * MINUTE_MS);
    let mut back = portal.resident(PHONES[0]).await;
    let view: ApplicationView = back
        .get(&with_id(path::APPLICATION, &handed_in.id))
        .await
        .json();
    assert_eq!(view.answers, handed_in.answers);
    let gone = back.get(&with_id(path::APPLICATION, &draft)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(whole(&portal).erased, 1);
}
