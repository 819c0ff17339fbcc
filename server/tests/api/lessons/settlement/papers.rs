//! Papers that come with a decision.

use api::ProblemCode;
use api::path::{self, with_document};
use api::staff::OfficePaperView;
use http::StatusCode;
use server::enrolments::verify::late::Watch;
use server::whole::verify_live;
use workflow::settlement::SettlementAction;

use super::super::class;
use super::{plain, rate};
use crate::documents::{PDF, attempt_paper};

#[tokio::test]
async fn papers_go_with_a_decision_and_the_school_opens_those_of_a_return() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let all = class.address(path::STAFF_SETTLEMENT_PAPERS);
    let early = attempt_paper(&mut officer, &all, PDF).await;
    early.problem(ProblemCode::ActionNotPossible);
    let sheet = class.submitted(&mut trainer).await;
    let by_school = attempt_paper(&mut trainer, &all, PDF).await;
    by_school.problem(ProblemCode::NotAllowed);
    let one = |id: &str| with_document(path::STAFF_SETTLEMENT_PAPER, &class.id, id);
    let added = attempt_paper(&mut officer, &all, PDF).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    let with_return = added.json::<OfficePaperView>().paper.id;
    assert_eq!(class.sheet(&mut officer).await.papers.len(), 1);
    assert!(class.sheet(&mut trainer).await.papers.is_empty());
    let shut = trainer.get(&one(&with_return)).await;
    shut.problem(ProblemCode::NotFound);

    let mut back = plain(SettlementAction::Return, sheet.version);
    back.papers = vec!["nothing".into()];
    let refused = class.settle_by(&mut officer, &back).await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert!(errors.len() > 1, "the reason too: {errors:?}");
    assert!(errors.iter().any(|error| error.pointer == "/papers/0"));
    back.reason = "失业登记请再核".into();
    back.papers = vec![with_return.clone()];
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(class.sheet(&mut trainer).await.papers.len(), 1);
    for browser in [&mut trainer, &mut officer] {
        let shown = browser.get(&one(&with_return)).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    }

    // What it is settled by may be of other people.
    let sheet = class.submitted(&mut trainer).await;
    let added = attempt_paper(&mut officer, &all, PDF).await;
    let with_settle = added.json::<OfficePaperView>().paper.id;
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    let needed = sheet.rates_needed.iter();
    settle.rates = needed.map(|one| rate(&one.programme, 100)).collect();
    settle.papers = vec![with_settle.clone()];
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(class.sheet(&mut officer).await.papers.len(), 2);
    assert_eq!(class.sheet(&mut trainer).await.papers.len(), 1);
    let kept_back = trainer.get(&one(&with_settle)).await;
    kept_back.problem(ProblemCode::NotFound);
    let seen = officer.get(&one(&with_settle)).await;
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    let late = attempt_paper(&mut officer, &all, PDF).await;
    late.problem(ProblemCode::ActionNotPossible);
    class.holds_together();
    let loose = "UPDATE training_papers SET event_seq = 1 WHERE event_seq > 1";
    class.portal.change(loose).await;
    let state = &class.portal.state;
    let report = verify_live(&state.store, &state.keyring, Watch::of(state)).unwrap();
    assert_eq!(report.settlements.findings.len(), 1);
}
