//! Signing out takes away what waits on the device, so whoever signs out is asked first.

use i18n::t;

use super::{PURPOSE, nothing_waits, open_question, purpose, sign_in_and_fill};
use crate::drafts::names_kept;
use crate::harness::{Portal, Resident, Tab, journey};
use crate::offline::is_kept;

journey!(ask_before_ones_own_is_lost);
journey!(ask_before_anothers_is_lost);
journey!(say_so_when_one_is_still_signed_in);

const ANSWERS: &str = "*/answers*";

async fn ask_before_ones_own_is_lost(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000041").await;
    open_question(tab, &id).await;
    tab.block(&[ANSWERS]).await;
    tab.expect_complaint("net::ERR_");
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;

    tab.open("/my/").await;
    tab.see(t::offline::unsent()).await;
    tab.press(t::signin::leave()).await;
    tab.see(t::unsent::mine()).await;
    tab.look_closely().await;
    tab.press(t::unsent::stay()).await;
    let focus = "return document.activeElement.matches('.leave') || null";
    tab.until("the focus where it was", async || {
        tab.script(focus, vec![]).await
    })
    .await;
    assert!(names_kept(tab).await.len() > 1);

    // The form itself asks too, and sends it once the line is back.
    tab.press(t::signin::leave()).await;
    tab.block(&[]).await;
    tab.press(t::unsent::send()).await;
    tab.address_like("the application", |address| {
        address.starts_with(&format!("/apply/{id}"))
    })
    .await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;

    // Who says so all the same leaves nothing behind.
    open_question(tab, &id).await;
    tab.block(&[ANSWERS]).await;
    tab.fill("purpose", "买烤箱").await;
    tab.see(t::apply::save::on_device()).await;
    nothing_waits(tab).await;
    tab.press(t::signin::leave()).await;
    tab.press(t::unsent::leave()).await;
    tab.arrive(t::signin::title()).await;
    assert_eq!(names_kept(tab).await, Vec::<String>::new());
    tab.block(&[]).await;
}

async fn ask_before_anothers_is_lost(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000042").await;
    open_question(tab, &id).await;
    tab.block(&[ANSWERS]).await;
    tab.expect_complaint("net::ERR_");
    tab.fill("purpose", PURPOSE).await;
    tab.see(t::apply::save::on_device()).await;
    let cookies = tab.driver.get_all_cookies().await.unwrap();
    tab.driver.delete_all_cookies().await.unwrap();

    tab.open("/my/sign-in").await;
    Resident::sign_in_by_hand(portal, tab, "13800000043").await;
    tab.open("/my/").await;
    nothing_waits(tab).await;
    tab.press(t::signin::leave()).await;
    tab.see(t::unsent::others()).await;
    assert!(!tab.has(t::unsent::send()).await);
    tab.look_closely().await;
    tab.press(t::unsent::stay()).await;

    tab.block(&[]).await;
    tab.driver.delete_all_cookies().await.unwrap();
    for cookie in cookies {
        tab.driver.add_cookie(cookie).await.unwrap();
    }
    open_question(tab, &id).await;
    tab.until("it at the server", async || {
        Ok((purpose(&resident, &id).await == PURPOSE).then_some(()))
    })
    .await;
}

async fn say_so_when_one_is_still_signed_in(portal: &mut Portal, tab: &Tab) {
    tab.keep_on_device(true).await;
    sign_in_and_fill(portal, tab, "13800000046").await;
    tab.open("/my/").await;
    is_kept(tab).await;
    portal.kill();
    tab.expect_complaint("net::ERR_");
    tab.press(t::signin::leave()).await;
    tab.see(t::unsent::not_left()).await;
    tab.look_closely().await;
    tab.press(t::unsent::close()).await;
    portal.restart();
    tab.press(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
}
