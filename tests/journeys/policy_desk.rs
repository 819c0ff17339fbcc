//! A rule is changed: one policy officer writes it and sees what it does, another approves, and residents have it by its
//! hash without a restart.

use i18n::t;
use serde_json::json;

use crate::harness::{Officer, Portal, Tab, journey};

journey!(change_a_rule_by_two);

const PARAMETER: &str = "shop_months_min";
const FILE: &str = "district/policy";
const CASES: &str = "cases/startup_loan_individual.toml";
const LOAN: &str = "startup_loan_individual";

async fn change_a_rule_by_two(portal: &mut Portal, tab: &Tab) {
    let writer = Officer::new(portal, "zhengce1", "policy-officer");
    let approver = Officer::new(portal, "zhengce2", "policy-officer");
    let before = pack_in_force(tab).await;

    writer.sign_in(tab).await;
    tab.fill("draft-title", "网店开满六个月就行").await;
    tab.press(t::staff_policy::start::submit()).await;
    tab.arrive(t::staff_policy::draft::page()).await;
    let draft = tab.address().await;
    tab.see(t::staff_policy::documents::title()).await;
    tab.stop("staff-policy-draft-begun").await;

    change_the_value(tab, &draft).await;
    mend_the_case(tab, &draft).await;
    see_what_it_does(tab, &draft).await;

    // Proposed, and not for its author to approve.
    tab.press(t::staff_policy::ways::propose()).await;
    tab.arrive(t::staff_policy::propose::title()).await;
    tab.press(t::staff_policy::propose::submit()).await;
    tab.at(".error-summary").await;
    tab.fill("reason", "湖南2017年的做法：六个月").await;
    tab.press(t::staff_policy::propose::submit()).await;
    tab.arrive(t::staff_policy::proposal::title()).await;
    tab.see(t::staff_policy::decide::own()).await;
    assert!(!tab.has(t::staff_policy::decide::approve()).await);
    assert_eq!(pack_in_force(tab).await, before);

    approver.sign_in(tab).await;
    tab.see(t::staff_policy::waiting::for_me()).await;
    tab.look_closely().await;
    tab.press_at("a[href*='/policy/proposals/']").await;
    tab.arrive(t::staff_policy::proposal::title()).await;
    tab.see(t::staff_policy::decide::note()).await;
    tab.stop("staff-policy-proposal").await;
    // A refusal needs a reason; an approval does not.
    tab.press(t::staff_policy::decide::reject()).await;
    tab.press(t::staff_policy::decide::reject_action()).await;
    tab.at(".error-summary").await;
    tab.press(t::common::cancel()).await;
    tab.press(t::staff_policy::decide::approve()).await;
    tab.press(t::staff_policy::decide::approve_action()).await;
    tab.see(t::staff_policy_code::by_key("proposal.approved").unwrap())
        .await;
    // The pressed button is gone: whoever works by keyboard or by ear is at the heading, not at the top of nothing.
    let focus = "return document.activeElement.tagName";
    let focus = tab.script(focus, Vec::new()).await.unwrap();
    assert_eq!(focus, Some(json!("H1")));

    // The running server gives the new pack, and a resident's page takes it by its hash.
    let after = pack_in_force(tab).await;
    assert_ne!(after, before);
    look_at_the_record(tab, &before).await;
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    let taken = "return performance.getEntriesByType('resource').some(one => one.name.includes(`/api/policy-pack/${arguments[0]}/`)) || null";
    tab.until("the new pack on a resident's page", async || {
        tab.script(taken, vec![json!(after)]).await
    })
    .await;

    // Nobody else comes in.
    let other = Officer::new(portal, "renshe1", "hr-officer");
    other.sign_in(tab).await;
    tab.open("/staff/policy").await;
    tab.arrive(t::staff_policy::not_yours::title()).await;
}

/// A value is changed with its source; the cases say at once what comes out otherwise.
async fn change_the_value(tab: &Tab, draft: &str) {
    tab.press_at(&format!("a[href$='/parameters/{PARAMETER}/{FILE}']"))
        .await;
    tab.arrive(t::staff_policy::parameter::title()).await;
    tab.press_at("a[href$='?value=0']").await;
    tab.fill("value", "六").await;
    tab.press(t::staff_policy::form::save()).await;
    tab.at(".error-summary").await;
    tab.stop("staff-policy-parameter-wrong").await;
    tab.fill("value", "6").await;
    // What is typed survives a reload.
    tab.driver.refresh().await.unwrap();
    tab.arrive(t::staff_policy::parameter::title()).await;
    assert_eq!(tab.value_of("value").await, "6");
    tab.press(t::staff_policy::form::save()).await;
    tab.see(t::staff_policy::draft::saved()).await;
    tab.see(t::staff_policy::trial::failed(1)).await;
    // A condition that does not compile is kept, and said beside its field.
    tab.open(&format!("{draft}/conditions/{LOAN}/in_school"))
        .await;
    tab.arrive(t::staff_policy::condition::title()).await;
    tab.fill("when", "!in_skool").await;
    tab.press(t::staff_policy::form::save()).await;
    tab.at("[id='when-error']").await;
    tab.stop("staff-policy-condition-wrong").await;
    tab.fill("when", "!in_school").await;
    tab.press(t::staff_policy::form::save()).await;
    tab.see(t::staff_policy::trial::failed(1)).await;
}

