//! A newer build is offered and taken; a broken one leaves the old one in charge; an early worker makes way.

use i18n::t;
use serde_json::{Value, json};

use crate::harness::{Between, Line, Portal, Tab, journey};
use crate::offline::{caches_of, is_kept};

journey!(take_a_new_version);
journey!(stay_with_the_old_version_when_the_new_one_is_broken);
journey!(go_back_when_the_new_version_does_not_start);
journey!(replace_an_early_worker);

async fn take_a_new_version(portal: &mut Portal, tab: &Tab) {
    let between = Between::start(portal, Line::Straight).await;
    open_through(tab, &between, "/courses").await;
    tab.press_at(".course-card__link").await;
    tab.see(t::courses::page::facts()).await;
    let course = tab.driver.current_url().await.unwrap();
    goto(tab, &between, "/calculator").await;
    tab.arrive(t::calculator::title()).await;
    let before = caches_of(tab).await.unwrap();
    let other = tab.driver.new_tab().await.unwrap();
    let first = tab.driver.window().await.unwrap();
    tab.driver.switch_to_window(other.clone()).await.unwrap();
    goto(tab, &between, "/track").await;
    tab.arrive(t::track::title()).await;

    // Somebody is typing while the new version comes: it is offered, and nothing else happens.
    tab.driver.switch_to_window(first).await.unwrap();
    tab.fill("amount", "200000").await;
    between.set(Line::Newer);
    look_for_updates(tab).await;
    tab.see(t::offline::update()).await;
    tab.look_closely().await;
    assert_eq!(tab.value_of("amount").await, "200000");
    tab.press(t::offline::take()).await;
    // The page that asked opened anew, with what was typed, and said that it works; the old version waits for the others.
    trial_is(tab, "the new version", |pages| {
        pages["/calculator"] == json!(true)
    })
    .await;
    let names = caches_of(tab).await.unwrap();
    assert!(before.iter().any(|name| names.contains(name)), "{names:?}");
    tab.until("what was typed", async || {
        let value = tab
            .script("return document.getElementById('amount')?.value", vec![])
            .await?;
        Ok((value == Some(json!("200000"))).then_some(()))
    })
    .await;
    goto(tab, &between, "/").await;
    tab.at("meta[name=build][content=newer]").await;
    nothing_is_left_of(tab, &between, &before).await;

    // A course that was opened before it came is whole all the same.
    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.driver.goto(course.as_str()).await.unwrap();
    tab.see(t::courses::page::facts()).await;
    portal.restart();

    // The other window is told, and opens anew when its user says so.
    tab.driver.switch_to_window(other).await.unwrap();
    tab.see(t::offline::old_page()).await;
    tab.press(t::offline::reload()).await;
    tab.arrive(t::track::title()).await;
}

async fn stay_with_the_old_version_when_the_new_one_is_broken(portal: &mut Portal, tab: &Tab) {
    let between = Between::start(portal, Line::Straight).await;
    open_through(tab, &between, "/").await;
    let before = caches_of(tab).await.unwrap();
    for broken in [Line::Missing, Line::Short, Line::Mixed, Line::Cramped] {
        between.set(broken);
        tab.expect_complaint("the server responded with a status of 404");
        tab.expect_complaint("net::ERR_CONTENT_LENGTH_MISMATCH");
        look_for_updates(tab).await;
        tab.until("the broken version is given up", async || {
            let state = "const done = arguments[0];
                navigator.serviceWorker.getRegistration().then(found => done(!found.installing && !found.waiting || null))";
            let state = tab.driver.execute_async(state, vec![]).await?;
            Ok(Some(()).filter(|()| state.json() == &json!(true)))
        })
        .await;
        assert_eq!(caches_of(tab).await.unwrap(), before, "{broken:?}");
        goto(tab, &between, "/courses").await;
        tab.arrive(t::courses::title()).await;
        tab.at(".course-card__link").await;
        assert!(!tab.has(t::offline::take()).await, "{broken:?} is offered");
    }
    // The old version is still whole: it opens without any server.
    portal.kill();
    tab.expect_complaint("net::ERR_");
    goto(tab, &between, "/").await;
    tab.arrive(t::home::title()).await;
    portal.restart();
    between.set(Line::Full);
    show_what_the_server_has_without_room(tab, &between).await;
}

/// A version came whole, and then the device is full: pages open, and what the server answers is shown and kept nowhere.
async fn show_what_the_server_has_without_room(tab: &Tab, between: &Between) {
    goto(tab, between, "/").await;
    look_for_updates(tab).await;
    tab.press(t::offline::take()).await;
    tab.at("meta[name=build][content=newer]").await;
    for _ in 0..2 {
        goto(tab, between, "/courses").await;
        tab.arrive(t::courses::title()).await;
        tab.at(".course-card__link").await;
    }
    let course = tab.text_of(".course-card__link").await;
    tab.press_at(".course-card__link").await;
    tab.arrive(&course).await;
    tab.see(t::courses::page::facts()).await;
    let shown = tab.text_of("main").await;
    assert!(!shown.contains(t::common::failed::title()), "{shown}");
}

/// The build on trial, as its worker notes it: the one before, and of each bundle `true` or how often it was opened.
const TRIAL: &str = "const done = arguments[0];
    (async () => {
      for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match('/on-trial');
        if (found) return found.json();
      }
      return null;
    })().then(done, () => done(null))";

