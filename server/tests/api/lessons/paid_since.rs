//! What happens in other classes while a sheet waits, and after it is settled.

use api::path;
use api::settlement::SettlementView;
use http::StatusCode;
use server::clock::Clock as _;
use server::enrolments::member::Member;
use server::problem::ApiError;
use server::settlements::judge::{ALLOWANCE, TRAINING, person_index};
use server::settlements::kept::Row;
use store::settlements::{Claim, add_claim};
use store::{StoreError, Tx, enrolments};
use workflow::settlement::{SettlementAction, SettlementState};

use super::fraud::kinds;
use super::settlement::{plain, rate};
use super::{Class, FIRST, class};
use crate::portal::Browser;

/// The most training subsidies of a year.
const MOST: usize = 3;

impl Class {
    /// Other classes of the year are settled for the first person, in trades of their own: as many as are allowed.
    async fn pays_elsewhere(&self, other: &str) {
        let (parts, own, other) = (self.portal.state.clone(), self.id.clone(), other.to_owned());
        let now_ms = self.portal.clock.now_ms();
        let work = move |tx: &Tx| {
            let person_id = enrolments::list_by_class(tx, &own)?.remove(0).person_id;
            let members = enrolments::list_by_class(tx, &other)?;
            assert_eq!(members.len(), MOST);
            for (number, member) in members.into_iter().enumerate() {
                let claim = Claim {
                    enrolment_id: member.id,
                    programme: TRAINING.to_owned(),
                    class_id: other.clone(),
                    person: person_index(&parts.keyring, &person_id),
                    id_index: None,
                    trade: format!("示例工种 {number}/none"),
                    for_year: 2027,
                    created_ms: now_ms,
                };
                add_claim(tx, &claim)?;
            }
            Ok(())
        };
        let store = &self.portal.state.store;
        store.write::<_, _, StoreError>(work).await.unwrap();
    }
}

impl Class {
    /// As if the rules knew the allowance of a day: the verdict of the first person has a sum.
    async fn has_sum(&self) {
        let (parts, own) = (self.portal.state.clone(), self.id.clone());
        let work = move |tx: &Tx| {
            let member = enrolments::list_by_class(tx, &own)?.remove(0);
            let member = Member::open(&parts, tx, member)?;
            let mut row = Row::of(tx, &member)?;
            let mut frozen = row.frozen.iter_mut();
            let allowance = frozen.find(|one| one.view.programme == ALLOWANCE).unwrap();
            allowance.view.amount_fen = Some(100 * allowance.training_days().unwrap());
            row.put(tx, &parts, &member)
        };
        let written = self.portal.state.store.write::<_, _, ApiError>(work).await;
        written.unwrap();
    }

    /// Another class is settled for the first person, the allowance alone, in a trade of its own.
    async fn pays_a_day_in(&self, other: &str) {
        let (parts, other) = (self.portal.state.clone(), other.to_owned());
        let now_ms = self.portal.clock.now_ms();
        let work = move |tx: &Tx| {
            let member = enrolments::list_by_class(tx, &other)?.remove(0);
            let claim = Claim {
                enrolment_id: member.id,
                programme: ALLOWANCE.to_owned(),
                class_id: other.clone(),
                person: person_index(&parts.keyring, &member.person_id),
                id_index: None,
                trade: "示例工种/none".to_owned(),
                for_year: 2027,
                created_ms: now_ms,
            };
            add_claim(tx, &claim)
        };
        let store = &self.portal.state.store;
        store.write::<_, _, StoreError>(work).await.unwrap();
    }
}

