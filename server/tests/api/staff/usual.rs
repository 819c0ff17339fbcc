//! How long the agencies usually take: noted with each decision, told once there are enough.

use api::application::{ApplicationView, UsualBy};
use api::path::{self, with_id};
use api::tracking::TrackResponse;
use domain::Date;
use serde_json::json;
use server::clock::Clock as _;
use store::stage_times::{self, StageTime};
use store::{StoreError, Tx};
use workflow::loan::LoanAction;
use workflow::{Role, Usual};

use super::{DAY_MS, act, again, bank, guarantee, hr, pins, refusal, terms};
use crate::filing::submitted;
use crate::portal::TestPortal;

fn counted(portal: &TestPortal, stage: &str) -> Vec<(i64, i64)> {
    let since = portal.clock.today().add_days(-90);
    let counted = portal
        .state
        .store
        .read(|connection| stage_times::count_by_days(connection, stage, since));
    counted.unwrap()
}

#[tokio::test]
async fn only_the_days_an_office_had_the_file_count() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    act(&mut officer, &id, LoanAction::AcceptForReview, json!({})).await;
    portal.clock.advance_ms(DAY_MS);
    let mut officer = again(&portal, "li").await;
    act(&mut officer, &id, LoanAction::Return, pins()).await;
    assert_eq!(counted(&portal, "hr"), [], "a return is no decision");
    // Ten days with the resident, who then says why it cannot be put right.
    portal.clock.advance_ms(10 * DAY_MS);
    let mut resident = portal.resident("13800000001").await;
    let address = with_id(path::APPLICATION_ACTIONS, &id);
    let see = with_id(path::APPLICATION, &id);
    let view: ApplicationView = resident.get(&see).await.json();
    let body = json!({
        "version": view.version, "action": "resubmit",
        "declaration_version": api::application::DECLARATION_VERSION,
    });
    let answer = resident.post(&address, &body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let mut officer = again(&portal, "li").await;
    act(&mut officer, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(counted(&portal, "hr"), [(1, 1)]);
    let mut officer = guarantee(&portal, "zhao").await;
    act(&mut officer, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(
        counted(&portal, "guarantee"),
        [(1, 1)],
        "on the day of receipt"
    );
}

/// The bank's days are the bank's: what the guarantee agency says beside it took the agency's own.
#[tokio::test]
async fn an_agency_that_refuses_an_offer_took_its_own_days() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    act(&mut officer, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut officer, &id, LoanAction::Pass, json!({})).await;
    let mut zhao = guarantee(&portal, "zhao").await;
    guarantee(&portal, "zhou").await;
    let parts = json!({ "note": "已上门", "conditions": ["办好反担保"] });
    act(&mut zhao, &id, LoanAction::Pass, parts).await;
    let mut sun = bank(&portal, "sun").await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    act(&mut zhao, &id, LoanAction::ProposeRefusal, refusal()).await;
    // From Tuesday to Thursday.
    portal.clock.advance_ms(2 * DAY_MS);
    let mut zhou = again(&portal, "zhou").await;
    act(&mut zhou, &id, LoanAction::ConfirmRefusal, json!({})).await;
    assert_eq!(counted(&portal, "guarantee"), [(1, 1), (2, 1)]);
    assert_eq!(counted(&portal, "bank"), []);
}

#[tokio::test]
async fn what_is_usual_is_told_once_enough_were_decided() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let view = submitted(&mut resident).await;
    let today = portal.clock.today();
    let add = async |numbers: std::ops::Range<i64>| {
        let id = view.id.clone();
        let write = move |tx: &Tx| {
            for number in numbers.clone() {
                let time = StageTime {
                    application_id: id.clone(),
                    ended_version: 1_000 + number,
                    stage: "hr".into(),
                    working_days: if number < 11 { 2 } else { 5 },
                    ended_on: today.add_days(-i32::try_from(number).unwrap()),
                };
                stage_times::insert(tx, &time)?;
            }
            Ok(())
        };
        portal
            .state
            .store
            .write::<_, _, StoreError>(write)
            .await
            .unwrap();
        let refreshed = portal
            .state
            .store
            .read(|connection| portal.state.usual.refresh(connection, today));
        refreshed.unwrap();
    };
    let mut see = async || {
        let answer = resident.get(&with_id(path::APPLICATION, &view.id)).await;
        let view: ApplicationView = answer.json();
        (view.usual, view.usual_by)
    };
    add(0..19).await;
    assert_eq!(see().await, (None, None), "nineteen are too few");
    add(19..20).await;
    let usual = Some(Usual {
        half: 2,
        nine_tenths: 5,
        of: 20,
    });
    // Handed in today, Tuesday the 24th; the weekend does not count.
    let day = |iso: &str| Date::parse_iso(iso).unwrap();
    let usual_by = Some(UsualBy {
        half_on: Some(day("2026-11-26")),
        nine_tenths_on: day("2026-12-01"),
    });
    assert_eq!(see().await, (usual, usual_by));
    let request = json!({ "query_code": view.query_code, "phone_tail": "5678" });
    let answer = portal.anonymous().post(path::TRACKING, &request).await;
    let found: TrackResponse = answer.json();
    assert_eq!((found.usual, found.usual_by), (usual, usual_by));
    // While the file is with the resident, no office's time is usual.
    let mut officer = portal.staff("li", Role::HrOfficer, super::BUREAU).await;
    act(&mut officer, &view.id, LoanAction::Return, pins()).await;
    assert_eq!(see().await, (None, None));
}
