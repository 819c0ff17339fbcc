//! The subsidy of a quarter from the bureau's question to the money: the days it has, who is told, and two people.

use api::ProblemCode;
use api::subsidy::{ListSubsidiesResponse, PaySubsidiesResponse};
use server::servicing::remind_subsidies;
use store::StoreError;
use store::{file_notices, loans};
use workflow::servicing::SubsidyDuty;

use super::*;

const QUARTER: &str = "2026Q4";

async fn listed(officer: &mut Browser) -> ListSubsidiesResponse {
    let list = format!("{}?quarter={QUARTER}", path::STAFF_SUBSIDIES);
    officer.get(&list).await.json()
}

fn paid(on: &str, reference: &str, found: &ListSubsidiesResponse) -> Value {
    json!({ "quarter": QUARTER, "paid_on": on, "reference": reference,
        "loans": found.waiting, "total_fen": found.waiting_fen, "digest": found.waiting_digest,
        "no_conflict": true })
}

/// The loans that the next run opens on a day.
fn to_look_at(lent: &Lent, day: &str) -> Vec<String> {
    let day = Date::parse_iso(day).unwrap();
    let list = |connection: &store::Connection| loans::list_to_look_at(connection, day, "", 10);
    lent.portal.state.store.read::<_, StoreError>(list).unwrap()
}

fn abouts(lent: &Lent) -> Vec<String> {
    let id = lent.id.clone();
    let list = |connection: &store::Connection| file_notices::list(connection, &id);
    let told = lent.portal.state.store.read::<_, StoreError>(list).unwrap();
    told.into_iter()
        .map(|one| one.about)
        .filter(|about| about.starts_with("subsidy"))
        .collect()
}

impl Lent {
    async fn hr(&self, name: &str) -> Browser {
        self.portal.staff(name, Role::HrOfficer, BUREAU).await
    }
}

