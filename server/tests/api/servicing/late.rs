//! Late: the portal notices, warns by the day, takes note of what is paid, and the guarantee agency steps in.

use api::ProblemCode;
use server::servicing::{follow, remind};
use server::sms::remember;
use workflow::servicing::ServicingState;

use super::*;

impl Lent {
    async fn turn(&self) -> usize {
        let state = &self.portal.state;
        let now_ms = state.clock.now_ms();
        follow::run_once(state, now_ms, true).await.unwrap()
    }
}

#[tokio::test]
async fn what_is_unpaid_after_its_day_is_overdue_and_warned_of() {
    let lent = Lent::begin().await;
    let sent = told(&lent.portal).len();
    lent.noon("2026-12-24");
    assert_eq!(lent.turn().await, 0);
    for (day, touched, warnings) in [
        ("2026-12-25", 1, 1),
        ("2026-12-25", 0, 1),
        ("2026-12-30", 0, 1),
        ("2026-12-31", 1, 2),
        ("2027-01-24", 1, 3),
        ("2027-03-24", 0, 3),
    ] {
        lent.noon(day);
        assert_eq!(lent.turn().await, touched, "{day}");
        assert_eq!(told(&lent.portal).len() - sent, warnings, "{day}");
    }
    for text in &told(&lent.portal)[..3] {
        assert!(
            text.contains(&lent.number) && !text.contains("元"),
            "{text}"
        );
    }
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(mine.state, ServicingState::Overdue);
    assert!(mine.overdue_fen > 3 * 1_000_000);
    let mut bank = lent.bank("sun").await;
    let arrears = payment("2027-03-24", mine.overdue_fen);
    let view = lent.act(&mut bank, "record_payment", arrears).await;
    assert_eq!(view.loan.state, ServicingState::Repaying);
    lent.whole();
}

/// The second person confirmed the payment after the first due date.
#[tokio::test]
async fn who_is_late_when_the_loan_is_booked_is_warned_as_anybody() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let file = submitted(&mut resident).await;
    propose(&portal, &file.id, PHONE, RepaymentMethod::EqualPrincipal).await;
    let number = file.acceptance_number.unwrap();
    let lent = Lent {
        portal,
        id: file.id,
        number,
    };
    lent.noon("2026-12-26");
    confirm(&lent.portal, &lent.id).await;
    let sent = told(&lent.portal).len();
    assert_eq!(lent.turn().await, 1);
    let said = told(&lent.portal);
    assert_eq!(said.len(), sent + 1);
    assert!(said[0].contains("没有还上"), "{said:?}");
    assert_eq!(lent.turn().await, 0);
    lent.whole();
}

#[tokio::test]
async fn a_warning_that_the_gateway_did_not_take_goes_out_when_it_does() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-25");
    let sent = told(&lent.portal).len();
    let deaf = lent.portal.with_deaf_gateway(1);
    let now_ms = deaf.state.clock.now_ms();
    let touched = follow::run_once(&deaf.state, now_ms, true).await;
    assert_eq!((touched.unwrap(), told(&deaf).len()), (1, sent));
    let later_ms = now_ms + 3 * 60_000;
    let remembered = remember::run_once(&deaf.state, later_ms).await;
    assert_eq!((remembered.unwrap(), told(&deaf).len()), (1, sent + 1));
}

#[tokio::test]
async fn who_has_something_due_is_reminded_in_the_daytime() {
    let lent = Lent::begin().await;
    let sent = told(&lent.portal).len();
    let state = &lent.portal.state;
    for (day, hour, reminded) in [
        ("2026-12-08", 12, 0),
        ("2026-12-09", 7, 0),
        ("2026-12-09", 12, 1),
        ("2026-12-09", 13, 0),
        ("2026-12-19", 12, 1),
        ("2026-12-23", 12, 1),
        ("2026-12-24", 12, 0),
    ] {
        let midnight_ms = Date::parse_iso(day).unwrap().start_ms_shanghai();
        let now_ms = midnight_ms + hour * HOUR_MS;
        let found = remind::run_once(state, now_ms, true).await.unwrap();
        assert_eq!(found, reminded, "{day} {hour}");
    }
    let said = told(&lent.portal);
    assert_eq!(said.len() - sent, 3);
    let tomorrow = said.iter().filter(|text| text.contains("明天"));
    assert_eq!(tomorrow.count(), 1, "{said:?}");
    assert!(said.iter().all(|text| text.contains(&lent.number)));
    assert!(said.iter().all(|text| !text.contains("元")));
}

/// The portal was off on the day itself: it goes out late, once, and as long as the next reminder is not due.
#[tokio::test]
async fn a_reminder_and_a_warning_that_were_missed_go_out_late() {
    let lent = Lent::begin().await;
    let state = &lent.portal.state;
    for (day, reminded) in [
        ("2026-12-08", 0),
        ("2026-12-12", 1),
        ("2026-12-13", 0),
        ("2026-12-21", 1),
        ("2026-12-22", 0),
        ("2026-12-23", 1),
    ] {
        lent.noon(day);
        let found = remind::run_once(state, state.clock.now_ms(), false).await;
        assert_eq!(found.unwrap(), reminded, "{day}");
    }
    let sent = told(&lent.portal).len();
    for (day, touched) in [
        ("2026-12-28", 1),
        ("2026-12-29", 0),
        ("2027-01-03", 1),
        ("2027-02-10", 1),
        ("2027-02-11", 0),
    ] {
        lent.noon(day);
        assert_eq!(lent.turn().await, touched, "{day}");
    }
    assert_eq!(told(&lent.portal).len(), sent + 3);
}

