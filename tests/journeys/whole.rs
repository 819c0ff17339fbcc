//! One file from the calculator to the last fen, by six people: the resident previews, applies and repays, the spouse
//! agrees on an own phone, an officer of the bureau and one of the guarantee agency pass it, two of the bank pay it out
//! and take the money back. What was previewed is what is booked. A month passes on the server's own clock.

use std::time::UNIX_EPOCH;

use domain::{Date, Money, PersonName};
use i18n::t;
use serde_json::json;

use crate::answered::{act, approve_and_sign, pass, pay_out, today};
use crate::apply::{Answers, check_and_submit, fill_section, hand_over_papers};
use crate::harness::{
    Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built, good_answers,
};
use crate::people::{answered, asked};
use crate::repaid::{pay_off, repaying};

const PHONE: &str = "13800000051";
const SPOUSE: (&str, &str, &str) = ("示例李强", "110101199003070011", "13800000052");

#[tokio::test]
async fn on_a_phone() {
    walk(Screen::Phone).await;
}

// Once is enough of two minutes: each part of it is walked on a desktop too, by the journeys it borrows from.
async fn walk(screen: Screen) {
    front_ends_are_built();
    // A month before what the browser's clock shows, so that the first instalment falls due on the day of the browser.
    let paid_on = a_month_ago();
    let mut portal = Portal::start_on(&paid_on);
    let bureau = Officer::new(&portal, "renshe1", "hr-officer");
    let guarantor = Officer::new(&portal, "danbao1", "guarantee-officer");
    let bank = [
        Officer::new(&portal, "yinhang1", "bank-officer"),
        Officer::new(&portal, "yinhang2", "bank-officer"),
    ];
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;

    let previewed = preview(&tab, &paid_on).await;
    let id = apply(&portal, &tab, screen).await;
    let number = tab.text_of(".submitted__number").await;

    bureau.open_file(&tab, &number).await;
    let left = i18n::money_in_words(Money::from_yuan(7_500));
    tab.see(t::staff_file::answers::month_left(left)).await;
    act(&tab, "accept_for_review").await;
    let accepted = t::loan_action::by_key("accept_for_review").unwrap();
    tab.see(t::staff_file::outcome::done(accepted)).await;
    pass(&tab, &bureau, &number).await;
    pass(&tab, &guarantor, &number).await;
    approve_and_sign(&tab, &bank[0], &number, &paid_on).await;
    pay_out(&tab, &bank, &number, &paid_on).await;

    booked(&tab, &id, &previewed).await;

    // A month later. Nothing is asked of the server while it is away.
    tab.driver.goto("about:blank").await.unwrap();
    portal.go_on(&today());
    repay(&tab, &bank[1], &id, &number, &previewed[0][1]).await;
    certified(&portal, &tab, &id).await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

/// The day of the payout: the same day of the month before.
fn a_month_ago() -> String {
    let now_ms = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
    let today = Date::from_unix_ms_shanghai(now_ms);
    today.add_months(-1).to_string()
}

/// What the calculator shows for the loan that is to be.
async fn preview(tab: &Tab, start: &str) -> Vec<Vec<String>> {
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.fill("amount", "200000").await;
    tab.fill("months", "24").await;
    tab.choose("method", "equal_principal").await;
    tab.fill_date("start", start).await;
    tab.fill("rate", "3.1").await;
    tab.until("24 due dates at the rate typed", async || {
        let script =
            "return document.querySelectorAll('.calculator__rows tbody tr').length === 24 || null";
        tab.script(script, Vec::new()).await
    })
    .await;
    rows(tab, ".calculator__rows").await
}

/// Day, bank, state and borrower of every due date and of the sums, as read.
async fn rows(tab: &Tab, table: &str) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0] + ' tbody tr, ' + arguments[0] + ' tfoot tr')]
        .map(row => [...row.children].slice(0, 4).map(cell => cell.innerText.replace(/\\s+/g, '')))";
    let found = tab.script(script, vec![json!(table)]).await.unwrap();
    let rows: Vec<Vec<String>> = serde_json::from_value(found.unwrap()).unwrap();
    assert_eq!(rows.len(), 25, "{rows:?}");
    rows
}

