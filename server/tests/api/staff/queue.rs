//! Who sees which file.

use api::ProblemCode;
use api::path::{self, with_document, with_id};
use serde_json::json;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::{DAY_MS, act, again, bank, guarantee, hr, look, queue, view};
use crate::filing::{ID_NUMBER, action, draft, submitted};
use crate::portal::TestPortal;

#[tokio::test]
async fn each_office_sees_what_was_passed_to_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    let mut guarantee = guarantee(&portal, "zhao").await;
    let mut bank = bank(&portal, "sun").await;
    let mut elsewhere = portal.staff("wu", Role::HrOfficer, "another").await;

    let waiting = queue(&mut hr).await.waiting;
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].id.as_str(), waiting[0].applicant_masked.as_str()),
        (id.as_str(), "示**")
    );
    assert_eq!(waiting[0].amount_fen, Some(20_000_000));
    assert_eq!(waiting[0].clock.unwrap().limit, 7);
    for other in [&mut guarantee, &mut bank, &mut elsewhere] {
        let lists = queue(other).await;
        assert_eq!((lists.waiting, lists.elsewhere), (vec![], vec![]));
        look(other, &id).await.problem(ProblemCode::NotFound);
        let request = json!({ "version": 1, "action": "pass" });
        other
            .post(&with_id(path::STAFF_ACTIONS, &id), &request)
            .await
            .problem(ProblemCode::NotFound);
        other
            .get(&with_document(path::STAFF_DOCUMENT, &id, "any"))
            .await
            .problem(ProblemCode::NotFound);
    }

    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let lists = queue(&mut hr).await;
    assert_eq!((lists.waiting.len(), lists.elsewhere.len()), (0, 1));
    let lists = queue(&mut guarantee).await;
    assert_eq!((lists.waiting.len(), lists.elsewhere.len()), (1, 0));
    look(&mut bank, &id).await.problem(ProblemCode::NotFound);
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(
        queue(&mut bank).await.waiting[0].state,
        LoanState::BankReview
    );
    assert_eq!(queue(&mut guarantee).await.elsewhere.len(), 1);
}

#[tokio::test]
async fn the_queue_is_sorted_by_the_clock() {
    let portal = TestPortal::start().await;
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003"] {
        let mut resident = portal.resident(phone).await;
        ids.push(submitted(&mut resident).await.id);
        portal.clock.advance_ms(DAY_MS);
    }
    let mut officer = hr(&portal, "li").await;
    let waiting = queue(&mut officer).await.waiting;
    let found: Vec<_> = waiting.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(found, ids);
    let days: Vec<_> = waiting
        .iter()
        .map(|entry| entry.clock.unwrap().day)
        .collect();
    assert_eq!(days, [3, 2, 1]);

    portal.clock.advance_ms(12 * DAY_MS);
    let mut officer = again(&portal, "li").await;
    let waiting = queue(&mut officer).await.waiting;
    assert!(waiting.iter().all(|entry| entry.clock.unwrap().overdue));
}

#[tokio::test]
async fn every_file_is_reached_a_part_at_a_time() {
    let portal = TestPortal::start().await;
    let mut ids = Vec::new();
    for number in 1..=5 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        ids.push(submitted(&mut resident).await.id);
        portal.clock.advance_ms(60_000);
    }
    let mut officer = hr(&portal, "li").await;
    let (mut found, mut sizes) = (Vec::new(), Vec::new());
    let mut after = String::new();
    loop {
        let path = format!("{}?limit=2&after={after}", path::STAFF_QUEUE);
        let part: api::staff::StaffQueueResponse = officer.get(&path).await.json();
        assert_eq!(part.waiting_count, 5);
        sizes.push(part.waiting.len());
        found.extend(part.waiting.into_iter().map(|entry| entry.id));
        match part.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(sizes, [2, 2, 1]);
    found.sort();
    ids.sort();
    assert_eq!(found, ids);
    let wrong = format!("{}?after=nowhere", path::STAFF_QUEUE);
    let problem = officer.get(&wrong).await.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/after");
}

#[tokio::test]
async fn drafts_are_the_residents_alone() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let mut officer = hr(&portal, "li").await;
    let begun = draft(&mut resident).await;
    look(&mut officer, &begun.id)
        .await
        .problem(ProblemCode::NotFound);

    let mut other = portal.resident("13800000002").await;
    let mut mine = submitted(&mut other).await;
    for todo in [LoanAction::Withdraw, LoanAction::Reopen] {
        let path = with_id(path::APPLICATION_ACTIONS, &mine.id);
        mine = other.post(&path, &action(&mine, todo)).await.json();
        let lists = queue(&mut officer).await;
        let seen = usize::from(todo == LoanAction::Withdraw);
        assert_eq!((lists.waiting.len(), lists.elsewhere.len()), (0, seen));
    }
    look(&mut officer, &mine.id)
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn a_file_shows_what_an_officer_needs_and_the_look_is_written_down() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let file = view(&mut officer, &id).await;
    assert_eq!(file.account_phone_masked, "138****0001");
    assert_eq!(file.application.query_code, None);
    assert!(file.application.verdict.is_some());
    assert_eq!(
        file.application.actions,
        [LoanAction::AcceptForReview, LoanAction::Return]
    );
    let shown = serde_json::to_string(&file).unwrap();
    assert!(shown.contains(ID_NUMBER));
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &id))
        .unwrap();
    assert!(
        looks
            .iter()
            .any(|look| look.role == "hr_officer" && look.action == "view_application")
    );
}
