//! 算一算贷款: the figures as one types, on paper and in the calendar, mistakes beside their controls, and into an application.

use domain::Money;
use i18n::t;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{Portal, Resident, Tab, journey};

journey!(see_what_a_loan_costs);
journey!(the_page_says_what_the_command_line_says);
journey!(mistakes_stand_beside_their_controls);
journey!(carry_it_into_an_application_by_keyboard);
journey!(calculate_without_a_line);

const CASES: &str = include_str!("../../crates/loan/tests/schedule-cases.json");

async fn see_what_a_loan_costs(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.press(t::home::calculator()).await;
    tab.arrive(t::calculator::title()).await;
    // Nothing typed yet: the page says what is missing.
    tab.see(t::calculator::status::open(t::calculator::field::amount()))
        .await;
    tab.look_closely().await;

    tab.fill("amount", "200000").await;
    tab.fill("months", "36").await;
    tab.choose("method", "equal_principal").await;
    rows(tab, 36).await;
    assert_eq!(tab.pages_on_paper().await, 1, "every month of three years");
    tab.choose("method", "quarterly").await;
    rows(tab, 13).await;
    assert_eq!(tab.pages_on_paper().await, 1, "every quarter");
    tab.see(t::calculator::basis::secondary()).await;
    tab.see("2025年4月25日").await;
    tab.see(t::calculator::late::rule()).await;
    tab.look_closely().await;

    tab.fill("early-amount", "50000").await;
    tab.see(t::problem::by_key("date_unreadable").unwrap())
        .await;
    let start = tab.value_of("start").await.parse::<i32>().unwrap();
    tab.fill_date("early-date", &format!("{}-06-01", start + 1))
        .await;
    tab.at(".calculator__ways tbody tr:nth-child(2)").await;
    tab.look_closely().await;

    take_it_along(tab).await;

    // Another language keeps what was typed.
    tab.press(t::common::other_language()).await;
    tab.at("html[lang=en] .calculator__rows").await;
    assert_eq!(tab.value_of("amount").await, "200000");
    tab.look_closely().await;
    tab.press("中文").await;
    tab.at("html[lang=zh-CN] .calculator__rows").await;
}

/// Onto paper, and into the phone's calendar; nothing is sent for either.
async fn take_it_along(tab: &Tab) {
    let watch = r"
        window.print = () => { window.printed = true; };
        HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, decodeURIComponent(this.href)]; };";
    tab.script(watch, Vec::new()).await.unwrap();
    tab.press(t::calculator::print()).await;
    tab.until("the print", async || {
        tab.script("return window.printed ?? null", Vec::new())
            .await
    })
    .await;
    tab.press(t::calculator::calendar()).await;
    let saved = tab
        .until("the calendar file", async || {
            tab.script("return window.saved ?? null", Vec::new()).await
        })
        .await;
    assert_eq!(
        saved[0],
        json!(format!("{}.ics", t::calculator::calendar_file()))
    );
    let text = saved[1].as_str().unwrap();
    assert!(text.starts_with("data:text/calendar;charset=utf-8,BEGIN:VCALENDAR\r\n"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 13);
}

/// Waits for this many due dates.
async fn rows(tab: &Tab, count: usize) {
    let script = "return document.querySelectorAll('.calculator__rows tbody tr').length === arguments[0] || null";
    tab.until(&format!("{count} due dates"), async || {
        tab.script(script, vec![json!(count)]).await
    })
    .await;
}

async fn the_page_says_what_the_command_line_says(portal: &mut Portal, tab: &Tab) {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.press(t::calculator::more()).await;
    tab.select("count", "act_360").await;
    tab.choose("method", "quarterly").await;
    let mut seen = 0;
    for case in cases["subsidy"].as_array().unwrap() {
        let input = &case["input"];
        if input["loan"]["settle"] != "quarterly_20" || !input["subsidised_years"].is_null() {
            continue;
        }
        seen += 1;
        type_in(tab, input).await;
        let told: Value =
            serde_json::from_str(&portal.compute(&["loan", "subsidy"], &input.to_string()))
                .unwrap();
        let told = told["rows"].as_array().unwrap();
        tab.until(&format!("the rows of {}", case["id"]), async || {
            let shown = tab.script(SHOWN, Vec::new()).await?.unwrap_or_default();
            Ok((shown == expected(told)).then_some(()))
        })
        .await;
    }
    assert!(seen >= 4, "only {seen} cases can be asked for");
}

/// Day, interest, the state's part, the borrower's part, as the table has them.
const SHOWN: &str = r"
    const figure = text => text.match(/[\d,]+\.\d\d/)?.[0];
    return [...document.querySelectorAll('.calculator__rows tbody tr')].map(row => {
        const [bank, state, yours] = row.querySelectorAll('td');
        return [
            row.querySelector('th').firstChild.textContent,
            figure(bank.querySelector('small').textContent),
            figure(state.textContent),
            figure(yours.querySelector('small').textContent),
        ];
    });";

