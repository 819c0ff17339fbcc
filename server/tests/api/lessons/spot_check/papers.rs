//! Photos and papers that go with what was found.

use api::path::with_document;
use api::staff::OfficePaperView;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use store::{StoreError, access_log};
use workflow::Duty;

use super::*;
use crate::documents::{PDF, attempt_paper, kept, photo};
use crate::training::joined;

async fn attempt_put(officer: &mut Browser, id: &str, bytes: &[u8]) -> Answer {
    let address = with_id(path::STAFF_SPOT_CHECK_PAPERS, id);
    attempt_paper(officer, &address, bytes).await
}

async fn put(officer: &mut Browser, id: &str, bytes: &[u8]) -> String {
    let answer = attempt_put(officer, id, bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json::<OfficePaperView>().paper.id
}

fn paper_at(id: &str, paper: &str) -> String {
    with_document(path::STAFF_SPOT_CHECK_PAPER, id, paper)
}

#[tokio::test]
async fn a_photo_goes_with_what_was_found_and_the_school_opens_it_then() {
    let class = class().await;
    let id = class.drawn().await;
    class.on("2027-02-26").await;
    let early = attempt_put(&mut class.officer().await, &id, PDF).await;
    early.problem(ProblemCode::ActionNotPossible);

    class.on(FIRST).await;
    let (mut officer, mut own) = (class.officer().await, class.trainer().await);
    let by_school = attempt_put(&mut own, &id, PDF).await;
    by_school.problem(ProblemCode::NotAllowed);
    let no_paper = attempt_put(&mut officer, &id, b"GIF89a and more").await;
    let errors = no_paper.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(errors[0].code, "document_type");
    let seen = put(&mut officer, &id, &photo()).await;
    let dropped = put(&mut officer, &id, PDF).await;
    let on_disk = kept(&class.portal);
    assert_eq!(on_disk.len(), 2);
    let bytes = std::fs::read(&on_disk[0]).unwrap();
    assert!(!bytes.starts_with(&[0xFF, 0xD8]) && !bytes.starts_with(b"%PDF"));
    let check = listed(&mut officer, "2027-03").await.checks.remove(0);
    assert_eq!(check.waiting.len(), 2);
    assert_eq!(check.waiting[0].name, "seen");
    // Until it is noted nobody else sees it.
    let shut = own.get(&paper_at(&id, &seen)).await;
    shut.problem(ProblemCode::NotFound);
    let gone = officer.delete(&paper_at(&id, &dropped)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
    assert_eq!(kept(&class.portal).len(), 1);

    // What is wrong with words and papers is said at once.
    let wrong = json!({ "action": "find_fault", "words": "", "papers": ["nothing"] });
    let errors = note(&mut officer, &id, &wrong)
        .await
        .problem(ProblemCode::InvalidInput)
        .errors;
    let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/words", "/papers/0"]);
    let fault = json!({ "action": "find_fault", "words": "没人上课", "papers": [seen] });
    let noted: SpotCheckView = note(&mut officer, &id, &fault).await.json();
    assert!(noted.waiting.is_empty());
    let found = noted.finding.unwrap();
    assert_eq!((found.papers.len(), found.papers[0].event), (1, Some(2)));
    assert_eq!(class.found(&mut own).await, [found]);
    for browser in [&mut officer, &mut own] {
        let shown = browser.get(&paper_at(&id, &seen)).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        assert_eq!(shown.header("content-type"), "image/jpeg");
    }
    // Who only teaches reads the words, and is shown no paper that would not open.
    let mut teacher = joined(&class.portal, &mut own, Duty::Teacher).await;
    let refused = teacher.get(&paper_at(&id, &seen)).await;
    refused.problem(ProblemCode::NotAllowed);
    let read = class.found(&mut teacher).await.remove(0);
    assert_eq!((read.words.as_str(), read.papers.len()), ("没人上课", 0));
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    let refused = other.get(&paper_at(&id, &seen)).await;
    refused.problem(ProblemCode::NotFound);
    // What was noted stays, and nothing is added to it.
    let kept_on = officer.delete(&paper_at(&id, &seen)).await;
    kept_on.problem(ProblemCode::NotFound);
    let late = attempt_put(&mut officer, &id, PDF).await;
    late.problem(ProblemCode::ActionNotPossible);
    let looks = class
        .portal
        .state
        .store
        .read::<_, StoreError>(|connection| access_log::list_by_application(connection, &id));
    let looks = looks.unwrap().into_iter().map(|look| look.action);
    let looks: Vec<String> = looks.filter(|action| action.contains("paper")).collect();
    let count = |action: &str| looks.iter().filter(|look| *look == action).count();
    assert_eq!(
        (count("add_training_paper"), count("view_training_paper")),
        (2, 2)
    );

    assert_eq!((class.wrong(), class.wrong_papers()), (vec![], (1, vec![])));
    let loose = "UPDATE training_papers SET event_seq = 1";
    class.portal.change(loose).await;
    assert_eq!(class.wrong().len(), 1);
    std::fs::write(&kept(&class.portal)[0], b"else").unwrap();
    assert_eq!(class.wrong_papers().1.len(), 1);
}

#[tokio::test]
async fn a_paper_that_nothing_was_noted_with_goes_after_a_week() {
    let class = class().await;
    let id = class.drawn().await;
    class.on(FIRST).await;
    put(&mut class.officer().await, &id, PDF).await;
    for (days, left) in [(6, 1), (2, 0)] {
        class.portal.clock.advance_ms(days * 24 * HOUR_MS);
        let now_ms = class.portal.clock.now_ms();
        housekeeping::run_once(&class.portal.state, now_ms)
            .await
            .unwrap();
        assert_eq!(kept(&class.portal).len(), left, "after {days} more days");
    }
}
