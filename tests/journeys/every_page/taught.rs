//! What a trainer sees of courses and classes, a bank of its loans, and a resident of a class.

use i18n::t;
use listing::Field;

use super::Walk;
use crate::harness::staff::PASSWORD;
use crate::harness::{HEADING, Officer, Portal, Resident};
use crate::lessons::{PHONE, TRAINER, ask_for_seat, published};

pub(super) async fn walk(portal: &mut Portal, walk: &Walk<'_>) {
    Officer::new(portal, "peixun1", "training-officer");
    let bank = Officer::new(portal, "yinhang1", "bank-officer");
    let bureau = Officer::new(portal, "renshe1", "hr-officer");
    let class = published(portal).await;
    let tab = walk.tab;
    tab.open("/track/outcome#nothing").await;
    tab.at(HEADING).await;
    walk.stop("outcome-no-link").await;
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, PHONE).await;
    ask_for_seat(&resident, &class, None).await;
    searches(walk).await;
    trainer(walk, &class).await;
    money(&bank, &bureau, walk).await;
}

async fn searches(walk: &Walk<'_>) {
    use t::searches as words;
    let tab = walk.tab;
    tab.open("/classes/searches").await;
    tab.see(words::empty()).await;
    walk.stop("my-searches-empty").await;
    walk.waiting_and_failed("my-searches", "/classes/searches", "*/api/saved-searches*")
        .await;
    tab.open("/courses?subsidised=1").await;
    tab.press(t::courses::keep_search()).await;
    tab.arrive(words::title()).await;
    tab.press(words::keep()).await;
    tab.see(words::kept()).await;
    walk.stop("my-searches").await;
    tab.open("/classes/").await;
    tab.press(t::my_courses::act::withdraw()).await;
    tab.see(t::my_courses::act::withdraw_yes()).await;
    walk.stop("my-courses-withdrawing").await;
}

async fn trainer(walk: &Walk<'_>, class: &str) {
    let tab = walk.tab;
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", TRAINER).await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.see(Field::Title.example()).await;
    walk.stop("staff-listings").await;
    let class = format!("/staff/training/classes/{class}");
    for (name, page, asks) in [
        ("staff-listings", "/staff/training", "*/api/staff/listings*"),
        (
            "staff-classes",
            "/staff/training/classes",
            "*/api/staff/classes*",
        ),
        ("staff-class", class.as_str(), "*/api/staff/classes/*"),
        (
            "staff-sheets",
            "/staff/training/sheets",
            "*/api/staff/course-sheets*",
        ),
    ] {
        walk.waiting_and_failed(name, page, asks).await;
        tab.open(page).await;
        tab.at("main h2, main a, main form").await;
        walk.stop(name).await;
    }
    tab.open("/staff/training/courses/new").await;
    tab.at("main input").await;
    walk.stop("staff-listing-new").await;
    acts(walk, &class).await;
    tokens(walk).await;
}

/// Putting a class off, and closing it.
async fn acts(walk: &Walk<'_>, class: &str) {
    use t::staff_lessons::whole as words;
    let tab = walk.tab;
    tab.open(class).await;
    tab.press_at("main details summary").await;
    tab.see(words::postpone_hint(3)).await;
    walk.stop("staff-class-acts").await;
    tab.press(words::postpone()).await;
    tab.see(t::common::error_summary::title(4)).await;
    walk.stop("staff-class-acts-wrong").await;
}

async fn tokens(walk: &Walk<'_>) {
    use t::staff_training::token as words;
    let tab = walk.tab;
    tab.open("/staff/training/sheets").await;
    tab.press_at("main details summary").await;
    tab.see(words::empty()).await;
    walk.stop("staff-tokens-empty").await;
    tab.press(words::make()).await;
    tab.at("[id='token-name-error']").await;
    walk.stop("staff-tokens-wrong").await;
    tab.fill("token-name", "示例教务系统").await;
    tab.press(words::make()).await;
    tab.see(words::made()).await;
    walk.stop("staff-tokens-made").await;
}

async fn money(bank: &Officer, bureau: &Officer, walk: &Walk<'_>) {
    let tab = walk.tab;
    for (officer, name, page, asks) in [
        (
            bank,
            "staff-payments",
            "/staff/payments",
            "*/api/staff/payment-sheets*",
        ),
        (
            bureau,
            "staff-subsidies",
            "/staff/subsidies",
            "*/api/staff/subsidies*",
        ),
    ] {
        officer.sign_in(tab).await;
        walk.waiting_and_failed(name, page, asks).await;
        tab.open(page).await;
        tab.at("main .loadable__empty, main form, main h2, main p")
            .await;
        walk.stop(&format!("{name}-empty")).await;
    }
}
