//! What officers see.

use i18n::t;
use thirtyfour::Key;

use super::Walk;
use crate::harness::{Clerk, HEADING, Officer, Portal, Resident, help, take_up};

pub(super) async fn walk(portal: &mut Portal, walk: &Walk<'_>) {
    let bureau = Officer::new(portal, "renshe1", "hr-officer");
    let policy = Officer::new(portal, "zhengce1", "policy-officer");
    let training = Officer::new(portal, "peixun1", "training-officer");
    sign_in(walk).await;
    files(portal, &bureau, walk).await;
    desks(&policy, &training, walk).await;
    service_point(portal, walk).await;
}

async fn service_point(portal: &Portal, walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.press(t::staff_signin::leave()).await;
    tab.arrive(t::staff_signin::title()).await;
    Clerk::new(portal, "daiban1").sign_in(tab).await;
    tab.at(".second-factor__secret").await;
    walk.stop("staff-second-factor").await;
    take_up(tab).await;
    tab.see(t::staff_service_point::day::today_empty()).await;
    walk.stop("staff-service-point-empty").await;
    let (path, asks) = ("/staff/service-point", "*/api/staff/helped-sessions*");
    walk.waiting_and_failed("staff-service-point", path, asks)
        .await;
    tab.open(path).await;
    tab.press(t::staff_service_point::open::submit()).await;
    tab.at("[id='helped-name-error']").await;
    walk.stop("staff-service-point-wrong").await;
    tab.choose("helped-kind", "witnessed").await;
    tab.see(t::staff_service_point::consent::title()).await;
    walk.stop("staff-service-point-signature").await;
    tab.choose("helped-kind", "code").await;
    help(portal, tab, "示例甲", "13800000001").await;
    walk.stop("helped-files").await;
    tab.press(t::helped::end()).await;
    tab.arrive(t::staff_service_point::title()).await;
    walk.stop("staff-service-point").await;
}

async fn sign_in(walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    walk.stop("staff-sign-in").await;
    tab.press(t::staff_signin::enter()).await;
    tab.at(".error-summary, .field [id$='-error']").await;
    walk.stop("staff-sign-in-wrong").await;
    tab.open("/staff/join").await;
    tab.at(HEADING).await;
    walk.stop("staff-join-without-code").await;
    tab.open("/staff/gallery").await;
    tab.arrive(t::staff_gallery::title()).await;
    let wrong = tab.at("[id='gallery-wrong']").await;
    wrong.send_keys(Key::Enter).await.unwrap();
    tab.see(t::staff_gallery::name_wrong()).await;
    walk.stop("gallery").await;
}

async fn files(portal: &Portal, bureau: &Officer, walk: &Walk<'_>) {
    let tab = walk.tab;
    bureau.sign_in(tab).await;
    tab.see(t::staff_queue::waiting_empty()).await;
    walk.stop("staff-queue-empty").await;
    let resident = Resident::sign_in(portal, "13800000001").await;
    let file = resident.hand_in().await;
    let number = file.acceptance_number.unwrap();
    tab.open("/staff/").await;
    tab.see(&number).await;
    walk.stop("staff-queue").await;
    walk.waiting_and_failed("staff-queue", "/staff/", "*/api/staff/queue*")
        .await;
    tab.open("/staff/loans").await;
    tab.arrive(t::staff_loan::title()).await;
    tab.see(t::staff_loan::empty()).await;
    walk.stop("staff-loans-empty").await;
    walk.waiting_and_failed("staff-loans", "/staff/loans", "*/api/staff/loans*")
        .await;
    tab.open("/staff/workload").await;
    tab.see(t::staff_workload::mine()).await;
    walk.stop("staff-workload").await;
    tab.open("/staff/colleagues").await;
    tab.see(t::staff_colleague::there()).await;
    walk.stop("staff-colleagues").await;
    let asks = "*/api/staff/colleagues*";
    walk.waiting_and_failed("staff-colleagues", "/staff/colleagues", asks)
        .await;
    tab.open("/staff/quota").await;
    tab.see(t::staff_quota::empty()).await;
    walk.stop("staff-quota-empty").await;
    let asks = "*/api/staff/quota-waits*";
    walk.waiting_and_failed("staff-quota", "/staff/quota", asks)
        .await;
    tab.open("/staff/re-reviews").await;
    tab.see(t::staff_re_review::waiting_empty()).await;
    walk.stop("staff-re-reviews").await;
    let asks = "*/api/staff/re-reviews*";
    walk.waiting_and_failed("staff-re-reviews", "/staff/re-reviews", asks)
        .await;
    tab.open("/staff/templates").await;
    tab.see(t::staff_template::not_yours()).await;
    walk.stop("staff-templates").await;
    tab.open("/staff/").await;
    bureau.open_file(tab, &number).await;
    walk.stop("staff-file").await;
    let address = tab.address().await;
    walk.waiting_and_failed("staff-file", &address, "*/api/staff/applications/*")
        .await;
    tab.open(&address).await;
    tab.arrive(t::staff_file::title(&number)).await;
    Officer::has_no_conflict(tab).await;
    for action in ["accept_for_review", "return"] {
        tab.press(t::loan_action::by_key(action).unwrap()).await;
    }
    tab.at("[id^='code-'], main input[type=checkbox]").await;
    walk.stop("staff-file-returning").await;
    tab.open("/staff/nothing").await;
    tab.at(HEADING).await;
    walk.stop("staff-not-found").await;
}

