use super::*;
use crate::testing::{add_application, add_person, in_write, test_store};

fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn full(draft: Application) -> Application {
    Application {
        acceptance_number: Some("620602-20261124-00001".into()),
        query_code: Some("ABC234".into()),
        state: "hr_review".into(),
        holder_role: "hr_officer".into(),
        agency_id: Some("hr".into()),
        guarantor_id: Some("guarantor".into()),
        stage_started_on: Some(date("2026-11-24")),
        due_on: Some(date("2026-12-03")),
        paused: true,
        id_number_index: Some([1; 32]),
        phone_tail_index: Some([2; 32]),
        sealed_draft: Some(vec![3]),
        sealed_state: Some(vec![4]),
        updated_ms: 20,
        submitted_ms: Some(20),
        ..draft
    }
}

#[test]
fn every_column_comes_back() {
    let (draft, expected, found) = in_write(|tx| {
        let draft = add_application(tx, "a");
        assert_eq!(find(tx, "a")?, Some(draft.clone()));
        let changed = full(draft.clone());
        let version = update(tx, &changed).unwrap();
        Ok((draft, Application { version, ..changed }, find(tx, "a")?))
    });
    assert_eq!((draft.version, expected.version), (1, 2));
    assert_eq!(found, Some(expected));
}

#[test]
fn an_inserted_file_keeps_every_column() {
    let (expected, found) = in_write(|tx| {
        let person = add_person(tx, "p");
        let whole = Application {
            version: 7,
            ..full(Application::draft("a", "x", &person.id, 1))
        };
        insert(tx, &whole)?;
        Ok((whole, find(tx, "a")?))
    });
    assert_eq!(found, Some(expected));
}

#[test]
fn a_stale_click_gets_the_newer_version_and_changes_nothing() {
    let (stale, missing, found) = in_write(|tx| {
        let draft = add_application(tx, "a");
        let first = Application {
            state: "submitted".into(),
            ..draft.clone()
        };
        update(tx, &first).unwrap();
        let second = Application {
            state: "withdrawn".into(),
            ..draft.clone()
        };
        let nobody = Application {
            id: "b".into(),
            ..draft
        };
        Ok((
            update(tx, &second),
            update(tx, &nobody),
            find(tx, "a")?.unwrap().state,
        ))
    });
    assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
    assert_eq!(missing, Err(UpdateError::NotFound));
    assert_eq!(found, "submitted");
}

#[test]
fn of_writers_at_once_one_wins() {
    let test = test_store();
    let draft = test
        .store
        .write_blocking(|tx| Ok::<_, StoreError>(add_application(tx, "a")))
        .unwrap();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|number| {
                let (store, mine) = (
                    test.store.clone(),
                    Application {
                        state: format!("by-{number}"),
                        ..draft.clone()
                    },
                );
                scope.spawn(move || store.write_blocking(move |tx| update(tx, &mine)))
            })
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect()
    });
    assert_eq!(answers.iter().filter(|answer| **answer == Ok(2)).count(), 1);
    assert_eq!(
        answers
            .iter()
            .filter(|answer| **answer == Err(UpdateError::Stale { current: 2 }))
            .count(),
        7
    );
}

#[test]
fn a_code_or_number_is_given_once() {
    let refused = in_write(|tx| {
        let (a, b) = (
            full(add_application(tx, "a")),
            full(add_application(tx, "b")),
        );
        update(tx, &a).unwrap();
        let same_code = Application {
            acceptance_number: Some("620602-20261124-00002".into()),
            ..b.clone()
        };
        let same_number = Application {
            query_code: Some("XYZ789".into()),
            ..b
        };
        Ok([
            tx.attempt(|tx| update(tx, &same_code)).unwrap_err(),
            tx.attempt(|tx| update(tx, &same_number)).unwrap_err(),
        ])
    });
    let duplicate = |constraint: &str| {
        UpdateError::Store(StoreError::Duplicate {
            constraint: constraint.into(),
        })
    };
    assert_eq!(
        refused,
        [
            duplicate("applications.query_code"),
            duplicate("applications.acceptance_number")
        ]
    );
}

