//! A payment turns out not to have come, the guarantee agency pays in the borrower's place, and two of its people write
//! off what does not come back.

use i18n::t;

use crate::harness::{Borrower, Officer, Screen, Tab};

const BOUNCED: &str = "转账被退回";
const GONE: &str = "法院执行完，没有可还的";

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
        id,
        number,
        ..
    } = Borrower::sign_in(screen).await;

    let bank = Officer::new(&portal, "yinhang9", "bank-officer");
    opened(&tab, &bank, &id, &number).await;
    tab.press(action("reverse_payment")).await;
    tab.fill("reason", BOUNCED).await;
    Officer::has_no_conflict(&tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("reverse_payment", "overdue")).await;

    let first = Officer::new(&portal, "danbao8", "guarantee-officer");
    let second = Officer::new(&portal, "danbao9", "guarantee-officer");
    opened(&tab, &first, &id, &number).await;
    tab.press(action("compensate")).await;
    Officer::has_no_conflict(&tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at(".error-summary").await;
    tab.fill("amount", "1000").await;
    Officer::has_no_conflict(&tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("compensate", "compensated")).await;
    tab.press(action("propose_write_off")).await;
    tab.see(t::staff_loan::about::propose_write_off()).await;
    tab.fill("reason", GONE).await;
    Officer::has_no_conflict(&tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(t::staff_loan::write_off::mine()).await;
    let confirm = action("confirm_write_off");
    assert!(
        !tab.has(confirm).await,
        "nobody confirms what they proposed"
    );
    tab.stop("staff-loan-write-off").await;

    opened(&tab, &second, &id, &number).await;
    tab.see(GONE).await;
    tab.press(confirm).await;
    tab.see(t::staff_loan::about::confirm_write_off()).await;
    Officer::has_no_conflict(&tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(done("confirm_write_off", "written_off")).await;

    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::servicing::by_key("written_off.sentence").unwrap())
        .await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

async fn opened(tab: &Tab, officer: &Officer, id: &str, number: &str) {
    officer.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.arrive(t::staff_loan::one(number)).await;
}

fn action(code: &str) -> &'static str {
    t::loan_code::by_key(&format!("action.{code}")).unwrap()
}

fn done(code: &str, state: &str) -> String {
    let state = t::servicing::by_key(&format!("{state}.name")).unwrap();
    t::staff_loan::done(action(code), state)
}
