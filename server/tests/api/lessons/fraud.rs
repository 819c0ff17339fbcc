//! Each case of the audits found in what is stored: rosters, ticks, codes, certificates, cards, earlier settlements.

use api::path;
use api::settlement::{
    SettlementRow, SettlementView, Statement, StatementOf, WriteSettlementRequest,
};
use http::StatusCode;
use serde_json::json;
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::enrolments::member::Member;
use server::enrolments::room::Room;
use server::problem::ApiError;
use store::{Tx, enrolments};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};
use workflow::settlement::{Finding, SettlementAction};
use workflow::{DeviceKind, Role, WorkCalendar};

use super::payment::{CARD, give_own};
use super::settlement::{AFTER, ID_NUMBERS, asked, plain, rate};
use super::{Class, FIRST, LAST, class, code, day};
use crate::portal::Browser;

/// A class of it that meets when its course says.
const EVENING: &str = "20270301-evening";

pub(super) fn kinds(row: &SettlementRow) -> Vec<&'static str> {
    let findings = row.findings.iter();
    findings.map(|one| one.kind.as_str()).collect()
}

pub(super) fn portal_at(now_ms: i64) -> Actor {
    Actor {
        id: "restored".to_owned(),
        role: Role::TrainingOfficer,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: "restored".to_owned(),
        on_behalf: None,
    }
}

impl Class {
    pub(super) async fn ticked(&self, trainer: &mut Browser, number: usize, on: &str) {
        let answer = self.tick(trainer, number, on).await;
        assert_eq!(answer.status, StatusCode::OK, "{on}: {answer:?}");
    }

    async fn row(&self, browser: &mut Browser, number: usize) -> SettlementRow {
        self.sheet(browser).await.rows.remove(number)
    }

