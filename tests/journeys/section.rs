//! The training section's desk: what is taught where, a class drawn by lot and what was found there, what has to be
//! filed, the year against its targets, and the other classes of somebody in a class.

use api::path;
use i18n::t;
use listing::Field;
use serde_json::Value;

use crate::harness::{Browser, Officer, Portal, Screen, Tab, front_ends_are_built};
use crate::lessons::{NAME, PHONE, enrolled, get, published, staff, text};

/// Every class of the month has begun, so that whichever is drawn can be looked at.
const TODAY: &str = "2026-12-31";

mod look_after {
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
    let portal = Portal::start_on(TODAY);
    let officer = Officer::new(&portal, "peixun1", "training-officer");
    let class = published(&portal).await;
    enrolled(&portal, &class, (PHONE, Some(NAME))).await;

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    officer.sign_in(&tab).await;
    taught(&portal, &tab).await;
    found(&tab).await;
    filed_and_reached(&tab).await;
    known(&tab, &class).await;
    tab.close().await;
}

/// The weeks ahead name a class with its seats, on either screen.
async fn taught(portal: &Portal, tab: &Tab) {
    use t::staff_section::calendar as words;
    tab.press(t::staff_section::nav::calendar()).await;
    tab.arrive(words::title()).await;
    tab.see(words::about(12)).await;
    let officer = staff(portal, "peixun1").await;
    let calendar: Value = get(portal, &officer, path::STAFF_TRAINING_CALENDAR).await;
    let township = &calendar["townships"][0];
    let one = &township["classes"][0];
    tab.see(text(&township["name"])).await;
    tab.see(text(&one["title"])).await;
    tab.see(words::seats(&one["taken"], &one["seats"])).await;
    tab.stop("staff-calendar").await;
}

/// What was drawn is noted once: a fault needs words.
async fn found(tab: &Tab) {
    use t::staff_section::spot as words;
    tab.press(t::staff_section::nav::spot()).await;
    tab.arrive(words::title()).await;
    tab.see(words::about(5)).await;
    tab.see(words::about_confirm()).await;
    tab.at("[id^='check-'] textarea").await;
    tab.look_closely().await;
    tab.press(words::fault()).await;
    tab.see(words::fault_ask()).await;
    tab.press_at("[id^='check-'] .confirm .button--danger")
        .await;
    tab.see(words::words_empty()).await;
    tab.stop("staff-spot-check-wrong").await;
    let control = tab.at("[id^='check-'] textarea").await;
    control.send_keys("名单 12 人，到 5 人").await.unwrap();
    tab.press_at("[id^='check-'] .confirm .button--danger")
        .await;
    tab.see(words::noted()).await;
    tab.see("名单 12 人，到 5 人").await;
    tab.see(t::staff_section_code::by_key("check.faulty").unwrap())
        .await;
    tab.look_closely().await;
}

async fn filed_and_reached(tab: &Tab) {
    tab.press(t::staff_section::nav::opening()).await;
    tab.arrive(t::staff_section::opening::title()).await;
    tab.see(t::staff_section::opening::count(1, 0, 0)).await;
    tab.see(Field::Title.example()).await;
    tab.look_closely().await;
    tab.press(t::staff_section::nav::year()).await;
    tab.arrive(t::staff_section::year::title()).await;
    let name = t::staff_section_code::by_key("target.employment_rate").unwrap();
    tab.see(name).await;
    tab.see(t::staff_section::year::too_few(0, 0)).await;
    tab.see(t::staff_section::year::confirm()).await;
    tab.stop("staff-year").await;
}

/// From somebody in a class to all classes of that person.
async fn known(tab: &Tab, class: &str) {
    tab.open(&format!("/staff/training/classes/{class}")).await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.press_at("[id^='person-'] a").await;
    tab.arrive(t::staff_section::history::title()).await;
    tab.see("示***").await;
    tab.see("138****0021").await;
    tab.see(t::staff_section::history::count(1)).await;
    tab.see(Field::Title.example()).await;
    tab.stop("staff-history").await;
}
