//! Paying back: what was previewed is booked, every payment once, nothing above what is owed, to the end.

use api::ProblemCode;
use http::{Method, StatusCode};
use workflow::servicing::{ServicingAction, ServicingState};

use super::*;
use crate::portal::fresh_key;

#[tokio::test]
async fn what_the_calculator_shows_is_what_is_booked() {
    let lent = Lent::begin().await;
    let mut bank = lent.bank("sun").await;
    let view = lent.view(&mut bank).await;
    assert_eq!(view.terms, terms());
    let agreement = loan::Agreement {
        repayment: loan::Repayment::EqualPrincipal,
        count: None,
        principal: domain::Money::from_yuan(120_000),
        annual_rate: loan::Rate::from_basis_points(310),
        months: 12,
        start_date: terms().start_on,
    };
    let shown = loan::plan(&agreement.terms()).unwrap();
    let booked: Vec<_> = view
        .rows
        .iter()
        .map(|row| (row.due_on, row.principal_fen, row.interest_fen))
        .collect();
    let previewed: Vec<_> = shown
        .rows
        .iter()
        .map(|row| (row.due_date, row.principal.fen(), row.interest.fen()))
        .collect();
    assert_eq!(booked, previewed);
    assert_eq!(
        view.actions,
        Vec::<ServicingAction>::new(),
        "not on its first day"
    );
    lent.noon("2026-11-25");
    let mut bank = lent.portal.signed_in("sun").await;
    let view = lent.view(&mut bank).await;
    assert_eq!(
        view.actions,
        [
            ServicingAction::RecordPayment,
            ServicingAction::AskExtension
        ]
    );
    lent.whole();
}

#[tokio::test]
async fn a_loan_is_paid_back_and_its_borrower_sees_it() {
    let lent = Lent::begin().await;
    let first = lent.mine().await.loan.unwrap();
    let next = first.next.unwrap();
    assert_eq!(
        (next.due_on.to_string().as_str(), next.due_fen),
        ("2026-12-24", 1_031_000)
    );
    assert_eq!(next.state_pays_fen, Some(15_500));
    let rows = lent.view(&mut lent.bank("zhou").await).await.rows;
    for (at, row) in rows.iter().enumerate() {
        lent.noon(&row.due_on.to_string());
        // A year is longer than a session.
        let mut bank = lent.bank(&format!("sun{at}")).await;
        let due_fen = row.principal_fen + row.interest_fen;
        let paid = payment(&row.due_on.to_string(), due_fen);
        let view = lent.act(&mut bank, "record_payment", paid).await;
        assert_eq!(view.rows[at].paid_fen, due_fen);
    }
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(mine.state, ServicingState::Repaid);
    assert_eq!(
        (mine.balance_fen, mine.next, mine.payments.len()),
        (0, None, 12)
    );
    assert_eq!(mine.ended_on, rows.last().map(|row| row.due_on));
    let said = told(&lent.portal);
    assert!(
        said[0].contains(&lent.number) && said[0].contains("还清"),
        "{said:?}"
    );
    lent.whole();
    let mut bank = lent.bank("last").await;
    let entry = &list(&mut bank).await.loans[0];
    assert_eq!(
        (entry.state, entry.borrower_masked.as_str()),
        (ServicingState::Repaid, "示**")
    );
    let once_more = payment("2027-11-24", 1);
    lent.attempt(&mut bank, "record_payment", once_more)
        .await
        .problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn everything_wrong_with_a_payment_is_named_at_once() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    for (parts, wrong) in [
        (
            json!({ "payment": { "on": "morgen", "amount_fen": 0, "is_early": false,
                "reference": "7".repeat(41) } }),
            vec![
                ("/payment/amount_fen", "amount_zero"),
                ("/payment/reference", "too_long"),
                ("/payment/on", "date_unreadable"),
            ],
        ),
        (json!({}), vec![("/payment", "required")]),
        (
            json!({ "payment_no": 1, "payment": { "on": "2026-12-24", "amount_fen": 1, "is_early": false } }),
            vec![("/payment_no", "not_expected")],
        ),
        (
            payment("2026-12-24", 1_031_001),
            vec![("/payment/amount_fen", "payment_above_due")],
        ),
        (
            early("2026-12-24", 12_031_001),
            vec![("/payment/amount_fen", "payment_above_owed")],
        ),
        (
            early("2026-12-24", 1_030_999),
            vec![("/payment/amount_fen", "payment_below_early")],
        ),
        (
            payment("2026-11-24", 1),
            vec![("/payment/on", "payment_before_last")],
        ),
        (payment("2026-12-25", 1), vec![("/on", "date_in_future")]),
    ] {
        let answer = lent.attempt(&mut bank, "record_payment", parts).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        let found: Vec<_> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code.as_str()))
            .collect();
        assert_eq!(found, wrong);
    }
    assert_eq!(lent.view(&mut bank).await.version, 1);
}

