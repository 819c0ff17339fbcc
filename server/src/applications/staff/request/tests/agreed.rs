//! What is agreed and paid: the rate, the contract, conditions, how a payment comes back.

use super::*;

#[test]
fn a_rate_above_the_districts_is_not_offered() {
    let terms = |rate: u32| {
        json!({ "action": "approve", "terms": {
            "amount_fen": 1, "rate_basis_points": rate, "months": 24, "bank_branch": "示例支行" } })
    };
    let above = ("/terms/rate_basis_points", "rate_above_cap");
    let slip = ("/terms/rate_basis_points", "number_too_large");
    check_table(
        &file(signed()),
        vec![
            (terms(460), vec![]),
            (terms(461), vec![above]),
            (terms(2_400), vec![above]),
            (terms(2_401), vec![slip]),
        ],
    );
    // Where no source gives LPR, only a slip of the hand is caught.
    let open = Ground {
        rate_cap: None,
        ..ground()
    };
    for (rate, is_taken) in [(461, true), (2_400, true), (2_401, false)] {
        let mut body = terms(rate);
        body["version"] = json!(1);
        let request: StaffActionRequest = serde_json::from_value(body).unwrap();
        let found = event_detail(&file(signed()), &request, &open);
        assert_eq!(found.is_ok(), is_taken, "{rate}");
    }
}

#[test]
fn a_contract_is_of_its_own_day_and_number() {
    let contract = |on: &str, number: &str| json!({ "action": "sign", "contract": { "signed_on": on, "number": number } });
    check_table(
        &file(signed()),
        vec![
            (json!({ "action": "sign" }), vec![("/contract", "required")]),
            (contract("2026-11-24", "HT-1"), vec![]),
            (
                contract("2026-11-25", " "),
                vec![
                    ("/contract/number", "required"),
                    ("/contract/signed_on", "date_in_future"),
                ],
            ),
            (
                contract("2026-11-23", "HT-1"),
                vec![("/contract/signed_on", "date_before_offer")],
            ),
            (
                contract("昨天", "HT-1"),
                vec![("/contract/signed_on", "date_unreadable")],
            ),
            (
                json!({ "action": "sign", "contract": {
                    "signed_on": "2026-11-24", "number": "1".repeat(61), "guarantee_number": "1".repeat(61) } }),
                vec![
                    ("/contract/number", "too_long"),
                    ("/contract/guarantee_number", "too_long"),
                ],
            ),
        ],
    );
    // A package's offer is recorded after it was made, so its contract can be older than the record.
    let mut events = signed();
    for event in &mut events {
        if event.action == LoanAction::Submit {
            event.at_ms -= 7 * 24 * 60 * 60 * 1000;
            event.on = Date::from_unix_ms_shanghai(event.at_ms);
        }
        if event.action == LoanAction::Approve {
            event.package_id = Some("package".to_owned());
        }
    }
    check_table(
        &file(events),
        vec![
            (contract("2026-11-17", "HT-1"), vec![]),
            (
                contract("2026-11-16", "HT-1"),
                vec![("/contract/signed_on", "date_before_offer")],
            ),
        ],
    );
}

#[test]
fn conditions_come_with_an_offer_or_the_agencys_finding() {
    let offer = |conditions: Value| {
        json!({ "action": "approve", "conditions": conditions, "terms": {
            "amount_fen": 1, "rate_basis_points": 310, "months": 24, "bank_branch": "示例支行" } })
    };
    check_table(
        &file(signed()),
        vec![
            (offer(json!(["办好反担保"])), vec![]),
            (
                offer(json!(["", "长".repeat(201)])),
                vec![("/conditions/0", "required"), ("/conditions/1", "too_long")],
            ),
            (
                offer(json!(vec!["x"; 11])),
                vec![("/conditions", "too_long")],
            ),
            (
                json!({ "action": "meet_condition" }),
                vec![("/condition", "required")],
            ),
            (
                json!({ "action": "meet_condition", "condition": 0 }),
                vec![("/condition", "not_an_option")],
            ),
        ],
    );
    let pass = json!({ "action": "pass", "conditions": ["办好反担保"] });
    check_table(
        &file(under_review()),
        vec![(pass.clone(), vec![("/conditions", "not_expected")])],
    );
    let mut events = under_review();
    events.push(event(Role::HrOfficer, LoanAction::Pass, EventDetail::None));
    check_table(&file(events), vec![(pass, vec![])]);
}

#[test]
fn a_payment_says_how_it_comes_back() {
    let payment = |repayment: Value| {
        json!({ "action": "propose_disbursement", "repayment": repayment, "disbursement": {
            "amount_fen": 1, "on": "2026-11-24", "account_tail": "0071" } })
    };
    let with = |part: &str, value: &str| {
        let mut changed = repayment();
        changed[part] = json!(value);
        payment(changed)
    };
    check_table(
        &file(signed()),
        vec![
            (payment(repayment()), vec![]),
            (with("loan_number", "JK-2026-0071"), vec![]),
            (payment(Value::Null), vec![("/repayment", "required")]),
            (
                with("method", "interest_monthly"),
                vec![("/repayment/early_effect", "early_effect_of_method")],
            ),
            (
                with("loan_number", &"7".repeat(41)),
                vec![("/repayment/loan_number", "too_long")],
            ),
        ],
    );
}
