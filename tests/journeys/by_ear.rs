//! By keyboard and ear: what a screen reader says of each stop of Tab, where the focus goes, and what is told unasked.
//! Three more such journeys go whole ways: `apply`, `enrol` and `calculator`.

use i18n::t;
use serde_json::json;
use thirtyfour::Key;

use crate::drafts::{open_question, purpose, sign_in_and_fill};
use crate::harness::{Officer, Portal, Resident, Screen, Tab, run};
use crate::photos::open_papers;

/// One journey on a desktop, where the keyboard is.
macro_rules! by_ear {
    ($($name:ident),* $(,)?) => {
        mod on_a_desktop {
            $(
                #[tokio::test]
                async fn $name() {
                    super::run(super::Screen::Desktop, super::$name).await;
                }
            )*
        }
    };
}
by_ear!(
    skip_to_the_text,
    search_the_courses,
    read_a_course,
    answer_a_question,
    track_a_file,
    sign_in_and_out,
    look_at_my_file,
    set_language_and_size,
    decide_as_an_officer,
    every_control_of_the_gallery,
    hear_that_a_save_did_not_arrive,
    bring_papers,
);

const PHONE: &str = "13800000001";

/// The links and buttons at the top of every residents' page, in their order.
async fn the_top_is_in_order(tab: &Tab) {
    tab.has_landmarks().await;
    let stops = tab.stops_of_tab().await;
    let names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
    let expected = [
        t::common::skip_link(),
        t::common::site(),
        t::common::large_type(),
        t::common::other_language(),
        t::common::task::learn(),
        t::common::task::entitled(),
        t::common::task::loan(),
        t::common::task::track(),
    ];
    let mut rest = names.iter();
    for name in expected {
        assert!(
            rest.any(|one| one.starts_with(name)),
            "{name} is not where it should be at {}: {names:?}",
            tab.address().await
        );
    }
}

async fn skip_to_the_text(_: &mut Portal, tab: &Tab) {
    for (page, title) in [
        ("/", t::home::title()),
        ("/courses", t::courses::title()),
        ("/eligibility", t::eligibility::title()),
        ("/calculator", t::calculator::title()),
        ("/track", t::track::title()),
        ("/apply", t::apply::start::title()),
    ] {
        tab.open(page).await;
        tab.arrive(title).await;
        the_top_is_in_order(tab).await;
        tab.open(page).await;
        tab.arrive(title).await;
        tab.key(Key::Tab).await;
        tab.hear("link", t::common::skip_link()).await;
        let of_the_header = "return document.activeElement.closest('header') ? true : null";
        let is_there = tab.script(of_the_header, Vec::new()).await.unwrap();
        assert_eq!(
            is_there,
            Some(json!(true)),
            "outside every landmark: {page}"
        );
        tab.key(Key::Enter).await;
        let inside = "return document.activeElement?.closest('main') ? true : null";
        tab.until("the focus in the text", async || {
            tab.script(inside, Vec::new()).await
        })
        .await;
    }
}

async fn search_the_courses(_: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    tab.at(".course-card__link").await;
    tab.tab_to("course-search").await;
    tab.hear("searchbox", t::courses::search::label()).await;
    tab.type_keys("宇航员").await;
    tab.told(t::courses::found(0)).await;
    tab.enter_on(t::courses::empty::clear()).await;
    tab.at(".course-card__link").await;
    let heard = tab.hears().await;
    assert!(heard.is_some(), "the focus is lost with the button");
}

async fn read_a_course(_: &mut Portal, tab: &Tab) {
    tab.open("/courses").await;
    let course = tab.text_of(".course-card__link").await;
    tab.enter_on(&course).await;
    tab.arrive(&course).await;
    tab.hear("heading", &course).await;
    tab.has_landmarks().await;
    tab.stops_of_tab().await;
    tab.enter_on(t::courses::back_to_list()).await;
    tab.arrive(t::courses::title()).await;
}

