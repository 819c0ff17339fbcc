//! To which card subsidies are paid: said by the person, entered for somebody, never shown whole but in the list to pay by.

use std::io::Cursor;

use api::ProblemCode;
use api::path::{self, with_document, with_id};
use api::settlement::{SettlementRow, SettlementView};
use calamine::{Data, Reader as _, Xlsx};
use http::{Method, StatusCode};
use serde_json::json;
use workflow::settlement::SettlementAction;

use super::settlement::{plain, rate};
use super::{Class, class, mine};
use crate::portal::{Answer, Browser, fresh_key};

pub(super) const CARD: &str = "6222021234567890128";
const OTHER: &str = "4111111111111111";

impl Class {
    async fn give_for(&self, staff: &mut Browser, number: usize, card: &str) -> Answer {
        let id = self.rows(staff).await.remove(number).id;
        let address = with_document(path::STAFF_MEMBER_PAYMENT_CARD, &self.id, &id);
        staff.put(&address, &json!({ "number": card })).await
    }

    async fn rows(&self, staff: &mut Browser) -> Vec<SettlementRow> {
        let answer = staff.get(&self.address(path::STAFF_SETTLEMENT)).await;
        let text = String::from_utf8(answer.body.to_vec()).unwrap();
        assert!(!text.contains(CARD) && !text.contains(OTHER), "masked");
        answer.json::<SettlementView>().rows
    }

    pub(super) async fn settled(&self) -> (Browser, Browser) {
        let (mut trainer, mut officer) = self.over().await;
        let sheet = self.submitted(&mut trainer).await;
        let mut settle = plain(SettlementAction::Settle, sheet.version);
        settle.is_compared = true;
        settle.rates = vec![
            rate("training_subsidy", 100_000),
            rate("living_allowance_training", 100),
        ];
        let answer = self.settle_by(&mut officer, &settle).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        (trainer, officer)
    }

    fn looks(&self, id: &str) -> Vec<String> {
        let store = &self.portal.state.store;
        let found = store.read(|connection| store::access_log::list_by_application(connection, id));
        found.unwrap().into_iter().map(|look| look.action).collect()
    }
}

pub(super) async fn give_own(resident: &mut Browser, card: &str) -> Answer {
    let id = mine(resident).await.id;
    let address = with_id(path::ENROLMENT_PAYMENT_CARD, &id);
    resident.put(&address, &json!({ "number": card })).await
}

/// Every cell that has something in it, row by row.
pub(super) fn cells(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(answer.body.to_vec())).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let rows = range.rows().map(|row| {
        let cells = row.iter().filter(|cell| **cell != Data::Empty);
        cells.map(ToString::to_string).collect()
    });
    rows.collect()
}

#[tokio::test]
async fn the_person_says_it_and_a_school_does_not_change_it() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let mut resident = class.resident(0).await;
    for (typed, code) in [
        ("", "bank_card_number_empty"),
        ("6222021234567890129", "bank_card_number_checksum"),
        ("12", "bank_card_number_wrong_length"),
        ("六二二二", "bank_card_number_bad_character"),
    ] {
        let refused = give_own(&mut resident, typed).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/number", code)
        );
    }
    let before = mine(&mut resident).await;
    assert!(before.asks_card && before.payment_card.is_none());
    let answer = give_own(&mut resident, "６２２２ 0212 3456 7890 128").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let after = mine(&mut resident).await;
    assert_eq!(after.payment_card.as_deref(), Some("0128"));

    let rows = class.rows(&mut trainer).await;
    let card = rows[0].card.as_ref().unwrap();
    assert_eq!(
        (
            card.last_four.as_str(),
            card.given_by.as_str(),
            card.is_shared
        ),
        ("0128", "resident", false)
    );
    assert!(!rows[0].may_give_card && rows[1].may_give_card);
    // Who never came is paid nothing.
    assert!(!rows[2].may_give_card);
    let refused = class.give_for(&mut trainer, 0, OTHER).await;
    refused.problem(ProblemCode::ActionNotPossible);
    let refused = class.give_for(&mut trainer, 2, OTHER).await;
    refused.problem(ProblemCode::ActionNotPossible);
    // The training section puts it right, and the person is told.
    let answer = class.give_for(&mut officer, 0, OTHER).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages.iter().filter(|one| one.text.contains("尾号 1111"));
    assert_eq!(told.count(), 1);
    assert!(messages.iter().all(|one| !one.text.contains(OTHER)));
    let looks = class.looks(&rows[0].id);
    assert!(
        looks.contains(&"give_member_payment_card".to_owned()),
        "{looks:?}"
    );
}

