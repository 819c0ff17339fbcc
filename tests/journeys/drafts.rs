//! Nothing typed is lost: without a server, over a reload, in two windows, after the session, for nobody else.

use i18n::t;
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

use crate::harness::{First, HEADING, Portal, Resident, Tab, journey};
use crate::offline::is_kept;

journey!(fill_in_and_hand_in_without_a_server);
journey!(two_windows_on_one_draft);
journey!(the_session_ends_and_the_same_person_comes_back);
journey!(another_person_finds_nothing);
journey!(a_device_that_keeps_nothing);
journey!(a_clock_wrong_by_a_year);

mod crossed;
mod leaving;
mod trials;

const PURPOSE: &str = "买两台和面机，进一批面粉，再请一个帮工";

async fn fill_in_and_hand_in_without_a_server(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000031").await;
    is_kept(tab).await;
    open_question(tab, &id).await;

    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;
    tab.look_closely().await;
    nothing_is_readable(tab, PURPOSE).await;

    // The page itself comes from the device, and what was typed with it, whatever another window keeps meanwhile.
    let crossed = tab.run_first(crossed::KEPT_MEANWHILE).await;
    tab.driver.refresh().await.unwrap();
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    assert_eq!(tab.value_of("purpose").await, PURPOSE);
    tab.see(t::apply::save::on_device()).await;
    tab.run_no_longer(crossed).await;

    // Elsewhere in the portal there is a way back to it.
    tab.open("/").await;
    tab.see(t::offline::unsent()).await;
    tab.press(t::offline::to_unsent()).await;
    tab.see(t::apply::tasks::check()).await;

    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see(PURPOSE).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.see(t::apply::check::waits_title()).await;
    tab.look_closely().await;
    crossed::nobody_can_tell(tab, &id).await;
    // Pressed again, and opened anew: it is still one press.
    tab.press(t::apply::check::send_now()).await;
    tab.driver.refresh().await.unwrap();
    tab.see(t::apply::check::waits_title()).await;

    portal.restart();
    if tab.has(t::apply::check::send_now()).await {
        tab.press(t::apply::check::send_now()).await;
    }
    tab.address_like("the acceptance", |address| address.ends_with("/submitted"))
        .await;
    let file = resident.find(&id).await;
    assert_eq!(
        serde_json::to_value(&file.answers).unwrap()["purpose"],
        json!(PURPOSE)
    );
    let submitted = file
        .timeline
        .iter()
        .filter(|entry| entry.action.as_str() == "submit");
    assert_eq!(submitted.count(), 1);
    assert_eq!(names_kept(tab).await, ["owner"]);
}

async fn two_windows_on_one_draft(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000032").await;
    open_question(tab, &id).await;
    let first = tab.driver.window().await.unwrap();
    let second = tab.driver.new_tab().await.unwrap();
    switch(tab, &second).await;
    open_question(tab, &id).await;
    tab.fill("purpose", "进一批面粉").await;
    tab.press(t::apply::question::go_on()).await;
    tab.address_like("the next question", |address| {
        !address.ends_with("/purpose")
    })
    .await;

    // The first window has not seen that.
    switch(tab, &first).await;
    tab.fill("purpose", "买和面机").await;
    tab.press(t::apply::question::go_on()).await;
    tab.see(t::apply::two_answers::title()).await;
    tab.see("进一批面粉").await;
    tab.look_closely().await;
    assert_eq!(
        purpose(&resident, &id).await,
        "进一批面粉",
        "nothing is overwritten unasked"
    );
    tab.driver.refresh().await.unwrap();
    tab.see(t::apply::two_answers::title()).await;
    tab.open(&format!("/apply/{id}")).await;
    tab.see(t::apply::two_answers::yours()).await;
    tab.open(&format!("/apply/{id}/loan/purpose")).await;
    tab.press(t::apply::two_answers::mine()).await;
    tab.until("mine at the server", async || {
        Ok((purpose(&resident, &id).await == "买和面机").then_some(()))
    })
    .await;

    // Another field typed in the other window is no conflict.
    switch(tab, &second).await;
    open_question(tab, &id).await;
    tab.fill("purpose", "买烤箱").await;
    switch(tab, &first).await;
    tab.open(&format!("/apply/{id}/loan/amount_yuan")).await;
    tab.fill("amount_yuan", "180000").await;
    tab.press(t::apply::question::go_on()).await;
    tab.until("both at the server", async || {
        let answers = serde_json::to_value(resident.find(&id).await.answers).unwrap();
        let is_there = answers["amount_yuan"] == "180000" && answers["purpose"] == "买烤箱";
        Ok(is_there.then_some(()))
    })
    .await;
    crossed::what_is_newer_stays(tab, &id).await;
    crossed::handed_in_elsewhere(tab, &resident, &id).await;
}

