//! Extensions: asked for by the borrower or at the bank's counter, in force once bank and guarantee agency agree.

use api::ProblemCode;
use http::{Method, StatusCode};
use server::servicing::{follow, remind_extensions};
use store::file_notices;
use workflow::loan::Urgency;
use workflow::servicing::{ExtensionState, ServicingAction, ServicingState};

use super::*;
use crate::portal::fresh_key;

fn months(months: u32) -> Value {
    json!({ "months": months, "reason": "地里遭了冰雹" })
}

fn at_counter(sent: u32) -> Value {
    json!({ "extension": months(sent) })
}

impl Lent {
    async fn agency(&self, name: &str) -> Browser {
        self.portal
            .staff(name, Role::GuaranteeOfficer, GUARANTOR)
            .await
    }

    async fn ask(&self, body: &Value) -> Answer {
        self.portal.clock.advance_ms(2 * 60 * 1000);
        let mut resident = self.portal.resident(PHONE).await;
        let at = with_id(path::APPLICATION_EXTENSION, &self.id);
        resident.post(&at, body).await
    }
}

#[tokio::test]
async fn the_borrower_asks_and_both_agree() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    assert_eq!(lent.mine().await.loan.unwrap().extension_months, 12);
    let asked: ApplicationView = lent.ask(&months(6)).await.json();
    let loan = asked.loan.unwrap();
    assert_eq!(loan.extension_months, 0, "one at a time");
    let waits = loan.extension.unwrap();
    // Five working days after a Tuesday.
    assert_eq!(
        (waits.state, waits.on.to_string().as_str()),
        (ExtensionState::Review, "2026-12-08")
    );
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    let entry = &list(&mut agency).await.loans[0];
    assert_eq!(entry.extension_due_on, Some(waits.on));
    let before = lent.view(&mut bank).await;
    assert_eq!(before.extensions[0].wish, "地里遭了冰雹");
    assert_eq!(before.extension_rules.sources.len(), 2);
    let effect = before.extensions[0].effect.clone().unwrap();
    assert_eq!(effect.until.to_string(), "2028-05-24");
    let first = lent.act(&mut bank, "agree_extension", json!({})).await;
    assert_eq!(first.rows, before.rows, "one is not enough");
    assert_eq!(first.extensions[0].agreed, [Role::BankOfficer]);
    let problem = lent
        .attempt(&mut bank, "agree_extension", json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "extension_agreed");
    let sent = told(&lent.portal).len();
    let view = lent.act(&mut agency, "agree_extension", json!({})).await;
    assert_eq!(view.extensions[0].state, ExtensionState::Granted);
    let principal: i64 = view.rows.iter().map(|row| row.principal_fen).sum();
    assert_eq!((view.rows.len(), principal), (18, 12_000_000));
    // What comes on top is what was said before, and nothing of it is the state's.
    let interest = |view: &StaffLoanView| view.rows.iter().map(|row| row.interest_fen).sum::<i64>();
    let state = |view: &StaffLoanView| {
        let rows = view.rows.iter();
        rows.filter_map(|row| row.state_pays_fen).sum::<i64>()
    };
    let more = interest(&view) - interest(&before);
    assert_eq!(effect.interest_more_fen, Some(more));
    assert!(more > 0 && state(&view) == state(&before));
    assert!(
        view.rows[12..]
            .iter()
            .all(|row| row.state_pays_fen == Some(0))
    );
    let said = told(&lent.portal);
    assert_eq!(said.len(), sent + 1);
    assert!(said[0].contains(&lent.number) && said[0].contains("展期批准"));
    let mine = lent.mine().await.loan.unwrap();
    let granted = mine.extension.unwrap();
    assert_eq!(
        (granted.state, granted.on),
        (ExtensionState::Granted, effect.until)
    );
    assert_eq!(
        mine.next.unwrap().due_fen,
        view.rows[0].principal_fen + view.rows[0].interest_fen
    );
    let again = lent.ask(&months(3)).await;
    let problem = again.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "loan_extended");
    lent.whole();
}

