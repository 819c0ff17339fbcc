//! The two catalogues of subsidised training (培训工种目录、机构目录) once they are the district's own: each decides for
//! itself.

use api::ProblemCode;
use api::enrolment::EnrolmentPlace;
use api::listing::{ListListingsResponse, ListingActionRequest, ListingView};
use api::path::{self, with_id};
use api::settlement::Claim;
use catalogue::{SubsidyCatalogues, TrainingPlan};
use http::StatusCode;
use listing::Field;
use serde_json::json;
use workflow::enrolment::EnrolmentState;
use workflow::listing::ListingAction;
use workflow::settlement::SettlementAction;

use super::settlement::{ID_NUMBERS, asked, plain};
use super::{SESSION, class_in};
use crate::portal::TestPortal;
use crate::training::{good, seen, written};

#[tokio::test]
async fn a_trade_that_left_its_catalogue_is_subsidised_no_more() {
    left("trade_not_in_catalogue", |own| own.trades.clear()).await;
}

#[tokio::test]
async fn a_school_that_left_its_catalogue_is_subsidised_no_more() {
    left("institution_not_in_catalogue", |own| {
        own.institutions.clear();
    })
    .await;
}

type TakeOut = fn(&mut SubsidyCatalogues);

/// The sample catalogues as if they were the district's own.
fn own(portal: &TestPortal) -> TrainingPlan {
    let mut plan = portal.state.training_plan.clone();
    plan.catalogues.as_mut().unwrap().is_sample = false;
    plan
}

/// A class is published and taught while both catalogues have it; then the district takes something out of one of them.
async fn left(code: &str, take_out: TakeOut) {
    let portal = TestPortal::start().await;
    let mut class = class_in(portal.with_training_plan(own(&portal))).await;
    class.over().await;
    let mut plan = own(&portal);
    take_out(plan.catalogues.as_mut().unwrap());
    let changed = class.portal.with_training_plan(plan);
    class.portal = changed;
    let mut trainer = class.trainer().await;

    // What was published stays on the list: people are in it, and the section takes off what it wants off.
    let mut anybody = class.portal.anonymous();
    let shown = anybody.get(&with_id(path::COURSE, &class.course)).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");

    // Nothing of it is handed in as one that the catalogues have.
    let said = class.say(&mut trainer, &[(0, asked()), (1, asked())]).await;
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    let sheet = class.sheet(&mut trainer).await;
    let word = sheet.catalogues.unwrap();
    assert!(!word.is_sample);
    assert_eq!(word.has_trade, code != "trade_not_in_catalogue");
    assert_eq!(word.has_institution, code != "institution_not_in_catalogue");
    let submit = plain(SettlementAction::Submit, sheet.version);
    let refused = class.settle_by(&mut trainer, &submit).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let mut errors = problem.errors.iter();
    assert!(
        errors.any(|one| one.pointer == "/listed" && one.code == "not_in_catalogues"),
        "{problem:?}"
    );

    // The next version of the course says so beside the field, and is not handed in as one that a subsidy may cover.
    let own: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    let id = own.listings[0].id.clone();
    let mut draft = good();
    draft.course.insert(Field::Hours, "100".into());
    let answer = written(&mut trainer, &id, &draft).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: ListingView = seen(&mut trainer, &id).await;
    let found = view.findings.iter().find(|one| one.code == code);
    assert!(
        found.is_some_and(|one| one.at == "is_subsidised" && !one.is_note),
        "{:?}",
        view.findings
    );
    let address = with_id(path::STAFF_LISTING_ACTIONS, &id);
    let submit = ListingActionRequest::plain(view.version, ListingAction::Submit);
    let refused = trainer.post(&address, &submit).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let mut errors = problem.errors.iter();
    assert!(
        errors.any(|one| one.pointer == "/draft/is_subsidised" && one.code == code),
        "{problem:?}"
    );
}

#[tokio::test]
async fn a_claim_is_judged_by_the_catalogues_of_its_day() {
    let portal = TestPortal::start().await;
    let class = class_in(portal.with_training_plan(own(&portal))).await;
    let (nothing, trades, schools): (TakeOut, TakeOut, TakeOut) = (
        |_| {},
        |own| own.trades.clear(),
        |own| own.institutions.clear(),
    );
    let people = ["13800000004", "13800000005", "13800000006"].into_iter();
    let people = people.zip(ID_NUMBERS);
    // Whoever is not clearly paid for keeps the seat while the section looks.
    let cases = [
        (nothing, EnrolmentState::Held),
        (trades, EnrolmentState::Applied),
        (schools, EnrolmentState::Applied),
    ];
    for ((phone, id_number), (take_out, expected)) in people.zip(cases) {
        let mut plan = own(&portal);
        take_out(plan.catalogues.as_mut().unwrap());
        let mut resident = class.portal.with_training_plan(plan).resident(phone).await;
        let claim = Claim {
            statement: asked(),
            id_number: id_number.into(),
        };
        let request =
            json!({ "course": class.course, "session": SESSION, "name": "示例甲", "claim": claim });
        let answer = resident.post(path::ENROLMENTS, &request).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let place: EnrolmentPlace = answer.json();
        assert_eq!(place.state, expected, "{phone}");
    }
}
