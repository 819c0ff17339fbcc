//! What only the second engine can meet: lines that are cut, servers beside each other, and addresses that are wrong.
//! `script/with-postgres` says where a server is; without one these fail.
#![cfg(test)]

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use store::{
    Connection, Location, Store, StoreError,
    persons::{self, NewPerson},
    sequences,
};

fn url() -> String {
    std::env::var("FUMIN_TEST_POSTGRES").expect("run this through script/with-postgres")
}

fn new_location() -> Location {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let schema = format!("o{}_{}_{count}", since.as_nanos(), std::process::id());
    format!("{}?schema={schema}", url()).parse().unwrap()
}

fn person(number: u8) -> NewPerson {
    NewPerson {
        id: format!("p{number}"),
        phone_index: [number; 32],
        sealed_phone: vec![number],
        created_ms: 1,
    }
}

fn count(connection: &Connection, sql: &str) -> Result<i64, StoreError> {
    connection.query_one(sql, &[])?.unwrap().get(0)
}

/// Ends every connection of the portal but the one that asks.
const CUT: &str = "SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()) AS cut";

#[test]
fn a_cut_line_is_not_seen_by_whoever_reads_or_writes() {
    let location = new_location();
    let (store, beside) = (
        Store::open(&location).unwrap(),
        Store::open(&location).unwrap(),
    );
    for number in 1..=20 {
        store
            .write_blocking(move |tx| persons::find_or_create(tx, &person(number)))
            .unwrap();
        let cut = beside.read(|connection| count(connection, CUT)).unwrap();
        assert!(cut >= 1, "nothing was cut");
        let seen = store.read(|connection| count(connection, "SELECT count(*) FROM persons"));
        assert_eq!(seen, Ok(i64::from(number)));
    }
}

#[test]
fn a_line_cut_inside_a_write_costs_nothing() {
    let location = new_location();
    let (store, beside) = (
        Store::open(&location).unwrap(),
        Store::open(&location).unwrap(),
    );
    let cuts = AtomicU32::new(0);
    let number = store.write_blocking(move |tx| {
        let number = sequences::next(tx, "n")?;
        if cuts.fetch_add(1, Ordering::Relaxed) < 3 {
            beside.read(|connection| count(connection, CUT))?;
        }
        persons::find_or_create(tx, &person(1))?;
        Ok::<_, StoreError>(number)
    });
    assert_eq!(number, Ok(1), "what was cut left a number behind");
}

/// Our own writers never meet one; an engine that spreads a table over machines asks for it.
#[test]
fn a_serialization_failure_is_not_seen() {
    let store = Store::open(&new_location()).unwrap();
    let runs = AtomicU32::new(0);
    let number = store.write_blocking(move |tx| {
        let number = sequences::next(tx, "n")?;
        if runs.fetch_add(1, Ordering::Relaxed) < 3 {
            let again = "DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'";
            tx.execute(again, &[])?;
        }
        Ok::<_, StoreError>(number)
    });
    assert_eq!(number, Ok(1));
}

#[test]
fn several_servers_write_as_one() {
    const EACH: i64 = 100;
    let location = new_location();
    let servers: Vec<_> = (0..4)
        .map(|_| {
            let store = Store::open(&location).unwrap();
            thread::spawn(move || {
                (0..EACH)
                    .map(|_| store.write_blocking(|tx| sequences::next(tx, "n")).unwrap())
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let mut numbers: Vec<_> = servers
        .into_iter()
        .flat_map(|server| server.join().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=4 * EACH).collect::<Vec<_>>());
}

#[test]
fn a_failure_the_work_keeps_to_itself_undoes_the_work() {
    let store = Store::open(&new_location()).unwrap();
    let hidden = store.write_blocking(|tx| {
        persons::find_or_create(tx, &person(1))?;
        let _ = tx.execute("INSERT INTO persons (id) VALUES ($1)", &["x".into()]);
        Ok::<_, StoreError>(())
    });
    assert_eq!(hidden, Err(StoreError::Abandoned));
    let seen = store.read(|connection| count(connection, "SELECT count(*) FROM persons"));
    assert_eq!(seen, Ok(0));
}

#[test]
fn districts_are_schemas_that_do_not_see_each_other() {
    let (one, two) = (
        Store::open(&new_location()).unwrap(),
        Store::open(&new_location()).unwrap(),
    );
    one.write_blocking(|tx| persons::find_or_create(tx, &person(1)))
        .unwrap();
    let seen =
        |store: &Store| store.read(|connection| count(connection, "SELECT count(*) FROM persons"));
    assert_eq!((seen(&one), seen(&two)), (Ok(1), Ok(0)));
}

#[test]
fn a_wrong_address_is_named_and_its_password_is_not() {
    let open = |text: &str| {
        let location: Location = text.parse().unwrap();
        Store::open(&location).unwrap_err()
    };
    let nobody = open("postgres://fumin:secret@127.0.0.1:1/postgres");
    assert!(
        matches!(&nobody, StoreError::Unreachable { address, .. } if address.contains("127.0.0.1:1")),
        "{nobody:?}"
    );
    let no_database = open(&url().replace("/postgres", "/nowhere"));
    assert!(
        matches!(&no_database, StoreError::Refused(why) if why.contains("nowhere")),
        "{no_database:?}"
    );
    for error in [nobody, no_database] {
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn a_wrong_password_is_said_to_be_one() {
    let store = Store::open(&new_location()).unwrap();
    // The test server trusts everybody, so nobody with a password can be refused; a role that may not log in is.
    let role = format!("r{}", std::process::id());
    let make = format!("CREATE ROLE {role} NOLOGIN");
    store
        .write_blocking(move |tx| tx.execute(&make, &[]))
        .unwrap();
    let location: Location = url()
        .replace("fumin@", &format!("{role}:secret@"))
        .parse()
        .unwrap();
    let refused = Store::open(&location).unwrap_err();
    assert!(
        matches!(&refused, StoreError::Refused(why) if !why.contains("secret")),
        "{refused:?}"
    );
}

#[test]
fn a_database_of_another_version_is_refused() {
    let location = new_location();
    let store = Store::open(&location).unwrap();
    let sql = "INSERT INTO schema_migrations (number, name, applied_ms) VALUES (9999, 'future', 0)";
    store
        .write_blocking(move |tx| tx.execute(sql, &[]))
        .unwrap();
    for error in [
        Store::open(&location).unwrap_err(),
        Store::open_beside(&location).unwrap_err(),
    ] {
        assert!(
            matches!(error, StoreError::SchemaTooNew { found: 9_999, .. }),
            "{error:?}"
        );
    }
    let empty = Store::open_beside(&new_location()).unwrap_err();
    assert!(
        matches!(empty, StoreError::SchemaTooOld { found: 0, .. }),
        "{empty:?}"
    );
}