/// Both desks first, then whoever has not agreed, and on the last day its supervisor.
#[tokio::test]
async fn who_has_not_answered_is_told_before_the_days_are_over() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    lent.ask(&months(6)).await;
    lent.bank("sun").await;
    lent.agency("zhao").await;
    let promote = |tx: &store::Tx| {
        let member = store::staff::find_by_username(tx, "zhao")?.unwrap();
        store::staff::set_supervisor(tx, &member.id, true)?;
        Ok::<_, store::StoreError>(member.id)
    };
    let state = &lent.portal.state;
    let zhao = state.store.write(promote).await.unwrap();
    let mut counts = Vec::new();
    // A Tuesday, and five working days: the third is a Friday, the last the next Tuesday.
    for (on, hour) in [
        ("2026-12-03", 12),
        ("2026-12-04", 3),
        ("2026-12-04", 12),
        ("2026-12-04", 13),
        ("2026-12-05", 12),
    ] {
        lent.noon(on);
        let now_ms = state.clock.now_ms() + (hour - 12) * HOUR_MS;
        counts.push(remind_extensions::run_once(state, now_ms).await.unwrap());
    }
    assert_eq!(counts, [0, 0, 1, 0, 0]);
    lent.noon("2026-12-07");
    let mut bank = lent.portal.signed_in("sun").await;
    lent.act(&mut bank, "agree_extension", json!({})).await;
    for (on, expected) in [("2026-12-08", 1), ("2026-12-08", 0), ("2026-12-09", 1)] {
        lent.noon(on);
        let now_ms = state.clock.now_ms();
        let told = remind_extensions::run_once(state, now_ms).await.unwrap();
        assert_eq!(told, expected, "{on}");
    }
    let list = |connection: &store::Connection| file_notices::list(connection, &lent.id);
    let told: Vec<(String, String)> = state
        .store
        .read::<_, store::StoreError>(list)
        .unwrap()
        .into_iter()
        .filter(|one| one.about.starts_with("extension"))
        .map(|one| (one.about, one.told))
        .collect();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(about, told)| (about.as_str(), told.as_str()))
        .collect();
    let expected = [
        ("extension_bank_near", BANK),
        ("extension_guarantee_near", GUARANTOR),
        ("extension_guarantee_last", zhao.as_str()),
        ("extension_guarantee_over", zhao.as_str()),
    ];
    assert_eq!(told, expected);
    let mut agency = lent.portal.signed_in("zhao").await;
    let shown = lent.view(&mut agency).await.extensions.remove(0);
    assert_eq!(shown.urgency, Some(Urgency::Over));
    assert_eq!(shown.escalated_on.unwrap().to_string(), "2026-12-08");
    let entry = &super::list(&mut agency).await.loans[0];
    assert_eq!(entry.extension_urgency, Some(Urgency::Over));
}

#[tokio::test]
async fn an_extended_loan_is_paid_back_to_the_last_fen() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    let mut bank = lent.bank("sun").await;
    lent.act(&mut bank, "ask_extension", at_counter(3)).await;
    lent.act(&mut bank, "agree_extension", json!({})).await;
    let mut agency = lent.agency("zhao").await;
    let rows = lent
        .act(&mut agency, "agree_extension", json!({}))
        .await
        .rows;
    assert_eq!(rows.len(), 15);
    for (at, row) in rows.iter().enumerate() {
        let on = row.due_on.to_string();
        lent.noon(&on);
        let mut bank = lent.bank(&format!("sun{at}")).await;
        let paid = payment(&on, row.principal_fen + row.interest_fen);
        lent.act(&mut bank, "record_payment", paid).await;
    }
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!((mine.state, mine.balance_fen), (ServicingState::Repaid, 0));
    lent.whole();
}

