//! The database without the portal: what the same rows cost a loop over rusqlite, in this thread's processor time.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, params};
use rustix::time::{ClockId, clock_gettime};

use crate::Fault;

/// How many a second of processor time, and of the clock on the wall.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Per second of processor time.
    pub processor: f64,
    /// Per second that passed.
    pub wall: f64,
}

/// Reads courses by id for so long.
///
/// # Errors
/// When the database does not answer.
pub fn courses(database: &Path, ids: &[String], time: Duration) -> Result<Rate, Fault> {
    let engine = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut ids = ids.iter().cycle();
    measured(time, || {
        let mut found = engine.prepare_cached("SELECT document FROM courses WHERE id = ?1")?;
        let document: String = found.query_row([ids.next()], |row| row.get(0))?;
        std::hint::black_box(document);
        Ok(())
    })
}

/// Reads 20 of the 5,000 courses that fit a filter, for so long; the table is the peers'.
///
/// # Errors
/// When the database does not answer.
pub fn list(database: &Path, kinds: &[String], time: Duration) -> Result<Rate, Fault> {
    let engine = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut kinds = kinds.iter().cycle();
    measured(time, || {
        let sql = "SELECT document FROM courses WHERE kind = ?1 ORDER BY starts_on, id LIMIT 20";
        let mut found = engine.prepare_cached(sql)?;
        let rows = found.query_map([kinds.next()], |row| row.get::<_, String>(0))?;
        std::hint::black_box(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    })
}

/// How large the parts of a file are that was handed in.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    draft: usize,
    state: usize,
    event: usize,
    receipt: usize,
    answer: usize,
}

impl Sizes {
    /// Those of the files in a portal's database; the answer kept for a key is about as long as the receipt.
    ///
    /// # Errors
    /// When nothing was handed in yet.
    pub fn of(database: &Path) -> Result<Self, Fault> {
        let engine = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mean = |sql: &str| engine.query_row(sql, [], |row| row.get::<_, f64>(0));
        let receipt = mean("SELECT AVG(LENGTH(sealed_receipt)) FROM receipts")?;
        Ok(Self {
            draft: mean("SELECT AVG(LENGTH(sealed_draft)) FROM applications")? as usize,
            state: mean("SELECT AVG(LENGTH(sealed_state)) FROM applications")? as usize,
            event: mean("SELECT AVG(LENGTH(sealed_payload)) FROM events")? as usize,
            receipt: receipt as usize,
            answer: receipt as usize,
        })
    }
}

/// Writes what a submit writes, one commit each: the file's row, event, receipt, kept answer and number.
///
/// # Errors
/// When the database does not take it.
pub fn commits(database: &Path, sizes: Sizes, count: u32) -> Result<Rate, Fault> {
    let engine = Connection::open(database)?;
    engine.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;
        CREATE TABLE IF NOT EXISTS applications (id TEXT PRIMARY KEY, draft BLOB, state BLOB);
        CREATE TABLE IF NOT EXISTS events (id TEXT, seq INTEGER, payload BLOB, hash BLOB, PRIMARY KEY (id, seq));
        CREATE TABLE IF NOT EXISTS receipts (id TEXT PRIMARY KEY, receipt BLOB);
        CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer BLOB);
        CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, last INTEGER);",
    )?;
    let blob = |length: usize| vec![7_u8; length];
    let (draft, state, event) = (blob(sizes.draft), blob(sizes.state), blob(sizes.event));
    let (receipt, answer) = (blob(sizes.receipt), blob(sizes.answer));
    let (processor, wall) = (thread_time(), Instant::now());
    for _ in 0..count {
        let id = server::ids::fresh();
        engine.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            engine.prepare_cached(sql)?.execute(values).map(drop)
        };
        run(
            "INSERT INTO applications VALUES (?1, ?2, ?3)",
            params![id, draft, state],
        )?;
        run(
            "INSERT INTO events VALUES (?1, 1, ?2, ?3)",
            params![id, event, [0_u8; 32]],
        )?;
        run("INSERT INTO receipts VALUES (?1, ?2)", params![id, receipt])?;
        run("INSERT INTO answers VALUES (?1, ?2)", params![id, answer])?;
        let next = "INSERT INTO sequences VALUES ('number', 1) ON CONFLICT (name) DO UPDATE SET last = last + 1";
        run(next, &[])?;
        engine.prepare_cached("COMMIT")?.execute([])?;
    }
    Ok(rate(f64::from(count), processor, wall))
}

fn measured(time: Duration, mut work: impl FnMut() -> Result<(), Fault>) -> Result<Rate, Fault> {
    let (processor, wall) = (thread_time(), Instant::now());
    let mut count = 0.0;
    while wall.elapsed() < time {
        work()?;
        count += 1.0;
    }
    Ok(rate(count, processor, wall))
}

fn rate(count: f64, processor: Duration, wall: Instant) -> Rate {
    Rate {
        processor: count / thread_time().saturating_sub(processor).as_secs_f64(),
        wall: count / wall.elapsed().as_secs_f64(),
    }
}

fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let whole = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(whole, u32::try_from(time.tv_nsec).unwrap_or(0))
}
