//! A borrower tells the bureau of a change in the business and asks for a later last day, on pages that the server draws.

use i18n::t;

use crate::harness::{
    Browser, Officer, Portal, Resident, Screen, Setup, Tab, front_ends_are_built,
};

/// Of the demonstration, paid out some months ago and paid back since.
const BORROWER: &str = "13800001013";

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
    let portal = Portal::start_as(Setup {
        words: vec!["--demo".to_owned()],
        ..Setup::default()
    });
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(&portal, &tab, BORROWER).await;
    let id = resident.list().await.applications.remove(0).id;
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

/// The bureau says that the subsidy goes on, and the borrower reads it.
async fn answered_by_the_bureau(portal: &Portal, tab: &Tab, id: &str) {
    let bureau = Officer::new(portal, "renshe9", "hr-officer");
    bureau.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.see(t::staff_loan::told::title()).await;
    let answer = t::loan_code::by_key("action.answer_change").unwrap();
    tab.press(answer).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at("[id='effect-error']").await;
    tab.choose("effect", "goes_on").await;
    tab.fill("reason", "还在本区经营").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    let state = t::servicing::by_key("repaying.name").unwrap();
    tab.see(t::staff_loan::done(answer, state)).await;
    tab.look_over().await;
    tab.open(&format!("/my/applications/{id}/loan")).await;
    tab.see("还在本区经营").await;
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
