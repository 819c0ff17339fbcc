//! Papers that officers put on files: with which step they go, who opens them, what is not taken.

use api::application::ApplicationView;
use api::path::{self, with_document, with_id};
use api::staff::OfficePaperView;
use api::{FieldError, ProblemCode};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::applications::verify::verify;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use store::{StoreError, access_log};
use workflow::Role;
use workflow::loan::LoanAction;

use super::{BUREAU, act, attempt, guarantee, hr, refusal, view};
use crate::documents::{PDF, kept, photo};
use crate::filing::submitted;
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const DAY_MS: i64 = 24 * 3_600_000;

pub(crate) async fn put_as(
    officer: &mut Browser,
    id: &str,
    (name, key): (&str, &str),
    bytes: &[u8],
) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/octet-stream".parse().unwrap());
    let path = format!("{}?name={name}", with_id(path::STAFF_DOCUMENTS, id));
    let body = Body::from(bytes.to_vec());
    officer.send(Method::POST, &path, headers, body).await
}

async fn attempt_put(officer: &mut Browser, id: &str, bytes: &[u8]) -> Answer {
    put_as(officer, id, ("", &fresh_key()), bytes).await
}

/// A paper that waits for the officer's next step.
pub(crate) async fn put(officer: &mut Browser, id: &str, bytes: &[u8]) -> OfficePaperView {
    let answer = attempt_put(officer, id, bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn open(officer: &mut Browser, id: &str, paper: &str) -> Answer {
    let path = with_document(path::STAFF_DOCUMENT, id, paper);
    officer.get(&path).await
}

async fn take_back(officer: &mut Browser, id: &str, paper: &str) -> Answer {
    let path = with_document(path::STAFF_DOCUMENT, id, paper);
    officer.delete(&path).await
}

/// A file that the bureau has opened.
async fn opened(portal: &TestPortal, resident: &mut Browser) -> (String, Browser) {
    let id = submitted(resident).await.id;
    let mut li = hr(portal, "li").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    (id, li)
}

fn looks(portal: &TestPortal, id: &str, action: &str) -> usize {
    let looks = portal
        .state
        .store
        .read::<_, StoreError>(|connection| access_log::list_by_application(connection, id));
    let looks = looks.unwrap();
    looks.iter().filter(|look| look.action == action).count()
}

#[tokio::test]
async fn a_paper_goes_with_a_step_and_every_office_of_the_file_opens_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let (id, mut li) = opened(&portal, &mut resident).await;
    let mut wang = hr(&portal, "wang").await;
    let named = ("%E6%A0%B8%E6%9F%A5.png", fresh_key());
    let answer = put_as(&mut li, &id, (named.0, &named.1), &photo()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let added: OfficePaperView = answer.json();
    assert_eq!((added.name.as_str(), added.event), ("核查.png", None));
    assert_eq!(added.paper.media_type, "image/jpeg");
    let on_disk = std::fs::read(&kept(&portal)[0]).unwrap();
    assert!(!on_disk.starts_with(&[0xFF, 0xD8]), "not sealed");

    // Until it is sent it is its officer's alone.
    let paper = added.paper.id.as_str();
    assert_eq!(
        view(&mut li, &id).await.office_papers,
        std::slice::from_ref(&added)
    );
    assert_eq!(view(&mut wang, &id).await.office_papers, []);
    open(&mut wang, &id, paper)
        .await
        .problem(ProblemCode::NotFound);
    take_back(&mut wang, &id, paper)
        .await
        .problem(ProblemCode::NotFound);

    let seen = act(&mut li, &id, LoanAction::Pass, json!({ "papers": [paper] })).await;
    assert_eq!(seen.office_papers[0].event, Some(3));
    assert_eq!(seen.application.timeline[2].papers, 1);
    let mut zhao = guarantee(&portal, "zhao").await;
    for officer in [&mut wang, &mut zhao] {
        assert_eq!(view(officer, &id).await.office_papers, seen.office_papers);
        let shown = open(officer, &id, paper).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        assert_eq!(shown.header("content-type"), "image/jpeg");
        let policy = shown.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; sandbox");
    }
    // What was sent stays.
    take_back(&mut li, &id, paper)
        .await
        .problem(ProblemCode::NotFound);
    assert_eq!(looks(&portal, &id, "add_office_paper"), 1);
    assert_eq!(looks(&portal, &id, "view_document"), 2);

    // The applicant learns that it is there, and no more.
    let at = with_id(path::APPLICATION, &id);
    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.documents, []);
    let papers: Vec<u32> = mine.timeline.iter().map(|entry| entry.papers).collect();
    assert_eq!(papers, [0, 0, 1]);
    let text = resident.get(&at).await.body;
    assert!(!String::from_utf8_lossy(&text).contains(paper));
    let own = with_document(path::APPLICATION_DOCUMENT, &id, paper);
    resident.get(&own).await.problem(ProblemCode::NotFound);

    let (state, data) = (&portal.state, &portal.state.config.data);
    let report = verify(&state.store, &state.keyring, data).unwrap();
    assert_eq!((report.documents, report.findings), (1, vec![]));
}

#[tokio::test]
async fn the_applicant_hears_of_the_evidence_with_the_refusal_and_not_before() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let (id, mut li) = opened(&portal, &mut resident).await;
    let mut wang = hr(&portal, "wang").await;
    let mut told = async || {
        let answer = resident.get(&with_id(path::APPLICATION, &id)).await;
        let timeline = answer.json::<ApplicationView>().timeline;
        timeline.iter().map(|entry| entry.papers).sum::<u32>()
    };
    let paper = put(&mut li, &id, PDF).await.paper.id;
    let mut proposal = refusal();
    proposal["papers"] = json!([paper]);
    act(&mut li, &id, LoanAction::ProposeRefusal, proposal).await;
    assert_eq!(told().await, 0);
    act(&mut wang, &id, LoanAction::ConfirmRefusal, json!({})).await;
    assert_eq!(told().await, 1);
}

