//! Two residents, two tabs, one clerk: what is pressed in the tab of one never reaches the other.

use i18n::t;
use serde_json::json;
use thirtyfour::WindowHandle;

use super::{NAME, PHONE, ask_with, back_at_the_counter, fill_in, type_into};
use crate::harness::{Clerk, Portal, Resident, Tab, help, journey};

journey!(the_tab_of_the_last_one_is_out);

const OTHER: &str = "13800000062";
const TEXT: &str = "前一个人的话";

async fn the_tab_of_the_last_one_is_out(portal: &mut Portal, tab: &Tab) {
    Clerk::new(portal, "daiban1").begin(tab).await;
    help(portal, tab, NAME, PHONE).await;
    let first = tab.driver.window().await.unwrap();
    let id = fill_in(tab).await;
    open_purpose(tab, &id).await;

    let second = tab.driver.new_tab().await.unwrap();
    go(tab, &second).await;
    tab.open("/staff/service-point").await;
    tab.arrive(t::staff_service_point::title()).await;
    help(portal, tab, "示例乙", OTHER).await;
    let others = fill_in(tab).await;
    assert_ne!(id, others);

    // The form of the first one still stands there.
    go(tab, &first).await;
    type_into(tab, TEXT).await;
    tab.see(t::helped::helped_other()).await;
    tab.press(t::helped::back()).await;
    back_at_the_counter(tab).await;

    // The second one goes on, and neither file has those words.
    go(tab, &second).await;
    open_purpose(tab, &others).await;
    tab.fill("purpose", "后一个人的话").await;
    let path = api::path::with_id(api::path::APPLICATION, &others);
    tab.until("the second one's words at the server", async || {
        let file = ask_with(tab, "GET", &path, None).await;
        Ok((file["answers"]["purpose"] == json!("后一个人的话")).then_some(()))
    })
    .await;
    tab.press(t::helped::end()).await;
    back_at_the_counter(tab).await;
    for phone in [PHONE, OTHER] {
        let resident = Resident::sign_in(portal, phone).await;
        let list = resident.list().await;
        assert_eq!(list.applications.len(), 1);
        let file = resident.find(&list.applications[0].id).await;
        let answers = serde_json::to_value(file.answers).unwrap();
        assert_ne!(answers["purpose"], json!(TEXT));
    }
}

async fn open_purpose(tab: &Tab, id: &str) {
    tab.open(&format!("/apply/{id}/loan/purpose")).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
}

async fn go(tab: &Tab, window: &WindowHandle) {
    tab.driver.switch_to_window(window.clone()).await.unwrap();
}
