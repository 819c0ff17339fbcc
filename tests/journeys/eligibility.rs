//! 我能享受什么: every programme at once, an answer changed, a question left open, another day, passed on without answers.

use i18n::t;
use serde_json::json;

use crate::harness::{Portal, Tab, journey};

journey!(learn_what_i_may_claim);
journey!(look_at_everything_at_once);
journey!(answer_before_the_rules_come);

/// The programme of the long way, as the pack names it.
pub(crate) const LOAN: &str = "创业担保贷款（个人）";

/// How 王师傅 of `policies/cases` answers: back from away, runs a noodle shop since last year, owes nothing;
/// what is not here he does not know.
const ANSWERS: [(&str, &str); 22] = [
    ("birth_date", "1988-05-06"),
    ("retirement_track", "male_60"),
    ("categories", "returning_migrant"),
    ("in_school", "no"),
    ("graduating_year", "no"),
    ("graduated_on", NEVER),
    ("public_employee", "no"),
    ("welfare_post", "no"),
    ("business_kind", "self_employed"),
    ("business_in_district", "yes"),
    ("business_in_province", "yes"),
    ("business_operating", "yes"),
    ("business_first", "yes"),
    ("business_registered_on", "2025-03-12"),
    ("startup_subsidy_received", "no"),
    ("wage_or_insurance_arrears", "no"),
    ("industry", "catering"),
    ("other_loans", "none"),
    ("family_loans_5y", "no"),
    ("prior_guaranteed_loans", "0"),
    ("loan_overdue_record", "no"),
    ("employees", "2"),
];

/// A date that never came has a button of its own.
const NEVER: &str = "never";

async fn learn_what_i_may_claim(_: &mut Portal, tab: &Tab) {
    tab.open("/").await;
    tab.press(t::common::task::entitled()).await;
    tab.arrive(t::eligibility::title()).await;
    tab.select("purpose", "startup").await;

    // Nothing is judged before it is sent, and then in words.
    let first = asked(tab).await;
    tab.press(t::eligibility::go_on()).await;
    tab.at(".error-summary").await;
    assert_eq!(asked(tab).await, first);

    answer_to_the_end(tab, Some("loan_overdue_record")).await;
    open_programme(tab, LOAN).await;
    tab.see(t::eligibility::standing::unknown()).await;
    tab.see(t::eligibility::missing::unsure()).await;
    tab.press_at("main ul a[href$='/question/loan_overdue_record']")
        .await;
    answer(tab, "loan_overdue_record", "no").await;
    tab.arrive(t::eligibility::result::title()).await;
    look_at_the_loan(tab).await;
    change_and_change_back(tab).await;
    look_at_other_days(tab).await;

    // A reload loses nothing, and nothing was sent anywhere.
    tab.driver.refresh().await.unwrap();
    tab.arrive(t::eligibility::result::title()).await;
    tab.see("2035年1月1日").await;
    nothing_was_sent(tab).await;
}

/// The page of one programme: the money, the conditions with their sources, how to claim, what was checked.
async fn look_at_the_loan(tab: &Tab) {
    open_programme(tab, LOAN).await;
    tab.see(t::eligibility::standing::eligible()).await;
    tab.see(up_to(30_000_000)).await;
    tab.see(t::eligibility::claim::papers()).await;
    tab.see(t::eligibility::checked::title()).await;
    tab.press_at(".eligibility__condition .eligibility__cite summary")
        .await;
    tab.at(".eligibility__condition .eligibility__clause").await;
    tab.look_over().await;
    passed_on_without_answers(tab).await;
    tab.back().await;
    tab.arrive(t::eligibility::result::title()).await;
}

/// Another group of people: not any more, and what would help; then as it was.
async fn change_and_change_back(tab: &Tab) {
    tab.press_at(".summary-list__change a[href$='/question/categories']")
        .await;
    answer(tab, "categories", "none").await;
    answer_to_the_end(tab, None).await;
    open_programme(tab, LOAN).await;
    tab.see(t::eligibility::standing::one_step()).await;
    tab.at(".eligibility__way a[href^='/courses?']").await;
    tab.look_over().await;
    tab.back().await;
    tab.arrive(t::eligibility::result::title()).await;
    tab.press_at(".summary-list__change a[href$='/question/categories']")
        .await;
    answer(tab, "categories", "returning_migrant").await;
    answer_to_the_end(tab, None).await;
}

async fn look_at_other_days(tab: &Tab) {
    ask_as_of(tab, "2019-03-01").await;
    tab.see("2019年3月1日").await;
    open_programme(tab, LOAN).await;
    tab.see(up_to(15_000_000)).await;
    tab.see(t::eligibility::apply::only_today()).await;
    tab.back().await;
    tab.arrive(t::eligibility::result::title()).await;
    ask_as_of(tab, "2035-01-01").await;
    tab.see(t::eligibility::standing::not_in_force()).await;
    tab.look_over().await;
}

/// Who looks for everything and knows little of himself still gets every programme told.
async fn look_at_everything_at_once(_: &mut Portal, tab: &Tab) {
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    while let Some(fact) = asked(tab).await {
        answer_or_leave_open(tab, &fact, None).await;
    }
    tab.arrive(t::eligibility::result::title()).await;
    let cards = tab
        .script(
            "return document.querySelectorAll('.eligibility__card').length",
            Vec::new(),
        )
        .await
        .unwrap();
    assert_eq!(cards, Some(json!(15)));
    for standing in ["eligible", "one-step", "unknown", "not-eligible"] {
        tab.at(&format!("[id='group-{standing}']")).await;
    }
    tab.look_over().await;
}

