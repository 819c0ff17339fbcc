//! A resident and a class: enrolling, waiting, being offered a seat, taking it, stepping back.

use api::enrolment::EnrolmentPlace;
use api::path;
use i18n::t;
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::drafts::set_clock;
use crate::harness::resident::fresh_key;
use crate::harness::{Portal, Resident, Tab, journey};

journey!(wait_for_a_seat_and_take_it);
journey!(enrol_and_step_back_with_the_keyboard_alone);
journey!(come_to_what_is_not_there);

/// A class with two seats left, and one of another course on the same days.
const SCARCE: (&str, &str) = ("labour-broker", "20270222-day");
const SAME_DAYS: (&str, &str) = ("crown-pear-winter-pruning", "20270223-day");

async fn wait_for_a_seat_and_take_it(portal: &mut Portal, tab: &Tab) {
    let first = Resident::sign_in(portal, "13800000011").await;
    let place = enrolled(&first, SCARCE).await;
    enrolled(&Resident::sign_in(portal, "13800000012").await, SCARCE).await;

    // Nothing is left but the list; signing in leads back to it.
    tab.open(&format!("/courses/{}", SCARCE.0)).await;
    tab.see(t::courses::enrol::nobody_waits()).await;
    tab.see(t::courses::loan::apply()).await;
    tab.look_closely().await;
    tab.press(t::courses::enrol::wait()).await;
    Resident::sign_in_by_hand(portal, tab, "13800000013").await;
    tab.arrive(t::my_courses::enrol::wait_title()).await;
    tab.see(t::my_courses::enrol::waiting_first()).await;
    tab.see(t::my_courses::enrol::sample()).await;
    tab.press(t::my_courses::enrol::press_wait()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::waitlisted(1)).await;
    tab.see(t::my_courses::position(1, 1)).await;
    tab.stop("my-courses-waitlisted").await;

    // Somebody leaves: the seat is offered, and taken.
    withdraw(&first, &place).await;
    tab.open("/my/").await;
    tab.arrive(t::files::list::title()).await;
    tab.press(t::my_courses::title()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(state("offered.sentence")).await;
    tab.stop("my-courses-offered").await;
    tab.press(t::my_courses::act::accept()).await;
    tab.see(t::my_courses::did::accepted()).await;
    tab.see(state("held.name")).await;
    let calendar = "const done = arguments[0];
        fetch(document.querySelector('a[download]').href).then(answer => answer.text()).then(done)";
    let calendar = tab
        .driver
        .execute_async(calendar, Vec::new())
        .await
        .unwrap();
    let calendar = calendar.json().as_str().unwrap_or_default().to_owned();
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20270222"),
        "{calendar}"
    );

    // From a startup course one goes on to the loan.
    tab.press(t::my_courses::loan()).await;
    tab.address_like("the application", |address| address.starts_with("/apply"))
        .await;

    // The page of the course knows, and the one of another says which days clash.
    tab.open(&format!("/courses/{}", SCARCE.0)).await;
    tab.see(t::courses::enrol::mine()).await;
    let scarce = tab.text_of("h1").await;
    tab.open(&address(SAME_DAYS)).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.see(t::my_courses::overlap_title()).await;
    tab.see(&scarce).await;
    tab.stop("enrol-overlap").await;
    tab.press(t::my_courses::enrol::press_overlap()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::held()).await;

    // The newest is first. Stepping back needs a second thought.
    tab.press(t::my_courses::act::withdraw()).await;
    tab.see(t::my_courses::act::withdraw_ask()).await;
    tab.press(t::my_courses::act::withdraw_yes()).await;
    tab.see(t::my_courses::did::withdrawn()).await;
    tab.see(t::my_courses::list::ended()).await;
    tab.see(state("withdrawn.sentence")).await;
    tab.look_closely().await;
}

