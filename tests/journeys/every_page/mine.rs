//! What a resident sees of their own.

use i18n::t;

use super::Walk;
use crate::harness::{Portal, Resident};

const PHONE: &str = "13800000001";
/// A question of each kind of control.
const QUESTIONS: [(&str, &str); 7] = [
    ("applicant", "applicant_name"),
    ("applicant", "residence_division"),
    ("category", "categories"),
    ("business", "business_kind"),
    ("loan", "amount_yuan"),
    ("loan", "purpose"),
    ("plan", "plan_repayment"),
];
const CLASS: &str = "/classes/enrol?course=labour-broker&session=20270222-day";

pub(super) async fn walk(portal: &mut Portal, walk: &Walk<'_>) {
    sign_in(portal, walk).await;
    let resident = Resident::of_tab(walk.tab).await;
    lists(walk).await;
    form(&resident, walk).await;
    handed_in(&resident, walk).await;
}

async fn sign_in(portal: &Portal, walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/apply").await;
    tab.arrive(t::apply::start::title()).await;
    walk.stop("apply-start").await;
    tab.open("/my/sign-in").await;
    tab.arrive(t::signin::title()).await;
    walk.stop("sign-in").await;
    tab.fill("phone", "1380000").await;
    tab.press(t::signin::send()).await;
    tab.at(".error-summary").await;
    walk.stop("sign-in-wrong").await;
    tab.fill("phone", PHONE).await;
    tab.press(t::signin::send()).await;
    tab.arrive(t::signin::code_title()).await;
    walk.stop("sign-in-code").await;
    tab.fill("code", &portal.code_for(PHONE)).await;
    tab.press(t::signin::enter()).await;
    tab.until("the way out", async || {
        Ok(tab.has(t::signin::leave()).await.then_some(()))
    })
    .await;
}

/// The lists before there is anything in them.
async fn lists(walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/my/").await;
    tab.arrive(t::files::list::title()).await;
    tab.at(".loadable__empty, main .notice, main p").await;
    walk.stop("my-files-empty").await;
    walk.waiting_and_failed("my-files", "/my/", "*/api/applications*")
        .await;
    tab.open("/classes/").await;
    tab.arrive(t::my_courses::title()).await;
    walk.stop("my-courses-empty").await;
    walk.waiting_and_failed("my-courses", "/classes/", "*/api/enrolments*")
        .await;
    tab.open(CLASS).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    walk.stop("enrol").await;
    tab.press(t::my_courses::enrol::press()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::held()).await;
    walk.stop("my-courses").await;
    tab.open("/my/helpers").await;
    tab.arrive(t::helpers::title()).await;
    tab.see(t::helpers::empty()).await;
    walk.stop("my-helpers-empty").await;
    walk.waiting_and_failed("my-helpers", "/my/helpers", "*/api/helpers*")
        .await;
    tab.open("/my/data").await;
    tab.arrive(t::own_data::title()).await;
    walk.stop("my-data").await;
    tab.press(t::own_erase::see()).await;
    tab.arrive(t::own_erase::title()).await;
    walk.stop("my-data-erase").await;
    tab.open("/my/nothing").await;
    tab.arrive(t::common::not_found::title()).await;
    walk.stop("my-not-found").await;
}

