//! 我能享受什么: a question a screen, an answer changed, a question left open, another day.

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Tab, journey};

journey!(learn_what_i_may_claim);

/// How 王师傅 of `policies/cases` answers: back from away, runs a noodle shop, owes nothing.
pub(crate) const ANSWERS: [(&str, &str); 13] = [
    ("birth_date", "1988-05-06"),
    ("retirement_track", "male_60"),
    ("categories", "returning_migrant"),
    ("in_school", "no"),
    ("public_employee", "no"),
    ("welfare_post", "no"),
    ("business_kind", "self_employed"),
    ("business_in_district", "yes"),
    ("business_in_province", "yes"),
    ("industry", "catering"),
    ("other_loans", "none"),
    ("prior_guaranteed_loans", "0"),
    ("loan_overdue_record", "no"),
];

async fn learn_what_i_may_claim(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.press(t::common::task::entitled()).await;
    tab.arrive(t::eligibility::title()).await;
    tab.press(t::eligibility::start::begin()).await;

    // Nothing is judged before it is sent, and then in words.
    let first = asked(tab).await;
    tab.press(t::eligibility::go_on()).await;
    tab.at(".error-summary").await;
    assert_eq!(asked(tab).await, first);

    answer_to_the_end(tab, Some("loan_overdue_record")).await;
    tab.see(t::eligibility::standing::unknown()).await;
    tab.see(t::eligibility::missing::unsure()).await;
    tab.press_at("main ul a[href$='/question/loan_overdue_record']")
        .await;
    answer(tab, "loan_overdue_record", "no").await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.see(t::eligibility::standing::eligible()).await;
    tab.see(t::eligibility::at_most(i18n::money_in_words(
        domain::Money::from_fen(30_000_000),
    )))
    .await;

    // Another group of people: not any more, and what would help.
    tab.press_at(".summary-list__change a[href$='/question/categories']")
        .await;
    answer(tab, "categories", "none").await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.see(t::eligibility::standing::one_step()).await;
    tab.at(".eligibility__way").await;
    tab.at(".eligibility__cite").await;
    tab.look_over().await;
    tab.press_at(".summary-list__change a[href$='/question/categories']")
        .await;
    answer(tab, "categories", "returning_migrant").await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.see(t::eligibility::standing::eligible()).await;

    // The rules of another day.
    ask_as_of(tab, "2019-03-01").await;
    tab.see("2019年3月1日").await;
    tab.see(t::eligibility::at_most(i18n::money_in_words(
        domain::Money::from_fen(15_000_000),
    )))
    .await;
    tab.see(t::eligibility::apply::only_today()).await;
    ask_as_of(tab, "2029-01-01").await;
    tab.see(t::eligibility::standing::not_in_force()).await;

    // A reload loses nothing, and nothing was sent anywhere.
    tab.driver.refresh().await.unwrap();
    tab.arrive(t::eligibility::result::title()).await;
    tab.see("2029年1月1日").await;
    nothing_was_sent(tab).await;
}

/// Answers question after question until the result is there; the question named is left open.
pub(crate) async fn answer_to_the_end(tab: &Tab, unsure: Option<&str>) {
    loop {
        let address = asked(tab).await;
        if address.ends_with("/result") {
            return tab.arrive(t::eligibility::result::title()).await;
        }
        let fact = address.rsplit('/').next().unwrap_or_default().to_owned();
        tab.look_over().await;
        if unsure == Some(fact.as_str()) {
            tab.press(t::eligibility::unsure()).await;
            tab.address_like("another question", |now| now != address)
                .await;
        } else {
            let known = ANSWERS.iter().find(|(known, _)| *known == fact);
            let (fact, code) = known.unwrap_or_else(|| panic!("王师傅 is not asked for {fact}"));
            answer(tab, fact, code).await;
        }
    }
}

/// The address of a question or of the result, once its page is drawn.
async fn asked(tab: &Tab) -> String {
    let address = tab
        .address_like("a question or the result", |address| {
            address.ends_with("/result")
                || (address.contains("/question/") && !address.ends_with("/next"))
        })
        .await;
    let is_drawn = "return [...document.querySelectorAll('main form, main .eligibility__programme')].length > 0 || null";
    tab.until("the question", async || {
        tab.script(is_drawn, Vec::new()).await
    })
    .await;
    address
}

async fn answer(tab: &Tab, fact: &str, code: &str) {
    let address = tab
        .address_like(fact, |address| address.ends_with(fact))
        .await;
    // The control belongs to this question once the heading does.
    let control = tab.at("[id='answer']").await;
    match (control.attr("type").await.unwrap().as_deref(), fact) {
        (Some("radio"), _) => tab.choose("answer", code).await,
        (Some("checkbox"), _) => {
            let ticked = "return [...document.querySelectorAll(\"input[name='answer']:checked\")].map(one => one.value)";
            let ticked = tab.script(ticked, Vec::new()).await.unwrap();
            let ticked: Vec<String> = ticked
                .and_then(|codes| serde_json::from_value(codes).ok())
                .unwrap_or_default();
            for other in ticked.iter().filter(|other| *other != code) {
                tab.press_at(&format!("input[name='answer'][value='{other}']"))
                    .await;
            }
            tab.choose("answer", code).await;
        }
        (_, "birth_date") => tab.fill_date("answer", code).await,
        _ => tab.fill("answer", code).await,
    }
    tab.press(t::eligibility::go_on()).await;
    tab.address_like("what comes after", |now| now != address)
        .await;
    asked(tab).await;
}

async fn ask_as_of(tab: &Tab, day: &str) {
    tab.press(t::eligibility::result::another_day()).await;
    tab.arrive(t::eligibility::title()).await;
    if !tab.at("[id='as-of']").await.is_displayed().await.unwrap() {
        tab.press(t::eligibility::start::another_day()).await;
    }
    tab.fill_date("as-of", day).await;
    tab.press(t::eligibility::go_on()).await;
    // Another day's rules may ask for more.
    answer_to_the_end(tab, None).await;
}

/// The answers stay in the tab: only the rules, the courses and the district were fetched.
async fn nothing_was_sent(tab: &Tab) {
    let script = "return performance.getEntriesByType('resource').map(one => new URL(one.name)).filter(url => url.pathname.startsWith('/api/')).map(url => url.pathname + url.search)";
    let asked = tab
        .script(script, vec![json!(0)])
        .await
        .unwrap()
        .unwrap_or_default();
    let asked: Vec<String> = serde_json::from_value(asked).unwrap();
    let known = ["/api/policy-pack", "/api/courses", "/api/district"];
    assert!(
        asked
            .iter()
            .all(|path| known.contains(&path.as_str()) || path.starts_with("/api/policy-pack/")),
        "{asked:?}"
    );
}
