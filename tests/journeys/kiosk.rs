//! A self-service terminal, a page sent on, and WeChat's browser.

use i18n::t;
use serde_json::{Value, json};

use crate::drafts::{names_kept, open_question, sign_in_and_fill};
use crate::harness::{Look, Portal, Resident, Screen, Tab, journey};
use crate::offline::is_kept;

journey!(start_again_at_a_terminal);
journey!(walk_away_from_a_terminal);
journey!(walk_away_signed_in);
journey!(sign_out_at_a_terminal);
journey!(send_a_page_on);
journey!(be_told_in_wechat);

/// Whatever the browser keeps for this portal, as one text.
const KEPT: &str = "const done = arguments[arguments.length - 1];
    const all = { local: { ...localStorage }, session: { ...sessionStorage } };
    indexedDB.databases().then(found => done(JSON.stringify({ ...all, databases: found.map(each => each.name) })))";

async fn kept(tab: &Tab) -> String {
    let found = tab.driver.execute_async(KEPT, Vec::<Value>::new()).await;
    found.unwrap().json().as_str().unwrap().to_owned()
}

/// Plants what the last person might leave: words in every storage, and a database.
async fn plant(tab: &Tab) {
    let plant = "localStorage['planted'] = '示例甲'; sessionStorage['fumin.facts'] = '示例甲';
        indexedDB.open('fumin-drafts').onupgradeneeded = event => event.target.result.createObjectStore('kept')";
    tab.script(plant, vec![]).await.unwrap();
    tab.until("what is planted", async || {
        Ok(Some(kept(tab).await).filter(|kept| kept.contains("fumin-drafts")))
    })
    .await;
}

/// The first page, as a terminal shows it, with nothing of anybody in it.
async fn is_at_the_beginning(tab: &Tab) {
    tab.address_like("the first page", |address| address.starts_with("/?kiosk=1"))
        .await;
    tab.arrive(t::home::title()).await;
    tab.see(t::kiosk::again()).await;
    let kept = kept(tab).await;
    assert!(
        !kept.contains("示例甲") && !kept.contains("fumin-drafts"),
        "{kept}"
    );
}

async fn start_again_at_a_terminal(_: &mut Portal, tab: &Tab) {
    // Somebody was here before the terminal was one.
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    plant(tab).await;
    tab.open("/?kiosk=1").await;
    is_at_the_beginning(tab).await;
    let large = "return document.documentElement.hasAttribute('data-large') || null";
    tab.until("large type", async || tab.script(large, vec![]).await)
        .await;

    // What the browser offers the owner of a phone is not for who stands at a terminal.
    let offered = "globalThis.fuminDesk = { prompt() {} }; dispatchEvent(new Event('fumin:desk')); return true";
    tab.script(offered, vec![]).await.unwrap();
    assert!(!tab.has(t::offline::to_desk()).await);

    // The mark stays with the tab from bundle to bundle.
    tab.open("/calculator").await;
    tab.see(t::kiosk::again()).await;
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    tab.see(t::kiosk::again()).await;
    tab.stop("kiosk").await;
    plant(tab).await;
    tab.press(t::kiosk::again()).await;
    is_at_the_beginning(tab).await;

    // No way out.
    let out = "const link = document.createElement('a'); link.href = 'https://elsewhere.example/'; link.textContent = 'x';
        document.body.append(link); link.click(); link.remove()";
    tab.script(out, vec![]).await.unwrap();
    tab.see(t::kiosk::no_links_out()).await;
    assert_eq!(tab.address().await, "/?kiosk=1");
    // And no second tab, which would stand open when the terminal starts again.
    let beside = "const link = document.createElement('a'); link.href = '/track'; link.rel = 'external'; link.target = '_blank'; link.textContent = 'x';
        document.body.append(link); link.click()";
    tab.script(beside, vec![]).await.unwrap();
    tab.arrive(t::track::title()).await;
    assert_eq!(tab.driver.windows().await.unwrap().len(), 1);
    // On a page that the server draws, where nothing runs, there is a way to start again too.
    tab.see(t::kiosk::again()).await;
    plant(tab).await;
    tab.press(t::plain::pace::title()).await;
    tab.at("html[data-large] main.plain").await;
    tab.see(t::plain::terminal()).await;
    tab.look_closely().await;
    tab.press(t::kiosk::again()).await;
    is_at_the_beginning(tab).await;
    tab.expect_complaint("401");
}

