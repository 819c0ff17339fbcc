//! The subsidies of a settled class, recorded as paid: by a second officer, each line once, and what came back again.

use api::ProblemCode;
use api::path;
use api::settlement::{ListSettlementsResponse, SettlementView};
use domain::Date;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use store::classes;
use store::settlements::{self, Settlement};
use store::{Connection, StoreError, Tx};
use workflow::Role;
use workflow::settlement::{SettlementAction, UnpaidReason};

use super::payment::{CARD, cells, give_own};
use super::settlement::{AFTER, plain};
use super::{Class, class, mine};
use crate::portal::{Browser, fresh_key};

const OTHER: &str = "4111111111111111";

/// What is sent of the list on screen.
fn paid(seen: &SettlementView, unpaid: &[(&str, &str)]) -> Value {
    let digest = &seen.payments.as_ref().unwrap().digest;
    let unpaid: Vec<Value> = unpaid
        .iter()
        .map(|(id, reason)| json!({ "id": id, "reason": reason }))
        .collect();
    json!({ "version": seen.version, "paid_on": AFTER, "reference": "CZ-1", "digest": digest,
        "unpaid": unpaid })
}

impl Class {
    /// Settled, with the cards of both who are paid; and an officer who did not settle it.
    async fn to_be_paid(&self) -> (Browser, Browser, Browser) {
        let (trainer, officer) = self.settled().await;
        for (number, card) in [(0, CARD), (1, OTHER)] {
            give_own(&mut self.resident(number).await, card).await;
        }
        let portal = &self.portal;
        let second = portal.staff("peixun2", Role::TrainingOfficer, "hr-bureau");
        (trainer, officer, second.await)
    }

    /// How many read something.
    fn told(&self, what: &str) -> usize {
        let (store, keyring) = (&self.portal.state.store, &self.portal.state.keyring);
        let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
        messages
            .iter()
            .filter(|one| one.text.contains(what))
            .count()
    }
}

async fn to_pay(officer: &mut Browser) -> (Option<u32>, Option<Date>) {
    let list: ListSettlementsResponse = officer.get(path::STAFF_SETTLEMENTS).await.json();
    (list.settlements[0].to_pay, list.settlements[0].paid_on)
}

