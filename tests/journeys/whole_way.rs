//! One person's whole way through training, by three people: a trainer publishes from a sheet, an officer reviews it; the
//! resident finds the course, waits, is offered a seat, comes, passes, is certified, and says a month later what came of
//! it; the officer settles. The resident has a phone, the others a desktop; the server has a clock of its own, so that
//! weeks pass.

use api::path::{self, with_id};
use i18n::t;
use listing::Field::{Seats, Title};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::staff::PASSWORD;
use crate::harness::{Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built};
use crate::lessons::{
    BEFORE, LAST, NAME, PHONE, TRAINER, get, school, see_at, staff, text, told, told_by_one_tap,
};
use crate::settled::{AFTER, asked, settled};
use crate::training::text as sheet;

const COURSE: &str = "示例 从头到尾电工班";
const MONTH_LATER: &str = "2027-04-26";
/// Those who are quicker: with them the class is full.
const QUICKER: [&str; 2] = ["13800000071", "13800000072"];

#[tokio::test]
async fn from_the_sheet_to_the_money() {
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    let officer = Officer::new(&portal, "peixun1", "training-officer");
    school(&portal).await;
    let (desktop, mobile) = (
        Browser::start(Screen::Desktop),
        Browser::start(Screen::Phone),
    );
    let (desk, phone) = (desktop.open(&portal).await, mobile.open(&portal).await);

    published(&portal, &desk).await;
    approved(&officer, &desk).await;
    let class = found(&phone).await;
    let before = quicker(&portal, &class).await;
    waits(&portal, &phone).await;
    for place in &before {
        withdrawn(place).await;
    }
    accepted(&phone).await;

    weeks_pass(&mut portal, LAST, [&desk, &phone]).await;
    let seat = one_lesson(&portal, &class).await;
    attends(&portal, [&desk, &phone], &class, &seat).await;
    passes(&desk, &class, &seat).await;
    certified(&officer, &desk, &class).await;

    weeks_pass(&mut portal, AFTER, [&desk, &phone]).await;
    asked(&desk, &class, &seat).await;
    settled(&officer, &desk, &class).await;

    weeks_pass(&mut portal, MONTH_LATER, [&desk, &phone]).await;
    told_by_one_tap(&portal, &phone).await;
    phone.see(t::my_courses::subsidy::granted("100.00")).await;
    desk.close().await;
    phone.close().await;
}

/// Nothing is asked of the server while it is away.
async fn weeks_pass(portal: &mut Portal, day: &str, tabs: [&Tab; 2]) {
    for tab in tabs {
        tab.driver.goto("about:blank").await.unwrap();
    }
    portal.go_on(day);
}

async fn enter(desk: &Tab) {
    desk.arrive(t::staff_signin::title()).await;
    desk.fill("username", TRAINER).await;
    desk.fill("password", PASSWORD).await;
    desk.press(t::staff_signin::enter()).await;
}

/// The trainer's sheet has one row, and two seats in it.
async fn published(portal: &Portal, desk: &Tab) {
    use t::staff_training::sheet as words;
    desk.open("/staff/").await;
    enter(desk).await;
    desk.arrive(t::staff_training::title_trainer()).await;
    desk.press(t::staff_training::nav::sheets()).await;
    desk.arrive(words::title()).await;
    let rows = sheet(&[&[(Title, COURSE), (Seats, "2")]]);
    let file = portal.file("course.csv", rows.as_bytes());
    let control = desk.at("[id='sheet']").await;
    control.send_keys(file.to_str().unwrap()).await.unwrap();
    desk.press(words::take_in_submit()).await;
    desk.see(words::took(1, 1)).await;
}

async fn approved(officer: &Officer, desk: &Tab) {
    use t::staff_training::review;
    officer.sign_in(desk).await;
    desk.press(COURSE).await;
    desk.arrive(review::title()).await;
    desk.press(review::approve()).await;
    desk.press(t::staff_training_code::by_key("action.approve").unwrap())
        .await;
    desk.see(review::done()).await;
}

/// The resident looks for a course and opens it: the id of its class.
async fn found(phone: &Tab) -> String {
    phone.open("/courses").await;
    phone.arrive(t::courses::title()).await;
    phone.fill("course-search", "从头到尾电工班").await;
    phone.press(COURSE).await;
    phone.arrive(COURSE).await;
    phone.see(t::courses::enrol::seat()).await;
    let url = phone.driver.current_url().await.unwrap();
    let course = url.path().trim_start_matches("/courses/");
    format!("{course}.20270301-day")
}

