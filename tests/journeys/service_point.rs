//! A clerk does it for somebody on a shared computer, and leaves nothing there.

use i18n::t;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::resident::{save_all, start};
use crate::harness::{
    Browser, Clerk, Officer, Portal, Resident, Screen, Tab, help, journey, take_up,
};
use crate::photos::{open_papers, scan};

mod idle;
mod mixing;
mod residue;

pub(crate) use residue::storages;

journey!(help_somebody_from_the_code_to_the_day_sheet);
journey!(the_resident_stops_it);
journey!(a_scanner_with_several_pages);
journey!(what_is_typed_wrong_is_said_at_once);

const NAME: &str = "示例甲";
const PHONE: &str = "13800000061";

async fn help_somebody_from_the_code_to_the_day_sheet(portal: &mut Portal, tab: &Tab) {
    Clerk::new(portal, "daiban1").begin(tab).await;
    tab.see(t::staff_service_point::day::today_empty()).await;
    tab.look_closely().await;
    help(portal, tab, NAME, PHONE).await;
    tab.look_closely().await;
    let id = fill_in(tab).await;

    // Typed, and ended in the same breath: the server has it.
    tab.open(&format!("/apply/{id}/loan/purpose")).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;
    tab.fill("purpose", "买和面机两台").await;
    tab.key(Key::F9).await;
    back_at_the_counter(tab).await;
    tab.see(t::staff_service_point::day::waiting()).await;
    tab.see("示**").await;

    // Once more, with the phone at home: signed, and seen by somebody else.
    let witness = Officer::new(portal, "renshe1", "hr-officer");
    tab.fill("helped-name", NAME).await;
    tab.fill("helped-phone", PHONE).await;
    tab.choose("helped-purpose", "loan").await;
    tab.choose("helped-kind", "witnessed").await;
    witness.prove(tab).await;
    tab.press(t::staff_service_point::open::submit()).await;
    tab.arrive(t::files::list::title()).await;
    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see("买和面机两台").await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.address_like("the acceptance", |address| address.ends_with("/submitted"))
        .await;
    tab.open(&format!("/my/applications/{id}")).await;
    let by = t::files::timeline::on_behalf("示例黄羊镇便民服务点", "示例 daiban1");
    tab.see(&by).await;
    tab.look_closely().await;
    // What they take home says it too, and so does what the officer sees.
    for paper in ["receipt", "form"] {
        tab.open(&format!("/print/{id}/{paper}")).await;
        tab.see(&by).await;
        assert!(tab.pages_on_paper().await >= 1);
    }
    let file = api::path::with_id(api::path::APPLICATION, &id);
    let file = ask_with(tab, "GET", &file, None).await;
    tab.press(t::helped::end()).await;
    back_at_the_counter(tab).await;
    let acts = t::staff_service_point::day::count(1);
    tab.see(acts).await;
    tab.look_closely().await;
    let number = file["acceptance_number"].as_str().unwrap();
    witness.open_file(tab, number).await;
    tab.see(&by).await;
}

/// The bar's own pages are gone, and the clerk is still signed in.
async fn back_at_the_counter(tab: &Tab) {
    tab.address_like("the service point", |address| {
        address.starts_with("/staff/service-point")
    })
    .await;
    tab.arrive(t::staff_service_point::title()).await;
}

/// A draft with nothing missing, written by the tab's own requests, which carry its mark.
async fn fill_in(tab: &Tab) -> String {
    let started = ask_with(tab, "POST", api::path::APPLICATIONS, Some(start())).await;
    let id = started["id"].as_str().unwrap().to_owned();
    let path = api::path::with_id(api::path::APPLICATION_ANSWERS, &id);
    ask_with(tab, "PATCH", &path, Some(save_all())).await;
    id
}

/// A request of the page, the way the app's go.
async fn ask_with(tab: &Tab, method: &str, path: &str, body: Option<Value>) -> Value {
    let script = "const [method, path, body, done] = arguments;
        fetch(path, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } })
          .then(answer => answer.json()).then(done, error => done(String(error)));";
    let said = vec![json!(method), json!(path), json!(body)];
    let answer = tab.driver.execute_async(script, said).await.unwrap();
    answer.json().clone()
}

