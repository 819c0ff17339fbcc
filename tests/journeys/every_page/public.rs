//! What everybody may see.

use i18n::t;

use super::Walk;
use crate::harness::{Portal, Resident};

/// A course with classes and seats.
const COURSE: &str = "/courses/labour-broker";
const LOAN: &str = "startup_loan_individual";

pub(super) async fn walk(portal: &mut Portal, walk: &Walk<'_>) {
    courses(walk).await;
    eligibility(walk).await;
    calculator(walk).await;
    track(portal, walk).await;
}

async fn courses(walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/").await;
    tab.arrive(t::home::title()).await;
    walk.stop("home").await;
    tab.open("/no-such-page").await;
    tab.arrive(t::common::not_found::title()).await;
    walk.stop("not-found").await;

    walk.open("/courses", ".course-card__link").await;
    walk.stop("courses").await;
    tab.fill("course-search", "宇航员").await;
    tab.see(t::courses::found(0)).await;
    walk.stop("courses-empty").await;
    // What this browser keeps of the list would be shown at once.
    let forget = "localStorage.removeItem('fumin.catalogue'); return true";
    tab.script(forget, Vec::new()).await.unwrap();
    walk.waiting_and_failed("courses", "/courses", "*/api/catalogue*")
        .await;

    walk.open(COURSE, ".course .money").await;
    walk.stop("course").await;
    walk.waiting_and_failed("course", COURSE, "*/api/courses/*")
        .await;
    let compare = "/courses/compare?ids=labour-broker,labour-broker-2";
    walk.open(compare, ".course-compare").await;
    walk.stop("courses-compare").await;
    tab.script(forget, Vec::new()).await.unwrap();
    walk.waiting_and_failed("courses-compare", compare, "*/api/catalogue*")
        .await;
    tab.open("/courses/compare").await;
    tab.arrive(t::courses::compare::title()).await;
    walk.stop("courses-compare-empty").await;
    tab.open("/courses/no-such-course").await;
    tab.arrive(t::courses::missing::title()).await;
    walk.stop("course-missing").await;
}

async fn eligibility(walk: &Walk<'_>) {
    let tab = walk.tab;
    walk.waiting_and_failed("eligibility", "/eligibility/result", "*/api/policy-pack*")
        .await;
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    tab.at("[id='purpose']").await;
    walk.stop("eligibility").await;
    tab.open("/eligibility/question/categories").await;
    tab.at("main input").await;
    walk.stop("eligibility-question").await;
    tab.open("/eligibility/question/birth_date").await;
    tab.at("main input").await;
    tab.press(t::eligibility::go_on()).await;
    tab.at(".error-summary").await;
    walk.stop("eligibility-question-wrong").await;
    tab.open("/eligibility/result").await;
    tab.arrive(t::eligibility::result::title()).await;
    walk.stop("eligibility-result").await;
    walk.open(&format!("/eligibility/programme/{LOAN}"), "main h2")
        .await;
    walk.stop("eligibility-programme").await;
}

async fn calculator(walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.at("[id='amount']").await;
    walk.stop("calculator-empty").await;
    tab.fill("amount", "0").await;
    tab.fill("months", "37").await;
    tab.at("[id='months-error']").await;
    walk.stop("calculator-wrong").await;
    tab.fill("amount", "200000").await;
    tab.fill("months", "36").await;
    tab.at(".calculator__rows").await;
    walk.stop("calculator").await;
}

async fn track(portal: &Portal, walk: &Walk<'_>) {
    let tab = walk.tab;
    let resident = Resident::sign_in(portal, "13800000001").await;
    let code = resident.hand_in().await.query_code.unwrap();
    tab.open("/track").await;
    tab.arrive(t::track::title()).await;
    walk.stop("track").await;
    tab.press(t::track::find()).await;
    tab.see(t::common::error_summary::title(2)).await;
    walk.stop("track-wrong").await;
    tab.fill("code", &code).await;
    tab.fill("tail", "9999").await;
    tab.press(t::track::find()).await;
    tab.see(t::track::wrong_pair()).await;
    walk.stop("track-not-found").await;
    tab.fill("tail", "0001").await;
    tab.press(t::track::find()).await;
    tab.arrive(t::loan_state::by_key("submitted.name").unwrap())
        .await;
    walk.stop("track-found").await;
    tab.open("/track/certificate").await;
    tab.arrive(t::certificate::check::title()).await;
    walk.stop("certificate-check").await;
    tab.press(t::certificate::check::press()).await;
    tab.see(t::common::error_summary::title(2)).await;
    walk.stop("certificate-check-wrong").await;
}