async fn answer_a_question(_: &mut Portal, tab: &Tab) {
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    tab.at("[id='purpose']").await;
    tab.stops_of_tab().await;
    // Sent without an answer: one is led to the list of what is wrong, and from there to the control.
    tab.enter_on(t::eligibility::go_on()).await;
    tab.at(".error-summary").await;
    let inside = "return document.activeElement?.closest('.error-summary') ? true : null";
    tab.until("the focus on what is wrong", async || {
        tab.script(inside, Vec::new()).await
    })
    .await;
    tab.key(Key::Tab).await;
    tab.key(Key::Enter).await;
    let control =
        "return document.activeElement?.matches('main input, main select, main textarea') || null";
    tab.until("the focus in the control", async || {
        tab.script(control, Vec::new()).await
    })
    .await;
}

async fn track_a_file(portal: &mut Portal, tab: &Tab) {
    let file = Resident::sign_in(portal, PHONE).await.hand_in().await;
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    tab.stops_of_tab().await;
    tab.tab_to("code").await;
    tab.type_keys(&file.query_code.unwrap()).await;
    tab.tab_to("tail").await;
    tab.type_keys("9999").await;
    tab.key(Key::Enter).await;
    tab.told(t::track::wrong_pair()).await;
    tab.tab_to("tail").await;
    for _ in 0..4 {
        tab.key(Key::Backspace).await;
    }
    tab.type_keys("0001").await;
    tab.key(Key::Enter).await;
    let state = t::loan_state::by_key("submitted.name").unwrap();
    tab.arrive(state).await;
    tab.hear("heading", state).await;
    tab.stops_of_tab().await;
}

async fn sign_in_and_out(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    tab.arrive(t::signin::title()).await;
    tab.tab_to("phone").await;
    tab.hear("textbox", t::signin::phone()).await;
    tab.type_keys(PHONE).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::signin::code_title()).await;
    tab.tab_to("code").await;
    tab.hear("textbox", t::signin::code()).await;
    tab.type_keys("000000").await;
    tab.key(Key::Enter).await;
    tab.told(t::problem::by_key("credentials_wrong").unwrap())
        .await;
    tab.tab_to("code").await;
    for _ in 0..6 {
        tab.key(Key::Backspace).await;
    }
    tab.type_keys(&portal.code_for(PHONE)).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::files::list::title()).await;
    tab.hear("heading", t::files::list::title()).await;
    tab.enter_on(t::signin::leave()).await;
    tab.arrive(t::signin::title()).await;
}

async fn look_at_my_file(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, PHONE).await;
    let file = resident.hand_in().await;
    tab.open("/my/").await;
    tab.arrive(t::files::list::title()).await;
    tab.at("a.card").await;
    tab.stops_of_tab().await;
    tab.enter_on(t::apply::product::individual()).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.hear("heading", t::apply::product::individual()).await;
    tab.has_landmarks().await;
    tab.stops_of_tab().await;
    tab.open(&format!("/print/{}/receipt", file.id)).await;
    tab.arrive(t::printed_page::by_key("receipt.title").unwrap())
        .await;
    tab.has_landmarks().await;
    tab.stops_of_tab().await;
}

async fn set_language_and_size(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    tab.enter_on(t::common::large_type()).await;
    tab.at("html[data-large]").await;
    let pressed = "return document.activeElement?.getAttribute('aria-pressed')";
    let pressed = tab.script(pressed, Vec::new()).await.unwrap();
    assert_eq!(pressed, Some("true".into()));
    the_top_is_in_order(tab).await;
    tab.enter_on(t::common::other_language()).await;
    tab.at("html[lang=en] main h1").await;
    tab.has_landmarks().await;
    tab.stops_of_tab().await;
}

