//! The plain pages: without script, and in a browser that is too old for the app.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(without_script);
journey!(look_over_the_plain_pages);

/// Lets pages run scripts, or not.
async fn allow_scripts(tab: &Tab, is_allowed: bool) {
    let off = json!({ "value": !is_allowed });
    let cdp = tab.driver.cdp();
    cdp.send_raw("Emulation.setScriptExecutionDisabled", off)
        .await
        .unwrap();
}

/// From the first page of the app to a course, to one's file and back, without a line of script.
async fn without_script(portal: &mut Portal, tab: &Tab) {
    let file = Resident::sign_in(portal, "13800000001")
        .await
        .hand_in()
        .await;
    allow_scripts(tab, false).await;
    for shell in [
        "/",
        "/courses",
        "/eligibility",
        "/calculator",
        "/track",
        "/my/",
        "/apply",
    ] {
        tab.open(shell).await;
        tab.at("noscript a[href^='/plain']").await;
    }
    tab.open("/").await;
    tab.press_at("noscript a").await;
    tab.see(t::plain::can()).await;
    tab.press(t::common::task::learn()).await;
    tab.see(t::courses::search::label()).await;
    tab.fill("q", "触摸屏").await;
    tab.press(t::courses::search::submit()).await;
    tab.see(t::courses::found(1)).await;
    tab.press("电工三级班").await;
    tab.see(t::courses::page::facts()).await;
    tab.see(t::courses::session::title()).await;
    tab.press(t::courses::back_to_list()).await;
    tab.press(t::plain::later()).await;
    tab.see(t::plain::page_of(2, 2)).await;

    tab.press(t::common::task::track()).await;
    tab.press(t::track::find()).await;
    tab.see(t::common::error_summary::title(2)).await;
    let code = file.query_code.unwrap();
    tab.fill("query_code", &code).await;
    tab.fill("phone_tail", "9999").await;
    tab.press(t::track::find()).await;
    tab.see(t::track::wrong_pair()).await;
    assert_eq!(
        tab.value_of("query_code").await,
        code,
        "what was typed stays"
    );
    tab.fill("phone_tail", "0001").await;
    tab.press(t::track::find()).await;
    tab.see(t::track::number(file.acceptance_number.unwrap()))
        .await;
    assert_eq!(
        tab.address().await,
        "/plain/track",
        "nothing personal in the address"
    );
    tab.expect_complaint("422");
    tab.expect_complaint("404");
    allow_scripts(tab, true).await;
}

/// Every page in both languages and sizes: axe, nothing sideways at 320 px, and the form on paper.
async fn look_over_the_plain_pages(_: &mut Portal, tab: &Tab) {
    let paper = "/plain/forms/startup_loan_individual";
    let paper_of_firm = "/plain/forms/startup_loan_enterprise";
    for look in ["", "lang=en", "large=1"] {
        for page in [
            "/plain",
            "/plain/courses",
            "/plain/courses?q=zzzz&seats=1",
            "/plain/track",
            "/plain/pace",
            "/plain/notices",
            paper,
            paper_of_firm,
            "/plain/no-such-page",
        ] {
            let mark = if page.contains('?') { '&' } else { '?' };
            tab.open(&format!("{page}{mark}{look}")).await;
            tab.look_closely().await;
        }
        tab.open(&format!("/plain/courses?{look}")).await;
        tab.press_at(".plain-course a").await;
        tab.at(".plain-class").await;
        tab.look_closely().await;
    }
    for (page, name) in [
        ("/plain", "plain"),
        ("/plain/courses", "plain-courses"),
        ("/plain/courses?q=zzzz&seats=1", "plain-courses-empty"),
        ("/plain/track", "plain-track"),
        ("/plain/pace", "plain-pace"),
        ("/plain/notices", "plain-notices-empty"),
        (paper, "plain-form"),
        (paper_of_firm, "plain-form-enterprise"),
        ("/plain/no-such-page", "plain-not-found"),
        ("/plain/track?kiosk=1", "plain-terminal"),
    ] {
        tab.open(page).await;
        tab.stop(name).await;
    }
    tab.open("/plain/courses").await;
    tab.press_at(".plain-course a").await;
    tab.at(".plain-class").await;
    tab.stop("plain-course").await;
    tab.open("/plain/track").await;
    tab.press(t::track::find()).await;
    tab.see(t::common::error_summary::title(2)).await;
    tab.stop("plain-track-wrong").await;
    tab.expect_complaint("422");
    tab.expect_complaint("404");
    tab.open(paper).await;
    let sheets = tab.pages_on_paper().await;
    assert!((1..=6).contains(&sheets), "{sheets} sheets");
    // 320 px, which is also a desktop at 400 %.
    let cdp = tab.driver.cdp();
    let narrow = json!({ "width": 320, "height": 568, "deviceScaleFactor": 1, "mobile": true });
    for page in [
        "/plain?large=1",
        "/plain/courses?large=1&lang=en&seats=1",
        "/plain/track?large=1",
        "/plain/notices?large=1",
        paper,
        paper_of_firm,
    ] {
        cdp.send_raw("Emulation.setDeviceMetricsOverride", narrow.clone())
            .await
            .unwrap();
        tab.open(page).await;
        tab.look_closely().await;
    }
}

