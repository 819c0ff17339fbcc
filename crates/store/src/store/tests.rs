use std::{fs, os::unix::fs::PermissionsExt, sync::mpsc};

use super::*;
use crate::{
    Value,
    persons::{self, NewPerson},
    sequences,
    testing::{add_person, sqlite_store, test_store},
};

fn person(id: &str, phone: u8) -> NewPerson {
    NewPerson {
        id: id.into(),
        phone_index: [phone; 32],
        sealed_phone: vec![phone],
        created_ms: 1,
    }
}

fn count_persons(connection: &Connection) -> Result<i64, StoreError> {
    connection
        .query_one("SELECT count(*) FROM persons", &[])?
        .unwrap()
        .get(0)
}

/// Holds the writer inside a job until the returned sender speaks, so that what follows piles up behind it.
fn hold_writer(store: &Store) -> (mpsc::Sender<()>, thread::JoinHandle<()>) {
    let (release, wait) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let store = store.clone();
    let holder = thread::spawn(move || {
        let held = store.write_blocking(move |_| {
            started.send(()).unwrap();
            let _ = wait.recv();
            Ok::<_, StoreError>(())
        });
        held.unwrap();
    });
    has_started.recv().unwrap();
    (release, holder)
}

#[test]
fn what_was_written_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made/on/first/start");
    let location = Location::in_folder(&path);
    assert_eq!(Store::exists(&location), Ok(false));
    let store = Store::open(&location).unwrap();
    store
        .write_blocking(|tx| persons::find_or_create(tx, &person("a", 1)))
        .unwrap();
    store.close();
    let store = Store::open(&location).unwrap();
    assert_eq!(
        store.read(|connection| persons::find(connection, "a")),
        Ok(Some(person("a", 1)))
    );
    for entry in fs::read_dir(&path).unwrap() {
        let mode = entry
            .as_ref()
            .unwrap()
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{entry:?} is open to others");
    }
    assert_eq!(Store::exists(&location), Ok(true));
}

#[test]
fn a_second_server_is_refused_and_a_command_is_not() {
    let test = sqlite_store();
    assert!(
        matches!((Store::open(&test.location), &test.location), (Err(StoreError::InUse(held)), Location::Sqlite(path)) if held == *path)
    );
    let beside = Store::open_beside(&test.location).unwrap();
    beside
        .write_blocking(|tx| persons::find_or_create(tx, &person("a", 1)))
        .unwrap();
    assert_eq!(test.store.read(count_persons), Ok(1));
    test.store.close();
    assert!(
        Store::open(&test.location).is_ok(),
        "a closed store lets the folder go"
    );
}

#[test]
fn a_command_makes_the_schema_when_no_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::in_folder(folder.path());
    let beside = Store::open_beside(&location).unwrap();
    assert_eq!(beside.read(count_persons), Ok(0));
    assert!(
        Store::open(&location).is_ok(),
        "a command does not hold the folder"
    );
}

#[test]
fn a_newer_schema_is_refused() {
    let test = test_store();
    let sql = "INSERT INTO schema_migrations (number, name, applied_ms) VALUES ($1, $2, $3)";
    let future = |tx: &Tx| tx.execute(sql, &[Value::Int(9_999), "future".into(), Value::Int(0)]);
    test.store.write_blocking(future).unwrap();
    let beside = Store::open_beside(&test.location).unwrap_err();
    test.store.close();
    for error in [
        beside,
        Store::open(&test.location).unwrap_err(),
        Store::open_beside(&test.location).unwrap_err(),
    ] {
        assert!(
            matches!(error, StoreError::SchemaTooNew { found: 9_999, known } if known < 9_999),
            "{error:?}"
        );
    }
}

#[test]
fn an_older_schema_is_refused_beside_a_running_server() {
    let test = test_store();
    test.store
        .write_blocking(|tx| tx.execute("DELETE FROM schema_migrations", &[]))
        .unwrap();
    assert!(matches!(
        Store::open_beside(&test.location),
        Err(StoreError::SchemaTooOld { found: 0, .. })
    ));
}

#[test]
fn a_folder_that_cannot_be_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(
        matches!(Store::open(&Location::in_folder(&file)), Err(StoreError::Folder { path, .. }) if path == file)
    );
    let garbage = tempfile::tempdir().unwrap();
    fs::write(
        garbage.path().join(crate::sqlite::FILE_NAME),
        "no database, but long enough to be looked at".repeat(99),
    )
    .unwrap();
    assert!(matches!(
        Store::open(&Location::in_folder(garbage.path())),
        Err(StoreError::Database(_))
    ));
}