async fn decide_as_an_officer(portal: &mut Portal, tab: &Tab) {
    let bureau = Officer::new(portal, "renshe1", "hr-officer");
    let file = Resident::sign_in(portal, PHONE).await.hand_in().await;
    let number = file.acceptance_number.unwrap();
    bureau.sign_in(tab).await;
    tab.see(&number).await;
    tab.stops_of_tab().await;
    tab.enter_on(&number).await;
    tab.arrive(t::staff_file::title(&number)).await;
    tab.has_landmarks().await;
    tab.stops_of_tab().await;
    let accept = t::loan_action::by_key("accept_for_review").unwrap();
    tab.space_on("no-conflict", "yes").await;
    tab.enter_on(accept).await;
    tab.told(t::staff_file::outcome::done(accept)).await;
    tab.enter_on(t::loan_action::by_key("return").unwrap())
        .await;
    tab.at("main input[type=checkbox]").await;
    tab.stops_of_tab().await;
    tab.enter_on(t::staff_file::returning::submit()).await;
    tab.told(t::staff_file::error::pins()).await;
}

/// What pages are made of, each control reached, named and let go of.
async fn every_control_of_the_gallery(_: &mut Portal, tab: &Tab) {
    tab.open("/staff/gallery").await;
    tab.arrive(t::staff_gallery::title()).await;
    tab.has_landmarks().await;
    let stops = tab.stops_of_tab().await;
    for (role, name) in [
        ("button", t::staff_gallery::press_other()),
        ("textbox", t::staff_gallery::name()),
        ("textbox", t::staff_gallery::amount()),
        ("radio", t::staff_gallery::second()),
        ("checkbox", t::staff_gallery::none()),
        ("combobox", t::staff_gallery::town()),
    ] {
        let is_there = stops
            .iter()
            .any(|stop| stop.role == role && stop.name.starts_with(name));
        assert!(is_there, "{role} {name} is not among {stops:?}");
    }
    tab.tab_to("gallery-wrong").await;
    tab.key(Key::Enter).await;
    tab.told(t::staff_gallery::name_wrong()).await;
}

async fn hear_that_a_save_did_not_arrive(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000045").await;
    open_question(tab, &id).await;
    // The form's own next try never comes: what is sent below is sent because of what happens there.
    let no_other_try = "const later = setTimeout;
        window.tries = 0;
        window.setTimeout = (act, ms, ...said) => { window.tries += Number(ms === 8000); return ms > 5000 ? 0 : later(act, ms, ...said); }; return true";
    tab.script(no_other_try, vec![]).await.unwrap();
    tab.tab_to("purpose").await;
    for (happening, words) in [("visibilitychange", "，再买一台"), ("online", "，再请一人")]
    {
        tab.block(&["*/answers*"]).await;
        tab.expect_complaint("net::ERR_");
        tab.type_keys(words).await;
        tab.told(t::apply::save::on_device()).await;
        tab.block(&[]).await;
        let happens =
            "document.dispatchEvent(new Event(arguments[0], { bubbles: true })); return true";
        tab.script(happens, vec![json!(happening)]).await.unwrap();
        tab.until(&format!("it at the server after {happening}"), async || {
            Ok(purpose(&resident, &id).await.contains(words).then_some(()))
        })
        .await;
        tab.told(t::apply::save::received("")).await;
    }
    // And of those there is one at a time, however many saves fail.
    let tries = tab.script("return window.tries", vec![]).await.unwrap();
    assert_eq!(tries, Some(json!(1)));
}

async fn bring_papers(portal: &mut Portal, tab: &Tab) {
    let (_, id) = sign_in_and_fill(portal, tab, "13800000046").await;
    open_papers(tab, &id).await;
    tab.has_landmarks().await;
    let stops = tab.stops_of_tab().await;
    let card = t::field_name::by_key("documents.id_card_front").unwrap();
    let is_there = stops.iter().any(|stop| stop.name.contains(card));
    assert!(is_there, "no stop speaks of {card}: {stops:?}");
}