/// The first question needs no rules. Whoever answers it while they do not come is told so on the next page, and goes on
/// from there with the answer kept.
async fn answer_before_the_rules_come(_: &mut Portal, tab: &Tab) {
    tab.block(&["*/api/policy-pack/*/rules"]).await;
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    let first = asked(tab).await.unwrap();
    tab.see(t::common::failed::title()).await;
    tab.look_over().await;
    leave_open(tab, &first).await;
    tab.see(t::common::failed::title()).await;
    tab.look_over().await;
    tab.block(&[]).await;
    tab.press(t::common::retry()).await;
    let second = asked(tab).await.unwrap();
    assert_ne!(second, first);
    tab.press(t::common::back()).await;
    is_asked(tab, &first).await;
}

fn up_to(fen: i64) -> String {
    t::eligibility::per::once(i18n::money_in_words(domain::Money::from_fen(fen)))
}

async fn open_programme(tab: &Tab, title: &str) {
    tab.press(title).await;
    tab.arrive(title).await;
}

/// Answers question after question until the result is there; the question named is left open too.
pub(crate) async fn answer_to_the_end(tab: &Tab, unsure: Option<&str>) {
    while let Some(fact) = asked(tab).await {
        tab.look_over().await;
        answer_or_leave_open(tab, &fact, unsure).await;
    }
    tab.arrive(t::eligibility::result::title()).await;
}

/// The fact that is asked for, once its question is drawn; none once the result is.
async fn asked(tab: &Tab) -> Option<String> {
    let script = "if (document.querySelector('main .eligibility__cards')) return ''; \
        return document.querySelector('main form [data-fact]')?.dataset.fact || null";
    let fact = tab
        .until("a question or the result", async || {
            tab.script(script, Vec::new()).await
        })
        .await;
    fact.as_str()
        .filter(|fact| !fact.is_empty())
        .map(str::to_owned)
}

/// What 王师傅 knows he answers; the rest he leaves open.
async fn answer_or_leave_open(tab: &Tab, fact: &str, unsure: Option<&str>) {
    let mut known = ANSWERS.iter();
    match known.find(|(known, _)| *known == fact && unsure != Some(fact)) {
        Some((fact, code)) => answer(tab, fact, code).await,
        None => leave_open(tab, fact).await,
    }
}

async fn leave_open(tab: &Tab, fact: &str) {
    is_asked(tab, fact).await;
    tab.press(t::eligibility::unsure()).await;
    is_over(tab, fact).await;
}

async fn answer(tab: &Tab, fact: &str, code: &str) {
    is_asked(tab, fact).await;
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
        _ if code == NEVER => {
            tab.press(t::eligibility::never()).await;
            return is_over(tab, fact).await;
        }
        (_, "birth_date" | "business_registered_on" | "graduated_on") => {
            tab.fill_date("answer", code).await;
        }
        _ => tab.fill("answer", code).await,
    }
    tab.press(t::eligibility::go_on()).await;
    is_over(tab, fact).await;
}

async fn is_asked(tab: &Tab, fact: &str) {
    tab.at(&format!("main form [data-fact='{fact}']")).await;
}

/// The next question, or the result, has taken this one's place.
async fn is_over(tab: &Tab, fact: &str) {
    tab.until("what comes after", async || {
        let next =
            "return !document.querySelector(`main form [data-fact='${arguments[0]}']`) || null";
        tab.script(next, vec![json!(fact)]).await
    })
    .await;
}

async fn ask_as_of(tab: &Tab, day: &str) {
    tab.press(t::eligibility::result::another_day()).await;
    tab.arrive(t::eligibility::title()).await;
    if !tab.at("[id='as-of']").await.is_displayed().await.unwrap() {
        tab.press(t::eligibility::start::another_day()).await;
    }
    tab.fill_date("as-of", day).await;
    // Another day's rules may ask for more, or for nothing.
    let is_settled = "return document.querySelector('main form [data-fact]') ? 'more' : document.querySelector('main a.button[href$=\"/result\"]:not(.button--secondary)') ? 'result' : null";
    let next = tab
        .until("a question or the way to the result", async || {
            tab.script(is_settled, Vec::new()).await
        })
        .await;
    if next == json!("more") {
        answer_to_the_end(tab, None).await;
    } else {
        tab.press_at("main a.button[href$='/result']:not(.button--secondary)")
            .await;
        tab.arrive(t::eligibility::result::title()).await;
    }
}

/// What is passed on is the page's name and address; no answer has a way into either.
async fn passed_on_without_answers(tab: &Tab) {
    let listen = "window.passedOn = []; \
        Object.defineProperty(navigator, 'share', { configurable: true, value: data => { window.passedOn.push(data.title, data.url); return Promise.resolve(); } })";
    tab.driver.execute(listen, Vec::new()).await.unwrap();
    tab.press(t::eligibility::result::share()).await;
    let passed_on = tab
        .until("what is passed on", async || {
            tab.script(
                "return window.passedOn.length ? window.passedOn : null",
                Vec::new(),
            )
            .await
        })
        .await;
    let address = tab.driver.current_url().await.unwrap();
    assert_eq!(passed_on, json!([LOAN, address.as_str()]));
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
    let known = ["/api/policy-pack", "/api/catalogue", "/api/district"];
    let with_more = ["/api/policy-pack/", "/api/catalogue?since=seed-"];
    assert!(
        asked.iter().all(|path| known.contains(&path.as_str())
            || with_more.iter().any(|known| path.starts_with(known))),
        "{asked:?}"
    );
}