/// The case of a shop of eleven months now comes out otherwise: the officer writes down what is meant.
async fn mend_the_case(tab: &Tab, draft: &str) {
    tab.open(&format!("{draft}/cases")).await;
    tab.arrive(t::staff_policy::cases::title()).await;
    tab.see(t::staff_policy::trial::failed(1)).await;
    tab.look_closely().await;
    tab.press(t::staff_policy::ways::files()).await;
    tab.arrive(t::staff_policy::files::title()).await;
    tab.press(CASES).await;
    tab.arrive(CASES).await;
    let change = "const area = document.getElementById('source-text'); if (!area) return null; \
        area.value = area.value.replace('online_shop_months = 11', 'online_shop_months = 5').replace('网店开了11个月', '网店开了5个月'); \
        area.dispatchEvent(new Event('input', { bubbles: true })); return true";
    tab.until("the text of the cases", async || {
        tab.script(change, Vec::new()).await
    })
    .await;
    tab.see(t::staff_policy::source::unsaved()).await;
    tab.press(t::staff_policy::form::save()).await;
    tab.see(t::staff_policy::draft::saved()).await;
    let passed = t::staff_policy::trial::passed("");
    tab.see(passed.trim()).await;
    tab.stop("staff-policy-cases").await;
}

/// Check, difference and simulation, each looked over.
async fn see_what_it_does(tab: &Tab, draft: &str) {
    tab.press(t::staff_policy::ways::check()).await;
    tab.arrive(t::staff_policy::check::title()).await;
    tab.see(t::staff_policy::check::ok()).await;
    tab.stop("staff-policy-check").await;
    tab.press(t::staff_policy::ways::diff()).await;
    tab.arrive(t::staff_policy::diff::title()).await;
    tab.see(t::staff_policy::diff::gains()).await;
    tab.press(t::staff_policy::person::show()).await;
    tab.see(t::staff_policy::person::made_up()).await;
    tab.stop("staff-policy-diff").await;
    tab.press(t::staff_policy::ways::simulation()).await;
    tab.arrive(t::staff_policy::simulation::title()).await;
    // Too few keep a shop for six months to be among the people of the first seed.
    tab.see(t::staff_policy::simulation::empty()).await;
    tab.look_closely().await;
    // Before the higher cap of 2023-10-01 a loan was smaller.
    tab.open(&format!(
        "{draft}/simulation?on=2023-09-01&seed=1&who=synthetic"
    ))
    .await;
    tab.see(t::staff_policy::simulation::shifts()).await;
    tab.at(".policy__chart .policy__bar--less").await;
    tab.look_closely().await;
    tab.open(&format!("{draft}/simulation?who=filed")).await;
    tab.arrive(t::staff_policy::simulation::title()).await;
    tab.see(t::staff_policy::affected::empty()).await;
}

/// What happened stands in the record, and the earlier pack is one press away.
async fn look_at_the_record(tab: &Tab, before: &str) {
    tab.open("/staff/policy/mismatches").await;
    tab.arrive(t::staff_policy::mismatches::title()).await;
    tab.open("/staff/policy/history").await;
    tab.arrive(t::staff_policy::record::history()).await;
    tab.see(t::staff_policy::record::whole()).await;
    tab.see("网店开满六个月就行").await;
    tab.look_closely().await;
    tab.open(&format!("/staff/policy/packs/{before}")).await;
    tab.arrive(t::staff_policy::pack::page()).await;
    tab.press(t::staff_policy::rollback::go()).await;
    tab.arrive(t::staff_policy::rollback::title()).await;
}

/// The hash that the server gives to whoever asks.
async fn pack_in_force(tab: &Tab) -> String {
    if !tab.address().await.starts_with('/') {
        tab.open("/staff/").await;
    }
    // A page that is just leaving cuts the question off, and is asked again.
    let ask = "const done = arguments[arguments.length - 1]; fetch('/api/policy-pack').then(answer => answer.json()).then(pack => done(pack.hash), () => done(null))";
    tab.until("the pack in force", async || {
        let answer = tab.driver.execute_async(ask, Vec::new()).await?;
        Ok(answer.json().as_str().map(str::to_owned))
    })
    .await
}
