use super::*;

use api::FieldError;
use api::policy::VerdictView;
use application::{Field, Product};
use serde_json::{Value, json};
use store::applications::Application;
use vault::FileKey;
use workflow::loan::{LoanEvent, LoanFile, LoanTerms, ReturnDetail, Submission};
use workflow::{DeviceKind, Role};

use crate::applications::draft::Draft;
use crate::people::need::terms_asked;

mod agreed;

const NOW_MS: i64 = 1_795_485_600_000;

fn today() -> Date {
    Date::from_unix_ms_shanghai(NOW_MS)
}

fn event(role: Role, action: LoanAction, detail: EventDetail) -> LoanEvent {
    LoanEvent {
        action,
        role,
        actor_id: role.as_str().to_owned(),
        on_behalf_of: None,
        consent_id: None,
        package_id: None,
        papers: Vec::new(),
        device: DeviceKind::Computer,
        at_ms: NOW_MS,
        on: today(),
        idempotency_key: "key".to_owned(),
        detail,
    }
}

fn submission() -> EventDetail {
    EventDetail::Submission(Submission {
        acceptance_number: "620602-20261124-00001".to_owned(),
        pack_hash: "p".to_owned(),
        receipt_hash: "r".to_owned(),
        declaration_version: None,
    })
}

/// A single person asking for 200,000 yuan, after these events.
fn file(events: Vec<LoanEvent>) -> ApplicationFile {
    let mut draft = Draft::default();
    draft.answers.set_text(Field::MaritalStatus, "single");
    draft.answers.set_text(Field::BusinessKind, "self_employed");
    draft.answers.set_text(Field::AmountYuan, "200,000");
    ApplicationFile {
        row: Application::draft("a", "startup_loan_individual", "p", NOW_MS),
        product: Product::StartupLoanIndividual,
        key: FileKey::generate(),
        draft,
        loan: LoanFile::fold(&events).unwrap(),
        events,
        documents: Vec::new(),
        office_papers: Vec::new(),
        verdict: None,
        servicing: None,
        people: Vec::new(),
        people_indexes: crate::applications::staff::identities::PeopleIndexes::default(),
        conflicts: crate::applications::conflicts::Conflicts::default(),
        corrections: Vec::new(),
        helpers: std::collections::BTreeMap::new(),
    }
}

fn under_review() -> Vec<LoanEvent> {
    vec![
        event(Role::Resident, LoanAction::Submit, submission()),
        event(
            Role::HrOfficer,
            LoanAction::AcceptForReview,
            EventDetail::None,
        ),
    ]
}

fn returned_once() -> Vec<LoanEvent> {
    let defects = vec![workflow::loan::Defect {
        field: "purpose".to_owned(),
        code: workflow::loan::DefectCode::Incomplete,
        note: String::new(),
    }];
    let mut events = under_review();
    events.push(event(
        Role::HrOfficer,
        LoanAction::Return,
        EventDetail::Return(ReturnDetail {
            defects,
            supervisor_reason: None,
            new_facts: None,
        }),
    ));
    events.push(event(Role::Resident, LoanAction::Resubmit, submission()));
    events
}

fn signed() -> Vec<LoanEvent> {
    let mut events = under_review();
    let terms = LoanTerms {
        amount_fen: 15_000_000,
        rate_basis_points: 310,
        months: 24,
        bank_branch: "示例支行".to_owned(),
        conditions: Vec::new(),
    };
    events.extend([
        event(Role::HrOfficer, LoanAction::Pass, EventDetail::None),
        event(Role::GuaranteeOfficer, LoanAction::Pass, EventDetail::None),
        event(
            Role::BankOfficer,
            LoanAction::Approve,
            EventDetail::Terms(terms),
        ),
        event(Role::BankOfficer, LoanAction::Sign, EventDetail::None),
    ]);
    events
}

/// LPR of 3.10 % and a point and a half above it.
fn ground() -> Ground {
    Ground {
        today: today(),
        rate_cap: Some(RateCapView {
            lpr_basis_points: 310,
            lpr_from: today(),
            spread_basis_points: 150,
            most_basis_points: 460,
        }),
    }
}

fn errors(file: &ApplicationFile, parts: Value) -> Vec<(String, String)> {
    let mut body = parts;
    body["version"] = json!(1);
    let request: StaffActionRequest = serde_json::from_value(body).unwrap();
    match event_detail(file, &request, &ground()) {
        Ok(_) => Vec::new(),
        Err(ApiError::Fields(api::ProblemCode::InvalidInput, errors)) => errors
            .into_iter()
            .map(|FieldError { pointer, code }| (pointer, code))
            .collect(),
        Err(other) => panic!("{other:?}"),
    }
}