#[tokio::test]
async fn a_press_that_comes_twice_gives_one_card_and_another_number_needs_another_key() {
    let class = class().await;
    let mut resident = class.resident(0).await;
    let id = mine(&mut resident).await.id;
    let address = with_id(path::ENROLMENT_PAYMENT_CARD, &id);
    let key = fresh_key();
    for (card, status) in [
        (CARD, StatusCode::OK),
        (CARD, StatusCode::OK),
        (OTHER, StatusCode::CONFLICT),
    ] {
        let body = json!({ "number": card });
        let answer = resident.send_json(Method::PUT, &address, &key, &body).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    let mut stranger = class.resident(1).await;
    let answer = stranger.put(&address, &json!({ "number": CARD })).await;
    answer.problem(ProblemCode::NotFound);
    assert_eq!(
        mine(&mut resident).await.payment_card.as_deref(),
        Some("0128")
    );
}

#[tokio::test]
async fn one_card_of_two_people_is_held_back_and_a_missing_one_blocks_nobody() {
    let class = class().await;
    let (mut trainer, mut officer) = class.settled().await;
    let address = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    // Both read that it is decided; nothing was applied for whoever never came.
    let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages
        .iter()
        .filter(|one| one.text.contains("培训补贴有了结果"));
    let mut phones: Vec<&str> = told.map(|one| one.phone.as_str()).collect();
    phones.sort_unstable();
    assert_eq!(phones, super::PHONES[..2]);
    give_own(&mut class.resident(0).await, CARD).await;
    let list = cells(&officer.get(&address).await);
    let sums: Vec<&Vec<String>> = list.iter().filter(|row| row.len() > 4).collect();
    // The headings, who is paid, who is not.
    assert_eq!(sums.len(), 3, "{list:?}");
    assert!(sums[1].contains(&CARD.to_owned()) && sums[1].contains(&"示例甲".to_owned()));
    assert!(
        sums[2].contains(&"没有登记社会保障卡号".to_owned()),
        "{list:?}"
    );
    let total = |list: &[Vec<String>]| {
        let mut rows = list.iter();
        let total = rows.find(|row| row.first().is_some_and(|cell| cell == "合计"));
        total.unwrap()[1].parse::<f64>().unwrap()
    };
    let one = total(&list);
    assert!(one > 1_000.0, "{one}");

    let answer = class.give_for(&mut trainer, 1, CARD).await;
    assert!(answer.json::<api::settlement::PaymentCardView>().is_shared);
    let rows = class.rows(&mut trainer).await;
    assert!(
        rows[..2]
            .iter()
            .all(|row| row.card.as_ref().unwrap().is_shared)
    );
    let list = cells(&officer.get(&address).await);
    assert_eq!(total(&list).to_bits(), 0.0_f64.to_bits(), "{list:?}");
    class.give_for(&mut trainer, 1, OTHER).await;
    let list = cells(&officer.get(&address).await);
    assert_eq!(total(&list).to_bits(), (2.0 * one).to_bits(), "{list:?}");
    let looks = class.looks(&rows[1].id);
    assert_eq!(
        looks
            .iter()
            .filter(|look| *look == "export_payments")
            .count(),
        3
    );
    trainer.get(&address).await.problem(ProblemCode::NotAllowed);
    // So is the file of the settlement, which has names whole too.
    let file = officer
        .get(&class.address(path::STAFF_SETTLEMENT_SHEET))
        .await;
    assert_eq!(file.status, StatusCode::OK, "{file:?}");
    for row in &rows[..2] {
        let looks = class.looks(&row.id);
        assert!(looks.contains(&"export_settlement".to_owned()), "{looks:?}");
    }
}

#[tokio::test]
async fn the_roster_says_who_was_there_and_the_list_to_pay_by_waits_for_the_decision() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let payments = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    let early = officer.get(&payments).await;
    early.problem(ProblemCode::ActionNotPossible);
    give_own(&mut class.resident(0).await, CARD).await;
    let roster = class.address(path::STAFF_SETTLEMENT_ROSTER);
    let answer = trainer.get(&roster).await;
    let list = cells(&answer);
    let text = format!("{list:?}");
    for part in [
        "示例甲",
        "示例乙",
        "2027-03-01",
        "尾号 0128",
        "138****0001",
        "示例",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for whole in [CARD, super::PHONES[0]] {
        assert!(!text.contains(whole), "{whole}");
    }
    let id = class.rows(&mut trainer).await.remove(0).id;
    assert!(class.looks(&id).contains(&"export_roster".to_owned()));
    // Another school sees neither.
    let mut other =
        crate::training::trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    other.get(&roster).await.problem(ProblemCode::NotFound);
}