/// The bank proposes, both agree, and the borrower is late no more; what moved is the borrower's alone.
#[tokio::test]
async fn what_is_overdue_gets_a_new_plan_once_both_agree() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-26");
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    lent.attempt(&mut bank, "propose_plan", at_counter(6))
        .await
        .problem(ProblemCode::ActionNotPossible);
    let state = &lent.portal.state;
    let now_ms = state.clock.now_ms();
    follow::run_once(state, now_ms, true).await.unwrap();
    lent.attempt(&mut agency, "propose_plan", at_counter(6))
        .await
        .problem(ProblemCode::NotAllowed);
    let view = lent.act(&mut bank, "propose_plan", at_counter(6)).await;
    assert!(view.extensions[0].is_plan);
    let waits = lent.mine().await.loan.unwrap();
    assert_eq!(waits.state, ServicingState::Overdue);
    let said = waits.extension.unwrap();
    assert!(said.is_plan && said.state == ExtensionState::Review);
    lent.act(&mut bank, "agree_extension", json!({})).await;
    let view = lent.act(&mut agency, "agree_extension", json!({})).await;
    assert_eq!(view.loan.state, ServicingState::Repaying);
    assert!(view.extended.unwrap().is_restructured);
    let principal: i64 = view.rows.iter().map(|row| row.principal_fen).sum();
    assert_eq!((view.rows.len(), principal), (18, 12_000_000));
    assert!(view.rows[..2].iter().all(|row| row.principal_fen == 0));
    assert!(told(&lent.portal)[0].contains("重新安排了还款"));
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(
        (mine.state, mine.overdue_fen),
        (ServicingState::Repaying, 0)
    );
    let granted = mine.extension.unwrap();
    assert!(granted.is_plan && granted.state == ExtensionState::Granted);
    let due = view.rows[2].principal_fen + view.rows[2].interest_fen;
    let paid = lent.act(&mut bank, "record_payment", payment("2027-01-26", due));
    assert_eq!(paid.await.rows[2].paid_fen, due);
    lent.whole();
}

/// Nothing was paid in a year: all of it comes back over the due dates ahead, to the fen.
#[tokio::test]
async fn a_loan_is_planned_anew_after_its_last_day_too() {
    let lent = Lent::begin().await;
    lent.noon("2027-12-30");
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    let state = &lent.portal.state;
    let now_ms = state.clock.now_ms();
    follow::run_once(state, now_ms, true).await.unwrap();
    let late = lent.view(&mut bank).await;
    assert_eq!(late.loan.state, ServicingState::Overdue);
    assert_eq!(late.loan.overdue_fen, 12_201_500);
    lent.act(&mut bank, "propose_plan", at_counter(6)).await;
    let view = lent.act(&mut bank, "agree_extension", json!({})).await;
    let effect = view.extensions[0].effect.clone().unwrap();
    assert_eq!(effect.until.to_string(), "2028-06-24");
    let view = lent.act(&mut agency, "agree_extension", json!({})).await;
    assert_eq!(view.loan.state, ServicingState::Repaying);
    assert_eq!(view.loan.overdue_fen, 0);
    assert!(view.extended.unwrap().is_restructured);
    let principal: i64 = view.rows.iter().map(|row| row.principal_fen).sum();
    assert_eq!((view.rows.len(), principal), (18, 12_000_000));
    assert!(view.rows[..12].iter().all(|row| row.principal_fen == 0));
    // 2,015.00 of interest were not paid, and a month of 120,000 comes to 310.00.
    let first = &view.rows[12];
    assert_eq!(first.due_on.to_string(), "2028-01-24");
    assert_eq!(
        (first.principal_fen, first.interest_fen),
        (2_000_000, 232_500)
    );
    assert_eq!(view.rows[13].interest_fen, 25_833);
    let paid = lent.act(
        &mut bank,
        "record_payment",
        payment("2027-12-30", 2_232_500),
    );
    assert_eq!(paid.await.rows[12].paid_fen, 2_232_500);
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(
        (mine.state, mine.overdue_fen),
        (ServicingState::Repaying, 0)
    );
    lent.whole();
}

#[tokio::test]
async fn a_new_plan_that_is_refused_leaves_what_is_overdue_as_it_was() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-26");
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    let state = &lent.portal.state;
    let now_ms = state.clock.now_ms();
    follow::run_once(state, now_ms, true).await.unwrap();
    lent.act(&mut bank, "propose_plan", at_counter(6)).await;
    let no = json!({ "reason": "担保已经到期" });
    let view = lent.act(&mut agency, "refuse_extension", no).await;
    assert_eq!(view.loan.state, ServicingState::Overdue);
    let said = told(&lent.portal);
    let is_it = |text: &&String| text.contains("重新安排还款没有批准");
    assert_eq!(said.iter().filter(is_it).count(), 1, "{said:?}");
    // Nobody asked for an extension, and the old days are over.
    assert!(said.iter().all(|text| !text.contains("展期")), "{said:?}");
}