fn check_table(file: &ApplicationFile, table: Vec<(Value, Vec<(&str, &str)>)>) {
    for (parts, expected) in table {
        let found = errors(file, parts.clone());
        let found: Vec<_> = found
            .iter()
            .map(|(pointer, code)| (pointer.as_str(), code.as_str()))
            .collect();
        assert_eq!(found, expected, "{parts}");
    }
}

fn repayment() -> Value {
    json!({ "method": "equal_principal", "counting": "month_12", "early_effect": "reduce_term" })
}

#[test]
fn a_return_pins_known_questions_and_papers_once_each() {
    let pin = |field: &str| json!({ "field": field, "code": "missing", "note": "" });
    check_table(
        &file(under_review()),
        vec![
            (
                json!({ "action": "return", "defects": [pin("purpose"), pin("documents/id_card_front")] }),
                vec![],
            ),
            (
                json!({ "action": "return" }),
                vec![("/defects", "required")],
            ),
            (
                json!({ "action": "return", "defects": [
                    pin("spouse_name"), pin("documents/passport"), pin("purpose"), pin("purpose"),
                    { "field": "industry", "code": "other", "note": " " },
                    { "field": "bank", "code": "missing", "note": "长".repeat(501) },
                ] }),
                vec![
                    ("/defects/0/field", "unknown_field"),
                    ("/defects/1/field", "unknown_field"),
                    ("/defects/3/field", "listed_twice"),
                    ("/defects/4/note", "required"),
                    ("/defects/5/note", "too_long"),
                ],
            ),
        ],
    );
}

#[test]
fn a_second_return_needs_a_supervisor() {
    let defects = json!([{ "field": "purpose", "code": "missing", "note": "" }]);
    check_table(
        &file(returned_once()),
        vec![
            (
                json!({ "action": "return", "defects": defects }),
                vec![("/supervisor_reason", "required")],
            ),
            (
                json!({ "action": "return", "defects": defects, "supervisor_reason": "新情况" }),
                vec![],
            ),
        ],
    );
}

#[test]
fn a_refusal_is_whole() {
    let whole = json!({ "reason_code": "other", "article": "第五条", "evidence": "信用报告", "remedies": ["还清后再申请"] });
    let empty = json!({ "reason_code": "", "article": "", "evidence": "", "remedies": [] });
    let strange = json!({ "reason_code": "made_up", "article": "第五条", "evidence": "信用报告", "remedies": ["去问", " "] });
    check_table(
        &file(under_review()),
        vec![
            (
                json!({ "action": "propose_refusal", "refusal": whole, "would_change": "还清欠款以后" }),
                vec![],
            ),
            (
                json!({ "action": "propose_refusal", "refusal": whole }),
                vec![("/would_change", "required")],
            ),
            (
                json!({ "action": "propose_refusal", "refusal": whole, "would_change": "长".repeat(501) }),
                vec![("/would_change", "too_long")],
            ),
            (
                json!({ "action": "propose_refusal" }),
                vec![("/refusal", "required")],
            ),
            (
                json!({ "action": "propose_refusal", "refusal": empty }),
                vec![
                    ("/refusal/reason_code", "required"),
                    ("/refusal/remedies", "required"),
                    ("/refusal/article", "required"),
                    ("/refusal/evidence", "required"),
                    ("/would_change", "required"),
                ],
            ),
            (
                json!({ "action": "propose_refusal", "refusal": strange, "would_change": "还清以后" }),
                vec![
                    ("/refusal/reason_code", "not_an_option"),
                    ("/refusal/remedies/1", "required"),
                ],
            ),
        ],
    );
}

