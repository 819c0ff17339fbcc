//! From the first lesson to the certificate: a trainer ticks who is there and enters a result, an officer certifies, the
//! resident prints the certificate, and anybody checks it. The server has a clock of its own, so that weeks pass.

use api::path::{self, with_id};
use i18n::t;
use listing::{Draft, Field, Values};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::resident::fresh_key;
use crate::harness::staff::PASSWORD;
use crate::harness::{Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built};

mod certify {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

/// Weeks before the class of the template's sample row, and its last day.
pub(crate) const BEFORE: &str = "2027-02-01";
pub(crate) const DAY_BEFORE: &str = "2027-03-25";
pub(crate) const LAST: &str = "2027-03-26";
const MONTH_LATER: &str = "2027-04-26";
pub(crate) const PHONE: &str = "13800000021";
/// Somebody who gives no name and checks in by the code.
const OTHER: &str = "13800000022";
pub(crate) const NAME: &str = "示例王小芳";
pub(crate) const TRAINER: &str = "jiaowu";
const COMPLAINT: &str = "多收了两百元材料费，没有收据。";

async fn walk(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    let officer = Officer::new(&portal, "peixun1", "training-officer");
    let class = published(&portal).await;
    let first = enrolled(&portal, &class, (PHONE, Some(NAME))).await;
    let second = enrolled(&portal, &class, (OTHER, None)).await;

    // Weeks later: the last day has come. Of all lessons only two are left, to be ticked by hand.
    portal.go_on(LAST);
    let trainer = staff(&portal, TRAINER).await;
    set_lessons(&portal, &trainer, &class, &[DAY_BEFORE, LAST]).await;

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    let code = get(&portal, &trainer, &with_id(path::STAFF_LESSON_CODE, &class)).await;
    check_in(&portal, &tab, &second, text(&code["code"])).await;
    teach(&tab, &first).await;
    taken_off_only_once_asked(&tab, &second).await;
    tab.press(t::staff_signin::leave()).await;
    left(&tab, t::staff_signin::leave()).await;
    certified(&officer, &tab).await;
    let (number, code) = printed(&portal, &tab).await;
    checked(&tab, &number, &code).await;
    complained(&officer, &tab).await;

    // A month later one tap says what came of it. Nothing is asked of the server while it is away.
    tab.driver.goto("about:blank").await.unwrap();
    portal.go_on(MONTH_LATER);
    told_by_one_tap(&portal, &tab).await;
    tab.close().await;
}

/// The resident complains on a page of the server's own, and the officer answers.
async fn complained(officer: &Officer, tab: &Tab) {
    use t::complaint as page;
    use t::staff_section::complaints as desk;
    tab.open("/classes/").await;
    tab.arrive(t::my_courses::title()).await;
    // As somebody who reads English, large and in strong contrast: the server's page is so, too.
    tab.at("aside.aids").await;
    let wear = "const root = document.documentElement; root.lang = 'en'; root.toggleAttribute('data-large', true); root.toggleAttribute('data-contrast', true); return 1";
    tab.script(wear, vec![]).await.unwrap();
    tab.press(t::my_courses::complain()).await;
    tab.at("html[lang=en][data-large][data-contrast] main.plain")
        .await;
    let address = tab.address().await;
    let (path, _) = address.split_once('?').unwrap();
    tab.open(path).await;
    tab.arrive(page::title()).await;
    tab.see(page::secret()).await;
    tab.expect_complaint("422");
    tab.press(page::send()).await;
    tab.at("[id='text-error']").await;
    tab.stop("complaint-empty").await;
    tab.fill("text", COMPLAINT).await;
    tab.press(page::send()).await;
    tab.see(page::yours()).await;
    tab.see(COMPLAINT).await;
    tab.stop("complaint-filed").await;
    officer.sign_in(tab).await;
    tab.press(desk::nav()).await;
    tab.arrive(desk::title()).await;
    tab.see(COMPLAINT).await;
    tab.press(desk::uphold()).await;
    tab.press_at(".confirm .button--danger").await;
    tab.see(desk::reason_empty()).await;
    tab.stop("staff-complaint").await;
    let answer = tab.at("textarea").await;
    answer.send_keys("收据上有这一笔").await.unwrap();
    tab.press_at(".confirm .button--danger").await;
    tab.see(desk::done()).await;
    tab.see(desk::upheld()).await;
    tab.look_closely().await;
}

pub(crate) async fn told_by_one_tap(portal: &Portal, tab: &Tab) {
    tab.open("/classes/").await;
    Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.arrive(t::my_courses::title()).await;
    tab.press(t::my_courses::follow_up()).await;
    tab.arrive(t::follow_up::title()).await;
    tab.stop("outcome").await;
    tab.press(t::follow_up::by_key("employed").unwrap()).await;
    tab.arrive(t::follow_up::done()).await;
    tab.stop("outcome-done").await;
    tab.open("/classes/").await;
    tab.see(enrolment("followed_up.sentence")).await;
}

/// Somebody in the room types the number off the screen.
async fn check_in(portal: &Portal, tab: &Tab, id: &str, code: &str) {
    use t::my_courses::check_in as words;
    tab.open("/classes/").await;
    Resident::sign_in_by_hand(portal, tab, OTHER).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(words::hint()).await;
    tab.look_closely().await;
    let control = format!("check_in-{id}");
    tab.expect_complaint("422");
    let wrong = if code == "000000" { "111111" } else { "000000" };
    tab.fill(&control, wrong).await;
    tab.press(words::press()).await;
    tab.see(words::wrong()).await;
    tab.fill(&control, code).await;
    tab.press(words::press()).await;
    tab.see(t::my_courses::did::checked_in()).await;
    tab.see(t::my_courses::lessons(1, 2, 2)).await;
    tab.stop("my-courses-lessons").await;
    tab.press(t::signin::leave()).await;
    left(tab, t::signin::leave()).await;
}

/// Whoever opens the next page before the server has answered may still be signed in there.
async fn left(tab: &Tab, way_out: &str) {
    tab.until("nobody signed in", async || {
        Ok((!tab.has(way_out).await).then_some(()))
    })
    .await;
}

/// The words at one person of the class.
pub(crate) async fn see_at(tab: &Tab, person: &str, words: &str) {
    tab.until(words, async || {
        let shown = tab.text_of(person).await;
        Ok(shown.contains(words).then_some(()))
    })
    .await;
}

/// The trainer shows the code, ticks both lessons and enters the result.
async fn teach(tab: &Tab, id: &str) {
    use t::staff_lessons as words;
    let person = format!("#person-{id}");
    let tick = format!("{person} div.row button");
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", TRAINER).await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.press(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.see(words::count(1)).await;
    tab.look_closely().await;
    tab.press(Field::Title.example()).await;
    tab.see(words::roster::person(NAME, "138****0021")).await;
    see_at(tab, &person, &words::roster::attended(0, 2)).await;
    // Loaded anew the address leads to the same class.
    tab.driver.refresh().await.unwrap();
    see_at(tab, &person, &words::roster::attended(0, 2)).await;
    tab.press(words::code::show()).await;
    let code = tab.text_of(".training__number").await;
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    tab.stop("staff-class-code").await;
    tab.press_at(&tick).await;
    see_at(tab, &person, &words::roster::attended(1, 2)).await;
    // A wrong press is taken back.
    tab.press_at(&tick).await;
    see_at(tab, &person, &words::roster::attended(0, 2)).await;
    tab.press_at(&tick).await;
    see_at(tab, &person, &words::roster::attended(1, 2)).await;
    see_at(tab, &person, words::result::not_enough()).await;
    tab.select("lesson-day", "2027-03-25").await;
    see_at(tab, &person, words::roster::there()).await;
    tab.press_at(&tick).await;
    see_at(tab, &person, &words::roster::attended(2, 2)).await;
    see_at(tab, &person, words::result::enough()).await;
    tab.stop("staff-class-results").await;
    tab.press(words::result::pass()).await;
    tab.see(enrolment("completed.name")).await;
}

/// One slip must not take somebody's seat.
async fn taken_off_only_once_asked(tab: &Tab, id: &str) {
    use t::staff_lessons as words;
    let person = format!("#person-{id}");
    tab.press_at(&format!("{person} details summary")).await;
    tab.press_at(&format!("{person} details .row button")).await;
    let question = words::act::take_off_ask(words::roster::nameless(), words::act::drop());
    see_at(tab, &person, &question).await;
    tab.look_closely().await;
    tab.press_at(&format!("{person} .confirm .button--secondary"))
        .await;
    see_at(tab, &person, words::act::drop()).await;
    see_at(tab, &person, enrolment("attending.name")).await;
}

/// The officer finds the class and issues the certificate.
async fn certified(officer: &Officer, tab: &Tab) {
    use t::staff_lessons as words;
    officer.sign_in(tab).await;
    tab.press(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.press(Field::Title.example()).await;
    tab.see(words::officer::waiting()).await;
    tab.look_closely().await;
    tab.press(words::officer::certify()).await;
    tab.see(words::officer::certify_ask(NAME)).await;
    tab.press_at(".confirm .button--danger").await;
    tab.see(words::officer::certificate("P620602-2027-00001"))
        .await;
    tab.stop("staff-class-certified").await;
}

/// The resident finds the certificate and puts it on one sheet.
async fn printed(portal: &Portal, tab: &Tab) -> (String, String) {
    tab.open("/classes/").await;
    Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(enrolment("certified.sentence")).await;
    tab.see(t::my_courses::lessons(2, 2, 2)).await;
    tab.look_closely().await;
    tab.press(t::my_courses::certificate()).await;
    tab.arrive(t::certificate::title()).await;
    tab.see(t::certificate::what(NAME)).await;
    tab.see(t::certificate::not_state()).await;
    tab.see(t::certificate::sample()).await;
    tab.stop("print-certificate").await;
    assert_eq!(tab.pages_on_paper().await, 1);
    let code = tab.text_of(".printed__code").await;
    ("P620602-2027-00001".to_owned(), code)
}

/// Anybody checks it by what the picture on the paper leads to, and a forged one is none.
async fn checked(tab: &Tab, number: &str, code: &str) {
    use t::certificate::check as words;
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    tab.press(words::link()).await;
    tab.arrive(words::title()).await;
    tab.press(words::press()).await;
    tab.see(t::common::error_summary::title(2)).await;
    tab.look_closely().await;
    tab.expect_complaint("404");
    tab.fill("number", "P620602-2027-00002").await;
    tab.fill("code", code).await;
    tab.press(words::press()).await;
    tab.see(words::missing()).await;
    tab.look_closely().await;
    // As from a camera, in the tab where the page stands already.
    tab.open(&format!("/track/certificate#{number}/{code}"))
        .await;
    tab.until("what the picture brings", async || {
        Ok((tab.value_of("number").await == number).then_some(()))
    })
    .await;
    tab.press(words::press()).await;
    tab.arrive(words::found()).await;
    tab.see("示***").await;
    tab.see(Field::Title.example()).await;
    tab.stop("certificate-found").await;
    // The picture of another paper: what was found of the first is gone.
    tab.open("/track/certificate#P620602-2027-00002/ABC234")
        .await;
    tab.until("what the other picture brings", async || {
        Ok((tab.value_of("number").await == "P620602-2027-00002").then_some(()))
    })
    .await;
}

fn enrolment(key: &str) -> &'static str {
    t::enrolment_state::by_key(key).unwrap()
}

/// A school with its trainer's account, over HTTP.
pub(crate) async fn school(portal: &Portal) {
    let officer = staff(portal, "peixun1").await;
    let school = json!({ "version": 0, "name": "示例培训学校（甲）", "credit_code": "91110000600037341L", "licence": {
        "scopes": [{ "trade": "电工", "levels": ["level_5"] }], "valid_until": "2028-12-31", "divisions": [] } });
    let school = told(&officer, Method::POST, path::STAFF_ORGANISATIONS, &school).await;
    let invite = with_id(path::STAFF_ORGANISATION_INVITATIONS, text(&school["id"]));
    let name = json!({ "display_name": "示例 教务员" });
    let invitation = told(&officer, Method::POST, &invite, &name).await;
    let accept = json!({ "code": invitation["code"], "username": TRAINER, "password": PASSWORD });
    told(&officer, Method::POST, path::INVITATIONS, &accept).await;
}

/// A course of a new school, live, over HTTP: the id of its class, which begins with that of the course.
pub(crate) async fn published(portal: &Portal) -> String {
    school(portal).await;
    let officer = staff(portal, "peixun1").await;
    let trainer = staff(portal, TRAINER).await;
    let example = |field: Field| (field, field.example().to_owned());
    let draft = Draft {
        course: Field::of_course().map(example).collect::<Values>(),
        classes: vec![Field::of_class().map(example).collect()],
        photo: None,
    };
    let begun = json!({ "draft": draft });
    let listing = told(&trainer, Method::POST, path::STAFF_LISTINGS, &begun).await;
    let actions = with_id(path::STAFF_LISTING_ACTIONS, text(&listing["id"]));
    let act = |version: &Value, action: &str| json!({ "version": version, "action": action });
    let submit = act(&listing["version"], "submit");
    let handed_in = told(&trainer, Method::POST, &actions, &submit).await;
    let approve = act(&handed_in["version"], "approve");
    told(&officer, Method::POST, &actions, &approve).await;
    let course = text(&listing["course_id"]);
    format!("{course}.20270301-day")
}

/// Somebody signs in and asks for a seat in a class, with a name or without; the enrolment's id.
pub(crate) async fn enrolled(
    portal: &Portal,
    class: &str,
    (phone, name): (&str, Option<&str>),
) -> String {
    let resident = Resident::sign_in(portal, phone).await;
    ask_for_seat(&resident, class, name).await
}

/// The same by whoever is signed in.
pub(crate) async fn ask_for_seat(resident: &Resident, class: &str, name: Option<&str>) -> String {
    let (course, session) = class.split_once('.').unwrap();
    let mut enrol = json!({ "course": course, "session": session });
    if let Some(name) = name {
        enrol["name"] = json!(name);
    }
    let seat = told(resident, Method::POST, path::ENROLMENTS, &enrol).await;
    text(&seat["id"]).to_owned()
}

/// The trainer says on which days the class is taught; what the clock does to the class meanwhile only makes them look again.
pub(crate) async fn set_lessons(portal: &Portal, trainer: &Resident, class: &str, days: &[&str]) {
    let path = with_id(path::STAFF_LESSONS, class);
    for looks in 1.. {
        let roster = get(portal, trainer, &with_id(path::STAFF_ROSTER, class)).await;
        let days = json!({ "version": roster["version"], "days": days });
        let key = fresh_key();
        let sent = trainer.send(Method::PUT, &path, &days, &key);
        let answer = sent.await.unwrap();
        if answer.status().is_success() {
            return;
        }
        let is_stale = answer.status() == reqwest::StatusCode::CONFLICT;
        assert!(is_stale && looks < 5, "{}", answer.text().await.unwrap());
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A member of staff over HTTP.
pub(crate) async fn staff(portal: &Portal, username: &str) -> Resident {
    let anyone = Resident::with_cookie(&portal.origin, String::new());
    let body = json!({ "username": username, "password": PASSWORD });
    let key = fresh_key();
    let sent = anyone.send(Method::POST, path::STAFF_SESSION, &body, &key);
    let answer = sent.await.unwrap();
    let cookie = answer.headers().get("set-cookie").unwrap();
    let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
    Resident::with_cookie(&portal.origin, cookie.to_owned())
}

pub(crate) async fn told(who: &Resident, method: Method, path: &str, body: &Value) -> Value {
    let answer = who.send(method, path, body, &fresh_key()).await.unwrap();
    let (status, body) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{path}: {status} {body}");
    serde_json::from_str(&body).unwrap_or_default()
}

pub(crate) async fn get(portal: &Portal, who: &Resident, path: &str) -> Value {
    let request = reqwest::Client::new().get(format!("{}{path}", portal.origin));
    let answer = request.header("cookie", &who.cookie).send().await.unwrap();
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}