#[tokio::test]
async fn one_refusal_is_enough_and_the_borrower_reads_why() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    lent.act(&mut bank, "ask_extension", at_counter(6)).await;
    lent.act(&mut bank, "agree_extension", json!({})).await;
    let before = lent.view(&mut agency).await.rows;
    let sent = told(&lent.portal).len();
    let no = json!({ "reason": "担保已经到期" });
    let view = lent.act(&mut agency, "refuse_extension", no).await;
    assert_eq!(view.rows, before);
    assert_eq!(view.extensions[0].refused_by, Some(Role::GuaranteeOfficer));
    assert!(told(&lent.portal)[0].contains("没有批准"));
    assert_eq!(told(&lent.portal).len(), sent + 1);
    let loan = lent.mine().await.loan.unwrap();
    let refused = loan.extension.unwrap();
    assert_eq!(
        (refused.state, refused.reason.as_str()),
        (ExtensionState::Refused, "担保已经到期")
    );
    assert_eq!(loan.extension_months, 12, "it can be asked for again");
    assert_eq!(list(&mut bank).await.loans[0].extension_due_on, None);
    lent.whole();
}

#[tokio::test]
async fn nobody_else_asks_or_decides() {
    let lent = Lent::begin().await;
    // Nothing to move on the first day, and nothing for strangers at all.
    let early = lent.ask(&months(6)).await;
    early.problem(ProblemCode::ActionNotPossible);
    lent.noon("2026-12-01");
    let at = with_id(path::APPLICATION_EXTENSION, &lent.id);
    let mut stranger = lent.portal.resident("13800000009").await;
    stranger
        .post(&at, &months(6))
        .await
        .problem(ProblemCode::NotFound);
    for (body, pointer, code) in [
        (months(0), "/months", "number_too_small"),
        (months(13), "/months", "number_too_large"),
        (json!({ "months": 6, "reason": " " }), "/reason", "required"),
        (
            json!({ "months": 6, "reason": "雹".repeat(501) }),
            "/reason",
            "too_long",
        ),
    ] {
        let problem = lent.ask(&body).await.problem(ProblemCode::InvalidInput);
        let found = &problem.errors[0];
        assert_eq!(
            (found.pointer.as_str(), found.code.as_str()),
            (pointer, code)
        );
    }
    let (mut bank, mut agency) = (lent.bank("sun").await, lent.agency("zhao").await);
    lent.attempt(&mut bank, "ask_extension", json!({}))
        .await
        .problem(ProblemCode::InvalidInput);
    lent.attempt(&mut agency, "ask_extension", at_counter(6))
        .await
        .problem(ProblemCode::NotAllowed);
    lent.attempt(&mut bank, "agree_extension", json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    lent.act(&mut bank, "ask_extension", at_counter(6)).await;
    let mut bureau = lent.portal.staff("li", Role::HrOfficer, BUREAU).await;
    for action in ["agree_extension", "refuse_extension", "extend"] {
        let answer = lent.attempt(&mut bureau, action, json!({})).await;
        answer.problem(ProblemCode::NotAllowed);
    }
    let view = lent.view(&mut bank).await;
    let offered = [
        ServicingAction::AgreeExtension,
        ServicingAction::RefuseExtension,
    ];
    assert!(offered.iter().all(|action| view.actions.contains(action)));
    assert!(!view.actions.contains(&ServicingAction::AskExtension));
}

#[tokio::test]
async fn the_same_press_twice_asks_once() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    lent.portal.clock.advance_ms(2 * 60 * 1000);
    let mut resident = lent.portal.resident(PHONE).await;
    let (at, key) = (with_id(path::APPLICATION_EXTENSION, &lent.id), fresh_key());
    let first = resident
        .send_json(Method::POST, &at, &key, &months(6))
        .await;
    let again = resident
        .send_json(Method::POST, &at, &key, &months(6))
        .await;
    assert_eq!(
        (first.status, again.status),
        (StatusCode::OK, StatusCode::OK)
    );
    assert_eq!(first.body, again.body);
    assert_eq!(
        lent.view(&mut lent.bank("sun").await)
            .await
            .extensions
            .len(),
        1
    );
    lent.whole();
}