#[tokio::test]
async fn what_comes_next_is_announced_while_something_older_is_late() {
    let lent = Lent::begin().await;
    let state = &lent.portal.state;
    lent.noon("2026-12-25");
    assert_eq!(lent.turn().await, 1);
    let sent = told(&lent.portal).len();
    for (day, known, reminded) in [
        ("2027-01-08", true, 0),
        ("2027-01-09", false, 0),
        ("2027-01-09", true, 1),
        ("2027-01-09", true, 0),
        ("2027-01-19", true, 1),
        ("2027-01-23", true, 1),
        ("2027-01-24", true, 0),
    ] {
        lent.noon(day);
        let found = remind::run_once(state, state.clock.now_ms(), known).await;
        assert_eq!(found.unwrap(), reminded, "{day}");
    }
    let said = told(&lent.portal);
    assert_eq!(said.len(), sent + 3);
    assert!(said[0].contains("明天"), "{said:?}");
}

#[tokio::test]
async fn the_guarantee_agency_pays_and_gets_it_back() {
    let lent = Lent::begin().await;
    let sum = |amount_fen: i64| json!({ "sum": { "on": "2027-01-05", "amount_fen": amount_fen } });
    lent.noon("2026-12-24");
    let mut guarantee = lent
        .portal
        .staff("zhao", Role::GuaranteeOfficer, GUARANTOR)
        .await;
    lent.attempt(&mut guarantee, "compensate", sum(1))
        .await
        .problem(ProblemCode::ActionNotPossible);
    lent.noon("2027-01-05");
    lent.turn().await;
    let mut guarantee = lent.portal.signed_in("zhao").await;
    let owed = lent.view(&mut guarantee).await.owed_today_fen;
    let problem = lent
        .attempt(&mut guarantee, "compensate", sum(owed + 1))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "amount_above_most");
    let view = lent.act(&mut guarantee, "compensate", sum(owed)).await;
    assert_eq!(view.loan.state, ServicingState::Compensated);
    assert_eq!(view.left_to_recover_fen, owed);
    let said = told(&lent.portal);
    assert!(
        said.iter().any(|text| text.contains("以后还给担保机构")),
        "{said:?}"
    );
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!((mine.next, mine.left_to_recover_fen), (None, Some(owed)));
    lent.act(&mut guarantee, "recover", sum(owed - 1)).await;
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(mine.left_to_recover_fen, Some(1));
    let view = lent.act(&mut guarantee, "recover", sum(1)).await;
    assert_eq!(view.loan.state, ServicingState::Recovered);
    assert!(list(&mut guarantee).await.loans[0].next.is_none());
    lent.whole();
}

#[tokio::test]
async fn two_people_of_the_agency_write_off_what_does_not_come_back() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-05");
    lent.turn().await;
    let staff = async |name: &str| {
        lent.portal
            .staff(name, Role::GuaranteeOfficer, GUARANTOR)
            .await
    };
    let (mut first, mut second) = (staff("zhao").await, staff("qian").await);
    let owed = lent.view(&mut first).await.owed_today_fen;
    let sum = json!({ "sum": { "on": "2027-01-05", "amount_fen": owed } });
    lent.act(&mut first, "compensate", sum).await;
    let problem = lent
        .attempt(&mut first, "propose_write_off", json!({ "reason": " " }))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/reason");
    let why = json!({ "reason": "法院执行完，没有可还的" });
    let view = lent.act(&mut first, "propose_write_off", why.clone()).await;
    assert_eq!(view.loan.state, ServicingState::Compensated);
    assert!(view.write_off.as_ref().unwrap().is_mine);
    let offered = |view: &StaffLoanView| {
        let mut actions = view.actions.iter();
        actions.any(|action| action.as_str() == "confirm_write_off")
    };
    assert!(!offered(&view));
    lent.attempt(&mut first, "confirm_write_off", json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let mut bank = lent.bank("sun").await;
    lent.attempt(&mut bank, "confirm_write_off", json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    let view = lent.act(&mut second, "dismiss_write_off", json!({})).await;
    assert_eq!(view.write_off, None);
    lent.act(&mut first, "propose_write_off", why).await;
    assert!(offered(&lent.view(&mut second).await));
    let view = lent.act(&mut second, "confirm_write_off", json!({})).await;
    assert_eq!(view.loan.state, ServicingState::WrittenOff);
    let entry = &list(&mut second).await.loans[0];
    assert_eq!(entry.balance_fen, owed, "it is still known what is owed");
    let mine = lent.mine().await.loan.unwrap();
    assert_eq!(
        (mine.state, mine.next, mine.extension_months),
        (ServicingState::WrittenOff, None, 0)
    );
    lent.whole();
}

#[tokio::test]
async fn damage_is_named() {
    for (change, finding) in [
        (
            "UPDATE loans SET state = 'repaid'",
            "the columns are not what the events fold into",
        ),
        (
            "UPDATE loan_events SET created_ms = 9, seq = 4",
            "the chain of events is broken at event 1",
        ),
    ] {
        let lent = Lent::begin().await;
        lent.portal.change(change).await;
        let state = &lent.portal.state;
        let report = server::servicing::verify::verify(&state.store, &state.keyring).unwrap();
        let found = report.findings.iter().any(|line| line.contains(finding));
        assert!(found, "{:?}", report.findings);
    }
}