#[test]
fn a_failed_job_takes_nothing_of_its_neighbours() {
    let test = test_store();
    let (release, holder) = hold_writer(&test.store);
    let jobs: Vec<_> = (0..20_u8)
        .map(|number| {
            let job = move |tx: &Tx| {
                persons::find_or_create(tx, &person(&format!("p{number}"), number))?;
                match number % 4 {
                    1 => Err(StoreError::Overloaded),
                    2 => std::panic::panic_any("a bug in a write"),
                    3 => tx.execute("NONSENSE", &[]).map(|_| number),
                    _ => Ok(number),
                }
            };
            test.store.enqueue(job).unwrap()
        })
        .collect();
    release.send(()).unwrap();
    holder.join().unwrap();
    for (number, job) in jobs.into_iter().enumerate() {
        let answer = job.blocking_recv().unwrap();
        match number % 4 {
            0 => assert!(answer.is_ok()),
            1 => assert_eq!(answer, Err(StoreError::Overloaded)),
            2 => assert_eq!(answer, Err(StoreError::Panicked)),
            _ => assert!(matches!(answer, Err(StoreError::Database(_)))),
        }
        let kept = test
            .store
            .read(|connection| persons::find(connection, &format!("p{number}")))
            .unwrap()
            .is_some();
        assert_eq!(kept, number % 4 == 0, "p{number}");
    }
}

#[test]
fn a_failed_commit_answers_every_job_and_keeps_none() {
    let test = sqlite_store();
    let (release, holder) = hold_writer(&test.store);
    // A deferred foreign key is judged at the commit, so each job by itself succeeds.
    let broken = test.store.enqueue(|tx| {
        tx.control("PRAGMA defer_foreign_keys=ON")?;
        let draft = crate::applications::Application::draft("a", "x", "nobody", 1);
        crate::applications::insert(tx, &draft)
    });
    let innocent = test
        .store
        .enqueue(|tx| persons::find_or_create(tx, &person("a", 1)));
    release.send(()).unwrap();
    // The holder's own empty write was in the batch before.
    holder.join().unwrap();
    assert!(matches!(
        broken.unwrap().blocking_recv().unwrap(),
        Err(StoreError::Database(_))
    ));
    assert!(matches!(
        innocent.unwrap().blocking_recv().unwrap(),
        Err(StoreError::Database(_))
    ));
    assert_eq!(test.store.read(count_persons), Ok(0));
    assert!(
        test.store
            .write_blocking(|tx| persons::find_or_create(tx, &person("a", 1)))
            .is_ok()
    );
}

#[test]
fn a_full_disk_says_so_and_the_store_goes_on() {
    let test = sqlite_store();
    let limit = |tx: &Tx, pages: i64| {
        tx.query(&format!("PRAGMA max_page_count={pages}"), &[])
            .map(drop)
    };
    test.store.write_blocking(move |tx| limit(tx, 1)).unwrap();
    let big = |id: &str| NewPerson {
        sealed_phone: vec![7; 1_000_000],
        ..person(id, 1)
    };
    let refused = test
        .store
        .write_blocking(move |tx| persons::find_or_create(tx, &big("a")));
    assert_eq!(refused.map(|_| ()), Err(StoreError::DiskFull));
    test.store
        .write_blocking(move |tx| limit(tx, 1_000_000))
        .unwrap();
    assert_eq!(test.store.read(count_persons), Ok(0));
    assert!(
        test.store
            .write_blocking(move |tx| persons::find_or_create(tx, &big("a")))
            .is_ok()
    );
}

#[test]
fn a_write_after_the_engine_gave_up_does_not_slip_through() {
    let test = sqlite_store();
    let stubborn = test.store.write_blocking(|tx| {
        tx.control("ROLLBACK")?;
        // The work ignores that its transaction is gone.
        let _ = persons::find_or_create(tx, &person("a", 1));
        Ok::<_, StoreError>(())
    });
    assert_eq!(stubborn, Err(StoreError::Abandoned));
    assert_eq!(test.store.read(count_persons), Ok(0));
    assert!(
        test.store
            .write_blocking(|tx| persons::find_or_create(tx, &person("a", 1)))
            .is_ok()
    );
}

#[test]
fn the_queue_has_an_end() {
    let test = test_store();
    let (release, holder) = hold_writer(&test.store);
    let mut waiting = Vec::new();
    let refused = loop {
        match test.store.enqueue(|tx| sequences::next(tx, "n")) {
            Ok(answer) => waiting.push(answer),
            Err(error) => break error,
        }
    };
    assert_eq!(
        (refused, waiting.len()),
        (StoreError::Overloaded, writer::QUEUE)
    );
    release.send(()).unwrap();
    holder.join().unwrap();
    let answers: Vec<i64> = waiting
        .into_iter()
        .map(|answer| answer.blocking_recv().unwrap().unwrap())
        .collect();
    assert_eq!(answers, (1..=1024).collect::<Vec<_>>());
}

