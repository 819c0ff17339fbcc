//! What an officer sees of the own work, and a supervisor of the office's.

use api::path;
use api::workload::{Work, WorkloadResponse};
use http::StatusCode;
use serde_json::json;
use workflow::Usual;
use workflow::loan::LoanAction;

use super::templates::promote;
use super::{DAY_MS, act, again, guarantee, hr, refusal};
use crate::filing::submitted;
use crate::portal::{Browser, TestPortal};

pub(super) async fn workload(officer: &mut Browser) -> WorkloadResponse {
    let answer = officer.get(path::STAFF_WORKLOAD).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn decided(half: u32, nine_tenths: u32, of: u32) -> Option<Usual> {
    Some(Usual {
        half,
        nine_tenths,
        of,
    })
}

#[tokio::test]
async fn each_sees_the_own_work_and_a_supervisor_the_sums() {
    let portal = TestPortal::start().await;
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003"] {
        let mut resident = portal.resident(phone).await;
        ids.push(submitted(&mut resident).await.id);
    }
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    promote(&portal, "wang").await;
    act(&mut li, &ids[0], LoanAction::AcceptForReview, json!({})).await;
    act(&mut wang, &ids[1], LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &ids[0], LoanAction::Pass, json!({})).await;
    // Tuesday to Thursday.
    portal.clock.advance_ms(2 * DAY_MS);
    let (mut li, mut wang) = (again(&portal, "li").await, again(&portal, "wang").await);
    act(&mut wang, &ids[1], LoanAction::ProposeRefusal, refusal()).await;
    act(&mut li, &ids[1], LoanAction::ConfirmRefusal, json!({})).await;

    let seen = workload(&mut li).await;
    assert_eq!((&seen.office, seen.not_begun), (&None, None));
    let mine = Work {
        waiting: 0,
        late: 0,
        decided: decided(1, 1, 1),
    };
    assert_eq!(seen.mine, mine, "the refusal is wang's work");
    let seen = workload(&mut wang).await;
    assert_eq!(seen.mine.decided, decided(2, 2, 1));
    let office = seen.office.unwrap();
    assert_eq!(office.decided, decided(1, 2, 2));
    assert_eq!(
        (office.waiting, office.late, seen.not_begun),
        (1, 0, Some(1))
    );

    // The eighth working day of a file that wang has opened.
    act(&mut wang, &ids[2], LoanAction::AcceptForReview, json!({})).await;
    portal.clock.advance_ms(10 * DAY_MS);
    let mut wang = again(&portal, "wang").await;
    let seen = workload(&mut wang).await;
    assert_eq!((seen.mine.waiting, seen.mine.late), (1, 1));
    assert_eq!(seen.not_begun, Some(0));
    let mut zhao = guarantee(&portal, "zhao").await;
    let seen = workload(&mut zhao).await;
    assert_eq!((seen.mine.waiting, seen.mine.decided), (0, None));
    // What is older than ninety days says little.
    portal.clock.advance_ms(90 * DAY_MS);
    let mut wang = again(&portal, "wang").await;
    assert_eq!(workload(&mut wang).await.mine.decided, None);
}