async fn walk_away_from_a_terminal(_: &mut Portal, tab: &Tab) {
    tab.open("/?kiosk=1&idle=8").await;
    tab.see(t::kiosk::again()).await;
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    plant(tab).await;
    // Nobody touches it; then somebody comes back in time.
    tab.see(t::kiosk::idle_title()).await;
    // The seconds go on: one look, and no second size.
    let look = if tab.screen == Screen::Desktop {
        Look::Desktop
    } else {
        Look::Phone
    };
    tab.look_and_draw(look, "kiosk-idle").await;
    tab.press(t::kiosk::stay()).await;
    assert!(kept(tab).await.contains("示例甲"));
    // On a page that the server draws it asks as well, and what was typed stays for whoever answers.
    tab.open("/plain/track?kiosk=1").await;
    tab.fill("query_code", "K7M2QX").await;
    tab.see(t::kiosk::idle_title()).await;
    tab.look_closely().await;
    tab.press(t::kiosk::stay()).await;
    assert_eq!(tab.value_of("query_code").await, "K7M2QX");
    assert!(!tab.has(t::kiosk::stay()).await);
    // And then nobody does; nor does a way back lead to what was typed.
    tab.see(t::kiosk::idle_title()).await;
    is_at_the_beginning(tab).await;
    tab.open("/plain/track?kiosk=1").await;
    tab.fill("query_code", "K7M2QX").await;
    tab.press(t::kiosk::again()).await;
    is_at_the_beginning(tab).await;
    tab.back().await;
    is_at_the_beginning(tab).await;
    tab.expect_complaint("401");
}

/// Somebody signs in at a terminal, types, and goes home.
async fn walk_away_signed_in(portal: &mut Portal, tab: &Tab) {
    tab.open("/?kiosk=1&idle=20").await;
    tab.see(t::kiosk::again()).await;
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000044").await;
    // The browser is not to keep a name for whoever comes next.
    tab.open(&format!("/apply/{id}/applicant/applicant_name"))
        .await;
    tab.at("[id='applicant_name'][autocomplete='off']").await;
    open_question(tab, &id).await;
    tab.fill("purpose", "示例甲要买烤箱").await;
    let mine = tab.address().await;
    assert!(
        !names_kept(tab).await.is_empty(),
        "the device keeps a draft"
    );
    tab.see(t::kiosk::idle_title()).await;
    is_at_the_beginning(tab).await;

    // The session has ended at the server too, and no way back leads to what was typed.
    tab.expect_complaint("401");
    assert!(!resident.is_signed_in(portal).await);
    let cookies = tab.driver.get_all_cookies().await.unwrap();
    assert!(cookies.is_empty(), "{cookies:?}");
    tab.back().await;
    tab.until("nobody's page", async || {
        let address = tab.address().await;
        let is_gone = address.starts_with("/my/sign-in") || address.starts_with("/?kiosk=1");
        Ok(is_gone.then_some(()))
    })
    .await;
    assert!(!tab.has("示例甲").await);
    tab.open(&mine).await;
    tab.address_like("the sign-in page", |address| {
        address.starts_with("/my/sign-in")
    })
    .await;
}

