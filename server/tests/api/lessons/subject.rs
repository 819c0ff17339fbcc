//! A class teaches what its course said on the first day.

use api::certificate::CertificateView;
use api::path::{self, with_id};
use api::training_section::TrainingYear;
use catalogue::TargetKind;
use http::StatusCode;
use serde_json::Value;
use store::courses::{self, Course};
use store::{StoreError, Tx, portal};
use workflow::enrolment::EnrolmentAction as A;

use super::{FIRST, class, mine};
use crate::training::good;

#[tokio::test]
async fn a_course_that_is_changed_meanwhile_stands_on_no_paper_of_a_class_that_began() {
    let class = class().await;
    class.on(FIRST).await;
    let begun = mine(&mut class.resident(0).await).await;
    assert_ne!(begun.price_fen, Some(12_345));
    let id = class.course.clone();
    let change = move |tx: &Tx| {
        let before = courses::find(tx, &id)?.unwrap();
        let mut document: Value = serde_json::from_str(&before.document).unwrap();
        document["title"] = "示例 另一个班".into();
        document["hours"] = 1.into();
        document["kind"] = "startup".into();
        document["trade"] = "另一个工种".into();
        document["price_fen"] = 12_345.into();
        let document = document.to_string();
        courses::change(
            tx,
            &[Course { document, ..before }],
            &[],
            "changed-meanwhile",
        )?;
        portal::put(tx, portal::CLASSES_OF, "changed-meanwhile")
    };
    let changed = class.portal.state.store.write::<_, _, StoreError>(change);
    changed.await.unwrap();

    let shown = mine(&mut class.resident(0).await).await;
    assert_eq!(shown.title.as_deref(), Some(good().title()));
    assert_eq!(shown.price_fen, begun.price_fen);

    class.passed(&[0]).await;
    let mut officer = class.officer().await;
    let roster = class.roster(&mut officer).await;
    assert_eq!(roster.title.as_deref(), Some(good().title()));
    class.act(&mut officer, 0, A::Certify).await;
    let mut resident = class.resident(0).await;
    let address = with_id(path::ENROLMENT_CERTIFICATE, &mine(&mut resident).await.id);
    let answer = resident.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let paper: CertificateView = answer.json();
    assert_eq!(paper.course, good().title());
    assert!(paper.hours > 1, "{paper:?}");
    // Nor does it move what was counted of the class.
    let year = format!("{}?year=2027", path::STAFF_TRAINING_YEAR);
    let year: TrainingYear = officer.get(&year).await.json();
    let people = |kind: TargetKind| {
        let mut figures = year.figures.iter();
        figures.find(|one| one.kind == kind).unwrap().year.part
    };
    assert_eq!(people(TargetKind::SkillsPeople), 1);
    assert_eq!(people(TargetKind::StartupPeople), 0);
}
