//! What comes back is recorded: in the agency's role, by the true person, under the package's id, by two where it takes two.

use super::*;
use crate::staff::{DAY_MS, again};
use api::application::ApplicationView;
use api::re_review::ListReReviewsResponse;
use server::applications::file::ApplicationFile;
use server::applications::verify::verify;
use server::clock::Clock as _;
use workflow::loan::{HandOverDecision, LoanEvent};

mod conditions;

fn last_event(case: &AtBank) -> LoanEvent {
    let state = &case.portal.state;
    let file = state
        .store
        .read(|connection| ApplicationFile::load(state, connection, &case.id))
        .unwrap()
        .unwrap();
    file.events.last().unwrap().clone()
}

fn is_whole(case: &AtBank) {
    let state = &case.portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}

#[tokio::test]
async fn what_the_bureau_took_over_is_drawn_for_the_bureau_and_not_for_who_recorded_it() {
    let mut case = at_guarantee_of(district()).await;
    let passed = [
        ("decision", "同意担保"),
        ("decided_by", "示例 赵经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &passed).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    case.portal.clock.advance_ms(DAY_MS);
    let now_ms = case.portal.clock.now_ms();
    let drawn = server::re_reviews::draw::run_once(&case.portal.state, now_ms).await;
    assert_eq!(drawn.unwrap(), 2, "the bureau's own, and the agency's");
    let waiting = async |name: &str| {
        let mut officer = again(&case.portal, name).await;
        let answer = officer.get(path::STAFF_RE_REVIEWS).await;
        let found: ListReReviewsResponse = answer.json();
        (officer, found.waiting)
    };
    let (_, of_li) = waiting("li").await;
    assert_eq!(of_li, [], "li recorded what the agency says");
    let (mut wang, of_wang) = waiting("wang").await;
    assert_eq!(of_wang.len(), 2);
    for one in of_wang {
        let at = with_id(path::STAFF_RE_REVIEW_ACTIONS, &one.id);
        let agree = json!({ "version": one.version, "action": "agree", "no_conflict": true });
        let answer = wang.post(&at, &agree).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    is_whole(&case);
}

/// As an agency with accounts can: no clock runs, and the bureau ends the wait.
#[tokio::test]
async fn a_bank_without_accounts_lets_a_file_wait_for_quota() {
    let mut case = at_bank().await;
    let waits = [
        ("decision", "当年贴息额度用完，先等额度"),
        ("note", "等市里追加"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &waits).await;
    let decided = package.decision.clone().unwrap();
    assert_eq!(decided.decision, HandOverDecision::HoldForQuota);
    assert_eq!(decided.note.as_deref(), Some("等市里追加"));
    let recorded = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(recorded.state, PackageState::Recorded);
    assert_eq!(state(&mut case).await, LoanState::QuotaWait);
    let event = last_event(&case);
    assert_eq!(
        (event.role, event.action),
        (Role::BankOfficer, LoanAction::HoldForQuota)
    );
    assert_eq!(event.package_id.as_deref(), Some(package.id.as_str()));
    // While it waits there is nothing to hand over.
    let found = list(&mut case.li, &case.id).await;
    assert_eq!((found.agency, found.decisions), (None, vec![]));
    is_whole(&case);
}

#[tokio::test]
async fn a_bank_without_accounts_offers_a_loan() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, AGREED).await;
    let decided = package.decision.clone().unwrap();
    assert_eq!(decided.terms.as_ref().unwrap().amount_fen, 18_000_000);
    assert_eq!(decided.decided_on, "2026-11-24");
    assert!(package.may_record && !package.may_confirm);
    assert_eq!(state(&mut case).await, LoanState::BankReview, "read only");

    let key = fresh_key();
    let at = with_id(path::STAFF_PACKAGE_ACTIONS, &package.id);
    let body = press(&package, PackageAction::Record);
    let first = case.li.send_json(Method::POST, &at, &key, &body).await;
    let again = case.li.send_json(Method::POST, &at, &key, &body).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    assert_eq!(first.body, again.body);
    let recorded: PackageView = first.json();
    assert_eq!(recorded.state, PackageState::Recorded);
    assert_eq!(messages(&case.portal, PHONE).len(), 1);

    let event = last_event(&case);
    assert_eq!(event.role, Role::BankOfficer);
    assert_eq!(event.package_id.as_deref(), Some(package.id.as_str()));
    assert!(!event.actor_id.is_empty() && event.actor_id != package.id);
    let mine: ApplicationView = case
        .resident
        .get(&with_id(path::APPLICATION, &case.id))
        .await
        .json();
    assert_eq!(mine.state, LoanState::ContractReady);
    assert_eq!(mine.terms.unwrap().rate_basis_points, 310);
    is_whole(&case);
    // What was done once is not done again, by whatever press.
    let late = attempt(&mut case.li, &recorded, PackageAction::Record).await;
    refused_with(&late, "package_recorded");
}

#[tokio::test]
async fn residents_are_told_who_holds_the_file_and_the_clock_runs() {
    let mut case = at_bank().await;
    let at = with_id(path::APPLICATION, &case.id);
    let before: ApplicationView = case.resident.get(&at).await.json();
    let package = make(&mut case.li, &case.id).await;
    let after: ApplicationView = case.resident.get(&at).await.json();
    assert_eq!(before.clock, after.clock);
    assert!(!after.clock.unwrap().paused);
    assert_eq!(after.holder.agency.as_deref(), Some("示例经办银行"));
    assert_eq!(package.agency, "示例经办银行");
}

#[tokio::test]
async fn a_refusal_takes_two_of_the_bureau() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, REFUSED).await;
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(proposed.state, PackageState::Proposed);
    assert_eq!(state(&mut case).await, LoanState::BankReview);
    assert!(!proposed.may_confirm);
    attempt(&mut case.li, &proposed, PackageAction::Confirm)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    // Meanwhile nobody makes another one.
    let second = attempt_make(&mut case.wang, &case.id).await;
    refused_with(&second, "nothing_to_decide");
    // The second person has not yet said to have nothing to do with the applicant.
    assert!(view(&mut case.wang, &case.id).await.is_conflict_asked);
    let mut silent = press(&proposed, PackageAction::Confirm);
    silent["no_conflict"] = json!(false);
    let at = with_id(path::STAFF_PACKAGE_ACTIONS, &proposed.id);
    let answer = case.wang.post(&at, &silent).await;
    let problem = answer.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/no_conflict");
    let seen = list(&mut case.wang, &case.id).await.packages.remove(0);
    assert!(seen.may_confirm);
    done(&mut case.wang, &seen, PackageAction::Confirm).await;
    assert_eq!(state(&mut case).await, LoanState::Declined);
    assert_eq!(messages(&case.portal, PHONE).len(), 1);
    is_whole(&case);
}

