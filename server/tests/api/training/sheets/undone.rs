//! What went in is undone for a day.

use api::ProblemCode;
use api::course_sheet::{DifferenceKind, RepairedRow, SheetDone};
use api::listing::ListListingsResponse;
use api::path::{self, with_document, with_id};
use http::{Method, StatusCode};
use listing::Field::*;
use serde_json::json;
use store::{StoreError, Tx};
use workflow::listing::{ListingAction, ListingState};

use super::super::publish::live;
use super::super::{done, good, photo, seen, sheet, sheet_done, started, taken, verified, written};
use super::{both, rows, uploaded};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn a_day_long_it_can_be_undone_but_nobodys_work_is_lost() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let kept = started(&mut trainer, &good()).await;
    let before = seen(&mut trainer, &kept.id).await.draft;
    let text = sheet(&[
        &[(Hours, "100")],
        &[(Title, "示例 新课甲")],
        &[(Title, "示例 新课乙")],
    ]);
    let view = uploaded(&mut trainer, &text).await;
    let kinds: Vec<_> = rows(&mut trainer, &view.id, "good")
        .await
        .rows
        .into_iter()
        .map(|row| row.difference)
        .collect();
    assert_eq!(kinds[0].kind, DifferenceKind::Changed);
    assert_eq!(kinds[0].fields, ["hours"]);
    assert_eq!(kinds[1].kind, DifferenceKind::NewCourse);
    let came = taken(&mut trainer, &view, true).await;
    assert_eq!((came.courses, came.handed_in), (3, 3));
    let list: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    let worked_on = list
        .listings
        .iter()
        .find(|one| one.title == "示例 新课乙")
        .unwrap();
    done(&mut trainer, &worked_on.id, ListingAction::TakeBack).await;

    let answer = sheet_done(&mut trainer, &came.sheet, json!({ "action": "undo" })).await;
    let undone: SheetDone = answer.json();
    assert_eq!(
        (undone.courses, &undone.kept[..]),
        (2, &["示例 新课乙".to_owned()][..])
    );
    assert_eq!(seen(&mut trainer, &kept.id).await.draft, before);
    let list: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    let states: Vec<_> = list
        .listings
        .iter()
        .map(|one| (one.title.as_str(), one.state))
        .collect();
    assert_eq!(states.len(), 2, "{states:?}");
    assert!(
        states
            .iter()
            .all(|(_, state)| *state == ListingState::Draft)
    );
    let twice = sheet_done(&mut trainer, &undone.sheet, json!({ "action": "undo" })).await;
    twice.problem(ProblemCode::ActionNotPossible);
    verified(&portal);
}

/// What a sheet changed before residents' eyes without a reviewer is changed back there.
#[tokio::test]
async fn a_small_change_of_a_live_course_is_undone_where_residents_see_it() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer) = both(&portal).await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let live = done(&mut officer, &id, ListingAction::Approve).await;
    let summary = async || {
        let course = with_id(path::COURSE, &live.course_id);
        portal.anonymous().get(&course).await.value()["summary"].clone()
    };
    let before = summary().await;
    let view = uploaded(&mut trainer, &sheet(&[&[(Summary, "零基础也能学。")]])).await;
    let came = taken(&mut trainer, &view, false).await;
    assert_eq!(summary().await, "零基础也能学。");
    let answer = sheet_done(&mut trainer, &came.sheet, json!({ "action": "undo" })).await;
    let undone: SheetDone = answer.json();
    assert_eq!((undone.courses, undone.kept.len()), (1, 0));
    assert_eq!(summary().await, before);
    assert_eq!(seen(&mut trainer, &id).await.state, ListingState::Live);
    verified(&portal);
}