/// The form, empty and filled.
async fn form(resident: &Resident, walk: &Walk<'_>) {
    let tab = walk.tab;
    tab.open("/apply").await;
    tab.choose("product", "startup_loan_individual").await;
    tab.press(t::apply::start::begin()).await;
    tab.arrive(t::apply::product::individual()).await;
    walk.stop("apply-tasks-empty").await;
    let address = tab.address().await;
    walk.waiting("apply-form", &address, "*/api/applications/*")
        .await;
    // What this device keeps would open where the server fails, so it is one that nobody has.
    let nobodys = "/apply/nobodys";
    tab.open(nobodys).await;
    tab.see(t::common::failed::title()).await;
    walk.has_heading(nobodys).await;
    walk.stop("apply-form-failed").await;
    for (section, field) in QUESTIONS {
        tab.open(&format!("{address}/{section}/{field}")).await;
        let label = t::field::by_key(&format!("{field}.label")).unwrap();
        tab.arrive(label).await;
        walk.stop(&format!("apply-question-{field}")).await;
    }
    tab.open(&format!("{address}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    walk.stop("apply-check-open").await;
    people(resident, walk, &address).await;

    tab.open(&address).await;
    tab.arrive(t::apply::product::individual()).await;
    walk.stop("apply-tasks").await;
    tab.open(&format!("{address}/documents")).await;
    tab.at("main input[type=file]").await;
    walk.stop("apply-documents").await;
    tab.open(&format!("{address}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    walk.stop("apply-check").await;
    tab.press(t::apply::check::submit()).await;
    tab.arrive(t::files::done::title()).await;
    walk.stop("my-file-submitted").await;
}

/// Somebody is asked to consent, and opens the link: before the form says to what, and after.
async fn people(resident: &Resident, walk: &Walk<'_>, form: &str) {
    let tab = walk.tab;
    let id = form.rsplit('/').next().unwrap();
    tab.open(&format!("/my/applications/{id}/people")).await;
    tab.see(t::people::none_asked()).await;
    walk.stop("my-people-empty").await;
    tab.expect_complaint("422");
    tab.press(t::people::ask::press()).await;
    tab.at("[id='name-error']").await;
    walk.stop("my-people-wrong").await;
    tab.fill("name", "示例赵保").await;
    tab.fill("id_number", "11010119900307002X").await;
    tab.fill("phone", "13800000099").await;
    tab.press(t::people::ask::press()).await;
    tab.see(t::people::done_ask()).await;
    walk.stop("my-people").await;
    let link = tab.at("main .card input[readonly]").await;
    let link = link.attr("value").await.unwrap().unwrap();
    let (_, page) = link.split_once("/track/").unwrap();
    let page = format!("/track/{page}");
    walk.waiting_and_failed("consent", &page, "*/api/consent-requests*")
        .await;
    tab.open(&page).await;
    tab.see(t::people::request::not_yet()).await;
    assert!(!tab.has(t::people::request::give()).await);
    resident.fill(id).await;
    walk.leave().await;
    tab.open(&page).await;
    tab.see(t::people::request::what()).await;
    walk.stop("consent").await;
    tab.press(t::people::request::give()).await;
    tab.see(t::common::error_summary::title(2)).await;
    walk.stop("consent-wrong").await;
    tab.expect_complaint("404");
    walk.leave().await;
    tab.open("/track/consent#nothing").await;
    tab.see(t::people::request::no_link()).await;
    walk.stop("consent-no-link").await;
}

/// A file under way.
async fn handed_in(resident: &Resident, walk: &Walk<'_>) {
    let tab = walk.tab;
    let files = resident.list().await;
    let number = |file: &&api::application::ApplicationSummary| file.acceptance_number.is_some();
    let id = &files.applications.iter().find(number).unwrap().id;
    tab.open("/my/").await;
    tab.at("a.card").await;
    walk.stop("my-files").await;
    let address = format!("/my/applications/{id}");
    tab.open(&address).await;
    tab.arrive(t::apply::product::individual()).await;
    walk.stop("my-file").await;
    walk.waiting_and_failed("my-file", &address, "*/api/applications/*")
        .await;
    let people = format!("{address}/people");
    tab.open(&people).await;
    tab.see(t::people::closed()).await;
    walk.stop("my-people-closed").await;
    walk.waiting_and_failed("my-people", &people, "*/api/applications/*/people*")
        .await;
    for printed in ["form", "receipt"] {
        tab.open(&format!("/print/{id}/{printed}")).await;
        tab.arrive(t::printed_page::by_key(&format!("{printed}.title")).unwrap())
            .await;
        walk.stop(&format!("print-{printed}")).await;
    }
    // Without a printer, or in a browser that prints nothing, the page stays and says what else there is.
    let without = "window.print = () => { throw new Error('no printer') }; return true";
    tab.script(without, Vec::new()).await.unwrap();
    tab.press(t::print::print()).await;
    tab.see(t::print::how()).await;
    walk.has_heading("the page to print").await;
}