async fn the_session_ends_and_the_same_person_comes_back(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000033").await;
    open_question(tab, &id).await;
    let cookies = tab.driver.get_all_cookies().await.unwrap();
    tab.driver.delete_all_cookies().await.unwrap();
    tab.fill("purpose", PURPOSE).await;
    tab.address_like("the sign-in page", |address| {
        address.starts_with("/my/sign-in")
    })
    .await;
    nothing_is_readable(tab, PURPOSE).await;
    assert_eq!(
        key_is_kept(tab).await,
        Some(json!(false)),
        "the key is gone"
    );
    // Signed in again: a second code within the minute is not sent, so the session comes back instead.
    for cookie in cookies {
        tab.driver.add_cookie(cookie).await.unwrap();
    }
    open_question(tab, &id).await;
    assert_eq!(tab.value_of("purpose").await, PURPOSE);
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;
    assert_eq!(key_is_kept(tab).await, Some(json!(true)));

    // A page that keeps nothing itself is the one that is told.
    tab.driver.delete_all_cookies().await.unwrap();
    tab.open("/my/").await;
    tab.address_like("the sign-in page", |address| {
        address.starts_with("/my/sign-in")
    })
    .await;
    assert_eq!(
        key_is_kept(tab).await,
        Some(json!(false)),
        "the key is gone there too"
    );
}

/// Whether the device holds the key of what it keeps.
async fn key_is_kept(tab: &Tab) -> Option<Value> {
    let ask = "const done = arguments[0];
        const request = indexedDB.open('fumin-drafts');
        request.onsuccess = () => {
          const owner = request.result.transaction('kept').objectStore('kept').get('owner');
          owner.onsuccess = () => { request.result.close(); done(Boolean(owner.result.key)); };
        };";
    let found = tab.driver.execute_async(ask, vec![]).await.unwrap();
    Some(found.json().clone())
}

async fn another_person_finds_nothing(portal: &mut Portal, tab: &Tab) {
    crossed::answer_before(tab).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000034").await;
    assert!(crossed::is_answered(tab).await, "by who has signed in now");
    open_question(tab, &id).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;
    let kept = names_kept(tab).await;
    assert!(kept.len() > 1);
    portal.restart();
    let cookies = tab.driver.get_all_cookies().await.unwrap();
    tab.driver.delete_all_cookies().await.unwrap();
    tab.open("/my/sign-in").await;
    Resident::sign_in_by_hand(portal, tab, "13800000035").await;
    assert!(!crossed::is_answered(tab).await, "by somebody else");
    let others = tab.driver.get_all_cookies().await.unwrap();
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    nothing_waits(tab).await;
    let other = Resident::of_tab(tab).await.filled().await;
    open_question(tab, &other.id).await;
    assert_ne!(tab.value_of("purpose").await, PURPOSE);
    nothing_is_readable(tab, PURPOSE).await;

    // The first person is back, and finds what was typed.
    crossed::sign_in_with(tab, cookies.clone()).await;
    open_question(tab, &id).await;
    assert_eq!(tab.value_of("purpose").await, PURPOSE);
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;
    let theirs = (others, other.id.as_str());
    crossed::signed_in_elsewhere(tab, (&resident, &id), cookies, theirs).await;

    // And signing out leaves nothing.
    tab.open("/my/files").await;
    tab.at(HEADING).await;
    tab.press(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
    assert_eq!(names_kept(tab).await, Vec::<String>::new());
}

/// The line at the edge says of nothing that it waits.
async fn nothing_waits(tab: &Tab) {
    tab.until("the script of that line", async || {
        let loaded = "return performance.getEntriesByType('resource').some(one => one.name.endsWith('/offline.js')) || null";
        tab.script(loaded, vec![]).await
    })
    .await;
    assert!(!tab.has(t::offline::to_unsent()).await);
}

/// The phone's clock is a year behind, or ahead.
async fn a_clock_wrong_by_a_year(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    tab.expect_complaint("net::ERR_");
    tab.open("/").await;
    let next = "return document.querySelector('.course-next__cards')?.innerText ?? null";
    let what_is_next = tab
        .until("what comes next", async || tab.script(next, vec![]).await)
        .await;
    for (phone, years) in [("13800000037", -1), ("13800000038", 1)] {
        let wrong = set_clock(tab, years).await;
        tab.open("/").await;
        // A phone that was right until now has asked already.
        let forget = "sessionStorage.clear(); return true";
        tab.script(forget, vec![]).await.unwrap();
        tab.driver.refresh().await.unwrap();
        tab.until("what comes next by the server's clock", async || {
            let shown = tab.script(next, vec![]).await?;
            Ok((shown.as_ref() == Some(&what_is_next)).then_some(()))
        })
        .await;
        tab.driver.delete_all_cookies().await.unwrap();
        let (resident, id) = sign_in_and_fill(portal, tab, phone).await;
        is_kept(tab).await;
        // Registered this spring, which to a phone a year behind is next year.
        resident
            .save(&id, "business_registered_on", "2026-03-01")
            .await;
        open_question(tab, &id).await;
        portal.kill();
        tab.fill("purpose", PURPOSE).await;
        tab.see(t::apply::save::on_device()).await;
        tab.driver.refresh().await.unwrap();
        tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
        assert_eq!(tab.value_of("purpose").await, PURPOSE, "{years}");
        portal.restart();
        tab.open(&format!("/apply/{id}/check")).await;
        tab.arrive(t::apply::check::title()).await;
        tab.choose("declaration", "yes").await;
        tab.press(t::apply::check::submit()).await;
        tab.address_like("the acceptance", |address| address.ends_with("/submitted"))
            .await;
        assert_eq!(purpose(&resident, &id).await, PURPOSE);
        tab.run_no_longer(wrong).await;
    }
}

/// Pages opened from now on are told a time that is wrong by so many years.
pub(crate) async fn set_clock(tab: &Tab, years: i32) -> First {
    let shift = format!(
        "(() => {{ const off = {years} * 31536e6; const Right = Date;
          globalThis.Date = class extends Right {{
            constructor(...said) {{ if (said.length) super(...said); else super(Right.now() + off); }}
            static now() {{ return Right.now() + off; }}
          }};
          Object.defineProperty(performance, 'timeOrigin', {{ value: performance.timeOrigin + off }}); }})();"
    );
    tab.run_first(&shift).await
}