/// Signing out is not starting again: it stays a terminal, and how the last person wanted it goes with them.
async fn sign_out_at_a_terminal(portal: &mut Portal, tab: &Tab) {
    tab.open("/?kiosk=1&idle=500").await;
    tab.see(t::kiosk::again()).await;
    tab.open("/my/sign-in").await;
    Resident::sign_in_by_hand(portal, tab, "13800000045").await;
    tab.see(t::kiosk::again()).await;
    let chosen =
        "localStorage['fumin.contrast'] = '1'; localStorage['planted'] = '示例甲'; return 1";
    tab.script(chosen, vec![]).await.unwrap();
    // Before what stands beside the app has come.
    tab.block(&["*/offline.js"]).await;
    tab.open("/my/").await;
    tab.press(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
    tab.block(&[]).await;
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.see(t::kiosk::again()).await;
    let kept = kept(tab).await;
    assert!(
        !kept.contains("示例甲") && !kept.contains("fumin.contrast"),
        "{kept}"
    );
    start_again_without_a_line(portal, tab).await;
}

/// The line is gone as the last person leaves. Whoever comes next is not signed in for them, neither before nor after it is back.
async fn start_again_without_a_line(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    tab.open("/?kiosk=1").await;
    is_kept(tab).await;
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000046").await;
    tab.see(t::kiosk::again()).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.press(t::kiosk::again()).await;
    is_at_the_beginning(tab).await;
    tab.see(t::kiosk::owed()).await;
    tab.look_closely().await;
    // A page of one's own stops before it asks for anything.
    tab.expect_complaint("Uncaught");
    tab.open("/my/").await;
    is_at_the_beginning(tab).await;
    tab.see(t::kiosk::owed()).await;

    portal.restart();
    tab.until("the last person to be signed out", async || {
        Ok((!resident.is_signed_in(portal).await).then_some(()))
    })
    .await;
    tab.until("the word of it to go", async || {
        let shown = tab.text_of("aside.kiosk").await;
        Ok((!shown.contains(t::kiosk::owed())).then_some(()))
    })
    .await;
    tab.open("/my/").await;
    tab.address_like("the sign-in page", |address| {
        address.starts_with("/my/sign-in")
    })
    .await;
    // Nor does a page that the server draws stay.
    let owed = "localStorage['fumin.owed'] = '1'; return 1";
    tab.script(owed, vec![]).await.unwrap();
    tab.open("/plain/track?kiosk=1").await;
    is_at_the_beginning(tab).await;
}

async fn send_a_page_on(_: &mut Portal, tab: &Tab) {
    tab.open("/courses?q=触摸屏").await;
    tab.see(t::share::share()).await;
    // Where the phone has no way of its own.
    let without = "Object.defineProperty(navigator, 'share', { value: undefined })";
    tab.script(without, vec![]).await.unwrap();
    tab.press(t::share::share()).await;
    tab.see(t::share::picture_hint()).await;
    tab.see("/courses?q=").await;
    let drawn = "return document.querySelector('aside img')?.naturalWidth > 200 || null";
    tab.until("the picture", async || tab.script(drawn, vec![]).await)
        .await;
    tab.stop("share").await;
    tab.press(t::share::close()).await;

    // Where it has one, that is asked, with what everybody may see.
    tab.open("/courses/nobody?from=me").await;
    tab.see(t::share::share()).await;
    let with = "Object.defineProperty(navigator, 'share', { value: async given => { globalThis.given = given.url } })";
    tab.script(with, vec![]).await.unwrap();
    tab.press(t::share::share()).await;
    let given = tab
        .until("what was given", async || {
            tab.script("return globalThis.given ?? null", vec![]).await
        })
        .await;
    assert_eq!(given, json!(format!("{}/courses/nobody", tab.origin)));

    // Two courses beside each other are those two for whoever it is sent to.
    let compare = "/courses/compare?ids=labour-broker,labour-broker-2";
    tab.open(compare).await;
    tab.see(t::share::share()).await;
    tab.script(with, vec![]).await.unwrap();
    tab.press(t::share::share()).await;
    let given = tab
        .until("what was given of two", async || {
            tab.script("return globalThis.given ?? null", vec![]).await
        })
        .await;
    assert_eq!(given, json!(format!("{}{compare}", tab.origin)));

    // Nothing to send where a page is about a person.
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    assert!(!tab.has(t::share::share()).await);
    tab.expect_complaint("404");
}

async fn be_told_in_wechat(_: &mut Portal, tab: &Tab) {
    let cdp = tab.driver.cdp();
    let wechat = json!({ "userAgent": "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40" });
    cdp.send_raw("Network.setUserAgentOverride", wechat)
        .await
        .unwrap();
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    let loaded = "return performance.getEntriesByType('resource').some(each => each.name.endsWith('/wechat.js') && each.responseEnd) || null";
    tab.until("wechat.js", async || tab.script(loaded, vec![]).await)
        .await;
    for press in [
        "window.print()",
        "const link = document.createElement('a'); link.href = '/api/x.ics'; link.download = 'x.ics'; link.click()",
        // A PDF among one's papers is a link of the page.
        "const link = document.createElement('a'); link.href = '/api/applications/1/documents/2'; document.body.append(link);
         link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); link.remove()",
    ] {
        tab.until("WeChat's word", async || {
            tab.script(press, vec![]).await?;
            let open = "return document.querySelector('dialog[open]') ? true : null";
            tab.script(open, vec![]).await
        })
        .await;
        tab.see(t::wechat::detail()).await;
        tab.look_closely().await;
        tab.press(t::wechat::close()).await;
    }
    assert_eq!(tab.address().await, "/courses");
}