async fn the_resident_stops_it(portal: &mut Portal, tab: &Tab) {
    Clerk::new(portal, "daiban1").begin(tab).await;
    help(portal, tab, NAME, PHONE).await;
    let id = fill_in(tab).await;
    tab.open(&format!("/apply/{id}/loan/purpose")).await;
    tab.arrive(t::field::by_key("purpose.label").unwrap()).await;

    // On the own phone.
    let phone = Browser::start(Screen::Phone);
    let own = phone.open(portal).await;
    own.open("/my/sign-in?return=/my/helpers").await;
    let resident = Resident::sign_in_by_hand(portal, &own, PHONE).await;
    own.open("/my/helpers").await;
    own.arrive(t::helpers::title()).await;
    own.see(t::helpers::by("示例黄羊镇便民服务点", "示例 daiban1"))
        .await;
    own.see(t::helper_act::save_answers()).await;
    own.stop("my-helpers").await;
    own.press(t::helpers::revoke()).await;
    own.see(t::helpers::done_revoke()).await;
    own.see(t::helpers::revoked()).await;
    own.stop("my-helpers-revoked").await;

    type_into(tab, "别人的话").await;
    tab.see(t::helped::helped_revoked()).await;
    tab.stop("helped-revoked").await;
    let answers = serde_json::to_value(resident.find(&id).await.answers).unwrap();
    assert_eq!(answers["purpose"], save_all()["answers"]["purpose"]);
    tab.press(t::helped::back()).await;
    back_at_the_counter(tab).await;
    own.close().await;
}

/// Types into the purpose; the first press may already cover the page.
async fn type_into(tab: &Tab, text: &str) {
    let control = tab.at("[id='purpose']").await;
    let _ = control.send_keys(text).await;
}

async fn what_is_typed_wrong_is_said_at_once(portal: &mut Portal, tab: &Tab) {
    let clerk = Clerk::new(portal, "daiban1");
    clerk.sign_in(tab).await;
    tab.fill("second-factor-code", "000000").await;
    tab.press(t::staff_signin::second_factor::submit()).await;
    tab.see(t::staff_signin::second_factor::wrong()).await;
    tab.look_closely().await;
    let secret = take_up(tab).await;
    clerk.sign_in_again(tab, &secret).await;

    tab.press(t::staff_service_point::open::submit()).await;
    for id in [
        "helped-name",
        "helped-phone",
        "helped-purpose",
        "helped-code",
    ] {
        tab.at(&format!("[id='{id}-error']")).await;
    }
    tab.look_closely().await;
    // Somebody else's code, and a code that was never sent.
    tab.fill("helped-name", NAME).await;
    tab.fill("helped-phone", "１３８００００００６２").await;
    tab.choose("helped-purpose", "loan").await;
    tab.fill("helped-code", "123456").await;
    tab.press(t::staff_service_point::open::submit()).await;
    tab.see(t::staff_service_point::error::code_wrong()).await;
    assert_eq!(
        tab.value_of("helped-name").await,
        NAME,
        "nothing typed is lost"
    );

    // A signature that nobody else saw.
    tab.choose("helped-kind", "witnessed").await;
    tab.see(t::staff_service_point::consent::title()).await;
    tab.press(t::staff_service_point::open::submit()).await;
    for id in ["witness-username", "witness-password"] {
        tab.at(&format!("[id='{id}-error']")).await;
    }
    tab.look_closely().await;
}

async fn a_scanner_with_several_pages(portal: &mut Portal, tab: &Tab) {
    Clerk::new(portal, "daiban1").begin(tab).await;
    help(portal, tab, NAME, PHONE).await;
    let id = fill_in(tab).await;
    open_papers(tab, &id).await;
    let pages = [
        ("page-1.pdf", scan(2_000)),
        ("notes.txt", b"no page".to_vec()),
        ("page-2.pdf", scan(3_000)),
    ];
    let files = pages.map(|(name, bytes)| portal.file(name, &bytes).display().to_string());
    // A slow line: each page is taken on while the one before is on its way.
    let slow = "const quick = globalThis.fetch;
        globalThis.fetch = async (...said) => {
          if (String(said[0]).includes('/documents?')) await new Promise(go => setTimeout(go, 2000));
          return quick(...said);
        };
        return true";
    tab.script(slow, vec![]).await.unwrap();
    // The page may draw the control anew while its answers come.
    tab.until("the scanner's pages to be taken", async || {
        let control = tab.at("[id='category_proof']").await;
        control.send_keys(files.join("\n")).await.map(Some)
    })
    .await;
    // The one that is no paper is said; the others are there.
    tab.see(t::form_problem::by_key("document_type").unwrap())
        .await;
    let path = api::path::with_id(api::path::APPLICATION, &id);
    tab.until("two pages at the server", async || {
        let file = ask_with(tab, "GET", &path, None).await;
        let count = file["documents"].as_array().map_or(0, Vec::len);
        Ok((count == 2).then_some(()))
    })
    .await;
    // And the page has heard of both: what waits would be asked about before the end.
    tab.until("nothing to wait on the page", async || {
        let heard = "return document.querySelector('[data-kept] .documents__item') ? null : true";
        tab.script(heard, vec![]).await
    })
    .await;
    tab.see(t::form_problem::by_key("document_type").unwrap())
        .await;
    tab.look_closely().await;
    tab.key(Key::F9).await;
    back_at_the_counter(tab).await;
    for name in ["page-1.pdf", "page-2.pdf"] {
        tab.see(t::staff_service_point::left::scan(name)).await;
    }
}
