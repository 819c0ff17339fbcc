//! Browsing the courses: search, filter, open one, and come back to what one had.

use i18n::t;

use crate::harness::{Portal, Screen, Tab, journey};

journey!(find_a_course);

async fn find_a_course(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.press(t::common::task::learn()).await;
    tab.arrive(t::courses::title()).await;

    tab.fill("course-search", "电焊").await;
    tab.address_like("with the word", |address| address.contains('?'))
        .await;
    if tab.screen == Screen::Phone {
        tab.press_at(".course-list__toggle").await;
    }
    tab.press_at("#course-filters input[type=checkbox]").await;
    if tab.screen == Screen::Phone {
        tab.press_at(".course-list__show button").await;
    }
    tab.at(".course-chips__chip").await;
    let (asked, found) = (tab.address().await, tab.text_of("#course-count").await);
    tab.look_over().await;

    let course = tab.text_of(".course-card__link").await;
    tab.press_at(".course-card__link").await;
    tab.arrive(&course).await;
    tab.see(t::common::sample()).await;
    tab.back().await;
    tab.arrive(t::courses::title()).await;
    assert_eq!(tab.address().await, asked);
    assert_eq!(tab.value_of("course-search").await, "电焊");
    assert_eq!(tab.text_of("#course-count").await, found);

    tab.press_at(".course-card__link").await;
    tab.arrive(&course).await;
    tab.press(t::courses::back_to_list()).await;
    tab.arrive(t::courses::title()).await;
    assert_eq!(
        tab.address().await,
        asked,
        "the page's own way back keeps the filters too"
    );

    tab.fill("course-search", "宇航员").await;
    tab.see(t::courses::found(0)).await;
    tab.press(t::courses::empty::clear()).await;
    tab.at(".course-card__link").await;
    assert_eq!(tab.value_of("course-search").await, "");

    tab.open("/courses/no-such-course").await;
    tab.arrive(t::courses::missing::title()).await;
}
