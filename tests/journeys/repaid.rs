//! A loan is paid back to the end: the bank enters what came in, the borrower sees it and prints the certificate.

use i18n::t;

use crate::harness::{Borrower, Officer, Portal, Screen, Tab};

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
    tab.open("/my/").await;
    tab.see(t::servicing::by_key("repaying.name").unwrap())
        .await;
    let before = resident.find(&id).await.loan.unwrap();
    assert!(
        before.payments.len() >= 3 && before.overdue_fen == 0,
        "{before:?}"
    );

    let bank = Officer::new(&portal, "yinhang9", "bank-officer");
    bank.sign_in(&tab).await;
    tab.press(t::staff_loan::link()).await;
    tab.arrive(t::staff_loan::title()).await;
    tab.press(&number).await;
    tab.arrive(t::staff_loan::one(&number)).await;
    pay_a_part(&tab).await;
    import(&portal, &tab, &number).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.arrive(t::staff_loan::one(&number)).await;
    pay_off(&tab).await;
    // Each entry of what happened to the loan leads to the file as it stood then.
    tab.press_at("a[href*='?at=20']").await;
    tab.arrive(t::staff_file::replay::open()).await;
    tab.see(t::staff_loan::rows::title()).await;
    as_the_borrower_sees_it(&tab, &id).await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

/// A part before time; an empty form is told everything first.
async fn pay_a_part(tab: &Tab) {
    let record = t::loan_code::by_key("action.record_payment").unwrap();
    tab.press(record).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.at(".error-summary").await;
    tab.stop("staff-loan-wrong").await;
    tab.choose("purpose", "early").await;
    tab.fill("amount", "20000").await;
    tab.fill("reference", "LS-2026-1").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(repaying()).await;
    tab.see("LS-2026-1").await;
    tab.stop("staff-loan").await;
}

/// A file of the bank with a good row and one that is nobody's.
async fn import(portal: &Portal, tab: &Tab, number: &str) {
    let today = today();
    let text = format!(
        "受理编号,还款日期,金额,流水号\n{number},{today},5000,LS-2026-2\n620602-19990101-00001,{today},1,LS-2026-3\n合计,,5001,\n"
    );
    let file = portal.file("payments.csv", text.as_bytes());
    tab.open("/staff/loans").await;
    tab.press(t::staff_loan::sheet::link()).await;
    tab.arrive(t::staff_loan::sheet::title()).await;
    let control = tab.at("[id='payments']").await;
    control.send_keys(file.to_str().unwrap()).await.unwrap();
    tab.arrive(t::staff_loan::sheet::one()).await;
    tab.see(t::loan_code::by_key("problem.loan_unknown").unwrap())
        .await;
    tab.stop("staff-payment-sheet").await;
    tab.press_at("main button.button").await;
    tab.see(t::staff_loan::sheet::done(1_u32, "5,000.00 元"))
        .await;
}

/// Too much, which is told what would be right, and then to the last fen.
pub(crate) async fn pay_off(tab: &Tab) {
    let record = t::loan_code::by_key("action.record_payment").unwrap();
    tab.press(record).await;
    tab.choose("purpose", "early").await;
    tab.fill("amount", "999999").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    let refused = tab.text_of(".error-summary").await;
    // What is owed is named to the fen, with a point and two digits.
    let owed = refused
        .split(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'))
        .find(|run| run.contains('.') && run.len() > 4)
        .unwrap_or_else(|| panic!("no amount in {refused}"))
        .replace(',', "");
    tab.fill("amount", &owed).await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    let repaid = t::servicing::by_key("repaid.name").unwrap();
    tab.see(t::staff_loan::done(record, repaid)).await;
    tab.see(t::staff_loan::head::balance()).await;
    tab.stop("staff-loan-repaid").await;
}

/// In China.
fn today() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now_ms = i64::try_from(now.unwrap().as_millis()).unwrap();
    domain::Date::from_unix_ms_shanghai(now_ms).to_string()
}

pub(crate) fn repaying() -> String {
    let record = t::loan_code::by_key("action.record_payment").unwrap();
    t::staff_loan::done(record, t::servicing::by_key("repaying.name").unwrap())
}

async fn as_the_borrower_sees_it(tab: &Tab, id: &str) {
    tab.open("/my/").await;
    tab.see(t::servicing::by_key("repaid.name").unwrap()).await;
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::servicing::by_key("repaid.sentence").unwrap())
        .await;
    tab.see(t::files::loan::thanks()).await;
    tab.stop("my-file-repaid").await;
    tab.press(t::printed::by_key("closing.link").unwrap()).await;
    tab.arrive(t::printed_page::by_key("closing.title").unwrap())
        .await;
    for words in [t::print::settled_on(), "120,000.00", "0.00"] {
        tab.see(words).await;
    }
    tab.at(".printed__picture").await;
    tab.stop("print-closing").await;
    assert_eq!(tab.pages_on_paper().await, 1);
}