#[test]
fn visits_offers_and_payments_stay_within_what_is_there() {
    let terms = |amount_fen: i64, rate: u32, months: u32, branch: &str| {
        json!({ "action": "approve", "terms": {
            "amount_fen": amount_fen, "rate_basis_points": rate, "months": months, "bank_branch": branch } })
    };
    let payment = |amount_fen: i64, on: &str, tail: &str| {
        json!({ "action": "propose_disbursement", "disbursement": {
            "amount_fen": amount_fen, "on": on, "account_tail": tail }, "repayment": repayment() })
    };
    let visit = |on: &str| json!({ "action": "book_visit", "visit": { "on": on, "note": "" } });
    check_table(
        &file(signed()),
        vec![
            (terms(20_000_000, 310, 36, "示例支行"), vec![]),
            (
                terms(20_000_001, 0, 37, " "),
                vec![
                    ("/terms/amount_fen", "number_too_large"),
                    ("/terms/rate_basis_points", "number_too_small"),
                    ("/terms/months", "number_too_large"),
                    ("/terms/bank_branch", "required"),
                ],
            ),
            (visit("2026-11-24"), vec![]),
            (visit("2026-11-23"), vec![("/visit/on", "date_in_past")]),
            (visit("2027-11-25"), vec![]),
            (visit("2027-11-26"), vec![("/visit/on", "date_too_far")]),
            (visit("2226-11-24"), vec![("/visit/on", "date_too_far")]),
            (visit("明天"), vec![("/visit/on", "date_unreadable")]),
            (payment(15_000_000, "2026-11-24", "0071"), vec![]),
            (
                payment(15_000_001, "2026-11-25", "071"),
                vec![
                    ("/disbursement/amount_fen", "number_too_large"),
                    ("/disbursement/account_tail", "account_tail"),
                    ("/disbursement/on", "date_in_future"),
                ],
            ),
            (
                payment(1, "2026-11-23", "0071"),
                vec![("/disbursement/on", "date_before_contract")],
            ),
        ],
    );
}

/// Spouse, partners and guarantor consented to what was asked for, or less.
#[test]
fn no_longer_term_is_offered_than_was_asked_for() {
    let terms = |months: u32| {
        json!({ "action": "approve", "terms": {
            "amount_fen": 1, "rate_basis_points": 310, "months": months, "bank_branch": "示例支行" } })
    };
    let mut asked = file(signed());
    asked.draft.answers.set_text(Field::TermMonths, "24");
    check_table(
        &asked,
        vec![
            (terms(24), vec![]),
            (terms(25), vec![("/terms/months", "number_too_large")]),
        ],
    );
}

/// Found to be due 300,000 yuan at most, with a sum that nobody can read.
fn unread(events: Vec<LoanEvent>) -> ApplicationFile {
    let mut unread = file(events);
    unread.draft.answers.set_text(Field::AmountYuan, "20,0000");
    unread.draft.answers.set_text(Field::TermMonths, "24");
    unread.verdict = Some(VerdictView {
        programme: "startup_loan_individual".to_owned(),
        version: "v".to_owned(),
        as_of: "2026-11-24".to_owned(),
        verdict: "eligible".to_owned(),
        is_provisional: true,
        amount_fen: Some(30_000_000),
        conditions: Vec::new(),
        pack_hash: "p".to_owned(),
        receipt_hash: "r".to_owned(),
    });
    unread
}

#[test]
fn of_a_sum_that_cannot_be_read_no_more_is_offered_than_the_rules_allow() {
    let terms = |amount_fen: i64| {
        json!({ "action": "approve", "terms": {
            "amount_fen": amount_fen, "rate_basis_points": 310, "months": 24, "bank_branch": "示例支行" } })
    };
    check_table(
        &unread(under_review()),
        vec![
            (terms(30_000_000), vec![]),
            (
                terms(30_000_001),
                vec![("/terms/amount_fen", "number_too_large")],
            ),
        ],
    );
}

#[test]
fn a_consent_to_a_sum_that_cannot_be_read_is_one_to_what_the_rules_allow() {
    let handed_in = unread(under_review());
    assert_eq!(terms_asked(&handed_in), (Some(30_000_000), Some(24)));
    // While the applicant can still say it, nothing takes its place.
    assert_eq!(terms_asked(&unread(Vec::new())), (None, Some(24)));
    assert_eq!(terms_asked(&file(under_review())), (Some(20_000_000), None));
}

#[test]
fn parts_of_other_actions_are_refused() {
    let visit = json!({ "on": "2026-11-24", "note": "" });
    check_table(
        &file(under_review()),
        vec![
            (json!({ "action": "pass" }), vec![]),
            (json!({ "action": "pass", "note": "已核实" }), vec![]),
            (
                json!({ "action": "pass", "visit": visit, "supervisor_reason": "" }),
                vec![
                    ("/supervisor_reason", "not_expected"),
                    ("/visit", "not_expected"),
                ],
            ),
            (
                json!({ "action": "confirm_refusal", "note": "同意" }),
                vec![("/note", "not_expected")],
            ),
            (
                json!({ "action": "dismiss_refusal" }),
                vec![("/note", "required")],
            ),
        ],
    );
}