#[tokio::test]
async fn one_settles_and_another_records_what_was_paid_and_what_came_back() {
    let class = class().await;
    let (mut trainer, mut officer, mut second) = class.to_be_paid().await;
    let address = class.address(path::STAFF_SETTLEMENT_PAID);
    assert_eq!(to_pay(&mut officer).await, (Some(2), None));
    assert_eq!(class.sheet(&mut trainer).await.payments, None);
    let own = class.sheet(&mut officer).await;
    assert!(own.payments.as_ref().unwrap().is_settler && own.actions.is_empty());
    let refused = officer.post(&address, &paid(&own, &[])).await;
    refused.problem(ProblemCode::SecondPersonNeeded);
    let refused = trainer.post(&address, &paid(&own, &[])).await;
    refused.problem(ProblemCode::NotAllowed);

    let seen = class.sheet(&mut second).await;
    assert_eq!(seen.actions, [SettlementAction::Pay]);
    let next = seen.payments.clone().unwrap();
    assert_eq!((next.next.len(), next.held), (2, 0));
    assert_eq!(Some(next.next_fen), seen.total_fen);
    let mut wrong = paid(&seen, &[]);
    wrong["paid_on"] = json!("2027-04-30");
    wrong["reference"] = json!(" ");
    let problem = second.post(&address, &wrong).await;
    let problem = problem.problem(ProblemCode::InvalidInput);
    let wrong = problem.errors.iter().map(|one| one.pointer.as_str());
    assert_eq!(wrong.collect::<Vec<_>>(), ["/paid_on", "/reference"]);
    let mut early = paid(&seen, &[]);
    early["paid_on"] = json!("2026-12-01");
    let problem = second.post(&address, &early).await;
    let problem = problem.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "paid_before_decided");
    let of_nobody = second.post(&address, &paid(&seen, &[("x", "other")])).await;
    of_nobody.problem(ProblemCode::InvalidInput);
    let mut other = paid(&seen, &[]);
    other["digest"] = json!("0a1b");
    let problem = second.post(&address, &other).await;
    let problem = problem.problem(ProblemCode::Stale);
    assert_eq!(problem.errors[0].code, "lines_changed");

    // A press that comes twice records once, and tells once.
    let back = [(seen.rows[1].id.as_str(), "card_closed")];
    let (key, body) = (fresh_key(), paid(&seen, &back));
    for _ in 0..2 {
        let answer = second.send_json(Method::POST, &address, &key, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let told = [class.told("培训补贴发了"), class.told("没有发成")];
    assert_eq!(told, [1, 1]);
    let seen = class.sheet(&mut second).await;
    let after = seen.payments.clone().unwrap();
    assert_eq!((after.paid.len(), after.next.len(), after.held), (1, 0, 1));
    let list = &after.paid[0];
    assert_eq!((list.lines, list.unpaid), (2, 1));
    assert_eq!(
        (list.total_fen, &list.digest),
        (next.next_fen, &next.digest)
    );
    let day = Date::parse_iso(AFTER);
    assert_eq!([seen.rows[0].paid_on, seen.rows[1].paid_on], [day, None]);
    assert_eq!(seen.rows[1].unpaid, Some(UnpaidReason::CardClosed));
    assert_eq!(to_pay(&mut officer).await, (Some(1), day));
    let read = mine(&mut class.resident(0).await).await;
    assert_eq!(
        (read.subsidies[0].paid_on, read.subsidies[2].paid_on),
        (day, None)
    );
    let again = second.post(&address, &paid(&seen, &[])).await;
    again.problem(ProblemCode::ActionNotPossible);
    let file = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    let file = format!("{:?}", cells(&second.get(&file).await));
    assert!(
        file.contains("钱退回来了") && !file.contains(CARD),
        "{file}"
    );

    // The card given anew, the rest is paid by a list of its own.
    let mut resident = class.resident(1).await;
    let read = mine(&mut resident).await;
    assert_eq!(read.subsidies[0].unpaid, Some(UnpaidReason::CardClosed));
    give_own(&mut resident, OTHER).await;
    let seen = class.sheet(&mut second).await;
    let answer = second.post(&address, &paid(&seen, &[])).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let done: SettlementView = answer.json();
    assert_eq!([done.rows[1].paid_on, done.rows[0].paid_on], [day, day]);
    assert_eq!(done.rows[1].unpaid, None);
    assert_eq!(to_pay(&mut officer).await, (Some(0), day));
    // What was paid is not given back.
    let mut back = plain(SettlementAction::Return, done.version);
    back.reason = "请再核".into();
    let refused = class.settle_by(&mut second, &back).await;
    refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(class.wrong_sheets(), [""; 0]);
}

#[tokio::test]
async fn a_list_of_very_many_says_what_it_leaves_out_and_never_whose_money_waits() {
    let class = class().await;
    let (_, mut officer, _) = class.to_be_paid().await;
    let listed = async |officer: &mut Browser| -> ListSettlementsResponse {
        officer.get(path::STAFF_SETTLEMENTS).await.json()
    };
    let before = listed(&mut officer).await;
    assert_eq!((before.settlements.len(), before.left_out), (1, 0));
    let state = &class.portal.state;
    let find = |connection: &Connection| classes::find(connection, &class.id);
    let held = state
        .store
        .read::<_, StoreError>(find)
        .unwrap()
        .unwrap()
        .class;
    let now_ms = state.clock.now_ms();
    // As many as one answer has, each decided after the one of which two wait for money.
    let many = move |tx: &Tx| {
        for number in 0..500 {
            let row = classes::Class {
                id: format!("gone.{number}"),
                course_id: "gone".into(),
                session_id: number.to_string(),
                ..held.clone()
            };
            classes::insert(tx, &row)?;
            let settled = Settlement {
                class_id: row.id,
                version: 1,
                state: "settled".into(),
                submitted_ms: Some(now_ms),
                decided_ms: Some(now_ms + 1 + number),
                created_ms: now_ms,
            };
            settlements::insert(tx, &settled)?;
        }
        Ok(())
    };
    let written = state.store.write::<_, _, StoreError>(many).await;
    written.unwrap();
    let after = listed(&mut officer).await;
    assert_eq!((after.settlements.len(), after.left_out), (500, 1));
    assert_eq!(after.settlements[0].id, class.id);
    assert_eq!(after.settlements[0].to_pay, Some(2));
    assert_eq!(after.settlements[1].id, "gone.499");
}

#[tokio::test]
async fn what_is_given_back_or_waits_is_not_paid() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let address = class.address(path::STAFF_SETTLEMENT_PAID);
    let sheet = class.submitted(&mut trainer).await;
    let body = |version: u32| json!({ "version": version, "paid_on": AFTER, "reference": "CZ-1", "digest": "0a1b" });
    let early = officer.post(&address, &body(sheet.version)).await;
    early.problem(ProblemCode::ActionNotPossible);
    let mut back = plain(SettlementAction::Return, sheet.version);
    back.reason = "失业登记请再核".into();
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let version = answer.json::<SettlementView>().version;
    let refused = officer.post(&address, &body(version)).await;
    refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(to_pay(&mut officer).await, (None, None));
}