fn expected(rows: &[Value]) -> Value {
    let sum = |row: &Value, key: &str| {
        let text = row[key].as_str().unwrap();
        Money::parse_yuan(text).unwrap().to_string()
    };
    let row = |row: &Value| {
        json!([
            row["due_date"],
            sum(row, "total_interest"),
            sum(row, "state_pays"),
            sum(row, "borrower_pays")
        ])
    };
    rows.iter().map(row).collect()
}

async fn type_in(tab: &Tab, input: &Value) {
    let loan = &input["loan"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (start, end) = (text(&loan["start_date"]), text(&loan["maturity_date"]));
    let years: i32 = end[..4].parse::<i32>().unwrap() - start[..4].parse::<i32>().unwrap();
    tab.fill_date("start", &start).await;
    tab.fill("months", &(12 * years).to_string()).await;
    tab.fill("amount", &text(&loan["principal"])).await;
    tab.fill("rate", &text(&loan["annual_rate_percent"])).await;
    tab.at("details[open] [id='lpr']").await;
    tab.fill("lpr", &text(&input["lpr_percent"])).await;
}

async fn mistakes_stand_beside_their_controls(_: &mut Portal, tab: &Tab) {
    tab.open("/calculator?product=startup_loan_enterprise")
        .await;
    tab.arrive(t::calculator::title()).await;
    tab.at("input[name='who'][value='enterprise']:checked")
        .await;
    tab.fill("months", "36").await;
    tab.see(t::calculator::error::months(24)).await;
    tab.choose("who", "individual").await;
    tab.fill("amount", "299,999.995").await;
    tab.fill("months", "37").await;
    tab.fill("rate", "4.61").await;
    // All at once, each beside its control, and the focus stays where one types.
    for (id, words) in [
        (
            "amount",
            t::money_problem::by_key("money_too_fine")
                .unwrap()
                .to_owned(),
        ),
        ("months", t::calculator::error::months(36)),
        (
            "rate",
            t::calculator::error::rate_above_cap("4.60", "3.10", "1.5"),
        ),
    ] {
        assert_eq!(tab.text_of(&format!("[id='{id}-error']")).await, words);
        tab.at(&format!("[id='{id}'][aria-invalid='true']")).await;
    }
    tab.see(t::calculator::status::wrong(3)).await;
    tab.at("[id='rate']:focus").await;
    tab.look_closely().await;

    tab.fill_date("start", "2026-02-30").await;
    tab.see(t::problem::by_key("date_unreadable").unwrap())
        .await;
    // Full-width digits are digits.
    tab.fill_date("start", "2026-11-24").await;
    tab.fill("amount", "２００，０００").await;
    tab.fill("months", "３６").await;
    tab.fill("rate", "４．６").await;
    rows(tab, 36).await;
}

async fn carry_it_into_an_application_by_keyboard(portal: &mut Portal, tab: &Tab) {
    const PHONE: &str = "13800000001";
    tab.open("/apply").await;
    tab.arrive(t::apply::start::title()).await;
    tab.enter_on(t::apply::start::calculate_first()).await;
    tab.arrive(t::calculator::title()).await;
    tab.at("[id='amount']").await;
    tab.arrow_to("who", "partnership").await;
    tab.tab_to("partners").await;
    tab.tab_to("amount").await;
    tab.type_keys("660000").await;
    tab.tab_to("months").await;
    tab.key(Key::Backspace).await;
    tab.key(Key::Backspace).await;
    tab.type_keys("36").await;
    tab.arrow_to("method", "equal_principal").await;
    rows(tab, 36).await;
    tab.enter_on(t::calculator::apply()).await;
    tab.arrive(t::apply::start::title()).await;
    tab.see(t::apply::start::carried()).await;
    tab.look_closely().await;
    tab.enter_on(t::apply::start::sign_in()).await;
    let resident = Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.arrive(t::apply::start::title()).await;
    tab.enter_on(t::apply::start::begin()).await;
    tab.arrive(t::apply::product::individual()).await;
    let address = tab.address().await;
    let id = address.rsplit('/').next().unwrap_or_default();
    let answers = serde_json::to_value(resident.find(id).await.answers).unwrap();
    assert_eq!(answers["amount_yuan"], "660000");
    assert_eq!(answers["term_months"], "36");
    assert_eq!(answers["business_kind"], "partnership");
    assert_eq!(answers["partners"], "2");
}

/// What was fetched once is enough: typing asks nobody, and a later visit without a line has the tables of the last.
async fn calculate_without_a_line(_: &mut Portal, tab: &Tab) {
    tab.open("/calculator").await;
    tab.arrive(t::calculator::title()).await;
    tab.at("[id='amount']").await;
    tab.block(&["*"]).await;
    tab.fill("amount", "100000").await;
    rows(tab, 24).await;

    tab.expect_complaint("/api/loan-basis");
    tab.block(&["*/api/loan-basis*"]).await;
    tab.open("/calculator").await;
    tab.fill("months", "12").await;
    rows(tab, 12).await;

    // Without any there is a way to try again.
    tab.script("localStorage.clear()", Vec::new())
        .await
        .unwrap();
    tab.open("/calculator").await;
    tab.see(t::common::failed::title()).await;
    tab.look_closely().await;
    tab.block(&[]).await;
    tab.press(t::common::retry()).await;
    rows(tab, 12).await;
}
