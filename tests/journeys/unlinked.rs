//! A trainer ticks who is there while the line is gone: every tick says where it is, outlives the page, arrives by itself,
//! and what somebody else did meanwhile is shown and decided. Nothing of it can be read on the device, or is left there.

use api::path::{self, with_document, with_id};
use i18n::t;
use listing::Field;
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

use crate::harness::staff::PASSWORD;
use crate::harness::{Browser, Officer, Portal, Screen, Tab, front_ends_are_built};
use crate::lessons::{
    BEFORE, DAY_BEFORE, LAST, NAME, PHONE, TRAINER, enrolled, get, published, set_lessons, staff,
    told,
};
use crate::service_point::storages;

mod tick {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

async fn walk(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    Officer::new(&portal, "peixun1", "training-officer");
    let class = published(&portal).await;
    let seat = enrolled(&portal, &class, (PHONE, Some(NAME))).await;
    portal.go_on(LAST);
    let trainer = staff(&portal, TRAINER).await;
    set_lessons(&portal, &trainer, &class, &[DAY_BEFORE, LAST]).await;

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    tab.keep_on_device(true).await;
    opened(&tab, &class).await;
    desk_is_kept(&tab).await;
    // The list is kept too, before the class is opened from it, also when it comes while old ones are being looked for.
    let crossed = tab.run_first(CROSSED).await;
    tab.open("/staff/training/classes").await;
    tab.see(t::staff_lessons::count(1_usize).as_str()).await;
    let looked = "return globalThis.hasLooked || null";
    tab.until("old lists looked for", async || {
        tab.script(looked, vec![]).await
    })
    .await;
    tab.run_no_longer(crossed).await;
    tab.open(&format!("/staff/training/classes/{class}")).await;
    tab.see(t::staff_lessons::roster::person(NAME, "138****0021"))
        .await;
    without_a_server(&mut portal, &tab, &class, &seat).await;
    tab.keep_on_device(false).await;
    changed_meanwhile(&portal, &tab, &class, &seat).await;
    left(&tab, &seat).await;
    tab.close().await;
}

/// The list is put on the device between the look for old lists and what is forgotten after it.
const CROSSED: &str = "
    let ask, isLooking, isPut;
    const looking = new Promise((resolve) => { isLooking = resolve; });
    const put = new Promise((resolve) => { isPut = resolve; });
    const crossed = async (what, name, ...said) => {
      const isOfList = name?.startsWith('classes/');
      if (isOfList && what === 'put') await looking;
      const answer = ask(what, name, ...said);
      if (isOfList && what === 'put') isPut();
      if (isOfList && what === 'all') { isLooking(); await put; setTimeout(() => { globalThis.hasLooked = true; }, 500); }
      return answer;
    };
    Object.defineProperty(globalThis, 'fuminDrafts', { get: () => ask && crossed, set: (given) => { ask = given; } });";

/// No tick can be written to the device.
const FULL: &str = "
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, name) {
      if (String(name).includes(':ticks/')) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, name);
    };";

/// What the page does with the device when it is opened is done.
const RESTED: &str =
    "setTimeout((done) => fuminDrafts('all', 'none/').then(() => done(true)), 500, arguments[0]);";

async fn asked(tab: &Tab, script: &str) -> WebDriverResult<Option<Value>> {
    let answer = tab.driver.execute_async(script, vec![]).await?;
    Ok(Some(answer.json().clone()).filter(|answer| !answer.is_null()))
}

/// Waits until the desk can open without a server.
async fn desk_is_kept(tab: &Tab) {
    let kept = "const done = arguments[0];
        navigator.serviceWorker.getRegistration('/staff/').then(
          async (found) => done(found?.active && (await caches.match('/staff/index.html')) ? true : null), () => done(null));";
    tab.until("the desk is kept on the device", async || {
        asked(tab, kept).await
    })
    .await;
}

/// The desk opens all the same, with the people and what was ticked; both lie sealed.
async fn opened_anew(tab: &Tab, class: &str, seat: &str) {
    use t::staff_lessons::{offline, roster};
    // By its name, before anything of it could be asked.
    let here = offline::elsewhere_class(Field::Title.example(), 2);
    // A device that is full by now keeps what it has, although this window cannot write down that it is its own.
    let full = tab.run_first(FULL).await;
    tab.open("/staff/training/classes").await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.see(&here).await;
    asked(tab, RESTED).await.unwrap();
    tab.run_no_longer(full).await;
    tab.driver.goto("about:blank").await.unwrap();
    tab.open("/staff/training/classes").await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.see(&here).await;
    let list = offline::old_list("|");
    tab.see(list.split('|').next().unwrap()).await;
    tab.open(&format!("/staff/training/classes/{class}")).await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.see(roster::person(NAME, "138****0021")).await;
    let since = offline::old("|");
    tab.see(since.split('|').next().unwrap()).await;
    see_at(tab, seat, offline::here()).await;
    tab.see(offline::title(2)).await;
    tab.look_closely().await;
    let records = "const [done] = arguments;
        const request = indexedDB.open('fumin-desk');
        request.onsuccess = () => {
          const all = request.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            request.result.close();
            done(all.result.filter((one) => one.sealed).map((one) => new TextDecoder().decode(one.sealed)));
          };
        };";
    let records = asked(tab, records).await.unwrap().unwrap();
    // Who is signed in, the people, the ticks.
    assert!(records.as_array().unwrap().len() >= 3, "{records}");
    let kept = [records.to_string(), storages(tab).await].concat();
    for trace in [NAME, seat, "attended", "display_name"] {
        assert!(!kept.contains(trace), "{trace} in {kept}");
    }
}