#[tokio::test]
async fn what_is_not_taken_and_from_whom() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let (id, mut li) = opened(&portal, &mut resident).await;
    let locked = b"%PDF-1.6\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF\n";
    let table: [(&[u8], &str); 4] = [
        (b"", "document_empty"),
        (b"GIF89a and more", "document_type"),
        (locked, "document_locked"),
        (&PDF[..20], "document_unreadable"),
    ];
    for (bytes, code) in table {
        let refused = attempt_put(&mut li, &id, bytes).await;
        let expected = FieldError {
            pointer: "/documents/office_paper".into(),
            code: code.into(),
        };
        let errors = refused.problem(ProblemCode::InvalidInput).errors;
        assert_eq!(errors, [expected]);
    }
    let mut large = photo();
    large.resize(11 * 1024 * 1024, 0);
    let refused = attempt_put(&mut li, &id, &large).await;
    refused.problem(ProblemCode::BodyTooLarge);

    // The next office before the file has come to it, another bureau, the applicant's own namesake.
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut far = portal.staff("far", Role::HrOfficer, "another-bureau").await;
    for officer in [&mut zhao, &mut far] {
        let refused = attempt_put(officer, &id, PDF).await;
        refused.problem(ProblemCode::NotFound);
    }
    let mut own = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    let refused = attempt_put(&mut own, &id, PDF).await;
    let problem = refused.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
    let mut wang = hr(&portal, "wang").await;
    let declared = json!({ "action": "declare" });
    wang.post(&with_id(path::STAFF_CONFLICTS, &id), &declared)
        .await;
    let refused = attempt_put(&mut wang, &id, PDF).await;
    let problem = refused.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "conflict_declared");

    // Once it is with the next office the bureau has nothing to do, and so nothing to add.
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    let refused = attempt_put(&mut li, &id, PDF).await;
    refused.problem(ProblemCode::ActionNotPossible);
    assert!(kept(&portal).is_empty());
    put(&mut zhao, &id, PDF).await;
    assert_eq!(kept(&portal).len(), 1);
}

#[tokio::test]
async fn four_go_with_a_step_each_once_and_only_ones_own() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let (id, mut li) = opened(&portal, &mut resident).await;
    let mut wang = hr(&portal, "wang").await;
    let key = fresh_key();
    let first = put_as(&mut li, &id, ("a.pdf", &key), PDF).await;
    let again = put_as(&mut li, &id, ("a.pdf", &key), PDF).await;
    assert_eq!(first.body, again.body);
    let mut papers = vec![first.json::<OfficePaperView>().paper.id];
    for _ in 0..3 {
        papers.push(put(&mut li, &id, PDF).await.paper.id);
    }
    let refused = attempt_put(&mut li, &id, PDF).await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(errors[0].code, "office_papers_enough");
    assert_eq!(kept(&portal).len(), 4);

    let wrong = |named: &[&str]| json!({ "papers": named });
    let own = papers[0].as_str();
    let table = [
        (wrong(&["nothing"]), vec!["/papers/0"]),
        (wrong(&[own, own]), vec!["/papers/1"]),
        (
            wrong(&[own, &papers[1], &papers[2], &papers[3], "fifth"]),
            vec!["/papers", "/papers/4"],
        ),
    ];
    for (named, pointers) in table {
        let refused = attempt(&mut li, &id, LoanAction::Pass, named).await;
        let errors = refused.problem(ProblemCode::InvalidInput).errors;
        let found: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(found, pointers);
    }
    // With what else is wrong, all at once.
    let named = json!({ "papers": ["nothing"], "defects": [] });
    let refused = attempt(&mut li, &id, LoanAction::Return, named).await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    let found: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(found, ["/defects", "/papers/0"]);
    let colleagues = attempt(&mut wang, &id, LoanAction::Pass, wrong(&[own])).await;
    colleagues.problem(ProblemCode::InvalidInput);

    let seen = act(&mut li, &id, LoanAction::Pass, json!({ "papers": papers })).await;
    assert_eq!(seen.office_papers.len(), 4);
    assert_eq!(seen.application.version, 3);
}

#[tokio::test]
async fn what_is_taken_back_or_left_lying_goes() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let (id, mut li) = opened(&portal, &mut resident).await;
    let paper = put(&mut li, &id, PDF).await.paper.id;
    let gone = take_back(&mut li, &id, &paper).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
    assert!(kept(&portal).is_empty());

    put(&mut li, &id, PDF).await;
    let sent = put(&mut li, &id, PDF).await.paper.id;
    act(&mut li, &id, LoanAction::Pass, json!({ "papers": [sent] })).await;
    for (days, left) in [(6, 2), (2, 1)] {
        portal.clock.advance_ms(days * DAY_MS);
        let now_ms = portal.clock.now_ms();
        housekeeping::run_once(&portal.state, now_ms).await.unwrap();
        assert_eq!(kept(&portal).len(), left, "after {days} more days");
    }
}
