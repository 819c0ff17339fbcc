//! A borrower tells the bureau of a change in the business and asks for a later last day, on pages that the server draws. One
//! officer of the bureau stops the subsidy, another takes that back; the bank says no to more time, and when a payment turns
//! out not to have come, both lenders agree to a new plan.

use i18n::t;

use crate::harness::{Borrower, Officer, Portal, Resident, Screen, Tab};

#[tokio::test]
async fn on_a_phone() {
    walk(Screen::Phone).await;
}

#[tokio::test]
async fn on_a_desktop() {
    walk(Screen::Desktop).await;
}

async fn walk(screen: Screen) {
    let Borrower {
        portal,
        browser: _browser,
        tab,
        resident,
        id,
        ..
    } = Borrower::sign_in(screen).await;
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.press(t::files::extension::ask()).await;
    tab.arrive(t::own_loan::title()).await;
    tells_of_a_change(&tab).await;
    tab.press(t::own_loan::to_extension()).await;
    tab.arrive(t::extending::title()).await;
    tab.see(t::extending::subsidy()).await;
    tab.see(t::extending::local_confirm()).await;
    empty_is_told_everything(&tab).await;
    tab.select("months", "6").await;
    tab.fill("reason", "地里遭了冰雹，要等秋收").await;
    tab.press(t::extending::send()).await;
    let asked = t::files::extension::review(answer_by(&tab, &resident, &id).await);
    tab.see(&asked).await;
    assert!(!tab.has(t::extending::send()).await, "one at a time");
    tab.stop("my-extension-asked").await;
    tab.press(t::extending::back()).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(&asked).await;
    answered_by_the_bureau(&portal, &tab, &id).await;
    taken_back_by_another(&portal, &tab, &id).await;
    planned_anew(&portal, &tab, &id).await;
    let loan = resident.find(&id).await.loan.unwrap();
    let plan = loan.extension.unwrap();
    assert!(plan.is_plan, "{plan:?}");
    assert_eq!((plan.state.as_str(), loan.overdue_fen), ("granted", 0));
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

/// The shop moved; what that means for the subsidy, the bureau decides.
async fn tells_of_a_change(tab: &Tab) {
    tab.see(t::own_loan::change::effect()).await;
    tab.press(t::own_loan::change::send()).await;
    tab.at("[id='kind-error']").await;
    tab.at("[id='on-error']").await;
    tab.at("[id='words-error']").await;
    tab.expect_complaint("422");
    tab.stop("my-loan-change-wrong").await;
    tab.select("kind", "moved").await;
    tab.fill("on", "2026").await;
    tab.fill("on-month", "1").await;
    tab.fill("on-day", "5").await;
    tab.fill("words", "门面到期，搬到了街对面").await;
    tab.press(t::own_loan::change::send()).await;
    tab.see(t::own_loan::change::waits()).await;
    assert!(!tab.has(t::own_loan::change::send()).await, "one at a time");
    tab.stop("my-loan-change-told").await;
}

/// The bureau says that the subsidy stops, and the borrower reads it. Whoever said it does not take it back.
async fn answered_by_the_bureau(portal: &Portal, tab: &Tab, id: &str) {
    let bureau = Officer::new(portal, "renshe9", "hr-officer");
    bureau.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.see(t::staff_loan::told::title()).await;
    tab.press(action("answer_change")).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at("[id='effect-error']").await;
    tab.choose("effect", "stops").await;
    tab.fill_date("stops-from", "2026-01-05").await;
    tab.fill("article", "示例文件第三条").await;
    tab.fill("reason", "搬出了本区").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("answer_change", "repaying")).await;
    assert!(!tab.has(action("resume_subsidy")).await, "another's to do");
    tab.look_over().await;
    tab.open(&format!("/my/applications/{id}/loan")).await;
    tab.see("搬出了本区").await;
}

/// A second officer of the bureau gives the subsidy back, and the borrower reads why.
async fn taken_back_by_another(portal: &Portal, tab: &Tab, id: &str) {
    let second = Officer::new(portal, "renshe8", "hr-officer");
    second.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.see("搬出了本区").await;
    tab.press(action("resume_subsidy")).await;
    tab.see(t::staff_loan::about::resume_subsidy()).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at("[id='reason-error']").await;
    tab.look_over().await;
    tab.fill("reason", "还在本区经营").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("resume_subsidy", "repaying")).await;
    tab.see(t::staff_loan::told::resumed_why()).await;
    tab.look_over().await;
    tab.open(&format!("/my/applications/{id}/loan")).await;
    tab.see("还在本区经营").await;
}

/// No more time while nothing is overdue; once something is, bank and guarantee agency agree to plan it anew.
async fn planned_anew(portal: &Portal, tab: &Tab, id: &str) {
    let bank = Officer::new(portal, "yinhang9", "bank-officer");
    bank.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    for (code, reason, state) in [
        ("refuse_extension", "先按原来的还", "repaying"),
        ("reverse_payment", "转账被退回", "overdue"),
    ] {
        tab.press(action(code)).await;
        tab.fill("reason", reason).await;
        Officer::has_no_conflict(tab).await;
        tab.press(t::staff_loan::submit()).await;
        tab.see(done(code, state)).await;
    }
    tab.press(action("propose_plan")).await;
    tab.see(t::staff_loan::about::propose_plan()).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at("[id='months-error']").await;
    tab.at("[id='reason-error']").await;
    tab.look_over().await;
    tab.select("months", "6").await;
    tab.fill("reason", "等秋收以后接着还").await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("propose_plan", "overdue")).await;
    tab.press(action("agree_extension")).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("agree_extension", "overdue")).await;
    let agency = Officer::new(portal, "danbao9", "guarantee-officer");
    agency.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.see("等秋收以后接着还").await;
    tab.see(t::staff_loan::extension::overdue_about()).await;
    tab.press(action("agree_extension")).await;
    Officer::has_no_conflict(tab).await;
    tab.look_over().await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("agree_extension", "repaying")).await;
    tab.see(t::staff_loan::extension::granted()).await;
    tab.look_over().await;
}

fn action(code: &str) -> &'static str {
    t::loan_code::by_key(&format!("action.{code}")).unwrap()
}

fn done(code: &str, state: &str) -> String {
    let state = t::servicing::by_key(&format!("{state}.name")).unwrap();
    t::staff_loan::done(action(code), state)
}

async fn empty_is_told_everything(tab: &Tab) {
    tab.press(t::extending::send()).await;
    tab.at("[id='months-error']").await;
    tab.at("[id='reason-error']").await;
    tab.expect_complaint("422");
    tab.stop("my-extension-wrong").await;
}

/// The day by which it is answered, once the request has arrived.
async fn answer_by(tab: &Tab, resident: &Resident, id: &str) -> String {
    let waits = tab
        .until("the request for more time", async || {
            let loan = resident.find(id).await.loan;
            Ok(loan.and_then(|loan| loan.extension))
        })
        .await;
    assert_eq!(waits.state.as_str(), "extension_review");
    i18n::date(waits.on)
}
