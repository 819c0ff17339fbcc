//! Classes drawn by lot: reproducible, once, unseen by the school until something is noted, noted once.

use api::ProblemCode;
use api::path::{self, with_document, with_id};
use api::staff::OfficePaperView;
use api::training_section::{SpotCheckFinding, SpotCheckView, SpotChecksView};
use http::StatusCode;
use serde_json::{Value, json};
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::enrolments::verify::late::Watch;
use server::jobs::housekeeping;
use server::problem::ApiError;
use server::training_papers;
use server::training_section::spot_checks::file;
use server::training_section::spot_checks::older::{finding_place, give_logs};
use server::training_section::spot_checks::{lot, run_once, seed};
use server::uploads::PaperReader;
use server::whole::verify_live;
use store::events::SPOT_CHECKS;
use store::spot_checks::{self as rows, SpotCheck};
use store::{StoreError, Tx, access_log, classes};
use workflow::spot_check::{Drawn, SpotCheckAction, SpotCheckState, draw, needed};
use workflow::{DeviceKind, Duty, Role};

use super::{Class, FIRST, HOUR_MS, class, day};
use crate::documents::{PDF, attempt_paper, kept, photo};
use crate::portal::{Answer, Browser};
use crate::training::{joined, trainer};

fn at(date: &str) -> i64 {
    day(date).start_ms_shanghai() + 10 * HOUR_MS
}

