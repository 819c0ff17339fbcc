//! A browser that lets pages keep nothing at all: asking for a storage throws. Every page works for as long as it is open.

use i18n::t;

use crate::harness::{Portal, Tab, journey};

journey!(go_on_where_nothing_may_be_kept);
journey!(have_aids_where_nothing_may_be_kept);

const DENIED: &str = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";

async fn go_on_where_nothing_may_be_kept(_: &mut Portal, tab: &Tab) {
    tab.run_first(DENIED).await;
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.press(t::common::task::learn()).await;
    tab.arrive(t::courses::title()).await;
    tab.fill("course-search", "电焊").await;
    let course = tab.text_of(".course-card__link").await;
    tab.press_at(".course-card__link").await;
    tab.arrive(&course).await;
    tab.press(t::courses::back_to_list()).await;
    tab.arrive(t::courses::title()).await;

    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    tab.at("[id='purpose']").await;
    tab.open("/eligibility/question/birth_date").await;
    tab.fill_date("answer", "1970-05-01").await;
    tab.press(t::eligibility::go_on()).await;
    tab.address_like("the next question", |address| {
        !address.ends_with("birth_date")
    })
    .await;
    tab.open("/calculator").await;
    tab.fill("amount", "200000").await;
    tab.fill("months", "36").await;
    tab.at(".calculator__rows").await;
    tab.open("/apply").await;
    tab.arrive(t::apply::start::title()).await;
}

/// The aids at the edge, and a terminal, which says on every page that it is one.
async fn have_aids_where_nothing_may_be_kept(_: &mut Portal, tab: &Tab) {
    tab.run_first(DENIED).await;
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.press(t::common::large_type()).await;
    tab.at("html[data-large]").await;
    tab.press(t::offline::contrast()).await;
    tab.at("html[data-contrast]").await;

    tab.open("/?kiosk=1&idle=500").await;
    tab.arrive(t::home::title()).await;
    tab.see(t::kiosk::again()).await;
    tab.at("html[data-large]").await;
    tab.press(t::common::task::track()).await;
    tab.arrive(t::track::title()).await;
    tab.see(t::kiosk::again()).await;
    tab.press(t::kiosk::again()).await;
    tab.address_like("the first page", |address| {
        address.starts_with("/?kiosk=1&idle=500")
    })
    .await;
    tab.arrive(t::home::title()).await;
    tab.see(t::kiosk::again()).await;
    tab.expect_complaint("401");
}