#[test]
fn look_ups() {
    let (by_code, by_number, by_person, same_id) = in_write(|tx| {
        let draft = add_application(tx, "a");
        update(tx, &full(draft.clone())).unwrap();
        insert(
            tx,
            &Application {
                id_number_index: Some([1; 32]),
                ..Application::draft("b", "x", &draft.person_id, 30)
            },
        )?;
        let id = |found: Option<Application>| found.map(|application| application.id);
        let ids = |found: Vec<Application>| {
            found
                .into_iter()
                .map(|application| application.id)
                .collect::<Vec<_>>()
        };
        Ok((
            [
                id(find_by_query_code(tx, "ABC234")?),
                id(find_by_query_code(tx, "abc234")?),
            ],
            id(find_by_acceptance_number(tx, "620602-20261124-00001")?),
            ids(list_by_person(tx, &draft.person_id)?),
            ids(list_by_id_number(tx, &[1; 32])?),
        ))
    });
    assert_eq!(by_code, [Some("a".to_owned()), None]);
    assert_eq!(by_number.as_deref(), Some("a"));
    assert_eq!(by_person, ["b", "a"]);
    assert_eq!(
        same_id,
        ["a"],
        "a draft says nothing about anybody's ID number"
    );
}

#[test]
fn the_queue_runs_by_the_clock() {
    let (hr, all, first, returned, parts) = in_write(|tx| {
        for (id, agency, due_on) in [
            ("late", Some("hr"), Some("2026-11-20")),
            ("none", Some("hr"), None),
            ("soon", Some("hr"), Some("2026-11-30")),
            ("other", Some("hr2"), Some("2026-11-01")),
        ] {
            let changed = Application {
                state: "hr_review".into(),
                holder_role: "hr_officer".into(),
                agency_id: agency.map(str::to_owned),
                due_on: due_on.map(date),
                submitted_ms: Some(1),
                ..add_application(tx, id)
            };
            update(tx, &changed).unwrap();
        }
        add_application(tx, "draft");
        let ids = |found: Vec<Application>| {
            found
                .into_iter()
                .map(|application| application.id)
                .collect::<Vec<_>>()
        };
        Ok((
            ids(list_queue(tx, "hr_officer", Some("hr"), 9)?),
            ids(list_queue(tx, "hr_officer", None, 9)?),
            ids(list_queue(tx, "hr_officer", None, 1)?),
            ids(list_by_state(tx, "draft", 9)?),
            ["late", "soon", "none"]
                .map(|id| {
                    let place = QueuePlace::of(&find(tx, id).unwrap().unwrap());
                    list_queue_after(tx, "hr_officer", "hr", &place, 9).unwrap()
                })
                .map(ids),
        ))
    });
    assert_eq!(parts, [vec!["soon", "none"], vec!["none"], vec![]]);
    assert_eq!(hr, ["late", "soon", "none"]);
    assert_eq!(all, ["other", "late", "soon", "none"]);
    assert_eq!(first, ["other"]);
    assert!(returned.is_empty(), "drafts are nobody's business");
}