    /// One person of the sheet said everything and gave an identity card.
    pub(super) async fn says(
        &self,
        trainer: &mut Browser,
        number: usize,
        (statement, id_number): (Statement, &str),
    ) -> SettlementView {
        let sheet = self.sheet(trainer).await;
        let request = WriteSettlementRequest {
            version: sheet.version,
            listed: Some(true),
            rows: vec![StatementOf {
                id: sheet.rows[number].id.clone(),
                statement,
                id_number: Some(id_number.to_owned()),
            }],
        };
        let address = self.address(path::STAFF_SETTLEMENT);
        let answer = trainer.put(&address, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    /// Somebody gets a certificate with a number that the portal would not give out again.
    async fn certified_with(&self, number: usize, certificate: &str) {
        let mut officer = self.officer().await;
        let member = self.member(&mut officer, number).await.id;
        let (parts, class, certificate) = (
            self.portal.state.clone(),
            self.id.clone(),
            certificate.to_owned(),
        );
        let actor = portal_at(self.portal.clock.now_ms());
        let work = move |tx: &Tx| {
            let mut room = Room::load(&parts, tx, &class)?.unwrap();
            let row = enrolments::find(tx, &member)?.unwrap();
            let mut member = Member::open(&parts, tx, row)?;
            let number = certificate.clone();
            let what = (
                EnrolmentAction::Certify,
                EnrolmentDetail::Certificate { number },
            );
            member.step(tx, &parts, &mut room, &actor, what)
        };
        let written = self.portal.state.store.write::<_, _, ApiError>(work).await;
        written.unwrap();
    }
}

#[tokio::test]
async fn two_classes_on_one_day_are_found_in_the_rosters_of_both() {
    let mut class = class().await;
    let first = class.id.clone();
    let other = class.second("2027-02-24", (FIRST, LAST)).await;
    class.joins_other(0).await;
    class.joins_other(1).await;
    class.on(LAST).await;
    let mut trainer = class.trainer().await;
    class.ticked(&mut trainer, 0, FIRST).await;
    class.go_to(&other);
    class.ticked(&mut trainer, 0, "2027-03-02").await;
    class.ticked(&mut trainer, 1, FIRST).await;
    class.go_to(&first);
    // Nobody ever saw who is on the roster and was never there; on other days two classes are two classes.
    assert!(kinds(&class.row(&mut trainer, 0).await).is_empty());
    assert_eq!(kinds(&class.row(&mut trainer, 1).await), ["no_attendance"]);

    class.go_to(&other);
    class.ticked(&mut trainer, 0, FIRST).await;
    let of = |class: &str| Finding {
        class: Some(class.to_owned()),
        on: Some(day(FIRST)),
        ..serde_json::from_value(json!({ "kind": "same_day" })).unwrap()
    };
    assert_eq!(
        class.row(&mut trainer, 0).await.findings,
        [of(first.as_str())]
    );
    assert!(kinds(&class.row(&mut trainer, 1).await).is_empty());
    class.go_to(&first);
    assert_eq!(
        class.row(&mut trainer, 0).await.findings,
        [of(other.as_str())]
    );

    // The same person under another phone: found by the identity card once both gave it.
    class.on(AFTER).await;
    let mut trainer = class.trainer().await;
    class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    class.go_to(&other);
    let sheet = class.says(&mut trainer, 1, (asked(), ID_NUMBERS[0])).await;
    assert_eq!(kinds(&sheet.rows[1]), ["same_day", "two_accounts"]);
    assert_eq!(sheet.rows[1].findings[1].class.as_ref(), Some(&first));
    assert!(sheet.rows[1].subsidies.iter().all(|one| !one.is_payable));
}

/// Audits found one identity card in several classes at one time (facts 5). A day class and an evening class of one day are not
/// at one time: it is said, and stops nothing.
#[tokio::test]
async fn a_day_class_and_an_evening_class_of_one_day_are_said_and_paid() {
    let mut class = class().await;
    let first = class.id.clone();
    let evening = class.another(EVENING, "2027-02-24", (FIRST, LAST)).await;
    class.joins(EVENING, 0).await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    class.go_to(&evening);
    class.ticked(&mut trainer, 0, FIRST).await;
    class.go_to(&first);
    let (mut own, mut officer) = class.over().await;
    class.submitted(&mut own).await;
    let paid = |row: &SettlementRow| row.subsidies.iter().any(|one| one.is_payable);
    // As long as nothing says when the other class meets.
    let row = class.row(&mut officer, 0).await;
    assert_eq!((kinds(&row), paid(&row)), (vec!["same_day"], false));
    assert!(row.other_hours.is_empty());
    let other = class.row(&mut officer, 1).await;
    assert!(paid(&other), "{other:?}");

    for (time, is_paid) in [("weekend", false), ("day", false), ("evening", true)] {
        class.meets(EVENING, time).await;
        let row = class.row(&mut officer, 0).await;
        assert_eq!(
            (kinds(&row), paid(&row)),
            (vec!["same_day"], is_paid),
            "{time}"
        );
        assert_eq!(row.other_hours.contains(&evening), is_paid, "{time}");
    }
}

fn allowance(sheet: &SettlementView) -> Option<i64> {
    let mut subsidies = sheet.rows[0].subsidies.iter();
    let allowance = subsidies.find(|one| one.programme == "living_allowance_training");
    allowance.unwrap().amount_fen
}

/// The allowance is for a day (facts 4.3: 元/人/天), and two classes of one day are one day.
#[tokio::test]
async fn a_day_paid_for_in_one_class_is_not_paid_for_in_another() {
    let mut class = class().await;
    let first = class.id.clone();
    let evening = class
        .another(EVENING, "2027-02-24", (FIRST, "2027-03-29"))
        .await;
    class.joins(EVENING, 0).await;
    class.meets(EVENING, "evening").await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    class.go_to(&evening);
    class.ticked(&mut trainer, 0, FIRST).await;
    class.go_to(&first);
    let (_, mut officer) = class.settled().await;
    let sheet = class.sheet(&mut officer).await;
    let paid = Some(100 * i64::from(sheet.rows[0].attended));
    assert_eq!(allowance(&sheet), paid);
    // As if the other class were of another trade: the allowance of this one would be found as paid before.
    let elsewhere = "UPDATE subsidy_claims SET trade = 'another/none'";
    class.portal.change(elsewhere).await;

    class.go_to(&evening);
    class.on("2027-03-29").await;
    let mut trainer = class.trainer().await;
    class.ticked(&mut trainer, 0, "2027-03-29").await;
    class.act(&mut trainer, 0, EnrolmentAction::Drop).await;
    class.on("2027-03-30").await;
    let mut trainer = class.trainer().await;
    let sheet = class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    assert_eq!(kinds(&sheet.rows[0]), ["left_early", "same_day"]);
    let submit = plain(SettlementAction::Submit, sheet.version);
    let answer = class.settle_by(&mut trainer, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut settle = plain(
        SettlementAction::Settle,
        answer.json::<SettlementView>().version,
    );
    settle.is_compared = true;
    settle.rates = vec![rate("living_allowance_training", 100)];
    let mut officer = class.officer().await;
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let sheet = class.sheet(&mut officer).await;
    assert_eq!((sheet.rows[0].attended, allowance(&sheet)), (2, Some(100)));
    // What was settled first stays as it was paid.
    class.go_to(&first);
    assert_eq!(allowance(&class.sheet(&mut officer).await), paid);
}

/// By the school's own word there was no whole training; the days that were are days.
#[tokio::test]
async fn who_left_after_a_day_is_not_paid_for_the_whole_training() {
    let class = class().await;
    class.on("2027-03-02").await;
    let mut trainer = class.trainer().await;
    class.ticked(&mut trainer, 0, FIRST).await;
    class.act(&mut trainer, 0, EnrolmentAction::Drop).await;
    class.on(LAST).await;
    class.on(AFTER).await;
    let mut trainer = class.trainer().await;
    let sheet = class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    let row = &sheet.rows[0];
    assert_eq!(kinds(row), ["left_early"]);
    let said: Vec<_> = row
        .subsidies
        .iter()
        .map(|one| {
            (
                one.programme.as_str(),
                one.verdict.verdict.as_str(),
                one.is_payable,
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("training_subsidy", "eligible", false),
            ("living_allowance_training", "eligible", true),
            ("skill_assessment_subsidy", "not_eligible", false),
        ]
    );
}

#[tokio::test]
async fn what_an_earlier_settlement_paid_is_found_by_account_and_by_identity_card() {
    let mut class = class().await;
    let first = class.id.clone();
    let other = class
        .second("2027-04-09", ("2027-04-12", "2027-04-16"))
        .await;
    class.joins_other(0).await;
    class.joins_other(2).await;
    class.settled().await;
    class.go_to(&other);
    class.on("2027-04-16").await;
    let mut trainer = class.trainer().await;
    for number in [0, 1] {
        class.ticked(&mut trainer, number, "2027-04-12").await;
    }
    let again = class.row(&mut trainer, 0).await;
    assert_eq!(kinds(&again), ["claimed_before", "claimed_before"]);
    let programmes: Vec<_> = again
        .findings
        .iter()
        .map(|one| (one.class.as_deref(), one.programme.as_deref()))
        .collect();
    let of = |programme| (Some(first.as_str()), Some(programme));
    assert_eq!(
        programmes,
        [of("living_allowance_training"), of("training_subsidy")]
    );
    assert!(kinds(&class.row(&mut trainer, 1).await).is_empty());

    class.on("2027-04-17").await;
    let mut trainer = class.trainer().await;
    let sheet = class.says(&mut trainer, 1, (asked(), ID_NUMBERS[0])).await;
    assert_eq!(
        kinds(&sheet.rows[1]),
        ["claimed_before", "claimed_before", "two_accounts"]
    );
    assert!(sheet.rows[1].subsidies.iter().all(|one| !one.is_payable));
    // With a card of the person's own there is nothing to ask.
    let sheet = class.says(&mut trainer, 1, (asked(), ID_NUMBERS[2])).await;
    assert!(kinds(&sheet.rows[1]).is_empty());
}

#[tokio::test]
async fn one_certificate_number_of_two_people_is_found_at_both() {
    let class = class().await;
    class.passed(&[0, 1]).await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, EnrolmentAction::Certify).await;
    let certified = class.row(&mut officer, 0).await;
    assert!(kinds(&certified).is_empty());
    let number = certified.certificate.unwrap();
    class.certified_with(1, &number).await;
    for place in [0, 1] {
        let row = class.row(&mut officer, place).await;
        assert_eq!(kinds(&row), ["certificate_twice"]);
        assert_eq!(row.findings[0].people, Some(2));
        assert!(row.subsidies.iter().all(|one| !one.is_payable));
    }
}

#[tokio::test]
async fn a_tick_on_a_day_that_became_a_holiday_is_found() {
    let class = class().await;
    class.on(LAST).await;
    let mut trainer = class.trainer().await;
    class.ticked(&mut trainer, 0, FIRST).await;
    class.ticked(&mut trainer, 0, "2027-03-02").await;
    assert!(kinds(&class.row(&mut trainer, 0).await).is_empty());
    let calendar = WorkCalendar::from_parts([day(FIRST)], [], day("2027-12-31"));
    let changed = class.portal.with_calendar(calendar);
    let mut trainer = changed.take_over(&trainer);
    let row = class.row(&mut trainer, 0).await;
    assert_eq!(kinds(&row), ["no_lesson"]);
    assert_eq!(row.findings[0].on, Some(day(FIRST)));
}

#[tokio::test]
async fn a_phone_that_went_round_the_room_is_found() {
    let class = class().await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let mut phone = class.resident(0).await;
    let others = [class.resident(1).await, class.resident(2).await];
    let shown = code::shown(&class, &mut trainer).await;
    let answer = code::check_in(&mut phone, &shown).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(kinds(&class.row(&mut trainer, 0).await).is_empty());
    let device = device_of(&phone);
    for other in others {
        let mut next = other.with_cookie(&device.0, &device.1);
        let answer = code::check_in(&mut next, &shown).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    for row in class.sheet(&mut trainer).await.rows {
        assert_eq!(kinds(&row), ["one_device"]);
        assert_eq!(row.findings[0].people, Some(3));
    }
}

pub(super) fn device_of(phone: &Browser) -> (String, String) {
    let mut cookies = phone.cookies().iter();
    let device = cookies.find(|(name, _)| name == "__Host-fumin-device");
    device.cloned().unwrap()
}

#[tokio::test]
async fn one_payment_card_of_two_people_is_found_across_classes() {
    let mut class = class().await;
    let other = class.second("2027-02-24", (FIRST, LAST)).await;
    give_own(&mut class.resident(0).await, CARD).await;
    class.joins_other(1).await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let is_shared = |row: SettlementRow| row.card.unwrap().is_shared;
    assert!(!is_shared(class.row(&mut trainer, 0).await));
    let answer = give_own(&mut class.resident(1).await, CARD).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(is_shared(class.row(&mut trainer, 0).await));
    class.go_to(&other);
    assert!(is_shared(class.row(&mut trainer, 0).await));
}
