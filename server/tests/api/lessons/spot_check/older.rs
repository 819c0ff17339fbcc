//! Spot checks of before there was a log of them.

use server::training_section::spot_checks::older::{finding_place, give_logs};
use store::StoreError;
use store::spot_checks::SpotCheck;

use super::*;

/// Spot checks by id, month, state and when found, as they were kept before; the finding is that of the first.
async fn kept(
    class: &Class,
    drawn: &[(&'static str, &'static str, &'static str, Option<i64>)],
    sealed: Vec<u8>,
) {
    let (class_id, drawn) = (class.id.clone(), drawn.to_vec());
    let work = move |tx: &Tx| {
        for (id, month, state, found_ms) in &drawn {
            rows::keep_seed(tx, month, "seed", 1)?;
            let row = SpotCheck {
                id: (*id).into(),
                month: (*month).into(),
                class_id: class_id.clone(),
                taught: 1,
                state: (*state).into(),
                version: 0,
                created_ms: 1,
                found_ms: *found_ms,
            };
            rows::insert(tx, &row)?;
        }
        let sql = "UPDATE spot_checks SET sealed_finding = $1 WHERE id = $2";
        tx.execute(sql, &[(&sealed).into(), drawn[0].0.into()])
            .map(drop)
    };
    let store = &class.portal.state.store;
    store.write::<_, _, StoreError>(work).await.unwrap();
}

#[tokio::test]
async fn what_was_found_before_there_was_a_log_gets_one_at_the_start() {
    let class = class().await;
    let state = &class.portal.state;
    let json = json!({ "words": "名单 3 人，到 1 人", "by": "officer" }).to_string();
    let sealed = state.keyring.seal(&finding_place("found"), json.as_bytes());
    let drawn = [
        ("found", "2027-03", "faulty", Some(at(FIRST))),
        ("waits", "2027-04", "drawn", None),
    ];
    kept(&class, &drawn, sealed).await;
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
    let drawn = [
        ("a", "2027-03", "faulty", Some(at(FIRST))),
        ("b", "2027-04", "in_order", None),
        ("c", "2027-05", "drawn", None),
    ];
    kept(&class, &drawn, elsewhere).await;
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
