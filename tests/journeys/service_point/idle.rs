//! Nobody presses anything: a warning, a way to go on, and the end.

use i18n::t;

use super::{NAME, PHONE, back_at_the_counter};
use crate::harness::{Browser, Clerk, Portal, Screen, Setup, front_ends_are_built, help};

#[tokio::test]
async fn a_clerk_who_walks_away() {
    front_ends_are_built();
    // Warned at two thirds, as at two of three minutes.
    let portal = Portal::start_as(Setup {
        words: vec!["--helped-idle".to_owned(), "30".to_owned()],
        ..Setup::default()
    });
    let browser = Browser::start(Screen::Desktop);
    let tab = browser.open(&portal).await;
    Clerk::new(&portal, "daiban1").begin(&tab).await;
    help(&portal, &tab, NAME, PHONE).await;
    tab.see(t::helped::idle()).await;
    tab.look_closely().await;
    tab.press(t::helped::go_on()).await;
    tab.until("the warning to be gone", async || {
        Ok((!tab.has(t::helped::go_on()).await).then_some(()))
    })
    .await;
    // Nothing more is pressed.
    tab.see(t::helped::idle()).await;
    back_at_the_counter(&tab).await;
    let cookie = tab.driver.get_named_cookie("__Host-fumin").await;
    assert!(cookie.is_err(), "the resident's session ended");
    tab.close().await;
}
