//! Every class of one person, for the training section: masked, and each look written down.

use api::ProblemCode;
use api::path::{self, with_document, with_id};
use api::person_history::PersonHistoryView;
use api::training_section::MemberHistory;
use http::StatusCode;
use serde_json::json;
use store::{access_log, classes};
use workflow::Role;
use workflow::enrolment::EnrolmentState as S;
use workflow::settlement::SettlementAction;

use super::settlement::{AFTER, ID_NUMBERS, asked, plain, rate};
use super::{Class, FIRST, LAST, class, day, mine};
use crate::filing::{no_papers, save, submitted};
use crate::portal::{Answer, Browser};
use crate::staff::BUREAU;

impl Class {
    async fn history_of(&self, browser: &mut Browser, id: &str) -> Answer {
        let address = with_document(path::STAFF_MEMBER_HISTORY, &self.id, id);
        browser.get(&address).await
    }
}

#[tokio::test]
async fn an_officer_sees_other_classes_results_and_subsidies_masked() {
    let class = class().await;
    // Another class of the same person: one of the district's own.
    let mut resident = class.resident(0).await;
    let enrolment = mine(&mut resident).await.id;
    let span = (day("2026-12-21"), day("2027-02-01"));
    let store = &class.portal.state.store;
    let others = store.read(|connection| classes::list_between(connection, span, 50));
    let mut others = others.unwrap().into_iter();
    let free = others.find(|found| {
        let row = &found.class;
        row.state == "open" && found.taken + row.elsewhere < row.capacity
    });
    let other = free.unwrap().class;
    let (course, session) = (other.course_id, other.session_id);
    let enrol = json!({ "course": course, "session": session, "accepts_overlap": true });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");

    let (mut trainer, mut officer) = class.over().await;
    let sheet = class.submitted(&mut trainer).await;
    assert_eq!(sheet.rows[0].price_fen, Some(0));
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");

    let answer = class.history_of(&mut officer, &enrolment).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found: MemberHistory = answer.json();
    assert_eq!(found.name.as_deref(), Some("示**"));
    assert_eq!(found.phone, "138****0001");
    assert_eq!(found.classes.len(), 2);
    let own = found.classes.iter().find(|one| one.id == class.id).unwrap();
    assert_eq!((own.state, own.attended), (S::Certified, own.lessons));
    assert!(own.certificate.is_some());
    assert_eq!(own.price_fen, Some(0));
    let outcomes: Vec<&str> = own
        .subsidies
        .iter()
        .map(|one| one.outcome.as_str())
        .collect();
    assert_eq!(outcomes, ["granted", "granted", "refused"]);
    let other = found.classes.iter().find(|one| one.id != class.id).unwrap();
    assert!(other.title.is_some() && other.subsidies.is_empty());
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    for whole in ["示例甲", super::PHONES[0]] {
        assert!(!text.contains(whole), "{whole}");
    }
}

/// Who comes with a second phone is one person, once both gave the identity card.
#[tokio::test]
async fn classes_under_another_phone_with_the_same_card_are_the_persons() {
    let mut class = class().await;
    let first = class.id.clone();
    let other = class.another("other", "2027-02-24", (FIRST, LAST)).await;
    class.joins("other", 1).await;
    class.on(LAST).await;
    class.on(AFTER).await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    let id = class.member(&mut officer, 0).await.id;
    let before: MemberHistory = class.history_of(&mut officer, &id).await.json();
    assert_eq!(before.classes.len(), 1);
    class.go_to(&other);
    class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    let second = class.member(&mut officer, 0).await.id;
    class.go_to(&first);
    let found: MemberHistory = class.history_of(&mut officer, &id).await.json();
    let classes = found.classes.iter();
    let said: Vec<_> = classes
        .map(|one| (one.id.as_str(), one.is_other_account))
        .collect();
    // What the other phone has without the card is not known to be the same person's.
    assert_eq!(said, [(first.as_str(), false), (other.as_str(), true)]);
    let store = &class.portal.state.store;
    let looks = store.read(|connection| access_log::list_by_application(connection, &second));
    let looks: Vec<_> = looks.unwrap().into_iter().map(|look| look.action).collect();
    assert_eq!(looks, ["find_member_history"]);
}

#[tokio::test]
async fn every_look_is_written_down_and_nobody_else_looks() {
    let class = class().await;
    let mut officer = class.officer().await;
    let id = class.member(&mut officer, 0).await.id;
    let looks = || {
        let store = &class.portal.state.store;
        let found = store.read(|connection| access_log::list_by_application(connection, &id));
        let found = found.unwrap().into_iter();
        found
            .map(|look| (look.role, look.action))
            .collect::<Vec<_>>()
    };
    assert!(looks().is_empty());
    class.history_of(&mut officer, &id).await;
    let look = (
        "training_officer".to_owned(),
        "find_member_history".to_owned(),
    );
    assert_eq!(looks(), std::slice::from_ref(&look));
    // Its own school does not, nobody of that id is in the class, and no such class is there.
    let refused = class.history_of(&mut class.trainer().await, &id).await;
    refused.problem(ProblemCode::NotAllowed);
    let nobody = class.history_of(&mut officer, "nobody").await;
    nobody.problem(ProblemCode::NotFound);
    let elsewhere = with_document(path::STAFF_MEMBER_HISTORY, "no.class", &id);
    officer.get(&elsewhere).await.problem(ProblemCode::NotFound);
    assert_eq!(looks(), [look]);
}

#[tokio::test]
async fn the_bureau_sees_the_classes_of_who_applies_for_a_loan_under_that_name_alone() {
    let class = class().await;
    let mut officer = class.officer().await;
    let member = class.member(&mut officer, 0).await.id;
    let mut resident = class.resident(0).await;
    let file = submitted(&mut resident).await.id;
    let mut bureau = class.portal.staff("li", Role::HrOfficer, BUREAU).await;
    let address = with_id(path::STAFF_PERSON_HISTORY, &file);
    let found: PersonHistoryView = bureau.get(&address).await.json();
    let classes = found.classes.unwrap();
    let ids: Vec<&str> = classes.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, [class.id.as_str()]);
    let store = &class.portal.state.store;
    let looks = store.read(|connection| access_log::list_by_application(connection, &member));
    let look = looks.unwrap().into_iter().next().unwrap();
    assert_eq!(
        (look.role.as_str(), look.action.as_str()),
        ("hr_officer", "shown_in_person_history")
    );

    // A phone that a family shares: somebody else's classes are not the applicant's.
    let mut shared = class.resident(1).await;
    let view = crate::filing::filled(&mut shared).await;
    let other = json!({ "applicant_name": "示例别人" });
    save(&mut shared, &view.id, other, no_papers()).await;
    let view: api::application::ApplicationView = shared
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .json();
    let submit = crate::filing::action(&view, workflow::loan::LoanAction::Submit);
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    let answer = shared.post(&at, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let address = with_id(path::STAFF_PERSON_HISTORY, &view.id);
    let found: PersonHistoryView = bureau.get(&address).await.json();
    assert_eq!(found.classes.unwrap(), []);
}