/// A private window, or a phone without room: it says so, and what is typed goes to the server as ever.
async fn a_device_that_keeps_nothing(portal: &mut Portal, tab: &Tab) {
    let refuse =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'QuotaExceededError'); }";
    tab.run_first(refuse).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000036").await;
    open_question(tab, &id).await;
    tab.fill("purpose", "买和面机").await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == "买和面机").then_some(()))
    })
    .await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::not_kept()).await;
    tab.look_closely().await;
    portal.restart();
    tab.press(t::apply::save::now()).await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;

    // Nor does one that never answers keep anybody from the form.
    tab.run_first("IDBFactory.prototype.open = () => ({})")
        .await;
    open_question(tab, &id).await;
    tab.fill("purpose", "买和面机").await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == "买和面机").then_some(()))
    })
    .await;
}

/// A signed-in resident with a draft that has nothing missing.
pub(crate) async fn sign_in_and_fill(
    portal: &Portal,
    tab: &Tab,
    phone: &str,
) -> (Resident, String) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, phone).await;
    let draft = resident.filled().await;
    (resident, draft.id)
}

pub(crate) async fn open_question(tab: &Tab, id: &str) {
    tab.open(&format!("/apply/{id}/loan/purpose")).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
}

pub(crate) async fn purpose(resident: &Resident, id: &str) -> String {
    let answers = serde_json::to_value(resident.find(id).await.answers).unwrap();
    answers["purpose"].as_str().unwrap_or_default().to_owned()
}

async fn switch(tab: &Tab, window: &WindowHandle) {
    tab.driver.switch_to_window(window.clone()).await.unwrap();
}

/// The names under which the device keeps something of a form.
pub(crate) async fn names_kept(tab: &Tab) -> Vec<String> {
    let ask = "const done = arguments[0];
        indexedDB.databases().then(all => {
          if (!all.some(one => one.name === 'fumin-drafts')) return done([]);
          const request = indexedDB.open('fumin-drafts');
          request.onsuccess = () => {
            const database = request.result;
            const names = database.transaction('kept').objectStore('kept').getAllKeys();
            names.onsuccess = () => { database.close(); done(names.result); };
          };
        });";
    let names = tab.driver.execute_async(ask, vec![]).await.unwrap();
    serde_json::from_value(names.json().clone()).unwrap()
}

/// Nothing that the page can read on this device has the words in it.
async fn nothing_is_readable(tab: &Tab, words: &str) {
    let look = "return [...Object.values(localStorage), ...Object.values(sessionStorage)].some(text => text.includes(arguments[0]))";
    let found = tab.script(look, vec![json!(words)]).await.unwrap();
    assert_eq!(found, Some(Value::Bool(false)));
}