/// As if the pages of every bundle had been opened and had said that they work.
const PROVEN: &str = "const done = arguments[0];
    (async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const [before] = await (await cache.match('/on-trial'))?.json() ?? [];
        const bundles = ['', '/eligibility', '/calculator', '/track', '/my', '/classes', '/apply'];
        if (before) await cache.put('/on-trial', new Response(JSON.stringify([before, Object.fromEntries(bundles.map(name => [name, true]))])));
      }
      return true;
    })().then(done, () => done(false))";

/// Waits until the build on trial is noted like this.
async fn trial_is(tab: &Tab, what: &str, like: impl Fn(&Value) -> bool) {
    tab.until(what, async || {
        let trial = tab.driver.execute_async(TRIAL, vec![]).await?;
        let pages = &trial.json()[1];
        Ok((pages.is_object() && like(pages)).then_some(()))
    })
    .await;
}

/// Once every bundle is known to work, the next page leaves nothing of the build before.
async fn nothing_is_left_of(tab: &Tab, between: &Between, before: &[String]) {
    let proven = tab.driver.execute_async(PROVEN, vec![]).await.unwrap();
    assert_eq!(proven.json(), &json!(true));
    goto(tab, between, "/").await;
    tab.at(".skip-link").await;
    tab.until("the newest version alone", async || {
        let names = caches_of(tab).await?;
        let is_old = |name: &String| before.iter().any(|old| name.starts_with(old));
        Ok((!names.iter().any(is_old) && names.len() == 2).then_some(()))
    })
    .await;
}

/// Every byte of it is right, and one of its bundles does not start, another than the one that took it: the build before
/// answers again, and the next one is taken as ever.
async fn go_back_when_the_new_version_does_not_start(portal: &mut Portal, tab: &Tab) {
    let between = Between::start(portal, Line::Straight).await;
    open_through(tab, &between, "/").await;
    let before = pages_of(tab).await;
    goto(tab, &between, "/calculator").await;
    tab.arrive(t::calculator::title()).await;
    between.set(Line::Trapping);
    tab.expect_complaint("unreachable");
    look_for_updates(tab).await;
    tab.press(t::offline::take()).await;
    trial_is(tab, "the word that the calculator works", |pages| {
        pages["/calculator"] == json!(true)
    })
    .await;
    goto(tab, &between, "/").await;
    trial_is(
        tab,
        "the word that the first page does not start",
        |pages| pages[""].as_u64() >= Some(5),
    )
    .await;
    // It says nothing, and works.
    tab.at(".skip-link").await;
    assert!(
        pages_of(tab).await.starts_with(&before),
        "the one before stays"
    );
    tab.press(t::common::task::learn()).await;
    tab.arrive(t::courses::title()).await;
    for page in ["/", "/courses", "/calculator"] {
        goto(tab, &between, page).await;
        tab.at(".skip-link").await;
        tab.until("the script of that line", async || {
            tab.script("return document.querySelector('aside.aids') && 1", vec![])
                .await
        })
        .await;
        assert!(!tab.has(t::offline::take()).await, "it is offered again");
    }
    // Without a server too.
    portal.kill();
    tab.expect_complaint("net::ERR_");
    goto(tab, &between, "/").await;
    tab.at(".skip-link").await;
    portal.restart();

    goto(tab, &between, "/").await;
    between.set(Line::Newer);
    look_for_updates(tab).await;
    tab.press(t::offline::take()).await;
    tab.at("meta[name=build][content=newer]").await;
    tab.at(".skip-link").await;
    trial_is(tab, "the word that the newest works", |pages| {
        pages[""] == json!(true)
    })
    .await;
    nothing_is_left_of(tab, &between, &before).await;
}

async fn replace_an_early_worker(portal: &mut Portal, tab: &Tab) {
    let between = Between::start(portal, Line::Ancient).await;
    open_through(tab, &between, "/").await;
    tab.until("the early worker", async || {
        Ok((caches_of(tab).await? == ["fumin-early"]).then_some(()))
    })
    .await;
    between.set(Line::Straight);
    look_for_updates(tab).await;
    tab.press(t::offline::take()).await;
    trial_is(tab, "the worker of today", |pages| pages[""] == json!(true)).await;
    nothing_is_left_of(tab, &between, &["fumin-early".to_owned()]).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    goto(tab, &between, "/courses").await;
    tab.at(".course-card__link").await;
    portal.restart();
}

/// The builds that the device keeps, the oldest first.
async fn pages_of(tab: &Tab) -> Vec<String> {
    let names = tab.until("the caches", async || caches_of(tab).await.map(Some));
    let names = names.await.into_iter();
    names.filter(|name| !name.ends_with("-data")).collect()
}

async fn open_through(tab: &Tab, between: &Between, path: &str) {
    tab.keep_on_device(true).await;
    goto(tab, between, path).await;
    is_kept(tab).await;
}

async fn goto(tab: &Tab, between: &Between, path: &str) {
    tab.driver
        .goto(format!("{}{path}", between.origin))
        .await
        .unwrap();
}

/// What the browser does by itself when a page is opened.
async fn look_for_updates(tab: &Tab) {
    let look = "const done = arguments[0];
        navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => done(true), () => done(false))";
    tab.driver.execute_async(look, vec![]).await.unwrap();
}