#[tokio::test]
async fn a_payment_is_recorded_once() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    let mut body = payment("2026-12-24", 500_000);
    body["payment"]["reference"] = json!("LS-1");
    body["version"] = json!(1);
    body["action"] = json!("record_payment");
    body["no_conflict"] = json!(true);
    let (path, key) = (with_id(path::STAFF_LOAN_ACTIONS, &lent.id), fresh_key());
    let first = bank.send_json(Method::POST, &path, &key, &body).await;
    let again = bank.send_json(Method::POST, &path, &key, &body).await;
    assert_eq!(
        (first.status, again.status),
        (StatusCode::OK, StatusCode::OK)
    );
    assert_eq!(first.body, again.body);
    // Under another key the version is old; and the bank's own number is known.
    bank.post(&path, &body).await.problem(ProblemCode::Stale);
    let parts = json!({ "payment": { "on": "2026-12-24", "amount_fen": 1, "is_early": false, "reference": "LS-1" } });
    let problem = lent
        .attempt(&mut bank, "record_payment", parts)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "payment_known");
    assert_eq!(lent.view(&mut bank).await.loan.paid_fen, 500_000);
    // Taken back, the number is free again.
    let back = json!({ "payment_no": 1, "reason": "入错账" });
    let view = lent.act(&mut bank, "reverse_payment", back).await;
    let said = told(&lent.portal);
    assert!(
        said.iter().any(|text| text.contains("更正了一笔还款记录")),
        "{said:?}"
    );
    let done: Vec<_> = view.timeline.iter().map(|entry| entry.action).collect();
    assert_eq!(
        done,
        [
            ServicingAction::Book,
            ServicingAction::RecordPayment,
            ServicingAction::ReversePayment
        ]
    );
    assert_eq!((view.loan.paid_fen, view.payments.len()), (0, 1));
    assert_eq!(view.payments[0].reversed.as_deref(), Some("入错账"));
    let parts = json!({ "payment": { "on": "2026-12-24", "amount_fen": 1_031_000, "is_early": false, "reference": "LS-1" } });
    lent.act(&mut bank, "record_payment", parts).await;
    lent.whole();
}

#[tokio::test]
async fn everything_is_paid_before_time() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-10");
    let mut bank = lent.bank("sun").await;
    let arrears = payment("2027-01-10", 1_031_000);
    let view = lent.act(&mut bank, "record_payment", arrears).await;
    assert!(view.owed_today_fen > 11_000_000);
    let half = early("2027-01-10", 5_000_000);
    let view = lent.act(&mut bank, "record_payment", half).await;
    assert_eq!(view.loan.state, ServicingState::Repaying);
    assert_eq!(view.rows.len(), 13, "the payment in between is a row");
    let rest = early("2027-01-10", view.owed_today_fen);
    let view = lent.act(&mut bank, "record_payment", rest).await;
    assert_eq!(
        (view.loan.state, view.loan.balance_fen),
        (ServicingState::Repaid, 0)
    );
    // The first by the answers, of as many as are subsidised in all.
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!((mine.nth, mine.most), (Some(1), Some(3)));
    assert_eq!((view.loan.nth, view.loan.most), (None, None));
    lent.whole();
}

#[tokio::test]
async fn other_offices_and_other_banks_move_no_money() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    for (role, agency) in OTHERS {
        let mut officer = lent.portal.staff(role.as_str(), role, agency).await;
        assert_eq!(list(&mut officer).await.loans.len(), 1);
        lent.attempt(&mut officer, "record_payment", payment("2026-12-24", 1))
            .await
            .problem(ProblemCode::NotAllowed);
    }
    let mut stranger = lent
        .portal
        .staff("stranger", Role::BankOfficer, "another-bank")
        .await;
    assert_eq!(list(&mut stranger).await.loans, []);
    stranger
        .get(&with_id(path::STAFF_LOAN, &lent.id))
        .await
        .problem(ProblemCode::NotFound);
    let mut bank = lent.bank("sun").await;
    for action in ["close", "book", "cure", "compensate", "approve_subsidy"] {
        let answer = lent.attempt(&mut bank, action, json!({})).await;
        assert!(answer.status.is_client_error(), "{action}: {answer:?}");
    }
    assert_eq!(lent.view(&mut bank).await.version, 1);
}