#[test]
fn what_nobody_waits_for_is_not_done() {
    let test = test_store();
    let (release, holder) = hold_writer(&test.store);
    drop(test.store.enqueue(|tx| sequences::next(tx, "n")).unwrap());
    release.send(()).unwrap();
    holder.join().unwrap();
    assert_eq!(
        test.store.write_blocking(|tx| sequences::next(tx, "n")),
        Ok(1)
    );
}

#[test]
fn closing_finishes_what_waits_and_refuses_what_comes() {
    let test = test_store();
    let (release, holder) = hold_writer(&test.store);
    let waiting = test.store.enqueue(|tx| sequences::next(tx, "n")).unwrap();
    release.send(()).unwrap();
    test.store.close();
    holder.join().unwrap();
    assert_eq!(waiting.blocking_recv().unwrap(), Ok(1));
    assert_eq!(
        test.store.write_blocking(|tx| sequences::next(tx, "n")),
        Err(StoreError::Closed)
    );
    test.store.close();
}

#[test]
fn a_read_sees_one_moment_and_the_next_read_the_newest() {
    let test = test_store();
    let seen = test.store.read(|connection| {
        let before = count_persons(connection)?;
        test.store
            .write_blocking(|tx| Ok::<_, StoreError>(add_person(tx, "a")))
            .unwrap();
        let inner = test.store.read(count_persons)?;
        Ok::<_, StoreError>([before, count_persons(connection)?, inner])
    });
    assert_eq!(seen, Ok([0, 0, 1]));
    assert_eq!(test.store.read(count_persons), Ok(1));
}

#[test]
fn a_reader_cannot_write() {
    let test = test_store();
    let refused = test
        .store
        .read(|connection| connection.query("DELETE FROM persons RETURNING id", &[]));
    assert!(matches!(refused, Err(StoreError::Database(_))));
}

#[test]
fn two_stores_on_a_thread_do_not_mix() {
    let (one, two) = (test_store(), test_store());
    one.store
        .write_blocking(|tx| Ok::<_, StoreError>(add_person(tx, "a")))
        .unwrap();
    for _ in 0..2 {
        assert_eq!(
            (one.store.read(count_persons), two.store.read(count_persons)),
            (Ok(1), Ok(0))
        );
    }
}

#[tokio::test]
async fn async_writers_share_commits_and_each_gets_its_own_answer() {
    let test = test_store();
    let writers: Vec<_> = (0..200)
        .map(|_| {
            let store = test.store.clone();
            tokio::spawn(async move { store.write(|tx| sequences::next(tx, "n")).await.unwrap() })
        })
        .collect();
    let mut numbers = Vec::new();
    for writer in writers {
        numbers.push(writer.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
}

#[test]
fn a_part_that_failed_leaves_the_rest_of_the_work() {
    let test = test_store();
    let done = test.store.write_blocking(|tx| {
        persons::find_or_create(tx, &person("a", 1))?;
        let part = tx.attempt(|tx| {
            persons::find_or_create(tx, &person("b", 2))?;
            persons::find_or_create(tx, &person("a", 3))
        });
        assert!(
            matches!(part, Err(StoreError::Duplicate { .. })),
            "{part:?}"
        );
        tx.attempt(|tx| persons::find_or_create(tx, &person("c", 3)))
    });
    assert_eq!(done, Ok(person("c", 3)));
    assert_eq!(test.store.read(count_persons), Ok(2));
}

#[test]
fn a_read_of_one_question_has_one() {
    let test = sqlite_store();
    let count = |connection: &Connection| count_persons(connection);
    assert_eq!(test.store.read_once(count), Ok(0));
    let twice = |connection: &Connection| count(connection).and_then(|_| count(connection));
    assert_eq!(test.store.read_once(twice), Err(StoreError::Abandoned));
    assert_eq!(test.store.read(twice), Ok(0));
    let wrong = |connection: &Connection| connection.query("SELECT nothing", &[]);
    assert!(test.store.read_once(wrong).is_err());
    assert_eq!(test.store.read_once(|_| Ok::<_, StoreError>(7)), Ok(7));
    test.store
        .write_blocking(|tx| persons::find_or_create(tx, &person("a", 1)))
        .unwrap();
    assert_eq!(test.store.read_once(count), Ok(1));
}
