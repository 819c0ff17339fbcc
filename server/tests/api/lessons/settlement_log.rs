//! What was done to a settlement is its log: chained, folded, and made at the start for a sheet of before.

use api::ProblemCode;
use api::path::{self, with_document};
use api::settlement::{SettlementView, WriteSettlementRequest};
use api::staff::OfficePaperView;
use http::{Method, StatusCode};
use serde_json::json;
use server::enrolments::verify::late::Watch;
use server::problem::ApiError;
use server::settlements::file::Sheet;
use server::settlements::older::{give_logs, sheet_place};
use server::whole::verify_live;
use store::events::{Event, SETTLEMENTS};
use store::settlements::{self as rows, Settlement};
use store::{StoreError, Tx, classes};
use workflow::settlement::{SettlementAction, SettlementState};

use super::settlement::{plain, rate};
use super::{Class, class, day};
use crate::documents::{PDF, attempt_paper};
use crate::portal::{Browser, TestPortal, fresh_key};

const REASON: &str = "失业登记请再核";

impl Class {
    /// What does not hold of the settlements.
    pub(super) fn wrong_sheets(&self) -> Vec<String> {
        let state = &self.portal.state;
        let report = verify_live(&state.store, &state.keyring, Watch::of(state)).unwrap();
        report.settlements.findings
    }

    fn sheet_log(&self) -> Vec<Event> {
        let store = &self.portal.state.store;
        let log = store.read::<_, StoreError>(|tx| SETTLEMENTS.list(tx, &self.id));
        log.unwrap()
    }

    pub(super) async fn change(&self, sql: &'static str) {
        self.portal.change(sql).await;
    }

    /// Everything wrong says so.
    #[track_caller]
    pub(super) fn is_wrong_with(&self, what: &str) {
        let wrong = self.wrong_sheets();
        let says_so = wrong.iter().all(|line| line.contains(what));
        assert!(!wrong.is_empty() && says_so, "{what}: {wrong:?}");
    }

    /// Handed in, and given back with a paper.
    async fn given_back(&self, trainer: &mut Browser, officer: &mut Browser) -> String {
        let sheet = self.submitted(trainer).await;
        let all = self.address(path::STAFF_SETTLEMENT_PAPERS);
        let added = attempt_paper(officer, &all, PDF).await;
        assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
        let paper = added.json::<OfficePaperView>().paper.id;
        let mut back = plain(SettlementAction::Return, sheet.version);
        back.reason = REASON.into();
        back.papers = vec![paper.clone()];
        let answer = self.settle_by(officer, &back).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        paper
    }
}

#[tokio::test]
async fn nobody_changes_a_sheet_behind_its_log_or_the_log_behind_it() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    class.given_back(&mut trainer, &mut officer).await;
    let log = class.sheet_log();
    let places: Vec<i64> = log.iter().map(|event| event.seq).collect();
    assert_eq!(places, [1, 2, 3], "written, handed in, given back");
    for event in &log {
        let payload = String::from_utf8_lossy(&event.sealed_payload);
        assert!(!payload.contains(REASON) && !payload.contains("write"));
    }
    assert_eq!(class.wrong_sheets(), [""; 0]);
    let columns = "the columns are not what the events fold into";
    for (change, undo, what) in [
        (
            "UPDATE settlements SET state = 'submitted'",
            "UPDATE settlements SET state = 'returned'",
            columns,
        ),
        (
            "UPDATE settlements SET version = 4",
            "UPDATE settlements SET version = 3",
            columns,
        ),
        (
            "UPDATE settlements SET submitted_ms = submitted_ms + 1",
            "UPDATE settlements SET submitted_ms = submitted_ms - 1",
            columns,
        ),
        (
            "UPDATE settlements SET decided_ms = 1",
            "UPDATE settlements SET decided_ms = NULL",
            columns,
        ),
        (
            "UPDATE enrolments SET price_fen = price_fen + 1",
            "UPDATE enrolments SET price_fen = price_fen - 1",
            "the price is not the one that was handed in",
        ),
        (
            "UPDATE settlement_events SET seq = 9 WHERE seq = 3",
            "UPDATE settlement_events SET seq = 3 WHERE seq = 9",
            "the chain of events is broken at event 3",
        ),
        (
            "UPDATE training_papers SET event_seq = 2",
            "UPDATE training_papers SET event_seq = 3",
            "the papers are not those that the events name",
        ),
        (
            "UPDATE settlements SET sealed_sheet = (SELECT hash FROM settlement_events WHERE seq = 1)",
            "UPDATE settlements SET sealed_sheet = substr(sealed_sheet, 1, 0)",
            "a sheet of before stands beside the log",
        ),
        // What is cut off at the end leaves a chain that is whole.
        (
            "DELETE FROM settlement_events WHERE seq = 3",
            "UPDATE settlements SET version = version",
            columns,
        ),
    ] {
        class.change(change).await;
        class.is_wrong_with(what);
        class.change(undo).await;
    }
    // Nor is an event worth anything at another place, chained anew as it may be.
    let (id, copied) = (class.id.clone(), [log[0].sealed_payload.clone()]);
    let work = move |tx: &Tx| {
        let last = SETTLEMENTS.find_last(tx, &id)?;
        SETTLEMENTS.append_after(tx, &id, last.as_ref(), 1, &copied)
    };
    let store = &class.portal.state.store;
    store.write::<_, _, StoreError>(work).await.unwrap();
    class.is_wrong_with("event 3 does not open");
    class
        .change("UPDATE settlement_events SET sealed_payload = prev_hash WHERE seq = 2")
        .await;
    class.is_wrong_with("the chain of events is broken at event 2");
}

