//! What the borrower tells and is told on the own page of the loan, what the bureau decides on it; and calls.

use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};

use super::*;
use crate::portal::fresh_key;
use api::ProblemCode;
use workflow::servicing::{CallOutcome, ServicingAction};

fn at(id: &str) -> String {
    format!("/my/applications/{id}/loan")
}

async fn page(browser: &mut Browser, id: &str) -> String {
    let answer = browser.get(&at(id)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.header("cache-control"), "no-store");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn send(browser: &mut Browser, id: &str, fields: &str) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let body = Body::from(format!("key={}&{fields}", fresh_key()));
    browser.send(Method::POST, &at(id), headers, body).await
}

impl Lent {
    async fn owner(&self) -> Browser {
        self.portal.clock.advance_ms(2 * 60 * 1000);
        self.portal.resident(PHONE).await
    }

    async fn bureau(&self, name: &str) -> Browser {
        self.portal.staff(name, Role::HrOfficer, BUREAU).await
    }
}

#[tokio::test]
async fn a_change_is_told_once_and_the_bureau_says_what_it_means() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-10");
    let mut owner = lent.owner().await;
    let shown = page(&mut owner, &lent.id).await;
    assert!(
        shown.contains("由区人社局核定") && !shown.contains("<script"),
        "{shown}"
    );
    let empty = send(&mut owner, &lent.id, "what=change").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = String::from_utf8(empty.body.to_vec()).unwrap();
    for control in ["#kind", "#on", "#words"] {
        assert!(
            said.contains(&format!("href=\"{control}\"")),
            "{control}: {said}"
        );
    }
    let change = "what=change&kind=closed&on=2026&on-month=12&on-day=";
    let ahead = send(&mut owner, &lent.id, &format!("{change}11&words=shut")).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        String::from_utf8(ahead.body.to_vec())
            .unwrap()
            .contains(">shut</textarea>")
    );
    let told_of = send(&mut owner, &lent.id, &format!("{change}8&words=shut")).await;
    assert_eq!(told_of.status, StatusCode::SEE_OTHER, "{told_of:?}");
    let shown = page(&mut owner, &lent.id).await;
    assert!(
        shown.contains("人社局正在看") && !shown.contains("name=\"kind\""),
        "{shown}"
    );
    let again = send(&mut owner, &lent.id, &format!("{change}9&words=shut")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let mut li = lent.bureau("li").await;
    assert!(list(&mut li).await.loans[0].has_open_change);
    let stop =
        json!({ "reason": "", "change_answer": { "stops_from": "2027-01-01", "article": "" } });
    let problem = lent
        .attempt(&mut li, "answer_change", stop)
        .await
        .problem(ProblemCode::InvalidInput);
    let wrong: Vec<&str> = problem
        .errors
        .iter()
        .map(|one| one.pointer.as_str())
        .collect();
    assert_eq!(wrong, ["/reason", "/change_answer/article"]);
    let stop = json!({ "reason": "店已关", "change_answer":
        { "stops_from": "2027-01-01", "article": "示例文件第三条" } });
    let view = lent.act(&mut li, "answer_change", stop).await;
    assert_eq!(view.changes[0].answer.clone().unwrap().reason, "店已关");
    let late = view
        .rows
        .iter()
        .filter(|row| row.due_on.to_string().as_str() > "2027-02-01");
    assert!(late.clone().count() > 5);
    assert!(
        late.clone().all(|row| row.state_pays_fen == Some(0)),
        "{:?}",
        view.rows
    );
    assert!(!list(&mut li).await.loans[0].has_open_change);
    assert!(told(&lent.portal)[0].contains("有答复了"));
    let mut owner = lent.owner().await;
    let shown = page(&mut owner, &lent.id).await;
    assert!(
        shown.contains("不再贴息") && shown.contains("示例文件第三条"),
        "{shown}"
    );
    lent.whole();
}

#[tokio::test]
async fn a_second_officer_takes_a_stop_back_and_the_borrower_reads_why() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-10");
    let mut owner = lent.owner().await;
    let change = "what=change&kind=closed&on=2026&on-month=12&on-day=8&words=shut";
    let answer = send(&mut owner, &lent.id, change).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let (mut li, mut wang) = (lent.bureau("li").await, lent.bureau("wang").await);
    let before = lent.view(&mut li).await.quarters;
    let stop = json!({ "reason": "店已关", "change_answer":
        { "stops_from": "2026-12-01", "article": "示例文件第三条" } });
    let view = lent.act(&mut li, "answer_change", stop).await;
    assert_ne!(view.quarters, before);
    let offers = |view: &StaffLoanView| view.actions.contains(&ServicingAction::ResumeSubsidy);
    assert!(!offers(&view));
    assert!(offers(&lent.view(&mut wang).await));
    let why = json!({ "reason": "店又开了" });
    let problem = lent
        .attempt(&mut li, "resume_subsidy", why.clone())
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    assert_eq!(problem.errors[0].code, "same_person");
    let problem = lent
        .attempt(&mut wang, "resume_subsidy", json!({}))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/reason");
    let view = lent.act(&mut wang, "resume_subsidy", why).await;
    assert_eq!(view.quarters, before);
    assert!(!offers(&view));
    assert!(
        told(&lent.portal)
            .iter()
            .any(|text| text.contains("贴息恢复了"))
    );
    let shown = page(&mut lent.owner().await, &lent.id).await;
    assert!(
        shown.contains("恢复贴息") && shown.contains("店又开了"),
        "{shown}"
    );
    lent.whole();
}

