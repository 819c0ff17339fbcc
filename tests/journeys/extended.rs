//! The bank records that a borrower asks for a later last day; bank and guarantee agency agree one after the other; the
//! schedule changes, and the borrower sees each step.

use i18n::t;

use crate::harness::{Borrower, Officer, Screen, Tab};

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
        number,
    } = Borrower::sign_in(screen).await;
    seen_by_borrower(&tab, &id, t::files::extension::about()).await;

    let bank = Officer::new(&portal, "yinhang9", "bank-officer");
    bank.sign_in(&tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.arrive(t::staff_loan::one(&number)).await;
    asked(&tab).await;
    let waits = resident.find(&id).await.loan.unwrap().extension.unwrap();
    assert_eq!(waits.state.as_str(), "extension_review");
    let words = t::files::extension::review(i18n::date(waits.on));
    seen_by_borrower(&tab, &id, &words).await;
    opened(&tab, &number, waits.on).await;
    agreed(&tab).await;
    tab.see(t::staff_loan::extension::review()).await;
    let agency = Officer::new(&portal, "danbao9", "guarantee-officer");
    agency.sign_in(&tab).await;
    opened(&tab, &number, waits.on).await;
    agreed(&tab).await;
    tab.see(t::staff_loan::extension::granted()).await;
    tab.look_over().await;

    let granted = resident.find(&id).await.loan.unwrap().extension.unwrap();
    assert_eq!(granted.state.as_str(), "granted");
    let words = t::files::extension::granted(i18n::date(granted.on));
    seen_by_borrower(&tab, &id, &words).await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

async fn seen_by_borrower(tab: &Tab, id: &str, words: &str) {
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(words).await;
    tab.stop("my-file-extending").await;
}

/// At the bank's counter; an empty form is told everything first.
async fn asked(tab: &Tab) {
    let ask = t::loan_code::by_key("action.ask_extension").unwrap();
    tab.press(ask).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at("[id='months-error']").await;
    tab.at("[id='reason-error']").await;
    tab.look_over().await;
    tab.select("months", "6").await;
    tab.fill("reason", "地里遭了冰雹，要等秋收").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(t::staff_loan::done(ask, repaying())).await;
}

/// The loan that waits for an answer stands first in the list.
async fn opened(tab: &Tab, number: &str, decide_by: domain::Date) {
    tab.open("/staff/loans").await;
    tab.arrive(t::staff_loan::title()).await;
    tab.see(t::staff_loan::extension::waits(i18n::date(decide_by)))
        .await;
    tab.press(number).await;
    tab.arrive(t::staff_loan::one(number)).await;
    for words in [
        "地里遭了冰雹，要等秋收",
        t::staff_loan::extension::subsidy_about(),
        t::staff_loan::extension::local_confirm(),
    ] {
        tab.see(words).await;
    }
    tab.look_over().await;
}

async fn agreed(tab: &Tab) {
    let agree = t::loan_code::by_key("action.agree_extension").unwrap();
    tab.press(agree).await;
    tab.see(t::staff_loan::about::agree_extension()).await;
    tab.stop("staff-loan-agreeing").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(t::staff_loan::done(agree, repaying())).await;
}

fn repaying() -> &'static str {
    t::servicing::by_key("repaying.name").unwrap()
}
