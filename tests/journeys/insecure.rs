//! Plain HTTP from another address than loopback: signing in and keeping pages cannot work there, and the page says so.

use i18n::t;

use crate::harness::{Portal, Tab, journey};

journey!(say_that_the_address_is_not_safe);

async fn say_that_the_address_is_not_safe(portal: &mut Portal, tab: &Tab) {
    let elsewhere = portal.origin.replace("127.0.0.1", "fumin.example");
    for (path, title) in [
        ("/", t::home::title()),
        ("/courses", t::courses::title()),
        ("/track", t::track::title()),
        ("/my/", t::signin::title()),
    ] {
        tab.driver.goto(format!("{elsewhere}{path}")).await.unwrap();
        tab.arrive(title).await;
        tab.see(t::offline::insecure()).await;
        tab.look_closely().await;
    }
    tab.press(t::offline::close()).await;
    tab.driver
        .goto(format!("{elsewhere}/staff/"))
        .await
        .unwrap();
    tab.arrive(t::staff_signin::title()).await;
    tab.see(t::staff_signin::insecure()).await;
    tab.look_closely().await;
    // A terminal forgets there as well, although nobody can have signed in.
    let terminal = format!("{elsewhere}/?kiosk=1");
    tab.driver.goto(&terminal).await.unwrap();
    tab.arrive(t::home::title()).await;
    tab.see(t::kiosk::again()).await;
    tab.look_closely().await;
    let planted = "sessionStorage['planted'] = '1'; return 1";
    tab.script(planted, vec![]).await.unwrap();
    tab.press(t::kiosk::again()).await;
    tab.until("the next person's page", async || {
        let fresh =
            "return !sessionStorage['planted'] && document.querySelector('aside.kiosk') ? 1 : null";
        tab.script(fresh, vec![]).await
    })
    .await;
    // The same pages over loopback have nothing to say.
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    tab.until("the line's script", async || {
        tab.script("return performance.getEntriesByType('resource').some(each => each.name.endsWith('/offline.js')) || null", vec![]).await
    })
    .await;
    assert!(!tab.text_of("body").await.contains(t::offline::insecure()));
    tab.expect_complaint("401");
    tab.expect_complaint("Cross-Origin-Opener-Policy");
}