/// Chromium 92, as `script/setup --tests` unpacks it: it runs scripts, but its content policy lets no WebAssembly in.
fn old_chromium() -> PathBuf {
    let tools = std::env::var_os("FUMIN_TOOLS").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache/fumin/tools");
    let found = tools.unwrap_or_else(home).join("old-chromium/chromium");
    let is_there = found.is_file();
    assert!(
        is_there,
        "{} is missing: run script/setup --tests",
        found.display()
    );
    found
}

/// What an old browser ends up showing. It writes down the page it is on when its time is over, which on a busy machine may
/// be the one it is just leaving: then it is asked again.
fn shown_by_old_browser(portal: &Portal, path: &str, is_there: impl Fn(&str) -> bool) -> String {
    let mut page = String::new();
    for _ in 0..10 {
        page = opened_by_old_browser(portal, path);
        if is_there(&page) {
            break;
        }
    }
    page
}

fn opened_by_old_browser(portal: &Portal, path: &str) -> String {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(old_chromium())
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--virtual-time-budget=15000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("{}{path}", portal.origin))
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_browser_too_old_for_the_app_is_led_to_the_plain_pages() {
    let portal = Portal::start();
    for (shell, canonical, heading) in [
        ("/", "/", t::common::site()),
        (
            "/courses?q=%E8%A7%A6%E6%91%B8%E5%B1%8F",
            "/courses?q=%E8%A7%A6%E6%91%B8%E5%B1%8F",
            t::courses::title(),
        ),
        // A course by itself, and two side by side, which the plain pages show one below the other.
        (
            "/courses/labour-broker",
            "/courses/labour-broker",
            "劳务经纪人与带头人班",
        ),
        ("/courses/compare?ids=a,b", "/courses", t::courses::title()),
        ("/track?code=ABC234", "/track", t::track::title()),
        ("/eligibility", "/", t::common::site()),
        ("/calculator", "/", t::common::site()),
        ("/my/", "/", t::common::site()),
        ("/apply", "/", t::common::site()),
        ("/print/7/form", "/", t::common::site()),
    ] {
        let page = shown_by_old_browser(&portal, shell, |page| page.contains("canonical"));
        assert!(
            page.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")),
            "{shell}: {page}"
        );
        assert!(
            page.contains(&format!("<h1 class=\"page-title\">{heading}</h1>")),
            "{shell}: {page}"
        );
        assert!(!page.contains("<script"), "{shell}");
    }
    let english = shown_by_old_browser(&portal, "/courses?lang=en", |page| {
        page.contains("canonical")
    });
    assert!(english.contains("<html lang=\"en\">"), "{english}");
    // A terminal stays one, and starts again by itself.
    let terminal = shown_by_old_browser(&portal, "/?kiosk=1&left=1", |page| {
        page.contains("canonical")
    });
    assert!(
        terminal.contains("data-leads=\"/?kiosk=1&amp;left=1\""),
        "{terminal}"
    );
    // Staff have no plain pages; they are told.
    let tag = |page: &str| {
        let (before, after) = page.split_once("cannot-run")?;
        Some([before.rsplit('<').next()?, after.split('>').next()?].concat())
    };
    let staff = shown_by_old_browser(&portal, "/staff/", |page| {
        tag(page).is_some_and(|tag| !tag.contains("hidden"))
    });
    let tag = tag(&staff).unwrap();
    assert!(
        !tag.contains("hidden") && staff.contains("data-wasm"),
        "{tag}"
    );
}
