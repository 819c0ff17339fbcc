//! Classes drawn by lot: reproducible, once, unseen by the school until something is noted, noted once.

use api::ProblemCode;
use api::path::{self, with_id};
use api::training_section::{SpotCheckFinding, SpotCheckView, SpotChecksView};
use http::StatusCode;
use serde_json::{Value, json};
use server::applications::actor::Actor;
use server::enrolments::verify::late::Watch;
use server::problem::ApiError;
use server::training_papers;
use server::training_section::spot_checks::file;
use server::training_section::spot_checks::{lot, run_once, seed};
use server::uploads::PaperReader;
use server::whole::verify_live;
use store::events::SPOT_CHECKS;
use store::spot_checks as rows;
use store::{Tx, classes};
use workflow::spot_check::{Drawn, SpotCheckAction, SpotCheckState, draw, needed};
use workflow::{DeviceKind, Role};

use super::{Class, FIRST, HOUR_MS, class, day};
use crate::portal::{Answer, Browser};
use crate::training::trainer;

mod older;
mod papers;

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
        class.portal.change(change).await;
        assert_eq!(class.wrong().len(), 1, "{change}");
        let back = "UPDATE spot_checks SET state = 'faulty', version = 2";
        class.portal.change(back).await;
    }
}
