//! Every class of one person, for the training section: masked, and each look written down.

use api::ProblemCode;
use api::path::{self, with_document};
use api::training_section::MemberHistory;
use http::StatusCode;
use serde_json::json;
use store::{access_log, classes};
use workflow::enrolment::EnrolmentState as S;
use workflow::settlement::SettlementAction;

use super::settlement::{plain, rate};
use super::{Class, class, day, mine};
use crate::portal::{Answer, Browser};

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