/// What cannot be as it was stays where the reviewer has it, as if nobody had pressed.
#[tokio::test]
async fn a_course_goes_back_whole_or_stays_in_the_queue() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let id = started(&mut trainer, &good()).await.id;
    let sha = photo::uploaded(&mut trainer, &id, 10).await.sha256;
    let with_photo = photo::with(&good(), &sha, photo::ALT);
    let answer = written(&mut trainer, &id, &with_photo).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let text = sheet(&[&[(Hours, "100")], &[(Title, "示例 新课甲")]]);
    let view = uploaded(&mut trainer, &text).await;
    let came = taken(&mut trainer, &view, true).await;
    assert_eq!((came.courses, came.handed_in), (2, 2));
    let before = seen(&mut trainer, &id).await;
    assert_eq!(before.state, ListingState::Submitted);

    let gone = |tx: &Tx| tx.execute("DELETE FROM listing_photos", &[]);
    let store = &portal.state.store;
    store.write::<_, _, StoreError>(gone).await.unwrap();
    let answer = sheet_done(&mut trainer, &came.sheet, json!({ "action": "undo" })).await;
    let undone: SheetDone = answer.json();
    let title = before.draft.title().to_owned();
    assert_eq!((undone.courses, undone.kept), (1, vec![title]));
    let after = seen(&mut trainer, &id).await;
    assert_eq!((after.state, after.version), (before.state, before.version));
    verified(&portal);
}

/// A row that says what residents read already keeps nothing from being undone.
#[tokio::test]
async fn a_row_that_changed_nothing_is_undone_with_the_others() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, live) = live(&portal).await;
    let text = sheet(&[&[], &[(Title, "示例 新课甲")]]);
    let view = uploaded(&mut trainer, &text).await;
    let came = taken(&mut trainer, &view, false).await;
    let answer = sheet_done(&mut trainer, &came.sheet, json!({ "action": "undo" })).await;
    let undone: SheetDone = answer.json();
    assert_eq!((undone.courses, undone.kept.len()), (2, 0));
    let after = seen(&mut trainer, &live.id).await;
    assert_eq!((after.state, after.version), (live.state, live.version));
    verified(&portal);
}

/// Bad rows that were repaired and went in the next morning have their own day.
#[tokio::test]
async fn the_day_to_undo_runs_from_the_last_rows_that_went_in() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[
        &[(Title, "示例 课甲")],
        &[(Title, "示例 课乙"), (Hours, "多")],
    ]);
    let view = uploaded(&mut trainer, &text).await;
    let first = taken(&mut trainer, &view, false).await;
    portal.clock.advance_ms(23 * 60 * 60 * 1000);
    let mut trainer = portal.signed_in("jiaowu").await;
    let bad = rows(&mut trainer, &view.id, "bad").await.rows.remove(0);
    let number = bad.number.to_string();
    let address = with_document(path::STAFF_COURSE_SHEET_ROW, &view.id, &number);
    let mut values = bad.values.clone();
    values.insert(Hours, "80".into());
    let body = json!({ "version": first.sheet.version, "values": values, "is_dropped": false });
    let answer = trainer
        .send_json(Method::PUT, &address, &fresh_key(), &body)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let repaired: RepairedRow = answer.json();
    let second = taken(&mut trainer, &repaired.sheet, false).await;
    assert_eq!(second.courses, 1);
    portal.clock.advance_ms(2 * 60 * 60 * 1000);
    let mut trainer = portal.signed_in("jiaowu").await;
    let answer = sheet_done(&mut trainer, &second.sheet, json!({ "action": "undo" })).await;
    let undone: SheetDone = answer.json();
    assert_eq!((undone.courses, undone.kept.len()), (2, 0));
    verified(&portal);
}

#[tokio::test]
async fn after_a_day_it_stands() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let view = uploaded(&mut trainer, &sheet(&[&[]])).await;
    let came = taken(&mut trainer, &view, false).await;
    assert!(came.sheet.undo_until_ms.is_some());
    portal.clock.advance_ms(24 * 60 * 60 * 1000);
    let mut trainer = portal.signed_in("jiaowu").await;
    let late = sheet_done(&mut trainer, &came.sheet, json!({ "action": "undo" })).await;
    late.problem(ProblemCode::ActionNotPossible);
}