/// What was offered is taken back as with accounts: before the contract, by two, with reasons.
#[tokio::test]
async fn an_offer_is_taken_back_by_a_form_before_the_contract() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, AGREED).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::ContractReady);
    let package = read_back(&mut case, REFUSED).await;
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(proposed.state, PackageState::Proposed);
    assert_eq!(state(&mut case).await, LoanState::ContractReady);
    attempt(&mut case.li, &proposed, PackageAction::Confirm)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let seen = list(&mut case.wang, &case.id).await.packages.remove(0);
    done(&mut case.wang, &seen, PackageAction::Confirm).await;
    assert_eq!(state(&mut case).await, LoanState::Declined);
    let event = last_event(&case);
    assert_eq!(event.role, Role::BankOfficer);
    assert_eq!(event.package_id.as_deref(), Some(package.id.as_str()));
    is_whole(&case);
}

#[tokio::test]
async fn an_appeal_on_a_form_is_left_to_the_unit_that_is_named() {
    let district = district();
    std::fs::write(district.path().join("appeal.toml"), "bank = '示例复核处'").unwrap();
    let mut case = at_bank_of(district).await;
    let package = read_back(&mut case, REFUSED).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    let seen = list(&mut case.wang, &case.id).await.packages.remove(0);
    done(&mut case.wang, &seen, PackageAction::Confirm).await;
    let at = with_id(path::APPLICATION, &case.id);
    let mine: ApplicationView = case.resident.get(&at).await.json();
    let appeal = json!({ "version": mine.version, "action": "appeal",
        "reason": "逾期已经还清，有银行的证明。" });
    let at = with_id(path::APPLICATION_ACTIONS, &case.id);
    let answer = case.resident.post(&at, &appeal).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");

    // Somebody of the bureau who had no part in the refusal, and is none of the unit's people.
    case.li = hr(&case.portal, "zhang").await;
    let overturned = [
        ("decision", "复核后重新审核"),
        ("note", "证明已经看过，属实。"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &overturned).await;
    let problem = attempt(&mut case.li, &package, PackageAction::Record)
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "appeal_unit_needed");
    let mark = |tx: &store::Tx| {
        let member = store::staff::find_by_username(tx, "zhang")?.unwrap();
        store::staff::set_decides_appeals(tx, &member.id, true)
    };
    let marked = case
        .portal
        .state
        .store
        .write::<_, _, store::StoreError>(mark);
    assert!(marked.await.unwrap());
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::BankReview);
    is_whole(&case);
}

