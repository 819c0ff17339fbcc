//! A file as it stood at a moment after the payout: row by row as it was paid by then, whatever came since.

use api::replay::ReplayView;
use server::packages::manifest::rfc3339;
use workflow::servicing::ServicingState;

use super::*;

async fn seen_at(officer: &mut Browser, id: &str, at: &str) -> ReplayView {
    let address = with_id(path::STAFF_REPLAY, id);
    let answer = officer.get(&format!("{address}?at={at}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{at}: {answer:?}");
    answer.json()
}

fn paid_fen(then: &ReplayView) -> Option<i64> {
    let rows = then.schedule.as_ref()?.rows.iter();
    Some(rows.map(|row| row.paid_fen).sum())
}

#[tokio::test]
async fn each_row_is_shown_with_what_was_paid_of_it_by_then() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let clock = &lent.portal.clock;
    let mut bank = lent.bank("sun").await;
    let mut moments = vec![(rfc3339(clock.now_ms()), 0, ServicingState::Repaying)];
    clock.advance_ms(60_000);
    let due = payment("2026-12-24", 1_031_000);
    let view = lent.act(&mut bank, "record_payment", due).await;
    moments.push((rfc3339(clock.now_ms()), 1_031_000, ServicingState::Repaying));
    clock.advance_ms(60_000);
    // The rest before its time, which ends the loan.
    let rest_fen = view.owed_today_fen;
    let view = lent
        .act(&mut bank, "record_payment", early("2026-12-24", rest_fen))
        .await;
    moments.push((
        rfc3339(clock.now_ms()),
        1_031_000 + rest_fen,
        ServicingState::Repaid,
    ));
    clock.advance_ms(60_000);

    let mut bureau = lent.portal.staff("li", Role::HrOfficer, BUREAU).await;
    for officer in [&mut bank, &mut bureau] {
        for (at, sum_fen, state) in &moments {
            let then = seen_at(officer, &lent.id, at).await;
            assert_eq!(paid_fen(&then), Some(*sum_fen), "{at}");
            let loan = then.application.loan.unwrap();
            assert_eq!((loan.state, loan.paid_fen), (*state, *sum_fen), "{at}");
            let has_ended = *state == ServicingState::Repaid;
            assert_eq!(loan.ended_on.is_some(), has_ended, "{at}");
        }
    }
    let (at, _, _) = &moments[2];
    let last = seen_at(&mut bank, &lent.id, at).await;
    assert_eq!(last.schedule.map(|found| found.rows), Some(view.rows));
    // Before the payout nothing was due.
    assert_eq!(seen_at(&mut bureau, &lent.id, "1").await.schedule, None);
}
