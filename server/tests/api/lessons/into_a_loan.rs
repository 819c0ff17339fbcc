//! From a startup course on into the loan: what the portal knows of it is asked of nobody.

use api::application::ApplicationView;
use api::certificate::CertificateView;
use api::path::{self, with_id};
use api::staff::StaffApplicationView;
use serde_json::json;
use store::{StoreError, courses};
use workflow::Role;
use workflow::enrolment::EnrolmentAction;

use super::{Class, class, mine};
use crate::filing::{draft, no_papers, save, submitted};
use crate::portal::Browser;
use crate::training::good;

/// Makes the course of the class one for founders.
async fn for_founders(class: &Class) {
    let id = class.course.clone();
    let work = move |tx: &store::Tx| {
        let mut course = courses::find(tx, &id)?.unwrap();
        let mut document: serde_json::Value = serde_json::from_str(&course.document).unwrap();
        document["kind"] = json!("startup");
        course.document = document.to_string();
        courses::change(tx, &[course], &[], "for-founders")
    };
    let written = class.portal.state.store.write::<_, _, StoreError>(work);
    written.await.unwrap();
}

async fn certified(class: &Class) {
    class.passed(&[0]).await;
    class.on("2027-03-27").await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, EnrolmentAction::Certify).await;
}

async fn found(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

#[tokio::test]
async fn a_finished_startup_course_goes_along_with_the_application() {
    let class = class().await;
    let mut resident = class.resident(0).await;
    let id = submitted(&mut resident).await.id;
    assert!(found(&mut resident, &id).await.trained.is_empty());
    for_founders(&class).await;
    certified(&class).await;
    let mut resident = class.resident(0).await;
    let enrolment = mine(&mut resident).await;
    assert!(enrolment.is_for_startup);
    let address = with_id(path::ENROLMENT_CERTIFICATE, &enrolment.id);
    let said: CertificateView = resident.get(&address).await.json();
    assert!(said.is_for_startup);
    let title = format!("{}（示例）", good().title());
    let expected = [(said.number, title)].into();
    assert_eq!(found(&mut resident, &id).await.trained, expected);
    // The officer sees the same.
    let portal = &class.portal;
    let mut officer = portal.staff("renshe1", Role::HrOfficer, "hr-bureau").await;
    let address = with_id(path::STAFF_APPLICATION, &id);
    let seen: StaffApplicationView = officer.get(&address).await.json();
    assert_eq!(seen.application.trained, expected);
    // Somebody else's application knows nothing of it.
    let mut other = class.resident(1).await;
    let id = draft(&mut other).await.id;
    assert!(found(&mut other, &id).await.trained.is_empty());
}

#[tokio::test]
async fn a_certificate_in_another_name_does_not_go_along() {
    let class = class().await;
    for_founders(&class).await;
    certified(&class).await;
    let mut resident = class.resident(0).await;
    let id = draft(&mut resident).await.id;
    assert_eq!(found(&mut resident, &id).await.trained.len(), 1);
    for (name, count) in [("示例丁", 0), ("示例 甲", 1)] {
        let answers = json!({ "applicant_name": name });
        save(&mut resident, &id, answers, no_papers()).await;
        let seen = found(&mut resident, &id).await;
        assert_eq!(seen.trained.len(), count, "{name}");
    }
}

#[tokio::test]
async fn another_course_leads_to_no_loan() {
    let class = class().await;
    certified(&class).await;
    let mut resident = class.resident(0).await;
    let enrolment = mine(&mut resident).await;
    assert!(!enrolment.is_for_startup);
    let address = with_id(path::ENROLMENT_CERTIFICATE, &enrolment.id);
    let said: CertificateView = resident.get(&address).await.json();
    assert!(!said.is_for_startup);
    let id = draft(&mut resident).await.id;
    assert!(found(&mut resident, &id).await.trained.is_empty());
}