/// A row sealed before, which opens, is no row of what was settled; nor is none.
#[tokio::test]
async fn what_was_settled_for_somebody_is_not_put_back_or_taken_away() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let sheet = class.submitted(&mut trainer).await;
    let state = &class.portal.state;
    let (id, own) = (sheet.rows[2].id.clone(), class.id.clone());
    let older = state
        .store
        .read::<_, StoreError>(|tx| rows::find_row(tx, &id));
    let older = older.unwrap().unwrap();
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let report = verify_live(&state.store, &state.keyring, Watch::of(state)).unwrap();
    assert_eq!(report.settlements.findings, [""; 0]);
    assert_eq!(report.settlements.unbound, 0);
    let what = "what is kept is not what it was settled by";
    // Nothing was granted to who never came, so nothing else would find it.
    let work = move |tx: &Tx| rows::put_row(tx, (&id, &own), &older, None);
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    class.is_wrong_with(what);
    class.change("DELETE FROM settlement_rows").await;
    class.is_wrong_with(what);
    // Of who was erased nothing is left to compare.
    class
        .change("UPDATE enrolments SET wrapped_key = NULL")
        .await;
    assert_eq!(class.wrong_sheets(), [""; 0]);
}

#[tokio::test]
async fn a_sheet_of_before_there_was_a_log_gets_one_at_the_start() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let paper = class.given_back(&mut trainer, &mut officer).await;
    let before = [
        class.sheet(&mut trainer).await,
        class.sheet(&mut officer).await,
    ];
    let state = &class.portal.state;
    let row = state
        .store
        .read::<_, StoreError>(|tx| rows::find(tx, &class.id));
    let row = row.unwrap().unwrap();
    let old = json!({
        "listed": true,
        "reason": REASON,
        "rates": [],
        "log": [
            { "action": "write", "by": "school", "at_ms": row.created_ms },
            { "action": "submit", "by": "school", "at_ms": row.submitted_ms },
            { "action": "return", "by": "officer", "at_ms": row.submitted_ms, "papers": [paper] },
        ],
    });
    let place = sheet_place(&class.id);
    let sealed = state.keyring.seal(&place, old.to_string().as_bytes());
    let work = move |tx: &Tx| {
        tx.execute("DELETE FROM settlement_events", &[])?;
        let sql = "UPDATE settlements SET sealed_sheet = $1";
        tx.execute(sql, &[(&sealed).into()]).map(drop)
    };
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    assert_eq!(class.wrong_sheets(), [""; 0], "as it was kept");

    // One that does not say what its columns say is not made to.
    class
        .change("UPDATE settlements SET state = 'submitted'")
        .await;
    class.is_wrong_with("it has no log and is not as it was kept");
    assert_eq!(give_logs(state).await.unwrap(), 0);
    assert!(class.sheet_log().is_empty());
    class
        .change("UPDATE settlements SET state = 'returned'")
        .await;

    assert_eq!(give_logs(state).await.unwrap(), 1);
    assert_eq!(give_logs(state).await.unwrap(), 0);
    assert_eq!(class.wrong_sheets(), [""; 0]);
    assert_eq!(class.sheet_log().len(), 3);
    let old_sheet = state
        .store
        .read::<_, StoreError>(|tx| rows::find_old_sheet(tx, &class.id));
    assert_eq!(old_sheet.unwrap(), None);
    let after = [
        class.sheet(&mut trainer).await,
        class.sheet(&mut officer).await,
    ];
    assert_eq!(after, before);
    let address = with_document(path::STAFF_SETTLEMENT_PAPER, &class.id, &paper);
    let shown = trainer.get(&address).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    // And it goes on as any other.
    let sheet = class.submitted(&mut trainer).await;
    assert_eq!(
        (sheet.state, sheet.version),
        (SettlementState::Submitted, 5)
    );
    assert_eq!((sheet.reason, sheet.listed), (None, Some(true)));
    assert_eq!(class.sheet_log().len(), 5);
    assert_eq!(class.wrong_sheets(), [""; 0]);
    // The log is of the class: it holds when everybody in it is erased.
    class
        .change("UPDATE enrolments SET wrapped_key = NULL")
        .await;
    assert_eq!(class.wrong_sheets(), [""; 0]);
}

