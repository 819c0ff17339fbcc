//! Browsing the courses: search, filter, open one, and come back to what one had.

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Screen, Tab, journey};

journey!(find_a_course);
journey!(have_every_row_follow_the_words);
journey!(search_what_a_course_teaches);
journey!(open_a_course_while_the_server_is_away);
journey!(come_back_for_what_changed);
journey!(say_what_was_not_searched_and_what_did_not_open);

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

/// What one course teaches, and nothing else of any course says.
const TAUGHT: (&str, &str) = ("触摸屏", "电工三级班");

/// Rows below the screen follow by and by: in the end the list says what the page says that the server draws.
async fn have_every_row_follow_the_words(portal: &mut Portal, tab: &Tab) {
    const TITLES: &str = "return document.querySelector('.course-cards').ariaBusy === 'true' ? null :
        [...document.querySelectorAll('.course-card:not([hidden]) .course-card__link')].map(link => link.textContent)";
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    // Few, others, more than there were rows for, and all again.
    for words in ["焊", "电", "班", ""] {
        tab.fill("course-search", words).await;
        let drawn = drawn_by_the_server(portal, words).await;
        let what = format!("{} rows for {words}", drawn.len());
        tab.until(&what, async || {
            let titles = tab.script(TITLES, vec![]).await?;
            Ok(titles.filter(|titles| *titles == json!(drawn)))
        })
        .await;
    }
    // Of all of them fifty stand there, and the others once they are asked for, with the focus on the first of these.
    let links =
        "return document.querySelectorAll('.course-card:not([hidden]) .course-card__link').length";
    assert_eq!(tab.script(links, vec![]).await.unwrap(), Some(json!(50)));
    let all =
        "return Number(document.querySelector('#course-count').innerText.replace(/\\D/g, ''))";
    let all = tab.script(all, vec![]).await.unwrap().unwrap();
    let all = usize::try_from(all.as_u64().unwrap()).unwrap();
    tab.press(t::courses::more(all - 50)).await;
    let is_there = "const links = [...document.querySelectorAll('.course-card:not([hidden]) .course-card__link')];
        return links.length === arguments[0] && links.indexOf(document.activeElement) === 50 || null";
    tab.until("the others", async || {
        tab.script(is_there, vec![json!(all)]).await
    })
    .await;
}

/// The titles on the page without script, in their order.
async fn drawn_by_the_server(portal: &Portal, words: &str) -> Vec<String> {
    let address = format!("{}/plain/courses?q={words}", portal.origin);
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    let links = page.split("<li class=\"plain-course\">").skip(1);
    links
        .map(|row| {
            let link = row.split_once("lang=\"zh-CN\">").unwrap().1;
            link.split_once("</a>").unwrap().0.to_owned()
        })
        .collect()
}

/// Words of the outlines come when somebody searches, and not before.
async fn search_what_a_course_teaches(_: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    assert_eq!(asked(tab, "/api/catalogue").await, 1);
    assert_eq!(asked(tab, "/api/course-texts").await, 0);
    tab.fill("course-search", TAUGHT.0).await;
    tab.see(t::courses::found(1)).await;
    assert_eq!(tab.text_of(".course-card__link").await, TAUGHT.1);
    tab.fill("course-search", "电焊").await;
    assert_eq!(asked(tab, "/api/course-texts").await, 1);

    // A link somebody was sent.
    tab.open(&format!("/courses?q={}", TAUGHT.0)).await;
    tab.see(t::courses::found(1)).await;
    let course = tab.text_of(".course-card__link").await;
    assert_eq!(course, TAUGHT.1);
    for path in ["/api/catalogue", "/api/course-texts"] {
        assert_eq!(asked(tab, path).await, 1, "{path}");
    }

    // The page of a course asks for it, once however often one comes by.
    tab.press_at(".course-card__link").await;
    whole_course_is_shown(tab).await;
    let address = tab.address().await;
    for _ in 0..2 {
        tab.back().await;
        tab.arrive(t::courses::title()).await;
        tab.press_at(".course-card__link").await;
        whole_course_is_shown(tab).await;
    }
    assert_eq!(asked(tab, &format!("/api{address}")).await, 1);
    tab.open(&address).await;
    whole_course_is_shown(tab).await;
    assert_eq!(asked(tab, &format!("/api{address}")).await, 1);
    assert_eq!(asked(tab, "/api/catalogue").await, 0);
}