#[test]
fn the_parts_of_a_queue_miss_no_file_and_repeat_none() {
    let (whole, walked) = in_write(|tx| {
        for (id, due_on, submitted_ms) in [
            ("a", Some("2026-11-20"), 2),
            ("b", Some("2026-11-20"), 1),
            ("c", Some("2026-11-20"), 1),
            ("d", None, 2),
            ("e", None, 1),
            ("f", None, 1),
        ] {
            let changed = Application {
                state: "hr_review".into(),
                holder_role: "hr_officer".into(),
                agency_id: Some("hr".into()),
                due_on: due_on.map(date),
                submitted_ms: Some(submitted_ms),
                ..add_application(tx, id)
            };
            update(tx, &changed).unwrap();
        }
        let whole = list_queue(tx, "hr_officer", Some("hr"), 9)?.into_iter();
        let whole: Vec<String> = whole.map(|application| application.id).collect();
        let mut walked = Vec::new();
        let mut part = list_queue(tx, "hr_officer", Some("hr"), 1)?;
        while let Some(last) = part.pop() {
            let place = QueuePlace::of(&last);
            walked.push(last.id);
            part = list_queue_after(tx, "hr_officer", "hr", &place, 1)?;
        }
        Ok((whole, walked))
    });
    assert_eq!(whole, ["b", "c", "a", "e", "f", "d"]);
    assert_eq!(walked, whole);
}

#[test]
fn what_waits_for_quota_is_apart_and_in_the_order_it_came() {
    let (queue, waiting, first, counts) = in_write(|tx| {
        for (id, agency, state, submitted_ms) in [
            ("second", "hr", "quota_wait", 2),
            ("first", "hr", "quota_wait", 1),
            ("other", "hr2", "quota_wait", 1),
            ("checked", "hr", "hr_review", 1),
        ] {
            let changed = Application {
                state: state.into(),
                holder_role: "hr_officer".into(),
                agency_id: Some(agency.to_owned()),
                due_on: Some(date("2026-11-30")),
                submitted_ms: Some(submitted_ms),
                paused: state == "quota_wait",
                ..add_application(tx, id)
            };
            update(tx, &changed).unwrap();
        }
        let ids = |found: Vec<Application>| {
            found
                .into_iter()
                .map(|application| application.id)
                .collect::<Vec<_>>()
        };
        Ok((
            ids(list_queue(tx, "hr_officer", Some("hr"), 9)?),
            ids(list_quota_waits(tx, "hr", 9)?),
            ids(list_quota_waits(tx, "hr", 1)?),
            (
                count_queue(tx, "hr_officer", "hr")?,
                count_quota_waits(tx, "hr")?,
                count_late(tx, "hr_officer", date("2026-12-24"))?,
            ),
        ))
    });
    assert_eq!(queue, ["checked"]);
    assert_eq!(waiting, ["first", "second"]);
    assert_eq!(first, ["first"]);
    assert_eq!(counts, (1, 2, (1, 1)));
}

#[test]
fn acceptance_counts_anew_each_day() {
    let numbers = in_write(|tx| {
        ["2026-11-24", "2026-11-24", "2026-11-25"]
            .map(|day| next_acceptance_sequence(tx, date(day)))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(numbers, [1, 2, 1]);
}

#[test]
fn what_was_not_touched_is_listed_from_the_longest_on() {
    let (drafts, none) = in_write(|tx| {
        for id in ["b", "a", "c"] {
            add_application(tx, id);
        }
        tx.execute(
            "UPDATE applications SET updated_ms = 30 WHERE id = $1",
            &["a".into()],
        )?;
        tx.execute(
            "UPDATE applications SET state = 'discarded' WHERE id = $1",
            &["c".into()],
        )?;
        Ok((
            list_untouched(tx, "draft", 31, 9)?,
            list_untouched(tx, "draft", 10, 9)?,
        ))
    });
    let ids: Vec<_> = drafts.iter().map(|file| file.id.as_str()).collect();
    assert_eq!((ids, none), (vec!["b", "a"], vec![]));
}

#[test]
fn all_files_are_gone_through_in_parts() {
    let (first, rest, none) = in_write(|tx| {
        for id in ["b", "a", "c"] {
            add_application(tx, id);
        }
        Ok((
            list_ids(tx, "", 2)?,
            list_ids(tx, "b", 2)?,
            list_ids(tx, "c", 2)?,
        ))
    });
    assert_eq!(
        (first, rest, none),
        (
            vec!["a".to_owned(), "b".to_owned()],
            vec!["c".to_owned()],
            vec![]
        )
    );
}