async fn desks(policy: &Officer, training: &Officer, walk: &Walk<'_>) {
    let tab = walk.tab;
    policy.sign_in(tab).await;
    tab.at("main form, main h2").await;
    walk.stop("staff-policy").await;
    tab.fill("draft-title", "示例 改一条规则").await;
    tab.press(t::staff_policy::start::submit()).await;
    tab.arrive(t::staff_policy::draft::page()).await;
    tab.see(t::staff_policy::documents::title()).await;
    walk.stop("staff-policy-draft").await;
    training.sign_in(tab).await;
    tab.at("main h2, main p").await;
    walk.stop("staff-training-empty").await;
    tab.press(t::staff_lessons::nav()).await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.see(t::staff_lessons::empty_officer()).await;
    walk.stop("staff-classes-empty").await;
    section(walk).await;
    tab.press(t::staff_settlement::nav()).await;
    tab.arrive(t::staff_settlement::title()).await;
    tab.see(t::staff_settlement::empty()).await;
    walk.stop("staff-settlements-empty").await;
    tab.press(t::staff_training::nav::organisations()).await;
    tab.arrive(t::staff_training::org::title()).await;
    tab.see(t::staff_training::org::empty()).await;
    walk.stop("staff-organisations-empty").await;
    tab.press(t::staff_training::org::new()).await;
    tab.arrive(t::staff_training::org::new_title()).await;
    walk.stop("staff-organisation-new").await;
    tab.press(t::staff_training::org::save()).await;
    tab.at("[id='organisation-name-error']").await;
    walk.stop("staff-organisation-wrong").await;
}

async fn section(walk: &Walk<'_>) {
    let tab = walk.tab;
    for (nav, title, name, path, asks) in [
        (
            t::staff_section::nav::calendar(),
            t::staff_section::calendar::title(),
            "staff-training-calendar",
            "/staff/training/calendar",
            "*/api/staff/training-calendar*",
        ),
        (
            t::staff_section::nav::spot(),
            t::staff_section::spot::title(),
            "staff-spot-checks",
            "/staff/training/spot-checks",
            "*/api/staff/spot-checks*",
        ),
        (
            t::staff_section::complaints::nav(),
            t::staff_section::complaints::title(),
            "staff-complaints",
            "/staff/training/complaints",
            "*/api/staff/complaints*",
        ),
        (
            t::staff_section::nav::opening(),
            t::staff_section::opening::title(),
            "staff-opening-notices",
            "/staff/training/opening-notices",
            "*/api/staff/opening-notices*",
        ),
        (
            t::staff_section::nav::year(),
            t::staff_section::year::title(),
            "staff-training-year",
            "/staff/training/targets",
            "*/api/staff/training-year*",
        ),
    ] {
        tab.press(nav).await;
        tab.arrive(title).await;
        tab.at("main [role=status], main .loadable__empty, main svg, main h2")
            .await;
        walk.stop(name).await;
        walk.waiting_and_failed(name, path, asks).await;
        tab.open(path).await;
    }
}