#[tokio::test]
async fn one_approves_and_another_records_what_finance_paid() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    let (mut li, mut wang) = (lent.hr("li").await, lent.hr("wang").await);
    let pay = path::STAFF_SUBSIDY_PAYMENTS;
    let found = listed(&mut li).await;
    assert_eq!((found.waiting, found.waiting_fen), (0, 0));
    let clock = found.entries[0].clock.clone().unwrap();
    assert_eq!(clock.duty, SubsidyDuty::Review);
    // Nothing is approved, so there is nothing to record.
    wang.post(pay, &paid("2027-01-04", "CZ-1", &found))
        .await
        .problem(ProblemCode::Stale);
    lent.act(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await;
    let found = listed(&mut li).await;
    assert_eq!((found.waiting, found.waiting_fen), (1, 15_500));
    assert!(found.is_approver);
    let clock = found.entries[0].clock.clone().unwrap();
    assert_eq!((clock.duty, clock.days_left), (SubsidyDuty::Pay, 10));
    li.post(pay, &paid("2027-01-04", "CZ-1", &found))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let problem = wang
        .post(pay, &paid("2027-01-05", " ", &found))
        .await
        .problem(ProblemCode::InvalidInput);
    let wrong: Vec<&str> = problem
        .errors
        .iter()
        .map(|one| one.pointer.as_str())
        .collect();
    assert_eq!(wrong, ["/paid_on", "/reference"]);
    // Another sum than the one on screen.
    let mut other = paid("2027-01-04", "CZ-1", &found);
    other["total_fen"] = json!(15_501);
    wang.post(pay, &other).await.problem(ProblemCode::Stale);
    let alone = lent
        .attempt(&mut wang, "pay_subsidy", json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert!(alone.errors.is_empty(), "a quarter is paid by its list");

    let sent = told(&lent.portal).len();
    let answer = wang.post(pay, &paid("2027-01-04", "CZ-1", &found)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let PaySubsidiesResponse {
        batch,
        left_to_others,
    } = answer.json();
    assert_eq!(left_to_others, 0);
    assert_eq!((batch.loans, batch.total_fen), (1, 15_500));
    // What was on screen, and below the list that finance paid by, stays with the payment.
    assert_eq!(batch.digest.as_deref(), Some(found.waiting_digest.as_str()));
    let found = listed(&mut wang).await;
    assert_eq!((found.waiting, found.batches), (0, vec![batch]));
    assert_eq!(found.entries[0].clock, None);
    let decision = found.entries[0].decision.clone().unwrap();
    assert_eq!(decision.paid.unwrap().reference, "CZ-1");
    for _ in 0..50 {
        if told(&lent.portal).len() > sent {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let said = told(&lent.portal);
    assert!(
        said.iter().any(|text| text.contains("贴息已经付出")),
        "{said:?}"
    );
    lent.whole();
}

/// Another loan that waits with the same sum is another line, though count and sum are as they were.
#[tokio::test]
async fn a_list_with_one_line_swapped_is_not_the_list_that_was_seen() {
    let lent = Lent::begin().await;
    let (second, _) = lent.lend_another().await;
    lent.noon("2027-01-04");
    let (mut li, mut wang) = (lent.hr("li").await, lent.hr("wang").await);
    let mut zhao = lent.hr("zhao").await;
    lent.act(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await;
    let seen = listed(&mut zhao).await;
    let pay = path::STAFF_SUBSIDY_PAYMENTS;
    let answer = wang.post(pay, &paid("2027-01-04", "CZ-1", &seen)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: StaffLoanView = li.get(&with_id(path::STAFF_LOAN, &second)).await.json();
    let approve = json!({ "version": view.version, "action": "approve_subsidy",
        "quarter": QUARTER, "no_conflict": true });
    let act = with_id(path::STAFF_LOAN_ACTIONS, &second);
    let answer = li.post(&act, &approve).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");

    let found = listed(&mut zhao).await;
    let sums = |list: &ListSubsidiesResponse| (list.waiting, list.waiting_fen);
    assert_eq!(sums(&found), sums(&seen));
    let problem = zhao
        .post(pay, &paid("2027-01-04", "CZ-2", &seen))
        .await
        .problem(ProblemCode::Stale);
    assert_eq!(problem.errors[0].code, "lines_changed");
    // An older list is told as that, whoever of the newer one was never answered for.
    let mut silent = paid("2027-01-04", "CZ-2", &seen);
    silent["no_conflict"] = json!(false);
    zhao.post(pay, &silent).await.problem(ProblemCode::Stale);
    let answer = zhao.post(pay, &paid("2027-01-04", "CZ-2", &found)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// The digest that was kept is worked out again: neither the list nor a line of it is another one behind it.
#[tokio::test]
async fn a_list_that_was_paid_is_worked_out_again() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    let (mut li, mut wang) = (lent.hr("li").await, lent.hr("wang").await);
    lent.act(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await;
    let found = listed(&mut wang).await;
    let pay = path::STAFF_SUBSIDY_PAYMENTS;
    let answer = wang.post(pay, &paid("2027-01-04", "CZ-1", &found)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    lent.whole();
    let state = &lent.portal.state;
    for (change, back) in [
        (
            "UPDATE loans SET acceptance_number = acceptance_number || 'X'",
            "UPDATE loans SET acceptance_number = replace(acceptance_number, 'X', '')",
        ),
        (
            "UPDATE subsidy_batches SET digest = digest || '0'",
            "UPDATE subsidy_batches SET digest = substr(digest, 1, 64)",
        ),
        (
            "UPDATE subsidy_batches SET total_fen = total_fen + 1",
            "UPDATE subsidy_batches SET total_fen = total_fen - 1",
        ),
        (
            "UPDATE subsidy_batches SET loans = 2",
            "UPDATE subsidy_batches SET loans = 1",
        ),
    ] {
        lent.portal.change(change).await;
        let report = server::servicing::verify::verify(&state.store, &state.keyring).unwrap();
        assert_eq!(report.findings.len(), 1, "{change}: {report:?}");
        assert!(report.findings[0].contains("the list that was paid"));
        lent.portal.change(back).await;
        lent.whole();
    }
}

#[tokio::test]
async fn whoever_recorded_a_payment_approves_nothing_more_of_the_quarter() {
    let lent = Lent::begin().await;
    let (second, _) = lent.lend_another().await;
    lent.noon("2027-01-04");
    let (mut li, mut wang) = (lent.hr("li").await, lent.hr("wang").await);
    let quarter = json!({ "quarter": QUARTER });
    lent.act(&mut li, "approve_subsidy", quarter.clone()).await;
    let found = listed(&mut wang).await;
    let answer = wang
        .post(
            path::STAFF_SUBSIDY_PAYMENTS,
            &paid("2027-01-04", "CZ-1", &found),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let at = with_id(path::STAFF_LOAN, &second);
    let view: StaffLoanView = wang.get(&at).await.json();
    let mut body = quarter;
    body["version"] = json!(view.version);
    body["action"] = json!("approve_subsidy");
    body["no_conflict"] = json!(true);
    let act = with_id(path::STAFF_LOAN_ACTIONS, &second);
    wang.post(&act, &body)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let answer = li.post(&act, &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn a_loan_of_somebody_close_is_left_to_a_colleague_and_holds_up_no_other() {
    let lent = Lent::begin().await;
    let (second, _) = lent.lend_another().await;
    lent.noon("2027-01-04");
    let (mut li, mut wang) = (lent.hr("li").await, lent.hr("wang").await);
    let mut chen = lent.hr("chen").await;
    for id in [&lent.id, &second] {
        let view: StaffLoanView = li.get(&with_id(path::STAFF_LOAN, id)).await.json();
        let body = json!({ "version": view.version, "action": "approve_subsidy",
            "quarter": QUARTER, "no_conflict": true });
        let answer = li.post(&with_id(path::STAFF_LOAN_ACTIONS, id), &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let answer = wang
        .post(
            &with_id(path::STAFF_CONFLICTS, &lent.id),
            &json!({ "action": "declare" }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");

    let found = listed(&mut wang).await;
    assert_eq!((found.waiting, found.left_to_others), (1, 1));
    assert!(found.is_conflict_asked);
    assert!(found.entries.iter().all(|entry| entry.id == second));
    let mut silent = paid("2027-01-04", "CZ-1", &found);
    silent["no_conflict"] = json!(false);
    let problem = wang
        .post(path::STAFF_SUBSIDY_PAYMENTS, &silent)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "conflict_not_answered");
    let pay = paid("2027-01-04", "CZ-1", &found);
    let answer = wang.post(path::STAFF_SUBSIDY_PAYMENTS, &pay).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer: PaySubsidiesResponse = answer.json();
    assert_eq!((answer.batch.loans, answer.left_to_others), (1, 1));
    let found = listed(&mut wang).await;
    assert_eq!((found.waiting, found.left_to_others), (0, 1));

    // The colleague finds what was left, and records it.
    let found = listed(&mut chen).await;
    assert_eq!((found.waiting, found.left_to_others), (1, 0));
    let pay = paid("2027-01-04", "CZ-2", &found);
    let answer = chen.post(path::STAFF_SUBSIDY_PAYMENTS, &pay).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(listed(&mut wang).await.left_to_others, 0);
}

#[tokio::test]
async fn an_officer_s_own_loan_stands_in_the_list_and_is_left_to_a_colleague() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    // The account is shown as the borrower's name with a space in it.
    let (mut li, mut own) = (lent.hr("li").await, lent.hr("甲").await);
    lent.act(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await;
    let found = listed(&mut own).await;
    assert_eq!((found.entries.len(), found.waiting), (1, 0));
    assert_eq!(found.left_to_others, 1);
}

#[tokio::test]
async fn a_question_stops_the_days_until_it_is_answered() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    let (mut li, mut bank) = (lent.hr("li").await, lent.bank("sun").await);
    let question = json!({ "quarter": QUARTER, "query": { "to": "bank", "question": "" } });
    let problem = lent
        .attempt(&mut li, "query_subsidy", question)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/query/question");
    let question = json!({ "quarter": QUARTER, "query": { "to": "bank", "question": "利率对吗" } });
    let view = lent.act(&mut li, "query_subsidy", question).await;
    assert!(view.quarters[0].clock.clone().unwrap().is_paused);
    let problem = lent
        .attempt(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "query_open");
    assert!(list(&mut bank).await.loans[0].asks_bank);
    let view = lent
        .act(
            &mut bank,
            "answer_query",
            json!({ "words": "合同写的 3.1%" }),
        )
        .await;
    assert_eq!(view.queries[0].answered_by, Some(Role::BankOfficer));
    assert!(!list(&mut bank).await.loans[0].asks_bank);
    lent.act(&mut li, "approve_subsidy", json!({ "quarter": QUARTER }))
        .await;
    lent.whole();
}

#[tokio::test]
async fn the_bureau_is_told_before_its_days_are_over_and_then_the_supervisor() {
    let lent = Lent::begin().await;
    let state = &lent.portal.state;
    assert_eq!(to_look_at(&lent, "2026-11-24"), [lent.id.as_str()]);
    let mut counts = Vec::new();
    // Nothing in the night, nothing twice, and what is over is over once.
    for (day, hour) in [
        ("2027-01-04", 12),
        ("2027-01-13", 3),
        ("2027-01-13", 12),
        ("2027-01-13", 13),
        ("2027-01-20", 12),
        ("2027-02-26", 12),
    ] {
        lent.noon(day);
        let now_ms = state.clock.now_ms() + (hour - 12) * HOUR_MS;
        counts.push(remind_subsidies::run_once(state, now_ms).await.unwrap());
        // Whoever asks again in the same hour opens nothing.
        let left = to_look_at(&lent, day);
        assert!(left.is_empty() || hour < 9, "{day} {hour}: {left:?}");
    }
    assert_eq!(counts, [0, 0, 1, 0, 1, 0]);
    let abouts = abouts(&lent);
    let expected = ["subsidy_review_near_2026Q4", "subsidy_review_over_2026Q4"];
    assert_eq!(abouts, expected);
    // What happens to a loan opens it again.
    let mut li = lent.hr("li").await;
    lent.act(
        &mut li,
        "query_subsidy",
        json!({ "quarter": QUARTER,
        "query": { "to": "bank", "question": "利率对吗" } }),
    )
    .await;
    assert_eq!(to_look_at(&lent, "2027-02-26"), [lent.id.as_str()]);
    let mut bank = lent.bank("sun").await;
    lent.act(
        &mut bank,
        "answer_query",
        json!({ "words": "合同写的 3.1%" }),
    )
    .await;
    let clock = listed(&mut li).await.entries[0].clock.clone().unwrap();
    assert!(
        clock.days_left < 0 && clock.escalated_on.is_some(),
        "{clock:?}"
    );
}