#[tokio::test]
async fn the_start_knows_of_each_step_what_was_still_kept() {
    let portal = TestPortal::start().await;
    let state = &portal.state;
    let span = (day("2026-01-01"), day("2028-12-31"));
    let taught = state
        .store
        .read::<_, StoreError>(|tx| classes::list_ids_between(tx, span));
    let id = taught.unwrap().remove(0);
    let done = |action: &str, at_ms: i64| json!({ "action": action, "by": "a", "at_ms": at_ms });
    let old = json!({
        "listed": false,
        "reason": null,
        "rates": [{ "programme": "training_subsidy", "fen": 100, "document": "示例文号" }],
        "log": [
            done("write", 1), done("submit", 2), done("return", 3), done("write", 4),
            done("submit", 5), done("settle", 6),
        ],
    });
    let sealed = state
        .keyring
        .seal(&sheet_place(&id), old.to_string().as_bytes());
    let row = Settlement {
        class_id: id.clone(),
        version: 6,
        state: "settled".into(),
        submitted_ms: Some(5),
        decided_ms: Some(6),
        created_ms: 1,
    };
    let work = move |tx: &Tx| {
        rows::insert(tx, &row)?;
        let sql = "UPDATE settlements SET sealed_sheet = $1";
        tx.execute(sql, &[(&sealed).into()]).map(drop)
    };
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    state.store.close();
    let again = server::startup::open(state.config.clone(), portal.clock.clone())
        .await
        .unwrap();
    let sheet = again
        .store
        .read::<_, ApiError>(|tx| Sheet::open(&again, tx, &id))
        .unwrap();
    let file = &sheet.file;
    assert_eq!(
        (file.state(), file.version()),
        (SettlementState::Settled, 6)
    );
    assert_eq!((file.listed(), file.reason()), (Some(false), None));
    assert!(file.is_return(3) && !file.is_return(5));
    let rates = sheet.rates();
    assert_eq!((rates.len(), rates[0].fen), (1, 100));
    let report = verify_live(&again.store, &again.keyring, Watch::of(&again)).unwrap();
    assert_eq!(
        (report.settlements.settlements, report.settlements.findings),
        (1, vec![])
    );
}

#[tokio::test]
async fn one_of_two_is_first_and_a_repeated_request_is_one_event() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let address = class.address(path::STAFF_SETTLEMENT);
    let (key, request) = (
        fresh_key(),
        WriteSettlementRequest {
            version: 0,
            listed: Some(true),
            rows: Vec::new(),
        },
    );
    for _ in 0..2 {
        let answer = trainer
            .send_json(Method::PUT, &address, &key, &request)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(answer.json::<SettlementView>().version, 1);
    }
    assert_eq!(class.sheet_log().len(), 1);

    let sheet = class.submitted(&mut trainer).await;
    assert_eq!(sheet.version, 3);
    let mut back = plain(SettlementAction::Return, sheet.version);
    back.reason = REASON.into();
    let mut beside = officer.clone();
    let (one, other) = tokio::join!(
        class.settle_by(&mut officer, &back),
        class.settle_by(&mut beside, &back)
    );
    let (first, second) = if one.status == StatusCode::OK {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    second.problem(ProblemCode::Stale);
    assert_eq!(class.sheet_log().len(), 4);
    assert_eq!(class.wrong_sheets(), [""; 0]);
}

#[tokio::test]
async fn a_sheet_of_before_that_gives_no_log_stops_nothing_and_is_named() {
    let portal = TestPortal::start().await;
    let state = &portal.state;
    let span = (day("2026-01-01"), day("2028-12-31"));
    let taught = state
        .store
        .read::<_, StoreError>(|tx| classes::list_ids_between(tx, span));
    let ids = taught.unwrap();
    let old = json!({ "log": [{ "action": "write", "by": "a", "at_ms": 1 }] });
    let sheets: Vec<(Settlement, Vec<u8>)> =
        (ids.iter().take(3).zip(["draft", "settled", "draft"]))
            .map(|(id, column)| {
                let row = Settlement {
                    class_id: id.clone(),
                    version: 1,
                    state: column.into(),
                    submitted_ms: None,
                    decided_ms: None,
                    created_ms: 1,
                };
                let place = sheet_place(id);
                (row, state.keyring.seal(&place, old.to_string().as_bytes()))
            })
            .collect();
    let work = move |tx: &Tx| {
        for (row, sealed) in &sheets {
            rows::insert(tx, row)?;
            let sql = "UPDATE settlements SET sealed_sheet = $1 WHERE class_id = $2";
            tx.execute(sql, &[sealed.into(), (&row.class_id).into()])?;
        }
        Ok(())
    };
    state.store.write::<_, _, StoreError>(work).await.unwrap();
    state.store.close();
    let again = server::startup::open(state.config.clone(), portal.clock.clone())
        .await
        .unwrap();
    let opens = |id: &String| {
        let sheet = again
            .store
            .read::<_, ApiError>(|tx| Sheet::open(&again, tx, id));
        sheet.is_ok()
    };
    let opened: Vec<bool> = ids.iter().take(3).map(opens).collect();
    assert_eq!(opened, [true, false, true]);
    let report = verify_live(&again.store, &again.keyring, Watch::of(&again)).unwrap();
    let [found] = report.settlements.findings.as_slice() else {
        panic!("{:?}", report.settlements.findings);
    };
    assert!(found.contains(&ids[1]) && found.contains("it has no log and is not as it was kept"));
}
