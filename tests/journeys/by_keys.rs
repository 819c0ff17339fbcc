//! Classes without a mouse: waiting, an offer taken, a sheet repaired and taken in, a lesson ticked on a bad line, a result,
//! a certificate.

use api::enrolment::EnrolmentPlace;
use api::path::{self, with_id};
use i18n::t;
use listing::Field;
use reqwest::Method;
use serde_json::json;
use thirtyfour::Key;

use crate::harness::staff::PASSWORD;
use crate::harness::{
    Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built, journey,
};
use crate::lessons::{
    BEFORE, LAST, NAME, PHONE, TRAINER, enrolled, published, see_at, set_lessons, staff, told,
};

journey!(wait_and_take_an_offered_seat_with_the_keyboard_alone);

/// A class with two seats left.
const SCARCE: (&str, &str) = ("labour-broker", "20270222-day");

async fn signed_in(portal: &Portal, tab: &Tab, phone: &str) {
    tab.arrive(t::signin::title()).await;
    tab.tab_to("phone").await;
    tab.type_keys(phone).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::signin::code_title()).await;
    tab.tab_to("code").await;
    tab.type_keys(&portal.code_for(phone)).await;
    tab.key(Key::Enter).await;
}

async fn wait_and_take_an_offered_seat_with_the_keyboard_alone(portal: &mut Portal, tab: &Tab) {
    let (course, session) = SCARCE;
    let enrol = json!({ "course": course, "session": session });
    let first = Resident::sign_in(portal, "13800000051").await;
    let place: EnrolmentPlace =
        serde_json::from_value(told(&first, Method::POST, path::ENROLMENTS, &enrol).await).unwrap();
    let second = Resident::sign_in(portal, "13800000052").await;
    told(&second, Method::POST, path::ENROLMENTS, &enrol).await;

    tab.open(&format!("/courses/{course}")).await;
    tab.see(t::courses::enrol::nobody_waits()).await;
    tab.enter_on(t::courses::enrol::wait()).await;
    signed_in(portal, tab, "13800000053").await;
    tab.arrive(t::my_courses::enrol::wait_title()).await;
    tab.enter_on(t::my_courses::enrol::press_wait()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::position(1, 1)).await;

    let withdraw = json!({ "version": place.version, "action": "withdraw" });
    let acts = with_id(path::ENROLMENT_ACTIONS, &place.id);
    told(&first, Method::POST, &acts, &withdraw).await;
    tab.open("/classes/").await;
    tab.see(t::enrolment_state::by_key("offered.sentence").unwrap())
        .await;
    tab.enter_on(t::my_courses::act::accept()).await;
    tab.see(t::my_courses::did::accepted()).await;
    tab.see(t::enrolment_state::by_key("held.name").unwrap())
        .await;
}

mod attend {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::attend_and_certify(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::attend_and_certify(Screen::Desktop).await;
    }
}

/// The trainer ticks, also while the line is cut, and enters the result; the officer certifies. The server has a clock of
/// its own, so that weeks pass.
async fn attend_and_certify(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    let officer = Officer::new(&portal, "peixun1", "training-officer");
    let class = published(&portal).await;
    let place = enrolled(&portal, &class, (PHONE, Some(NAME))).await;
    portal.go_on(LAST);
    let trainer = staff(&portal, TRAINER).await;
    set_lessons(&portal, &trainer, &class, &[LAST]).await;

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    teach(&tab, &place).await;
    certify(&officer, &tab).await;
    tab.close().await;
}

async fn teach(tab: &Tab, id: &str) {
    use t::staff_lessons as words;
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    tab.tab_to("username").await;
    tab.type_keys(TRAINER).await;
    tab.tab_to("password").await;
    tab.type_keys(PASSWORD).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.enter_on(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.enter_on(Field::Title.example()).await;
    tab.see(words::roster::attended(0, 1)).await;
    // The line is cut: the tick is kept here, and goes out by itself once it is back.
    tab.block(&["*/api/staff/*"]).await;
    tab.enter_on(words::roster::there()).await;
    tab.see(words::offline::title(1)).await;
    tab.see(words::offline::here()).await;
    tab.look_closely().await;
    tab.block(&[]).await;
    let person = format!("#person-{id}");
    see_at(tab, &person, &words::roster::attended(1, 1)).await;
    tab.enter_on(words::result::pass()).await;
    tab.see(t::enrolment_state::by_key("completed.name").unwrap())
        .await;
    tab.enter_on(t::staff_signin::leave()).await;
    tab.arrive(t::staff_signin::title()).await;
}

async fn certify(officer: &Officer, tab: &Tab) {
    use t::staff_lessons as words;
    officer.sign_in(tab).await;
    tab.enter_on(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.enter_on(Field::Title.example()).await;
    tab.see(words::officer::waiting()).await;
    tab.enter_on(words::officer::certify()).await;
    tab.see(words::officer::certify_ask(NAME)).await;
    // The second thought has the focus already or is the next stop.
    tab.enter_on(words::officer::certify()).await;
    tab.see(words::officer::certificate("P620602-2027-00001"))
        .await;
}