async fn enrol_and_step_back_with_the_keyboard_alone(portal: &mut Portal, tab: &Tab) {
    let phone = "13800000014";
    tab.open(&format!("/courses/{}", SAME_DAYS.0)).await;
    tab.see(t::courses::session::enrol_by()).await;
    tab.enter_on(t::courses::enrol::seat()).await;
    tab.arrive(t::signin::title()).await;
    tab.tab_to("phone").await;
    tab.type_keys(phone).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::signin::code_title()).await;
    tab.tab_to("code").await;
    tab.type_keys(&portal.code_for(phone)).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.see(t::my_courses::row::withdraw()).await;
    tab.enter_on(t::my_courses::enrol::press()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::held()).await;
    tab.enter_on(t::my_courses::act::withdraw()).await;
    tab.see(t::my_courses::act::withdraw_ask()).await;
    tab.enter_on(t::my_courses::act::withdraw_yes()).await;
    tab.see(t::my_courses::did::withdrawn()).await;
    tab.see(state("withdrawn.sentence")).await;
}

async fn come_to_what_is_not_there(portal: &mut Portal, tab: &Tab) {
    tab.open("/classes/").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000015").await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::list::empty()).await;
    for odd in [
        "",
        "?course=labour-broker&session=never",
        "?course=never&session=1",
    ] {
        tab.open(&format!("/classes/enrol{odd}")).await;
        tab.arrive(t::my_courses::enrol::missing_title()).await;
    }
    begin_and_go_on(tab).await;
    // In it already, from another device.
    tab.open(&address(SAME_DAYS)).await;
    tab.see(t::my_courses::row::withdraw()).await;
    let place = enrolled(&resident, SAME_DAYS).await;
    tab.press(t::my_courses::enrol::press()).await;
    tab.see(t::courses::enrol::mine()).await;
    // The list was open while somebody else's hand stepped back: the newer state comes, and a word.
    tab.open("/classes/").await;
    tab.see(state("held.name")).await;
    withdraw(&resident, &place).await;
    tab.press(t::my_courses::act::withdraw()).await;
    tab.press(t::my_courses::act::withdraw_yes()).await;
    tab.see(t::problem::by_key("stale").unwrap()).await;
    tab.see(state("withdrawn.sentence")).await;
    // Away from the network one is told, and can try again.
    tab.block(&["*/api/enrolments*"]).await;
    tab.open("/classes/").await;
    tab.see(t::common::failed::title()).await;
    tab.block(&[]).await;
    tab.press(t::common::retry()).await;
    tab.see(state("withdrawn.sentence")).await;
}

/// What was begun for a class stays on the device, and is found again on the list.
async fn begin_and_go_on(tab: &Tab) {
    tab.open(&address(SAME_DAYS)).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.fill("name", "示例丙").await;
    let kept = "const done = arguments[0];
        fuminDrafts('all', 'enrol/kept/').then(found => done(found.length), () => done(0))";
    tab.until("the name on the device", async || {
        let kept = tab.driver.execute_async(kept, Vec::new()).await?;
        Ok((kept.json().as_u64() == Some(1)).then_some(()))
    })
    .await;
    // Also where the phone says that all of its days are over.
    let wrong = set_clock(tab, 1).await;
    tab.open("/classes/").await;
    tab.see(state("draft.sentence")).await;
    tab.press(t::my_courses::draft::go_on()).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.see(t::my_courses::draft::found()).await;
    assert_eq!(tab.value_of("name").await, "示例丙");
    tab.run_no_longer(wrong).await;
}

fn state(key: &str) -> &'static str {
    t::enrolment_state::by_key(key).unwrap()
}

fn address((course, session): (&str, &str)) -> String {
    format!("/classes/enrol?course={course}&session={session}")
}

/// Enrols over HTTP.
async fn enrolled(resident: &Resident, (course, session): (&str, &str)) -> EnrolmentPlace {
    let request = json!({ "course": course, "session": session });
    write(resident, path::ENROLMENTS, &request).await
}

async fn withdraw(resident: &Resident, place: &EnrolmentPlace) {
    let request = json!({ "version": place.version, "action": "withdraw" });
    let address = path::with_id(path::ENROLMENT_ACTIONS, &place.id);
    write(resident, &address, &request).await;
}

async fn write(resident: &Resident, path: &str, request: &Value) -> EnrolmentPlace {
    let key = fresh_key();
    let sent = resident.send(Method::POST, path, request, &key).await;
    let answer = sent.unwrap();
    let (status, body) = (answer.status(), answer.text().await.unwrap());
    serde_json::from_str(&body).unwrap_or_else(|error| panic!("{path}: {status} {error} {body}"))
}
