//! Courses side by side, by keyboard alone; what is near first; what the check says a subsidy would pay.

use i18n::t;
use serde_json::json;
use thirtyfour::Key;

use crate::harness::{Portal, Tab, journey};

journey!(compare_by_keyboard);
journey!(find_what_is_near_and_in_the_slow_season);
journey!(see_which_subsidy_covers_me);

async fn compare_by_keyboard(_: &mut Portal, tab: &Tab) {
    tab.open("/courses/compare").await;
    tab.arrive(t::courses::compare::title()).await;
    tab.see(t::courses::compare::none()).await;
    tab.look_closely().await;

    tab.open("/courses?kind=startup").await;
    tab.at(".course-compare__choice").await;
    for _ in 0..3 {
        tab.enter_on(t::courses::compare::choose()).await;
        tab.key(Key::Tab).await;
    }
    tab.see(t::courses::compare::chosen(3)).await;
    tab.look_closely().await;
    tab.enter_on(t::courses::compare::choose()).await;
    tab.see(t::courses::compare::no_room(3)).await;

    tab.enter_on(t::courses::compare::open()).await;
    tab.arrive(t::courses::compare::title()).await;
    assert_eq!(columns(tab).await, 3);
    tab.see(t::courses::page::hours()).await;
    tab.look_closely().await;

    tab.enter_on(t::courses::chip::remove()).await;
    tab.until("two columns", async || {
        Ok((columns(tab).await == 2).then_some(()))
    })
    .await;
    // A link to the page is the page, and the list knows what is chosen.
    let address = tab.address().await;
    tab.open(&format!("{address},no-such-course")).await;
    tab.arrive(t::courses::compare::title()).await;
    tab.see(t::courses::compare::gone(1)).await;
    assert_eq!(columns(tab).await, 2);
    tab.look_closely().await;
}

async fn columns(tab: &Tab) -> u64 {
    let script = "return document.querySelectorAll('.course-compare thead th').length";
    let count = tab.script(script, vec![]).await.unwrap();
    count.and_then(|count| count.as_u64()).unwrap()
}

async fn find_what_is_near_and_in_the_slow_season(_: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    let found = tab.text_of("#course-count").await;

    // Where somebody lives leaves nothing out; what is taught there stands first.
    let first = "return document.querySelector('.course-card .course-card__what [lang]').innerText";
    let place = tab.script(first, vec![]).await.unwrap();
    let elsewhere = "return [...document.querySelectorAll('.course-card')].map(card => \
        card.querySelector('.course-card__what [lang]').innerText).find(name => name !== arguments[0])";
    let place = tab
        .script(elsewhere, vec![place.unwrap()])
        .await
        .unwrap()
        .unwrap();
    let code = "const option = [...document.querySelectorAll('#course-near option')].find(option => option.innerText === arguments[0]); \
        return option.value";
    let code = tab
        .script(code, vec![place.clone()])
        .await
        .unwrap()
        .unwrap();
    tab.open(&format!("/courses?near={}", code.as_str().unwrap()))
        .await;
    tab.see(t::courses::chip::near(place.as_str().unwrap()))
        .await;
    assert_eq!(tab.text_of("#course-count").await, found);
    assert_eq!(tab.script(first, vec![]).await.unwrap(), Some(place));
    tab.look_closely().await;

    // The months are the portal's own, and the page says so.
    let season = [
        &t::courses::filter::slow_season(11_u32, 2_u32),
        t::courses::filter::unconfirmed(),
    ]
    .concat();
    tab.open("/courses?season=11-2&time=evening").await;
    tab.see(&season).await;
    tab.open("/courses?season=6-6").await;
    tab.see(t::courses::filter::unconfirmed()).await;
}

async fn see_which_subsidy_covers_me(_: &mut Portal, tab: &Tab) {
    tab.open("/courses?subsidised=1").await;
    tab.press_at(".course-card__link").await;
    tab.at(".course__money").await;
    tab.see(t::courses::page::check()).await;
    let course = tab.address().await;

    let answer =
        "sessionStorage['fumin.eligibility.facts'] = JSON.stringify(arguments[0]); return true";
    tab.script(answer, vec![json!({ "in_school": false })])
        .await
        .unwrap();
    tab.open("/eligibility/result").await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.open(&course).await;
    tab.see(t::courses::covers::title()).await;
    tab.see(t::courses::covers::note()).await;
    tab.look_closely().await;
    // What was said stays on the device: the course asks the server what it asked before.
    let asked = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name)) \
        .filter(address => address.pathname.startsWith('/api/')).map(address => address.search).join('')";
    let asked = tab.script(asked, vec![]).await.unwrap().unwrap();
    assert!(!asked.as_str().unwrap().contains("in_school"), "{asked}");

    // Answers forgotten are forgotten here, too.
    tab.open("/eligibility").await;
    tab.press(t::eligibility::clear::label()).await;
    tab.press(t::eligibility::clear::action()).await;
    tab.open(&course).await;
    tab.see(t::courses::page::check()).await;
}
