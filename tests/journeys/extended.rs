//! A borrower asks for a later last day; bank and guarantee agency agree one after the other; the schedule changes.

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
    let file = resident.list().await.applications.remove(0);
    let (id, number) = (file.id, file.acceptance_number.unwrap());
    asked(&tab, &id).await;
    let waits = resident.find(&id).await.loan.unwrap().extension.unwrap();
    assert_eq!(waits.state.as_str(), "extension_review");
    tab.see(t::files::extension::review(i18n::date(waits.on)))
        .await;
    tab.look_over().await;

    let bank = Officer::new(&portal, "yinhang9", "bank-officer");
    opened(&bank, &tab, &number, waits.on).await;
    agreed(&tab).await;
    tab.see(t::staff_loan::extension::review()).await;
    let agency = Officer::new(&portal, "danbao9", "guarantee-officer");
    opened(&agency, &tab, &number, waits.on).await;
    agreed(&tab).await;
    tab.see(t::staff_loan::extension::granted()).await;
    tab.look_over().await;

    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    let granted = resident.find(&id).await.loan.unwrap().extension.unwrap();
    assert_eq!(granted.state.as_str(), "granted");
    tab.see(t::files::extension::granted(i18n::date(granted.on)))
        .await;
    tab.look_over().await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

/// An empty form is told everything first.
async fn asked(tab: &Tab, id: &str) {
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.press(t::files::extension::title()).await;
    tab.see(t::files::extension::about()).await;
    tab.look_over().await;
    tab.press(t::files::extension::press()).await;
    tab.at("[id='months-error']").await;
    tab.at("[id='extension-error']").await;
    tab.look_over().await;
    tab.choose("months", "6").await;
    tab.fill("extension", "地里遭了冰雹，要等秋收").await;
    tab.press(t::files::extension::press()).await;
}

/// The loan that waits for an answer stands first in the list.
async fn opened(officer: &Officer, tab: &Tab, number: &str, decide_by: domain::Date) {
    officer.sign_in(tab).await;
    tab.press(t::staff_loan::link()).await;
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
    tab.look_over().await;
    tab.press(t::staff_loan::submit()).await;
    let repaying = t::servicing::by_key("repaying.name").unwrap();
    tab.see(t::staff_loan::done(agree, repaying)).await;
}