/// After signing out neither the desk nor anything of the class is on the device.
async fn left(tab: &Tab, seat: &str) {
    tab.press(t::staff_signin::leave()).await;
    tab.arrive(t::staff_signin::title()).await;
    tab.until("a device that keeps nothing", async || {
        let kept = storages(tab).await;
        let traces = ["fumin-desk", "/staff/index.html", NAME, seat];
        Ok((!traces.iter().any(|trace| kept.contains(trace))).then_some(()))
    })
    .await;
}

async fn opened(tab: &Tab, class: &str) {
    tab.open(&format!("/staff/training/classes/{class}")).await;
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", TRAINER).await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.see(t::staff_lessons::roster::person(NAME, "138****0021"))
        .await;
}

/// The words at the person.
async fn see_at(tab: &Tab, seat: &str, words: &str) {
    let person = format!("#person-{seat}");
    tab.until(words, async || {
        let shown = tab.text_of(&person).await;
        Ok(shown.contains(words).then_some(()))
    })
    .await;
}

/// The server is gone: both lessons are ticked all the same, and arrive when it is back.
async fn without_a_server(portal: &mut Portal, tab: &Tab, class: &str, seat: &str) {
    use t::staff_lessons::{offline, roster};
    let tick = format!("#person-{seat} div.row button");
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    tab.expect_complaint("net::ERR_FAILED");
    portal.kill();
    tab.press_at(&tick).await;
    see_at(tab, seat, offline::here()).await;
    see_at(tab, seat, roster::was_there()).await;
    tab.see(offline::title(1)).await;
    tab.select("lesson-day", DAY_BEFORE).await;
    see_at(tab, seat, roster::there()).await;
    tab.press_at(&tick).await;
    tab.see(offline::title(2)).await;
    tab.look_closely().await;
    opened_anew(tab, class, seat).await;
    // By hand nothing goes yet either, and nothing is lost.
    tab.press(offline::send()).await;
    tab.see(offline::title(2)).await;
    // Nor is anybody signed out, and the page says why.
    tab.press(t::staff_signin::leave()).await;
    tab.press(t::staff_signin::leave_all_the_same()).await;
    tab.see(t::problem::by_key("offline").unwrap()).await;
    tab.press(offline::understood()).await;
    tab.press(t::common::cancel()).await;
    portal.restart();
    see_at(tab, seat, &roster::attended(2, 2)).await;
    tab.select("lesson-day", DAY_BEFORE).await;
    see_at(tab, seat, offline::received("").trim()).await;
    assert!(!tab.has(offline::title(2)).await);
    tab.look_closely().await;
}

/// Somebody else takes a tick back and sets it again while this one takes it back without a line: a person decides.
async fn changed_meanwhile(portal: &Portal, tab: &Tab, class: &str, seat: &str) {
    use t::staff_lessons::{offline, roster};
    let tick = format!("#person-{seat} div.row button");
    tab.block(&["*/members/*"]).await;
    tab.press_at(&tick).await;
    see_at(tab, seat, offline::here()).await;
    tab.press(t::staff_signin::leave()).await;
    tab.see(t::staff_signin::unsent()).await;
    tab.look_closely().await;
    tab.press(t::common::cancel()).await;
    let other = staff(portal, TRAINER).await;
    let acts = with_document(path::STAFF_MEMBER_ACTIONS, class, seat);
    for action in ["undo_check_in", "check_in"] {
        let now = get(portal, &other, &with_id(path::STAFF_ROSTER, class)).await;
        let version = &now["members"][0]["version"];
        let act = json!({ "action": action, "on": DAY_BEFORE, "version": version });
        told(&other, Method::POST, &acts, &act).await;
    }
    tab.expect_complaint("409");
    tab.block(&[]).await;
    let day = domain::Date::parse_iso(DAY_BEFORE).unwrap();
    tab.see(offline::changed_not_there(i18n::date(day))).await;
    tab.look_closely().await;
    tab.press(offline::insist()).await;
    see_at(tab, seat, &roster::attended(1, 2)).await;
    tab.look_closely().await;
}
