//! 办到哪了: by query code and the last four digits of the phone.

use i18n::t;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(find_my_file);

async fn find_my_file(portal: &mut Portal, tab: &Tab) {
    let file = Resident::sign_in(portal, "13800000001")
        .await
        .hand_in()
        .await;
    let code = file.query_code.unwrap();
    let number = file.acceptance_number.unwrap();

    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    // How long it usually takes is a page of its own, for whoever has no code yet.
    tab.press(t::plain::pace::title()).await;
    tab.see(t::plain::pace::what_then()).await;
    tab.back().await;
    tab.arrive(t::track::title()).await;
    tab.press(t::track::find()).await;
    tab.see(t::common::error_summary::title(2)).await;

    tab.fill("code", &code).await;
    tab.fill("tail", "9999").await;
    tab.press(t::track::find()).await;
    tab.see(t::track::wrong_pair()).await;
    assert_eq!(tab.value_of("code").await, code, "what was typed stays");

    tab.fill("tail", "0001").await;
    tab.press(t::track::find()).await;
    tab.arrive(t::loan_state::by_key("submitted.name").unwrap())
        .await;
    tab.see(t::track::number(&number)).await;
    tab.see(t::loan_state::by_key("submitted.next").unwrap())
        .await;
    let shown = tab.text_of("main").await;
    assert!(
        !shown.contains("示例甲") && !shown.contains("13800000001"),
        "nothing on the page names the person:\n{shown}"
    );

    // The QR code leads here with the code filled in.
    tab.open(&format!("/track?code={code}")).await;
    tab.arrive(t::track::title()).await;
    assert_eq!(tab.value_of("code").await, code);
}