/// The second visit asks for what changed since the first; what cannot be read is asked for anew.
async fn come_back_for_what_changed(_: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    let (found, first) = (
        tab.text_of("#course-count").await,
        catalogue_queries(tab).await,
    );
    assert_eq!(first, [""]);

    tab.open("/courses").await;
    tab.see(&found).await;
    let again = catalogue_queries(tab).await;
    assert!(
        matches!(again.as_slice(), [one] if one.starts_with("?since=seed-")),
        "{again:?}"
    );

    // Somebody else's version, and what is no catalogue at all.
    let other = "const kept = JSON.parse(localStorage['fumin.catalogue']);
        localStorage['fumin.catalogue'] = JSON.stringify({ ...kept, version: 'other' })";
    for damage in [other, "localStorage['fumin.catalogue'] = 'no catalogue'"] {
        tab.script(damage, vec![]).await.unwrap();
        tab.open("/courses").await;
        tab.see(&found).await;
        tab.open("/courses").await;
        tab.see(&found).await;
        assert_eq!(catalogue_queries(tab).await, again, "{damage}");
    }
}

/// With what this page asked for the catalogue, question by question.
async fn catalogue_queries(tab: &Tab) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name))
        .filter(url => url.pathname === '/api/catalogue').map(url => url.search)";
    let found = tab.script(script, vec![]).await.unwrap().unwrap();
    serde_json::from_value(found).unwrap()
}

async fn say_what_was_not_searched_and_what_did_not_open(portal: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    portal.kill();
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    tab.fill("course-search", TAUGHT.0).await;
    tab.see(t::courses::search::list_only()).await;
    tab.look_closely().await;

    // A link to a course that the list does not have.
    let follow = "const link = document.createElement('a'); link.href = '/courses/not-in-the-list';
        link.textContent = 'x';
        document.querySelector('main').append(link); link.click()";
    tab.script(follow, vec![]).await.unwrap();
    tab.arrive(t::courses::page::title()).await;
    tab.see(t::common::failed::title()).await;
    tab.look_closely().await;
    tab.back().await;
    tab.see(t::courses::search::list_only()).await;

    portal.restart();
    tab.press(t::common::retry()).await;
    tab.see(t::courses::found(1)).await;
    assert_eq!(tab.text_of(".course-card__link").await, TAUGHT.1);
}

async fn open_a_course_while_the_server_is_away(portal: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    portal.kill();
    tab.expect_complaint("net::ERR_CONNECTION_REFUSED");
    // The service worker may be on its way just then.
    tab.expect_complaint("when fetching the script");

    // What the list says is searched all the same.
    tab.fill("course-search", TAUGHT.1).await;
    tab.see(t::courses::found(1)).await;
    tab.press_at(".course-card__link").await;
    tab.arrive(TAUGHT.1).await;
    tab.see(t::common::failed::title()).await;
    tab.look_closely().await;
    portal.restart();
    tab.press(t::common::retry()).await;
    whole_course_is_shown(tab).await;

    tab.press(t::courses::back_to_list()).await;
    tab.arrive(t::courses::title()).await;
    tab.fill("course-search", TAUGHT.0).await;
    tab.see(t::courses::found(1)).await;
}

/// The heading, and everything that only the page of the course says.
async fn whole_course_is_shown(tab: &Tab) {
    tab.at(".course .money").await;
    tab.arrive(TAUGHT.1).await;
    tab.see(TAUGHT.0).await;
    tab.see(t::courses::page::facts()).await;
    tab.look_closely().await;
}

/// How often this page asked the server for a path.
async fn asked(tab: &Tab, path: &str) -> u64 {
    let script = "return performance.getEntriesByType('resource')
        .filter(entry => new URL(entry.name).pathname === arguments[0]).length";
    let count = tab.script(script, vec![json!(path)]).await.unwrap();
    count.and_then(|count| count.as_u64()).unwrap()
}
