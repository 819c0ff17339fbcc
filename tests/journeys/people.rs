//! A couple and a guarantor: the applicant asks both, each answers in a browser of their own, the guarantor takes it back
//! after the file was handed in, and the offices see it.

use std::time::Duration;

use api::path::{self, with_id};
use i18n::t;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::resident::fresh_key;
use crate::harness::{Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built};

mod couple {
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

/// A phone gets no second code sooner; the server's clock is put ahead by as much.
pub(crate) const BETWEEN_CODES: Duration = Duration::from_secs(61);
const PHONE: &str = "13800000041";
const SPOUSE: (&str, &str, &str) = ("示例李强", "110101199003070011", "13800000042");
const GUARANTOR: (&str, &str, &str) = ("示例赵保", "11010119900307002X", "13800000043");

async fn walk(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_by_clock();
    let bureau = Officer::new(&portal, "renshe1", "hr-officer");
    let agency = Officer::new(&portal, "danbao1", "guarantee-officer");
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    tab.open("/my/").await;
    let resident = Resident::sign_in_by_hand(&portal, &tab, PHONE).await;
    let id = married(&resident).await;
    tab.open(&format!("/apply/{id}")).await;
    tab.press(t::field_name::by_key("people").unwrap()).await;
    tab.arrive(t::people::title()).await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    tab.expect_complaint("422");
    tab.press(t::apply::check::submit()).await;
    // What is missing leads to the page where it is asked for.
    tab.at(".error-summary a[href*='/people']").await;
    tab.press_at(".error-summary a[href*='/people']").await;
    tab.arrive(t::people::title()).await;
    tab.see(t::people::none_asked()).await;
    tab.look_closely().await;
    wrong(&tab).await;
    let spouse = asked(&tab, "spouse", SPOUSE).await;
    let guarantor = asked(&tab, "guarantor", GUARANTOR).await;
    tab.look_closely().await;

    answered(&portal, screen, &spouse, SPOUSE, t::people::request::give()).await;
    answered(
        &portal,
        screen,
        &guarantor,
        GUARANTOR,
        t::people::request::give(),
    )
    .await;
    tab.open(&format!("/my/applications/{id}/people")).await;
    tab.see(t::people::enough()).await;
    let number = resident.submit(&id).await.acceptance_number.unwrap();

    // The bureau passes it on; then the guarantor takes it back, and the agency cannot.
    taken_on(&bureau, &tab, &number).await;
    // The desk may still ask for something; a page that is left asks no server that is gone.
    tab.driver.goto("about:blank").await.unwrap();
    portal.go_ahead(BETWEEN_CODES);
    answered(
        &portal,
        screen,
        &guarantor,
        GUARANTOR,
        t::people::request::withdraw(),
    )
    .await;
    agency.open_file(&tab, &number).await;
    tab.see(t::people::staff::missing()).await;
    tab.see(t::people_code::by_key("state.withdrawn").unwrap())
        .await;
    tab.look_closely().await;
    assert!(!tab.has(action("pass")).await && tab.has(action("return")).await);
    tab.close().await;
}

/// A draft of somebody married with nothing else missing.
async fn married(resident: &Resident) -> String {
    let id = resident.filled().await.id;
    let answers = json!({ "marital_status": "married", "spouse_name": SPOUSE.0 });
    let body = json!({ "answers": answers });
    let path = with_id(path::APPLICATION_ANSWERS, &id);
    let answer = resident
        .send(Method::PATCH, &path, &body, &fresh_key())
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    let _: Value = answer.json().await.unwrap();
    id
}

/// Everything wrong is said at once, next to its field, and what was typed stays.
async fn wrong(tab: &Tab) {
    tab.fill("id_number", "12345").await;
    tab.fill("phone", PHONE).await;
    tab.expect_complaint("422");
    tab.press(t::people::ask::press()).await;
    tab.at("[id='id_number-error']").await;
    tab.see(t::people_code::by_key("problem.phone_is_applicant").unwrap())
        .await;
    assert_eq!(tab.value_of("id_number").await, "12345");
    tab.look_closely().await;
}

/// Asks somebody, and answers with the address to pass on.
pub(crate) async fn asked(tab: &Tab, kind: &str, who: (&str, &str, &str)) -> String {
    let (name, id_number, phone) = who;
    tab.choose("kind", kind).await;
    tab.fill("name", name).await;
    tab.fill("id_number", id_number).await;
    tab.fill("phone", phone).await;
    tab.press(t::people::ask::press()).await;
    tab.see(t::people::done_ask()).await;
    let selector = "main .card:last-child input[readonly]";
    let of = t::people::who("", "", phone.get(7..).unwrap());
    tab.see(of.rsplit('，').next().unwrap()).await;
    let control = tab.at(selector).await;
    let address = control.attr("value").await.unwrap().unwrap();
    let (_, page) = address.split_once("/track/").unwrap();
    format!("/track/{page}")
}

/// Somebody answers in a browser of their own.
pub(crate) async fn answered(
    portal: &Portal,
    screen: Screen,
    link: &str,
    (_, id_number, phone): (&str, &str, &str),
    answer: &str,
) {
    let browser = Browser::start(screen);
    let tab = browser.open(portal).await;
    tab.open(link).await;
    tab.see(t::people::request::what()).await;
    tab.look_closely().await;
    tab.press(answer).await;
    tab.see(t::common::error_summary::title(2)).await;
    tab.look_closely().await;
    tab.fill("id-tail", id_number.get(14..).unwrap()).await;
    tab.press(t::people::request::send()).await;
    tab.see(t::people::request::sent()).await;
    tab.fill("code", &portal.code_for(phone)).await;
    tab.press(answer).await;
    let done = if answer == t::people::request::give() {
        t::people::request::done_give()
    } else {
        t::people::request::done_withdraw()
    };
    tab.arrive(done).await;
    tab.look_closely().await;
    tab.close().await;
}

/// The bureau opens the file, sees the consents, and passes it.
async fn taken_on(bureau: &Officer, tab: &Tab, number: &str) {
    bureau.open_file(tab, number).await;
    tab.see(t::people::staff::title()).await;
    tab.see(t::people::staff::given()).await;
    tab.look_closely().await;
    // Whoever agreed is shown in full by a press, and no more once the page is left.
    let (name, id_number, phone) = SPOUSE;
    let whole = t::people::staff::in_full(name, id_number, phone);
    tab.press(t::people::staff::see()).await;
    tab.see(&whole).await;
    tab.look_closely().await;
    tab.open("/staff/").await;
    tab.press(number).await;
    tab.arrive(t::staff_file::title(number)).await;
    tab.see(t::people::staff::see()).await;
    assert!(!tab.text_of("main").await.contains(id_number));
    Officer::has_no_conflict(tab).await;
    tab.press(action("accept_for_review")).await;
    tab.see(t::staff_file::outcome::done(action("accept_for_review")))
        .await;
    tab.press(action("pass")).await;
    tab.press(t::staff_file::pass::submit()).await;
    tab.see(t::staff_file::outcome::done(action("pass"))).await;
}

fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap()
}
