//! The other language, and large type.

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Tab, journey};

journey!(read_it_my_way);

const PAGES: [&str; 6] = [
    "/",
    "/courses",
    "/eligibility",
    "/calculator",
    "/track",
    "/apply",
];

async fn read_it_my_way(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    assert!(tab.has(t::home::staff()).await);
    tab.press(t::common::large_type()).await;
    // Fewer choices: the four tasks and one's own files.
    assert!(tab.has(t::common::task::loan()).await && tab.has(t::home::my_files()).await);
    assert!(!tab.has(t::home::staff()).await);
    for page in PAGES {
        tab.open(page).await;
        tab.at("html[data-large] main h1").await;
        tab.text_is_at_least("main p", 18.0).await;
        tab.look_over().await;
    }
    // A page that the server draws is as large as the app's that leads there.
    tab.open("/track").await;
    tab.at("aside.aids").await;
    tab.press(t::plain::pace::title()).await;
    tab.at("html[data-large] main.plain").await;
    tab.open("/").await;
    tab.press(t::common::large_type()).await;
    tab.at("html:not([data-large])").await;

    tab.press(t::common::other_language()).await;
    for page in PAGES {
        tab.open(page).await;
        tab.at("html[lang=en] main h1").await;
        is_english(tab).await;
        tab.look_over().await;
    }
    tab.press("中文").await;
    tab.at("html[lang=zh-CN] main h1").await;
}

/// Headings, buttons and labels of the page are in English; contents of the district stay as they are, and say so.
async fn is_english(tab: &Tab) {
    let script = r"
        const ours = document.querySelectorAll('main h1, main h2, main button, main label, nav a');
        const left = [...ours].filter(one => !one.closest('[lang^=zh]') && !one.querySelector('[lang^=zh]') && /\p{Script=Han}/u.test(one.innerText));
        return left.map(one => one.outerHTML.slice(0, 160));";
    tab.until("a heading", async || {
        tab.script(
            "return document.querySelector('main h1')?.innerText || null",
            vec![json!(0)],
        )
        .await
    })
    .await;
    let left = tab
        .script(script, Vec::new())
        .await
        .unwrap()
        .unwrap_or_default();
    assert_eq!(left, json!([]), "still Chinese at {}", tab.address().await);
}
