//! What is not taken: forms that are wrong, all of it at once with the cell; packages that are stale, with the reason.

use super::*;
use crate::staff::corrections::{address, correct, in_review, say};
use api::application::ApplicationView;

fn codes(read: &ReadPackageFormResponse) -> Vec<(&str, &str)> {
    let problems = read.problems.iter();
    problems
        .map(|one| (one.row.as_str(), one.code.as_str()))
        .collect()
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_with_its_cell() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    let values = [
        ("decision", "同意贷款"),
        ("amount", "很多"),
        ("rate", "31"),
        ("months", "240"),
        ("evidence", "信用报告"),
        ("decided_on", "2027-01-01"),
    ];
    let form = form_of(&mut case.li, &package.id, &values).await;
    let read = read(&mut case.li, &package.id, form).await;
    let mut found = codes(&read);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("amount", "amount_unreadable"),
            ("branch", "required"),
            ("decided_by", "required"),
            ("decided_on", "date_in_future"),
            ("evidence", "not_expected"),
            ("months", "number_too_large"),
            ("rate", "number_too_large"),
        ]
    );
    for problem in &read.problems {
        assert!(problem.cell.starts_with('B'), "{problem:?}");
    }
    assert_eq!(read.package.state, PackageState::Out);
    assert_eq!(read.package.decision, None);
    let early = attempt(&mut case.li, &read.package, PackageAction::Record).await;
    refused_with(&early, "package_not_read");
}

#[tokio::test]
async fn a_form_of_another_package_or_with_another_code_is_not_taken() {
    let mut case = at_bank().await;
    let first = make(&mut case.li, &case.id).await;
    let old = form_of(&mut case.li, &first.id, AGREED).await;
    let mut altered = AGREED.to_vec();
    altered.push(("check_code", "2222-2222"));
    altered.push(("agency", "示例别的银行"));
    let form = form_of(&mut case.li, &first.id, &altered).await;
    let found = read(&mut case.li, &first.id, form).await;
    assert_eq!(
        codes(&found),
        [
            ("check_code", "check_code_wrong"),
            ("agency", "agency_other")
        ]
    );

    let second = make(&mut case.wang, &case.id).await;
    assert_ne!(first.number, second.number);
    let found = read(&mut case.li, &second.id, old.clone()).await;
    assert_eq!(
        codes(&found),
        [
            ("package", "package_other"),
            ("check_code", "check_code_wrong")
        ]
    );
    // The older one is stale, and says so before anything else.
    let found = read(&mut case.li, &first.id, old).await;
    assert_eq!(codes(&found), [("", "package_replaced")]);
    let answer = attempt_take(&mut case.li, &first.id).await;
    refused_with(&answer, "package_replaced");
    let listed = list(&mut case.li, &case.id).await.packages;
    let stale: Vec<_> = listed.iter().map(|one| one.stale.as_deref()).collect();
    assert_eq!(stale, [None, Some("package_replaced")]);
}

#[tokio::test]
async fn a_file_withdrawn_in_between_takes_nothing() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, AGREED).await;
    let form = form_of(&mut case.li, &package.id, AGREED).await;
    let at = with_id(path::APPLICATION, &case.id);
    let mine: ApplicationView = case.resident.get(&at).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &case.id);
    let gone = action(&mine, LoanAction::Withdraw);
    let answer = case.resident.post(&at, &gone).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let late = attempt(&mut case.li, &package, PackageAction::Record).await;
    refused_with(&late, "file_withdrawn");
    let found = read(&mut case.li, &package.id, form).await;
    assert_eq!(codes(&found), [("", "file_withdrawn")]);
    assert_eq!(state(&mut case).await, LoanState::Withdrawn);
}

#[tokio::test]
async fn a_file_that_moved_on_takes_nothing() {
    let mut case = at_bank().await;
    let package = read_back(&mut case, REFUSED).await;
    let returned = workflow::loan::ReturnDetail {
        defects: vec![workflow::loan::Defect {
            field: "purpose".into(),
            code: workflow::loan::DefectCode::Incomplete,
            note: String::new(),
        }],
        supervisor_reason: None,
        new_facts: None,
    };
    let detail = EventDetail::Return(returned);
    let portal = &case.portal;
    officer(
        portal,
        &case.id,
        Role::BankOfficer,
        LoanAction::Return,
        detail,
    )
    .await;
    let late = attempt(&mut case.li, &package, PackageAction::Record).await;
    refused_with(&late, "file_returned");
}

/// An objection puts an answer back without an event of the file's own.
#[tokio::test]
async fn a_package_made_before_an_objection_takes_nothing() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let corrected = correct(&mut li, &id, address()).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    let package = make(&mut li, &id).await;
    assert_eq!(package.stale, None, "the correction was before it");
    taken(&mut li, &package.id).await;
    portal.clock.advance_ms(1_000);
    let objection = ("object", "unmoved");
    let answer = say(&mut resident, (&id, &fresh_key()), &corrected, objection).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let listed = list(&mut li, &id).await.packages;
    assert_eq!(listed[0].stale.as_deref(), Some("file_corrected"));
    let answer = attempt_take(&mut li, &package.id).await;
    refused_with(&answer, "file_corrected");
    let again = make(&mut li, &id).await;
    assert_eq!(again.stale, None);
}

/// It may be stamped before the package was, and committed after: what counts is what was there, and no clock.
#[tokio::test]
async fn an_objection_of_an_earlier_stamp_counts() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let corrected = correct(&mut li, &id, address()).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    portal.clock.advance_ms(5_000);
    let package = make(&mut li, &id).await;
    portal.clock.advance_ms(-1_000);
    let objection = ("object", "unmoved");
    let answer = say(&mut resident, (&id, &fresh_key()), &corrected, objection).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    portal.clock.advance_ms(2_000);
    let answer = attempt_take(&mut li, &package.id).await;
    refused_with(&answer, "file_corrected");
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    for bytes in [b"".to_vec(), b"PK\x03\x04".to_vec(), vec![0; 20]] {
        let answer = send_form(&mut case.li, &package.id, bytes).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].pointer, "/form");
    }
    // Somebody who saw an older state of the package does nothing to it.
    let form = form_of(&mut case.li, &package.id, AGREED).await;
    read(&mut case.li, &package.id, form).await;
    attempt(&mut case.wang, &package, PackageAction::Record)
        .await
        .problem(ProblemCode::Stale);
}

#[tokio::test]
async fn a_rate_above_the_districts_is_no_more_taken_from_paper() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    let dear: Vec<(&str, &str)> = AGREED
        .iter()
        .map(|&(row, value)| (row, if row == "rate" { "4.61%" } else { value }))
        .collect();
    let form = form_of(&mut case.li, &package.id, &dear).await;
    let read = read(&mut case.li, &package.id, form).await;
    let found: Vec<_> = read
        .problems
        .iter()
        .map(|problem| (problem.row.as_str(), problem.code.as_str()))
        .collect();
    assert_eq!(found, [("rate", "rate_above_cap")]);
}