/// A seat that somebody takes over HTTP, and can give back.
struct Taken {
    who: Resident,
    place: Value,
}

async fn quicker(portal: &Portal, class: &str) -> Vec<Taken> {
    let (course, session) = class.split_once('.').unwrap();
    let enrol = json!({ "course": course, "session": session });
    let mut taken = Vec::new();
    for phone in QUICKER {
        let who = Resident::sign_in(portal, phone).await;
        let place = told(&who, Method::POST, path::ENROLMENTS, &enrol).await;
        taken.push(Taken { who, place });
    }
    taken
}

async fn withdrawn(Taken { who, place }: &Taken) {
    let acts = with_id(path::ENROLMENT_ACTIONS, text(&place["id"]));
    let withdraw = json!({ "version": place["version"], "action": "withdraw" });
    told(who, Method::POST, &acts, &withdraw).await;
}

/// The page of the course, opened again, says that the class is full.
async fn waits(portal: &Portal, phone: &Tab) {
    phone.driver.refresh().await.unwrap();
    phone.see(t::courses::enrol::nobody_waits()).await;
    phone.press(t::courses::enrol::wait()).await;
    Resident::sign_in_by_hand(portal, phone, PHONE).await;
    phone.arrive(t::my_courses::enrol::wait_title()).await;
    phone.fill("name", NAME).await;
    phone.press(t::my_courses::enrol::press_wait()).await;
    phone.arrive(t::my_courses::title()).await;
    phone.see(t::my_courses::done::waitlisted(1)).await;
    phone.see(t::my_courses::position(1, 1)).await;
}

async fn accepted(phone: &Tab) {
    phone.open("/classes/").await;
    phone.arrive(t::my_courses::title()).await;
    phone.see(enrolment("offered.sentence")).await;
    phone.press(t::my_courses::act::accept()).await;
    phone.see(t::my_courses::did::accepted()).await;
    phone.see(enrolment("held.name")).await;
}

/// Of all lessons one is left: the seat of the one person in the class.
async fn one_lesson(portal: &Portal, class: &str) -> String {
    let trainer = staff(portal, TRAINER).await;
    let roster = get(portal, &trainer, &with_id(path::STAFF_ROSTER, class)).await;
    let days = json!({ "version": roster["version"], "days": [LAST] });
    let lessons = with_id(path::STAFF_LESSONS, class);
    told(&trainer, Method::PUT, &lessons, &days).await;
    let members = roster["members"].as_array().unwrap();
    assert_eq!(members.len(), 1, "{roster}");
    text(&members[0]["id"]).to_owned()
}

/// The trainer shows the number, and the resident types it off the screen.
async fn attends(portal: &Portal, [desk, phone]: [&Tab; 2], class: &str, seat: &str) {
    use t::my_courses::check_in as words;
    phone.open("/classes/").await;
    Resident::sign_in_by_hand(portal, phone, PHONE).await;
    phone.arrive(t::my_courses::title()).await;
    phone.see(words::hint()).await;
    desk.open(&format!("/staff/training/classes/{class}")).await;
    enter(desk).await;
    desk.arrive(t::staff_lessons::title()).await;
    desk.press(t::staff_lessons::code::show()).await;
    let code = desk.text_of(".training__number").await;
    phone.fill(&format!("check_in-{seat}"), &code).await;
    phone.press(words::press()).await;
    phone.see(t::my_courses::did::checked_in()).await;
    phone.see(t::my_courses::lessons(1, 1, 1)).await;
}

/// The trainer sees who came, and enters the result.
async fn passes(desk: &Tab, class: &str, seat: &str) {
    use t::staff_lessons as words;
    let person = format!("#person-{seat}");
    desk.open(&format!("/staff/training/classes/{class}")).await;
    see_at(desk, &person, &words::roster::attended(1, 1)).await;
    desk.select(&format!("level-{seat}"), "level_5").await;
    desk.press(words::result::pass()).await;
    desk.see(enrolment("completed.name")).await;
}

async fn certified(officer: &Officer, desk: &Tab, class: &str) {
    use t::staff_lessons::officer as words;
    officer.sign_in(desk).await;
    desk.open(&format!("/staff/training/classes/{class}")).await;
    desk.see(words::waiting()).await;
    desk.press(words::certify()).await;
    desk.see(words::certify_ask(NAME)).await;
    desk.press_at(".confirm .button--danger").await;
    desk.see(words::certificate("P620602-2027-00001")).await;
}

fn enrolment(key: &str) -> &'static str {
    t::enrolment_state::by_key(key).unwrap()
}
