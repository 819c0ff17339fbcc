//! Nobody presses anything: a warning, a way to go on, and the end.

use i18n::t;

use super::residue::{
    ID_NUMBER, NAME, name_and_number_are_nowhere, storages, type_name_and_number,
};
use super::{PHONE, back_at_the_counter, fill_in};
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
    let id = fill_in(&tab).await;
    type_name_and_number(&tab, &id).await;
    tab.see(t::helped::idle()).await;
    // It counts, and what is said and pressed stays where it is meanwhile.
    let mark = "const [said, counted] = document.querySelector('.helped-bar__idle').children;
        said.marked = true; globalThis.counted = counted.textContent; return true";
    tab.script(mark, vec![]).await.unwrap();
    let counts = "const [said, counted] = document.querySelector('.helped-bar__idle').children;
        return said?.marked && counted.textContent !== globalThis.counted && /\\d/.test(counted.textContent) || null";
    tab.until("the seconds to be counted", async || {
        tab.script(counts, vec![]).await
    })
    .await;
    tab.look_closely().await;
    tab.press(t::helped::go_on()).await;
    tab.until("the warning to be gone", async || {
        Ok((!tab.has(t::helped::go_on()).await).then_some(()))
    })
    .await;
    // Nothing more is pressed.
    tab.see(t::helped::idle()).await;
    back_at_the_counter(&tab).await;
    // The day's sheet says that nobody ended it.
    tab.see("没有人操作").await;
    let cookie = tab.driver.get_named_cookie("__Host-fumin").await;
    assert!(cookie.is_err(), "the resident's session ended");
    let kept = storages(&tab).await;
    for trace in ["fumin.helped", "drafts", NAME, ID_NUMBER] {
        assert!(!kept.contains(trace), "{trace} in {kept}");
    }
    // A computer that slept through the minutes: its clock went on, and the page's timers did not.
    help(&portal, &tab, "示例乙", "13800000062").await;
    // Every answer of the server counts as a sign of life, so all of them are in before the clock goes on.
    tab.see(t::files::list::empty()).await;
    let sleep = "const real = Date.now; Date.now = () => real() + 31_000; return true";
    tab.script(sleep, vec![]).await.unwrap();
    back_at_the_counter(&tab).await;
    let cookie = tab.driver.get_named_cookie("__Host-fumin").await;
    assert!(cookie.is_err(), "the session that was slept through ended");
    tab.close().await;
    name_and_number_are_nowhere(browser.traces());
}
