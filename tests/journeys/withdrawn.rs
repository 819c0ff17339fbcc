//! A partner takes the consent back after the file was handed in: the bureau sees it and cannot pass the file on, the
//! applicant is told and asks somebody else, and the file goes on.

use api::path::{self, with_id};
use i18n::t;
use reqwest::Method;
use serde_json::json;

use crate::harness::resident::fresh_key;
use crate::harness::{Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built};
use crate::people::{BETWEEN_CODES, answered, asked};

const PHONE: &str = "13800000051";
const PARTNER: (&str, &str, &str) = ("示例钱多", "11010119900307002X", "13800000052");
const ANOTHER: (&str, &str, &str) = ("示例孙广", "110101199003070011", "13800000053");

#[tokio::test]
async fn on_a_phone() {
    walk(Screen::Phone).await;
}

#[tokio::test]
async fn on_a_desktop() {
    walk(Screen::Desktop).await;
}

async fn walk(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_by_clock();
    let bureau = Officer::new(&portal, "renshe1", "hr-officer");
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    tab.open("/my/").await;
    let resident = Resident::sign_in_by_hand(&portal, &tab, PHONE).await;
    let id = partnership(&resident).await;
    let people = format!("/my/applications/{id}/people");
    tab.open(&people).await;
    tab.arrive(t::people::title()).await;
    let link = asked(&tab, "partner", PARTNER).await;
    let (give, withdraw) = (t::people::request::give(), t::people::request::withdraw());
    answered(&portal, screen, &link, PARTNER, give).await;
    let number = resident.submit(&id).await.acceptance_number.unwrap();
    bureau.open_file(&tab, &number).await;
    tab.press(action("accept_for_review")).await;
    tab.see(t::staff_file::outcome::done(action("accept_for_review")))
        .await;
    assert!(tab.has(action("pass")).await);

    // A page that is left asks no server that is gone.
    tab.driver.goto("about:blank").await.unwrap();
    portal.go_ahead(BETWEEN_CODES);
    answered(&portal, screen, &link, PARTNER, withdraw).await;
    tab.open("/staff/").await;
    tab.arrive(t::staff_queue::title()).await;
    tab.see(t::staff_queue::row::consent_withdrawn()).await;
    tab.look_over().await;
    tab.press(&number).await;
    tab.arrive(t::staff_file::title(&number)).await;
    tab.see(t::people::staff::taken_back()).await;
    let step = t::staff_people_code::by_key("step.withdraw").unwrap();
    tab.see(step).await;
    tab.stop("staff-file-consent-withdrawn").await;
    assert!(!tab.has(action("pass")).await && tab.has(action("return")).await);

    // The applicant is told what to do, and does it.
    tab.open(&people).await;
    tab.arrive(t::people::title()).await;
    tab.see(t::people::stopped()).await;
    tab.stop("my-people-withdrawn").await;
    let link = asked(&tab, "partner", ANOTHER).await;
    answered(&portal, screen, &link, ANOTHER, give).await;
    tab.open(&people).await;
    tab.see(t::people::closed()).await;
    bureau_passes(&tab, &number).await;
    tab.close().await;
}

async fn bureau_passes(tab: &Tab, number: &str) {
    tab.open("/staff/").await;
    tab.arrive(t::staff_queue::title()).await;
    tab.press(number).await;
    tab.arrive(t::staff_file::title(number)).await;
    tab.press(action("pass")).await;
    tab.press(t::staff_file::pass::submit()).await;
    tab.see(t::staff_file::outcome::done(action("pass"))).await;
}

/// A draft of two partners with nothing else missing.
async fn partnership(resident: &Resident) -> String {
    let id = resident.filled().await.id;
    let answers = json!({ "business_kind": "partnership", "partners": "2" });
    let body = json!({ "answers": answers });
    let path = with_id(path::APPLICATION_ANSWERS, &id);
    let answer = resident
        .send(Method::PATCH, &path, &body, &fresh_key())
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    id
}

fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap()
}