/// Two schools hand in at once, and the subsidies of a year are used up by the sheet that is settled first.
#[tokio::test]
async fn what_other_classes_used_up_meanwhile_is_judged_anew() {
    let class = class().await;
    let days = ("2027-04-12", "2027-04-16");
    let other = class.another("other", "2027-04-09", days).await;
    for number in 0..MOST {
        class.joins("other", number).await;
    }
    let (mut trainer, mut officer) = class.over().await;
    let sheet = class.submitted(&mut trainer).await;
    let seen = class.sheet(&mut officer).await;
    assert!(seen.rows[0].problems.is_empty() && seen.rows[0].subsidies[0].is_payable);

    class.portal.clock.advance_ms(1_000);
    class.pays_elsewhere(&other).await;
    let seen = class.sheet(&mut officer).await;
    assert!(kinds(&seen.rows[0]).is_empty(), "each of another trade");
    assert_eq!(seen.rows[0].problems, ["settlement_row_paid_since"]);
    assert!(seen.rows[1].problems.is_empty());
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let refused = class.settle_by(&mut officer, &settle).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = format!("{refused:?}");
    assert!(text.contains("settlement_row_paid_since"), "{text}");

    let mut back = plain(SettlementAction::Return, sheet.version);
    back.reason = "今年的次数用完了".to_owned();
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let sheet = class.submitted(&mut trainer).await;
    let verdict = |row: usize| sheet.rows[row].subsidies[0].verdict.verdict.as_str();
    assert_eq!([verdict(0), verdict(1)], ["not_eligible", "eligible"]);
    settle.version = sheet.version;
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let done: SettlementView = answer.json();
    assert!(!done.rows[0].subsidies[0].is_payable && done.rows[1].subsidies[0].is_payable);
}

/// A sum that the engine worked out is of the days as they were handed in; a day that was paid for elsewhere since is not paid
/// twice by it.
#[tokio::test]
async fn a_day_paid_for_elsewhere_meanwhile_takes_a_sum_back_that_counts_it() {
    let mut class = class().await;
    let (first, days) = (class.id.clone(), (FIRST, "2027-03-29"));
    let other = class.another("other", "2027-02-24", days).await;
    class.joins("other", 0).await;
    class.meets("other", "evening").await;
    class.on(FIRST).await;
    class.go_to(&other);
    let mut trainer = class.trainer().await;
    class.ticked(&mut trainer, 0, FIRST).await;
    class.go_to(&first);
    let (mut trainer, mut officer) = class.over().await;
    class.submitted(&mut trainer).await;
    class.portal.clock.advance_ms(1_000);
    let problems = async |officer: &mut Browser| class.sheet(officer).await.rows.remove(0).problems;
    class.has_sum().await;
    assert!(problems(&mut officer).await.is_empty());

    class.pays_a_day_in(&other).await;
    assert_eq!(problems(&mut officer).await, ["settlement_row_paid_since"]);
    let mut back = plain(
        SettlementAction::Return,
        class.sheet(&mut officer).await.version,
    );
    back.reason = "有一天别的班发过了".to_owned();
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    // Judged anew it is of the days that are left.
    class.submitted(&mut trainer).await;
    class.has_sum().await;
    assert!(problems(&mut officer).await.is_empty());
}

/// What was decided stands on the sheet as it was paid, though a case is found afterwards.
#[tokio::test]
async fn a_settled_sheet_says_what_was_paid_whatever_is_found_later() {
    let mut class = class().await;
    let first = class.id.clone();
    let days = (FIRST, "2027-03-31");
    let other = class.another("other", "2027-02-24", days).await;
    class.joins("other", 0).await;
    let (mut trainer, mut officer) = class.settled().await;
    let before = class.sheet(&mut officer).await;
    assert_eq!(before.state, SettlementState::Settled);
    assert!(before.total_fen.is_some_and(|fen| fen > 0));
    assert!(kinds(&before.rows[0]).is_empty());

    class.go_to(&other);
    class.ticked(&mut trainer, 0, FIRST).await;
    class.go_to(&first);
    let after = class.sheet(&mut officer).await;
    assert_eq!(kinds(&after.rows[0]), ["same_day"], "told all the same");
    assert_eq!(after.total_fen, before.total_fen);
    let paid = |sheet: &SettlementView| -> Vec<(bool, Option<i64>)> {
        let subsidies = sheet.rows[0].subsidies.iter();
        subsidies
            .map(|one| (one.is_payable, one.amount_fen))
            .collect()
    };
    assert_eq!(paid(&after), paid(&before));
    let payments = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    assert_eq!(officer.get(&payments).await.status, StatusCode::OK);
}