/// Or the same money would stand in two quarters.
#[tokio::test]
async fn a_quarter_approved_for_a_part_shows_that_part_after_the_stop_was_taken_back() {
    let lent = Lent::begin().await;
    lent.noon("2027-02-03");
    let mut owner = lent.owner().await;
    let change = "what=change&kind=closed&on=2027&on-month=2&on-day=1&words=shut";
    let answer = send(&mut owner, &lent.id, change).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let mut li = lent.bureau("li").await;
    let stop = json!({ "reason": "店已关", "change_answer":
        { "stops_from": "2027-02-01", "article": "示例文件第三条" } });
    lent.act(&mut li, "answer_change", stop).await;
    lent.noon("2027-04-05");
    let mut li = lent.portal.signed_in("li").await;
    let mut wang = lent.bureau("wang").await;
    let of = |view: &StaffLoanView, name: &str| {
        let mut quarters = view.quarters.iter();
        let found = quarters.find(|one| one.quarter == name);
        found.map_or(0, |found| found.state_pays_fen)
    };
    let quarter = json!({ "quarter": "2027Q1" });
    let view = lent.act(&mut li, "approve_subsidy", quarter).await;
    let approved = of(&view, "2027Q1");
    let why = json!({ "reason": "店又开了" });
    let view = lent.act(&mut wang, "resume_subsidy", why).await;
    let answer = view.changes[0].answer.clone().unwrap();
    let back = answer.taken_back.unwrap();
    assert!(back.arrears_fen > 0 && back.quarter == "2027Q2");
    assert_eq!(of(&view, "2027Q1"), approved);
    assert!(of(&view, "2027Q2") > back.arrears_fen);
    lent.whole();
}

#[tokio::test]
async fn the_borrower_answers_the_bureau_and_reads_when_it_was_paid() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    let mut li = lent.bureau("li").await;
    let question =
        json!({ "quarter": "2026Q4", "query": { "to": "resident", "question": "店还开着吗" } });
    lent.act(&mut li, "query_subsidy", question).await;
    let said = told(&lent.portal);
    assert!(
        said.iter().any(|text| text.contains("有一件事要问您")),
        "{said:?}"
    );
    let mut owner = lent.owner().await;
    assert!(page(&mut owner, &lent.id).await.contains("店还开着吗"));
    let answer = send(&mut owner, &lent.id, "what=answer&answer=open").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let nothing = send(&mut owner, &lent.id, "what=answer&answer=open").await;
    assert_eq!(nothing.status, StatusCode::CONFLICT);
    let quarter = json!({ "quarter": "2026Q4" });
    let view = lent.act(&mut li, "approve_subsidy", quarter).await;
    assert_eq!(view.queries[0].answer, "open");
    assert!(page(&mut owner, &lent.id).await.contains("等财政付款"));
    let mut wang = lent.bureau("wang").await;
    let list = format!("{}?quarter=2026Q4", path::STAFF_SUBSIDIES);
    let found: api::subsidy::ListSubsidiesResponse = wang.get(&list).await.json();
    let paid = json!({ "quarter": "2026Q4", "paid_on": "2027-01-04", "reference": "CZ-1",
        "loans": 1, "total_fen": 15_500, "digest": found.waiting_digest, "no_conflict": true });
    let answer = wang.post(path::STAFF_SUBSIDY_PAYMENTS, &paid).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let shown = page(&mut owner, &lent.id).await;
    assert!(
        shown.contains("2026 年第 4 季度：2027年1月4日 付了 155.00 元"),
        "{shown}"
    );
    lent.whole();
}

#[tokio::test]
async fn a_last_day_that_is_over_is_said_to_be_over() {
    let lent = Lent::begin().await;
    for (day, is_late) in [("2027-01-04", false), ("2027-02-26", true)] {
        lent.noon(day);
        let mut owner = lent.owner().await;
        let shown = page(&mut owner, &lent.id).await;
        assert!(shown.contains("正在审核"), "{day}: {shown}");
        assert_eq!(shown.contains("最晚的日子过了"), is_late, "{day}: {shown}");
    }
}

#[tokio::test]
async fn the_page_is_nobody_elses_and_nothing_before_the_payout() {
    let lent = Lent::begin().await;
    let mut other = lent.portal.resident("13800000002").await;
    assert_eq!(other.get(&at(&lent.id)).await.status, StatusCode::NOT_FOUND);
    let draft = crate::filing::draft(&mut other).await.id;
    assert_eq!(other.get(&at(&draft)).await.status, StatusCode::NOT_FOUND);
    let mut nobody = lent.portal.anonymous();
    assert_eq!(
        nobody.get(&at(&lent.id)).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn calls_to_whoever_is_late_stay_with_the_loan() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-28");
    let state = &lent.portal.state;
    let now_ms = state.clock.now_ms();
    server::servicing::follow::run_once(state, now_ms, true)
        .await
        .unwrap();
    let mut bank = lent.bank("sun").await;
    let call = json!({ "call": { "on": "2026-12-29", "outcome": "promised" } });
    let problem = lent
        .attempt(&mut bank, "note_call", call)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "date_in_future");
    let call =
        json!({ "call": { "on": "2026-12-28", "outcome": "promised", "words": "卖了羊就还" } });
    let view = lent.act(&mut bank, "note_call", call).await;
    let noted = &view.calls[0];
    assert_eq!(
        (noted.by, noted.outcome),
        (Role::BankOfficer, CallOutcome::Promised)
    );
    assert!(
        !noted.caller.is_empty() && noted.words == "卖了羊就还",
        "{noted:?}"
    );
    let mut li = lent.bureau("li").await;
    lent.attempt(
        &mut li,
        "note_call",
        json!({ "call": { "on": "2026-12-28", "outcome": "promised" } }),
    )
    .await
    .problem(ProblemCode::NotAllowed);
    lent.whole();
}
