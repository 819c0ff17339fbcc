//! A condition of the bank or of the guarantee agency is set, met, or not met.

use super::*;
use crate::staff::{bank, contract, terms};

#[tokio::test]
async fn a_bank_without_accounts_sets_conditions_and_says_that_they_are_met() {
    let mut case = at_bank().await;
    let conditional = [
        AGREED,
        &[
            ("condition_1", "办好反担保"),
            ("condition_3", "营业执照年检"),
        ],
    ]
    .concat();
    let package = read_back(&mut case, &conditional).await;
    let decided = package.decision.clone().unwrap();
    assert_eq!(decided.conditions, ["办好反担保", "营业执照年检"]);
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::ContractReady);

    let today = ("decided_on", "2026-11-24");
    for which in ["条件 2：营业执照年检", "条件 1：办好反担保"] {
        let met = [
            ("decision", "签合同前的条件已落实"),
            ("met", which),
            ("decided_by", "示例 孙经理"),
            today,
        ];
        // What is met already is offered no more, and nothing is signed while something is open.
        let found = list(&mut case.li, &case.id).await.decisions;
        assert_eq!(
            found,
            [
                HandOverDecision::Refuse,
                HandOverDecision::Meet,
                HandOverDecision::NotMet
            ]
        );
        let package = read_back(&mut case, &met).await;
        done(&mut case.li, &package, PackageAction::Record).await;
    }
    let found = list(&mut case.li, &case.id).await.decisions;
    assert_eq!(found, [HandOverDecision::Refuse, HandOverDecision::Sign]);
    let event = last_event(&case);
    assert_eq!(event.action, LoanAction::MeetCondition);
    assert_eq!(event.role, Role::BankOfficer);
    is_whole(&case);
}

/// The condition is named with the reasons, and the offer goes as any refusal does: by two, open to an appeal.
#[tokio::test]
async fn a_bank_without_accounts_says_that_a_condition_is_not_met() {
    let mut case = at_bank().await;
    let conditional = [AGREED, &[("condition_1", "办好反担保")]].concat();
    let package = read_back(&mut case, &conditional).await;
    done(&mut case.li, &package, PackageAction::Record).await;

    let package = make(&mut case.li, &case.id).await;
    let bare = [
        ("decision", "签合同前的条件没能落实"),
        ("reason", "其他理由"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let form = form_of(&mut case.li, &package.id, &bare).await;
    let read = read(&mut case.li, &package.id, form).await;
    let found: Vec<(&str, &str)> = read
        .problems
        .iter()
        .map(|problem| (problem.row.as_str(), problem.code.as_str()))
        .collect();
    for expected in [
        ("not_met", "required"),
        ("reason", "not_expected"),
        ("article", "required"),
        ("evidence", "required"),
        ("would_change", "required"),
        ("remedy_1", "required"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }

    let not_met = [
        ("decision", "签合同前的条件没能落实"),
        ("not_met", "条件 1：办好反担保"),
        ("article", "第五条"),
        ("evidence", "担保人没有签字"),
        ("would_change", "找到担保人以后"),
        ("remedy_1", "找到担保人再申请"),
        ("decided_by", "示例 孙经理"),
        ("decided_on", "2026-11-24"),
    ];
    let package = read_back(&mut case, &not_met).await;
    let decided = package.decision.clone().unwrap();
    assert_eq!(decided.decision, HandOverDecision::NotMet);
    assert_eq!(decided.condition, Some(0));
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(proposed.state, PackageState::Proposed);
    assert_eq!(state(&mut case).await, LoanState::ContractReady);
    attempt(&mut case.li, &proposed, PackageAction::Confirm)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    done(&mut case.wang, &proposed, PackageAction::Confirm).await;
    assert_eq!(state(&mut case).await, LoanState::Declined);
    let mine: ApplicationView = case
        .resident
        .get(&with_id(path::APPLICATION, &case.id))
        .await
        .json();
    let refusal = mine.refusal.unwrap();
    assert_eq!(refusal.reason_code, "other");
    assert!(refusal.evidence.contains("办好反担保"), "{refusal:?}");
    assert!(refusal.evidence.contains("担保人没有签字"), "{refusal:?}");
    is_whole(&case);
}

/// A package for the guarantee agency while the file is at the bank.
async fn beside(case: &mut AtBank, values: &[(&str, &str)]) -> PackageView {
    let version = view(&mut case.li, &case.id).await.application.version;
    let body = json!({ "version": version, "stage": "guarantee" });
    let at = with_id(path::STAFF_PACKAGES, &case.id);
    let answer = case.li.post(&at, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    read_back_of(case, &answer.json(), values).await
}

/// The bank works at its own desk; the agency's condition is the agency's to answer for, by two where it says no.
#[tokio::test]
async fn a_guarantee_agency_without_accounts_answers_for_its_condition_beside_a_bank_with() {
    let district = copied();
    let plan = "[[agency]]\nid = \"sample-guarantor\"\nby = \"hr-bureau\"\n";
    std::fs::write(district.path().join("hand_over.toml"), plan).unwrap();
    let mut case = at_guarantee_of(district).await;
    let by = [("decided_by", "示例 赵经理"), ("decided_on", "2026-11-24")];
    let passed = [
        by.as_slice(),
        &[("decision", "同意担保"), ("condition_1", "办好反担保")],
    ];
    let package = read_back(&mut case, &passed.concat()).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    let mut sun = bank(&case.portal, "sun").await;
    act(&mut sun, &case.id, LoanAction::Approve, terms()).await;

    let found = list(&mut case.li, &case.id).await;
    assert_eq!(found.agency, None, "the bank has accounts");
    let also = found.also.unwrap();
    assert_eq!(
        also.decisions,
        [HandOverDecision::Meet, HandOverDecision::NotMet]
    );
    attempt_make(&mut case.li, &case.id)
        .await
        .problem(ProblemCode::NotFound);

    let not_met = [
        by.as_slice(),
        &[
            ("decision", "签合同前的条件没能落实"),
            ("not_met", "条件 1：办好反担保"),
            ("article", "第五条"),
            ("evidence", "担保人没有签字"),
            ("would_change", "找到担保人以后"),
            ("remedy_1", "找到担保人再申请"),
        ],
    ];
    let package = beside(&mut case, &not_met.concat()).await;
    let proposed = done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(proposed.state, PackageState::Proposed);
    let event = last_event(&case);
    assert_eq!(event.role, Role::GuaranteeOfficer);
    assert_eq!(event.package_id.as_deref(), Some(package.id.as_str()));
    attempt(&mut case.li, &proposed, PackageAction::Confirm)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let mut why = press(&proposed, PackageAction::Dismiss);
    why["note"] = json!("原件上写的是已落实");
    let at = with_id(path::STAFF_PACKAGE_ACTIONS, &package.id);
    let dismissed: PackageView = case.wang.post(&at, &why).await.json();
    assert_eq!(dismissed.state, PackageState::Dismissed);

    let met = [
        by.as_slice(),
        &[
            ("decision", "签合同前的条件已落实"),
            ("met", "条件 1：办好反担保"),
        ],
    ];
    let package = beside(&mut case, &met.concat()).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(last_event(&case).role, Role::GuaranteeOfficer);
    let told = messages(&case.portal, PHONE);
    assert!(told.iter().any(|text| text.contains("办好了")), "{told:?}");
    assert_eq!(list(&mut case.li, &case.id).await.also, None);
    act(&mut sun, &case.id, LoanAction::Sign, contract()).await;
    is_whole(&case);
}