#[tokio::test]
async fn nobody_changes_a_list_that_was_paid() {
    let class = class().await;
    let (_, _, mut second) = class.to_be_paid().await;
    let address = class.address(path::STAFF_SETTLEMENT_PAID);
    let seen = class.sheet(&mut second).await;
    let back = [(seen.rows[1].id.as_str(), "other")];
    let answer = second.post(&address, &paid(&seen, &back)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(class.wrong_sheets(), [""; 0]);
    for (change, undo) in [
        (
            "UPDATE settlement_payments SET digest = 'a' || digest",
            "UPDATE settlement_payments SET digest = substr(digest, 2)",
        ),
        (
            "UPDATE settlement_payments SET total_fen = total_fen + 1",
            "UPDATE settlement_payments SET total_fen = total_fen - 1",
        ),
        (
            "UPDATE settlement_payments SET unpaid = 0",
            "UPDATE settlement_payments SET unpaid = 1",
        ),
        (
            "UPDATE settlement_payments SET recorded_by = 'a' || recorded_by",
            "UPDATE settlement_payments SET recorded_by = substr(recorded_by, 2)",
        ),
    ] {
        class.change(change).await;
        class.is_wrong_with("the list is not the one that was paid");
        class.change(undo).await;
        assert_eq!(class.wrong_sheets(), [""; 0]);
    }
    class.change("DELETE FROM settlement_payments").await;
    class.is_wrong_with("the list is not the one that was paid");
}

#[tokio::test]
async fn money_that_comes_back_later_waits_for_the_next_list() {
    let class = class().await;
    let (_, mut officer, mut second) = class.to_be_paid().await;
    let address = class.address(path::STAFF_SETTLEMENT_PAID);
    let seen = class.sheet(&mut second).await;
    let answer = second.post(&address, &paid(&seen, &[])).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let seen: SettlementView = answer.json();
    assert_eq!(seen.actions, [SettlementAction::TakeBack]);
    let address = class.address(path::STAFF_SETTLEMENT_CAME_BACK);
    let back = |ids: &[&str]| {
        let lines = ids.iter();
        let lines: Vec<Value> = lines
            .map(|id| json!({ "id": id, "reason": "card_mismatch" }))
            .collect();
        json!({ "version": seen.version, "lines": lines })
    };
    let id = seen.rows[0].id.as_str();
    for ids in [&[][..], &[seen.rows[2].id.as_str()]] {
        let refused = second.post(&address, &back(ids)).await;
        refused.problem(ProblemCode::InvalidInput);
    }
    let refused = officer.post(&address, &back(&[id])).await;
    refused.problem(ProblemCode::SecondPersonNeeded);
    let answer = second.post(&address, &back(&[id])).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(class.told("没有发成"), 1);
    let again = second.post(&address, &back(&[id])).await;
    again.problem(ProblemCode::Stale);
    let after = class.sheet(&mut second).await;
    assert_eq!((after.rows[0].paid_on, after.rows[1].unpaid), (None, None));
    let payments = after.payments.unwrap();
    assert_eq!((payments.paid[0].unpaid, payments.held), (1, 1));
    assert_eq!(to_pay(&mut officer).await.0, Some(1));
    assert_eq!(class.wrong_sheets(), [""; 0]);
}