#[tokio::test]
async fn a_second_person_who_does_not_agree_ends_the_package() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, REFUSED).await;
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    let at = with_id(path::STAFF_PACKAGE_ACTIONS, &package.id);
    let bare = press(&proposed, PackageAction::Dismiss);
    let problem = case.wang.post(&at, &bare).await;
    let problem = problem.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/note");
    let mut why = bare;
    why["note"] = json!("原件上写的是同意");
    let answer = case.wang.post(&at, &why).await;
    let dismissed: PackageView = answer.json();
    assert_eq!(dismissed.state, PackageState::Dismissed);
    let file = view(&mut case.li, &case.id).await;
    assert_eq!(file.pending_refusal, None);
    // Another package, and what the paper really says.
    let package = read_back(&mut case, AGREED).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::ContractReady);
    is_whole(&case);
}

#[tokio::test]
async fn what_is_to_fix_goes_back_to_the_resident_once() {
    let mut case = at_bank().await;
    let values = [
        ("decision", "退回，请申请人补正"),
        ("defect_2", "材料：营业执照"),
        ("defect_2_code", "看不清"),
        ("defect_2_note", "请重拍"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &values).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    let file = view(&mut case.li, &case.id).await.application;
    assert_eq!(file.state, LoanState::ReturnedBank);
    assert_eq!(file.defects[0].field, "documents/business_licence");
}

#[tokio::test]
async fn contract_and_payment_come_out_of_packages_too() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, AGREED).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    let signed = [
        ("decision", "合同已签"),
        ("signed_on", "2026-11-24"),
        ("contract_number", "HT-2026-9"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &signed).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    let file = view(&mut case.li, &case.id).await;
    assert_eq!(file.particulars.contract.unwrap().number, "HT-2026-9");
    let paid = [
        ("decision", "已放款"),
        ("paid_amount", "180000"),
        ("paid_on", "2026-11-24"),
        ("account_tail", "1234"),
        ("method", "等额本金，每月还的本金一样多"),
        ("counting", "每月算十二分之一年"),
        ("early_effect", "缩短期限"),
        ("loan_number", "JK-1"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &paid).await;
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::ContractReady);
    done(&mut case.wang, &proposed, PackageAction::Confirm).await;
    assert_eq!(state(&mut case).await, LoanState::Disbursed);
    is_whole(&case);
}
