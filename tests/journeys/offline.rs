//! One visit, then no server: every public page, the eligibility check and the calculator go on working.

use i18n::t;
use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::eligibility::answer_to_the_end;
use crate::harness::{HEADING, Portal, Tab, journey};

journey!(go_on_without_a_server);
journey!(keep_nothing_of_a_person);
journey!(leave_staff_pages_alone);

async fn go_on_without_a_server(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    is_kept(tab).await;
    tab.open("/courses").await;
    let found = tab.text_of("#course-count").await;
    let second = "const link = document.querySelectorAll('.course-card__link')[1]; return link && [link.getAttribute('href'), link.innerText.trim()]";
    let second = tab.until("a second course", async || tab.script(second, vec![]).await);
    let (unopened, its_title): (String, String) = serde_json::from_value(second.await).unwrap();
    tab.press_at(".course-card__link").await;
    tab.at(".course .money").await;
    let (course, title) = (tab.address().await, tab.text_of("h1").await);

    portal.kill();
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    // The word of a page that asks for what nobody keeps.
    tab.expect_complaint("net::ERR_FAILED");
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.press(t::common::task::learn()).await;
    tab.arrive(t::courses::title()).await;
    tab.see(since_when()).await;
    assert_eq!(tab.text_of("#course-count").await, found);
    tab.look_closely().await;
    tab.fill("course-search", "电焊").await;
    tab.until("the search", async || {
        Ok((tab.text_of("#course-count").await != found).then_some(()))
    })
    .await;
    tab.open(&course).await;
    tab.arrive(&title).await;
    tab.see(t::courses::page::facts()).await;

    // One that was never opened says what the list knows of it, and that the rest did not come.
    tab.open(&unopened).await;
    tab.arrive(&its_title).await;
    tab.at(".course .money").await;
    tab.see(t::common::failed::title()).await;

    let id = course.trim_start_matches("/courses/");
    tab.open(&format!("/courses/compare?ids={id}")).await;
    tab.arrive(t::courses::compare::title()).await;
    tab.at(".course-compare thead th").await;
    tab.see(t::courses::page::certificate()).await;
    tab.look_closely().await;

    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    tab.select("purpose", "startup").await;
    answer_to_the_end(tab, None).await;
    tab.press(crate::eligibility::LOAN).await;
    tab.see(t::eligibility::standing::eligible()).await;
    tab.open("/eligibility/question/birth_date").await;
    tab.at("main input").await;
    tab.open("/eligibility/result").await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.open("/eligibility/programme/startup_loan_individual")
        .await;
    tab.see(t::eligibility::standing::eligible()).await;

    tab.open("/calculator").await;
    tab.fill("amount", "200000").await;
    tab.at(".calculator__rows tbody tr").await;

    // Where a server is needed the page is there and says so.
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    tab.fill("code", "ABC234").await;
    tab.fill("tail", "0001").await;
    tab.press(t::track::find()).await;
    tab.see(t::problem::offline()).await;
    tab.open("/track/certificate").await;
    tab.arrive(t::certificate::check::title()).await;
    tab.open("/track/consent#nobody").await;
    tab.arrive(t::people::request::title()).await;
    tab.see(t::problem::offline()).await;
    tab.open("/track/outcome#nobody").await;
    tab.arrive(t::follow_up::title()).await;
    tab.open("/my/sign-in").await;
    tab.arrive(t::signin::title()).await;
    tab.open("/apply").await;
    tab.arrive(t::apply::start::title()).await;

    // In English too, although nobody chose it while there was a line.
    tab.press(t::common::other_language()).await;
    tab.at("html[lang=en] h1:not([data-shell])").await;
    tab.press("中文").await;
    tab.at("html[lang=zh-CN] h1:not([data-shell])").await;

    portal.restart();
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    tab.until("the word that there is no network is gone", async || {
        let there = "return document.querySelector('.line-bar') ? null : true";
        tab.script(there, vec![]).await
    })
    .await;
}

/// What comes with a session, or is sent, leaves nothing in what the device keeps.
async fn keep_nothing_of_a_person(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    tab.open("/my/sign-in").await;
    is_kept(tab).await;
    tab.open("/my/sign-in").await;
    let resident = crate::harness::Resident::sign_in_by_hand(portal, tab, "13800000021").await;
    let draft = resident.filled().await;
    for page in ["/my/files", "/classes/"] {
        tab.open(page).await;
        tab.at(HEADING).await;
    }
    tab.open(&format!("/my/applications/{}", draft.id)).await;
    tab.at(HEADING).await;
    let corrections = format!("/my/applications/{}/corrections", draft.id);
    tab.open(&corrections).await;
    tab.arrive(t::correcting::title()).await;
    let kept = "const done = arguments[0];
        (async () => {
          const found = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const { url } of await cache.keys()) found.push(new URL(url).pathname);
          }
          return found;
        })().then(done);";
    let kept = tab.driver.execute_async(kept, vec![]).await.unwrap();
    let kept: Vec<String> = serde_json::from_value(kept.json().clone()).unwrap();
    let personal = [
        "/api/session",
        "/api/applications",
        "/api/enrolments",
        "/api/tracking",
        "/staff",
        "/my/applications",
    ];
    for path in &kept {
        assert!(
            !personal.iter().any(|start| path.starts_with(start)),
            "{path}"
        );
    }
    assert!(kept.iter().any(|path| path == "/api/catalogue"), "{kept:?}");

    // Without a line, what only the server has says so in the portal's words; a form that was filled before does, too.
    tab.open("/plain/track").await;
    tab.arrive(t::track::title()).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    let send = "document.querySelector('main form').requestSubmit()";
    tab.script(send, vec![]).await.unwrap();
    tab.arrive(t::not_sent::title()).await;
    tab.stop("not-sent").await;
    for page in [
        "/classes/1/complaint",
        "/print/1/form",
        "/apply/1/roster",
        "/my/data",
        corrections.as_str(),
    ] {
        tab.open(page).await;
        tab.arrive(t::no_line::title()).await;
    }
    tab.stop("no-line").await;
    portal.restart();
    tab.press(t::no_line::again()).await;
    tab.arrive(t::correcting::title()).await;
}

async fn leave_staff_pages_alone(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    tab.open("/").await;
    is_kept(tab).await;
    portal.kill();
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    let shown = tab.driver.goto(format!("{}/staff/", tab.origin)).await;
    let page = tab.script("return location.href", vec![]).await;
    let is_error = shown.is_err()
        || page.is_ok_and(|page| page == Some(json!("chrome-error://chromewebdata/")));
    assert!(is_error, "a staff page came from the device");
    portal.restart();
}

/// Waits until the device keeps the whole portal and answers for it.
pub(crate) async fn is_kept(tab: &Tab) {
    tab.until("the portal is kept on the device", async || {
        let kept = "return navigator.serviceWorker?.controller ? true : null";
        tab.script(kept, vec![]).await
    })
    .await;
}

/// The caches of the portal. A page that opens anew meanwhile does not answer.
pub(crate) async fn caches_of(tab: &Tab) -> WebDriverResult<Vec<String>> {
    let names = "const done = arguments[0]; caches.keys().then(done)";
    let names = tab.driver.execute_async(names, vec![]).await?;
    Ok(serde_json::from_value(names.json().clone()).unwrap())
}

/// `列表是 … 的`, without the time.
fn since_when() -> String {
    let words = t::offline::old_list("|");
    words.split('|').next().unwrap_or_default().to_owned()
}