pub(super) async fn listed(officer: &mut Browser, month: &str) -> SpotChecksView {
    let address = format!("{}?month={month}", path::STAFF_SPOT_CHECKS);
    let answer = officer.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn note(officer: &mut Browser, id: &str, request: &Value) -> Answer {
    officer
        .post(&with_id(path::STAFF_SPOT_CHECK_ACTIONS, id), request)
        .await
}

impl Class {
    /// The lot has fallen on this class.
    pub(super) async fn drawn(&self) -> String {
        let (parts, class_id) = (self.portal.state.clone(), self.id.clone());
        let work = move |tx: &Tx| {
            rows::keep_seed(tx, "2027-03", "seed", 1)?;
            let drawn = Drawn {
                month: "2027-03".into(),
                class_id: class_id.clone(),
                taught: 1,
            };
            let portal = Actor {
                id: "portal".into(),
                role: Role::System,
                device: DeviceKind::Server,
                now_ms: 1,
                idempotency_key: "draw".into(),
                on_behalf: None,
            };
            file::draw(tx, &parts, "drawn", drawn, &portal).map(drop)
        };
        let store = &self.portal.state.store;
        store.write::<_, _, ApiError>(work).await.unwrap();
        "drawn".to_owned()
    }

    /// What does not hold of the spot checks.
    fn wrong(&self) -> Vec<String> {
        let state = &self.portal.state;
        let report = verify_live(&state.store, &state.keyring, Watch::of(state)).unwrap();
        report.spot_checks.findings
    }

    /// What does not hold of the bytes of papers.
    fn wrong_papers(&self) -> (usize, Vec<String>) {
        let state = &self.portal.state;
        let papers = PaperReader::in_folder(&state.config.data);
        let report = training_papers::verify::verify(&state.store, &state.keyring, &papers);
        let report = report.unwrap();
        (report.papers, report.findings)
    }

    async fn found(&self, browser: &mut Browser) -> Vec<SpotCheckFinding> {
        self.roster(browser).await.spot_checks
    }
}

#[tokio::test]
async fn a_month_is_drawn_once_by_any_server_and_anybody_can_draw_again() {
    let class = class().await;
    let state = &class.portal.state;
    let beside = class.portal.second_server();
    let now_ms = at("2027-03-01");
    let (one, other) = tokio::join!(run_once(state, now_ms), run_once(&beside.state, now_ms));
    let span = (day("2027-03-01"), day("2027-03-31"));
    let taught = state
        .store
        .read(|connection| classes::list_ids_between(connection, span))
        .unwrap();
    assert!(taught.contains(&class.id));
    let share = needed(taught.len(), 5);
    assert_eq!(one.unwrap() + other.unwrap(), share);
    assert_eq!(run_once(state, at("2027-03-20")).await.unwrap(), 0);

    class.on(FIRST).await;
    let mut officer = class.officer().await;
    let found = listed(&mut officer, "2027-03").await;
    assert_eq!((found.percent, found.is_local_confirm), (5, true));
    assert_eq!(usize::try_from(found.taught).unwrap(), taught.len());
    assert_eq!(found.seed, None, "not before the month is over");
    assert_eq!(found.months, ["2027-03"]);
    let mut ids: Vec<String> = found.checks.into_iter().map(|one| one.class.id).collect();
    ids.sort();
    let kept = seed(&state.keyring, "2027-03");
    let mut again = draw(&taught, &[], 5, |id| lot(&kept, id));
    again.sort();
    assert_eq!(ids, again);

    class.on("2027-04-01").await;
    let mut officer = class.officer().await;
    assert_eq!(listed(&mut officer, "2027-03").await.seed, Some(kept));
    // Nothing was drawn in a month in which the portal did not run.
    assert!(listed(&mut officer, "2025-01").await.checks.is_empty());
    for odd in ["2027", "2027-13", "x"] {
        let address = format!("{}?month={odd}", path::STAFF_SPOT_CHECKS);
        let answer = officer.get(&address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
}

#[tokio::test]
async fn nothing_taught_draws_nothing() {
    let class = class().await;
    assert_eq!(
        run_once(&class.portal.state, at("2029-01-05"))
            .await
            .unwrap(),
        0
    );
    class.on("2029-01-05").await;
    let found = listed(&mut class.officer().await, "2029-01").await;
    assert!(found.checks.is_empty() && found.months.is_empty());
}

#[tokio::test]
async fn a_finding_is_noted_once_and_only_then_seen_by_the_school() {
    let class = class().await;
    let id = class.drawn().await;
    let fine = json!({ "action": "find_in_order", "words": "" });
    // Before the first day nobody can have been there.
    class.on("2027-02-26").await;
    let early = note(&mut class.officer().await, &id, &fine).await;
    let problem = early.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_early");

    class.on(FIRST).await;
    let (mut officer, mut own) = (class.officer().await, class.trainer().await);
    let check = listed(&mut officer, "2027-03").await.checks.remove(0);
    assert_eq!(check.state, SpotCheckState::Drawn);
    let found = [SpotCheckAction::FindInOrder, SpotCheckAction::FindFault];
    assert_eq!(check.actions, found);
    assert!(
        class.found(&mut own).await.is_empty(),
        "not before it is noted"
    );
    for (request, code) in [
        (json!({ "action": "find_fault", "words": " " }), "required"),
        (
            json!({ "action": "find_fault", "words": "长".repeat(1_001) }),
            "too_long",
        ),
    ] {
        let problem = note(&mut officer, &id, &request)
            .await
            .problem(ProblemCode::InvalidInput);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/words", code)
        );
    }
    let by_school = note(&mut own, &id, &fine).await;
    by_school.problem(ProblemCode::NotAllowed);
    let by_hand = json!({ "action": "draw", "words": "" });
    let drawn_again = note(&mut officer, &id, &by_hand).await;
    drawn_again.problem(ProblemCode::ActionNotPossible);
    let nobodys = note(&mut officer, "nobodys", &fine).await;
    nobodys.problem(ProblemCode::NotFound);

    let request = json!({ "action": "find_fault", "words": " 名单 3 人，到 1 人 " });
    let noted: SpotCheckView = note(&mut officer, &id, &request).await.json();
    assert_eq!(
        (noted.state, noted.actions.len()),
        (SpotCheckState::Faulty, 0)
    );
    let again = note(&mut officer, &id, &fine).await;
    again.problem(ProblemCode::ActionNotPossible);
    let expected = SpotCheckFinding {
        id: id.clone(),
        is_in_order: false,
        words: "名单 3 人，到 1 人".into(),
        noted_on: day(FIRST),
        papers: Vec::new(),
    };
    assert_eq!(class.found(&mut own).await, std::slice::from_ref(&expected));
    assert_eq!(class.found(&mut officer).await, [expected]);
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    let refused = other.get(&class.address(path::STAFF_ROSTER)).await;
    refused.problem(ProblemCode::NotFound);
    // What was written is nowhere to be read in the database.
    let store = &class.portal.state.store;
    let log = store.read(|connection| SPOT_CHECKS.list(connection, &id));
    let log = log.unwrap();
    assert_eq!(log.len(), 2, "the draw and what was found");
    for event in &log {
        assert!(!String::from_utf8_lossy(&event.sealed_payload).contains("名单"));
    }
    assert_eq!(class.wrong(), [""; 0]);
    // Nobody changes a finding behind its log.
    for change in [
        "UPDATE spot_checks SET state = 'in_order'",
        "UPDATE spot_checks SET version = 0",
        "UPDATE spot_checks SET state = 'faulty', version = 1",
        "DELETE FROM spot_check_events WHERE seq = 1",
    ] {
        let work = move |tx: &Tx| tx.execute(change, &[]).map(drop);
        store.write::<_, _, StoreError>(work).await.unwrap();
        assert_eq!(class.wrong().len(), 1, "{change}");
        let back = |tx: &Tx| {
            let sql = "UPDATE spot_checks SET state = 'faulty', version = 2";
            tx.execute(sql, &[]).map(drop)
        };
        store.write::<_, _, StoreError>(back).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_found_before_there_was_a_log_gets_one_at_the_start() {
    let class = class().await;
    let state = &class.portal.state;
    let json = json!({ "words": "名单 3 人，到 1 人", "by": "officer" }).to_string();
    let sealed = state.keyring.seal(&finding_place("found"), json.as_bytes());
    let (class_id, found_ms) = (class.id.clone(), at(FIRST));
    let work = move |tx: &Tx| {
        for (id, month, state, found_ms) in [
            ("found", "2027-03", "faulty", Some(found_ms)),
            ("waits", "2027-04", "drawn", None),
        ] {
            rows::keep_seed(tx, month, "seed", 1)?;
            let row = SpotCheck {
                id: id.into(),
                month: month.into(),
                class_id: class_id.clone(),
                taught: 1,
                state: state.into(),
                version: 0,
                created_ms: 1,
                found_ms,
            };
            rows::insert(tx, &row)?;
        }
        let sql = "UPDATE spot_checks SET sealed_finding = $1 WHERE id = 'found'";
        tx.execute(sql, &[(&sealed).into()]).map(drop)
    };
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    assert_eq!(class.wrong(), [""; 0], "as it was kept");

    assert_eq!(give_logs(state).await.unwrap(), 2);
    assert_eq!(give_logs(state).await.unwrap(), 0);
    assert_eq!(class.wrong(), [""; 0]);
    let (row, old) = state
        .store
        .read::<_, StoreError>(|connection| {
            let row = rows::find(connection, "found")?.unwrap();
            Ok((row, rows::find_old_finding(connection, "found")?))
        })
        .unwrap();
    assert_eq!((row.version, old), (2, None));
    class.on(FIRST).await;
    let expected = SpotCheckFinding {
        id: "found".into(),
        is_in_order: false,
        words: "名单 3 人，到 1 人".into(),
        noted_on: day(FIRST),
        papers: Vec::new(),
    };
    let mut own = class.trainer().await;
    assert_eq!(class.found(&mut own).await, [expected]);
    // And what waits is noted as any other.
    let fine = json!({ "action": "find_in_order", "words": "" });
    let noted = note(&mut class.officer().await, "waits", &fine).await;
    assert_eq!(noted.json::<SpotCheckView>().state, SpotCheckState::InOrder);
    assert_eq!(class.wrong(), [""; 0]);
}

#[tokio::test]
async fn one_from_before_the_log_that_gives_none_is_left_out_and_named() {
    let class = class().await;
    let state = &class.portal.state;
    let json = json!({ "words": "", "by": "officer" }).to_string();
    let elsewhere = state.keyring.seal(&finding_place("b"), json.as_bytes());
    let (class_id, found_ms) = (class.id.clone(), at(FIRST));
    let work = move |tx: &Tx| {
        for (id, month, state, found_ms) in [
            ("a", "2027-03", "faulty", Some(found_ms)),
            ("b", "2027-04", "in_order", None),
            ("c", "2027-05", "drawn", None),
        ] {
            rows::keep_seed(tx, month, "seed", 1)?;
            let row = SpotCheck {
                id: id.into(),
                month: month.into(),
                class_id: class_id.clone(),
                taught: 1,
                state: state.into(),
                version: 0,
                created_ms: 1,
                found_ms,
            };
            rows::insert(tx, &row)?;
        }
        let sql = "UPDATE spot_checks SET sealed_finding = $1 WHERE id = 'a'";
        tx.execute(sql, &[(&elsewhere).into()]).map(drop)
    };
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    let named =
        ["a", "b"].map(|id| format!("spot check {id}: it has no log and is not as it was kept"));
    assert_eq!(class.wrong(), named);

    // The portal starts, and starts again.
    assert_eq!(give_logs(state).await.unwrap(), 1);
    assert_eq!(give_logs(state).await.unwrap(), 0);
    assert_eq!(class.wrong(), named);
    class.on(FIRST).await;
    let mut officer = class.officer().await;
    for (month, shown) in [("2027-03", 0), ("2027-04", 0), ("2027-05", 1)] {
        let checks = listed(&mut officer, month).await.checks;
        assert_eq!(checks.len(), shown, "{month}");
    }
    let fine = json!({ "action": "find_in_order", "words": "" });
    note(&mut officer, "a", &fine)
        .await
        .problem(ProblemCode::NotFound);
    let mut own = class.trainer().await;
    assert_eq!(class.found(&mut own).await, []);
}

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
    let loose = |tx: &Tx| {
        tx.execute("UPDATE training_papers SET event_seq = 1", &[])
            .map(drop)
    };
    let store = &class.portal.state.store;
    store.write::<_, _, StoreError>(loose).await.unwrap();
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