/// From the calculator to the acceptance number; the spouse agrees in a browser of their own.
async fn apply(portal: &Portal, tab: &Tab, screen: Screen) -> String {
    tab.press(t::calculator::apply()).await;
    tab.arrive(t::apply::start::title()).await;
    tab.see(t::apply::start::carried()).await;
    tab.press(t::apply::start::sign_in()).await;
    Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.arrive(t::apply::start::title()).await;
    tab.press(t::apply::start::begin()).await;
    tab.arrive(t::apply::product::individual()).await;
    let address = tab.address().await;
    let id = address.rsplit('/').next().unwrap_or_default().to_owned();

    let mut answers: Answers = good_answers();
    answers.insert("contact_phone", json!(PHONE));
    answers.insert("marital_status", json!("married"));
    answers.insert("spouse_name", json!(SPOUSE.0));
    // Of the plan, which nobody has to make, two questions are answered and three passed over.
    answers.insert("plan_income", json!("12000"));
    answers.insert("plan_costs", json!("4500"));
    for section in [
        "applicant",
        "category",
        "business",
        "credit",
        "loan",
        "plan",
    ] {
        fill_section(tab, section, &answers).await;
    }
    hand_over_papers(portal, tab).await;
    tab.press(t::field_name::by_key("people").unwrap()).await;
    tab.arrive(t::people::title()).await;
    let link = asked(tab, "spouse", SPOUSE).await;
    answered(portal, screen, &link, SPOUSE, t::people::request::give()).await;
    // What the plan leaves does not pay the principal, and nobody is kept from handing in for it.
    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see(&t::apply::check::month("7,500 元", "8,334 元"))
        .await;
    tab.see(t::apply::check::month_short()).await;
    tab.open(&format!("/apply/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    check_and_submit(tab).await;
    form_on_paper(tab).await;
    id
}

/// The form that is handed in on paper names the spouse, with what was said, and has a place for both to sign.
async fn form_on_paper(tab: &Tab) {
    tab.enter_on(t::printed::by_key("form.link").unwrap()).await;
    tab.arrive(t::printed_page::by_key("form.title").unwrap())
        .await;
    tab.see(t::print::parties()).await;
    let spouse = t::people_code::by_key("kind.spouse").unwrap();
    let masked = PersonName::parse(SPOUSE.0).unwrap().masked();
    let who = t::common::with_note(spouse, masked);
    tab.see(&t::print::sign::party(who)).await;
    tab.see(t::people_code::by_key("state.given").unwrap())
        .await;
    tab.at(".printed__picture").await;
    let sheets = tab.pages_on_paper().await;
    assert!((2..=3).contains(&sheets), "{sheets} sheets");
    tab.look_closely().await;
    tab.back().await;
    tab.arrive(t::files::done::title()).await;
}

/// The borrower prints the notice with the schedule: row for row what the calculator showed.
async fn booked(tab: &Tab, id: &str, previewed: &[Vec<String>]) {
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.press(t::printed::by_key("disbursement.link").unwrap())
        .await;
    tab.arrive(t::printed_page::by_key("disbursement.title").unwrap())
        .await;
    tab.see(t::print::schedule::title()).await;
    tab.at(".printed__rows tbody tr:nth-child(24)").await;
    assert_eq!(rows(tab, ".printed__rows").await, previewed);
    let heads = "return getComputedStyle(document.querySelector('.printed__rows thead')).display";
    let display = tab.script(heads, Vec::new()).await.unwrap();
    assert_eq!(display, Some(json!("table-header-group")));
    assert_eq!(tab.pages_on_paper().await, 2);
    tab.look_closely().await;
}

/// The instalment that is due, then everything.
async fn repay(tab: &Tab, bank: &Officer, id: &str, number: &str, first: &str) {
    bank.sign_in(tab).await;
    tab.open(&format!("/staff/loans/{id}")).await;
    tab.arrive(t::staff_loan::one(number)).await;
    tab.press(t::loan_code::by_key("action.record_payment").unwrap())
        .await;
    // Up to the interest in it, which stands behind.
    let interest = t::calculator::interest_of("");
    let (sum, _) = first.split_once(interest.trim()).unwrap();
    tab.fill("amount", &sum.replace(',', "")).await;
    tab.fill("reference", "LS-1").await;
    Officer::has_no_conflict(tab).await;
    tab.press(t::staff_loan::submit()).await;
    tab.see(repaying()).await;
    pay_off(tab).await;
}

/// A month later the resident signs in anew and prints that nothing is owed.
async fn certified(portal: &Portal, tab: &Tab, id: &str) {
    tab.open("/my/").await;
    Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.open(&format!("/my/applications/{id}")).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::servicing::by_key("repaid.sentence").unwrap())
        .await;
    tab.press(t::printed::by_key("closing.link").unwrap()).await;
    tab.arrive(t::printed_page::by_key("closing.title").unwrap())
        .await;
    for words in [t::print::settled_on(), "200,000.00", "0.00"] {
        tab.see(words).await;
    }
    tab.see(t::files::loan::count(1, 3)).await;
    assert_eq!(tab.pages_on_paper().await, 1);
}
